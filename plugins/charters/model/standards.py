"""`standards.yml`: the standards posted for services, and what is measured without a promise."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import Any, ClassVar, NamedTuple

from pydantic import Field, ValidationInfo, field_validator

from charters.model.agency import Compiled
from charters.model.aims import Levels, Part, PromisedLevel, Season, YearlyAim
from charters.model.change import Change, Withdrawn
from charters.model.complaints import Posted
from charters.model.events import Event
from charters.model.fields import Former, Id, Once, Record, SourceRef
from charters.model.hints import number_alone
from charters.model.limits import FORMER
from charters.model.measures import Measure
from charters.model.offered import Service, StandardType
from charters.model.period_fields import Begun, Day, Moment
from charters.model.periods import Frequency, Window
from charters.model.refusal import refuse, shown
from charters.model.suspensions import Suspension
from charters.model.text import Name, Note, Text, Words
from charters.model.written_levels import Aim, Level
from charters.problems.message import _


class Activity(StrEnum):
    """The kind of thing promised, so that agencies can be set side by side."""

    ANSWERING_THE_PHONE = "answering-the-phone"
    WAITING_IN_PERSON = "waiting-in-person"
    DECIDING = "deciding"
    DELIVERING = "delivering"
    ISSUING_A_DOCUMENT = "issuing-a-document"
    ANSWERING_A_LETTER = "answering-a-letter"
    GETTING_IT_RIGHT = "getting-it-right"
    SATISFYING = "satisfying"
    KEEPING_UP = "keeping-up"
    SOLVING_COMPLAINTS = "solving-complaints"
    BEING_AVAILABLE = "being-available"


class WhoseWords(StrEnum):
    """Whose sentence a promise is, where it is not the agency's."""

    OURS = "ours"


class LegalBasis(Record):
    """A limit set by law (Section 5, S5.3)."""

    law: Words
    """What the law says, in a sentence."""
    cites: Name | None = None
    """Act and section."""


class Consulted(Record):
    """Who was asked before the promise was made (X6)."""

    who: Name
    """Who was asked."""
    date: Moment
    """When."""


