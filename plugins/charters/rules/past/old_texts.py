"""Earlier texts of standards.yml: its standards one by one, and what of each has changed."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from pydantic_core import PydanticCustomError

from charters.model.quantities import parse_target
from charters.model.standards import NOTHING, ChangedField
from charters.reading.sources import SourceText
from charters.reading.yamldoc import document_of
from charters.rules.case import STANDARDS

_LIST = re.compile(r"^standards:[ \t]*(?:#.*)?$", re.MULTILINE)
_ITEM = re.compile(r"^([ \t]*)-[ \t]", re.MULTILINE)
_ID = re.compile(r"^[ \t]*(?:-[ \t]+)?id:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)
_END = re.compile(r"^[^\s#-]", re.MULTILINE)

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


@lru_cache(maxsize=1024)
def blocks_of(text: str) -> Mapping[str, str]:
    """Return the text of each standard of a file by id."""
    begin = _LIST.search(text)
    item = _ITEM.search(text, begin.end()) if begin else None
    if begin is None or item is None:
        return _flow_blocks(text)
    end = _END.search(text, begin.end() + 1)
    body = text[item.start() : end.start() if end else len(text)]
    parts = re.split(rf"(?m)^(?={item[1]}-[ \t])", body)
    named = ((found[1], part) for part in parts if (found := _ID.search(part)))
    return dict(named)


def _flow_blocks(text: str) -> dict[str, str]:
    """Return the same where the list stands in brackets, or its key in quotes."""
    document, _ = document_of(SourceText(STANDARDS, text))
    nodes = dict(_pairs(document.root)).get("standards") if document else None
    items = nodes.value if isinstance(nodes, yaml.SequenceNode) else []
    cut = [text[item.start_mark.index : item.end_mark.index] for item in items]
    named = ((values_of(block).get("id"), block) for block in cut)
    return {str(name): block for name, block in named if name}


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield str(key.value), value


@lru_cache(maxsize=4096)
def values_of(block: str) -> Mapping[str, Any]:
    """Return the values of one standard's text; nothing where it cannot be read."""
    document, _ = document_of(SourceText(STANDARDS, textwrap.dedent(block)))
    tree = document.tree if document else None
    found = tree[0] if isinstance(tree, list) and tree else tree
    return found if isinstance(found, dict) else {}


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
    return {field for field, _ in has - had}


def _entries(standard: Mapping[str, Any]) -> set[tuple[str, str]]:
    changes = standard.get("changes")
    listed = changes if isinstance(changes, list) else []
    return {
        (str(entry.get("field")), f"{entry.get('date')} {entry.get('from')} {entry.get('to')}")
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
    # A definition that was not written before is filled in, not changed.
    if old is None or new is None:
        return field is not ChangedField.PROMISE or old == new
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
