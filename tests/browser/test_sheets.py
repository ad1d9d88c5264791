"""Sheets in a browser: a poster on one piece of paper, a promise in a frame of somebody else's page."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

Open = Callable[..., Page]
LEADS_ON = '<meta http-equiv="refresh"'

PAPER = {"A4": (680, 1009), "Letter": (703, 942)}
"""Each with what it measures between the margins of 1.5 cm, in pixels of CSS."""


def posters(site: Path) -> list[str]:
    """Return the addresses of the posters with most on them, and of the least."""
    pages = [
        one for one in site.glob("poster/*/*/index.html") if LEADS_ON not in one.read_text("utf-8")
    ]
    pages.sort(key=lambda path: path.stat().st_size)
    return [f"{one.parent.relative_to(site).as_posix()}/" for one in (pages[0], *pages[-3:])]


def assert_one_sheet(page: Page, paper: str) -> None:
    width, height = PAPER[paper]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(media="print")
    hidden = "e => e.scrollHeight > e.clientHeight || e.scrollWidth > e.clientWidth"
    assert not page.locator(".ch-poster__promises").evaluate(hidden), "something is cut off"
    assert not page.locator(".ch-poster").evaluate(hidden), "something is cut off"
    assert len(PdfReader(io.BytesIO(page.pdf(format=paper))).pages) == 1


@pytest.mark.parametrize("paper", PAPER)
def test_a_poster_prints_on_one_sheet(browser: Browser, host: str, site: Path, paper: str) -> None:
    page = browser.new_page()
    for address in posters(site):
        page.emulate_media(media="screen")
        page.goto(host + address)
        assert_one_sheet(page, paper)
    page.close()


@contextmanager
def another_site(html: str) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_promise_stands_in_a_frame_of_300_pixels_and_no_other_page_does(
    browser: Browser, window: Open, host: str, kinds: dict[str, str]
) -> None:
    page = window()
    page.goto(host + kinds["poster"])
    box = page.locator("textarea[id$=_frame]").first.input_value()
    own = box.replace("https://charters.example.org/", host).replace('loading="lazy"', "")
    assert host in own
    frames = f'<div style="width:300px">{own}<iframe src="{host}{kinds["service"]}"></iframe></div>'
    with another_site(frames) as address:
        page = browser.new_page(viewport={"width": 800, "height": 800})
        page.goto(address, wait_until="networkidle")
        promise, service = page.frames[1:]
        assert promise.locator("h1").inner_text()
        assert promise.locator(".ch-verdict").inner_text()
        assert promise.evaluate("document.documentElement.scrollWidth") <= 300
        assert service.locator("main").count() == 0, "the policy lets others frame every page"
        promise.locator("a[target=_top]").click()
        page.wait_for_url(f"{host}agencies/**")
        page.close()
