"""The pattern in a promise's results: which values go into it, against which aim, from where on."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from builders import change, charter, measured_by, promise, result, standings
from charters.judging.patterns import Pattern, pattern_of
from charters.judging.spc import Assurance, Better
from charters.model.results import Result

UPS_AND_DOWNS = [812, 797, 805, 790, 820, 801, 795, 808, 799, 815, 803, 806]


def months(values: list[int], first: int = 1, year: int = 2024) -> list[Result]:
    return [
        result(f"{year + (first + n - 1) // 12}-{(first + n - 1) % 12 + 1:02}", met, 1000)
        for n, met in enumerate(values)
    ]


def pattern(*rows: Result, **more: Any) -> Pattern:
    made = promise(**{"introduced": "2024-01-01", "reported": "monthly", **more})
    found = pattern_of(standings(charter([made], rows))[0])
    assert found is not None
    return found


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
    found = pattern(*months(UPS_AND_DOWNS), target=target)
    assert found.better is better
    assert found.xmr.assurance is assurance


def test_the_aim_of_the_latest_period_counts() -> None:
    lowered = [change("2024-12-01", "target", "95%", "60%")]
    rows = months(UPS_AND_DOWNS)
    assert pattern(*rows, target="60%", changes=lowered).xmr.assurance is Assurance.PASS
    assert pattern(*rows[:-1], target="60%", changes=lowered).xmr.assurance is None


@pytest.mark.parametrize(("count", "enough"), [(11, False), (12, True)])
def test_twelve_results_are_enough(count: int, *, enough: bool) -> None:
    assert pattern(*months(UPS_AND_DOWNS[:count])).enough is enough


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
    rows = [*months(UPS_AND_DOWNS[:5]), row, *months(UPS_AND_DOWNS[6:], first=7)]
    found = pattern(*rows)
    assert found.xmr.count == 11
    assert found.xmr.points[0].mean == Fraction(sum(UPS_AND_DOWNS) - 801, 110)


def test_a_month_that_was_not_reported_is_a_gap() -> None:
    rows = [*months(UPS_AND_DOWNS[:5]), *months(UPS_AND_DOWNS[6:], first=7)]
    found = pattern(*rows, reported="monthly")
    assert len(found.xmr.points) == 12
    assert found.xmr.count == 11


def test_the_pattern_starts_again_where_the_definition_changed() -> None:
    rows = months(UPS_AND_DOWNS * 2)
    recounted = [change("2024-09-01", "counted", "all calls", "answered calls")]
    found = pattern(*rows, changes=recounted)
    assert [(index, str(reason.date)) for index, reason in found.breaks] == [(8, "2024-09-01")]
    assert found.xmr.start == 8
    assert found.xmr.count == 16


def test_of_several_changes_the_last_one_counts() -> None:
    rows = months([*[100] * 12, *UPS_AND_DOWNS])
    recounted = [
        change("2025-07-01", "counted", "answered calls", "calls by day"),
        change("2024-05-01", "counted", "all calls", "answered calls"),
    ]
    found = pattern(*rows, changes=recounted, target="50%")
    assert [index for index, _ in found.breaks] == [4, 18]
    assert (found.xmr.start, found.met_lately) == (18, (6, 6))


def test_a_month_with_two_definitions_belongs_to_neither() -> None:
    rows = months(UPS_AND_DOWNS * 2)
    recounted = [change("2024-09-15", "counted", "all calls", "answered calls")]
    found = pattern(*rows, changes=recounted)
    assert [index for index, _ in found.breaks] == [9]
    assert found.xmr.count == 15


@pytest.mark.parametrize("day", ["2023-01-01", "2024-01-01", "2026-06-30"])
def test_a_change_before_the_first_or_after_the_last_result_breaks_nothing(day: str) -> None:
    recounted = [change(day, "counted", "all calls", "answered calls")]
    rows = months(UPS_AND_DOWNS)
    assert list(pattern(*rows, introduced="2020-01-01", changes=recounted).breaks) == []


def test_a_lowered_target_is_no_break() -> None:
    lowered = [change("2024-09-01", "target", "95%", "90%")]
    assert list(pattern(*months(UPS_AND_DOWNS), changes=lowered).breaks) == []


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
    rows = months([950, 950, *[850] * 10, 950, 900])
    assert pattern(*rows).met_lately == (2, 12)
    lately = [change("2025-01-01", "target", "none", "90%")]
    assert pattern(*rows, changes=lately).met_lately == (2, 2)


def test_hits_from_before_a_change_of_definition_are_not_counted() -> None:
    recounted = [change("2024-09-01", "counted", "all calls", "answered calls")]
    found = pattern(*months([950] * 8 + [850] * 4), changes=recounted)
    assert found.met_lately == (0, 4)


@pytest.mark.parametrize("shape", ["yes-no", "words-only"])
def test_there_is_no_pattern_without_a_series(shape: str) -> None:
    made = promise(target=None, measure={"shape": shape})
    rows = [result("2024", answer="yes")] if shape == "yes-no" else []
    assert pattern_of(standings(charter([made], rows))[0]) is None


def test_the_limits_are_those_of_the_published_figures() -> None:
    found = pattern(*months(UPS_AND_DOWNS))
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
