"""Shares in a sentence that may be how often a promise is kept: '93%', '9 out of 10'.

Fees, samples, margins and tolerances ('within 5% of the estimate') are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from charters.model.quantities import Direction
from charters.rules.promise.numbers import NUMBER, number_said

_LONGEST = 36
"""Characters before a number that can change what it means."""

_HAS_SHARE = {
    "en": re.compile(
        r"%|per ?cent|out of|of every|in every|\b(?:in|of) (?:an? )?(?:ten|10|hundred|100|twenty|20)\b"
        r"|\bin (?:four|five)\b"
    ),
    "fr": re.compile(r"%|pour ?cent|p\. 100|sur (?:dix|cent|10)"),
}
_PERCENT = {
    "en": re.compile(rf"(?<![\w.,])({NUMBER['en']}) ?(?:\(\w+\) ?)?(?:%|per ?cent\b)"),
    "fr": re.compile(rf"(?<![\w.,])({NUMBER['fr']}) ?(?:%|pour ?cent\b|p\. 100)"),
}
_OF_EVERY = {
    "en": re.compile(
        rf"\b({NUMBER['en']}) (?:out of|of|in)(?: every)? "
        r"(10|ten|100|(?:one |a )?hundred|20|twenty|(?:(?<=in )|(?<=out of ))(?:four|five))\b"
        r"(?! ?(?:business|working|calendar|second|minute|hour|day|week|month|year|[.,]?\d|%))"
    ),
    "fr": re.compile(
        rf"\b({NUMBER['fr']}) (?:\w+ )?sur (10|dix|100|cent|20|vingt)\b(?! ?(?:[.,]?\d|%))"
    ),
}
_NO_AIM_BEFORE = {
    "en": re.compile(
        r"(?:\bwithin|\bup to|±|\+/-|plus or minus|\bby|sampl\w+(?: of)?"
        r"|confiden\w+(?: level)?(?: of)?"
        r"|\b(?:increas|decreas|reduc)\w+(?: of| by)?|\b(?:rises?|falls?|grows?|saves?)(?: of| by)?"
        r"|\b(?:interest|tax|fee|royalty|discount|deposit|penalty|margin|error|duty|rated"
        r"|additional|extra|surcharge|contribution|funding)"
        r"(?: rates?)?(?: of error)?(?: of| at| is)?)"
        r"(?: (?:at least|about|up to|the|an?|only|or))* $"
    ),
    "fr": re.compile(
        r"(?:±|\+/-|jusqu'à|plus ou moins|échantillon\w*(?: \w+)?(?: de)?|confiance(?: de)?"
        r"|à \w+ près|\b(?:augment|rédui|dimin|hauss|baiss)\w+(?: de)?|écart(?: de)?|précis à"
        r"|\b(?:intérêts?|taxe|frais|redevance|rabais|dépôt|pénalité|marge|erreur|invalidité"
        r"|supplémentaires?|subvention|contribution)(?: d'erreur)?(?: de| est de)?)"
        r"(?: (?:au moins|environ|jusqu'à|la|les|le|une?|de))* $"
    ),
}
_NO_AIM_AFTER = {
    "en": re.compile(
        r" ?(?:(?!of )\w+ )?(?:sample|confiden|discount|fee\b|tax\b|duty\b|interest|deposit|margin"
        r"|surcharge|increase|reduction|decrease|disab|penalty|co-?pay"
        r"|match|down ?payment|commission|holdback|points?\b|tolerance)"
        r"| ?of (?:(?:the|your|all|its|their|any|eligible|total|project|estimated|approved) )*"
        r"(?:costs?|fees?|price|value|amount|budget|funding|salary|wages?|incomes?|earnings|advance"
        r"|loan|tuition|expenses|rent|grant|contribution)\b"
        r"(?! (?:applic|decis|request|claim|payment|propos|letter|inquir|call|case|file|notice))"
    ),
    "fr": re.compile(
        r" ?(?:d'échantillon|de (?:confiance|rabais|marge|réduction|hausse|frais)|d'intérêt"
        r"|points?\b|d'(?:augmentation|invalidité)|près\b)"
        r"| ?(?:du|de la|de l'|des|de vos|de votre) ?(?:coûts?|frais|prix|valeur|montant|budget"
        r"|financement|salaire|revenus?|dépenses|prêt|loyer)\b"
    ),
}
_AT_MOST_BEFORE = {
    "en": re.compile(
        r"(?:less than|under|below|(?:no|not|never) more than|at most|fewer than|lower than"
        r"|maximum(?: of)?|(?:not|never) exceed(?:s|ing)?|<|≤) ?$"
    ),
    "fr": re.compile(
        r"(?:moins de|au plus|pas plus de|maximum(?: de)?|inférieure?s? à|sous"
        r"|pas (?:dépasser|excéder)|dépasse(?:ra)? pas|<|≤) ?$"
    ),
}
_AT_MOST_AFTER = {
    "en": re.compile(r" ?or (?:less|fewer|lower|below|under)\b| ?(?:at most|maximum)\b"),
    "fr": re.compile(r" ?(?:ou moins|au plus|au maximum)\b"),
}
_AT_LEAST_BEFORE = {
    "en": re.compile(
        r"(?:at least|at a minimum|minimum(?: of)?|(?:no|not) (?:less|fewer) than|≥) ?$"
    ),
    "fr": re.compile(r"(?:au moins|minimum(?: de)?|pas moins de|≥) ?$"),
}
_AT_LEAST_AFTER = {
    "en": re.compile(r" ?or (?:more|greater|better|higher|above)\b"),
    "fr": re.compile(r" ?(?:ou plus|au moins|au minimum)\b"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """One percentage a sentence says."""

    amount: Decimal
    bound: Direction | None
    """Which way the sentence says is better ('at least', 'at most'), if it does."""
    written: str
    start: int
    """Where it begins in the text."""


def find_shares(text: str, language: str) -> list[Share]:
    """Return the percentages in lower-case words that may be an aim."""
    if not _HAS_SHARE[language].search(text):
        return []
    return [*_percentages(text, language), *_of_every(text, language)]


def _percentages(text: str, language: str) -> Iterator[Share]:
    for found in _PERCENT[language].finditer(text):
        before = text[max(0, found.start() - _LONGEST) : found.start()]
        if _NO_AIM_BEFORE[language].search(before):
            continue
        if _NO_AIM_AFTER[language].match(text, found.end()):
            continue
        amount = number_said(found[1], language)
        yield Share(amount, _bound(text, before, found.end(), language), found[0], found.start())


def _of_every(text: str, language: str) -> Iterator[Share]:
    for found in _OF_EVERY[language].finditer(text):
        part, whole = (number_said(found[group], language) for group in (1, 2))
        if 0 < part <= whole:
            before = text[max(0, found.start() - _LONGEST) : found.start()]
            bound = _bound(text, before, found.end(), language)
            yield Share(part * 100 / whole, bound, found[0], found.start())


def _bound(text: str, before: str, end: int, language: str) -> Direction | None:
    if _AT_MOST_BEFORE[language].search(before) or _AT_MOST_AFTER[language].match(text, end):
        return Direction.LOWER
    if _AT_LEAST_BEFORE[language].search(before) or _AT_LEAST_AFTER[language].match(text, end):
        return Direction.HIGHER
    return None
