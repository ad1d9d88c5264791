"""Cells that a comma of their own parts in two: `12,8`, `1,200`, and words that hold one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, TypeAlias

from charters.model.refusal import shown
from charters.problems.message import Message, _, either

Fits: TypeAlias = Callable[[Mapping[str, str]], bool]
"""Whether a row can be one, by what stands below the names of its columns."""

_MOST_PARTED, _MOST_PAIRS = 4, 12
_ENDS_IN_NUMBER, _BEGINS_WITH_NUMBER = (
    re.compile(r"(?:.*[^\d.])?\d+"),
    re.compile(r"\d+(?:[ %].*)?"),
)
_CURLY = ("“", "”", "„", "‟")
"""What a word processor makes of a quote."""
_MARK = re.compile(r"(?<=\d),(?=\d)")
THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+")


class Parted(NamedTuple):
    """Some cells of a row that are parted by commas of their own."""

    at: int
    """The first of them, from 0."""
    said: Message
    """What is wrong with them, and what to write."""


def parted(
    cells: Sequence[str], columns: Sequence[str], whole: Collection[str], fits: Fits
) -> Parted | None:
    """Return what has commas of its own in a row with too many cells; None where nobody can tell for sure.

    `whole` names the columns in which no number has decimals.
    """
    many = len(cells) - len(columns)
    pairs = [at for at in range(len(cells) - 1) if _may_be_one(cells[at], cells[at + 1])]
    if not 0 < many <= _MOST_PARTED or len(pairs) > _MOST_PAIRS:
        return None
    ways = {commas: _joined(cells, commas) for commas in combinations(pairs, many)}
    good = [commas for commas, row in ways.items() if fits(dict(zip(columns, row, strict=True)))]
    if len(good) != 1:
        return None
    first, last = good[0][0], good[0][-1] + 1
    row, ends = ways[good[0]], last - many + 1
    better = [_better(one, is_whole=name in whole) for name, one in zip(columns, row, strict=True)]
    offers = [",".join(offer[-n] for offer in better[first:ends]) for n in (1, 2)]
    said = _("a comma within {written} begins a cell of its own; write {better}")
    written = shown(",".join(cells[first : last + 1]))
    return Parted(first, said.filled(written=written, better=either([*dict.fromkeys(offers)])))


def _may_be_one(cell: str, after: str) -> bool:
    """Return whether what is parted by a comma can be one: digits on both sides, or words behind a blank."""
    is_number = _ENDS_IN_NUMBER.fullmatch(cell) and _BEGINS_WITH_NUMBER.fullmatch(after)
    return bool(is_number) or (after.startswith(" ") and bool(cell.strip() and after.strip()))


def _joined(cells: Sequence[str], commas: Collection[int]) -> list[str]:
    """Return the cells with some commas behind them as their own."""
    joined = [cells[0]]
    for at, cell in enumerate(cells[1:]):
        if at in commas:
            joined[-1] = f"{joined[-1]},{cell}"
        else:
            joined.append(cell)
    return joined


def _better(cell: str, *, is_whole: bool) -> tuple[str, str]:
    """Return how to write a cell without a comma of its own, in both readings of a number."""
    plain, pointed = cell.replace(",", ""), _MARK.sub(".", cell)
    if THOUSANDS.fullmatch(cell):
        return (pointed if not is_whole else plain), plain
    if _MARK.search(cell) and "," not in pointed:
        return pointed, pointed
    words = cell[1:-1] if cell[:1] in _CURLY and cell[-1:] in _CURLY else cell
    quoted = '"{}"'.format(words.replace('"', '""')) if "," in cell else cell
    return quoted, quoted
