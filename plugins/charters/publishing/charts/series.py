"""The series of one promise as a chart draws it: from the same results as its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from charters.judging.figures import FigureSeries
from charters.judging.patterns import Pattern, alike_slots, figure_of, long_steps, pattern_of
from charters.judging.spc import Point
from charters.judging.standings import Slot, Standing
from charters.judging.suspended_times import turns_of
from charters.judging.verdicts import level_reached
from charters.model.periods import Period
from charters.model.quantities import PERCENT
from charters.model.shapes import Shape
from charters.publishing.book import Book, for_a_while
from charters.publishing.charts.pictures import (
    SHARE_ENDS,
    Break,
    Happening,
    LineNames,
    Mark,
    Series,
)
from charters.publishing.say.pattern_words import mark_word
from charters.publishing.say.result_words import share_figure, when_words
from charters.publishing.say.speech import Speech


@for_a_while
def series_of(book: Book, standing: Standing) -> Series | None:
    """Return the results of a promise with aims, limits, marks and breaks; None without a series."""
    if not standing.standard.measure.shape.takes_target or not standing.judged:
        return None
    speech, slots = book.speech, alike_slots(standing)
    _ = speech.gettext
    if not any(slot.judged for slot in slots):
        return None
    key = standing.charter.id, standing.standard.id
    pattern = pattern_of(standing) if standing.part else book.patterns[key]
    targets = [slot.verdict.target for slot in slots]
    points = tuple(pattern.points) if pattern else ()
    values = [figure_of(slot) for slot in slots]
    figures = [*map(_written, slots, values)]
    stock = standing.standard.measure.shape is Shape.BACKLOG
    return Series(
        labels=tuple(when_words(speech, standing.standard, slot.period) for slot in slots),
        short_labels=tuple(_short_label(speech, slot, stock=stock) for slot in slots),
        values=tuple(values),
        shown=tuple("" if figure is None else speech.number(figure) for figure in figures),
        figures=tuple(figures),
        unit=_unit(speech, standing),
        provisional=tuple(slot.verdict.provisional for slot in slots),
        aims=tuple(target.level.amount if target else None for target in targets),
        upper_aims=tuple(
            target.upper.amount if target and target.upper else None for target in targets
        ),
        limits=points,
        marks=_marks(speech, points, len(slots)),
        breaks=_breaks(speech, pattern),
        happenings=tuple(_happenings(speech, standing)),
        spans=tuple(
            (slot.period.start.toordinal(), slot.period.end.toordinal() + 1) for slot in slots
        ),
        at_end=stock,
        gaps=long_steps(slots, standing.standard.reported),
        names=LineNames(_("aim"), _("usual"), _("provisional")),
        ends=_ends(standing),
    )


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


def _written(slot: Slot, value: Fraction | None) -> Decimal | None:
    """Return a value as it is written; the table has it in words."""
    if value is None or slot.judged is None:
        return None
    published = slot.judged.result.value
    return share_figure(value, slot.verdict.target) if published is None else published


def _unit(speech: Speech, standing: Standing) -> str:
    measure = standing.standard.measure
    return PERCENT if measure.shape.is_share else speech.unit_of(measure.unit)


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
        what = speech.say(event.what)
        yield Happening(event.date.toordinal(), what.words, after, what.language)
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
