"""A sentence as a template and its values, so that every door can say it in its own language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from typing import NamedTuple


class Cases(int):
    """A count of people or cases; a page says none that is too small to be published."""


class Message(NamedTuple):
    """A template in English, the key of its translations, and the values it is filled with.

    A value is text in one or several languages, a number, a day, a level, or a message itself.
    """

    template: str
    values: tuple[tuple[str, object], ...] = ()

    def filled(self, **values: object) -> Message:
        """Return the same sentence with its values, or with more of them."""
        return Message(self.template, (*self.values, *values.items()))

    def __str__(self) -> str:
        return self.template.format(**{name: in_english(value) for name, value in self.values})

    def __bool__(self) -> bool:
        return bool(self.template)


SILENCE = Message("")
"""No sentence: what there is to add where nothing is."""


def _(template: str, **values: object) -> Message:
    """Return a message; the name marks its template for the catalogue of translations."""
    return Message(template, tuple(values.items()))


def either(offers: Sequence[Message | str]) -> Message | str:
    """Return what can be chosen from: `2024-10 or 2023-24`; nothing of none."""
    if not offers:
        return ""
    return reduce(lambda one, other: _("{one} or {other}", one=one, other=other), offers)


def listed_all(parts: Sequence[Message]) -> Message:
    """Return parts of a sentence as one value, all of them; halves, so that it is never deep."""
    if len(parts) < 2:
        return parts[0] if parts else SILENCE
    half = len(parts) // 2
    first, rest = listed_all(parts[:half]), listed_all(parts[half:])
    return _("{first}, {rest}", first=first, rest=rest)


def in_english(value: object) -> str:
    """Return a value as a terminal prints it: `1,200`, `14.9`, `June 5, 2025`."""
    if isinstance(value, date):
        return f"{value:%B} {value.day}, {value.year}"
    if isinstance(value, int):
        return f"{value:,}"
    return plain(value) if isinstance(value, Decimal | Fraction) else str(value)


def plain(amount: Decimal | Fraction) -> str:
    """Return an amount with at most two decimals and no trailing zeros."""
    return f"{two_decimals(amount):,f}"


def two_decimals(amount: Decimal | Fraction) -> Decimal:
    """Return an amount as a message says it: rounded, without trailing zeros."""
    return (Decimal(round(amount * 100)) / 100).normalize()
