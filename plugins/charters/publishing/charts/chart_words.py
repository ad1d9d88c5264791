"""Where the words of a chart stand: beside its lines, above and below them, at its points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil
from operator import itemgetter

from charters.judging.spc import Amount
from charters.publishing.charts.pictures import Series, Words, ends_of
from charters.publishing.charts.placing import (
    BOLD,
    LETTER,
    RISE,
    ROW,
    Board,
    cut,
    fitted,
    stacked,
    width,
)
from charters.publishing.charts.plots import Place, Plot, rounded, stretches

WIDTH = 340
BELOW = 4
"""How far the middle of a number lies over the line it stands on."""
MARK = 5
"""Half the size of a mark."""
_BETWEEN = 12
"""Width between the names of two periods."""
_YEAR = 365
_YEARS_FROM = 5
"""From so many years on, years stand below the axis."""
_ALONG = tuple(part / 8 for part in range(1, 8))
"""Points of a line between two results that stand for it, where words look for room."""


@dataclass(frozen=True, slots=True)
class Note:
    """Words above the plot, and what they speak of."""

    words: Words
    x: float
    index: int | None
    """Of the marked point; None for a break, which is a line of its own."""


def reach(spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the first day of all, and the day after the last."""
    return spans[0][0], max(end for _, end in spans)


def happened_at(series: Series, plot: Plot) -> Iterator[tuple[float, float, str]]:
    """Yield from where to where in the picture something happened, and its word."""
    if not series.spans:
        return
    first, last = reach(series.spans)
    wide = (plot.right - plot.left) / (last - first)
    for one in series.happenings:
        end = one.day if one.until is None else min(one.until, last)
        if one.day < last and first <= end:
            start = max(one.day, first)
            yield (
                rounded(plot.left + wide * (start - first)),
                rounded(plot.left + wide * (end - first)),
                one.word,
            )


def aim_numbers(series: Series, number: Callable[[Amount], str]) -> list[tuple[Amount, str]]:
    """Return the latest aims, the higher one first."""
    latest = (*series.upper_aims[-1:], *series.aims[-1:])
    return [(aim, number(aim)) for aim in latest if aim is not None]


