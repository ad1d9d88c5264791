"""How to complain, and what became of complaints: the part `complaints` of `agency.yml` (item h)."""

from __future__ import annotations

from pydantic import Field

from charters.model.fields import Id, Link, Record, SourceRef
from charters.model.periods import Day, When
from charters.model.quantities import Count, Limit
from charters.model.text import Words


class Posted(Record):
    """A place a promise, or the way to complain, is posted in, besides this site (C2)."""

    where: Words
    checked: Day | None = None


class ComplaintStep(Record):
    """One step of a complaint: what happens, how fast, who does it."""

    step: Words
    within: Limit | None = None
    standard: Id | None = None
    """The standard that posts this time as a promise."""
    who: Words | None = None


class OutsideReview(Record):
    """Somebody outside the service who looks at complaints."""

    name: Words
    when: Words
    contact: Words | None = None
    link: Link | None = None
    source: SourceRef | None = None


class Theme(Record):
    """What complaints, barriers or ideas were about, and how many."""

    theme: Words
    count: Count | None = None


class ComplaintFigures(Record):
    """Complaints of one period; they must balance (item h, H7)."""

    period: When
    service: Id | None = None
    open_at_start: Count | None = None
    received: Count
    acknowledged_in_time: Count | None = None
    answered_in_time: Count | None = None
    upheld: Count | None = None
    partly_upheld: Count | None = None
    not_upheld: Count | None = None
    withdrawn: Count | None = None
    open_at_end: Count | None = None
    oldest_open_days: Count | None = None
    closed: Count | None = None
    """Complaints dealt with, where the outcome is not published."""
    themes: list[Theme] = Field(default_factory=list)
    changes: list[Words] = Field(default_factory=list)
    source: SourceRef | None = None


class Complaints(Record):
    """How to complain, and what happens then (item h)."""

    about: Words | None = None
    """Who may complain, and about what."""
    how: Words | None = None
    channels: list[Id] = Field(default_factory=list)
    send: Words | None = None
    steps: list[ComplaintStep] = Field(default_factory=list)
    decides: Words | None = None
    remedies: list[Words] = Field(default_factory=list)
    outside_review: list[OutsideReview] = Field(default_factory=list)
    no_outside_review: Words | None = None
    help: Words | None = None
    representative: Words | None = None
    cost: Words | None = None
    formats: Words | None = None
    """Formats on request and how long they take: large print, braille, audio, easy read."""
    languages: list[Words] = Field(default_factory=list)
    posted: list[Posted] = Field(default_factory=list)
    """Where people see how to complain: letters, forms, offices, recorded message."""
    confidential: Words | None = None
    no_reprisal: Words | None = None
    suggestions: Words | None = None
    figures: list[ComplaintFigures] = Field(default_factory=list)
    source: SourceRef | None = None
