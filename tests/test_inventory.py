"""The inventory of a government: what becomes of every cell, and of what people wrote since."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result

from builders import ROOT, cases_in, load
from charters.cli import CANNOT_RUN, CLEAN, PROBLEMS
from charters.importing.inventory.inventory_columns import inventory
from charters.importing.inventory.inventory_import import InventoryImport
from charters.judging.verdicts import Verdict, Word, judge
from charters.model.register import Register
from charters.problems import Severity
from charters.publishing.say.catalogues import catalogue_for
from charters.publishing.say.speech import Speech
from charters.publishing.views.cited import source_view
from charters.reading import read
from charters.rules import audit
from commands import charters
from sites import files_of

GIVEN = ROOT / "tests" / "cases" / "importing" / "inventory"
CASES: dict[str, Any] = cases_in(GIVEN / "cases.yml")
WHOLE = Path(os.environ.get("CHARTERS_INVENTORY", ROOT.parent / "shared/data/gc-service-inventory"))
NEEDS_THE_DATA = pytest.mark.skipif(
    not (WHOLE / "ss.csv").is_file(), reason="the data of a whole government is not here"
)
HARBOR = "data/standards/hbr-prt"


def imported(into: Path, *more: str, **files: Path) -> Result:
    """Import the small inventory, or other files in place of its own."""
    usual = {"standards": GIVEN / "ss.csv", "services": GIVEN / "si.csv"}
    named = [word for key, path in {**usual, **files}.items() for word in (f"--{key}", str(path))]
    named += ["--organisations", str(GIVEN / "ifoi_en.csv"), "--into", str(into)]
    return charters("import", "gc-service-inventory", *named, *more)


def account(into: Path, *more: str, **files: Path) -> list[dict[str, str]]:
    """Import, and return what became of each cell."""
    report = into.with_suffix(".csv")
    result = imported(into, "--report", str(report), *more, **files)
    assert result.exit_code == CLEAN, result.output
    return [*csv.DictReader(io.StringIO(report.read_text(encoding="utf-8-sig")))]


def changed(tmp_path: Path, name: str, **cells: dict[str, str]) -> Path:
    """Return a copy of a file in which cells of all rows have another value, by their old one."""
    with (GIVEN / name).open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    for row in rows:
        row |= {key: new.get(row[key], row[key]) for key, new in cells.items()}
    path = tmp_path / f"other-{name}"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)
    return path


def record(site: Path, file: str, name: str) -> dict[str, Any]:
    """Return a record of a file by its id."""
    said = yaml.load((site / file).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - text as it is
    listed = [one for kind in said.values() if isinstance(kind, list) for one in kind]
    found: dict[str, Any] = next(one for one in listed if one["id"] == name)
    return found


def errors(site: Path) -> list[str]:
    register, problems = read(site)
    found = audit(register, problems).problems
    return [str(one) for one in found if one.severity is Severity.ERROR]


# ----------------------------------------------------------------------------- a first import


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, str]]]:
    site = tmp_path_factory.mktemp("inventory") / "site"
    return site, account(site)


@pytest.mark.parametrize("name", CASES["files"])
def test_a_file_is_written_as_its_case_says(
    first: tuple[Path, list[dict[str, str]]], name: str
) -> None:
    assert (first[0] / name).read_text(encoding="utf-8") == CASES["files"][name]


@pytest.mark.parametrize("case", CASES["cells"], ids=[one["cell"] for one in CASES["cells"]])
def test_a_cell_becomes_what_its_case_says(
    first: tuple[Path, list[dict[str, str]]], case: dict[str, str]
) -> None:
    file, _colon, cell = case["cell"].partition(":")
    found = next(one for one in first[1] if (one["file"], one["cell"]) == (file, cell))
    told = {key: value for key, value in case.items() if key != "cell"}
    assert {key: found[key] for key in told} == told


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[dict[str, Any]]]:
    """What cells come to that are written in odd ways, one line of the inventory for each case."""
    home = tmp_path_factory.mktemp("odd")
    with (GIVEN / "ss.csv").open(encoding="utf-8", newline="") as file:
        usual = next(csv.DictReader(file))
    usual |= dict.fromkeys(("volume_meeting_target", "total_volume", "performance"), "")
    every = [(kind, case) for kind in ("figures", "limits", "aims") for case in CASES[kind]]
    numbers = {id(case): f"{900 + at}" for at, (_kind, case) in enumerate(every)}
    with (home / "ss.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [*usual])
        writer.writeheader()
        for _kind, case in every:
            own = {key: case[key] for key in usual if key in case}
            own |= {f"service_standard_{code}": case[code] for code in ("en", "fr") if code in case}
            about = {"service_standard_id": numbers[id(case)], "target_met": ""}
            writer.writerow(usual | about | own)
    told = account(home / "site", standards=home / "ss.csv")
    with (home / "site" / HARBOR / "results.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["standard"]: row for row in csv.DictReader(file)}
    found: dict[str, list[dict[str, Any]]] = {"figures": [], "limits": [], "aims": []}
    for at, (kind, case) in enumerate(every):
        name = f"12-{numbers[id(case)]}"
        why = {one["cell"]: one["why"] for one in told if one["file"] == "ss.csv"}
        promise = record(home / "site", f"{HARBOR}/standards.yml", name)
        here = {"row": rows.get(name, {}), "promise": promise, "line": at + 2, "why": why}
        found[kind].append(here)
    return found


@pytest.mark.parametrize("at", range(len(CASES["figures"])))
def test_figures_that_are_written_in_odd_ways_come_to_what_their_case_says(
    odd: Mapping[str, list[dict[str, Any]]], at: int
) -> None:
    case, found = CASES["figures"][at], odd["figures"][at]
    row = {key: found["row"].get(key, "") for key in ("met", "total", "value", "status")}
    note = yaml.safe_load(found["row"].get("note") or "{}").get("en", "")
    assert {**row, "note": note} == {key: case.get(key, "") for key in (*row, "note")}
    became = {letter: found["why"].get(f"{letter}{found['line']}") for letter in case["became"]}
    assert became == case["became"]


@pytest.mark.parametrize("at", range(len(CASES["limits"])))
def test_a_limit_is_what_a_sentence_promises_each_customer(
    odd: Mapping[str, list[dict[str, Any]]], at: int
) -> None:
    assert odd["limits"][at]["promise"].get("limit", "") == CASES["limits"][at]["limit"]


@pytest.mark.parametrize("at", range(len(CASES["aims"])))
def test_an_aim_that_is_no_share_stands_in_the_note(
    odd: Mapping[str, list[dict[str, Any]]], at: int
) -> None:
    promise, case = odd["aims"][at]["promise"], CASES["aims"][at]
    said = promise.get("target", ""), promise.get("note", {}).get("en", "")
    assert said == (case["aim"], case["note"])


def test_a_sum_says_which_of_its_ways_has_no_number_that_can_be_read(tmp_path: Path) -> None:
    other = changed(tmp_path, "si.csv", num_applications_by_email={"7": "a few"})
    imported(tmp_path / "site", services=other)
    with (tmp_path / "site" / HARBOR / "results.csv").open(encoding="utf-8", newline="") as file:
        (whole,) = (
            row["note"]
            for row in csv.DictReader(file)
            if (row["standard"], row["part"]) == ("srv0007-applications", "")
        )
    assert yaml.safe_load(whole)["en"] == (
        "Nobody counted these: mail. For these the inventory gives no number that can be read: email. "
        "The ways come to 28, and the inventory says 36."
    )


def test_every_cell_is_accounted_for_once_and_the_sums_add_up(
    first: tuple[Path, list[dict[str, str]]], tmp_path: Path
) -> None:
    cells = Counter((one["file"], one["cell"]) for one in first[1])
    assert set(cells.values()) == {1}
    told = imported(tmp_path / "again").output
    for name in ("ss.csv", "si.csv"):
        with (GIVEN / name).open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        filled = sum(bool(cell.strip()) for row in rows for cell in row)
        assert sum(one["file"] == name for one in first[1]) == filled + len(head)
        said = f"{name}: {len(rows)} rows of {len(head)} columns are {len(rows) * len(head)} cells"
        (line,) = (one for one in told.splitlines() if one.startswith(said))
        counts = [int(part.split()[0].replace(",", "")) for part in line.split(": ")[2].split(", ")]
        assert sum(counts) == len(rows) * len(head)
        assert counts[-1] == len(rows) * len(head) - filled


def test_no_cell_is_left_without_a_reason(first: tuple[Path, list[dict[str, str]]]) -> None:
    silent = [one for one in first[1] if one["became"] != "used" and not one["why"]]
    assert silent == []
    assert [one for one in first[1] if "the map" in one["why"]] == []


def test_what_is_written_passes_the_check(first: tuple[Path, list[dict[str, str]]]) -> None:
    assert errors(first[0]) == []


def test_what_is_published_is_what_the_inventory_says(
    first: tuple[Path, list[dict[str, str]]], tmp_path: Path
) -> None:
    # What `make government` does with a whole one.
    built = charters("build", "--root", first[0], "--engine", "plain", "--out", tmp_path / "out")
    assert built.exit_code == CLEAN, built.output
    proof: Any = load(ROOT / "benchmarks" / "government.py")
    told = proof.compare(GIVEN / "ss.csv", tmp_path / "out")
    assert told == f"10 promises as in the inventory: {CASES['judged']}"


# ---------------------------------------------------------------------------- a second import


def test_a_second_run_changes_no_byte(tmp_path: Path) -> None:
    imported(tmp_path / "site")
    before = files_of(tmp_path / "site")
    again = imported(tmp_path / "site")
    assert "there already" in again.output
    assert files_of(tmp_path / "site") == before


def test_nothing_is_written_by_a_dry_run(tmp_path: Path) -> None:
    assert "nothing was written" in imported(tmp_path / "site", "--dry-run").output
    assert not (tmp_path / "site").exists()


def test_pages_that_are_there_stay_as_they_are(tmp_path: Path) -> None:
    own = {f"content/{name}.md": f"# {name}\n" for name in ("index", "agencies/hbr-prt")}
    for name, text in own.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    imported(tmp_path)
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in own} == own
    assert (tmp_path / "mkdocs.yml").is_file()


def test_a_newer_year_adds_results_and_records_what_it_promises_otherwise(tmp_path: Path) -> None:
    site = tmp_path / "site"
    imported(site)
    before = (site / HARBOR / "results.csv").read_text(encoding="utf-8")
    year = {"2023-2024": "2024-2025"}
    sentence = {"We keep the dock open": "We keep the dock open on every day"}
    newer = changed(
        tmp_path, "ss.csv", fiscal_yr=year, target={"0.9": "0.95"}, service_standard_en=sentence
    )
    services = changed(tmp_path, "si.csv", fiscal_yr=year)
    assert imported(site, standards=newer, services=services).exit_code == CLEAN
    after = (site / HARBOR / "results.csv").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "12-301,2024-2025,,810,900" in after
    calls = record(site, f"{HARBOR}/standards.yml", "12-301")
    assert calls["target"] == "95%"
    (change,) = calls["changes"]
    assert [change[key] for key in ("date", "field", "from", "to")] == [
        "2024-04-01",
        "target",
        "90%",
        "95%",
    ]
    (reworded,) = record(site, f"{HARBOR}/standards.yml", "srv0007-305")["changes"]
    assert (reworded["from"]["en"], reworded["to"]["en"]) == (*sentence, *sentence.values())
    assert errors(site) == []


def test_the_order_of_two_years_makes_no_difference(tmp_path: Path) -> None:
    year = {"2023-2024": "2022-2023"}
    older = changed(tmp_path, "ss.csv", fiscal_yr=year, target={"0.9": "0.8"})
    services = changed(tmp_path, "si.csv", fiscal_yr=year)
    for name, (one, other) in {"up": (0, 1), "down": (1, 0)}.items():
        for at in (one, other):
            files = {"standards": older, "services": services} if at else {}
            assert imported(tmp_path / name, **files).exit_code == CLEAN
    up, down = (
        record(tmp_path / name, f"{HARBOR}/standards.yml", "12-301") for name in ("up", "down")
    )
    assert up == down
    assert up["records_from"] == "2022-04-01"
    assert up["changes"][0]["from"] == "80%"
    assert errors(tmp_path / "down") == []


def test_a_restated_year_becomes_a_correction_that_says_what_it_was(tmp_path: Path) -> None:
    site = tmp_path / "site"
    imported(site, "--published", "2025-03-01")
    restated = changed(
        tmp_path,
        "ss.csv",
        volume_meeting_target={"810": "600"},
        performance={"0.9": "0.6667"},
        target_met={"Y": "N"},
    )
    told = imported(site, "--published", "2025-09-01", standards=restated).output
    rows = (site / HARBOR / "results.csv").read_text(encoding="utf-8").splitlines()
    assert rows[-1].startswith("12-301,2023-2024,,600,900,,,,revised,2025-09-01,")
    assert "{en: Was 810 of 900 in an earlier snapshot., fr: C’était 810 sur 900" in rows[-1]
    assert "revised: 12-301 2023-2024" in told
    assert errors(site) == []


@pytest.mark.parametrize("days", [("2025-03-01", "2025-09-01"), ("", "")], ids=["dated", "undated"])
def test_an_older_snapshot_undoes_nothing_and_says_what_was_corrected(
    tmp_path: Path, days: tuple[str, str]
) -> None:
    old = changed(
        tmp_path,
        "ss.csv",
        volume_meeting_target={"810": "600"},
        performance={"0.9": "0.6667"},
        target={"0.95": "0.5"},
    )
    lines = old.read_text(encoding="utf-8").splitlines(keepends=True)
    old.write_text("".join(lines[:-1]), encoding="utf-8")  # it does not have the last line yet
    said = [("--published", day) if day else () for day in days]
    both = [(said[0], {"standards": old}), (said[1], {})]
    for name, order in {"up": both, "down": both[::-1]}.items():
        for more, files in order:
            told = imported(tmp_path / name, *more, **files)
        assert errors(tmp_path / name) == []
    assert "older snapshot" in told.output
    for said_of_days in ("carries the day of this import", "say when it was published"):
        assert (said_of_days in told.output) is (days[0] == "")
    assert "put before what replaced it: 12-301 2023-2024: 600 of 900" in told.output
    rows = {name: results(tmp_path / name, "12-301") for name in ("up", "down")}
    assert rows["up"] == rows["down"] == [("600", "900", "final"), ("810", "900", "revised")]
    before = files_of(tmp_path / "down")
    assert b"target: 95%" in before[f"{HARBOR}/standards.yml"]
    assert "a later snapshot" in imported(tmp_path / "down", *said[0], standards=old).output
    assert files_of(tmp_path / "down") == before


def results(site: Path, name: str, year: str = "2023-2024") -> list[tuple[str, str, str]]:
    """Return the counts and the status of each row about a promise of the harbor, in their order."""
    with (site / HARBOR / "results.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
        found = [one for one in rows if (one["standard"], one["period"]) == (name, year)]
    return [(row["met"], row["total"], row["status"]) for row in found]


def test_an_id_that_the_inventory_changed_leads_to_the_same_record(tmp_path: Path) -> None:
    site = tmp_path / "site"
    imported(site)
    ids = {"SRV0007": "SRV07007"}
    other = {
        "standards": changed(tmp_path, "ss.csv", service_id=ids),
        "services": changed(tmp_path, "si.csv", service_id=ids),
    }
    assert imported(site, **other).exit_code == CLEAN
    for name, before in {
        "srv07007": "srv0007",
        "srv07007-305": "srv0007-305",
        "srv07007-applications": "srv0007-applications",
    }.items():
        assert record(site, f"{HARBOR}/standards.yml", name)["formerly"] == [before]
    assert "srv0007" not in (site / HARBOR / "results.csv").read_text(encoding="utf-8")
    assert errors(site) == []


DAYS = ("2025-01-20", "2025-03-01", "2026-05-05")
OLD_ID = {"SRV0007": "7"}
SAID: dict[str, dict[str, dict[str, dict[str, str]]]] = {
    "2025-01-20": {
        "ss.csv": {
            "volume_meeting_target": {"810": "500", "799": "700"},
            "total_volume": {"200": "210"},
            "target": {"0.95": "0.5"},
            "standards_targets_uri_en": {"https://harbor.example/standards": "N/A"},
            "performance_results_uri_en": {"https://harbor.example/results": ""},
            "service_id": OLD_ID,
        },
        "si.csv": {"service_id": OLD_ID, "num_phone_enquiries": {"1200": "800"}},
    },
    "2025-03-01": {
        "ss.csv": {
            "volume_meeting_target": {"810": "600"},
            "service_standard_id": {"302": "STAN302"},
            "service_id": OLD_ID,
            "owner_org_title": {"Harbor Office | Bureau du port": "Harbor Co. | Port S.A."},
        },
        "si.csv": {"service_id": OLD_ID, "client_target_groups": {"PERSON": "NGO"}},
    },
    "2026-05-05": {"ss.csv": {}, "si.csv": {}},
}
"""What snapshots say otherwise than the last one: a figure corrected twice, and one that came back; other aims,
counts, ids, names and groups."""


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Path]]:
    """Return three snapshots, each with more lines than the one before it; one has a line that is gone later."""
    found = {}
    for more, (day, said) in enumerate(SAID.items()):
        folder = tmp_path_factory.mktemp("snapshot")
        standards = changed(folder, "ss.csv", **said["ss.csv"])
        services = changed(folder, "si.csv", **said["si.csv"])
        if more < 2:
            keep_lines(standards, 7 + more)
            keep_lines(services, 2 + more)
        if more == 1:
            text = standards.read_text(encoding="utf-8")
            first = text.splitlines(keepends=True)[1]
            older = first.replace("2023-2024", "2022-2023")
            standards.write_text(text + older + first.replace(",301,", ",399,"), "utf-8")
        found[day] = {"standards": standards, "services": services}
    return found


def keep_lines(path: Path, count: int) -> None:
    """Leave only the first lines of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [*csv.reader(file)]
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows[: count + 1])


