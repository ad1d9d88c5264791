"""Published results that stand in results.csv no more, however many versions ago they did."""

from __future__ import annotations

import csv
import io
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
from charters.reading.past.trails import text_of, version_of, words_of
from charters.reading.result_rows import results_of
from charters.reading.sources import SourceText
from charters.reading.table import Table
from charters.reading.written import Written

RESULTS = "results.csv"
_AT_ONCE = 200
"""Versions that are held in memory together."""


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
    lines = _lines(charter)
    found = _stood(before, versions, lines, today) if versions else {}
    if not found:
        return []
    ids, shapes = _ids(before), {**_shapes(before), **written.shapes()}
    there = _there(charter)
    rows: dict[tuple[object, ...], RowBefore] = {}
    for (header, line), stood in found.items():
        result = _result(header, line, shapes, charter.fiscal_start, written)
        if result is None or not _was_published(before, stood):
            continue
        result = replace(result, standard=ids.get(result.standard, result.standard))
        now = there.get(_key(result), {})
        if _figures(result) not in now and (now or not broken):
            line_now = max(now.values(), default=None)
            row = RowBefore(result, version_of(stood.last), stood.gone, line_now)
            rows.setdefault((*_key(result), *_figures(result)), row)
    return list(rows.values())


def _lines(charter: Charter) -> frozenset[str]:
    table = charter.files.get(RESULTS)
    return frozenset(_records(table.source.text)) if isinstance(table, Table) else frozenset()


def _records(text: str) -> Iterator[str]:
    """Yield the rows of a file as they were written; a quoted cell may go over several lines."""
    open_lines: list[str] = []
    is_open = False
    for line in text.split("\n"):
        is_open ^= line.count('"') % 2 == 1
        open_lines.append(line)
        if not is_open:
            yield "\n".join(open_lines) if len(open_lines) > 1 else line
            open_lines = []
    if open_lines:
        yield "\n".join(open_lines)


def _stood(
    before: StandardsBefore, versions: Sequence[FileVersion], now: frozenset[str], today: date
) -> dict[tuple[str, str], _Stood]:
    """Return the rows of earlier versions that are not in the file of today, letter for letter."""
    found: dict[tuple[str, str], _Stood] = {}
    newer = today
    for version, text in _texts(before, versions):
        records = _records(text)
        header = next(records)
        for line in records:
            if line in now:
                continue
            stood = found.get((header, line))
            if stood is None:
                found[header, line] = _Stood(version, version, newer)
            else:
                stood.first = version
        newer = version.day
    return found


def _texts(
    before: StandardsBefore, versions: Sequence[FileVersion]
) -> Iterator[tuple[FileVersion, str]]:
    for at in range(0, len(versions), _AT_ONCE):
        some = versions[at : at + _AT_ONCE]
        data = read_blobs(before.trail.site.home, sorted({one.blob for one in some}))
        for version in some:
            if text := text_of(data.get(version.blob, b"")):
                yield version, text


def _result(
    header: str, line: str, shapes: Mapping[str, Shape], fiscal_start: int, written: Written
) -> Result | None:
    """Return a row of an earlier version as a result; None where it was never a good one."""
    try:
        rows = list(csv.DictReader(io.StringIO(f"{header}\n{line}\n"), strict=True))
    except csv.Error:
        return None
    out = io.StringIO()
    cells = csv.writer(out, lineterminator="\n")
    cells.writerows([COLUMNS, *([row.get(name) or "" for name in COLUMNS] for row in rows)])
    source = SourceText(RESULTS, out.getvalue())
    (found, _table), _problems = results_of(source, shapes, fiscal_start, written)
    return found[0] if found else None


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
