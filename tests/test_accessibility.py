"""The page on accessibility says what was done to this site, and nothing that nobody recorded."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from builders import MKDOCS_YML, build, csv_row, site_folder
from charters.problems import rules

GOOD = """\
services:
  - {id: phone, name: Phone help, summary: Call us to ask.}
standards:
  - id: calls
    service: phone
    type: waiting
    promise: We answer your call within 60 seconds.
    limit: 60 seconds
    measure: {shape: share-within-limit, of: calls}
    target: 90%
    reported: yearly
    introduced: 2024-01-01
"""
PUBLISHER = 'publisher: {name: Testers, contact: "mailto:web@example.org"}'
CHECK = "{date: 2026-05-04, by: Two readers, what: Every page with a screen reader., found: None.}"


def built(path: Path, options: str, agency: str = "kind: executive") -> dict[str, str]:
    """Return the words of each page of a site with these options."""
    config = re.sub(r"- charters: .*", f"- charters: {{as_of: 2026-06-30, {options}}}", MKDOCS_YML)
    folder = site_folder(path, config)
    folder.agency(
        "ssa",
        GOOD,
        csv_row("calls", "2025", 850, 1000),
        agency=f"name: Harbor\n{agency}\nserves: We serve everyone.\n",
    )
    build(path, path / "out")
    pages = (path / "out").rglob("index.html")
    return {page.parent.relative_to(path / "out").as_posix(): words_of(page) for page in pages}


def words_of(page: Path) -> str:
    body = page.read_text(encoding="utf-8").partition("<body")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built(tmp_path_factory.mktemp("plain"), PUBLISHER)


def test_a_site_without_other_checks_says_so_and_claims_none(pages: dict[str, str]) -> None:
    said = pages["accessibility"]
    assert "No other check of this site is recorded." in said
    assert not re.search(r"\baxe\b|browser|WCAG 2\.2|complian|no fault found", said)


def test_a_check_of_the_site_is_told_with_its_day_and_who_made_it(tmp_path: Path) -> None:
    said = built(tmp_path, f"{PUBLISHER}, audits: [{CHECK}]")["accessibility"]
    assert "May 4, 2026, Two readers: Every page with a screen reader. None." in said
    assert "No other check of this site is recorded." not in said


def test_only_rules_that_finished_pages_are_held_to_stand_there(pages: dict[str, str]) -> None:
    said = pages["accessibility"]
    named = {code for code, rule in rules().items() if f"{rule.title} {rule.why}" in said}
    assert named == {code for code in rules() if code[0] == "S" and code[1:].isdecimal()} - {
        "S010",
        "S049",
    }


def test_links_to_other_sites_are_said_not_to_be_followed(pages: dict[str, str]) -> None:
    assert "links to other sites are not" in pages["accessibility"]


def test_every_page_says_who_runs_the_site_and_where_to_report(pages: dict[str, str]) -> None:
    assert len(pages) > 10
    for address, said in pages.items():
        if not address.startswith(("poster/", "embed/")):  # They lead to a page that says it.
            assert "This site is run by Testers. Report a problem with this site" in said
    assert "Report a problem to web@example.org" in pages["accessibility"]


def test_a_site_that_names_nobody_says_that_nobody_is_recorded(tmp_path: Path) -> None:
    pages = built(tmp_path, "notice: Under test.")
    assert "Who runs this site is not recorded." in pages["accessibility"]
    assert not any("This site is run by" in said for said in pages.values())


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("executive", None),
        ("independent", "Executive Order 12862 asks it to follow the order; it does not bind it."),
        ("other", "this agency is not held by it."),
    ],
)
def test_the_order_is_said_to_bind_no_agency_that_it_does_not_bind(
    tmp_path: Path, kind: str, sentence: str | None
) -> None:
    said = built(tmp_path, PUBLISHER, f"kind: {kind}")
    told = [one for one in ("does not bind it.", "not held by it.") if one in said["agencies/ssa"]]
    assert len(told) == (0 if sentence is None else 1)
    assert sentence is None or sentence in said["agencies/ssa"]
    if kind != "executive":
        assert not any(re.search(r"order binds", page) for page in said.values())
