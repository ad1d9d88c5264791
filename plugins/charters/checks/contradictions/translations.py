"""The same text in several languages says the same numbers (K24).

Times and shares are compared by what they mean ('2 weeks' is '14 jours'), all other numbers as they
are. Whether a translation is older than its source cannot be seen: both stand in one field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from charters.checks.contradictions.numbers_said import Numbers, digits_in, numbers_in
from charters.checks.contradictions.places import Keys, beside
from charters.checks.contradictions.texts import texts_of
from charters.checks.wording import LANGUAGES
from charters.model.register import Charter, Register
from charters.model.text import Text
from charters.problems import Problem


@dataclass(frozen=True, slots=True)
class Difference:
    """Two languages of a text, and what only one of them says."""

    one: str
    other: str
    in_one: str
    in_other: str


def check_translations(register: Register) -> Iterator[Problem]:
    """Yield texts whose languages say different numbers."""
    site = register.settings.language
    for charter in register.charters.values():
        for file, keys, text in texts_of(charter):
            found = differing(text, site) if len(text.by_language) > 1 else None
            if found is not None:
                yield _differs(charter, file, keys, found)


def differing(text: Text, site_language: str) -> Difference | None:
    """Return the first two languages of a text that say different numbers, or None."""
    first, *others = (digits_in(words) for _, words in text.by_language)
    if all(digits == first for digits in others):
        return None
    read = [
        (code, numbers_in(words, (code or site_language).split("-")[0]))
        for code, words in text.by_language
    ]
    for (one, said), (other, also_said) in combinations(read, 2):
        readable = {one.split("-")[0], other.split("-")[0]} <= set(LANGUAGES)
        here, there = _only(said, also_said), _only(also_said, said)
        if (here and there) or (readable and (here or there) and _is_sure(said, also_said)):
            return Difference(one, other, here, there)
    return None


def _only(said: Numbers, other: Numbers) -> str:
    """Return the first number that only one language says, with the word behind it."""
    return next((quoted for number, quoted in said.written if said.without(number, other)), "")


def _is_sure(said: Numbers, other: Numbers) -> bool:
    """Return whether a number that is left out is a level: a time or a share, in one of the two."""
    return bool(said.times) != bool(other.times) or bool(said.shares) != bool(other.shares)


def _differs(charter: Charter, file: str, keys: Keys, found: Difference) -> Problem:
    place = charter.place(file, *keys, found.other)
    first = charter.place(file, *keys, found.one)
    said = [
        f"'{quoted}' in {code}" if quoted else f"no such number in {code}"
        for code, quoted in ((found.one, found.in_one), (found.other, found.in_other))
    ]
    message = (
        f"the translations differ: {said[0]} ({beside(place, first)}), {said[1]}; "
        "write the same number in both"
    )
    return Problem(place, "K24", message, (first,))
