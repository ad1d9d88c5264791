"""Every text of a record, with the way to its place in the editor's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, get_args

from charters.model.fields import Record
from charters.model.file_names import AGENCY, BENCHMARKS, STANDARDS, SURVEYS
from charters.model.register import Charter, Keys
from charters.model.text import Text


def texts_in(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, Text]]:
    """Yield every text below a value, with its keys; records with an id are named by it."""
    if isinstance(value, Text):
        yield keys, value
    elif isinstance(value, Record):
        for name, key in _fields_with_texts(type(value)):
            if inner := getattr(value, name):
                yield from texts_in(inner, (*keys, key))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_in(inner, (*keys, str(name)))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from texts_in(inner, (*keys, getattr(inner, "id", None) or number))


@cache
def _fields_with_texts(kind: type[Record]) -> Sequence[tuple[str, str]]:
    """Return the fields of a record that can hold texts, and their keys in the file."""
    fields = kind.model_fields.items()
    return [(name, one.alias or name) for name, one in fields if _may_hold_texts(one.annotation)]


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
        (STANDARDS, charter.figures, ("figures",)),
        (BENCHMARKS, charter.benchmarks, ("benchmarks",)),
        (SURVEYS, charter.surveys, ()),
    ):
        for found, text in texts_in(value, keys):
            yield file, found, text
