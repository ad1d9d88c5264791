"""The month in which a fiscal year begins, as far as a file lets tell it: other faults than its own hide it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from pydantic_core import PydanticCustomError

from charters.model.period_labels import parse_month

_KEY = "fiscal"
"""So its key begins, however the rest is spelt."""
_SOME_MONTH = 10
"""Taken for one that cannot be read: with January, every label of two years would be refused besides."""


def fiscal_start_in(top: Mapping[str, Any], otherwise: int) -> int:
    """Return the month that the keys of a file say; of a file that says none, another's."""
    written = [value for key, value in top.items() if f"{key}".startswith(_KEY)]
    for one in written:
        with suppress(PydanticCustomError):
            return parse_month(f"{one}")
    return _SOME_MONTH if written and otherwise == 1 else otherwise
