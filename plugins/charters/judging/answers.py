"""What a promise rests on that customers say."""

from __future__ import annotations

from charters.model.standards import Activity, Standard, StandardType


def measures_satisfaction(promise: Standard) -> bool:
    """Return whether a promise is measured by what customers say."""
    measure = promise.measure
    if not measure.shape.takes_target:
        return False
    if measure.question or "scale" in measure.shape.needs:
        return True
    return promise.activity is Activity.SATISFYING or promise.type is StandardType.COURTESY
