"""The pattern in a promise's results: which values go into it, against which aim, from where on."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from builders import change, charter, measured_by, months, promise, result, standings, there
from charters.judging.patterns import Pattern, figure_of, long_steps, pattern_of
from charters.judging.spc import Assurance, Better, Meaning
from charters.model.change import Change
from charters.model.period_labels import parse_date
from charters.model.periods import Frequency
from charters.model.results import Result

UPS_AND_DOWNS = [812, 797, 805, 790, 820, 801, 795, 808, 799, 815, 803, 806]


def pattern(*rows: Result, **more: Any) -> Pattern:
    made = promise(**{"introduced": "2024-01-01", "reported": "monthly", **more})
    return there(pattern_of(standings(charter([made], rows))[0]))


def test_shares_enter_as_exact_percent() -> None:
    found = pattern(result("2024-01", 1, 3), result("2024-02", 2, 3))
    assert found.xmr.points[0].mean == Fraction(50)


@pytest.mark.parametrize(
    ("target", "better", "assurance"),
    [
        ("90%", Better.HIGHER, Assurance.FAIL),
        ("60%", Better.HIGHER, Assurance.PASS),
        ("80%", Better.HIGHER, Assurance.INCONSISTENT),
        ("at most 90%", Better.LOWER, Assurance.PASS),
        ("at most 60%", Better.LOWER, Assurance.FAIL),
        ("between 60% and 90%", Better.NEITHER, None),
        (None, Better.NEITHER, None),
    ],
)
def test_the_aim_says_which_way_is_better_and_what_to_expect(
    target: str | None, better: Better, assurance: Assurance | None
) -> None:
    found = pattern(*months(*UPS_AND_DOWNS), target=target)
    assert found.better is better
    assert found.xmr.assurance is assurance


def test_the_aim_of_the_latest_period_counts() -> None:
    lowered = [change("2024-12-01", "target", "95%", "60%")]
    rows = months(*UPS_AND_DOWNS)
    assert pattern(*rows, target="60%", changes=lowered).xmr.assurance is Assurance.PASS
    assert pattern(*rows[:-1], target="60%", changes=lowered).xmr.assurance is None


@pytest.mark.parametrize(("count", "enough"), [(11, False), (12, True)])
def test_twelve_results_are_enough(count: int, *, enough: bool) -> None:
    assert pattern(*months(*UPS_AND_DOWNS[:count])).enough is enough


def test_zero_is_a_result() -> None:
    made = measured_by("backlog")
    rows = [result(f"2024-{n:02}", value=0) for n in range(1, 13)]
    found = pattern(*rows, measure=made, target="at most 5 claims")
    assert found.xmr.count == 12
    assert found.xmr.points[0].mean == 0


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(result("2024-06", 0, 0), id="no cases"),
        pytest.param(result("2024-06", 1, 2, hidden=True), id="hidden"),
    ],
)
def test_a_month_without_a_figure_is_a_gap_and_no_zero(row: Result) -> None:
    rows = [*months(*UPS_AND_DOWNS[:5]), row, *months(*UPS_AND_DOWNS[6:], first=7)]
    found = pattern(*rows)
    assert found.xmr.count == 11
    assert found.xmr.points[0].mean == Fraction(sum(UPS_AND_DOWNS) - 801, 110)


def test_a_month_that_was_not_reported_is_a_gap() -> None:
    rows = [*months(*UPS_AND_DOWNS[:5]), *months(*UPS_AND_DOWNS[6:], first=7)]
    found = pattern(*rows, reported="monthly")
    assert len(found.xmr.points) == 12
    assert found.xmr.count == 11


def test_the_pattern_starts_again_where_the_definition_changed() -> None:
    rows = months(*UPS_AND_DOWNS * 2)
    recounted = [change("2024-09-01", "counted", "all calls", "answered calls")]
    found = pattern(*rows, changes=recounted)
    assert [(index, str(reason.date)) for index, reason in found.breaks] == [(8, "2024-09-01")]
    assert found.xmr.start == 8
    assert found.xmr.count == 16


def test_of_several_changes_the_last_one_counts() -> None:
    rows = months(*[*[100] * 12, *UPS_AND_DOWNS])
    recounted = [
        change("2025-07-01", "counted", "answered calls", "calls by day"),
        change("2024-05-01", "counted", "all calls", "answered calls"),
    ]
    found = pattern(*rows, changes=recounted, target="50%")
    assert [index for index, _ in found.breaks] == [4, 18]
    assert (found.xmr.start, found.met_lately) == (18, (6, 6))


def test_a_month_with_two_definitions_belongs_to_neither() -> None:
    rows = months(*UPS_AND_DOWNS * 2)
    recounted = [change("2024-09-15", "counted", "all calls", "answered calls")]
    found = pattern(*rows, changes=recounted)
    assert [index for index, _ in found.breaks] == [9]
    assert found.xmr.count == 15


@pytest.mark.parametrize("day", ["2023-01-01", "2024-01-01", "2026-06-30"])
def test_a_change_before_the_first_or_after_the_last_result_breaks_nothing(day: str) -> None:
    recounted = [change(day, "counted", "all calls", "answered calls")]
    rows = months(*UPS_AND_DOWNS)
    assert list(pattern(*rows, introduced="2020-01-01", changes=recounted).breaks) == []


def test_a_lowered_target_is_no_break() -> None:
    lowered = [change("2024-09-01", "target", "95%", "90%")]
    assert list(pattern(*months(*UPS_AND_DOWNS), changes=lowered).breaks) == []


@pytest.mark.parametrize(("small", "uneven"), [(500, False), (499, True), (0, False)])
def test_cases_that_vary_more_than_twofold_are_noted(small: int, *, uneven: bool) -> None:
    found = pattern(result("2024-01", 0, small), result("2024-02", 800, 1000))
    assert found.uneven is uneven


def test_cases_from_before_a_change_of_definition_are_not_compared() -> None:
    recounted = [change("2024-02-01", "counted", "all calls", "answered calls")]
    rows = [result("2024-01", 0, 100), result("2024-02", 800, 1000), result("2024-03", 800, 1000)]
    assert pattern(*rows).uneven
    assert not pattern(*rows, changes=recounted).uneven


def test_hits_are_counted_among_the_last_twelve_results_that_had_an_aim() -> None:
    rows = months(*[950, 950, *[850] * 10, 950, 900])
    assert pattern(*rows).met_lately == (2, 12)
    lately = [change("2025-01-01", "target", "none", "90%")]
    assert pattern(*rows, changes=lately).met_lately == (2, 2)


def test_hits_from_before_a_change_of_definition_are_not_counted() -> None:
    recounted = [change("2024-09-01", "counted", "all calls", "answered calls")]
    found = pattern(*months(*[950] * 8 + [850] * 4), changes=recounted)
    assert found.met_lately == (0, 4)


@pytest.mark.parametrize("shape", ["yes-no", "words-only"])
def test_there_is_no_pattern_without_a_series(shape: str) -> None:
    made = promise(target=None, measure={"shape": shape})
    rows = [result("2024", answer="yes")] if shape == "yes-no" else []
    assert pattern_of(standings(charter([made], rows))[0]) is None


def test_the_limits_are_those_of_the_published_figures() -> None:
    found = pattern(*months(*UPS_AND_DOWNS))
    ranges = [abs(a - b) for a, b in pairwise(UPS_AND_DOWNS)]
    most = Fraction("3.267") * Fraction(sum(ranges), len(ranges))
    kept = [size for size in ranges if size < most]
    half = Fraction("2.66") * Fraction(sum(kept), len(kept)) / 10
    mean = Fraction(sum(UPS_AND_DOWNS), 12) / 10
    point = found.xmr.points[-1]
    assert (point.mean, point.lower, point.upper) == (mean, mean - half, mean + half)


def test_values_keep_every_digit() -> None:
    made = measured_by("mean")
    rows = [result(f"2024-{n:02}", value=Decimal("0.1")) for n in range(1, 13)]
    found = pattern(*rows, measure=made, target="at most 5 minutes")
    assert found.xmr.points[0].mean == Fraction(1, 10)
    assert not found.xmr.judged


# ------------------------------------------------------------------ what of it may be said


def told(*rows: Result, as_of: str | None = None, **more: Any) -> Pattern:
    """Return the pattern on the last day of the last result, so that nothing is late."""
    made = promise(**{"introduced": rows[0].period.start, "reported": "monthly", **more})
    day = parse_date(as_of) if as_of else rows[-1].period.end
    return there(pattern_of(standings(charter([made], rows), as_of=day)[0]))


def years(values: Sequence[str | None], first: int) -> list[Result]:
    return [
        result(f"{first + n}", value=Decimal(value))
        for n, value in enumerate(values)
        if value is not None
    ]


FALLING_BACK = [
    "18.3", "20.2", "21.1", "22.6", "25.3", "25.6", "25.8", "25.7",
    None, None, None, None, "17.3", "16.2", "16.3", "15.8", "14.7",
]  # fmt: skip
"""Months to a first decision on a patent: the level rose for eight years and then fell."""
YEARLY: dict[str, Any] = {"reported": "yearly", "measure": measured_by("mean", unit="months")}


def test_where_the_level_moved_nothing_is_usual() -> None:
    found = told(*years(FALLING_BACK, 2003), target="at most 14.9 months", **YEARLY)
    assert sum(point.rule is not None for point in found.xmr.points) == 13
    assert found.moved
    assert {(point.lower, point.rule, point.kind) for point in found.points} == {
        (None, None, Meaning.COMMON)
    }
    assert found.assurance is None


def test_one_result_far_outside_does_not_make_the_others_unusual() -> None:
    found = told(*months(*[*UPS_AND_DOWNS, 500]), target="90%")
    assert sum(point.rule is not None for point in found.xmr.points) == 13
    assert not found.moved
    assert [n for n, point in enumerate(found.points) if point.rule] == [4, 12]  # both outside
    assert found.points[-1].lower is not None


@pytest.mark.parametrize(
    ("values", "target", "assurance"),
    [
        (UPS_AND_DOWNS, "60%", Assurance.PASS),
        (UPS_AND_DOWNS, "90%", Assurance.FAIL),
        ([*UPS_AND_DOWNS, 500], "60%", None),  # the newest result missed what is always met
        ([*UPS_AND_DOWNS, 999], "95%", None),  # the newest result met what is always missed
        ([*UPS_AND_DOWNS, 500], "90%", Assurance.FAIL),
        ([*UPS_AND_DOWNS, 999], "60%", Assurance.PASS),
    ],
)
def test_the_newest_result_never_disproves_what_is_assured(
    values: list[int], target: str, assurance: Assurance | None
) -> None:
    assert told(*months(*values), target=target).assurance is assurance


@pytest.mark.parametrize(
    ("changes", "assured"),
    [
        ([change("2024-06-01", "target", "65%", "60%")], False),
        ([change("2024-06-01", "target", "none", "60%")], False),
        ([change("2024-06-01", "target", "60.0%", "60%")], True),  # written anew, and the same
        ([change("2024-06-01", "promise", "We answer.", "We answer you.")], True),
        ([change("2023-06-01", "target", "65%", "60%")], True),
    ],
)
def test_nothing_is_assured_over_two_aims(changes: list[Change], *, assured: bool) -> None:
    found = told(*months(*UPS_AND_DOWNS), target="60%", changes=changes, introduced="2020-01-01")
    assert (found.assurance is not None) is assured


@pytest.mark.parametrize(("missing", "assured"), [(8, True), (9, False)])
def test_nothing_is_assured_where_more_than_a_third_of_the_periods_have_no_result(
    missing: int, *, assured: bool
) -> None:
    rows = months(*UPS_AND_DOWNS)
    whole = months(*UPS_AND_DOWNS, first=13)
    found = told(*rows, *whole[missing:], target="60%")
    assert sum(slot.judged is None for slot in found.slots) == missing
    assert (found.assurance is not None) is assured


def few(values: list[int], total: int) -> list[Result]:
    return [result(f"{2024 + n // 12}-{n % 12 + 1:02}", met, total) for n, met in enumerate(values)]


def test_results_of_too_few_cases_are_drawn_and_neither_counted_nor_relied_on() -> None:
    found = told(*few([3, 2, 3, 1] * 6, 3))
    assert found.xmr.count == 24
    assert (found.met_lately, found.assurance) == ((0, 0), None)


def test_the_count_of_hits_says_that_results_of_too_few_cases_are_not_in_it() -> None:
    found = told(*months(*[950] * 5), result("2024-06", 3, 3), *months(*[850], first=7))
    assert (found.met_lately, found.left_out) == ((5, 6), True)
    assert not told(*months(*[950] * 5)).left_out


def test_without_equal_steps_there_is_no_pattern() -> None:
    rows = [result(f"{2010 + n}-03", met, 1000) for n, met in enumerate(UPS_AND_DOWNS)]
    for reported in (None, "monthly"):
        found = told(*rows, reported=reported)
        assert not found.enough
        assert all(point.lower is None and point.rule is None for point in found.points)


def test_a_long_step_is_a_gap_for_moving_ranges_and_runs() -> None:
    rows = [*months(*UPS_AND_DOWNS), *months(*[300], year=2030)]
    made = promise(reported="monthly", introduced="2030-01-01")
    found = there(pattern_of(standings(charter([made], rows), as_of=rows[-1].period.end)[0]))
    assert long_steps(found.slots, Frequency.MONTHLY) == {12}
    assert found.xmr.points[12].rule is None
    assert len(found.points) == 13
    assert found.xmr.points[13].lower == found.xmr.points[0].lower


def test_an_average_of_no_cases_is_no_zero() -> None:
    made: dict[str, Any] = {"measure": measured_by("mean"), "target": "at most 30 minutes"}
    rows = [
        result(f"2024-{n:02}", value=Decimal(25 + n % 2), cases=400)
        if n not in (4, 9)
        else result(f"2024-{n:02}", value=Decimal(0), cases=0)
        for n in range(1, 13)
    ]
    found = told(*rows, **made)
    assert found.xmr.count == 10
    assert found.xmr.points[0].mean == Fraction(25 * 10 + 5, 10)
    assert [n for n, slot in enumerate(found.slots) if figure_of(slot) is None] == [3, 8]


def test_the_story_begins_with_the_first_result() -> None:
    found = told(*months(*UPS_AND_DOWNS), introduced="2015-01-01")
    assert str(found.slots[0].period.start) == "2024-01-01"