class Standard(Record):
    """One posted service standard: a promise with a measure and a target."""

    id: Id
    """Its name in addresses and in results.csv; never used again for another promise."""
    service: Id
    """The service it is about."""
    formerly: Once[Former] = Field(default_factory=list, max_length=FORMER.most)
    """The ids it had before, the oldest first, `agency/id` of another agency: links and rows follow."""
    also_for: list[Id] = Field(default_factory=list)
    """Other services it holds for: it stands on their pages too, and is counted once."""
    together_with: list[Id] = Field(default_factory=list)
    """Agencies that keep it together with this one: it stands on their plans too, and is counted once."""
    type: StandardType
    """What a customer asks: how long, how well, at what cost."""
    activity: Activity | None = None
    """The kind of thing promised; promises of one kind stand side by side on a page."""
    promise: Words
    """The promise, in one sentence to the customer."""
    words: WhoseWords | None = None
    """`ours` where the sentence is in the words of whoever compiled it, and not the agency's."""
    limit: Level | None = None
    """The level promised to one customer."""
    measure: Measure
    """How results are counted."""
    target: Aim | None = None
    """How often, or at what level overall, you aim to keep it."""
    seasons: list[Season] = Field(default_factory=list)
    """Aims that hold only from one day to another within each year."""
    levels: list[PromisedLevel] = Field(default_factory=list)
    """Its limits in place of `limit`, where there are several: 85% within 25 days, the rest within 50."""
    parts: list[Part] = Field(default_factory=list)
    """Its parts that have a name, and perhaps a target of their own."""
    reported: Frequency | None = None
    """How often a result is published; it says when the next one is due, and how long a period is."""
    also_reported: list[Frequency] = Field(default_factory=list)
    """Other rhythms in which results are published as well; shown, and not judged."""
    window: Window | None = None
    """What each result covers, where it is more: `to-date` since the year began, or `12 months`."""
    introduced: Begun
    """The first day of the promise, as exactly as it is known: a day, a month, a year, or `unknown`."""
    records_from: Moment | None = None
    """From when results are kept, where that is later; none of a time before is due, or may stand."""
    last_reviewed: Day | None = None
    """The day somebody last looked whether it still fits."""
    next_review: Day | None = None
    """The day somebody will look next."""
    owner: Name | None = None
    """Who answers for it, by role."""
    deputy: Name | None = None
    """Who stands in for the owner, by role."""
    channel: Id | None = None
    """The one way it holds for; all ways where left out."""
    why: Words | None = None
    """Why this level."""
    wants: Once[Id] = Field(default_factory=list)
    """Surveys of what customers want that stand behind this promise."""
    if_missed: Words | None = None
    """What the customer gets when it is missed."""
    legal_basis: LegalBasis | None = None
    """The law, where one sets the limit."""
    posted: list[Posted] = Field(default_factory=list)
    """Where customers see it, besides this site."""
    told_staff: Words | None = None
    """How the staff who keep it were told."""
    consulted: list[Consulted] = Field(default_factory=list)
    """Who was asked before the promise was made."""
    changes: list[Change] = Field(default_factory=list)
    """Every change of the promise; each period is judged by what was in force in it."""
    events: list[Event] = Field(default_factory=list)
    """What happened to the work behind it; none of this changes the promise or a verdict."""
    suspended: list[Suspension] = Field(default_factory=list)
    """Times in which it does not hold: none of their periods is due, and no result of them judged."""
    withdrawn: Withdrawn | None = None
    """The end of the promise; it keeps its page and its last results."""
    note: Note | None = None
    """What a reader should know of the figures: other sources that disagree, other bases."""
    source: SourceRef | None = None
    """Where the agency posted the promise."""
    compiled: Compiled | None = None
    """Who put the record of this promise together, where it was not the agency."""
    # What stands in no key of it: a copy of it that has some holds it in place of these.
    aims: ClassVar[Sequence[YearlyAim]] = ()
    """The rows of targets.csv about it, in the order of the file."""
    editions: ClassVar[Sequence[Edition]] = ()
    """Its versions as they were published, oldest first, the one of today included.

    None where it has only one, or where nobody can tell.
    """
    written: ClassVar[Mapping[str, Any]] = {}
    """What its file said, key by key, in a version that was published."""
    standing: ClassVar[tuple[Level | None, Aim | None] | None] = None

    @builtins.property
    def standing_levels(self) -> tuple[Level | None, Aim | None]:
        """The limit and the target of standards.yml, whatever a row says for today."""
        return self.standing or (self.limit, self.target)

    def as_read(self, **levels: object) -> Standard:
        """Return the promise with the words and levels of a day in place of its standing ones."""
        return self.model_copy(update={**levels, "standing": self.standing_levels})

    def with_aims(self, aims: Sequence[YearlyAim]) -> Standard:
        """Return the promise with its rows of targets.csv."""
        found = {"aims": tuple(aims), "standing": (self.limit, self.target)}
        return self.model_copy(update=found)

    @builtins.property
    def part_by_id(self) -> dict[str, Part]:
        """Its parts that have a name, by id, and its levels, by their limits."""
        levels = (
            Part.model_construct(
                id=str(level.limit),
                name=level.cases or Text((("", f"within {level.limit}"),)),
                target=level.target,
                limit=level.limit,
            )
            for level in self.levels
        )
        return {part.id: part for part in (*self.parts, *levels)}

    @builtins.property
    def begins(self) -> date | None:
        """The first day on which it may have been promised; None where nobody knows any."""
        return self.introduced.start if self.introduced else None

    @builtins.property
    def begins_by(self) -> date:
        """The last day on which it may have begun, as far as that is known."""
        return self.introduced.end if self.introduced else date.max

    def as_written(self, values: Mapping[str, Any]) -> Standard:
        """Return the promise with what its file said."""
        return self.model_copy(update={"written": values})

    def after(self, editions: Sequence[Edition]) -> Standard:
        """Return the promise with its versions as they were published."""
        return self.model_copy(update={"editions": tuple(editions)})

    @field_validator("limit", "target", mode="before")
    @classmethod
    def _in_its_unit(cls, value: object, info: ValidationInfo) -> object:
        """Refuse a number without a unit, and offer the unit that results are in."""
        alone = number_alone(value) if isinstance(value, str) else None
        measure = info.data.get("measure")
        if alone is not None and info.field_name == "limit":
            raise refuse(
                "Y020",
                _(
                    "{written} has no unit; write what it counts too, such as {number} seconds or {number} business days",
                    written=shown(value),
                    number=alone[1],
                ),
            )
        if alone is not None and measure is not None and (aim := measure.aim_of(*alone)):
            message = _("{written} has no unit; write {aim}", written=shown(value), aim=aim)
            raise refuse("Y020", message)
        return value

    def measure_on(self, day: date) -> Measure:
        """Return how the result of a period that begins on a day is counted."""
        later = [(one.date, one.before) for one in self.changes if one.before and one.date > day]
        return min(later, key=itemgetter(0))[1] if later else self.measure

    @builtins.property
    def lacks(self) -> dict[str, str]:
        """What its shape needs and is not there, each with an example."""
        limit = self.measure.shape.needs.get("limit")
        own: Sequence[Levels] = (*self.seasons, *self.levels, *self.parts, *self.aims)
        has_limit = self.limit or any(one.limit for one in own)
        lacks = self.measure.lacks | ({"limit": limit} if limit and not has_limit else {})
        if "unit" in lacks and self.target and not self.target.level.is_share:
            lacks["unit"] = self.target.level.units
        return lacks


