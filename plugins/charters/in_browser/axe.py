"""What axe finds on a page that is open in a browser: WCAG 2.2 A and AA, and best practices."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from charters.model.audited import Found

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_ON_COLOR = ["color-contrast", "link-in-text-block"]
"""What a dark screen can break that a light one does not: no other rule looks at colors."""
_FEWEST = 8
"""A page on which fewer rules had anything to look at was not there."""
_CRITERION = re.compile(r"wcag(\d)(\d)(\d+)")


class TooLittleError(Exception):
    """Next to nothing of a page was looked at: nothing can be said of it."""


def everything(page: Page) -> list[Found]:
    """Return what breaks a rule; refuse to say anything of a page that was not there."""
    told = run(page, {"type": "tag", "values": RULES})
    if len(told["passes"]) < _FEWEST:
        raise TooLittleError(f"axe found only {len(told['passes'])} rules to look at: {page.url}")
    return [_one(violation) for violation in told["violations"]]


def colors(page: Page) -> list[Found]:
    """Return what is wrong with the colors alone."""
    told = run(page, {"type": "rule", "values": RULES_ON_COLOR})
    return [_one(violation) for violation in told["violations"]]


def run(page: Page, rules: dict[str, Any]) -> dict[str, Any]:
    """Return what axe tells of a page by some of its rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    # Only of violations is every element told: the list of all that passed is long and unread.
    options = {"runOnly": rules, "preload": False, "resultTypes": ["violations"]}
    told: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return told


def version() -> str:
    """Return which axe it is, as its program says in its first line."""
    return _script().partition("axe v")[2].split()[0]


@cache
def _script() -> str:
    from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]

    return str(AXE_SCRIPT)


def _one(violation: dict[str, Any]) -> Found:
    nodes = violation["nodes"]
    criteria = filter(None, map(_CRITERION.fullmatch, violation["tags"]))
    return Found(
        rule=violation["id"],
        title=violation["help"],
        wcag=tuple(".".join(one.groups()) for one in criteria),
        where=" ".join(str(part) for part in nodes[0]["target"]),
        said=" ".join(nodes[0]["failureSummary"].split()),
        elements=len(nodes),
        advice="best-practice" in violation["tags"],
    )
