"""A plan is read in a minute: few screens of a phone, everything else one line that unfolds or leads on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from builders import Made, there

Open = Callable[..., Page]
Visit = Callable[..., Page]
Go = Callable[[Page, str], None]

SCREEN = 800
MOST_SCREENS = 6
PLAN = re.compile(r"agencies/[^/]+/$")
HEIGHT = "document.documentElement.scrollHeight"
PARTS = ("channels", "compare", "surveys", "staff", "customers", "next", "about")


def screens(page: Page, go: Go, plans: list[str]) -> dict[str, float]:
    found = {}
    for address in plans:
        go(page, address)
        found[address] = page.evaluate(HEIGHT) / SCREEN
    assert found
    return found


def test_no_plan_is_longer_than_six_screens_of_a_phone_before_anything_is_unfolded(
    visit: Visit, go: Go, addresses: list[str]
) -> None:
    page = visit("home", width=360)
    found = screens(page, go, [one for one in addresses if PLAN.search(one)])
    assert {address: n for address, n in found.items() if n > MOST_SCREENS} == {}


def test_no_plan_of_the_site_in_this_repository_is_longer_either(
    window: Open, own: Made, own_site: tuple[Go, dict[str, str]]
) -> None:
    go, kinds = own_site
    page = window(360)
    below = kinds["plan"].partition("agencies/")[0]
    plans = [f"{below}agencies/{path.name}/" for path in folders(own.site / "agencies")]
    found = screens(page, go, plans)
    assert {address: n for address, n in found.items() if n > MOST_SCREENS} == {}


def folders(path: Path) -> list[Path]:
    return [one for one in sorted(path.iterdir()) if one.is_dir()]


def test_a_link_to_a_part_that_is_folded_unfolds_it_without_script(
    visit: Visit, go: Go, kinds: dict[str, str]
) -> None:
    page = visit("plan", width=360, java_script_enabled=False)
    for part in PARTS:
        expect(page.locator(f"#{part}")).to_be_hidden()
    for part in PARTS:
        go(page, kinds["home"])
        go(page, f"{kinds['plan']}#{part}")
        expect(page.locator(f"#{part}")).to_be_visible()


def test_whether_a_promise_was_made_weaker_lately_is_answered_on_the_first_screen(
    visit: Visit,
) -> None:
    page = visit("changes", width=360, java_script_enabled=False)
    answer, last = page.locator(".ch-lede"), page.locator(".ch-head .ch-dated li").first
    expect(answer).to_contain_text("made weaker")
    for shown in (answer, last):
        box = there(shown.bounding_box())
        assert box["y"] + box["height"] <= SCREEN


PLACES = """row => [...row.cells].map(cell => Math.round(cell.getBoundingClientRect().left))"""


@pytest.mark.parametrize("width", [320, 360])
def test_on_a_phone_a_table_of_results_stands_as_its_head_and_moves_in_no_box(
    visit: Visit, width: int
) -> None:
    page = visit("service", width=width)
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    tables = page.locator(".ch-scroll > .ch-table")
    assert tables.count()
    for table in tables.all():
        assert (
            table.evaluate(
                "({parentNode: {scrollWidth, clientWidth}}) => scrollWidth - clientWidth"
            )
            == 0
        )
        head, *rows = [row.evaluate(PLACES) for row in table.get_by_role("row").all()]
        assert len(set(head)) == 2
        assert rows == [head] * len(rows) != []
        assert table.get_by_role("columnheader").count() == len(head)
        assert table.get_by_role("rowheader").count() == len(rows)


TOP = "one => one.getBoundingClientRect().top"


def test_the_mark_of_a_verdict_stays_beside_its_word_and_both_beside_their_label(
    visit: Visit,
) -> None:
    crowd = """([cells, long]) => document.querySelectorAll(cells)
        .forEach(one => { one.textContent = long; })"""
    long = "Unanswered for lamps and for bridges by now "
    for width in (1280, 360):
        page = visit("promises", width=width)
        page.evaluate(crowd, ["tbody a, td:last-child", long * 9])
        page.evaluate(crowd, ["td strong", long])
        for verdict in page.locator("td .ch-verdict").all()[:20]:
            above = [verdict.locator(one).first.evaluate(TOP) for one in ("svg", "strong")]
            assert abs(above[0] - above[1]) < 12
            if width == 360:
                cell = verdict.locator("xpath=..").evaluate(TOP)
                assert above[1] - cell < 12


def test_a_long_crumb_stands_beside_its_separator(visit: Visit) -> None:
    page = visit("service", width=320)
    crumb = page.locator(".ch-crumbs li").last
    crumb.locator("a").evaluate("link => { link.textContent = 'Office for lamps '.repeat(6); }")
    assert crumb.locator("a").evaluate(TOP) - crumb.evaluate(TOP) < 12
