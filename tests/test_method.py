"""The worked examples on /how-we-judge/ are right, and the built page shows them."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from builders import there
from charters.publishing.views.method import SHARES

Z = 1.959964
TIME = "section[aria-labelledby=time-h]"
"""Where the page tells of patterns over time."""


@pytest.fixture(scope="module")
def page(built_site: Path) -> LexborHTMLParser:
    html = (built_site / "how-we-judge" / "index.html").read_text(encoding="utf-8")
    return LexborHTMLParser(html)


@pytest.fixture(scope="module")
def rows(page: LexborHTMLParser) -> list[list[str]]:
    table = there(page.css_first("table"))
    return [[cell.text(strip=True) for cell in row.css("th, td")] for row in table.css("tbody tr")]


def interval(met: int, total: int) -> tuple[float, float]:
    """Return the Wilson interval in percent, by the formula of the method's source."""
    share = met / total
    middle = (share + Z * Z / (2 * total)) / (1 + Z * Z / total)
    half = Z * math.sqrt(share * (1 - share) / total + Z * Z / (4 * total**2)) / (1 + Z * Z / total)
    return 100 * (middle - half), 100 * (middle + half)


def numbers(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def test_the_page_shows_every_example(rows: list[list[str]]) -> None:
    assert [numbers(row[0]) for row in rows] == [[met, total] for met, total, _ in SHARES]


@pytest.mark.parametrize(("at", "example"), list(enumerate(SHARES)))
def test_the_interval_of_an_example_is_wilsons(
    rows: list[list[str]], at: int, example: tuple[int, int, str]
) -> None:
    met, total, _ = example
    if not total:
        assert rows[at][3] == "none"
        return
    low, high = interval(met, total)
    assert numbers(rows[at][3]) == pytest.approx([max(low, 0), high], abs=0.1)


@pytest.mark.parametrize(
    ("at", "verdict", "words"),
    [
        (0, "Missed", "84 of every 100"),
        (1, "Missed", "just under 90 of every 100"),
        (2, "Too few cases to tell", "89 of every 100"),
        (3, "Met", "91 of every 100"),
        (4, "Missed", "0 of every 100"),
        (5, "No cases this period", "No cases"),
    ],
)
def test_the_verdict_of_an_example_is_what_its_rule_says(
    rows: list[list[str]], at: int, verdict: str, words: str
) -> None:
    assert (rows[at][4], rows[at][1]) == (verdict, words)


def test_the_series_can_be_worked_out_again_from_what_is_printed(page: LexborHTMLParser) -> None:
    """Every number is read off the page; this test knows the arithmetic, and nothing else."""
    texts = [one.text() for one in page.css(f"{TIME} > p")]
    example = next(text for text in texts if text.startswith("Example"))
    items = [item.text() for item in page.css(f"{TIME} > ul li")]
    values = numbers(example)
    steps = [abs(after - before) for before, after in pairwise(values)]
    mean, average = sum(values) / len(values), sum(steps) / len(steps)

    assert numbers(items[0]) == [pytest.approx(mean, abs=0.005)]
    assert numbers(items[1]) == [*steps, pytest.approx(average, abs=0.005)]
    factor, most, *left_out, usual = numbers(items[2])
    assert most == pytest.approx(factor * average, abs=0.005)
    assert left_out == [step for step in steps if step >= most]
    kept = [step for step in steps if step < most]
    assert usual == pytest.approx(sum(kept) / len(kept), abs=0.005)
    low, high, times = numbers(items[3])
    ends = [mean - times * usual, mean + times * usual]
    assert [low, high] == pytest.approx(ends, abs=0.01)
    (last,) = numbers(items[4])
    assert ("lies outside" in items[4]) is not (low <= last <= high)


def test_the_page_names_every_rule_and_every_gate(page: LexborHTMLParser) -> None:
    said = " ".join(one.text() for one in page.css(TIME))
    rules = (
        "outside the usual range",
        "rise, or fall",
        "two among three",
        "same side of the average",
    )
    gates = ("ends every run", "equal steps", "more than a third of the results", "too few cases")
    silent = ("the aim changed", "the other side of the aim", "more than a third of the periods")
    assert [words for words in (*rules, *gates, *silent) if words not in said] == []
