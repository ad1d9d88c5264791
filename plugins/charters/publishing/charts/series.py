"""The series of one promise as a chart draws it: from the same results as its table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from charters.judging.patterns import Pattern, figure_of, long_steps, told_slots
from charters.judging.spc import Point
from charters.judging.standings import Slot, Standing
from charters.model.quantities import Target
from charters.model.shapes import Shape
from charters.publishing.book import Book, once
from charters.publishing.charts.trend_chart import SHARE_ENDS, Break, Mark, Series
from charters.publishing.say.pattern_words import mark_word
from charters.publishing.say.speech import Speech
from charters.publishing.say.verdict_words import share_figure


@once
def series_of(book: Book, standing: Standing) -> Series | None:
    """Return the results of a promise with aims, limits, marks and breaks; None without a series."""
    if not standing.standard.measure.shape.takes_target or not standing.judged:
        return None
    speech, slots = book.speech, told_slots(standing)
    pattern = book.patterns[standing.charter.id, standing.standard.id]
    targets = [slot.verdict.target for slot in slots]
    points = tuple(pattern.points) if pattern else ()
    stock = standing.standard.measure.shape is Shape.BACKLOG
    return Series(
        labels=tuple(_label(speech, slot, stock=stock) for slot in slots),
        short_labels=tuple(speech.short_period(slot.period) for slot in slots),
        values=tuple(figure_of(slot) for slot in slots),
        shown=tuple(_shown(speech, slot) for slot in slots),
        unit=_unit(speech, standing),
        provisional=tuple(slot.verdict.provisional for slot in slots),
        aims=tuple(target.level.amount if target else None for target in targets),
        upper_aims=tuple(
            target.upper.amount if target and target.upper else None for target in targets
        ),
        aim_words=_aim_words(speech, targets),
        limits=points,
        marks=_marks(speech, points, len(slots)),
        breaks=_breaks(speech, pattern),
        spans=tuple(
            (slot.period.start.toordinal(), slot.period.end.toordinal() + 1) for slot in slots
        ),
        at_end=stock,
        gaps=long_steps(slots, standing.standard.reported),
        ends=_ends(standing),
    )


def _label(speech: Speech, slot: Slot, *, stock: bool) -> str:
    """Return a period in words; of a stock, such as a backlog, the day it was counted on."""
    period = speech.period(slot.period)
    return speech.gettext("at the end of {period}").format(period=period) if stock else period


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


def _aim_words(speech: Speech, targets: Sequence[Target | None]) -> str:
    last = targets[-1] if targets else None
    return speech.aim(last) if last else ""


def _marks(speech: Speech, points: Sequence[Point], count: int) -> tuple[Mark | None, ...]:
    marks = [Mark(point.kind, mark_word(speech, point)) if point.rule else None for point in points]
    return (*marks, *[None] * (count - len(marks)))


def _breaks(speech: Speech, pattern: Pattern | None) -> tuple[Break, ...]:
    found = pattern.breaks if pattern else ()
    return tuple(Break(index, speech.gettext("changed")) for index, _ in found)


def _ends(standing: Standing) -> tuple[Decimal, Decimal] | None:
    measure = standing.standard.measure
    if measure.shape.is_share:
        return SHARE_ENDS
    if "scale" in measure.shape.needs and measure.scale:
        return measure.scale.min, measure.scale.max
    return None
