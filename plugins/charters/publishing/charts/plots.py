"""From numbers to places in a picture: the scale, its axis, and lines as the `d` of SVG paths."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import count, groupby, pairwise
from math import floor, log10
from typing import NamedTuple, TypeVar

from charters.judging.spc import Amount
from charters.publishing.say.distances import without_zeros

Levels = Sequence[Amount | None]
"""One number for each period, None where there is none."""

Place = tuple[float, float]

_Level = TypeVar("_Level")
_MOST_STEPS = 4
_ROOMY = 8
_FROM_ZERO = Fraction(1, 2)
"""An axis starts at zero where the lowest level is at most this share of the highest."""
_LEAST = Fraction(3, 100)
"""The least that an axis covers, as a share of its highest level."""
_NICE = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))


@dataclass(frozen=True)
class Plot:
    """The box of the plot and its scales; time runs evenly from left to right."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    """The value at the bottom."""
    high: float
    """The value at the top."""
    edges: tuple[float, ...]
    """Where each period begins, and the last one ends: 0 at the left, 1 at the right."""
    middles: tuple[float, ...]
    """Where the point of each period stands."""
    ticks: tuple[Amount, ...] = ()
    """The levels that are written at its side."""

    @property
    def count(self) -> int:
        """How many periods there are."""
        return len(self.middles)

    @cached_property
    def band(self) -> float:
        """The width of one period: the least there is between two points."""
        steps = (after - before for before, after in pairwise(self.middles))
        return (self.right - self.left) * min(steps, default=1)

    @cached_property
    def roomy(self) -> bool:
        """Whether a period is so wide that half a unit to the side makes no difference."""
        return self.band >= _ROOMY

    def edge(self, index: int) -> float:
        """Return where a period begins."""
        return rounded(self.left + (self.right - self.left) * self.edges[index])

    def x(self, index: int) -> float:
        """Return where the point of a period stands; in whole units, which are short, if roomy."""
        middle = self.left + (self.right - self.left) * self.middles[index]
        return round(middle) if self.roomy else rounded(middle)

    def y(self, value: Amount | float) -> float:
        """Return the height of a value."""
        share = (float(value) - self.low) / (self.high - self.low)
        return rounded(self.bottom - share * (self.bottom - self.top))

    def points(self, values: Levels | Sequence[float | None]) -> list[Place | None]:
        """Return where the points of all periods stand; None where there is none."""
        found = enumerate(values)
        return [None if value is None else (self.x(n), self.y(value)) for n, value in found]

    def inside(self, value: Amount) -> float:
        """Return the height of a value, or of the end of the scale that it lies beyond."""
        return self.y(Fraction(min(max(float(value), self.low), self.high)))


def rounded(coordinate: float) -> float:
    """Return a coordinate with one decimal, or none where that is 0: it halves the bytes."""
    short = round(coordinate, 1)
    return whole if (whole := int(short)) == short else short


def decimal_of(amount: Amount) -> Decimal:
    """Return an amount as a decimal without needless zeros, to be written on an axis."""
    exact = Fraction(amount)
    return without_zeros(Decimal(exact.numerator) / exact.denominator)


class Axis(NamedTuple):
    """A scale around what is drawn, and the numbers written at it."""

    low: Fraction
    high: Fraction
    ticks: list[Fraction]


def axis(drawn: Sequence[Amount], ends: Sequence[Amount] = ()) -> Axis:
    """Return a scale with at most five numbers, equally far apart.

    It starts at zero where that leaves what is drawn half of the picture; a chart says so where it
    does not (F30). Hardly any change is not drawn as a large one, and no scale goes past its ends.
    """
    low, high = Fraction(min(drawn, key=float)), Fraction(max(drawn, key=float))
    least, most = (Fraction(end) for end in ends or (low, high))
    least, most = min(least, low), max(most, high)
    if 0 <= low <= high * _FROM_ZERO:
        low, high = Fraction(0), high or Fraction(1)
    if (more := abs(high) * _LEAST - (high - low)) > 0:
        low, high = low - more / 2, high + more / 2
    steps = _nice_steps((high - low) / _MOST_STEPS)
    step = next(step for step in steps if -(-high // step) - low // step <= _MOST_STEPS)
    ticks = [step * index for index in range(low // step, -(-high // step) + 1)]
    if ends:
        return Axis(
            max(ticks[0], least), min(ticks[-1], most), [t for t in ticks if least <= t <= most]
        )
    return Axis(ticks[0], ticks[-1], ticks)


def _nice_steps(least: Fraction) -> Iterator[Fraction]:
    """Yield the steps people count in, from the smallest that could do."""
    for power in count(floor(log10(least))):
        yield from (step for step in _steps_of(power) if step >= least)


@lru_cache
def _steps_of(power: int) -> list[Fraction]:
    return [Fraction(10) ** power * factor for factor in _NICE]


def line(points: Sequence[Place | None], breaks: Container[int] = ()) -> str:
    """Return the line through neighbors that are both present, lifted before each break."""
    path, pen_down = [], False
    for index, point in enumerate(points):
        pen_down = pen_down and point is not None and index not in breaks
        if point is not None:
            path.append(f"{'L' if pen_down else 'M'}{point[0]} {point[1]}")
            pen_down = True
    return "".join(path)


def steps(levels: Levels, plot: Plot) -> str:
    """Return a line that is level over each period and jumps between two where it changes."""
    path = []
    joined = False
    for level, first, end in stretches(levels):
        if level is not None:
            start = "V" if joined else f"M{plot.edge(first)} "
            path.append(f"{start}{plot.y(level)}H{plot.edge(end)}")
        joined = level is not None
    return "".join(path)


def areas(levels: Sequence[tuple[Amount, Amount] | None], plot: Plot) -> str:
    """Return the area between two levels for each stretch; what lies beyond the scale is cut off."""
    path = []
    for found, first, end in stretches(levels):
        if found is not None:
            low, high = map(plot.inside, found)
            path.append(f"M{plot.edge(first)} {high}H{plot.edge(end)}V{low}H{plot.edge(first)}z")
    return "".join(path)


def stretches(levels: Sequence[_Level]) -> Iterator[tuple[_Level, int, int]]:
    """Yield each level with the index it starts at and the one after its last."""
    start = 0
    for level, run in groupby(levels):
        end = start + sum(1 for _ in run)
        yield level, start, end
        start = end