@pytest.fixture(scope="module", params=[True, False], ids=["dated", "undated"])
def in_turn(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    snapshots: dict[str, dict[str, Path]],
) -> tuple[bool, dict[str, bytes]]:
    """Return whether snapshots have days, and what they come to in the order of their days."""
    home = tmp_path_factory.mktemp("turn")
    return request.param, read_in(home, snapshots, DAYS, is_dated=request.param)


@pytest.mark.parametrize("order", [*permutations(DAYS)][1:], ids=" ".join)
def test_snapshots_come_to_the_same_files_whichever_is_read_first(
    tmp_path: Path,
    snapshots: dict[str, dict[str, Path]],
    in_turn: tuple[bool, dict[str, bytes]],
    order: tuple[str, ...],
) -> None:
    is_dated, usual = in_turn
    assert read_in(tmp_path, snapshots, order, is_dated=is_dated) == usual


def test_of_a_line_of_an_older_snapshot_only_figures_that_are_in_a_row_are_used(
    tmp_path: Path, snapshots: dict[str, dict[str, Path]]
) -> None:
    read_in(tmp_path, snapshots, DAYS[-1:], is_dated=True)
    told = account(tmp_path / "site", "--published", DAYS[0], **snapshots[DAYS[0]])
    line = {
        one["cell"]: (one["became"], one["why"])
        for one in told
        if one["file"] == "other-ss.csv" and one["cell"] in ("E2", "F2", "L2", "M2", "M3")
    }
    later = "left out", "a later snapshot of 2023-2024 was read before"
    there = "left out", "it stands there already"
    assert line == {"E2": later, "F2": later, "L2": later, "M2": ("used", ""), "M3": there}


