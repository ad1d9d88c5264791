"""`standards.yml`: services, and the standards posted for them."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import Any, ClassVar, NamedTuple

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator

from charters.model.agency import Compiled
from charters.model.aims import Levels, Part, PromisedLevel, Season, YearlyAim
from charters.model.complaints import Posted
from charters.model.events import Event
from charters.model.fields import Former, Id, Once, Record, SourceRef, YesNo
from charters.model.hints import misspelt_unit, number_alone
from charters.model.level_words import plain_level
from charters.model.limits import FORMER
from charters.model.periods import Begun, Day, Frequency, Moment, Window
from charters.model.quantities import PERCENT, Aim, Count, Level, Number, Signed, unit_named
from charters.model.refusal import refuse, shown
from charters.model.shapes import Shape
from charters.model.suspensions import Suspension
from charters.model.text import Name, Note, Text, Words
from charters.problems.message import Message, _, either


class Serves(StrEnum):
    """Whom a service is for."""

    OUTSIDE = "outside"
    AGENCIES = "agencies"
    SOCIETY = "society"


class StandardType(StrEnum):
    """What a customer asks (charter-requirements 2.1)."""

    TIMELINESS = "timeliness"
    WAITING = "waiting"
    ACCESS = "access"
    AVAILABILITY = "availability"
    ACCURACY = "accuracy"
    QUALITY = "quality"
    COURTESY = "courtesy"
    OPENNESS = "openness"
    REDRESS = "redress"
    COST = "cost"
    OTHER = "other"


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


class Provider(Record):
    """Somewhere a customer can get the service (item f, sources)."""

    name: Name
    """Who else provides it, or where."""
    can_choose: YesNo | None = None
    """Whether the customer can choose it."""


class SoleSource(Record):
    """Why only this agency can provide the service (item f, F3)."""

    because: Words
    """Why, in a sentence."""
    cites: Name | None = None
    """The law that says so."""


class Service(Record):
    """Something an agency does for customers; a page of its own."""

    id: Id
    """Its name in addresses: `agencies/ssa/phone/`."""
    name: Name
    """What it is called."""
    summary: Note
    """What it does for a customer, in a sentence."""
    also_called: list[Name] = Field(default_factory=list)
    """What else people call it: the search finds it by these names, too."""
    formerly: Once[Former] = Field(default_factory=list, max_length=FORMER.most)
    """The ids it had before, the oldest first, `agency/id` of another agency: their addresses lead here."""
    serves: Serves = Serves.OUTSIDE
    """Whom it is for; the order asks only about services for the public (`outside`)."""
    customers: Once[Id] = Field(default_factory=list)
    """The groups it serves."""
    channels: Once[Id] = Field(default_factory=list)
    """The ways to get it."""
    providers: list[Provider] = Field(default_factory=list)
    """Where else a customer can get it."""
    sole_source: SoleSource | None = None
    """Why only this agency provides it."""
    one_channel_because: Words | None = None
    """Why there is only one way to get it."""
    cost: Words | None = None
    """What it costs the customer; `free` where it costs nothing."""
    refund: Words | None = None
    """When a fee is paid back."""
    customers_part: Words | None = None
    """What you need from the customer."""
    no_standard_because: Words | None = None
    """Why no promise is posted for it."""
    not_covered: dict[StandardType, Words] = Field(default_factory=dict)
    """Types of promise this service has none of, and why, one a line."""
    source: SourceRef | None = None
    """Where this is published."""


class Clock(Record):
    """When the time of a promise begins and ends for one case."""

    starts: Words
    """When the time begins for one customer."""
    stops: Words
    """When it ends."""
    pauses: Words | None = None
    """When it stands still; `none` where it never does."""


class DayKind(StrEnum):
    """Which days are counted, where the unit itself does not say."""

    NOT_STATED = "not stated"


class Scale(Record):
    """The scale of a score."""

    min: Signed
    """The lowest value; it may be below zero."""
    max: Signed
    """The highest value."""
    labels: list[Name] = Field(default_factory=list)
    """The words for the values, from the lowest to the highest."""
    satisfied: list[Name] = Field(default_factory=list)
    """The labels that count as satisfied."""


class CasesAre(StrEnum):
    """What stands behind a share: chance speaks of people and cases, each by itself."""

    PEOPLE = "people"
    CASES = "cases"
    MONEY = "money"
    TIME = "time"

    @builtins.property
    def are_independent(self) -> bool:
        """Whether each is a case of its own; one dollar of a payment is not, nor one minute."""
        return self in (CasesAre.PEOPLE, CasesAre.CASES)


class Measure(Record):
    """How results against a standard are counted."""

    shape: Shape
    """How results are worked out; the table of shapes says what each needs."""
    unit: Name | None = None
    """The unit of results: minutes, months, points; shares need none."""
    of: Name | None = None
    """What is counted, in the plural: calls, applications."""
    cases_are: CasesAre | None = None
    """What those are, where the words do not tell: `people`, `cases`, `money` or `time`."""
    percentile: Number | None = None
    """Of a percentile: which one, such as 90."""
    per: Count | None = None
    """Of a rate: its base, such as 1,000."""
    scale: Scale | None = None
    """Of a score: the scale it is on."""
    property: Name | None = None
    """Of a share with a property: what a case must be to count as kept."""
    clock: Clock | None = None
    """When the time begins and ends for one case."""
    day_kind: DayKind | None = None
    """`not stated` where the source does not say which days are counted."""
    counted: Note | None = None
    """Which cases are counted."""
    not_counted: Note | None = None
    """Which cases are left out, and why; `none` where all are counted."""
    source: Words | None = None
    """Where the figures come from inside the agency, in words."""
    method: Note | None = None
    """How the figures are worked out."""
    question: Id | None = None
    """The survey question a score or a promise of courtesy rests on."""
    evidence: Words | None = None
    """How anybody can see that it is kept, where nothing is counted."""
    normal_circumstances: Note | None = None
    """When the promise holds, and when it does not: a storm, the end of a year."""

    @field_validator("unit")
    @classmethod
    def _spelled_right(cls, value: Text | None) -> Text | None:
        """Refuse a slip of the hand in a unit of time, which no aim could be held against."""
        if value is not None and (meant := misspelt_unit(str(value))):
            raise refuse(
                "Y020",
                _(
                    "{written} is not a unit; did you mean {meant}?",
                    written=shown(str(value)),
                    meant=meant,
                ),
            )
        return value

    @builtins.property  # `property` is a field of its own here
    def result_unit(self) -> str:
        """The unit of results: `%` for shares, a unit of time, what is counted, or ''."""
        if self.shape.is_share:
            return PERCENT
        return unit_named(str(self.unit)) if self.unit else ""

    @builtins.property
    def lacks(self) -> dict[str, str]:
        """What its shape needs and is not there, each with an example; a limit stands elsewhere."""
        needs = {key: example for key, example in self.shape.needs.items() if key != "limit"}
        return {key: example for key, example in needs.items() if not getattr(self, key)}

    @builtins.property
    def aim_example(self) -> str:
        """A target that results could be held against, as an editor would write it."""
        example = self.shape.row.aim
        if self.shape.is_share or self.unit is None:
            return example
        return " ".join([*example.split()[:3], str(self.unit)])

    def aim_of(self, begin: str, number: str) -> Message | str:
        """Return a number as an aim in the unit of results; '' of a share, or where there is none."""
        unit = self.unit or ("points" if self.scale else "")
        if self.shape.is_share or not unit:
            return ""
        ways = {True: ["at most "], False: ["at least "], None: ["at most ", "at least "]}
        found = [begin] if begin else ways[self.shape.lower_is_better]
        return either([f"{way}{number} {unit}" for way in found])


class WhoseWords(StrEnum):
    """Whose sentence a promise is, where it is not the agency's."""

    OURS = "ours"


