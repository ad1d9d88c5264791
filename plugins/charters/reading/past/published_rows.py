"""Published rows of a table that stand in it no more, however many versions ago they did."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from charters.model.aims import AIM_COLUMNS
from charters.model.file_names import RESULTS, TARGETS
from charters.model.past import AimBefore, RowBefore, Version
from charters.model.register import Charter
from charters.model.results import ALL_COLUMNS
from charters.model.shapes import Shape
from charters.reading.aim_rows import aims_of
from charters.reading.past.blocks import blocks_of, sentence_of, values_of
from charters.reading.past.editions import StandardsBefore
from charters.reading.past.git_versions import FileVersion, read_blobs
from charters.reading.past.trails import version_of
from charters.reading.result_rows import results_of
from charters.reading.sources import SourceText
from charters.reading.table import Table
from charters.reading.written import Shapes, Written

_AT_ONCE = 200
"""Versions that are held in memory together."""
_MOST_ROWS = 2000
"""Rows that are gone, of which the newest are looked at; who rewrote more is found by these."""


@dataclass(slots=True)
class _Stood:
    """The versions in which a line stood: the last one, and the first."""

    last: FileVersion
    first: FileVersion
    gone: date


class PublishedRow(Protocol):
    """A row of one of the agency's tables, about one promise or figure."""

    @property
    def standard(self) -> str:
        """The id of what it is about."""

    @property
    def line(self) -> int:
        """Its line in the file, from 1."""


R = TypeVar("R", bound=PublishedRow)


@dataclass(frozen=True)
class PublishedTable(Generic[R]):
    """A table of which rows are only ever added, and how its rows are read and told apart."""

    file: str
    columns: Sequence[str]
    read: Callable[[SourceText], Sequence[R]]
    key: Callable[[R], tuple[object, ...]]
    """What a row is about."""
    figures: Callable[[R], tuple[object, ...]]
    """What it says."""
    renamed: Callable[[R, str], R]
    there: Sequence[R]
    """The rows of today."""


def rows_before(
    charter: Charter,
    before: StandardsBefore,
    table: PublishedTable[R],
    today: date,
    *,
    broken: bool,
) -> Iterator[tuple[R, Version, date, int | None]]:
    """Yield the published rows that are gone or say something else today, newest first.

    Each with the last version it stood in, the day of the first one without it, and the line that
    says something else today. `broken` says that rows of today were refused: then nothing can be
    called gone.
    """
    versions = [one for one in before.trail.own(table.file) if one.blob]
    found = _stood(before, versions, _text(charter, table.file), today)
    if not found:
        return
    ids, there, told = _ids(before), _there(table), set[tuple[object, ...]]()
    for posted, stood in _posted(found, table):
        row = table.renamed(posted, ids.get(posted.standard, posted.standard))
        says, now = table.figures(row), there.get(table.key(row), {})
        if says in now or (broken and not now) or not _was_published(before, stood):
            continue
        if (one := (*table.key(row), *says)) not in told:
            told.add(one)
            yield row, version_of(stood.last), stood.gone, max(now.values(), default=0) or None


def results_before(
    charter: Charter, before: StandardsBefore, written: Written, today: date, *, broken: bool
) -> list[RowBefore]:
    """Return the published results that are gone or say something else today, newest first."""
    earlier = _shapes(before).items()
    shapes = {name: shape for name, shape in earlier if name not in written.former}
    shapes |= written.shapes()
    table = PublishedTable(
        RESULTS,
        ALL_COLUMNS,
        lambda source: results_of(source, shapes, charter.fiscal_start, written)[0][0],
        lambda row: (row.standard, *row.period.days, row.part),
        lambda row: (
            row.met,
            row.total,
            row.value,
            row.answer,
            row.cases,
            row.excluded,
            row.overdue,
        ),
        lambda row, name: replace(row, standard=name),
        [row for rows in charter.results.values() for row in rows],
    )
    return [
        RowBefore(*found) for found in rows_before(charter, before, table, today, broken=broken)
    ]


def aims_before(
    charter: Charter, before: StandardsBefore, written: Written, today: date, *, broken: bool
) -> list[AimBefore]:
    """Return the published aims that are gone or say something else today, newest first."""
    table = PublishedTable(
        TARGETS,
        AIM_COLUMNS,
        lambda source: aims_of(source, charter.fiscal_start, written)[0][0],
        lambda row: (row.standard, *row.period.days, row.part),
        lambda row: (row.target and replace(row.target, written=""), row.limit),
        lambda row, name: replace(row, standard=name),
        [row for standard in charter.standards for row in standard.aims],
    )
    return [
        AimBefore(*found) for found in rows_before(charter, before, table, today, broken=broken)
    ]


def _text(charter: Charter, file: str) -> bytes:
    table = charter.files.get(file)
    return table.source.text.encode() if isinstance(table, Table) else b""


