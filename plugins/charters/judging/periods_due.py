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
    """Return a month that periods begin in: as the newest whole one does, else the fiscal year."""
    newest_first = sorted((result.period for result in results), reverse=True)
    whole = (period.start.month for period in newest_first if _is_whole(period, frequency))
    return next(whole, fiscal_start)


def _is_whole(period: Period, frequency: Frequency) -> bool:
    return period == period_of(period.start, frequency.months, period.label)


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
        label = _label(period, frequency, fiscal_start)
        found.append(Period(period.start, period.end, label))
        start = month_after(start, frequency.months)
    return tuple(found)


def _label(period: Period, frequency: Frequency, fiscal_start: int) -> str:
    if frequency is Frequency.MONTHLY:
        return f"{period.start:%Y-%m}"
    if frequency is Frequency.YEARLY and period.start.month in (1, fiscal_start):
        return f"{'' if period.start.month == 1 else 'FY'}{period.end.year}"
    return f"{period.start}/{period.end}"


def _covered(period: Period, covered: Sequence[tuple[date, date]]) -> bool:
    return any(start <= period.end and period.start <= end for start, end in covered)
