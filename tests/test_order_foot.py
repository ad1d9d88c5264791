"""The foot of each plan: every item with its evidence linked; what to add stands on a page for editors."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from charters.publishing.say.speech import Said, speech_for
from charters.publishing.views.order import MOST_OF_A_CHECK, CheckRow, check_groups
from charters.rules import framework

FILES = ("agency.yml", "standards.yml", "results.csv", "benchmarks.yml", "surveys.yml", "content/")
COMPILED = ("tide-office", "bridge-board")


@pytest.fixture(scope="module")
def rows(built_site: Path) -> dict[str, list[LexborNode]]:
    """Return the rows of the foot of each agency's plan."""
    found = {}
    for plan in sorted((built_site / "agencies").glob("*/index.html")):
        tree = LexborHTMLParser(plan.read_text(encoding="utf-8"))
        if tree.css("meta[http-equiv=refresh]"):
            continue  # the address that an agency had before
        found[plan.parent.name] = tree.css("h3#order ~ table tbody tr")
    return found


NOWHERE = ("nowhere yet", "not found in the documents used")
WITHOUT_EVIDENCE = {
    **dict.fromkeys(("partial", "out of date", "contradictory"), "nothing in full"),
    "does not apply": "does not apply",
}


def cells(row: LexborNode) -> list[str]:
    return [cell.text(strip=True) for cell in row.css("th, td")]


def test_every_item_of_the_order_has_a_row_at_every_agency(
    rows: dict[str, list[LexborNode]],
) -> None:
    assert len(rows) > 1
    assert {len(found) for found in rows.values()} == {len(framework().clauses)}


def test_what_to_add_and_in_which_file_is_said_to_editors_on_their_page_alone(
    built_site: Path, rows: dict[str, list[LexborNode]]
) -> None:
    steps = list[str]()
    for agency in rows:
        plan, order = (
            LexborHTMLParser((built_site / at / agency / "index.html").read_text("utf-8"))
            for at in ("agencies", "order")
        )
        steps += [step.text() for step in order.css("#next-steps li")]
        (said,) = (main.text() for main in plan.css("#content"))
        assert [file for file in FILES if file in said] == []
        assert plan.css(f"a[href$='order/{agency}/']")
    assert [words for words in steps if not any(file in words for file in FILES)] == []
    assert len(steps) > len(rows)


def test_nothing_on_a_plan_is_so_wide_that_the_list_of_its_parts_covers_it(
    built_site: Path, rows: dict[str, list[LexborNode]]
) -> None:
    plans = [(built_site / "agencies" / one / "index.html").read_text("utf-8") for one in rows]
    assert any("ch-contents" in plan for plan in plans)
    assert [plan for plan in plans if "ch-wide" in plan] == []


def test_every_row_with_evidence_links_to_it_by_words_that_lead_to_one_place(
    rows: dict[str, list[LexborNode]],
) -> None:
    for found in rows.values():
        for row in found:
            links = [(a.text(), a.attributes["href"]) for a in row.css("td a")]
            assert links or cells(row)[2] in {*WITHOUT_EVIDENCE.values(), *NOWHERE}
            assert len({words for words, _ in links}) == len({to for _, to in links})


def test_evidence_in_a_part_of_a_plan_is_called_as_that_part_is(built_site: Path) -> None:
    called = set()
    for plan in (built_site / "agencies").glob("*/index.html"):
        tree = LexborHTMLParser(plan.read_text(encoding="utf-8"))
        heads = {head.attributes["id"]: head.text(strip=True) for head in tree.css("h2[id$='-h']")}
        for link in tree.css("h3#order ~ table td a[href^='#']"):
            part = f"{(link.attributes['href'] or '#')[1:]}-h"
            if part in heads:
                called.add(part)
                assert link.text(strip=True) == heads[part]
    assert {"complain-h", "channels-h", "surveys-h"} <= called


def test_a_row_without_evidence_says_only_what_its_state_says(
    rows: dict[str, list[LexborNode]],
) -> None:
    without = [
        (agency, row.css("td .ch-state")[0].text(strip=True), cells(row)[2])
        for agency, found in rows.items()
        for row in found
        if not row.css("td a")
    ]
    for agency, state, said in without:
        assert said == WITHOUT_EVIDENCE.get(state, NOWHERE[agency in COMPILED])
    assert {state for _, state, _ in without} >= {"partial", "does not apply"}


@pytest.mark.parametrize(("language", "count"), [("en", "1,234"), ("fr", "1\u202f234")])
def test_findings_that_are_not_listed_are_counted_as_the_language_writes_numbers(
    language: str, count: str
) -> None:
    row = CheckRow("C14", "contradictory", "", "", Said(""), Said(""), (), None)
    rows = [row] * (1234 + MOST_OF_A_CHECK)
    (group,) = check_groups(speech_for(language), rows)
    (whole,) = check_groups(speech_for(language), rows[:MOST_OF_A_CHECK])
    assert (group.left.partition(" ")[0], whole.left) == (count, "")
