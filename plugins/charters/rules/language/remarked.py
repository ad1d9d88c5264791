"""What a rule of plain language says of some words: its code, the words, and where they stand."""

from __future__ import annotations

from typing import NamedTuple

from charters.problems import Place, Problem, Rule, Severity, declared, rules
from charters.problems.message import Message
from charters.rules.language.passages import Sentence

ROOM = "rules/language/language"
RULES: tuple[Rule, ...] = tuple(rules()[code] for code in declared(ROOM))
"""The rules of plain language, in the order of their numbers."""


class Remarked(NamedTuple):
    """What one rule says of a sentence, or of a whole text."""

    code: str
    start: int
    """Where the words begin in the text."""
    said: str
    values: tuple[tuple[str, object], ...] = ()
    sentence: str = ""

    @property
    def is_warning(self) -> bool:
        """Whether the check of a site tells of it."""
        return rules()[self.code].severity is not Severity.NOTE

    def at(self, place: Place) -> Problem:
        """Return it as a problem at a place."""
        rule, values = rules()[self.code], (("said", self.said), *self.values)
        return Problem(place, self.code, Message(rule.what, values), do=Message(rule.do, values))


def of_words(code: str, sentence: Sentence, first: int, last: int, **values: object) -> Remarked:
    """Return a remark about some words of a sentence."""
    start, said = sentence.spans[first][0], sentence.quoted(first, last)
    return Remarked(code, start, said, tuple(values.items()), " ".join(sentence.text.split()))


def of_text(code: str, sentence: Sentence, **values: object) -> Remarked:
    """Return a remark about a sentence, or about a text that begins with it."""
    return of_words(code, sentence, 0, min(4, len(sentence.raw) - 1), **values)
