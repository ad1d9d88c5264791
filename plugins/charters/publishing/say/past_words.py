"""Words for what the past shows: changes dated back, results rewritten, histories that end early."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from charters.judging.back_dated import BackDated, Turned, late_suspensions
from charters.judging.standings import Standing
from charters.judging.suspended_times import Turn
from charters.model.past import Past, Sight
from charters.model.results import Result
from charters.model.standards import Standard
from charters.publishing.say.result_words import part_words, when_words
from charters.publishing.say.speech import Speech
from charters.publishing.say.verdict_words import word_of

_MOST = 6
"""Verdicts that one entry names; the table of the promise has them all."""


def back_dated_words(speech: Speech, standard: Standard, late: BackDated) -> list[str]:
    """Return what is to be said of a change that is dated before it was published."""
    _ = speech.gettext
    said = [
        _(
            "This change is dated {dated} and was published on {published}. It judges only periods that begin after that."
        ).format(dated=speech.day(late.change.date), published=speech.day(late.published))
    ]
    return said + _turned(speech, standard, late.turned)


def late_turn_words(speech: Speech, standing: Standing, turn: Turn) -> list[str]:
    """Return what is to be said of a suspension, or of its end, that was published after its day."""
    form = speech.gettext("This is dated {dated} and was published on {published}.")
    if not turn.resumed:
        form = speech.gettext(
            "This is dated {dated} and was published on {published}. It suspends only periods that begin after that."
        )
    published = speech.day(turn.published) if turn.published else ""
    said = [form.format(dated=speech.day(turn.day), published=published)]
    late = [one for one in late_suspensions(standing) if one.turn == turn]
    turned = [one for found in late for one in found.turned]
    return said + _turned(speech, standing.standard, turned)


def _turned(speech: Speech, standard: Standard, turned: Sequence[Turned]) -> list[str]:
    """Return the last verdicts that stay as they were, and how many more there are."""
    said = [
        speech.headed(_when(speech, standard, one.judged.result), turned_words(speech, one))
        for one in turned[-_MOST:]
    ]
    more = speech.if_any(
        "{count} earlier verdict stays as it was, too.",
        "{count} earlier verdicts stay as they were, too.",
        len(turned) - _MOST,
    )
    return [*said, more] if more else said


def was_words(speech: Speech, value: str, row: Result) -> str:
    """Return an earlier value, with the time it was published where that is known."""
    if row.published is None:
        return value
    words = speech.gettext("was {value}, published {when}")
    return words.format(value=value, when=speech.period(row.published))


def turned_words(speech: Speech, turned: Turned) -> str:
    """Return a verdict as it was, beside the one that the charter of today would give."""
    was, would_be = (
        word_of(speech, verdict.word) for verdict in (turned.judged.verdict, turned.would_be)
    )
    return speech.gettext("{before}, as published then; by the changed promise: {after}.").format(
        before=was, after=would_be
    )


def _when(speech: Speech, standard: Standard, result: Result) -> str:
    when = when_words(speech, standard, result.period)
    part = part_words(speech, standard, result.part).words
    return f"{when}, {part}" if part else when


def sight_words(speech: Speech, past: Past) -> str:
    """Return what a page has to say where the history of the files is missing; '' where it is whole."""
    _ = speech.gettext
    said: Mapping[Sight, str] = {
        Sight.WHOLE: "",
        Sight.SHALLOW: _(
            "This site was built from a copy that goes back only to {day}: what was changed or corrected before cannot be told."
        ),
        Sight.NONE: _(
            "This site was built without the history of its files: what was changed or corrected without a word cannot be told."
        ),
        Sight.CLOSED: _(
            "This site was built where the history of its files could not be read: what was changed or corrected without a word cannot be told."
        ),
    }
    return said[past.sight].format(day=speech.day(past.since) if past.since else "")
