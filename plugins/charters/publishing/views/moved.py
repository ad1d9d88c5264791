"""Old addresses: a page at each that leads on, and the entry on the move among what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from charters.model.addresses import address, addresses_before, first_address
from charters.model.offered import Service
from charters.model.register import Charter
from charters.model.standards import Measured
from charters.publishing.book import Book
from charters.publishing.say.marks import _
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.change_entry import ChangeView, moved_entry
from charters.publishing.views.facts import listed
from charters.publishing.views.order import order_url
from charters.publishing.views.places import (
    agency_name,
    agency_url,
    measured_name,
    place_url,
    service_url,
)

MOVED_TITLE = _("{name}: moved")


@dataclass(frozen=True, slots=True)
class MovedPage:
    """A page at an old address."""

    name: Said
    """What was found there, by its name of today."""
    url: str
    """Where it is found today."""


def moved_pages(book: Book) -> dict[str, MovedPage]:
    """Return the pages at old addresses; where two could lead on, the one that says so itself does."""
    found: dict[str, MovedPage] = {}
    said: dict[str, MovedPage] = {}
    for charter in book.register.charters.values():
        name = agency_name(book.speech, charter)
        for old in charter.agency.formerly:
            said[f"agencies/{old}/"] = MovedPage(name, agency_url(charter))
            if book.audit.framework:
                said[f"order/{old}/"] = MovedPage(name, order_url(charter))
        for service in charter.services:
            page = MovedPage(book.speech.say(service.name), service_url(charter, service.id))
            for old in addresses_before(charter, service):
                found[f"agencies/{old}/"] = page
            for old in service.formerly:
                said[f"agencies/{_whole(charter, old)}/"] = page
    return {**found, **said}


def formerly_words(speech: Speech, charter: Charter, record: Service | Measured) -> Said:
    """Return where something was found before by a name of its own; its agency says its own names."""
    return listed(speech, (Said(_whole(charter, name)) for name in record.formerly))


def moves_of_agency(book: Book, charter: Charter) -> Iterator[ChangeView]:
    """Yield the moves of an agency and of its services, of which the day is known."""
    say, services = book.speech.say, charter.service_by_id
    for move, day in charter.past.moves.items():
        service = services.get(move.id) if move.key == "services" else None
        name, url, was = charter.agency.name, agency_url(charter), move.former
        if service is not None:
            name, url = service.name, service_url(charter, service.id)
            was = _whole(charter, move.former)
        elif move.key != "agency":
            continue
        key = f"agencies/{charter.first_id}/moved/{move.key}/{move.former}"
        was = f"agencies/{was}/"
        yield moved_entry(book, charter, day, say(name), url=url, was=was, now=url, key=key)


def moves_of(book: Book, charter: Charter, measured: Measured) -> Iterator[ChangeView]:
    """Yield the moves of a promise or a figure, of which the day is known."""
    name, url = measured_name(book.speech, measured), place_url(charter, measured)
    for move, day in charter.past.moves.items():
        if move.id == measured.id and move.key in ("standards", "figures"):
            was, now = _whole(charter, move.former), address(charter, measured)
            key = f"agencies/{first_address(charter, measured)}/moved/{move.former}"
            yield moved_entry(book, charter, day, name, url=url, was=was, now=now, key=key)


def _whole(charter: Charter, name: str) -> str:
    """Return a former name with that of its agency, which stands before it where it was another."""
    return name if "/" in name else f"{charter.id}/{name}"
