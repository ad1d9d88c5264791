"""Events that restart what is usual, and whether they are used to hide that results got worse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from charters.judging.standings import JudgedResult, Standing
from charters.judging.verdicts import level_reached
from charters.model.events import Event
from charters.model.periods import months_later
from charters.model.quantities import Direction
from charters.model.standards import Standard


def restarts(standard: Standard) -> list[Event]:
    """Return the events after which what is usual is found anew, oldest first.

    One that is dated back begins on the day after it was published: what was usual before stays.
    """
    late = {id(event): day for event, day in dated_back(standard)}
    return [_begun(one, late.get(id(one))) for one in _as_dated(standard)]


def _as_dated(standard: Standard) -> list[Event]:
    return sorted((one for one in standard.events if one.restarts), key=lambda one: one.date)


def _begun(event: Event, published: date | None) -> Event:
    if published is None:
        return event
    lasts = event.until is not None and event.until > published
    begins = {"date": published + timedelta(days=1), "until": event.until if lasts else None}
    return event.model_copy(update=begins)


def dated_back(standard: Standard) -> Iterator[tuple[Event, date]]:
    """Yield the restarts that are dated before the day they were published, with that day."""
    for event in _as_dated(standard):
        told = (n for n, one in enumerate(standard.editions) if _restarts_in(one.standard, event))
        number = next(told, 0)
        if number and event.date < (published := standard.editions[number].day):
            yield event, published


def _restarts_in(edition: Standard, event: Event) -> bool:
    return any(one.restarts and one.date == event.date for one in edition.events)


def after_a_bad_result(standing: Standing) -> Iterator[tuple[Event, JudgedResult]]:
    """Yield the restarts without a reason whose last result before was missed, or worse than usual."""
    for event in _as_dated(standing.standard):
        before = [one for one in standing.judged if one.result.period.end < event.date]
        last = next((one for one in reversed(before) if one.counts), None)
        if event.reason is None and last is not None and _got_worse(standing, before):
            yield event, last


def too_often(standard: Standard) -> Iterator[tuple[Event, Event]]:
    """Yield each restart that comes less than a year after the one before, with that one."""
    for before, after in pairwise(_as_dated(standard)):
        if after.date < months_later(before.date, 12):
            yield before, after


def _got_worse(standing: Standing, before: list[JudgedResult]) -> bool:
    """Return whether the last of some results missed its target, or was worse than the one before it."""
    counted = [one for one in before if one.counts][-2:]
    last = counted[-1]
    if last.verdict.reached is False:
        return True
    target = last.target
    levels = [level_reached(standing.standard, one.result) for one in counted]
    if target is None or len(levels) < 2 or levels[0] is None or levels[1] is None:
        return False
    rose = levels[1] > levels[0]
    falls = {Direction.HIGHER: levels[1] < levels[0], Direction.LOWER: rose}
    return falls.get(target.direction, False)
