"""The tables described as a Data Package (version 2): types, keys, what belongs to what, sources, licence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from charters.model.agency import Source
from charters.model.settings import Publisher
from charters.publishing.book import Book
from charters.publishing.data.exports import Dataset

DESCRIPTION = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0"


def data_package(
    book: Book, tables: Sequence[Dataset], files: Mapping[str, bytes], title: str, address: str
) -> str:
    """Return the description of all tables, and of the files they are in."""
    settings, keys = book.register.settings, {table.name: table.key for table in tables}
    licence, publisher = settings.licence, settings.publisher
    sources = list(_sources(book))
    document = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "charters",
        "title": title,
        "created": f"{book.register.as_of}T00:00:00Z",
        **({"homepage": address} if address else {}),
        **({"licenses": [{"title": f"{licence.name}", "path": licence.link}]} if licence else {}),
        **({"contributors": [_contributor(publisher)]} if publisher else {}),
        **({"sources": sources} if sources else {}),
        "resources": [_resource(table, files[f"{table.name}.csv"], keys) for table in tables],
    }
    return json.dumps(document, indent=1, ensure_ascii=False)


def _contributor(publisher: Publisher) -> dict[str, object]:
    is_mail = publisher.contact.startswith("mailto:")
    reached = {"email" if is_mail else "path": publisher.contact.removeprefix("mailto:")}
    return {"title": f"{publisher.name}", **reached, "roles": ["publisher"]}


def _sources(book: Book) -> Iterator[dict[str, str]]:
    """Yield every document that an agency's figures come from, each once."""
    seen = set()
    for charter in book.register.charters.values():
        for title, link in (page for one in charter.agency.sources for page in _pages(one)):
            if (title, link) not in seen:
                seen.add((title, link))
                yield {"title": title, **({"path": link} if link else {})}


def _pages(source: Source) -> Iterator[tuple[str, str | None]]:
    """Yield what a document is called, and where it is, in each language that has its own."""
    yield f"{source.title}", source.link
    for code, link in source.link_in.items():
        yield source.title.said_in(code)[0], link


def _resource(
    table: Dataset, content: bytes, keys: Mapping[str, Sequence[str]]
) -> dict[str, object]:
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": _schema(table, keys),
    }


def _schema(table: Dataset, keys: Mapping[str, Sequence[str]]) -> dict[str, object]:
    fields = [{"name": c.name, "type": c.type, "description": c.about} for c in table.columns]
    found: dict[str, object] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": fields,
        "missingValues": [""],
    }
    if table.key:
        found["primaryKey"] = list(table.key)
    if table.within:
        found["foreignKeys"] = [
            {
                "fields": list(keys[other]),
                "reference": {"resource": other, "fields": list(keys[other])},
            }
            for other in table.within
        ]
    return found
