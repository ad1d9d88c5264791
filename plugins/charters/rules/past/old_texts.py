"""Earlier texts of standards.yml: its standards one by one, and what of each has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from charters.model.periods import UNKNOWN, begun_when
from charters.model.quantities import parse_target
from charters.model.standards import NOTHING, ChangedField, Standard

_DEFINITION = (
    ChangedField.COUNTED,
    ChangedField.NOT_COUNTED,
    ChangedField.CLOCK,
    ChangedField.MEASURE,
)
"""Fields that an entry for any of them accounts for."""

FIELDS: tuple[tuple[ChangedField, tuple[str, ...]], ...] = (
    (ChangedField.TARGET, ("target",)),
    (ChangedField.LIMIT, ("limit",)),
    (ChangedField.COUNTED, ("measure", "counted")),
    (ChangedField.NOT_COUNTED, ("measure", "not_counted")),
    (ChangedField.CLOCK, ("measure", "clock")),
    (ChangedField.MEASURE, ("measure", "shape")),
    (ChangedField.MEASURE, ("measure", "unit")),
    (ChangedField.MEASURE, ("measure", "percentile")),
    (ChangedField.MEASURE, ("measure", "property")),
    (ChangedField.MEASURE, ("measure", "question")),
    (ChangedField.MEASURE, ("measure", "scale")),
    (ChangedField.MEASURE, ("measure", "per")),
    (ChangedField.MEASURE, ("measure", "cases_are")),
    (ChangedField.REPORTED, ("reported",)),
    (ChangedField.CHANNEL, ("channel",)),
    (ChangedField.PROMISE, ("promise",)),
)
"""What may not change without an entry: the field of the entry, and the keys in the file."""


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A change that no entry accounts for."""

    field: ChangedField
    keys: tuple[str, ...]
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Inside:
    """A level of one part of a promise that is another one than it was."""

    key: str
    """`parts`, `levels` or `seasons`."""
    name: str
    field: str
    before: str
    now: str


def unrecorded(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Unrecorded]:
    """Yield what differs between two versions of a standard and has no new entry (C9)."""
    recorded = _new_entries(before, now)
    levels_differ = False
    for field, keys in FIELDS:
        old, new = _value(before, keys), _value(now, keys)
        if _is_same(field, old, new) or _is_recorded(field, recorded):
            continue
        if field is ChangedField.PROMISE and levels_differ:
            return
        levels_differ = True
        yield Unrecorded(field, keys, _shown(old), _shown(new))


def moved_inside(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Inside]:
    """Yield the parts and levels of a standard whose target or limit is another one, or is gone."""
    for key, name in (("parts", "id"), ("levels", "limit"), ("seasons", "from")):
        had, has = (_named(version.get(key), name) for version in (before, now))
        for item, old in had.items():
            new = has.get(item, {})
            for field in (ChangedField.TARGET, ChangedField.LIMIT):
                was, is_now = old.get(field.value), new.get(field.value)
                if was is not None and not _is_same(field, was, is_now):
                    yield Inside(key, item, field.value, _shown(was), _shown(is_now))


def _named(items: Any, name: str) -> dict[str, dict[str, Any]]:
    listed = items if isinstance(items, list) else []
    return {str(item.get(name)): item for item in listed if isinstance(item, dict)}


