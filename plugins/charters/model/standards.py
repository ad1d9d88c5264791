"""`standards.yml`: services, and the standards posted for them."""

from __future__ import annotations

import builtins
from enum import StrEnum

from pydantic import Field

from charters.model.agency import Compiled
from charters.model.complaints import Posted
from charters.model.fields import Id, Record, SourceRef, YesNo
from charters.model.periods import Day, Frequency, When
from charters.model.quantities import PERCENT, Aim, Count, Limit, Number, unit_named
from charters.model.shapes import Shape
from charters.model.text import Words


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

    name: Words
    can_choose: YesNo | None = None


class SoleSource(Record):
    """Why only this agency can provide the service (item f, F3)."""

    because: Words
    cites: Words | None = None


class Service(Record):
    """Something an agency does for customers; a page of its own."""

    id: Id
    name: Words
    summary: Words
    serves: Serves = Serves.OUTSIDE
    customers: list[Id] = Field(default_factory=list)
    channels: list[Id] = Field(default_factory=list)
    providers: list[Provider] = Field(default_factory=list)
    sole_source: SoleSource | None = None
    one_channel_because: Words | None = None
    cost: Words | None = None
    refund: Words | None = None
    """When a fee is paid back (X16)."""
    customers_part: Words | None = None
    """What we need from you."""
    no_standard_because: Words | None = None
    not_covered: dict[StandardType, Words] = Field(default_factory=dict)
    """Types of standard this service has none of, and why (C10)."""
    source: SourceRef | None = None


class Clock(Record):
    """When the time of a promise begins and ends for one case."""

    starts: Words
    stops: Words
    pauses: Words | None = None


class DayKind(StrEnum):
    """Which days are counted, where the unit itself does not say."""

    NOT_STATED = "not stated"


class Scale(Record):
    """The scale of a score."""

    min: Number
    max: Number
    labels: list[Words] = Field(default_factory=list)
    satisfied: list[Words] = Field(default_factory=list)
    """The labels that count as satisfied (B10)."""


class Measure(Record):
    """How results against a standard are counted."""

    shape: Shape
    unit: Words | None = None
    of: Words | None = None
    """What is counted, in the plural: calls, applications."""
    percentile: Number | None = None
    per: Count | None = None
    """The base of a rate: per 1,000."""
    scale: Scale | None = None
    property: Words | None = None
    clock: Clock | None = None
    day_kind: DayKind | None = None
    counted: Words | None = None
    not_counted: Words | None = None
    source: Words | None = None
    """Where the figures come from inside the agency."""
    method: Words | None = None
    question: Id | None = None
    """The survey question a score or a courtesy promise rests on."""
    evidence: Words | None = None
    normal_circumstances: Words | None = None

    @builtins.property  # `property` is a field of its own here
    def result_unit(self) -> str:
        """The unit of results: `%` for shares, a unit of time, what is counted, or ''."""
        if self.shape.is_share:
            return PERCENT
        return unit_named(str(self.unit)) if self.unit else ""

    @builtins.property
    def aim_example(self) -> str:
        """A target that results could be held against, as an editor would write it."""
        example = self.shape.row.aim
        if self.shape.is_share or self.unit is None:
            return example
        return " ".join([*example.split()[:3], str(self.unit)])


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

    @property
    def breaks_series(self) -> bool:
        """Whether results before and after cannot be compared."""
        return self not in (ChangedField.PROMISE, ChangedField.TARGET)


NOTHING = ("none", "none found")
"""What stands as `from` or `to` of a change where no limit or target was in force."""


class Change(Record):
    """One change of a promise: in force from `date` on."""

    date: Day
    field: ChangedField
    from_: Words = Field(alias="from")
    to: Words
    reason: Words
    source: SourceRef | None = None


class Withdrawn(Record):
    """The end of a promise; it keeps its place and its last results."""

    date: Day
    reason: Words
    source: SourceRef | None = None


class LegalBasis(Record):
    """A limit set by law (Section 5, S5.3)."""

    law: Words
    cites: Words | None = None


class Consulted(Record):
    """Who was asked before the promise was made (X6)."""

    who: Words
    date: When


class Standard(Record):
    """One posted service standard: a promise with a measure and a target."""

    id: Id
    service: Id
    type: StandardType
    activity: Activity | None = None
    promise: Words
    limit: Limit | None = None
    """The level promised to one customer (60 seconds)."""
    measure: Measure
    target: Aim | None = None
    """How often, or at what level overall, the agency aims to keep the promise."""
    reported: Frequency | None = None
    introduced: Day
    last_reviewed: Day | None = None
    next_review: Day | None = None
    owner: Words | None = None
    deputy: Words | None = None
    """Who stands in for the owner, by role (X3)."""
    channel: Id | None = None
    why: Words | None = None
    """Why this level."""
    wants: list[Id] = Field(default_factory=list)
    """Surveys of what customers want that stand behind this promise."""
    if_missed: Words | None = None
    legal_basis: LegalBasis | None = None
    posted: list[Posted] = Field(default_factory=list)
    told_staff: Words | None = None
    consulted: list[Consulted] = Field(default_factory=list)
    changes: list[Change] = Field(default_factory=list)
    withdrawn: Withdrawn | None = None
    note: Words | None = None
    """What a reader should know of the figures: other sources that disagree, other bases."""
    source: SourceRef | None = None
    """Where the agency posted the promise."""
    compiled: Compiled | None = None

    @builtins.property
    def lacks(self) -> dict[str, str]:
        """What its shape needs and is not there, each with an example."""
        given = {"limit": self.limit}
        return {
            key: example
            for key, example in self.measure.shape.needs.items()
            if not (given[key] if key in given else getattr(self.measure, key))
        }


class StandardsFile(Record):
    """The whole of `standards.yml`."""

    services: list[Service] = Field(default_factory=list)
    standards: list[Standard] = Field(default_factory=list)