def test_what_was_corrected_twice_has_a_row_for_each_day_that_is_known(
    tmp_path: Path, snapshots: dict[str, dict[str, Path]]
) -> None:
    for name, is_dated in {"dated": True, "undated": False}.items():
        read_in(tmp_path / name, snapshots, DAYS[::-1], is_dated=is_dated)
        assert errors(tmp_path / name / "site") == []
    first, between, last = (
        ("500", "900", "final"),
        ("600", "900", "revised"),
        ("810", "900", "revised"),
    )
    known = {name: results(tmp_path / name / "site", "12-301") for name in ("dated", "undated")}
    assert known == {"dated": [first, between, last], "undated": [first, last]}
    for name in known:
        rows = (tmp_path / name / "site" / HARBOR / "results.csv").read_text(encoding="utf-8")
        assert "Was 600 of 900 in an earlier snapshot." in rows


def test_a_figure_that_comes_and_goes_on_one_day_is_corrected_once(tmp_path: Path) -> None:
    # Nobody dated them: the row between the first and the last is left out, and the last corrects the first.
    said = [("810", "900"), ("", "900"), ("700", "900"), ("810", "900")]
    known = []
    for at, (kept, _total) in enumerate(said):
        other = changed(tmp_path, "ss.csv", volume_meeting_target={"810": kept}) if at else None
        told = imported(tmp_path / "site", **({"standards": other} if other else {}))
        assert (told.exit_code, errors(tmp_path / "site")) == (CLEAN, [])
        known.append(results(tmp_path / "site", "12-301"))
    first = ("810", "900", "final")
    none, other_one = ("", "", "not available"), ("700", "900", "revised")
    assert known == [[first], [first, none], [first, other_one], [first]]


