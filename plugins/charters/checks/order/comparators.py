"""Whether the level of another organization can stand beside ours (D4, D5, K14)."""

from __future__ import annotations

from charters.checks.order.case import Case
from charters.checks.order.said import is_said
from charters.judging.standings import Judged, Standing
from charters.model.benchmarks import Basis, Benchmark, Sector
from charters.model.periods import Period, parse_period
from charters.model.quantities import PERCENT, unit_named
from charters.model.standards import Standard

_EXACT = frozenset({"second", "minute", "hour"})
"""Units that turn into each other exactly, so that the program converts them."""


def others_than_us(case: Case) -> list[Benchmark]:
    """Return the comparators that are not the agency itself at another time."""
    return [found for found in case.charter.benchmarks if found.sector is not Sector.OWN_PAST]


def is_promise_against_result(found: Benchmark) -> bool:
    """Return whether a level that was only promised stands beside a result unexplained (K14)."""
    explained = is_said(found.differences, "differences") or is_said(found.conversion, "conversion")
    return found.basis is Basis.PROMISE and found.value is not None and not explained


def has_other_unit(found: Benchmark, promise: Standard) -> bool:
    """Return whether a level is in a unit that cannot be set beside ours (K14)."""
    if found.value is None or is_said(found.conversion, "conversion"):
        return False
    theirs, ours = found.value.unit, unit_of(promise)
    return bool(ours) and theirs != ours and not {theirs, ours} <= _EXACT


def unit_of(promise: Standard) -> str:
    """Return the unit of a promise's results; '' where it does not say."""
    if promise.measure.shape.is_share:
        return PERCENT
    if promise.measure.unit:
        return unit_named(str(promise.measure.unit))
    return promise.target.level.unit if promise.target else ""


def our_result(standing: Standing, found: Benchmark) -> Judged | None:
    """Return our published result for the period that a comparator stands beside."""
    if not found.our_period:
        return None
    wanted = parse_period(found.our_period, standing.charter.fiscal_start)
    return next((j for j in standing.judged if _days(j.result.period) == _days(wanted)), None)


def _days(period: Period) -> tuple[object, object]:
    return period.start, period.end
