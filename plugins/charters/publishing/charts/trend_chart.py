"""Charts of results over time as plain geometry: a trend chart, and a sparkline for lists.

Coordinates only: the templates turn them into SVG, and the words come from the caller. Units are
those of the view box, which is narrow enough for its text to be read on a phone of 320 px.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from charters.judging.spc import Amount, Meaning
from charters.publishing.charts.chart_words import (
    BELOW,
    MARK,
    WIDTH,
    Note,
    aim_numbers,
    beside,
    happened_at,
    ink_of,
    ink_of_aims,
    notes_above,
    older_aims,
    periods_below,
    reach,
    value_labels,
)
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
from charters.publishing.charts.placing import BOLD, RISE, ROW, Board, width
from charters.publishing.charts.plots import (
    Axis,
    Place,
    Plot,
    areas,
    axis,
    decimal_of,
    line,
    rounded,
    steps,
    stretches,
)

_PLOT_HEIGHT = 150
_DOT = 3
"""Half the size of a usual point."""
_SMALLER = 0.75
"""How much smaller they are where there is little room."""
_SPARK_WIDTH, _SPARK_HEIGHT = 160, 40


def trend_chart(
    series: Series,
    *,
    key: str,
    heading: Heading,
    say: Callable[[Decimal, str], str] = "{:,f}{}".format,
) -> TrendChart | None:
    """Return the chart of a series, or None where it has no value; `say` writes axis numbers."""
    if series.last is None and not series.aims_alone:
        return None

    def number(level: Amount) -> str:
        return say(decimal_of(level), series.unit if len(series.unit) <= 1 else "")

    scale = _axis(series)
    side, numbers = aim_numbers(series, number), [number(tick) for tick in scale.ticks]
    plot = _plot(series, scale, max(map(width, numbers)), side)
    notes = notes_above(series, plot)
    # The name of an aim stands a row over its line, which may be the highest there is.
    top = max((note.words.y + 5 for note in notes), default=0) + ROW + RISE - BELOW
    plot = replace(plot, top=top, bottom=top + _PLOT_HEIGHT)
    ticks = tuple(
        Words(plot.left - 5, rounded(plot.y(at) + BELOW), text, "end")
        for at, text in zip(plot.ticks, numbers, strict=True)
    )
    periods = tuple(periods_below(series, plot))
    aims, usual = beside(series, plot, side)
    points = plot.points(series.floats)
    board = Board(plot.left, WIDTH, [*ink_of(points), *ink_of_aims(series, plot)])
    board.take((*ticks, *periods, *usual, *(note.words for note in notes)))
    board.take(aims, BOLD)
    values = tuple(value_labels(series, points, plot, board, notes))
    dots = tuple(_dots(series, points, plot))
    return TrendChart(
        key=key,
        heading=heading,
        width=WIDTH,
        height=plot.bottom + BELOW + ROW + 5,
        plot=plot,
        starts_at=number(scale.low) if scale.low else "",
        ticks=ticks,
        periods=periods,
        aims=(*aims, *older_aims(series, plot, board, number)),
        usual=usual,
        lines=_lines(series, notes, plot, points, dots),
        dots=dots,
        values=values,
        notes=tuple(note.words for note in notes),
    )


def sparkline(series: Series) -> Sparkline | None:
    """Return the small picture of a series for a list, or None where it has no value."""
    if series.last is None:
        return None
    low, high = map(float, _axis(series)[:2])
    plot = Plot(0, _SPARK_WIDTH, MARK, _SPARK_HEIGHT - MARK, low, high, *_times(series))
    points = plot.points(series.floats)
    *_, last = _dots(series, points, plot)
    aim = steps(series.aims, plot) + steps(series.upper_aims, plot)
    result = _result_line(series, points)
    return Sparkline(_SPARK_WIDTH, _SPARK_HEIGHT, result, aim, last)


def _axis(series: Series) -> Axis:
    furthest = ends_of(series.floats)[2:] if series.last is not None else ()
    values = (series.values[at] for at in furthest)
    aims = (aim for all_aims in (series.aims, series.upper_aims) for aim, *_ in stretches(all_aims))
    levels = [level for level in (*values, *aims) if level is not None]
    limits = [limit for usual, *_ in stretches(series.usual) if usual for limit in usual]
    if limits and min(levels) >= 0:  # nobody waits less than no time
        limits = [max(limit, 0) for limit in limits]
    if series.ends:
        least, most = series.ends
        limits = [min(max(limit, least), most) for limit in limits]
    return axis([*levels, *limits], series.ends or ())


def _times(series: Series) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return where periods begin, and where their points stand, as shares of the whole time."""
    spans = series.spans or tuple((n, n + 1) for n in range(len(series.labels)))
    first, last = reach(spans)
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
    usual = names.usual if any(series.usual) else ""
    beside = (usual, names.aim if side else "", *(text for _, text in side))
    right = WIDTH - 5 - max(width(text, BOLD) for text in beside)
    low, high = float(scale.low), float(scale.high)
    ends = low, high, *_times(series)
    return Plot(left, rounded(right), 0, _PLOT_HEIGHT, *ends, tuple(scale.ticks))


