"""The handbook, built from `docs/` in the looks of our own sites, holds what we ask of any site."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from axe import violations, violations_of_color
from builders import ROOT
from charters.rules.pages.finished import check_site

CONFIG = "mkdocs.docs.yml"
NOT_PAGES = {"index.md", "contributing.md"}


@pytest.fixture(scope="session")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the handbook, built once; a link that leads nowhere fails it."""
    site = tmp_path_factory.mktemp("handbook") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    subprocess.run([*command, "--config-file", CONFIG, "--site-dir", site], cwd=ROOT, check=True)
    return site


@pytest.fixture(scope="module")
def page(
    handbook: Path, browser: Browser, serve: Callable[[Path], AbstractContextManager[str]]
) -> Iterator[Page]:
    """Return the one window that the handbook is read in."""
    with serve(handbook) as address:
        context = browser.new_context(base_url=address, reduced_motion="reduce")
        yield context.new_page()
        context.close()


def test_its_pages_have_no_fault(handbook: Path) -> None:
    assert [str(one) for one in check_site(handbook)] == []


def test_its_menu_names_every_page_of_the_docs() -> None:
    groups = [one for one in yaml.safe_load(_menu_text())["nav"] if isinstance(one, dict)]
    named = [page for group in groups for pages in group.values() for page in pages]
    written = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert sorted({*named} | NOT_PAGES) == sorted(written | NOT_PAGES)
    assert len(named) == len({*named})


def _menu_text() -> str:
    return (ROOT / CONFIG).read_text("utf-8").replace("!ENV", "")


@pytest.mark.parametrize("address", ["", "looks/"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_to_mend(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="light")
    page.goto(address)
    assert violations(page, address) == []
    page.emulate_media(color_scheme="dark")
    assert violations_of_color(page, address) == []


@pytest.mark.parametrize("address", ["editors/", "files/", "publishing/"])
def test_only_the_box_of_a_wide_table_moves_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    tables = page.evaluate(
        "[...document.querySelectorAll('.ch-scroll')].map((one) => [one.clientWidth, one.tabIndex])"
    )
    assert tables
    assert all(width <= 360 and index == 0 for width, index in tables)


def test_a_group_of_the_menu_opens_and_closes_by_the_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("looks/")
    link = page.get_by_role("link", name="For agency editors")
    group = page.locator("summary", has_text="For editors")
    group.focus()
    page.keyboard.press("Enter")
    assert link.is_visible()
    page.locator("summary", has_text="For publishers").press("Enter")
    assert not link.is_visible()
    assert page.locator(".ch-nav [aria-current]").inner_text() == "Looks"
