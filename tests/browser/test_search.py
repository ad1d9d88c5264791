"""The search finds what people type, narrows it, says how many, and works by keyboard and by address."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from builders import CASES, ROOT, Made, book, cases_in, charter
from charters.indexing import Taken, write_index
from charters.publishing.data.findable import Findable

Open = Callable[..., Page]
QUERIES = {
    CASES / "queries.yml": "whole",
    ROOT / "tests/example/queries.yml": "own",
    ROOT / "tests/example/queries_of_others.yml": "own",
}
"""What people type at each site; all but the first leave with the agencies of the example."""
FIRST, SHARE = 3, 0.95
RIVALS = {
    "number": ("Social insurance number", "You need it for employment. " * 2),
    "workshops": ("Workshops of more than ten employees.10 working days", "We look at them."),
    "benefits": ("Benefits of employment insurance for all who lost their work", "We pay. " * 30),
    **{f"jobs-{n}": ("Employers", "Employment with us. " * n) for n in range(1, 6)},
}
"""Pages by name, with title and text: one is about both words, the others more about one of them."""
NAMED = [
    Findable("passport/", "Canadian passport", "You need one abroad."),
    Findable("visa/", "Visas", "Not in a passport."),
    Findable("energy/", "Renewable power", "We renew what runs on coal."),
    Findable("permit/", "Work permit", "For whoever comes here.", {"titled": ("2",)}),
    Findable(
        "pilots/", "Issuing a permit to fly", "Processing time starts with the first day of work."
    ),
]
AT_ONCE = 10


@pytest.fixture
def sought(window: Open, host: str) -> Page:
    page = window(360)
    page.goto(f"{host}search.html")
    return page


def results(page: Page) -> Locator:
    return page.locator(".ch-results a")


def settle(page: Page) -> None:
    """Wait for the answer: what was asked stands in the address before what is found stands below it."""
    expect(page.locator("#ch-results")).to_have_attribute("aria-busy", "false")


def ask(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="Words to look for").fill(words)
    page.get_by_role("searchbox", name="Words to look for").press("Enter")
    settle(page)


def addresses(page: Page, host: str) -> list[str]:
    found: list[str] = results(page).evaluate_all("links => links.map(({href}) => href)")
    return [one.removeprefix(host) for one in found]


def answers(address: str, wanted: str) -> bool:
    """Return whether an address is a page that is wanted, and the place of it if one is named."""
    place, at = urlsplit(wanted), urlsplit(f"/{address}")
    folder = place.path if wanted.startswith("/") else f"/agencies/{place.path}"
    return at.path == f"{folder}/" and place.fragment in ("", at.fragment)


@pytest.mark.parametrize("file", [file for file in QUERIES if file.is_file()])
def test_what_people_type_leads_to_the_page_that_answers_it(
    window: Open, serve: Any, request: pytest.FixtureRequest, file: Path
) -> None:
    made: Made = request.getfixturevalue(QUERIES[file])
    asked: list[Mapping[str, Any]] = cases_in(file)
    lost = {}
    with serve(made.site) as host:
        page = window()
        page.goto(f"{host}search.html")
        for one in asked:
            ask(page, one["type"])
            first = addresses(page, host)[:FIRST]
            if not any(answers(found, wanted) for found in first for wanted in one["finds"]):
                lost[one["type"]] = first
    assert len(lost) <= len(asked) * (1 - SHARE) + 1e-9, lost


def test_a_name_and_its_abbreviation_find_the_same_agency(sought: Page, host: str) -> None:
    found = []
    for words in ("FBB", "bridge board"):
        ask(sought, words)
        found.append(addresses(sought, host)[0])
    assert found == ["agencies/bridge-board/", "agencies/bridge-board/"]


@pytest.fixture
def bare(site: Path, tmp_path: Path) -> Path:
    """The page for searching, in a folder without anything to find."""
    shutil.copytree(site / "assets", tmp_path / "assets")
    shutil.copy(site / "search.html", tmp_path)
    return tmp_path


def first_found(window: Open, host: str, words: str) -> str:
    page = window()
    page.goto(f"{host}search.html")
    ask(page, words)
    return addresses(page, host)[0]


@pytest.mark.parametrize(
    ("words", "first"),
    [("passport renewal", "passport/"), ("work permit processing time", "permit/")],
)
def test_a_thing_that_is_named_comes_before_what_is_done_with_it(
    window: Open, bare: Path, serve: Any, words: str, first: str
) -> None:
    taken = Taken()
    others = [Findable(f"{nth}/", f"Office {nth}", "Processing time: 2 days.") for nth in range(20)]
    taken.add([*NAMED, *others])
    write_index(bare, {}, taken, book(charter([])))
    with serve(bare) as host:
        assert first_found(window, host, words) == first


def test_a_title_with_every_word_comes_before_titles_with_one(
    window: Open, bare: Path, serve: Any
) -> None:
    for name, (title, said) in RIVALS.items():
        (bare / name).mkdir()
        (bare / name / "index.html").write_text(
            f'<main id="content"><h1>{title}</h1><p>{said}</p></main>', "utf-8"
        )
    write_index(bare, {f"{name}/": title for name, (title, _said) in RIVALS.items()})
    with serve(bare) as host:
        assert first_found(window, host, "employment insurance") == "benefits/"


@pytest.mark.parametrize("words", ["queues", "FBB", "missed", "bridge queue", "zztoldzz1"])
def test_the_record_of_what_words_mean_is_nothing_to_be_found_itself(
    sought: Page, host: str, words: str
) -> None:
    ask(sought, words)
    more = sought.get_by_role("button", name="More results")
    while more.is_visible():
        count = results(sought).count()
        more.click()
        expect(results(sought).nth(count)).to_be_visible()
    assert [one for one in addresses(sought, host) if not urlsplit(one).path] == []


@pytest.mark.parametrize(("words", "folder"), [("queues", ""), ("FBB", "bridge-board/")])
def test_a_promise_is_found_by_what_it_is_and_by_the_names_of_its_agency(
    sought: Page, host: str, words: str, folder: str
) -> None:
    ask(sought, words)
    sought.get_by_label("Type").select_option("promise")
    settle(sought)
    assert words.casefold() not in " ".join(results(sought).all_inner_texts()).casefold()
    found = addresses(sought, host)
    assert found
    assert [one for one in found if not one.startswith(f"agencies/{folder}")] == []


def test_promises_about_something_are_promises(sought: Page) -> None:
    sought.get_by_label("Type").select_option("waiting")
    settle(sought)
    assert results(sought).count() > 1
    expect(sought.locator(".ch-results .ch-verdict")).to_have_count(results(sought).count())


def test_a_misspelt_word_finds_what_was_meant_and_says_so(sought: Page, host: str) -> None:
    ask(sought, "borow a lantren")
    expect(sought.get_by_role("status")).to_contain_text("Looked for: borrow lantern.")
    assert addresses(sought, host)[0].startswith("agencies/lantern-office/loans/")


def test_a_promise_is_a_result_with_its_verdict_in_a_word_and_a_mark(
    sought: Page, host: str
) -> None:
    ask(sought, "we mend your clock")
    first = sought.locator(".ch-results li").first
    expect(first.get_by_role("link")).to_have_text("We mend your clock within 20 business days.")
    verdict = first.locator(".ch-verdict")
    expect(verdict.locator("svg")).to_be_visible()
    said = verdict.inner_text().strip()
    first.get_by_role("link").click()
    expect(sought.locator(".ch-promise .ch-verdict").first).to_have_text(re.compile(said[:6]))


def test_results_are_narrowed_by_agency_verdict_and_type(sought: Page, host: str) -> None:
    ask(sought, "call")
    everything = len(addresses(sought, host))
    sought.get_by_label("Agency").select_option("tide-office")
    expect(sought).to_have_url(re.compile("agency=tide-office"))
    sought.get_by_label("Type").select_option("promise")
    expect(sought).to_have_url(re.compile("type=promise"))
    settle(sought)
    narrowed = addresses(sought, host)
    assert 0 < len(narrowed) < everything
    assert [one for one in narrowed if not one.startswith("agencies/tide-office/")] == []
    sought.get_by_label("Verdict").select_option("missed")
    expect(sought).to_have_url(re.compile("verdict=missed"))
    settle(sought)
    words = sought.locator(".ch-results .ch-verdict").all_inner_texts()
    assert len(words) < len(narrowed)
    assert {word.strip()[:6] for word in words} == {"Missed"}


def test_what_was_asked_stands_in_the_address_and_is_asked_again(sought: Page, host: str) -> None:
    ask(sought, "call")
    sought.get_by_label("Type").select_option("promise")
    expect(sought).to_have_url(f"{host}search.html?q=call&type=promise")
    settle(sought)
    first = addresses(sought, host)
    sought.reload()
    expect(results(sought).first).to_be_visible()
    settle(sought)
    assert addresses(sought, host) == first


def test_a_word_that_is_nowhere_finds_nothing_and_says_so(sought: Page) -> None:
    ask(sought, "xylophonistically")
    expect(sought.get_by_role("status")).to_have_text("Nothing found. Try fewer or other words.")
    expect(results(sought)).to_have_count(0)


def test_more_results_are_shown_when_asked_for_and_take_the_focus(sought: Page) -> None:
    ask(sought, "call")
    expect(results(sought)).to_have_count(AT_ONCE)
    sought.get_by_role("button", name="More results").press("Enter")
    expect(results(sought).nth(AT_ONCE)).to_be_focused()


def test_a_query_takes_less_than_300_kb_and_no_word_that_begins_with_other_letters(
    browser: Browser, host: str
) -> None:
    page = browser.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.goto(f"{host}search.html?q=phone+wait")
    expect(page.get_by_role("status")).to_contain_text("found")
    page.wait_for_load_state("networkidle")
    page.close()
    assert 100_000 < sum(sizes.values()) < 300_000
    asked = sorted(one.partition("/words/")[2] for one in sizes if "/words/" in one)
    assert asked == [f"{ord(letter)}.pack" for letter in "pw"]


@pytest.mark.parametrize("words", ["", "?q=call"])
def test_where_no_program_may_run_the_page_says_so_and_lists_everything(
    window: Open, strict_host: str, words: str
) -> None:
    page = window(360)
    page.goto(f"{strict_host}search.html{words}")
    expect(page.get_by_role("alert")).to_contain_text("The search does not work here")
    expect(page.get_by_role("search")).to_be_hidden()
    for name in ("FBB", "Repairs"):
        expect(page.locator("#ch-lists").get_by_role("link", name=name)).to_be_visible()


def test_without_a_script_every_service_is_listed_from_a_to_z(window: Open, host: str) -> None:
    page = window(java_script_enabled=False)
    page.goto(f"{host}search.html")
    page.get_by_role("link", name="All services, A to Z").click()
    names = page.locator("section[aria-labelledby=list-h] > ul a").all_inner_texts()
    assert "Repairs" in names
    assert names == sorted(names, key=str.casefold)
