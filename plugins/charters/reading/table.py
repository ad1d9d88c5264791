"""A CSV file as rows of cells, with the place of each cell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, repeat
from typing import NamedTuple

from charters.model.refusal import shown
from charters.problems import Place, Problem
from charters.problems.message import SILENCE, Message, _
from charters.reading.parted_cells import Fits, Parted, parted
from charters.reading.sources import SourceText
from charters.reading.spelling import Speller

_DECIMAL_COMMA = re.compile(r"(?<![^;\t])[+-]?\d+,\d+ ?%?(?![^;\t\n])")
_TRIED = 200
"""Rows with too many cells of which it is tried to tell why: more are never read."""
_TITLES = 10
"""The lines at the head of a file among which a line with the names is looked for."""
Row = tuple[int, list[str]]
"""The first line of a row, from 1, and its cells."""


class Table(NamedTuple):
    """A CSV file with a known header, for the places of its rows and cells."""

    source: SourceText
    columns: Sequence[str]

    def place(self, *keys: str | int) -> Place:
        """Return the place of a row (by line), or of one of its cells (by line and column name).

        A column by itself is no place: its file is.
        """
        line = keys[0] if keys else ""
        if isinstance(line, str):
            return Place(self.source.path)
        if len(keys) == 1:
            return Place(self.source.path, line)
        if keys[1] not in self.columns:
            return Place(self.source.path, line)
        return cell_place(self.source, line, self.columns.index(str(keys[1])))


def cell_place(source: SourceText, line: int, cell: int) -> Place:
    """Return where a cell of the row that begins on a line begins: its quote, if it has one."""
    at = source.start_of(line)
    for _cell in range(cell):
        at = _end_of_cell(source.text, at) + 1
    return source.place(at)


def _end_of_cell(text: str, at: int) -> int:
    """Return where the comma or line end after a cell stands."""
    while text[at : at + 1] == '"':
        closing = text.find('"', at + 1)
        if closing < 0:
            return len(text)
        at = closing + 1
    end = _line_end(text, at)
    comma = text.find(",", at, end)
    return end if comma < 0 else comma


def first_cells(source: SourceText) -> Sequence[tuple[str, str, int]]:
    """Return the first cell of every whole row below the header, the path of the file and its line."""
    header, *below = source.text.split("\n")
    width = header.count(",")
    return [
        (line.partition(",")[0].strip(), source.path, n)
        for n, line in enumerate(below, 2)
        if line.count(",") >= width
    ]


def table_of(
    source: SourceText,
    columns: Sequence[str],
    more: Sequence[str] = (),
    *,
    whole: Collection[str] = (),
    fits: Fits = bool,
) -> tuple[tuple[Table | None, Sequence[Row]], list[Problem]]:
    """Return a CSV file whose first line holds the given columns in any order, and its rows.

    It may have `more` of them, or some of these. `whole` names those without decimals, and `fits` says
    whether something can be a row at all: by both, commas are told that stand in a cell.
    """
    records, broken = _records(source)
    if not records:
        return (None, []), broken
    header = [name.strip() for name in records[0][1]]
    columns = [*columns, *(name for name in more if name in header)]
    if lower := _header_below(records, columns):
        return (None, []), [Problem(Place(source.path, records[0][0]), "V001", lower)]
    problems = [*_header_problems(source, records[0][0], header, columns, more)]
    if any(problem.code != "V004" for problem in problems):
        return (None, []), problems + broken
    rows, again = _without_header(source.path, records[1:], records[0][1])
    good = [row for row in rows if len(row[1]) == len(header)]
    odd = [row for row in rows if len(row[1]) != len(header)]
    meant = chain((parted(cells, header, whole, fits) for _n, cells in odd[:_TRIED]), repeat(None))
    uneven = [_uneven(source, row, len(header), one) for row, one in zip(odd, meant, strict=False)]
    return (Table(source, header), good), problems + broken + again + uneven


def _header_below(records: Sequence[Row], columns: Sequence[str]) -> Message:
    """Return that the names of the columns stand below a title, or below heads over several columns."""
    lines = (n for n, cells in records[:_TITLES] if _names_most(cells, columns))
    line = next(lines, records[0][0])
    if line == records[0][0]:
        return SILENCE
    said = _("the names of the columns stand only on line {line}; take out what stands above them")
    return said.filled(line=str(line))


def _names_most(cells: Sequence[str], columns: Sequence[str]) -> bool:
    return 2 * len({*columns} & {cell.strip() for cell in cells}) > len(columns)


def _without_header(
    path: str, rows: Sequence[Row], header: list[str]
) -> tuple[list[Row], list[Problem]]:
    """Return the rows without those that name the columns again, and that they do."""
    said = _("this line names the columns once more; take it out")
    names = [name.strip().lower() for name in header]
    again = [n for n, cells in rows if [cell.strip().lower() for cell in cells] == names]
    left = [row for row in rows if row[0] not in {*again}]
    return left, [Problem(Place(path, n), "V003", said) for n in again]


def _records(source: SourceText) -> tuple[list[Row], list[Problem]]:
    reader = csv.reader(io.StringIO(source.text), strict=True)
    records: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if "".join(cells).strip():
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as fault:
        return records, [_broken_row(source, line, str(fault))]
    return records, []


def _broken_row(source: SourceText, line: int, said: str) -> Problem:
    start = source.start_of(line)
    quote = source.text.find('"', start, _line_end(source.text, start))
    if quote < 0:
        message = _(
            "a cell in this row is longer than {most} characters; shorten it, or end the row",
            most=csv.field_size_limit(),
        )
        return Problem(Place(source.path, line), "V007", message)
    if "expected after" in said:
        message = _(
            'there is more text after a closing quote; put the whole cell in quotes, and write "" for a quote inside'
        )
    else:
        message = _('a quote that opens here is never closed; add the closing ", or take it out')
    return Problem(source.place(quote), "V007", message)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _header_problems(
    source: SourceText,
    line: int,
    header: list[str],
    columns: Sequence[str],
    more: Sequence[str],
) -> Iterator[Problem]:
    place, missing = Place(source.path, line), [name for name in columns if name not in header]
    decimal = _DECIMAL_COMMA.search(source.text) is not None
    if fault := _no_header(header, columns, missing, has_decimal_commas=decimal):
        yield Problem(place, *fault)
        return
    known = Speller(dict.fromkeys([*columns, *more]))
    if len(header) == len(columns):  # a name in another language is known by where it stands
        known.found |= {
            name: right
            for name, right in zip(header, columns, strict=True)
            if name and name not in known.known and right in missing
        }
    odd = [*_odd_columns(source, line, header, known)]
    if "" in header and not missing:  # else a name is missing there
        odd.append(_unnamed(cell_place(source, line, header.index("")), header.count("")))
    yield from odd
    unknown = (name for name in header if name not in columns)
    meant = {near for near in map(known.near, unknown) if near in missing}
    if unnamed := [name for name in missing if name not in meant]:
        message = _("missing in the first line: {unnamed}; it is to read {right}")
        message = message.filled(unnamed=", ".join(unnamed), right=",".join(columns))
        yield Problem(place, "V002", message)
    if not odd and not missing and header != list(columns):
        message = _(
            "the columns are in another order than usual (they were read by their names); the usual order is {right}"
        ).filled(right=",".join(columns))
        yield Problem(place, "V004", message)


def _no_header(
    header: list[str],
    columns: Sequence[str],
    missing: Sequence[str],
    *,
    has_decimal_commas: bool,
) -> tuple[str, Message] | None:
    """Return that a line does not name the columns, or parts them by another sign than a comma."""
    if len(header) == 1 and (other := _other_mark(header[0])):
        said = _("the columns are separated by {marks}; save the file with commas")
        if has_decimal_commas:
            said = _(
                "the columns are separated by {marks}, and numbers have decimal commas; save the file with commas between columns and points in numbers (12.8)"
            )
        return "V005", said.filled(marks=other)
    if len(missing) > len(columns) // 2 or len(header) > 2 * len(columns):
        said = _("this line does not name the columns; the first line is to read {right}")
        return "V001", said.filled(right=",".join(columns))
    return None


def _odd_columns(
    source: SourceText, line: int, header: list[str], columns: Speller
) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, name in enumerate(header):
        if not name or (name in columns.known and name not in seen):
            seen.add(name)
            continue
        known = _("take it out. The columns are {columns}", columns=", ".join(columns.known))
        if name in seen:
            message = _("{name} is there twice; take one out", name=shown(name))
        else:
            message = _(
                "{name} is not a known column; {hint}",
                name=shown(name),
                hint=columns.hint(name, known),
            )
        yield Problem(cell_place(source, line, at), "V003", message)


def _unnamed(place: Place, count: int) -> Problem:
    said = _("the column that begins here has no name; delete it, in every line")
    if count > 1:
        said = _("{count} columns have no name, the first of them here; delete them, in every line")
    return Problem(place, "V003", said.filled(count=str(count)))


def _uneven(source: SourceText, row: Row, width: int, found: Parted | None) -> Problem:
    """Return what is wrong with a row that has not as many cells as there are columns."""
    line, cells = row
    if found is not None:
        return Problem(cell_place(source, line, found.at), "V006", found.said)
    if cells[0].lstrip().startswith("#"):
        said = _("a table holds rows alone, and this line is a remark; take it out")
        return Problem(Place(source.path, line), "V006", said)
    if len(cells) == 1 and (other := _other_mark(cells[0])):
        said = _("the cells of this row are separated by {marks}; write commas in their place")
        return Problem(Place(source.path, line), "V006", said.filled(marks=other))
    said = _(
        "this row has {count} cells, fewer than the {width} columns; write a comma for every column, also after a blank cell"
    )
    if len(cells) > width:
        said = _(
            'this row has {count} cells, more than the {width} columns; write a number without a comma (12.8, 1200), and put a text that holds one in quotes: "..."'
        )
    message = said.filled(count=str(len(cells)), width=str(width))
    return Problem(Place(source.path, line), "V006", message)


def _other_mark(line: str) -> Message:
    """Return what parts the cells of a line in place of commas."""
    return _("semicolons") if ";" in line else _("tabs") if "\t" in line else SILENCE
