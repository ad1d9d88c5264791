"""Atom feeds of what changed and what is late, for the whole site and for each agency (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from charters.judging.standings import Standing
from charters.model.addresses import first_address
from charters.publishing.book import Book
from charters.publishing.say.pieces import in_a_row, together
from charters.publishing.say.speech import Said
from charters.publishing.views.change_entry import ChangeView
from charters.publishing.views.facts import headed, is_sentence
from charters.publishing.views.ledger_entries import MOST_CHANGES, all_changes, left_words
from charters.publishing.views.places import agency_url
from charters.publishing.views.promise_cards import judged_in_one, promise_view

_ATOM, _XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
_NO_DAY = date(1970, 1, 1)
"""A feed needs a day of its newest entry; one without entries must not be new on every day."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """What the addresses in one feed, or calendar, begin with."""

    site_url: str
    """The address of the site; '' where it has none yet: then places are told from the feed's own."""
    site_name: str
    up: str
    """The way from the feed to the top of the site."""

    def to(self, url: str) -> str:
        """Return the address of a page."""
        return f"{self.site_url or self.up}{url}"

    def name(self, key: str) -> str:
        """Return what something is for ever called by, which may not be told from anywhere (RFC 4287, 4.2.6)."""
        if self.site_url:
            return f"{self.site_url}{key}"
        return uuid5(NAMESPACE_URL, f"{self.site_name}/{key}").urn


def addresses_in(book: Book, site_url: str, title: str, up: str) -> Addresses:
    """Return the addresses of one language; where the site has none, each language has names of its own."""
    folder = book.register.settings.folder_of(book.speech.language)
    return Addresses(site_url, f"{title}/{folder}".rstrip("/"), up)


def feeds(book: Book, site_url: str, title: str) -> dict[str, str]:
    """Return every feed by its path; the site's own address may be ''."""
    places = addresses_in(book, site_url, title, "../")
    found = {"changes/feed.xml": _feed(book, None, places, Said(title))}
    for charter in book.register.charters.values():
        places = addresses_in(book, site_url, title, "../../")
        named = headed(book.speech, charter.agency.name, title)
        feed = _feed(book, charter.id, places, named)
        # Whoever follows an agency asks at the address they know.
        names = (charter.id, *charter.agency.formerly)
        found.update({f"agencies/{name}/feed.xml": feed for name in names})
    return found


def _late(standings: Sequence[Standing]) -> list[tuple[date, Standing]]:
    """Return the promises whose next result is late, with the day it was due, the newest first."""
    late = [(one.late_since, one) for one in standings if one.late_since is not None]
    late.sort(key=lambda pair: (pair[0], pair[1].charter.id, pair[1].id), reverse=True)
    return late[:MOST_CHANGES]


def _feed(book: Book, agency: str | None, places: Addresses, title: Said) -> str:
    """Return the feed of one agency, or of all."""
    url = agency_url(book.register.charters[agency]) if agency else "changes/"
    changes = all_changes(book, agency)
    late = _late(book.standings[agency] if agency else book.all_standings)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": book.speech.language})
    days = [*(change.day for change in changes.shown), *(day for day, _ in late)]
    newest = max(days, default=_NO_DAY)
    _add(feed, "title", title)
    if left := left_words(book.speech, changes.left):
        _add(feed, "subtitle", Said(left))
    first = f"agencies/{book.register.charters[agency].first_id}/" if agency else url
    _add(feed, "id", Said(places.name(f"{first}feed.xml")))
    _add(feed, "updated", Said(f"{newest.isoformat()}T00:00:00Z"))
    SubElement(feed, "link", {"rel": "self", "href": places.to(f"{url}feed.xml")})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": places.to(url)})
    _add(SubElement(feed, "author"), "name", Said(title.words))
    for change in changes.shown:
        _entry(feed, book, change, places)
    for day, standing in late:
        _late_entry(feed, book, standing, day, places)
    indent(feed)
    return tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _entry(feed: Element, book: Book, change: ChangeView, places: Addresses) -> None:
    entry = SubElement(feed, "entry")
    said = in_a_row(f"{change.word}.", change.sentence)
    _add(entry, "title", headed(book.speech, change.agency, said))
    _add(entry, "id", Said(places.name(change.key)))
    _add(entry, "updated", Said(f"{change.day.isoformat()}T00:00:00Z"))
    SubElement(
        entry, "link", {"rel": "alternate", "type": "text/html", "href": places.to(change.url)}
    )
    SubElement(entry, "category", {"term": change.kind, "label": change.word})
    was, now = (Said(side, change.written_in) for side in (change.was, change.now))
    sides = in_a_row(was, was.words and "→", now)
    if change.why.words and sides.words and not is_sentence(sides):
        sides = together((sides, Said(".")))
    _add(entry, "summary", in_a_row(change.turned, sides, change.why))


def _late_entry(
    feed: Element, book: Book, standing: Standing, day: date, places: Addresses
) -> None:
    """Add what is late beside the verdict on the newest result: the one never hides the other."""
    view, word = promise_view(book, standing), book.speech.gettext("result late")
    entry = SubElement(feed, "entry")
    told = headed(book.speech, view.agency, in_a_row(f"{word}.", view.sentence))
    _add(entry, "title", told)
    first = first_address(standing.charter, standing.standard)
    _add(entry, "id", Said(places.name(f"agencies/{first}/late/{day.isoformat()}")))
    _add(entry, "updated", Said(f"{day.isoformat()}T00:00:00Z"))
    link = {"rel": "alternate", "type": "text/html", "href": places.to(view.url)}
    SubElement(entry, "link", link)
    SubElement(entry, "category", {"term": "late", "label": word})
    _add(entry, "summary", Said(f"{judged_in_one(book.speech, view)}. {view.verdict.late}"))


def _add(parent: Element, name: str, said: Said) -> None:
    """Add a text; as XHTML where it is in several languages, as plain text can name but one (RFC 4287, 3.1)."""
    element = SubElement(parent, name)
    if said.parts:
        element.set("type", "xhtml")
        _mark(SubElement(element, "div", {"xmlns": _XHTML}), said)
        return
    element.text = said.words
    if said.language:
        element.set("xml:lang", said.language)


def _mark(parent: Element, said: Said) -> None:
    for part in said.parts:
        if part.parts:
            _mark(parent, part)
        elif part.language:
            SubElement(parent, "span", {"xml:lang": part.language}).text = part.words
        elif len(parent):
            parent[-1].tail = f"{parent[-1].tail or ''}{part.words}"
        else:
            parent.text = f"{parent.text or ''}{part.words}"
