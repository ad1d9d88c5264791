"""Aims that hold from one day to another within each year: which one judges, and when none can."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import aim, book, charter, day, opened, promise, result, standings, there
from charters.judging.history import in_force
from charters.judging.verdicts import judge
from charters.model.aims import Season
from charters.model.period_labels import parse_period
from charters.model.periods import period_of
from charters.publishing.views.service import open_promise

FILING = {"from": "01-15", "to": "04-15", "target": "70%"}
WINTER = {"from": "11-01", "to": "02-29", "target": "60%"}


def seasonal(*seasons: Any, **more: Any) -> Any:
    return promise(seasons=list(seasons or (FILING,)), **more)


@pytest.mark.parametrize(
    ("season", "period", "word", "target"),
    [
        pytest.param(FILING, "2025-02", "met", "70%", id="within"),
        pytest.param(FILING, "2025-01-15/2025-04-15", "met", "70%", id="all of it"),
        pytest.param(FILING, "2025-05", "missed", "90%", id="outside"),
        pytest.param(FILING, "2025-01", "over-seasons", "", id="over its first day"),
        pytest.param(FILING, "2025", "over-seasons", "", id="a whole year"),
        pytest.param(WINTER, "2024-12", "met", "60%", id="over the new year, before"),
        pytest.param(WINTER, "2025-02", "met", "60%", id="over the new year, after, no leap year"),
        pytest.param(WINTER, "2024-11-01/2025-02-28", "met", "60%", id="over the new year"),
        pytest.param(WINTER, "2025-03", "missed", "90%", id="the day after"),
    ],
)
def test_a_period_is_judged_by_the_season_it_lies_in(
    season: Any, period: str, word: str, target: str
) -> None:
    verdict = judge(seasonal(season), result(period, 75, 100))
    said = verdict.target.said if verdict.target else ""
    assert (verdict.word.value, said) == (word, target)


def test_a_chart_names_the_aim_of_each_season() -> None:
    def named(*seasons: Any) -> list[str]:
        rows = [result(f"2025-{month:02}", 95, 100) for month in range(2, 6)]
        made = {"reported": "monthly", "seasons": list(seasons)}
        chart = there(opened(*rows, as_of="2025-06-30", **made).chart)
        return [words.text for words in chart.aims]

    may = {"from": "05-01", "to": "05-31", "target": "70%"}
    assert named() == ["aim", "90%"]
    assert named(may) == ["aim", "70%", "aim 90%"]


def test_a_row_of_targets_for_the_period_judges_whatever_the_seasons() -> None:
    standard = seasonal().with_aims([aim("2025", "74%")])
    assert judge(standard, result("2025", 75, 100)).word.value == "met"


@given(st.integers(1, 12), st.integers(2015, 2024), st.integers(0, 100))
def test_a_season_with_the_standing_target_changes_no_verdict_that_can_be_reached(
    month: int, year: int, met: int
) -> None:
    same = promise(seasons=[{"from": "02-01", "to": "06-30", "target": "90%"}])
    row = result(f"{year}-{month:02}", met, 100)
    assert judge(same, row).word is judge(promise(), row).word


@given(st.dates(day("1999-01-01"), day("2030-12-31")))
def test_a_day_lies_in_a_season_or_outside_and_never_over_it(one: Any) -> None:
    season = Season.model_validate(WINTER)
    period = period_of(one, 1, "")
    alone = type(period)(one, one, "")
    inside = (one.month, one.day) >= (11, 1) or (one.month, one.day) <= (2, 29)
    assert season.holds_for(alone) is season.touches(alone) is inside


def test_the_aim_of_today_is_that_of_the_season() -> None:
    rows = [result("2025-02", 75, 100), result("2025-05", 75, 100)]
    (standing,) = standings(charter([seasonal()], rows), as_of=day("2026-02-01"))
    assert standing.target is not None
    assert standing.target.said == "70%"
    assert [one.verdict.word.value for one in standing.judged] == ["met", "missed"]
    before = there(in_force(standing.standard, day("2025-06-01")).target)
    assert before.said == "90%"


def test_a_page_says_the_seasons_and_why_a_period_over_two_cannot_be_judged() -> None:
    found = book(charter([seasonal()], [result("2025", 75, 100)]))
    opened = open_promise(found, found.all_standings[0])
    told = {fact.label: fact.said.words for fact in opened.facts}
    assert told["In some seasons"] == "January 15 to April 15: 70 of every 100"
    assert opened.promise.verdict.word == "Cannot be judged: over two seasons"


def test_a_year_is_no_period_of_a_season() -> None:
    assert not Season.model_validate(FILING).holds_for(parse_period("2025"))
