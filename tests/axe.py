"""What axe finds on a page that is open in a browser, as `charters audit` asks it: one line per element."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from charters.in_browser.axe import OF_LEVEL, ON_COLOR, run
from charters.model.settings import WcagLevel


def violations(page: Page, address: str) -> list[str]:
    """Return what axe found, one line per element; refuse a run that checked next to nothing."""
    response = run(page, {"type": "tag", "values": OF_LEVEL[WcagLevel.AA]})
    assert len(response["passes"]) > 20, f"axe ran only {len(response['passes'])} rules: {address}"
    return lines(response, address)


def violations_of_color(page: Page, address: str) -> list[str]:
    """Return what axe found wrong with the colors alone."""
    response = run(page, {"type": "rule", "values": ON_COLOR[WcagLevel.AA]})
    assert "color-contrast" in {rule["id"] for rule in response["passes"]}, address
    return lines(response, address)


def lines(response: dict[str, Any], address: str) -> list[str]:
    return [
        f"/{address} {violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in response["violations"]
        for node in violation["nodes"]
    ]
