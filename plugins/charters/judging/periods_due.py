"""Which results are due: every period since a promise was introduced, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from charters.model.periods import Frequency, Period, month_after, period_of
from charters.model.results import Result
from charters.model.standards import Standard


@dataclass(frozen=True, slots=True)
class Missing:
    """A period without a result, and the day its result was due."""

    period: Period
    due: date


def missing_periods(
    standard: Standard, results: Sequence[Result], *, fiscal_start: int, lag_days: int, as_of: date
) -> list[Missing]:
    """Return the periods whose results were due by `as_of` and are not there, oldest first."""
    if standard.reported is None:
        return []
    start_month = _first_month(standard.reported, results, fiscal_start)
    covered = sorted((result.period.start, result.period.end) for result in results)
    last = standard.withdrawn.date if standard.withdrawn else as_of
    missing = []
    for period in _periods(standard.introduced, standard.reported, start_month, fiscal_start, last):
        due = period.end + timedelta(days=lag_days)
        if due < as_of and not _covered(period, covered):
            missing.append(Missing(period, due))
    return missing


def _first_month(frequency: Frequency, results: Sequence[Result], fiscal_start: int) -> int:
    """Return the month periods are counted from: calendar years where results are written so."""
    calendar = any(not result.period.is_fiscal and "/" not in result.period.label for result in results)
    return 1 if frequency is Frequency.YEARLY and calendar else fiscal_start


@lru_cache(maxsize=1024)
def _periods(
    introduced: date, frequency: Frequency, start_month: int, fiscal_start: int, last: date
) -> tuple[Period, ...]:
    """Return every whole period that begins on or after the introduction and ends by `last`.

    Kept, because many promises of an agency begin on the same day.
    """
    start = date(introduced.year - 1, start_month, 1)
    while start < introduced:
        start = month_after(start, frequency.months)
    found = []
    while (period := period_of(start, frequency.months, "")).end <= last:
        label = _label(period, frequency, start_month, fiscal_start)
        found.append(Period(period.start, period.end, label))
        start = month_after(start, frequency.months)
    return tuple(found)


def _label(period: Period, frequency: Frequency, start_month: int, fiscal_start: int) -> str:
    fiscal = "FY" if start_month != 1 and start_month == fiscal_start else ""
    if frequency is Frequency.YEARLY:
        return f"{fiscal}{period.end.year}"
    if frequency is Frequency.MONTHLY:
        return f"{period.start:%Y-%m}"
    return f"{period.start}/{period.end}"


def _covered(period: Period, covered: Sequence[tuple[date, date]]) -> bool:
    return any(start <= period.end and period.start <= end for start, end in covered)
