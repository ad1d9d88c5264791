"""Aims of a promise besides its standing one: of a year (`targets.csv`), and of a part."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from charters.model.fields import Id, Record
from charters.model.periods import Period
from charters.model.quantities import Aim, Level, Quantity, Target
from charters.model.text import Words

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
    name: Words
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