def _result_line(series: Series, points: Sequence[Place | None]) -> str:
    return line(points, {at.index for at in series.breaks} | series.gaps)


def _lines(
    series: Series,
    notes: Sequence[Note],
    plot: Plot,
    points: Sequence[Place | None],
    dots: Sequence[Dot],
) -> Lines:
    edges = [plot.edge(at.index) for at in series.breaks if at.index]
    happened = [*happened_at(series, plot)]
    edges += [start for start, end, _ in happened if start == end]
    bands = [(start, end) for start, end, _ in happened if start < end]
    feet = [(note.x, note.words.y + 4, _foot(points, note, plot)) for note in notes]
    usual = (dot for dot in dots if dot.usual)
    return Lines(
        grid="".join(f"M{plot.left} {plot.y(tick)}H{plot.right}" for tick in plot.ticks),
        result=_result_line(series, points),
        points="".join(f"M{dot.x} {dot.y}h0" for dot in usual),
        aim=steps(series.aims, plot) + steps(series.upper_aims, plot),
        usual=areas(series.usual, plot),
        breaks="".join(f"M{edge} {plot.top}V{plot.bottom}" for edge in dict.fromkeys(edges)),
        bands="".join(f"M{a} {plot.top}H{b}V{plot.bottom}H{a}z" for a, b in bands),
        leader="".join(f"M{x} {head}V{foot}" for x, head, foot in feet),
    )


def _foot(points: Sequence[Place | None], note: Note, plot: Plot) -> float:
    """Return how far down the line from a word goes."""
    point = points[note.index] if note.index is not None else None
    return rounded(point[1] - MARK) if point else plot.top


def _dots(series: Series, points: Sequence[Place | None], plot: Plot) -> Iterator[Dot]:
    count = len(series.labels)
    scale = 1 if plot.roomy else _SMALLER
    provisional = series.provisional or (False,) * count
    marks = series.marks or (None,) * count
    for index, point in enumerate(points):
        if point:
            x, y = point
            mark = marks[index]
            kind = mark.kind if mark else Meaning.COMMON
            usual = kind is Meaning.COMMON
            size = rounded((_DOT if usual else MARK) * scale)
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


def _shape(kind: Meaning, x: float, y: float, size: float) -> str:
    """Return a diamond or a triangle as a path; nothing for a circle."""
    if kind is Meaning.CONCERN:
        return f"M{x} {rounded(y - size)}l{size} {size}-{size} {size}-{size}-{size}z"
    if kind is Meaning.NEUTRAL_HIGH:
        return f"M{x} {rounded(y - size)}l{size} {2 * size}h-{2 * size}z"
    if kind is Meaning.NEUTRAL_LOW:
        return f"M{x} {rounded(y + size)}l{size}-{2 * size}h-{2 * size}z"
    return ""
