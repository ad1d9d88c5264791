"""Numbers and days as the locale data of Unicode write them, in the one form a site needs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import get_decimal_symbol, get_group_symbol


@lru_cache(maxsize=65536)
def number_in(written: str, locale: str) -> str:
    """Return a number; kept by how it is written, for 90 and 90.0 are equal and read differently."""
    separator, point = _signs(locale)
    return f"{Decimal(written):,f}".translate({ord(","): separator, ord("."): point})


@lru_cache
def _signs(locale: str) -> tuple[str, str]:
    """Return what stands between thousands, and before decimals."""
    if locale == "en":  # known, and read with all else of a language: a hundredth of a check
        return ",", "."
    return str(get_group_symbol(locale)), str(get_decimal_symbol(locale))


@lru_cache(maxsize=8192)
def is_one(amount: str, locale: str) -> bool:
    """Return whether a language speaks of an amount as of one thing; 1.0 is not written as 1 is."""
    return str(Locale.parse(locale).plural_form(Decimal(amount))) == "one"


@lru_cache(maxsize=8192)
def day_in(day: date, locale: str, form: str = "long") -> str:
    """Return a day in words."""
    return ordinal(str(format_date(day, form, locale=locale)), locale)


def ordinal(day: str, locale: str) -> str:
    """Return a day with its ordinal: the locale data knows none, and in French the first is one."""
    return f"1er{day[1:]}" if locale.startswith("fr") and day.startswith("1 ") else day


@lru_cache(maxsize=8192)
def month_in(day: date, skeleton: str, locale: str) -> str:
    """Return the parts of a day that a skeleton asks for: its month, and perhaps its year."""
    return str(format_skeleton(skeleton, day, locale=locale))


@lru_cache(maxsize=8192)
def months_in(first: date, last: date, locale: str) -> str:
    """Return from which month to which, as short as the language writes it."""
    return str(format_interval(first, last, "yMMM", locale=locale))
