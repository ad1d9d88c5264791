"""Pages without a frame, which no menu, search or map of the site names: posters, and promises for others' pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from charters.model.addresses import address, addresses_before, all_addresses_before
from charters.publishing.book import Book
from charters.publishing.views.moved import MovedPage
from charters.publishing.views.places import embed_url, poster_url
from charters.publishing.views.poster import Posted, poster, posters
from charters.publishing.views.take_away import embedded_promise


@dataclass(frozen=True)
class Sheet:
    """One page without a frame."""

    url: str
    template: str
    make: Callable[[], object]
    """Makes what it shows, when it is written: a government has thousands of them."""
    language: str = ""


def sheets_of(book: Book, site_url: str, site: str) -> Iterator[Sheet]:
    """Yield every sheet of a site; where one was before, a sheet that leads to it."""
    old: dict[str, MovedPage] = {}
    found: list[Sheet] = []
    for charter in book.register.charters.values():
        for service in charter.services:
            if book.of_service(charter, service.id):
                pages = posters(book, charter, service)
                for one in pages:
                    made = partial(poster, book, charter, service, one, Posted(site_url, site))
                    found.append(Sheet(one.url, "sheets/poster.html", made))
                page = MovedPage(book.speech.say(service.name), pages[0].url)
                old |= {poster_url(one): page for one in addresses_before(charter, service)}
    for standing in book.all_standings:
        charter, standard = standing.charter, standing.standard
        url = embed_url(address(charter, standard))
        found.append(Sheet(url, "sheets/embed.html", partial(embedded_promise, book, standing)))
        page = MovedPage(book.speech.say(standard.promise), url)
        old |= {embed_url(one): page for one in all_addresses_before(charter, standard)}
    yield from found
    for url in sorted(old.keys() - {one.url for one in found}):
        yield Sheet(url, "sheets/led_on.html", partial(old.get, url))
