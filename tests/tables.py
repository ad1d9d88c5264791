"""Spreadsheets and CSV files made from the cases under cases/importing, and what an import makes of them."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import yaml
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from builders import cases_in
from charters.importing.faults import TableError
from charters.importing.table_import import TableImport
from charters.model.aims import AIM_COLUMNS
from charters.reading.site_settings import settings_of

CASES = Path(__file__).parent / "cases" / "importing"
RESULTS = "data/standards/harbor/results.csv"
TARGETS = "data/standards/harbor/targets.csv"


def table_cases() -> list[tuple[str, dict[str, Any]]]:
    """Return every case with a name: the file it is in, and what it is about."""
    return [
        (f"{path.stem}: {case['case']}", case)
        for path in sorted(CASES.glob("*.yml"))
        for case in cases_in(path)
    ]


def guess_cases() -> list[tuple[str, dict[str, Any]]]:
    """Return every case of a guessed map with its name."""
    text = (CASES / "guesses" / "guesses.yml").read_text(encoding="utf-8")
    return [(case["case"], case) for case in yaml.safe_load(text)]


def guessed(site: Path, table: Path) -> str:
    """Return the map that is guessed for a table."""
    map_file = table.with_name("guessed.yml")
    settings, _ = settings_of(site)
    assert settings.as_of is not None
    TableImport(site, settings, settings.as_of, table, map_file).guess()
    return map_file.read_text(encoding="utf-8")


def site_with(folder: Path, case: Mapping[str, Any] | None = None) -> Path:
    """Return a copy of the site, with the rows that a case has there before."""
    rows = case or {}
    site = Path(shutil.copytree(CASES / "site", folder / "site"))
    with (site / RESULTS).open("a", encoding="utf-8") as file:
        file.write(rows.get("results", ""))
    if "targets" in rows:
        text = f"{','.join(AIM_COLUMNS)}\n{rows['targets']}"
        (site / TARGETS).write_text(text, encoding="utf-8")
    return site


def table_of(folder: Path, case: Mapping[str, Any]) -> Path:
    """Write the table of a case."""
    if "csv" in case:
        path = folder / "table.csv"
        path.write_bytes(case["csv"].encode(case.get("encoding", "utf-8")))
        return path
    return workbook(
        folder / "table.xlsx",
        case["sheets"],
        merged=case.get("merged", ()),
        hidden_rows=case.get("hidden_rows", ()),
        hidden_columns=case.get("hidden_columns", ()),
    )


def workbook(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    merged: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[str] = (),
) -> Path:
    """Write a spreadsheet; see cases/importing/README.md for what a cell can be."""
    book = Workbook()
    book.remove(book.worksheets[0])
    formulas: dict[str, str] = {}
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells, 1):
                _write(sheet, row, column, cell, formulas)
    first = book.worksheets[0]
    for area in merged:
        first.merge_cells(area)
    for row in hidden_rows:
        first.row_dimensions[row].hidden = True
    for letter in hidden_columns:
        first.column_dimensions[letter].hidden = True
    book.save(path)
    _with_saved_values(path, formulas)
    return path


def _write(sheet: Worksheet, row: int, column: int, said: Any, formulas: dict[str, str]) -> None:
    parts = said if isinstance(said, dict) else {"is": said}
    value = parts.get("is", parts.get("day"))
    if "time" in parts:
        hours, minutes, seconds = map(int, parts["time"].split(":"))
        value = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if value in (None, "") and "formula" not in parts:
        return
    if isinstance(value, str) and value.startswith("20") and "day" in parts:
        value = date.fromisoformat(value)
    cell = sheet.cell(row, column, value if "is" in parts or "formula" not in parts else None)
    if "formula" in parts and "is" not in parts:
        cell.value = f"={parts['formula']}"
    elif "formula" in parts:
        formulas[cell.coordinate] = parts["formula"]
    if "shown" in parts:
        cell.number_format = parts["shown"]
    if "note" in parts:
        cell.comment = Comment(parts["note"], "Jo")


def _with_saved_values(path: Path, formulas: Mapping[str, str]) -> None:
    """Write formulas beside the values that a spreadsheet would have saved with them."""
    if not formulas:
        return
    with zipfile.ZipFile(path) as packed:
        parts = {part.filename: packed.read(part) for part in packed.infolist()}
    name = "xl/worksheets/sheet1.xml"
    text = parts[name].decode()
    for cell, formula in formulas.items():
        begin = text.index("<v>", text.index(f'r="{cell}"'))
        text = f"{text[:begin]}<f>{escape(formula)}</f>{text[begin:]}"
    parts[name] = text.encode()
    with zipfile.ZipFile(path, "w") as packed:
        for part, data in parts.items():
            packed.writestr(part, data)


def imported(site: Path, table: Path, map_text: str, *, write: bool = True) -> tuple[str, str]:
    """Import a table; return what the command prints, and the lines that were added."""
    before = _read(site)
    map_file = table.with_name("map.yml")
    map_file.write_text(map_text, encoding="utf-8")
    settings, _ = settings_of(site)
    assert settings.as_of is not None
    job = TableImport(site, settings, settings.as_of, table, map_file)
    try:
        done = job.run(table.with_name("report.csv"), write=write)
    except TableError as fault:
        return f"{fault}\n", ""
    added = ""
    for was, now in zip(before, _read(site), strict=True):
        assert now.startswith(was)
        added += now[len(was) :]
    return "".join(f"{line}\n" for line in done.lines), added


def _read(site: Path) -> list[str]:
    """Return the files that an import adds to."""
    files = (site / name for name in (RESULTS, TARGETS))
    return [file.read_text(encoding="utf-8") if file.exists() else "" for file in files]
