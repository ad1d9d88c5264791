"""Everybody can read it: without script, on a phone, in print, in their own colors (design 5.2)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

Open = Callable[..., Page]
Visit = Callable[..., Page]
Restyle = Callable[[Page, str], None]
Go = Callable[[Page, str], None]
OwnSite = tuple[Go, dict[str, str]]


# WCAG 1.4.12: a reader's own spacing must not cut off anything.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }"""
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  return style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1
    && style.clipPath === "none" && !element.closest(".ch-scroll, svg")
    && element.checkVisibility();
}).map((element) => element.outerHTML.slice(0, 120))"""
ORDER = """promise => [".ch-promise__text", ".ch-verdict", ".ch-fact", ".ch-counts-line", ".ch-short", ".ch-lately",
  ".ch-pattern", ".ch-more--why", ".ch-promise__links"]
  .map((part) => promise.querySelector(part)).filter(Boolean)
  .every((part, at, parts) => !at
    || parts[at - 1].compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING)"""
LARGEST = """promise => {
  const size = (element) => parseFloat(getComputedStyle(element).fontSize);
  const words = size(promise.querySelector(".ch-promise__text"));
  return [...promise.querySelectorAll("p, summary, a, b, strong")].every((part) =>
    part.closest(".ch-promise__text") || size(part) < words);
}"""
VERDICTS = """verdicts =>
  verdicts.map((one) => [one.querySelectorAll("svg.ch-shape").length, one.textContent])"""
SCREEN_OF_A_PHONE = 640
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


NOT_ON_PAPER = (
    ".ch-nav",
    ".ch-search",
    ".ch-skip",
    ".ch-contents",
    ".ch-edit",
    ".ch-more--editors",
)


def follow(page: Page, selector: str) -> None:
    page.locator(selector).first.click()


def test_a_promise_and_its_verdict_are_found_from_home_without_script(visit: Visit) -> None:
    page = visit("home", width=360, java_script_enabled=False)
    follow(page, "main a[href*='agencies/']")
    promise = page.locator(".ch-promise").first
    expect(promise.locator(".ch-promise__text")).to_be_visible()
    expect(promise.locator(".ch-verdict")).to_be_visible()
    expect(promise.locator(".ch-fact").first).to_be_visible()


def test_the_first_screen_of_a_phone_leads_on_without_script(visit: Visit) -> None:
    page = visit("home", width=360, java_script_enabled=False)
    link = page.locator("main a[href*='agencies/']").first.bounding_box()
    assert link
    assert link["y"] + link["height"] < SCREEN_OF_A_PHONE


@pytest.mark.parametrize("kind", ["home", "plan", "service", "promises"])
def test_the_menu_is_there_without_script(visit: Visit, kind: str) -> None:
    page = visit(kind, width=320, java_script_enabled=False)
    links = page.get_by_role("navigation", name="Main").get_by_role("link")
    assert links.count() > 2
    for link in links.all():
        expect(link).to_be_visible()


@pytest.mark.parametrize("kind", ["plan", "service"])
def test_script_adds_no_word_to_a_promise(visit: Visit, kind: str) -> None:
    with_script = visit(kind).locator(".ch-promise").all_inner_texts()
    without = visit(kind, java_script_enabled=False).locator(".ch-promise").all_inner_texts()
    assert with_script
    assert with_script == without


@pytest.mark.parametrize("kind", ["plan", "service"])
def test_a_promise_reads_in_the_agreed_order_with_its_words_largest(
    visit: Visit, kind: str
) -> None:
    promises = visit(kind, width=360).locator(".ch-promise")
    for asked in (ORDER, LARGEST):
        held = promises.evaluate_all(f"promises => promises.map({asked})")
        assert held
        assert all(held)


def test_every_verdict_is_a_word_with_a_shape(visit: Visit, go: Go, kinds: dict[str, str]) -> None:
    page = visit("home")
    seen = 0
    for address in kinds.values():
        go(page, address)
        for shapes, words in page.locator(".ch-verdict").evaluate_all(VERDICTS):
            seen += 1
            assert shapes == 1
            assert words.strip()
    assert seen > 5


def test_every_chart_has_a_name_a_description_and_a_table(visit: Visit) -> None:
    page = visit("service")
    charts = page.locator("svg.ch-chart")
    assert charts.count()
    for chart in charts.all():
        expect(chart).to_have_role("img")
        assert chart.locator("> title").text_content()
        assert chart.locator("> desc").text_content()
    assert page.locator("table.ch-table").count() >= charts.count()


def test_no_page_scrolls_sideways_on_the_smallest_screen(
    visit: Visit, go: Go, addresses: list[str]
) -> None:
    page = visit("home", width=320)
    too_wide = []
    for address in addresses:
        go(page, address)
        if page.evaluate(SIDEWAYS) > 0:
            too_wide.append(address)
    assert not too_wide


def test_no_page_of_the_site_in_this_repository_scrolls_sideways(
    window: Open, own_site: OwnSite
) -> None:
    go, kinds = own_site
    page = window(320)
    too_wide = []
    for address in kinds.values():
        go(page, address)
        if page.evaluate(SIDEWAYS) > 0:
            too_wide.append(address)
    assert not too_wide


@pytest.mark.parametrize("kind", ["home", "plan", "service", "promises", "complaints"])
def test_wider_spacing_of_text_cuts_off_nothing(
    visit: Visit, add_style: Restyle, kind: str
) -> None:
    page = visit(kind, width=320)
    add_style(page, SPACING)
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CUT_OFF) == []


TWICE = {"fontSizes": {"standard": 32, "fixed": 26}}


def test_text_of_twice_the_size_cuts_off_nothing(
    browser: Browser, go: Go, kinds: dict[str, str]
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.context.new_cdp_session(page).send("Page.setFontSizes", TWICE)
    for kind in ("home", "plan", "service", "promises", "complaints", "order"):
        go(page, kinds[kind])
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        assert page.evaluate(SIDEWAYS) == 0, kind
        assert page.evaluate(CUT_OFF) == [], kind
    page.close()


def test_a_screen_reader_meets_a_promise_in_the_agreed_order(visit: Visit) -> None:
    promise = visit("plan", width=360).locator(".ch-promise").first
    tree = " ".join(
        re.sub(r"[-:\"]|\b(heading|paragraph|link|strong)\b", " ", promise.aria_snapshot()).split()
    )
    parts = [".ch-promise__text", ".ch-verdict strong", ".ch-fact", ".ch-promise__links a"]
    said = [promise.locator(part).first.inner_text() for part in parts]
    words = [" ".join(re.sub(r"[-:\"]", " ", one).split()) for one in said]
    places = [tree.index(one) for one in words]
    assert places == sorted(set(places))


def test_print_shows_promises_and_hides_what_cannot_be_pressed(visit: Visit) -> None:
    page = visit("plan")
    page.emulate_media(media="print")
    for hidden in NOT_ON_PAPER:
        for element in page.locator(hidden).all():
            expect(element).to_be_hidden()
    expect(page.locator(".ch-promise__text").first).to_be_visible()
    expect(page.locator(".ch-verdict").first).to_be_visible()
    expect(page.locator(".ch-complain").first).to_be_visible()


@pytest.mark.parametrize("kind", ["plan", "service"])
def test_print_opens_every_answer(visit: Visit, kind: str) -> None:
    page = visit(kind)
    page.emulate_media(media="print")
    answers = page.locator("details.ch-more:not(.ch-more--editors) > .ch-more__body")
    heights = answers.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert heights
    assert all(height > 0 for height in heights)


def test_print_is_dark_on_white_even_where_the_screen_is_dark(visit: Visit) -> None:
    page = visit("plan", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_dark_needs_no_script(visit: Visit) -> None:
    page = visit("home", color_scheme="dark", java_script_enabled=False)
    color = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    channels = [int(part) for part in re.findall(r"\d+", color)]
    assert max(channels) < 64


@pytest.mark.parametrize(
    ("selector", "paint"),
    [
        (".ch-promise__text", "color"),
        (".ch-verdict", "color"),
        (".ch-shape", "color"),
        (".ch-chart .ch-line", "stroke"),
    ],
)
def test_forced_colors_are_followed(visit: Visit, selector: str, paint: str) -> None:
    page = visit("service", forced_colors="active")
    own = page.locator("body").evaluate("body => getComputedStyle(body).color")
    paints = f"parts => parts.map((one) => getComputedStyle(one).{paint})"
    assert set(page.locator(selector).evaluate_all(paints)) == {own}


def test_every_page_leads_to_the_complaint(visit: Visit, go: Go, kinds: dict[str, str]) -> None:
    page = visit("home", width=320)
    for address in [one for kind, one in kinds.items() if kind not in ("embed", "poster")]:
        go(page, address)
        link = page.get_by_role("contentinfo").get_by_role("link").first
        expect(link).to_be_visible()
        assert "complain" in link.evaluate("element => element.href")
