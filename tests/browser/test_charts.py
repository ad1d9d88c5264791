"""Charts as Chromium draws them: no words lie over others, and none leave the picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

Open = Callable[..., Page]
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
OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


def collisions(page: Page, go: Go, addresses: list[str]) -> tuple[int, list[str]]:
    """Return how many pictures with words there are, and what is wrong with any of them."""
    measured, wrong = 0, []
    for address in addresses:
        go(page, address)
        page.evaluate(OPEN)
        pictures = page.locator("svg:has(text)").evaluate_all(COLLISIONS)
        measured += len(pictures)
        wrong += [f"/{address}: {one}" for found in pictures for one in found]
    return measured, wrong


@pytest.mark.parametrize("width", [360, 1280])
def test_no_words_of_a_picture_collide_or_leave_it(
    window: Open, go: Go, site: Path, addresses: list[str], width: int
) -> None:
    page = window(width)
    drawn = [
        one for one in addresses if "</text>" in (site / one / "index.html").read_text("utf-8")
    ]
    measured, wrong = collisions(page, go, drawn)
    assert measured > 20
    assert not wrong


def test_no_words_collide_on_the_site_in_this_repository(window: Open, own_site: OwnSite) -> None:
    go, kinds = own_site
    page = window(360)
    _measured, wrong = collisions(page, go, [*kinds.values()])
    assert not wrong
