"""What was in force when: limit and target of a promise on a day, and breaks in its series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from charters.model.periods import Period
from charters.model.quantities import Quantity, Target, parse_quantity, parse_target
from charters.model.standards import NOTHING, Change, ChangedField, Standard

@dataclass(frozen=True, slots=True)
class InForce:
    """The limit and the target a promise had on one day."""

    limit: Quantity | None
    target: Target | None


def in_force(standard: Standard, day: date) -> InForce:
    """Return limit and target on a day: today's, with every later change undone."""
    limit, target = standard.limit, standard.target
    for change in _latest_first(standard.changes):
        if change.date <= day:
            break
        written = str(change.from_)
        if change.field is ChangedField.TARGET:
            target = None if written in NOTHING else parse_target(written)
        elif change.field is ChangedField.LIMIT:
            limit = None if written in NOTHING else parse_quantity(written)
    return InForce(limit, target)


def _latest_first(changes: Sequence[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: change.date, reverse=True)


def breaks(standard: Standard) -> list[Change]:
    """Return the changes after which results cannot be compared with earlier ones, oldest first."""
    return [change for change in reversed(_latest_first(standard.changes)) if change.field.breaks_series]


def break_within(standard: Standard, period: Period) -> Change | None:
    """Return a change of definition that falls inside a period, after its first day."""
    return next((change for change in breaks(standard) if period.start < change.date <= period.end), None)