class ChangedField(StrEnum):
    """What of a promise was changed."""

    PROMISE = "promise"
    LIMIT = "limit"
    TARGET = "target"
    COUNTED = "counted"
    NOT_COUNTED = "not_counted"
    CLOCK = "clock"
    MEASURE = "measure"
    CHANNEL = "channel"
    REPORTED = "reported"
    """How often results are published."""

    @property
    def is_level(self) -> bool:
        """Whether it is a level that can be more or less."""
        return self in (ChangedField.LIMIT, ChangedField.TARGET)

    @property
    def narrows(self) -> bool:
        """Whether it leaves something out: where it says nothing, all cases and all ways are meant."""
        return self in (ChangedField.NOT_COUNTED, ChangedField.CHANNEL)

    @property
    def is_count(self) -> bool:
        """Whether it says what is counted, so that earlier results can be counted again by it."""
        return self in (ChangedField.COUNTED, ChangedField.NOT_COUNTED, ChangedField.CLOCK)

    def breaks_series(self, shape: Shape) -> bool:
        """Return whether results of a shape before and after a change of it cannot be compared."""
        if self is ChangedField.LIMIT:
            return "limit" in shape.needs  # An average is the same, whatever was promised.
        return self not in (ChangedField.PROMISE, ChangedField.TARGET, ChangedField.REPORTED)


