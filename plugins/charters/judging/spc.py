"""XmR charts: limits, patterns and assurance of one series of results, in exact arithmetic.

The rules are those of the NHS "Making Data Count" method; where its R package misjudges
(constant series, gaps, shared trends) ours are said beside the code. No words for readers here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import lcm

from charters.judging.runs import beyond, shifts, trends, two_of_three

Amount = Decimal | Fraction | int
"""An exact number; a float is refused."""

FEWEST_POINTS = 12
"""Fewer points than these in the current segment carry no assurance."""

FULL_POINTS = 24
"""From so many points on the view is no longer an early one."""

SCREEN = Fraction("3.267")
"""D4 for ranges of two: a larger moving range is left out of the average (Nelson 1982)."""
FAR = Fraction("2.66")
"""3 / d2 for ranges of two, as published: the limits."""
_NEAR = FAR * 2 / 3


class Better(StrEnum):
    """Which way of a series is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Rule(StrEnum):
    """The pattern a point is part of."""

    OUTSIDE_ABOVE = "outside-above"
    OUTSIDE_BELOW = "outside-below"
    TREND_UP = "trend-up"
    TREND_DOWN = "trend-down"
    TWO_OF_THREE_ABOVE = "two-of-three-above"
    TWO_OF_THREE_BELOW = "two-of-three-below"
    SHIFT_ABOVE = "shift-above"
    SHIFT_BELOW = "shift-below"


_IN_ORDER = (
    (Rule.OUTSIDE_ABOVE, Rule.OUTSIDE_BELOW),
    (Rule.TREND_UP, Rule.TREND_DOWN),
    (Rule.TWO_OF_THREE_ABOVE, Rule.TWO_OF_THREE_BELOW),
    (Rule.SHIFT_ABOVE, Rule.SHIFT_BELOW),
)
"""The rules, the one that names a point first; the sign of a pattern chooses in the pair."""
_HIGH = frozenset(high for high, _ in _IN_ORDER)


class Meaning(StrEnum):
    """What a pattern means, given which way is better."""

    COMMON = "common"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral-high"
    NEUTRAL_LOW = "neutral-low"


