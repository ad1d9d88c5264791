"""Languages for a reader: the same page in another one without a script, and a search that finds one alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from builders import Made

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def in_languages(languages: Made, serve: Any) -> Iterator[str]:
    with serve(languages.site) as address:
        yield address


def test_the_switch_leads_to_the_same_page_without_a_script(
    window: Open, in_languages: str
) -> None:
    page = window(360, java_script_enabled=False)
    page.goto(f"{in_languages}agencies/tide-office/tide-line/")
    page.get_by_role("link", name="Français").click()
    expect(page).to_have_url(f"{in_languages}fr/agencies/tide-office/tide-line/")
    assert page.locator("html").get_attribute("lang") == "fr"
    expect(page.get_by_role("heading", level=1)).to_have_text("La ligne des marées")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{in_languages}agencies/tide-office/tide-line/")


@pytest.mark.parametrize(
    ("below", "words", "found"),
    [
        ("fr/", "marées", ["fr/agencies/tide-office/tide-line/"]),
        ("", "marées", []),
        ("", "tide line", ["agencies/tide-office/tide-line/"]),
    ],
)
def test_a_search_finds_pages_of_its_language_alone(
    window: Open, in_languages: str, below: str, words: str, found: list[str]
) -> None:
    page = window()
    page.goto(f"{in_languages}{below}search.html?q={words}")
    expect(page.locator("#ch-results")).to_have_attribute("aria-busy", "false")
    addresses = results(page, in_languages)
    assert set(found) <= set(addresses)
    assert {one.startswith("fr/") for one in addresses} <= {below == "fr/"}
    assert not any(one.startswith("es/") for one in addresses)


@pytest.mark.parametrize(
    ("below", "label"), [("", "Verdict: "), ("fr/", "Verdict\u00a0: "), ("es/", "Veredicto: ")]
)
def test_a_stacked_table_sets_its_colons_as_the_language_does(
    window: Open, in_languages: str, below: str, label: str
) -> None:
    page = window(360)
    page.goto(f"{in_languages}{below}promises/")
    said = page.locator("[class*='ch-table--'] td[data-label]").first.evaluate(
        "cell => getComputedStyle(cell, '::before').content"
    )
    assert said == f'"{label}"'


def test_a_result_in_another_language_says_so(window: Open, in_languages: str) -> None:
    page = window()
    page.goto(f"{in_languages}fr/search.html?q=lantern")
    expect(page.locator("#ch-results")).to_have_attribute("aria-busy", "false")
    agency = page.locator("a[href$='fr/agencies/lantern-office/']")
    found = page.locator(".ch-results li", has=agency)
    assert [found.locator(part).get_attribute("lang") for part in ("a", "p span")] == ["en", "en"]
    page.goto(f"{in_languages}fr/search.html?q=marées")
    expect(page.locator("#ch-results")).to_have_attribute("aria-busy", "false")
    assert page.locator(".ch-results a[href$='tide-line/']").first.get_attribute("lang") is None


def results(page: Page, host: str) -> list[str]:
    """Return the addresses that were found, without their places."""
    links: list[str] = page.locator(".ch-results a").evaluate_all(
        "links => links.map(({href}) => href)"
    )
    return [one.removeprefix(host).partition("#")[0] for one in links]
