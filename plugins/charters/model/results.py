"""`results.csv`: what was published for one standard, period and part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from charters.model.limits import LINK, NAME, NOTE, WORDS, Limit
from charters.model.periods import Period
from charters.model.quantities import Quantity

COLUMN_MEANINGS = {
    "standard": "The id of the standard or figure, as in standards.yml.",
    "period": "The period the result is for: 2024, 2024-Q1, 2024-03, FY2024, 2024-10-01/2025-09-30.",
    "part": "Blank for the whole, or a named breakdown: `channel: mail`, `channel: other` (by none of the channels), `office: Boston`.",
    "met": "Of a share: how many cases kept the promise.",
    "total": "Of a share: how many cases there were.",
    "value": "The result in the unit of the measure; of a share without counts the percentage (`89.6%`), of a yes/no commitment `yes` or `no`.",
    "cases": "How many cases stand behind a value, where that is published.",
    "excluded": "How many cases were left out, by the rule of the standard.",
    "status": "`final`, `provisional` or `revised`; `in words` where only words were published, `not available` where there is nothing: see `note`.",
    "published": "When it was published: a day, a month or a year.",
    "source": "The id of an entry under `sources` in agency.yml, or a web address.",
    "note": "What a reader should know; why it was revised, or why there is none; of a result in words, these words.",
    "missed_because": "Why the promise was missed.",
    "action": "What is done about it.",
    "action_by": "The day by which it will be done.",
}
"""The columns of the file, in their order, and what stands in each."""

COLUMNS = tuple(COLUMN_MEANINGS)
COLUMN_LIMITS: Mapping[str, Limit] = {
    "part": NAME,
    "source": LINK,
    "note": NOTE,
    "missed_because": WORDS,
    "action": WORDS,
}
"""How long a cell may be; any other is a value."""

MORE_MEANINGS = {
    "overdue": "How many cases were still open past the limit when the period ended; they are in no other count.",
    "paid": "The money paid to customers for misses, with its currency: `1250 dollars`.",
}
"""Columns that a file may have besides, after the others, and what stands in each."""

ALL_COLUMNS = (*COLUMNS, *MORE_MEANINGS)


class Status(StrEnum):
    """How settled a result is."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    """It replaces an earlier row with the same standard, period and part."""
    IN_WORDS = "in words"
    """Only words were published, such as `mostly met`: the note has them, and nothing judges them."""
    NOT_AVAILABLE = "not available"
    """There is no result for the period, and the note says why."""


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
    overdue: int | None = None
    """Cases still open past the limit at the end of the period."""
    paid: Quantity | None = None
    """Money paid for misses, in its currency."""
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
    """Whether so small a number stands behind it that its figures may not be shown."""

    @property
    def is_available(self) -> bool:
        """Whether the row holds a figure, or a yes or no, and not words in its place."""
        return self.status not in (Status.NOT_AVAILABLE, Status.IN_WORDS)

    @property
    def is_in_words(self) -> bool:
        """Whether the row holds what was published in words."""
        return self.status is Status.IN_WORDS

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
