"""Whether words say something: 'TBD', 'n/a' or the field's own name fill no field (F27)."""

from __future__ import annotations

import re

from charters.model.text import Text

FEWEST_WORDS = 5
"""Words that a sentence needs at least."""

_TO_COME = (
    r"to be (?:added|announced|confirmed|decided|defined|deleted|determined|done|filled in"
    r"|provided|supplied|updated|written)|tb[acd]|coming soon|place ?holder|to ?do|fixme|xx+"
    r"|lorem ipsum.*|à (?:ajouter|compléter|confirmer|déterminer|venir|préciser)"
    r"|por (?:añadir|completar|confirmar|definir|determinar)"
)
_LEFT_IN = re.compile(f"(?:{_TO_COME})", re.IGNORECASE | re.DOTALL)
_LINE_LEFT_IN = re.compile(rf"^[^\w\n]*(?:{_TO_COME})[^\w\n]*$", re.IGNORECASE | re.MULTILINE)
_EMPTY = re.compile(
    rf"(?:{_TO_COME}|n/?a|not (?:applicable|available|yet(?: known)?)|none(?: yet)?|nil|null"
    r"|unknown|pending|see above|same(?: as above)?|as above|yes|no|ok(?:ay)?|x|test|text"
    r"|example|draft|s\.?o\.?|sans objet|aucune?|oui|non|en attente|inconnue?"
    r"|no (?:aplica|disponible)|ningun[oa]|s[íi]|pendiente|desconocid[oa]|[\W_]*)",
    re.IGNORECASE | re.DOTALL,
)
_NONE = re.compile(
    r"(?:none|nothing|no one|nobody|no (?:cases?|exclusions?)|aucun\w*|ning[úu]n\w*)\b"
    r"(?! (?:of|de|salvo|sauf|but|except|outside|after|before|that|who|other))",
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


def is_to_come(words: str) -> bool:
    """Return whether a text only says that its words are to come: 'tbd', 'to be confirmed'."""
    return _LEFT_IN.fullmatch(_bare(words)) is not None


def may_be_to_come(texts: str) -> bool:
    """Return whether one of many texts, one to a line, may be such words: told of all in one go."""
    return _LINE_LEFT_IN.search(texts) is not None


def _bare(said: str) -> str:
    return " ".join(said.split()).strip(" .!…-–—()[]<>*_\"'")


def _says_something(said: str, names: tuple[str, ...]) -> bool:
    plain = _bare(said)
    if _EMPTY.fullmatch(plain):
        return False
    return plain.lower().replace("_", " ") not in {name.replace("_", " ") for name in names}
