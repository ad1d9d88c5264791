"""Numbers, dates and sentences in the language of the site.

Every word that a page or a verdict prints goes through gettext; months and digits come from
the Unicode locale data of Babel.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from charters.model.level_words import clock_parts
from charters.model.periods import Period, month_after
from charters.model.quantities import (
    HIDDEN,
    PERCENT,
    TIME_UNITS,
    Direction,
    Quantity,
    Target,
    unit_named,
)
from charters.model.text import Text, cell_in_languages
from charters.publishing.say.by_locale import (
    day_in,
    is_one,
    month_in,
    months_in,
    number_in,
    ordinal,
)
from charters.publishing.say.catalogues import catalogue_for, locale_of
from charters.publishing.say.units import IN_TWO, UNITS, singular
from charters.publishing.say.voices import said_of_others


class Said(NamedTuple):
    """Words, and the language they are in when it is not the page's own (WCAG 3.1.2)."""

    words: str
    language: str = ""
    parts: tuple[Said, ...] = ()
    """The pieces it was put together from, where they are not all in one language."""


@dataclass(frozen=True)
class Speech:
    """How a site says things: its language, and the words of that language."""

    language: str = "en"
    catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)
    hidden_below: int = 0
    """Counts of people from 1 to below this are not said (0: all are)."""
    of_others: Mapping[str, str] = field(default_factory=dict)
    """What is said of an agency in place of what it says of itself, by that message."""
    plain: str = ""
    """The language of what is written in no named one, where that may be another."""
    units: Mapping[str, str] = field(default_factory=dict)
    """What the language calls what is counted, by its name in the files; '' where only another one has a name."""

    @cached_property
    def gettext(self) -> Callable[[str], str]:
        """What returns a message in the site's language, and of others where the site is not the agency's."""
        return _Messages(self).__getitem__

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return a message in the form that fits a count."""
        return self.catalogue.ngettext(one, many, count)

    @cached_property
    def locale(self) -> str:
        """The locale of Babel for the site's language; English for one that it does not know."""
        return str(locale_of(self.language) or "en")

    @cached_property
    def say(self) -> Callable[[Text], Said]:
        """What returns a text in the site's language, or in the one it is written in."""
        return _kept(self._said)

    def _said(self, text: Text) -> Said:
        words, language = text.said_in(self.language, self.plain)
        # A phone number, or 24/7, is in no language, and is read in that of the page.
        return Said(words, language if any(map(str.isalpha, words)) else "")

    def things(self, text: Text | None) -> str:
        """Return what is counted, as one word of a sentence; '' where only another language has it."""
        said = self.said(text)
        return said.words if said and not said.language else ""

    def unit_of(self, unit: Text | None) -> str:
        """Return a unit as a value with it takes it; '' where only another language has it."""
        name = unit_named(str(unit or ""))
        if name in TIME_UNITS or name == PERCENT:
            return name
        return self.things(unit) or (name if name in UNITS else "")

    def cell(self, words: str) -> Said:
        """Return the words of a cell of a table: in the first language of the site, or in each."""
        return self.say(Text(tuple((cell_in_languages(words) or {"": words}).items())))

    def said(self, text: Text | None) -> Said | None:
        """Return a text that may be missing."""
        return None if text is None else self.say(text)

    def so_many(self, one: str, many: str, count: int, **more: str) -> str:
        """Return a message in the form that fits a count, with the count and what else it says."""
        return self.ngettext(one, many, count).format(count=self.number(count), **more)

    def if_any(self, one: str, many: str, count: int, **more: str) -> str:
        """Return the same; '' where there is none."""
        return self.so_many(one, many, count, **more) if count > 0 else ""

    def number(self, value: Decimal | int) -> str:
        """Return a number with every digit it was written with."""
        return number_in(str(value), self.locale)

    def people(self, count: int | None) -> str:
        """Return a count of people, or a mark where it is too small to be told ([c]: kept secret)."""
        if count is None or count == HIDDEN or 0 < count < self.hidden_below:
            return "[c]"
        return self.number(count)

    def day(self, day: date) -> str:
        """Return a day in words: November 15, 2019."""
        return day_in(day, self.locale)

    def day_of_year(self, day: tuple[int, int]) -> str:
        """Return a day that comes in every year: January 15."""
        return ordinal(month_in(date(2024, *day), "MMMMd", self.locale), self.locale)

    @cached_property
    def period(self) -> Callable[[Period], str]:
        """What returns a period in words: October 2024 to September 2025."""
        return _kept(self._period)

    def _period(self, period: Period) -> str:
        start, end = period.start, period.end
        if start == end:
            return self.day(start)
        if start.day != 1 or month_after(end, 1) - end != timedelta(days=1):
            return self.days(self.day(start), self.day(end))
        if (start.year, start.month) == (end.year, end.month):
            return month_in(start, "yMMMM", self.locale)
        if start.month == 1 and end.month == 12 and start.year == end.year:
            return str(start.year)
        return self.from_to(*self.months_from_to(period))

    def months_from_to(self, period: Period) -> tuple[str, str]:
        """Return the first month of a period and the last, with the year of both: October 2024, September 2025."""
        start, end = period.start, period.end
        same = start.year == end.year
        first = (
            day_in(start, self.locale, "LLLL") if same else month_in(start, "yMMMM", self.locale)
        )
        return first, month_in(end, "yMMMM", self.locale)

    def months(self, period: Period) -> str:
        """Return from which month to which a period is, as short as a heading needs it."""
        start, end = period.start, period.end
        if (start.year, start.month) == (end.year, end.month):
            return month_in(start, "yMMMM", self.locale)
        return months_in(start, end, self.locale)

    def from_to(self, first: str, last: str) -> str:
        """Return where something begins and ends; once, where that is the same."""
        if first == last:
            return first
        return self.gettext("{first} to {last}").format(first=first, last=last)

    def days(self, first: str, last: str) -> str:
        """Return two days and all between them; once, where they are the same."""
        if first == last:
            return first
        # Translators: days, as in "March 10, 2025 to April 20, 2025".
        return self.gettext("{first_day} to {last_day}").format(first_day=first, last_day=last)

    def headed(self, what: str, said: str) -> str:
        """Return what something is said of, and what is said: 2024: 90 of every 100."""
        return f"{what}{self.gettext(': ')}{said}"

    def joined(self, parts: Iterable[str]) -> str:
        """Return several things of one kind in one line: 90 of every 100; 14.9 months."""
        return self.gettext("; ").join(filter(None, parts))

    def short_period(self, period: Period) -> str:
        """Return a period for an axis: Sep 2024, or the year it ends in."""
        if (period.end - period.start).days > 300:
            return str(period.end.year)
        return month_in(period.end, "yMMM", self.locale)

    def amount(self, quantity: Quantity) -> str:
        """Return a quantity in words: 14.9 months, 90 of every 100; 95.25%, as no case is a quarter."""
        if quantity.is_share and has_decimals(quantity.amount):
            return self.gettext("{number}%").format(number=self.number(quantity.amount))
        if quantity.is_share:
            return self.gettext("{number} of every 100").format(number=self.number(quantity.amount))
        return self.measured(quantity.amount, quantity.unit)

    def measured(self, amount: Decimal, unit: str) -> str:
        """Return a value with its unit: 12.8 minutes, 24,584 claims."""
        number = self.number(amount)
        if amount == 0 and unit in ("calendar day", "business day"):
            same = self.gettext("the same day")
            return same if unit == "calendar day" else self.gettext("the same business day")
        if unit in IN_TWO and (parts := clock_parts(amount)):
            return self.in_two(*parts, unit)
        if unit in UNITS:
            one, many = UNITS[unit]
            single = amount == 1 if unit in TIME_UNITS else number == "1"
            single = single or is_one(str(amount), self.locale)  # In French 0.9 is one, and 0 too.
            return self.ngettext(one, many, 1 if single else 2).format(number=number)
        if unit == PERCENT:
            return self.gettext("{number}%").format(number=number)
        return self._counted(amount, number, self.units.get(unit, unit))

    def in_two(self, whole: int, sixtieths: int, unit: str) -> str:
        """Return a time in its unit and the next smaller one; in one of them, where that is all."""
        if not (whole and sixtieths):
            return self.measured(Decimal(whole or sixtieths), unit if whole else IN_TWO[unit])
        longer = self.measured(Decimal(whole), unit)
        shorter = self.measured(Decimal(sixtieths), IN_TWO[unit])
        # Translators: "6 minutes 22 seconds".
        return self.gettext("{longer} {shorter}").format(longer=longer, shorter=shorter)

    def unit(self, unit: str) -> str:
        """Return what a unit is called by itself: minutes."""
        one, many = UNITS.get(unit_named(unit), (unit, unit))
        return self.ngettext(one, many, 2).replace("{number}", "").strip()

    def _counted(self, amount: Decimal, number: str, unit: str) -> str:
        """Return so many things: 24,584 claims, 1 claim; `errors: 1` where the singular is unsure."""
        if not unit or not (str(amount) == "1" or is_one(str(amount), self.locale)):
            return f"{number} {unit}".strip()
        if one := singular(unit, self.language.partition("-")[0]):
            return f"{number} {one}"
        return self.gettext("{unit}: {number}").format(unit=unit, number=number)

    @cached_property
    def aim(self) -> Callable[[Target], str]:
        """What returns a target in words: 14.9 months or less, 90 of every 100."""
        return _kept(self._aim)

    def _aim(self, target: Target) -> str:
        level = self.amount(target.level)
        if target.direction is Direction.INSIDE and target.upper is not None:
            low, high = self.number(target.level.amount), self.amount(target.upper)
            levels = target.level, target.upper
            if target.level.is_share and any(has_decimals(one.amount) for one in levels):
                percent = self.gettext("{number}%")
                low, high = (percent.format(number=self.number(one.amount)) for one in levels)
            return self.gettext("between {low} and {high}").format(low=low, high=high)
        if target.direction is Direction.LOWER:
            return self.gettext("{level} or less").format(level=level)
        return (
            level if target.level.is_share else self.gettext("{level} or more").format(level=level)
        )


