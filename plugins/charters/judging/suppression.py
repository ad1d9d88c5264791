"""Hiding small numbers, so that a published figure tells nothing about one person.

Off by default. A count from 1 to below the threshold is hidden, together with every figure that
would give it away: the other count, the share, a count that a share of so many cases comes to, the
row it corrects or that corrects it, and as many other parts as it takes until the whole less the
parts that are shown is no small number either (statistics.md section 9), whatever periods the two
are told for. Zero may be shown. What is hidden here reaches no page and no file. A hidden result has
no verdict: beside an aim of 100%, "met" would say that nobody is left. Members of staff are hidden
below a threshold of their own, on every site.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import ceil
from operator import itemgetter

from charters.judging.hidden_counts import agency_shown, cases_of, surveys_shown
from charters.judging.history import counted_on
from charters.model.measures import Measure
from charters.model.register import Charter, Register
from charters.model.results import Result
from charters.model.settings import Settings
from charters.model.standards import Measured

Counts = tuple[int | None, ...]
"""What is counted in a row, always in the same order; None where it is not known."""
Cell = tuple[tuple[date, date], str]
"""What a row and its corrections are about: its days and its part ('' is the whole)."""


def publishable(register: Register) -> Register:
    """Return the register as it may be published: no count too small, and none that tells one."""
    charters = register.charters.items()
    shown = {name: charter_shown(charter, register.settings) for name, charter in charters}
    if all(charter is register.charters[name] for name, charter in shown.items()):
        return register
    return replace(register, charters=shown)


def charter_shown(charter: Charter, settings: Settings) -> Charter:
    """Return what one agency posts as it may be published; itself, where nothing is hidden."""
    below = settings.suppress_below
    surveys = surveys_shown(charter.surveys, below, settings.staff_answers_at_least)
    if settings.hides_small_counts:
        agency, results = agency_shown(charter.agency, below), _results_shown(charter, below)
        return replace(charter, agency=agency, results=results, surveys=surveys)
    return charter if surveys is charter.surveys else replace(charter, surveys=surveys)


def _results_shown(charter: Charter, below: int) -> Mapping[str, Sequence[Result]]:
    measured = charter.measured_by_id
    return {
        name: _rows_shown(_asked(charter, measured.get(name), rows), rows, below)
        for name, rows in charter.results.items()
    }


def is_small(row: Result, measure: Measure, below: int) -> bool:
    """Return whether a count of a row, or one that can be worked out from it, is too small."""
    return _is_small(_counts(measure, {}, row), below)


# ------------------------------------------------------------------------------ what a row counts


def _asked(
    charter: Charter, measured: Measured | None, rows: Sequence[Result]
) -> Callable[[Result], Counts]:
    """Return how to count a row: those asked stand behind a level that is what they answered."""
    found = charter.question_by_id.get(measured.measure.question or "") if measured else None
    answered = found[0].answered if found else None
    first = found[0].fielded.first if found else None
    within = [row for row in rows if first and row.period.start <= first.end <= row.period.end]
    asked = {row.line: answered for row in within if answered}

    def counts(row: Result) -> Counts:
        then = counted_on(measured, row.period.start).measure if measured else None
        return _counts(then, asked, row)

    return counts


def _counts(measure: Measure | None, asked: Mapping[int, int], row: Result) -> Counts:
    """Return the cases of a row, those that kept the promise, the others, and what it counts."""
    cases, met, missed, counted = row.number_of_cases, row.met, None, None
    behind = asked.get(row.line) if cases is None else cases
    if cases is not None and met is not None:
        missed = cases - met
    elif behind is not None and row.value is not None and (not measure or measure.shape.is_share):
        met, missed = cases_of(Fraction(row.value), behind)
    if row.value is not None and not (measure and measure.shape.counts_cases):
        counted = ceil(row.value)
    elif row.value is not None and behind is not None and measure and measure.per:
        counted = ceil(Fraction(row.value) * behind / measure.per)
    return cases, row.cases, met, missed, counted


def _beside(row: Result) -> Counts:
    """Return the cases left out and those still open; a blank cell is read as none."""
    return row.excluded or 0, row.overdue or 0


def _is_small(counts: Counts, below: int) -> bool:
    return any(count is not None and 0 < count < below for count in counts)


# --------------------------------------------------------------------------- the rows of a promise


def _rows_shown(
    counts_of: Callable[[Result], Counts], rows: Sequence[Result], below: int
) -> list[Result]:
    """Return the rows of one promise with small numbers, and what would give them away, hidden."""
    figures = _gone(rows, counts_of, below, set())
    beside = _gone(rows, _beside, below, figures)
    return [
        _without(row, figures=_cell(row) in figures, beside=_cell(row) in beside) for row in rows
    ]


def _without(row: Result, *, figures: bool, beside: bool) -> Result:
    """Return a row without its figures, or what stands beside them; money paid tells how many missed."""
    if figures:
        row = replace(row, met=None, total=None, value=None, answer=None, cases=None, hidden=True)
    return replace(row, excluded=None, overdue=None, paid=None) if figures or beside else row


def _cell(row: Result) -> Cell:
    return row.period.days, row.part


def _gone(
    rows: Sequence[Result],
    counts_of: Callable[[Result], Counts],
    below: int,
    before: AbstractSet[Cell],
) -> set[Cell]:
    """Return the rows of which no count may be shown, with those that are hidden before."""
    gone = {_cell(row) for row in rows if _is_small(counts_of(row), below)} | before
    for kind in {_kind(row.part) for row in rows if row.part}:
        beside = [row for row in rows if not row.part or _kind(row.part) == kind]
        for within in _within(beside):
            _hide_beside(within, counts_of, gone, below)
    return gone


def _kind(part: str) -> str:
    """Return what a part divides the whole by: `channel: mail` by channel, `online` by nothing named."""
    kind, colon, _ = part.partition(":")
    return kind if colon else ""


def _within(rows: Sequence[Result]) -> Iterator[list[Result]]:
    """Yield the rows of each period and of those it is made up of, where they tell its whole."""
    by_start = sorted(enumerate(rows), key=lambda pair: pair[1].period.start)
    starts = [row.period.start for _, row in by_start]
    for start, end in sorted({row.period.days for row in rows}, key=lambda days: days[1] - days[0]):
        among = by_start[bisect_left(starts, start) : bisect_right(starts, end)]
        found = [row for _, row in sorted(among, key=itemgetter(0)) if row.period.end <= end]
        days = {row.period.days for row in found if not row.part}
        if sum((last - first).days + 1 for first, last in days) == (end - start).days + 1:
            yield found


def _hide_beside(
    rows: Sequence[Result], counts_of: Callable[[Result], Counts], gone: set[Cell], below: int
) -> None:
    """Hide parts, the smallest first, until what can be worked out of the others is not small."""
    sizes = {_cell(row): max(_known(counts_of(row)), default=0) for row in rows if row.part}
    next_ones = sorted(
        sizes.keys() - gone, key=lambda cell: (not sizes[cell], sizes[cell], cell[1], cell[0])
    )
    while next_ones and any(_is_small(rest, below) for rest in _rests(rows, counts_of, gone)):
        gone.add(next_ones.pop(0))


def _rests(
    rows: Sequence[Result], counts_of: Callable[[Result], Counts], gone: set[Cell]
) -> Iterator[Counts]:
    """Yield what is left of the whole without the parts that are shown, at the time of each row.

    Where the whole is hidden in one of its periods and no part is, all parts without the whole of the
    other periods leave that one.
    """
    cells = {_cell(row) for row in rows}
    wholes, parts = _Tally(), _Tally()
    left = {cell for cell in cells if not cell[1]}
    is_whole, is_divided = left.isdisjoint(gone), all(cell in left for cell in cells & gone)
    for row in rows:
        left.discard(_cell(row))
        if _cell(row) not in gone:
            (parts if row.part else wholes).put(_cell(row), counts_of(row))
        if not left and is_whole:
            yield wholes.less(parts)
    if not is_whole and is_divided:
        yield parts.less(wholes)


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


def _known(counts: Counts) -> list[int]:
    return [count for count in counts if count is not None]
