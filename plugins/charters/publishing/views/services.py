"""All services of all agencies from A to Z, page by page."""

from __future__ import annotations

from dataclasses import dataclass

from charters.publishing.book import Book
from charters.publishing.say.speech import Said
from charters.publishing.views.promise_cards import agency_name, service_url

ON_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service in the list."""

    name: Said
    url: str
    agency: Said


@dataclass(frozen=True, slots=True)
class ServicesPage:
    """One page of the list of all services."""

    services: list[ServiceLine]
    number: int
    pages: list[str]
    """Addresses of all pages of the list."""


def services_pages(book: Book) -> list[ServicesPage]:
    """Return the list of all services, from A to Z."""
    speech = book.speech
    lines = [
        ServiceLine(
            speech.say(service.name),
            service_url(charter, service.id),
            agency_name(speech, charter),
        )
        for charter in book.register.charters.values()
        for service in charter.services
    ]
    lines.sort(key=lambda one: (one.name.words.casefold(), one.agency.words.casefold()))
    chunks = [lines[at : at + ON_A_PAGE] for at in range(0, max(1, len(lines)), ON_A_PAGE)]
    pages = [services_url(number) for number in range(1, len(chunks) + 1)]
    return [ServicesPage(chunk, number, pages) for number, chunk in enumerate(chunks, 1)]


def services_url(number: int) -> str:
    """Return the address of a page of the list."""
    return "services/" if number == 1 else f"services/{number}/"
