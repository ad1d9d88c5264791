"""Spreadsheets: what becomes of every cell, and that nothing is guessed, doubled or overwritten."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from hypothesis import HealthCheck, example, given
from hypothesis import settings as drawn
from hypothesis import strategies as st
from openpyxl import Workbook

from builders import AGENCIES, ROOT, Folder, rewrite, whole_folder
from charters.cli import CANNOT_RUN, CLEAN, PROBLEMS
from charters.importing import workbooks
from charters.importing.faults import TableError
from charters.importing.files import AgencyFiles
from charters.importing.grid import column_number, letters
from charters.importing.table_import import TableImport
from charters.importing.table_source import map_of, sheets_in
from charters.model.fields import id_like
from charters.model.register import Charter
from charters.model.results import COLUMNS
from charters.model.results import Result as Row
from charters.problems import Place, Problem
from charters.reading import read
from charters.reading.site_settings import settings_of
from commands import charters
from tables import (
    RESULTS,
    guess_cases,
    guessed,
    imported,
    site_with,
    table_cases,
    table_of,
    workbook,
)

CASES = table_cases()
NAMED = pytest.mark.parametrize("case", [case for _, case in CASES], ids=[n for n, _ in CASES])
MAP = """\
agency: harbor
header: 1
columns: {A: standard, B: period, C: value, D: cases, E: note, F: target}
all: {status: final, published: 2026-01-15}
"""


def accounted(report: Path) -> list[tuple[str, str]]:
    """Return the sheet and the address of every line of an account."""
    rows = csv.DictReader(io.StringIO(report.read_text(encoding="utf-8-sig")))
    return [(row["sheet"], row["cell"]) for row in rows]


def written(table: Path) -> list[tuple[str, str]]:
    """Return the sheet and the address of every cell of a table."""
    return [
        (sheet.name, cell.address) for sheet in sheets_in(table) for cell in sheet.cells.values()
    ]


# ------------------------------------------------------------------------------ golden cases


@NAMED
def test_a_table_comes_to_what_its_case_says(case: dict[str, Any], tmp_path: Path) -> None:
    site = site_with(tmp_path, case)
    report, added = imported(site, table_of(tmp_path, case), case["map"])
    assert report == case["report"]
    assert added == case.get("added", "")


@NAMED
def test_a_second_run_changes_no_byte(case: dict[str, Any], tmp_path: Path) -> None:
    site = site_with(tmp_path, case)
    table = table_of(tmp_path, case)
    imported(site, table, case["map"])
    before = (site / RESULTS).read_bytes()
    assert imported(site, table, case["map"])[1] == ""
    assert (site / RESULTS).read_bytes() == before


@NAMED
def test_every_cell_is_accounted_for_once(case: dict[str, Any], tmp_path: Path) -> None:
    table = table_of(tmp_path, case)
    imported(site_with(tmp_path, case), table, case["map"])
    report = tmp_path / "report.csv"
    if report.exists():  # a map that does not fit stops before any cell is read
        assert sorted(accounted(report)) == sorted(written(table))
    else:
        assert case["report"].startswith("map.yml:")


@NAMED
def test_what_is_written_passes_the_check(case: dict[str, Any], tmp_path: Path) -> None:
    site = site_with(tmp_path, case)
    before = {str(problem) for problem in read(site)[1]}
    imported(site, table_of(tmp_path, case), case["map"])
    assert {str(problem) for problem in read(site)[1]} <= before


def test_nothing_is_written_by_a_dry_run(tmp_path: Path) -> None:
    case = dict(CASES)["tables: names written once, blank below"]
    report, added = imported(
        site_with(tmp_path), table_of(tmp_path, case), case["map"], write=False
    )
    assert report == f"{case['report']}nothing was written\n"
    assert added == ""


# --------------------------------------------------------------------------- whatever is in it

CELL = st.one_of(
    st.none(),
    st.sampled_from(["calls-answered", "phone-wait", "boats-waiting", "FY2021", "2022", "FY2023"]),
    st.sampled_from(
        ["93%", "0.93", "93*", "n/a", "-", "#REF!", "6:22", "=A1+1", "1,200", "12 weeks"]
    ),
    st.integers(-5, 100_000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.booleans(),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=8),
)
HEADER = ["Standard", "Year", "Value", "Cases", "Note", "Target"]
ROWS = st.lists(st.lists(CELL, max_size=7), min_size=1, max_size=7)


@drawn(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS, shown=st.sampled_from(["General", "0%", "d-mmm", "h:mm"]), wide=st.booleans())
@example(rows=[[1e-300, None, "calls-answered"]], shown="General", wide=False)  # a name too long
def test_whatever_a_table_holds_each_cell_is_accounted_for_once_and_nothing_is_doubled(
    rows: list[list[Any]], shown: str, *, wide: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    table = folder / "table.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [HEADER, *rows]:
        sheet.append(row)
    sheet["C2"].number_format = shown
    if wide:
        sheet.merge_cells("A2:A3")
    book.save(table)
    site = site_with(folder)
    imported(site, table, MAP)
    assert sorted(accounted(folder / "report.csv")) == sorted(written(table))
    once = (site / RESULTS).read_bytes()
    imported(site, table, MAP)
    assert (site / RESULTS).read_bytes() == once
    assert [problem for problem in read(site)[1] if problem.place.path == RESULTS] == []


@given(number=st.integers(1, 18_278))
def test_columns_are_named_as_spreadsheets_name_them(number: int) -> None:
    assert column_number(letters(number)) == number
    assert [letters(n) for n in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


# -------------------------------------------------------------------- files that are no tables


def run(*words: str | Path) -> Result:
    """Run the command; an exception that it lets out fails the test."""
    said = [str(word) for word in words]
    return charters("import", "table", *said)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("none.xlsx", None, "there is no file"),
        ("table.ods", b"x", "table.ods is neither .xlsx nor .csv; save it as one of the two"),
        ("table.xlsx", b"Standard,Year", "table.xlsx is no spreadsheet of the kind .xlsx"),
        ("table.csv", b"a\0b", "table.csv is no text file (byte 00)"),
        ("table.csv", b"", "no column is called 'A'"),
    ],
)
def test_a_file_that_is_no_table_is_told_in_one_line(
    name: str, data: bytes | None, said: str, tmp_path: Path
) -> None:
    site, table, map_file = site_with(tmp_path), tmp_path / name, tmp_path / "map.yml"
    map_file.write_text("header: 1\ncolumns: {A: standard}\n", encoding="utf-8")
    if data is not None:
        table.write_bytes(data)
    done = run(table, "--map", map_file, "--root", site)
    assert done.exit_code == CANNOT_RUN
    assert said in done.stderr.splitlines()[0]
    assert done.stdout == ""


def test_a_zip_that_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "table.xlsx"
    with zipfile.ZipFile(table, "w") as packed:
        packed.writestr("hello.txt", "hello")
    with pytest.raises(TableError, match="cannot be opened as a spreadsheet"):
        sheets_in(table)


def test_a_spreadsheet_that_unpacks_to_very_much_is_refused_unopened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = workbook(tmp_path / "table.xlsx", {"A": [["x"]]})
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 1000)
    with pytest.raises(TableError, match="unpacks to"):
        sheets_in(table)


def test_a_cell_far_away_costs_no_time(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["XFD1048576"] = 1
    book.save(tmp_path / "table.xlsx")
    (sheet,) = sheets_in(tmp_path / "table.xlsx")
    assert [cell.address for cell in sheet.cells.values()] == ["XFD1048576"]


def test_a_machine_without_the_reader_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = workbook(tmp_path / "table.xlsx", {"A": [["x"]]})
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(TableError, match=r"pip install 'mkdocs-charters\[import\]'"):
        sheets_in(table)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1252", "|"), ("cp1252", ";")],
)
def test_a_csv_is_read_in_its_encoding_with_its_separator(
    encoding: str, mark: str, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    lines = [mark.join(["Année", "Résultat"]), mark.join(["2021", '"un, deux; trois"'])]
    table.write_bytes("\r\n".join(lines).encode(encoding))
    (sheet,) = sheets_in(table)
    assert [cell.text for cell in sheet.cells.values()] == [
        *("Année", "Résultat", "2021", "un, deux; trois"),
    ]


# --------------------------------------------------------------------------------- the command

LONG = "Standard,Year,Value\nphone-wait,FY2021,11\n"
LONG_MAP = "header: 1\ncolumns: {Standard: standard, Year: period, Value: value}\nall: {status: final, published: 2026-01-15}\n"


def long_table(folder: Path, text: str = LONG) -> tuple[Path, Path, Path]:
    """Return a site, a table and its map."""
    site, table, map_file = site_with(folder), folder / "table.csv", folder / "map.yml"
    table.write_text(text, encoding="utf-8")
    map_file.write_text(LONG_MAP, encoding="utf-8")
    return site, table, map_file


def test_a_clean_import_ends_with_zero_and_one_with_refusals_with_one(tmp_path: Path) -> None:
    site, table, map_file = long_table(tmp_path)
    assert run(table, "--map", map_file, "--root", site).exit_code == CLEAN
    table.write_text(LONG.replace("FY2021,11", "FY2022,about 11"), encoding="utf-8")
    done = run(table, "--map", map_file, "--root", site)
    assert done.exit_code == PROBLEMS
    assert done.stdout.startswith("table.csv:C2: I004 'about 11' ")


def test_the_account_of_every_cell_can_be_kept(tmp_path: Path) -> None:
    site, table, map_file = long_table(tmp_path)
    run(table, "--map", map_file, "--root", site, "--report", tmp_path / "cells.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "cells.csv").read_text("utf-8-sig"))))
    assert rows[-1] == {
        "file": "table.csv",
        "sheet": "",
        "cell": "C2",
        "text": "11",
        "became": "used",
        "code": "",
        "why": "",
        "into": "results.csv: phone-wait FY2021 (value)",
    }


def test_the_account_runs_in_no_spreadsheet(tmp_path: Path) -> None:
    site, table, map_file = long_table(tmp_path, f'{LONG}"=HYPERLINK(""x"")",FY2022,1\n')
    run(table, "--map", map_file, "--root", site, "--report", tmp_path / "cells.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "cells.csv").read_text("utf-8-sig"))))
    assert [row["text"][:12] for row in rows if row["cell"] == "A3"] == ["'=HYPERLINK("]


def test_the_end_of_a_file_and_the_order_of_its_columns_are_kept(tmp_path: Path) -> None:
    site, table, map_file = long_table(tmp_path)
    names = ["period", "standard", *COLUMNS[2:]]
    (site / RESULTS).write_bytes(
        f"{','.join(names)}\r\n".encode() + b"FY2020,phone-wait,,,,12.8,,,final,2020-11-15,,,,,"
    )
    run(table, "--map", map_file, "--root", site)
    assert (site / RESULTS).read_bytes().splitlines(keepends=True)[1:] == [
        b"FY2020,phone-wait,,,,12.8,,,final,2020-11-15,,,,,\r\n",
        b"FY2021,phone-wait,,,,11,,,final,2026-01-15,,,,,\r\n",
    ]


def test_a_file_that_is_not_there_is_begun(tmp_path: Path) -> None:
    site, table, map_file = long_table(tmp_path)
    (site / RESULTS).unlink()
    run(table, "--map", map_file, "--root", site)
    assert (site / RESULTS).read_text(encoding="utf-8") == (
        f"{','.join(COLUMNS)}\nphone-wait,FY2021,,,,11,,,final,2026-01-15,,,,,\n"
    )


def test_an_import_writes_through_no_link(tmp_path: Path) -> None:
    site, table, map_file = long_table(tmp_path)
    victim, folder = tmp_path / "victim", (site / RESULTS).parent
    victim.write_text("mine\n")
    (folder / ".results.csv.new").symlink_to(victim)
    assert run(table, "--map", map_file, "--root", site).exit_code == CLEAN
    (site / RESULTS).unlink()
    (site / RESULTS).symlink_to(victim)
    done = run(table, "--map", map_file, "--root", site)
    assert (done.exit_code, len(done.stderr.splitlines())) == (CANNOT_RUN, 1)
    (tmp_path / "linked.yml").symlink_to(tmp_path / "nowhere.yml")
    done = run(table, "--map", tmp_path / "linked.yml", "--root", site, "--guess")
    assert done.exit_code == CANNOT_RUN
    assert victim.read_text() == "mine\n"
    assert not (tmp_path / "nowhere.yml").exists()


@pytest.mark.parametrize("broken", ["standard;period\n", "a,b\n", "caf\xe9"])
def test_a_file_that_cannot_be_read_is_left_as_it_is(broken: str, tmp_path: Path) -> None:
    site, table, map_file = long_table(tmp_path)
    (site / RESULTS).write_bytes(broken.encode("latin-1"))
    done = run(table, "--map", map_file, "--root", site)
    assert done.exit_code == CANNOT_RUN
    assert "results.csv cannot be read; run charters check, and mend it first" in done.stderr
    assert (site / RESULTS).read_bytes() == broken.encode("latin-1")


def test_an_agency_is_asked_for_where_there_are_several(tmp_path: Path) -> None:
    site, table, map_file = long_table(tmp_path)
    (site / "data/standards/other").mkdir()
    done = run(table, "--map", map_file, "--root", site)
    assert done.stderr.startswith("the site has several agencies; name one with --agency")
    assert run(table, "--map", map_file, "--root", site, "--agency", "harbor").exit_code == CLEAN
    done = run(table, "--map", map_file, "--root", site, "--agency", "habor")
    assert done.stderr.startswith("there is no agency 'habor'; name one")


def test_what_was_wrong_before_is_told_and_is_no_fault_of_the_table(tmp_path: Path) -> None:
    site, table, map_file = long_table(tmp_path)
    (site / "data/standards/harbor/surveys.yml").write_text("x: 1\ny: 2\n", encoding="utf-8")
    done = run(table, "--map", map_file, "--root", site)
    assert done.exit_code == CLEAN
    assert "look: charters check finds 2 errors in the files of before\n" in done.stdout


def test_an_error_that_new_rows_bring_about_elsewhere_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, table, map_file = long_table(tmp_path)
    as_it_is = AgencyFiles.read
    elsewhere = Problem(Place("data/standards/harbor/benchmarks.yml", 3), "V022", "look here")

    def read_with(files: AgencyFiles, texts: dict[str, str] | None = None) -> Any:
        charter, problems = as_it_is(files, texts)
        return charter, [*problems, *([elsewhere] if texts else [])]

    monkeypatch.setattr(AgencyFiles, "read", read_with)
    done = run(table, "--map", map_file, "--root", site)
    assert done.exit_code == PROBLEMS
    assert done.stdout.startswith(
        "error    data/standards/harbor/benchmarks.yml:3:1: V022 look here\n"
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("fr", "figures.ods n’est ni un .xlsx ni un .csv"),
        ("es", "figures.ods no es ni .xlsx ni .csv"),
    ],
)
def test_why_nothing_can_be_imported_is_told_in_the_language_that_is_asked_for(
    tmp_path: Path, code: str, said: str
) -> None:
    site, table = site_with(tmp_path), tmp_path / "figures.ods"
    table.touch()
    told = charters("--language", code, "import", "table", table, "--guess", "--root", site)
    assert told.exit_code == CANNOT_RUN
    assert said in told.output


def test_the_account_is_told_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    case = dict(CASES)["beside: a changed figure, published later"]
    site, table = site_with(tmp_path), table_of(tmp_path, case)
    (map_file := tmp_path / "map.yml").write_text(case["map"], encoding="utf-8")
    done = charters("--language", "fr", "import", "table", table, "--map", map_file, "--root", site)
    assert "10 cellules\u00a0: utilisées\u00a0: 5, laissées de côté\u00a0: 5" in done.stdout
    assert "Was 810 of 900; changed in table.csv." in (site / RESULTS).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "locale", "told"),
    [
        ("", "C.UTF-8", "laissées de côté\u00a0: 5"),
        ("", "en_CA.UTF-8", "10 cells: 5 used, 5 left out"),
        ("es:en", "en_CA.UTF-8", "omitidas: 5"),
        ("es:en", "C", "laissées de côté\u00a0: 5"),
    ],
)
def test_the_account_is_told_in_the_language_of_the_terminal_else_in_that_of_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, locale: str, told: str
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    monkeypatch.setenv("LC_ALL", locale)
    case = dict(CASES)["beside: a changed figure, published later"]
    site, table = site_with(tmp_path), table_of(tmp_path, case)
    rewrite(site / "mkdocs.yml", ("as_of:", "language: fr\n      as_of:"))
    (map_file := tmp_path / "map.yml").write_text(case["map"], encoding="utf-8")
    done = charters("import", "table", table, "--map", map_file, "--root", site)
    assert told in done.stdout
    assert "C’était 810 sur 900" in (site / RESULTS).read_text(encoding="utf-8")


def test_a_french_site_is_told_in_french_and_writes_french_notes(tmp_path: Path) -> None:
    case = dict(CASES)["beside: a changed figure, published later"]
    site, table = site_with(tmp_path), table_of(tmp_path, case)
    rewrite(site / "mkdocs.yml", ("as_of:", "language: fr\n      as_of:"))
    report, added = imported(site, table, case["map"])
    assert report == (
        "laissées de côté\u00a0: A1 B1 C1 D1 E1\u00a0: elle nomme une colonne\n"
        "corrigées\u00a0: calls-answered FY2020\u00a0: 820 sur 900 (la ligne 2 de results.csv dit 810 sur 900)\n"
        "results.csv\u00a0: corrigées\u00a0: 1\n"
        "10 cellules\u00a0: utilisées\u00a0: 5, laissées de côté\u00a0: 5\n"
    )
    assert "C’était 810 sur 900\u202f; modifié dans table.csv." in added


def test_where_an_aim_stands_is_told_in_the_language_of_the_account(tmp_path: Path) -> None:
    case = dict(CASES)["aims: an aim that is another one than before"]
    site, table = site_with(tmp_path, case), table_of(tmp_path, case)
    rewrite(site / "mkdocs.yml", ("as_of:", "language: fr\n      as_of:"))
    report, _added = imported(site, table, case["map"])
    assert "la ligne 3 de targets.csv dit la même chose" in report
    assert "(la ligne 2 de targets.csv dit at most 12 minutes)" in report


def test_an_aim_is_merged_beside_a_row_that_ends_early(tmp_path: Path) -> None:
    case = dict(CASES)["aims: an aim that is another one than before"]
    short = case["targets"].replace("at most 12 minutes,,yearly-report,", "at most 12 minutes")
    site, table = site_with(tmp_path, {**case, "targets": short}), table_of(tmp_path, case)
    report, _added = imported(site, table, case["map"])
    assert "(line 2 of targets.csv says at most 12 minutes)" in report


def test_thousands_of_cells_alike_are_counted_in_french_signs(tmp_path: Path) -> None:
    site, table = site_with(tmp_path), tmp_path / "table.csv"
    rows = "calls-answered,FY2021,910,900\n" * 1100
    table.write_text(f"Standard,Year,Met,Total\n{rows}", encoding="utf-8")
    rewrite(site / "mkdocs.yml", ("as_of:", "language: fr\n      as_of:"))
    columns = "{Standard: standard, Year: period, Met: met, Total: total}"
    known = "all: {status: final, published: 2026-01-15}"
    report, _added = imported(site, table, f"header: 1\ncolumns: {columns}\n{known}\n")
    assert "\u00a0: et encore 1\u202f080 de ce genre\n" in report
    assert " +3\u202f288\u00a0: " in report


def test_a_french_site_takes_a_french_table(tmp_path: Path) -> None:
    case = dict(CASES)[
        "cells: a French table, with semicolons, in the encoding of Western spreadsheets"
    ]
    site, table = site_with(tmp_path), table_of(tmp_path, case)
    rewrite(site / "mkdocs.yml", ("as_of:", "language: fr\n      as_of:"))
    assert imported(site, table, case["map"])[1] == case["added"]
    assert imported(site, table, case["map"])[1] == ""


# ---------------------------------------------------------------------------------- guessing

GUESSES = guess_cases()


@pytest.mark.parametrize("case", [case for _, case in GUESSES], ids=[name for name, _ in GUESSES])
def test_a_guess_says_how_sure_it_is_and_why(case: dict[str, Any], tmp_path: Path) -> None:
    assert guessed(site_with(tmp_path), table_of(tmp_path, case)) == case["guess"]


WITHOUT_FIGURES = {
    "beside: a published result that is taken back",
    "cells: a dash that the map does not name",
    "cells: yes and no",
}


@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_a_guessed_map_can_be_read_as_a_map(
    name: str, case: dict[str, Any], tmp_path: Path
) -> None:
    site, table = site_with(tmp_path), table_of(tmp_path, case)
    if name in WITHOUT_FIGURES:
        with pytest.raises(TableError, match="holds a figure beside another cell"):
            guessed(site, table)
        return
    guessed(site, table)
    read_map, _document, problems = map_of(tmp_path / "guessed.yml")
    assert problems == []
    assert read_map is not None
    assert read_map.agency == "harbor"


def test_a_table_without_a_figure_is_told_and_no_map_is_written(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("Hello\nworld,again\n", encoding="utf-8")
    with pytest.raises(TableError, match="no row of table"):
        guessed(site_with(tmp_path), table)
    assert not (tmp_path / "guessed.yml").exists()


def test_a_guess_writes_no_result_and_over_no_map(tmp_path: Path) -> None:
    site, table, map_file = long_table(tmp_path)
    before, written_map = (site / RESULTS).read_bytes(), map_file.read_bytes()
    done = run(table, "--map", map_file, "--root", site, "--guess")
    assert done.exit_code == CANNOT_RUN
    assert "is there already; name another file with --map" in done.stderr
    assert map_file.read_bytes() == written_map
    done = run(table, "--map", tmp_path / "new.yml", "--root", site, "--guess")
    assert done.exit_code == CLEAN
    assert (site / RESULTS).read_bytes() == before


# ------------------------------------------------------------- whole results, there and back

COUNTS = ("met", "total", "cases", "excluded")


def as_a_spreadsheet_holds(name: str, said: str) -> Any:
    """Return a cell of results.csv as a spreadsheet would hold it: numbers, percentages, days."""
    if not said:
        return ""
    if name in COUNTS:
        return int(said.replace(",", ""))
    if name == "value" and said.endswith("%"):
        return {"is": float(Fraction(said[:-1]) / 100), "shown": "0.00%"}
    if name == "value" and said not in ("yes", "no"):
        return float(said.replace(",", ""))
    return {"day": said} if name in ("published", "action_by") and len(said) == 10 else said


def compared(charter: Charter) -> list[Row]:
    """Return every result of a charter by what it says, in no order."""
    rows = [row for rows in charter.results.values() for row in rows]
    return sorted(
        (replace(row, line=0) for row in rows),
        key=lambda row: (row.standard, row.period, row.part, str(row.published)),
    )


@pytest.mark.parametrize(
    "agency", [name for name, kept in AGENCIES.items() if (kept / "results.csv").is_file()]
)
def test_the_results_of_an_agency_come_back_from_a_spreadsheet_as_they_are(
    agency: str, tmp_path: Path
) -> None:
    site = whole_folder(tmp_path / "site")
    settings = settings_of(site)[0].model_copy(update={"as_of": date(2026, 11, 28)})
    files = AgencyFiles(site, agency, settings, date(2026, 11, 28))
    before, _ = files.read()
    assert before is not None
    ids = {old: one.id for one in before.measured for old in one.formerly}
    written = site / "data" / "standards" / agency / "results.csv"
    rows = list(csv.DictReader(io.StringIO(written.read_text(encoding="utf-8"))))
    cells = [[as_a_spreadsheet_holds(name, row[name]) for name in COLUMNS] for row in rows]
    table = workbook(tmp_path / "table.xlsx", {"Results": [list(COLUMNS), *cells]})
    written.unlink()
    columns = ", ".join(f"{name}: {name}" for name in COLUMNS)
    (tmp_path / "map.yml").write_text(
        f"agency: {agency}\nheader: 1\ncolumns: {{{columns}}}\nids: {ids}\nyears: calendar\n",
        encoding="utf-8",
    )
    job = TableImport(site, settings, date(2026, 11, 28), table, tmp_path / "map.yml")
    done = job.run(None, write=True)
    assert done.is_clean, done.lines
    after, _ = files.read()
    assert after is not None
    assert compared(after) == compared(before)


INVENTORY = ROOT.parent / "shared" / "data" / "gc-service-inventory" / "ss.csv"
FIELDS = {"fiscal_yr": "period", "service_standard_id": "standard", "volume_meeting_target": "met"}
GOVERNMENT = """\
site_name: Canada
plugins: [{charters: {fiscal_year_starts: april, as_of: 2025-06-30}}]
"""


def the_government(folder: Path, names: list[str]) -> Path:
    """Write a site in which each id of the inventory is a promise, and the map of its table."""
    site = Folder(folder / "site")
    ids = {name: f"s{id_like(name)}" for name in names}
    promises = [
        {
            "id": one,
            "service": "all",
            "type": "timeliness",
            "promise": "We do as we say.",
            "measure": {"shape": "share-with-property", "property": "kept", "of": "cases"},
            "target": "90%",
            "introduced": "2015-04-01",
        }
        for one in dict.fromkeys(ids.values())
    ]
    services = [{"id": "all", "name": "All", "summary": "All of them."}]
    site.write("mkdocs.yml", GOVERNMENT)
    site.agency("canada", yaml.safe_dump({"services": services, "standards": promises}))
    columns = {**FIELDS, "total_volume": "total", "performance": "value"}
    table_map = {
        "header": 1,
        "columns": columns,
        "all": {"status": "final", "published": "2025-01-15"},
        "shares": "fraction",
        "ids": ids,
    }
    (folder / "map.yml").write_text(yaml.safe_dump(table_map), encoding="utf-8")
    return site.path


def test_a_whole_government_comes_in_and_what_is_wrong_with_it_is_told(tmp_path: Path) -> None:
    if not INVENTORY.exists():
        pytest.skip("../shared with the inventory of a whole government is not here")
    rows = list(csv.DictReader(io.StringIO(INVENTORY.read_text(encoding="utf-8-sig"))))
    site = the_government(tmp_path, sorted({row["service_standard_id"] for row in rows}))
    report = tmp_path / "cells.csv"
    done = run(INVENTORY, "--map", tmp_path / "map.yml", "--root", site, "--report", report)
    assert done.exit_code == PROBLEMS
    cells = list(csv.DictReader(io.StringIO(report.read_text(encoding="utf-8-sig"))))
    assert len(cells) == sum(bool(said.strip()) for row in rows for said in row.values()) + len(
        rows[0]
    )
    codes = Counter(cell["code"] for cell in cells if cell["code"])
    over = sum(float(row["performance"] or 0) > 1 for row in rows)
    assert codes["I005"] == over == 6
    with_figures = [row for row in rows if row["total_volume"] or row["volume_meeting_target"]]
    lines = (site / "data/standards/canada/results.csv").read_text("utf-8").splitlines()[1:]
    assert len(lines) + codes.total() + done.stdout.count("there already") == len(with_figures)
