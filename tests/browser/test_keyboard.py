"""Everything works by keyboard alone, also at 320 px (WCAG 2.1.1, 2.1.4, 2.4.3, 2.4.7)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

Visit = Callable[..., Page]


# What the focus is on: whether it can be seen, and what tells it apart.
FOCUS = """() => {
  const clipped = (one) => one && (getComputedStyle(one).clipPath !== "none" || clipped(one.parentElement));
  const focused = document.activeElement;
  const box = focused.getBoundingClientRect();
  const style = getComputedStyle(focused);
  return {
    tag: focused.tagName,
    text: (focused.innerText ?? "").trim().slice(0, 60),
    seen: focused.checkVisibility({visibilityProperty: true}) && box.width > 1 && box.height > 1
      && !clipped(focused),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inMenu: Boolean(focused.closest("#ch-menu")),
  };
}"""
MOST_STOPS = 2000
Walked = dict[tuple[str, int], list[dict[str, Any]]]


def menu_button(page: Page) -> Locator:
    return page.get_by_role("button", name="Menu", exact=True)


def tab_to(page: Page, target: Locator) -> None:
    for _ in range(20):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("20 presses of Tab do not reach it")


def walk(page: Page) -> list[dict[str, Any]]:
    """Press Tab through the whole page and return every stop on the way."""
    stops: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] == "BODY":
            return stops
        stops.append(stop)
    pytest.fail("the walk does not end: the page holds the focus")


@pytest.fixture(scope="module")
def walked() -> Walked:
    """Keep the stops of a page that was walked through: more than one test asks for them."""
    return {}


def walk_once(visit: Visit, walked: Walked, kind: str, width: int) -> list[dict[str, Any]]:
    if (kind, width) not in walked:
        walked[kind, width] = walk(visit(kind, width=width))
    return walked[kind, width]


def test_the_menu_opens_and_closes_by_keyboard_on_a_phone(visit: Visit) -> None:
    page = visit("plan", width=320)
    links = page.get_by_role("navigation", name="Main").get_by_role("link")
    expect(links.first).to_be_hidden()
    tab_to(page, menu_button(page))
    page.keyboard.press("Enter")
    expect(links.first).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["inMenu"]
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    expect(menu_button(page)).to_be_focused()


def test_the_close_button_gives_the_focus_back(visit: Visit) -> None:
    page = visit("home", width=320)
    tab_to(page, menu_button(page))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Close"))
    page.keyboard.press("Space")
    expect(menu_button(page)).to_be_focused()


def test_leaving_the_menu_closes_it_so_that_it_covers_no_focus(visit: Visit) -> None:
    page = visit("plan", width=320)
    tab_to(page, menu_button(page))
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if not page.evaluate(FOCUS)["inMenu"]:
            break
    expect(page.locator("#ch-menu")).to_be_hidden()


def test_on_a_wide_screen_the_menu_is_simply_there(visit: Visit) -> None:
    page = visit("home")
    expect(menu_button(page)).to_be_hidden()
    expect(page.get_by_role("navigation", name="Main").get_by_role("link").first).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("kind", ["home", "plan", "service", "promises", "complaints"])
def test_every_stop_of_the_tab_key_is_seen_and_marked(
    visit: Visit, walked: Walked, kind: str, width: int
) -> None:
    stops = walk_once(visit, walked, kind, width)
    assert len(stops) > 5
    assert not [stop for stop in stops if not stop["seen"] or not stop["ring"]]


@pytest.mark.parametrize("kind", ["home", "plan"])
def test_the_closed_menu_holds_no_stop(visit: Visit, walked: Walked, kind: str) -> None:
    stops = walk_once(visit, walked, kind, 320)
    assert stops
    assert not [stop for stop in stops if stop["inMenu"]]


@pytest.mark.parametrize("kind", ["home", "plan", "not found"])
def test_the_first_stop_skips_to_the_content(visit: Visit, kind: str) -> None:
    page = visit(kind, width=320)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["text"] == "Skip to content"
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_no_single_letter_does_anything(visit: Visit) -> None:
    page = visit("service")
    before = (page.url, page.evaluate(FOCUS), page.evaluate("window.scrollY"))
    for key in ("n", "p", "f", "s", ".", ",", "/"):
        page.keyboard.press(key)
    assert (page.url, page.evaluate(FOCUS), page.evaluate("window.scrollY")) == before


def test_answers_open_by_keyboard(visit: Visit) -> None:
    page = visit("service", width=320)
    answer = page.locator("details.ch-more").first
    answer.locator("summary").focus()
    page.keyboard.press("Enter")
    assert answer.evaluate("box => box.open")


def test_wide_tables_scroll_by_keyboard(visit: Visit) -> None:
    page = visit("service", width=320)
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    boxes = page.locator(".ch-scroll")
    assert boxes.count()
    for box in boxes.all():
        assert box.get_attribute("tabindex") == "0"
        expect(box).to_have_role("group")
        expect(box).to_have_accessible_name(re.compile(r"\S"))


def press_until(page: Page, address: str) -> None:
    """Press Tab until the focus is on a link that leads to an address like this, and follow it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        leads = page.evaluate(
            "document.activeElement.closest('main') && document.activeElement.href"
        )
        if re.search(address, leads or ""):
            assert page.evaluate(FOCUS)["seen"]
            page.keyboard.press("Enter")
            expect(page).to_have_url(re.compile(address))
            return
    pytest.fail(f"60 presses of Tab do not reach {address}")


@pytest.mark.parametrize("width", [1280, 320])
def test_a_service_is_found_from_home_by_keyboard_alone(visit: Visit, width: int) -> None:
    page = visit("home", width=width)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    press_until(page, r"/agencies/[\w-]+/$")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    press_until(page, r"/agencies/[\w-]+/[\w-]+/(#[\w-]+)?$")
    expect(page.locator(".ch-promise__text").first).to_be_visible()
