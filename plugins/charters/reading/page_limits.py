"""How much a page of Markdown may hold: what is more takes a browser, or our own engines, too long.

Markdown is made paragraph by paragraph, and each sign that opens something is looked for its end as far
as the paragraph goes; so paragraphs are short, and little is open at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from charters.model.limits import DEEP, LINES, MARKS, OPEN, PAGE, PARAGRAPH, TAGS
from charters.problems import Place, Problem
from charters.problems.message import Message, _
from charters.reading.sources import SourceText

_LEVEL = re.compile(r"[ \t]*+(?:[-*+>:]|\d++[.)])(?=\s)|    ++|\t")
_ESCAPED = re.compile(r"\\.")
_BRACKET = re.compile(r"\]\(|[\[\]()]")
_MARK = re.compile(r"[*_]+|`+")


_SEVERAL_PAGES = (
    _("this page has {found} characters ({found} > {most}); make several pages of it"),
    _("this page has {found} signs '<' ({found} > {most}); make several pages of it"),
)
_LONG = _(
    "this part, up to an empty line, has {found} characters ({found} > {most}); cut it in two with an empty line"
)
_MANY_LINES = _(
    "this part, up to an empty line, has {found} lines ({found} > {most}); cut it in two with an empty line"
)
_MANY_MARKS = _(
    "this part, up to an empty line, has {found} signs '*', '_' and '`' ({found} > {most}); cut it in two with an empty line"
)
_NESTED = _("this line is {found} levels deep ({found} > {most}); write it flatter")


def page_limit_problems(source: SourceText) -> Iterator[Problem]:
    """Yield what a page holds too much of: one problem for each paragraph at most."""
    text = source.text
    counts = (len(text), PAGE), (text.count("<"), TAGS)
    for (found, limit), says in zip(counts, _SEVERAL_PAGES, strict=True):
        if found > limit.most:
            message = says.filled(found=found, most=limit.most)
            yield Problem(Place(source.path), "M015", message)
            return
    for start, lines in _paragraphs(text):
        for at, message in _in_paragraph(start, lines):
            yield Problem(source.place(at), "M015", message)
            break
    yield from _blocks_in_blocks(source)


def _blocks_in_blocks(source: SourceText) -> Iterator[Problem]:
    """Yield where too many blocks are open: each that nobody ends holds all that follows."""
    opened = 0
    for number, line in enumerate(map(str.strip, source.text.split("\n")), 1):
        if line.startswith("///"):
            opened = opened + 1 if line.strip("/ ") else max(0, opened - 1)
        if opened > DEEP.most:
            message = _(
                "more than {most} blocks are open here; end each with a line of its own: ///",
                most=DEEP.most,
            )
            yield Problem(Place(source.path, number, 1), "M015", message)
            return


def _paragraphs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines between empty ones, and where they begin."""
    start, at, lines = 0, 0, list[str]()
    for line in [*text.split("\n"), ""]:
        if line.strip():
            start = start if lines else at
            lines.append(line)
        elif lines:
            yield start, lines
            lines = []
        at += len(line) + 1


def _in_paragraph(start: int, lines: list[str]) -> Iterator[tuple[int, Message]]:
    """Yield where a paragraph is too much, and what to say of it."""
    text = "\n".join(lines)
    counts = (
        (len(text), PARAGRAPH, _LONG),
        (len(lines), LINES, _MANY_LINES),
        (sum(1 for _mark in _MARK.finditer(text)), MARKS, _MANY_MARKS),
    )
    for found, limit, says in counts:
        if found > limit.most:
            yield start, says.filled(found=found, most=limit.most)
    yield from ((start + at, message) for at, message in _open_at_once(text))
    for line in lines:
        if (levels := sum(1 for _level in _LEVEL.finditer(line))) > DEEP.most:
            yield start, _NESTED.filled(found=levels, most=DEEP.most)
        start += len(line) + 1


def _open_at_once(text: str) -> Iterator[tuple[int, Message]]:
    """Yield where too many brackets are open, of words or of the targets of links."""
    words = targets = 0
    for found in _BRACKET.finditer(_ESCAPED.sub("  ", text)):
        words = max(0, words + found[0].count("[") - found[0].count("]"))
        opens = found[0] == "](" or (targets > 0 and found[0] == "(")
        targets = max(0, targets + opens - (found[0] == ")"))
        if max(words, targets) > OPEN.most:
            message = _(
                "more than {most} brackets are open here; close each '[' and each '(' of a link, or write \\[ for the sign itself",
                most=OPEN.most,
            )
            yield found.start(), message
            return
