"""The result as it would be with everybody counted in: those left out, and those who still wait."""

from __future__ import annotations

from dataclasses import replace

from charters.judging.verdicts import Verdict, judge
from charters.model.quantities import Direction
from charters.model.results import Result
from charters.model.standards import Standard


def with_all(standard: Standard, result: Result) -> tuple[Result, Verdict] | None:
    """Return a share with those left out and still open counted as not kept, and its verdict.

    None where there are none of them, or no counts. The published result keeps its own verdict.
    """
    more = (result.excluded or 0) + (result.overdue or 0)
    if result.hidden or not more or result.met is None or result.total is None:
        return None
    target = judge(standard, result).target
    counts_misses = target is not None and target.direction is Direction.LOWER
    whole = replace(
        result,
        met=result.met + (more if counts_misses else 0),
        total=result.total + more,
        excluded=None,
        overdue=None,
    )
    return whole, judge(standard, whole)
