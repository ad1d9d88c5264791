"""Results beside those of other periods: a slip of the hand, and counts that were copied (K29, K30)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from charters.judging.comparators import Compared
from charters.judging.history import breaks
from charters.judging.jumps import COUNTS, LEVELS, SHARES, Jump, Steadiness, jumps
from charters.judging.restarts import restarts
from charters.model.periods import Window
from charters.model.results import Result
from charters.model.shapes import Shape
from charters.model.standards import Standard
from charters.problems import Cases, Message, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.forms import Subject
from charters.rules.saying import clash, listed

_EXPLAIN = _("mend it, or say in 'note' of this row why it is right")

FEWEST_COPIED = 100
"""Cases below which two periods may well have the same counts."""

FEWEST_ALL_KEPT = 1000
"""The same where all or none kept the promise, so that only one count has to be the same."""

FEWEST_DIGITS = 4
"""Digits of a value that hardly comes twice by chance."""


def _series(case: Case) -> Iterator[tuple[Compared, list[Result]]]:
    """Yield the results of one part and rhythm, oldest first, a change of the measure between none."""
    for standing in case.compared:
        for judged in (standing.judged, *standing.parts.values()):
            if len(judged) > 1:
                rows = [one.result for one in judged if one.result.is_available]
                yield from ((standing, alike) for alike in _alike(standing, rows))


def _alike(standing: Compared, rows: Sequence[Result]) -> Iterator[list[Result]]:
    standard = standing.standard
    days = _new_starts(standard) if isinstance(standard, Standard) else []
    found: dict[tuple[int, int], list[Result]] = defaultdict(list)
    for row in rows:
        months = (row.period.end.toordinal() - row.period.start.toordinal() + 15) // 30
        found[months, sum(day <= row.period.start for day in days) if days else 0].append(row)
    yield from (alike for alike in found.values() if len(alike) > 1)


def _new_starts(standard: Standard) -> list[date]:
    """Return the days from which on results are another matter."""
    changes = [change.date for change in breaks(standard)] if standard.changes else []
    return [*changes, *(event.date for event in restarts(standard))]


# ------------------------------------------------------------------------------------- jumps


def _questions(case: Case) -> Iterator[Problem]:
    """K29, K30: what hardly can be right, and no note says that it is."""
    for standing, rows in _series(case):
        if standing.standard.window is not Window.TO_DATE:
            yield from _jumps(case, standing.standard.measure.shape, rows)
        yield from _copies(case, rows)


def _jumps(case: Case, shape: Shape, rows: Sequence[Result]) -> Iterator[Problem]:
    """K29: a number far from its neighbours, by a digit too many or by seconds for minutes."""
    told: set[int] = set()
    for column, numbers, kind in _numbers(shape, rows):
        for jump in jumps(numbers, kind):
            row = rows[jump.at]
            if not (row.note or jump.at in told):
                told.add(jump.at)
                yield _jump(case, column, row, rows[jump.neighbour], jump)


def _numbers(shape: Shape, rows: Sequence[Result]) -> Iterator[tuple[str, list[float], Steadiness]]:
    """Yield the figures of a series by their column; 0 where a row has none."""
    if rows[-1].total is not None:
        totals = [float(row.total or 0) for row in rows]
        kept = [(row.met or 0, row.total or 0) for row in rows]
        yield "total", totals, COUNTS
        yield "met", [m * 100 / t if t >= FEWEST_COPIED else 0 for m, t in kept], SHARES
    elif rows[-1].value is not None:
        kind = SHARES if shape.is_share else LEVELS if shape.counts_cases else COUNTS
        yield "value", [float(row.value or 0) for row in rows], kind


def _jump(case: Case, column: str, row: Result, other: Result, jump: Jump) -> Problem:
    here, there = _figure(column, row), _figure(column, other)
    period = other.period.label
    times = round(jump.times) if jump.times >= 10 else round(Decimal(jump.times), 1)
    said = _(
        "{here} is about {times} times the {there} of {period}",
        here=here,
        times=times,
        there=there,
        period=period,
    )
    if not jump.is_above:
        said = _(
            "{period} has {there}, about {times} times the {here} here",
            period=period,
            there=there,
            times=times,
            here=here,
        )
    return clash("K29", "", case.in_row(row, column), said, _EXPLAIN, case.in_row(other, column))


def _figure(column: str, row: Result) -> Message:
    met, total = Cases(row.met or 0), Cases(row.total or 0)
    if column == "met":
        return _("{met} of {total}", met=met, total=total)
    amount = Fraction(row.value or 0) if column == "value" else total
    return _("{amount}", amount=amount)


# ------------------------------------------------------------------------------------ copies


def _copies(case: Case, rows: Sequence[Result]) -> Iterator[Problem]:
    """K30: the same counts in two periods, one of which was copied and never filled in."""
    same: dict[object, list[Result]] = defaultdict(list)
    for row in rows:
        if (key := _counts(row)) is not None:
            same[key].append(row)
    for copies in same.values() if len(same) < len(rows) else ():
        later = next((one for one in reversed(copies[1:]) if not one.note), None)
        if later is not None and not _is_a_sample(later, rows, copies):
            yield _copied(case, later, [one for one in copies if one is not later])


def _is_a_sample(row: Result, rows: Sequence[Result], copies: Sequence[Result]) -> bool:
    """Return whether just so many are looked at in every period: then the rest may well be the same."""
    return sum(one.total == row.total for one in rows) > len(copies) and row.total is not None


def _counts(row: Result) -> object:
    """Return what is hardly the same twice; None where it well may be."""
    if row.met is not None and row.total is not None:
        fewest = FEWEST_COPIED if 0 < row.met < row.total else FEWEST_ALL_KEPT
        return (row.met, row.total) if row.total >= fewest else None
    if row.value is None:
        return None
    if row.cases is not None and row.cases >= FEWEST_COPIED:
        return row.value, row.cases
    digits = row.value.normalize().as_tuple().digits
    return row.value if len(digits) >= FEWEST_DIGITS else None


def _copied(case: Case, row: Result, others: Sequence[Result]) -> Problem:
    column = "value" if row.met is None else "met"
    said = _(
        "{figures} stands here, and in {periods} too",
        figures=_figure(column, row),
        periods=listed([one.period.label for one in others]),
    )
    places = [case.in_row(one, column) for one in others[:3]]
    return clash("K30", "", case.in_row(row, column), said, _EXPLAIN, *places)


SUBJECT = Subject(clashes=(_questions,))
