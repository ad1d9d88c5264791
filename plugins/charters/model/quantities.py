"""Numbers with their units: limits, targets, and the values of results."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from charters.model.refusal import refuse, shown

PERCENT = "%"
TIME_UNITS = (
    "second",
    "minute",
    "hour",
    "day",
    "business day",
    "calendar day",
    "week",
    "month",
    "year",
)
"""Units of time; a bare 'day' is read, and asked about (is it a business or a calendar day?)."""

_SYNONYMS = {"working day": "business day", "percent": PERCENT, "per cent": PERCENT}
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,9})?")
_QUANTITY = re.compile(rf"({_NUMBER.pattern})\s*(%|\D.*)?", re.DOTALL)
_COMPARED = re.compile(r"(at least|at most)\s+(.*)", re.DOTALL | re.IGNORECASE)
_BETWEEN = re.compile(r"between\s+(.*?)\s+and\s+(.*)", re.DOTALL | re.IGNORECASE)
_FORM = "write the level with its unit, such as 90%, at most 14.9 months or at least 4.2 points"


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    INSIDE = "inside"


@lru_cache(maxsize=65536)
def parse_number(text: str) -> Decimal:
    """Return an exact, finite number of zero or more from text such as `14.9` or `13,000`."""
    written = text.strip()
    if _NUMBER.fullmatch(written):
        return Decimal(written.replace(",", ""))
    if re.fullmatch(r"\d+,\d{1,2}|\d+,\d{4,}", written):
        better = written.replace(",", ".")
        raise refuse("Y021", f"{shown(text)} has a decimal comma; write {better}")
    if written.startswith(("-", "−")):
        raise refuse("Y021", f"{shown(text)} is below zero; a level or a count is zero or more")
    raise refuse("Y021", f"{shown(text)} is not a number; write digits only, such as 14.9")


@lru_cache(maxsize=65536)
def parse_count(text: str) -> int:
    """Return a whole number of zero or more."""
    number = parse_number(text)
    if number != number.to_integral_value():
        raise refuse("Y022", f"{shown(text)} is not a whole number; count whole cases")
    return int(number)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact amount and its unit: `%`, a unit of time, or what is counted (`claims`)."""

    amount: Decimal
    unit: str

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == PERCENT


@dataclass(frozen=True, slots=True)
class Target:
    """The level an agency aims at, and which way is better."""

    direction: Direction
    level: Quantity
    """The level itself; the lower end of a range."""
    upper: Quantity | None = None
    """The upper end of a range (`between 36 and 40 hours`)."""
    written: str = ""
    """As the editor wrote it."""

    def met_by(self, amount: Decimal | Fraction) -> bool:
        """Return whether an amount in the target's own unit reaches the target, exactly."""
        if self.direction is Direction.LOWER:
            return amount <= self.level.amount
        if self.direction is Direction.HIGHER:
            return amount >= self.level.amount
        return self.upper is not None and self.level.amount <= amount <= self.upper.amount


def unit_named(text: str) -> str:
    """Return the one name of a unit: singular for time, `%` for shares, else as written."""
    unit = " ".join(text.lower().split())
    unit = _SYNONYMS.get(unit, unit)
    singular = unit[:-1] if unit.endswith("s") else unit
    singular = _SYNONYMS.get(singular, singular)
    return singular if singular in TIME_UNITS else unit


@lru_cache(maxsize=8192)
def parse_quantity(text: str) -> Quantity:
    """Return a quantity from text such as `60 seconds` or `90%`."""
    found = _QUANTITY.fullmatch(text.strip())
    if found is None:
        raise _not_a_level(text)
    amount = parse_number(found[1])
    if not found[2]:
        raise _no_unit(text, amount)
    return Quantity(amount, unit_named(found[2]))


@lru_cache(maxsize=8192)
def parse_target(text: str) -> Target:
    """Return a target from text such as `90%`, `at most 14.9 months`, `between 2 and 4 days`."""
    written = " ".join(text.split())
    if found := _BETWEEN.fullmatch(written):
        upper = parse_quantity(found[2])
        low = parse_quantity(found[1]) if not _NUMBER.fullmatch(found[1]) else None
        lower = low or Quantity(parse_number(found[1]), upper.unit)
        return Target(Direction.INSIDE, lower, upper, written)
    if found := _COMPARED.fullmatch(written):
        direction = Direction.HIGHER if found[1].lower() == "at least" else Direction.LOWER
        return Target(direction, _in_range(parse_quantity(found[2])), None, written)
    level = parse_quantity(written)
    if not level.is_share:
        raise refuse(
            "Y020",
            f"{shown(text)} does not say which way is better; write at most {written} "
            f"or at least {written}",
        )
    return Target(Direction.HIGHER, _in_range(level), None, written)


def _in_range(level: Quantity) -> Quantity:
    if level.is_share and level.amount > 100:
        raise refuse("Y020", f"a share of {level.amount}% is more than all; write 100% or less")
    return level


def _not_a_level(text: str) -> Exception:
    if re.match(r"\s*[-−]", text):
        return refuse("Y021", f"{shown(text)} is below zero; a level or a count is zero or more")
    if re.match(r"\s*\d+,\d+", text):
        return refuse("Y021", f"{shown(text)} has a decimal comma; write a point, such as 12.5%")
    return refuse("Y020", f"{shown(text)} is not a level; {_FORM}")


def _no_unit(text: str, amount: Decimal) -> Exception:
    if 0 < amount < 1:
        return refuse("Y020", f"{shown(text)} has no unit; write {amount * 100:f}".rstrip("0").rstrip(".") + "%")
    return refuse("Y020", f"{shown(text)} has no unit; write {text.strip()}%, or {_FORM[6:]}")


def _of_text(parse: Callable[[str], object]) -> PlainValidator:
    def validate(value: object) -> object:
        if isinstance(value, str):
            return parse(value)
        if isinstance(value, dict | list):
            raise refuse("Y008", "expected one value here, not a list or a group of keys")
        return value

    return PlainValidator(validate)


Limit = Annotated[
    Quantity,
    _of_text(parse_quantity),
    WithJsonSchema({"type": "string", "examples": ["60 seconds", "20 business days"]}),
]
Aim = Annotated[
    Target,
    _of_text(parse_target),
    WithJsonSchema({"type": "string", "examples": ["90%", "at most 14.9 months"]}),
]
Count = Annotated[
    int, _of_text(parse_count), WithJsonSchema({"type": ["string", "integer"], "minimum": 0})
]
Number = Annotated[
    Decimal, _of_text(parse_number), WithJsonSchema({"type": ["string", "number"], "minimum": 0})
]
