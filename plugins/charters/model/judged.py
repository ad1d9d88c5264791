"""What an agency says does not apply to it, and what a person judged."""

from __future__ import annotations

from charters.model.fields import Record, Short, YesNo
from charters.model.period_fields import Day
from charters.model.text import Name, Words


class Scope(Record):
    """Whether the agency provides significant services directly to the public."""

    answer: YesNo
    """Whether it does."""
    reason: Words
    """Why, in a sentence."""


class NotApplicable(Record):
    """An item of the order that does not apply, and why."""

    item: Short
    """The id of a rule, such as `F3`, or of a whole item, such as `f`."""
    reason: Words
    """Why it does not apply, in a sentence."""
    cites: Name | None = None
    """The law or the decision behind it."""
    decided: Day | None = None
    """The day it was decided."""


class Judged(Record):
    """What a person judged where a program cannot."""

    item: Short
    """The id of the rule that asks for a person, such as `D2`."""
    by: Name
    """Who judged, by role."""
    date: Day
    """The day of the judgment."""
    finding: Words
    """What was found, in a sentence."""
    outside: YesNo | None = None
    """Whether the judge stands outside the service."""