def test_a_note_says_in_each_language_that_there_was_no_result(tmp_path: Path) -> None:
    gone = changed(tmp_path, "ss.csv", volume_meeting_target={"810": ""})
    imported(tmp_path / "site", "--published", "2024-03-01", standards=gone)
    imported(tmp_path / "site", "--published", "2025-03-01")
    rows = (tmp_path / "site" / HARBOR / "results.csv").read_text(encoding="utf-8")
    assert "Was not available in an earlier snapshot." in rows
    assert "C’était non disponible dans un état antérieur" in rows


def test_of_two_snapshots_without_a_day_and_with_as_many_lines_the_first_read_is_the_older(
    tmp_path: Path,
) -> None:
    # Nothing in the files says which is older: this is the one order that makes a difference.
    other = changed(tmp_path, "ss.csv", volume_meeting_target={"810": "600"})
    both: tuple[dict[str, Path], ...] = ({}, {"standards": other})
    for name, order in {"up": both, "down": both[::-1]}.items():
        for files in order:
            imported(tmp_path / name, **files)
    said = {name: results(tmp_path / name, "12-301") for name in ("up", "down")}
    assert said == {
        "up": [("810", "900", "final"), ("600", "900", "revised")],
        "down": [("600", "900", "final"), ("810", "900", "revised")],
    }


