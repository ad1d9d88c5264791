"""What axe finds on a page that is open in a browser: WCAG 2.2 A and AA, and best practices."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_ON_COLOR = ["color-contrast", "link-in-text-block"]
"""What a dark screen can break that a light one does not: no other rule looks at colors."""


def run_axe(page: Page, rules: dict[str, Any]) -> dict[str, Any]:
    # Only of violations is every element told: the list of all that passed is long and unread.
    options = {"runOnly": rules, "preload": False, "resultTypes": ["violations"]}
    response: dict[str, Any] = Axe().run(page, options=options).response
    return response


def violations(page: Page, address: str) -> list[str]:
    """Return what axe found, one line per element; refuse a run that checked next to nothing."""
    response = run_axe(page, {"type": "tag", "values": RULES})
    assert len(response["passes"]) > 20, f"axe ran only {len(response['passes'])} rules: {address}"
    return lines(response, address)


def violations_of_color(page: Page, address: str) -> list[str]:
    """Return what axe found wrong with the colors alone."""
    response = run_axe(page, {"type": "rule", "values": RULES_ON_COLOR})
    assert "color-contrast" in {rule["id"] for rule in response["passes"]}, address
    return lines(response, address)


def lines(response: dict[str, Any], address: str) -> list[str]:
    return [
        f"/{address} {violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in response["violations"]
        for node in violation["nodes"]
    ]
