"""Whether the complaint figures of one period can be true (H7, K16); pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from charters.model.complaints import ComplaintFigures
from charters.problems.message import Message, _


def balance(figures: ComplaintFigures) -> int | None:
    """Return how many complaints are unaccounted for; None where too little is published.

    Received = upheld + partly + not upheld + withdrawn + (open at the end - open at the start).
    Outcomes may be published as one number, `closed`. A year that says nothing of open complaints
    says that there were none; one that gives only one end of it leaves the other open.
    """
    dealt_with = outcomes(figures)
    start, end = figures.open_at_start, figures.open_at_end
    if dealt_with is None:
        dealt_with = None if start is None and end is None else figures.closed
    if dealt_with is None:
        return None
    off = figures.received - dealt_with - (end or 0) + (start or 0)
    return None if off and (start is None) != (end is None) else off


def outcomes(figures: ComplaintFigures) -> int | None:
    """Return the complaints with a published outcome; None unless right and not right are there."""
    if figures.upheld is None or figures.not_upheld is None:
        return None
    partly, withdrawn = figures.partly_upheld or 0, figures.withdrawn or 0
    return figures.upheld + partly + figures.not_upheld + withdrawn


def impossible(figures: ComplaintFigures) -> Iterator[tuple[Message, str]]:
    """Yield what cannot be true in the figures of a period, and the key it is about."""
    period, off = figures.period.label, balance(figures)
    if off:
        yield (
            _(
                "The complaint figures of {period} do not add up: {received} received, "
                "{accounted} accounted for.",
                period=period,
                received=figures.received,
                accounted=figures.received - off,
            ),
            "received",
        )
    counted = outcomes(figures)
    if counted is not None and figures.closed is not None and counted != figures.closed:
        yield (
            _(
                "{period}: {closed} complaints dealt with, but the outcomes add up to {counted}.",
                period=period,
                closed=figures.closed,
                counted=counted,
            ),
            "closed",
        )
    yield from _more_than_there_were(figures)


def _more_than_there_were(figures: ComplaintFigures) -> Iterator[tuple[Message, str]]:
    at_hand = figures.received + (figures.open_at_start or 0)
    for key, count, most in (
        ("acknowledged_in_time", figures.acknowledged_in_time, figures.received),
        ("answered_in_time", figures.answered_in_time, at_hand),
    ):
        if count is not None and count > most:
            yield (
                _(
                    "{period}: {count} complaints handled in time, of only {most}.",
                    period=figures.period.label,
                    count=count,
                    most=most,
                ),
                key,
            )
    if figures.oldest_open_days and figures.open_at_end == 0:
        yield (
            _(
                "{period}: the oldest open complaint is {days} days old, but none is open.",
                period=figures.period.label,
                days=figures.oldest_open_days,
            ),
            "oldest_open_days",
        )
