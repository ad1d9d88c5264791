"""The ways to reach an agency, what can be done through each, and how anybody can see that it works."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from charters.model.fields import Id, Link, Once, Record, SourceRef, YesNo
from charters.model.period_fields import Day
from charters.model.text import Name, Note, Words


class ChannelKind(StrEnum):
    """A means of delivery."""

    ONLINE = "online"
    PHONE = "phone"
    RELAY = "relay"
    IN_PERSON = "in-person"
    MAIL = "mail"
    FAX = "fax"
    EMAIL = "email"
    TEXT = "text"
    APP = "app"
    PARTNER = "partner"


OTHER_WAYS = "other"
"""What a part of results is of that came by none of the channels: `channel: other`."""


class Task(StrEnum):
    """What a customer can do through a channel."""

    ASK = "ask"
    APPLY = "apply"
    PAY = "pay"
    TRACK = "track"
    COMPLAIN = "complain"


class Barrier(StrEnum):
    """What keeps people from a service (item g), and what a customer group needs (item a)."""

    DISABILITY = "disability"
    LANGUAGE = "language"
    LITERACY = "literacy"
    NO_INTERNET = "no-internet"
    COST_HOURS_PLACE = "cost-hours-place"


class Tried(Record):
    """The last time somebody tried a route as a customer would."""

    date: Day
    """The day somebody tried it."""
    worked: YesNo
    """Whether a customer would have got through."""
    note: Note | None = None
    """What happened, where that is worth knowing."""


class Channel(Record):
    """A means of delivery (item f)."""

    id: Id
    """The name by which services, promises and complaints point to this way."""
    kind: ChannelKind
    """The means: phone, mail, in person."""
    name: Name
    """What it is called."""
    contact: Name | None = None
    """A phone number or an address, as people read it."""
    link: Link | None = None
    """What a click opens: a page, a call (`tel:`), an email (`mailto:`)."""
    hours: Words | None = None
    """When somebody is there."""
    time_zone: Name | None = None
    """The time zone of the hours."""
    cost: Words | None = None
    """What it costs the customer; `free` where it costs nothing."""
    languages: list[Name] = Field(default_factory=list)
    """The languages it is offered in."""
    can_do: Once[Task] = Field(default_factory=list)
    """What a customer can do this way."""
    account_needed: YesNo | None = None
    """Whether the customer has to sign in first."""
    appointment: Words | None = None
    """Whether an appointment is needed, and how to get one."""
    physical_access: Words | None = None
    """How to get into the place: steps, hearing loop, parking, transit."""
    helps: Once[Barrier] = Field(default_factory=list)
    """The needs this way meets; a relay meets `disability`."""
    last_tried: Tried | None = None
    """The last time somebody tried it as a customer would."""
    note: Note | None = None
    """What else is good to know."""
    source: SourceRef | None = None
    """Where this is published."""
