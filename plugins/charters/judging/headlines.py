"""The four counts of a headline over many promises, with how many of each are old, and how many late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from charters.judging.standings import Standing
from charters.judging.verdicts import Bucket


@dataclass(frozen=True, slots=True)
class Tally:
    """One count of a headline, with how many of it are old and how many late."""

    count: int = 0
    old: int = 0
    """How many rest on a result that is old."""
    late: int = 0
    """Of how many the next result is late."""


def headline(standings: Iterable[Standing]) -> dict[Bucket, Tally]:
    """Return the four counts over all promises in force, the unjudged included, missed first."""
    found: dict[Bucket, list[Standing]] = {bucket: [] for bucket in Bucket}
    for standing in standings:
        if standing.in_force:
            found[standing.verdict.bucket].append(standing)
    return {bucket: tally(of) for bucket, of in found.items()}


def tally(standings: Sequence[Standing]) -> Tally:
    """Return how many promises there are, how many of them rest on old results, how many are late."""
    return Tally(
        len(standings),
        sum(one.is_old for one in standings),
        sum(one.late_since is not None for one in standings),
    )
