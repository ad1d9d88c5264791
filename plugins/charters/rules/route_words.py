"""Two things said of one way to reach an agency, of which only one can be so (K21)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from charters.model.fields import Record
from charters.model.file_names import AGENCY
from charters.model.register import Keys
from charters.problems import Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.forms import Subject
from charters.rules.saying import clash
from charters.rules.texts import texts_in
from charters.rules.ways import below

_EACH = r"\b(?:an?|per|each|every|la|l['’]|par|por|cada)\s*"


class _Pair(NamedTuple):
    """What is said of a route without a condition, and what would take it back."""

    shows: str
    path: str
    said: str
    """The key of the text that says it."""
    claim: re.Pattern[str]
    keys: frozenset[str]
    """The keys of the texts that may take it back."""
    denial: re.Pattern[str]


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_PAIRS = (
    _Pair(
        *("F4", "channels", "cost"),
        _words(
            r"\A\W*(?:(?:it|the call|calling) is )?(?:free(?: of charge)?|no charge|gratuite?|sans frais"
            r"|gratis|gratuit[ao]|sin costo)\W*\Z"
        ),
        frozenset({"name", "hours", "appointment", "note"}),
        _words(
            r"(?:[$€£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:dollars?|cents?|euros?|centimes?|centavos|d[óo]lares|[€¢]))"
            rf"[^.;]{{0,12}}?{_EACH}(?:minute|call|visit|letter|message|text|appel|minuto|llamada|visita|mensaje)"
        ),
    ),
    _Pair(
        *("F4", "channels", "hours"),
        _words(
            r"\A\W*(?:24/7|around the clock|24 hours a day(?:,? (?:and )?(?:7|seven) days a week)?"
            r"|24 ?(?:heures|h) sur 24(?:,? (?:et )?7 jours sur 7)?"
            r"|las 24 horas(?: del d[íi]a)?(?:,? (?:y )?los 7 d[íi]as de la semana)?)\W*\Z"
        ),
        frozenset({"name", "appointment", "note"}),
        _words(
            r"\b(?:closed (?:on|at|every|from)|open (?:only|from|on weekdays)|opens at|fermée? l[ea]"
            r"|ouverte? (?:de|du|seulement)|cerrad[oa] (?:los|el|por)|abiert[oa] (?:de|solo))\b"
        ),
    ),
    _Pair(
        *("G4 H1", "complaints", "how"),
        _words(
            r"\b(?:in any way|(?:how|which)ever way you|however you like|de la (?:manière|façon) de votre"
            r" choix|comme vous voulez|de la (?:manera|forma) que (?:prefiera|quiera))\b"
        ),
        frozenset({"how", "send", "steps"}),
        _words(
            r"\b(?:in writing only|only in writing|(?:complaints?|it|they) must be (?:made |sent |put )?in"
            r" writing|(?:uniquement|seulement) par écrit|par écrit (?:uniquement|seulement)"
            r"|(?:solo|únicamente) por escrito|por escrito (?:solo|únicamente))\b"
        ),
    ),
)


def _taken_back(case: Case) -> Iterator[Problem]:
    """Yield what is said of a route, and another text of the route that says otherwise."""
    for pair in _PAIRS:
        for keys, record in below(case, AGENCY, pair.path):
            yield from _of_route(case, pair, keys, record)


def _of_route(case: Case, pair: _Pair, keys: Keys, record: Record) -> Iterator[Problem]:
    texts = [(code, at, words) for at, text in texts_in(record) for code, words in text.by_language]
    claims = {
        code: found[0].strip()
        for code, at, words in texts
        if at == (pair.said,) and (found := pair.claim.search(words))
    }
    for code, at, words in texts:
        denial = pair.denial.search(words) if at[0] in pair.keys and code in claims else None
        if denial:
            said = _("'{claim}' stands beside '{denial}'", claim=claims[code], denial=denial[0])
            here, there = (case.in_agency(*keys, *way) for way in ((pair.said,), at))
            yield clash("K21", pair.shows, here, said, _("write which of the two is so"), there)


SUBJECT = Subject(clashes=(_taken_back,))
