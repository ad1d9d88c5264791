"""The words of a language that a plain text does without: `words/plain_<language>.toml`, made ready.

A phrase is looked for by its first word, so that a text is gone through once, however long the lists are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from charters.problems import Severity, declared, rules

_PREFIX = "plain_"
LANGUAGES = tuple(
    sorted(
        file.name.removeprefix(_PREFIX).removesuffix(".toml")
        for file in (files("charters.rules.language") / "words").iterdir()
        if file.name.startswith(_PREFIX)
    )
)
"""The languages that have a file of words."""
_GAP = 5
"""How many words may stand where a phrase has `...`."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to do without, by which rule, and what to write instead."""

    code: str
    words: tuple[str, ...]
    instead: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language."""

    language: str
    by_first_word: Mapping[str, Sequence[Phrase]]
    """Phrases by the word they begin with, the longest first."""
    marks: frozenset[str]
    """A word of each phrase that the check of a site warns of: most texts hold none."""
    short_forms: frozenset[str]
    tables: Mapping[str, Any]

    def phrases(self, words: Sequence[str]) -> Iterator[tuple[Phrase, int, int]]:
        """Yield each phrase of a sentence, with its first and its last word; none inside another."""
        end = 0
        for at, word in enumerate(words):
            for phrase in self.by_first_word.get(word, ()) if at >= end else ():
                last = _matched(phrase.words, words, at)
                if last >= 0:
                    yield phrase, at, last
                    end = last + 1
                    break

    def set_of(self, table: str, key: str) -> frozenset[str]:
        """Return the words of a list; none where this language has no such list."""
        return _set_of(self.language, table, key)


def _matched(phrase: Sequence[str], words: Sequence[str], at: int) -> int:
    """Return the last word of a phrase that begins at a word; -1 where it is not there."""
    gap = False
    for word in phrase[1:]:
        if word == "...":
            gap = True
            continue
        stop = at + 2 + (_GAP if gap else 0)
        here = next((n for n in range(at + 1, min(stop, len(words))) if words[n] == word), -1)
        if here < 0:
            return -1
        at, gap = here, False
    return at


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language; none where it has no file."""
    tables: Mapping[str, Any] = {}
    if language in LANGUAGES:
        tables = declared(f"rules/language/words/{_PREFIX}{language}")
    by_first: dict[str, list[Phrase]] = {}
    for code in (name for name in tables if name in rules()):
        for forms, instead in tables[code].items():
            for form in forms.split("|"):
                phrase = Phrase(code, tuple(form.split()), instead)
                by_first.setdefault(phrase.words[0], []).append(phrase)
    warned = (one for found in by_first.values() for one in found if _warns(one.code))
    marks = frozenset(max(one.words, key=len) for one in warned)
    longest = {
        word: sorted(found, key=lambda one: -len(one.words)) for word, found in by_first.items()
    }
    short = frozenset(tables.get("sentences", {}).get("short_forms", "").split())
    return Vocabulary(language, longest, marks, short, tables)


def _warns(code: str) -> bool:
    return rules()[code].severity is not Severity.NOTE


@cache
def _set_of(language: str, table: str, key: str) -> frozenset[str]:
    found = vocabulary(language).tables.get(table, {}).get(key, "")
    return frozenset(found.split("|") if "|" in found else found.split())
