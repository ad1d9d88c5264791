"""One entry of what changed, of a promise or of a result, as pages and feeds show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from charters.judging.comparators import Compared
from charters.judging.effects import Effect
from charters.judging.figures import FigureSeries
from charters.judging.promise_changes import words_then
from charters.model.addresses import first_address
from charters.model.periods import Period
from charters.model.register import Charter
from charters.publishing.book import Book
from charters.publishing.say.marks import _
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.cited import SourceView
from charters.publishing.views.facts import put
from charters.publishing.views.places import agency_name, place_url
from charters.publishing.views.told_apart import told_apart


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change, of a promise or of a result."""

    day: date
    """The day it is sorted by; the same on whatever day the site is built."""
    about: date
    """The last day of the period that a result is of; the day itself for a change."""
    when: str
    kind: Effect
    word: str
    sentence: Said
    """The promise in the words of its time; the name of a figure."""
    agency: Said
    agency_id: str
    url: str
    key: str
    """A name that stays the same from build to build, for feeds."""
    announced: bool = False
    """Whether its day is still to come."""
    was: str = ""
    now: str = ""
    written_in: str = ""
    """The language of these two, where it is not that of the page."""
    turned: str = ""
    """Which verdict a correction turned into which; '' where it stayed."""
    restated: str = ""
    """That earlier results were counted again by the new rule; '' where they were not."""
    late: Sequence[str] = ()
    """What is to be said of a change that was published after its day, or with no word at all."""
    why: Said = Said("")  # noqa: RUF009 - it cannot be changed
    after_miss: bool = False
    source: SourceView | None = None


def entry_of(
    book: Book,
    of: Compared,
    day: date,
    kind: Effect,
    *,
    period: Period | None = None,
    **more: Any,
) -> ChangeView:
    """Return an entry on a promise, or on a figure, of a day; `period` is that of a result.

    Its `key` tells it from others of its kind alone.
    """
    charter, standard = of.charter, of.standard
    # What was done to a result is done, whatever day a site is made as of.
    announced = period is None and day > book.register.as_of
    when = book.speech.day(day)
    if announced:
        when = book.speech.gettext("Announced for {day}").format(day=when)
    return ChangeView(
        day=day,
        kind=kind,
        announced=announced,
        word=kind_word(book.speech, kind, announced=announced),
        about=period.end if period else day,
        sentence=_sentence(book, of, period.start if period else day),
        agency=agency_name(book.speech, charter),
        agency_id=charter.id,
        url=place_url(charter, standard),
        **{"when": when, **more, "key": f"{key_of(of, kind)}/{more['key']}"},
    )


def moved_entry(book: Book, charter: Charter, day: date, name: Said, **more: Any) -> ChangeView:
    """Return an entry on what is found at another address than before."""
    return ChangeView(
        day=day,
        about=day,
        when=book.speech.day(day),
        kind=Effect.MOVED,
        word=kind_word(book.speech, Effect.MOVED),
        sentence=name,
        agency=agency_name(book.speech, charter),
        agency_id=charter.id,
        **more,
    )


_KEYS = {
    Effect.ENDED: "end",
    Effect.NEW_RESULT: "result",
    Effect.SETTLED: "row",
    Effect.AVAILABLE: "row",
    Effect.CORRECTED: "row",
    Effect.TAKEN_BACK: "row",
    Effect.REWRITTEN: "rewritten",
    Effect.REMOVED: "removed",
}


def key_of(of: Compared, kind: Effect) -> str:
    """Return what the names of entries of a kind on a promise, or on a figure, begin with."""
    return f"agencies/{first_address(of.charter, of.standard)}/{_KEYS.get(kind, 'change')}"


def _sentence(book: Book, of: Compared, day: date) -> Said:
    """Return a promise in the words of a day, or in today's, said to be; of a figure, its name."""
    speech = book.speech
    if isinstance(of, FigureSeries):
        return speech.say(of.figure.name)
    words = words_then(of.standard, min(day, of.as_of))
    said = told_apart(book, of.charter, of.standard, speech.say(words or of.standard.promise))
    form = speech.gettext("In today's words: {promise}")
    return said if words else put(speech, form, promise=said)


_WORDS: Mapping[Effect, tuple[str, str]] = {
    Effect.NEW_RESULT: (_("new result"), ""),
    Effect.SETTLED: (_("result now final"), ""),
    Effect.AVAILABLE: (_("result now available"), ""),
    Effect.CORRECTED: (_("result corrected"), ""),
    Effect.TAKEN_BACK: (_("result taken back"), ""),
    Effect.REWRITTEN: (_("result changed without a word"), ""),
    Effect.REMOVED: (_("result taken out"), ""),
    Effect.WEAKER: (_("made weaker"), _("to be made weaker")),
    Effect.STRONGER: (_("made stronger"), _("to be made stronger")),
    Effect.CHANGED: (_("promise changed"), _("to be changed")),
    Effect.REWORDED: (_("promise reworded"), _("to be reworded")),
    Effect.FOUND: (_("gap in the documents, no change"), ""),
    Effect.SUSPENDED: (_("promise suspended"), _("to be suspended")),
    Effect.RESUMED: (_("promise holds again"), _("to hold again")),
    Effect.ENDED: (_("promise ended"), _("to end")),
    Effect.MOVED: (_("moved to another address"), ""),
}
"""The words for each kind of change, and for one that is still to come, where there is such a thing."""


def kind_word(speech: Speech, kind: Effect, *, announced: bool = False) -> str:
    """Return the words for a kind of change, or for one that is still to come."""
    now, to_come = _WORDS[kind]
    words = (to_come if announced else "") or now
    return speech.gettext(words)
