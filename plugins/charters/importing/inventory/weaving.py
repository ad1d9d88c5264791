"""Records into the text of a YAML file: what the import wrote is brought up to date, what people wrote stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import indent
from typing import Any

import yaml

from charters.importing.appending import NoPlaceError, appended, as_keys, last_line
from charters.importing.faults import TableError, unreadable
from charters.importing.inventory.promise_facts import Record
from charters.problems import Message, Place
from charters.problems.message import _
from charters.reading.sources import SourceText
from charters.reading.yamldoc import Document, document_of, id_of, pairs_of, value_of

Records = Mapping[str, Mapping[str, Record]]
"""Records by their kind and their id; the kind '' is the file itself."""


def fresh(records: Records) -> str:
    """Return the text of a file that is not there yet."""
    top = {
        key: value
        for one in records.get("", {}).values()
        for key, value in one.items()
        if key != "id"
    }
    lists = {kind: as_keys([*found.values()]) for kind, found in records.items() if kind and found}
    text = as_keys(top) if top else ""
    return text + "".join(f"{kind}:\n{indent(listed, '  ')}" for kind, listed in lists.items())


@dataclass
class Weaver:
    """Brings one file from the records of before to those of now."""

    path: str
    text: str
    conflicts: list[tuple[Place, Message]] = field(default_factory=list)
    """Where a person wrote something else than what was imported, and it stays."""

    def weave(self, before: Records, after: Records) -> str:
        """Return the text with every record as it is now."""
        document, problems = document_of(SourceText(self.path, self.text))
        if document is None or problems:
            raise unreadable(self.path)
        lines = self.text.splitlines(keepends=True)
        edits: list[tuple[int, int, list[str]]] = []
        added: dict[str, list[Record]] = {}
        for kind, found in after.items():
            nodes = _nodes(document, kind)
            for name, record in found.items():
                there = before.get(kind, {})
                # What has another id now stands there under the last that it had.
                old = next(
                    (one for one in (name, *record.get("formerly", ())[::-1]) if one in there), name
                )
                was = there.get(old, {})
                if was == record:
                    continue
                if old in nodes:
                    here = id_of(nodes[old])
                    at = kind, here.value if here else ""
                    edits += self._edits(document, at, nodes[old], was, record)
                elif was:
                    self._keep(
                        Place(self.path),
                        _("{name} was taken out by hand, and stays out", name=name),
                    )
                else:
                    added.setdefault(kind, []).append(record)
        for start, end, new in sorted(edits, key=lambda one: one[:2], reverse=True):
            lines[start:end] = new
        return self._with("".join(lines), added)

    def _with(self, text: str, added: Mapping[str, Sequence[Record]]) -> str:
        try:
            for kind, records in added.items():
                text = appended(text, kind, *records)
        except NoPlaceError as why:
            raise TableError(
                Message("{path}: {said}").filled(path=self.path, said=why.args[0])
            ) from None
        return text

    def _edits(
        self,
        document: Document,
        at: tuple[str, str],
        node: yaml.MappingNode,
        was: Record,
        record: Record,
    ) -> Iterator[tuple[int, int, list[str]]]:
        """Yield the lines of a record that change: where they begin, where they end, and the new ones."""
        now = _values(document, at)
        places = {key.value: (key, value) for key, value in pairs_of(node)}
        for key in dict.fromkeys([*record, *was]):
            new, old, there = record.get(key), was.get(key), now.get(key)
            if new in (old, there):
                continue
            if there != old or node.flow_style:
                place = document.place(*filter(None, at), key)
                said = _(
                    "{key} of {name} was changed by hand, and stays; the inventory says {new}",
                    key=key,
                    name=at[1] or _("the agency"),
                    new=_short(new),
                )
                self._keep(place, said)
                continue
            by = " " * node.start_mark.column
            text = indent(as_keys({key: new}), by).splitlines(keepends=True)
            if key == "id":  # the hyphen stands before it
                mark = places[key][0].start_mark
                before = self.text.splitlines(keepends=True)[mark.line][: mark.column]
                yield mark.line, mark.line + 1, [before + text[0].lstrip()]
            elif key in places:
                first, value = places[key]
                start, end = first.start_mark.line, max(first.end_mark.line, last_line(value)) + 1
                yield start, end, text if new is not None else []
            elif new is not None:
                end = last_line(node) + 1
                yield end, end, text

    def _keep(self, place: Place, said: Message) -> None:
        self.conflicts.append((place, said))


def _nodes(document: Document, kind: str) -> dict[str, yaml.MappingNode]:
    """Return the records of a kind in a file, by their ids, and by those that a person gave others for."""
    if not kind:
        return {"": document.root} if isinstance(document.root, yaml.MappingNode) else {}
    every = _listed(document.root, kind)
    items = [item for item in every if isinstance(item, yaml.MappingNode)]
    former = {one.value: item for item in items for one in _listed(item, "formerly")}
    return former | {one.value: item for item in items if (one := id_of(item))}


def _listed(node: yaml.Node | None, key: str) -> list[yaml.Node]:
    found = value_of(node, key)
    return found.value if isinstance(found, yaml.SequenceNode) else []


def _values(document: Document, at: tuple[str, str]) -> Mapping[str, Any]:
    kind, name = at
    if not kind:
        return document.top
    return next((one for _n, one in document.items(kind) if one.get("id") == name), {})


def _short(value: object) -> str:
    said = str(next(iter(value.values()), "") if isinstance(value, dict) else value)
    return said if len(said) <= 60 else f"{said[:59]}…"