NOT_FOUND = "none found"
"""What stands there where the documents used tell of no level: a gap in them, and no change."""
NOTHING = ("none", NOT_FOUND)
"""What stands as `from` or `to` of a change where no limit or target was in force."""


class Change(Record):
    """One change of a promise: in force from `date` on."""

    date: Day
    """The first day it holds; a day to come announces it."""
    field: ChangedField
    """What was changed."""
    from_: Words = Field(alias="from")
    """What stood there before; `none` where there was nothing, `none found` where none was found."""
    to: Words
    """What stands there now; `none` where there is nothing any more, `none found` as above."""
    reason: Words
    """Why, in a sentence."""
    restated: YesNo = False
    """`yes` where what is counted changed and earlier results were counted again: they stay comparable."""
    source: SourceRef | None = None
    """Where the change was published."""
    before: Measure | None = None
    """Of a change of the measure: how results were counted until then, with shape and unit."""

    @field_validator("from_", "to")
    @classmethod
    def _in_english(cls, level: Text, info: ValidationInfo) -> Text:
        """Return a level as files in English have it, whatever language the site is in."""
        field, language = info.data.get("field"), (info.context or {}).get("language", "en")
        if field is None or not field.is_level or language == "en" or level.languages():
            return level
        return Text((("", plain_level(str(level), language)),))

    _row: YearlyAim | None = PrivateAttr(None)

    @property
    def row(self) -> YearlyAim | None:
        """The row of targets.csv that says so; None for an entry of standards.yml."""
        return self._row

    @property
    def part(self) -> str:
        """The part it is about; blank for the whole."""
        return self._row.part if self._row else ""

    @classmethod
    def of_row(cls, row: YearlyAim, field: ChangedField, was: str, now: str) -> Change:
        """Return what a row of targets.csv changed; its note is the reason."""
        from_, to, reason = (Text((("", words),)) for words in (was, now, row.note))
        day, source = row.period.start, row.source or None
        found = cls.model_construct(
            date=day, field=field, from_=from_, to=to, reason=reason, source=source
        )
        found._row = row  # noqa: SLF001 - its own kind
        return found

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from every other change of the promise; its reason may be reworded."""
        return self.date, self.field, str(self.from_), str(self.to), self.part


class Withdrawn(Record):
    """The end of a promise; it keeps its place and its last results."""

    date: Day
    """The last day of the promise; a day to come announces it."""
    reason: Words
    """Why, in a sentence."""
    source: SourceRef | None = None
    """Where this was published."""


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
            raise refuse(
                "Y020", _("{written} has no unit; write {aim}", written=shown(value), aim=aim)
            )
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
