"""When each former name was first said: the day of a move, read from the history of the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from charters.model.file_names import AGENCY, STANDARDS
from charters.model.past import Move
from charters.model.register import Charter
from charters.reading.past.blocks import blocks_of, values_of
from charters.reading.past.editions import StandardsBefore
from charters.reading.past.git_versions import FileVersion
from charters.reading.sources import SourceText
from charters.reading.yamldoc import document_of


def moves_of(charter: Charter, before: StandardsBefore, today: date) -> dict[Move, date]:
    """Return the day from which each former name was to be seen; none that the first version has."""
    found: dict[Move, date] = {}
    for move in _moves(charter):
        file = AGENCY if move.key == "agency" else STANDARDS
        versions = [one for one in before.trail.files[file] if one.blob]
        day = _first_said(before, versions, move, today)
        if day is not None:
            found[move] = day
    return found


def _moves(charter: Charter) -> Iterator[Move]:
    yield from (Move("agency", charter.id, name) for name in charter.agency.formerly)
    lists = (
        ("services", charter.services),
        ("standards", charter.standards),
        ("figures", charter.figures),
    )
    for key, records in lists:
        yield from (Move(key, one.id, name) for one in records for name in one.formerly)


def _first_said(
    before: StandardsBefore, versions: Sequence[FileVersion], move: Move, today: date
) -> date | None:
    """Return the day of the oldest version that says it; today where none that was committed does."""
    day = today if versions else None
    for version in versions:
        if move.former not in _formerly(before.trail.site.text(version), move):
            return day
        day = version.day
    return None


def _formerly(text: str, move: Move) -> Sequence[str]:
    """Return the former names that a text gives to a record."""
    if move.former not in text:
        return ()
    values = (
        _top(text)
        if move.key == "agency"
        else values_of(blocks_of(text, move.key).get(move.id, ""))
    )
    listed = values.get("formerly")
    return listed if isinstance(listed, list) else ()


@lru_cache(maxsize=64)
def _top(text: str) -> Mapping[str, Any]:
    document, _ = document_of(SourceText(AGENCY, text))
    return document.top if document else {}