def read_in(
    home: Path, snapshots: dict[str, dict[str, Path]], order: Iterable[str], *, is_dated: bool
) -> dict[str, bytes]:
    """Import snapshots one after the other, and return every file of the site."""
    for day in order:
        more = ("--published", day) if is_dated else ("--as-of", "2026-11-29")
        told = imported(home / "site", *more, **snapshots[day])
        assert told.exit_code == CLEAN, told.output
    return files_of(home / "site")


def test_a_line_that_is_gone_is_told_and_its_promise_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    imported(site, "--published", "2025-03-01")
    text = (GIVEN / "ss.csv").read_text(encoding="utf-8")
    fewer = tmp_path / "fewer.csv"
    fewer.write_text("".join(text.splitlines(keepends=True)[:-1]), encoding="utf-8")
    before = files_of(site / "data" / "standards")
    told = imported(site, "--published", "2025-09-01", standards=fewer).output
    assert "lh-ph: not among the standards of 2023-2024 any more, and kept" in told
    assert "41-401" in told
    assert files_of(site / "data" / "standards") == before


def test_a_page_leads_to_the_source_in_its_own_language(
    first: tuple[Path, list[dict[str, str]]],
) -> None:
    charter = read(first[0])[0].charters["hbr-prt"]
    source = charter.standard_by_id["12-301"].source
    views = (
        source_view(Speech(code, catalogue_for(code)), charter, source) for code in ("en", "fr")
    )
    english, french = (view for view in views if view)
    assert (english.link, french.link) == (
        "https://harbor.example/standards",
        "https://harbor.example/normes",
    )
    assert (english.title.words, french.title.words) == ("Service standards", "Normes de service")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("=cmd|calc!A1", "cmd|calc!A1"),
        ("[x](javascript:alert(1))", "x (javascript alert(1))"),
        ("<script>alert(1)</script> We answer", "alert(1) We answer"),
        ("data:text/html;base64,xx", "data text/html;base64,xx"),
    ],
)
def test_what_a_program_would_run_becomes_words(tmp_path: Path, written: str, said: str) -> None:
    hostile = {"We keep the dock open": written}
    other = changed(tmp_path, "ss.csv", service_standard_en=hostile)
    assert imported(tmp_path / "site", standards=other).exit_code == CLEAN
    dock = record(tmp_path / "site", f"{HARBOR}/standards.yml", "srv0007-305")
    assert dock["promise"]["en"] == said
    assert errors(tmp_path / "site") == []


