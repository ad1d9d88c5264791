"""Changes of a promise that are only announced: until their day, what stood before holds."""

from __future__ import annotations

from datetime import date

from charters.model.change import Change
from charters.model.standards import Standard
from charters.rules.promise.promise import Remark, remark


def next_change(standard: Standard, as_of: date, *fields: str) -> tuple[int, Change] | None:
    """Return the first change of some fields that is only announced, and its number in the file."""
    numbered = enumerate(standard.changes)
    later = [(n, one) for n, one in numbered if one.date > as_of and one.field.value in fields]
    return min(later, key=lambda pair: pair[1].date, default=None)


def in_its_time(standard: Standard, as_of: date, one: Remark) -> Remark:
    """Return a remark; where the level it speaks of is only announced, it says from when on."""
    change = next_change(standard, as_of, one.against) if one.code == "K3" else None
    if change is None:
        return one
    level, day = str(change[1].to), change[1].date
    values = {"field": one.against, "level": level, "day": day, "iso": str(day)}
    return remark("left-behind", one.fragment, one.against, **values)
