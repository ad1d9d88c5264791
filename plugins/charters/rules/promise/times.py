"""Lengths of time in a sentence, and which of them are promised to the customer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from charters.model.quantities import Quantity
from charters.rules.promise.numbers import NUMBER, number_said
from charters.rules.promise.places import (
    is_aside,
    is_condition,
    is_time_of_day,
    stands_for_no_time,
)

BUSINESS = "business"
CALENDAR = "calendar"
OTHER_KIND = "other"

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_MONTHS = {"month": 1, "year": 12}
_BUSINESS = r"business|working|workable|work|office"
_EN_KIND = rf"{_BUSINESS}|calendar|school|court|sitting|trading|clear"
# `ou\w{1,3}ables` reads the usual slips of the keys in 'ouvrables' too.
_FR_KIND = (
    r"ou\w{1,3}ables?|ouvrée?s?|traitables?|de travail|civile?s?|calendaires?|(?:de )?calendriers?"
    r"|consécutifs?|francs?"
)
_EN_BEFORE = r"(?<![a-z\d$€£#/:])(?<!\d[.,-])"
_TIME = {
    "en": re.compile(
        rf"(?:{_EN_BEFORE}|(?<=within))(?P<first>{NUMBER['en']}|an?(?= ))(?: ?\([\w ]+\))?"
        rf"(?:(?: ?- ?| to | or | and | ?- ?to ?-? ?)(?P<last>{NUMBER['en']})(?: ?\([\w ]+\))?)?"
        r"\)?[ -]{0,3}(?:(?:full|consecutive|federal|regular|normal|whole|net|government)[ -])*"
        rf"(?:(?P<kind>{_EN_KIND})[ -])?"
        r"(?P<unit>seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weekdays?|weeks?|months?|years?)"
        rf"\b(?: \((?P<after>{_BUSINESS}|calendar)(?: days)?\))?"
    ),
    "fr": re.compile(
        rf"(?<![\wà-ÿ$€£#/:])(?<!\d[.,-])(?P<first>{NUMBER['fr']})(?: ?\([\wà-ÿ ]+\))?"
        rf"(?:(?: ?- ?| à | ou | et )(?P<last>{NUMBER['fr']})(?: ?\([\wà-ÿ ]+\))?)?\)?[ -]{{0,3}}"
        r"(?P<unit>secondes?|sec|minutes?|min|heures?|h|journées?|jours?|semaines?|mois|ans?"
        rf"|années?)\b(?: \(?(?P<kind>{_FR_KIND})\b\)?)?(?P<after>)"
    ),
}
_NEXT_BUSINESS_DAY = {
    "en": re.compile(
        r"\b(?:next|following) (?:business|working) day\b"
        r"|\bbusiness day (?:following|after|later)\b"
    ),
    "fr": re.compile(r"\bprochain jour ouvr(?:able|é)\b|\bjour ouvr(?:able|é) suivant\b"),
}
_UNITS = {
    "sec": "second", "min": "minute", "hr": "hour", "hou": "hour", "day": "day", "wee": "week",
    "mon": "month", "yea": "year", "heu": "hour", "h": "hour", "jou": "day", "sem": "week",
    "moi": "month", "an": "year", "ans": "year", "ann": "year", "hrs": "hour",
}  # fmt: skip
_LIMITED_ARTICLE = {
    "en": re.compile(r"\b(?:within|under|less than|more than|at most|inside) $"),
    "fr": re.compile(
        r"(?:délai (?:maximal |maximum )?d'|dans |en |sous |moins d'|d'ici |cours d')$"
    ),
}


@dataclass(frozen=True, slots=True)
class Time:
    """One length of time, or a range of two, as a sentence or a field says it."""

    amount: Decimal
    unit: str
    kind: str = ""
    """Which days or hours are counted: business, calendar, other; empty where it is not said."""
    low: Decimal | None = None
    """The lower end of a range."""
    written: str = ""
    is_promised: bool = True
    """False where it is said of something else (a condition, a validity): never a contradiction."""
    start: int = 0
    """Where it begins in the text."""

    @property
    def is_bare_day(self) -> bool:
        """Whether it counts days without saying which."""
        return self.unit == "day" and not self.kind

    @property
    def shortest(self) -> Time | None:
        """The lower end of a range as a length of its own."""
        return None if self.low is None else replace(self, amount=self.low, low=None)

    @property
    def unit_words(self) -> str:
        """The unit in English, with its kind of days, in the plural."""
        return f"{self.kind if self.kind != OTHER_KIND else ''} {self.unit}s".strip()

    def same_as(self, other: Time) -> bool:
        """Return whether both are exactly one length; a bare day may be either kind of day."""
        return not self._lengths().isdisjoint(other._lengths())

    def _lengths(self) -> set[tuple[str, Decimal]]:
        if self.unit in _MONTHS:
            return {("month", self.amount * _MONTHS[self.unit])}
        clock = ("clock", self.amount * _SECONDS[self.unit])
        if self.kind == BUSINESS and self.unit == "week":
            return {("business day", self.amount * 5)}
        if self.kind in (BUSINESS, OTHER_KIND):
            return {(f"{self.kind} {self.unit}", self.amount)}
        if self.is_bare_day:
            return {clock, ("business day", self.amount), ("other day", self.amount)}
        return {clock}


def find_times(text: str, language: str) -> list[Time]:
    """Return the lengths of time in lower-case words, in the order they are said."""
    found = [*_numbered(text, language), *_next_business_days(text, language)]
    return sorted(found, key=lambda time: time.start)


@lru_cache(maxsize=4096)
def time_of(quantity: Quantity | None) -> Time | None:
    """Return the length of time a field gives, or None where it gives something else."""
    if quantity is None or quantity.is_share:
        return None
    found = _TIME["en"].fullmatch(f"1 {quantity.unit}")
    if found is None:
        return None
    written = f"{quantity.amount:,f} {quantity.unit}{'' if quantity.amount == 1 else 's'}"
    return Time(quantity.amount, _unit(found["unit"]), _kind(found), written=written)


def _numbered(text: str, language: str) -> Iterator[Time]:
    for found in _TIME[language].finditer(text):
        start, end = found.span()
        if stands_for_no_time(text, start, end, language) or _is_article(text, found, language):
            continue
        if language == "fr" and is_time_of_day(text, start, end, found["unit"]):
            continue
        yield _time(text, found, language)


def _time(text: str, found: re.Match[str], language: str) -> Time:
    first = number_said(found["first"], language)
    amount = number_said(found["last"], language) if found["last"] else first
    return Time(
        amount=amount,
        unit=_unit(found["unit"]),
        kind=_kind(found),
        low=first if first < amount else None,
        written=found[0],
        is_promised=not is_aside(text, *found.span(), language),
        start=found.start(),
    )


def _next_business_days(text: str, language: str) -> Iterator[Time]:
    if not any(word in text for word in ("business day", "working day", "jour ouvr")):
        return
    for found in _NEXT_BUSINESS_DAY[language].finditer(text):
        aside = is_condition(text, found.start(), language)
        yield Time(
            Decimal(1), "day", BUSINESS, None, found[0], is_promised=not aside, start=found.start()
        )


def _is_article(text: str, found: re.Match[str], language: str) -> bool:
    """Return whether the number is an article: 'a day', but not 'within a day'."""
    if found["last"] or found["kind"] or found["first"] not in ("a", "an", "un", "une"):
        return False
    before = text[max(0, found.start() - 24) : found.start()]
    return not _LIMITED_ARTICLE[language].search(before)


def _unit(written: str) -> str:
    return "day" if written.startswith("weekday") else _UNITS[written[:3]]


def _kind(found: re.Match[str]) -> str:
    said = found["kind"] or found["after"]
    if found["unit"].startswith("weekday"):
        return BUSINESS
    if not said:
        return ""
    if re.match(rf"{_BUSINESS}|ou|traitable|de travail", said):
        return BUSINESS
    return CALENDAR if re.match(r"(?:de )?calend|civil|consécutif", said) else OTHER_KIND
