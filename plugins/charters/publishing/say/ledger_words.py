"""What the page of changes begins with: whether a promise was made weaker lately, and what is counted."""

from __future__ import annotations

from datetime import date

from charters.judging.effects import Effect
from charters.publishing.say.speech import Speech


def lately_words(speech: Speech, weaker: int, since: date, *, compiled: bool) -> str:
    """Return how many promises were made weaker since a day; of documents that end, only what was found."""
    _, day = speech.gettext, speech.day(since)
    if weaker:
        return speech.so_many(
            "{count} promise was made weaker since {day}.",
            "Promises were made weaker {count} times since {day}.",
            weaker,
            day=day,
        )
    words = _("No promise was made weaker since {day}.")
    if compiled:
        words = _(
            "No promise was found to be made weaker since {day}; the documents used may end before."
        )
    return words.format(day=day)


def count_label(speech: Speech, kind: Effect) -> str:
    """Return the head of the column that counts a kind of change."""
    _ = speech.gettext
    return {
        Effect.WEAKER: _("Weaker"),
        Effect.STRONGER: _("Stronger"),
        Effect.ENDED: _("Ended"),
        Effect.REWORDED: _("Reworded"),
        Effect.CHANGED: _("Otherwise changed"),
        Effect.SUSPENDED: _("Suspensions"),
        Effect.CORRECTED: _("Result corrected"),
        Effect.NEW: _("New"),
    }[kind]
