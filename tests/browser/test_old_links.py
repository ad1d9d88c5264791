"""Old links in a real browser, under the policy that we advise: with scripts, and without them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from charters.in_browser.axe import run

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def host(
    moved: dict[str, Path], serve: Callable[[Path], AbstractContextManager[str]]
) -> Iterator[str]:
    with serve(moved["mkdocs"]) as address:
        yield address


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("agencies/ssa/", "agencies/sss/"),
        ("agencies/ssa/hotline/", "agencies/sss/phone/"),
        ("agencies/sss/hotline/#rings", "agencies/sss/phone/#rings"),
    ],
)
def test_an_old_link_leads_on(
    window: Open, host: str, old: str, new: str, *, scripts: bool
) -> None:
    page = window(java_script_enabled=scripts)
    page.goto(host + old)
    page.wait_for_url(f"{host}{new if scripts else new.partition('#')[0]}")
    if scripts and "#" in new:
        top = page.locator("#rings").bounding_box()
        assert top is not None
        assert top["y"] < 100


def test_whoever_is_not_led_on_reads_where_to_go(browser: Browser, host: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/moved.js", lambda route: route.abort())
    page.goto(f"{host}agencies/sss/hotline/")
    assert page.locator("h1").inner_text() == "Phone help"
    found = run(page, {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag22aa"]})
    assert len(found["passes"]) > 15
    assert found["violations"] == []
    page.get_by_role("link", name="Go to where it is today").click()
    page.wait_for_url(f"{host}agencies/sss/phone/")
    context.close()
