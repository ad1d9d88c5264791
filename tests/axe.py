"""What axe finds on a page that is open in a browser, of all that `charters audit` asks: one line per element."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Page

from charters.in_browser import axe
from charters.model.settings import WcagLevel

CONTRAST = "color-contrast"
"""The one rule that takes longer than all others together."""
RUN = "options => axe.run(document, options)"
ONE_OF_EACH_LOOK = (Path(__file__).parent / "one_of_each_look.js").read_text("utf-8")


def violations(page: Page, address: str) -> list[str]:
    """Return what axe found, one line per element; refuse a run that checked next to nothing."""
    told = asked(page, {"type": "tag", "values": axe.OF_LEVEL[WcagLevel.AA]})
    ran = passed(told)
    assert len(ran) > 20, f"axe ran only {len(ran)} rules: {address}"
    return lines(told, address)


def violations_of_color(page: Page, address: str) -> list[str]:
    """Return what axe found wrong with the colors alone."""
    others = [rule for rule in axe.ON_COLOR[WcagLevel.AA] if rule != CONTRAST]
    told = asked(page, {"type": "rule", "values": others})
    assert CONTRAST in passed(told), address
    return lines(told, address)


def asked(page: Page, rules: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what axe tells of a page by some rules: of the contrast on one of all that look the same."""
    for frame in page.frames:
        bring_axe(frame)
    options = {
        "runOnly": rules,
        "rules": {CONTRAST: {"enabled": False}},
        "preload": False,
        "resultTypes": ["violations"],
    }
    of_contrast = (frame.evaluate(ONE_OF_EACH_LOOK, CONTRAST) for frame in page.frames)
    return [page.evaluate(RUN, options), *(one for told in of_contrast for one in told)]


def bring_axe(frame: Frame) -> None:
    if not frame.evaluate("'axe' in window"):
        frame.evaluate(axe._script())


def passed(told: list[dict[str, Any]]) -> set[str]:
    return {rule["id"] for response in told for rule in response["passes"]}


def lines(told: list[dict[str, Any]], address: str) -> list[str]:
    return [
        f"/{address} {violation['id']}: {node['target']} {node['failureSummary']}"
        for response in told
        for violation in response["violations"]
        for node in violation["nodes"]
    ]
