"""Patterns in one stretch of whole numbers: what lies far out, runs one way, or on one side.

Every function returns one sign for each number: +1 upwards or above, -1 downwards or below, 0 none.
A missing number (None) breaks every pattern (statistics.md section 5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from math import ceil, floor

LONG_RUN = 7
"""So many points make a trend or a shift (statistics.md section 2, rules 2 and 4)."""

Numbers = Sequence[int | None]
Signs = Sequence[int]


def beyond(numbers: Numbers, mean: Fraction, distance: Fraction | int = 0) -> list[int]:
    """Return the side of each number that is more than a distance away from the mean."""
    # A whole number is above a fraction exactly when it is above the fraction rounded down.
    high, low = floor(mean + distance), ceil(mean - distance)
    return [0 if y is None else (y > high) - (y < low) for y in numbers]


def trends(numbers: Numbers) -> list[int]:
    """Return the direction of the trend each number is part of.

    A turning point that ends one trend and begins the next belongs to the next. A last point
    keeps the direction of its own trend, whatever step follows it; the R package does not.
    """
    steps = [0, *(_step(a, b) for a, b in pairwise(numbers))]
    directions = [0] * len(numbers)
    for start, stop, sign in _runs(steps, LONG_RUN - 1):
        directions[start - 1 : stop] = [sign] * (stop - start + 1)
    return directions


def two_of_three(sides: Signs, near: Signs) -> list[int]:
    """Return the side of each near point that has another one among three on that side."""
    found = [0] * len(sides)
    for start in range(len(sides)):  # fewer than three at the end are never three on one side
        window = slice(start, start + 3)
        if abs(sum(sides[window])) == 3 and abs(sum(near[window])) >= 2:
            found[window] = [a or b for a, b in zip(found[window], near[window], strict=True)]
    return found


def shifts(sides: Signs) -> list[int]:
    """Return the side of each point that is in a long run on one side of the mean."""
    found = [0] * len(sides)
    for start, stop, sign in _runs(sides, LONG_RUN):
        found[start:stop] = [sign] * (stop - start)
    return found


def _step(a: int | None, b: int | None) -> int:
    return 0 if a is None or b is None else (b > a) - (b < a)


def _runs(signs: Signs, least: int) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and sign of each run of one sign, not 0, that is long enough."""
    start = 0
    for sign, run in groupby(signs):
        stop = start + sum(1 for _ in run)
        if sign and stop - start >= least:
            yield start, stop, sign
        start = stop
