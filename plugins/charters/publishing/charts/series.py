"""The series of one promise as a chart draws it: from the same results as its table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from charters.judging.figures import FigureSeries
from charters.judging.patterns import Pattern
from charters.judging.spc import Kind
from charters.judging.standings import Slot, Standing
from charters.model.quantities import Target
from charters.publishing.book import Book, once
from charters.publishing.charts.trend_chart import SHARE_ENDS, Break, Mark, Series
from charters.publishing.say.speech import Speech
from charters.publishing.say.verdict_words import share_figure


@once
def series_of(book: Book, standing: Standing) -> Series | None:
    """Return the results of a promise with aims, limits, marks and breaks; None without a series."""
    if not standing.standard.measure.shape.takes_target or not standing.judged:
        return None
    speech, slots = book.speech, standing.slots
    pattern = book.patterns[standing.charter.id, standing.standard.id]
    targets = [slot.verdict.target for slot in slots]
    enough = pattern is not None and pattern.enough
    return Series(
        labels=tuple(speech.period(slot.period) for slot in slots),
        short_labels=tuple(speech.short_period(slot.period) for slot in slots),
        values=tuple(_value(slot) for slot in slots),
        shown=tuple(_shown(speech, slot) for slot in slots),
        unit=_unit(speech, standing),
        provisional=tuple(slot.verdict.provisional for slot in slots),
        aims=tuple(target.level.amount if target else None for target in targets),
        upper_aims=tuple(
            target.upper.amount if target and target.upper else None for target in targets
        ),
        aim_words=_aim_words(speech, targets),
        limits=pattern.xmr.points if pattern and enough else (),
        marks=_marks(speech, pattern, len(slots)) if enough else (),
        breaks=_breaks(speech, pattern),
        ends=_ends(standing),
    )


def figure_series(speech: Speech, series: FigureSeries) -> Series:
    """Return the results of a figure as a small line draws them: no aim, no limits, no marks."""
    results = [published.result for published in series.results]
    return Series(
        labels=tuple(speech.period(result.period) for result in results),
        values=tuple(None if result.hidden else result.amount for result in results),
        shown=("",) * len(results),
        ends=_ends(series),
    )


def _value(slot: Slot) -> Fraction | None:
    return None if slot.judged is None or slot.judged.result.hidden else slot.judged.result.amount


def _shown(speech: Speech, slot: Slot) -> str:
    """Return a value as short as a chart needs it; the table has it in words."""
    judged = slot.judged
    if judged is None or judged.result.hidden or judged.result.amount is None:
        return ""
    if judged.result.value is not None:
        return speech.number(judged.result.value)
    return speech.number(share_figure(judged.result.amount, judged.verdict.target))


def _unit(speech: Speech, standing: Standing) -> str:
    measure = standing.standard.measure
    if measure.shape.is_share:
        return "%"
    return speech.say(measure.unit).words if measure.unit else ""


def _aim_words(speech: Speech, targets: Sequence[Target | None]) -> str:
    last = targets[-1] if targets else None
    return speech.aim(last) if last else ""


def _marks(speech: Speech, pattern: Pattern | None, count: int) -> tuple[Mark | None, ...]:
    if pattern is None:
        return ()
    words = {
        Kind.IMPROVEMENT: speech.gettext("better than usual"),
        Kind.CONCERN: speech.gettext("worse than usual"),
        Kind.NEUTRAL_HIGH: speech.gettext("higher than usual"),
        Kind.NEUTRAL_LOW: speech.gettext("lower than usual"),
    }
    marks: list[Mark | None] = [
        Mark(point.kind, words[point.kind]) if point.kind in words else None
        for point in pattern.xmr.points
    ]
    return tuple(marks + [None] * (count - len(marks)))


def _breaks(speech: Speech, pattern: Pattern | None) -> tuple[Break, ...]:
    found = pattern.breaks if pattern else ()
    return tuple(Break(index, speech.gettext("changed")) for index, _ in found)


def _ends(standing: Standing | FigureSeries) -> tuple[Decimal, Decimal] | None:
    measure = standing.standard.measure
    if measure.shape.is_share:
        return SHARE_ENDS
    if "scale" in measure.shape.needs and measure.scale:
        return measure.scale.min, measure.scale.max
    return None