# ------------------------------------------------------------------------ what people wrote


def test_what_people_changed_stays_and_is_told_where_the_inventory_says_otherwise(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    imported(site)
    file = site / HARBOR / "standards.yml"
    by_hand = file.read_text(encoding="utf-8").replace(
        "target: 90%", "target: 92%  # as the minister said"
    )
    by_hand = by_hand.replace(
        "    reported: yearly\n", "    owner: The harbor master\n    reported: yearly\n", 1
    )
    file.write_text(by_hand, encoding="utf-8")
    assert imported(site).exit_code == CLEAN
    assert file.read_text(encoding="utf-8") == by_hand
    newer = changed(
        tmp_path, "ss.csv", target={"0.9": "0.97"}, comments_en={"Closed all year.": "Closed."}
    )
    told = imported(site, standards=newer)
    assert told.exit_code == PROBLEMS
    assert "target of 12-301 was changed by hand, and stays; the inventory says 97%" in told.output
    after = file.read_text(encoding="utf-8")
    assert after == by_hand.replace("en: Closed all year.", "en: Closed.")


def test_rows_that_people_wrote_or_changed_stay_beside_those_of_an_older_snapshot(
    tmp_path: Path, snapshots: dict[str, dict[str, Path]]
) -> None:
    site = tmp_path / "site"
    read_in(tmp_path, snapshots, DAYS[-1:], is_dated=True)
    file = site / HARBOR / "results.csv"
    text = file.read_text(encoding="utf-8").replace("810,900", "811,900")
    own = "12-302,2023-2024,channel: mail,4,5,,,,final,,service-inventory,Counted by hand.,,,\n"
    file.write_bytes((text + own).replace("\n", "\r\n").encode())
    told = imported(site, "--published", DAYS[0], **snapshots[DAYS[0]])
    assert told.exit_code == PROBLEMS
    said = "12-301 2023-2024 of results.csv was changed by hand, and stays; the inventory says 500"
    assert said in told.output
    after = file.read_bytes().decode()
    assert after.count("\r\n") == after.count("\n")
    assert own.strip() in after
    assert results(site, "12-301") == [("811", "900", "final")]
    assert "12-phone-enquiries,2023-2024,,,,800,,,final,2025-01-20" in after
    assert errors(site) == []


def test_a_record_with_another_id_is_found_again_in_a_file_that_people_changed(
    tmp_path: Path, snapshots: dict[str, dict[str, Path]]
) -> None:
    site = tmp_path / "site"
    read_in(tmp_path, snapshots, DAYS[:1], is_dated=True)
    file = site / HARBOR / "standards.yml"
    by_hand = file.read_text(encoding="utf-8").replace(
        "- id: 7-301\n", "- id: 7-301\n    owner: Ann\n"
    )
    file.write_text(by_hand, encoding="utf-8")
    told = imported(site, "--published", DAYS[-1], **snapshots[DAYS[-1]])
    assert told.exit_code == CLEAN, told.output
    berth = record(site, f"{HARBOR}/standards.yml", "srv0007-301")
    assert (berth["owner"], berth["formerly"]) == ("Ann", ["7-301"])
    assert errors(site) == []


def test_a_promise_that_people_gave_another_id_is_brought_up_to_date_under_it(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    imported(site)
    file = site / HARBOR / "standards.yml"
    text = file.read_text(encoding="utf-8")
    ours = "  - id: closed-piers\n    formerly: [srv0007-305]\n"
    file.write_text(text.replace("  - id: srv0007-305\n", ours), encoding="utf-8")
    newer = changed(tmp_path, "ss.csv", comments_en={"Closed all year.": "Closed."})
    told = imported(site, standards=newer)
    assert told.exit_code == CLEAN, told.output
    assert record(site, f"{HARBOR}/standards.yml", "closed-piers")["note"]["en"] == "Closed."
    assert errors(site) == []


def test_a_record_that_was_taken_out_by_hand_stays_out(tmp_path: Path) -> None:
    site = tmp_path / "site"
    imported(site)
    file = site / HARBOR / "standards.yml"
    text = file.read_text(encoding="utf-8")
    start, end = text.index("  - id: srv0007-305"), text.index("figures:")
    file.write_text(text[:start] + text[end:], encoding="utf-8")
    newer = changed(tmp_path, "ss.csv", comments_en={"Closed all year.": "Closed."})
    told = imported(site, standards=newer)
    assert "srv0007-305 was taken out by hand, and stays out" in told.output
    assert "srv0007-305" not in file.read_text(encoding="utf-8")


# ---------------------------------------------------------------------------- other versions


def test_the_files_of_before_2024_are_read_by_their_own_names(tmp_path: Path) -> None:
    site = tmp_path / "site"
    told = imported(site, standards=GIVEN / "ss_2018.csv", services=GIVEN / "si_2018.csv")
    assert told.exit_code == CLEAN, told.output
    calls = record(site, f"{HARBOR}/standards.yml", "12-301")
    assert (calls["target"], calls["type"], calls["channel"]) == ("90%", "timeliness", "phone")
    rows = (site / HARBOR / "results.csv").read_text(encoding="utf-8")
    assert "12-301,2018-2019,,700,900" in rows
    assert "12-phone-enquiries,2018-2019,,,,900" in rows
    assert imported(site).exit_code == CLEAN
    changes = record(site, f"{HARBOR}/standards.yml", "12-302")["changes"]
    assert [(one["field"], one["from"], one["to"]) for one in changes] == [
        ("target", "80%", "none found")
    ]
    assert errors(site) == []


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, str]]]:
    site = tmp_path_factory.mktemp("older") / "site"
    return site, account(site, standards=GIVEN / "ss_years.csv")


