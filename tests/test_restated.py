"""Results that were counted again by a new rule: the series goes on, and says so."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import book, change, charter, promise, result, there
from builders import standing as standing_of_one
from charters.judging.patterns import Pattern, pattern_of
from charters.judging.verdicts import Word
from charters.model.results import Result
from charters.publishing.data.exports import datasets
from charters.publishing.views.service import open_promise

COUNTED = change("2025-01-01", "counted", "calls by day", "all calls")
RESTATED = {**COUNTED, "restated": "yes"}


def months(count: int) -> list[Result]:
    """Return one result a month from January 2024 on, all published after the change."""
    return [
        result(f"{2024 + n // 12}-{n % 12 + 1:02}", 900 + n * 7 % 20, 1000, published="2025-12-01")
        for n in range(count)
    ]


standing = partial(standing_of_one, as_of="2025-12-15", reported="monthly", introduced="2024-01-01")


def pattern(*rows: Result, **more: Any) -> Pattern:
    return there(pattern_of(standing(*rows, **more)))


@pytest.mark.parametrize(("entry", "cut"), [(COUNTED, [12]), (RESTATED, [])])
def test_the_series_is_cut_only_where_earlier_results_were_not_counted_again(
    entry: dict[str, str], cut: list[int]
) -> None:
    assert [index for index, _ in pattern(*months(22), changes=[entry]).breaks] == cut


@pytest.mark.parametrize(("entry", "word"), [(COUNTED, Word.OLDER_PROMISE), (RESTATED, Word.MET)])
def test_a_result_from_before_the_change_stands_where_it_was_counted_again(
    entry: dict[str, str], word: Word
) -> None:
    row = result("2024-06", 950, 1000, published="2025-02-01")
    assert standing(row, changes=[entry]).verdict.word is word


@pytest.mark.parametrize(("entry", "word"), [(COUNTED, Word.CHANGED), (RESTATED, Word.MET)])
def test_a_period_with_the_change_in_it_is_judged_where_all_of_it_is_counted_in_one_way(
    entry: dict[str, str], word: Word
) -> None:
    row = result("2024-07-01/2025-06-30", 950, 1000, published="2025-08-01")
    assert standing(row, changes=[entry], reported="yearly").verdict.word is word


def test_page_and_data_say_that_earlier_results_were_counted_again() -> None:
    for entry, words, told in (
        (COUNTED, "", None),
        (
            RESTATED,
            "Earlier results were counted again in the new way, so they can be compared.",
            "yes",
        ),
    ):
        built = book(charter([promise(changes=[entry])]))
        (view,) = open_promise(built, built.all_standings[0]).changes
        assert view.restated == words
        (table,) = (one for one in datasets(built) if one.name == "changes")
        assert next(table.rows)["restated"] == told


@given(st.integers(1, 23), st.sampled_from(["counted", "not_counted", "clock"]))
def test_a_change_after_which_all_was_counted_again_changes_no_pattern(
    month: int, field: str
) -> None:
    at = f"{2024 + month // 12}-{month % 12 + 1:02}-01"
    entry = {**change(at, field, "calls by day", "all calls"), "restated": "yes"}
    rows = months(22)
    plain, again = pattern(*rows), pattern(*rows, changes=[entry])
    assert again.points == plain.points
    assert (again.breaks, again.met_lately) == (plain.breaks, plain.met_lately)
