"""Which counts have to be hidden, so that no sum of those that are shown tells a small one.

Readers know how counts hang together: those who answered are all the answers, the year is its
quarters. Such a sum is a line; what it leaves open (the complaints not answered in time) is a count
as well, and one that nobody is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import NamedTuple

Key = tuple[str | int, ...]
"""What a count is called: the way to it, such as the number of a period and a name."""
Line = Mapping[Key, Fraction]
"""What is not shown of a sum, each with its factor; all of it together can be worked out."""

_REST = "what the sum leaves open"


class Sum(NamedTuple):
    """Counts that make up others, all of them or but for a rest; without a whole, readers know it."""

    wholes: Sequence[Key]
    parts: Sequence[Key]


def hidden(counts: Mapping[Key, int], sums: Sequence[Sum], below: int) -> set[Key]:
    """Return the small counts, and the smallest others that it takes to keep them hidden.

    As in a table of published statistics: where those hidden in a sum come to a small number
    together, or sums taken from each other leave one, the next smallest of them goes too.
    """
    gone = {key for key, count in counts.items() if 0 < count < below}
    if not gone and not any(0 < _rest(counts, one) < below for one in sums):
        return gone
    known, rests = _with_rests(counts, sums)
    everything = {**counts, **rests}
    while others := next(_others(everything, known, gone | rests.keys(), below), None):
        gone.add(min(others, key=lambda key: counts[key]))
    return gone


def _rest(counts: Mapping[Key, int], one: Sum) -> int:
    if not one.wholes:
        return 0
    return sum(counts[key] for key in one.wholes) - sum(counts[key] for key in one.parts)


def _with_rests(counts: Mapping[Key, int], sums: Sequence[Sum]) -> tuple[list[Sum], dict[Key, int]]:
    """Return sums with what each leaves open as a part; what is more than its whole is no sum."""
    rests: dict[Key, int] = {}
    known: list[Sum] = []
    for n, one in enumerate(sums):
        rest, key = _rest(counts, one), (_REST, n)
        if rest > 0:
            rests[key] = rest
            known.append(Sum(one.wholes, (*one.parts, key)))
        elif not rest:
            known.append(one)
    return known, rests


def _others(
    counts: Mapping[Key, int], sums: Sequence[Sum], gone: AbstractSet[Key], below: int
) -> Iterator[Sequence[Key]]:
    """Yield what is shown of each sum that tells a small number, and of sums that tell it together."""
    lines = [(_line(one, gone), one) for one in sums]
    for line, one in lines:
        if _is_small(line, counts, below) and (others := _shown([one], counts, gone)):
            yield others
    for left in _reduced([line for line, _ in lines if line]):
        if _is_small(left, counts, below) and (
            others := _shown(_beside(left, lines), counts, gone)
        ):
            yield others


def _beside(left: Line, lines: Sequence[tuple[Line, Sum]]) -> list[Sum]:
    """Return the sums that what is left of some hangs together with."""
    keys, found = set(left), -1
    while found < len(keys):
        found = len(keys)
        keys.update(key for line, _ in lines if not keys.isdisjoint(line) for key in line)
    return [one for line, one in lines if not keys.isdisjoint(line)]


def _line(one: Sum, gone: AbstractSet[Key]) -> Line:
    sides = (one.parts, -1), (one.wholes, 1)
    return {key: Fraction(side) for keys, side in sides for key in keys if key in gone}


def _shown(sums: Sequence[Sum], counts: Mapping[Key, int], gone: AbstractSet[Key]) -> list[Key]:
    keys = (key for one in sums for key in (*one.parts, *one.wholes))
    return [key for key in keys if counts[key] and key not in gone]


def _is_small(line: Line, counts: Mapping[Key, int], below: int) -> bool:
    """Return whether all that is not shown of a line comes to a small number."""
    one_sided = len({factor > 0 for factor in line.values()}) == 1
    return one_sided and 0 < sum(abs(factor) * counts[key] for key, factor in line.items()) < below


def _reduced(lines: Sequence[Line]) -> list[Line]:
    """Return what lines say when each is taken from the others: reduced echelon form, exactly."""
    solved: dict[Key, Line] = {}
    for line in lines:
        left: Line = line
        for key in [key for key in line if key in solved]:
            left = _less(left, solved[key], key)
        if left:
            pivot = next(iter(left))
            one: Line = {key: factor / left[pivot] for key, factor in left.items()}
            solved = {key: _less(other, one, pivot) for key, other in solved.items()}
            solved[pivot] = one
    return list(solved.values())


def _less(line: Line, other: Line, pivot: Key) -> Line:
    factor = line.get(pivot)
    if not factor:
        return line
    left = {key: line.get(key, 0) - factor * other.get(key, 0) for key in {**line, **other}}
    return {key: Fraction(value) for key, value in left.items() if value}
