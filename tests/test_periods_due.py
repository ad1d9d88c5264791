"""Which results are due: every period since the introduction, late from the day after the limit."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import charter, day, promise, result, standings
from charters.judging.headlines import headline
from charters.judging.periods_due import missing_periods
from charters.judging.standings import Standing
from charters.judging.verdicts import Bucket, Word
from charters.model.periods import period_of
from charters.model.results import Result

LAG = 90


def missing(
    reported: str,
    introduced: str,
    as_of: str,
    *results: Result,
    fiscal_start: int = 1,
    **more: Any,
) -> list[str]:
    made = promise(reported=reported, introduced=introduced, **more)
    found = missing_periods(
        made, results, fiscal_start=fiscal_start, lag_days=LAG, as_of=day(as_of)
    )
    return [f"{gap.period.start}/{gap.period.end}" for gap in found]


@pytest.mark.parametrize(
    ("reported", "introduced", "as_of", "fiscal_start", "expected"),
    [
        pytest.param(
            "monthly", "2024-01-01", "2024-06-30", 1,
            ["2024-01-01/2024-01-31", "2024-02-01/2024-02-29", "2024-03-01/2024-03-31"],
            id="monthly",
        ),
        pytest.param(
            "quarterly", "2024-01-01", "2024-12-31", 1,
            ["2024-01-01/2024-03-31", "2024-04-01/2024-06-30", "2024-07-01/2024-09-30"],
            id="quarterly",
        ),
        pytest.param(
            "half-yearly", "2024-01-01", "2025-06-30", 1,
            ["2024-01-01/2024-06-30", "2024-07-01/2024-12-31"],
            id="half-yearly",
        ),
        pytest.param(
            "yearly", "2024-01-01", "2026-06-30", 1,
            ["2024-01-01/2024-12-31", "2025-01-01/2025-12-31"],
            id="yearly",
        ),
        pytest.param(
            "yearly", "2023-10-01", "2026-06-30", 10,
            ["2023-10-01/2024-09-30", "2024-10-01/2025-09-30"],
            id="yearly, by the fiscal year",
        ),
        pytest.param(
            "quarterly", "2024-02-01", "2025-01-31", 2,
            ["2024-02-01/2024-04-30", "2024-05-01/2024-07-31", "2024-08-01/2024-10-31"],
            id="quarters of a fiscal year from February",
        ),
        pytest.param(
            "half-yearly", "2024-04-01", "2025-06-30", 4,
            ["2024-04-01/2024-09-30", "2024-10-01/2025-03-31"],
            id="halves of a fiscal year from April",
        ),
        pytest.param(
            "quarterly", "2024-02-15", "2024-12-31", 1,
            ["2024-04-01/2024-06-30", "2024-07-01/2024-09-30"],
            id="introduced inside a quarter: the next one is the first",
        ),
        pytest.param(
            "yearly", "2024-01-02", "2026-06-30", 1, ["2025-01-01/2025-12-31"],
            id="introduced on the second day of a year",
        ),
        pytest.param("yearly", "2027-01-01", "2026-06-30", 1, [], id="not introduced yet"),
    ],
)  # fmt: skip
def test_every_whole_period_since_the_introduction_is_due(
    reported: str, introduced: str, as_of: str, fiscal_start: int, expected: list[str]
) -> None:
    assert missing(reported, introduced, as_of, fiscal_start=fiscal_start) == expected


@pytest.mark.parametrize(
    ("seasons", "introduced", "as_of", "expected"),
    [
        pytest.param(
            ["2021-01-01/2021-04-15", "2023-01-01/2023-05-17", "2024-01-01/2024-04-15"],
            "2019-10-01", "2026-06-30",
            ["2020-01-01/2020-04-15", "2022-01-01/2022-04-15", "2025-01-01/2025-04-15"],
            id="the first months of a year",
        ),
        pytest.param(
            ["2022-11-01/2023-02-28", "2023-11-01/2024-02-29"],
            "2020-12-01", "2026-06-30", ["2021-11-01/2022-02-28", "2024-11-01/2025-02-28", "2025-11-01/2026-02-28"],
            id="a winter",
        ),
        pytest.param(
            ["2021-11-01/2022-02-28", "2022-11-01/2023-02-28"],
            "2021-11-01", "2025-06-30", ["2023-11-01/2024-02-29", "2024-11-01/2025-02-28"],
            id="a winter to the last of February, before a leap year",
        ),
        pytest.param(
            ["2022-11-01/2023-02-27", "2023-11-01/2024-02-28"],
            "2022-11-01", "2025-06-30", ["2024-11-01/2025-02-28"],
            id="a winter to the day before the last of February",
        ),
        pytest.param(
            ["2023-01-01/2023-04-15", "2025"], "2023-01-01", "2026-06-30", ["2024-01-01/2024-12-31"],
            id="no season: one result is of a whole year",
        ),
        pytest.param(
            ["2023-01-01/2023-04-15", "2025-02-01/2025-04-15"], "2023-01-01", "2026-06-30",
            ["2024-01-01/2024-12-31"],
            id="no season: they begin on other days",
        ),
        pytest.param(
            ["2024-01-01/2024-04-15"], "2023-01-01", "2026-06-30",
            ["2023-01-01/2023-12-31", "2025-01-01/2025-12-31"],
            id="no season: one result may be of a part of its year",
        ),
    ],
)  # fmt: skip
def test_of_a_season_the_same_days_of_every_year_are_due(
    seasons: list[str], introduced: str, as_of: str, expected: list[str]
) -> None:
    rows = [result(one) for one in seasons]
    assert missing("yearly", introduced, as_of, *rows, fiscal_start=1) == expected


def test_a_season_is_named_by_its_days_and_not_by_a_fiscal_year() -> None:
    rows = [result("2022-10-01/2022-12-24"), result("2024-10-01/2024-12-24")]
    made = promise(reported="yearly", introduced="2022-10-01")
    found = missing_periods(made, rows, fiscal_start=10, lag_days=LAG, as_of=day("2025-06-30"))
    assert [gap.period.label for gap in found] == ["2023-10-01/2023-12-24"]


def test_a_promise_that_does_not_say_how_often_it_is_reported_is_never_due() -> None:
    made = promise(introduced="2010-01-01")
    assert missing_periods(made, (), fiscal_start=1, lag_days=LAG, as_of=day("2026-06-30")) == []


@pytest.mark.parametrize(
    ("as_of", "late"), [("2025-03-30", False), ("2025-03-31", False), ("2025-04-01", True)]
)
def test_a_result_is_late_from_the_day_after_the_limit(as_of: str, *, late: bool) -> None:
    assert day("2024-12-31") + timedelta(LAG) == day("2025-03-31")
    assert bool(missing("yearly", "2024-01-01", as_of)) is late


def test_nothing_is_due_after_a_promise_was_withdrawn() -> None:
    withdrawn = {"date": "2024-06-30", "reason": "The line was closed."}
    found = missing("quarterly", "2024-01-01", "2026-06-30", withdrawn=withdrawn)
    assert found == ["2024-01-01/2024-03-31", "2024-04-01/2024-06-30"]


@pytest.mark.parametrize(
    ("period", "fiscal_start", "still_missing"),
    [
        ("2024", 1, ["2025-01-01/2025-12-31"]),
        ("2024-01-15/2024-03-20", 1, ["2025-01-01/2025-12-31"]),
        ("FY2025", 10, []),
        ("2023-11-01/2025-12-31", 1, []),
    ],
)
def test_a_period_with_any_result_in_it_is_not_missing(
    period: str, fiscal_start: int, still_missing: list[str]
) -> None:
    row = result(period, 9, 10, fiscal_start=fiscal_start)
    found = missing("yearly", "2024-01-01", "2026-06-30", row, fiscal_start=fiscal_start)
    assert found == still_missing


@pytest.mark.parametrize(
    ("period", "still_missing"),
    [
        ("2023-06-01/2023-12-31", ["2024-01-01/2024-12-31", "2025-01-01/2025-12-31"]),
        ("2023-06-01/2024-01-01", ["2025-01-01/2025-12-31"]),
        ("2024-12-31/2024-12-31", ["2025-01-01/2025-12-31"]),
        ("2024-12-31/2025-01-01", []),
    ],
)
def test_one_day_in_common_is_a_result(period: str, still_missing: list[str]) -> None:
    assert missing("yearly", "2024-01-01", "2026-06-30", result(period, 9, 10)) == still_missing


@pytest.mark.parametrize(
    ("reported", "introduced", "fiscal_start", "rows", "label"),
    [
        pytest.param("monthly", "2024-03-01", 1, [], "2024-03", id="a month"),
        pytest.param("yearly", "2024-01-01", 1, [], "2024", id="a year"),
        pytest.param("yearly", "2023-10-01", 10, [], "FY2024", id="a fiscal year"),
        pytest.param("yearly", "2024-02-01", 2, [], "FY2025", id="a fiscal year from February"),
        pytest.param("yearly", "2023-01-01", 10, ["2023"], "2024", id="a year beside fiscal ones"),
        pytest.param(
            "yearly",
            "2022-07-01",
            10,
            ["2022-07-01/2023-06-30"],
            "2023-07-01/2024-06-30",
            id="a year that is neither",
        ),
        pytest.param("quarterly", "2024-01-01", 1, [], "2024-01-01/2024-03-31", id="a quarter"),
        pytest.param("half-yearly", "2024-01-01", 1, [], "2024-01-01/2024-06-30", id="half a year"),
    ],
)
def test_a_missing_period_is_named_as_its_results_would_be(
    reported: str, introduced: str, fiscal_start: int, rows: list[str], label: str
) -> None:
    made = promise(reported=reported, introduced=introduced)
    given = [result(row, 9, 10) for row in rows]
    (first, *_) = missing_periods(
        made, given, fiscal_start=fiscal_start, lag_days=LAG, as_of=day("2026-06-30")
    )
    assert first.period.label == label


def test_the_newest_whole_period_says_where_periods_begin() -> None:
    rows = [result("2022", 9, 10), result("FY2024", 9, 10, fiscal_start=10)]
    part = result("2025-01-01/2025-03-31", 9, 10)
    found = missing("yearly", "2022-01-01", "2026-12-31", *rows, part, fiscal_start=1)
    assert found == ["2025-10-01/2026-09-30"]


@pytest.mark.parametrize(
    ("reported", "written", "fiscal_start", "next_one"),
    [
        pytest.param("yearly", "2024", 10, "2025-01-01/2025-12-31", id="calendar years"),
        pytest.param("quarterly", "2025-Q1", 2, "2025-04-01/2025-06-30", id="calendar quarters"),
        pytest.param(
            "half-yearly", "2024-07-01/2024-12-31", 10, "2025-01-01/2025-06-30", id="plain halves"
        ),
        pytest.param(
            "yearly", "2023-07-01/2024-06-30", 1, "2024-07-01/2025-06-30", id="years from July"
        ),
        pytest.param("yearly", "FY2024", 10, "2024-10-01/2025-09-30", id="fiscal years"),
    ],
)
def test_periods_are_counted_as_the_results_are(
    reported: str, written: str, fiscal_start: int, next_one: str
) -> None:
    row = result(written, 9, 10, fiscal_start=fiscal_start)
    began = str(row.period.start)
    found = missing(reported, began, "2026-06-30", row, fiscal_start=fiscal_start)
    assert found[0] == next_one


@given(
    st.sampled_from(["monthly", "quarterly", "half-yearly", "yearly"]),
    st.dates(date(1990, 1, 1), date(2025, 12, 31)),
    st.dates(date(1990, 1, 1), date(2030, 12, 31)),
    st.integers(1, 12),
)
def test_missing_periods_follow_each_other_without_gap_or_overlap(
    reported: str, introduced: date, as_of: date, fiscal_start: int
) -> None:
    made = promise(reported=reported, introduced=introduced)
    gaps = missing_periods(made, (), fiscal_start=fiscal_start, lag_days=LAG, as_of=as_of)
    months = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}[reported]
    for gap in gaps:
        assert gap.period.start >= introduced
        assert gap.due == gap.period.end + timedelta(LAG) < as_of
        whole = period_of(gap.period.start, months, gap.period.label)
        assert gap.period == whole
        assert (gap.period.start.month - fiscal_start) % months == 0
    for one, other in pairwise(gaps):
        assert one.period.end + timedelta(1) == other.period.start


@given(st.sets(st.integers(0, 11)))
def test_what_is_reported_and_what_is_missing_make_the_whole_year(months: set[int]) -> None:
    made = promise(reported="monthly", introduced="2024-01-01")
    rows = [result(f"2024-{month + 1:02}", 9, 10) for month in months]
    gaps = missing_periods(made, rows, fiscal_start=1, lag_days=0, as_of=day("2025-01-01"))
    assert {gap.period.start.month - 1 for gap in gaps} == set(range(12)) - months


# ------------------------------------------------------------------------ seen from the page


def standing(*rows: Result, as_of: str = "2026-06-30", **more: Any) -> Standing:
    """Return the standing of a yearly promise made in 2023; `compiled` belongs to the agency."""
    about = {key: more.pop(key) for key in ("compiled",) if key in more}
    made = promise(**{"reported": "yearly", "introduced": "2023-01-01", **more})
    return standings(charter([made], rows, **about), as_of=day(as_of))[0]


def test_the_next_result_is_late_and_says_since_when() -> None:
    found = standing(result("2023", 950, 1000))
    assert found.verdict.word is Word.MET
    assert found.late_since == day("2025-03-31")


def test_a_result_that_never_came_is_late_too() -> None:
    assert standing().verdict.word is Word.NONE_YET
    assert standing().late_since == day("2024-03-30")
    assert standing(as_of="2024-03-30").late_since is None


def test_a_gap_between_two_results_is_a_gap_and_not_late() -> None:
    found = standing(result("2023", 950, 1000), result("2025", 950, 1000))
    assert found.verdict.word is Word.MET
    assert found.late_since is None
    assert [str(gap.period.start) for gap in found.missing] == ["2024-01-01"]
    assert [slot.judged is None for slot in found.slots] == [False, True, False]


def test_a_part_alone_does_not_make_the_whole_punctual() -> None:
    whole = result("2023", 950, 1000)
    part = result("2024", 95, 100, part="channel: mail")
    assert standing(whole, part, as_of="2025-12-31").late_since == day("2025-03-31")


def test_a_promise_reported_in_parts_only_is_not_late() -> None:
    parts = [result(year, 95, 100, part="channel: mail") for year in ("2023", "2024", "2025")]
    assert standing(*parts).missing == []
    assert standing(*parts[:2]).late_since == day("2026-03-31")
    assert standing(parts[0], parts[2]).late_since is None


COMPILED = {"by": "volunteers", "source": "public documents", "until": "2025-06-30"}


def test_a_compiled_charter_is_never_late() -> None:
    assert standing(compiled=COMPILED).verdict.word is Word.NOT_FOUND
    kept = standing(result("2023", 950, 1000), compiled=COMPILED)
    assert (kept.verdict.word, kept.late_since) == (Word.MET, None)


def test_a_compiled_charter_knows_gaps_only_up_to_its_documents() -> None:
    found = standing(result("2023", 950, 1000), compiled=COMPILED)
    assert [str(gap.period.start) for gap in found.missing] == ["2024-01-01"]


def test_a_withdrawn_promise_is_not_late_and_keeps_its_last_word() -> None:
    gone = {"date": "2025-12-31", "reason": "The line was closed."}
    found = standing(result("2023", 800, 1000), withdrawn=gone)
    assert found.verdict.word is Word.MISSED
    assert not found.in_force


bits = st.fixed_dictionaries(
    {
        "reported": st.sampled_from([None, "yearly", "quarterly"]),
        "target": st.sampled_from([None, "90%", "at most 5%"]),
        "introduced": st.dates(date(2015, 1, 1), date(2027, 1, 1)),
        "withdrawn": st.sampled_from([None, "2025-06-30", "2027-06-30"]),
        "pairs": st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=4),
        "compiled": st.booleans(),
    }
)


@given(st.lists(bits, max_size=6))
def test_the_four_counts_add_up_to_the_promises_in_force(drawn: list[dict[str, Any]]) -> None:
    made, rows = [], []
    for n, one in enumerate(drawn):
        more = {key: one[key] for key in ("reported", "introduced") if one[key]}
        if one["withdrawn"]:
            more["withdrawn"] = {"date": one["withdrawn"], "reason": "It ended."}
        if one["compiled"]:
            more["compiled"] = COMPILED
        made.append(promise(f"p{n}", target=one["target"], **more))
        pairs = enumerate(one["pairs"], 2020)
        rows += [result(f"{y}", min(p), max(p), standard=f"p{n}") for y, p in pairs]
    found = standings(charter(made, rows))
    counts = headline(found)
    assert list(counts) == list(Bucket)
    assert sum(one.count for one in counts.values()) == sum(one.in_force for one in found)
