"""A spreadsheet (.xlsx) as sheets of cells.

openpyxl, because it tells what python-calamine does not: number formats, formulas and notes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter

from charters.importing.faults import TableError
from charters.importing.grid import ERRORS, At, Cell, Sheet
from charters.problems.message import _

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST = 30_000_000
"""Bytes of a file; a table of results is far smaller."""
LARGEST_UNPACKED = 400_000_000
EXACT = 15
"""Digits that a spreadsheet holds; what stands behind them is noise."""


def sheets_of(path: Path) -> list[Sheet]:
    """Return the sheets of a spreadsheet, with the values that it was saved with."""
    _fits(path)
    try:
        from openpyxl import load_workbook
    except ImportError:
        said = _(
            "reading .xlsx needs openpyxl; install it with: pip install 'mkdocs-charters[import]'"
        )
        raise TableError(said) from None
    try:
        with catch_warnings():
            simplefilter("ignore")  # parts that are not read: pictures, rules, extensions
            values = load_workbook(path, data_only=True)
            formulas = load_workbook(path)
    except Exception as fault:
        # A broken file breaks openpyxl in any place and in any way.
        said = _("{file} cannot be opened as a spreadsheet; save it again as .xlsx", file=path.name)
        raise TableError(said) from fault
    return [
        _sheet(path.name, values[name], formulas[name])
        for name in values.sheetnames
        if hasattr(values[name], "merged_cells")
    ]


def _fits(path: Path) -> None:
    size = path.stat().st_size
    if size > LARGEST:
        said = _("{file} has {size} bytes ({size} > {most}); keep the sheet with the figures alone")
        raise TableError(said.filled(file=path.name, size=size, most=LARGEST))
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError):
        said = _(
            "{file} is no spreadsheet of the kind .xlsx; save it again as .xlsx, or as CSV in UTF-8",
            file=path.name,
        )
        raise TableError(said) from None
    if unpacked > LARGEST_UNPACKED:
        said = _(
            "{file} unpacks to {size} bytes ({size} > {most}); keep the sheet with the figures alone"
        )
        raise TableError(said.filled(file=path.name, size=unpacked, most=LARGEST_UNPACKED))


def _sheet(file: str, values: Worksheet, formulas: Worksheet) -> Sheet:
    cells = dict(_cells(values, formulas))
    return Sheet(
        file,
        values.title,
        cells,
        dict(_covered(values)),
        frozenset(n for n, row in values.row_dimensions.items() if row.hidden),
        frozenset(_hidden_columns(values)),
        values.sheet_state != "visible",
    )


def _cells(values: Worksheet, formulas: Worksheet) -> Iterator[tuple[At, Cell]]:
    # The public way to all cells walks every place up to the farthest one, blank ones included.
    stored: dict[At, Any] = formulas._cells  # noqa: SLF001
    shown: dict[At, Any] = values._cells  # noqa: SLF001
    for at, cell in sorted(stored.items()):
        if cell.value is not None and str(cell.value).strip():
            yield at, _cell(at, cell, shown[at].value)
        elif getattr(cell, "comment", None) is not None:
            yield at, Cell(*at, "", note=_one_line(cell.comment.text))


def _cell(at: At, cell: Any, value: Any) -> Cell:
    formula = ""
    if cell.data_type == "f":
        formula = _one_line(getattr(cell.value, "text", cell.value) or "=")
    note = _one_line(cell.comment.text) if cell.comment else ""
    common: dict[str, Any] = {"format": cell.number_format or "", "formula": formula, "note": note}
    if value is None:
        return Cell(*at, formula, **common)
    if isinstance(value, bool):
        return Cell(*at, "TRUE" if value else "FALSE", **common)
    if isinstance(value, int | float) and isfinite(value):
        number = exact(value)
        return Cell(*at, f"{number:f}", number=number, **common)
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return Cell(*at, day.isoformat(), moment=day, **common)
    if isinstance(value, time | timedelta):
        return Cell(*at, str(value), duration=value, **common)
    text = _one_line(value)
    return Cell(*at, text, error=text in ERRORS, **common)


def exact(value: float) -> Decimal:
    """Return the number that a spreadsheet holds, without the noise behind its last digit."""
    number = Decimal(f"{value:.{EXACT}g}").normalize()
    return Decimal(f"{number:f}")


def _one_line(value: object) -> str:
    return " ".join(str(value).split())


def _covered(sheet: Worksheet) -> Iterator[tuple[At, At]]:
    for area in sheet.merged_cells.ranges:
        first = area.min_row, area.min_col
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                if (row, column) != first:
                    yield (row, column), first


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for group in sheet.column_dimensions.values():
        if group.hidden:
            yield from range(group.min or 1, (group.max or 0) + 1)
