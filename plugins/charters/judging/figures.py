"""The results of a figure, period by period; nothing is promised, so nothing is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from charters.judging.standings import replacing
from charters.judging.verdicts import Verdict, Word
from charters.model.register import Charter
from charters.model.results import Result
from charters.model.standards import Figure


class Published(NamedTuple):
    """One result in force, and the rows it replaced; there is no aim to hold it against."""

    result: Result
    replaced: Sequence[Result] = ()

    @property
    def target(self) -> None:
        """No aim, as of every figure."""

    @property
    def verdict(self) -> Verdict:
        """That there is none."""
        return Verdict(Word.NO_LEVEL)


class FigureSeries(NamedTuple):
    """A figure with its results; comparators ask of it what they ask of a promise's standing."""

    charter: Charter
    figure: Figure
    results: Sequence[Published]
    """Results for the whole, oldest first."""
    parts: Mapping[str, Sequence[Published]]
    """Results of each named breakdown, oldest first."""

    @property
    def standard(self) -> Figure:
        """What is measured, where a standing has its promise."""
        return self.figure

    @property
    def judged(self) -> Sequence[Published]:
        """The results, where a standing has those with a verdict."""
        return self.results

    @property
    def latest(self) -> Published | None:
        """The newest result for the whole."""
        return self.results[-1] if self.results else None

    @property
    def target(self) -> None:
        """No aim, as of every figure."""


def figures_of(charter: Charter) -> list[FigureSeries]:
    """Return the figures of a charter with their results, in the order of the file."""
    return [_series(charter, figure) for figure in charter.figures]


def _series(charter: Charter, figure: Figure) -> FigureSeries:
    rows = replacing(charter.results.get(figure.id, ()))
    parts = {part: [Published(*found) for found in series] for part, series in rows.items()}
    return FigureSeries(charter, figure, parts.pop("", []), parts)
