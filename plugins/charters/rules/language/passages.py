"""A text as blocks, sentences and words, each with its place in the text.

A sentence ends at a stop before a word that begins like a sentence, but not behind a short form (`Dr.`),
an initial, or inside a number; and with its block: a paragraph, an item of a list, a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from charters.rules.language.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W_]+(?:['’./&-][^\W_]+)*")
_STOP = re.compile(r"[.!?…][)\]\"'”’»*_]*\s+[(\[\"'“‘«¿¡*_]*$|[.!?…]$")
_BLOCKS = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+•]|\d+[.)]|#{1,6}|>|\|)[ \t])|(?<=\n)(?=#)")
_MARK = re.compile(r"[ \t\n>]*(?P<mark>#{1,6}(?=[ \t])|(?:[-*+•]|\d+[.)])(?=[ \t])|\|)?")
_UNDERLINED = re.compile(r"\n[ \t]*(?:=+|-{2,})[ \t]*$")


@dataclass(frozen=True)
class Sentence:
    """One sentence, with its words as they are written and in small letters."""

    text: str
    start: int
    spans: tuple[tuple[int, int], ...]
    """Where each word begins and ends in the text that the sentence is from."""
    raw: tuple[str, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words in small letters."""
        return tuple(word.lower().replace("’", "'") for word in self.raw)

    def quoted(self, first: int, last: int) -> str:
        """Return the words from one to another as they are written."""
        said = self.text[self.spans[first][0] - self.start : self.spans[last][1] - self.start]
        return " ".join(said.split())


@dataclass(frozen=True)
class Block:
    """A paragraph, an item of a list, a heading or a row of a table."""

    text: str
    start: int
    mark: str
    """What Markdown marks it with: `##`, `-`, `1.`, `|`; '' for a paragraph."""
    sentences: tuple[Sentence, ...]

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.mark.startswith("#")

    @cached_property
    def length(self) -> int:
        """How many words it has."""
        return sum(len(sentence.raw) for sentence in self.sentences)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, which is quicker than its sentences."""
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


def blocks_of(text: str, vocabulary: Vocabulary, *, marked: bool) -> Iterator[Block]:
    """Yield the blocks of a text; `marked`: it is Markdown, or laid out like it."""
    if not marked:
        if sentences := tuple(_sentences(text, 0, vocabulary)):
            yield Block(text, 0, "", sentences)
        return
    start = 0
    for end, after in [*((m.start(), m.end()) for m in _BLOCKS.finditer(text)), (len(text),) * 2]:
        found = _MARK.match(text, start, end)
        begin = found.end() if found else start
        mark = (found["mark"] if found else "") or ""
        said = text[begin:end]
        if not mark and (line := _UNDERLINED.search(said)):
            said, mark = said[: line.start()], "##"
        if sentences := tuple(_sentences(said, begin, vocabulary)):
            yield Block(said, begin, mark, sentences)
        start = after


def _sentences(text: str, offset: int, vocabulary: Vocabulary) -> Iterator[Sentence]:
    spans: list[tuple[int, int]] = []
    raw: list[str] = []
    for word in _WORD.finditer(text):
        begin, end = word.span()
        if (
            raw
            and begin - spans[-1][1] > 1
            and _ends(text, spans[-1][1], begin, raw[-1], vocabulary)
        ):
            yield _sentence(text, offset, spans, raw)
            spans, raw = [], []
        spans.append((begin, end))
        raw.append(word[0])
    if raw:
        yield _sentence(text, offset, spans, raw)


def _ends(text: str, end: int, begin: int, word: str, vocabulary: Vocabulary) -> bool:
    """Return whether a sentence ends between two words."""
    between, following = text[end:begin], text[begin]
    if not _STOP.search(between) or following.islower():
        return False
    short = len(word) == 1 and word.isalpha() and word.isupper()
    return "." not in between or not (short or word.lower() in vocabulary.short_forms)


def _sentence(text: str, offset: int, spans: list[tuple[int, int]], raw: list[str]) -> Sentence:
    first, last = spans[0][0], spans[-1][1]
    end = last + 1 if text[last : last + 1] in (".", "!", "?", ":") else last
    places = tuple((begin + offset, stop + offset) for begin, stop in spans)
    return Sentence(text[first:end], first + offset, places, tuple(raw))
