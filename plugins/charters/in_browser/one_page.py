"""One page, looked at from every side: two widths, light and dark, by keyboard, and without its programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from charters.in_browser import axe, probes
from charters.model.audited import Found
from charters.model.settings import WcagLevel

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

WIDTHS = (1280, 320)
SCHEMES = ("light", "dark")
_HEIGHT = 800


class Looker:
    """Two windows of one browser, one with programs and one without, in which page after page is opened."""

    def __init__(self, browser: Browser, host: str, level: WcagLevel) -> None:
        self.host, self.level = host, level
        self._page = _window(browser, programs=True).new_page()
        self._bare = _window(browser, programs=False).new_page()

    def found_on(self, address: str) -> list[Found]:
        """Return what is wrong with a page; each rule once, with the screens it was broken on."""
        page = self._page
        page.set_viewport_size({"width": WIDTHS[0], "height": _HEIGHT})
        page.emulate_media(color_scheme="light")
        page.goto(self.host + address)
        read = probes.words(page)
        found = [*self._at(WIDTHS[0]), *_screens("forced colors", probes.forced(page))]
        page.set_viewport_size({"width": WIDTHS[1], "height": _HEIGHT})
        found += self._at(WIDTHS[1])
        found += _screens(f"{WIDTHS[1]} px, light", probes.used(page))
        self._bare.goto(self.host + address)
        self._bare.evaluate(probes.script())
        self._bare.evaluate("chartersAudit.unfold()")
        found += _screens("no JavaScript", probes.lost(read, probes.words(self._bare)))
        held = (one for one in _merged(found) if probes.is_held_to(one.rule, self.level))
        return [one.model_copy(update={"page": address}) for one in held]

    def _at(self, width: int) -> Iterator[Found]:
        """Yield what is wrong at one width, in both schemes."""
        page, light = self._page, f"{width} px, light"
        yield from _screens(light, [*axe.everything(page, self.level), *probes.shown(page)])
        with _dark(page):
            yield from _screens(f"{width} px, dark", axe.colors(page, self.level))
        yield from _screens(light, probes.walked(page))


def _window(browser: Browser, *, programs: bool) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": WIDTHS[0], "height": _HEIGHT},
        reduced_motion="reduce",
        java_script_enabled=programs,
        bypass_csp=True,
    )
    if programs:
        context.add_init_script(probes.script())
    return context


@contextmanager
def _dark(page: Page) -> Iterator[None]:
    page.emulate_media(color_scheme="dark")
    yield
    page.emulate_media(color_scheme="light")


def _screens(screen: str, found: Iterable[Found]) -> list[Found]:
    return [one.model_copy(update={"at": (screen,)}) for one in found]


def _merged(found: Iterable[Found]) -> list[Found]:
    """Return one finding for each rule, with every screen it was broken on."""
    by_rule: dict[tuple[str, bool], Found] = {}
    for one in found:
        key = one.rule, one.unsure
        first = by_rule.setdefault(key, one)
        at = tuple(dict.fromkeys((*first.at, *one.at)))
        by_rule[key] = first.model_copy(update={"at": at})
    return list(by_rule.values())
