"""The levels of a promise as standards.yml has them: on a day, and as words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from pydantic_core import PydanticCustomError

from charters.model.change import NOTHING, Change, ChangedField, level_written, same_level
from charters.model.measures import Measure
from charters.model.quantities import Quantity, Target
from charters.model.standards import Standard
from charters.model.text import Text
from charters.model.written_levels import parse_quantity, parse_target

Level = TypeVar("Level", Quantity, Target)


class InForce(NamedTuple):
    """The words, the limit and the target a promise had on one day."""

    promise: Text
    limit: Quantity | None
    target: Target | None


def standing_on(standard: Standard, day: date) -> InForce:
    """Return words, limit and target of standards.yml on a day, with every later change undone.

    A target in another unit than the results of the time (minutes, where they are a share) is none at
    all: nothing could be held against it.
    """
    promise, (limit, target) = standard.promise, standard.standing_levels
    for change in latest_first(standard.changes):
        if change.date <= day:
            break
        written = str(change.from_)
        if change.field is ChangedField.TARGET:
            target = _level(parse_target, written)
        elif change.field is ChangedField.LIMIT:
            limit = _level(parse_quantity, written)
        elif change.field is ChangedField.PROMISE and written not in NOTHING:
            promise = change.from_
    measure = standard.measure_on(day)
    moved = target is not standard.standing_levels[1] or measure is not standard.measure
    if target is not None and moved and not in_unit_of_results(measure, target):
        target = None
    return InForce(promise, limit, target)


def level_of(standard: Standard, field: ChangedField) -> str:
    """Return the standing limit or target as it is written; `none` where there is none."""
    limit, target = standard.standing_levels
    return level_written(target if field is ChangedField.TARGET else limit)


def leads(change: Change, field: ChangedField, was: str, now: str) -> bool:
    """Return whether a change leads from one level to another, however they are written."""
    both = (was, str(change.from_)), (now, str(change.to))
    return change.field is field and all(same_level(field, *pair) for pair in both)


def _level(parse: Callable[[str], Level], written: str) -> Level | None:
    """Return a level that was in force; None where there was none, or the reader has refused it."""
    try:
        return None if written in NOTHING else parse(written)
    except PydanticCustomError:
        return None


def in_unit_of_results(measure: Measure, target: Target) -> bool:
    """Return whether results can be held against a target."""
    unit = measure.result_unit
    return target.level.unit == unit if unit else not target.level.is_share


def latest_first(changes: Sequence[Change]) -> list[Change]:
    """Return changes in the order to undo them; of one day, the last one written comes first."""
    return sorted(changes, key=lambda change: change.date)[::-1]
