"""`results.csv`: what was published for one standard, period and part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from charters.model.periods import Period

COLUMNS = (
    "standard",
    "period",
    "part",
    "met",
    "total",
    "value",
    "cases",
    "excluded",
    "status",
    "published",
    "source",
    "note",
    "missed_because",
    "action",
    "action_by",
)


class Status(StrEnum):
    """How settled a result is."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    """It replaces an earlier row with the same standard, period and part."""


@dataclass(frozen=True, slots=True)
class Result:
    """One row of results: counts (`met` of `total`), or a value in the unit of the measure."""

    standard: str
    period: Period
    part: str = ""
    """Blank for the whole, or a named breakdown such as `channel: mail`."""
    met: int | None = None
    total: int | None = None
    value: Decimal | None = None
    """In the measure's unit; a percentage for a share whose counts are not published."""
    answer: bool | None = None
    """Yes or no, for a yes/no commitment."""
    cases: int | None = None
    excluded: int | None = None
    status: Status = Status.FINAL
    published: Period | None = None
    source: str = ""
    note: str = ""
    missed_because: str = ""
    action: str = ""
    action_by: date | None = None
    line: int = 1
    """Line of the row in results.csv, from 1."""
    hidden: bool = False
    """Whether so few people stand behind it that its figures may not be shown."""

    @property
    def amount(self) -> Fraction | None:
        """The exact level: percent for shares (None without cases), else the value."""
        if self.total is not None and self.met is not None:
            return Fraction(self.met * 100, self.total) if self.total else None
        return None if self.value is None else Fraction(self.value)

    @property
    def number_of_cases(self) -> int | None:
        """How many cases stand behind the figure, where published."""
        return self.total if self.total is not None else self.cases
