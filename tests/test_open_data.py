"""Open data for the programs of others: each form as those who keep it check it."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
from frictionless import Package
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, SKOS
from referencing import Registry, Resource

from builders import Made, book, charter, promise, rendered, result, rewrite
from charters.publishing.book import Book
from charters.publishing.data import parquet
from charters.publishing.data.exports import datasets
from charters.publishing.site import Site, site_of
from linked import FORMS, URL, broken, graph

DCAT_AP, CPSV_AP = FORMS / "dcat-ap-3.0.1.ttl", FORMS / "cpsv-ap-3.2.0.ttl"
CPSV = Namespace("http://purl.org/vocab/cpsv#")
CV = Namespace("http://data.europa.eu/m8g/")
MAIL = {"name": "Testers", "contact": "mailto:web@example.org"}


@pytest.fixture(scope="module")
def data(whole: Made) -> Path:
    return whole.site / "data"


def form(name: str) -> Any:
    return json.loads((FORMS / name).read_text("utf-8"))


# ---------------------------------------------------------------------------- Data Package


def faults_of(folder: Path) -> list[list[Any]]:
    longest = csv.field_size_limit()
    try:
        report = Package(str(folder / "datapackage.json")).validate()
    finally:
        csv.field_size_limit(longest)  # It lets every reader of this process take longer cells.
    found: list[list[Any]] = report.flatten(["type", "fieldName", "rowNumber"])
    return found


def test_frictionless_finds_every_table_as_it_is_described(data: Path) -> None:
    from jsonschema import Draft7Validator  # late: a second to load, for each worker

    described = json.loads((data / "datapackage.json").read_text("utf-8"))
    assert len(described["resources"]) == len(list(data.glob("*.csv"))) > 8
    assert faults_of(data) == []
    assert list(Draft7Validator(form("data-package-2.0.json")).iter_errors(described)) == []


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        ("services.csv", ("ferry-board,", "no-such-board,"), "foreign-key"),
        ("results.csv", ("2024-12-31", "2024-13-31"), "type-error"),
        ("agencies.csv", ("\nclock-museum,", "\nbridge-board,"), "primary-key"),
    ],
)
def test_a_table_that_was_spoiled_is_found(
    name: str, change: tuple[str, str], fault: str, data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns("*.json", "*.zip"))
    shutil.copy(data / "datapackage.json", folder)
    rewrite(folder / name, change)
    assert fault in {one for one, *_ in faults_of(folder)}


# ------------------------------------------------------------------------------- catalogues


def published(data: Path, name: str) -> Graph:
    return graph((data / name).read_text("utf-8"), f"data/{name}")


def test_the_catalogue_is_dcat_ap(data: Path) -> None:
    found = published(data, "catalog.jsonld")
    assert broken(found, DCAT_AP) == set()
    files = {str(one) for one in found.objects(None, DCAT.downloadURL)}
    assert f"{URL}data/results.csv" in files
    assert all((data / file.removeprefix(f"{URL}data/")).is_file() for file in files)
    (size,) = (
        found.value(one, DCAT.byteSize)
        for one in found.subjects(DCAT.downloadURL, URIRef(f"{URL}data/results.csv"))
    )
    assert int(str(size)) == (data / "results.csv").stat().st_size
    found.remove((None, DCTERMS.title, None))
    assert len(broken(found, DCAT_AP)) == 2


def test_services_and_promises_are_cpsv_ap(data: Path) -> None:
    found = published(data, "services.jsonld")
    assert broken(found, CPSV_AP) == set()
    services = set(found.subjects(RDF.type, CPSV.PublicService))
    assert len(services) == len((data / "services.csv").read_text("utf-8").splitlines()) - 1
    named = set(found.subjects(RDF.type, None))
    for link in (
        CV.hasCompetentAuthority,
        CV.hasChannel,
        CPSV.follows,
        DCTERMS.audience,
        CV.contactPoint,
    ):
        pointed_at = set(found.objects(None, link))
        assert pointed_at, link
        assert pointed_at <= named
    found.remove((None, DCTERMS.spatial, None))
    assert {path for _, path in broken(found, CPSV_AP)} == {str(DCTERMS.spatial)}


def test_data_gov_can_read_the_catalogue(data: Path) -> None:
    from jsonschema import Draft202012Validator, FormatChecker

    document = json.loads((data.parent / "data.json").read_text("utf-8"))
    definitions = {one["$id"]: one for one in form("dcat-us-3.0.json")}
    registry: Registry[Any] = (
        Registry()
        .with_resources((name, Resource.from_contents(one)) for name, one in definitions.items())
        .crawl()
    )
    (schema,) = (one for name, one in definitions.items() if name.endswith("/catalog"))
    check = Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())
    assert list(check.iter_errors(document)) == []
    (dataset,) = document["dataset"]
    del dataset["contactPoint"]
    assert [one.validator for one in check.iter_errors(document)] == ["required"]


# ------------------------------------------------------------------------ nothing made up


def files_of(found: Book, address: str = URL) -> Mapping[str, Any]:
    return site_of(found, site_url=address, title="Promises").downloads


def read(found: Book, name: str, address: str = URL) -> Graph:
    return graph(files_of(found, address)[f"data/{name}.jsonld"], f"data/{name}.jsonld")


def test_what_nobody_said_is_left_out() -> None:
    found = book(charter([promise()]))
    catalogue, services = read(found, "catalog"), read(found, "services")
    said = {*catalogue.predicates(), *services.predicates()}
    absent = (
        DCTERMS.publisher,
        DCTERMS.license,
        DCAT.contactPoint,
        DCTERMS.temporal,
        DCTERMS.spatial,
    )
    assert said.isdisjoint(absent)
    assert not list(services.subjects(FOAF.homepage))
    assert {path for _, path in broken(catalogue, DCAT_AP)} == {str(DCTERMS.publisher)}
    assert {path for _, path in broken(services, CPSV_AP)} == {str(DCTERMS.spatial)}


@pytest.mark.parametrize(
    ("address", "contact", "is_there"),
    [
        (URL, "mailto:web@example.org", True),
        (URL, "https://example.org/contact", False),
        ("", "mailto:web@example.org", False),
    ],
)
def test_portals_get_an_entry_they_would_take_or_none(
    address: str, contact: str, *, is_there: bool
) -> None:
    found = book(charter([promise()]), publisher={**MAIL, "contact": contact})
    assert ("data.json" in files_of(found, address)) is is_there


def test_without_an_address_of_the_site_every_name_is_told_from_the_file() -> None:
    found = book(charter([promise()]), publisher=MAIL)
    for name in ("catalog", "services"):
        relative, whole = read(found, name, ""), read(found, name)
        for one in (relative, whole):
            # A shorter address makes a smaller file, and an identifier is whole or none.
            one.remove((None, DCAT.byteSize, None))
            one.remove((URIRef(f"{URL}data/#register"), DCTERMS.identifier, None))
        assert isomorphic(relative, whole)


def test_a_thing_keeps_its_name_and_says_every_language() -> None:
    moved = promise(formerly=["old-calls"], promise={"en": "We answer.", "fr": "Nous répondons."})
    said = read(book(charter([moved], formerly=["old-ssa"])), "services")
    (name,) = said.subjects(RDF.type, CPSV.Rule)
    assert str(name) == f"{URL}agencies/old-ssa/#promise-old-calls"
    assert set(said.objects(name, DCTERMS.title)) == {
        Literal("We answer.", "en"),
        Literal("Nous répondons.", "fr"),
    }
    assert str(said.value(name, DCTERMS.identifier)) == "ssa/calls"


def test_a_means_of_delivery_is_named_in_every_language_of_the_site() -> None:
    said = read(book(charter([promise()]), languages=["en", "fr"]), "services")
    phone = URIRef(f"{URL}data/#channel-phone")
    assert set(said.objects(phone, SKOS.prefLabel)) == {
        Literal("Phone", "en"),
        Literal("Téléphone", "fr"),
    }


def test_a_link_with_signs_that_no_name_may_hold_is_encoded() -> None:
    said = read(book(charter([promise()], link="https://example.org/a{b}|c^d`e/é")), "services")
    pages = {str(one) for one in said.objects(None, FOAF.homepage)}
    assert pages == {"https://example.org/a%7Bb%7D%7Cc%5Ed%60e/é"}
    assert len(Graph().parse(data=said.serialize(format="nt"), format="nt")) == len(said)


def test_an_ended_promise_is_no_rule_of_today() -> None:
    gone = {"date": "2025-12-31", "reason": "The line was closed."}
    said = read(book(charter([promise(withdrawn=gone)])), "services")
    assert not list(said.subjects(RDF.type, CPSV.Rule))
    assert list(said.subjects(RDF.type, CPSV.PublicService))


# --------------------------------------------------------------------------------- Parquet


def test_duckdb_reads_the_same_results_from_both_files(with_columns: None, data: Path) -> None:
    with duckdb.connect() as database:
        columns = database.read_parquet(str(data / "results.parquet"))
        types = dict(zip(columns.columns, map(str, columns.types), strict=True))
        rows = database.read_csv(
            str(data / "results.csv"),
            header=True,
            columns=types,
            na_values="",
            quotechar='"',
            delimiter=",",
        )
        assert {types["start"], types["met"], types["value"]} == {"DATE", "BIGINT", "DOUBLE"}
        assert columns.fetchall() == rows.fetchall() != []


def test_words_that_a_spreadsheet_would_run_stand_in_columns_as_they_were_written(
    with_columns: None, tmp_path: Path
) -> None:
    note = '=1+1, "twice"\nor\r\nmore\rand, é, \\"'
    found = book(charter([promise()], [result("2025", 9, 10, note=note)]))
    (table,) = (one for one in datasets(found) if one.name == "results")
    file = tmp_path / "results.parquet"
    file.write_bytes(parquet.as_parquet(table))
    assert file.read_bytes() == parquet.as_parquet(table)
    with duckdb.connect() as database:
        read = database.read_parquet(str(file))
        assert read.select("note", "part", "met").fetchall() == [(note, None, 9)]


def test_without_what_writes_columns_no_page_names_them(
    with_columns: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = book(charter([promise()]))

    def told(site: Site) -> tuple[bool, bool]:
        shown = "results.parquet" in dict(rendered(found, site))["data"]
        return "data/results.parquet" in site.downloads, shown

    assert told(site_of(found)) == (True, True)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert told(site_of(found)) == (False, False)


def test_files_that_are_kept_as_they_are_made_are_those_that_a_site_holds_else(
    tmp_path: Path,
) -> None:
    found = book(charter([promise()]))
    held = site_of(found).downloads
    site = site_of(found, keep=lambda path, content: (tmp_path / path[5:]).write_bytes(content))
    kept = {f"data/{file.name}": file.read_bytes() for file in tmp_path.iterdir()}
    assert site.kept == kept.keys()
    assert kept.items() <= held.items()
    assert held.keys() == site.downloads.keys() | kept.keys()
    assert not site.downloads.keys() & kept.keys()


def test_a_table_without_rows_is_a_file_without_rows(with_columns: None, tmp_path: Path) -> None:
    (table,) = (one for one in datasets(book(charter([promise()]))) if one.name == "results")
    file = tmp_path / "results.parquet"
    file.write_bytes(parquet.as_parquet(table))
    with duckdb.connect() as database:
        read = database.read_parquet(str(file))
        assert (read.columns, read.fetchall()) == ([one.name for one in table.columns], [])
