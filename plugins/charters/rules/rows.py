"""Rows of results as rules ask about them, each with the promise or figure that it is a result of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from charters.judging.comparators import Compared, Ours
from charters.judging.history import counted_on
from charters.model.results import Result
from charters.model.standards import Measured


class Row(NamedTuple):
    """A row of results, judged."""

    standing: Compared
    judged: Ours
    result: Result
    """The row itself."""

    @property
    def standard(self) -> Measured:
        """The promise that it is a result of, counted as in its time; or the figure."""
        return counted_on(self.standing.standard, self.result.period.start)

    @property
    def id(self) -> str:
        """What the row is called: its promise and its period."""
        return f"{self.standard.id} {self.result.period.label}"

    @property
    def column(self) -> str:
        """The column that its figure stands in."""
        return "value" if self.result.met is None else "met"


def rows_of(standing: Compared) -> Iterator[Row]:
    """Yield the rows in force of one promise or figure, those of its parts too."""
    for judged in chain(standing.judged, *standing.parts.values()):
        yield row_of(standing, judged)


def row_of(standing: Compared, judged: Ours) -> Row:
    """Return one result of a promise or figure as a row."""
    return Row(standing, judged, judged.result)
