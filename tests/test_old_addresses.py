"""Old addresses: each leads on in both engines, feeds keep their ids, and what changed shows the move."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest

from builders import book, changes_told, charter, figure, found_in, promise, result
from charters.publishing.data.exports import as_csv, datasets
from charters.publishing.data.feeds import feeds
from charters.publishing.site import site_of
from charters.publishing.views.service import open_promise
from charters.rules.pages.finished import check_site
from sites import each_engine, pages_in
from stories import Town, renamed

OLD = {
    "agencies/ssb/": "agencies/sss/",
    "agencies/ssa/": "agencies/sss/",
    "order/ssb/": "order/sss/",
    "order/ssa/": "order/sss/",
    "agencies/sss/hotline/": "agencies/sss/phone/",
    "agencies/ssa/hotline/": "agencies/sss/phone/",
    "agencies/ssa/phone/": "agencies/sss/phone/",
    "agencies/ssb/hotline/": "agencies/sss/phone/",
    "agencies/ssb/phone/": "agencies/sss/phone/",
    "agencies/irs/lines/": "agencies/sss/phone/",
}


@each_engine
@pytest.mark.parametrize("old", OLD)
def test_an_old_address_leads_on_without_a_script(
    moved: dict[str, Path], engine: str, old: str
) -> None:
    html = (moved[engine] / old / "index.html").read_text(encoding="utf-8")
    (refresh,) = re.findall(r'<noscript><meta http-equiv="refresh" content="0; url=([^"]+)">', html)
    (link,) = re.findall(r'<a href="([^"]+)" data-moved>', html)
    assert [urljoin(f"/{old}", one) for one in (refresh, link)] == [f"/{OLD[old]}"] * 2
    assert f'<link rel="canonical" href="https://charters.example.org/{OLD[old]}">' in html


@each_engine
def test_pages_at_old_addresses_are_as_sound_as_all_others(
    moved: dict[str, Path], engine: str
) -> None:
    assert [str(problem) for problem in check_site(moved[engine])] == []


@each_engine
def test_the_old_place_of_a_promise_and_of_a_figure_is_still_on_the_page(
    moved: dict[str, Path], engine: str
) -> None:
    html = (moved[engine] / "agencies/sss/phone/index.html").read_text(encoding="utf-8")
    assert [f'id="{name}"' in html for name in ("rings", "calls", "queue", "waiting")] == [True] * 4


def test_neither_the_map_of_the_site_nor_its_search_has_old_addresses(
    moved: dict[str, Path],
) -> None:
    map_of_site = (moved["mkdocs"] / "sitemap.xml").read_text(encoding="utf-8")
    found = found_in(moved["mkdocs"])
    assert "agencies/sss/phone/" in found
    assert [old for old in OLD if f"{old}<" in map_of_site or old in found] == []
    assert map_of_site.count("agencies/sss/phone/<") == 1


def test_no_old_address_takes_the_place_of_a_page_of_today(moved: dict[str, Path]) -> None:
    pages = pages_in(moved["plain"])
    leads_on = {f"{old}index.html" for old in OLD}
    assert {name for name, html in pages.items() if "data-moved" in html} == leads_on


def test_entries_of_feeds_keep_the_first_ids_and_the_feed_is_at_its_old_addresses_too() -> None:
    old = charter(
        [promise("rings", reported="yearly")],
        [result("2024", 9, 10, standard="rings")],
        called="ssa",
    )
    calls = promise("calls", reported="yearly", formerly=["rings"])
    new = charter(
        [calls], [result("2024", 9, 10, standard="calls")], called="sss", formerly=["ssa"]
    )

    def entries(text: str) -> list[str]:
        return re.findall("<id>([^<]*)</id>", text)

    before, after = feeds(book(old), "/", "T"), feeds(book(new), "/", "T")
    assert len(entries(before["agencies/ssa/feed.xml"])) > 1
    assert entries(after["agencies/sss/feed.xml"]) == entries(before["agencies/ssa/feed.xml"])
    assert after["agencies/ssa/feed.xml"] == after["agencies/sss/feed.xml"]


def test_a_promise_says_its_own_names_before_and_not_those_of_its_agency() -> None:
    made = [promise("calls", formerly=["rings"]), promise("letters")]
    built = book(charter(made, called="sss", formerly=["ssa"]))
    facts = [open_promise(built, one).facts for one in built.all_standings]
    said = [[fact.said.words for fact in one if fact.label == "Found before at"] for one in facts]
    assert said == [["sss/rings"], []]


def test_the_data_say_where_things_were_before() -> None:
    one = charter(
        [promise("calls", formerly=["rings"])],
        figures=[figure("waiting", formerly=["irs/queue"])],
        called="sss",
        formerly=["ssa"],
    )
    tables = {
        table.name: [*csv.DictReader(as_csv(table).splitlines())] for table in datasets(book(one))
    }
    assert {
        name: tables[name][0]["formerly"]
        for name in ("agencies", "services", "standards", "figures")
    } == {
        "agencies": "ssa",
        "services": "ssa/phone",
        "standards": "ssa/rings sss/rings ssa/calls",
        "figures": "irs/queue ssa/waiting",
    }


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_what_changed_shows_the_moves(tmp_path: Path) -> None:
    town = Town(tmp_path / "site")
    renamed(town)
    town.commit("2025-01-01")
    agency = town.folder / "agency.yml"
    agency.write_text(agency.read_text() + "formerly: [old-river]\n")
    town.commit("2025-02-01")
    pages = site_of(town.book()).pages
    told = [
        (one.day.isoformat(), one.word, one.sentence.words, one.was, one.now)
        for one in changes_told(town.book())
    ]
    assert told == [
        (
            "2025-02-01",
            "moved to another address",
            "Fair River Water Board",
            "agencies/old-river/",
            "agencies/fair-river/",
        ),
        (
            "2025-01-01",
            "moved to another address",
            "We answer your call within 60 seconds.",
            "fair-river/phone-wait",
            "fair-river/wait",
        ),
    ]
    assert not re.search("phone-wait", pages["agencies/fair-river/water.md"].summary())
