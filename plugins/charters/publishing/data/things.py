"""What linked data calls an agency, a service, a promise: for ever, and whatever language a page is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from charters.model.addresses import addresses_before, first_address
from charters.model.channels import Channel, ChannelKind
from charters.model.offered import Service
from charters.model.register import Charter
from charters.model.standards import Standard
from charters.model.text import Text
from charters.publishing.book import Book
from charters.publishing.data.feeds import Addresses


@dataclass(frozen=True, slots=True)
class Things:
    """The names of things, each the address of a place where a page tells of it, and their words.

    A name keeps the ids a thing had first: whoever knew it by another address is led on.
    """

    names: Addresses
    """What every name begins with, whatever the language."""
    pages: Addresses
    """What the address of a page begins with."""
    language: str
    """The language of words of which none is named: the first of the site."""

    def agency(self, charter: Charter, part: str = "agency") -> str:
        """Return the name of an agency, or of something of it."""
        return self.names.to(f"agencies/{charter.first_id}/#{part}")

    def service(self, charter: Charter, service: Service, part: str = "service") -> str:
        """Return the name of a service, or of something of it."""
        first = [*addresses_before(charter, service), f"{charter.id}/{service.id}"][0]
        return self.names.to(f"agencies/{first}/#{part}")

    def promise(self, charter: Charter, standard: Standard) -> str:
        """Return the name of a promise."""
        agency, _, name = first_address(charter, standard).rpartition("/")
        return self.names.to(f"agencies/{agency}/#promise-{name}")

    def kind(self, of: str, name: str) -> str:
        """Return the name of a kind of thing."""
        return self.names.to(f"data/#{of}-{name}")

    def said(self, text: Text) -> Mapping[str, str]:
        """Return the words in every language they are written in."""
        return {code or self.language: words for code, words in text.by_language}


class Reached(NamedTuple):
    """Where a way leads, as far as a program can use it; '' for nothing."""

    telephone: str = ""
    email: str = ""
    page: str = ""


def reached(channel: Channel) -> Reached:
    """Return the number, the mailbox or the page of a way to reach an agency."""
    link = channel.link or ""
    kind, _, rest = link.partition(":")
    if kind == "mailto":
        return Reached(email=rest)
    if kind == "tel":
        return Reached(rest)
    called = f"{channel.contact}" if channel.contact and channel.kind in _CALLED else ""
    return Reached(called, page=iri(link))


_CALLED = (ChannelKind.PHONE, ChannelKind.RELAY)


def iri(link: str) -> str:
    """Return a link without the signs that no name of linked data may hold (RFC 3987)."""
    return link.translate(_ENCODED)


_ENCODED = {ord(sign): quote(sign) for sign in "{}|^`"}


def things_of(book: Book, site_url: str, title: str) -> Things:
    """Return the names of things, as files of data tell them."""
    places = Addresses(site_url, title, "../")
    return Things(places, places, book.register.settings.language)
