"""Lengths of time in a sentence, and which of them are promised to the customer.

'Within 5 days' is promised; 'if you call within 5 days' and 'for 5 years' are said aside: they may
agree with a field, but never contradict one; '24 hours a day' is no length of time at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from charters.model.level_words import plain_level
from charters.model.quantities import SECONDS, Quantity
from charters.rules.promise.wordlists import NUMBER, PAD, pattern, phrases, tables

_MONTHS = {"month": 1, "year": 12}
_CLAUSE_MARKS = (". ", ";", ":", ",", "(", " - ")
_LONGEST_CLAUSE = 400
"""Characters that are looked back for the beginning of a clause."""


class Time(NamedTuple):
    """One length of time, or a range of two, as a sentence or a field says it."""

    amount: Decimal
    unit: str
    kind: str = ""
    """Which days or hours are counted: business, calendar, other; empty where it is not said."""
    low: Decimal | None = None
    """The lower end of a range."""
    start: int = 0
    end: int = 0
    """Where it stands in the text."""
    is_promised: bool = True
    """False where it is said of something else (a condition, a validity): never a contradiction."""

    @property
    def is_bare_day(self) -> bool:
        """Whether it counts days without saying which."""
        return self.unit == "day" and not self.kind

    @property
    def shortest(self) -> Time:
        """The lower end of a range as a length of its own."""
        return self if self.low is None else self._replace(amount=self.low, low=None)

    @property
    def as_limit(self) -> Quantity:
        """The length, or the upper end of a range, as a field says it."""
        kind = "" if self.kind == "other" else self.kind
        return Quantity(self.amount, f"{kind} {self.unit}".strip())

    def same_as(self, other: Time) -> bool:
        """Return whether both are exactly one length; a bare day may be either kind of day."""
        return not self.lengths.isdisjoint(other.lengths)

    @property
    def lengths(self) -> set[tuple[str, Decimal]]:
        """The length in every unit it may be meant in."""
        if self.unit in _MONTHS:
            return {("month", self.amount * _MONTHS[self.unit])}
        clock = ("clock", self.amount * SECONDS[self.unit])
        if self.kind == "business" and self.unit == "week":
            return {("business day", self.amount * 5)}
        if self.kind in ("business", "other"):
            return {(f"{self.kind} {self.unit}", self.amount)}
        if self.is_bare_day:
            return {clock, ("business day", self.amount), ("other day", self.amount)}
        return {clock}


def find_times(text: str, language: str) -> Iterator[Time]:
    """Yield the lengths of time in a text with its numbers in digits, in the order they are said."""
    for one in times_in(text, language):
        is_aside = _is_aside(text, one.start, one.end, language)
        yield one._replace(is_promised=False) if is_aside else one


def times_in(text: str, language: str) -> Iterator[Time]:
    """Yield the numbers with a unit of time, whatever they are said of; an age or an hour is none."""
    last: Time | None = None
    for found in _time(language).finditer(text):
        if _is_no_time(text, found, language):
            continue
        one = _read(found, language)
        both = _on_the_clock(text, last, one) if last else None
        if last and not both:
            yield last
        last = both or one
    if last:
        yield last


def _on_the_clock(text: str, first: Time, then: Time) -> Time | None:
    """Return hours with the minutes behind them as one length: `1 hour and 30 minutes`."""
    if then.start - first.end > len(" and "):
        return None
    written = text[first.start : then.end]
    amount, _blank, unit = plain_level(written).partition(" ")
    if unit != f"{then.unit}s" or not amount.isdigit():
        return None
    return Time(Decimal(amount), then.unit, start=first.start, end=then.end)


@lru_cache(maxsize=4096)
def time_of(quantity: Quantity | None) -> Time | None:
    """Return the length of time a field gives, or None where it gives something else."""
    if quantity is None or quantity.is_share:
        return None
    found = _time("en").fullmatch(f"1 {quantity.unit}")
    return _read(found, "en")._replace(amount=quantity.amount) if found else None


@cache
def _time(language: str) -> re.Pattern[str]:
    """Return the pattern of a length of time: number, range, fillers, kind of days, unit."""
    lists = tables(language)
    words, units = lists["times"], "|".join(lists["units"].values())
    kinds, ends = "|".join(lists["kinds"].values()), "|".join(words["range"])
    ones, fillers = lists["numbers"]["articles"], "|".join(words.get("fillers", ()))
    unit = rf"(?P<unit>{units})\b(?: \(?(?P<kind>{kinds})\b\)?)?"
    if words["kind_stands"] == "before":
        after = rf"(?: \((?P<after>{kinds})(?: \w+)?\))?"
        unit = rf"(?:(?P<kind>{kinds})[ -])?(?P<unit>{units})\b{after}"
    glued = f"|(?<={words['glued']})" if "glued" in words else ""
    again = r"(?: ?\([\w ]+\))?"  # 'five (5) days'
    begins = "".join(sorted({one[0] for one in ones}))
    return re.compile(
        rf"(?=[\d{begins}])(?:(?<![\w$€£#/:])(?<!\d[.,-]){glued})"
        rf"(?:(?P<one>{'|'.join(ones)})(?= )|(?P<first>{NUMBER})){again}"
        rf"(?:(?: ?- ?| (?:{ends}) | ?- ?(?:{ends}) ?-? ?)(?P<last>{NUMBER}){again})?"
        rf"\)?[ -]{{0,3}}(?:(?:{fillers or '(?!)'})[ -])*{unit}"
    )


def _read(found: re.Match[str], language: str) -> Time:
    named = found.groupdict()
    first = Decimal((named["first"] or "1").rstrip(PAD))
    amount = Decimal(named["last"].rstrip(PAD)) if named["last"] else first
    kind, _space, unit = _unit(named["unit"], language).rpartition(" ")
    kind = kind or _named("kinds", named["kind"] or named.get("after") or "", language)
    return Time(amount, unit, kind, first if first < amount else None, *found.span())


def _unit(written: str, language: str) -> str:
    """Return the unit, with the kind of days that a word such as 'weekday' says by itself."""
    return _named("units", written, language)


@cache
def _named(table: str, written: str, language: str) -> str:
    found = tables(language)[table].items()
    return next((name for name, form in found if re.fullmatch(form, written)), "")


def _is_no_time(text: str, found: re.Match[str], language: str) -> bool:
    """Return whether it is opening hours, an age, a time of day, or 'a day' with an article."""
    start, end = found.span()
    if phrases(language, "no_time").is_beside(text, start, end):
        return True
    named = found.groupdict()
    if named["one"] and not (named["last"] or named["kind"] or named.get("after")):
        return not phrases(language, "article_is_one").is_beside(text, start, end)
    if _unit(named["unit"], language) != "hour":
        return False
    of_day = phrases(language, f"time_of_day{'_short' if len(named['unit']) == 1 else ''}")
    limited = phrases(language, "limited").is_beside(text, start, end)
    return not limited and of_day.is_beside(text, start, end)


def _is_aside(text: str, start: int, end: int, language: str) -> bool:
    """Return whether a length of time is said of something else than the promised level."""
    clause = clause_before(text, start)
    if _condition(language).match(clause) or phrases(language, "customers_part").find_first(clause):
        return True
    if phrases(language, "limited").is_beside(text, start, end):
        return False
    if phrases(language, "more_than").is_beside(text, start, end):
        return not phrases(language, "denied").find_first(clause)
    if phrases(language, "notice").is_around(text, start, end):
        return False
    return phrases(language, "aside").is_beside(text, start, end)


def is_condition(text: str, start: int, language: str) -> bool:
    """Return whether a place stands in a clause that begins with 'if', 'when', 'after'."""
    return _condition(language).match(clause_before(text, start)) is not None


@cache
def _condition(language: str) -> re.Pattern[str]:
    """Return the pattern of a clause that sets a condition, without one in which we act ourselves."""
    joined, begun = (pattern(language, "condition", kind) for kind in ("between", "existence"))
    we = tables(language)["times"]["we"]
    alone = rf"(?! {we}\b.*\b{we}\b)(?:(?= {we}\b)|(?!.*\b{we}\b))"
    return re.compile(rf" ?(?:{joined} )*{begun}{alone}")


def clause_before(text: str, start: int) -> str:
    """Return what stands before a place in its clause."""
    begin = max(0, start - _LONGEST_CLAUSE)
    for mark in _CLAUSE_MARKS:
        place = text.rfind(mark, begin, start)
        begin = place + len(mark) if place >= 0 else begin
    return text[begin:start]
