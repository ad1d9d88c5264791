"""Wilson intervals: published figures, the tables of the method's page, and the equation itself."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charters.judging.intervals import Chance, beyond_chance, too_few, wilson


@pytest.mark.parametrize(
    ("met", "total", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_equal_the_published_ones(met: int, total: int, low: float, high: float) -> None:
    assert wilson(met, total) == pytest.approx((low, high), abs=5e-5)


def test_all_met_and_none_met_reach_the_very_ends() -> None:
    assert wilson(0, 8_545_875)[0] == 0.0
    assert wilson(8_545_875, 8_545_875)[1] == 1.0


def test_none_of_very_many_is_still_a_share_above_zero() -> None:
    # z^2 / (n + z^2), which is what the formula leaves for none met
    z = 1.959963984540054
    assert wilson(0, 8_545_875)[1] == pytest.approx(z**2 / (8_545_875 + z**2), rel=1e-12)


shares = st.integers(1, 10**9).flatmap(
    lambda total: st.tuples(st.integers(0, total), st.just(total))
)


@given(shares, st.sampled_from([0.9, 0.95, 0.99]))
def test_each_end_is_a_share_that_the_result_only_just_fits(
    share: tuple[int, int], confidence: float
) -> None:
    """Wilson's definition: the observed share lies z standard errors from either end."""
    met, total = share
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    for end in wilson(met, total, confidence):
        away = abs(met / total - end)
        assert away == pytest.approx(z * sqrt(end * (1 - end) / total), rel=1e-6, abs=1e-8)


@given(shares)
def test_the_interval_holds_the_result_within_0_and_1(share: tuple[int, int]) -> None:
    met, total = share
    low, high = wilson(met, total)

    assert 0 <= low <= met / total <= high <= 1
    assert low < high


@given(shares)
def test_cases_not_met_have_the_mirrored_interval(share: tuple[int, int]) -> None:
    met, total = share
    low, high = wilson(met, total)

    assert wilson(total - met, total) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@pytest.mark.parametrize(
    ("met", "total", "message"),
    [
        (0, 0, "there are 0 cases; an interval needs at least one"),
        (0, -1, "there are -1 cases"),
        (11, 10, "11 of 10 cases cannot have been met"),
        (-1, 10, "-1 of 10 cases cannot have been met"),
    ],
)
def test_impossible_counts_are_refused_in_words(met: int, total: int, message: str) -> None:
    for refused in (
        lambda: wilson(met, total),
        lambda: beyond_chance(met, total, Decimal("0.9")),
    ):
        with pytest.raises(ValueError, match=message):
            refused()


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5])
def test_a_confidence_that_is_no_share_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson(1, 2, confidence)


@pytest.mark.parametrize(
    ("met", "total", "expected"),
    [
        (0, 0, True),
        (29, 29, True),
        (30, 30, False),
        (15, 30, True),  # 30 cases, but an interval of 34 points
        (19, 38, True),  # 30.3 points
        (20, 40, False),  # 29.6 points
        (27, 30, False),
    ],
)
def test_too_few_are_under_thirty_or_an_interval_of_thirty_points(
    met: int, total: int, *, expected: bool
) -> None:
    assert too_few(met, total) is expected


# statistics.md section 8.2, target 90%: the most that is clearly below, the least clearly above
@pytest.mark.parametrize(
    ("total", "below", "above"),
    [(10, 7, None), (30, 23, None), (100, 84, 96), (200, 171, 189), (1000, 881, 919)],
)
def test_a_target_of_90_percent_is_beyond_chance_from_these_counts_on(
    total: int, below: int, above: int | None
) -> None:
    found = [beyond_chance(met, total, Decimal("0.9")) for met in range(total + 1)]

    assert [met for met, chance in enumerate(found) if chance is Chance.BELOW][-1] == below
    clear = [met for met, chance in enumerate(found) if chance is Chance.ABOVE]
    assert (clear[0] if clear else None) == above


@pytest.mark.parametrize(
    ("target", "cases"), [("0.90", 35), ("0.95", 73), ("0.98", 189), ("0.99", 381)]
)
def test_a_perfect_score_needs_so_many_cases_to_be_beyond_chance(target: str, cases: int) -> None:
    assert beyond_chance(cases - 1, cases - 1, Decimal(target)) is Chance.INSIDE
    assert beyond_chance(cases, cases, Decimal(target)) is Chance.ABOVE


def test_nothing_is_above_all_or_below_none() -> None:
    assert beyond_chance(10**6, 10**6, Fraction(1)) is Chance.INSIDE
    assert beyond_chance(0, 10**6, Fraction(0)) is Chance.INSIDE


@pytest.mark.parametrize("target", ["-0.01", "1.01", "2"])
def test_a_target_below_none_or_above_all_is_refused(target: str) -> None:
    with pytest.raises(ValueError, match="give a share from 0 to 1"):
        beyond_chance(84, 100, Decimal(target))


def test_a_chance_has_a_word_of_its_own() -> None:
    assert list(Chance) == ["above", "below", "inside"]


def test_a_target_in_percent_is_refused() -> None:
    with pytest.raises(ValueError, match=r"the target is 90; give a share .* such as 0\.9 for 90%"):
        beyond_chance(84, 100, Decimal(90))
