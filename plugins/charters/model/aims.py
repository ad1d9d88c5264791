"""Aims of a promise besides its standing one: of a year (`targets.csv`), and of a part."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from pydantic import Field

from charters.model.fields import Id, Record
from charters.model.period_fields import YearDay
from charters.model.periods import Period
from charters.model.quantities import Quantity, Target
from charters.model.text import Name, Words
from charters.model.written_levels import Aim, Level

AIM_COLUMN_MEANINGS = {
    "standard": "The id of the standard, as in standards.yml.",
    "part": "Blank for the whole, or the part that the aim is for, as in results.csv.",
    "period": "The time it holds for: it judges the results whose periods lie within it.",
    "target": "The target of that time; blank where only the limit is another one.",
    "limit": "The limit of that time; blank where it is the one in standards.yml.",
    "source": "The id of an entry under `sources` in agency.yml, or a web address.",
    "note": "Why the aim was set, or why this row takes the place of an earlier one for the same time.",
}
"""The columns of `targets.csv`, in their order, and what stands in each."""

AIM_COLUMNS = tuple(AIM_COLUMN_MEANINGS)


class Levels(Protocol):
    """What says a limit, a target, or both: a promise, a part of it, the aim of a year."""

    @property
    def limit(self) -> Quantity | None:
        """What one customer is promised."""

    @property
    def target(self) -> Target | None:
        """How often, or at what level overall, it is to be kept."""


@dataclass(frozen=True, slots=True)
class YearlyAim:
    """One row of `targets.csv`: the aim of a promise, or of a part of it, for one time."""

    standard: str
    period: Period
    part: str = ""
    target: Target | None = None
    limit: Quantity | None = None
    source: str = field(default="", compare=False)
    note: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)
    """Line of the row in targets.csv, from 1."""

    def holds_for(self, period: Period) -> bool:
        """Return whether a period lies within that of the aim."""
        return self.period.start <= period.start and period.end <= self.period.end


class Part(Record):
    """A part of a promise with a name: a channel, an office, a kind of case."""

    id: Id
    """What stands in the column `part` of results.csv and targets.csv."""
    name: Name
    """What pages call it."""
    target: Aim | None = None
    """The target of this part, where it is not that of the whole."""
    limit: Level | None = None
    """What one customer of this part is promised, where it is not what all are."""


class PromisedLevel(Record):
    """One of several levels of one promise: 85% within 25 days, the rest within 50."""

    limit: Level
    """The limit of this level; rows of results.csv name the level by it under `part`."""
    target: Aim | None = None
    """How often this level is to be kept; left out where one result counts for all levels."""
    cases: Words | None = None
    """Which cases it is for, where each kind of case has a limit of its own."""


class Season(Record):
    """An aim that holds from one day to another within each year: the filing season."""

    from_: YearDay = Field(alias="from")
    """The first day of it in each year: month and day, such as 01-15."""
    to: YearDay
    """The last day of it; one before `from` lies in the next year."""
    target: Aim | None = None
    """The target of the season, where it is not that of the rest of the year."""
    limit: Level | None = None
    """The limit of the season, where it is not that of the rest of the year."""

    def times(self, period: Period) -> Iterator[tuple[date, date]]:
        """Yield the times of the season that touch a period, each with its first and last day."""
        for year in range(period.start.year - 1, period.end.year + 1):
            last = year if self.from_ <= self.to else year + 1
            start, end = _day_of(year, self.from_), _day_of(last, self.to)
            if start <= period.end and period.start <= end:
                yield start, end

    def holds_for(self, period: Period) -> bool:
        """Return whether a period lies within one time of the season."""
        return any(start <= period.start and period.end <= end for start, end in self.times(period))

    def touches(self, period: Period) -> bool:
        """Return whether a day of a period lies in the season."""
        return any(True for _time in self.times(period))


def _day_of(year: int, day: tuple[int, int]) -> date:
    """Return a day of a year; February 29 is the 28th where there is none."""
    month, number = day
    return date(year, month, min(number, monthrange(year, month)[1]))
