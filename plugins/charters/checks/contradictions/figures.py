"""Levels that a text claims as reached, set against the level the program works out (K2, K8, K14).

'We answered 84% of calls' is a claim; aims, other years, other organizations and hedged numbers
('nearly 36 minutes') are none. Precision comes first: what is not surely a claim is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from charters.checks.wording.promise import Said
from charters.checks.wording.shares import Share
from charters.checks.wording.times import Time
from charters.model.quantities import PERCENT, unit_named

_DONE = {
    "en": (
        r"answered|kept|met|reached|processed|decided|finished|delivered|achieved|handled"
        r"|resolved|acknowledged|completed|served|sent|issued|paid|solved|closed|replied|scored"
        r"|took|got|had|did|dealt|made|were|was"
    ),
    "fr": (
        r"répondu|tenu|respecté|atteint|traité|décidé|terminé|livré|réglé|accusé|envoyé|délivré"
        r"|payé|fermé|mis|pris|obtenu"
    ),
}
_OURS = {
    "en": re.compile(
        rf"\bwe (?:\w+ ){{0,3}}?(?:{_DONE['en']})\b"
        r"|\b(?:our|the) (?:\w+ ){0,3}?(?:results?|rate|share|level|score|performance|figure|total"
        r"|average|median|mean|wait)(?: \w+){0,3} (?:was|were|is|came to|stood at|reached)\b"
        r"|\b(?:in|on) time\b|\bours (?:was|were|is)\b"
        rf"|\b(?:were|was) (?:{_DONE['en']})\b"
        r"|\bwaited\b|\bresults?: |^\W*\d[\d.,]* ?(?:%|per ?cent)"
    ),
    "fr": re.compile(
        rf"\bnous avons (?:\w+ ){{0,3}}?(?:{_DONE['fr']})\b"
        r"|\b(?:notre|le|la) (?:\w+ ){0,3}?(?:résultat|taux|part|niveau|score|total|moyenne)"
        r"(?: \w+){0,3} (?:était|est|a été|a atteint)\b"
        r"|\bà temps\b|\bdans les délais\b"
    ),
}
_OTHER = {
    "en": re.compile(
        r"\b(?:aim(?:s|ed)?|targets?|goals?|promis\w+|standards?|plan(?:s|ned)?|will|would|should"
        r"|hope\w*|expect\w*|until|last (?:year|quarter|month)|(?:year|quarter|month) before"
        r"|earlier|previous\w*|before|compar\w+|against|than|points?|rose|fell|grew|dropped"
        r"|increas\w+|decreas\w+|(?:up|down) from|more|fewer|less|higher|lower|others?|another"
        r"|private|industry|they|their|if|when|only for|except|excluding|without|some|part"
        r"|of which|among|half|each|(?<!of )every|january|february|march|april|may|june|july|august"
        r"|september|october|november|december|weeks? of|peak|worst|best|survey\w*)\b"
        r"|\b(?:19|20)\d\d\b|\bfy ?\d|\bq[1-4]\b"
    ),
    "fr": re.compile(
        r"\b(?:cibles?|objectifs?|buts?|normes?|promesses?|prév\w+|devr\w+|esp[eé]r\w+|jusqu"
        r"|(?:an|année|mois|trimestre) (?:dernier|précédent)|avant|compar\w+|contre|que|points?"
        r"|augment\w+|baiss\w+|diminu\w+|plus|moins|autres?|privé|ils|leurs?|si|lorsque|sauf|sans"
        r"|dont|parmi|moitié|chaque|janvier|février|mars|avril|mai|juin|juillet|août|septembre"
        r"|octobre|novembre|décembre|pire|meilleur|sondage|enquête)\b"
        r"|\b(?:19|20)\d\d\b"
    ),
}
_HEDGED = re.compile(
    r"\b(?:about|nearly|almost|over|more than|under|roughly|around|some|just|at least|at most|up to"
    r"|close to|approximately|only about|environ|près de|presque|plus de|moins de) $"
)
_LIMIT = re.compile(r"\b(?:within|under|inside|in|dans(?: les?)?|en|sous) $")
"""What stands before a limit: 'answered within 60 seconds' says no average."""
_DIGIT = re.compile(r"\d")
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}


@dataclass(frozen=True, slots=True)
class Claim:
    """One level a text says was reached, in percent or in a unit of time."""

    amount: Decimal
    unit: str
    quoted: str

    def agrees_with(self, amount: Fraction, unit: str) -> bool | None:
        """Return whether it is a level, to the precision it is written with; None: other units."""
        mine, theirs = self.unit, unit_named(unit) if unit else ""
        step = Fraction(Decimal(1).scaleb(int(self.amount.normalize().as_tuple().exponent)))
        step = min(step, Fraction(1))
        if mine in _SECONDS and theirs in _SECONDS:
            amount = amount * _SECONDS[theirs] / _SECONDS[mine]
        elif mine != theirs and not ("day" in (mine, theirs) and _are_days(mine, theirs)):
            return None
        return abs(amount - Fraction(self.amount)) < step


def may_claim(words: str, language: str) -> bool:
    """Return whether a text may claim a level: a quick look before the careful one."""
    text = words.lower()
    return _DIGIT.search(text) is not None and _OURS[language].search(text) is not None


def claims_in(said: Said, *, known: tuple[str, ...] = ()) -> Iterator[Claim]:
    """Yield the levels a text claims; `known` are names of the period it speaks of."""
    for part in numbers_of(said):
        sentence, before = _around(said, part.start, known)
        if _HEDGED.search(before) or (isinstance(part, Time) and _LIMIT.search(before)):
            continue
        if not _OURS[said.language].search(sentence):
            continue
        if not _OTHER[said.language].search(sentence):
            yield claim_of(said, part)


def numbers_of(said: Said) -> list[Share | Time]:
    """Return the shares and the lengths of time a text says."""
    return [*said.shares, *said.times]


def sentences(text: str, known: tuple[str, ...] = ()) -> list[str]:
    """Return the sentences of lower-case words, without the known names of a period."""
    for name in known:
        text = re.sub(rf"\b{re.escape(name.lower())}\b", "", text)
    return [" ".join(sentence.split()) for sentence in re.split(r"[.;] ", text)]


def claim_of(said: Said, part: Share | Time) -> Claim:
    """Return a number of a text as a claim."""
    if isinstance(part, Share):
        return Claim(part.amount, PERCENT, said.quoted(part))
    kind = f"{part.kind} " if part.kind else ""
    return Claim(part.amount, f"{kind}{part.unit}", said.quoted(part))


def _around(said: Said, place: int, known: tuple[str, ...]) -> tuple[str, str]:
    """Return the sentence around a place without the known names, and what stands before it."""
    begin = max(said.text.rfind(mark, 0, place) + 1 for mark in (". ", "; "))
    ends = [end for mark in (". ", "; ") if (end := said.text.find(mark, place)) >= 0]
    sentence = said.text[begin : min(ends, default=len(said.text))].strip()
    return " ".join(sentences(sentence, known)).strip(), said.text[begin:place]


def _are_days(one: str, other: str) -> bool:
    return one.endswith("day") and other.endswith("day")
