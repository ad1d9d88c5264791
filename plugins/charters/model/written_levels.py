"""Numbers and levels as editors write them, and the fields that hold them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from charters.model.hints import level_fault, level_meant, number_fault, time_unit_meant
from charters.model.level_words import LANGUAGES, plain_level
from charters.model.limits import ONE_VALUE, one_value
from charters.model.quantities import (
    COMPARED,
    PERCENT,
    TIME_UNITS,
    Direction,
    Quantity,
    Target,
    unit_named,
)
from charters.model.refusal import refuse, shown
from charters.problems.message import _

_NUMBER = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,9})?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
"""Digits that are thousands where a point stands between them, as in much of Europe."""
_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_UNIT = rf"{_WORD}(?:[ /]{_WORD})*(?: per [0-9,]{{1,9}}(?: {_WORD})*)?"
_QUANTITY = re.compile(rf"({_NUMBER.pattern}) ?(%|{_UNIT})")
MINUS = ("-", "\N{MINUS SIGN}")
_NOT_IN_A_UNIT = re.compile(
    r"(?<!\S)(?:about|and|at|by|for|from|in|less|more|on|or|than|to|with)(?!\S)", re.IGNORECASE
)
_BETWEEN = re.compile(r"between (.*?) and (.*)", re.IGNORECASE)
_LIMIT_FORM = _("write a number and its unit, such as 60 seconds, 20 business days or 90%")
_TARGET_FORM = _(
    "write the level with its unit, such as 90%, at most 14.9 months or at least 4.2 points"
)
_RANGE_FORM = _("write the lower end first and one unit, such as between 36 and 40 hours")


def parse_number(text: str) -> Decimal:
    """Return an exact, finite number of zero or more from text such as `14.9` or `13,000`."""
    written = text.strip()
    if not _NUMBER.fullmatch(written):
        raise number_fault(written)
    return Decimal(written.replace(",", ""))


def parse_signed(text: str) -> Decimal:
    """Return an exact, finite number that may be below zero, as on a scale from -100 to 100."""
    written = text.strip()
    return -parse_number(written[1:]) if written[:1] in MINUS else parse_number(written)


@lru_cache(maxsize=4096)
def parse_count(text: str) -> int:
    """Return a whole number of zero or more; a point among its thousands is told, never dropped."""
    written = text.strip()
    if not _NUMBER.fullmatch(written) or _THOUSANDS.fullmatch(written):
        raise number_fault(written, "count")
    number = parse_number(text)
    if number != number.to_integral_value():
        message = _(
            "{written} is not a whole number; count whole cases, such as 1200", written=shown(text)
        )
        raise refuse("Y022", message)
    return int(number)


@lru_cache(maxsize=4096)
def parse_amount(text: str) -> Decimal:
    """Return how many things there are, or how much: `13.000` has two readings, and is refused."""
    if _THOUSANDS.fullmatch(text.strip()):
        raise number_fault(text.strip(), "amount")
    return parse_number(text)


@lru_cache(maxsize=8192)
def parse_quantity(text: str, language: str = "en") -> Quantity:
    """Return a quantity from text such as `60 seconds`, `90%`, `same day` or `4 to 6 weeks`.

    Whoever promises `4 to 6 weeks` keeps the promise by being faster: the limit is six.
    """
    written = " ".join(text.split())
    plain = plain_level(written, language)
    level = _quantity(plain) or _longest(plain)
    if level is None:
        raise level_fault(written, limit_meant(written), _LIMIT_FORM)
    return level


@lru_cache(maxsize=8192)
def parse_target(text: str, language: str = "en") -> Target:
    """Return a target from text such as `90%`, `at most 14.9 months`, `between 2 and 4 days`."""
    written = " ".join(text.split())
    plain = plain_level(written, language)
    target = _range(plain) or _one_sided(plain) or _no_longer_than(plain)
    if target is None:
        form = _RANGE_FORM if written.lower().startswith("between ") else _TARGET_FORM
        raise level_fault(written, target_meant(written), form)
    return replace(target, written=written if plain_level(written) == plain else plain)


def _longest(written: str) -> Quantity | None:
    """Return the upper end of a range of time: `4 to 6 weeks`, `4-6 weeks`."""
    first, mark, last = next(
        (found for sign in (" to ", " - ", "-", "–") if (found := written.partition(sign))[1]),
        ("", "", ""),
    )
    first, last = (plain_level(end.strip()) for end in (first, last))
    longest = _quantity(last) if mark else None
    if longest is None or longest.unit not in TIME_UNITS:
        return None
    shortest = _quantity(first) or _quantity(plain_level(f"{first} {longest.units}"))
    fits = shortest and shortest.unit == longest.unit and shortest.amount < longest.amount
    return longest if fits else None


def _no_longer_than(written: str) -> Target | None:
    longest = _longest(written)
    return Target(Direction.LOWER, longest, None, written) if longest else None


def _quantity(written: str) -> Quantity | None:
    if written[:1] in MINUS:
        level = _quantity(written[1:].lstrip())
        can_be = level is not None and not level.is_share and level.unit not in TIME_UNITS
        return Quantity(-level.amount, level.unit) if level and can_be else None
    found = _QUANTITY.fullmatch(written)
    if found is None or _NOT_IN_A_UNIT.search(found[2]):
        return None
    unit = unit_named(found[2])
    if unit in (PERCENT, *TIME_UNITS):
        return Quantity(parse_number(found[1]), unit)
    return None if time_unit_meant(unit) else Quantity(parse_amount(found[1]), unit)


def _range(written: str) -> Target | None:
    found = _BETWEEN.fullmatch(written)
    upper = _quantity(found[2]) if found else None
    if found is None or upper is None:
        return None
    lower = _quantity(found[1])
    if _NUMBER.fullmatch(found[1]):
        lower = Quantity(parse_number(found[1]), upper.unit)
    if lower is None or lower.unit != upper.unit or lower.amount >= upper.amount:
        return None
    return Target(Direction.INSIDE, lower, upper, written) if _within_all(upper) else None


def _one_sided(written: str) -> Target | None:
    found = COMPARED.fullmatch(written)
    level = _quantity(found[2] if found else written)
    if level is None or not _within_all(level) or not (found or level.is_share):
        return None
    lower_is_better = found and found[1].lower() == "at most"
    return Target(Direction.LOWER if lower_is_better else Direction.HIGHER, level, None, written)


def _within_all(level: Quantity) -> bool:
    return not level.is_share or level.amount <= 100


def _in_another_language(written: str) -> Iterator[str]:
    """Yield what a level would be if it were written in a language that is not the site's."""
    for language in LANGUAGES:
        with suppress(PydanticCustomError):
            if (plain := plain_level(written, language)) != written:
                yield plain


