"""Signs of Markdown that it takes for none are told where they stand, with what to write in their place."""

from __future__ import annotations

import pytest

from builders import CASES, cases_in
from charters.model.register import AgencyPage
from charters.rules.pages.in_markdown import markdown_problems

SLIPS = cases_in(CASES / "shown_signs.yml")
NAMES = [case["slip"] for case in SLIPS]


def told(body: str) -> list[str]:
    page = AgencyPage("content/a.md", None, body, 1)
    return [str(one).removeprefix("content/a.md:") for one in markdown_problems(page)]


@pytest.mark.parametrize("case", SLIPS, ids=NAMES)
def test_a_sign_that_readers_would_see_is_told_once_in_its_place(case: dict[str, str]) -> None:
    assert told(f"{case['body']}\n") == ([case["told"]] if "told" in case else [])


@pytest.mark.parametrize("case", SLIPS, ids=NAMES)
def test_what_is_to_be_written_instead_is_fine(case: dict[str, str]) -> None:
    assert told(f"{case['instead']}\n") == []


def test_the_second_of_two_equal_slips_is_told_in_its_own_place() -> None:
    slip = "See [a] (https://example.org/).\n"
    assert [line.split(" ")[0] for line in told(f"{slip}\n{slip}")] == ["1:5:", "3:5:"]
