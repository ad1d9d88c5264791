"""Old links in a real browser, under the policy that we advise: with scripts, and without them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builders import csv_row, site_folder
from charters import mkdocs_engine
from charters.in_browser.axe import run
from charters.reading import read
from charters.rules import audit

AGENCY = "name: Social Security\nkind: executive\nserves: We serve everyone.\nformerly: [ssa]\n"
STANDARDS = """\
services:
  - {id: phone, name: Phone help, summary: We answer the phone., formerly: [hotline]}
standards:
  - id: calls
    formerly: [rings]
    service: phone
    type: waiting
    promise: We answer your call within 60 seconds.
    limit: 60 seconds
    measure: {shape: share-within-limit, of: calls}
    target: 90%
    introduced: 2024-01-01
"""


@pytest.fixture(scope="module")
def moved(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], AbstractContextManager[str]]
) -> object:
    """Serve a site of which everything was found elsewhere before."""
    top = tmp_path_factory.mktemp("moved")
    folder = site_folder(top / "site")
    folder.agency("sss", STANDARDS, csv_row("rings", "2025", 950, 1000), agency=AGENCY)
    mkdocs_engine.render(folder.path, audit(*read(folder.path)), top / "out")
    with serve(top / "out") as address:
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
    browser: Browser, moved: str, old: str, new: str, *, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(moved + old)
    page.wait_for_url(f"{moved}{new if scripts else new.partition('#')[0]}")
    if scripts and "#" in new:
        top = page.locator("#rings").bounding_box()
        assert top is not None
        assert top["y"] < 100
    context.close()


def test_whoever_is_not_led_on_reads_where_to_go(browser: Browser, moved: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/moved.js", lambda route: route.abort())
    page.goto(f"{moved}agencies/sss/hotline/")
    assert page.locator("h1").inner_text() == "Phone help"
    found = run(page, {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag22aa"]})
    assert len(found["passes"]) > 15
    assert found["violations"] == []
    page.get_by_role("link", name="Go to where it is today").click()
    page.wait_for_url(f"{moved}agencies/sss/phone/")
    context.close()
