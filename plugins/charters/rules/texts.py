"""Every text of a record, with the way to its place in the editor's file."""

from __future__ import annotations

from collections.abc import Iterator

from charters.model.fields import Record
from charters.model.register import Charter
from charters.model.text import Text
from charters.rules.case import AGENCY, BENCHMARKS, STANDARDS, SURVEYS, Keys


def texts_in(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, Text]]:
    """Yield every text below a value, with its keys; records with an id are named by it."""
    if isinstance(value, Text):
        yield keys, value
    elif isinstance(value, Record):
        for name, inner in value:
            if inner:
                yield from texts_in(inner, (*keys, type(value).model_fields[name].alias or name))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_in(inner, (*keys, str(name)))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from texts_in(inner, (*keys, getattr(inner, "id", None) or number))


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
