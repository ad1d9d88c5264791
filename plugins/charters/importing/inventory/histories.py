"""The rows of results.csv: what was said of each figure, and each correction of it, in the order of the days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from charters.importing.files import as_lines, rows_in
from charters.importing.inventory.kept import Kept, Sighting
from charters.importing.inventory.keys import ids_of
from charters.importing.inventory.known_records import figure_id
from charters.importing.merging import note_with, said_of
from charters.model.results import COLUMNS, Status
from charters.problems import Message
from charters.problems.message import _

Key = tuple[str, str, str]
"""The id of a promise or figure, the part, and the year."""
FIGURES = ("met", "total", "value", "status", "source", "note")
"""What a snapshot says of a figure; the rest of a row is when it said so, and of what."""


@dataclass(eq=False)
class Row:
    """A figure that stood in one snapshot or in several, one after the other."""

    key: Key
    first: Sighting
    said: Mapping[str, str]
    """As the last of these snapshots has it: its figures are the same in all."""
    before: Row | None
    """What was said of the figure until then, whether a row still says it or not."""
    above: Row | None = None
    """The row of the figure that it stands below in results.csv."""
    values: Mapping[str, str] = field(default_factory=dict)
    """The row as it stands in results.csv."""


def rows_of(kept: Kept, languages: Sequence[str]) -> list[Row]:
    """Return every row, those of a later snapshot of a year after those of an earlier one."""
    found: list[Row] = []
    latest: dict[Key, Row] = {}
    for key, one, said in _told(kept):
        row = latest.get(key)
        if row is not None and figures(row.said) == figures(said):
            row.said = said
        else:
            latest[key] = Row(key, one, said, row)
            found.append(latest[key])
    rows = _each_below([*_one_a_day(found)][::-1])
    for row in rows:
        row.values = _values(row, languages)
    return rows


def _one_a_day(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield rows from the last on, without those that nobody can say were replaced on a later day.

    Snapshots without a day that are read on one day correct a figure once; the note says what it was before.
    """
    after: dict[Key, str] = {}
    for row in reversed(rows):
        day = row.first.day
        if row.before is None or day < after.get(row.key, "9999"):
            after[row.key] = day
            yield row


def _each_below(rows: Sequence[Row]) -> list[Row]:
    """Return rows with those that they stand below, without those that say what the one above says."""
    found: list[Row] = []
    latest: dict[Key, Row] = {}
    for row in rows:
        row.above = latest.get(row.key)
        if row.above is not None and figures(row.above.said) == figures(row.said):
            row.above.said = row.said
        else:
            latest[row.key] = row
            found.append(row)
    return found


def _told(kept: Kept) -> Iterator[tuple[Key, Sighting, Mapping[str, str]]]:
    services, standards = ids_of(kept)
    for year, one, found in kept.told("results"):
        for key, parts in found.items():
            name = standards.now.get(key) or figure_id(key, services)
            yield from (((name, part, year), one, said) for part, said in parts.items())


def figures(said: Mapping[str, str]) -> tuple[Any, ...]:
    """Return what has to change for a row to be corrected."""
    met, total, value = (said.get(key, "") for key in ("met", "total", "value"))
    return met, total, value.removesuffix("%"), said["status"] == Status.NOT_AVAILABLE


def _values(row: Row, languages: Sequence[str]) -> dict[str, str]:
    standard, part, period = row.key
    about = {"standard": standard, "period": period, "part": part}
    values = {**about, **row.said, "published": row.first.published}
    if row.before is not None and row.above is not None:
        values["published"] = row.first.day
        if {row.above.said["status"], row.said["status"]} == {Status.FINAL}:
            values["status"] = Status.REVISED.value
        values["note"] = note_with(was(row.before), row.said.get("note", ""), languages)
    return values


def was(row: Row) -> Message:
    """Return what a row said that another one corrects."""
    return _("Was {old} in an earlier snapshot.", old=said_of(row.said))


@dataclass(frozen=True)
class Woven:
    """The text of results.csv with the rows of now, and beside them what people wrote."""

    text: str
    lines: Mapping[Key, int]
    """The line of the last row of each key that an import wrote."""
    by_hand: frozenset[Key]
    """Of what people wrote, changed or took out rows: theirs stay, and nothing is put beside them."""


def woven(text: str, before: Iterable[Row], now: Iterable[Row], names: Mapping[str, str]) -> Woven:
    """Return a file brought from the rows of before to those of now.

    `names` are the ids of today by those of before.
    """
    header, numbered = rows_in(text)
    there = [row for _line, row in numbered]
    known = {_cells(row.values): row.key for row in before}
    written = {_cells(row) for row in there}
    others = [known[one] for one in known if one not in written]
    others += [_key(row) for row in there if _cells(row) not in known]
    by_hand = frozenset(today(key, names) for key in others)
    own, last = defaultdict[Key | None, list[Mapping[str, str]]](list), None
    for row in there:
        if (key := today(_key(row), names)) in by_hand:
            own[last].append(row)
        else:
            last = key
    ours = [row for row in now if row.key not in by_hand]
    ends = {row.key: row for row in ours}
    rows, lines = [*own.pop(None, ())], dict[Key, int]()
    for one in ours:
        rows.append(one.values)
        if ends[one.key] is one:
            lines[one.key] = len(rows) + 1
            rows += own.pop(one.key, ())
    rows += [row for listed in own.values() for row in listed]
    end = "\r\n" if "\r\n" in text else "\n"
    first = text.replace("\r\n", "\n").partition("\n")[0]
    return Woven(f"{first}{end}{as_lines(rows, header, end)}", lines, by_hand)


def _cells(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in COLUMNS)


def _key(row: Mapping[str, str]) -> Key:
    return row.get("standard", ""), row.get("part", ""), row.get("period", "")


def today(key: Key, names: Mapping[str, str]) -> Key:
    """Return what a row is of by the ids of today."""
    name, part, period = key
    return names.get(name, name), part, period
