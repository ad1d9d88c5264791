"""What has to fit together inside one promise: shape, target, limit, history."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from charters.model.quantities import PERCENT, Quantity, unit_named
from charters.model.refusal import shown
from charters.model.register import Charter
from charters.model.standards import DayKind, Standard
from charters.problems import Problem
from charters.reading.promise_history import Fault, history_faults

STANDARDS = "standards.yml"


def promise_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield what does not fit together inside one standard."""
    faults = _shape_faults, _target_faults, _day_faults, history_faults
    for way, code, message in chain.from_iterable(look(standard) for look in faults):
        place = charter.place(STANDARDS, "standards", standard.id, *way)
        yield Problem(place, code, message)


def _shape_faults(standard: Standard) -> Iterator[Fault]:
    """Yield the fields that the shape of a measure needs and that are missing (2.2)."""
    measure = standard.measure
    for key, example in standard.lacks.items():
        where = "standard" if key == "limit" else "measure"
        message = f"a {measure.shape.value} needs '{key}'; add to the {where}: {key}: {example}"
        yield ("measure", "shape"), "T005", message
    if measure.percentile and measure.percentile >= 100:
        message = "a percentile lies between 0 and 100; write 80 or 90"
        yield ("measure", "percentile"), "T005", message
    if measure.scale is not None and measure.scale.max <= measure.scale.min:
        message = f"the scale ends at {measure.scale.max}, not above {measure.scale.min}, where it begins; mend one of them"
        yield ("measure", "scale", "max"), "T005", message


def _target_faults(standard: Standard) -> Iterator[Fault]:
    """Yield targets that cannot be held against results of this shape (C4, K4)."""
    shape, limit = standard.measure.shape, standard.limit
    if "limit" in shape.needs and limit and limit.is_share:
        message = f"'{limit}' is a share; a limit is what one customer is promised, such as 60 seconds: write the share as 'target'"
        yield ("limit",), "T006", message
    if standard.target and (message := _misfit(standard, standard.target.level)):
        yield ("target",), "T006", message


def _misfit(standard: Standard, level: Quantity) -> str:
    """Return why a target cannot be held against results, and what to write."""
    shape, unit = standard.measure.shape, str(standard.measure.unit or "")
    if not shape.takes_target:
        return f"a {shape.value} promise has no target; take the line out"
    if shape.is_share:
        better = f"results are a share; write the target as a share too, such as {shape.row.aim}"
        return "" if level.is_share else better
    if level.is_share and unit_named(unit) != PERCENT:
        example = standard.measure.aim_example
        return f"results are a {shape.value} in {unit or 'points'}; write the target in the same unit, such as {example}"
    if unit and level.unit != unit_named(unit):
        return f"the target is in {shown(level.units)} but results are in {shown(unit)}; write both in one unit"
    return ""


def _day_faults(standard: Standard) -> Iterator[Fault]:
    """Yield bare days: business or calendar (P30)?"""
    if standard.measure.day_kind is DayKind.NOT_STATED:
        return
    aim = standard.target.level if standard.target else None
    for key, level in (("limit", standard.limit), ("target", aim)):
        if level and level.unit == "day":
            n = level.amount
            message = f"'{level}' does not say which days; write {n} business days or {n} calendar days (or, where nobody knows, day_kind: not stated under 'measure')"
            yield (key,), "T007", message
            return
