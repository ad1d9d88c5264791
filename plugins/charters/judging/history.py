"""What was in force when: words, limit and target of a promise on a day, and breaks in its series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pydantic_core import PydanticCustomError

from charters.model.periods import Period
from charters.model.quantities import Quantity, Target, parse_quantity, parse_target
from charters.model.standards import NOTHING, Change, ChangedField, Measure, Standard
from charters.model.text import Text

Level = TypeVar("Level", Quantity, Target)


@dataclass(frozen=True, slots=True)
class InForce:
    """The words, the limit and the target a promise had on one day."""

    promise: Text
    limit: Quantity | None
    target: Target | None


def in_force(standard: Standard, day: date) -> InForce:
    """Return words, limit and target on a day: those of the file, with every later change undone.

    An old target in another unit than the results of today (minutes, where they are a share) is
    none at all: nothing could be held against it.
    """
    promise, limit, target = standard.promise, standard.limit, standard.target
    for change in _latest_first(standard.changes):
        if change.date <= day:
            break
        written = str(change.from_)
        if change.field is ChangedField.TARGET:
            target = _level(parse_target, written)
        elif change.field is ChangedField.LIMIT:
            limit = _level(parse_quantity, written)
        elif change.field is ChangedField.PROMISE and written not in NOTHING:
            promise = change.from_
    if target is not None and target is not standard.target:
        target = target if _in_unit_of(standard.measure, target) else None
    return InForce(promise, limit, target)


def _level(parse: Callable[[str], Level], written: str) -> Level | None:
    """Return a level that was in force; None where there was none, or the reader has refused it."""
    try:
        return None if written in NOTHING else parse(written)
    except PydanticCustomError:
        return None


def as_it_reads(standard: Standard, day: date) -> Standard:
    """Return a standard as it reads on a day: what is only announced then is not in it yet."""
    later = [change for change in _latest_first(standard.changes) if change.date > day]
    if not later:
        return standard
    found = in_force(standard, day)
    counted = {
        change.field.value: None if str(change.from_) in NOTHING else change.from_
        for change in later
        if change.field in (ChangedField.COUNTED, ChangedField.NOT_COUNTED)
    }
    return standard.model_copy(
        update={
            "promise": found.promise,
            "limit": found.limit,
            "target": found.target,
            "measure": standard.measure.model_copy(update=counted),
        }
    )


def _in_unit_of(measure: Measure, target: Target) -> bool:
    unit = measure.result_unit
    return target.level.unit == unit if unit else not target.level.is_share


def _latest_first(changes: Sequence[Change]) -> list[Change]:
    """Return changes in the order to undo them; of one day, the last one written comes first."""
    return sorted(changes, key=lambda change: change.date)[::-1]


def breaks(standard: Standard) -> list[Change]:
    """Return the changes after which results cannot be compared with earlier ones, oldest first."""
    shape = standard.measure.shape
    changes = reversed(_latest_first(standard.changes))
    return [change for change in changes if change.field.breaks_series(shape)]


def break_within(standard: Standard, period: Period) -> Change | None:
    """Return a change of definition that falls inside a period, after its first day."""
    return next(
        (change for change in breaks(standard) if period.start < change.date <= period.end), None
    )
