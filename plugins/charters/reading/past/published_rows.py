"""Published results that stand in results.csv no more, however many versions ago they did."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from charters.model.past import RowBefore
from charters.model.register import Charter
from charters.model.results import COLUMNS, Result
from charters.model.shapes import Shape
from charters.reading.past.blocks import blocks_of, values_of
from charters.reading.past.editions import StandardsBefore
from charters.reading.past.git_versions import FileVersion, read_blobs
from charters.reading.past.trails import version_of, words_of
from charters.reading.result_rows import results_of
from charters.reading.sources import SourceText
from charters.reading.table import Table
from charters.reading.written import Written

RESULTS = "results.csv"
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


def rows_before(
    charter: Charter, before: StandardsBefore, written: Written, today: date, *, broken: bool
) -> list[RowBefore]:
    """Return the published results that are gone or say something else today, newest first.

    `broken` says that rows of today were refused: then nothing can be called gone.
    """
    versions = [one for one in before.trail.own(RESULTS) if one.blob]
    found = _stood(before, versions, _text(charter), today)
    if not found:
        return []
    ids, shapes = _ids(before), {**_shapes(before), **written.shapes()}
    there = _there(charter)
    rows: dict[tuple[object, ...], RowBefore] = {}
    for posted, stood in _results(found, shapes, charter.fiscal_start, written):
        result = replace(posted, standard=ids.get(posted.standard, posted.standard))
        now = there.get(_key(result), {})
        if _figures(result) in now or (broken and not now) or not _was_published(before, stood):
            continue
        row = RowBefore(result, version_of(stood.last), stood.gone, max(now.values(), default=None))
        rows.setdefault((*_key(result), *_figures(result)), row)
    return list(rows.values())


def _text(charter: Charter) -> bytes:
    table = charter.files.get(RESULTS)
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
        data = read_blobs(before.trail.site.home, sorted({one.blob for one in some}))
        yield from ((version, data.get(version.blob, b"")) for version in some)


def _results(
    found: Mapping[tuple[bytes, bytes], _Stood],
    shapes: Mapping[str, Shape],
    fiscal_start: int,
    written: Written,
) -> Iterator[tuple[Result, _Stood]]:
    """Yield the rows that were good ones, read as the rows of today are."""
    out = io.StringIO()
    cells = csv.writer(out, lineterminator="\n")
    cells.writerow(COLUMNS)
    kept = []
    for (header, line), stood in sorted(found.items()):
        if (row := _row(header, line)) is not None:
            cells.writerow(row)
            kept.append(stood)
    source = SourceText(RESULTS, out.getvalue())
    (results, _table), _problems = results_of(source, shapes, fiscal_start, written)
    good = [(result, kept[result.line - 2]) for result in results]
    yield from sorted(good, key=lambda pair: pair[1].last.turn)


def _row(header: bytes, line: bytes) -> list[str] | None:
    """Return the cells of a row under the columns of today; None where it is none."""
    try:
        text = b"\n".join((header, line)).decode("utf-8")
        (row,) = csv.DictReader(io.StringIO(text), strict=True)
    except (csv.Error, UnicodeDecodeError, ValueError):
        return None
    return [" ".join((row.get(name) or "").split()) for name in COLUMNS]


def _was_published(before: StandardsBefore, stood: _Stood) -> bool:
    """Return whether a row stood in a version without errors; where none is, it counts as well."""
    trail = before.trail
    if any(trail.passed(one.turn) for one in (stood.last, stood.first)):
        return True
    return not any(trail.passed(turn) for turn in trail.turns(stood.first.turn)[1:5])


def _ids(before: StandardsBefore) -> dict[str, str]:
    """Return the ids of today by those under which the same words stood earlier."""
    now = blocks_of(before.now)
    by_words = {words_of(block): name for name, block in now.items()}
    return {
        name: by_words[words]
        for _version, text in before.earlier()
        for name, block in blocks_of(text).items()
        if name not in now and (words := words_of(block)) and words in by_words
    }


def _shapes(before: StandardsBefore) -> dict[str, Shape]:
    """Return how each promise and figure that ever was has been measured at last."""
    found: dict[str, Any] = {}
    for _version, text in before.earlier():
        for key in ("standards", "figures"):
            for name, block in blocks_of(text, key).items():
                if name not in found:
                    measure = values_of(block).get("measure")
                    found[name] = measure.get("shape") if isinstance(measure, dict) else None
    known = {shape.value for shape in Shape}
    return {name: Shape(shape) for name, shape in found.items() if shape in known}


def _there(charter: Charter) -> dict[tuple[object, ...], dict[tuple[object, ...], int]]:
    """Return the lines of today by what they are about, and by what they say."""
    found: dict[tuple[object, ...], dict[tuple[object, ...], int]] = {}
    for results in charter.results.values():
        for result in results:
            found.setdefault(_key(result), {})[_figures(result)] = result.line
    return found


def _key(row: Result) -> tuple[object, ...]:
    return row.standard, row.period.start, row.period.end, row.part


def _figures(row: Result) -> tuple[object, ...]:
    return row.met, row.total, row.value, row.answer, row.cases, row.excluded
