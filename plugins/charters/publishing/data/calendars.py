"""What is due as a calendar (iCalendar, RFC 5545): one day each, under a name that stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charters.publishing.book import Book
from charters.publishing.views.due_board import DueView

_LONGEST = 75
"""Bytes of one line; a longer one goes on in the next, behind a blank."""


def calendar_of(book: Book, views: Sequence[DueView], *, name: str, site_url: str = "") -> str:
    """Return a calendar with a day for everything that is due; what is late stands on the day it was due."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//charters//due//EN", "CALSCALE:GREGORIAN"),
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for view in views:
        lines += _event(book, view, site_url)
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(book: Book, view: DueView, site_url: str) -> Iterator[str]:
    said = f"{view.agency.words}, {view.word}: {view.what.words}"
    yield from ("BEGIN:VEVENT", f"UID:{view.key}@charters")
    # Of the same day a site is made as of, the same bytes.
    yield f"DTSTAMP:{book.register.as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{view.due.day:%Y%m%d}"
    yield f"SUMMARY:{_text(said)}"
    if view.about:
        yield f"DESCRIPTION:{_text(view.about.words)}"
    if site_url:
        yield f"URL:{site_url}{view.url}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _text(words: str) -> str:
    """Return words as a value: what would end or part it is marked."""
    flat = " ".join(words.split()).replace("\\", "\\\\")
    return flat.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Return a line in pieces that no reader finds too long, none cut within a letter."""
    pieces: list[str] = []
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > _LONGEST - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += sign
    return "\r\n ".join([*pieces, piece])
