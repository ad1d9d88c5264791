"""What script adds to a page that is complete without it: finding, sorting, searching."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def promises(page: Page) -> list[str]:
    """Return the promises that the table shows, in its order."""
    return page.locator("table.ch-table tbody tr:visible th").all_inner_texts()


def test_a_word_narrows_the_list_of_promises_and_says_so(visit: Visit) -> None:
    page = visit("promises")
    everything = promises(page)
    word = max(re.findall(r"\w+", everything[-1]), key=len)
    page.get_by_role("searchbox", name="Find a promise").fill(word.upper())
    found = promises(page)
    assert everything[-1] in found
    assert len(found) < len(everything)
    expect(page.get_by_role("status")).to_contain_text(f"{len(found)} of {len(everything)}")


def test_a_word_that_is_nowhere_leaves_nothing_and_says_so(visit: Visit) -> None:
    page = visit("promises")
    page.get_by_role("searchbox", name="Find a promise").fill("qqqqq")
    assert promises(page) == []
    expect(page.get_by_role("status")).to_contain_text("0 of")


def test_a_column_sorts_both_ways_and_says_which(visit: Visit) -> None:
    page = visit("promises")
    head = page.locator("th[data-ch-sort]").filter(has_text="Agency")
    column = head.evaluate("cell => cell.cellIndex")
    cells = page.locator(f"table.ch-table tbody tr > :nth-child({column + 1})")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    rising = cells.all_text_contents()
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    falling = cells.all_text_contents()
    assert rising[0] == falling[-1] != rising[-1]
    assert sorted(rising) == sorted(falling)


def test_without_script_no_field_is_shown_that_would_do_nothing(visit: Visit) -> None:
    for kind in ("home", "promises"):
        page = visit(kind, java_script_enabled=False)
        assert page.locator("input:visible, select:visible").count() == 0


def test_a_search_form_is_shown_only_where_it_can_answer(
    visit: Visit, kinds: dict[str, str]
) -> None:
    page = visit("home")
    form = page.get_by_role("search").last  # The one on the page; the head has another.
    assert bool(form.count()) == ("search" in kinds)
    if form.count():
        form.get_by_role("searchbox").fill("phone")
        form.get_by_role("button").click()
        expect(page.get_by_role("status")).to_contain_text("found")
        expect(page.locator(".ch-results a").first).to_be_visible()
