"""Hiding small numbers, so that a published figure tells nothing about one person.

Off by default. A count from 1 to below the threshold is hidden, together with every figure that
would give it away: the other count, the share, a count that a share of so many cases comes to, the
row it corrects or that corrects it, and as many other parts as it takes until the whole less the
parts that are shown is no small number either (statistics.md section 9), whatever periods the two
are told for, and the year that less its quarters would leave one. Zero may be shown. What is hidden here reaches no page and no file. A hidden result has
no verdict: beside an aim of 100%, "met" would say that nobody is left. Members of staff are hidden
below a threshold of their own, on every site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from fractions import Fraction
from math import ceil
from operator import attrgetter

from charters.judging.hidden_counts import agency_shown, cases_of, surveys_shown
from charters.judging.history import counted_on
from charters.judging.rests import (
    Cell,
    Counts,
    CountsOf,
    cell_of,
    is_filled,
    rests,
    times_within,
    told_once,
)
from charters.model.measures import Measure
from charters.model.register import Charter, Register, grouped
from charters.model.results import Result
from charters.model.settings import Settings
from charters.model.shapes import Shape
from charters.model.standards import Measured


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
        name: _rows_shown(
            _asked(charter, measured.get(name), rows),
            rows,
            below,
            add_up=_add_up(measured.get(name)),
        )
        for name, rows in charter.results.items()
    }


def _add_up(measured: Measured | None) -> bool:
    """Return whether the results of quarters come to that of the year: a level on a day does not."""
    return measured is None or measured.measure.shape is not Shape.BACKLOG


def is_small(row: Result, measure: Measure, below: int) -> bool:
    """Return whether a count of a row, or one that can be worked out from it, is too small."""
    return _is_small(_counts(measure, {}, row), below)


# ------------------------------------------------------------------------------ what a row counts


def _asked(charter: Charter, measured: Measured | None, rows: Sequence[Result]) -> CountsOf:
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
    counts_of: CountsOf, rows: Sequence[Result], below: int, *, add_up: bool
) -> list[Result]:
    """Return the rows of one promise with small numbers, and what would give them away, hidden."""
    figures = _gone(rows, counts_of, below, set(), add_up=add_up)
    beside = _gone(rows, _beside, below, figures, add_up=add_up)
    return [
        _without(row, figures=cell_of(row) in figures, beside=cell_of(row) in beside)
        for row in rows
    ]


def _without(row: Result, *, figures: bool, beside: bool) -> Result:
    """Return a row without its figures, or what stands beside them; money paid tells how many missed."""
    if figures:
        row = replace(row, met=None, total=None, value=None, answer=None, cases=None, hidden=True)
    return replace(row, excluded=None, overdue=None, paid=None) if figures or beside else row


def _gone(
    rows: Sequence[Result],
    counts_of: CountsOf,
    below: int,
    before: AbstractSet[Cell],
    *,
    add_up: bool,
) -> set[Cell]:
    """Return the rows of which no count may be shown, with those that are hidden before."""
    gone, found = {cell_of(row) for row in rows if _is_small(counts_of(row), below)} | before, -1
    by_part = grouped(rows, attrgetter("part")) if add_up else {}
    while found < len(gone):
        found = len(gone)
        for kind in dict.fromkeys(_kind(row.part) for row in rows if row.part):
            beside = [row for row in rows if not row.part or _kind(row.part) == kind]
            for within in _within(beside, gone):
                _hide_beside(within, counts_of, gone, below)
        for of_part in by_part.values():
            _hide_around(of_part, counts_of, gone, below)
    return gone


def _kind(part: str) -> str:
    """Return what a part divides the whole by: `channel: mail` by channel, `online` by nothing named."""
    kind, colon, _ = part.partition(":")
    return kind if colon else ""


def _within(rows: Sequence[Result], gone: AbstractSet[Cell]) -> Iterator[list[Result]]:
    """Yield the rows of each period and of those it is made up of, where they tell its whole."""
    for days, inside in times_within(rows):
        found = told_once(inside, gone)
        if is_filled(days, {row.period.days for row in found if not row.part}):
            yield found


def _hide_beside(rows: Sequence[Result], counts_of: CountsOf, gone: set[Cell], below: int) -> None:
    """Hide parts, the smallest first, until what can be worked out of the others is not small."""
    sizes = _sizes([row for row in rows if row.part], counts_of)
    next_ones = sorted(
        sizes.keys() - gone, key=lambda cell: (not sizes[cell], sizes[cell], cell[1], cell[0])
    )
    while next_ones and any(
        _is_small(rest, below) for rest in rests(rows, sizes.keys(), counts_of, gone)
    ):
        gone.add(next_ones.pop(0))


def _hide_around(rows: Sequence[Result], counts_of: CountsOf, gone: set[Cell], below: int) -> None:
    """Hide a year that less its quarters leaves a small number, or a quarter that tells such a year."""
    for days, inside in times_within(rows):
        around = days, inside[0].part
        times = told_once([row for row in inside if cell_of(row) != around], gone)
        sizes = _sizes([row for row in times if cell_of(row) not in gone], counts_of)
        among = [row for row in inside if cell_of(row) in {around, *sizes}]
        left = [*rests(among, sizes.keys(), counts_of, gone)] if sizes else []
        if around not in gone and any(_is_small(rest, below) for rest in left):
            gone.add(around)
        elif (
            around in gone and any(map(_known, left)) and is_filled(days, {day for day, _ in sizes})
        ):
            gone.add(min(sizes, key=lambda cell: (not sizes[cell], sizes[cell], cell)))


def _sizes(rows: Sequence[Result], counts_of: CountsOf) -> dict[Cell, int]:
    return {cell_of(row): max(_known(counts_of(row)), default=0) for row in rows}


def _known(counts: Counts) -> list[int]:
    return [count for count in counts if count is not None]
