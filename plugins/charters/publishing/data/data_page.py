"""The page of open data: every file, what it is for, and how large it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from charters.publishing.data.columns import Column
from charters.publishing.data.data_files import OpenData
from charters.publishing.data.exports import Dataset
from charters.publishing.data.portal_entry import Node
from charters.publishing.data.published_files import CSV
from charters.publishing.say.clause_words import say_message
from charters.publishing.say.speech import Speech, rounded


@dataclass(frozen=True, slots=True)
class FileView:
    """One file that is no single table."""

    url: str
    title: str
    about: str
    size: str


@dataclass(frozen=True, slots=True)
class TableView:
    """One table, without its rows."""

    name: str
    about: str
    columns: Sequence[Column]
    rows: str
    size: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """The files besides the tables, and the tables."""

    files: Sequence[FileView]
    tables: Sequence[TableView]
    entry: Node
    """What data portals get of it all."""


def data_page(speech: Speech, tables: Sequence[Dataset], published: OpenData) -> DataPage:
    """Return what the page of open data shows: of each file its size, and not what it holds."""
    sizes = {one.name: size_words(speech, one.size) for one in published.files}
    return DataPage(
        [
            FileView(
                f.path, say_message(speech, f.title), say_message(speech, f.about), sizes[f.name]
            )
            for f in published.files
            if f.media_type != CSV
        ],
        [
            TableView(t.name, t.about, _told(t), _rows(speech, len(t)), sizes[f"{t.name}.csv"])
            for t in tables
        ],
        published.entry,
    )


def _told(table: Dataset) -> Sequence[Column]:
    """Return the columns without the ways to their values: a process that makes pages cannot be sent these."""
    return [replace(column, found="") for column in table.columns]


def _rows(speech: Speech, count: int) -> str:
    words = speech.ngettext("{count} row", "{count} rows", count)
    return words.format(count=speech.number(count))


def size_words(speech: Speech, size: int) -> str:
    """Return how large a file is: whole kilobytes, at least one, or megabytes."""
    _ = speech.gettext
    if size < 1_000_000:
        return _("{number} kB").format(number=speech.number(max(1, round(size / 1000))))
    megabytes: Decimal = rounded(Fraction(size, 1_000_000), 1)
    return _("{number} MB").format(number=speech.number(megabytes))
