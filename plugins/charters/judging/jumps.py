"""Which numbers of a series stand far from those around them, as a slip of the hand makes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

SLIPS = (10, 100, 1000, 10_000, 100_000, 1_000_000, 60, 3600)
"""How far a slip carries a number: a digit too many, thousands for ones, seconds for minutes or hours."""

FAR = 5
"""Times its neighbours from which on a number is looked at."""

BEYOND_GROWTH = 300
"""Times its neighbours from which on nothing in the world explains it, whatever it may be."""

AROUND = 3
"""Numbers on each side that are its neighbours."""


class Steadiness(NamedTuple):
    """How numbers of a kind behave when nobody slips."""

    steady: float
    """Times that the largest neighbour may be the smallest, or nobody can tell which is right."""
    near: float
    """Times that a number may still be off its neighbours when the slip is taken back."""
    least: int = 0
    """The largest of them is no less: few cases are ten times as many in another year."""
    fewest: int = 1
    """Neighbours that have to agree; where something has only begun, it grows."""


COUNTS = Steadiness(steady=2, near=1.25, least=1000, fewest=3)
LEVELS = Steadiness(steady=4, near=1.1)
SHARES = Steadiness(steady=1.5, near=1.15)

_ALONE = 1.05
"""The same as `near` where there is only one neighbour."""


class Jump(NamedTuple):
    """A number that is far from its neighbours."""

    at: int
    neighbour: int
    """Where the nearest one stands."""
    times: float
    """How many times the smaller of the two the larger one is."""
    is_above: bool
    """Whether it is the larger one."""


def jumps(numbers: Sequence[float], kind: Steadiness) -> Iterator[Jump]:
    """Yield the numbers that a slip of the hand would explain, and hardly anything else."""
    there = [number for number in numbers if number]
    if len(there) < 2 or max(there) < max(FAR * min(there), kind.least):
        return
    for at, number in enumerate(numbers):
        around = [n for n in _around(numbers, at) if numbers[n]]
        if not number or not around or (around == [at + 1] and len(there) == 2):
            continue  # Of two, the later one is looked at.
        if _is_far(numbers, at, [numbers[n] for n in around], kind):
            nearest = min(around, key=lambda n: (abs(n - at), n))
            ratio = number / numbers[nearest]
            yield Jump(at, nearest, max(ratio, 1 / ratio), ratio > 1)


def _around(numbers: Sequence[float], at: int) -> Iterator[int]:
    yield from range(max(0, at - AROUND), at)
    yield from range(at + 1, min(len(numbers), at + AROUND + 1))


def _is_far(numbers: Sequence[float], at: int, around: Sequence[float], kind: Steadiness) -> bool:
    number, low, high = numbers[at], min(around), max(around)
    times = max(number / high, low / number)
    if times < FAR or high > kind.steady * low or max(number, high) < kind.least:
        return False
    if any(other and 0.5 <= other / number <= 2 for n, other in enumerate(numbers) if n != at):
        return False  # It is as large at another time: a season, or a new level.
    if times >= BEYOND_GROWTH:
        return True
    few = len(around) < kind.fewest
    alike = len(around) > 1 and high <= _ALONE * low
    if (few and not alike) or (kind.fewest > 1 and at == 0 and number < low):
        return False
    near = _ALONE if few or len(around) == 1 else kind.near
    slips = (number / slip if number > high else number * slip for slip in SLIPS)
    return any(low / near <= without <= high * near for without in slips)
