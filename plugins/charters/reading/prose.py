"""The prose of an agency's page: its words without code, link targets and directives, in their places.

What is no prose becomes spaces, so that every place in what is left is a place in the file. Each text
is gone through once, however it is made.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from charters.model.register import AgencyPage
from charters.problems import Place
from charters.reading.sources import SourceText

REFERENCE = re.compile(
    r"(?<![\\{])\{ *+([\w-]++(?:/[\w-]++)?) *+: *+((?:[^{}:\n ]++(?: ++(?!\}))?)*+) *+\}(?!\})"
)
"""An inline reference: `{phone-wait: result}`, or `{ssa/phone-wait: result}` to another agency's.

Nothing in it is tried twice, however many spaces it holds.
"""

_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")
_LISTED = re.compile(r"\s*(?:[-*+]|\d+[.)]|:|!!!|\?\?\?\+?|===|\[\^[^\]]+\]:)\s")
"""What makes the lines below it, set in by four spaces, its own: they are no code."""
_BLANK = re.compile(r"\n[ \t]*\n")
_NEW_BLOCK = re.compile(r"\n(?=[ \t]*(?:\n|[>#/|=+*-]|\d+[.)]))")
_ESCAPED = re.compile(r"\\[\\{]")
_TEMPLATE = re.compile(
    r"\{\{(?! *[\w/-]+ *: *[\w-]+ *\}).{0,400}?\}\}"  # a colon in it: a reference in two braces
    r"|\{%.{0,400}?%\}|\{#.{0,400}?#\}"
)
_NO_PROSE = re.compile(
    r"(?m)^///.*$"  # a block directive
    r"|^ {0,3}\[[^\]\n]+\]:.*$"  # [name]: target
    r"|(?<=\])(?:\([^()\n]*\)|\[[^\]\n]*\])"  # [words](target)
    r"|<[a-z][a-z0-9+.-]*:[^<>\s]*>|\bhttps?://[^\s)]+"
    r"|\{:?[^{}\n]*\}"  # attributes, and references
)
_SENTENCE = re.compile(
    r"(?:[^\n.!?]|\n(?![ \t]*(?:\n|[-*+>#|] |\d+[.)] ))|[.!?](?!\s+[^a-zà-ÿ\s]))+[.!?]?"
)


@dataclass(frozen=True)
class Prose:
    """The prose of a page."""

    page: AgencyPage

    @cached_property
    def without_code(self) -> str:
        """The body, with code, escaped signs and template marks as spaces."""
        text = _without_spans(_without_blocks(self.page.body))
        return _TEMPLATE.sub(_spaces, _ESCAPED.sub("  ", text))

    @cached_property
    def words(self) -> str:
        """The body, with all that is not prose as spaces."""
        return _NO_PROSE.sub(_spaces, self.without_code)

    @cached_property
    def sentences(self) -> list[tuple[Place, str]]:
        """The sentences, each with the place it begins at."""
        found = ((sentence, sentence[0].lstrip()) for sentence in _SENTENCE.finditer(self.words))
        return [
            (self.place(sentence.end() - len(words)), words.strip())
            for sentence, words in found
            if words
        ]

    def place(self, at: int) -> Place:
        """Return the place of a character of the body in its file."""
        place = self._source.place(at)
        return place._replace(line=place.line + self.page.body_line - 1)

    @cached_property
    def _source(self) -> SourceText:
        return SourceText(self.page.path, self.page.body)


@lru_cache(maxsize=1024)
def prose_of(page: AgencyPage) -> Prose:
    """Return the prose of a page, worked out once."""
    return Prose(page)


def _spaces(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _without_blocks(body: str) -> str:
    """Return a text without fenced and indented code."""
    lines = body.split("\n")
    closed = {line.strip(): n for n, line in enumerate(lines) if _is_fence(line)}
    fence, depth, was_code, was_blank = "", 0, False, True
    for n, line in enumerate(lines):
        found = _FENCE.match(line)
        is_code = bool(fence)
        if fence:
            fence = "" if line.strip() == fence else fence
        elif found and closed.get(found[1], n) > n:
            fence, is_code = found[1], True
        elif line.strip():
            indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
            is_code = indent >= 4 * (depth + 1) and (was_blank or was_code)
            listed = _depth(line)
            if listed:
                depth = max(depth, listed) if indent else listed
            elif was_blank and not indent:
                depth = 0
        was_blank, was_code = not line.strip(), is_code and not fence
        lines[n] = " " * len(line) if is_code else line
    return "\n".join(lines)


def _depth(line: str) -> int:
    """Return how many lists begin in a line, one within the other; those it stands in count too."""
    count, end = 0, 0
    while found := _LISTED.match(line, end):
        count, end = count + 1, found.end()
    indent = len(line) - len(line.lstrip())
    return count and count + indent // 4


def _is_fence(line: str) -> bool:
    found = _FENCE.match(line)
    return found is not None and not found[2].strip()


def _without_spans(body: str) -> str:
    """Return a text without code spans: what is code wherever its paragraphs may end."""
    if "`" not in body:
        return body
    one, other = (_blanked(body, _spans(body, ends)) for ends in (_BLANK, _NEW_BLOCK))
    return "".join(here if here != " " else there for here, there in zip(one, other, strict=True))


def _blanked(body: str, spans: Iterator[tuple[int, int]]) -> str:
    parts, end = [], 0
    for start, stop in spans:
        parts += [body[end:start], re.sub(r"[^\n]", " ", body[start:stop])]
        end = stop
    return "".join([*parts, body[end:]])


def _spans(body: str, paragraphs: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield where code spans begin and end: rows of as many backticks in one paragraph.

    After a row without its like nothing of the paragraph is sure to be code.
    """
    ends = [found.start() for found in paragraphs.finditer(body)]
    rows = [(found.start(), len(found[0])) for found in re.finditer("`+", body)]
    alike: dict[tuple[int, int], list[int]] = {}
    for start, length in rows:
        alike.setdefault((bisect_right(ends, start), length), []).append(start)
    end, unsure = 0, -1
    for start, length in rows:
        paragraph = bisect_right(ends, start)
        if start < end or paragraph == unsure:
            continue
        same = alike[paragraph, length]
        closing = bisect_right(same, start)
        if closing == len(same) or body[start - 1 : start] == "\\":
            unsure = paragraph
        else:
            end = same[closing] + length
            yield start, end
