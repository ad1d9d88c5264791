"""Findings that a publisher leaves out for a time: which they are, and which waivers fit nothing or have ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import PurePosixPath

import yaml

from charters.model.register import Register
from charters.model.settings import Waiver
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.reading.yamldoc import Document, id_of


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that is left out, and by which waiver."""

    waiver: Waiver
    problem: Problem


def left_out(register: Register, problems: Sequence[Problem]) -> tuple[list[Problem], list[Waived]]:
    """Return the problems that are told, those of waivers among them, and the findings that are left out."""
    settings, waived, told = register.settings, list[Waived](), list[Problem]()
    places = chain(settings.waiver_places, repeat(Place(settings.site_file)))
    for waiver, place in zip(settings.waivers, places, strict=False):
        found = [one for one in problems if _fits(register, waiver, one)]
        is_unread = PurePosixPath(waiver.where).parent.name in register.unread
        if not found and (is_unread or any(one.place == place for one in problems)):
            continue  # the last is told of the waiver itself
        code, where = waiver.code, waiver.where
        if not found:
            said = _(
                "nothing of {code} is found at {where}; take this waiver out, or write where the check tells of it",
                code=code,
                where=where,
            )
            told.append(Problem(place, "Y053", said))
        elif waiver.until < register.as_of:
            said = _(
                "this waiver of {code} ended on {day}; mend {where}, or give a later day and a reason that still holds",
                code=code,
                day=waiver.until,
                where=where,
            )
            told.append(Problem(place, "Y052", said))
        else:
            waived += [Waived(waiver, problem) for problem in found]
    gone = {one.problem for one in waived}
    return [*(one for one in problems if one not in gone), *told], waived


def _fits(register: Register, waiver: Waiver, problem: Problem) -> bool:
    path, _hash, name = waiver.where.partition("#")
    if (problem.code, problem.place.path) != (waiver.code, path):
        return False
    if problem.is_error:
        return False  # which the reader of the settings has told
    return not name or problem.place.line in _lines(register, path, name)


def _lines(register: Register, path: str, name: str) -> Sequence[int]:
    """Return the lines of a record in a file of an agency, by its id; of a page, those with some words."""
    if path.endswith(".md"):
        pages = (*register.pages, *(one.page for one in register.charters.values()))
        found = (page for page in pages if page is not None and page.path == path)
        return [line + page.body_line - 1 for page in found for line in lines_with(page.body, name)]
    folder, file = PurePosixPath(path).parent.name, PurePosixPath(path).name
    charter = register.charters.get(folder)
    document = charter.files.get(file) if charter else None
    if charter and file.endswith(".csv"):
        return [row.line for row in charter.results.get(name, ())]
    return lines_of(document.root, name) if isinstance(document, Document) else []


def lines_of(root: yaml.Node | None, name: str) -> list[int]:
    """Return the lines of the record with an id."""
    return [line for first, last in _records(root, name) for line in range(first, last)]


def lines_with(text: str, words: str) -> list[int]:
    """Return the lines of a text on which some words stand, however it is broken into lines."""
    wanted = re.compile(r"\s+".join(map(re.escape, words.split())))
    ends = ((m.start(), m.end()) for m in wanted.finditer(text))
    return [
        line
        for begin, end in ends
        for line in range(text.count("\n", 0, begin) + 1, text.count("\n", 0, end) + 2)
    ]


def _records(node: yaml.Node | None, name: str) -> Iterator[tuple[int, int]]:
    """Yield the first line of each record with an id, and the line behind its last."""
    for inner in node.value if isinstance(node, yaml.CollectionNode) else ():
        for one in inner if isinstance(inner, tuple) else (inner,):
            found = id_of(one)
            if found is not None and found.value == name:
                yield one.start_mark.line + 1, one.end_mark.line + 1
            yield from _records(one, name)
