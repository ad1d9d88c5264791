"""The numbers a text says, so that two languages of it can be set side by side (K24)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from charters.checks.wording import LANGUAGES
from charters.checks.wording.numbers import NUMBER, number_said
from charters.checks.wording.promise import heard
from charters.checks.wording.shares import Share
from charters.checks.wording.times import Time

_SPACES = re.compile(r"[\u00a0\u202f\u2009]")
_DATE = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_PHONE = re.compile(r"\+?\b\d{1,4}(?:[ .()-]{1,2}\d{2,4}){2,5}\b")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ ,.'’]\d{3})+(?!\d)")
_DIGITS = re.compile(r"(?<![^\W\d_])\d+(?:[.,]\d+)?")
_RUNS = re.compile(r"\d+")
_AFTERNOON = re.compile(r"\b(\d{1,2})(?:[:.]\d\d)? ?p\. ?m\b|\b(\d{1,2})(?:[:.]\d\d)? ?pm\b")
_NOON = re.compile(r"\b(?:noon|midi|mediodía|mittag)\b")
_IN_WORDS = {language: re.compile(rf"\b{NUMBER[language]}") for language in LANGUAGES}
_ARTICLES = frozenset({Decimal(0), Decimal(1)})
"""One is an article in many languages, and zero stands in '8:00'."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What one language of a text says in numbers."""

    written: tuple[tuple[Decimal, str], ...]
    """Numbers in digits, each with a few words around it, in the order they are said."""
    spelled: frozenset[Decimal] = frozenset()
    """Numbers in words, and hours of the afternoon counted from midnight."""
    times: tuple[Time, ...] = ()
    shares: tuple[Share, ...] = ()
    later: dict[Decimal, Decimal] = field(default_factory=dict)
    """Hours of the afternoon: 5 p.m. is 17."""

    def says(self, number: Decimal) -> bool:
        """Return whether the number is said, in digits or in words."""
        return number in self.spelled or any(number == other for other, _ in self.written)

    def without(self, number: Decimal, other: Numbers) -> bool:
        """Return whether another text says a number of this one nowhere, in no form."""
        later = self.later.get(number)
        if other.says(number) or (later is not None and other.says(later)):
            return False
        if number in other.later.values():
            return False
        return not self._means_the_same(number, other)

    def _means_the_same(self, number: Decimal, other: Numbers) -> bool:
        for time in self.times:
            if number in (time.amount, time.low) and any(time.same_as(t) for t in other.times):
                return True
        digits = {share.amount for share in other.shares}
        return any(
            share.amount in digits and number in _decimals(share.written) for share in self.shares
        )


@lru_cache(maxsize=4096)
def numbers_in(words: str, language: str) -> Numbers:
    """Return the numbers of a text; in English and French the ones in words too."""
    tidy = _SPACES.sub(" ", words)
    written = tuple(_written(tidy))
    later = {
        Decimal(hour): Decimal(int(hour) % 12 + 12)
        for found in _AFTERNOON.finditer(tidy.lower())
        for hour in (found[1] or found[2],)
    }
    spelled = {Decimal(12)} if _NOON.search(tidy.lower()) else set()
    if language not in LANGUAGES:
        return Numbers(written, frozenset(spelled), later=later)
    said = heard(words, language)
    for found in _IN_WORDS[language].finditer(said.text):
        spelled.add(number_said(found[0], language))
    return Numbers(written, frozenset(spelled), said.times, said.shares, later)


def _written(text: str) -> list[tuple[Decimal, str]]:
    text = _DATE.sub(lambda day: f"{int(day[1])} {int(day[2])} {int(day[3])}", text)
    text = _PHONE.sub(lambda phone: re.sub(r"\D", "", phone[0]), text)
    text = _THOUSANDS.sub(lambda number: re.sub(r"\D", "", number[0]), text)
    found = []
    for number in _DIGITS.finditer(text):
        amount = Decimal(number[0].replace(",", "."))
        if amount not in _ARTICLES:
            after = re.match(r" ?%| [^\W\d]+", text[number.end() :])
            found.append((amount, number[0] + (after[0] if after else "")))
    return found


def digits_in(words: str) -> set[str]:
    """Return the runs of digits of a text: equal sets in two languages need no closer look."""
    return set(_RUNS.findall(words))


def _decimals(words: str) -> set[Decimal]:
    return {Decimal(number.replace(",", ".")) for number in _DIGITS.findall(words)}
