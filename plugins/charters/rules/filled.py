"""Whether words say something: 'TBD', 'n/a' or the field's own name fill no field (F27)."""

from __future__ import annotations

import re

from charters.model.text import Text

FEWEST_WORDS = 5
"""Words that a sentence needs at least."""

_EMPTY = re.compile(
    r"(?:to be (?:added|announced|confirmed|decided|defined|deleted|determined|done|filled in"
    r"|provided|supplied|updated|written)|tb[acd]|n/?a|not (?:applicable|available|yet(?: known)?)"
    r"|none(?: yet)?|nil|null|unknown|pending|coming soon|place ?holder|to ?do|fixme|see above"
    r"|same(?: as above)?|as above|yes|no|ok(?:ay)?|x+|test|text|lorem ipsum.*|example|draft"
    r"|à (?:ajouter|compléter|confirmer|déterminer|venir|préciser)|s\.?o\.?|sans objet|aucune?|oui"
    r"|non|[\W_]*)",
    re.IGNORECASE | re.DOTALL,
)
_NONE = re.compile(
    r"(?:none|nothing|no one|nobody|no (?:cases?|exclusions?)|aucun\w*)\b"
    r"(?! (?:of|but|except|outside|after|before|that|who|other))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_WIDE = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
"""Scripts that set no space between words: two signs stand for a word."""


def is_said(words: Text | str | None, *names: str) -> bool:
    """Return whether words fill a field; `names` are what the field itself is called."""
    if not words:
        return False
    spoken = [said for _, said in words.by_language] if isinstance(words, Text) else [words]
    return all(_says_something(said, names) for said in spoken)


def says_none(words: Text | None) -> bool:
    """Return whether words say that there is none: 'none', 'no cases'; not 'none but those ...'."""
    return words is not None and _NONE.match(str(words)) is not None


def is_sentence(words: Text | str | None, *names: str) -> bool:
    """Return whether words fill a field that needs a sentence: five words in one language."""
    if words is None or not is_said(words, *names):
        return False
    spoken = [said for _, said in words.by_language] if isinstance(words, Text) else [words]
    return max(map(word_count, spoken)) >= FEWEST_WORDS


def word_count(words: str) -> int:
    """Return how many words a text has."""
    spaced, wide = (words, 0) if words.isascii() else re.subn(_WIDE, " ", words)
    return wide // 2 + len(_WORD.findall(spaced))


def _says_something(said: str, names: tuple[str, ...]) -> bool:
    plain = " ".join(said.split()).strip(" .!…-–—()[]<>*_\"'")
    if _EMPTY.fullmatch(plain):
        return False
    return plain.lower().replace("_", " ") not in {name.replace("_", " ") for name in names}
