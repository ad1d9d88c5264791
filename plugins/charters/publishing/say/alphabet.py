"""The order of the alphabet, in which accents do not count: Évaluation stands between Essai and Examen."""

from __future__ import annotations

import unicodedata

_LETTERS = {"ñ": "n\uffff"}
"""Letters of their own, which stand behind all words with the one they are written like."""


def plain(text: str) -> str:
    """Return a text in small letters without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))


def alphabetical(words: str) -> tuple[str, str]:
    """Return by what a name is put into the order of the alphabet."""
    letters = words.casefold()
    for letter, behind in _LETTERS.items():
        letters = letters.replace(letter, behind)
    return plain(letters), words
