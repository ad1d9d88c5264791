"""`agency.yml`: who the agency is, whom it serves, how to reach it, how to complain."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from charters.model.complaints import Complaints
from charters.model.fields import Id, Link, Record, SourceRef, YesNo
from charters.model.periods import Day, Month, When
from charters.model.quantities import Count, Limit
from charters.model.text import Words


class AgencyKind(StrEnum):
    """How the order reaches an agency."""

    EXECUTIVE = "executive"
    INDEPENDENT = "independent"
    """Asked to follow the order (Section 4), not bound by it."""
    OTHER = "other"


class ChannelKind(StrEnum):
    """A means of delivery."""

    ONLINE = "online"
    PHONE = "phone"
    RELAY = "relay"
    IN_PERSON = "in-person"
    MAIL = "mail"
    EMAIL = "email"
    TEXT = "text"
    APP = "app"
    PARTNER = "partner"


class Task(StrEnum):
    """What a customer can do through a channel."""

    ASK = "ask"
    APPLY = "apply"
    PAY = "pay"
    TRACK = "track"
    COMPLAIN = "complain"


class Served(StrEnum):
    """Whether a customer group is served today."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Barrier(StrEnum):
    """What keeps people from a service (item g), and what a customer group needs (item a)."""

    DISABILITY = "disability"
    LANGUAGE = "language"
    LITERACY = "literacy"
    NO_INTERNET = "no-internet"
    COST_HOURS_PLACE = "cost-hours-place"


class AccessObject(StrEnum):
    """What item g asks to be easily accessible."""

    INFORMATION = "information"
    SERVICES = "services"
    COMPLAINTS = "complaints"


class Source(Record):
    """A published document that figures come from."""

    id: Id
    title: Words
    publisher: Words | None = None
    link: Link | None = None
    date: When | None = None
    note: Words | None = None
    """What a reader should know of it: a copy, a draft, two sources that disagree."""


class Size(Record):
    """How many people a customer group holds."""

    number: Count
    unit: Words
    year: When | None = None
    source: SourceRef | None = None


class CustomerGroup(Record):
    """Customers who are, or should be, served (item a)."""

    id: Id
    name: Words
    who: Words
    """Who is in the group, and who is not."""
    relation: Words | None = None
    served: Served = Served.YES
    should_be_served_because: Words | None = None
    part_of: Id | None = None
    """The larger group this one is a part of; the parts do not overlap."""
    size: Size | None = None
    needs: list[Barrier] = Field(default_factory=list)
    barriers: Words | None = None
    """What stands in their way, or `none known` with the date we looked."""
    identified_by: Words | None = None
    last_reviewed: When | None = None
    source: SourceRef | None = None


class Search(Record):
    """How the agency looked for customers it does not serve yet (item a), and found none."""

    date: When
    method: Words
    source: SourceRef | None = None


class Tried(Record):
    """The last time somebody tried a route as a customer would."""

    date: Day
    worked: YesNo
    note: Words | None = None


class Channel(Record):
    """A means of delivery (item f)."""

    id: Id
    kind: ChannelKind
    name: Words
    contact: Words | None = None
    """A phone number or an address, as people read it."""
    link: Link | None = None
    hours: Words | None = None
    time_zone: Words | None = None
    cost: Words | None = None
    languages: list[Words] = Field(default_factory=list)
    can_do: list[Task] = Field(default_factory=list)
    account_needed: YesNo | None = None
    appointment: Words | None = None
    physical_access: Words | None = None
    """How to get into the place: steps, hearing loop, parking, transit (section 5.2)."""
    helps: list[Barrier] = Field(default_factory=list)
    """The needs this channel meets (relay: disability)."""
    last_tried: Tried | None = None
    note: Words | None = None
    source: SourceRef | None = None


class AccessMeasure(Record):
    """One cell of the access matrix (item g): what is done about one barrier."""

    object: AccessObject
    barrier: Barrier
    how: Words
    checked: When | None = None
    source: SourceRef | None = None


class AccessibilityStatement(Record):
    """The agency's statement on the accessibility of its own web pages."""

    link: Link | None = None
    standard: Words
    updated: Day
    known_limits: list[Words] = Field(default_factory=list)
    contact: Words
    answered_within: Limit | None = None


class ManualCheck(Record):
    """An accessibility check that a person made."""

    date: Day
    by: Words
    what: Words
    found: Words


class Training(Record):
    """Training of those who serve customers, or who manage with survey results (Section 3)."""

    what: Words
    who: Words | None = None
    when: When | None = None
    source: SourceRef | None = None


class ReaderTest(Record):
    """A test of the plan with readers (S3.2)."""

    date: Day
    people: Count
    task: Words
    succeeded: Count


class Scope(Record):
    """Whether the agency provides significant services directly to the public."""

    answer: YesNo
    reason: Words


class NotApplicable(Record):
    """An item of the order that does not apply, and why."""

    item: str
    """The id of a check, such as `F3`."""
    reason: Words
    cites: Words | None = None
    decided: Day | None = None


class Judged(Record):
    """What a person judged where a program cannot."""

    item: str
    by: Words
    date: Day
    finding: Words
    outside: YesNo | None = None
    """Whether the judge stands outside the service."""


class Compiled(Record):
    """A charter that somebody other than the agency put together from public documents."""

    by: Words
    source: Words
    """The documents it was put together from."""
    until: Day
    """The last day those documents reach; later results are 'not collected here'."""


class YearlyReport(Record):
    """A yearly report against the charter (X17)."""

    date: When
    outside_voice: Words | None = None
    """What a user panel, an auditor or a reviewer outside said in it, and who."""
    source: SourceRef | None = None


class PlanParts(Record):
    """Parts of a plan that Executive Order 13571 asks for beyond the standards (S3.7)."""

    signature_initiative: Words | None = None
    """The initiative that uses technology to serve customers better."""
    feedback: Words | None = None
    best_practices: Words | None = None
    streamlining: Words | None = None


class Agency(Record):
    """A body bound by, or asked to follow, the order."""

    name: Words
    short_name: Words | None = None
    kind: AgencyKind
    serves: Words
    """One sentence: whom it serves, with what."""
    link: Link | None = None
    parent: Words | None = None
    fiscal_year_starts: Month | None = None
    direct_service: Scope | None = None
    owner: Words | None = None
    """Who answers for the plan, by role."""
    last_reviewed: Day | None = None
    next_review: Day | None = None
    customers: list[CustomerGroup] = Field(default_factory=list)
    looked_for_unserved: Search | None = None
    channels: list[Channel] = Field(default_factory=list)
    access: list[AccessMeasure] = Field(default_factory=list)
    accessibility_statement: AccessibilityStatement | None = None
    manual_checks: list[ManualCheck] = Field(default_factory=list)
    complaints: Complaints | None = None
    training: list[Training] = Field(default_factory=list)
    reader_tests: list[ReaderTest] = Field(default_factory=list)
    yearly_reports: list[YearlyReport] = Field(default_factory=list)
    plan_parts: PlanParts | None = None
    not_applicable: list[NotApplicable] = Field(default_factory=list)
    judged: list[Judged] = Field(default_factory=list)
    sources: list[Source] = Field(default_factory=list)
    compiled: Compiled | None = None
