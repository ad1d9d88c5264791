"""`surveys.yml`: what customers and front-line staff were asked, said, and what came of it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from charters.model.complaints import Theme
from charters.model.fields import Id, Record, SourceRef
from charters.model.periods import When
from charters.model.quantities import Count, Limit
from charters.model.text import Words


class Purpose(StrEnum):
    """What a survey of customers asks (item b)."""

    WANTS = "wants"
    SATISFACTION = "satisfaction"


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

    first: When
    last: When


class AnswerCount(Record):
    """How many people gave one answer."""

    label: Words
    count: Count


class Question(Record):
    """One question as it was put, and the answers to it."""

    id: Id
    asks: Words
    """The wording."""
    about: Words | None = None
    """What it measures: effectiveness, ease, trust, ..."""
    answers: list[AnswerCount] = Field(default_factory=list)
    satisfied: list[Words] = Field(default_factory=list)
    """The labels that count as satisfied."""
    published: Limit | None = None
    """The published level where counts per answer are not published: 72%, 4.2 points."""
    comparable_with: list[Id] = Field(default_factory=list)


class Want(Record):
    """Something customers said they want, most wanted first (B7)."""

    want: Words
    standard: Id | None = None
    no_standard_because: Words | None = None


class CustomerSurvey(Record):
    """A survey of customers (item b)."""

    id: Id
    name: Words
    purposes: list[Purpose]
    services: list[Id] = Field(default_factory=list)
    groups: list[Id] = Field(default_factory=list)
    channel: Words | None = None
    fielded: Fielded
    how_chosen: Words | None = None
    customers: Count | None = None
    """Customers in the period."""
    offered: Count | None = None
    """People who were offered the survey."""
    answered: Count | None = None
    questions: list[Question] = Field(default_factory=list)
    wants: list[Want] = Field(default_factory=list)
    findings: list[Words] = Field(default_factory=list)
    changed: list[Words] = Field(default_factory=list)
    """What was changed because of it."""
    approval: Words | None = None
    published: When | None = None
    complaint_link_offered: Words | None = None
    source: SourceRef | None = None


class Idea(Record):
    """An idea of front-line staff, and what became of it."""

    idea: Words
    count: Count | None = None
    status: IdeaStatus | None = None
    reason: Words | None = None
    changed: Words | None = None
    owner: Words | None = None
    date: When | None = None


class StaffSurvey(Record):
    """A survey of front-line employees (item e)."""

    id: Id
    name: Words
    who_counts: Words | None = None
    """Who counts as front-line."""
    fielded: Fielded
    asked: Count | None = None
    answered: Count | None = None
    anonymous: Words | None = None
    barriers: list[Theme] = Field(default_factory=list)
    ideas: list[Idea] = Field(default_factory=list)
    findings: list[Words] = Field(default_factory=list)
    standards: list[Id] = Field(default_factory=list)
    benchmarks: list[Id] = Field(default_factory=list)
    told_staff: Words | None = None
    source: SourceRef | None = None


class PlannedSurvey(Record):
    """A survey to come (Section 3)."""

    what: Words
    whom: Words
    when: When
    source: SourceRef | None = None


class SurveyReport(Record):
    """A report on surveys (Section 2)."""

    date: When
    to: Words
    surveys: list[Id] = Field(default_factory=list)
    source: SourceRef | None = None


class SurveyUse(Record):
    """What was decided on the strength of a survey (Section 2)."""

    date: When
    kind: UseKind
    decided: Words
    amount: Words | None = None
    survey: Id | None = None
    source: SourceRef | None = None


class Heard(Record):
    """You said, we did - or did not, because (H9)."""

    said: Words
    did: Words | None = None
    did_not_because: Words | None = None
    date: When | None = None
    source: SourceRef | None = None


class NotSurveyed(Record):
    """A service that no survey of customers covers, and why (B5)."""

    service: Id
    because: Words


class SurveysFile(Record):
    """The whole of `surveys.yml`."""

    customers: list[CustomerSurvey] = Field(default_factory=list)
    staff: list[StaffSurvey] = Field(default_factory=list)
    planned: list[PlannedSurvey] = Field(default_factory=list)
    reports: list[SurveyReport] = Field(default_factory=list)
    uses: list[SurveyUse] = Field(default_factory=list)
    heard: list[Heard] = Field(default_factory=list)
    not_surveyed: list[NotSurveyed] = Field(default_factory=list)


NO_SURVEYS = SurveysFile()
