"""The front matter of a page: the keys between its two lines `---`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

import yaml

from charters.model.fields import Id, Record
from charters.model.text import Words
from charters.problems import Place, Problem
from charters.problems.message import Message, _
from charters.reading.shape import record_of
from charters.reading.sources import SourceText
from charters.reading.yamldoc import Document, document_of

# MkDocs takes front matter by the same expression; what it does not take, it prints.
FENCE = re.compile(r"---[ \t]*\n(.*?\n)(?:\.{3}|---)[ \t]*\n", re.DOTALL)
_EMPTY_FENCE = re.compile(r"---[ \t]*\n+(?:\.{3}|---)[ \t]*(?:\n|\Z)")
_ALMOST = re.compile(
    r"(\s+)---[ \t]*\n|()(?:[-–—]{1,2}|[–—]{3}|-{4,}|[*_=]{3,})[ \t]*\nagency[ \t]*:"
)
"""An empty line above the first one, or another sign than three hyphens in it."""
_SURELY_READ = re.compile(r"agency: [a-z][a-z-]*\n")
"""What most pages say, and every parser reads alike."""
LONGEST = 20_000
"""Characters; two texts at their longest, and room around them."""


class PageFront(Record):
    """What may stand there on any page."""

    title: Words | None = None
    description: Words | None = None


class AgencyFront(PageFront):
    """What stands there on an agency's page."""

    agency: Id


F = TypeVar("F", bound=PageFront)


def front_of(
    kind: type[F], source: SourceText, fence: re.Match[str]
) -> tuple[F | None, Document | None, list[Problem]]:
    """Return the front matter of a page, with its places and its problems."""
    # The empty line stands for the fence, so that places stay true.
    document, problems = document_of(SourceText(source.path, f"\n{fence[1]}"))
    front, faults = record_of(kind, document) if document else (None, [])
    problems = [*problems, *faults] or _printed(source, fence[1])
    return front, document, problems


def _printed(source: SourceText, text: str) -> list[Problem]:
    """Return the problem of front matter that MkDocs cannot read, and would print on the page.

    It guesses numbers and days, and falls over what only looks like one: `2024-02-30`.
    """
    if len(text) > LONGEST:
        message = _(
            "the front matter is longer than {most} characters; write what it says below the second '---'",
            most=LONGEST,
        )
        return [Problem(Place(source.path), "M002", message)]
    if _SURELY_READ.fullmatch(text):
        return []
    try:
        yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as fault:
        mark = getattr(fault, "problem_mark", None)
        place = Place(source.path, mark.line + 2, mark.column + 1) if mark else Place(source.path)
        message = _(
            "MkDocs cannot read a value of this front matter; put the words of each key in double quotes"
        )
        return [Problem(place, "M002", message)]
    return []


def of_front_matter(problem: Problem, agency: str) -> Problem:
    """Return a problem with the code that says it is the front matter that is broken."""
    if problem.code == "Y044":
        return Problem(problem.place, "M002", _empty(agency))
    return replace(problem, code="M002") if problem.code == "Y001" else problem


def no_front_matter(source: SourceText, agency: str) -> Problem:
    """Return the problem of a page that has none, or none that can be taken for it."""
    if found := _ALMOST.match(source.text):
        said = _(
            "front matter begins and ends with a line of three hyphens; write --- in this one, and in the one that closes it"
        )
        if found[1]:
            said = _("front matter begins in the first line; take out what is above this one")
        line = (found[1] or "").count("\n") + 1
        return Problem(Place(source.path, line), "M001", said)
    if not source.text.startswith("---"):
        said = _(
            "this page has no front matter; begin it with three lines: ---, agency: {agency}, ---",
            agency=agency,
        )
        return Problem(Place(source.path), "M001", said)
    if _EMPTY_FENCE.match(source.text):
        said = _empty(agency)
    elif FENCE.match(f"{source.text}\n"):
        said = _(
            "the front matter is all there is of this page; write the agency's own words below it"
        )
    else:
        said = _(
            "the front matter that begins here has no closing line '---'; add it below the last key"
        )
    return Problem(Place(source.path), "M002", said)


def _empty(agency: str) -> Message:
    return _(
        "the front matter is empty; write agency: {agency} between the two lines '---'",
        agency=agency,
    )
