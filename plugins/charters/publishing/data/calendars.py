"""What is due as a calendar (iCalendar, RFC 5545): one day each, under a name that stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, time

from icalendar import Calendar, Event, vDatetime, vDDDTypes, vText, vUri

from charters.publishing.book import Book
from charters.publishing.data.feeds import Addresses, addresses_in
from charters.publishing.say.catalogues import catalogue_for
from charters.publishing.say.speech import Said
from charters.publishing.views.due_board import DueView, due_views, due_word

_MAKER = "-//charters//what is due//EN"


def due_calendars(book: Book, site_url: str, title: str) -> dict[str, bytes]:
    """Return the calendar of each agency by its path, at its former addresses too."""
    places, found = addresses_in(book, site_url, title, "../../"), {}
    for charter in book.register.charters.values():
        name = book.speech.headed(book.speech.say(charter.agency.name).words, title)
        calendar = calendar_of(book, due_views(book, charter), name, places)
        for former in (charter.id, *charter.agency.formerly):
            found[f"agencies/{former}/due.ics"] = calendar
    return found


def calendar_of(
    book: Book, views: Iterable[DueView], name: str, places: Addresses | None = None
) -> bytes:
    """Return a calendar with a day for everything that is due; what is late stands on the day it was due.

    Without places it is one of many agencies that knows no site.
    """
    calendar, seen = Calendar(), Counter[str]()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(name))
    # A calendar is of the day the site is judged on: the same files give the same bytes.
    made = vDatetime(datetime.combine(book.register.as_of, time(), UTC))
    for view in views:
        seen[view.key] += 1
        nth = f"/{seen[view.key]}" if seen[view.key] > 1 else ""
        calendar.add_component(_event(book, view, f"{view.key}{nth}", places, made))
    text: bytes = calendar.to_ical()
    return text


def _event(book: Book, view: DueView, key: str, places: Addresses | None, made: vDatetime) -> Event:
    """Return an entry of values that are made for a calendar already: finding out what each is takes long."""
    values = {
        "UID": places.name(f"due/{key}") if places else f"{key}@charters",
        "DTSTAMP": made,
        "DTSTART": vDDDTypes(view.due.day),
        "SUMMARY": _text(_summary(book, view, alone=places is not None)),
        "CATEGORIES": view.due.kind.value,
        "TRANSP": "TRANSPARENT",
    }
    if view.about:
        values["DESCRIPTION"] = _text(view.about)
    if places and places.site_url:
        values["URL"] = vUri(places.to(view.url))
    return Event(values)


def _summary(book: Book, view: DueView, *, alone: bool) -> Said:
    """Return what is due in one line: in the language of what an agency wrote of it, as no part can be marked."""
    language = view.what.language
    say = catalogue_for(language).gettext if language else book.speech.gettext
    word = due_word(say, view.due)
    head = word if alone else f"{view.agency.words}, {word}"
    return Said(f"{head}{say(': ')}{view.what.words}", language)


def _text(said: Said) -> vText:
    """Return words with their language, where that is not the one of the calendar (RFC 5545, 3.2.10)."""
    return vText(said.words, params={"LANGUAGE": said.language} if said.language else {})
