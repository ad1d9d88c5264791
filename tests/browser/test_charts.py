"""Charts as Chromium draws them: no words lie over others, and none leave the picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

Go = Callable[[Page, str], None]
OwnSite = tuple[Go, dict[str, str]]

# A box of text is as high as its font; what of that is no letter may touch.
COLLISIONS = """pictures => pictures.map((picture) => {
  const box = (element) => element.getBoundingClientRect();
  const whole = box(picture), texts = [...picture.querySelectorAll("text")];
  const said = texts.map((text) => ({ words: text.textContent, ...box(text).toJSON() }));
  const outside = said.filter((one) => one.left < whole.left - 1 || one.right > whole.right + 1
    || one.top < whole.top - 1 || one.bottom > whole.bottom + 1).map((one) => one.words);
  const over = said.flatMap((one, at) => said.slice(at + 1).filter((other) =>
    one.left < other.right && other.left < one.right
      && one.top < other.bottom - 1 && other.top < one.bottom - 1)
    .map((other) => `${one.words} / ${other.words}`));
  return [...outside, ...over];
})"""
HEIGHT = 800
OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


def collisions(
    page: Page, go: Go, addresses: list[str], widths: tuple[int, ...]
) -> tuple[list[int], list[str]]:
    """Return how many pictures with words there are at each width, and what is wrong with any of them."""
    measured, wrong = [0] * len(widths), []
    for address in addresses:
        page.set_viewport_size({"width": widths[0], "height": HEIGHT})
        go(page, address)
        page.evaluate(OPEN)
        for nth, width in enumerate(widths):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            pictures = page.locator("svg:has(text)").evaluate_all(COLLISIONS)
            measured[nth] += len(pictures)
            wrong += [f"/{address} ({width} px): {one}" for found in pictures for one in found]
    return measured, wrong


def test_no_words_of_a_picture_collide_or_leave_it(
    browser: Browser, go: Go, site: Path, addresses: list[str]
) -> None:
    """A page is opened once, on a phone, and then made wide: nothing of a picture hangs on a script."""
    page = browser.new_page()
    drawn = [
        one for one in addresses if "</text>" in (site / one / "index.html").read_text("utf-8")
    ]
    measured, wrong = collisions(page, go, drawn, (360, 1280))
    page.close()
    assert min(measured) > 20
    assert not wrong


def test_no_words_collide_on_the_site_in_this_repository(
    browser: Browser, own_site: OwnSite
) -> None:
    go, kinds = own_site
    page = browser.new_page()
    _measured, wrong = collisions(page, go, [*kinds.values()], (360,))
    page.close()
    assert not wrong
