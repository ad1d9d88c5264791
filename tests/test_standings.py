"""Where a promise stands: the latest result in force, what replaced what, and the one word."""

from __future__ import annotations

from dataclasses import is_dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import change, charter, day, promise, result, standing, standings
from charters import judging
from charters.judging.headlines import Tally, headline
from charters.judging.verdicts import Bucket, Word
from charters.model.results import Result


def test_the_latest_period_counts_not_the_latest_row() -> None:
    found = standing(result("2025", 950, 1000), result("2024", 500, 1000, line=3))
    assert found.latest is not None
    assert found.latest.result.period.label == "2025"
    assert found.verdict.word is Word.MET


def test_a_correction_counts_and_the_earlier_rows_stay() -> None:
    rows = [
        result("2025", 950, 1000, line=2),
        result("2025", 850, 1000, line=3, status="revised", note="Counted twice."),
        result("2025", 840, 1000, line=4, status="revised", note="Counted again."),
    ]
    found = standing(*rows)
    assert [judged.result.met for judged in found.judged] == [840]
    assert [row.met for row in found.judged[0].replaced] == [950, 850]
    assert found.verdict.word is Word.MISSED


def test_one_period_written_in_two_ways_is_one_period() -> None:
    rows = [result("2025", 950, 1000), result("2025-01-01/2025-12-31", 850, 1000, status="revised")]
    assert len(standing(*rows).judged) == 1


def test_parts_have_their_own_verdicts_and_do_not_stand_for_the_whole() -> None:
    found = standing(
        result("2025", 950, 1000),
        result("2025", 100, 200, part="channel: mail"),
        result("2024", 190, 200, part="channel: mail"),
    )
    assert found.verdict.word is Word.MET
    words = [judged.verdict.word for judged in found.parts["channel: mail"]]
    assert words == [Word.MET, Word.MISSED]


def test_a_promise_in_words_promises_no_level_and_is_never_late() -> None:
    made: dict[str, Any] = {"target": None, "measure": {"shape": "words-only"}}
    found = standing(reported="yearly", **made)
    assert (found.verdict.word, found.verdict.bucket) == (Word.NO_LEVEL, Bucket.UNJUDGED)
    assert found.late_since is None


COMPILED = {"by": "volunteers", "source": "public documents", "until": "2026-03-31"}
MINUTES: dict[str, Any] = {"shape": "mean", "unit": "minutes"}
SMALL = result("2025", 2, 3, hidden=True)


@pytest.mark.parametrize(
    ("rows", "more", "word"),
    [
        ([result("2025", value="9")], {"target": None, "measure": MINUTES}, Word.NO_LEVEL),
        ([], {"target": None, "measure": MINUTES}, Word.NO_LEVEL),
        ([result("2025", 9, 10)], {"target": None, "limit": "60 seconds"}, Word.NOT_HOW_OFTEN),
        ([], {"target": None, "limit": "60 seconds"}, Word.NOT_HOW_OFTEN),
        (
            [result("2024", 900, 1000)],
            {"changes": [change("2025-01-01", "target", "none", "90%")]},
            Word.NO_AIM_THEN,
        ),
        (
            [result("2024", 900, 1000)],
            {"changes": [change("2025-01-01", "counted", "all calls", "answered calls")]},
            Word.OLDER_PROMISE,
        ),
        (
            [result("2025", 900, 1000)],
            {"changes": [change("2025-07-01", "counted", "all calls", "answered calls")]},
            Word.CHANGED,
        ),
        ([result("2025", 0, 0)], {}, Word.NO_CASES),
        ([SMALL], {}, Word.HIDDEN),
        ([result("2025", 90, 100, part="channel: mail")], {}, Word.ONLY_PARTS),
        ([], {}, Word.NONE_YET),
        ([], {"compiled": COMPILED}, Word.NOT_FOUND),
    ],
)
def test_what_cannot_be_judged_says_why(
    rows: list[Result], more: dict[str, Any], word: Word
) -> None:
    found = standing(*rows, **more).verdict
    assert (found.word, found.bucket) == (word, Bucket.UNJUDGED)


