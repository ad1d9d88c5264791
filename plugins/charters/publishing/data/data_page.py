"""The page of open data: every file, what it is for, and how large it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

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
class DataPage:
    """The files besides the tables, the tables, and the sizes of these by the names of their files."""

    files: Sequence[FileView]
    tables: Sequence[Dataset]
    sizes: Mapping[str, str]
    entry: Node
    """What data portals get of it all."""


def data_page(speech: Speech, tables: Sequence[Dataset], published: OpenData) -> DataPage:
    """Return what the page of open data shows: of each file its size, and not what it holds."""
    sized = [(one, size_words(speech, one.size)) for one in published.files]
    return DataPage(
        [
            FileView(f.path, say_message(speech, f.title), say_message(speech, f.about), size)
            for f, size in sized
            if f.media_type != CSV
        ],
        tables,
        {f.name: size for f, size in sized if f.media_type == CSV},
        published.entry,
    )


def size_words(speech: Speech, size: int) -> str:
    """Return how large a file is: whole kilobytes, at least one, or megabytes."""
    _ = speech.gettext
    if size < 1_000_000:
        return _("{number} kB").format(number=speech.number(max(1, round(size / 1000))))
    megabytes: Decimal = rounded(Fraction(size, 1_000_000), 1)
    return _("{number} MB").format(number=speech.number(megabytes))
