"""Earlier versions of a promise beside today's: its times, and whether it is the same promise at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from charters.model.period_labels import UNKNOWN, begun_when
from charters.model.standards import Standard
from charters.rules.past.two_versions import shown_value


def lost_suspensions(before: Mapping[str, Any], now: Standard) -> list[str]:
    """Return the first days of suspensions that an earlier version had and today's has not."""
    listed = before.get("suspended")
    had = [str(one.get("from")) for one in listed or () if isinstance(one, dict)]
    return [day for day in had if day not in {one.from_.isoformat() for one in now.suspended}]


def moved_later(before: Mapping[str, Any], now: Standard, fiscal_start: int) -> bool:
    """Return whether a promise begins later than in an earlier version; said less exactly, it does not."""
    try:
        was = begun_when(str(before.get("introduced") or UNKNOWN), fiscal_start)
    except PydanticCustomError:
        return False  # Nothing of it was published.
    return was is not None and now.begins is not None and was.end < now.begins


def keeps_later(
    before: Mapping[str, Any], day: date, now: Standard, fiscal_start: int
) -> str | None:
    """Return since when a version held results, where they are kept only from later on today; else None.

    `day` is that of the version: what it said of no beginning, it had from then on at the latest.
    """
    written = str(before.get("records_from") or "")
    try:
        was = begun_when(written, fiscal_start) if written else None
    except PydanticCustomError:
        return None
    held = was.end if was else day
    later = now.records_from is not None and held < now.records_from.start
    return (written or day.isoformat()) if later else None


def is_another_promise(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Return whether an id now stands for a promise that has nothing in common with the old one."""
    old, new = (_stems(shown_value(version.get("promise"))) for version in (before, now))
    shared, together = len(old & new), len(old | new)
    other = any(before.get(key) != now.get(key) for key in ("service", "type"))
    return other and bool(together) and shared <= 0.2 * together


def _stems(words: str) -> set[str]:
    """Return the beginnings of the longer words, which carry the meaning."""
    return {word[:6] for word in re.findall(r"[^\W\d_]{4,}", words.casefold())}
