"""A promise that moves: its level over time as a line, with what it was as title and words."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import Any

import pytest
import yaml

from builders import CASES, book, cases_in, change, charter, measured_by, opened_in, promise
from charters.publishing.charts.pictures import TrendChart
from charters.publishing.views.ledger import changes_pages
from charters.publishing.views.service import service_page
from charters.publishing.views.whole_promise import newest_of_service

GOLDEN = CASES / "promised_levels.yml"


def moving(case: dict[str, Any], language: str = "en") -> TrendChart | None:
    """Return the picture of a promise that moved as a case says."""
    field = case.get("field", "limit")
    changes = [
        change(f"{day}", field, *levels.split(" > ")) for day, levels in case["moves"].items()
    ]
    level, share = changes[-1]["to"], "%" in changes[-1]["to"]
    shape = "share-with-property" if share else "share-within-limit" if field == "limit" else "mean"
    levels = {"limit": level, "target": "90%"} if field == "limit" else {"target": level}
    gone = {"date": case["withdrawn"], "reason": "It ended."} if "withdrawn" in case else None
    made = promise(
        measure=measured_by(shape),
        changes=changes,
        withdrawn=gone,
        introduced="2010-01-01",
        **levels,
    )
    return opened_in(book(charter([made]), language=language)).promised


def said(case: dict[str, Any]) -> dict[str, Any]:
    charts = [chart for chart in (moving(case), moving(case, "fr")) if chart]
    heads = [
        {"title": one.heading.title, "about": one.heading.about.words, "words": one.heading.description.words}
        for one in charts
    ]  # fmt: skip
    return {"said": heads, "line": charts[0].lines.aim if charts else ""}


def test_a_promise_that_moved_is_drawn_and_told_where_its_levels_can_be_compared() -> None:
    cases = cases_in(GOLDEN)
    if os.environ.get("WRITE_GOLDEN"):
        cases = [{**case, **said(case)} for case in cases]
        GOLDEN.write_text(yaml.safe_dump(cases, allow_unicode=True, sort_keys=False, width=120))
    for case in cases:
        assert said(case) == {"said": case["said"], "line": case["line"]}, case["that"]


def test_a_level_is_drawn_over_its_time_and_none_beside_it() -> None:
    chart = moving({"moves": {"2018-04-01": "6 days > 18 days", "2022-05-14": "18 days > 12 days"}})
    assert chart is not None
    assert (chart.lines.result, chart.lines.points, chart.dots, chart.values) == ("", "", (), ())
    assert [words.text for words in chart.aims] == ["", "12", "6", "18"]
    assert [words.text for words in chart.periods] == ["May 2022", "Jan 2010"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_page_of_changes_draws_the_two_that_moved_farthest(count: int) -> None:
    made = [
        promise(
            f"p{n}",
            measure=measured_by("mean"),
            target="at most 9 minutes",
            changes=[
                change("2020-01-01", "target", "at most 9 minutes", f"at most {10 + n} minutes"),
                change("2021-01-01", "target", f"at most {10 + n} minutes", "at most 9 minutes"),
            ],
        )
        for n in range(count)
    ]
    (page,) = changes_pages(book(charter([*made, promise("still")])))
    assert page.summary is not None
    drawn = [one.url.partition("#")[2] for one in page.summary.moving]
    assert drawn == [f"p{n}" for n in reversed(range(count))][:2]


@pytest.mark.parametrize(("levels", "drawn"), [((9, 12, 9), True), ((9, 8, 7), False)])
def test_the_page_of_a_service_draws_what_was_ever_made_weaker(
    levels: tuple[int, ...], *, drawn: bool
) -> None:
    changes = [
        change(f"{2020 + n}-01-01", "target", f"at most {was} minutes", f"at most {now} minutes")
        for n, (was, now) in enumerate(pairwise(levels))
    ]
    target = f"at most {levels[-1]} minutes"
    made = charter([promise(measure=measured_by("mean"), target=target, changes=changes)])
    found = book(made)
    assert service_page(found, made, made.services[0]).promises[0].promised is not None
    page = newest_of_service(found, made, made.services[0])
    assert (page.promises[0].promised is not None) is drawn
