"""The agencies' own words: front matter and body of content/agencies/<agency>.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from charters.model.fields import Id, Record
from charters.model.refusal import shown
from charters.model.register import AgencyPage
from charters.model.text import Words
from charters.problems import Place, Problem
from charters.reading.shape import record_of
from charters.reading.sources import SourceText
from charters.reading.yamldoc import Document, document_of

BLOCKS = (
    "standard",
    "standards",
    "channels",
    "complaints",
    "benchmarks",
    "surveys",
    "staff",
    "customers",
    "next",
    "about",
)
"""The block directives an editor may write; each places one part of the plan."""

_FENCE = re.compile(r"\A---[ \t]*\n(.*?)(?:\n|\A)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HTML = re.compile(r"<(/?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])|!--|!\w|\?)")
_CODE = re.compile(r"(?ms)^(`{3,}|~{3,}).*?^\1[ \t]*$|(`+)(?!`).+?(?<!`)\2(?!`)")
_LINK = re.compile(r"\]\(\s*<?\s*([^)\s>]+)|^\s{0,3}\[[^\]]+\]:\s*<?(\S+)|<([A-Za-z][A-Za-z0-9+.-]*:[^>\s]*)>", re.MULTILINE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ENTITY = re.compile(r"&#?\w+;?|%[0-9A-Fa-f]{2}|\\")
_BLOCK = re.compile(r"^///[ \t]*(\w[\w-]*)?[ \t]*(?:\|[ \t]*(.*?))?[ \t]*$", re.MULTILINE)
SAFE_SCHEMES = ("http", "https", "mailto", "tel")


class FrontMatter(Record):
    """What stands between the two `---` lines of an agency's page."""

    agency: Id
    title: Words | None = None
    description: Words | None = None


@dataclass(frozen=True)
class PageFile:
    """An agency's page as read: which agency it says it belongs to, and its words."""

    agency: str
    agency_place: Place
    page: AgencyPage


def page_of(source: SourceText, agency: str, standards: frozenset[str]) -> tuple[PageFile | None, list[Problem]]:
    """Return an agency's page; `agency` is the name of the file, `standards` the ids of its promises."""
    fence = _FENCE.match(source.text)
    if fence is None:
        return None, [_no_front_matter(source, agency)]
    body, line = source.text[fence.end() :], source.text.count("\n", 0, fence.end()) + 1
    document, problems = document_of(SourceText(source.path, f"\n{fence[1]}"))
    if document is None:
        return None, [Problem(problem.place, "M002" if problem.code == "Y044" else problem.code, problem.message) for problem in problems]
    front, faults = record_of(FrontMatter, document)
    problems += faults + [*_body_problems(source, fence.end(), standards)]
    if front is None:
        return None, problems
    page = AgencyPage(source.path, str(front.title) if front.title else "", body, line)
    return PageFile(front.agency, _place(document), page), problems


def _place(document: Document) -> Place:
    return document.place("agency")


def _no_front_matter(source: SourceText, agency: str) -> Problem:
    opened = source.text.startswith("---")
    message = (
        "the front matter that begins here has no closing line '---'; add it below the last key"
        if opened
        else f"this page has no front matter; begin it with three lines: ---, agency: {agency}, ---"
    )
    return Problem(Place(source.path), "M002" if opened else "M001", message)


def _body_problems(source: SourceText, start: int, standards: frozenset[str]) -> Iterator[Problem]:
    body = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), source.text[start:])
    text = source.text[:start] + body
    for found in _HTML.finditer(text, start):
        yield _problem(source, found.start(), "M003", f"{shown(found[0])} begins HTML; write Markdown instead")
    for found in _LINK.finditer(text, start):
        yield from _link_problems(source, found)
    yield from _block_problems(source, text, start, standards)


def _link_problems(source: SourceText, found: re.Match[str]) -> Iterator[Problem]:
    target = found[1] or found[2] or found[3]
    scheme = _SCHEME.match(target)
    hidden = not scheme and ":" in target.split("/")[0] or _ENTITY.search(target.split(":")[0])
    if hidden or (scheme and scheme[1].lower() not in SAFE_SCHEMES):
        yield _problem(
            source, found.start(), "M004", f"{shown(target)} is not a link that a page may carry; use https:, mailto: or tel:"
        )


def _block_problems(source: SourceText, text: str, start: int, standards: frozenset[str]) -> Iterator[Problem]:
    opened: re.Match[str] | None = None
    for found in _BLOCK.finditer(text, start):
        if found[1] is None:
            opened = None
            continue
        if opened is not None:
            yield _problem(source, opened.start(), "M006", f"'/// {opened[1]}' is not closed; write '///' on a line of its own below it")
        opened = found
        yield from _one_block(source, found, standards)
    if opened is not None:
        yield _problem(source, opened.start(), "M006", f"'/// {opened[1]}' is not closed; write '///' on a line of its own below it")


def _one_block(source: SourceText, found: re.Match[str], standards: frozenset[str]) -> Iterator[Problem]:
    if found[1] not in BLOCKS:
        yield _problem(source, found.start(), "M005", f"'/// {found[1]}' is not a known block; write one of {', '.join(BLOCKS)}")
    elif found[1] == "standard" and (found[2] or "") not in standards:
        yield _problem(
            source, found.start(), "M007", f"there is no standard {shown(found[2] or '')}; write '/// standard | ' and an id from standards.yml"
        )


def _problem(source: SourceText, at: int, code: str, message: str) -> Problem:
    line = source.text.count("\n", 0, at) + 1
    return Problem(Place(source.path, line, at - source.text.rfind("\n", 0, at)), code, message)
