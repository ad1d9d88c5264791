"""Which columns and rows of a sheet the map speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charters.importing.faults import of_problems
from charters.importing.grid import Cell, Sheet, column_number, letters
from charters.importing.names import alike
from charters.model.refusal import shown
from charters.model.table_map import HEADING, IGNORE, TableColumn, TableMap
from charters.problems import Problem
from charters.problems.message import _
from charters.reading.yamldoc import Document

KEYS = ("standard", "period", "part")
"""The columns that together say what a row is about."""
COUNTS = ("met", "total", "cases", "excluded")
LEVELS = ("target", "limit")
RESULT_FIGURES = ("met", "total", "value")
"""The columns without which there is no result."""
FIGURES = (*COUNTS, "value", *LEVELS)
"""The columns whose cells are figures."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the table, what it is, and the cells that are read as its heading."""

    number: int
    column: TableColumn
    heading: Cell | None = None

    @property
    def key(self) -> tuple[str | None, ...]:
        """What sets its figures apart from others of the same row."""
        own = (getattr(self.column, name) for name in KEYS)
        return tuple(self._heading if said == HEADING else said for said in own)

    @property
    def _heading(self) -> str:
        return alike(self.heading.text) if self.heading else ""


def chosen(sheets: Sequence[Sheet], table: TableMap, map_document: Document) -> Sheet:
    """Return the sheet that the map names, or the only one."""
    names = ", ".join(sheet.name for sheet in sheets)
    if table.sheet is None:
        if len(sheets) == 1:
            return sheets[0]
        said = _(
            "the file has several sheets; name the one to read, such as sheet: {first}; they are {names}",
            first=sheets[0].name,
            names=names,
        )
        raise of_problems([Problem(map_document.place(), "I007", said)])
    found = next((sheet for sheet in sheets if alike(sheet.name) == alike(table.sheet)), None)
    if found is None:
        said = _("there is no sheet {name}; the sheets are {names}", names=names)
        if not names:
            said = _("a CSV file has no sheet {name}; take the line out")
        said = said.filled(name=shown(table.sheet))
        raise of_problems([Problem(map_document.place("sheet"), "I007", said)])
    return found


def fields_of(
    sheet: Sheet, table: TableMap, document: Document
) -> tuple[list[Field], list[Problem]]:
    """Return the columns that the map names, in the order of the table, and what it gets wrong."""
    problems: list[Problem] = []
    found: dict[int, Field] = {}
    for name, column in table.columns.items():
        numbers = _numbers(sheet, table, name)
        if not numbers:
            said = _(
                "no column is called {name}; the columns are {columns}",
                name=shown(name),
                columns=_named(sheet, table),
            )
            problems.append(Problem(document.key_place("columns", name), "I007", said))
        for number in numbers:
            if number in found:
                said = _(
                    "column {letter} is named twice; take one of the two out",
                    letter=letters(number),
                )
                problems.append(Problem(document.key_place("columns", name), "I007", said))
            found[number] = Field(number, column, _heading(sheet, table, number, column))
    fields = [found[number] for number in sorted(found)]
    problems.extend(_twice(fields, document))
    problems.extend(_lacking(fields, table, document))
    return fields, problems


def _numbers(sheet: Sheet, table: TableMap, name: str) -> list[int]:
    named = [
        n for n in range(1, sheet.last_column + 1) if alike(name) in _headings(sheet, table, n)
    ]
    if named:
        return named
    first, dash, last = (part.strip() for part in name.partition("-"))
    start = column_number(first)
    end = column_number(last) if last else (sheet.last_column if dash else start)
    if start is None or end is None:
        return []
    return [n for n in range(start, end + 1) if n <= sheet.last_column]


def _headings(sheet: Sheet, table: TableMap, number: int) -> list[str]:
    """Return what a column may be called: its lowest heading, and all of them together."""
    words = [alike(cell.text) for cell in heading_cells(sheet, table, number)]
    return [*words[-1:], " / ".join(words)] if words else []


def heading_cells(sheet: Sheet, table: TableMap, number: int) -> list[Cell]:
    """Return the cells over a column, from top to bottom, each once."""
    first, last = table.header
    cells = (sheet.shown((row, number)) for row in range(first, last + 1))
    return list({cell.at: cell for cell in cells if cell is not None and cell.text}.values())


def _heading(sheet: Sheet, table: TableMap, number: int, column: TableColumn) -> Cell | None:
    rows = column.heading or table.header
    cells = (sheet.shown((row, number)) for row in range(rows[1], rows[0] - 1, -1))
    return next((cell for cell in cells if cell is not None), None)


def _named(sheet: Sheet, table: TableMap) -> str:
    names = {
        letters(n): " / ".join(cell.text for cell in heading_cells(sheet, table, n))
        for n in range(1, min(sheet.last_column, 30) + 1)
    }
    return ", ".join(f"{letter} ({name})" if name else letter for letter, name in names.items())


def _twice(fields: list[Field], document: Document) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], Field] = {}
    for one in fields:
        if one.column.is_ == IGNORE:
            continue
        other = seen.setdefault((one.column.is_, one.key), one)
        if other is not one:
            said = _(
                "columns {one} and {other} are both '{name}' of the same result; say what sets them apart, such as period: FY2024, part: \"channel: mail\", or period: heading",
                one=letters(other.number),
                other=letters(one.number),
                name=one.column.is_,
            )
            yield Problem(document.place("columns"), "I007", said)


_NEEDED = {
    "standard": "phone-wait",
    "period": "FY2024",
    "status": "final",
    "published": "2024-11-15",
}
"""What every result needs, with an example of it for a whole table."""


def _lacking(fields: list[Field], table: TableMap, document: Document) -> Iterator[Problem]:
    """Yield what no column holds and the map does not say for all rows."""
    named = {one.column.is_ for one in fields}
    results = [one for one in fields if one.column.is_ in RESULT_FIGURES]
    figures = [one for one in fields if one.column.is_ in FIGURES]
    for key, example in _NEEDED.items():
        if key in named or key in table.all:
            continue
        asking = figures if key in KEYS else results
        if not fields or any(getattr(one.column, key, None) is None for one in asking):
            said = _(
                "no column of the map is '{key}'; name the one that is, or write it for all rows, such as all: {{{key}: {example}}}",
                key=key,
                example=example,
            )
            yield Problem(document.place("columns"), "I007", said)


def rows_of(sheet: Sheet, table: TableMap) -> list[int]:
    """Return the rows that hold figures, by the map."""
    first, last = table.rows or (table.header[1] + 1, max(sheet.rows, default=0))
    return [row for row in sheet.rows if first <= row <= last and row > table.header[1]]


def skipped_by(sheet: Sheet, table: TableMap, row: int) -> str:
    """Return the words of the map by which a row is left out; '' where it is read, or named in it."""
    texts = [alike(cell.text) for cell in sheet.row(row)]
    if not {alike(name) for name in table.ids}.isdisjoint(texts):
        return ""
    return next(
        (words for words in table.skip if any(text.startswith(alike(words)) for text in texts)), ""
    )
