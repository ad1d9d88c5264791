"""Hiding small numbers, so that a published figure tells nothing about one person.

Off by default. A count from 1 to below the threshold is hidden, together with every figure that
would give it away: the other count, the share, a count that a share of so many cases comes to, the
row it corrects or that corrects it, and as many other parts as it takes until the whole less the
parts that are shown is no small number either (statistics.md section 9). Zero may be shown. What
is hidden here reaches no page and no file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from math import ceil

from charters.model.register import Charter, Register
from charters.model.results import Result
from charters.model.shapes import Shape

Counts = tuple[int | None, ...]
"""What is counted in a row, always in the same order; None where it is not known."""


def publishable(register: Register) -> Register:
    """Return the register as it may be published: small numbers taken out of every result."""
    below = register.settings.suppress_below
    if below <= 1:
        return register
    charters = {name: _publishable(charter, below) for name, charter in register.charters.items()}
    return replace(register, charters=charters)


def _publishable(charter: Charter, below: int) -> Charter:
    results = {
        measured.id: _hidden(charter.results[measured.id], measured.measure.shape, below)
        for measured in charter.measured
        if measured.id in charter.results
    }
    return replace(charter, results=results)


def _hidden(rows: Sequence[Result], shape: Shape, below: int) -> list[Result]:
    """Return the rows of one standard with small numbers, and what would give them away, hidden."""
    periods: dict[tuple[date, date], list[Result]] = defaultdict(list)
    for row in rows:
        periods[row.period.days].append(row)
    figures, excluded = set(), set()
    for days, found in periods.items():
        gone = _gone(found, partial(_counts, shape), below)
        figures |= {(days, part) for part in gone}
        excluded |= {(days, part) for part in _gone(found, _excluded, below)}
    return [
        _without(
            row,
            figures=(row.period.days, row.part) in figures,
            excluded=(row.period.days, row.part) in excluded,
        )
        for row in rows
    ]


def is_small(row: Result, shape: Shape, below: int) -> bool:
    """Return whether a count of a row, or one that can be worked out from it, is too small."""
    return _is_small(_counts(shape, row), below)


def _without(row: Result, *, figures: bool, excluded: bool) -> Result:
    if figures:
        row = replace(row, met=None, total=None, value=None, answer=None, cases=None, hidden=True)
    return replace(row, excluded=None) if figures or excluded else row


def _counts(shape: Shape, row: Result) -> Counts:
    """Return the cases of a row, those that kept the promise, the others, and what it counts."""
    cases, met, missed = row.number_of_cases, row.met, None
    if cases is not None and met is not None:
        missed = cases - met
    elif cases is not None and row.value is not None and shape.is_share:
        # Rounded up: a share of more than nothing is at least one case.
        met, missed = (
            ceil(Fraction(share) * cases / 100) for share in (row.value, 100 - row.value)
        )
    counted = None if shape.counts_cases or row.value is None else ceil(row.value)
    return cases, row.cases, met, missed, counted


def _excluded(row: Result) -> Counts:
    return (row.excluded,)


def _gone(rows: Sequence[Result], counts_of: Callable[[Result], Counts], below: int) -> set[str]:
    """Return the parts of one period ('' is the whole) of which no count may be shown."""
    gone = {row.part for row in rows if _is_small(counts_of(row), below)}
    for kind in {_kind(row.part) for row in rows if row.part}:
        beside = [row for row in rows if not row.part or _kind(row.part) == kind]
        sizes = {row.part: max(_known(counts_of(row)), default=0) for row in beside if row.part}
        next_ones = sorted(
            sizes.keys() - gone, key=lambda part: (not sizes[part], sizes[part], part)
        )
        while next_ones and any(_is_small(rest, below) for rest in _rests(beside, counts_of, gone)):
            gone.add(next_ones.pop(0))
    return gone


def _kind(part: str) -> str:
    """Return what a part divides the whole by: `channel: mail` by channel, `online` by nothing named."""
    kind, colon, _ = part.partition(":")
    return kind if colon else ""


def _rests(
    rows: Sequence[Result], counts_of: Callable[[Result], Counts], gone: set[str]
) -> Iterator[Counts]:
    """Yield the whole less the parts that are shown, as it was at the time of each row."""
    latest: dict[str, Counts] = {}
    for row in rows:
        if row.part not in gone:
            latest[row.part] = counts_of(row)
        if "" in latest:
            parts = (counts for part, counts in latest.items() if part)
            yield tuple(map(_rest, latest[""], *parts))


def _rest(whole: int | None, *parts: int | None) -> int | None:
    known = _known(parts)
    return None if whole is None or len(known) < len(parts) else whole - sum(known)


def _is_small(counts: Counts, below: int) -> bool:
    return any(0 < count < below for count in _known(counts))


def _known(counts: Counts) -> list[int]:
    return [count for count in counts if count is not None]


def hide_counts(counts: Sequence[int | None], below: int) -> list[int | None]:
    """Return counts that add up to a known total, with the small ones hidden.

    The next smallest are hidden too for as long as those hidden come to a small number together:
    the total would tell it.
    """
    known = {n: count for n, count in enumerate(counts) if count}
    hidden = {n: count for n, count in known.items() if count < below}
    rest = sorted((count, n) for n, count in known.items() if count >= below)
    while rest and 0 < sum(hidden.values()) < below:
        count, n = rest.pop(0)
        hidden[n] = count
    return [None if n in hidden else count for n, count in enumerate(counts)]
