"""Where the figures of a file are: the sheet, the header, the rows, the columns; guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from charters.importing.faults import TableError
from charters.importing.grid import Cell, Sheet
from charters.importing.guessed_cells import FIGURES, is_figure, is_foot, is_period
from charters.importing.guessed_columns import GuessedColumn, columns_of
from charters.model.register import Charter
from charters.problems.message import _

_MOST_HEADERS = 3


@dataclass(frozen=True)
class Shape:
    """The sheet with the most figures: its header, its first row with figures, its columns."""

    sheet: Sheet
    header: tuple[int, int]
    first_row: int
    columns: Sequence[GuessedColumn]

    def number_of(self, role: str) -> int | None:
        """Return the first column that is guessed to be something."""
        return next((one.number for one in self.columns if one.role == role), None)

    @cached_property
    def rows(self) -> list[int]:
        """The rows below the header."""
        return [row for row in self.sheet.rows if row > self.header[1]]

    def cells(self, *roles: str) -> list[Cell]:
        """Return the cells of the columns that are guessed to be one of some things."""
        numbers = [one.number for one in self.columns if one.role in roles]
        found = (self.sheet.cells.get((row, number)) for row in self.rows for number in numbers)
        return [cell for cell in found if cell is not None and cell.text]

    @cached_property
    def with_figures(self) -> list[int]:
        """The rows that hold a figure."""
        return sorted({cell.row for cell in self.cells(*FIGURES) if is_figure(cell)})

    def names(self) -> list[str]:
        """Return the names in the column of promises, each once, in rows that hold figures."""
        number = self.number_of("standard")
        if number is None:
            return []
        cells = (self.sheet.shown((row, number)) for row in self.with_figures)
        return list(
            dict.fromkeys(
                cell.text
                for cell in cells
                if cell is not None and cell.text and not is_foot(cell.text)
            )
        )

    @cached_property
    def gaps(self) -> list[int]:
        """The rows with figures in which nothing names a promise, not even a merged cell."""
        number = self.number_of("standard")
        return [
            row for row in self.with_figures if number and self.sheet.shown((row, number)) is None
        ]


def shape_of(sheets: Sequence[Sheet], charter: Charter) -> Shape:
    """Return where the figures of a file are, and what its columns may be."""
    visible = [sheet for sheet in sheets if not sheet.is_hidden] or list(sheets)
    sheet = max(visible, key=lambda one: sum(map(is_figure, one.cells.values())), default=None)
    if sheet is None or not sheet.cells:
        raise TableError(_("the file holds no cells; look whether it is the right one"))
    first = _first_row(sheet)
    header = _header(sheet, first)
    rows = [row for row in sheet.rows if row >= first]
    columns = columns_of(sheet, header, rows, charter)
    return Shape(sheet, header, first, columns)


def _first_row(sheet: Sheet) -> int:
    """Return the first row with a figure that is no year, beside another cell."""
    for row in sheet.rows:
        cells = list(sheet.row(row))
        if len(cells) > 1 and any(is_figure(cell) and not is_period(cell) for cell in cells):
            return row
    raise TableError(
        _(
            "no row of {name} holds a figure beside another cell; write the map by hand",
            name=sheet.name or sheet.file,
        )
    )


def _header(sheet: Sheet, first: int) -> tuple[int, int]:
    above = [row for row in sheet.rows if row < first]
    named = [row for row in above if len(list(sheet.row(row))) > 1][-_MOST_HEADERS:]
    while len(named) > 1 and named[0] + 1 not in named:
        named.pop(0)
    if not named:
        row = above[-1] if above else first
        return row, row
    return named[0], named[-1]
