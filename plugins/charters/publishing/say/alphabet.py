"""The order of the alphabet, in which accents do not count: Évaluation stands between Essai and Examen."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {"ñ": "n\uffff"}
"""Letters of their own, which stand behind all words with the one they are written like."""


_ACCENTS_AMONG = re.compile("[\u0300-\U0010ffff]")
"""No letter before these is an accent alone."""


def without_accents(text: str) -> str:
    """Return a text in small letters without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text.casefold())
    return _ACCENTS_AMONG.sub(lambda one: "" if unicodedata.combining(one[0]) else one[0], apart)


def alphabetical(words: str) -> tuple[str, str]:
    """Return by what a name is put into the order of the alphabet."""
    letters = words.casefold()
    for letter, behind in _LETTERS.items():
        letters = letters.replace(letter, behind)
    return without_accents(letters), words
