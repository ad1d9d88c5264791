"""`map.yml`: what stands where in a spreadsheet, so that its figures can be read into an agency's files."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from charters.model.aims import AIM_COLUMNS
from charters.model.fields import Id, Record, YesNo
from charters.model.limits import ONE_VALUE, one_value
from charters.model.refusal import refuse, shown
from charters.model.results import COLUMNS
from charters.model.written_levels import Count
from charters.problems.message import _

IGNORE = "ignore"
"""What is left out, and said to be."""
HEADING = "heading"
"""What stands for the words over a column, where each column has its own period or promise."""
ROLES = tuple(dict.fromkeys([*COLUMNS, *AIM_COLUMNS, IGNORE]))
"""What a column can be: a column of results.csv or targets.csv, or nothing that is read."""


def _role(value: object) -> str:
    role = one_value(value)
    if role not in ROLES:
        raise refuse(
            "Y017",
            _(
                "{role} is not one of the choices; write one of {roles}",
                role=shown(role),
                roles=", ".join(ROLES),
            ),
        )
    return role


def _rows(value: object) -> tuple[int, int]:
    written = one_value(value)
    first, _dash, last = written.partition("-")
    numbers = [part.strip() for part in (first, last or first)]
    if not all(part.isascii() and part.isdigit() and len(part) < 8 for part in numbers):
        message = _("{written} names no rows; write 3, or 3-4 for several", written=shown(written))
        raise refuse("Y008", message)
    start, end = map(int, numbers)
    if not 1 <= start <= end:
        raise refuse(
            "Y008",
            _(
                "{written} names no rows; rows are counted from 1, the upper one first",
                written=shown(written),
            ),
        )
    return start, end


RoleName = Annotated[str, PlainValidator(_role), WithJsonSchema({"enum": list(ROLES)})]
RowNumbers = Annotated[
    tuple[int, int],
    PlainValidator(_rows),
    WithJsonSchema({**ONE_VALUE, "type": ["string", "integer"], "examples": ["3", "3-4"]}),
]
CellText = Annotated[
    str, PlainValidator(one_value), WithJsonSchema({**ONE_VALUE, "type": ["string", "number"]})
]
"""Words as they stand in a cell, whatever they are."""


class Shares(StrEnum):
    """How a table writes a share without its sign."""

    FRACTION = "fraction"
    """0.93 is 93%."""
    PERCENT = "percent"
    """93 is 93%."""


class Years(StrEnum):
    """What a bare year of the table is."""

    CALENDAR = "calendar"
    FISCAL = "fiscal"


class Dates(StrEnum):
    """In which order a table writes its days."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class Clock(StrEnum):
    """What a time with colons is."""

    MINUTES = "m:ss"
    HOURS = "h:mm"
    ALL = "h:mm:ss"


class PeriodOfDay(StrEnum):
    """Which period a day in the column of periods stands for."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FISCAL_YEAR = "fiscal year"


class Hidden(StrEnum):
    """What becomes of rows and columns that the spreadsheet hides."""

    READ = "read"
    LEAVE = "leave"


class TableColumn(Record):
    """What one column of the table holds."""

    is_: RoleName = Field(alias="is")
    """The column of results.csv or targets.csv that it fills; `ignore` where it fills none."""
    standard: CellText | None = None
    """The promise or figure its figures are of: an id, or `heading`."""
    period: CellText | None = None
    """The period its figures are for: `FY2024`, or `heading`."""
    part: CellText | None = None
    """The part its figures are of: `channel: mail`, or `heading`."""
    heading: RowNumbers | None = None
    """The row that holds the heading, where the table has several."""
    unit: CellText | None = None
    """The unit of its figures, where it is not that of the measure: `seconds`."""
    times: Count | None = None
    """What its figures are multiplied by: 1000 where they are in thousands."""
    shares: Shares | None = None
    """How it writes shares without their sign."""
    clock: Clock | None = None
    """What a time with colons is: `m:ss`, `h:mm` or `h:mm:ss`."""


class TableName(Record):
    """What a name in the table stands for."""

    standard: CellText
    """The id of the promise or figure; `ignore` to leave its rows out."""
    part: CellText | None = None
    """The part that its figures are of."""


def _short_form(key: str) -> Callable[[object], object]:
    """Return what lets one word stand for a record of which it is the only key."""
    return lambda value: {key: value} if isinstance(value, str) else value


ColumnOrRole = Annotated[
    TableColumn, BeforeValidator(_short_form("is"), json_schema_input_type=RoleName | TableColumn)
]
NameOrId = Annotated[
    TableName, BeforeValidator(_short_form("standard"), json_schema_input_type=CellText | TableName)
]


class TableMap(Record):
    """The whole of a map: one sheet, what its rows and columns are, and how its cells are written."""

    agency: Id | None = None
    """The agency the figures are of, where the site has several."""
    sheet: CellText | None = None
    """The sheet that is read, where the file has several."""
    header: RowNumbers
    """The rows that name the columns: 3, or 3-4."""
    rows: RowNumbers | None = None
    """The rows that hold figures; all below the header where left out."""
    columns: dict[str, ColumnOrRole]
    """What each column is, by its heading or its letter; `D-H` for several, `D-` for all from D on."""
    all: dict[RoleName, CellText] = Field(default_factory=dict)
    """What holds for every row: `status: final`, `published: 2024-11-15`, `source: report-2024`."""
    ids: dict[str, NameOrId] = Field(default_factory=dict)
    """The id of the promise or figure that each name in the table stands for."""
    parts: dict[str, CellText] = Field(default_factory=dict)
    """What each name of a part stands for; `whole` for the row that is no part."""
    periods: dict[str, CellText] = Field(default_factory=dict)
    """The period that each label in the table stands for: `2023/4: FY2024`."""
    language: CellText = "en"
    """The language whose separators the numbers are written with: `fr` writes 1 234,5."""
    years: Years | None = None
    """What a bare year is, where the fiscal year is not the calendar year."""
    dates: Dates | None = None
    """In which order days are written: 03/04/2024."""
    period_of_day: PeriodOfDay | None = None
    """Which period a day in the column of periods stands for."""
    shares: Shares | None = None
    """How shares are written without their sign: 0.93 (`fraction`) or 93 (`percent`)."""
    missing: list[CellText] = Field(default_factory=list)
    """What stands where there is no figure, and nothing is to be said of it: `-`, `..`."""
    not_available: dict[str, CellText] = Field(default_factory=dict)
    """What stands where a result is not available, and the reason, which is published."""
    marks: dict[str, CellText] = Field(default_factory=dict)
    """What each footnote mark says, which becomes the note of the row; blank to leave it out."""
    skip: list[CellText] = Field(default_factory=list)
    """How rows begin that are left out: `Total`, `Source:`."""
    fill_down: list[RoleName] = Field(default_factory=list)
    """Columns whose blank cells repeat the cell above."""
    hidden: Hidden | None = None
    """What becomes of hidden rows and columns that hold figures."""
    answers: dict[str, YesNo] = Field(default_factory=dict)
    """What each answer stands for: `Y: yes`."""
    encoding: CellText | None = None
    """The encoding of a CSV file, where it cannot be told: `cp1252`."""
    separator: CellText | None = None
    """What stands between the cells of a CSV file, where it cannot be told: `;` or `tab`."""
