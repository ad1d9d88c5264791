"""A real browser on the built site, served the way a static host serves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache, partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from builders import Made
from charters.in_browser import hosting
from charters.in_browser.chromium import chromium, lacking

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
"""Nothing inline, nothing from elsewhere; docs/hosting.md gives it for common hosts."""
OF_THE_SEARCH = f"{POLICY}; script-src 'self' 'wasm-unsafe-eval'"
"""The one page whose program is compiled in the browser (WebAssembly)."""

FRAMED_POLICY = POLICY.replace("frame-ancestors 'self'", "frame-ancestors *")
"""What others may show in a frame: the promises below `embed/`, and nothing else."""

LEADS_ON = '<meta http-equiv="refresh"'
NO_INDEX = '<meta name="robots" content="noindex">'
KEPT = "[localStorage.length, sessionStorage.length, document.cookie]"
HEADINGS = "[...document.querySelectorAll('h1')].map((one) => one.innerText)"

Open = Callable[..., Page]
Visit = Callable[..., Page]
Go = Callable[[Page, str], None]


def policy_of(address: str, of_the_search: str = OF_THE_SEARCH) -> str:
    """Return what docs/hosting.md advises for an address."""
    if address.startswith("embed/"):
        return FRAMED_POLICY
    return of_the_search if address.rpartition("/")[2] == "search.html" else POLICY


def serving(site: Path, of_the_search: str = OF_THE_SEARCH) -> AbstractContextManager[str]:
    """Serve every page as strictly as docs/hosting.md advises."""
    return hosting.serving(site, partial(policy_of, of_the_search=of_the_search))


def addresses_of(site: Path) -> list[str]:
    """Return every page of the site that leads to no other and has a frame, relative to its root."""
    texts = {one: one.read_text("utf-8") for one in site.rglob("index.html")}
    pages = [one for one, html in texts.items() if LEADS_ON not in html and NO_INDEX not in html]
    found = (index.parent.relative_to(site).as_posix() for index in pages)
    return sorted("" if address == "." else f"{address}/" for address in found)


def one_of_each_kind(site: Path) -> dict[str, str]:
    """Return a page of each kind there is; of the kinds with many pages the one with most in it."""

    def fullest(kind: str, pattern: str) -> dict[str, str]:
        pages = sorted(site.glob(pattern), key=lambda path: path.stat().st_size)
        addresses = [f"{page.parent.relative_to(site).as_posix()}/" for page in pages]
        return {kind: addresses[-1]} if addresses else {}

    search = {"search": "search.html?q=wait"} if (site / "search.html").exists() else {}
    top = {index.parent.name: f"{index.parent.name}/" for index in site.glob("*/index.html")}
    return {
        **top,
        **search,
        "home": "",
        **fullest("plan", "agencies/*/index.html"),
        **fullest("service", "agencies/*/*/index.html"),
        **fullest("poster", "poster/*/*/index.html"),
        **fullest("embed", "embed/*/*/index.html"),
        **fullest("order of one agency", "order/*/index.html"),
        **fullest("one kind side by side", "compare/*/index.html"),
        "not found": "agencies/no-such-agency/no-such-service/",
    }


@pytest.fixture
def add_style() -> Callable[[Page, str], None]:
    """Add style rules as a reader's own extension would, past what the site allows itself."""
    adopt = """rules => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(rules);
        document.adoptedStyleSheets = [sheet];
    }"""
    return lambda page, rules: page.evaluate(adopt, rules)


@pytest.fixture(scope="session")
def site(built_site: Path) -> Path:
    return built_site


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """Serve another site, the same way."""
    return serving


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture
def strict_host(site: Path) -> Iterator[str]:
    """Serve the site as a host does that has one policy for every page."""
    with serving(site, POLICY) as address:
        yield address


@pytest.fixture(scope="session")
def kinds(site: Path) -> dict[str, str]:
    return one_of_each_kind(site)


@pytest.fixture(scope="session")
def addresses(site: Path) -> list[str]:
    return addresses_of(site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if lack := lacking():
        pytest.fail(f"These tests open the site in a browser: {lack}", pytrace=False)
    with chromium() as browser:
        yield browser


def going(host: str) -> Go:
    """Open an address and make sure it is the page meant: a test of an error proves nothing."""

    def open_address(page: Page, address: str) -> None:
        answer = page.goto(host + address)
        assert answer
        expected = HTTPStatus.NOT_FOUND if "no-such" in address else HTTPStatus.OK
        assert answer.status == expected, f"/{address} answered {answer.status}"
        headings = page.evaluate(HEADINGS)
        assert len(headings) == 1, f"/{address} has not exactly one h1"
        assert headings[0].strip()

    return open_address


@pytest.fixture(scope="session")
def go(host: str) -> Go:
    return going(host)


@pytest.fixture(scope="session")
def own_site(own: Made) -> Iterator[tuple[Go, dict[str, str]]]:
    """Serve the site that lies in this repository: how to open its pages, and one of each kind."""
    with serving(own.site) as address:
        yield going(address), one_of_each_kind(own.site)


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Open:
    """Return the one window of each kind: to open a fresh one takes longer than most tests in it."""

    @cache
    def of_kind(width: int, **options: Any) -> Page:
        return browser.new_page(viewport={"width": width, "height": 800}, **options)

    return of_kind


@pytest.fixture
def window(windows: Open) -> Iterator[Open]:
    """Return a window of a width, in which nothing is left of another test."""
    used = set()

    def of_kind(width: int = 1280, **options: Any) -> Page:
        page = windows(width, **options)
        used.add(page)
        return page

    yield of_kind
    for page in used:
        assert page.evaluate(KEPT) == [0, 0, ""], "a site keeps nothing in a browser"
        page.emulate_media(media="null")
        page.mouse.move(-1, -1)
        page.goto("about:blank")


@pytest.fixture
def visit(window: Open, go: Go, kinds: dict[str, str]) -> Visit:
    """Open a page by its kind, in a window of a given width."""

    def open_page(kind: str, *, width: int = 1280, **options: Any) -> Page:
        page = window(width, **{"reduced_motion": "reduce", **options})
        go(page, kinds[kind])
        assert page.evaluate("innerWidth") == width
        return page

    return open_page