def _lines(data: bytes) -> list[bytes]:
    return data.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n").split(b"\n")


def _records(lines: Sequence[bytes]) -> list[bytes]:
    """Return rows as they were written, of lines; a quoted cell may go over several of them."""
    records: list[bytes] = []
    parts: list[bytes] = []
    is_open = False
    for line in lines:
        is_open ^= line.count(b'"') % 2 == 1
        parts.append(line)
        if not is_open:
            records.append(b"\n".join(parts))
            parts = []
    return [*records, b"\n".join(parts)] if parts else records


def _stood(
    before: StandardsBefore, versions: Sequence[FileVersion], now: bytes, today: date
) -> dict[tuple[bytes, bytes], _Stood]:
    """Return the rows of earlier versions that are not in the file of today, letter for letter."""
    found: dict[tuple[bytes, bytes], _Stood] = {}
    there = set(_lines(now))
    whole, newer = frozenset(_records(_lines(now))), today
    for version, data in _contents(before, versions):
        lines = _lines(data)
        unseen = set(lines) - there
        if any(line.count(b'"') % 2 for line in unseen):
            unseen = set(_records(lines)) - whole
        for line in unseen:
            stood = found.get((lines[0], line))
            if stood is not None:
                stood.first = version
            elif len(found) < _MOST_ROWS:
                found[lines[0], line] = _Stood(version, version, newer)
        newer = version.day
    return found


def _contents(
    before: StandardsBefore, versions: Sequence[FileVersion]
) -> Iterator[tuple[FileVersion, bytes]]:
    for at in range(0, len(versions), _AT_ONCE):
        some = versions[at : at + _AT_ONCE]
        site = before.trail.site
        data = read_blobs(site.home, sorted({one.blob for one in some}), site.sizes)
        yield from ((version, data.get(version.blob, b"")) for version in some)


def _posted(
    found: Mapping[tuple[bytes, bytes], _Stood], table: PublishedTable[R]
) -> Iterator[tuple[R, _Stood]]:
    """Yield the rows that were good ones, read as the rows of today are."""
    out = io.StringIO()
    cells = csv.writer(out, lineterminator="\n")
    cells.writerow(table.columns)
    kept = []
    for (header, line), stood in sorted(found.items()):
        if (row := _row(header, line, table.columns)) is not None:
            cells.writerow(row)
            kept.append(stood)
    rows = table.read(SourceText(table.file, out.getvalue()))
    good = [(row, kept[row.line - 2]) for row in rows]
    yield from sorted(good, key=lambda pair: pair[1].last.turn)


def _row(header: bytes, line: bytes, columns: Sequence[str]) -> list[str] | None:
    """Return the cells of a row under the columns of today; None where it is none."""
    try:
        text = b"\n".join((header, line)).decode("utf-8")
        (row,) = csv.DictReader(io.StringIO(text), strict=True)
    except (csv.Error, UnicodeDecodeError, ValueError):
        return None
    return [" ".join((row.get(name) or "").split()) for name in columns]


def _was_published(before: StandardsBefore, stood: _Stood) -> bool:
    """Return whether a row stood in a version without errors; where none is, it counts as well."""
    trail = before.trail
    if any(trail.passed(one.turn) for one in (stood.last, stood.first)):
        return True
    return not any(trail.passed(turn) for turn in trail.turns(stood.first.turn)[1:5])


def _ids(before: StandardsBefore) -> dict[str, str]:
    """Return the ids of today by those under which the same words stood earlier."""
    now = blocks_of(before.now)
    by_words = {sentence_of(block): name for name, block in now.items()}
    return {
        name: by_words[words]
        for _version, text in before.earlier()
        for name, block in blocks_of(text).items()
        if name not in now and (words := sentence_of(block)) and words in by_words
    }


def _shapes(before: StandardsBefore) -> dict[str, Shapes]:
    """Return how each promise and figure that ever was has been measured at last."""
    found: dict[str, Any] = {}
    for _version, text in before.earlier():
        for key in ("standards", "figures"):
            for name, block in blocks_of(text, key).items():
                if name not in found:
                    measure = values_of(block).get("measure")
                    found[name] = measure.get("shape") if isinstance(measure, dict) else None
    known = [shape.value for shape in Shape]  # an earlier file may hold anything there
    return {name: Shapes(Shape(shape)) for name, shape in found.items() if shape in known}


def _there(table: PublishedTable[R]) -> dict[tuple[object, ...], dict[tuple[object, ...], int]]:
    """Return the lines of today by what they are about, and by what they say."""
    found: dict[tuple[object, ...], dict[tuple[object, ...], int]] = {}
    for row in table.there:
        found.setdefault(table.key(row), {})[table.figures(row)] = row.line
    return found
