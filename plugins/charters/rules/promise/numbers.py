"""Numbers as people write them in a sentence, in digits or in words, in English and in French.

Nothing here knows what a number means; `times` and `shares` do.
"""

from __future__ import annotations

import re
from decimal import Decimal

_EN_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_FR_SMALL = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_EN = _EN_SMALL.split()
_FR = _FR_SMALL.split()
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FR_TENS = (
    "vingt", "trente", "quarante", "cinquante", "soixante", "septante", "huitante", "nonante",
)  # fmt: skip

_VALUES: dict[str, int] = {
    **{word: value for value, word in enumerate(_EN)},
    **{word: value for value, word in enumerate(_FR)},
    **{word: 10 * (place + 2) for place, word in enumerate(_EN_TENS)},
    **{word: 10 * (place + 2) for place, word in enumerate(_FR_TENS)},
    "a": 1,
    "an": 1,
    "une": 1,
    "vingts": 20,
}
_HUNDREDS = {"hundred", "cent", "cents"}
_HALVES = {"half", "demi"}
_WORD = re.compile(r"[a-zé]+")

_EN_ONES = "|".join(sorted(_EN[1:], key=len, reverse=True))
_EN_WORDS = (
    rf"half[ -]an?|(?:an?|{_EN_ONES})[ -]hundred(?:[ -](?:and[ -])?(?:(?:{'|'.join(_EN_TENS)})"
    rf"(?:[ -](?:{_EN_ONES}))?|{_EN_ONES}))?|"
    rf"(?:{'|'.join(_EN_TENS)})(?:[ -](?:{_EN_ONES}))?|{_EN_ONES}"
)
_FR_ONE = "|".join(sorted({*_FR[1:], *_FR_TENS, "une", "vingts", "cents?"}, key=len, reverse=True))
# At most six words ('quatre cent quatre-vingt-dix-neuf'): an endless row of number words in an
# editor's text must not keep the pattern busy.
_FR_WORDS = rf"une demi|(?:{_FR_ONE})(?:[ -](?:et[ -](?=un|onze))?(?:{_FR_ONE})){{0,5}}"

_EN_DIGITS = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?"
_FR_DIGITS = r"\d{1,3}(?: \d{3}){1,4}(?:,\d{1,9})?|\d{1,15}(?:[.,]\d{1,9})?"

NUMBER = {
    "en": rf"(?:{_EN_DIGITS}|(?:{_EN_WORDS})(?![a-z]))",
    "fr": rf"(?:{_FR_DIGITS}|(?:{_FR_WORDS})(?![a-zé]))",
}
"""The pattern of one number in lower case, by language."""


def number_said(written: str, language: str) -> Decimal:
    """Return the value of a number that `NUMBER` found."""
    if not written[0].isdigit():
        return _in_words(_WORD.findall(written))
    if language == "fr":
        return Decimal(written.replace(" ", "").replace(",", "."))
    return Decimal(written.replace(",", ""))


def _in_words(words: list[str]) -> Decimal:
    if not _HALVES.isdisjoint(words):
        return Decimal("0.5")
    total = 0
    before = ""
    for word in words:
        if word in _HUNDREDS:
            total = max(total, 1) * 100
        elif before == "quatre" and word in ("vingt", "vingts"):
            total += 76  # quatre-vingts is four twenties; the four is in the total already
        else:
            total += _VALUES.get(word, 0)
        before = word
    return Decimal(total)
