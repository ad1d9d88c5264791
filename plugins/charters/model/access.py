"""How an agency makes its services and pages easy to use for people with a disability."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from charters.model.channels import Barrier
from charters.model.fields import Link, Record, SourceRef
from charters.model.period_fields import Day, Moment
from charters.model.text import Name, Words
from charters.model.written_levels import Level


class AccessObject(StrEnum):
    """What item g asks to be easily accessible."""

    INFORMATION = "information"
    SERVICES = "services"
    COMPLAINTS = "complaints"


class AccessMeasure(Record):
    """One cell of the access matrix (item g): what is done about one barrier."""

    object: AccessObject
    """What has to be easy to reach."""
    barrier: Barrier
    """What stands in the way."""
    how: Words
    """What is done about it, in a sentence."""
    checked: Moment | None = None
    """When somebody last looked whether it works."""
    source: SourceRef | None = None
    """Where this is published."""


class AccessibilityStatement(Record):
    """The agency's statement on the accessibility of its own web pages."""

    link: Link | None = None
    """The statement itself."""
    standard: Words
    """The standard applied, with version and level: WCAG 2.2, level AA."""
    updated: Day
    """The day the statement was last brought up to date."""
    known_limits: list[Words] = Field(default_factory=list)
    """What cannot be used yet, and what to do instead."""
    contact: Words
    """Whom to tell of a problem."""
    answered_within: Level | None = None
    """How long an answer takes."""


class ManualCheck(Record):
    """An accessibility check that a person made."""

    date: Day
    """The day of the check."""
    by: Name
    """Who made it, by role."""
    what: Words
    """What was looked at, and with what."""
    found: Words
    """What was found."""
