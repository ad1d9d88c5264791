"""The promised level of a promise over time: a line of steps, with what it was as title and words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from charters.judging.promised_levels import Promised, promised_levels
from charters.judging.standings import Standing
from charters.model.periods import Period
from charters.model.quantities import PERCENT
from charters.publishing.charts.pictures import SHARE_ENDS, Heading, LineNames, Series, TrendChart
from charters.publishing.charts.trend_chart import trend_chart
from charters.publishing.say.pieces import filled
from charters.publishing.say.promised_words import course_words, moved_words
from charters.publishing.say.speech import Said, Speech


def promised_chart(speech: Speech, standing: Standing, key: str) -> TrendChart | None:
    """Return the picture of a promise that moved; None where too few levels are known."""
    levels = promised_levels(standing)
    if not levels:
        return None
    unit = next(one.level.unit for one in reversed(levels) if one.level)
    return trend_chart(
        _series(speech, levels, PERCENT if unit == PERCENT else ""),
        key=key,
        heading=Heading(
            moved_words(speech, levels),
            _about(speech, standing, levels),
            Said(course_words(speech, levels)),
        ),
        say=speech.measured,
    )


def _series(speech: Speech, levels: Sequence[Promised], sign: str) -> Series:
    days = [speech.day(one.start) for one in levels]
    return Series(
        labels=tuple(days),
        short_labels=tuple(speech.short_period(Period(one.start, one.start, "")) for one in levels),
        values=(None,) * len(levels),
        shown=("",) * len(levels),
        unit=sign,
        aims=tuple(one.level.amount if one.level else None for one in levels),
        aims_alone=True,
        spans=tuple((one.start.toordinal(), one.end.toordinal()) for one in levels),
        names=LineNames(aim=""),
        ends=SHARE_ENDS if sign else None,
    )


def _about(speech: Speech, standing: Standing, levels: Sequence[Promised]) -> Said:
    """Return what is drawn, whose it is, and of when: in one line."""
    agency = speech.say(standing.charter.agency.name)
    span = Period(levels[0].start, levels[-1].end - timedelta(days=1), "")
    what = speech.gettext("The level promised")
    return filled(
        "{what}, {agency}, {span}", what=Said(what), agency=agency, span=Said(speech.months(span))
    )
