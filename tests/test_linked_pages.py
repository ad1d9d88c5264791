"""What pages tell programs in the words of schema.org: only what is said, in its right place, safe in a page."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node
from selectolax.lexbor import LexborHTMLParser

from builders import Made, book, charter, promise, templates, there
from charters.publishing.book import Book
from charters.publishing.site import site_of
from linked import FORMS, URL, graph

SCHEMA_ORG = "https://schema.org/"
WORDS = json.loads((FORMS / "schema-org-30.0.json").read_text("utf-8"))
TYPES, PROPERTIES = WORDS["types"], WORDS["properties"]
WRITTEN = {"Text", "Number", "Integer", "Date", "DateTime", "Boolean"}
"""What a value may be that is no thing and no address."""
CONTEXT = {
    "@vocab": SCHEMA_ORG,
    **{
        name: {"@id": f"{SCHEMA_ORG}{name}", "@type": "@id"}
        for name, one in PROPERTIES.items()
        if one.get("as") == "@id"
    },
}
"""What schema.org itself says of its words, without asking it."""


def told_in(html: str) -> dict[str, Any] | None:
    scripts = LexborHTMLParser(html).css('script[type="application/ld+json"]')
    assert len(scripts) < 2
    return json.loads(scripts[0].text()) if scripts else None


def read(told: dict[str, Any], path: str) -> Graph:
    (vocabulary, language) = told["@context"]
    assert vocabulary == SCHEMA_ORG.rstrip("/")
    return graph(json.dumps({**told, "@context": [CONTEXT, language]}), path)


@cache
def ancestors(kind: str) -> frozenset[str]:
    return frozenset({kind}.union(*map(ancestors, TYPES.get(kind, ()))))


def kinds_of(found: Graph, thing: Node) -> frozenset[str]:
    kinds = (str(one).removeprefix(SCHEMA_ORG) for one in found.objects(thing, RDF.type))
    return frozenset().union(*map(ancestors, kinds))


def faults(found: Graph) -> Iterator[str]:
    """Yield every type, property and value that schema.org does not know at its place."""
    for thing, link, value in found:
        name = str(link).removeprefix(SCHEMA_ORG)
        if link == RDF.type:
            kind = str(value).removeprefix(SCHEMA_ORG)
            yield from () if kind in TYPES else [f"no type: {kind}"]
        elif name not in PROPERTIES:
            yield f"no property: {name}"
        elif not kinds_of(found, thing).intersection(PROPERTIES[name]["of"]):
            yield f"not its property: {name}"
        elif not can_be(found, value, set(PROPERTIES[name]["is"])):
            yield f"not its value: {name}"


def can_be(found: Graph, value: Node, ranges: set[str]) -> bool:
    if isinstance(value, Literal):
        return bool(ranges & WRITTEN)
    is_address = isinstance(value, URIRef) and "URL" in ranges
    return is_address or bool(kinds_of(found, value) & ranges) or "Thing" in ranges


@pytest.fixture(scope="module")
def pages(whole: Made) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for page in whole.site.rglob("index.html"):
        told = told_in(page.read_text("utf-8"))
        if told is not None:
            found[f"{page.parent.relative_to(whole.site).as_posix()}/"] = told
    return found


def things(told: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in told["@graph"] if one["@type"] == kind]


def test_schema_org_knows_every_word_at_its_place(pages: dict[str, dict[str, Any]]) -> None:
    assert len(pages) > 30
    wrong = {path: set(faults(read(told, path))) for path, told in pages.items()}
    assert {path: found for path, found in wrong.items() if found} == {}
    kinds = {one["@type"] for told in pages.values() for one in told["@graph"]}
    assert kinds == {"BreadcrumbList", "Dataset", "GovernmentOrganization", "GovernmentService"}


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("nickname", "Calls", "no property: nickname"),
        ("serviceUrl", "https://example.org/", "not its property: serviceUrl"),
        ("provider", "The agency", "not its value: provider"),
        ("provider", {"@type": "Audience", "name": "All"}, "not its value: provider"),
        ("offers", {"@type": "Price", "name": "0"}, "no type: Price"),
    ],
)
def test_a_word_at_a_wrong_place_is_found(
    key: str, value: object, fault: str, pages: dict[str, dict[str, Any]]
) -> None:
    path, told = next(
        (path, one) for path, one in pages.items() if things(one, "GovernmentService")
    )
    spoiled = copy.deepcopy(told)
    things(spoiled, "GovernmentService")[0][key] = value
    assert fault in set(faults(read(spoiled, path)))


def test_each_way_to_a_page_is_as_google_asks_for_it(pages: dict[str, dict[str, Any]]) -> None:
    ways = {path: things(told, "BreadcrumbList") for path, told in pages.items()}
    assert all(len(found) == 1 for found in ways.values())
    for (way,) in ways.values():
        steps = way["itemListElement"]
        assert [one["position"] for one in steps] == list(range(1, len(steps) + 1))
        assert len(steps) > 1
        assert all(one["name"].strip() for one in steps)
        assert steps[0]["item"]["@id"] == URL
        addresses = [one["item"]["@id"] for one in steps]
        assert len(set(addresses)) == len(addresses)
        assert {one.removeprefix(URL) for one in addresses} <= {"", *pages}


def test_the_way_in_the_data_is_that_on_the_page(
    whole: Made, pages: dict[str, dict[str, Any]]
) -> None:
    for path, told in pages.items():
        html = LexborHTMLParser(Path(whole.site, path, "index.html").read_text("utf-8"))
        shown = [one.text().strip() for one in html.css(".ch-crumbs a")]
        (way,) = things(told, "BreadcrumbList")
        told_of = [one["name"] for one in way["itemListElement"]]
        assert told_of == (shown if len(shown) > 1 else [*shown, told_of[-1]])


def test_a_thing_has_one_name_wherever_it_is_told_of(
    whole: Made, pages: dict[str, dict[str, Any]]
) -> None:
    told = graph((whole.site / "data/services.jsonld").read_text("utf-8"), "data/services.jsonld")
    known = {str(one) for one in told.subjects()}
    names = {
        one["@id"]
        for page in pages.values()
        for kind in ("GovernmentOrganization", "GovernmentService")
        for one in things(page, kind)
    }
    assert len(names) > 15
    assert names <= known


def test_the_page_of_data_tells_of_every_file_it_lists(
    whole: Made, pages: dict[str, dict[str, Any]]
) -> None:
    (data,) = things(pages["data/"], "Dataset")
    files = {one["contentUrl"].removeprefix(URL): one for one in data["distribution"]}
    assert {"data/results.csv", "data/results.parquet", "data/charters.zip"} <= files.keys()
    for path, one in files.items():
        assert one["contentSize"] == f"{(whole.site / path).stat().st_size} B"
    start, _, end = data["temporalCoverage"][0].partition("/")
    assert start < end
    assert data["license"] == "https://example.org/licence"


def page_of(found: Book, name: str, address: str = URL) -> dict[str, Any]:
    return there(site_of(found, site_url=address, title="Promises").pages[f"{name}.md"].linked())


def keys_in(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node
    inner: Iterable[object] = (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    )
    for one in inner:
        yield from keys_in(one)


def test_nothing_is_told_that_nobody_said() -> None:
    found = book(charter([promise()]))
    told = {
        *keys_in(page_of(found, "agencies/ssa")),
        *keys_in(page_of(found, "agencies/ssa/phone")),
    }
    assert told == {
        *("@context", "@graph", "@id", "@language", "@type"),
        *("name", "description", "url", "provider"),
        *("item", "itemListElement", "position"),
    }


def test_words_cannot_end_the_program_they_stand_in() -> None:
    hostile = {"name": "</script><script>alert(1)</script> <!-- & ]]>"}
    page = templates().get_template("charters/frame/page.html")
    html = page.render(linked=hostile, hosted=False, tongues=())
    (script,) = LexborHTMLParser(html).css("script")
    assert not set(script.text()) & set("<>&")
    assert json.loads(script.text()) == hostile


def test_words_in_another_language_say_which() -> None:
    agency = charter(
        [promise()], name={"fr": "Bureau des phares"}, serves={"en": "All.", "fr": "Tous."}
    )
    told = page_of(book(agency), "agencies/ssa")
    (one,) = things(told, "GovernmentOrganization")
    assert one["name"] == {"@language": "fr", "@value": "Bureau des phares"}
    said = read(told, "agencies/ssa/")
    assert Literal("All.", "en") in set(said.objects(None, URIRef(f"{SCHEMA_ORG}description")))


@pytest.mark.parametrize("address", [URL, ""])
def test_in_every_language_a_thing_has_the_same_name_and_pages_have_their_own(address: str) -> None:
    agency = charter([promise()], name={"en": "Lighthouses", "fr": "Phares"})
    found = book(
        agency, languages=["en", "fr"], publisher={"name": "T", "contact": "mailto:a@b.org"}
    )
    pages = site_of(found, site_url=address, title="Promises").pages
    said = {}
    for path in ("agencies/ssa/phone", "fr/agencies/ssa/phone"):
        told = there(pages[f"{path}.md"].linked())
        said[path] = read(told, f"{path}/")
    english, french = said.values()
    service = URIRef(f"{URL}agencies/ssa/phone/#service")
    url, names = URIRef(f"{SCHEMA_ORG}url"), URIRef(f"{SCHEMA_ORG}name")
    assert [str(one.value(service, url)) for one in (english, french)] == [
        f"{URL}{path}/" for path in said
    ]
    agency_name = URIRef(f"{URL}agencies/ssa/#agency")
    assert english.value(agency_name, names) == Literal("Lighthouses", "en")
    assert french.value(agency_name, names) == Literal("Phares", "fr")
    steps = {str(one) for one in french.objects(None, URIRef(f"{SCHEMA_ORG}item"))}
    assert steps == {f"{URL}fr/", f"{URL}fr/agencies/", f"{URL}fr/agencies/ssa/"}
    data = there(pages["fr/data.md"].linked())
    assert things(data, "Dataset")[0]["name"] == {"@language": "en", "@value": "Promises"}


def test_without_an_address_of_the_site_every_name_is_told_from_the_page() -> None:
    found = book(charter([promise()]))
    for name in ("agencies/ssa", "agencies/ssa/phone", "data"):
        told = read(page_of(found, name, ""), f"{name}/")
        addresses = {one for one in told.all_nodes() if isinstance(one, URIRef)}
        top = name.partition("/")[0]
        assert {URL, f"{URL}{top}/"} <= {str(one) for one in addresses}
        assert all(str(one).startswith((URL, SCHEMA_ORG, str(RDF))) for one in addresses)
        assert set(faults(told)) == set()


def test_a_page_that_only_leads_on_tells_nothing(whole: Made) -> None:
    texts = [page.read_text("utf-8") for page in whole.site.rglob("index.html")]
    leading = [html for html in texts if "data-moved" in html]
    assert leading
    assert all(told_in(html) is None for html in leading)
