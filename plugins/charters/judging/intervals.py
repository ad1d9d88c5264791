"""How sure a share is: its Wilson interval, and what may be concluded from it (design 6.2)."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import sqrt
from statistics import NormalDist

from charters.judging.labels import says
from charters.model.measures import Measure

FEWEST_CASES = 30
"""Fewer cases than these say too little about a share (NCHS 2(175), Parker et al. 2017)."""

WIDEST_INTERVAL = 0.30
"""An interval as wide as this says too little about a share (same source)."""


def chance_speaks(measure: Measure) -> bool:
    """Return whether what is counted are cases of their own; of dollars and minutes none is.

    Where the file does not say what they are, the words for what is counted do.
    """
    if measure.cases_are is not None:
        return measure.cases_are.are_independent
    return not says(measure.of, "money", "time")


class Chance(StrEnum):
    """Where the whole interval lies, seen from the target."""

    ABOVE = "above"
    BELOW = "below"
    INSIDE = "inside"
    """The target lies in the interval: chance alone may have made the difference."""


@lru_cache(maxsize=65536)
def wilson(met: int | Fraction, total: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the ends of the Wilson score interval of `met` in `total`, as shares 0 to 1.

    Newcombe 1998, method 3. The lower end is written as the product of the roots over the
    upper one: the usual form subtracts two nearly equal numbers when few cases were met.
    """
    _refuse_impossible(met, total)
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; give a share between 0 and 1, such as 0.95")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    sum_of_ends = 2 * met + z * z + z * sqrt(z * z + 4 * met * (total - met) / total)
    low = 2 * met * met / total / sum_of_ends
    high = 1.0 if met == total else sum_of_ends / (2 * (total + z * z))
    return low, high


def too_few(met: int | Fraction, total: int) -> bool:
    """Return whether the cases are too few to tell; no case at all is too few (F14)."""
    if total < FEWEST_CASES:
        return True
    low, high = wilson(met, total)
    return high - low >= WIDEST_INTERVAL


def beyond_chance(met: int | Fraction, total: int, target: Decimal | Fraction) -> Chance:
    """Return on which side of the target, a share 0 to 1, the whole 95% interval lies."""
    if not 0 <= target <= 1:
        raise ValueError(f"the target is {target}; give a share from 0 to 1, such as 0.9 for 90%")
    low, high = wilson(met, total)
    if low > target:
        return Chance.ABOVE
    if high < target:
        return Chance.BELOW
    return Chance.INSIDE


def _refuse_impossible(met: int | Fraction, total: int) -> None:
    if total <= 0:
        raise ValueError(f"there are {total} cases; an interval needs at least one")
    if not 0 <= met <= total:
        raise ValueError(f"{met} of {total} cases cannot have been met; give 0 to {total}")
