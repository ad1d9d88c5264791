"""Whether a promise is about time, and whether its sentence says a time that can be tested."""

from __future__ import annotations

import re

from charters.model.shapes import Shape
from charters.model.standards import StandardType
from charters.rules.promise.levels import fields_of_time
from charters.rules.promise.promise import Promise, Said

_TIMED_TYPES = (StandardType.TIMELINESS, StandardType.WAITING)
_UNTIMED_SHAPES = (
    Shape.SHARE_WITH_PROPERTY,
    Shape.SCORE,
    Shape.RATE,
    Shape.COUNT_AT_LEAST,
    Shape.COUNT_AT_MOST,
    Shape.YES_NO,
    Shape.BACKLOG,
)
_WITHIN = {"en": "within 20 business days", "fr": "dans les 20 jours ouvrables"}
_MONTH = {
    "en": "january|february|march|april|may|june|july|august|september|october|november|december",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
}
# Dates, times of day, a rhythm, or a date agreed with the customer can be tested as well.
_OTHER_TIME = {
    "en": re.compile(
        r"\b(?:\d{1,2}(?::\d\d)? ?[ap]\.?m\b|noon\b|midnight\b|24/7"
        r"|(?:dai|hour|week|month|quarter|year|bi-?week|annual)ly\b"
        r"|(?:each|every|same|next|first|last|following) (?:business |working |calendar )?"
        r"(?:days?|week|month|quarter|year|hour|(?:mon|tues|wednes|thurs|fri)day)\b"
        r"|(?:end|close) of (?:the )?(?:business|day|week|month|quarter|year)\b"
        r"|on or before\b|agreed\b|negotiated\b|appointments?\b|in advance\b|real[- ]time\b"
        rf"|(?:{_MONTH['en']}) \d|(?:in|of|by|late|early|mid) (?:{_MONTH['en']})\b"
        r"|\d{1,2}(?:st|nd|rd|th)\b)"
    ),
    "fr": re.compile(
        r"\b(?:\d{1,2} ?h\b|24/7|24 heures sur 24|midi\b|minuit\b"
        r"|quotidien|hebdomadaire|mensuel|trimestriel|annuel"
        r"|(?:chaque|tous les|toutes les|même|prochain|premier|dernier) (?:jour|semaine|mois"
        r"|trimestre|an|heure|lundi|mardi|mercredi|jeudi|vendredi)"
        r"|(?:jour même|lendemain|temps réel|(?:mois|jour|semaine) suivante?"
        r"|fin (?:du|de la|de l'))\b|conven|négoci|rendez-vous|au plus tard (?:le|à)\b"
        rf"|(?:\d{{1,2}}(?:er)?|en|fin|début) (?:{_MONTH['fr']})\b)"
    ),
}


def is_timed(promise: Promise) -> bool:
    """Return whether a promise is about time, by its limit, its target or its type."""
    if fields_of_time(promise):
        return True
    return promise.type in _TIMED_TYPES and promise.shape not in _UNTIMED_SHAPES


def has_testable_time(promise: Promise, said: Said) -> bool:
    """Return whether a sentence says a time that can be tested: a length, a date, a rhythm.

    Where a field gives a length, only a length will do.
    """
    fields = fields_of_time(promise)
    if not fields:
        return bool(said.times or _OTHER_TIME[said.language].search(said.text))
    aside = (time.same_as(field.time) for time in said.times for field in fields)
    return bool(said.promised) or any(aside)


def level_to_write(promise: Promise) -> str:
    """Return what an editor can write into a promise that has no number yet."""
    for field in fields_of_time(promise):
        return f"its {field.name} is {field.written}, so say that in the promise"
    return f"say how long, such as '{_WITHIN[promise.language]}'"
