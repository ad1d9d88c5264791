"""`agency.yml`: who the agency is, whom it serves, how to reach it, how to complain."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from charters.model.access import AccessibilityStatement, AccessMeasure, ManualCheck
from charters.model.channels import Barrier, Channel
from charters.model.complaints import Complaints
from charters.model.fields import Id, Link, Once, Record, SourceRef
from charters.model.judged import Judged, NotApplicable, Scope
from charters.model.limits import FORMER
from charters.model.period_fields import Day, Moment, Month, When
from charters.model.text import LanguageCode, Name, Note, Words
from charters.model.written_levels import Count


class AgencyKind(StrEnum):
    """How the order reaches an agency."""

    EXECUTIVE = "executive"
    INDEPENDENT = "independent"
    """Asked to follow the order (Section 4), not bound by it."""
    OTHER = "other"


class Served(StrEnum):
    """Whether a customer group is served today."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Source(Record):
    """A published document that figures come from."""

    id: Id
    """The name by which other records point to this document."""
    title: Name
    """The title, as printed on the document."""
    publisher: Name | None = None
    """Who published it."""
    link: Link | None = None
    """Where it can be read."""
    link_in: dict[LanguageCode, Link] = Field(default_factory=dict)
    """Where it can be read in other languages, by their codes: `{fr: https://...}`."""
    date: Moment | None = None
    """When it was published, as exactly as is known."""
    note: Note | None = None
    """What a reader should know of it: a copy, a draft, two sources that disagree."""


class Size(Record):
    """How many people a customer group holds."""

    number: Count
    """How many they are."""
    unit: Name
    """What is counted: people, households, businesses."""
    year: When | None = None
    """The time the number is about."""
    source: SourceRef | None = None
    """Where the number was published."""


class CustomerGroup(Record):
    """Customers who are, or should be, served (item a)."""

    id: Id
    """The name by which services and surveys point to this group."""
    name: Name
    """What the group is called."""
    who: Words
    """Who is in the group, and who is not."""
    relation: Words | None = None
    """What they are to the agency: applicants, recipients, visitors, go-betweens, another agency."""
    served: Served = Served.YES
    """Whether they are served today."""
    should_be_served_because: Words | None = None
    """Why they should be served, where they are not, or only some of them."""
    part_of: Id | None = None
    """The larger group this one is a part of; the parts do not overlap."""
    size: Size | None = None
    """How many they are."""
    needs: Once[Barrier] = Field(default_factory=list)
    """What they need to be able to use the service."""
    barriers: Words | None = None
    """What stands in their way, or `none known` with the date you looked."""
    identified_by: Words | None = None
    """How you know of them: records, a census, research."""
    last_reviewed: Moment | None = None
    """When somebody last looked whether this is still true."""
    source: SourceRef | None = None
    """Where this is published."""


class Search(Record):
    """How the agency looked for customers it does not serve yet (item a), and found none."""

    date: Moment
    """When you looked."""
    method: Words
    """How you looked, in a sentence."""
    source: SourceRef | None = None
    """Where this is published."""


class Training(Record):
    """Training of those who serve customers, or who manage with survey results (Section 3)."""

    what: Words
    """What is taught."""
    who: Words | None = None
    """Who is trained."""
    when: Moment | None = None
    """When it takes place, or took place."""
    source: SourceRef | None = None
    """Where this is published."""


class ReaderTest(Record):
    """A test of the plan with readers (S3.2)."""

    date: Day
    """The day of the test."""
    people: Count
    """How many people took part."""
    task: Words
    """What they were asked to find or to do."""
    succeeded: Count
    """How many of them could."""


class Compiled(Record):
    """A charter that somebody other than the agency put together from public documents."""

    by: Name
    """Who put it together."""
    source: Words
    """The documents it was put together from."""
    until: Day
    """The last day those documents reach; later results are 'not collected here', never 'late'."""


class YearlyReport(Record):
    """A yearly report against the charter (X17)."""

    date: Moment
    """When it was published."""
    outside_voice: Words | None = None
    """What a user panel, an auditor or a reviewer outside said in it, and who."""
    source: SourceRef | None = None
    """The report itself."""


class PlanParts(Record):
    """Parts of a plan that Executive Order 13571 asks for beyond the standards (S3.7)."""

    signature_initiative: Words | None = None
    """The initiative that uses technology to serve customers better."""
    feedback: Words | None = None
    """How customers can say what they think, and what becomes of it."""
    best_practices: Words | None = None
    """What is done alike, and well, on every channel."""
    streamlining: Words | None = None
    """What was made simpler or faster."""


class Agency(Record):
    """A body bound by, or asked to follow, the order."""

    name: Name
    """The full name."""
    short_name: Name | None = None
    """The name used in lists and sentences; the full name where there is none."""
    also_called: list[Name] = Field(default_factory=list)
    """What else people call it: the search finds it by these names, too."""
    kind: AgencyKind
    """How the order reaches it: `executive` is bound, `independent` is asked to follow."""
    serves: Words
    """One sentence: whom it serves, with what."""
    link: Link | None = None
    """Its own website."""
    parent: Name | None = None
    """The department it is part of."""
    formerly: Once[Id] = Field(default_factory=list, max_length=FORMER.most)
    """The names its folder had before, the oldest first: their addresses lead here."""
    fiscal_year_starts: Month | None = None
    """The month its fiscal year begins in; the site's, where left out."""
    direct_service: Scope | None = None
    """Whether it provides significant services directly to the public, and why."""
    owner: Name | None = None
    """Who answers for the plan, by role."""
    last_reviewed: Day | None = None
    """The day the plan was last reviewed."""
    next_review: Day | None = None
    """The day it will be reviewed next."""
    customers: list[CustomerGroup] = Field(default_factory=list)
    """The groups it serves, and those it should serve."""
    looked_for_unserved: Search | None = None
    """How it looked for people it does not serve yet, where it found none."""
    channels: list[Channel] = Field(default_factory=list)
    """The ways to reach it."""
    access: list[AccessMeasure] = Field(default_factory=list)
    """What is done about each barrier."""
    accessibility_statement: AccessibilityStatement | None = None
    """What it says of the accessibility of its own web pages."""
    manual_checks: list[ManualCheck] = Field(default_factory=list)
    """Checks of accessibility that people made."""
    complaints: Complaints | None = None
    """How to complain, and what happens then."""
    training: list[Training] = Field(default_factory=list)
    """What those learn who serve customers or manage by survey results."""
    reader_tests: list[ReaderTest] = Field(default_factory=list)
    """Tests of the plan with readers."""
    yearly_reports: list[YearlyReport] = Field(default_factory=list)
    """Yearly reports on how the plan was kept."""
    plan_parts: PlanParts | None = None
    """What Executive Order 13571 asks a plan to say besides; read where the site sets `eo_13571`."""
    not_applicable: list[NotApplicable] = Field(default_factory=list)
    """Rules of the order that do not apply, and why."""
    judged: list[Judged] = Field(default_factory=list)
    """What a person judged where a program cannot."""
    sources: list[Source] = Field(default_factory=list)
    """The documents that figures come from."""
    compiled: Compiled | None = None
    """Who put the record together, where it was not the agency."""
