"""What is typed beside a row of results, against the row: figures, verdicts, and what is not one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import book, change, charter, promise, result
from charters.model.results import Result
from charters.model.standards import Standard
from charters.problems import Problem

CALLS = {"shape": "share-within-limit", "of": "calls"}
WAIT = {"shape": "mean", "unit": "minutes", "of": "calls"}


def calls(**more: Any) -> Standard:
    return promise(measure=CALLS, limit="60 seconds", **more)


def wait(**more: Any) -> Standard:
    return promise(measure=WAIT, target="at most 5 minutes", **more)


def found(standard: Standard, *rows: Result, **settings: Any) -> list[Problem]:
    audited = book(charter([standard], rows), **settings).audit
    return [problem for problem in audited.problems if problem.code == "K2"]


def told(standard: Standard, row: Result, **settings: Any) -> str:
    problems = found(standard, row, **settings)
    assert len(problems) <= 1
    return str(problems[0].message) if problems else ""


# ----------------------------------------------------------------------------------- figures


@pytest.mark.parametrize(
    ("note", "typed"),
    [
        ("We answered 84% of calls in time.", "84%"),
        ("84 of every 100 calls were answered within 60 seconds.", "84 of every 100"),
        ("Seven out of ten calls were answered in time.", "Seven out of ten"),
    ],
)
def test_the_one_share_of_what_is_counted_is_the_result(note: str, typed: str) -> None:
    said = f"the note says '{typed}', its row works out to 78% (780 of 1,000)"
    assert told(calls(), result(met=780, total=1000, note=note)) == said


@pytest.mark.parametrize(
    "note",
    [
        "We answered 78% of calls in time.",
        "Nearly 79% of calls were answered.",
        "22% of calls waited longer.",
        "We aim to answer 90% of calls in time.",
        "10% of calls may wait.",
        "We answered 61% of calls in March and 95% of calls in May.",
        "12% of our staff were ill.",
        "The survey says that 84% were satisfied.",
        "We answered every call.",
    ],
)
def test_a_share_that_the_row_has_or_of_something_else_is_left_alone(note: str) -> None:
    assert told(calls(), result(met=786, total=1000, note=note)) == ""


def test_a_figure_of_another_period_or_of_an_earlier_aim_is_left_alone() -> None:
    eased = calls(target="80%", changes=[change("2024-01-01", "target", "95%", "80%")])
    rows = [
        result("2023", 960, 1000, note="96% of calls, and our aim was 95%."),
        result("2024", 850, 1000, note="In the year before it was 96% of calls."),
        result("2025", 850, 1000, note="We once aimed at 95% of calls."),
    ]
    assert found(eased, *rows) == []


@pytest.mark.parametrize(
    ("note", "typed"),
    [
        ("The average wait was 4 minutes.", "4 minutes"),
        ("Callers waited 120 seconds.", "120 seconds"),
    ],
)
def test_the_one_length_of_time_is_the_result(note: str, typed: str) -> None:
    row = result(value="7.5", note=note)
    assert told(wait(), row) == f"the note says '{typed}', its row works out to 7.5 minutes"


@pytest.mark.parametrize(
    "note",
    [
        "Callers waited 450 seconds.",
        "Callers waited 8 minutes.",
        "We promise 5 minutes.",
        "A storm cut the line for 40 minutes.",
        "The line was down for 3 days.",
        "It took 2 weeks to mend the line.",
    ],
)
def test_a_length_of_time_that_the_row_has_or_of_something_else_is_left_alone(note: str) -> None:
    assert told(wait(), result(value="7.5", note=note)) == ""


@given(met=st.integers(1, 5000), more=st.integers(1, 5000), places=st.integers(0, 3))
def test_a_rounded_or_cut_off_result_is_the_result(met: int, more: int, places: int) -> None:
    exact = Fraction(met * 100, met + more)
    rounded = Decimal(round(exact * 10**places)).scaleb(-places)
    cut = Decimal(exact.numerator * 10**places // exact.denominator).scaleb(-places)
    for written in (rounded, cut):
        note = f"We answered {written:f}% of calls."
        assert "the note" not in told(
            calls(target=None), result(met=met, total=met + more, note=note)
        )


@given(amount=st.integers(1, 99), other=st.integers(1, 99))
def test_two_whole_shares_are_one_exactly_when_they_or_their_rests_are(
    amount: int, other: int
) -> None:
    row = result(met=other, total=100, note=f"We answered {amount}% of calls.")
    assert (told(calls(target=None), row) == "") is (amount in (other, 100 - other))


def test_small_counts_behind_a_result_are_told_by_no_problem() -> None:
    row = result(met=4, total=5, note="We answered 60% of calls.")
    assert told(calls(), row, suppress_below=10) == (
        "the note says '60%', its row works out to the result"
    )


# ---------------------------------------------------------------------------------- verdicts


@pytest.mark.parametrize(
    ("note", "met", "said"),
    [
        ("We met our target.", 700, "the note says 'We met our target', but 70% (700 of 1,000)"),
        ("Status: missed.", 950, "the note says 'Status: missed', but 95% (950 of 1,000)"),
        ("Our target was not met again.", 950, "the note says 'target was not met', but 95%"),
        ("We met this target in all offices.", 700, "the note says 'We met this target'"),
    ],
)
def test_a_typed_verdict_is_the_one_worked_out(note: str, met: int, said: str) -> None:
    assert told(calls(), result(met=met, total=1000, note=note)).startswith(said)


@pytest.mark.parametrize(
    ("note", "met"),
    [
        ("We met our target.", 950),
        ("We missed our target.", 700),
        ("We met our target in March.", 700),
        ("We met our target in most offices.", 700),
        ("If we met our target, the board would say so.", 700),
        ("People met at our office.", 700),
    ],
)
def test_a_verdict_that_is_right_or_of_a_part_is_left_alone(note: str, met: int) -> None:
    assert told(calls(), result(met=met, total=1000, note=note)) == ""


def test_notes_in_a_language_without_word_lists_are_left_alone() -> None:
    row = result(met=700, total=1000, note="We met our target. 93% of calls.")
    assert told(calls(), row, language="cs") == ""


def test_what_was_replaced_cannot_be_mended_any_more() -> None:
    rows = [
        result(met=700, total=1000, note="We met our target."),
        result(met=710, total=1000, status="revised", published="2025-05-01", line=3),
    ]
    assert found(calls(), *rows) == []
