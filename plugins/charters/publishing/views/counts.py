"""The five counts of a headline, over all promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charters.judging.standings import Standing, headline
from charters.publishing.say.speech import Speech
from charters.publishing.say.verdict_words import bucket_word


@dataclass(frozen=True, slots=True)
class CountView:
    """One of the five counts."""

    kind: str
    count: str
    word: str
    empty: bool


@dataclass(frozen=True, slots=True)
class HeadlineView:
    """All five counts, and over how many promises they go."""

    counts: list[CountView]
    total: str


def headline_view(speech: Speech, standings: Sequence[Standing]) -> HeadlineView:
    """Return the five counts over all promises in force, missed first."""
    counts = [
        CountView(
            bucket.value, speech.number(count), bucket_word(speech, bucket, count), empty=not count
        )
        for bucket, count in headline(standings).items()
    ]
    total = sum(standing.in_force for standing in standings)
    words = speech.ngettext("{count} promise", "{count} promises", total)
    said = words.format(count=speech.number(total))
    if withdrawn := len(standings) - total:
        gone = speech.ngettext(
            "{promises}, and {count} withdrawn", "{promises}, and {count} withdrawn", withdrawn
        )
        said = gone.format(promises=said, count=speech.number(withdrawn))
    return HeadlineView(counts, said)
