"""`links.csv`: which addresses of other sites were tried, on which day, and what they answered.

It lies beside the folder of the agencies and is written by `charters links` alone; a build only reads it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

NAME = "links.csv"
ANSWERED, NO_ANSWER, NOT_ALLOWED = "answered", "no answer", "not allowed"


class Tried(NamedTuple):
    """One address that was tried."""

    address: str
    checked: str
    """The day, as 2026-11-28."""
    answer: str
    """`answered`; else the number that the server gave, `no answer` or `not allowed` (robots.txt)."""
    leads_to: str = ""
    """Where the address leads on to, if elsewhere."""


_COLUMNS = Tried._fields


def tried_before(home: Path, data_dir: str) -> Mapping[str, Tried]:
    """Return what is on record, by address; lines that are none are passed over and tried anew."""
    place = record_of(home, data_dir)
    if place.is_symlink() or not place.is_file():
        return {}
    with place.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) == len(_COLUMNS)]
    return {row[0]: Tried(*row) for row in rows if _is_day(row[1])}


def answered(home: Path, data_dir: str) -> frozenset[str]:
    """Return the addresses that answered when they were last tried."""
    found = tried_before(home, data_dir).values()
    return frozenset(one.address for one in found if one.answer == ANSWERED)


def record(home: Path, data_dir: str, found: Iterable[Tried]) -> None:
    """Write what was tried, whole or not at all."""
    place = record_of(home, data_dir)
    half = place.with_suffix(".csv.half")
    with half.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(_COLUMNS)
        rows.writerows(sorted(found))
    half.replace(place)


def record_of(home: Path, data_dir: str) -> Path:
    """Return where the record lies."""
    return (home / data_dir).parent / NAME


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
