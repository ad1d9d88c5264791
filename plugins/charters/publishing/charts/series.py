"""The series of one promise as a chart draws it: from the same results as its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from charters.judging.figures import FigureSeries
from charters.judging.patterns import Pattern, alike_slots, figure_of, long_steps, pattern_of
from charters.judging.spc import Point
from charters.judging.standings import Slot, Standing
from charters.judging.suspended_times import turns_of
from charters.judging.verdicts import level_reached
from charters.model.periods import Period
from charters.model.quantities import PERCENT, TIME_UNITS, Target, unit_named
from charters.model.shapes import Shape
from charters.publishing.book import Book, once
from charters.publishing.charts.plots import decimal_of
from charters.publishing.charts.trend_chart import SHARE_ENDS, Break, Happening, Mark, Series
from charters.publishing.say.pattern_words import mark_word
from charters.publishing.say.result_words import aim_of, share_figure
from charters.publishing.say.speech import Speech


@once
def series_of(book: Book, standing: Standing) -> Series | None:
    """Return the results of a promise with aims, limits, marks and breaks; None without a series."""
    if not standing.standard.measure.shape.takes_target or not standing.judged:
        return None
    speech, slots = book.speech, alike_slots(standing)
    if not any(slot.judged for slot in slots):
        return None
    key = standing.charter.id, standing.standard.id
    pattern = pattern_of(standing) if standing.part else book.patterns[key]
    targets = [slot.verdict.target for slot in slots]
    points = tuple(pattern.points) if pattern else ()
    stock = standing.standard.measure.shape is Shape.BACKLOG
    return Series(
        labels=tuple(_label(speech, slot, stock=stock) for slot in slots),
        short_labels=tuple(_short_label(speech, slot, stock=stock) for slot in slots),
        values=tuple(figure_of(slot) for slot in slots),
        shown=tuple(_shown(speech, slot) for slot in slots),
        unit=_unit(speech, standing),
        provisional=tuple(slot.verdict.provisional for slot in slots),
        aims=tuple(target.level.amount if target else None for target in targets),
        upper_aims=tuple(
            target.upper.amount if target and target.upper else None for target in targets
        ),
        aim_words=_aim_words(speech, standing, targets),
        limits=points,
        marks=_marks(speech, points, len(slots)),
        breaks=_breaks(speech, pattern),
        happenings=tuple(_happenings(speech, standing)),
        spans=tuple(
            (slot.period.start.toordinal(), slot.period.end.toordinal() + 1) for slot in slots
        ),
        at_end=stock,
        gaps=long_steps(slots, standing.standard.reported),
        ends=_ends(standing),
    )


def _label(speech: Speech, slot: Slot, *, stock: bool) -> str:
    """Return a period in words; of a stock, such as a backlog, the day it was counted on."""
    if not stock:
        return speech.period(slot.period)
    day = slot.period.end
    if (day + timedelta(days=1)).day != 1:
        return speech.day(day)
    month = speech.period(Period(day.replace(day=1), day, ""))
    return speech.gettext("at the end of {month}").format(month=month)


def _short_label(speech: Speech, slot: Slot, *, stock: bool) -> str:
    day = slot.period.end
    return speech.short_period(Period(day, day, "") if stock else slot.period)


def figure_series(speech: Speech, series: FigureSeries) -> Series:
    """Return the results of a figure as a small line draws them: no aim, no limits, no marks."""
    results = [published.result for published in series.results]
    days = [result.period.days for result in results]
    return Series(
        labels=tuple(speech.period(result.period) for result in results),
        values=tuple(None if one.hidden else level_reached(series.figure, one) for one in results),
        shown=("",) * len(results),
        spans=tuple((first.toordinal(), last.toordinal() + 1) for first, last in days),
        ends=_ends(series),
    )


def _shown(speech: Speech, slot: Slot) -> str:
    """Return a value as short as a chart needs it; the table has it in words."""
    figure = figure_of(slot)
    if figure is None or slot.judged is None:
        return ""
    if slot.judged.result.value is not None:
        return speech.number(slot.judged.result.value)
    return speech.number(share_figure(figure, slot.verdict.target))


def _unit(speech: Speech, standing: Standing) -> str:
    measure = standing.standard.measure
    if measure.shape.is_share:
        return "%"
    return speech.say(measure.unit).words if measure.unit else ""


def _aim_words(speech: Speech, standing: Standing, targets: Sequence[Target | None]) -> str:
    """Return the aim of the latest period; where others came before, it says that it is that one."""
    if not targets or (last := targets[-1]) is None:
        return ""
    words = aim_of(speech, standing.standard.measure, last)
    if all(target in (None, last) for target in targets):
        return words
    return speech.gettext("{aim}, in the latest period").format(aim=words)


def _marks(speech: Speech, points: Sequence[Point], count: int) -> tuple[Mark | None, ...]:
    marks = [Mark(point.kind, mark_word(speech, point)) if point.rule else None for point in points]
    return (*marks, *[None] * (count - len(marks)))


def _breaks(speech: Speech, pattern: Pattern | None) -> tuple[Break, ...]:
    found = pattern.breaks if pattern else ()
    return tuple(Break(index, speech.gettext("changed")) for index, _ in found)


def _happenings(speech: Speech, standing: Standing) -> Iterator[Happening]:
    """Yield the events, and the times in which the promise did not hold."""
    for event in standing.standard.events:
        after = event.until.toordinal() + 1 if event.until else None
        yield Happening(event.date.toordinal(), speech.say(event.what).words, after)
    word = speech.gettext("suspended")
    for turn in turns_of(standing.standard):
        first, last = turn.published if turn.is_dated_back else turn.day, turn.suspension.to
        if not turn.resumed and first is not None:
            until = max(first, last or standing.as_of).toordinal() + 1
            yield Happening(first.toordinal(), word, until)


def _ends(standing: Standing | FigureSeries) -> tuple[Decimal, Decimal] | None:
    measure = standing.standard.measure
    if measure.shape.is_share:
        return SHARE_ENDS
    if "scale" in measure.shape.needs and measure.scale:
        return measure.scale.min, measure.scale.max
    return None


def title_words(speech: Speech, series: Series) -> str:
    """Return what a chart shows: how far up and down the results went, and where they are."""
    _, last = speech.gettext, series.last or 0
    if len({value for value in series.values if value is not None}) == 1:
        return _("Always {level}").format(level=_level(speech, series, last))
    high, low = _extremes(series)
    words = _("Highest {high}, lowest {low}, latest {last}")
    if high == last:
        words = _("Lowest {low}, highest and latest {last}")
    elif low == last:
        words = _("Highest {high}, lowest and latest {last}")
    short = series.short_labels
    if unit_named(series.unit) not in (PERCENT, *TIME_UNITS):  # the axis says it, and once will do
        series = replace(series, unit="")
    return words.format(
        high=_figure(speech, series, high, short),
        low=_figure(speech, series, low, short),
        last=_figure(speech, series, last, short),
    )


def course_words(speech: Speech, series: Series) -> str:
    """Return how the results went, for those who do not see the chart."""
    first = next(n for n, value in enumerate(series.values) if value is not None)
    places = first, series.last or 0, *_extremes(series)
    start, last, high, low = (_figure(speech, series, at, series.labels) for at in places)
    return speech.gettext("From {first} to {last}. Highest: {high}. Lowest: {low}.").format(
        first=start, last=last, high=high, low=low
    )


def _extremes(series: Series) -> tuple[int, int]:
    """Return the newest of the highest values, and the newest of the lowest."""
    found = [(Fraction(value), n) for n, value in enumerate(series.values) if value is not None]
    return max(found)[1], min(found, key=lambda one: (one[0], -one[1]))[1]


def _figure(speech: Speech, series: Series, at: int, labels: Sequence[str]) -> str:
    return speech.gettext("{level} ({period})").format(
        level=_level(speech, series, at), period=labels[at]
    )


def _level(speech: Speech, series: Series, at: int) -> str:
    if series.unit == PERCENT:
        return speech.gettext("{number}%").format(number=series.shown[at])
    unit = unit_named(series.unit)
    if unit in TIME_UNITS:
        return speech.measured(decimal_of(series.values[at] or 0), unit)
    return f"{series.shown[at]} {series.unit}".strip()
