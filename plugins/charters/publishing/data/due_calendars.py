"""What is due of each agency as an iCalendar (RFC 5545), for the calendars of those who owe it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time

from icalendar import Calendar, Event, vText

from charters.model.register import Charter
from charters.publishing.book import Book
from charters.publishing.data.feeds import Addresses
from charters.publishing.views.due_board import DueView, due_views

_MAKER = "-//charters//what is due//EN"


def due_calendars(book: Book, site_url: str, title: str) -> dict[str, bytes]:
    """Return the calendar of each agency by its path, at its former addresses too."""
    places, found = Addresses(site_url, title, "../../"), {}
    for charter in book.register.charters.values():
        calendar = _calendar(book, charter, places, title)
        for name in (charter.id, *charter.agency.formerly):
            found[f"agencies/{name}/due.ics"] = calendar
    return found


def _calendar(book: Book, charter: Charter, places: Addresses, title: str) -> bytes:
    calendar, seen = Calendar(), Counter[str]()
    agency = book.speech.say(charter.agency.name).words
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(f"{agency}: {title}"))
    # A calendar is of the day the site is judged on: the same files give the same bytes.
    made = datetime.combine(book.register.as_of, time(), UTC)
    for view in due_views(book, charter):
        seen[view.key] += 1
        calendar.add_component(_event(view, seen[view.key], places, made))
    text: bytes = calendar.to_ical()
    return text


def _event(view: DueView, number: int, places: Addresses, made: datetime) -> Event:
    event, nth = Event(), f"/{number}" if number > 1 else ""
    event.add("uid", places.name(f"due/{view.key}{nth}"))
    event.add("dtstamp", made)
    event.add("dtstart", view.due.day)
    event.add("summary", f"{view.word}: {view.what.words}")
    if view.about:
        event.add("description", view.about.words)
    if places.site_url:
        event.add("url", places.to(view.url))
    event.add("categories", [view.due.kind.value])
    event.add("transp", "TRANSPARENT")
    return event
