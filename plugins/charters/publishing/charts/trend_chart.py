"""Charts of results over time as plain geometry: a trend chart, and a sparkline for lists.

Coordinates only: the templates turn them into SVG, and the words come from the caller. Units are
those of the view box, which is narrow enough for its text to be read on a phone of 320 px.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from operator import itemgetter
from textwrap import shorten

from charters.judging.spc import Amount, Kind
from charters.publishing.charts.pictures import (
    Dot,
    Heading,
    Lines,
    Series,
    Sparkline,
    TrendChart,
    Words,
    ends_of,
)
from charters.publishing.charts.placing import (
    BOLD,
    LETTER,
    RISE,
    ROW,
    Board,
    Place,
    fitted,
    stacked,
    width,
)
from charters.publishing.charts.plots import (
    Axis,
    Plot,
    areas,
    axis,
    decimal_of,
    line,
    rounded,
    steps,
    stretches,
)

_WIDTH = 340
_PLOT_HEIGHT = 150
_BETWEEN = 12
"""Width between the names of two periods."""
_BELOW = 4
"""How far the middle of a number lies over the line it stands on."""
_DOT, _MARK = 3, 5
"""Half the size of a usual point, and of a mark."""
_SMALLER = 0.75
"""How much smaller they are where there is little room."""
_SPARK_WIDTH, _SPARK_HEIGHT = 160, 40
_SAMPLES = 8
"""So many points of a line between two results stand for it, where words look for room."""


@dataclass(frozen=True, slots=True)
class _Note:
    """Words above the plot, and what they speak of."""

    words: Words
    x: float
    index: int | None
    """Of the marked point; None for a break, which is a line of its own."""


def trend_chart(
    series: Series,
    *,
    key: str,
    heading: Heading,
    say: Callable[[Decimal], str] = "{:,f}".format,
) -> TrendChart | None:
    """Return the chart of a series, or None where it has no value; `say` writes axis numbers."""
    if series.last is None:
        return None
    # A sign goes behind each number; words stand above the picture.
    sign = series.unit if len(series.unit) <= 1 else ""

    def number(level: Amount) -> str:
        return say(decimal_of(level)) + sign

    scale = _axis(series)
    side = _side_words(series, number)
    plot = _plot(series, scale, max(width(number(tick)) for tick in scale.ticks), side)
    notes = _notes(series, plot)
    # The name of an aim stands a row over its line, which may be the highest there is.
    top = max((note.words.y + 5 for note in notes), default=0) + ROW + RISE - _BELOW
    plot = replace(plot, top=top, bottom=top + _PLOT_HEIGHT)
    ticks = tuple(
        Words(plot.left - 5, rounded(plot.y(at) + _BELOW), number(at), "end") for at in scale.ticks
    )
    periods = tuple(_periods(series, plot))
    aims, usual = _beside(series, plot, side)
    board = Board(plot.left, _WIDTH, _ink(series, plot))
    board.take((*ticks, *periods, *usual, *(note.words for note in notes)))
    board.take(aims, BOLD)
    values = tuple(_value_labels(series, plot, board, notes))
    return TrendChart(
        key=key,
        heading=heading,
        width=_WIDTH,
        height=plot.bottom + _BELOW + ROW + 5,
        plot=plot,
        starts_at=number(scale.low) if scale.low else "",
        ticks=ticks,
        periods=periods,
        aims=(*aims, *_older_aims(series, plot, board, number)),
        usual=usual,
        lines=_lines(series, scale, notes, plot),
        dots=tuple(_dots(series, plot)),
        values=values,
        notes=tuple(note.words for note in notes),
    )


def sparkline(series: Series, *, key: str, title: str) -> Sparkline | None:
    """Return the small picture of a series for a list, or None where it has no value."""
    if series.last is None:
        return None
    low, high = map(float, _axis(series)[:2])
    plot = Plot(0, _SPARK_WIDTH, _MARK, _SPARK_HEIGHT - _MARK, low, high, *_times(series))
    *_, last = _dots(series, plot)
    aim = steps(series.aims, plot) + steps(series.upper_aims, plot)
    result = _result_line(series, plot)
    return Sparkline(key, title, _SPARK_WIDTH, _SPARK_HEIGHT, result, aim, last)


def _axis(series: Series) -> Axis:
    drawn = [*series.values, *series.aims, *series.upper_aims]
    levels = [level for level in drawn if level is not None]
    limits = [limit for usual in _usual(series) if usual for limit in usual]
    if min(levels) >= 0:  # nobody waits less than no time
        limits = [max(limit, 0) for limit in limits]
    if series.ends:
        least, most = series.ends
        limits = [min(max(limit, least), most) for limit in limits]
    return axis([*levels, *limits], series.ends or ())


def _usual(series: Series) -> list[tuple[Amount, Amount] | None]:
    return [
        None if point.lower is None or point.upper is None else (point.lower, point.upper)
        for point in series.limits
    ]


def _reach(spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the first day of all, and the day after the last."""
    return spans[0][0], max(end for _, end in spans)