class Assurance(StrEnum):
    """Whether a series, left as it is, will meet its target."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True)
class Point:
    """What is known of one value from its segment; the numbers are exact and never rounded."""

    mean: Fraction | None
    """None only in a segment without any value."""
    lower: Fraction | None
    """None where the segment varies too little, or is too short, to have limits."""
    upper: Fraction | None
    rule: Rule | None
    """None for a usual value, for a missing one, and where there are no limits."""
    kind: Meaning


@dataclass(frozen=True, slots=True)
class Xmr:
    """The verdicts on one series."""

    points: tuple[Point, ...]
    """One for each value up to the last that is present; missing ones in between included."""
    variation: Meaning | None
    """The kind of the last point; None for a series without values."""
    assurance: Assurance | None
    """None without target or direction, without limits, or with fewer than 12 points."""
    count: int
    """Present points in the current segment."""
    start: int
    """Index of the first point of the current segment."""

    @property
    def early(self) -> bool:
        """Whether the current segment has 12 to 23 points: trial limits, an early view."""
        return FEWEST_POINTS <= self.count < FULL_POINTS

    @property
    def judged(self) -> bool:
        """Whether the current segment has limits; without them no pattern can be called."""
        return bool(self.points) and self.points[-1].lower is not None

    @property
    def steady(self) -> bool:
        """Whether assurance can be relied on: a usual last point, and no shift in the segment."""
        shifts = (Rule.SHIFT_ABOVE, Rule.SHIFT_BELOW)
        current = self.points[self.start :]
        return self.variation is Meaning.COMMON and not any(p.rule in shifts for p in current)


def xmr(
    values: Sequence[Amount | None],
    *,
    better: str,
    target: Amount | None = None,
    rebase_at: Sequence[int] = (),
    screen: bool = True,
) -> Xmr:
    """Return the patterns and the assurance of a series of results in order of time.

    Missing values (None) at the end are dropped, so the last result is the one judged;
    a missing value in between breaks runs and moving ranges. `rebase_at` holds the index of
    the first point of each new segment; one that falls after the last result changes nothing
    yet. `screen` leaves extreme moving ranges out of the limits.
    """
    direction = _better(better)
    _refuse_starts(rebase_at, len(values))
    numbers, unit = _in_whole_numbers(_without_missing_end(values))
    if not numbers:
        return Xmr((), None, None, 0, 0)
    starts = [0, *(start for start in rebase_at if start < len(numbers))]
    segments = [numbers[a:b] for a, b in pairwise([*starts, len(numbers)])]
    points = tuple(p for part in segments for p in _points(part, unit, direction, screen=screen))
    count = sum(number is not None for number in segments[-1])
    assurance = _assurance(points[-1], direction, target) if count >= FEWEST_POINTS else None
    return Xmr(points, points[-1].kind, assurance, count, starts[-1])


def uneven(cases: Sequence[int | None]) -> bool:
    """Return whether the numbers of cases differ more than twofold, which XmR does not see.

    Periods with no case, or an unknown number of them, are left out.
    """
    counted = [number for number in cases if number]
    return bool(counted) and max(counted) > 2 * min(counted)


def _better(written: str) -> Better:
    try:
        return Better(written)
    except ValueError:
        raise ValueError(f"better is {written!r}; give higher, lower or neither") from None


def _refuse_starts(starts: Sequence[int], length: int) -> None:
    for start in starts:
        if not 0 <= start < length:
            raise ValueError(
                f"rebase_at names point {start} (from 0) of a series of {length} points"
            )
    for earlier, later in pairwise(starts):
        if later <= earlier:
            raise ValueError(f"rebase_at goes from {earlier} to {later}; give rising indexes")


def _without_missing_end(values: Sequence[Amount | None]) -> Sequence[Amount | None]:
    length = len(values)
    while length and values[length - 1] is None:
        length -= 1
    return values[:length]


def _in_whole_numbers(values: Sequence[Amount | None]) -> tuple[list[int | None], int]:
    """Return the values times their common denominator, and the denominator."""
    ratios = [None if value is None else _ratio(value) for value in values]
    unit = lcm(*(ratio[1] for ratio in ratios if ratio))
    return [ratio[0] * (unit // ratio[1]) if ratio else None for ratio in ratios], unit


def _ratio(value: Amount) -> tuple[int, int]:
    if isinstance(value, float):
        raise TypeError(f"{value} is a float, which is not exact; give a Decimal")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"{value} is not a number to judge; give None for a missing result")
    return value.as_integer_ratio()


def _points(
    numbers: Sequence[int | None], unit: int, better: Better, *, screen: bool
) -> list[Point]:
    """Return the points of one segment."""
    present = [number for number in numbers if number is not None]
    if not present:
        return [Point(None, None, None, None, Meaning.COMMON)] * len(numbers)
    mean = Fraction(sum(present), len(present))
    spread = _average_moving_range(numbers, screen=screen)
    # A spread of 0 would put the limits on the mean and every other point outside of them;
    # 11 times 100 and once 98 does so after screening. Too little variation to judge.
    if not spread:
        return [Point(mean / unit, None, None, None, Meaning.COMMON)] * len(numbers)
    rules = _rules(numbers, mean, spread)
    center, half = mean / unit, FAR * spread / unit
    points = {
        rule: Point(center, center - half, center + half, rule, _kind(rule, better))
        for rule in set(rules)
    }
    return [points[rule] for rule in rules]


def _average_moving_range(numbers: Sequence[int | None], *, screen: bool) -> Fraction:
    """Return the mean range of neighbors that are both present; 0 where there are none."""
    ranges = [abs(b - a) for a, b in pairwise(numbers) if a is not None and b is not None]
    total = sum(ranges)
    if not total:
        return Fraction(0)
    most = SCREEN * Fraction(total, len(ranges))
    kept = [size for size in ranges if size < most] if screen else ranges
    return Fraction(sum(kept), len(kept))


def _rules(numbers: Sequence[int | None], mean: Fraction, spread: Fraction) -> list[Rule | None]:
    """Return the rule that names each point: the first that applies, in the order given here."""
    sides = beyond(numbers, mean)
    outside = beyond(numbers, mean, FAR * spread)
    beyond_near = beyond(numbers, mean, _NEAR * spread)
    near = [n - o for n, o in zip(beyond_near, outside, strict=True)]
    found = (outside, trends(numbers), two_of_three(sides, near), shifts(sides))
    return [_first_rule(signs) for signs in zip(*found, strict=True)]


def _first_rule(signs: Sequence[int]) -> Rule | None:
    for sign, (above, below) in zip(signs, _IN_ORDER, strict=True):
        if sign:
            return above if sign > 0 else below
    return None


def _kind(rule: Rule | None, better: Better) -> Meaning:
    if rule is None:
        return Meaning.COMMON
    high = rule in _HIGH
    if better is Better.NEITHER:
        return Meaning.NEUTRAL_HIGH if high else Meaning.NEUTRAL_LOW
    return Meaning.IMPROVEMENT if high is (better is Better.HIGHER) else Meaning.CONCERN


def _assurance(last: Point, better: Better, target: Amount | None) -> Assurance | None:
    """Return which side of the target the limits of the last point lie on, strictly."""
    if target is None or better is Better.NEITHER or last.lower is None or last.upper is None:
        return None
    level = Fraction(*_ratio(target))
    if last.lower <= level <= last.upper:
        return Assurance.INCONSISTENT
    return Assurance.PASS if (level < last.lower) is (better is Better.HIGHER) else Assurance.FAIL
