"""What script adds to a page that is complete without it: finding, sorting, searching."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
Visit = Callable[..., Page]


def promises(page: Page) -> list[str]:
    """Return the promises that the table shows, in its order."""
    return page.locator("table.ch-table tbody tr:visible th").all_inner_texts()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_word_narrows_the_list_of_promises_and_says_so(visit: Visit, width: int) -> None:
    page = visit("promises", width=width)
    everything = promises(page)
    word = max(re.findall(r"\w+", everything[-1]), key=len)
    page.get_by_role("searchbox", name="Find a promise").press_sequentially(word.upper())
    found = promises(page)
    assert everything[-1] in found
    assert len(found) < len(everything)
    expect(page.get_by_role("status")).to_have_text(
        f"{len(found)} of {len(everything)} promises shown"
    )


def test_a_word_that_is_nowhere_leaves_nothing_and_says_so(visit: Visit) -> None:
    page = visit("promises")
    page.get_by_role("searchbox", name="Find a promise").fill("qqqqq")
    assert promises(page) == []
    expect(page.get_by_role("status")).to_contain_text("0 of")


def test_an_agency_is_found_by_its_short_and_by_its_whole_name(visit: Visit) -> None:
    page = visit("promises", width=360)
    found = []
    for words in ("FBB", "bridge board"):
        page.get_by_role("searchbox", name="Find a promise").fill(words)
        found.append(promises(page))
    assert found[0] == found[1] != []


@pytest.mark.parametrize("width", [1280, 360])
def test_promises_are_narrowed_and_sorted_by_keyboard(visit: Visit, width: int) -> None:
    page = visit("promises", width=width)
    page.get_by_role("combobox", name="Verdict").focus()
    page.keyboard.type("Missed")
    missed = promises(page)
    marks = page.locator("tbody tr:visible .ch-verdict strong").all_inner_texts()
    assert {word.strip() for word in marks} == {"Missed"}
    page.get_by_role("combobox", name="Sort by").focus()
    page.keyboard.type("Promise")
    assert promises(page) == sorted(missed, key=str.casefold) != missed
    expect(page.get_by_role("status")).to_contain_text(f"{len(missed)} of")
    page.get_by_role("link", name="Show all").press("Enter")
    expect(page.get_by_role("combobox", name="Sort by")).to_have_value("")
    assert len(promises(page)) > len(missed)


def test_a_list_of_one_agency_offers_no_choice_that_would_do_nothing(
    window: Open, host: str, site: Path
) -> None:
    lists = sorted(site.glob("promises/of/*/index.html"), key=lambda one: one.stat().st_size)
    page = window()
    page.goto(f"{host}{lists[-1].parent.relative_to(site)}/")
    everything = len(promises(page))
    expect(page.get_by_role("combobox", name="Verdict")).to_be_visible()
    expect(page.get_by_role("combobox", name="Agency")).to_have_count(0)
    assert "Agency, A to Z" not in page.get_by_role("combobox", name="Sort by").inner_text()
    expect(page.get_by_role("link", name="Show all")).to_be_hidden()
    page.get_by_role("searchbox", name="Find a promise").fill(promises(page)[-1])
    assert 0 < len(promises(page)) < everything
    page.get_by_role("link", name="Show all").click()
    assert len(promises(page)) == everything


def test_newest_results_come_first_where_that_is_asked(visit: Visit) -> None:
    page = visit("promises", width=360)
    page.get_by_role("combobox", name="Sort by").select_option("Newest result first")
    days = page.locator("tbody tr").evaluate_all("rows => rows.map(({dataset}) => dataset.ended)")
    assert days[0] > days[-1] == ""
    assert days == sorted(days, reverse=True)


def test_what_is_chosen_stands_in_the_address_and_the_way_back_leads_there(visit: Visit) -> None:
    page = visit("promises", width=360)
    page.get_by_role("combobox", name="Verdict").select_option("missed")
    page.get_by_role("combobox", name="Agency").select_option("tide-office")
    chosen = promises(page)
    expect(page).to_have_url(re.compile(r"/promises/\?verdict=missed&agency=tide-office$"))
    page.reload()
    assert promises(page) == chosen
    page.go_back()
    expect(page).to_have_url(re.compile(r"/promises/\?verdict=missed$"))
    assert len(promises(page)) > len(chosen)
    expect(page.get_by_role("combobox", name="Agency")).to_have_value("")
    page.go_back()
    expect(page.get_by_role("combobox", name="Verdict")).to_have_value("")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_count_leads_to_its_promises_and_to_the_field_that_narrowed_them(
    visit: Visit, width: int
) -> None:
    page = visit("home", width=width)
    page.locator("a[href$='promises/#missed']").first.click()
    verdict = page.get_by_role("combobox", name="Verdict")
    expect(verdict).to_have_value("missed")
    expect(verdict).to_be_in_viewport()
    expect(page.get_by_role("link", name="Show all")).to_be_in_viewport()


def test_without_script_the_list_is_a_plain_table_with_a_place_for_each_verdict(
    visit: Visit,
) -> None:
    page = visit("promises", width=360, java_script_enabled=False)
    page.locator("a[href$='#cannot-be-judged']").first.click()
    expect(page.locator("tr#cannot-be-judged")).to_be_in_viewport()
    rows = page.locator("table.ch-table tbody tr")
    assert rows.count() == rows.filter(visible=True).count() > 0


def test_without_script_no_field_is_shown_that_would_do_nothing(visit: Visit) -> None:
    for kind in ("home", "promises"):
        page = visit(kind, java_script_enabled=False)
        assert page.locator("input:visible, select:visible").count() == 0


def test_without_script_a_list_of_several_pages_has_no_form_for_the_search(visit: Visit) -> None:
    """Lists of one page are all that the sites of the tests have: the form is put in."""
    page = visit("promises", java_script_enabled=False)
    form = '<form class="ch-filter" role="search"><input name="q"></form>'
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", form)
    expect(page.locator("form[role=search]").last).to_be_hidden()


def test_a_search_form_is_shown_only_where_it_can_answer(
    visit: Visit, kinds: dict[str, str]
) -> None:
    page = visit("home")
    form = page.get_by_role("search")
    assert form.count() == (
        "search" in kinds
    )  # One, and so no two that a reader has to tell apart.
    if form.count():
        form.get_by_role("searchbox").fill("phone")
        form.get_by_role("button").click()
        expect(page.get_by_role("status")).to_contain_text("found")
        expect(page.locator(".ch-results a").first).to_be_visible()


MOVED = """() => new Promise(tell => {
    let moved = 0;
    new PerformanceObserver(seen => { for (const one of seen.getEntries()) moved += one.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => tell(moved), 300);
})"""


def test_nothing_moves_when_the_filter_of_promises_appears(visit: Visit) -> None:
    page = visit("promises", width=360)
    expect(page.locator(".ch-filter")).to_be_visible()
    assert page.evaluate(MOVED) == 0


@pytest.mark.parametrize("words", ["phone", "zzqq"])
def test_nothing_moves_when_what_was_found_arrives(visit: Visit, words: str) -> None:
    page = visit("search", width=360)
    page.goto(f"{page.url}?q={words}")
    expect(page.locator("#ch-results")).to_have_attribute("aria-busy", "false")
    assert page.evaluate(MOVED) == 0
