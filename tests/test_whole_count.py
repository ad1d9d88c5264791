"""The whole denominator: cases left out, cases still open, and money paid stand beside a result."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import book, charter, promise, result, there
from charters.judging.suppression import charter_shown
from charters.judging.verdicts import Bucket, Word, judge
from charters.judging.whole_count import with_all
from charters.model.settings import Settings
from charters.model.written_levels import parse_quantity
from charters.publishing.data.exports import as_csv, as_json, datasets
from charters.publishing.views.promise_cards import promise_view
from charters.publishing.views.service import open_promise

PAID = parse_quantity("1250 dollars")


def card(**more: Any) -> Any:
    built = book(charter([promise(target="80%")], [result("2025", 80, 84, **more)]))
    return promise_view(built, built.all_standings[0])


def test_what_is_in_no_count_stands_beside_the_counts() -> None:
    assert card(excluded=15, overdue=6, paid=PAID).result.counts == (
        "80 of 84, 15 more left out, 6 more still open past the limit, 1,250 dollars paid for misses"
    )
    assert card().result.counts == "80 of 84"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"excluded": 15, "overdue": 6}, "With what was left out and what is still open counted as not kept, it would be 80 of 105. The verdict would be Missed; Met is on the result as published."),
        ({"excluded": 15}, "With what was left out counted as not kept, it would be 80 of 99. The verdict would be the same."),
        ({"overdue": 21}, "With what is still open counted as not kept, it would be 80 of 105. The verdict would be Missed; Met is on the result as published."),
        ({"excluded": 0, "overdue": 0}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_the_result_with_everybody_in_stands_beside_the_one_without(
    more: dict[str, Any], said: str
) -> None:
    found = card(**more)
    assert found.result.whole == said
    assert found.verdict.word == "Met"


def test_the_history_says_of_each_year_where_the_verdict_would_be_another() -> None:
    rows = [result("2024", 80, 84, overdue=21), result("2025", 80, 84, overdue=1)]
    built = book(charter([promise(target="80%")], rows))
    notes = [row.note.words for row in open_promise(built, built.all_standings[0]).table.rows]
    assert notes == ["", "With what is still open counted as not kept, it would be 80 of 105. The verdict would be Missed; Met is on the result as published."]  # fmt: skip


def test_without_an_aim_the_counts_alone_are_told() -> None:
    built = book(charter([promise(target=None)], [result("2025", 80, 84, overdue=6)]))
    view = there(promise_view(built, built.all_standings[0]).result)
    assert view.whole == "With what is still open counted as not kept, it would be 80 of 90."


COUNT = st.integers(0, 10**6)


@given(COUNT, COUNT, COUNT, COUNT, st.integers(0, 100))
def test_whoever_is_counted_in_makes_no_result_better(
    met: int, missed: int, excluded: int, overdue: int, aim: int
) -> None:
    standard, better = promise(target=f"{aim}%"), {False: 0, True: 1}
    row = result("2025", met, met + missed, excluded=excluded, overdue=overdue)
    found = with_all(standard, row)
    assert (found is None) == (excluded + overdue == 0)
    if found is not None:
        whole, verdict = found
        assert whole.total == met + missed + excluded + overdue
        if (published := judge(standard, row).reached) is not None and verdict.reached is not None:
            assert better[verdict.reached] <= better[published]


def test_of_a_share_of_misses_those_still_open_are_misses() -> None:
    standard = promise(target="at most 5%")
    found = there(with_all(standard, result("2025", 4, 100, overdue=6)))
    assert (found[0].met, found[0].total, found[1].word) == (10, 106, Word.MISSED)


def test_of_an_average_there_is_no_other_count() -> None:
    standard = promise(target="at most 5 minutes", measure={"shape": "mean", "unit": "minutes"})
    assert with_all(standard, result("2025", value=4, cases=100, overdue=6)) is None


def test_the_open_data_have_all_of_it() -> None:
    rows = [result("2025", 80, 84, excluded=15, overdue=6, paid=PAID)]
    built = book(charter([promise(target="80%")], rows))
    tables = datasets(built)
    (document,) = json.loads(as_json(built, tables))["results"]
    text = as_csv(next(table for table in tables if table.name == "results"))
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["overdue"], row["paid"], row["verdict"]) == ("6", "1250 dollars", "met")
    assert (row["all_met"], row["all_total"], row["all_verdict"]) == ("80", "105", "missed")
    assert (document["overdue"], document["all_total"]) == (6, 105)


SMALL = Settings.model_validate({"suppress_below": 10})


@pytest.mark.parametrize("more", [{"overdue": 6, "excluded": 15}, {"overdue": 15, "excluded": 6}])
def test_a_small_count_beside_a_result_is_hidden_with_the_other_and_the_money(
    more: dict[str, Any],
) -> None:
    rows = [result("2025", 80, 184, paid=PAID, **more)]
    (row,) = charter_shown(charter([promise()], rows), SMALL).results["calls"]
    assert (row.met, row.excluded, row.overdue, row.paid) == (80, None, None, None)
    built = book(charter([promise()], rows), suppress_below=10)
    text = as_csv(next(table for table in datasets(built) if table.name == "results"))
    (told,) = csv.DictReader(io.StringIO(text))
    assert not any(
        told[name] for name in ("excluded", "overdue", "paid", "all_total", "all_verdict")
    )
    view = there(promise_view(built, built.all_standings[0]).result)
    assert (view.counts, view.whole) == ("80 of 184", "")


def test_what_stands_beside_a_hidden_result_is_hidden_too() -> None:
    rows = [result("2025", 3, 184, overdue=60, paid=PAID)]
    (row,) = charter_shown(charter([promise()], rows), SMALL).results["calls"]
    assert (row.hidden, row.overdue, row.paid) == (True, None, None)


def test_parts_do_not_tell_the_small_number_still_open_in_another_part() -> None:
    rows = [
        result("2025", 80, 184, overdue=40),
        result("2025", 40, 90, overdue=36, part="office: North"),
        result("2025", 40, 94, overdue=4, part="office: South"),
    ]
    shown = charter_shown(charter([promise()], rows), SMALL).results["calls"]
    assert [row.overdue for row in shown] == [40, None, None]


# ------------------------------------------------------------------------------------ in words


def test_a_result_in_words_is_shown_as_such_and_never_judged() -> None:
    rows = [result("2024", 85, 100), result("2025", status="in words", note="Mostly met.")]
    built = book(charter([promise()], rows))
    found = built.all_standings[0]
    assert (found.verdict.word, found.verdict.bucket) == (Word.IN_WORDS, Bucket.UNJUDGED)
    view = promise_view(built, found)
    assert view.result is not None
    assert view.result.words == "“Mostly met”"
    assert view.verdict.word == "Cannot be judged: published in words only"
    assert view.verdict.why.words == (
        "These are the agency's own words; there is no figure that could be held against the aim. "
        "The result before (2024): Missed."
    )


def test_the_history_has_the_words_once_and_the_chart_a_gap() -> None:
    rows = [result(f"{year}", 900, 1000) for year in (2020, 2021, 2022, 2024)]
    rows.append(result("2023", status="in words", note="Mostly met."))
    built = book(charter([promise()], rows))
    found = open_promise(built, built.all_standings[0]).table.rows[1]
    assert (found.period, found.words, found.note.words) == ("2023", "“Mostly met”", "")


def test_the_open_data_have_the_words_in_the_note() -> None:
    rows = [result("2025", status="in words", note="Mostly met.")]
    built = book(charter([promise()], rows))
    text = as_csv(next(table for table in datasets(built) if table.name == "results"))
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["verdict"], row["status"], row["note"]) == ("in-words", "in words", "Mostly met.")
