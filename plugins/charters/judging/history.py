"""What was in force when: words, limit and target of a promise on a day, and breaks in its series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
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


def judged_by(standard: Standard, day: date) -> InForce:
    """Return the words, limit and target that judge a period beginning on a day.

    They are those that were published then: whatever came into the file later judges only the
    periods that begin later.
    """
    edition = edition_on(standard, day)
    found = in_force(edition, day)
    if edition is standard or found.target is None or _in_unit_of(standard.measure, found.target):
        return found
    return replace(found, target=None)


def edition_on(standard: Standard, day: date) -> Standard:
    """Return a promise as it was published on a day; the first edition tells of all time before."""
    editions = standard.editions
    then = next((one for one in reversed(editions) if one.day <= day), next(iter(editions), None))
    return standard if then is None or then is editions[-1] else then.standard


def entered(standard: Standard, change: Change) -> date | None:
    """Return the day a change was published; None where it was there from the first edition on.

    A level that had moved before anybody wrote the entry for it was published when it moved.
    """
    earlier: Standard | None = None
    for edition in standard.editions:
        now = edition.standard
        if any(one.key == change.key for one in now.changes) or _moves(change, earlier, now):
            return edition.day if earlier is not None else None
        earlier = now
    return None


def _moves(change: Change, before: Standard | None, now: Standard) -> bool:
    """Return whether an edition has the level that a change leads to, and the one before it had not."""
    if before is None or not change.field.is_level:
        return False
    was, new = (level_of(one, change.field) for one in (before, now))
    return not same_level(change.field, was, new) and leads(change, change.field, was, new)


def level_of(standard: Standard, field: ChangedField) -> str:
    """Return a limit or a target as it is written; `none` where there is none."""
    if field is ChangedField.TARGET:
        return standard.target.said if standard.target else NOTHING[0]
    return str(standard.limit) if standard.limit else NOTHING[0]


def leads(change: Change, field: ChangedField, was: str, now: str) -> bool:
    """Return whether a change leads from one level to another, however they are written."""
    both = (was, str(change.from_)), (now, str(change.to))
    return change.field is field and all(same_level(field, *pair) for pair in both)


def same_level(field: ChangedField, one: str, other: str) -> bool:
    """Return whether two ways of writing a level say the same."""
    return one == other or _level_said(field, one) == _level_said(field, other)


def _level_said(field: ChangedField, written: str) -> object:
    if written in NOTHING:
        return None
    try:
        target = parse_target(written) if field is ChangedField.TARGET else None
        return replace(target, written="") if target else parse_quantity(written)
    except PydanticCustomError:
        return written


def entered_end(standard: Standard) -> date | None:
    """Return the day the end of a promise was published, as `entered` does for a change."""
    ends = [(one.day, one.standard.withdrawn) for one in standard.editions]
    now = standard.withdrawn
    found = next((n for n, (_, end) in enumerate(ends) if now and end and end.date == now.date), 0)
    return ends[found][0] if found else None


def is_back_dated(standard: Standard, change: Change) -> bool:
    """Return whether a change is dated before the day on which it was published."""
    day = entered(standard, change)
    return day is not None and change.date < day


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
    """Return the changes after which results cannot be compared with earlier ones, oldest first.

    One that is dated back begins on the day after it was published: what was judged before stays.
    """
    shape = standard.measure.shape
    found = [change for change in standard.changes if change.field.breaks_series(shape)]
    return _latest_first([_begun(standard, change) for change in found])[::-1]


def _begun(standard: Standard, change: Change) -> Change:
    day = entered(standard, change) if standard.editions else None
    if day is None or change.date >= day:
        return change
    return change.model_copy(update={"date": day + timedelta(days=1)})


def break_within(standard: Standard, period: Period) -> Change | None:
    """Return a change of definition that falls inside a period, after its first day."""
    return next(
        (change for change in breaks(standard) if period.start < change.date <= period.end), None
    )