@pytest.mark.parametrize(
    ("as_of", "after", "months", "old"),
    [
        ("2026-06-30", {}, 18, False),
        ("2026-12-31", {}, 24, False),
        ("2027-01-01", {}, 24, True),
        ("2028-12-31", {}, 48, True),
        ("2026-06-30", {"result_old_after": "17"}, 18, True),
        ("2026-06-30", {"result_old_after": "18"}, 18, False),
    ],
)
def test_a_result_is_old_from_the_day_after_the_months_that_the_site_sets(
    as_of: str, after: dict[str, Any], months: int, *, old: bool
) -> None:
    made = charter([promise()], [result("2024", 850, 1000)])
    found = standings(made, as_of=day(as_of), **after)[0]
    assert (found.months_old, found.is_old) == (months, old)
    assert found.verdict.word is Word.MISSED


def test_without_a_result_nothing_is_old() -> None:
    assert (standing().months_old, standing().is_old) == (None, False)


def test_of_a_compiled_record_results_grow_old_by_the_day_of_the_site() -> None:
    found = standing(result("2023", 850, 1000), compiled={**COMPILED, "until": "2024-03-31"})
    assert (found.is_old, str(found.collected_until)) == (True, "2024-03-31")
    assert found.late_since is None


def test_a_late_result_never_hides_a_miss() -> None:
    years = [result(f"{year}", 400, 1000, line=year) for year in range(2019, 2024)]
    found = standing(*years, reported="yearly", introduced="2019-01-01")
    assert found.verdict.word is Word.MISSED
    assert found.late_since == day("2025-03-31")
    assert headline([found])[Bucket.MISSED] == Tally(1, old=1, late=1)


RECOUNTED = [change("2026-01-01", "counted", "all calls", "answered calls")]


@pytest.mark.parametrize(
    ("as_of", "word"),
    [
        ("2025-12-31", Word.MET),
        ("2026-01-01", Word.OLDER_PROMISE),
        ("2026-06-30", Word.OLDER_PROMISE),
    ],
)
def test_a_changed_promise_waits_for_its_first_result_from_the_day_of_the_change(
    as_of: str, word: Word
) -> None:
    found = standing(result("2024", 950, 1000), changes=RECOUNTED, as_of=as_of)
    assert found.verdict.word is word
    if word is Word.OLDER_PROMISE:
        assert found.verdict.on == day("2026-01-01")


def test_of_several_changes_since_the_last_result_the_newest_is_named() -> None:
    again = change("2026-03-01", "counted", "answered calls", "calls by day")
    found = standing(result("2024", 950, 1000), changes=[again, *RECOUNTED])
    assert found.verdict.on == day("2026-03-01")


def test_a_change_on_the_last_day_of_a_result_is_within_it() -> None:
    changes = [change("2025-12-31", "counted", "all calls", "answered calls")]
    found = standing(result("2025", 950, 1000), changes=changes)
    assert found.latest is not None
    assert found.verdict == found.latest.verdict
    assert found.verdict.target is not None


def test_the_first_result_after_a_change_is_judged() -> None:
    rows = [result("2025", 950, 1000), result("2026-Q1", 100, 1000)]
    assert standing(*rows, changes=RECOUNTED).verdict.word is Word.MISSED


@pytest.mark.parametrize(
    ("as_of", "still"), [("2026-06-29", True), ("2026-06-30", True), ("2026-07-01", False)]
)
def test_a_promise_is_made_until_the_day_of_its_withdrawal(as_of: str, *, still: bool) -> None:
    gone = {"date": "2026-06-30", "reason": "The line closes."}
    found = standing(result("2025", 850, 1000), withdrawn=gone, as_of=as_of)
    assert found.in_force is still
    assert headline([found])[Bucket.MISSED].count == int(still)


