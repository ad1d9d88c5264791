"""The page on accessibility says what was done to this site, and nothing that nobody recorded."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from builders import MKDOCS_YML, build, site_folder, small_site
from charters.model.audited import AuditRecord, Found
from charters.problems import rules
from charters.reading import read
from charters.rules import audit

PUBLISHER = 'publisher: {name: Testers, contact: "mailto:web@example.org"}'
CHECK = "{date: 2026-05-04, by: Two readers, what: Every page with a screen reader., found: None.}"


def built(
    path: Path, options: str, agency: str = "kind: executive", record: AuditRecord | None = None
) -> dict[str, str]:
    """Return the words of each page of a site with these options."""
    config = re.sub(r"- charters: .*", f"- charters: {{as_of: 2026-06-30, {options}}}", MKDOCS_YML)
    who = f"name: Harbor\n{agency}\nserves: We serve everyone.\n"
    folder = small_site(path, config, agency=who)
    if record:
        folder.write("data/audit.json", record.model_dump_json())
        folder.write("data/known-faults.yml", KNOWN)
    build(path, path / "out")
    pages = (path / "out").rglob("index.html")
    return {page.parent.relative_to(path / "out").as_posix(): words_of(page) for page in pages}


RECORD = AuditRecord(
    checked=date(2026, 5, 1),
    program="charters 9.9",
    axe="4.12.1",
    browser="Chromium 156",
    screens=("1280 px, light",),
    checks=("keyboard-trap", "reflow"),
    pages=("", "promises/", "order/"),
    found=(
        Found(rule="list", title="Lists hold items", wcag=("1.3.1",), page="order/"),
        Found(rule="reflow", title="Too wide", wcag=("1.4.10",), page="promises/"),
        Found(rule="color-contrast", title="Contrast", wcag=("1.4.3",), page="", unsure=True),
        Found(rule="region", title="All in landmarks", page="", advice=True),
    ),
)
KNOWN = """\
faults:
  - rule: list
    where: order/
    reason: The list is drawn anew.
    instead: Read it as data.
    owner: Web team
    until: 2026-12-01
"""


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


# ------------------------------------------------------------------------------- the audit


def test_a_site_without_an_audit_says_so(pages: dict[str, str]) -> None:
    assert "Not audited." in pages["accessibility"]


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    run_by = 'publisher: {name: Testers, contact: "mailto:web@example.org", answered_within: Within 5 days, enforced_by: The ombudsman.}'
    home = tmp_path_factory.mktemp("audited")
    return built(home, f"{run_by}, statement: eu, audits: [{OLD}]", record=RECORD)


OLD = CHECK.replace("2026-05-04", "2025-05-04")


@pytest.mark.parametrize(
    ("options", "audited", "said"),
    [
        (f"audits: [{CHECK}]", True, None),
        ("notice: Under test.", False, None),
        (
            f"audits: [{OLD}]",
            False,
            "mkdocs.yml:7:35: Y057 the last check of this site by hand was on May 4, 2025, too long ago",
        ),
        (
            "notice: Under test.",
            True,
            "mkdocs.yml:7:15: Y057 no check of this site by hand is recorded, only what a program found",
        ),
    ],
)
def test_a_check_by_hand_is_asked_for_after_a_year_and_beside_an_audit(
    tmp_path: Path, options: str, said: str | None, *, audited: bool
) -> None:
    options = f"as_of: 2026-06-30, {options}"
    folder = site_folder(tmp_path, re.sub(r"(?<=- charters: ).*", f"{{{options}}}", MKDOCS_YML))
    folder.write("data/standards/.keep", "")
    if audited:
        folder.write("data/audit.json", RECORD.model_dump_json())
    found = [str(one) for one in audit(*read(tmp_path)).problems if one.code == "Y057"]
    assert [one.partition(";")[0] for one in found] == ([said] if said else [])


@pytest.mark.parametrize(
    "words",
    [
        "On May 1, 2026 a program opened 3 pages of this site in a browser (Chromium 156)",
        "held them against WCAG 2.2 AA with axe 4.12.1 and with the checks below (charters 9.9)",
        "Rules that are broken: 2, on 2 of 3 pages.",
        "Not met: Lists hold items (WCAG criterion 1.3.1)",
        "Why it is not mended yet The list is drawn anew.",
        "A way round it Read it as data.",
        "To be mended by December 1, 2026",
        "pieces of advice that no criterion of WCAG asks for are not followed: 1.",
        "The program could not tell, and a person has to look: rules 1, on 1 pages.",
        "The last of these was more than a year ago: a new one is due.",
        "When somebody answers Within 5 days",
        "Whoever runs this site holds it against WCAG 2.2, level AA.",
    ],
)
def test_the_page_tells_what_the_audit_of_this_site_found(
    audited: dict[str, str], words: str
) -> None:
    assert words in audited["accessibility"]


def test_the_statement_of_the_european_union_has_its_parts_in_its_order(
    audited: dict[str, str],
) -> None:
    said = audited["accessibility"].partition("Accessibility What was checked")[2]
    parts = ("Conformance status", "Content that does not work", "Preparation of this statement")
    after = ("Feedback and contact information", "Enforcement procedure The ombudsman.")
    places = [said.index(part) for part in (*parts, *after)]
    assert places == sorted(places)


def test_what_the_audit_found_stands_with_the_order_too(audited: dict[str, str]) -> None:
    said = "The audit of May 1, 2026 found faults on 2 of 3 pages of this site."
    assert said in audited["order/ssa"]
