"""`benchmarks.yml`: comparable levels of other organizations (item d)."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from charters.model.fields import Id, Record, SourceRef
from charters.model.periods import PeriodLabel, When
from charters.model.quantities import Limit
from charters.model.text import Words


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
    standard: Id
    organization: Words
    sector: Sector
    does: Words | None = None
    comparable_because: Words | None = None
    value: Limit | None = None
    """Their level with its unit: 40 seconds, 97.1%."""
    basis: Basis = Basis.RESULT
    measure: Words | None = None
    """How they measure it, in their terms."""
    differences: Words | None = None
    conversion: Words | None = None
    date: When | None = None
    """The time their level is about."""
    our_period: PeriodLabel | None = None
    """The period of ours it stands beside; our value is taken from results.csv."""
    action: Words | None = None
    no_action_because: Words | None = None
    chosen_by: Words | None = None
    source: SourceRef | None = None


class BenchmarksFile(Record):
    """The whole of `benchmarks.yml`."""

    benchmarks: list[Benchmark] = Field(default_factory=list)
