"""`benchmarks.yml`: comparable levels of other organizations (item d)."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from charters.model.fields import Id, Record, SourceRef
from charters.model.period_fields import PeriodLabel, When
from charters.model.text import Name, Note, Words
from charters.model.written_levels import Level


class Sector(StrEnum):
    """Whose level it is; the order means the best private organizations."""

    PRIVATE = "private"
    PUBLIC = "public"
    OWN_PAST = "own-past"
    """The agency itself at another time: a trend, not a benchmark (D7)."""


class Basis(StrEnum):
    """Whether the level was reached or only promised."""

    RESULT = "result"
    PROMISE = "promise"


class Benchmark(Record):
    """A comparable level of another organization."""

    id: Id
    """The name by which staff surveys point to it."""
    standard: Id
    """The promise or figure it stands beside."""
    organization: Name
    """Whose level it is."""
    sector: Sector
    """Whether they are private, public, or the agency itself at another time."""
    does: Words | None = None
    """What they do, in a few words."""
    comparable_because: Words | None = None
    """Why they can be compared, in a sentence."""
    value: Level | None = None
    """Their level with its unit: 40 seconds, 97.1%."""
    basis: Basis = Basis.RESULT
    """Whether they reached that level, or only promise it."""
    measure: Words | None = None
    """How they measure it, in their terms."""
    differences: Note | None = None
    """What differs between their figure and ours."""
    conversion: Note | None = None
    """How the two were made comparable."""
    date: When | None = None
    """The time their level is about."""
    our_period: PeriodLabel | None = None
    """The period of ours it stands beside; our value is taken from results.csv."""
    action: Words | None = None
    """What you do about the gap."""
    no_action_because: Words | None = None
    """Why you do nothing about it."""
    chosen_by: Name | None = None
    """Who chose this comparator, by role."""
    source: SourceRef | None = None
    """Where their level was published."""


class BenchmarksFile(Record):
    """The whole of `benchmarks.yml`."""

    benchmarks: list[Benchmark] = Field(default_factory=list)
    """The comparators, each beside one promise."""
