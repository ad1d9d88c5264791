"""Which results are due: every period since a promise was introduced or results are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from charters.judging.suspended_times import suspension_in
from charters.model.periods import Frequency, Period, Window, month_after, months_later
from charters.model.results import Result
from charters.model.standards import Standard
from charters.model.suspensions import Suspension


class Missing(NamedTuple):
    """A period without a result, and the day its result was due."""

    period: Period
    due: date
    suspended: Suspension | None = None
    """The time in which the promise did not hold: then nothing was due after all."""


def missing_periods(
    standard: Standard, results: Sequence[Result], *, fiscal_start: int, lag_days: int, as_of: date
) -> list[Missing]:
    """Return the periods whose results were due by `as_of` and are not there, oldest first.

    Those of a time in which the promise did not hold are among them, and say so.
    """
    reported = standard.reported
    if reported is None:
        return []
    periods = _own_periods(standard, reported, results)
    last = standard.withdrawn.date if standard.withdrawn else as_of
    covered = sorted(period.days for period in periods)
    lag = timedelta(days=lag_days)
    span = due_from(standard, results), last
    due = _due_periods(standard, reported, periods, fiscal_start, span) if span[0] <= last else ()
    lacking = (one for one in due if one.end + lag < as_of and not _covered(one, covered))
    begin = max((one.period for one in results), key=lambda one: one.end, default=None)
    day = begin.start if begin else date(as_of.year, fiscal_start, 1)
    told = (_as_told(one, standard.window, day) for one in lacking)
    return [Missing(one, one.end + lag, suspension_in(standard, one)) for one in told]


def _as_told(period: Period, window: Window | None, year_begins: date) -> Period:
    """Return the time that a result for a period is about: of results to date, the year so far."""
    if window is None:
        return period
    start = Frequency.YEARLY.after(period.end + timedelta(days=1), -1)
    if window is Window.TO_DATE:
        start = months_later(year_begins, 12 * (period.end.year - year_begins.year))
        start = start if start <= period.end else months_later(start, -12)
    return Period(start, period.end, f"{start}/{period.end}")


def due_from(standard: Standard, results: Sequence[Result]) -> date:
    """Return the day from which results are due: where nobody knows another, that of the first one."""
    kept = standard.records_from.start if standard.records_from else None
    known = [day for day in (standard.begins, kept) if day is not None]
    return max(known or [min((one.period.start for one in results), default=date.max)])


def _due_periods(
    standard: Standard,
    reported: Frequency,
    periods: Sequence[Period],
    fiscal_start: int,
    span: tuple[date, date],
) -> Iterable[Period]:
    """Return every period of a promise between two days, or the season of every year."""
    first, last = span
    if standard.window is None and (season := _season(reported, periods)):
        return _seasons(first, season, last)
    begin = _begin(first, reported, periods, fiscal_start)
    if standard.window is Window.MOVING_YEAR:  # Only a whole year can be told of.
        first = reported.after(Frequency.YEARLY.after(first), -1)
    return _periods(first, reported, begin, fiscal_start, last) if begin else ()


def _season(frequency: Frequency, periods: Sequence[Period]) -> Period | None:
    """Return the newest of the seasons that a promise is reported for, such as one winter a year.

    It is a season where no result is of a whole year, and all begin on one day of the year.
    """
    periods = sorted(periods)
    starts = {(period.start.month, period.start.day) for period in periods}
    whole = any(frequency.fits(period) for period in periods)
    once_a_year = frequency is Frequency.YEARLY and len({p.start for p in periods}) > 1
    return periods[-1] if once_a_year and len(starts) == 1 and not whole else None


def _seasons(since: date, season: Period, last: date) -> Iterator[Period]:
    """Yield the same season of every year, from a day on, that ends by `last`."""
    start = season.start
    for back in range(start.year - since.year, start.year - last.year - 1, -1):
        first, final = months_later(start, -12 * back), _end_in_another_year(season.end, -back)
        if since <= first and final <= last:
            yield Period(first, final, f"{first}/{final}")


def _end_in_another_year(day: date, years: int) -> date:
    """Return the same day of another year; the last of February is the last of it in every year."""
    later = months_later(day, 12 * years)
    is_last = month_after(day, 1) - day == timedelta(days=1)
    return month_after(later, 1) - timedelta(days=1) if is_last else later


def _own_periods(
    standard: Standard, reported: Frequency, results: Sequence[Result]
) -> list[Period]:
    """Return the periods that results stand for; of results to date, the last period of each."""
    periods = [result.period for result in results]
    if standard.window is None:
        return periods
    ends = [(reported.after(one.end + timedelta(days=1), -1), one.end) for one in periods]
    return [Period(start, end, "") for start, end in ends]


def _begin(
    first: date, reported: Frequency, periods: Sequence[Period], fiscal_start: int
) -> date | None:
    """Return a day that a period begins on: as the newest whole one does, else the fiscal year.

    None where nobody can tell: periods of four weeks begin somewhere, once there is one.
    """
    newest_first = sorted(periods, reverse=True)
    whole = (period.start for period in newest_first if reported.fits(period))
    otherwise: date | None = date(first.year, fiscal_start, 1)
    if reported is Frequency.WEEKLY:
        otherwise = first - timedelta(days=first.weekday())
    elif reported in (Frequency.FOUR_WEEKLY, Frequency.TWO_YEARLY):
        otherwise = None
    return next(whole, otherwise)


@lru_cache(maxsize=1024)
def _periods(
    since: date, frequency: Frequency, begin: date, fiscal_start: int, last: date
) -> tuple[Period, ...]:
    """Return every whole period that begins on or after a day and ends by `last`.

    `begin` is the first day of any of them. Kept, because many promises of an agency begin on the
    same day.
    """
    times = -int((begin - since).days // frequency.days) - 2
    while frequency.after(begin, times) < since:
        times += 1
    found = []
    while (end := frequency.after(begin, times + 1) - timedelta(days=1)) <= last:
        start = frequency.after(begin, times)
        period = Period(start, end, "")
        found.append(Period(start, end, _label(period, frequency, fiscal_start)))
        times += 1
    return tuple(found)


def _label(period: Period, frequency: Frequency, fiscal_start: int) -> str:
    start = period.start
    if frequency is Frequency.MONTHLY and start.day == 1:
        return f"{start:%Y-%m}"
    if frequency is Frequency.YEARLY and start.day == 1 and start.month in (1, fiscal_start):
        return f"{'' if start.month == 1 else 'FY'}{period.end.year}"
    if frequency is Frequency.WEEKLY and start.weekday() == 0:
        year, week, _day = start.isocalendar()
        return f"{year}-W{week:02}"
    return f"{start}/{period.end}"


def _covered(period: Period, covered: Sequence[tuple[date, date]]) -> bool:
    return any(start <= period.end and period.start <= end for start, end in covered)
