"""Whether the complaint figures of a period can be true (H7, K16); pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from charters.model.complaints import ComplaintFigures
from charters.model.register import Keys

OUTCOMES = ("upheld", "partly_upheld", "not_upheld", "withdrawn")
"""How a complaint can end."""


def outcomes(figures: ComplaintFigures) -> int | None:
    """Return the complaints with a published outcome; None unless right and not right are there."""
    if figures.upheld is None or figures.not_upheld is None:
        return None
    return sum(getattr(figures, name) or 0 for name in OUTCOMES)


def missing(figures: ComplaintFigures) -> int | None:
    """Return how many complaints are neither dealt with nor open; below zero, how many too many.

    Open at the start + received = dealt with + open at the end. Outcomes without a word on open
    complaints say that there were none. Where one end of the period is not given, it may be what
    balances the rest, but never less than nothing. None where too little is published.
    """
    done, start, end = outcomes(figures), figures.open_at_start, figures.open_at_end
    if done is None and (start, end) != (None, None):
        done = figures.closed
    if done is None:
        return None
    left = figures.received + (start or 0) - done - (end or 0)
    if (start is None) == (end is None):
        return left
    is_possible = left < 0 if start is None else left > 0
    return None if is_possible else left


def too_many(figures: ComplaintFigures) -> Iterator[tuple[Keys, int, int]]:
    """Yield what happened to more complaints than there were: its keys, its count, and theirs.

    Answers may go to complaints from before, unless it is known how many those were.
    """
    received, start = figures.received, figures.open_at_start
    answered = figures.answered_in_time if start is not None or figures.open_at_end is None else 0
    counts: list[tuple[Keys, int | None, int]] = [
        (("acknowledged_in_time",), figures.acknowledged_in_time, received),
        (("answered_in_time",), answered, received + (start or 0)),
        *(
            (("themes", n, "count"), theme.count, received)
            for n, theme in enumerate(figures.themes)
        ),
    ]
    for keys, count, most in counts:
        if count is not None and count > most:
            yield keys, count, most


def not_carried_over(figures: Sequence[ComplaintFigures]) -> Iterator[tuple[int, int]]:
    """Yield where two periods are that meet, and differ in what was open in between."""
    ends = {(one.service, one.period.end): n for n, one in enumerate(figures)}
    for n, later in enumerate(figures):
        before = ends.get((later.service, later.period.start - timedelta(days=1)))
        left = None if before is None else figures[before].open_at_end
        if before is not None and left is not None and later.open_at_start not in (None, left):
            yield before, n


def counted_twice(figures: Sequence[ComplaintFigures]) -> Iterator[tuple[int, int]]:
    """Yield where the figures of the same days and the same service stand twice."""
    first: dict[object, int] = {}
    for n, one in enumerate(figures):
        before = first.setdefault((one.service, one.period.days), n)
        if before != n:
            yield before, n
