"""`surveys.yml`: what customers and front-line staff were asked, said, and what came of it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from charters.model.complaints import Theme
from charters.model.fields import Id, Once, Record, SourceRef
from charters.model.period_fields import Moment
from charters.model.text import Name, Words
from charters.model.written_levels import Count, Level


class Purpose(StrEnum):
    """What a survey of customers asks (item b)."""

    WANTS = "wants"
    SATISFACTION = "satisfaction"


class Wording(StrEnum):
    """Whose words a question stands in here, where they are not those in which it was put."""

    OURS = "ours"
    NOT_FOUND = "not found"


class IdeaStatus(StrEnum):
    """What became of an idea."""

    ADOPTED = "adopted"
    TRYING = "trying"
    NOT_NOW = "not-now"
    NO = "no"


class UseKind(StrEnum):
    """What a survey result was used for (Section 2)."""

    MANAGEMENT = "management"
    RESOURCES = "resources"


class Fielded(Record):
    """The days on which people could answer."""

    first: Moment
    """The first day, or month, on which people could answer."""
    last: Moment
    """The last one."""


class AnswerCount(Record):
    """How many people gave one answer."""

    label: Name
    """The answer, as it was offered."""
    count: Count
    """How many people gave it."""


class Question(Record):
    """One question as it was put, and the answers to it."""

    id: Id
    """The name by which measures and other questions point to it."""
    asks: Words
    """The wording, as it was put."""
    wording: Wording | None = None
    """`ours` where it is in the words of whoever compiled it, `not found` where nobody knows how it was put."""
    about: Name | None = None
    """What it measures: effectiveness, ease, trust."""
    answers: list[AnswerCount] = Field(default_factory=list)
    """How many people gave each answer."""
    satisfied: list[Name] = Field(default_factory=list)
    """The labels that count as satisfied."""
    published: Level | None = None
    """The published level where counts per answer are not published: 72%, 4.2 points."""
    comparable_with: Once[Id] = Field(default_factory=list)
    """Questions of other surveys whose answers can be compared."""


class Want(Record):
    """Something customers said they want, most wanted first (B7)."""

    want: Words
    """What they want, in a few words."""
    standard: Id | None = None
    """The promise that answers it."""
    no_standard_because: Words | None = None
    """Why no promise answers it."""


class CustomerSurvey(Record):
    """A survey of customers (item b)."""

    id: Id
    """The name by which promises, reports and uses point to it."""
    name: Name
    """What it is called."""
    purposes: Once[Purpose]
    """Whether it asks what people want, or how satisfied they are."""
    services: Once[Id] = Field(default_factory=list)
    """The services it asks about."""
    groups: Once[Id] = Field(default_factory=list)
    """The groups that were asked."""
    channel: Words | None = None
    """How they were asked: by letter, after the call."""
    fielded: Fielded
    """When people could answer."""
    how_chosen: Words | None = None
    """How the people were chosen."""
    customers: Count | None = None
    """Customers in the period."""
    offered: Count | None = None
    """People who were offered the survey."""
    answered: Count | None = None
    """People who answered."""
    questions: list[Question] = Field(default_factory=list)
    """The questions, and the answers to each."""
    wants: list[Want] = Field(default_factory=list)
    """What people want, most wanted first."""
    findings: list[Words] = Field(default_factory=list)
    """What was learned, one finding a line."""
    changed: list[Words] = Field(default_factory=list)
    """What was changed because of it."""
    approval: Words | None = None
    """The number of the federal approval."""
    published: Moment | None = None
    """When the results were published."""
    complaint_link_offered: Words | None = None
    """Where the survey says how to complain."""
    source: SourceRef | None = None
    """Where the results were published."""


class Idea(Record):
    """An idea of front-line staff, and what became of it."""

    idea: Words
    """The idea, in a sentence."""
    count: Count | None = None
    """How many named it."""
    status: IdeaStatus | None = None
    """What became of it."""
    reason: Words | None = None
    """Why that became of it."""
    changed: Words | None = None
    """What is different now."""
    owner: Name | None = None
    """Who looks after it, by role."""
    date: Moment | None = None
    """When it was decided."""


class StaffSurvey(Record):
    """A survey of front-line employees (item e)."""

    id: Id
    """Its name; no other survey of the agency has it."""
    name: Name
    """What it is called."""
    who_counts: Words | None = None
    """Who counts as front-line."""
    fielded: Fielded
    """When people could answer."""
    asked: Count | None = None
    """How many were asked."""
    answered: Count | None = None
    """How many answered."""
    anonymous: Words | None = None
    """How answers stay anonymous."""
    barriers: list[Theme] = Field(default_factory=list)
    """What stands in their way, and how many named it."""
    ideas: list[Idea] = Field(default_factory=list)
    """What they would do, and what became of it."""
    findings: list[Words] = Field(default_factory=list)
    """What was learned, one finding a line."""
    standards: Once[Id] = Field(default_factory=list)
    """The promises they were asked about."""
    benchmarks: Once[Id] = Field(default_factory=list)
    """The comparators they were asked about."""
    told_staff: Words | None = None
    """How the results came back to them."""
    source: SourceRef | None = None
    """Where the results were published."""


class PlannedSurvey(Record):
    """A survey to come (Section 3)."""

    what: Words
    """What will be asked."""
    whom: Words
    """Who will be asked."""
    when: Moment
    """When."""
    source: SourceRef | None = None
    """Where this is published."""


class SurveyReport(Record):
    """A report on surveys (Section 2)."""

    date: Moment
    """When it was handed over."""
    to: Name
    """To whom."""
    surveys: Once[Id] = Field(default_factory=list)
    """The surveys it is about."""
    source: SourceRef | None = None
    """The report itself."""


class SurveyUse(Record):
    """What was decided on the strength of a survey (Section 2)."""

    date: Moment
    """When it was decided."""
    kind: UseKind
    """Whether it judges management or moves resources."""
    decided: Words
    """What was decided, in a sentence."""
    amount: Words | None = None
    """How much money, or how many people."""
    survey: Id | None = None
    """The survey it rests on."""
    source: SourceRef | None = None
    """Where this is published."""


class Heard(Record):
    """You said, we did - or did not, because (H9)."""

    said: Words
    """What customers said."""
    did: Words | None = None
    """What you did."""
    did_not_because: Words | None = None
    """Why you did not."""
    date: Moment | None = None
    """When."""
    source: SourceRef | None = None
    """Where this is published."""


class NotSurveyed(Record):
    """A service that no survey of customers covers, and why (B5)."""

    service: Id
    """The service."""
    because: Words
    """Why no survey covers it, in a sentence."""


class SurveysFile(Record):
    """The whole of `surveys.yml`."""

    customers: list[CustomerSurvey] = Field(default_factory=list)
    """Surveys of customers."""
    staff: list[StaffSurvey] = Field(default_factory=list)
    """Surveys of front-line employees."""
    planned: list[PlannedSurvey] = Field(default_factory=list)
    """Surveys to come."""
    reports: list[SurveyReport] = Field(default_factory=list)
    """Reports on surveys."""
    uses: list[SurveyUse] = Field(default_factory=list)
    """What was decided on the strength of surveys."""
    heard: list[Heard] = Field(default_factory=list)
    """You said, we did - or did not, because."""
    not_surveyed: list[NotSurveyed] = Field(default_factory=list)
    """Services that no survey covers, and why."""
