"""What a change did to a promise: whether it asks less or more, and whether a miss came before."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic_core import PydanticCustomError

from charters.judging.standings import Standing
from charters.model.quantities import TIME_UNITS, Direction, parse_quantity, parse_target
from charters.model.standards import NOTHING, Change, ChangedField


class Effect(StrEnum):
    """What a change did to a promise."""

    LOWERED = "lowered"
    RAISED = "raised"
    CHANGED = "changed"
    """Neither can be told."""
    REWORDED = "reworded"


def effect_of(change: Change) -> Effect:
    """Return whether a change lowered or raised the promise, or only changed or reworded it."""
    if change.field is ChangedField.PROMISE:
        return Effect.REWORDED
    if change.field not in (ChangedField.TARGET, ChangedField.LIMIT):
        return Effect.CHANGED
    was, now = str(change.from_), str(change.to)
    if was in NOTHING or now in NOTHING:
        # "none found" is what a compiler did not find, not what an agency gave up.
        given_up = now == "none" and was not in NOTHING
        return Effect.LOWERED if given_up else Effect.CHANGED
    try:
        return (
            _limit_moved(was, now) if change.field is ChangedField.LIMIT else _aim_moved(was, now)
        )
    except PydanticCustomError:
        return Effect.CHANGED  # The reader has said already that this is no level.


def _limit_moved(was: str, now: str) -> Effect:
    before, after = parse_quantity(was), parse_quantity(now)
    if before.unit != after.unit or before.unit not in TIME_UNITS or before == after:
        return Effect.CHANGED  # Whether more kilometers or attempts are better, nobody can tell.
    return Effect.LOWERED if after.amount > before.amount else Effect.RAISED


def _aim_moved(was: str, now: str) -> Effect:
    before, after = parse_target(was), parse_target(now)
    units = before.level.unit, after.level.unit
    one_sided = before.direction is after.direction is not Direction.INSIDE
    if not one_sided or units[0] != units[1] or before.level == after.level:
        return Effect.CHANGED
    more = after.level.amount > before.level.amount
    return Effect.LOWERED if more is (after.direction is Direction.LOWER) else Effect.RAISED


def follows_a_miss(standing: Standing, day: date) -> bool:
    """Return whether the last result before a day missed its target (F5)."""
    earlier = [judged for judged in standing.judged if judged.result.period.end < day]
    return bool(earlier) and earlier[-1].verdict.reached is False
