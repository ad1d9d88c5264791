"""One archive of all tables: the published files and nothing else, the same bytes on every day."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from builders import Made, book, charter, promise, rendered
from charters.publishing.data.archive import archive
from charters.publishing.site import site_of

LICENCE = "https://example.org/licence"


@pytest.fixture(scope="module")
def packed(whole: Made) -> ZipFile:
    return ZipFile(whole.site / "data/charters.zip")


def test_an_archive_holds_every_table_as_it_is_published(whole: Made, packed: ZipFile) -> None:
    published = {path.name: path.read_bytes() for path in (whole.site / "data").glob("*.csv")}
    published["datapackage.json"] = (whole.site / "data/datapackage.json").read_bytes()
    assert len(published) > 8
    inside = {name: packed.read(name) for name in packed.namelist()}
    read_me = inside.pop("README.txt").decode()
    assert inside == published
    assert all(name in read_me for name in published)
    assert LICENCE in read_me


def test_an_archive_knows_neither_clock_nor_order(packed: ZipFile) -> None:
    assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert packed.namelist() == sorted(packed.namelist())
    assert archive({"a": b"1", "b": b"2"}) == archive({"b": b"2", "a": b"1"})


def test_the_description_names_every_column_of_every_table(packed: ZipFile) -> None:
    described = json.loads(packed.read("datapackage.json"))
    assert described["licenses"] == [{"title": "Open Licence", "path": LICENCE}]
    found = {one["path"]: one["schema"]["fields"] for one in described["resources"]}
    assert set(found) == {name for name in packed.namelist() if name.endswith(".csv")}
    for name, fields in found.items():
        first = next(csv.reader(io.StringIO(packed.read(name).decode())))
        assert first == [one["name"] for one in fields]
        assert {one["type"] for one in fields} <= {"string", "number", "integer", "date"}


@pytest.mark.parametrize("page", ["index.html", "data/index.html"])
def test_pages_say_how_the_data_may_be_used(whole: Made, page: str) -> None:
    assert f'href="{LICENCE}"' in Path(whole.site, page).read_text("utf-8")
    register = json.loads((whole.site / "data/register.json").read_text("utf-8"))
    assert register["licence"] == {"name": "Open Licence", "link": LICENCE}


def test_no_licence_is_made_up() -> None:
    found = book(charter([promise()]))
    site = site_of(found)
    assert "has named no licence" in dict(rendered(found, site))["data"]
    for name in ("data/datapackage.json", "data/register.json"):
        assert not json.loads(site.downloads[name]).keys() & {"licenses"}
    assert json.loads(site.downloads["data/register.json"])["licence"] is None
