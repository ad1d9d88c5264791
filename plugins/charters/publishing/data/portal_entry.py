"""The open data as an entry of data catalogues: DCAT-AP 3 in JSON-LD, and DCAT-US 3 where nothing it asks for is missing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from langcodes import Language

from charters.model.settings import Licence, Publisher
from charters.problems import declared
from charters.publishing.book import Book
from charters.publishing.data.data_package import DESCRIPTION
from charters.publishing.data.exports import Dataset
from charters.publishing.data.feeds import Addresses
from charters.publishing.data.published_files import PACKAGE, DataFile
from charters.publishing.data.things import iri
from charters.publishing.say.clause_words import say_message

DCAT_AP, DCAT_US = "data/catalog.jsonld", "data.json"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
Node = dict[str, Any]


def portal_entry(
    book: Book, tables: Sequence[Dataset], files: Iterable[DataFile], site_url: str, title: str
) -> Node:
    """Return the catalogue of the site, in the keys of DCAT-US: its one dataset, and the files of that."""
    settings, speech = book.register.settings, book.speech
    about = speech.gettext(
        "Everything on this site as open data. The pages and the files are made from the same figures."
    )
    places = Addresses(site_url, title, "../")
    page = places.to("data/")
    common = {
        "title": title,
        "description": about,
        "language": [speech.language.partition("-")[0]],
        "modified": book.register.as_of.isoformat(),
        **_publisher(settings.publisher),
    }
    data = {
        "@id": f"{page}#register",
        "@type": "Dataset",
        **({"identifier": f"{page}#register"} if site_url else {}),
        **common,
        **_contact(settings.publisher),
        **_temporal(tables),
        "landingPage": {"@id": page, "@type": "Document", "title": speech.gettext("Data")},
        "describedBy": {
            "@type": "Distribution",
            "accessURL": places.to(f"data/{DESCRIPTION}"),
            "mediaType": PACKAGE,
        },
        "distribution": [
            {
                **_distribution(file, places, page, settings.licence),
                "description": say_message(speech, file.about),
            }
            for file in files
            if file.holds_data
        ],
    }
    return {
        "@id": f"{page}#catalog",
        "@type": "Catalog",
        **common,
        **_licence(settings.licence),
        "homepage": {"@id": places.to(""), "@type": "Document", "title": title},
        "dataset": [data],
    }


def _publisher(publisher: Publisher | None) -> Node:
    if publisher is None:
        return {}
    return {"publisher": {"@type": "Organization", "name": f"{publisher.name}"}}


def _contact(publisher: Publisher | None) -> Node:
    if publisher is None:
        return {}
    kind = "hasEmail" if publisher.contact.startswith("mailto:") else "hasURL"
    return {
        "contactPoint": [{"@type": "Kind", "fn": f"{publisher.name}", kind: iri(publisher.contact)}]
    }


def _licence(licence: Licence | None) -> Node:
    return {"license": iri(licence.link)} if licence else {}


def _temporal(tables: Iterable[Dataset]) -> Node:
    """Return from the first day of any result to the last."""
    results = next(table for table in tables if table.name == "results")
    if not results:
        return {}
    start, end = min(results.of("start")), max(results.of("end"))
    return {"temporal": [{"@type": "PeriodOfTime", "startDate": start, "endDate": end}]}


def _distribution(file: DataFile, places: Addresses, page: str, licence: Licence | None) -> Node:
    return {
        "@id": f"{page}#{file.name}",
        "@type": "Distribution",
        "title": file.name,
        "accessURL": page,
        "downloadURL": places.to(file.path),
        "mediaType": file.media_type,
        "byteSize": f"{file.size}",
        **_licence(licence),
    }


def as_dcat_ap(catalog: Node) -> str:
    """Return the catalogue as DCAT-AP: what its keys mean, and what kind of thing each address is."""
    languages = {
        code: f"{_LANGUAGES}{Language.get(code).to_alpha3().upper()}"
        for code in catalog["language"]
    }
    (data,) = catalog["dataset"]
    types = [*((one, "LinguisticSystem") for one in languages.values())]
    types += [(catalog["license"], "LicenseDocument")] if "license" in catalog else []
    media = {one["mediaType"] for one in (*data["distribution"], data["describedBy"])}
    types += [(f"{_MEDIA_TYPES}{one}", "MediaType") for one in sorted(media)]
    kinds = [{"@id": address, "@type": kind} for address, kind in types]
    context = {**declared("publishing/data/vocabularies")["catalog"], **languages}
    return _written({"@context": context, "@graph": [catalog, *kinds]})


def as_dcat_us(catalog: Node) -> str | None:
    """Return the catalogue as DCAT-US; None where it has no e-mail address to ask at."""
    (data,) = catalog["dataset"]
    if not any("hasEmail" in one for one in data.get("contactPoint", ())):
        return None
    standard = {"@type": "Standard", "title": "DCAT-US 3.0"}
    return _written({**catalog, "conformsTo": standard})


def _written(document: Node) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False)
