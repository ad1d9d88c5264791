"""Every text of a record, with the way to its place in the editor's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, get_args

from charters.checks.contradictions.places import (
    AGENCY,
    BENCHMARKS,
    STANDARDS,
    SURVEYS,
    Keys,
)
from charters.model.fields import Record
from charters.model.register import Charter
from charters.model.text import Text

Found = tuple[Keys, Text]


def texts_in(value: object, keys: Keys = ()) -> list[Found]:
    """Return every text below a value, with its keys; records with an id are named by it."""
    found: list[Found] = []
    _collect(value, keys, found)
    return found


def _collect(value: object, keys: Keys, found: list[Found]) -> None:
    if isinstance(value, Text):
        found.append((keys, value))
    elif isinstance(value, Record):
        for name, key in _fields_with_texts(type(value)):
            inner = getattr(value, name)
            if inner:
                _collect(inner, (*keys, key), found)
    elif isinstance(value, dict):
        for name, inner in value.items():
            _collect(inner, (*keys, str(name)), found)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            _collect(inner, (*keys, getattr(inner, "id", None) or number), found)


@cache
def _fields_with_texts(kind: type[Record]) -> Sequence[tuple[str, str]]:
    """Return the fields of a record that can hold texts, and their keys in the file."""
    return [
        (name, field.alias or name)
        for name, field in kind.model_fields.items()
        if _may_hold_texts(field.annotation)
    ]


def _may_hold_texts(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Text | Record):
        return True
    return any(_may_hold_texts(part) for part in get_args(annotation))


def texts_of(charter: Charter) -> Iterator[tuple[str, Keys, Text]]:
    """Yield every text of a charter: its file, the keys to it, and its words."""
    for file, value, keys in (
        (AGENCY, charter.agency, ()),
        (STANDARDS, charter.services, ("services",)),
        (STANDARDS, charter.standards, ("standards",)),
        (BENCHMARKS, charter.benchmarks, ("benchmarks",)),
        (SURVEYS, charter.surveys, ()),
    ):
        for found, text in texts_in(value, keys):
            yield file, found, text
