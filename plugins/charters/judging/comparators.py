"""Which level of others a promise is set beside, which result of ours, and who is ahead (item d)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from fractions import Fraction
from operator import itemgetter

from pydantic_core import PydanticCustomError

from charters.judging.ages import is_older, known_on
from charters.judging.figures import FigureSeries, Published
from charters.judging.history import counted_on
from charters.judging.standings import JudgedResult, Standing
from charters.judging.verdicts import level_reached
from charters.model.benchmarks import Basis, Benchmark, Sector
from charters.model.measures import Measure
from charters.model.period_labels import parse_period
from charters.model.quantities import Direction, Quantity, converted
from charters.model.register import Charter, Register
from charters.model.standards import Measured, Standard

Compared = Standing | FigureSeries
"""What a level of others is set beside: a promise with its results, or a figure with them."""
Ours = JudgedResult | Published
"""A result of ours."""
_LOWER_AIMS = {Direction.LOWER: True, Direction.HIGHER: False}
_Level = tuple[Fraction, Benchmark]
"""A comparator, and its level in our unit."""


def others_than_us(charter: Charter) -> list[Benchmark]:
    """Return the comparators that are not the agency itself at another time."""
    return [found for found in charter.benchmarks if found.sector is not Sector.OWN_PAST]


def is_old(register: Register, charter: Charter, benchmark: Benchmark) -> bool:
    """Return whether a comparator's level is of a time too long ago (D3)."""
    months = register.settings.windows.benchmark_months
    day = benchmark.date.end if benchmark.date else None
    return day is not None and is_older(day, months, known_on(register, charter))


def best_of(
    register: Register, standing: Compared, benchmarks: Sequence[Benchmark], sector: Sector
) -> Benchmark | None:
    """Return the best comparator of a sector, by the promise's own direction.

    Results count before promises, of each organization its newest, and only what is not old, so that
    nobody is measured by a level of long ago; where all are old, those of the newest year count.
    """
    given = [b for b in benchmarks if b.sector is sector and b.value is not None]
    levels = [(amount, b) for b in given if (amount := amount_of(standing.standard, b)) is not None]
    if not levels:
        return given[0] if given else None
    results = [(amount, b) for amount, b in levels if b.basis is Basis.RESULT] or levels
    results = [level for one in _by_organization(results) for level in _of_newest_year(one)]
    current = [level for level in results if _is_current(register, standing, level[1])]
    best = max if lower_is_better(standing.standard) is False else min
    return best(current or _of_newest_year(results), key=itemgetter(0))[1]


def best_among(
    register: Register, standing: Compared, benchmarks: Sequence[Benchmark], chosen: Benchmark
) -> int:
    """Return how many organizations of its sector a level is the best of; 0 where it is no best.

    Only a new result is, among the new results of several, where more or less is known to be better.
    """
    rivals = [
        b
        for b in benchmarks
        if b.sector is chosen.sector
        and b.basis is Basis.RESULT
        and _is_current(register, standing, b)
        and amount_of(standing.standard, b) is not None
    ]
    if chosen not in rivals or lower_is_better(standing.standard) is None:
        return 0
    count = len({str(b.organization) for b in rivals})
    return count if count > 1 else 0


def _is_current(register: Register, standing: Compared, benchmark: Benchmark) -> bool:
    return benchmark.date is not None and not is_old(register, standing.charter, benchmark)


def _by_organization(levels: Sequence[_Level]) -> Iterable[list[_Level]]:
    found: dict[str, list[_Level]] = {}
    for amount, benchmark in levels:
        found.setdefault(str(benchmark.organization), []).append((amount, benchmark))
    return found.values()


def _of_newest_year(levels: Sequence[_Level]) -> list[_Level]:
    newest = max(_year(b) for _, b in levels)
    return [(amount, b) for amount, b in levels if _year(b) == newest]


def _year(benchmark: Benchmark) -> int:
    return benchmark.date.end.year if benchmark.date else 0


def ours_beside(
    standing: Compared, benchmarks: Sequence[Benchmark]
) -> list[tuple[Ours, list[Benchmark]]]:
    """Return each result of ours that comparators stand beside, with these, in their order."""
    found: dict[tuple[date, date], tuple[Ours, list[Benchmark]]] = {}
    for benchmark in benchmarks:
        if (ours := our_result(standing, benchmark)) is not None:
            found.setdefault(ours.result.period.days, (ours, []))[1].append(benchmark)
    return list(found.values())


def our_result(standing: Compared, benchmark: Benchmark) -> Ours | None:
    """Return our own result for the period the comparator stands beside; by default the newest.

    What is not available, or of no case, shows no level; then the newest that does counts.
    """
    if not benchmark.our_period:
        return newest_shown(standing)
    days = days_beside(standing, benchmark)
    ours = result_of(standing, days) if days else None
    return ours if ours and _is_counted_alike(standing.standard, ours) else None


def days_beside(standing: Compared, benchmark: Benchmark) -> tuple[date, date] | None:
    """Return the days of ours that a comparator names; None where it names none, or the reader told of it."""
    start, reported = standing.charter.fiscal_start, standing.standard.reported
    with suppress(PydanticCustomError):
        return parse_period(benchmark.our_period or "", start, reported).days
    return None


def result_of(standing: Compared, days: tuple[date, date]) -> Ours | None:
    """Return our own result for the period with these first and last days."""
    ours: Sequence[Ours] = standing.judged
    return next((one for one in reversed(ours) if one.result.period.days == days), None)


def newest_shown(standing: Compared) -> Ours | None:
    """Return our newest result that shows a level or an answer."""
    ours: Sequence[Ours] = standing.judged
    return next((one for one in reversed(ours) if shows(standing.standard, one)), None)


def shows(measured: Measured, ours: Ours) -> bool:
    """Return whether a result holds a level or an answer: one that is hidden does."""
    result = ours.result
    if not _is_counted_alike(measured, ours):
        return False
    return result.hidden or result.answer is not None or level_reached(measured, result) is not None


def _is_counted_alike(measured: Measured, ours: Ours) -> bool:
    """Return whether a result is counted as those of today are: else no level stands beside it."""
    return counted_on(measured, ours.result.period.start) is measured


def lower_is_better(standard: Measured) -> bool | None:
    """Return which way is better: as the aim says, else as the shape does; None where neither does."""
    if isinstance(standard, Standard) and standard.target is not None:
        return _LOWER_AIMS.get(standard.target.direction)
    return standard.measure.shape.lower_is_better


def amount_of(standard: Measured, benchmark: Benchmark) -> Fraction | None:
    """Return a comparator's level in our unit; None where the units do not fit (D4, K14)."""
    value = benchmark.value
    return None if value is None else in_unit_of(standard.measure, value)


def in_unit_of(measure: Measure, value: Quantity) -> Fraction | None:
    """Return an amount in the unit of a promise's results; None where the units do not fit.

    A bare day is taken for a calendar day: the reader has asked which is meant (P30).
    """
    if {measure.result_unit, value.unit} == {"day", "calendar day"}:
        return Fraction(value.amount)
    return converted(value, measure.result_unit)
