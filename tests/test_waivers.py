"""A warning that a publisher leaves out for a time: not told, shown to readers, back on the day after."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from builders import CALLS, CALLS_IN_2025, MKDOCS_YML, Folder, csv_row, site_folder
from commands import charters
from sites import built, each_engine, told

FILE = "data/standards/ssa/standards.yml"
UNCLEAR = (
    CALLS
    + """\
  - id: letters
    service: phone
    type: waiting
    promise: We answer your letter promptly.
    limit: 10 days
    measure: {shape: share-within-limit, of: letters}
    target: 80%
    introduced: 2024-01-01
"""
)
BECAUSE = "The new text is with the board until autumn."


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a site with one unclear word, of which the check warns."""
    made = site_folder(tmp_path)
    made.agency("ssa", UNCLEAR, CALLS_IN_2025)
    return made


def waive(folder: Folder, *waivers: tuple[str, str, str]) -> None:
    lines = [
        f"      - {{code: {code}, where: {json.dumps(where)}, because: {BECAUSE}, until: {until}}}"
        for code, where, until in waivers
    ]
    (written,) = re.findall(r"- charters: (\{.*\})", MKDOCS_YML)
    options = [
        f"      {key}: {json.dumps(value, default=str)}"
        for key, value in yaml.safe_load(written).items()
    ]
    listed = "\n".join(["- charters:", *options, "      waivers:", *lines])
    text = MKDOCS_YML.replace(f"- charters: {written}", listed)
    folder.write("mkdocs.yml", text)


def codes_of(folder: Folder) -> dict[str, str]:
    """Return the code of each finding, with its line."""
    return {line.split(" ")[1]: line for line in told(folder.path)}


def test_what_is_waived_is_not_told_and_a_strict_check_passes(folder: Folder) -> None:
    found = codes_of(folder)
    assert set(found) == {"P29", "T007"}
    strict = ["check", "--strict", "--root", str(folder.path)]
    assert charters(*strict).exit_code == 1
    waive(folder, *((code, f"{FILE}#letters", "2026-12-31") for code in found))
    assert told(folder.path) == []
    done = charters(*strict)
    assert (done.exit_code, done.stdout) == (0, "no problems\n")
    assert charters("build", "--strict", "--engine", "plain", *strict[2:]).exit_code == 0


@each_engine
def test_readers_see_what_is_waived_and_why(folder: Folder, engine: str) -> None:
    waive(folder, ("P29", FILE, "2026-12-31"))
    built(engine, folder.path, folder.path / "site")
    page = (folder.path / "site/how-we-judge/index.html").read_text(encoding="utf-8")
    assert "What the check leaves out for a time" in page
    for said in ("P29", BECAUSE, "December 31, 2026", FILE):
        assert said in page
    (row,) = json.loads((folder.path / "site/data/register.json").read_text())["waivers"]
    assert (row["code"], row["where"], row["until"]) == ("P29", FILE, "2026-12-31")
    assert BECAUSE in (folder.path / "site/data/waivers.csv").read_text(encoding="utf-8")


def test_without_a_waiver_the_page_says_nothing_of_them(folder: Folder) -> None:
    built("plain", folder.path, folder.path / "site")
    page = (folder.path / "site/how-we-judge/index.html").read_text(encoding="utf-8")
    assert "leaves out for a time" not in page


@pytest.mark.parametrize(("until", "ended"), [("2026-06-30", False), ("2026-06-29", True)])
def test_on_the_day_after_its_last_the_finding_is_back(
    folder: Folder, until: str, *, ended: bool
) -> None:
    before = told(folder.path)
    waive(folder, *((code, FILE, until) for code in ("P29", "T007")))
    after = told(folder.path)
    assert [line for line in after if FILE in line.split(":")[0]] == (before if ended else [])
    gone = [line for line in after if " Y052 this waiver of " in line]
    assert len(gone) == (2 if ended else 0)
    assert all(" ended on June 29, 2026; mend " in line for line in gone)
    assert all(line.startswith(f"mkdocs.yml:{14 + n}:9: ") for n, line in enumerate(gone))


