"""Dates and periods: the labels editors write, and the days they cover."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from charters.model.refusal import one_value, refuse, shown

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_FORMS = "write 2024, 2024-Q1, 2024-03, FY2024, FY2024-Q2 or 2024-10-01/2025-09-30"
_LABEL = re.compile(r"(FY)?([0-9]{4})(?:-(?:Q([1-4])|([0-9]{2})))?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_RANGE = re.compile(r"[0-9-]{8,12} ?/ ?[0-9-]{8,12}")
FIRST_YEAR, LAST_YEAR = 1800, 2200
"""Years outside of these are slips of the finger."""


class Frequency(StrEnum):
    """How often a result is published."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """Months in one period."""
        return {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}[self.value]


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """The days from `start` to `end`, both counted, and the label they were written with."""

    start: date
    end: date
    label: str

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day: what makes two periods the same, whatever their labels."""
        return self.start, self.end

    def overlaps(self, other: Period) -> bool:
        """Return whether a day belongs to both."""
        return self.start <= other.end and other.start <= self.end


def month_after(day: date, months: int) -> date:
    """Return the first day of the month that begins `months` after the month of `day`."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def period_of(start: date, months: int, label: str) -> Period:
    """Return the period of whole months that begins on the first day of a month."""
    return Period(start, month_after(start, months) - timedelta(days=1), label)


@lru_cache(maxsize=65536)
def parse_date(text: str) -> date:
    """Return a day written as `2024-10-01`."""
    written = text.strip()
    found = _DATE.fullmatch(written)
    if found is None:
        raise refuse("Y030", f"{shown(text)} is not a date; write it as 2024-10-01")
    year, month, day = map(int, found.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise refuse("Y030", f"{shown(text)} has no likely year; write it as 2024-10-01")
    if not 1 <= month <= 12:
        raise refuse("Y030", f"{shown(text)} has no such month; months go from 01 to 12")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        span = f"{MONTHS[month - 1].capitalize()} {year} goes from 01 to {last}"
        raise refuse("Y030", f"there is no day {shown(text)} in the calendar; {span}")
    return date(year, month, day)


@lru_cache(maxsize=65536)
def parse_period(label: str, fiscal_start: int = 1) -> Period:
    """Return the days of a label; `fiscal_start` is the month (1-12) a fiscal year begins in.

    A fiscal year is named after the calendar year it ends in.
    """
    written = label.strip()
    if _RANGE.fullmatch(written):
        return _range(written)
    found = _LABEL.fullmatch(written)
    if found is None or (found[1] and found[4]) or not FIRST_YEAR <= int(found[2]) <= LAST_YEAR:
        raise refuse("Y031", f"{shown(label)} is not a period; {_meant(written) or _FORMS}")
    first = date(int(found[2]), 1, 1)
    if found[1] and fiscal_start > 1:
        first = date(first.year - 1, fiscal_start, 1)
    if found[3]:
        return period_of(month_after(first, 3 * (int(found[3]) - 1)), 3, written)
    if not found[4]:
        return period_of(first, 12, written)
    if not 1 <= int(found[4]) <= 12:
        raise refuse("Y031", f"{shown(label)} has no such month; months go from 01 to 12")
    return period_of(date(first.year, int(found[4]), 1), 1, written)


def _meant(label: str) -> str | None:
    """Return an offer of the label an editor probably meant (`FY24`, `2024 q1`, a single day)."""
    if _DATE.fullmatch(label):
        return f"did you mean the single day {label}/{label}?"
    found = re.fullmatch(
        r"(FY)?[ -]?((?:19|20)?[0-9]{2})(?:[ -/]?(Q[1-4])|[ -/]?(0?[1-9]|1[0-2]))?", label.upper()
    )
    if found is None or not (found[1] or len(found[2]) == 4) or (found[1] and found[4]):
        return None
    year = found[2] if len(found[2]) == 4 else f"20{found[2]}"
    part = found[3] or (f"{int(found[4]):02}" if found[4] else "")
    return f"did you mean {found[1] or ''}{year}{f'-{part}' if part else ''}?"


def _range(written: str) -> Period:
    first, _, last = written.partition("/")
    start, end = parse_date(first), parse_date(last)
    if end < start:
        raise refuse("Y031", f"{shown(written)} ends before it begins; write the earlier day first")
    return Period(start, end, f"{start}/{end}")


def parse_month(text: str) -> int:
    """Return the number of a month written as its English name or as 1 to 12."""
    name = text.strip().lower()
    if name in MONTHS:
        return MONTHS.index(name) + 1
    if re.fullmatch(r"0?[1-9]|1[0-2]", name):
        return int(name)
    raise refuse("Y032", f"{shown(text)} is not a month; write its name, such as october")


def parse_when(text: str, fiscal_start: int = 1) -> Period:
    """Return the days of a date or of a period label, for facts dated less exactly."""
    written = text.strip()
    if _DATE.fullmatch(written):
        day = parse_date(written)
        return Period(day, day, written)
    if not (_LABEL.fullmatch(written) or _RANGE.fullmatch(written)):
        better = _meant(written) or _FORMS.replace("write", "write 2024-10-01,")
        raise refuse("Y031", f"{shown(text)} is neither a day nor a period; {better}")
    return parse_period(written, fiscal_start)


def _when(value: object, info: ValidationInfo) -> Period:
    """Return a dated fact; the reader says in which month the agency's fiscal year begins."""
    return parse_when(one_value(value), (info.context or {}).get("fiscal_start", 1))


def _label(value: object) -> str:
    written = one_value(value)
    parse_period(written)
    return written


def _date_of(value: object) -> date:
    return value if isinstance(value, date) else parse_date(one_value(value))


Day = Annotated[
    date, PlainValidator(_date_of), WithJsonSchema({"type": "string", "format": "date"})
]
When = Annotated[
    Period,
    PlainValidator(_when),
    WithJsonSchema({"type": "string", "examples": ["2024-10-01", "2024-10", "2024", "FY2024"]}),
]
PeriodLabel = Annotated[
    str,
    PlainValidator(_label),
    WithJsonSchema({"type": "string", "examples": ["FY2024", "2024-Q1", "2024-03"]}),
]
Month = Annotated[
    int,
    PlainValidator(lambda value: parse_month(one_value(value))),
    WithJsonSchema({"enum": [*MONTHS, *range(1, 13)]}),
]
