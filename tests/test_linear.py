"""Time grows with the length of a text, not with its square, whatever a text repeats."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from charters.problems import Severity
from charters.reading import read
from charters.rules import audit
from planting import good_site

PAGE = "content/agencies/harbor.md"
HEAD = "---\nagency: harbor\n---\n\n"
TOKENS = [
    *("[", "]", "(", "![", "[a](", "`", "``", "~~", "~~~\n", "```\n", "*", "**", "_", "<", ">", "&", "\\", "#", "# a\n"),
    *("1% ", "12 days ", "1,", "1.", "$1 ", "a ", "a. ", "A. ", "\n", "\n\n", "- ", "- a\n", "1. ", "| ", "|-\n", ": "),
    *("///\n", "/// standard | phone-wait\n///\n", "{", "{a: ", "{phone-wait: result} ", "{: #a}", "{{", "{%"),
    *("https://a.example/ ", "a@b.example ", "www.", "\u00e9", "\u0430", "\u200d", "\t", "    a\n", "> ", "<!-- ", "<b>"),
    *("we answered 9 out of 10 calls ", "within 5 business days ", "not ", "is an independent agency. "),
    "[a]:",
]  # fmt: skip
SHORT, LONG = 10_000, 40_000
"""Characters; a page of more than LARGEST is refused before it is read."""
MOST = 2 * LONG / SHORT
"""How many times as long the long text may take; by the square it would take twice as long as this."""
A_MOMENT = 0.3
"""Seconds that need no comparison."""


def seconds(site: Path, text: str) -> float:
    (site / PAGE).write_text(HEAD + text, encoding="utf-8")
    began = time.process_time()
    register, problems = read(site)
    found = audit(register, problems).problems
    assert all(problem.severity in Severity for problem in found)
    return time.process_time() - began


@pytest.mark.parametrize("token", TOKENS, ids=repr)
def test_a_page_that_repeats_itself_takes_its_length(token: str, tmp_path: Path) -> None:
    site = good_site(tmp_path)
    usual = min(seconds(site, "A page.\n") for _ in range(2))
    long = seconds(site, token * (LONG // len(token))) - usual
    if long > A_MOMENT:
        short = min(seconds(site, token * (SHORT // len(token))) for _ in range(2)) - usual
        assert long < MOST * max(short, A_MOMENT / 4)


def test_a_reference_full_of_spaces_takes_its_length(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    usual = min(seconds(site, "A page.\n") for _ in range(2))
    assert seconds(site, "{phone-wait: " + 2_000 * " ") - usual < A_MOMENT