@pytest.mark.parametrize("case", CASES["older"], ids=[one["cell"] for one in CASES["older"]])
def test_a_cell_of_an_older_file_becomes_what_its_case_says(
    older: tuple[Path, list[dict[str, str]]], case: dict[str, str]
) -> None:
    found = next(one for one in older[1] if f"{one['file']}:{one['cell']}" == case["cell"])
    assert {key: found[key] for key in case if key != "cell"} == {
        key: value for key, value in case.items() if key != "cell"
    }


def test_a_file_of_several_years_becomes_a_history_that_passes_the_check(
    older: tuple[Path, list[dict[str, str]]],
) -> None:
    calls = record(older[0], f"{HARBOR}/standards.yml", "12-301")
    told = [(one["date"], one["field"], one["to"]) for one in calls["changes"]]
    assert told == [
        ("2019-04-01", "promise", calls["promise"]),
        ("2019-04-01", "limit", "60 seconds"),
        ("2019-04-01", "target", "90%"),
    ]
    assert errors(older[0]) == []


def test_two_offices_of_one_number_have_each_the_folder_of_its_own_code(tmp_path: Path) -> None:
    # The inventory of organizations knows both as one, and has a code for neither.
    codes = tmp_path / "codes"
    codes.mkdir()
    (codes / "ifoi_en.csv").write_bytes((GIVEN / "ifoi_en.csv").read_bytes())
    lines = (
        "org_name_variant,org_id",
        "am-ca,9",
        "ot-bm,9",
        "Office of Tides,9",
        "Aids to Mariners,9",
    )
    (codes / "org_var.csv").write_text("\n".join(lines), encoding="utf-8")
    offices = {"Harbor Office": "Office of Tides", "Office of the Harbor": "Aids to Mariners"}
    older = {"standards": changed(tmp_path, "ss_years.csv", department_name_en=offices)}
    titles = {"Harbor Office | Bureau du port": "Office of Tides | Bureau des marées"}
    newer = changed(codes, "ss.csv", owner_org={"hbr-prt": "ot-bm"}, owner_org_title=titles)
    both = older, {"standards": newer}
    for name, order in {"up": both, "down": both[::-1]}.items():
        for files in order:
            more = ("--organisations", str(codes / "ifoi_en.csv"))
            imported(tmp_path / name, *more, **files)
    up, down = (
        {path.name for path in (tmp_path / name / "data/standards").iterdir()}
        for name in ("up", "down")
    )
    assert {"am-ca", "ot-bm"} < up == down


def test_an_organization_has_one_folder_whatever_a_year_calls_it(tmp_path: Path) -> None:
    # An older file names it without its code; of two codes that are its own, the site begins with one.
    codes = tmp_path / "codes"
    codes.mkdir()
    for name in ("ifoi_en.csv", "ifoi_fr.csv", "org_var.csv"):
        (codes / name).write_bytes((GIVEN / name).read_bytes())
    with (codes / "org_var.csv").open("a", encoding="utf-8") as file:
        file.write("hb-old,1\n")
    more = ("--organisations", str(codes / "ifoi_en.csv"))
    newer: dict[str, Path] = {}
    older = {"standards": GIVEN / "ss_years.csv", "services": GIVEN / "si_2018.csv"}
    for name, order in {"up": (older, newer), "down": (newer, older)}.items():
        for files in order:
            assert imported(tmp_path / name, *more, **files).exit_code == CLEAN
    found = {
        name: sorted(one.name for one in (tmp_path / name / "data/standards").iterdir())
        for name in ("up", "down")
    }
    assert found == {"up": ["hb-old", "lh-ph"], "down": ["hbr-prt", "lh-ph"]}


