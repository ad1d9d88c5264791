"""Every place of an agency's YAML files that names a record by its id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from charters.model.fields import ID
from charters.model.register import Keys
from charters.problems import Place, declared
from charters.reading.yamldoc import Document

REFERENCES: Sequence[tuple[str, str, str]] = declared("reading/ids")["references"]
"""Every key that holds the id of another record: the file, the way to it, what it names."""
_OWN_SOURCES = ("measure", "compiled")
"""Records whose `source` is a sentence, not the id of a document."""


class Named(NamedTuple):
    """An id that names a record of a kind, and where it stands."""

    kind: str
    name: str
    document: Document
    keys: Keys

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.document.place(*self.keys)


def named_in(file: str, document: Document) -> Iterator[Named]:
    """Yield every id in a file that names a record, in the good records and in the refused ones."""
    for of, way, kind in REFERENCES:
        for keys, name in values(document, way) if of == file else ():
            if ID.fullmatch(name):
                yield Named(kind, name, document, keys)
    for keys, name in _sources(document.tree, ()):
        if ID.fullmatch(name):
            yield Named("source", name, document, keys)


def values(document: Document, way: str) -> Iterator[tuple[Keys, str]]:
    """Yield the words at the end of a way such as `services.*.channels.*`, and where they are."""
    found: list[tuple[Keys, Any]] = [((), document.tree)]
    for step in way.split("."):
        found = [deeper for keys, tree in found for deeper in _step(keys, tree, step)]
    yield from ((keys, value.strip()) for keys, value in found if isinstance(value, str))


def _step(keys: Keys, tree: Any, step: str) -> Iterator[tuple[Keys, Any]]:
    if step == "*" and isinstance(tree, list):
        yield from (((*keys, n), item) for n, item in enumerate(tree))
    elif isinstance(tree, dict) and step in tree:
        yield (*keys, step), tree[step]


def _sources(tree: Any, keys: Keys) -> Iterator[tuple[Keys, str]]:
    if isinstance(tree, list):
        for n, item in enumerate(tree):
            yield from _sources(item, (*keys, n))
    if isinstance(tree, dict) and not (keys and keys[-1] in _OWN_SOURCES):
        for key, value in tree.items():
            if not isinstance(value, str):
                yield from _sources(value, (*keys, key))
            elif key == "source":
                yield (*keys, key), value.strip()
