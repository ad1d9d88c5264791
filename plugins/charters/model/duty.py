"""What charters are held against, as its file says it: the clauses of a duty, and the rules of each."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from charters.model.agency import AgencyKind
from charters.model.fields import Id, Once, Record, Short
from charters.model.text import Name, Words


class PlanPart(StrEnum):
    """A part of a plan in which something is asked for."""

    STANDARDS = "standards"
    CHANNELS = "channels"
    ACCESS = "access"
    COMPLAINTS = "complaints"
    BENCHMARKS = "benchmarks"
    PRIVATE = "private"
    """Comparators from the private sector, where there are only public ones."""
    SURVEYS = "surveys"
    USES = "uses"
    STAFF = "staff"
    CUSTOMERS = "customers"
    NEXT = "next"
    TRAINING = "training"


class ClauseEntry(Record):
    """One clause of a duty."""

    title: Name
    """What it is called on pages."""
    short: Name | None = None
    """A word for it at the head of a narrow column; its title stands there without one."""
    asks: Words
    """What it asks, in one plain sentence."""
    must: Once[Short] = Field(default_factory=list)
    """The rules that have to be met for it, by their codes (docs/rules.md)."""
    should: Once[Short] = Field(default_factory=list)
    """The rules that are advice."""


ORDER, NONE = "eo-12862", "none"
"""The framework of a site that names no other, Executive Order 12862; and what a site names that has none."""


class FrameworkFile(Record):
    """A duty that agencies are held to."""

    name: Name
    """Its name: a law, an order, a policy."""
    called: Name
    """What a sentence calls it: "the policy"."""
    clauses: dict[Id, ClauseEntry]
    """Its clauses, in their own order, each under an id of its own."""
    first_steps: Once[Short] = Field(default_factory=list)
    """Rules in the order in which meeting them helps most."""
    parts: dict[PlanPart, Words] = Field(default_factory=dict)
    """What it asks for, in a sentence, where a part of a plan is empty."""
    kinds: dict[AgencyKind, Words] = Field(default_factory=dict)
    """Whom it binds, in a sentence on the plan of each kind of agency."""
    rights: Words | None = None
    """What the plan says of rights that a promise does or does not give."""
    footing: Words | None = None
    """The same, in a sentence or two at the foot of every page."""
    sources: dict[Short, Words] = Field(default_factory=dict)
    """Where it asks for a rule, by the rule's code."""
