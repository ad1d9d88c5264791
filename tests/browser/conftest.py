"""A real browser on the built site, served the way a static host serves it."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from builders import Made

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
"""Nothing inline, nothing from elsewhere; docs/hosting.md gives it for common hosts."""
OF_THE_SEARCH = f"{POLICY}; script-src 'self' 'wasm-unsafe-eval'"
"""The one page whose program is compiled in the browser (WebAssembly)."""

FRAMED_POLICY = POLICY.replace("frame-ancestors 'self'", "frame-ancestors *")
"""What others may show in a frame: the promises below `embed/`, and nothing else."""

LEADS_ON = '<meta http-equiv="refresh"'
NO_INDEX = '<meta name="robots" content="noindex">'
NAMES_OF_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

Visit = Callable[..., Page]
Go = Callable[[Page, str], None]


def find_chromium() -> str:
    """Return the browser to test with; its absence is a failure, never a silent skip."""
    wishes = (os.environ.get("CHARTERS_CHROMIUM"), os.environ.get("CHROMIUM"), *NAMES_OF_CHROMIUM)
    for name in filter(None, wishes):
        if found := shutil.which(name):
            return found
    pytest.fail(
        "These tests open the site in Chromium and found none. Install it (apt-get install "
        "chromium) or name one: CHARTERS_CHROMIUM=/path/to/chromium",
        pytrace=False,
    )


class StaticHost(SimpleHTTPRequestHandler):
    """Serves a folder below a path, and its 404.html for what is not there."""

    def __init__(self, *args: Any, below: str, of_the_search: str, **kwargs: Any) -> None:
        self.below, self.of_the_search = below, of_the_search
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.below):
            return str(Path(self.directory, "outside of the site"))
        return super().translate_path("/" + path.removeprefix(self.below))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Serve every page as strictly as docs/hosting.md advises."""
        path = urlsplit(self.path).path
        policy = self.of_the_search if path == f"{self.below}search.html" else POLICY
        if path.startswith(f"{self.below}embed/"):
            policy = FRAMED_POLICY
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """Say nothing: the report is pytest's."""


def path_of(site: Path) -> str:
    """Return the path the site was built for, as its home page states it."""
    home = (site / "index.html").read_text(encoding="utf-8")
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', home)
    return urlsplit(canonical[1]).path if canonical else "/"


@contextmanager
def serving(site: Path, of_the_search: str = OF_THE_SEARCH) -> Iterator[str]:
    below = path_of(site)
    host = partial(StaticHost, directory=str(site), below=below, of_the_search=of_the_search)
    with ThreadingHTTPServer(("127.0.0.1", 0), host) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{below}"
        server.shutdown()
        thread.join()


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
    with sync_playwright() as playwright:
        # Only pages of our own are opened; as root Chromium cannot start its sandbox.
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


def going(host: str) -> Go:
    """Open an address and make sure it is the page meant: a test of an error proves nothing."""

    def open_address(page: Page, address: str) -> None:
        answer = page.goto(host + address)
        assert answer
        expected = HTTPStatus.NOT_FOUND if "no-such" in address else HTTPStatus.OK
        assert answer.status == expected, f"/{address} answered {answer.status}"
        assert page.locator("h1").count() == 1, f"/{address} has not exactly one h1"
        assert page.locator("h1").inner_text().strip()

    return open_address


@pytest.fixture(scope="session")
def go(host: str) -> Go:
    return going(host)


@pytest.fixture(scope="session")
def own_site(own: Made) -> Iterator[tuple[Go, dict[str, str]]]:
    """Serve the site that lies in this repository: how to open its pages, and one of each kind."""
    with serving(own.site) as address:
        yield going(address), one_of_each_kind(own.site)


@pytest.fixture
def visit(browser: Browser, go: Go, kinds: dict[str, str]) -> Iterator[Visit]:
    """Open a page by its kind, in a fresh window of a given width."""
    contexts = []

    def open_page(kind: str, *, width: int = 1280, **options: Any) -> Page:
        options.setdefault("reduced_motion", "reduce")
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        go(page, kinds[kind])
        assert page.evaluate("innerWidth") == width
        return page

    yield open_page
    for context in contexts:
        context.close()
