"""What axe finds on a page that is open in a browser: WCAG 2.2 A and AA, and best practices."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from charters.model.audited import Found

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_ON_COLOR = ["color-contrast", "link-in-text-block"]
"""What a dark screen can break that a light one does not: no other rule looks at colors."""
_FEWEST = 10
"""A page on which fewer rules had anything to look at was not there."""
_CRITERION = re.compile(r"wcag(\d)(\d)(\d+)")


class TooLittleError(Exception):
    """Next to nothing of a page was looked at: nothing can be said of it."""


def everything(page: Page) -> list[Found]:
    """Return what breaks a rule."""
    return _found(page, {"type": "tag", "values": RULES}, "html-has-lang", _FEWEST)


def colors(page: Page) -> list[Found]:
    """Return what is wrong with the colors alone."""
    return _found(page, {"type": "rule", "values": RULES_ON_COLOR}, "", 0)


def axe_version(page: Page) -> str:
    """Return which axe it is."""
    page.evaluate(_script())
    return str(page.evaluate("axe.version"))


@cache
def package_version() -> str:
    """Return which package axe came with: another one may bring another axe."""
    return version("axe-playwright-python")


@cache
def _script() -> str:
    from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]

    return str(AXE_SCRIPT)


def _found(page: Page, rules: dict[str, Any], named: str, fewest: int) -> list[Found]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    # Only of violations is every element told: the list of all that passed is long and unread.
    options = {"runOnly": rules, "preload": False, "resultTypes": ["violations"]}
    told = page.evaluate("options => axe.run(document, options)", options)
    if len(told["passes"]) < fewest:
        raise TooLittleError(f"axe looked at {len(told['passes'])} rules alone, not even {named}")
    return [_one(violation) for violation in told["violations"]]


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
