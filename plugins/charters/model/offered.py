"""What an agency does for customers: the services of `standards.yml`."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from charters.model.fields import Former, Id, Once, Record, SourceRef, YesNo
from charters.model.limits import FORMER
from charters.model.text import Name, Note, Words


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
