"""What axe finds on a page that is open in a browser: WCAG 2.2, up to the level asked for, and best practices."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from charters.model.audited import Found
from charters.model.settings import WcagLevel
from charters.problems.message import _

if TYPE_CHECKING:
    from playwright.sync_api import Page

_ADVICE = "best-practice"
_OF_A = ("wcag2a", "wcag21a", "wcag22a")
OF_LEVEL = {
    WcagLevel.A: [*_OF_A, _ADVICE],
    WcagLevel.AA: [*_OF_A, "wcag2aa", "wcag21aa", "wcag22aa", _ADVICE],
}
ON_COLOR = {
    WcagLevel.A: ["link-in-text-block"],
    WcagLevel.AA: ["color-contrast", "link-in-text-block"],
}
"""What a dark screen can break that a light one does not: no other rule looks at colors."""
_FEWEST = 8
"""A page on which fewer rules had anything to look at was not there."""
_CRITERION = re.compile(r"wcag(\d)(\d)(\d+)")


class TooLittleError(Exception):
    """Next to nothing of a page was looked at: nothing can be said of it."""


def everything(page: Page, level: WcagLevel) -> list[Found]:
    """Return what breaks a rule, or cannot be told; refuse to say anything of a page that was not there."""
    told = run(page, {"type": "tag", "values": OF_LEVEL[level]})
    if len(told["passes"]) < _FEWEST:
        count = len(told["passes"])
        why = _("axe found too few rules to look at ({count}): {page}", count=count, page=page.url)
        raise TooLittleError(why)
    return _found(told)


def colors(page: Page, level: WcagLevel) -> list[Found]:
    """Return what is wrong with the colors alone."""
    return _found(run(page, {"type": "rule", "values": ON_COLOR[level]}))


def run(page: Page, rules: dict[str, Any]) -> dict[str, Any]:
    """Return what axe tells of a page, and of the frames in it, by some of its rules."""
    for frame in page.frames:
        if not frame.evaluate("'axe' in window"):
            frame.evaluate(_script())
    # Only of violations is every element told: the list of all that passed is long and unread.
    kinds = ["violations", "incomplete"]
    options = {"runOnly": rules, "preload": False, "resultTypes": kinds}
    told: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return told


def _found(told: dict[str, Any]) -> list[Found]:
    unsure = (one for one in told["incomplete"] if _ADVICE not in one["tags"])
    return [*map(_one, told["violations"]), *(_one(one, unsure=True) for one in unsure)]


def version() -> str:
    """Return which axe it is, as its program says in its first line."""
    return _script().partition("axe v")[2].split()[0]


@cache
def _script() -> str:
    from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]

    return str(AXE_SCRIPT)


def _one(violation: dict[str, Any], *, unsure: bool = False) -> Found:
    nodes = violation["nodes"]
    criteria = filter(None, map(_CRITERION.fullmatch, violation["tags"]))
    return Found(
        rule=violation["id"],
        title=violation["help"],
        wcag=tuple(".".join(one.groups()) for one in criteria),
        where=" ".join(str(part) for part in nodes[0]["target"]),
        unsure=unsure,
        said=" ".join(nodes[0]["failureSummary"].split()),
        elements=len(nodes),
        advice=_ADVICE in violation["tags"],
    )
