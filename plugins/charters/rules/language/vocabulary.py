"""The words of a language that a plain text does without: `words/plain_<language>.toml`, made ready.

A phrase is looked for by its first word, so that a text is gone through once, however long the lists are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from charters.problems import Severity, declared, languages_of, rules

_FOLDER, _PREFIX = "rules/language/words", "plain_"
LANGUAGES = languages_of(_FOLDER, _PREFIX)
"""The languages that have a file of words."""
_ANY = "..."
_RARE = frozenset({"such", "said", "per"})
"""Beginnings that tell more than the words behind them: 'such request', 'per year'."""
_GAP = 5
"""How many words may stand where a phrase has `...`."""


class Phrase(NamedTuple):
    """A phrase to do without, by which rule, and what to write instead."""

    code: str
    words: tuple[str, ...]
    instead: str


class Vocabulary(NamedTuple):
    """The words of one language."""

    language: str
    by_mark: Mapping[str, Sequence[tuple[Phrase, int]]]
    """Phrases by the word that tells them from other texts, and where in the phrase it stands."""
    warned: Mapping[str, Sequence[tuple[Phrase, int]]]
    """Those of them that the check of a site warns of: most texts hold none."""
    short_forms: frozenset[str]
    tables: Mapping[str, Any]

    def phrases(self, words: Sequence[str]) -> Iterator[tuple[Phrase, int, int]]:
        """Yield each phrase of a sentence, with its first and its last word; none inside another."""
        found = sorted(_found(self.by_mark, words), key=lambda one: (one[1], -one[2]))
        end = 0
        for phrase, first, last in found:
            if first >= end:
                yield phrase, first, last
                end = last + 1

    def warns_of(self, words: Sequence[str]) -> bool:
        """Return whether a text may hold a phrase that the check warns of, wherever its sentences end."""
        return not self.warned.keys().isdisjoint(words) and any(_found(self.warned, words))

    def set_of(self, table: str, key: str) -> frozenset[str]:
        """Return the words of a list; none where this language has no such list."""
        return _set_of(self.language, table, key)


def _found(
    by_mark: Mapping[str, Sequence[tuple[Phrase, int]]], words: Sequence[str]
) -> Iterator[tuple[Phrase, int, int]]:
    for at, word in enumerate(words):
        for phrase, offset in by_mark.get(word, ()):
            last = _last_word(phrase.words, words, at - offset)
            if last >= 0:
                yield phrase, at - offset, last


def _last_word(phrase: Sequence[str], words: Sequence[str], at: int) -> int:
    """Return the last word of a phrase that begins at a word; -1 where it is not there."""
    if _ANY not in phrase:
        end = at + len(phrase)
        return end - 1 if at >= 0 and words[at:end] == phrase else -1
    for before, word in pairwise(phrase):
        if word != _ANY:
            stop = at + 2 + (_GAP if before == _ANY else 0)
            here = (n for n in range(at + 1, min(stop, len(words))) if words[n] == word)
            if (at := next(here, -1)) < 0:
                return -1
    return at


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language; none where it has no file."""
    tables: Mapping[str, Any] = {}
    if language in LANGUAGES:
        tables = declared(f"{_FOLDER}/{_PREFIX}{language}")
    by_mark: dict[str, list[tuple[Phrase, int]]] = {}
    for code in (name for name in tables if name in rules()):
        for forms, instead in tables[code].items():
            for form in forms.split("|"):
                phrase = Phrase(code, tuple(form.split()), instead)
                mark = _mark(phrase.words)
                by_mark.setdefault(mark, []).append((phrase, phrase.words.index(mark)))
    told = {code for code, rule in rules().items() if rule.severity is not Severity.NOTE}
    warns = {mark: [one for one in found if one[0].code in told] for mark, found in by_mark.items()}
    warned = {mark: found for mark, found in warns.items() if found}
    short = frozenset(tables.get("sentences", {}).get("short_forms", "").split())
    return Vocabulary(language, by_mark, warned, short, tables)


def _mark(phrase: tuple[str, ...]) -> str:
    """Return the word of a phrase that the fewest other texts hold: most often the longest."""
    return phrase[0] if _ANY in phrase or phrase[0] in _RARE else max(phrase, key=len)


@cache
def _set_of(language: str, table: str, key: str) -> frozenset[str]:
    found = vocabulary(language).tables.get(table, {}).get(key, "")
    return frozenset(found.split("|") if "|" in found else found.split())
