"""Atom feeds of what changed and what is late, for the whole site and for each agency (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from charters.judging.standings import Standing
from charters.model.addresses import first_address
from charters.publishing.book import Book
from charters.publishing.views.change_entry import ChangeView
from charters.publishing.views.ledger import MOST_CHANGES, all_changes, left_words
from charters.publishing.views.promise_cards import agency_url, promise_view

_ATOM = "http://www.w3.org/2005/Atom"
_NO_DAY = date(1970, 1, 1)
"""A feed needs a day of its newest entry; one without entries must not be new on every day."""


def feeds(book: Book, site_url: str, title: str) -> dict[str, str]:
    """Return every feed by its path; addresses in a feed are whole, so the site's own is needed."""
    found = {"changes/feed.xml": _feed(book, None, site_url, "changes/", title)}
    for charter in book.register.charters.values():
        name = book.speech.say(charter.agency.name).words
        url = agency_url(charter)
        feed = _feed(book, charter.id, site_url, url, f"{name}: {title}")
        # Whoever follows an agency asks at the address they know.
        names = (charter.id, *charter.agency.formerly)
        found.update({f"agencies/{name}/feed.xml": feed for name in names})
    return found


def _late(standings: Sequence[Standing]) -> list[tuple[date, Standing]]:
    """Return the promises whose next result is late, with the day it was due, the newest first."""
    late = [(one.late_since, one) for one in standings if one.late_since is not None]
    late.sort(key=lambda pair: (pair[0], pair[1].charter.id, pair[1].id), reverse=True)
    return late[:MOST_CHANGES]


def _feed(book: Book, agency: str | None, site_url: str, url: str, title: str) -> str:
    """Return the feed of one agency, or of all."""
    changes = all_changes(book, agency)
    late = _late(book.standings[agency] if agency else book.all_standings)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": book.speech.language})
    days = [*(change.day for change in changes.shown), *(day for day, _ in late)]
    newest = max(days, default=_NO_DAY)
    _add(feed, "title", title)
    if left := left_words(book.speech, changes.left):
        _add(feed, "subtitle", left)
    first = f"agencies/{book.register.charters[agency].first_id}/" if agency else url
    _add(feed, "id", f"{site_url}{first}feed.xml")
    _add(feed, "updated", f"{newest.isoformat()}T00:00:00Z")
    SubElement(feed, "link", {"rel": "self", "href": f"{site_url}{url}feed.xml"})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{site_url}{url}"})
    _add(SubElement(feed, "author"), "name", title)
    for change in changes.shown:
        _entry(feed, change, site_url)
    for day, standing in late:
        _late_entry(feed, book, standing, day, site_url)
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


def _late_entry(feed: Element, book: Book, standing: Standing, day: date, site_url: str) -> None:
    """Add what is late beside the verdict on the newest result: the one never hides the other."""
    view, word = promise_view(book, standing), book.speech.gettext("result late")
    entry = SubElement(feed, "entry")
    _add(entry, "title", f"{view.agency.words}: {word}. {view.sentence.words}")
    first = first_address(standing.charter, standing.standard)
    _add(entry, "id", f"{site_url}agencies/{first}/late/{day.isoformat()}")
    _add(entry, "updated", f"{day.isoformat()}T00:00:00Z")
    link = {"rel": "alternate", "type": "text/html", "href": f"{site_url}{view.url}"}
    SubElement(entry, "link", link)
    SubElement(entry, "category", {"term": "late", "label": word})
    said = f"{view.verdict.word}."
    if view.result:
        said = f"{view.verdict.word}: {view.result.words}, {view.result.period}."
    _add(entry, "summary", f"{said} {view.verdict.late}")


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
