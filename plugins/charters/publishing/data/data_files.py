"""Every file of open data, in the order of their page: what it holds, and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from charters.problems.message import Message, _
from charters.publishing.book import Book
from charters.publishing.data import clause_data, parquet
from charters.publishing.data.archive import NAME as ARCHIVE
from charters.publishing.data.archive import archive, read_me
from charters.publishing.data.data_package import DESCRIPTION, data_package
from charters.publishing.data.exports import Dataset, as_csv, as_json, register_schema
from charters.publishing.data.portal_entry import (
    DCAT_AP,
    DCAT_US,
    Node,
    as_dcat_ap,
    as_dcat_us,
    portal_entry,
)
from charters.publishing.data.public_services import PATH as SERVICES
from charters.publishing.data.public_services import public_services
from charters.publishing.data.published_files import (
    CSV,
    JSON,
    JSON_LD,
    PACKAGE,
    PARQUET,
    SCHEMA,
    ZIP,
    DataFile,
)
from charters.publishing.data.things import things_of


@dataclass(frozen=True, slots=True)
class OpenData:
    """Every file, and their entry for data portals."""

    files: Sequence[DataFile]
    entry: Node


Keep = Callable[[str, bytes], object]
"""Takes what a file holds, by its path from the site's root."""
Made = tuple[DataFile, bytes]


def open_data(
    book: Book, tables: Sequence[Dataset], site_url: str, title: str, keep: Keep
) -> OpenData:
    """Hand over every file of open data as it is made; the address of the site may be ''."""
    made = chain(
        _tables(book, tables, site_url, title),
        _register(book, tables),
        _order(book),
        _services(book, site_url, title),
    )
    files = [*_kept(made, keep)]
    entry = portal_entry(book, tables, files, site_url, title)
    return OpenData([*files, *_kept(_entries(entry, site_url), keep)], entry)


def _kept(made: Iterable[Made], keep: Keep) -> Iterator[DataFile]:
    for file, content in made:
        keep(file.path, content)
        yield file


def _made(path: str, media_type: str, title: Message, about: Message, content: bytes) -> Made:
    return DataFile(path, media_type, title, about, len(content)), content


def _tables(book: Book, tables: Sequence[Dataset], site_url: str, title: str) -> Iterator[Made]:
    """Yield the tables, their description, and the archive that holds them all."""
    address = site_url and f"{site_url}data/"
    csvs = {f"{table.name}.csv": as_csv(table).encode() for table in tables}
    package = data_package(book, tables, csvs, title, address).encode()
    said = read_me(book, tables, title, address).encode()
    packed = {**csvs, DESCRIPTION: package, "README.txt": said}
    yield _made(
        f"data/{ARCHIVE}",
        ZIP,
        _("All tables in one archive (ZIP of CSV)"),
        _("To have everything at once, and to open it in a spreadsheet."),
        archive(packed),
    )
    for table, (name, text) in zip(tables, csvs.items(), strict=True):
        yield _made(f"data/{name}", CSV, Message(name), Message(table.about), text)
    yield _made(
        f"data/{DESCRIPTION}",
        PACKAGE,
        _("What each column of them is (Data Package)"),
        _("For programs that load the tables: types, keys, and which rows belong together."),
        package,
    )
    if parquet.is_there():
        (results,) = (table for table in tables if table.name == "results")
        yield _made(
            "data/results.parquet",
            PARQUET,
            _("All results in columns (Parquet)"),
            _("The rows of results.csv with their types, for DuckDB, pandas, R and the like."),
            parquet.as_parquet(results),
        )


def _register(book: Book, tables: Sequence[Dataset]) -> Iterator[Made]:
    yield _made(
        "data/register.json",
        JSON,
        _("The whole register (JSON)"),
        _("For programs that want all tables in one document."),
        as_json(book, tables),
    )
    yield _made(
        "data/register.schema.json",
        SCHEMA,
        _("Its description (JSON Schema)"),
        _("To check that document by, and to see what each value is."),
        register_schema(tables).encode(),
    )


def _order(book: Book) -> Iterator[Made]:
    frame = book.audit.framework
    if frame is None:
        return
    yield _made(
        "data/order.json",
        JSON,
        _("What {order} asks, and what each agency shows (JSON)", order=frame.called),
        _("Every check of every agency, for whoever follows them up."),
        clause_data.as_json(book),
    )
    yield _made(
        "data/order.schema.json",
        SCHEMA,
        _("The description of that (JSON Schema)"),
        _("To check that document by, and to see what each value is."),
        clause_data.order_schema(frame).encode(),
    )


def _services(book: Book, site_url: str, title: str) -> Iterator[Made]:
    yield _made(
        SERVICES,
        JSON_LD,
        _("Agencies, services and promises as linked data (CPSV-AP)"),
        _("For catalogues of public services, and for whoever links to one service or promise."),
        public_services(book, things_of(book, site_url, title)),
    )


def _entries(entry: Node, site_url: str) -> Iterator[Made]:
    """Yield what data portals read of these files."""
    yield _made(
        DCAT_AP,
        JSON_LD,
        _("These files as an entry of a data portal (DCAT-AP)"),
        _("For portals that collect open data, such as data.europa.eu."),
        as_dcat_ap(entry).encode(),
    )
    # A portal asks for addresses that hold wherever the file is.
    if site_url and (told := as_dcat_us(entry)):
        yield _made(
            DCAT_US,
            JSON,
            _("The same entry for portals of the United States (DCAT-US)"),
            _("For data.gov, and portals that read the same form."),
            told.encode(),
        )
