"""Sentences with every number in digits, so that no rule has to know how a language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from text_to_num import Token, find_numbers, text2num  # type: ignore[import-untyped]

from charters.rules.promise.wordlists import PAD, tables

SPOKEN = frozenset({"da", "de", "en", "es", "fr", "it", "nl", "pt"})
"""The languages whose numbers in words can be read."""

_PART = re.compile(r"[^\W\d_]+|\d+|[\W_]+")
_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile(r"\d[., ]\d")

Found = tuple[int, int, str]
"""Where a number begins and ends, and its digits."""


def in_digits(text: str, language: str) -> tuple[str, frozenset[Decimal]]:
    """Return lower-case words with every number as `1200` or `2.5`, and the numbers in words.

    A number is padded to the length it had, so that every place of the text stays what it was.
    """
    spelled = list(_in_words(text, language))
    parts, end = [], 0
    found = [*spelled, *_with_marks(text, language), *_said(text, language)]
    if not found:
        return text, frozenset()
    # Of two that begin in one place the longer one counts: 'two', 'two and a half hours'.
    for start, stop, digits in sorted(found, key=lambda one: (one[0], -one[1])):
        if end <= start and len(digits) <= stop - start:
            parts += [text[end:start], digits.ljust(stop - start, PAD)]
            end = stop
    return "".join([*parts, text[end:]]), frozenset(Decimal(one[2]) for one in spelled)


def _said(text: str, language: str) -> Iterator[Found]:
    """Yield what says a number without one: 'half an hour', 'the next business day'."""
    stems = tables(language).get("numbers", {}).get("stems", [""])
    for pattern, says in sayings(language) if any(map(text.__contains__, stems)) else ():
        yield from ((*one.span(), says) for one in pattern.finditer(text))


@cache
def sayings(language: str) -> Sequence[tuple[re.Pattern[str], str]]:
    """Return what says a number without one in a language, each with that number."""
    said = tables(language).get("numbers", {}).get("says", {})
    return [(re.compile(rf"\b{words}\b"), says) for words, says in said.items()]


def _with_marks(text: str, language: str) -> Iterator[Found]:
    """Yield numbers that have the marks of their language: `1,500`, `1 500,5`."""
    for found in _marked(language).finditer(text) if _MARKED.search(text) else ():
        whole, rest = found[1] or found[3], found[2] or found[4]
        digits = re.sub(r"\D", "", whole) + (f".{rest}" if rest else "")
        if digits != found[0]:
            yield *found.span(), digits


@cache
def _marked(language: str) -> re.Pattern[str]:
    marks = tables(language).get("numbers", {"thousands": "(?!)", "decimal": "(?!)"})
    grouped = rf"(\d{{1,3}}(?:{marks['thousands']}\d{{3}}){{1,4}})(?!\d)"
    rest = rf"{marks['decimal']}(\d{{1,9}})"
    return re.compile(rf"(?<![\d.,])(?:{grouped}(?:{rest})?|(\d{{1,15}}){rest})")


def _in_words(text: str, language: str) -> Iterator[Found]:
    if language not in SPOKEN or not any(_holds_a_number(one, language) for one in text.split()):
        return
    marks = tables(language).get("numbers", {})
    ones = marks.get("articles", ())
    parts = [_Part(found, marks.get("no_number", ())) for found in _PART.finditer(text)]
    for number in find_numbers(parts, language, 0.0):
        start, end = parts[number.start].found.start(), parts[number.end - 1].found.end()
        scaled = text[max(0, start - 2) : start].strip()[-1:].isdigit()  # '2 million'
        if not (number.is_ordinal or not number.value or scaled or text[start:end] in ones):
            yield start, end, f"{Decimal(str(number.value)).normalize():f}"


@lru_cache(maxsize=65536)  # nearly all of every text was met before
def _holds_a_number(piece: str, language: str) -> bool:
    """Return whether what stands between two blanks holds a number in words.

    An article is one only where a unit follows: 'a minute'.
    """
    articles = tables(language).get("numbers", {}).get("articles", ())
    words = (word for word in _WORD.findall(piece) if word not in articles)
    return any(_is_a_number(word, language) for word in words)


def _is_a_number(word: str, language: str) -> bool:
    try:
        return bool(text2num(word, language))
    except ValueError:
        return False


class _Part(Token):  # type: ignore[misc]  # the library is not typed
    """A word, a number, or what stands between two of them."""

    def __init__(self, found: re.Match[str], no_numbers: list[str]) -> None:
        self.found, self.is_no_number = found, found[0] in no_numbers

    def text(self) -> str:
        return self.found[0]

    def not_a_number_part(self) -> bool:
        return self.is_no_number