@pytest.mark.parametrize(
    "where",
    [
        f"{FILE}#calls",
        f"{FILE}#nobody",
        "data/standards/irs/standards.yml",
        FILE[:-4],
        f"/{FILE}",
        "../x#y",
    ],
)
def test_a_waiver_that_fits_nothing_is_told(folder: Folder, where: str) -> None:
    before = told(folder.path)
    waive(folder, ("P29", where, "2026-12-31"))
    added = set(told(folder.path)) - set(before)
    (line,) = added
    assert line.startswith(
        f"mkdocs.yml:14:9: Y053 nothing of P29 is found at {where}; take this waiver out"
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Y020", "Y017 Y020 cannot be waived, as a page would be wrong"),
        ("S001", "Y017 S001 cannot be waived, as a page would be wrong"),
        ("S010", "Y017 S010 cannot be waived, as a page would be wrong"),
        ("Q1", "Y017 there is no rule 'Q1'; charters explain lists them all"),
    ],
)
def test_what_would_make_a_page_wrong_cannot_be_waived(
    folder: Folder, code: str, said: str
) -> None:
    folder.write(FILE, UNCLEAR.replace("target: 90%", "target: 0.9"))
    assert " Y020 " in " ".join(told(folder.path))
    waive(folder, (code, FILE, "2026-12-31"))
    after = told(folder.path)
    assert any(line.startswith(f"mkdocs.yml:14:9: {said}") for line in after), after
    assert " Y020 0.9" in " ".join(after) or " Y020 '0.9'" in " ".join(after)


def test_of_a_row_of_results_the_promise_is_named(folder: Folder) -> None:
    rows = "\n".join(csv_row("calls", f"20{n}", 950, 1000) for n in (24, 25))
    folder.agency("ssa", CALLS, rows)
    found = {
        line.split(" ")[1] for line in told(folder.path) if "results.csv" in line.split(":")[0]
    }
    assert found == {"K30"}
    waive(folder, ("K30", "data/standards/ssa/results.csv#calls", "2026-12-31"))
    assert told(folder.path) == []


def test_a_sentence_in_plain_words_by_law_alone_is_left_out_with_its_reason(folder: Folder) -> None:
    folder.agency(
        "ssa", UNCLEAR.replace("promptly", "within 10 business days, as the law shall have it")
    )
    assert [line for line in told(folder.path) if " P8 " in line]
    waive(folder, ("P8", f"{FILE}#letters", "2026-12-31"))
    assert [line for line in told(folder.path) if " P8 " in line] == []


PAGE = "content/agencies/ssa.md"
SAID = "We answer within 10 days, as the law\nshall have it.\n\nWe shall be open."


@pytest.mark.parametrize(
    ("where", "left"),
    [
        (PAGE, 0),
        (f"{PAGE}#as the law shall have it", 1),
        (f"{PAGE}#We shall be open.", 1),
        (f"{PAGE}#Nobody said this.", 2),
    ],
)
def test_a_sentence_of_a_page_is_left_out_by_its_words(
    folder: Folder, where: str, left: int
) -> None:
    folder.write(PAGE, f"---\nagency: ssa\n---\n{SAID}\n")
    assert sum(" P8 " in line for line in told(folder.path)) == 2
    waive(folder, ("P8", where, "2026-12-31"))
    assert sum(line.startswith(PAGE) and " P8 " in line for line in told(folder.path)) == left
    asked = ["language", str(folder.path / PAGE), "--root", str(folder.path)]
    found = charters(*asked, "--format", "json").stdout
    assert [one["code"] for one in json.loads(found)].count("P8") == left


def test_a_record_of_data_is_left_out_of_what_is_said_of_the_language_of_its_file(
    folder: Folder,
) -> None:
    folder.agency("ssa", UNCLEAR.replace("promptly", "as the law shall have it"))
    asked = ["language", str(folder.path / FILE), "--root", str(folder.path)]
    assert " P8 " in charters(*asked).output
    waive(folder, ("P8", f"{FILE}#letters", "2026-12-31"))
    assert " P8 " not in charters(*asked).output
