"""The sentences of an agency's Markdown page, each with its line and the promise beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from charters.model.register import AgencyPage

_CODE = re.compile(r"(?ms)^(`{3,}|~{3,}).*?^\1[ \t]*$|`[^`\n]*`")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|<(?:https?|mailto|tel):[^>]*>")
_MARK = re.compile(r"^\s{0,3}(?:[-*+] |\d+[.)] |> ?|#{1,6} |\|)|[*_]{1,3}(?=\w)|(?<=\w)[*_]{1,3}")
_BLOCK = re.compile(r"^///[ \t]*(\w+)?[ \t]*(?:\|[ \t]*([\w-]+))?")
_STARTS = re.compile(r"\s{0,3}(?:[-*+] |\d+[.)] |> |#{1,6} |\|)")
_END = re.compile(r"(?<=[.!?])\s+(?=[\"'(A-ZÀ-Ý0-9])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a page."""

    words: str
    path: str
    line: int
    beside: str = ""
    """The promise embedded right before or after its paragraph, if there is one."""
    near: str = ""
    """The name of the block right before or after its paragraph: `complaints`."""
    breaks: tuple[tuple[int, int], ...] = ()
    """Where in the words each further line of the file begins."""

    def line_of(self, said: str) -> int:
        """Return the line that some of its words stand on; its first line if they are not found."""
        at = self.words.lower().find(said.lower().strip())
        return next((line for begin, line in reversed(self.breaks) if begin <= at), self.line)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    lines: tuple[tuple[int, str], ...]
    block: str | None = None
    """The promise a block directive embeds; '' for any other block, None for words."""
    name: str = ""
    """The name of the block."""


@lru_cache(maxsize=256)
def sentences_of(page: AgencyPage) -> tuple[Sentence, ...]:
    """Return the sentences of a page without code, links and block directives."""
    body = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), page.body)
    paragraphs = list(_paragraphs(body, page.body_line))
    found: list[Sentence] = []
    for n, paragraph in enumerate(paragraphs):
        if paragraph.block is None:
            around = (*paragraphs[max(0, n - 1) : n], *paragraphs[n + 1 : n + 2])
            beside = next((p.block for p in around if p.block), "")
            near = next((p.name for p in around if p.name), "")
            found += _sentences(page.path, paragraph, beside, near)
    return tuple(found)


def _paragraphs(body: str, first: int) -> Iterator[_Paragraph]:
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(body.split("\n"), first):
        block = _BLOCK.match(line)
        if lines and (block or not line.strip() or _STARTS.match(line)):
            yield _Paragraph(tuple(lines))
            lines = []
        if block and block[1]:
            embedded = (block[2] or "") if block[1] == "standard" else ""
            yield _Paragraph((), embedded, block[1])
        elif not block and line.strip():
            lines.append((number, _MARK.sub("", _LINK.sub(r"\1", line)).strip()))
    if lines:
        yield _Paragraph(tuple(lines))


def _sentences(path: str, paragraph: _Paragraph, beside: str, near: str) -> Iterator[Sentence]:
    text = ""
    starts: list[tuple[int, int]] = []
    for number, line in paragraph.lines:
        starts.append((len(text), number))
        text += f"{line} "
    begin = 0
    for end in (*(mark.start() for mark in _END.finditer(text)), len(text)):
        words = text[begin:end].strip()
        at = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
        if words:
            first = next(number for start, number in reversed(starts) if start <= at)
            breaks = tuple((start - at, number) for start, number in starts if at < start < end)
            yield Sentence(words, path, first, beside, near, breaks)
        begin = end
