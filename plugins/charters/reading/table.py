"""A CSV file as rows of cells, with the place of each cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from charters.model.refusal import shown
from charters.problems import Place, Problem
from charters.reading.sources import SourceText

LONGEST_CELL = 4000


@dataclass(frozen=True)
class Table:
    """Rows below a known header; each row is its first line and its cells by column."""

    path: str
    columns: Sequence[str]
    rows: Sequence[tuple[int, list[str]]]
    lines: Sequence[str]

    def place(self, *keys: str | int) -> Place:
        """Return the place of a row (by line), or of one of its cells (by line and column name)."""
        if not keys:
            return Place(self.path)
        line = int(keys[0])
        column = _start_of(self.lines[line - 1], self.columns.index(str(keys[1]))) if len(keys) > 1 else 1
        return Place(self.path, line, column)


def _start_of(line: str, cell: int) -> int:
    """Return the column, from 1, in which a cell of a line begins."""
    quoted = accumulate((char == '"' for char in line), lambda odd, quote: odd ^ quote)
    commas = [at for at, (char, inside) in enumerate(zip(line, quoted, strict=True)) if char == "," and not inside]
    return 1 if cell == 0 or cell > len(commas) else commas[cell - 1] + 2


def table_of(source: SourceText, columns: Sequence[str]) -> tuple[Table | None, list[Problem]]:
    """Return the rows of a CSV file whose first line holds the given columns in any order."""
    lines = source.text.split("\n")
    records, broken = _records(source)
    if not records:
        return None, broken
    header = [name.strip() for name in records[0][1]]
    problems = [*_header_problems(source.path, header, columns)]
    table = Table(source.path, header, records[1:], lines)
    if any(problem.code != "V004" for problem in problems):
        return None, problems + broken
    good, uneven = _even_rows(table)
    return Table(source.path, header, good, lines), problems + broken + uneven


def _records(source: SourceText) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    reader = csv.reader(io.StringIO(source.text), strict=True)
    records: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as fault:
        return records, [_open_quote(source, line, str(fault))]
    return records, []


def _open_quote(source: SourceText, line: int, said: str) -> Problem:
    text = source.text.split("\n")[line - 1]
    column = text.find('"') + 1 or 1
    if "delimiter expected" in said:
        message = "there is more text after a closing quote; double every quote inside quotes: \"\""
    else:
        message = 'a quote that opens in this row is never closed; add the closing ", or take the quote out'
    return Problem(Place(source.path, line, column), "V007", message)


def _header_problems(path: str, header: list[str], columns: Sequence[str]) -> Iterator[Problem]:
    place = Place(path)
    right = ",".join(columns)
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        mark = "semicolons" if ";" in header[0] else "tabs"
        yield Problem(place, "V005", f"the columns are separated by {mark}; save the file with commas")
        return
    missing = [name for name in columns if name not in header]
    if len(missing) > len(columns) // 2:
        yield Problem(place, "V001", f"the first line does not name the columns; it is to read {right}")
        return
    if missing:
        names = ", ".join(missing)
        yield Problem(place, "V002", f"missing in the first line: {names}; it is to read {right}")
    seen: set[str] = set()
    for at, name in enumerate(header):
        if name not in columns or name in seen:
            column = _start_of(",".join(header), at)
            what = "is there twice" if name in seen else "is not a known column"
            yield Problem(Place(path, 1, column), "V003", f"{shown(name)} {what}; take it out. The columns are {right}")
        seen.add(name)
    if not missing and header != list(columns) and sorted(header) == sorted(columns):
        yield Problem(
            place, "V004", f"the columns are in another order than usual (they were read by their names): {right}"
        )


def _even_rows(table: Table) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    good, problems = [], []
    width = len(table.columns)
    for line, cells in table.rows:
        if len(cells) == width:
            good.append((line, cells))
        else:
            more = "more" if len(cells) > width else "fewer"
            problems.append(
                Problem(
                    Place(table.path, line),
                    "V006",
                    f"this row has {len(cells)} cells, {more} than the {width} columns; "
                    'put a text that holds a comma in quotes: "..."',
                )
            )
    return good, problems