_Of = TypeVar("_Of", bound=Hashable)
_Words = TypeVar("_Words")


def _kept(words: Callable[[_Of], _Words]) -> Callable[[_Of], _Words]:
    """Return what keeps the words of the last things it was asked for: many promises share them."""
    return lru_cache(maxsize=8192)(words)


class _Messages(dict[str, str]):
    """The messages of a language, each looked up once: a government asks two million times."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.speech = speech

    def __missing__(self, message: str) -> str:
        speech = self.speech
        said = self[message] = speech.catalogue.gettext(speech.of_others.get(message, message))
        return said


def has_decimals(number: Decimal) -> bool:
    """Return whether a number is written with decimals."""
    return int(number.as_tuple().exponent) < 0


def capitalized(words: str) -> str:
    """Return words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def rounded(amount: Fraction | float, decimals: int) -> Decimal:
    """Return an exact amount rounded half up to a number of decimals."""
    numerator, denominator = amount.as_integer_ratio()
    steps = (numerator * 10**decimals * 2 + denominator) // (denominator * 2)
    return Decimal(steps).scaleb(-decimals)


def speech_for(language: str, *, hidden_below: int = 0, of_others: bool = False) -> Speech:
    """Return how a site in a language speaks; in English where there is no catalogue."""
    said = said_of_others() if of_others else {}
    return Speech(language, catalogue_for(language), hidden_below, said)
