"""What the files say about each other by id, and every id that leads nowhere or to two records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from charters.model.fields import ID
from charters.model.refusal import shown
from charters.problems import Problem, declared
from charters.reading.right_forms import Keys
from charters.reading.written import Written, WrittenId
from charters.reading.yamldoc import Document

REFERENCES: Sequence[tuple[str, str, str]] = declared("reading/ids")["references"]
"""Every key that holds the id of another record: the file, the way to it, what it names."""

ITEMS = ("not_applicable.*.item", "judged.*.item")
"""The keys of agency.yml that name an item of the order."""
_ITEM = re.compile(r"[A-HKPX][0-9]{1,2}|S[2-5](\.[0-9])?|\(?[a-h]\)?")
_OWN_SOURCES = ("measure", "compiled")
"""Records whose `source` is a sentence, not the id of a document."""
SHOWN = 8
"""Known ids that a message lists."""


def reference_problems(written: Written) -> Iterator[Problem]:
    """Yield every id that names no record, in the good records and in the refused ones."""
    for file, way, kind in REFERENCES:
        document = written.documents.get(file)
        for keys, name in _values(document, way) if document else ():
            if document and ID.fullmatch(name) and written.lacks(kind, name):
                known = ", ".join(written.names(kind)[:SHOWN]) or "none yet"
                hint = written.hint(kind, name, f"known: {known}")
                said = f"there is no {kind} {shown(name)}"
                if kind == "standard" and name in written.names("figure"):
                    said = f"{shown(name)} is a figure, and no {kind}"
                yield Problem(document.place(*keys), "T003", f"{said}; {hint}")


def item_problems(agency: Document) -> Iterator[Problem]:
    """Yield what ought to be an item of the order and is not written like one."""
    for way in ITEMS:
        for keys, name in _values(agency, way):
            if not _ITEM.fullmatch(name):
                message = f"{shown(name)} is not an item of the order; write its id, such as F3"
                yield Problem(agency.place(*keys), "T003", message)


def twice_problems(ids: Iterable[WrittenId]) -> Iterator[Problem]:
    """Yield ids used twice, or used again after the first was withdrawn."""
    first: dict[str, WrittenId] = {}
    for written in ids:
        earlier = first.setdefault(written.name, written)
        if earlier is written:
            continue
        code, said = ("T001", "is used twice")
        if earlier.withdrawn:
            code, said = ("T002", f"belonged to a {earlier.kind} that was withdrawn")
        message = f"the id {shown(written.name)} {said} (line {earlier.place.line}); give this {written.kind} an id of its own"
        yield Problem(written.place, code, message, (earlier.place,))


def source_problems(document: Document, written: Written) -> Iterator[Problem]:
    """Yield every `source` in a file that names no entry under `sources` of agency.yml."""
    for keys, name in _sources(document.tree, ()):
        if (message := no_such_source(name, written)) is not None:
            yield Problem(document.place(*keys), "V022", message)


def no_such_source(name: str, written: Written) -> str | None:
    """Return what to say of a source that is neither an address nor listed; None if it is."""
    if not ID.fullmatch(name) or not written.lacks("source", name):
        return None
    otherwise = "add it under 'sources' in agency.yml, or write the web address"
    return f"there is no source {shown(name)}; {written.hint('source', name, otherwise)}"


def _values(document: Document, way: str) -> Iterator[tuple[Keys, str]]:
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
            if key == "source" and isinstance(value, str):
                yield (*keys, key), value.strip()
            elif isinstance(value, dict | list):
                yield from _sources(value, (*keys, key))
