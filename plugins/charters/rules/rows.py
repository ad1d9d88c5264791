"""Rows of results as rules ask about them, each with the promise or figure that it is a result of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple
from weakref import WeakKeyDictionary

from charters.judging.comparators import Compared, Ours
from charters.judging.history import counted_on
from charters.judging.kept_up import missed_lately
from charters.model.results import Result
from charters.model.standards import Measured
from charters.rules.case import Case
from charters.rules.filled import is_said, says_none


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


def all_rows(case: Case) -> Sequence[Row]:
    """Return the rows in force of every promise and figure, those of their parts too."""
    if (rows := _ROWS.get(case)) is None:
        rows = _ROWS[case] = [row for standing in case.compared for row in rows_of(standing)]
    return rows


_ROWS: WeakKeyDictionary[Case, Sequence[Row]] = WeakKeyDictionary()
"""The rows of each case, which many rules go through."""


def rows_of(standing: Compared) -> Iterator[Row]:
    """Yield the rows in force of one promise or figure, those of its parts too."""
    for judged in chain(standing.judged, *standing.parts.values()):
        yield row_of(standing, judged)


def row_of(standing: Compared, judged: Ours) -> Row:
    """Return one result of a promise or figure as a row."""
    return Row(standing, judged, judged.result)


def newest_rows(case: Case) -> list[Row]:
    """Return the newest result of each promise that is still made."""
    return [row_of(one, found) for one in case.kept if (found := one.last_published) is not None]


def rows_leaving_out(case: Case) -> list[Row]:
    """Return the newest results of promises that say that some cases are not counted."""
    return [row for row in newest_rows(case) if _leaves_out(row)]


def _leaves_out(row: Row) -> bool:
    words = row.standard.measure.not_counted
    return is_said(words, "not_counted") and not says_none(words)


def recent_misses(case: Case) -> list[Row]:
    """Return the misses of the newest months of each promise that is still made."""
    return [
        row_of(standing, judged)
        for standing in case.kept
        for judged in missed_lately(case.register, standing)
    ]
