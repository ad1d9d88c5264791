"""The fields that a promise of each shape needs, so that a person can test it (section 2.2)."""

from __future__ import annotations

from charters.checks.order.said import is_said
from charters.model.quantities import TIME_UNITS, unit_named
from charters.model.shapes import Shape
from charters.model.standards import Standard


def lacks(promise: Standard) -> list[str]:
    """Return what a promise of its shape needs and does not have, as an editor would write it."""
    measure, shape = promise.measure, promise.measure.shape
    unit = unit_named(str(measure.unit)) if measure.unit else ""
    timed = unit in TIME_UNITS or (promise.limit is not None and promise.limit.unit in TIME_UNITS)
    # How long a kept promise takes has a beginning and an end; how old a backlog is has not.
    of_length = (Shape.SHARE_WITHIN_LIMIT, Shape.MEAN, Shape.MEDIAN, Shape.PERCENTILE)
    clocked = timed and shape in of_length
    of_values = (Shape.MEAN, Shape.MEDIAN, Shape.PERCENTILE, Shape.BACKLOG)
    needs = {
        "limit: 30 calendar days": shape is Shape.SHARE_WITHIN_LIMIT and promise.limit is None,
        _under_measure("property: right at the first visit"): shape is Shape.SHARE_WITH_PROPERTY
        and not is_said(measure.property, "property"),
        _under_measure("unit: minutes"): shape in of_values and not unit,
        _under_measure("percentile: 90"): shape is Shape.PERCENTILE and measure.percentile is None,
        _under_measure("per: 1,000"): shape is Shape.RATE and not measure.per,
        _under_measure("scale: {min: 1, max: 5}"): shape is Shape.SCORE and measure.scale is None,
        _under_measure("evidence: opening hours on the door"): shape is Shape.YES_NO
        and not is_said(measure.evidence, "evidence"),
        _under_measure("clock: {starts: ..., stops: ...}"): clocked and not _has_clock(promise),
    }
    return [example for example, lacking in needs.items() if lacking]


def _under_measure(example: str) -> str:
    """Return an example for the quotes of a sentence: a second `measure:` would be refused."""
    return f"{example}' under 'measure"


def _has_clock(promise: Standard) -> bool:
    clock = promise.measure.clock
    return clock is not None and is_said(clock.starts, "starts") and is_said(clock.stops, "stops")
