"""The entries under 'changes' of two versions: which are new, which are gone, which account for a difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charters.model.change import ChangedField, same_level

Values = Mapping[str, Any]
"""A promise as its file says it."""

_DEFINITION = (
    ChangedField.COUNTED,
    ChangedField.NOT_COUNTED,
    ChangedField.CLOCK,
    ChangedField.MEASURE,
)
"""Fields that an entry for any of them accounts for."""


def new_entries(before: Values, now: Values) -> list[Values]:
    """Return the entries under `changes` that the earlier version had not."""
    had, has = (_entries(version) for version in (before, now))
    return [entry for key, entry in has.items() if key not in had]


def _entries(standard: Values) -> dict[tuple[str, ...], Values]:
    changes = standard.get("changes")
    listed = changes if isinstance(changes, list) else []
    return {
        tuple(str(entry.get(key)) for key in ("field", "date", "from", "to")): entry
        for entry in listed
        if isinstance(entry, dict)
    }


def lost_entries(before: Values, now: Values) -> list[str]:
    """Return the entries of an earlier version that are not there any more, as they were written.

    How results were counted before a change may be filled in, and not be changed afterwards.
    """
    had, has = _entries(before), _entries(now)
    lost = [" ".join(key) for key in sorted(had.keys() - has.keys())]
    kept = (key for key in sorted(had.keys() & has.keys()) if had[key].get("before") is not None)
    changed = (key for key in kept if has[key].get("before") != had[key]["before"])
    return lost + [" ".join((*key, "before")) for key in changed]


def entry_for(
    field: ChangedField, was: str, now: str, entries: list[Values], language: str
) -> tuple[Values | None, bool]:
    """Return the new entry for a field, and whether entries lead from what was to what is now."""
    accounted = {one.value for one in (_DEFINITION if field in _DEFINITION else (field,))}
    of_field = [entry for entry in entries if str(entry.get("field")) in accounted]
    if not of_field or not field.is_level:
        return next(iter(of_field), None), bool(of_field)
    begins = any(same_level(field, was, str(one.get("from")), language) for one in of_field)
    ends = any(same_level(field, now, str(one.get("to")), language) for one in of_field)
    return of_field[-1], begins and ends
