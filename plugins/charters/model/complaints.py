"""How to complain, and what became of complaints: the part `complaints` of `agency.yml` (item h)."""

from __future__ import annotations

from pydantic import Field

from charters.model.fields import Id, Link, Once, Record, SourceRef
from charters.model.period_fields import Day, When
from charters.model.text import Name, Words
from charters.model.written_levels import Count, Level


class Posted(Record):
    """A place a promise, or the way to complain, is posted in, besides this site (C2)."""

    where: Name
    """The place: on the wall of every counter, on every letter."""
    checked: Day | None = None
    """The day somebody last saw it there."""


class ComplaintStep(Record):
    """One step of a complaint: what happens, how fast, who does it."""

    step: Words
    """What happens, in a sentence to the customer."""
    within: Level | None = None
    """How long it takes at most."""
    standard: Id | None = None
    """The promise that posts this time; how it was kept stands beside the step."""
    who: Name | None = None
    """Who does it, by role."""


class OutsideReview(Record):
    """Somebody outside the service who looks at complaints."""

    name: Name
    """Who it is: an ombudsman, a tribunal, an inspector general."""
    when: Words
    """When a customer can go there."""
    contact: Name | None = None
    """A phone number or an address, as people read it."""
    link: Link | None = None
    """Where to complain online."""
    source: SourceRef | None = None
    """Where this is published."""


class Theme(Record):
    """What complaints, barriers or ideas were about, and how many."""

    theme: Name
    """What it was about, in a few words."""
    count: Count | None = None
    """How many named it."""


class ComplaintFigures(Record):
    """Complaints of one period; they must balance (item h, H7)."""

    period: When
    """The time the figures are about."""
    service: Id | None = None
    """The service they are about; all services where left out."""
    open_at_start: Count | None = None
    """Complaints still open on the first day."""
    received: Count
    """Complaints that came in."""
    acknowledged_in_time: Count | None = None
    """Complaints confirmed within the promised time."""
    answered_in_time: Count | None = None
    """Complaints answered within the promised time."""
    upheld: Count | None = None
    """Complaints that were found right."""
    partly_upheld: Count | None = None
    """Complaints that were found partly right."""
    not_upheld: Count | None = None
    """Complaints that were found not right."""
    withdrawn: Count | None = None
    """Complaints that customers took back."""
    open_at_end: Count | None = None
    """Complaints still open on the last day."""
    oldest_open_days: Count | None = None
    """Age in days of the oldest complaint still open."""
    closed: Count | None = None
    """Complaints dealt with, where the outcome is not published."""
    themes: list[Theme] = Field(default_factory=list)
    """What complaints were about, and how many."""
    changes: list[Words] = Field(default_factory=list)
    """What was changed because of them."""
    source: SourceRef | None = None
    """Where the figures were published."""


class Complaints(Record):
    """How to complain, and what happens then (item h)."""

    about: Words | None = None
    """Who may complain, and about what."""
    how: Words | None = None
    """How to complain, in a sentence or two."""
    channels: Once[Id] = Field(default_factory=list)
    """The ways a complaint can come in."""
    send: Words | None = None
    """What the customer has to send or say."""
    steps: list[ComplaintStep] = Field(default_factory=list)
    """What happens then, step by step."""
    decides: Name | None = None
    """Who decides, by role."""
    remedies: list[Words] = Field(default_factory=list)
    """What can be put right, one thing a line."""
    outside_review: list[OutsideReview] = Field(default_factory=list)
    """Who outside the service can look at it."""
    no_outside_review: Words | None = None
    """Why there is nobody outside."""
    help: Words | None = None
    """Who helps to complain."""
    representative: Words | None = None
    """Who may complain for somebody else."""
    cost: Words | None = None
    """What it costs to complain."""
    formats: Words | None = None
    """Formats on request and how long they take: large print, braille, audio, easy read."""
    languages: list[Name] = Field(default_factory=list)
    """The languages a complaint can be made in."""
    posted: list[Posted] = Field(default_factory=list)
    """Where else people see how to complain: letters, forms, offices, recorded message."""
    confidential: Words | None = None
    """Who gets to know who complained."""
    no_reprisal: Words | None = None
    """What keeps a customer from harm for complaining."""
    suggestions: Words | None = None
    """Where suggestions and praise go."""
    figures: list[ComplaintFigures] = Field(default_factory=list)
    """How many complaints there were, and what became of them."""
    source: SourceRef | None = None
    """Where this is published."""