def _times(series: Series) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return where periods begin, and where their points stand, as shares of the whole time."""
    spans = series.spans or tuple((n, n + 1) for n in range(len(series.labels)))
    first, last = _reach(spans)
    whole = last - first
    edges = [(start - first) / whole for start, _ in spans]
    middles = [
        ((end if series.at_end else (start + end) / 2) - first) / whole for start, end in spans
    ]
    return (*edges, 1.0), tuple(middles)


def _plot(series: Series, scale: Axis, ticks: float, side: Sequence[tuple[Amount, str]]) -> Plot:
    """Return the plot with room for the words at its sides, at the top of the picture."""
    left = ticks + 12
    names = series.names
    usual = names.usual if any(_usual(series)) else ""
    beside = (usual, names.aim if side else "", *(text for _, text in side))
    right = _WIDTH - 5 - max(width(text, BOLD) for text in beside)
    low, high = float(scale.low), float(scale.high)
    return Plot(left, rounded(right), 0, _PLOT_HEIGHT, low, high, *_times(series))


def _side_words(series: Series, number: Callable[[Amount], str]) -> list[tuple[Amount, str]]:
    """Return the latest aims, the higher one first."""
    latest = (*series.upper_aims[-1:], *series.aims[-1:])
    return [(aim, number(aim)) for aim in latest if aim is not None]


def _beside(
    series: Series, plot: Plot, side: Sequence[tuple[Amount, str]]
) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Return the words at the right of the plot: of the aims, and of what is usual."""
    x, names = plot.right + 3, series.names
    aims = [Words(x, plot.y(level) + _BELOW, text, "start") for level, text in side]
    aims = [*(replace(one, y=one.y - ROW, text=names.aim) for one in aims[:1]), *aims]
    newest = next((both for both in reversed(_usual(series)) if both), None)
    if newest is None:
        return tuple(stacked(aims, plot.bottom + _BELOW)), ()
    usual = Words(x, sum(map(plot.inside, newest)) / 2 + _BELOW, names.usual, "start")
    if aims and usual.y < aims[-1].y:
        first, *rest = stacked([usual, *aims], plot.bottom + _BELOW)
        return tuple(rest), (first,)
    *rest, last = stacked([*aims, usual], plot.bottom + _BELOW)
    return tuple(rest), (last,)


def _older_aims(
    series: Series, plot: Plot, board: Board, number: Callable[[Amount], str]
) -> Iterator[Words]:
    """Yield the aims of earlier times, where there is room at their line."""
    for levels in (series.aims, series.upper_aims):
        for level, first, end in stretches(levels):
            if level is not None and end < plot.count:
                x, y = (plot.edge(first) + plot.edge(end)) / 2, plot.y(level)
                words = f"{series.names.aim} {number(level)}"
                yield from board.put(_around(words, (x, y), plot), most=0)


def _around(text: str, place: Place, plot: Plot, *, below: bool = False) -> list[Words]:
    """Return where words may stand beside a place: above or below, or to a side of that."""
    x, y = place
    high, low = y - _MARK - 3, y + _MARK + RISE
    first, second = (low, high) if below else (high, low)
    sides = (round(x) + _MARK + 2, "start"), (round(x) - _MARK - 2, "end")
    return [
        *(fitted(text, (x, at), (plot.left, _WIDTH), BOLD) for at in (first, second)),
        *(
            Words(at, rounded(height), text, anchor)
            for height in (y + _BELOW, first, second)
            for at, anchor in sides
        ),
    ]


def _ink(series: Series, plot: Plot) -> list[Place]:
    """Return places that words had better not cover: the results, the line between them, the aim."""
    points = [
        None if value is None else (plot.x(at), plot.y(value))
        for at, value in enumerate(series.values)
    ]
    aims = [(plot.x(n), plot.y(aim)) for n, aim in enumerate(series.aims) if aim is not None]
    ink = [*aims, *(point for point in points if point)]
    for one, other in pairwise(points):
        if one and other:
            (x, y), wide, high = one, other[0] - one[0], other[1] - one[1]
            parts = (part / _SAMPLES for part in range(1, _SAMPLES))
            ink += [(x + wide * part, y + high * part) for part in parts]
    return ink


def _value_labels(
    series: Series, plot: Plot, board: Board, notes: Sequence[_Note]
) -> Iterator[Words]:
    """Yield the results in words that tell most, where there is room: the last one first."""
    texts = series.short_shown or series.shown
    marked = (note.index for note in notes if note.index is not None)
    first, last, low, high = ends_of(series.values)
    for at in dict.fromkeys((last, high, low, first, *marked)):
        value, aim = series.values[at], series.aims[at] if series.aims else None
        if value is not None:
            below = value < aim if aim is not None else at == low
            yield from board.put(_around(texts[at], (plot.x(at), plot.y(value)), plot, below=below))


