"""axe finds nothing to mend: WCAG 2.2 A and AA and best practices (tools.md 2.1)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, Page

from axe import violations, violations_of_color

Visit = Callable[..., Page]
Restyle = Callable[[Page, str], None]
Go = Callable[[Page, str], None]
OwnSite = tuple[Go, dict[str, str]]


KINDS = [
    "accessibility",
    "agencies",
    "changes",
    "compare",
    "complaints",
    "data",
    "due",
    "embed",
    "home",
    "how-we-judge",
    "not found",
    "one kind side by side",
    "order",
    "order of one agency",
    "plan",
    "poster",
    "promises",
    "rules",
    "search",
    "service",
    "services",
]
MOST_PAGES = 24
PARTS = 4
"""So that two browsers can share the work."""


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Callable[[int], Page]]:
    """Return the one window of a width: to open a fresh one takes as long as to look at most pages.

    A page leaves nothing behind for the next one: the site keeps nothing in a browser.
    """
    opened: list[Page] = []

    @cache
    def of_width(width: int) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
        opened.append(page)
        return page

    yield of_width
    for page in opened:
        page.close()


def test_every_kind_of_page_of_the_site_is_among_the_kinds_tested(kinds: dict[str, str]) -> None:
    assert sorted(kinds) == KINDS


def test_axe_finds_a_planted_fault(visit: Visit) -> None:
    page = visit("home")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x>')")
    assert any("image-alt" in line for line in violations(page, ""))


def test_axe_finds_a_planted_fault_of_color(visit: Visit, add_style: Restyle) -> None:
    page = visit("home", color_scheme="dark")
    add_style(page, "main p { color: #222 !important }")
    assert any("color-contrast" in line for line in violations_of_color(page, ""))


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_page_breaks_a_rule_in_light_or_dark(
    window: Callable[[int], Page], go: Go, kinds: dict[str, str], kind: str, width: int
) -> None:
    page = window(width)
    page.emulate_media(color_scheme="light")
    go(page, kinds[kind])
    assert page.evaluate("innerWidth") == width
    found = violations(page, kinds[kind])
    page.emulate_media(color_scheme="dark")
    found += violations_of_color(page, f"{kinds[kind]} (dark)")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_other_page_of_the_site_breaks_a_rule(
    window: Callable[[int], Page],
    go: Go,
    addresses: list[str],
    kinds: dict[str, str],
    part: int,
) -> None:
    others = sorted(set(addresses) - set(kinds.values()))
    sample = random.Random(12862).sample(others, min(MOST_PAGES, len(others)))  # noqa: S311
    page = window(320)
    page.emulate_media(color_scheme="light")
    found: list[str] = []
    for address in sorted(sample)[part::PARTS]:
        go(page, address)
        found += violations(page, address)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_kind_of_page_of_the_site_in_this_repository_breaks_a_rule(
    window: Callable[[int], Page], own_site: OwnSite, part: int
) -> None:
    go, kinds = own_site
    page = window(320)
    found: list[str] = []
    for address in sorted(kinds.values())[part::PARTS]:
        page.emulate_media(color_scheme="light")
        go(page, address)
        found += violations(page, address)
        page.emulate_media(color_scheme="dark")
        found += violations_of_color(page, f"{address} (dark)")
    assert not found, "\n".join(found)


def test_the_open_menu_breaks_no_rule(visit: Visit) -> None:
    page = visit("home", width=320)
    page.get_by_role("button", name="Menu", exact=True).click()
    assert not violations(page, "")


def test_opened_answers_break_no_rule(visit: Visit) -> None:
    page = visit("service", width=320)
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    assert not violations(page, "service")
