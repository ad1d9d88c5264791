"""The words of a chart: its message, what is drawn, whose it is and of when, and how it went."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from builders import (
    CASES,
    book,
    cases_in,
    charter,
    measured_by,
    months,
    opened,
    opened_in,
    promise,
    result,
    there,
)
from charters.model.results import Result
from charters.publishing.charts.pictures import Heading

GOLDEN = cases_in(CASES / "charts/titles.yml")


def row(period: str, *written: str) -> Result:
    """Return a result of a value, or of a count and its total."""
    if len(written) == 1:
        return result(period, value=written[0])
    return result(period, *map(int, written))


def heading(results: dict[str, str], *, shape: str = "share-with-property", **more: Any) -> Heading:
    made = {"measure": measured_by(shape), "reported": "yearly", "target": None, **more}
    if "changed" in made:
        field = {
            "field": "counted",
            "from": "half of them",
            "to": "all",
            "reason": "We were asked.",
        }
        made["changes"] = [{"date": str(made.pop("changed")), **field}]
    rows = [row(str(period), *written.split(" of ")) for period, written in results.items()]
    return there(opened(*rows, **made).chart).heading


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in GOLDEN])
def test_the_title_of_a_chart_is_its_message(case: dict[str, Any]) -> None:
    given = {key: value for key, value in case.items() if key not in ("name", "title")}
    # The spaces around the dash between two months are narrow ones in the data of the language.
    assert heading(**given).title.replace("\u2009", " ") == case["title"]


@pytest.mark.parametrize(
    ("made", "about"),
    [
        ({}, "% of calls, The agency ssa, 2023 to 2025"),
        ({"shape": "mean"}, "Minutes on average, The agency ssa, 2023 to 2025"),
        (
            {"shape": "percentile"},
            "Minutes or less for 90 of every 100 calls, The agency ssa, 2023 to 2025",
        ),
        ({"shape": "rate"}, "Errors for every 1,000 claims, The agency ssa, 2023 to 2025"),
    ],
)
def test_below_it_stands_what_is_drawn_whose_it_is_and_of_when(
    made: dict[str, Any], about: str
) -> None:
    assert heading({"2023": "20", "2024": "15", "2025": "12"}, **made).about.words == about


def test_those_who_do_not_see_it_are_told_the_ends_the_aim_and_what_is_marked() -> None:
    event = {"date": "2024-03-01", "what": "The new line opened", "reason": "It was due."}
    results = {"2022": "14", "2023": "36", "2024": "12", "2025": "15"}
    made: dict[str, Any] = {"target": "at most 12 minutes", "events": [event]}
    assert heading(results, shape="mean", **made).description.words == (
        "From 14 minutes (2022) to 15 minutes (2025). Highest: 36 minutes (2023). "
        "Lowest: 12 minutes (2024). Our aim: 12 minutes or less. The new line opened"
    )


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_what_is_marked_in_a_chart_begins_a_sentence_in_any_language(language: str) -> None:
    counted = {"field": "counted", "from": "half", "to": "all", "reason": "We were asked."}
    changes = [{"date": "2024-07-01", **counted}]
    rows = months(*[900, 905, 898, 902, 899, 904, 901, 897, 903, 900, 902, 898, 500])
    made = promise(target="80%", reported="monthly", changes=changes)
    found = opened_in(book(charter([made], rows), as_of=date(2026, 6, 30), language=language))
    said = there(found.chart).heading.description.words
    assert "2024" in said.rpartition(". ")[2], said
    assert re.findall(r"[.] +[a-zà-ÿ]", said) == []