def lost_entries(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Return the entries of an earlier version that are not there any more, as they were written.

    How results were counted before a change may be filled in, and not be changed afterwards.
    """
    had, has = _entries(before), _entries(now)
    lost = [f"{field} {rest}" for field, rest in sorted(had.keys() - has.keys())]
    kept = (entry for entry in sorted(had.keys() & has.keys()) if had[entry] is not None)
    return lost + [
        f"{field} {rest} before" for field, rest in kept if has[field, rest] != had[field, rest]
    ]


def lost_suspensions(before: Mapping[str, Any], now: Standard) -> list[str]:
    """Return the first days of suspensions that an earlier version had and today's has not."""
    listed = before.get("suspended")
    had = [str(one.get("from")) for one in listed or () if isinstance(one, dict)]
    return [day for day in had if day not in {one.from_.isoformat() for one in now.suspended}]


def moved_later(before: Mapping[str, Any], now: Standard, fiscal_start: int) -> bool:
    """Return whether a promise begins later than in an earlier version; said less exactly, it does not."""
    try:
        was = begun_when(str(before.get("introduced") or UNKNOWN), fiscal_start)
    except PydanticCustomError:
        return False  # Nothing of it was published.
    return was is not None and now.begins is not None and was.end < now.begins


def keeps_later(
    before: Mapping[str, Any], day: date, now: Standard, fiscal_start: int
) -> str | None:
    """Return since when a version held results, where they are kept only from later on today; else None.

    `day` is that of the version: what it said of no beginning, it had from then on at the latest.
    """
    written = str(before.get("records_from") or "")
    try:
        was = begun_when(written, fiscal_start) if written else None
    except PydanticCustomError:
        return None
    held = was.end if was else day
    later = now.records_from is not None and held < now.records_from.start
    return (written or day.isoformat()) if later else None


def is_another_promise(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Return whether an id now stands for a promise that has nothing in common with the old one."""
    old, new = (_stems(_shown(version.get("promise"))) for version in (before, now))
    shared, together = len(old & new), len(old | new)
    other = any(before.get(key) != now.get(key) for key in ("service", "type"))
    return other and bool(together) and shared <= 0.2 * together


def _stems(words: str) -> set[str]:
    """Return the beginnings of the longer words, which carry the meaning."""
    return {word[:6] for word in re.findall(r"[^\W\d_]{4,}", words.casefold())}


def is_as_before(first: Mapping[str, Any], now: Mapping[str, Any], keys: tuple[str, ...]) -> bool:
    """Return whether a field is what it was at first: a change was taken back."""
    field = next(field for field, known in FIELDS if known == keys)
    return bool(first) and _is_same(field, _value(first, keys), _value(now, keys))


def _new_entries(before: Mapping[str, Any], now: Mapping[str, Any]) -> set[str]:
    """Return the fields for which there is an entry that the earlier version had not."""
    had, has = _entries(before), _entries(now)
    return {field for field, _ in has.keys() - had.keys()}


def _entries(standard: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """Return the changes as they are written, each with how results were counted before it."""
    changes = standard.get("changes")
    listed = changes if isinstance(changes, list) else []
    return {
        (
            str(entry.get("field")),
            f"{entry.get('date')} {entry.get('from')} {entry.get('to')}",
        ): entry.get("before")
        for entry in listed
        if isinstance(entry, dict)
    }


def _is_recorded(field: ChangedField, recorded: set[str]) -> bool:
    if field is ChangedField.PROMISE:
        return bool(recorded)
    accounted = _DEFINITION if field in _DEFINITION else (field,)
    return any(other.value in recorded for other in accounted)


def _value(standard: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    value: Any = standard
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _is_same(field: ChangedField, old: Any, new: Any) -> bool:
    if field in (ChangedField.TARGET, ChangedField.LIMIT):
        one, other = (NOTHING[0] if value is None else str(value) for value in (old, new))
        return one == other or _level(one) == _level(other)
    if field in (ChangedField.NOT_COUNTED, ChangedField.CHANNEL):
        # Where nothing is said, nothing is left out, and every way to the service is meant.
        old, new = (NOTHING[0] if value is None else value for value in (old, new))
    # A definition that was not written before is filled in, not changed.
    if old is None or new is None:
        return old is None
    return _same_words(old, new)


def _level(words: str) -> object:
    """Return what two ways of writing one level have in common; the words where it is none."""
    if words in NOTHING:
        return None
    compared = words if re.match(r"at |between |.*%", words.lower()) else f"at most {words}"
    try:
        target = parse_target(compared)
    except PydanticCustomError:
        return words
    return target.direction, target.level, target.upper


def _same_words(old: Any, new: Any) -> bool:
    """Return whether two texts say the same; a language that was added changes nothing."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(_plain(old[key]) == _plain(new[key]) for key in old.keys() & new.keys())
    if isinstance(old, dict) or isinstance(new, dict):
        many, one = (old, new) if isinstance(old, dict) else (new, old)
        return _plain(one) in [_plain(words) for words in many.values()]
    return _plain(old) == _plain(new)


def _plain(words: Any) -> list[str]:
    return re.findall(r"\w+(?:[.,]\d+)*|%", str(words).casefold())


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        value = next(iter(value.values()), "")
    return " ".join(str(value if value is not None else NOTHING[0]).split())
