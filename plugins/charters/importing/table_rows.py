"""The rows of a table, read one by one as its map says; every cell is accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from charters.importing.account import Account
from charters.importing.grid import Cell, Sheet, letters
from charters.importing.layout import FIGURES, LEVELS, RESULT_FIGURES, Field, rows_of, skipped_by
from charters.importing.names import NameReader
from charters.importing.row_results import ResultReader, hidden
from charters.model.refusal import shown
from charters.model.table_map import IGNORE, Hidden, TableMap
from charters.problems import Message
from charters.problems.message import _


@dataclass(frozen=True)
class TableReader:
    """Reads one sheet; what it reads and what it cannot read is in the account."""

    sheet: Sheet
    table: TableMap
    fields: Sequence[Field]
    names: NameReader
    account: Account

    @cached_property
    def results(self) -> ResultReader:
        """What reads the results of a row."""
        return ResultReader(self.sheet, self.table, self.fields, self.names, self.account)

    def read(self) -> None:
        """Read every row; propose those that hold figures."""
        rows = rows_of(self.sheet, self.table)
        self._around(frozenset(rows))
        above: dict[int, Cell] = {}
        for row in rows:
            if words := skipped_by(self.sheet, self.table, row):
                why = _("the map skips rows that begin with {words}", words=shown(words))
                self._leave(row, why)
            elif self._is_read(row):
                self._row(row, above)

    def _around(self, rows: frozenset[int]) -> None:
        """Say what the cells outside of the rows are, and the columns that are not read."""
        named = {one.number: one.column.is_ for one in self.fields}
        for cell in self.sheet.cells.values():
            letter = letters(cell.column)
            if self.table.header[0] <= cell.row <= self.table.header[1]:
                why = _("it names a column")
            elif cell.row not in rows:
                why = _("it stands outside of the rows that are read")
            elif cell.column not in named:
                why = _("the map does not name column {letter}", letter=letter)
            elif named[cell.column] == IGNORE:
                why = _("the map leaves column {letter} out", letter=letter)
            else:
                continue
            self.account.leave(self.sheet, cell, why)

    def _leave(self, row: int, why: Message) -> None:
        for cell in self.sheet.row(row):
            self.account.leave(self.sheet, cell, why)

    def _is_read(self, row: int) -> bool:
        """Return whether a row is to be read; of a hidden one the map has to say so."""
        if row not in self.sheet.hidden_rows or self.table.hidden is Hidden.READ:
            return True
        if self.table.hidden is None:
            for one in self._with_figures(row):
                self.account.refuse(self.sheet, self.sheet.cells[row, one.number], hidden())
        self._leave(row, _("its row is hidden"))
        return False

    def _with_figures(self, row: int) -> list[Field]:
        """Return the columns that hold a figure in a row."""
        found = []
        for one in self.fields:
            cell = self.sheet.cells.get((row, one.number))
            if cell is None or not cell.text or one.column.is_ not in FIGURES:
                continue
            if one.number in self.sheet.hidden_columns and self.table.hidden is Hidden.LEAVE:
                self.account.leave(self.sheet, cell, _("its column is hidden"))
            elif self.results.figures.is_missing(cell):
                why = _("{text} stands for no figure", text=shown(cell.text))
                self.account.leave(self.sheet, cell, why)
            else:
                found.append(one)
        return found

    def _row(self, row: int, above: dict[int, Cell]) -> None:
        known = self._known(row, above)
        figures = self._with_figures(row)
        results = {one.key for one in figures if one.column.is_ in (*RESULT_FIGURES, *LEVELS)}
        figures = [one for one in figures if one.key in results]
        for key in dict.fromkeys(one.key for one in figures):
            self.results.read([one for one in figures if one.key == key], row, known)
        reason = _("the map leaves it out") if figures else _("there is no figure in its row")
        self._leave(row, reason)

    def _known(self, row: int, above: dict[int, Cell]) -> dict[Field, Cell]:
        """Return the cells of a row that are no figures, those that are repeated included."""
        found = {}
        for one in self.fields:
            if one.column.is_ in (*FIGURES, IGNORE):
                continue
            cell = self.sheet.shown((row, one.number))
            if cell is None and one.column.is_ in self.table.fill_down:
                cell = above.get(one.number)
            if cell is not None and cell.text and not self.results.figures.is_missing(cell):
                found[one] = above[one.number] = cell
        return found
