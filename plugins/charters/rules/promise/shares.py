"""Shares in a sentence that may be how often a promise is kept: '93%', '9 out of 10'.

Fees, samples, margins and tolerances ('within 5% of the estimate') are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from charters.model.quantities import Direction
from charters.rules.promise.wordlists import phrases


@dataclass(frozen=True, slots=True)
class Share:
    """One percentage a sentence says."""

    amount: Decimal
    bound: Direction | None
    """Which way the sentence says is better ('at least', 'at most'), if it does."""
    start: int
    end: int
    """Where it stands in the text."""


def find_shares(text: str, language: str) -> Iterator[Share]:
    """Yield the percentages, in a text with its numbers in digits, that may be an aim."""
    for found in phrases(language, "percent").find_all(text):
        if not phrases(language, "no_aim").is_beside(text, *found.span()):
            yield _share(Decimal(found[1]), text, *found.span(), language)
    for found in phrases(language, "of_every").find_all(text):
        part, whole = (Decimal(number) for number in found.groups() if number)
        if 0 < part <= whole:
            yield _share(part * 100 / whole, text, *found.span(), language)


def _share(amount: Decimal, text: str, start: int, end: int, language: str) -> Share:
    bound = None
    if phrases(language, "at_most").is_beside(text, start, end):
        bound = Direction.LOWER
    elif phrases(language, "at_least").is_beside(text, start, end):
        bound = Direction.HIGHER
    return Share(amount, bound, start, end)
