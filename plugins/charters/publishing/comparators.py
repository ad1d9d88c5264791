"""Which level of others a promise is set beside, and which result of ours: the best in business."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from charters.judging.standings import Judged, Standing
from charters.model.benchmarks import Basis, Benchmark, Sector
from charters.model.periods import month_after, parse_period
from charters.model.quantities import PERCENT, Direction, Quantity, unit_named
from charters.model.standards import Shape
from charters.publishing.book import Book

_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
"""Units that turn into each other exactly."""

_LOWER_AIMS = {Direction.LOWER: True, Direction.HIGHER: False}
_LOWER_SHAPES = {
    Shape.SHARE_WITHIN_LIMIT: False,
    Shape.SHARE_WITH_PROPERTY: False,
    Shape.MEAN: True,
    Shape.MEDIAN: True,
    Shape.PERCENTILE: True,
    Shape.SCORE: False,
    Shape.COUNT_AT_LEAST: False,
    Shape.COUNT_AT_MOST: True,
    Shape.BACKLOG: True,
}
"""Whether less is better, where no aim says so: waits are measured by means, errors by rates or not."""


def best_of(
    book: Book, standing: Standing, benchmarks: Sequence[Benchmark], sector: Sector
) -> Benchmark | None:
    """Return the best comparator of a sector, by the promise's own direction.

    Results count before promises, and only what is not old, so that nobody is measured by a level
    of long ago; where all are old, those of the newest year count.
    """
    given = [b for b in benchmarks if b.sector is sector and b.value is not None]
    fitting = [b for b in given if amount_of(standing, b) is not None]
    if not fitting:
        return given[0] if given else None
    results = [b for b in fitting if b.basis is Basis.RESULT]
    sign = -1 if lower_is_better(standing) is not False else 1
    return max(
        _newest(book, results or fitting), key=lambda b: sign * (amount_of(standing, b) or 0)
    )


def _newest(book: Book, benchmarks: Sequence[Benchmark]) -> Sequence[Benchmark]:
    """Return the comparators that are not old; where all are, those of the newest year."""
    current = [b for b in benchmarks if b.date and not is_old(book, b)]
    newest = max(_year(b) for b in benchmarks)
    return current or [b for b in benchmarks if _year(b) == newest]


def _year(benchmark: Benchmark) -> int:
    return benchmark.date.end.year if benchmark.date else 0


def is_old(book: Book, benchmark: Benchmark) -> bool:
    """Return whether a comparator's level is of a time too long ago (D3)."""
    months = book.register.settings.windows.benchmark_months
    when = benchmark.date
    return when is not None and is_stale(when.end, months, book.register.as_of)


def is_stale(day: date, months: int, as_of: date) -> bool:
    """Return whether a day lies more than a number of months before another."""
    return month_after(day, months + 1) <= as_of.replace(day=1)


def ours_beside(
    standing: Standing, benchmarks: Sequence[Benchmark]
) -> list[tuple[Judged, list[Benchmark]]]:
    """Return each result of ours that comparators stand beside, with these, in their order."""
    found: dict[tuple[date, date], tuple[Judged, list[Benchmark]]] = {}
    for benchmark in benchmarks:
        if (ours := our_result(standing, benchmark)) is not None:
            period = ours.result.period
            found.setdefault((period.start, period.end), (ours, []))[1].append(benchmark)
    return list(found.values())


def our_result(standing: Standing, benchmark: Benchmark) -> Judged | None:
    """Return our own result for the period the comparator stands beside; the newest by default."""
    if benchmark.our_period:
        wanted = parse_period(benchmark.our_period, standing.charter.fiscal_start)
        same = [
            j
            for j in standing.judged
            if (j.result.period.start, j.result.period.end) == (wanted.start, wanted.end)
        ]
        return same[-1] if same else None
    return standing.latest


def lower_is_better(standing: Standing) -> bool | None:
    """Return which way is better: as the aim says, else as the shape does; None where neither does."""
    if standing.target is not None:
        return _LOWER_AIMS.get(standing.target.direction)
    return _LOWER_SHAPES.get(standing.standard.measure.shape)


def unit_of(standing: Standing) -> str:
    """Return the unit of a promise's results; '' where they are counted."""
    measure = standing.standard.measure
    if measure.shape.is_share:
        return PERCENT
    return unit_named(str(measure.unit)) if measure.unit else ""


def amount_of(standing: Standing, benchmark: Benchmark) -> Fraction | None:
    """Return a comparator's level in our unit; None where the units do not fit (D4)."""
    value = benchmark.value
    return None if value is None else converted(value, unit_of(standing))


def converted(value: Quantity, unit: str) -> Fraction | None:
    """Return an amount in another unit, exactly; None where the units do not fit."""
    if value.unit == unit:
        return Fraction(value.amount)
    if value.unit in _SECONDS and unit in _SECONDS:
        return Fraction(value.amount) * _SECONDS[value.unit] / _SECONDS[unit]
    return None
