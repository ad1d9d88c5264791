"""The labels of days and periods that editors write, and the days that they cover."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from charters.model.period_hints import (
    FORMS,
    FORMS_OR_A_DAY,
    date_fault,
    days_meant,
    meant_by,
    month_meant,
)
from charters.model.periods import Frequency, Period, month_after, period_of
from charters.model.refusal import refuse, shown
from charters.problems.message import Message, _

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_LABEL = re.compile(
    r"(?P<fiscal>FY ?)?(?P<year>[0-9]{4})(?:(?P<mark>[-/])(?P<to>[0-9]{4}|[0-9]{2}))?"
    r"(?:-(?P<kind>[HQW])(?P<number>[0-9]{1,2}))?"
)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_RANGE = re.compile(r"[0-9-]{8,12} ?/ ?[0-9-]{8,12}")
FIRST_YEAR, LAST_YEAR = 1800, 2200
"""Years outside of these are slips of the finger."""
UNKNOWN = "unknown"
"""What stands for a day that nobody knows any more."""
# Translators: months within a sentence, as in "February 2024 goes from 01 to 29".
_MONTHS = (
    *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July")),
    *(_("August"), _("September"), _("October"), _("November"), _("December")),
)


@lru_cache(maxsize=65536)
def parse_date(text: str) -> date:
    """Return a day written as `2024-10-01`."""
    written = text.strip()
    found = _DATE.fullmatch(written)
    if found is None:
        raise refuse("Y030", date_fault(text))
    year, month, day = map(int, found.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = _(
            "{written} has no likely year; write one from {first} to {last}",
            written=shown(text),
            first=str(FIRST_YEAR),
            last=str(LAST_YEAR),
        )
        raise refuse("Y030", message)
    if not 1 <= month <= 12:
        message = _("{written} has no such month; months go from 01 to 12", written=shown(text))
        raise refuse("Y030", message)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise refuse(
            "Y030",
            _(
                "there is no day {written} in the calendar; {month} {year} goes from 01 to {last}",
                written=shown(text),
                month=_MONTHS[month - 1],
                year=str(year),
                last=last,
            ),
        )
    return date(year, month, day)


@lru_cache(maxsize=65536)
def parse_period(label: str, fiscal_start: int = 1, reported: Frequency | None = None) -> Period:
    """Return the days of a label; `fiscal_start` is the month (1-12) a fiscal year begins in.

    `FY2024` is the fiscal year that ends in 2024, `2023-24` the one that goes from 2023 to 2024. A
    label such as `2010-11` has two readings: how often results are reported decides, and without that
    nobody can tell.
    """
    written = " ".join(label.split()).replace("–", "-")
    if _RANGE.fullmatch(written):
        return _range(written)
    found = _LABEL.fullmatch(written)
    if found is None or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        raise refuse(
            "Y031",
            _(
                "{period} is not a period; {hint}",
                period=shown(label),
                hint=meant_by(written) or FORMS,
            ),
        )
    named = _Named(written, fiscal_start, **found.groupdict())
    return named.month_of(reported) if named.is_month else named.year_of()


class _Named(NamedTuple):
    """A label that has the form of a period, taken apart."""

    label: str
    fiscal_start: int
    fiscal: str | None
    year: str
    mark: str | None
    to: str | None
    kind: str | None
    number: str | None

    @property
    def is_month(self) -> bool:
        """Whether it can be a month: `2024-03`."""
        is_bare = not (self.fiscal or self.kind) and self.mark == "-"
        return is_bare and self.to is not None and len(self.to) == 2 and 1 <= int(self.to) <= 12

    @property
    def is_next_year(self) -> bool:
        """Whether the years follow on each other: `2023-24`, `2023/2024`."""
        return self.to in (str(int(self.year) + 1), f"{(int(self.year) + 1) % 100:02}")

    def month_of(self, reported: Frequency | None) -> Period:
        """Return the month; the fiscal year, where results are reported by the year."""
        month = date(int(self.year), int(self.to or 1), 1)
        if self.is_next_year and reported is Frequency.YEARLY:
            return self.year_of()
        if self.is_next_year and reported is not Frequency.MONTHLY:
            whole = period_of(month, 1, "")
            raise refuse(
                "Y031",
                _(
                    "{period} can be {month} {year} or a fiscal year; write {start}/{end} or FY{label}",
                    period=shown(self.label),
                    month=_MONTHS[month.month - 1],
                    year=str(month.year),
                    start=str(whole.start),
                    end=str(whole.end),
                    label=self.label,
                ),
            )
        return period_of(month, 1, self.label)

    def year_of(self) -> Period:
        """Return the year, or the part of it, that a label names."""
        if self.to and not self.is_next_year:
            raise refuse("Y031", _no_year(self))
        if self.kind == "W":
            return self._week()
        first = self._first_day()
        if self.kind is None:
            return period_of(first, 12, self.label)
        parts = {"H": 2, "Q": 4}[self.kind]
        number = int(self.number or 0)
        if not 1 <= number <= parts:
            raise refuse(
                "Y031",
                _(
                    "{period} is not a period; {kind} goes from 1 to {parts}",
                    period=shown(self.label),
                    kind=self.kind,
                    parts=str(parts),
                ),
            )
        months = 12 // parts
        return period_of(month_after(first, months * (number - 1)), months, self.label)

    def _first_day(self) -> date:
        year = int(self.year)
        if self.to is None and (self.fiscal is None or self.fiscal_start == 1):
            return date(year, 1, 1)
        if self.to is None:
            return date(year - 1, self.fiscal_start, 1)
        if self.fiscal_start == 1:
            raise refuse(
                "Y031",
                _(
                    "{period} goes over two years, but the fiscal year here begins in January; write the days, or set fiscal_year_starts: april",
                    period=shown(self.label),
                ),
            )
        return date(year, self.fiscal_start, 1)

    def _week(self) -> Period:
        if self.fiscal or self.to:
            raise refuse(
                "Y031",
                _(
                    "{period} is not a period; weeks are those of the calendar: 2024-W07",
                    period=shown(self.label),
                ),
            )
        try:
            start = date.fromisocalendar(int(self.year), int(self.number or 0), 1)
        except ValueError:
            last = date(int(self.year), 12, 28).isocalendar().week
            raise refuse(
                "Y031",
                _(
                    "{period} is not a period; the weeks of {year} go from W01 to W{last}",
                    period=shown(self.label),
                    year=str(self.year),
                    last=str(last),
                ),
            ) from None
        return Period(start, start + timedelta(days=6), self.label)


def _no_year(named: _Named) -> Message:
    """Return what is wrong with two numbers that are neither a year and a month nor two years."""
    said, offer = shown(named.label), meant_by(named.label)
    if offer or named.fiscal or named.kind or named.mark == "/" or len(named.to or "") != 2:
        return _("{period} is not a period; {hint}", period=said, hint=offer or FORMS)
    following = f"{(int(named.year) + 1) % 100:02}"
    return _(
        "{period} is no month, which go from 01 to 12, and no fiscal year, which is {year}-{following}; write one of the two",
        period=said,
        year=named.year,
        following=following,
    )


def _range(written: str) -> Period:
    first, _slash, last = written.partition("/")
    start, end = parse_date(first), parse_date(last)
    if end < start:
        raise refuse(
            "Y031",
            _(
                "{written} ends before it begins; write the earlier day first",
                written=shown(written),
            ),
        )
    return Period(start, end, f"{start}/{end}")


def parse_month(text: str) -> int:
    """Return the number of a month written as its English name or as 1 to 12."""
    name = text.strip().lower()
    if name in MONTHS:
        return MONTHS.index(name) + 1
    if re.fullmatch(r"0?[1-9]|1[0-2]", name):
        return int(name)
    said = _("{written} is not a month; write its name, such as october", written=shown(text))
    if near := month_meant(name, MONTHS):
        said = _("{written} is not a month; did you mean {near}?", written=shown(text), near=near)
    raise refuse("Y032", said)


def parse_when(text: str, fiscal_start: int = 1, reported: Frequency | None = None) -> Period:
    """Return the days of a date or of a period label, for facts dated less exactly."""
    written = text.strip()
    if _DATE.fullmatch(written):
        day = parse_date(written)
        return Period(day, day, written)
    if not (_LABEL.fullmatch(written) or _RANGE.fullmatch(written)):
        days = days_meant(written)
        better = _("write {days}", days=days) if days else meant_by(written) or FORMS_OR_A_DAY
        raise refuse(
            "Y031",
            _(
                "{written} is neither a day nor a period; {better}",
                written=shown(text),
                better=better,
            ),
        )
    return parse_period(written, fiscal_start, reported)


@lru_cache(maxsize=8192)
def parse_published(text: str, fiscal_start: int = 1) -> Period:
    """Return when something was published: `2010-11` is a month, as nobody publishes for a year."""
    return parse_when(text, fiscal_start, Frequency.MONTHLY)


def begun_when(text: str, fiscal_start: int = 1) -> Period | None:
    """Return when something began, as exactly as it is known; None where it is `unknown`."""
    written = text.strip()
    if written == UNKNOWN:
        return None
    if _LABEL.fullmatch(written):
        return parse_published(written, fiscal_start)
    if len(re.findall(r"[0-9]+", written)) == 3:
        day = parse_date(written)
        return Period(day, day, written)
    days = days_meant(written)
    offer = _("write {days}", days=days) if days else meant_by(written)
    offer = offer or _("write 2024-10-01, 2024-10 or 2024, or {unknown}", unknown=UNKNOWN)
    said = _(
        "{written} is neither a day, a month nor a year; {offer}", written=shown(text), offer=offer
    )
    raise refuse("Y031", said)


def parse_year_day(text: str) -> tuple[int, int]:
    """Return month and day of a day that comes in every year, such as `01-15`."""
    month, _dash, day = text.strip().partition("-")
    try:
        found = date(2024, int(month), int(day))  # a year with a February 29
    except ValueError:
        message = _(
            "{written} is not a day of the year; write month and day, such as 01-15 for January 15",
            written=shown(text),
        )
        raise refuse("Y030", message) from None
    return found.month, found.day
