"""What an editor probably meant by a level that cannot be read: `ninety`, `90% or more`, `5 mins`.

These are offers for the end of a message; whoever makes one sees to it that it can be read.
"""

from __future__ import annotations

import difflib
import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred".split()
_AMOUNTS = {word: n for n, word in enumerate(_ONES)} | {
    word: n * 10 for n, word in enumerate(_TENS, 2)
}
_SPELLED = re.compile(
    rf"\b(?:(?:({'|'.join(_TENS[:-1])})[ -])?({'|'.join(_ONES)})|({'|'.join(_TENS)}))\b"
)

_TIME_WORDS = ("second", "minute", "hour", "day", "week", "month", "year")
_OTHER_WORDS = {
    "second": "s sec segundo sekunde sekunden",
    "minute": "min minuto minuten",
    "hour": "h hr hora heure stunde stunden",
    "day": "d dia día jour tag tage tagen",
    "week": "wk semana semaine woche wochen",
    "month": "mo mth mois mes meses monat monate monaten",
    "year": "y yr an año jahr jahre jahren",
}
_SHORT = {short: unit for unit, words in _OTHER_WORDS.items() for short in words.split()}
_DAYS = {
    "workday": "business days",
    "weekday": "business days",
    "work day": "business days",
    "week day": "business days",
    "bank day": "business days",
}

_MOST = r"(?:under|below|less than|fewer than|up to|no more than|not more than|within|<=?|≤)"
_LEAST = r"(?:over|above|more than|no less than|not less than|no fewer than|>=?|≥)"
_FORMS = (
    (rf"(?:max(?:imum)?(?: of)?|{_MOST}) ?(\d.*)", r"at most \1"),
    (rf"(?:min(?:imum)?(?: of)?|{_LEAST}) ?(\d.*)", r"at least \1"),
    (r"(?:~|about|around|approximately|roughly|nearly|almost|circa|ca\.) ?(\d.*)", r"\1"),
    (r"(\d.*?),? (?:(?:or|and) (?:less|fewer|lower|under|below|sooner|faster)|max(?:imum)?)",
     r"at most \1"),
    (r"(\d.*?)(?:,? (?:(?:or|and) (?:more|higher|better|over|above)|min(?:imum)?)| ?\+)",
     r"at least \1"),
    (r"(?:from )?(\d[\d.,]*) ?(%?[^\d%]*?)(?: ?[-–—] ?| to )(\d[\d.,]*) ?(\D+)",
     r"between \1 and \3 \4"),
    (r"((?:at (?:most|least) )?\d[\d.,]* ?%).*", r"\1"),
    (r"((?:at (?:most|least) )?\d[\d.,]* [^\W\d_]+) (?:on|to|in|at|for|from|by|with) .*", r"\1"),
    (r"(.*\d.*?)\.", r"\1"),
)  # fmt: skip
_MENDS = tuple((re.compile(form), better) for form, better in _FORMS)


def level_meant(text: str) -> str:
    """Return a level in the form it is probably meant in; the text itself where nobody can tell."""
    said = " ".join(text.lower().split())[:200]
    said = _SPELLED.sub(_in_digits, said)
    said = re.sub(r"(?<![\d,.])(\d+),(\d{1,2}|\d{4,}|(?<=0,)\d{3})(?![\d,.])", r"\1.\2", said)
    said = re.sub(r"\b(?:per ?cent|pct)\b", "%", said)
    for form, better in _MENDS:
        if form.fullmatch(said):
            said = form.sub(better, said)
    said = re.sub(r"(\d) +%", r"\1%", said).strip()
    return f"{said}%" if re.fullmatch(r"\d{1,2}|100", said) and not text.isdigit() else said


def _in_digits(found: re.Match[str]) -> str:
    return str(sum(_AMOUNTS[word] for word in found.groups() if word))


def time_unit_meant(unit: str) -> str | None:
    """Return the unit of time, in the plural, that a misspelt or shortened one stands for."""
    words = unit.lower().split()
    singular = unit.lower().removesuffix("s")
    if singular in _DAYS:
        return _DAYS[singular]
    if len(words) > 1 and words[0] not in ("business", "calendar", "working"):
        return None
    meant = _near(words[-1])
    return " ".join([*words[:-1], f"{meant}s"]) if meant else None


def _near(word: str) -> str | None:
    for known in (word, word.removesuffix("s"), word.removesuffix(".")):
        if known in _SHORT:
            return _SHORT[known]
    return next((unit for unit in _TIME_WORDS if _misspells(word, f"{unit}s", unit)), None)


def _misspells(word: str, *units: str) -> bool:
    """Whether a word looks like a unit, is not one, and is not just another word (yards)."""
    return all(word != unit for unit in units) and any(
        word[0] == unit[0] and (_alike(word, unit) > 0.8 or sorted(word) == sorted(unit))
        for unit in units
    )


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()
