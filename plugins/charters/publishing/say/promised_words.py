"""What a promise promised from time to time, in words: a promise that moved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from charters.judging.promised_levels import Promised
from charters.publishing.say.speech import Speech

MOST_NAMED = 7
"""So many levels can be read in a title; of more it says the ends."""


def moved_words(speech: Speech, levels: Sequence[Promised]) -> str:
    """Return how a promise moved: every level of it in turn, or the first, the last and the ends."""
    every = [level for level, _ in groupby(one.level for one in levels if one.level)]
    last = speech.measured(every[-1].amount, every[-1].unit)
    if len(every) <= MOST_NAMED:
        named = [*(speech.number(level.amount) for level in every[:-1]), last]
        return speech.gettext("A promise that moved: {levels}").format(levels=", ".join(named))
    amounts = [level.amount for level in every]
    return speech.gettext(
        "A promise that moved {count} times, between {low} and {high}; the newest level is {last}"
    ).format(
        count=speech.number(len(every) - 1),
        low=speech.number(min(amounts)),
        high=speech.number(max(amounts)),
        last=last,
    )


def course_words(speech: Speech, levels: Sequence[Promised]) -> str:
    """Return every level with the day from which it held, for those who do not see the picture."""
    said = [
        speech.gettext("From {day}: {level}.").format(
            day=speech.day(one.start),
            level=speech.measured(one.level.amount, one.level.unit)
            if one.level
            else speech.gettext("none known"),
        )
        for one in levels
    ]
    return " ".join(said)
