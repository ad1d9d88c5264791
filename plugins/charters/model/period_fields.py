"""The fields of records that hold a day or a period, each with what it takes for one."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from charters.model.limits import ONE_VALUE, one_value
from charters.model.period_labels import (
    MONTHS,
    begun_when,
    parse_date,
    parse_month,
    parse_period,
    parse_published,
    parse_when,
    parse_year_day,
)
from charters.model.periods import Frequency, Period


def _when(value: object, info: ValidationInfo) -> Period:
    """Return a dated fact; the reader says in which month the agency's fiscal year begins."""
    return parse_when(one_value(value), (info.context or {}).get("fiscal_start", 1))


def _moment(value: object, info: ValidationInfo) -> Period:
    """Return when something happened: `2010-11` is a month."""
    return parse_published(one_value(value), (info.context or {}).get("fiscal_start", 1))


def _begun(value: object, info: ValidationInfo) -> Period | None:
    """Return when something began; programs may give a day or a time."""
    if value is None or isinstance(value, Period):
        return value
    written = value.isoformat() if isinstance(value, date) else one_value(value)
    return begun_when(written, (info.context or {}).get("fiscal_start", 1))


def _label(value: object) -> str:
    written = one_value(value)
    # Any month but January: the agency's own is not known here, and 2023-24 may be one of its years.
    parse_period(written, 2, Frequency.YEARLY)
    return written


def _date_of(value: object) -> date:
    return value if isinstance(value, date) else parse_date(one_value(value))


Day = Annotated[
    date, PlainValidator(_date_of), WithJsonSchema({"type": "string", "format": "date"})
]
YearDay = Annotated[
    tuple[int, int],
    PlainValidator(lambda value: parse_year_day(one_value(value))),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,2}-[0-9]{1,2}$", "examples": ["01-15"]}),
]
When = Annotated[
    Period,
    PlainValidator(_when),
    WithJsonSchema({**ONE_VALUE, "examples": ["2024-10-01", "2024-10", "2024", "FY2024"]}),
]
Moment = Annotated[
    Period,
    PlainValidator(_moment),
    WithJsonSchema({**ONE_VALUE, "examples": ["2024-10-01", "2024-10", "2024", "FY2024"]}),
]
"""When something was done or published: a day, a month or a year, and never a fiscal year by its look."""
Begun = Annotated[
    Period | None,
    PlainValidator(_begun),
    WithJsonSchema({**ONE_VALUE, "examples": ["2024-10-01", "2024-10", "2024", "unknown"]}),
]
"""When something began, as exactly as it is known: a day, a month, a year; None for `unknown`."""
PeriodLabel = Annotated[
    str,
    PlainValidator(_label),
    WithJsonSchema({**ONE_VALUE, "examples": ["FY2024", "2024-Q1", "2024-03"]}),
]
Month = Annotated[
    int,
    PlainValidator(lambda value: parse_month(one_value(value))),
    WithJsonSchema({"enum": [*MONTHS, *range(1, 13)]}),
]