class Edition(NamedTuple):
    """One version of a promise as it was published, with the first day on which it was to be seen."""

    day: date
    standard: Standard


class Figure(Record):
    """Something measured and published of which no level is promised: no aim, no verdict."""

    id: Id
    """Its name in addresses and in results.csv; no promise and no other figure has it."""
    service: Id
    """The service it is about."""
    formerly: Once[Former] = Field(default_factory=list, max_length=FORMER.most)
    """The ids it had before, the oldest first, `agency/id` of another agency: links and rows follow."""
    name: Name
    """What is measured, in a few words."""
    measure: Measure
    """How results are counted."""
    reported: Frequency | None = None
    """How often a result is published, and so how long a period is."""
    window: Window | None = None
    """What each result covers, where it is more: `to-date` since the year began, or `12 months`."""
    since: Day | None = None
    """The first day results are kept for."""
    owner: Name | None = None
    """Who answers for it, by role."""
    note: Note | None = None
    """What a reader should know of it: other sources that disagree, other bases."""
    source: SourceRef | None = None
    """Where the agency publishes it."""
    compiled: Compiled | None = None
    """Who put the record of this figure together, where it was not the agency."""

    @builtins.property
    def also_reported(self) -> tuple[Frequency, ...]:
        """No other rhythm: what is measured by the year as well is a figure of its own."""
        return ()


Measured = Standard | Figure
"""What rows of results.csv are about."""


def list_of(measured: Measured) -> str:
    """Return the key of standards.yml below which a promise or a figure stands."""
    return "figures" if isinstance(measured, Figure) else "standards"


def part_name(measured: Measured, part: str) -> Text:
    """Return what pages call a part: its name, or what stands in the file."""
    named = measured.part_by_id.get(part) if isinstance(measured, Standard) else None
    return named.name if named else Text((("", part),))


class StandardsFile(Record):
    """The whole of `standards.yml`."""

    services: list[Service] = Field(default_factory=list)
    """What the agency does for customers."""
    standards: list[Standard] = Field(default_factory=list)
    """The promises, each for one service."""
    figures: list[Figure] = Field(default_factory=list)
    """What is measured without a promised level, each for one service."""
