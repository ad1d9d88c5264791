"""An audit finds what axe cannot tell, says nothing of pages without a fault, and looks at none twice."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from click.testing import Result
from playwright.sync_api import Browser

from builders import ROOT, Folder, cases_in, site_folder
from charters.cli import CANNOT_RUN, CLEAN, PROBLEMS
from charters.in_browser import chromium
from charters.in_browser.hosting import serving
from charters.in_browser.one_page import Looker
from charters.model.audited import AuditRecord
from charters.model.settings import WcagLevel
from charters.problems import declared
from commands import charters

CASES = cases_in(ROOT / "tests/cases/audit/pages.yml")
PAGE = """<!doctype html>
<html lang="en"><head><title>A page</title><meta name="viewport" content="width=device-width">
<style>{style}</style></head>
<body><header><a href="/">Home</a></header><main><h1>A page</h1><p>Words to read.</p>{body}</main>{script}</body></html>
"""
ONLY_A = {"hidden-and-shown", "motion", "without-programs"}
LINK = '<p><a href="/a">Without a mark</a></p>'


def page(*, style: str = "", body: str = "", script: str = "") -> str:
    return PAGE.format(style=style, body=body, script=script and f"<script>{script}</script>")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = tmp_path_factory.mktemp("pages")
    for name, case in CASES.items():
        given = {part: case[part] for part in ("style", "body", "script") if part in case}
        (site / f"{name}.html").write_text(page(**given), "utf-8")
    with serving(site) as address:
        yield address


@pytest.fixture(scope="module")
def looker(browser: Browser, host: str) -> Looker:
    return Looker(browser, host, WcagLevel.AA)


@pytest.mark.parametrize("name", CASES)
def test_a_page_is_told_its_faults_and_no_other(looker: Looker, name: str) -> None:
    found = looker.found_on(f"{name}.html")
    assert {one.rule: one.elements for one in found if not (one.advice or one.unsure)} == CASES[
        name
    ]["found"]


def test_at_level_a_nothing_is_found_that_only_level_aa_asks_for(
    browser: Browser, host: str
) -> None:
    looker = Looker(browser, host, WcagLevel.A)
    for name, found in (("without-a-mark", set()), ("shown-and-not-meant", ONLY_A)):
        told = looker.found_on(f"{name}.html")
        assert {one.rule for one in told if not (one.advice or one.unsure)} == found


def test_what_a_program_cannot_tell_is_kept_for_a_person(looker: Looker) -> None:
    (found,) = (one for one in looker.found_on("over-a-picture.html") if one.unsure)
    assert (found.rule, found.elements) == ("color-contrast", 1)


def test_every_check_of_ours_is_tried_on_a_page_that_breaks_it() -> None:
    tried = {rule for case in CASES.values() for rule in case["found"]}
    assert set(declared("problems/rules/browser")) <= tried


# ------------------------------------------------------------------------------- the command


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a site of two pages, one with a fault, that was audited once."""
    folder = site_folder(tmp_path_factory.mktemp("audited") / "home")
    folder.write("data/standards/.keep", "")
    folder.write("site/index.html", page())
    folder.write("site/form/index.html", page(style="main a:focus { outline: none }", body=LINK))
    folder.write("content/form.md", "# A page\n\nWords to read.\n\n[Without a mark](/a)\n")
    first = audited(folder)
    assert "2 pages, 2 of them opened: 2 faults" in first.output
    assert first.exit_code == PROBLEMS
    return folder


def audited(folder: Folder, *more: str) -> Result:
    where = ("--root", str(folder.path), "--cache", str(folder.path / "cache"))
    return charters("audit", folder.path / "site", *where, *more)


def test_a_page_that_is_what_it_was_is_not_opened_again(folder: Folder) -> None:
    assert "2 pages, 0 of them opened: 2 faults" in audited(folder).output
    folder.write("site/index.html", page(body="<p>More.</p>"))
    assert "2 pages, 1 of them opened: 2 faults" in audited(folder).output


def test_the_record_names_every_page_and_where_each_fault_is(folder: Folder) -> None:
    told = audited(folder).output
    assert "/form/ [1280 px, light; 320 px, light] focus-marked: " in told
    record = json.loads((folder.path / "data/audit.json").read_text("utf-8"))
    assert record["pages"] == ["form/", ""]
    assert {one.page for one in AuditRecord.model_validate(record).faults} == {"form/"}


def test_a_fault_is_told_at_the_line_that_an_editor_wrote_in_every_form(folder: Folder) -> None:
    assert "\nerror    content/form.md:5:2: W001 /form/ [" in f"\n{audited(folder).output}"
    beside = audited(folder, "--format", "github").output
    assert "::error file=content/form.md,line=5,col=2,title=W001 A browser shows" in beside
    log = json.loads(audited(folder, "--format", "sarif").stdout)
    first = log["runs"][0]["results"][0]
    assert (log["version"], first["ruleId"], first["level"]) == ("2.1.0", "W001", "error")
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "content/form.md"},
        "region": {"startLine": 5, "startColumn": 2},
    }


def test_a_fault_of_what_no_editor_wrote_is_told_at_the_page(folder: Folder) -> None:
    (folder.path / "content/form.md").rename(folder.path / "content/other.md")
    told = audited(folder).output
    (folder.path / "content/other.md").rename(folder.path / "content/form.md")
    assert "error    site/form/index.html:4:" in told


def known(until: str, rule: str = "focus-marked*") -> str:
    return f"faults: [{{rule: {rule}, where: form/*, reason: A new form comes., owner: Web team, until: {until}}}]\n"


@pytest.mark.parametrize(
    ("faults", "code", "said"),
    [
        (known("2090-01-01"), CLEAN, "0 faults, 2 known faults"),
        (
            known("2020-01-01"),
            PROBLEMS,
            "known-faults.yml:1:10: W003 the known fault focus-marked* at form/* was to be mended by 2020-01-01",
        ),
        (
            known("2090-01-01", "reflow"),
            PROBLEMS,
            "W003 no page has the known fault reflow at form/*",
        ),
        (known("soon"), CANNOT_RUN, "known-faults.yml:1:"),
    ],
)
def test_a_known_fault_is_let_pass_until_its_day_and_as_long_as_it_is_there(
    folder: Folder, faults: str, code: int, said: str
) -> None:
    folder.write("data/known-faults.yml", faults)
    done = audited(folder)
    (folder.path / "data/known-faults.yml").unlink()
    assert said in done.output
    assert done.exit_code == code


def test_without_a_browser_one_line_says_what_to_install(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "_PACKAGES", ("no_such_package",))
    done = audited(folder)
    assert (done.exit_code, done.output.strip().count("\n")) == (CANNOT_RUN, 0)
    assert "pip install 'mkdocs-charters[audit]'" in done.output
