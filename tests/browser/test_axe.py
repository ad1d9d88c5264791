"""axe finds nothing to mend: WCAG 2.2 A and AA and best practices (tools.md 2.1)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

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
PHONE, DESK = ViewportSize(width=320, height=800), ViewportSize(width=1280, height=800)
PARTS = 4
"""So that two browsers can share the work."""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """Return one window: to open a fresh one takes as long as to look at most pages.

    A page leaves nothing behind for the next one: the site keeps nothing in a browser.
    """
    page = browser.new_page(viewport=PHONE, reduced_motion="reduce")
    yield page
    page.close()


def test_every_kind_of_page_of_the_site_is_among_the_kinds_tested(kinds: dict[str, str]) -> None:
    assert sorted(kinds) == KINDS


def test_axe_finds_a_planted_fault(visit: Visit) -> None:
    page = visit("home")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x>')")
    assert any("image-alt" in line for line in violations(page, ""))


@pytest.mark.parametrize("which", ["p", "li:last-child"])
def test_axe_finds_a_planted_fault_of_color(visit: Visit, add_style: Restyle, which: str) -> None:
    """Also where one alone of many that look the same has another color."""
    page = visit("home", color_scheme="dark")
    add_style(page, f"main {which}, main {which} * {{ color: #222 !important }}")
    assert any("color-contrast" in line for line in violations_of_color(page, ""))


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_page_breaks_a_rule_in_light_or_dark(
    phone: Page, go: Go, kinds: dict[str, str], kind: str
) -> None:
    """Opened narrow and then made wide: a list of contents opens then, and no script asks more about the width."""
    phone.set_viewport_size(PHONE)
    go(phone, kinds[kind])
    found: list[str] = []
    for size in (PHONE, DESK):
        phone.set_viewport_size(size)
        assert phone.evaluate("innerWidth") == size["width"]
        found += in_light_and_dark(phone, f"{kinds[kind]} ({size['width']} px)")
    phone.set_viewport_size(PHONE)
    assert not found, "\n".join(found)


def in_light_and_dark(page: Page, address: str) -> list[str]:
    page.emulate_media(color_scheme="light")
    found = violations(page, address)
    page.emulate_media(color_scheme="dark")
    return found + violations_of_color(page, f"{address} (dark)")


@pytest.mark.parametrize("part", range(PARTS))
def test_no_other_page_of_the_site_breaks_a_rule(
    phone: Page,
    go: Go,
    addresses: list[str],
    kinds: dict[str, str],
    part: int,
) -> None:
    others = sorted(set(addresses) - set(kinds.values()))
    sample = random.Random(12862).sample(others, min(MOST_PAGES, len(others)))  # noqa: S311
    phone.emulate_media(color_scheme="light")
    found: list[str] = []
    for address in sorted(sample)[part::PARTS]:
        go(phone, address)
        found += violations(phone, address)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_kind_of_page_of_the_site_in_this_repository_breaks_a_rule(
    phone: Page, own_site: OwnSite, part: int
) -> None:
    go, kinds = own_site
    found: list[str] = []
    for address in sorted(kinds.values())[part::PARTS]:
        phone.emulate_media(color_scheme="light")
        go(phone, address)
        found += in_light_and_dark(phone, address)
    assert not found, "\n".join(found)


def test_the_open_menu_breaks_no_rule(visit: Visit) -> None:
    page = visit("home", width=320)
    page.get_by_role("button", name="Menu", exact=True).click()
    assert not violations(page, "")


def test_opened_answers_break_no_rule(visit: Visit) -> None:
    page = visit("service", width=320)
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    assert not violations(page, "service")