@pytest.mark.parametrize("form", [("utf-16", ","), ("cp1252", ";"), ("utf-8-sig", "\t")], ids=str)
def test_encodings_separators_and_the_order_of_columns_make_no_difference(
    tmp_path: Path, form: tuple[str, str]
) -> None:
    encoding, mark = form
    with (GIVEN / "ss.csv").open(encoding="utf-8", newline="") as file:
        rows = [[cell.replace("\u200b", "") for cell in row[::-1]] for row in csv.reader(file)]
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(
        [["later column", *rows[0]], *(["x", *row] for row in rows[1:])]
    )
    other = tmp_path / "ss.csv"
    other.write_bytes(out.getvalue().encode(encoding))
    imported(tmp_path / "usual")
    assert imported(tmp_path / "other", standards=other).exit_code == CLEAN
    for name in ("standards.yml", "results.csv"):
        assert (tmp_path / "other" / HARBOR / name).read_bytes() == (
            tmp_path / "usual" / HARBOR / name
        ).read_bytes()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"standards": GIVEN / "none.csv"}, "there is no file"),
        (
            {"standards": GIVEN / "org_var.csv"},
            "org_var.csv has no column fiscal_yr; is it the file",
        ),
    ],
)
def test_a_file_that_is_another_one_is_refused(
    tmp_path: Path, files: dict[str, Path], said: str
) -> None:
    told = imported(tmp_path / "site", **files)
    assert told.exit_code == CANNOT_RUN
    assert said in told.output
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("total_volume", "checked", "has no column for total_volume"),
        ("channel_comments_en", "type", "only the first column for type is read"),
        ("channel_comments_en", "standard_id", "only the first column for standard_id is read"),
        ("target_met", "Checked by", "no column is known as checked_by"),
    ],
)
def test_a_column_that_is_not_there_or_is_not_read_is_told(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    head, rows = (GIVEN / "ss.csv").read_text("utf-8-sig").split("\n", 1)
    other = tmp_path / "ss.csv"
    other.write_text(f"{head.replace(old, new)}\n{rows}", encoding="utf-8")
    lines = imported(tmp_path / "site", standards=other).output.splitlines()
    assert [line for line in lines if line.startswith("look: ss.csv") and told in line]
    usual = imported(tmp_path / "usual").output
    assert "look: ss.csv" not in usual


# ------------------------------------------------------------------------ a whole government


@pytest.fixture(scope="module")
def government(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """Return the charters of a whole government, as they are read back from its files."""
    site = tmp_path_factory.mktemp("government")
    files = (WHOLE / "ss.csv", None, [WHOLE / "ifoi_en.csv"])
    InventoryImport(site, *files, None, date(2026, 11, 28)).run(None, write=True)
    register, problems = read(site, looks_back=False)
    assert [str(one) for one in problems if one.severity is Severity.ERROR] == []
    return register


def stated() -> list[dict[str, str]]:
    """Return the lines of the standards as they are published."""
    with (WHOLE / "ss.csv").open(encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file)]


@NEEDS_THE_DATA
def test_groups_of_customers_are_called_as_the_dictionary_of_the_inventory_calls_them() -> None:
    said = json.loads((WHOLE / "service_data_dict.json").read_text(encoding="utf-8"))
    fields = {one["id"]: one for part in said["resources"] for one in part["fields"]}
    ours = inventory()["customers"].values()
    named = {code.upper(): one["name"] for one in ours for code in one["codes"]}
    for code, name in fields["client_target_groups"]["choices"].items():
        assert {key: named[code][key].casefold().replace("-", " ") for key in name} == {
            key: words.casefold() for key, words in name.items()
        }


@NEEDS_THE_DATA
def test_every_aim_and_every_count_of_a_government_is_that_of_its_inventory(
    government: Register,
) -> None:
    lines = stated()
    assert len(lines) == 2343
    for line in lines:
        charter = government.charters[line["owner_org"]]
        name = f"{line['service_id']}-{line['service_standard_id']}".lower().replace(" ", "-")
        standard = charter.standard_by_id[name]
        aim = Decimal(line["target"] or 0) * 100
        assert (standard.target.level.amount if standard.target else 0) == aim, line
        found = [one for one in charter.results.get(name, ()) if one.is_available]
        met, total = line["volume_meeting_target"], line["total_volume"]
        if met and total and int(met) <= int(total):
            (result,) = found
            assert (result.met, result.total) == (int(met), int(total))
            if line["performance"]:
                share = Fraction(int(met), int(total))
                assert abs(share - Fraction(line["performance"])) <= Fraction(1, 20_000)
        else:
            assert found == []


ROUNDED = 6
"""Lines on which the result falls short of the aim by less than the inventory rounds: it says `met`."""


@NEEDS_THE_DATA
def test_every_verdict_of_a_government_follows_from_its_counts(government: Register) -> None:
    words: Counter[Word] = Counter()
    otherwise = []
    for line in stated():
        charter = government.charters[line["owner_org"]]
        name = f"{line['service_id']}-{line['service_standard_id']}".lower().replace(" ", "-")
        standard, results = charter.standard_by_id[name], charter.results.get(name, ())
        verdict = judge(standard, results[-1]) if results else Verdict(Word.NOT_FOUND)
        words[verdict.word] += 1
        met, total = (int(line[key] or 0) for key in ("volume_meeting_target", "total_volume"))
        aim, can_be = Fraction(line["target"] or 0), met <= total and line["volume_meeting_target"]
        reached = Fraction(met, total) >= aim if aim and total and can_be else None
        assert verdict.reached is reached, line
        said = {None: "NA", True: "Y", False: "N"}[reached]
        if said != line["target_met"] and can_be:
            otherwise.append((line["performance"], line["target"], line["target_met"]))
    assert sum(words.values()) == 2343
    assert len(otherwise) == ROUNDED, otherwise
    assert {said for _result, _aim, said in otherwise} == {"Y"}