def limit_meant(written: str) -> str | None:
    """Return what to write for a limit, which goes without `at most`."""
    level = re.sub(r"^at (?:most|least) ", "", level_meant(written))
    others = (one for one in _in_another_language(written) if _quantity(one))
    return level if _quantity(level) else next(others, None)


def target_meant(written: str) -> str | None:
    """Return what to write for a target; None where nobody can tell."""
    meant = level_meant(written)
    for one in (meant, *_in_another_language(written)):
        if _range(one) or _one_sided(one):
            return one
    level = _quantity(meant)
    return f"at most {meant} or at least {meant}" if level and not level.is_share else None


def _of_text(parse: Callable[[str], object]) -> PlainValidator:
    def validate(value: object) -> object:
        return parse(one_value(value)) if isinstance(value, str | dict | list) else value

    return PlainValidator(validate)


def _in_words(parse: Callable[[str, str], object]) -> PlainValidator:
    """Return what reads a level in the words of the site's language, which the reader names."""

    def validate(value: object, info: ValidationInfo) -> object:
        language = (info.context or {}).get("language", "en")
        return parse(one_value(value), language) if isinstance(value, str | dict | list) else value

    return PlainValidator(validate)


Level = Annotated[
    Quantity,
    _in_words(parse_quantity),
    WithJsonSchema({**ONE_VALUE, "examples": ["60 seconds", "20 business days"]}),
]
Aim = Annotated[
    Target,
    _in_words(parse_target),
    WithJsonSchema({**ONE_VALUE, "examples": ["90%", "at most 14.9 months"]}),
]
Count = Annotated[
    int,
    _of_text(parse_count),
    WithJsonSchema({**ONE_VALUE, "type": ["string", "integer"], "minimum": 0}),
]
Number = Annotated[
    Decimal,
    _of_text(parse_number),
    WithJsonSchema({**ONE_VALUE, "type": ["string", "number"], "minimum": 0}),
]
Signed = Annotated[
    Decimal, _of_text(parse_signed), WithJsonSchema({**ONE_VALUE, "type": ["string", "number"]})
]
