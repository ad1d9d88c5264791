"""Where in a sentence a length of time stands: promised to the customer, said aside, or neither.

'Within 5 days' is promised; 'if you call within 5 days' and 'for 5 years' are said aside: they may
agree with a field, but never contradict one; '24 hours a day' promises no length of time at all.
"""

from __future__ import annotations

import re

_LONGEST = 42
"""Characters before a number that can change what it means."""

_CLAUSE_MARKS = (". ", ";", ":", ",", "(", " - ")

_NO_TIME_AFTER = {
    "en": re.compile(
        r" ?(?:(?:,? (?:and )?)?(?:a|per|each|every|/)[ /]?(?:day|week|month|year|hour)\b"
        r"|[ -]old\b|of age\b|ago\b|,? (?:and )?7 days a)|/\d"
    ),
    "fr": re.compile(
        r" ?(?:sur|par|/) ?(?:24|7|365|sept|vingt-quatre|jour|semaine|mois|an|heure)"
        r"| à \d+ ?h| d'âge\b"
    ),
}
_NO_TIME_BEFORE = {
    "en": re.compile(r"(?:out of|per(?: last)?|ages?d?) $"),
    "fr": re.compile(r"(?:il y a|âgée?s? de|jours sur les|\dh|\d h) ?$"),
}
_WITHIN = re.compile(r"\b(?:within|délai(?: \w+)? (?:de |d')) ?$")
_LEADS = {
    "en": re.compile(r"at least $"),
    "fr": re.compile(r"au moins $"),
}
_LED = {
    "en": re.compile(r"'?s? (?:in advance|before|ahead|prior|notice|of notice)\b"),
    "fr": re.compile(r" (?:avant|à l'avance|d'avance|de préavis)\b"),
}
_ASIDE_BEFORE = {
    "en": re.compile(
        r"\b(?:for|after|over|since|first|initial|additional|further|extra|another|every|each|last"
        r"|past|previous|preceding|by|have|beyond|open|until|least|minimum of)"
        r"(?: (?:an?|the|up to|about|at least|more|another))* $"
    ),
    "fr": re.compile(
        r"\b(?:pendant|durant|depuis|après|pour|tous|toutes|chaque|derni[eè]re?s?|premi[eè]re?s?"
        r"|avez|moins|minimum de|prévisions? sur|valables?|valides?|bout de"
        r"|(?:supplémentaire|additionnelle|additionnel)s?(?: \w+)? de)"
        r"(?: (?:une?|les?|la|des|de|période de|au))* $"
    ),
}
_ASIDE_AFTER = {
    "en": re.compile(
        r"'?[ -](?:period|extension|forecast|term|supply|cycle|shift|trial|window|line|hotline"
        r"|availability|notice|of (?:data|experience|service|history|work|notice)"
        r"|before|prior|in advance|ahead)\b"
    ),
    "fr": re.compile(r" (?:avant|à l'avance|d'avance|de préavis|de service|d'expérience)\b"),
}
_LIMITED = {
    "en": re.compile(
        r"\b(?:within|under|less than|(?:no|not) (?:more|longer|later) than)(?: an?)? $"
    ),
    "fr": re.compile(r"\b(?:délai(?: \w+)? (?:de |d')|sous |moins (?:de |d')|d'ici )$"),
}
_MORE = {
    "en": re.compile(r"\b(?:more|longer|later|greater|older) (?:than|then) $"),
    "fr": re.compile(r"\bplus (?:de |d')$"),
}
_NEVER = {
    "en": re.compile(r"\b(?:no|not|never|nobody|none|no-one|nor|cannot|without)\b|n't\b"),
    "fr": re.compile(r"\b(?:ne|pas|jamais|aucune?|personne|nul|sans)\b|\bn'"),
}
_CONDITION = {
    "en": re.compile(
        r" ?(?:(?:and|or|but|except|however) )*"
        r"(?:if|when|where|should|unless|provided|once|after|as long as|in case|before|until)\b"
        r"(?! we\b.*\bwe\b)(?:(?= we\b)|(?!.*\bwe\b))"
    ),
    "fr": re.compile(
        r" ?(?:(?:et|ou|mais|sauf) )*"
        r"(?:si|lorsqu|quand|à moins qu|une fois|après|pourvu|en cas|avant|dès)\b"
        r"(?! nous\b.*\bnous\b)(?:(?= nous\b)|(?!.*\bnous\b))"
    ),
}
_CUSTOMERS_PART = {
    "en": re.compile(
        r"\byou (?:must|should|have to|need to) (?!hear|receive|get|expect|have|see|wait|not)"
        r"|\bdue (?:with)?in $"
    ),
    "fr": re.compile(r"\bvous (?:devez|devriez) (?!recevoir|obtenir|attendre|avoir)"),
}
_CLOCK_BEFORE = re.compile(r"(?:\bà|\bavant|\bdès|\bvers|\bentre|\bde|jusqu'à|ouvrables|et) $")
_HOURS_BEFORE = re.compile(r"(?:(?<!rieur )(?<!rieure )\bà|\bavant|\bdès|\bvers) $")
_CLOCK_AFTER = re.compile(r" ?\d")


def stands_for_no_time(text: str, start: int, end: int, language: str) -> bool:
    """Return whether what looks like a length of time is opening hours, an age or a base."""
    before = text[max(0, start - _LONGEST) : start]
    if _NO_TIME_AFTER[language].match(text, end):
        return not _WITHIN.search(before)
    return bool(_NO_TIME_BEFORE[language].search(before))


def is_time_of_day(text: str, start: int, end: int, unit: str) -> bool:
    """Return whether French hours name a time of day: `8 h 30`, `de 8 h à 16 h`."""
    if not unit.startswith("h"):
        return False
    before = text[max(0, start - _LONGEST) : start]
    if _LIMITED["fr"].search(before):
        return False
    if unit == "h":
        return bool(_CLOCK_AFTER.match(text, end) or _CLOCK_BEFORE.search(before))
    return bool(_HOURS_BEFORE.search(before))


def is_aside(text: str, start: int, end: int, language: str) -> bool:
    """Return whether a length of time is said of something else than the promised level."""
    before = text[max(0, start - _LONGEST) : start]
    clause = clause_before(text, start)
    if _CONDITION[language].match(clause) or _CUSTOMERS_PART[language].search(clause):
        return True
    if _LIMITED[language].search(before):
        return False
    if _MORE[language].search(before):
        return not _NEVER[language].search(clause)
    if _LEADS[language].search(before) and _LED[language].match(text, end):
        return False
    return bool(_ASIDE_BEFORE[language].search(before) or _ASIDE_AFTER[language].match(text, end))


def is_condition(text: str, start: int, language: str) -> bool:
    """Return whether a place stands in a clause that begins with 'if', 'when', 'after'."""
    return bool(_CONDITION[language].match(clause_before(text, start)))


def clause_before(text: str, start: int) -> str:
    """Return what stands before a place in its clause."""
    begin = 0
    for mark in _CLAUSE_MARKS:
        place = text.rfind(mark, begin, start)
        begin = place + len(mark) if place >= 0 else begin
    return text[begin:start]
