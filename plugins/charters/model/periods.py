"""Periods: their days, how often results are published, and what each result covers."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile
from typing import Protocol


def today() -> date:
    """Return the day of today, on which a site is judged that names no other."""
    return date.today()  # noqa: DTZ011 - a day has no time zone


class Frequency(StrEnum):
    """How often a result is published, and so how long each of its periods is."""

    WEEKLY = "weekly"
    FOUR_WEEKLY = "four-weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    TWO_YEARLY = "two-yearly"

    @property
    def days(self) -> float:
        """Days in one period, on average."""
        unit, count = _LENGTHS[self.value]
        return count * (365.2425 / 12 if unit == "months" else 1)

    def after(self, day: date, times: int = 1) -> date:
        """Return the first day of a period so many periods after the one that begins on a day."""
        unit, count = _LENGTHS[self.value]
        if unit == "days":
            return day + timedelta(days=count * times)
        return months_later(day, count * times)

    def fits(self, period: Period) -> bool:
        """Return whether a period is exactly as long as one of these."""
        return self.after(period.start) == period.end + timedelta(days=1)


_LENGTHS = {
    "weekly": ("days", 7),
    "four-weekly": ("days", 28),
    "monthly": ("months", 1),
    "quarterly": ("months", 3),
    "half-yearly": ("months", 6),
    "yearly": ("months", 12),
    "two-yearly": ("months", 24),
}


class Window(StrEnum):
    """What each result covers, where that is more than the time since the last one."""

    TO_DATE = "to-date"
    """From the first day of the year on."""
    MOVING_YEAR = "12 months"


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """The days from `start` to `end`, both counted: two labels of the same days name one period."""

    start: date
    end: date
    label: str = field(compare=False)
    """What it was written as."""

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day: as a key, quicker than the period where there are many."""
        return self.start, self.end

    def overlaps(self, other: Period) -> bool:
        """Return whether a day belongs to both."""
        return self.start <= other.end and other.start <= self.end


class Reported(Protocol):
    """A standard or a figure: how often its results are reported, and what each covers."""

    @property
    def reported(self) -> Frequency | None:
        """The rhythm that is judged."""

    @property
    def also_reported(self) -> Sequence[Frequency]:
        """Other rhythms."""

    @property
    def window(self) -> Window | None:
        """What each result covers, where it is more than one period."""


def rhythm_of(measured: Reported, period: Period) -> Frequency | None:
    """Return the rhythm a period belongs to: the one results are reported in, or another that is named.

    None where it fits none, or where nothing is said.
    """
    if measured.reported and _covers(measured.reported, measured.window, period):
        return measured.reported
    return next((one for one in measured.also_reported if one.fits(period)), None)


def _covers(reported: Frequency, window: Window | None, period: Period) -> bool:
    """Return whether a result covers what it has to: one period, a year, or the year so far."""
    if window is None:
        return reported.fits(period)
    if window is Window.MOVING_YEAR:
        return Frequency.YEARLY.fits(period)
    after, year = period.end + timedelta(days=1), Frequency.YEARLY.after(period.start)
    ends = (reported.after(period.start, times) for times in range(1, 54))
    return after <= year and after in takewhile(lambda end: end <= year, ends)


@lru_cache(maxsize=65536)
def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_after(day: date, months: int) -> date:
    """Return the first day of the month that begins `months` after the month of `day`."""
    return months_later(day.replace(day=1), months)


def period_of(start: date, months: int, label: str) -> Period:
    """Return the period of whole months that begins on the first day of a month."""
    return Period(start, month_after(start, months) - timedelta(days=1), label)
