"""Numbers that a slip of the hand explains, in series as they were published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import cases_in
from charters.judging.jumps import COUNTS, LEVELS, SHARES, SLIPS, jumps

REAL = cases_in(Path(__file__).parent / "cases" / "series" / "real.yml")
KINDS = {"counts": COUNTS, "levels": LEVELS, "shares": SHARES}


@pytest.mark.parametrize("series", REAL, ids=lambda series: series["what"])
def test_of_a_real_series_just_the_slips_stand_out(series: dict[str, Any]) -> None:
    found = jumps(series["numbers"], KINDS[series["kind"]])
    assert [jump.at for jump in found] == series["jumps"]


STEADY = st.integers(2000, 10**6).flatmap(
    lambda least: st.lists(st.integers(least, least * 6 // 5), min_size=4, max_size=12)
)
"""Numbers of which none is more than a fifth above another: ten times one is over eight times each."""


@given(STEADY, st.data(), st.sampled_from(SLIPS))
def test_a_slip_in_a_steady_series_stands_out_alone(
    numbers: list[int], data: st.DataObject, slip: int
) -> None:
    at = data.draw(st.integers(0, len(numbers) - 1))
    slipped = [number * slip if n == at else number for n, number in enumerate(numbers)]
    assert [jump.at for jump in jumps(slipped, COUNTS)] == [at]


@given(STEADY)
def test_nothing_stands_out_of_a_steady_series(numbers: list[int]) -> None:
    assert [*jumps(numbers, COUNTS)] == []


@given(STEADY, st.sampled_from([COUNTS, LEVELS, SHARES]))
def test_how_far_a_number_is_from_its_neighbour_is_told(numbers: list[int], kind: Any) -> None:
    slipped = [*numbers, numbers[-1] * 1000]
    (jump,) = jumps(slipped, kind)
    assert (jump.neighbour, round(jump.times), jump.is_above) == (len(numbers) - 1, 1000, True)
