"""What axe cannot tell of a page: the keyboard, small screens, a reader's spacing and colors, no program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from charters.model.audited import Found
from charters.model.settings import WcagLevel
from charters.problems import browser_checks

if TYPE_CHECKING:
    from playwright.sync_api import Page

_MOST_MORE = 100
"""Presses of Tab beyond the controls that were counted, before a page is said to hold the keyboard."""


def is_held_to(rule: str, level: WcagLevel) -> bool:
    """Return whether a check is one of a level: axe's are chosen before, ours by what they look after."""
    return WcagLevel(browser_checks().get(rule, {}).get("level", WcagLevel.A)) <= level


@cache
def script() -> str:
    """Return the program that looks at a page from within; it has to run before the page's own."""
    return (files("charters") / "in_browser" / "probes.js").read_text(encoding="utf-8")


def walked(page: Page) -> list[Found]:
    """Press Tab through the whole page, its frames too, and return what is wrong on the way."""
    frames = [frame for frame in page.frames if frame.evaluate("'chartersAudit' in window")]
    stops = sum(frame.evaluate("chartersAudit.begin()") for frame in reversed(frames))
    _press(page, stops + 2)
    for _ in range(0, stops + _MOST_MORE, 20):
        if page.evaluate("chartersAudit.ended()"):
            break
        _press(page, 20)
    told: dict[str, list[Mapping[str, str]]] = {}
    for frame in reversed(frames):
        inside = "" if frame is page.main_frame else "iframe "
        for rule, places in frame.evaluate("chartersAudit.end()").items():
            told.setdefault(rule, []).extend(
                {**place, "where": f"{inside}{place['where']}"} for place in places
            )
    if told["keyboard-trap"]:
        told["keyboard-reach"] = []  # Nobody got to the rest.
    return [one for rule, places in told.items() for one in _of(rule, places)]


def _press(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Tab")


def shown(page: Page) -> list[Found]:
    """Return what is wrong with what is shown, at whatever width the page has."""
    small = page.evaluate("innerWidth < 400")
    reflow = "[...chartersAudit.sideways(), ...chartersAudit.cut()]" if small else "[]"
    asked = {
        "reflow": reflow,
        "text-spacing": "chartersAudit.spaced()",
        "hidden-and-shown": "chartersAudit.hidden()",
        "motion": "chartersAudit.moving()",
        "field-contrast": "chartersAudit.faint()",
        "text-zoom": "chartersAudit.zoomed()",
        "words-in-styles": "chartersAudit.inStyles()",
        "heading-by-looks": "chartersAudit.likeHeadings()",
    }
    body = ", ".join(f'"{rule}": {call}' for rule, call in asked.items())
    told = page.evaluate(f"() => ({{{body}}})")
    return [one for rule, places in told.items() for one in _of(rule, places)]


def forced(page: Page) -> list[Found]:
    """Return what is not told apart by the keyboard where colors are forced on a page."""
    page.emulate_media(forced_colors="active")
    places = page.evaluate("chartersAudit.unmarkedKinds()")
    page.emulate_media(forced_colors="none")
    return _of("focus-marked-in-forced-colors", places)


def used(page: Page) -> list[Found]:
    """Use every filter, every button and everything that unfolds, and return what that breaks."""
    return _of("controls-used", page.evaluate("chartersAudit.used()"))


def words(page: Page) -> Counter[str]:
    """Return what can be read on a page, without what only its controls say."""
    return Counter(page.evaluate("chartersAudit.words()"))


def lost(with_programs: Counter[str], without: Counter[str]) -> list[Found]:
    """Return what is read only where the programs of a page run."""
    gone = [{"where": "body", "said": said[:120]} for said in with_programs - without]
    return _of("without-programs", gone)


def _of(rule: str, places: Iterable[Mapping[str, str]]) -> list[Found]:
    """Return one finding for all places of a rule on a page."""
    found = list(places)
    if not found:
        return []
    about = browser_checks()[rule]
    return [
        Found(
            rule=rule,
            title=about["title"],
            wcag=tuple(about["wcag"]),
            elements=len(found),
            **found[0],
        )
    ]
