"""What happened to the work behind a promise, as the page of its service tells it."""

from __future__ import annotations

from dataclasses import dataclass

from charters.judging.standings import Standing
from charters.model.events import Event
from charters.publishing.book import Book
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.cited import SourceView, source_view


@dataclass(frozen=True, slots=True)
class EventView:
    """One event of a timeline."""

    when: str
    what: Said
    reason: Said | None
    restarts: bool
    lessons: Said | None
    source: SourceView | None


def event_views(book: Book, standing: Standing) -> list[EventView]:
    """Return the events of a promise, newest first."""
    speech = book.speech
    newest = sorted(standing.standard.events, key=lambda one: one.date, reverse=True)
    return [
        EventView(
            when=when_it_was(speech, event),
            what=speech.say(event.what),
            reason=speech.said(event.reason),
            restarts=event.restarts,
            lessons=speech.said(event.lessons),
            source=source_view(speech, standing.charter, event.source),
        )
        for event in newest
    ]


def when_it_was(speech: Speech, event: Event) -> str:
    """Return the day of an event, or its first and its last one."""
    return speech.days(speech.day(event.date), speech.day(event.until or event.date))
