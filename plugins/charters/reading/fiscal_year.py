"""The month in which a fiscal year begins, as far as a file lets tell it: other faults than its own hide it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from pydantic_core import PydanticCustomError

from charters.model.period_labels import parse_month, parse_period
from charters.model.periods import Frequency, Period

_KEY = "fiscal"
"""So its key begins, however the rest is spelt."""
_SOME_MONTH = 10
"""Taken for one that cannot be read: with January, every label of two years would be refused besides."""


def fiscal_start_in(top: Mapping[str, Any], otherwise: int) -> int:
    """Return the month that the keys of a file say; of a file that says none, another's."""
    if month := _month_in(top):
        return month
    return _SOME_MONTH if _written(top) and otherwise == 1 else otherwise


def is_month_unread(top: Mapping[str, Any]) -> bool:
    """Return whether the keys of a file are to say a month, and none of them can be read."""
    return _month_in(top) is None and bool(_written(top))


def hangs_on_month(period: Period) -> bool:
    """Return whether the days of a period are those of a fiscal year, so that nobody knows them without its month."""
    one, other = (parse_period(period.label, month, Frequency.YEARLY) for month in (2, 3))
    return one != other


def _month_in(top: Mapping[str, Any]) -> int | None:
    for one in _written(top):
        with suppress(PydanticCustomError):
            return parse_month(f"{one}")
    return None


def _written(top: Mapping[str, Any]) -> list[Any]:
    return [value for key, value in top.items() if f"{key}".startswith(_KEY)]
