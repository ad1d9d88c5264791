"""Numbers with their units: limits, targets, and the values of results."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from charters.model.level_words import clock_parts

PERCENT = "%"
TIME_UNITS = (
    *("second", "minute", "hour"),
    *("day", "business day", "calendar day"),
    *("week", "month", "year"),
)
"""Units of time; a bare 'day' is read, and asked about (is it a business or a calendar day?)."""

_SYNONYMS = {"working day": "business day", "percent": PERCENT, "per cent": PERCENT}
COMPARED = re.compile(r"(at least|at most) (.*)", re.IGNORECASE)


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact amount and its unit: `%`, a unit of time, or what is counted (`claims`)."""

    amount: Decimal
    unit: str

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == PERCENT

    @property
    def units(self) -> str:
        """The unit as it is said of this amount: time in the plural unless it is one."""
        return f"{self.unit}s" if self.unit in TIME_UNITS and self.amount != 1 else self.unit

    def __str__(self) -> str:
        if self.amount == 0 and (kind := _SAME_DAY.get(self.unit)):
            return kind
        space = " " if self.units and not self.is_share else ""
        parts = clock_parts(self.amount) if self.unit in ("minute", "hour") else None
        number = f"{parts[0]}:{parts[1]:02}" if parts else f"{self.amount:f}"
        return f"{number}{space}{self.units}"


_SAME_DAY = {"calendar day": "same day", "business day": "same business day"}
"""What no days at all are called."""

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
"""Seconds in the units of time that have a fixed length; a day or a week counts with its nights."""

_EXACT = frozenset({"second", "minute", "hour"})
"""Units that turn into each other without a word about days."""


def converted(level: Quantity, unit: str) -> Fraction | None:
    """Return an amount in another unit, exactly; None where the units do not fit."""
    if level.unit == unit:
        return Fraction(level.amount)
    if {level.unit, unit} <= _EXACT:
        return Fraction(level.amount) * SECONDS[level.unit] / SECONDS[unit]
    return None


def in_unit(level: Quantity, unit: str) -> str:
    """Return a level as it is written in another unit; '' where it cannot be written exactly."""
    found = converted(level, unit)
    if found is None:
        return ""
    amount = (Decimal(found.numerator) / found.denominator).quantize(Decimal("1e-9"))
    is_short = amount == amount.quantize(Decimal("1e-3"))
    level = Quantity(amount.normalize() if is_short else amount, unit)
    return str(level) if is_short or clock_parts(amount) else ""


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

    @property
    def said(self) -> str:
        """As the editor wrote it; the level where nobody wrote it."""
        return self.written or str(self.level)

    @property
    def is_range(self) -> bool:
        """Whether it is written as a range: `between 36 and 40 hours`, or `4 to 6 weeks`."""
        bounded = COMPARED.fullmatch(self.said) is not None
        return self.upper is not None or (self.direction is Direction.LOWER and not bounded)

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
    singular = unit.removesuffix("s")
    singular = _SYNONYMS.get(singular, singular)
    return singular if singular in TIME_UNITS else unit


HIDDEN = -1
"""Stands in a record that is published for a count too small to be shown; no count is below zero."""
