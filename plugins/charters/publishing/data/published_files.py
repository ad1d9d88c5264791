"""One file of open data: where it is, what it is for, what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from charters.problems.message import Message

CSV, JSON, JSON_LD = "text/csv", "application/json", "application/ld+json"
ZIP, PARQUET = "application/zip", "application/vnd.apache.parquet"
PACKAGE, SCHEMA = "application/vnd.datapackage+json", "application/schema+json"


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of open data."""

    path: str
    """From the site's root."""
    media_type: str
    title: Message
    """What a link to it says."""
    about: Message
    """What it is for, in a sentence."""
    size: int
    """How many bytes it has."""

    @property
    def name(self) -> str:
        """What it is called, without its folder."""
        return self.path.rpartition("/")[2]

    @property
    def holds_data(self) -> bool:
        """Whether it holds the data itself, and does not only describe other files."""
        return self.media_type not in (PACKAGE, SCHEMA)