def beside(
    series: Series, plot: Plot, side: Sequence[tuple[Amount, str]]
) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Return the words at the right of the plot: of the aims, and of what is usual."""
    x, names = plot.right + 3, series.names
    aims = [Words(x, plot.y(level) + BELOW, text, "start") for level, text in side]
    aims = [*(one._replace(y=one.y - ROW, text=names.aim) for one in aims[:1]), *aims]
    newest = next((both for both in reversed(series.usual) if both), None)
    if newest is None:
        return tuple(stacked(aims, plot.bottom + BELOW)), ()
    usual = Words(x, sum(map(plot.inside, newest)) / 2 + BELOW, names.usual, "start")
    if aims and usual.y < aims[-1].y:
        first, *rest = stacked([usual, *aims], plot.bottom + BELOW)
        return tuple(rest), (first,)
    *rest, last = stacked([*aims, usual], plot.bottom + BELOW)
    return tuple(rest), (last,)


def notes_above(series: Series, plot: Plot) -> list[Note]:
    """Return the words above the plot, in two rows; the table has what is left out.

    What happened is named in any case, if need be in a row of its own.
    """
    notes: list[Note] = []
    taken, said = [0.0, 0.0], dict[str, float]()
    happened = [(x, cut(word, WIDTH), None) for x, _, word in happened_at(series, plot)]
    tongues = {cut(one.word, WIDTH): one.language for one in series.happenings}
    remarks = sorted([*happened, *_remarks(series, plot)], key=itemgetter(0))
    for remark in remarks:
        x, word, index = remark
        start = max(0, min(x, WIDTH - width(word)))
        row = next((row for row, end in enumerate(taken) if end <= start), None)
        must = remark in happened
        if row is None and must:
            row = len(taken)
            taken.append(0.0)
        if row is not None and (must or start >= said.get(word, 0)):
            taken[row] = said[word] = start + width(word) + 2 * LETTER
            words = Words(start, ROW * (row + 1) - 4, word, "start", tongues.get(word, ""))
            notes.append(Note(words, x, index))
    return notes


def _remarks(series: Series, plot: Plot) -> Iterator[tuple[float, str, int | None]]:
    """Yield what is to be said of breaks, marks and provisional points; once for neighbors."""
    for at in series.breaks:
        if at.word and at.index:
            yield plot.edge(at.index), at.word, None
    for index, mark in enumerate(series.marks):
        if mark and mark.word and (index == 0 or mark != series.marks[index - 1]):
            yield plot.x(index), mark.word, index
    for index, is_so in enumerate(series.provisional):
        if is_so and (index == 0 or not series.provisional[index - 1]):
            yield plot.x(index), series.names.provisional, index


def periods_below(series: Series, plot: Plot) -> Iterator[Words]:
    """Yield the periods that fit below the axis; always the latest.

    Of months, or quarters, over many years it yields the years: a month every now and then is no scale.
    """
    labels = series.short_labels or series.labels
    first, last = reach(series.spans) if series.spans else (0, 0)
    are_years = all(map(str.isdigit, labels))
    if last - first > _YEARS_FROM * _YEAR and not (series.aims_alone or are_years):
        yield from _years(first, last, plot)
        return
    room, place = max(map(width, labels)), plot.edge if series.aims_alone else plot.x
    free = WIDTH + _BETWEEN + 1.0
    for index in range(plot.count - 1, -1, -1):
        at = min(max(place(index), room / 2), WIDTH - room / 2)
        if at + room / 2 + _BETWEEN < free:
            yield fitted(labels[index], (place(index), plot.bottom + BELOW + ROW), (0, WIDTH))
            free = at - room / 2 - 1


def _years(first: int, last: int, plot: Plot) -> Iterator[Words]:
    """Yield as many years as there is room for, each where it begins."""
    wide = (plot.right - plot.left) / (last - first)
    room = width("2000") + _BETWEEN
    step = next((step for step in (1, 2, 5, 10, 20) if step * _YEAR * wide >= room), 50)
    for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
        day = date(year, 1, 1).toordinal()
        if year % step == 0 and first <= day < last:
            place = rounded(plot.left + wide * (day - first)), plot.bottom + BELOW + ROW
            yield fitted(str(year), place, (0, WIDTH))


def value_labels(
    series: Series, points: Sequence[Place | None], plot: Plot, board: Board, notes: Sequence[Note]
) -> Iterator[Words]:
    """Yield the results in words that tell most, where there is room: the last one first."""
    if series.aims_alone:
        return
    marked = (note.index for note in notes if note.index is not None)
    first, last, low, high = ends_of(series.floats)
    for at in dict.fromkeys((last, high, low, first, *marked)):
        value, aim = series.values[at], series.aims[at] if series.aims else None
        if (point := points[at]) and value is not None:
            below = value < aim if aim is not None else at == low
            yield from board.put(_around(series.shown[at], point, plot, below=below))


def older_aims(
    series: Series, plot: Plot, board: Board, number: Callable[[Amount], str]
) -> Iterator[Words]:
    """Yield the aims of earlier times, where there is room at their line."""
    for levels in (series.aims, series.upper_aims):
        for level, first, end in stretches(levels):
            if level is not None and end < plot.count:
                x, y = (plot.edge(first) + plot.edge(end)) / 2, plot.y(level)
                words = f"{series.names.aim} {number(level)}".strip()
                yield from board.put(_around(words, (x, y), plot), most=0)


def _around(text: str, place: Place, plot: Plot, *, below: bool = False) -> Iterator[Words]:
    """Yield where words may stand beside a place: above or below, or to a side of that."""
    x, y = place
    high, low = y - MARK - 3, y + MARK + RISE
    first, second = (low, high) if below else (high, low)
    sides = (round(x) + MARK + 2, "start"), (round(x) - MARK - 2, "end")
    for at in (first, second):
        yield fitted(text, (x, at), (plot.left, WIDTH), BOLD)
    for height in (y + BELOW, first, second):
        for side, anchor in sides:
            yield Words(side, rounded(height), text, anchor)


def ink_of_aims(series: Series, plot: Plot) -> Iterator[Place]:
    """Yield places on the steps of the aims, level and upright, that words had better not cover."""
    for levels in (series.aims, series.upper_aims):
        before: float | None = None
        for level, first, end in stretches(levels):
            x, height = plot.edge(first), plot.y(level) if level is not None else None
            if height is not None:
                yield from ((at, height) for at in _from_to(x, plot.edge(end)))
                if before is not None:
                    yield from ((x, at) for at in _from_to(before, height))
            before = height


def _from_to(one: float, other: float) -> Iterator[float]:
    """Yield places between two, so near each other that no letter stands between them."""
    count = max(1, ceil(abs(other - one) / LETTER))
    return (one + (other - one) * n / count for n in range(count + 1))


def ink_of(points: Sequence[Place | None]) -> list[Place]:
    """Return places that words had better not cover: the results, and the line between them."""
    ink = [point for point in points if point]
    for one, other in pairwise(points):
        if one and other:
            (x, y), wide, high = one, other[0] - one[0], other[1] - one[1]
            ink += [(x + wide * part, y + high * part) for part in _ALONG]
    return ink