@pytest.mark.parametrize(("as_of", "aim"), [("2026-09-30", "90%"), ("2026-10-01", "80%")])
def test_an_announced_target_is_not_in_force_yet(as_of: str, aim: str) -> None:
    announced = [change("2026-10-01", "target", "90%", "80%")]
    found = standing(result("2025", 850, 1000), target="80%", changes=announced, as_of=as_of)
    assert found.target is not None
    assert found.target.written == aim
    assert found.standard.target == found.target


@pytest.mark.parametrize(("as_of", "limit"), [("2026-09-30", "60"), ("2026-10-01", "90")])
def test_announced_words_and_an_announced_limit_are_not_in_force_yet(
    as_of: str, limit: str
) -> None:
    announced = [
        change("2026-10-01", "promise", "Within 60 seconds.", "Within 90 seconds."),
        change("2026-10-01", "limit", "60 seconds", "90 seconds"),
    ]
    more = {"promise": "Within 90 seconds.", "limit": "90 seconds", "changes": announced}
    found = standing(result("2025", 850, 1000), as_of=as_of, **more).standard
    assert (str(found.promise), str(found.limit)) == (
        f"Within {limit} seconds.",
        f"{limit} seconds",
    )


def test_slots_hold_results_and_gaps_in_the_order_of_time() -> None:
    rows = [result("2025-Q4", 9, 10), result("2024-Q1", 9, 10)]
    found = standing(*rows, reported="quarterly", introduced="2024-01-01", as_of="2026-05-31")
    slots = [(str(slot.period.start), slot.judged is not None) for slot in found.slots]
    assert slots[0] == ("2024-01-01", True)
    assert slots[-1] == ("2025-10-01", True)
    assert len(slots) == 8
    assert sum(held for _, held in slots) == 2
    due = [str(slot.verdict.on) for slot in found.slots]
    assert (due[0], due[1], due[-1]) == ("None", "2024-09-28", "None")


@given(st.permutations(range(5)))
def test_the_order_of_rows_of_different_periods_does_not_matter(order: list[int]) -> None:
    rows = [result(f"{2020 + n}", 80 + 4 * n, 100, line=2 + n) for n in order]
    found = standing(*rows)
    assert [judged.result.period.label for judged in found.judged] == [
        "2020",
        "2021",
        "2022",
        "2023",
        "2024",
    ]
    assert found.verdict.reached is True


def test_headline_counts_go_over_all_promises_the_unjudged_included() -> None:
    withdrawn = {"date": "2020-12-31", "reason": "It ended."}
    made = [
        promise("met"),
        promise("missed"),
        promise("few"),
        promise("silent"),
        promise("late", reported="yearly", introduced="2022-01-01"),
        promise("gone", withdrawn=withdrawn),
        promise("aimless", target=None),
    ]
    rows = [
        result("2025", 950, 1000, standard="met"),
        result("2025", 850, 1000, standard="missed"),
        result("2025", 5, 10, standard="few"),
        result("2025", 5, 1000, standard="aimless"),
        result("2019", 5, 1000, standard="gone"),
        result("2022", 850, 1000, standard="late"),
    ]
    counts = headline(standings(charter(made, rows)))
    assert counts == {
        Bucket.MISSED: Tally(2, old=1, late=1),
        Bucket.MET: Tally(1),
        Bucket.TOO_FEW: Tally(1),
        Bucket.UNJUDGED: Tally(2),
    }
    assert list(counts) == ["missed", "met", "too-few", "cannot-be-judged"]


def dataclasses_of_judging() -> list[Any]:
    modules = [import_module(f"charters.judging.{m.name}") for m in iter_modules(judging.__path__)]
    found = {value for module in modules for value in vars(module).values() if is_dataclass(value)}
    return [one for one in found if one.__module__.startswith("charters.judging.")]


def test_what_was_judged_is_never_changed() -> None:
    assert len(dataclasses_of_judging()) > 7
    changeable = [one for one in dataclasses_of_judging() if not one.__dataclass_params__.frozen]
    assert changeable == []
