"""Levels of several organizations as dots on one line, with names where they do not collide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from charters.judging.spc import Amount
from charters.publishing.charts.pictures import Words
from charters.publishing.charts.placing import RISE, ROW, Board, fitted
from charters.publishing.charts.plots import axis, decimal_of, rounded
from charters.publishing.say.shortening import shortened

_WIDTH = 340
_MARGIN = 12
_ROWS = 2
"""So many rows of names over the line, and under it."""
_REACH = 9
"""How far names stay away from the line."""
_LONGEST = (40, 26)
"""The letters that a name may have, and those it is cut to where there is no room for it."""
_BELOW = ("us", "aim")
"""The kinds of levels whose names stand under the line."""
_LINE = ROW * _ROWS + _REACH
_HEIGHT = 2 * _LINE + ROW


class Level(NamedTuple):
    """A level to draw: whose it is, and of what kind, which says on which side its name stands."""

    kind: str
    who: str
    amount: Fraction


class LevelDot(NamedTuple):
    """One level in the picture; `kind` is its class."""

    kind: str
    x: float
    shape: str
    """A path: a diamond, a line across, or a stroke without length, which round ends make a dot."""


@dataclass(frozen=True, slots=True)
class DotLine:
    """Everything the template of a comparison draws."""

    width: int
    height: int
    line: float
    """How high the line stands that all dots are on."""
    dots: tuple[LevelDot, ...]
    names: tuple[Words, ...]
    leaders: str
    numbers: tuple[Words, ...]
    """At the ends of the line."""


def dot_line(
    levels: Sequence[Level],
    ends: Sequence[Amount],
    say: Callable[[Decimal], str],
) -> DotLine | None:
    """Return the levels on one scale; None for fewer than two."""
    if len(levels) < 2:
        return None
    low, high, _ = axis([level.amount for level in levels], ends)

    def x(amount: Fraction) -> float:
        return rounded(_MARGIN + float((amount - low) / (high - low)) * (_WIDTH - 2 * _MARGIN))

    named = [*_names([(x(level.amount), level) for level in levels])]
    return DotLine(
        width=_WIDTH,
        height=_HEIGHT,
        line=_LINE,
        dots=tuple(_dot(level.kind, x(level.amount)) for level in levels),
        names=tuple(words for words, _ in named),
        leaders="".join(leader for _, leader in named),
        numbers=tuple(
            fitted(say(decimal_of(end)), (x(end), _HEIGHT - 5), (0, _WIDTH)) for end in (low, high)
        ),
    )


def _dot(kind: str, x: float) -> LevelDot:
    shapes = {
        "private": f"M{x} {_LINE - 6}l6 6-6 6-6-6z",
        "aim": f"M{x} {_LINE - _REACH}V{_LINE + _REACH}",
    }
    return LevelDot(kind, x, shapes.get(kind, f"M{x} {_LINE}h0"))


def _names(levels: Sequence[tuple[float, Level]]) -> Iterator[tuple[Words, str]]:
    """Yield each name at the first free place, with the line from it to its dot; some have none."""
    board = Board(0, _WIDTH)
    for x, level in levels:
        side = 1 if level.kind in _BELOW else -1
        for longest, row in product(_LONGEST, range(_ROWS)):
            far = _LINE + side * (_REACH + row * ROW)
            words = fitted(
                shortened(level.who, longest),
                (x, far + (RISE if side > 0 else RISE - ROW)),
                (0, _WIDTH),
            )
            if board.keep(words, (x - 1, min(far, _LINE), x + 1, max(far, _LINE))):
                yield words, f"M{x} {far}V{_LINE}"
                break
