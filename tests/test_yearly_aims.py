"""Aims by year (targets.csv): which one judges a result, and what changed from one to the next."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import aim, book, change, charter, day, promise, result, standings
from charters.judging.aim_changes import aim_changes
from charters.judging.history import breaks, in_force
from charters.judging.promise_changes import effect_of
from charters.judging.verdicts import judge
from charters.model.aims import YearlyAim
from charters.model.results import Result
from charters.model.standards import Edition, Standard
from charters.publishing.views.changes import change_views
from charters.publishing.views.promise_cards import promise_view


def judged(standard: Standard, row: Result) -> tuple[str, str]:
    verdict = judge(standard, row)
    return verdict.word.value, verdict.target.said if verdict.target else ""


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        pytest.param(result("2023", 84, 100), ("missed", "85%"), id="the row of its year"),
        pytest.param(result("2024", 84, 100), ("met", "80%"), id="the row of another year"),
        pytest.param(result("2023-Q2", 84, 100), ("missed", "85%"), id="a quarter of the year"),
        pytest.param(result("2023-Q4", 84, 100), ("met", "70%"), id="the shortest time it lies in"),
        pytest.param(result("2025", 84, 100), ("no-aim-then", ""), id="a year without a row"),
        pytest.param(
            result("2023-07-01/2024-06-30", 84, 100), ("no-aim-then", ""), id="over two rows"
        ),
        pytest.param(
            result("2023", 84, 100, part="online"), ("missed", "95%"), id="the row of its part"
        ),
        pytest.param(
            result("2024", 84, 100, part="online"), ("met", "80%"), id="the whole, for a part"
        ),
    ],
)
def test_a_result_is_judged_by_the_row_its_period_lies_in(
    row: Result, verdict: tuple[str, str]
) -> None:
    aims = [
        *(aim("2023", "85%"), aim("2024", "80%"), aim("2023-Q4", "70%")),
        aim("2023", "95%", part="online"),
    ]
    assert judged(promise(target=None).with_aims(aims), row) == verdict


def test_a_gap_between_rows_is_judged_by_the_standing_target() -> None:
    standard = promise(target="90%").with_aims([aim("2023", "90%")])
    assert judged(standard, result("2024", 89, 100)) == ("missed", "90%")


def test_a_row_that_takes_the_place_of_an_earlier_one_judges() -> None:
    aims = [aim("2023", "85%"), aim("2023", "80%", note="Set again by the board.")]
    assert judged(promise(target=None).with_aims(aims), result("2023", 84, 100)) == ("met", "80%")


@given(
    st.integers(0, 100), st.integers(2011, 2024), st.sampled_from(["90%", "at least 90.0%", "85%"])
)
def test_rows_that_repeat_the_standing_target_change_no_verdict(
    met: int, year: int, target: str
) -> None:
    standard = promise(target=target)
    repeated = standard.with_aims([aim(str(one), target) for one in range(2011, 2025)])
    row = result(str(year), met, 100)
    first, second = judge(standard, row), judge(repeated, row)
    assert (first.word, first.reached, first.interval) == (
        second.word,
        second.reached,
        second.interval,
    )
    assert aim_changes(repeated) == []


# ------------------------------------------------------------------- what was published then


def after(*editions: tuple[str, Standard]) -> Standard:
    """Return the last of some editions of a promise, with all of them."""
    return editions[-1][1].after([Edition(day(when), one) for when, one in editions])


BARE = promise(target=None)


@pytest.mark.parametrize(
    ("standard", "verdict"),
    [
        pytest.param(
            after(
                ("2022-01-01", BARE.with_aims([aim("2023", "90%")])),
                ("2024-03-01", BARE.with_aims([aim("2023", "80%")])),
            ),
            ("missed", "90%"),
            id="lowered when the year was over",
        ),
        pytest.param(
            after(
                ("2022-01-01", BARE.with_aims([aim("2023", "90%")])),
                ("2023-10-01", BARE.with_aims([aim("2023", "80%")])),
            ),
            ("missed", "90%"),
            id="lowered while the year ran",
        ),
        pytest.param(
            after(
                ("2022-01-01", BARE.with_aims([aim("2023", "90%")])),
                ("2022-10-01", BARE.with_aims([aim("2023", "80%")])),
            ),
            ("met", "80%"),
            id="lowered before the year began",
        ),
        pytest.param(
            after(("2022-01-01", BARE), ("2023-03-01", BARE.with_aims([aim("2023", "80%")]))),
            ("met", "80%"),
            id="set first while the year ran",
        ),
        pytest.param(
            after(("2022-01-01", BARE), ("2024-03-01", BARE.with_aims([aim("2023", "80%")]))),
            ("no-aim-then", ""),
            id="set first when the year was over",
        ),
        pytest.param(
            after(("2022-01-01", BARE.with_aims([aim("2023", "90%")])), ("2024-03-01", BARE)),
            ("missed", "90%"),
            id="taken out when the year was over",
        ),
    ],
)
def test_what_was_published_then_judges(standard: Standard, verdict: tuple[str, str]) -> None:
    assert judged(standard, result("2023", 84, 100)) == verdict


# --------------------------------------------------------------------- from one to the next


def effects(*aims: YearlyAim, **more: Any) -> list[tuple[str, str, str]]:
    found = aim_changes(promise(**{"target": None, **more}).with_aims(aims))
    return [(str(one.date), effect_of(one).value, one.part) for one in found]


def test_each_aim_that_is_another_one_than_the_one_before_is_a_change() -> None:
    aims = [aim("2022", "80%"), aim("2023", "85%"), aim("2024", "85%"), aim("2025", "70%")]
    assert effects(*aims) == [("2023-01-01", "stronger", ""), ("2025-01-01", "weaker", "")]


def test_the_first_row_is_held_against_the_standing_target_before_it() -> None:
    changed = [change("2022-01-01", "target", "90%", "none")]
    assert effects(aim("2022", "80%"), target=None, changes=changed) == [
        ("2022-01-01", "weaker", "")
    ]


def test_a_row_for_the_same_days_is_followed_whatever_its_label() -> None:
    again = aim("2023-01-01/2023-12-31", "70%", note="Set again by the board.")
    aims = [aim("2023", "80%"), again, aim("2024", "70%")]
    assert effects(*aims) == [("2023-01-01", "weaker", "")]


def test_a_change_that_both_files_say_is_told_once() -> None:
    changed = [change("2023-01-01", "target", "90%", "85%")]
    assert effects(aim("2022", "90%"), aim("2023", "85%"), target="85%", changes=changed) == []


def test_a_part_has_its_own_changes() -> None:
    aims = [aim("2022", "80%", part="online"), aim("2023", "75%", part="online")]
    assert effects(*aims) == [("2023-01-01", "weaker", "online")]


def test_another_limit_breaks_the_series_of_a_share_within_it() -> None:
    standard = promise(
        measure={"shape": "share-within-limit", "of": "letters"}, limit=None, target="90%"
    ).with_aims([aim("2022", limit="30 business days"), aim("2023", limit="20 business days")])
    assert [str(one.date) for one in breaks(standard)] == ["2023-01-01"]
    assert str(in_force(standard, day("2023-05-01")).limit) == "20 business days"


def test_the_page_says_the_aim_of_the_result_and_that_of_today() -> None:
    standard = promise(target=None).with_aims(
        [aim("2025", "85%"), aim("2026", "95%", note="More people.")]
    )
    found = book(charter([standard], [result("2025", 84, 100, published="2026-02-01")]))
    (standing,) = found.all_standings
    view = promise_view(found, standing)
    assert view.aim.beside == "Our aim then: 85 of every 100."
    assert view.aim.today == "Our aim today: 95 of every 100."
    (told,) = change_views(found, standing)
    assert (told.kind, told.was, told.now, told.why.words) == (
        "stronger",
        "85 of every 100",
        "95 of every 100",
        "More people.",
    )


def test_the_aim_of_today_is_that_of_the_row_of_today() -> None:
    (standing,) = standings(charter([promise(target=None).with_aims([aim("2026", "95%")])]))
    assert standing.target is not None
    assert standing.target.said == "95%"
