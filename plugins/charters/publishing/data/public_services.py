"""Agencies, services and promises in the vocabulary of Europe's catalogues of public services (CPSV-AP 3.2, JSON-LD)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from charters.model.channels import Channel, ChannelKind
from charters.model.offered import Service
from charters.model.register import Charter
from charters.model.standards import Standard
from charters.problems import declared
from charters.publishing.book import Book
from charters.publishing.data.long_lists import document
from charters.publishing.data.things import Things, iri, reached
from charters.publishing.say.choice_words import word
from charters.publishing.views.places import agency_url, service_url

PATH = "data/services.jsonld"
Node = dict[str, Any]


def public_services(book: Book, things: Things) -> bytes:
    """Return every agency and service with its ways, its customers and the promises in force."""
    context = declared("publishing/data/vocabularies")["services"]
    charters = book.register.charters.values()
    agencies = chain.from_iterable(_of_agency(book, things, one) for one in charters)
    return document({"@context": context}, [("@graph", chain(_kinds(book, things), agencies))])


def _kinds(book: Book, things: Things) -> Iterator[Node]:
    """Yield the words of our own: what kind of rule a promise is, and the means of delivery."""
    speeches = [one.speech for one in book.in_languages.values()]
    said = {one.language: one.gettext("Promise") for one in speeches}
    yield {"@id": things.kind("kind", "promise"), "@type": "Concept", "prefLabel": said}
    for kind in ChannelKind:
        name = {one.language: word(one, kind) for one in speeches}
        yield {"@id": things.kind("channel", kind.value), "@type": "Concept", "prefLabel": name}


def _of_agency(book: Book, things: Things, charter: Charter) -> Iterator[Node]:
    agency, area = charter.agency, book.register.settings.area
    yield {
        "@id": things.agency(charter),
        "@type": "PublicOrganisation",
        "identifier": charter.id,
        "prefLabel": things.said(agency.name),
        **({"altLabel": things.said(agency.short_name)} if agency.short_name else {}),
        "description": things.said(agency.serves),
        **({"spatial": {"@id": iri(area), "@type": "Location"}} if area else {}),
        **({"homepage": _page(agency.link)} if agency.link else {}),
        "page": _page(things.pages.to(agency_url(charter))),
    }
    for group in agency.customers:
        yield {
            "@id": things.agency(charter, f"customers-{group.id}"),
            "@type": "Concept",
            "prefLabel": things.said(group.name),
            "definition": things.said(group.who),
        }
    for channel in agency.channels:
        yield from _channel(things, charter, channel)
    for standing in book.standings[charter.id]:
        if standing.in_force:
            yield _promise(things, charter, standing.standard)
    yield from (_service(book, things, charter, one) for one in charter.services)


def _page(address: str) -> Node:
    return {"@id": iri(address), "@type": "Document"}


def _channel(things: Things, charter: Charter, channel: Channel) -> Iterator[Node]:
    opened = (
        {"@type": "TemporalEntity", "description": things.said(channel.hours)}
        if channel.hours
        else None
    )
    hours = {"openingHours": opened} if opened else {}
    yield {
        "@id": things.agency(charter, f"channel-{channel.id}"),
        "@type": "Channel",
        "identifier": f"{charter.id}/{channel.id}",
        "type": {"@id": things.kind("channel", channel.kind.value)},
        "description": things.said(channel.name),
        **hours,
    }
    if reached := _reached(channel):
        name = things.agency(charter, f"contact-{channel.id}")
        yield {"@id": name, "@type": "ContactPoint", **reached, **hours}


def _reached(channel: Channel) -> Node:
    """Return where a way leads; {} where a program can use none of it."""
    way = reached(channel)
    page = way.page and _page(way.page)
    found = {"telephone": way.telephone, "email": way.email, "contactPage": page}
    return {key: value for key, value in found.items() if value}


def _promise(things: Things, charter: Charter, standard: Standard) -> Node:
    said = things.said(standard.promise)
    return {
        "@id": things.promise(charter, standard),
        "@type": "Rule",
        "identifier": f"{charter.id}/{standard.id}",
        "title": said,
        "description": said,
        "type": {"@id": things.kind("kind", "promise")},
    }


def _service(book: Book, things: Things, charter: Charter, service: Service) -> Node:
    ways = [charter.channel_by_id[one] for one in service.channels if one in charter.channel_by_id]
    held = (*book.of_service(charter, service.id), *book.also_for(charter, service.id))
    found: Node = {
        "@id": things.service(charter, service),
        "@type": "PublicService",
        "identifier": f"{charter.id}/{service.id}",
        "title": things.said(service.name),
        "description": things.said(service.summary),
        "hasCompetentAuthority": {"@id": things.agency(charter)},
        "audience": [
            things.agency(charter, f"customers-{one}")
            for one in service.customers
            if one in charter.group_by_id
        ],
        "hasChannel": [things.agency(charter, f"channel-{one.id}") for one in ways],
        "contactPoint": [
            things.agency(charter, f"contact-{one.id}") for one in ways if _reached(one)
        ],
        "follows": [things.promise(charter, one.standard) for one in held if one.in_force],
        "page": _page(things.pages.to(service_url(charter, service.id))),
    }
    if service.cost:
        found["hasCost"] = {
            "@id": things.service(charter, service, "cost"),
            "@type": "Cost",
            "identifier": f"{charter.id}/{service.id}/cost",
            "description": things.said(service.cost),
        }
    return {key: value for key, value in found.items() if value}
