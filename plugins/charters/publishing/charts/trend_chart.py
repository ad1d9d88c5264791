"""Charts of results over time as plain geometry: a trend chart, and a sparkline for lists.

Coordinates only: the templates turn them into SVG, and the words come from the caller. Units are
those of the view box, which is narrow enough for its text to be read on a phone of 320 px.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter

from charters.judging.spc import Amount, Kind
from charters.publishing.charts.pictures import (
    SHARE_ENDS,
    Break,
    Dot,
    Happening,
    Lines,
    Mark,
    Series,
    Sparkline,
    TrendChart,
    Words,
)
from charters.publishing.charts.plots import (
    Plot,
    axis,
    decimal_of,
    level_lines,
    line,
    rounded,
    steps,
)

__all__ = [
    "SHARE_ENDS",
    "Break",
    "Happening",
    "Mark",
    "Series",
    "Sparkline",
    "TrendChart",
    "sparkline",
    "trend_chart",
]

_WIDTH = 340
_PLOT_HEIGHT = 150
_ROW = 17
"""Height of a row of text; the text itself is 13 units, 11 px on a phone."""
_LETTER = 8
"""Width to allow for one letter; where fonts are wide, as on many a Linux, it is all needed."""
_BETWEEN = 12
"""Width between the names of two periods."""
_DOT, _MARK = 3, 5
"""Half the size of a usual point, and of a mark."""
_SMALLER = 0.75
"""How much smaller they are where there is little room."""
_SPARK_WIDTH, _SPARK_HEIGHT = 160, 40
_SAMPLE_PLACE = (16, 6)


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
    title: str,
    description: str,
    say: Callable[[Decimal], str] = "{:,f}".format,
) -> TrendChart | None:
    """Return the chart of a series, or None where it has no value; `say` writes axis numbers."""
    if series.last is None:
        return None
    # A sign goes behind each number; a word would take the room of the plot.
    sign, unit = (series.unit, "") if len(series.unit) <= 1 else ("", series.unit)
    ticks = {tick: say(decimal_of(tick)) + sign for tick in _axis(series)}
    aims = {aim: say(decimal_of(aim)) + sign for aim in _latest_aims(series)}
    plot = _plot(ticks, aims, series)
    notes = _notes(series, plot)
    top = max((note.words.y + 5 for note in notes), default=0) + _ROW * (2 if unit else 1)
    plot = replace(plot, top=top, bottom=top + _PLOT_HEIGHT)
    dots = tuple(_dots(series, plot))
    return TrendChart(
        key=key,
        title=title,
        description=description,
        aim_words=series.aim_words,
        width=_WIDTH,
        height=plot.bottom + _ROW + 5,
        plot=plot,
        unit=Words(0, top - _ROW, unit, "start") if unit else None,
        ticks=tuple(Words(plot.left - 5, plot.y(at), text, "end") for at, text in ticks.items()),
        periods=tuple(_periods(series, plot)),
        aims=tuple(Words(plot.right + 3, plot.y(at), text, "start") for at, text in aims.items()),
        lines=_lines(series, notes, plot, dots),
        dots=dots,
        values=tuple(_value_labels(series, plot)),
        notes=tuple(note.words for note in notes),
        samples=tuple(_samples(dots)),
    )


def sparkline(series: Series, *, key: str, title: str) -> Sparkline | None:
    """Return the small picture of a series for a list, or None where it has no value."""
    if series.last is None:
        return None
    low, *_, high = map(float, _axis(series))
    plot = Plot(0, _SPARK_WIDTH, _MARK, _SPARK_HEIGHT - _MARK, low, high, *_times(series))
    *_, last = _dots(series, plot)
    aim = steps(series.aims, plot) + steps(series.upper_aims, plot)
    result = _result_line(series, plot)
    return Sparkline(key, title, _SPARK_WIDTH, _SPARK_HEIGHT, result, aim, last)


def _axis(series: Series) -> list[Fraction]:
    drawn = (*series.values, *series.aims, *series.upper_aims)
    limits = (limit for point in series.limits for limit in (point.lower, point.upper))
    return axis(
        [level for level in drawn if level is not None],
        [limit for limit in limits if limit is not None],
        series.ends or (),
    )


def _latest_aims(series: Series) -> list[Amount]:
    latest = (*series.aims[-1:], *series.upper_aims[-1:])
    return [aim for aim in latest if aim is not None]


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


def _plot(ticks: Mapping[Fraction, str], aims: Mapping[Amount, str], series: Series) -> Plot:
    """Return the plot with room for the numbers at its sides, at the top of the picture."""
    left = _LETTER * max(map(len, ticks.values())) + 12
    right = _WIDTH - _LETTER * max(map(len, aims.values()), default=0) - 10
    low, high = float(min(ticks)), float(max(ticks))
    return Plot(left, right, 0, _PLOT_HEIGHT, low, high, *_times(series))


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


def _lines(series: Series, notes: Sequence[_Note], plot: Plot, dots: Sequence[Dot]) -> Lines:
    edges = [plot.edge(at.index) for at in series.breaks if at.index]
    happened = [*_happened(series, plot)]
    edges += [start for start, end, _ in happened if start == end]
    bands = [(start, end) for start, end, _ in happened if start < end]
    feet = [(note.x, note.words.y + 4, _foot(series, note, plot)) for note in notes]
    return Lines(
        result=_result_line(series, plot),
        points="".join(f"M{dot.x} {dot.y}h0" for dot in dots if dot.usual),
        aim=steps(series.aims, plot) + steps(series.upper_aims, plot),
        mean=level_lines([p.mean if p.lower is not None else None for p in series.limits], plot),
        limit=level_lines([point.lower for point in series.limits], plot)
        + level_lines([point.upper for point in series.limits], plot),
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
            place = plot.x(index), plot.y(value)
            words = series.labels[index], series.shown[index]
            mark = marks[index]
            kind = mark.kind if mark else Kind.COMMON
            yield _dot(place, kind, scale, words, provisional=provisional[index])


def _dot(
    place: tuple[float, float],
    kind: Kind = Kind.COMMON,
    scale: float = 1,
    words: tuple[str, str] = ("", ""),
    *,
    provisional: bool = False,
) -> Dot:
    """Return a point: small for a usual one, large and of a shape of its own for other kinds."""
    if kind is Kind.COMMON:
        return Dot(*place, rounded(_DOT * scale), provisional, "", "", *words)
    size = rounded(_MARK * scale)
    return Dot(*place, size, provisional, kind.value, _shape(kind, *place, size), *words)


def _shape(kind: Kind, x: float, y: float, size: float) -> str:
    """Return a diamond or a triangle as a path; nothing for a circle."""
    if kind is Kind.CONCERN:
        return f"M{x} {rounded(y - size)}l{size} {size}-{size} {size}-{size}-{size}z"
    if kind is Kind.NEUTRAL_HIGH:
        return f"M{x} {rounded(y - size)}l{size} {2 * size}h-{2 * size}z"
    if kind is Kind.NEUTRAL_LOW:
        return f"M{x} {rounded(y + size)}l{size}-{2 * size}h-{2 * size}z"
    return ""


def _samples(dots: Sequence[Dot]) -> Iterator[Dot]:
    """Yield one point of each sort that a reader may ask about."""
    if any(dot.provisional for dot in dots):
        yield _dot(_SAMPLE_PLACE, provisional=True)
    seen = {dot.kind for dot in dots}
    yield from (_dot(_SAMPLE_PLACE, kind) for kind in Kind if kind.value in seen)


def _value_labels(series: Series, plot: Plot) -> Iterator[Words]:
    """Yield the values in words: all where there is room, else the latest."""
    texts = series.short_shown or series.shown
    present = [index for index, value in enumerate(series.values) if value is not None]
    widest = max(len(texts[index]) for index in present)
    for index in present if _LETTER * widest < plot.band else present[-1:]:
        if _LETTER * len(texts[index]) < plot.right - plot.left:
            yield _value_label(series, index, texts[index], plot)


def _value_label(series: Series, index: int, text: str, plot: Plot) -> Words:
    """Return the label of a point, on the side of it that is away from the aim, and off the line."""
    value, aim = series.values[index] or 0, series.aims[index] if series.aims else None
    x, half = plot.x(index), _LETTER * len(text) / 2
    start = min(x - half, plot.right - 2 * half)
    near = [
        plot.y(other)
        for at, other in enumerate(series.values)
        if other is not None and start <= plot.x(at) <= start + 2 * half
    ]
    below = aim is not None and value < aim and max(near) + _ROW < plot.bottom
    y = max(near) + _ROW if below else min(near) - _MARK - 3
    return _fitted(text, x, y, plot.right)


def _periods(series: Series, plot: Plot) -> Iterator[Words]:
    """Yield the periods that fit below the axis; always the latest."""
    labels = series.short_labels or series.labels
    room = _LETTER * max(map(len, labels))
    free = _WIDTH + _BETWEEN + 1.0
    for index in range(plot.count - 1, -1, -1):
        at = min(max(plot.x(index), room / 2), _WIDTH - room / 2)
        if at + room / 2 + _BETWEEN < free:
            yield _fitted(labels[index], plot.x(index), plot.bottom + _ROW, _WIDTH)
            free = at - room / 2 - 1


def _fitted(text: str, x: float, y: float, right: float) -> Words:
    """Return words centered on x, moved as far as needed to stay in the picture.

    Whole units are close enough for words, and shorter to write.
    """
    x, y, half = round(x), round(y), _LETTER * len(text) / 2
    if x + half > right:
        return Words(right, y, text, "end")
    return Words(0, y, text, "start") if x < half else Words(x, y, text)


def _notes(series: Series, plot: Plot) -> list[_Note]:
    """Return the words above the plot, in two rows; the key and the table have what is left out.

    What happened is named in any case, if need be in a row of its own.
    """
    notes: list[_Note] = []
    taken, said = [0.0, 0.0], dict[str, float]()
    happened = [(x, _short(word), None) for x, _, word in _happened(series, plot)]
    remarks = sorted([*happened, *_remarks(series, plot)], key=itemgetter(0))
    for remark in remarks:
        x, word, index = remark
        start = max(0, min(x, _WIDTH - _LETTER * len(word)))
        row = next((row for row, end in enumerate(taken) if end <= start), None)
        must = remark in happened
        if row is None and must:
            row = len(taken)
            taken.append(0.0)
        if row is not None and (must or start >= said.get(word, 0)):
            taken[row] = said[word] = start + _LETTER * (len(word) + 2)
            notes.append(_Note(Words(start, _ROW * (row + 1) - 4, word, "start"), x, index))
    return notes


def _short(words: str) -> str:
    """Return words that fit into one row, cut between two of them; the page has them in full."""
    most = _WIDTH // _LETTER
    return words if len(words) <= most else f"{words[: most - 1].rsplit(' ', 1)[0]}…"


def _remarks(series: Series, plot: Plot) -> Iterator[tuple[float, str, int | None]]:
    """Yield what is to be said of breaks and marks; once for neighbors with the same mark."""
    for at in series.breaks:
        if at.word and at.index:
            yield plot.edge(at.index), at.word, None
    for index, mark in enumerate(series.marks):
        if mark and mark.word and (index == 0 or mark != series.marks[index - 1]):
            yield plot.x(index), mark.word, index
