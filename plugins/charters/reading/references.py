"""What the files say about each other by id, and every id that leads nowhere or to two records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from charters.model.fields import ID
from charters.model.refusal import shown
from charters.problems import Problem
from charters.problems.message import SILENCE, Message, _
from charters.reading.named import REFERENCES, values
from charters.reading.written import Written, WrittenId
from charters.reading.yamldoc import Document

ITEMS = ("not_applicable.*.item", "judged.*.item")
"""The keys of agency.yml that name an item of the order."""
_ITEM = re.compile(r"[A-HKPX][0-9]{1,2}|S[2-5](\.[0-9])?|\(?[a-h]\)?")
SHOWN = 8
"""Known ids that a message lists."""


def reference_problems(written: Written) -> Iterator[Problem]:
    """Yield every id that names no record, in the good records and in the refused ones."""
    for named in written.named:
        if named.kind == "source":
            if said := no_such_source(named.name, written):
                yield Problem(named.place, "V022", said)
        elif written.lacks(named.kind, named.name):
            yield Problem(named.place, "T003", _no_such_record(named.kind, named.name, written))


def called_problems(written: Written) -> Iterator[Problem]:
    """Yield every reference by what a record is called, in place of its id."""
    for file, way, kind in REFERENCES:
        if (document := written.documents.get(file)) is None:
            continue
        for keys, name in values(document, way):
            if not ID.fullmatch(name) and written.called(kind, name):
                yield Problem(document.place(*keys), "T003", written.no_such(kind, name, SILENCE))


def _no_such_record(kind: str, name: str, written: Written) -> Message:
    known = ", ".join(written.names(kind)[:SHOWN])
    otherwise = _("known: {known}", known=known or _("none yet"))
    if kind == "standard" and name in written.names("figure"):
        hint = written.hint(kind, name, otherwise)
        return _("{name} is a figure, and no standard; {hint}", name=shown(name), hint=hint)
    return written.no_such(kind, name, otherwise)


def item_problems(agency: Document) -> Iterator[Problem]:
    """Yield what ought to be an item of the order and is not written like one."""
    for way in ITEMS:
        for keys, name in values(agency, way):
            if not _ITEM.fullmatch(name):
                message = _(
                    "{name} is not an item of the order; write its id, such as F3", name=shown(name)
                )
                yield Problem(agency.place(*keys), "T003", message)


def twice_problems(ids: Iterable[WrittenId]) -> Iterator[Problem]:
    """Yield ids used twice, or used again after the first was withdrawn."""
    first: dict[str, WrittenId] = {}
    for written in ids:
        earlier = first.setdefault(written.name, written)
        if earlier is written:
            continue
        said = _("the id {id} is used twice (line {line}); give this {kind} an id of its own")
        if earlier.withdrawn:
            said = _(
                "the id {id} belonged to a {before} that was withdrawn (line {line}); give this {kind} an id of its own"
            )
        message = said.filled(
            id=shown(written.name),
            before=Message(earlier.kind),
            line=str(earlier.place.line),
            kind=Message(written.kind),
        )
        yield Problem(
            written.place, "T002" if earlier.withdrawn else "T001", message, (earlier.place,)
        )


def no_such_source(name: str, written: Written) -> Message:
    """Return what to say of a source that is neither an address nor listed; nothing if it is."""
    if not ID.fullmatch(name) or not written.lacks("source", name):
        return SILENCE
    otherwise = _("add it under 'sources' in agency.yml, or write the web address")
    return _(
        "there is no source {name}; {hint}",
        name=shown(name),
        hint=written.hint("source", name, otherwise),
    )
