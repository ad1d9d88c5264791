"""Levels in the words of the field, and of a site's language: `same day`, `1 h 30`, `au plus 90 %`.

Each is read as the level that a file in English would have. The words of a language are data
(`levels/`); numbers are read by the Unicode locale data of Babel.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache

from babel.numbers import NumberFormatError, get_group_symbol, parse_decimal

from charters.model.refusal import refuse, shown
from charters.problems import declared, languages_of
from charters.problems.message import _

LANGUAGES = languages_of("model/levels")
"""The languages whose words for levels are known."""

_PARTS = re.compile(r"[0-9]+|[^\W\d_]+|\S")
_ON_THE_CLOCK = {
    "hour": ("h", "hr", "hrs"),
    "minute": ("min", "mins", "mn"),
    "second": ("s", "sec", "secs"),
}
_AND = ("and", "et", "y")
_SMALLER = {"hour": "minute", "minute": "second"}
_PLACES = Decimal(1).scaleb(-9)
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WORDS = re.compile(r"[^\W\d_]+")
_TWO_READINGS = re.compile(
    r"(?<![0-9,.])(?P<whole>[0-9]{1,3})(?P<mark>[.,])(?P<rest>[0-9]{3})(?![0-9,.])"
)


@lru_cache(maxsize=8192)
def plain_level(written: str, language: str = "en") -> str:
    """Return a level as files in English have it; itself, where it is in no known form.

    `language` is that of the site; behind it, parted by blanks, may stand its further ones: what has
    words of theirs is read by these.
    """
    first, *further = (one.partition("-")[0] for one in language.split())
    if first != "en" and first in LANGUAGES:
        _refuse_two_readings(written, first)
        written = _in_form(written, first)
    for code in further:
        if code not in ("en", first) and code in LANGUAGES and _has_words(written, code):
            _refuse_two_readings(written, code)
            written = _in_form(written, code)
    return _on_the_clock(_in_form(written, "en"))


def _has_words(written: str, code: str) -> bool:
    """Return whether a level has words of a language, and not only its way to write numbers."""
    return _WORDS.findall(_in_form(written, code)) != _WORDS.findall(written)


def _refuse_two_readings(written: str, code: str) -> None:
    """Refuse `1,200`, and where regions of a language differ `1.200`: 1200 in one, 1.2 in the other."""
    found = _TWO_READINGS.search(written)
    if found and found["mark"] in (",", get_group_symbol(code)):
        whole, rest = found["whole"], found["rest"]
        few = f"{whole}.{rest.rstrip('0')}".rstrip(".")
        raise refuse(
            "Y021",
            _(
                "{written} can be {whole}, or {few} with decimals; write {whole}, or {few}",
                written=shown(found[0]),
                whole=whole + rest,
                few=few,
            ),
        )


def _in_form(written: str, code: str) -> str:
    lower = written.lower().replace("’", "'")
    for form, means in _words(code)["forms"].items():
        if levels := _filled(lower, form.split("{}")):
            return str(means).format(*(_in_form(level, code) for level in levels))
        if lower == form:
            return str(means)
    return _counted(written, code)


def _filled(text: str, pieces: list[str]) -> list[str]:
    """Return what stands where a form has room for a level; nothing where the form does not fit."""
    if len(pieces) == 1:
        return []
    first, *middle, last = pieces
    if not (text.startswith(first) and text.endswith(last)):
        return []
    rest = text[len(first) : len(text) - len(last)]
    found = [rest]
    for piece in middle:
        left, _piece, right = found.pop().partition(piece)
        found += [left, right]
    return [level.strip() for level in found] if all(found) else []


def _counted(written: str, code: str) -> str:
    """Return a number and its unit in English."""
    start = next((n for n, sign in enumerate(written) if sign.isalpha() or sign == "%"), None)
    if code == "en":
        return written
    number, unit = written[:start].strip(), written[start:] if start is not None else ""
    if not "".join(number.split()).isascii():
        return written
    amount = _amount(number, code)
    if amount is None:
        return written
    unit = _units(code).get(unit.lower().strip(), unit)
    if unit == "%":
        return f"{amount:f}%"
    plural = "s" if unit in _units(code).values() and amount != 1 else ""
    return f"{amount:f} {unit}{plural}".strip()


def _amount(number: str, code: str) -> Decimal | None:
    """Return a number with the marks of a language, or with a blank between thousands."""
    if _PLAIN.fullmatch(number):
        return Decimal(number)
    grouped = get_group_symbol(code).join(number.split())
    try:
        return parse_decimal(grouped, locale=code, strict=True)
    except NumberFormatError:
        return None


@cache
def _words(code: str) -> Mapping[str, Mapping[str, str]]:
    return declared(f"model/levels/{code}")


@cache
def _units(code: str) -> Mapping[str, str]:
    return {form: unit for unit, forms in _words(code).get("units", {}).items() for form in forms}


@cache
def _clock() -> Mapping[str, str]:
    """Return the units on a clock, by all their names in every language."""
    short = {
        form: unit for unit, forms in _ON_THE_CLOCK.items() for form in (unit, f"{unit}s", *forms)
    }
    named = (pair for code in LANGUAGES for pair in _units(code).items())
    return short | {form: unit for form, unit in named if unit in _ON_THE_CLOCK}


# ------------------------------------------------------------------------------ on the clock


def _on_the_clock(written: str) -> str:
    """Return hours with minutes, or minutes with seconds, in one unit: `1 h 30` is 90 minutes."""
    bound = next((one for one in ("at most ", "at least ") if written.lower().startswith(one)), "")
    rest = written[len(bound) :]
    number, _blank, unit = rest.partition(" ")
    if (long := _clock().get(unit.lower())) and (amount := clock_amount(number)) is not None:
        return f"{written[: len(bound)]}{amount:f} {long}s"
    parts = [part.lower() for part in _PARTS.findall(rest) if part.lower() not in _AND]
    if len(parts) not in (3, 4) or not (parts[0].isdigit() and parts[2].isdigit()):
        return written
    whole = _clock().get(parts[1], "")
    small = _SMALLER.get(whole, "")
    if not small or (len(parts) == 4 and _clock().get(parts[3]) != small) or int(parts[2]) >= 60:
        return written
    return f"{written[: len(bound)]}{int(parts[0]) * 60 + int(parts[2])} {small}s"


def clock_amount(number: str) -> Decimal | None:
    """Return `6:22` as so many of the larger unit, to nine places; None where it is no such time."""
    whole, colon, rest = number.partition(":")
    if not (colon and whole.isascii() and whole.isdigit() and len(rest) == 2 and rest.isdigit()):
        return None
    if int(rest) >= 60:
        return None
    amount = int(whole) + Decimal(int(rest)) / 60
    exact = amount.quantize(_PLACES)
    return exact.normalize() if exact * 60 == int(whole) * 60 + int(rest) else exact


def clock_parts(amount: Decimal) -> tuple[int, int] | None:
    """Return whole units and sixtieths of an amount that no decimal can say; None for any other."""
    if int(amount.as_tuple().exponent) != int(_PLACES.as_tuple().exponent):
        return None
    sixtieths = round(amount * 60)
    fits = (Decimal(sixtieths) / 60).quantize(_PLACES) == amount
    return divmod(sixtieths, 60) if fits else None
