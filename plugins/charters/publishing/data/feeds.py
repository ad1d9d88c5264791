"""Atom feeds of what changed, for the whole site and for each agency (RFC 4287)."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from charters.publishing.book import Book
from charters.publishing.views.changes import ChangeView
from charters.publishing.views.ledger import ChangeList, all_changes, left_words
from charters.publishing.views.promise_cards import agency_url

_ATOM = "http://www.w3.org/2005/Atom"
_NO_DAY = date(1970, 1, 1)
"""A feed needs a day of its newest entry; one without entries must not be new on every day."""


def feeds(book: Book, site_url: str, title: str) -> dict[str, str]:
    """Return every feed by its path; addresses in a feed are whole, so the site's own is needed."""
    found = {"changes/feed.xml": _feed(book, all_changes(book), site_url, "changes/", title)}
    for charter in book.register.charters.values():
        name = book.speech.say(charter.agency.name).words
        url = agency_url(charter)
        changes = all_changes(book, charter.id)
        found[f"{url}feed.xml"] = _feed(book, changes, site_url, url, f"{name}: {title}")
    return found


def _feed(book: Book, changes: ChangeList, site_url: str, url: str, title: str) -> str:
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": book.speech.language})
    newest = max((change.day for change in changes.shown), default=_NO_DAY)
    _add(feed, "title", title)
    if left := left_words(book.speech, changes.left):
        _add(feed, "subtitle", left)
    _add(feed, "id", f"{site_url}{url}feed.xml")
    _add(feed, "updated", f"{newest.isoformat()}T00:00:00Z")
    SubElement(feed, "link", {"rel": "self", "href": f"{site_url}{url}feed.xml"})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{site_url}{url}"})
    _add(SubElement(feed, "author"), "name", title)
    for change in changes.shown:
        _entry(feed, change, site_url)
    indent(feed)
    return tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _entry(feed: Element, change: ChangeView, site_url: str) -> None:
    entry = SubElement(feed, "entry")
    _add(entry, "title", f"{change.agency.words}: {change.word}. {change.sentence.words}")
    _add(entry, "id", f"{site_url}{change.key}")
    _add(entry, "updated", f"{change.day.isoformat()}T00:00:00Z")
    SubElement(
        entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{site_url}{change.url}"}
    )
    SubElement(entry, "category", {"term": change.kind, "label": change.word})
    parts = [change.turned, change.was and f"{change.was} →", change.now, change.why]
    _add(entry, "summary", " ".join(part for part in parts if part))


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
