"""The same text in several languages says the same numbers (K24).

Times and shares are compared by what they mean ('2 weeks' is '14 jours'), all other numbers as they
are. Whether a translation is older than its source, only the history of its file shows (`past/old_translations.py`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from charters.model.file_names import RESULTS, TARGETS
from charters.model.text import Text, cell_in_languages
from charters.problems import Problem
from charters.rules.case import WORDED, Case
from charters.rules.promise.promise import Remark, Said, heard, remark
from charters.rules.promise.wordlists import LANGUAGES

_SPACES = re.compile(r"[\u00a0\u202f\u2009]")
_DATE = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_JOINED = re.compile(
    r"\+?\b\d{1,4}(?:[ .()-]{1,2}\d{2,4}){2,5}\b"  # a phone number
    r"|(?<![\d.,])\d{1,3}(?:[ ,.'’]\d{3})+(?!\d)"  # thousands
)
_DIGITS = re.compile(r"(?<![^\W\d_])\d+(?:[.,]\d+)?")
_AFTER = re.compile(r" ?%| [^\W\d]+")
_RUNS = re.compile(r"\d+")
_AFTERNOON = re.compile(r"\b(\d{1,2})(?:[:.]\d\d)? ?p\.? ?m\b", re.IGNORECASE)
_NOON = re.compile(r"\b(?:noon|midi|mediodía|mittag)\b", re.IGNORECASE)
_ARTICLES = frozenset({Decimal(0), Decimal(1)})
"""One is an article in many languages, and zero stands in '8:00'."""

Meanings = frozenset[object]
"""All that a number may mean: itself, an hour counted from midnight, a length of time, a share."""


class _Numbers(NamedTuple):
    """What one language of a text says in numbers."""

    said: Said
    written: tuple[tuple[str, Meanings], ...]
    """The numbers in digits, each with the word behind it and what it may mean."""
    meanings: Meanings
    """All that is meant, by numbers in words too."""

    def missing_in(self, other: _Numbers) -> str:
        """Return the first number in digits that another language says in no form, as written."""
        return next((q for q, meant in self.written if meant.isdisjoint(other.meanings)), "")


def translations(case: Case) -> Iterator[Problem]:
    """Yield texts, and cells of tables, whose languages say different numbers."""
    for file, keys, text in case.texts:
        several = len(text.by_language) > 1
        found = differing(text, case.register.settings.language) if several else None
        if found is not None:
            places = (case.charter.place(file, *keys, code) for code, _said in reversed(found))
            yield remark_on(found).at(*places)
    for file, line, column, words in _cells(case):
        said = cell_in_languages(words) if words[:1] == "{" else None
        if said and (found := differing(Text((*said.items(),)), case.register.settings.language)):
            yield remark_on(found).at(case.charter.place(file, line, column))


def _cells(case: Case) -> Iterator[tuple[str, int, str, str]]:
    """Yield the cells of the tables that hold words: file, line and column, and what stands there."""
    for row in case.worded_rows:
        for column in WORDED:
            yield RESULTS, row.line, column, getattr(row, column)
    for aim in (aim for one in case.charter.standards for aim in one.aims):
        yield TARGETS, aim.line, "note", aim.note


Found = tuple[tuple[str, str], tuple[str, str]]
"""Two languages of a text, each with a number that only it says; '' where it says no other one."""


def remark_on(found: Found) -> Remark:
    """Return what is said of two languages whose numbers differ."""
    (one, here), (other, there) = sorted(found, key=lambda pair: not pair[1])
    name = "translation" if there else "translation-lacks"
    return remark(name, here, language=one, other=there, second=other)


def differing(text: Text, site: str) -> Found | None:
    """Return two languages of a text, and what only one of them says in numbers, or None."""
    first, *others = (set(_RUNS.findall(words)) for _code, words in text.by_language)
    if all(digits == first for digits in others):
        return None
    read = [(code, _numbers(w, (code or site).split("-")[0])) for code, w in text.by_language]
    for (one, said), (other, also) in combinations(read, 2):
        here, there = said.missing_in(also), also.missing_in(said)
        if (here and there) or ((here or there) and _is_sure(said.said, also.said)):
            return (one, here), (other, there)
    return None


def _is_sure(one: Said, other: Said) -> bool:
    """Return whether a number that is left out is a level: a time or a share, in one of the two."""
    if not {one.language, other.language} <= set(LANGUAGES):
        return False
    return bool(one.times) != bool(other.times) or bool(one.shares) != bool(other.shares)


@lru_cache(maxsize=4096)
def _numbers(words: str, language: str) -> _Numbers:
    said, tidy = heard(words, language), _SPACES.sub(" ", words)
    meanings = _meanings(said, tidy)
    written = tuple((quoted, frozenset({n, *meanings.get(n, ())})) for n, quoted in _written(tidy))
    hours = {Decimal(int(found[1]) % 12 + 12) for found in _AFTERNOON.finditer(tidy)}
    noon = {Decimal(12)} if _NOON.search(tidy) else set()
    lengths = (length for time in said.times for length in time.lengths)
    shares = (("share", share.amount) for share in said.shares)
    named = said.spelled | hours | noon
    return _Numbers(said, written, named.union(lengths, shares, *(m for _q, m in written)))


def _meanings(said: Said, tidy: str) -> Mapping[Decimal, set[object]]:
    """Return what each number of a text means besides itself: all times and shares are gone through once."""
    meant: dict[Decimal, set[object]] = defaultdict(set)
    for hour in {Decimal(found[1]) for found in _AFTERNOON.finditer(tidy)}:
        meant[hour] |= {hour + 12} if hour < 12 else set()
    for time in said.times:
        for number in (time.amount, time.amount if time.low is None else time.low):
            meant[number] |= time.lengths
    for share in said.shares:
        for number, _quoted in _written(said.quoted(share)):
            meant[number].add(("share", share.amount))
    return meant


def _written(text: str) -> Iterator[tuple[Decimal, str]]:
    text = _DATE.sub(lambda day: f"{int(day[1])} {int(day[2])} {int(day[3])}", text)
    text = _JOINED.sub(lambda number: re.sub(r"\D", "", number[0]), text)
    for number in _DIGITS.finditer(text):
        amount, after = Decimal(number[0].replace(",", ".")), _AFTER.match(text, number.end())
        if amount not in _ARTICLES:
            yield amount, number[0] + (after[0] if after else "")
