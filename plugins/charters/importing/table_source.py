"""The source `table`: a spreadsheet or a CSV file, read as a map says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from charters.importing.account import Account
from charters.importing.delimited import sheet_of
from charters.importing.faults import TableError, of_problems
from charters.importing.grid import Sheet, letters
from charters.importing.imports import Source
from charters.importing.layout import chosen, fields_of, rows_of
from charters.importing.names import NameReader
from charters.importing.numerals import separators
from charters.importing.table_rows import TableReader
from charters.importing.workbooks import sheets_of
from charters.model.refusal import shown
from charters.model.register import Charter
from charters.model.table_map import TableMap
from charters.problems import Problem
from charters.problems.message import _
from charters.reading.shape import record_of
from charters.reading.sources import decoded
from charters.reading.yamldoc import Document, document_of


def sheets_in(path: Path, table: TableMap | None = None) -> list[Sheet]:
    """Return the sheets of a file; a CSV file is one sheet."""
    if not path.is_file():
        raise TableError(_("there is no file '{path}'", path=str(path)))
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return sheets_of(path)
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return [
            sheet_of(path, table.encoding if table else None, table.separator if table else None)
        ]
    said = _("{file} is neither .xlsx nor .csv; save it as one of the two", file=path.name)
    raise TableError(said)


def map_of(path: Path) -> tuple[TableMap | None, Document | None, list[Problem]]:
    """Return a map, and what is wrong with it."""
    if not path.is_file():
        said = _(
            "there is no map {file}; begin one with: charters import table FILE --map {path} --guess",
            file=shown(str(path)),
            path=str(path),
        )
        raise TableError(said)
    source, problems = decoded(path.name, path.read_bytes())
    document, more = document_of(source) if source else (None, [])
    if document is None:
        return None, None, problems + more
    table, faults = record_of(TableMap, document)
    return table, document, [*problems, *more, *faults]


def table_source(path: Path, table: TableMap, document: Document) -> Source:
    """Return what reads a file as a map says."""

    def read(charter: Charter) -> Account:
        _known_language(table, document)
        sheets = sheets_in(path, table)
        sheet = chosen(sheets, table, document)
        fields, problems = fields_of(sheet, table, document)
        if problems:
            raise of_problems(problems)
        account = Account(sheets)
        names = NameReader(table, charter.measured_by_id, charter.fiscal_start)
        TableReader(sheet, table, fields, names, account).read()
        _remarks(account, sheet, table, {one.number for one in fields})
        return account

    return read


def _known_language(table: TableMap, document: Document) -> None:
    try:
        separators(table.language)
    except TableError as fault:
        problem = Problem(document.place("language"), "I007", fault.args[0])
        raise of_problems([problem]) from None


def _remarks(account: Account, sheet: Sheet, table: TableMap, named: set[int]) -> None:
    """Say what is to be known of the file as a whole."""
    account.remarks.extend(sheet.remarks)
    for other in account.sheets:
        if other is not sheet:
            account.remarks.append(
                _(
                    "sheet {name} is not read; it holds {count} cells",
                    name=other.name,
                    count=len(other.cells),
                )
            )
            for cell in other.cells.values():
                account.leave(other, cell, _("the map reads another sheet"))
    rows = set(rows_of(sheet, table))
    unnamed = Counter(
        cell.column
        for cell in sheet.cells.values()
        if cell.row in rows and cell.column not in named
    )
    for column, count in sorted(unnamed.items()):
        account.remarks.append(
            _(
                "column {letter} is not in the map; it holds {count} cells",
                letter=letters(column),
                count=count,
            )
        )
    _hidden(account, sheet)
    for cell in sheet.cells.values():
        if cell.note:
            account.remarks.append(
                _(
                    "a note stands at {address}, and is not imported: {note}",
                    address=cell.address,
                    note=cell.note,
                )
            )


def _hidden(account: Account, sheet: Sheet) -> None:
    rows = sorted(sheet.hidden_rows & set(sheet.rows))
    columns = sorted(column for column in sheet.hidden_columns if column <= sheet.last_column)
    if sheet.is_hidden:
        account.remarks.append(_("sheet {name} is hidden", name=sheet.name))
    if rows:
        account.remarks.append(_("hidden rows: {rows}", rows=", ".join(map(str, rows))))
    if columns:
        account.remarks.append(
            _("hidden columns: {columns}", columns=", ".join(map(letters, columns)))
        )
