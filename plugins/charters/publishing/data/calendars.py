"""What is due as a calendar (iCalendar, RFC 5545): one day each, under a name that stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from charters.publishing.book import Book
from charters.publishing.data.feeds import Addresses
from charters.publishing.views.due_board import DueView, due_views

_LONGEST = 74
"""Bytes of one line; a longer one goes on in the next, behind a blank."""
_MARKED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": "\\n"})
"""What would end a value, or part it."""


def due_calendars(book: Book, site_url: str, title: str) -> dict[str, bytes]:
    """Return the calendar of each agency by its path, at its former addresses too."""
    places, found = Addresses(site_url, title, "../../"), {}
    for charter in book.register.charters.values():
        name = f"{book.speech.say(charter.agency.name).words}: {title}"
        calendar = calendar_of(book, due_views(book, charter), name, places).encode()
        for former in (charter.id, *charter.agency.formerly):
            found[f"agencies/{former}/due.ics"] = calendar
    return found


def calendar_of(
    book: Book, views: Iterable[DueView], name: str, places: Addresses | None = None
) -> str:
    """Return a calendar with a day for everything that is due; what is late stands on the day it was due.

    Without places it is one of many agencies that knows no site.
    """
    seen = Counter[str]()
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//charters//what is due//EN"),
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for view in views:
        seen[view.key] += 1
        nth = f"/{seen[view.key]}" if seen[view.key] > 1 else ""
        lines += _event(book, view, f"{view.key}{nth}", places)
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(book: Book, view: DueView, key: str, places: Addresses | None) -> Iterator[str]:
    said = f"{view.word}: {view.what.words}"
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_text(said if places else f'{view.agency.words}, {said}')}"
    yield f"DTSTART;VALUE=DATE:{view.due.day:%Y%m%d}"
    # Of the same day a site is made as of, the same bytes.
    yield f"DTSTAMP:{book.register.as_of:%Y%m%d}T000000Z"
    yield f"UID:{_text(places.name(f'due/{key}')) if places else f'{key}@charters'}"
    yield f"CATEGORIES:{view.due.kind}"
    if view.about:
        yield f"DESCRIPTION:{_text(view.about.words)}"
    yield "TRANSP:TRANSPARENT"
    if places and places.site_url:
        yield f"URL:{places.to(view.url)}"
    yield "END:VEVENT"


def _text(words: str) -> str:
    return words.replace("\r\n", "\n").translate(_MARKED)


def _folded(line: str) -> str:
    """Return a line in pieces that no reader finds too long, none cut within a letter or behind a mark."""
    rest, pieces = line.encode(), []
    while len(rest) > _LONGEST:
        end = _LONGEST
        while rest[end] & 0xC0 == 0x80:
            end -= 1
        end -= rest[end - 1] in b"\\^"
        pieces.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join([*pieces, rest]).decode()
