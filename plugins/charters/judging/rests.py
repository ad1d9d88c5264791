"""What is left of a whole without its parts, and of a time without the shorter ones within it.

Whoever reads what is published can take the one from the other, so a rest is published with them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from operator import attrgetter, itemgetter

from charters.model.register import grouped
from charters.model.results import Result

Counts = tuple[int | None, ...]
"""What is counted in a row, always in the same order; None where it is not known."""
Days = tuple[date, date]
Cell = tuple[Days, str]
"""What a row and its corrections are about: its days and its part ('' is the whole)."""
CountsOf = Callable[[Result], Counts]


def cell_of(row: Result) -> Cell:
    """Return what a row is about."""
    return row.period.days, row.part


def rests(
    rows: Sequence[Result], parts: AbstractSet[Cell], counts_of: CountsOf, gone: AbstractSet[Cell]
) -> Iterator[Counts]:
    """Yield what is left of the wholes without the parts that are shown, at the time of each row.

    Where one of several wholes is hidden and no part is, all parts without the other wholes leave
    that one.
    """
    cells = {cell_of(row) for row in rows}
    of_wholes, of_parts = _Tally(), _Tally()
    left = cells - parts
    is_whole, is_divided = left.isdisjoint(gone), all(cell in left for cell in cells & gone)
    for row in rows:
        cell = cell_of(row)
        left.discard(cell)
        if cell not in gone:
            (of_parts if cell in parts else of_wholes).put(cell, counts_of(row))
        if not left and is_whole:
            yield of_wholes.less(of_parts)
    if not is_whole and is_divided:
        yield of_parts.less(of_wholes)


class _Tally:
    """Counts by cell, the latest of each, and what they come to."""

    def __init__(self) -> None:
        self.latest: dict[Cell, Counts] = {}
        self.sums: list[int] = []
        self.unknown: list[int] = []

    def put(self, cell: Cell, counts: Counts) -> None:
        """Set the counts of a cell, in place of those it had."""
        before = self.latest.get(cell, (0,) * len(counts))
        self.sums = self.sums or [0] * len(counts)
        self.unknown = self.unknown or [0] * len(counts)
        for n, (old, new) in enumerate(zip(before, counts, strict=True)):
            self.sums[n] += (new or 0) - (old or 0)
            self.unknown[n] += (new is None) - (old is None)
        self.latest[cell] = counts

    def less(self, other: _Tally) -> Counts:
        """Return what is left of each sum; None where it cannot be known."""
        theirs = other.sums or [0] * len(self.sums)
        unknown = other.unknown or self.unknown
        return tuple(
            None if self.unknown[n] or unknown[n] else count - theirs[n]
            for n, count in enumerate(self.sums)
        )


# ------------------------------------------------------------------------------ times within times


def times_within(rows: Sequence[Result]) -> Iterator[tuple[Days, list[Result]]]:
    """Yield the days of each row, the fewest first, with the rows that lie within them."""
    by_start = sorted(enumerate(rows), key=lambda pair: pair[1].period.start)
    starts = [row.period.start for _, row in by_start]
    for start, end in sorted({row.period.days for row in rows}, key=length):
        among = by_start[bisect_left(starts, start) : bisect_right(starts, end)]
        found = [row for _, row in sorted(among, key=itemgetter(0)) if row.period.end <= end]
        yield (start, end), found


def told_once(rows: Sequence[Result], gone: AbstractSet[Cell]) -> list[Result]:
    """Return rows of which no two tell of one day and part: the year that is shown, or its quarters."""
    twice: set[Cell] = set()
    for of_part in grouped(rows, attrgetter("part")).values():
        cells = {cell_of(row) for row in of_part}
        twice |= {cell for cell in cells if any(_is_told_by(cell, other, gone) for other in cells)}
    return [row for row in rows if cell_of(row) not in twice]


def _is_told_by(cell: Cell, other: Cell, gone: AbstractSet[Cell]) -> bool:
    if cell == other:
        return False
    return (
        _is_within(cell, other) if other not in gone else cell in gone and _is_within(other, cell)
    )


def _is_within(cell: Cell, other: Cell) -> bool:
    (start, end), (first, last) = cell[0], other[0]
    return first <= start and end <= last


def is_filled(days: Days, times: AbstractSet[Days]) -> bool:
    """Return whether times that do not overlap leave no day between them."""
    return sum(length(time) for time in times) == length(days)


def length(days: Days) -> int:
    """Return how many days there are."""
    return (days[1] - days[0]).days + 1