def _result_line(series: Series, plot: Plot) -> str:
    return line(series.values, plot, {at.index for at in series.breaks} | series.gaps)


def _happened(series: Series, plot: Plot) -> Iterator[tuple[float, float, str]]:
    """Yield from where to where in the picture something happened, and its word."""
    if not series.spans:
        return
    first, last = _reach(series.spans)
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


def _lines(series: Series, scale: Axis, notes: Sequence[_Note], plot: Plot) -> Lines:
    edges = [plot.edge(at.index) for at in series.breaks if at.index]
    happened = [*_happened(series, plot)]
    edges += [start for start, end, _ in happened if start == end]
    bands = [(start, end) for start, end, _ in happened if start < end]
    feet = [(note.x, note.words.y + 4, _foot(series, note, plot)) for note in notes]
    usual = (dot for dot in _dots(series, plot) if dot.usual)
    return Lines(
        grid="".join(f"M{plot.left} {plot.y(tick)}H{plot.right}" for tick in scale.ticks),
        result=_result_line(series, plot),
        points="".join(f"M{dot.x} {dot.y}h0" for dot in usual),
        aim=steps(series.aims, plot) + steps(series.upper_aims, plot),
        usual=areas(_usual(series), plot),
        breaks="".join(f"M{edge} {plot.top}V{plot.bottom}" for edge in dict.fromkeys(edges)),
        bands="".join(f"M{a} {plot.top}H{b}V{plot.bottom}H{a}z" for a, b in bands),
        leader="".join(f"M{x} {head}V{foot}" for x, head, foot in feet),
    )


def _foot(series: Series, note: _Note, plot: Plot) -> float:
    """Return how far down the line from a word goes."""
    value = series.values[note.index] if note.index is not None else None
    return plot.top if value is None else rounded(plot.y(value) - _MARK)


def _dots(series: Series, plot: Plot) -> Iterator[Dot]:
    count = len(series.labels)
    scale = 1 if plot.roomy else _SMALLER
    provisional = series.provisional or (False,) * count
    marks = series.marks or (None,) * count
    for index, value in enumerate(series.values):
        if value is not None:
            x, y = plot.x(index), plot.y(value)
            mark = marks[index]
            kind = mark.kind if mark else Kind.COMMON
            usual = kind is Kind.COMMON
            size = rounded((_DOT if usual else _MARK) * scale)
            yield Dot(
                x,
                y,
                size,
                provisional[index],
                "" if usual else kind.value,
                _shape(kind, x, y, size),
                series.labels[index],
                series.shown[index],
            )


def _shape(kind: Kind, x: float, y: float, size: float) -> str:
    """Return a diamond or a triangle as a path; nothing for a circle."""
    if kind is Kind.CONCERN:
        return f"M{x} {rounded(y - size)}l{size} {size}-{size} {size}-{size}-{size}z"
    if kind is Kind.NEUTRAL_HIGH:
        return f"M{x} {rounded(y - size)}l{size} {2 * size}h-{2 * size}z"
    if kind is Kind.NEUTRAL_LOW:
        return f"M{x} {rounded(y + size)}l{size}-{2 * size}h-{2 * size}z"
    return ""


def _periods(series: Series, plot: Plot) -> Iterator[Words]:
    """Yield the periods that fit below the axis; always the latest."""
    labels = series.short_labels or series.labels
    room = LETTER * max(map(len, labels))
    free = _WIDTH + _BETWEEN + 1.0
    for index in range(plot.count - 1, -1, -1):
        at = min(max(plot.x(index), room / 2), _WIDTH - room / 2)
        if at + room / 2 + _BETWEEN < free:
            yield fitted(labels[index], (plot.x(index), plot.bottom + _BELOW + ROW), (0, _WIDTH))
            free = at - room / 2 - 1


def _notes(series: Series, plot: Plot) -> list[_Note]:
    """Return the words above the plot, in two rows; the table has what is left out.

    What happened is named in any case, if need be in a row of its own.
    """
    notes: list[_Note] = []
    taken, said = [0.0, 0.0], dict[str, float]()
    most = _WIDTH // LETTER
    happened = [
        (x, shorten(word, most, placeholder="…"), None) for x, _, word in _happened(series, plot)
    ]
    remarks = sorted([*happened, *_remarks(series, plot)], key=itemgetter(0))
    for remark in remarks:
        x, word, index = remark
        start = max(0, min(x, _WIDTH - LETTER * len(word)))
        row = next((row for row, end in enumerate(taken) if end <= start), None)
        must = remark in happened
        if row is None and must:
            row = len(taken)
            taken.append(0.0)
        if row is not None and (must or start >= said.get(word, 0)):
            taken[row] = said[word] = start + LETTER * (len(word) + 2)
            notes.append(_Note(Words(start, ROW * (row + 1) - 4, word, "start"), x, index))
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
