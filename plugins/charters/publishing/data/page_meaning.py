"""What a page tells programs, in the words of schema.org: the way to it, and the agency, service or data it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from charters.model.channels import Channel
from charters.model.offered import Service
from charters.model.register import Charter
from charters.model.text import Text
from charters.publishing.book import Book
from charters.publishing.data.things import Things, iri, reached
from charters.publishing.say.choice_words import word
from charters.publishing.say.speech import Speech
from charters.publishing.views.places import service_url

Node = dict[str, Any]


def meaning(speech: Speech, way: Sequence[tuple[str, str]], told: Iterable[Node]) -> Node | None:
    """Return what stands in a page as JSON-LD: the way to it, each step with its address, and what it tells of."""
    steps = [
        {"@type": "ListItem", "position": place, "name": name, "item": {"@id": address}}
        for place, (name, address) in enumerate(way, 1)
    ]
    crumbs = [{"@type": "BreadcrumbList", "itemListElement": steps}] if len(steps) > 1 else []
    graph = [*told, *crumbs]
    context = ["https://schema.org", {"@language": speech.language}]
    return {"@context": context, "@graph": graph} if graph else None


def organization(book: Book, charter: Charter, things: Things) -> Node:
    """Return an agency as its plan tells of it."""
    speech, agency = book.speech, charter.agency
    also = [one for one in (agency.short_name, *agency.also_called) if one]
    found = {
        "@id": things.agency(charter),
        "@type": "GovernmentOrganization",
        "name": _said(speech, agency.name),
        "alternateName": [_said(speech, one) for one in also],
        "description": _said(speech, agency.serves),
        "url": iri(agency.link or ""),
        "parentOrganization": agency.parent
        and {"@type": "Organization", "name": _said(speech, agency.parent)},
        "contactPoint": [found for one in agency.channels if (found := _contact(speech, one))],
    }
    return _without_blanks(found)


def government_service(book: Book, charter: Charter, service: Service, things: Things) -> Node:
    """Return a service as its page tells of it."""
    speech, groups, ways = book.speech, charter.group_by_id, charter.channel_by_id
    found = {
        "@id": things.service(charter, service),
        "@type": "GovernmentService",
        "name": _said(speech, service.name),
        "alternateName": [_said(speech, one) for one in service.also_called],
        "description": _said(speech, service.summary),
        "url": things.pages.to(service_url(charter, service.id)),
        "provider": {
            "@id": things.agency(charter),
            "@type": "GovernmentOrganization",
            "name": _said(speech, charter.agency.name),
        },
        "audience": [
            {"@type": "Audience", "audienceType": _said(speech, groups[one].name)}
            for one in service.customers
            if one in groups
        ],
        "availableChannel": [
            _channel(speech, ways[one]) for one in service.channels if one in ways
        ],
    }
    return _without_blanks(found)


def dataset(speech: Speech, entry: Node, _things: Things) -> Node:
    """Return the open data as its page tells of it, from the entry for portals."""
    (data,) = entry["dataset"]
    (language,) = data["language"]
    times = [f"{one['startDate']}/{one['endDate']}" for one in data.get("temporal", ())]
    found = {
        "@id": data["@id"],
        "@type": "Dataset",
        "name": _in(speech, language, data["title"]),
        "description": _in(speech, language, data["description"]),
        "url": data["landingPage"]["@id"],
        "inLanguage": language,
        "dateModified": data["modified"],
        "temporalCoverage": times,
        "license": entry.get("license"),
        "publisher": data.get("publisher"),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": one["title"],
                "contentUrl": one["downloadURL"],
                "encodingFormat": one["mediaType"],
                "contentSize": f"{one['byteSize']} B",
            }
            for one in data["distribution"]
        ],
    }
    return _without_blanks(found)


def _contact(speech: Speech, channel: Channel) -> Node | None:
    """Return whom a way leads to; None where it has neither a number nor a mailbox."""
    way = reached(channel)
    found = {
        "@type": "ContactPoint",
        "contactType": word(speech, channel.kind),
        "name": _said(speech, channel.name),
        "telephone": way.telephone,
        "email": way.email,
        "availableLanguage": [_said(speech, one) for one in channel.languages],
    }
    return _without_blanks(found) if way.telephone or way.email else None


def _channel(speech: Speech, channel: Channel) -> Node:
    way = reached(channel)
    found = {
        "@type": "ServiceChannel",
        "name": _said(speech, channel.name),
        "servicePhone": way.telephone and {"@type": "ContactPoint", "telephone": way.telephone},
        "serviceUrl": way.page,
        "availableLanguage": [_said(speech, one) for one in channel.languages],
    }
    return _without_blanks(found)


def _said(speech: Speech, text: Text) -> str | Node:
    """Return words as they are, or with their language where it is not that of the page."""
    said = speech.say(text)
    return _in(speech, said.language, said.words)


def _in(speech: Speech, language: str, words: str) -> str | Node:
    is_the_pages = language in ("", speech.language.partition("-")[0])
    return words if is_the_pages else {"@language": language, "@value": words}


def _without_blanks(node: Node) -> Node:
    return {key: value for key, value in node.items() if value}
