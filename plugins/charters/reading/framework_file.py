"""A framework of a site's own: the duty of another government, in a TOML file of the site's folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from charters.model.duty import NONE, ORDER, FrameworkFile
from charters.model.refusal import shown
from charters.model.settings import Settings
from charters.problems import Place, Problem, declared
from charters.problems.message import _, either
from charters.reading.shape import record_of
from charters.reading.site_file import inside
from charters.reading.sources import text_of
from charters.reading.spelling import Speller
from charters.reading.yamldoc import Document

_LARGEST = 200_000
_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")


def framework_file(home: Path, settings: Settings) -> tuple[FrameworkFile | None, list[Problem]]:
    """Return the framework that the settings name, where it does not come with the program."""
    name = settings.framework
    if name in (ORDER, NONE):
        return None, []
    path = home / name
    if not inside(name) or not name.endswith(".toml") or not path.exists():
        message = _(
            "there is no framework {name}; write {known}, or a file of the site's folder such as data/framework.toml",
            name=shown(name),
            known=either((ORDER, NONE)),
        )
        return None, [
            Problem(settings.framework_place or Place(settings.site_file), "Y046", message)
        ]
    source, problems = text_of(home, path, _LARGEST)
    if source is None:
        return None, problems
    try:
        table = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as fault:
        return None, [*problems, _unreadable(source.path, str(fault))]
    document = Document(source.path, lambda: (_plain(table), None))
    record, faults = record_of(FrameworkFile, document, language=settings.language)
    unknown = (
        [*_unknown_rules(source.path, record), *_unasked(source.path, record)] if record else []
    )
    return record, [*problems, *faults, *unknown]


def _unreadable(path: str, fault: str) -> Problem:
    found = _WHERE.search(fault)
    place = Place(path, int(found[1]), int(found[2])) if found and found[1] else Place(path)
    message = _(
        'this is no TOML; write key = "words", keys of a group below its line [group], and each of them once'
    )
    return Problem(place, "Y001", message)


def _plain(value: Any) -> Any:
    """Return a value with every scalar as text, as the models read it."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else str(value)


def _unknown_rules(path: str, file: FrameworkFile) -> Iterator[Problem]:
    ours = declared(f"rules/frameworks/{ORDER}")["clauses"].values()
    known = Speller(
        [code for clause in ours for code in (*clause.get("must", ()), *clause.get("should", ()))]
    )
    named: dict[str, str] = {}
    for name, clause in file.clauses.items():
        for code in (*clause.must, *clause.should):
            if code not in known.known:
                hint = known.hint(code, _("charters explain lists them all"))
                message = _(
                    "clause {clause} names a rule {rule} that nothing can be held to; {hint}",
                    clause=name,
                    rule=shown(code),
                    hint=hint,
                )
                yield Problem(Place(path), "Y017", message)
            elif code in named:
                message = _(
                    "rule {rule} stands under clause {first} and under {second}; keep one",
                    rule=code,
                    first=named[code],
                    second=name,
                )
                yield Problem(Place(path), "Y003", message)
            named.setdefault(code, name)


def _unasked(path: str, file: FrameworkFile) -> Iterator[Problem]:
    asked = {code for clause in file.clauses.values() for code in (*clause.must, *clause.should)}
    for key, codes in (("first_steps", file.first_steps), ("sources", file.sources)):
        for code in codes:
            if code not in asked:
                message = _(
                    "'{key}' names {rule}, which no clause asks for; write it under 'must' or 'should' of a clause too",
                    key=key,
                    rule=shown(code),
                )
                yield Problem(Place(path), "Y017", message)
