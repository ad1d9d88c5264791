"""The page of open data: every table, and how large each file is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from charters.publishing.data.exports import Dataset
from charters.publishing.say.speech import Speech, rounded


@dataclass(frozen=True, slots=True)
class DataPage:
    """The tables, and the sizes of all files by their names."""

    tables: Sequence[Dataset]
    sizes: Mapping[str, str]


def size_words(speech: Speech, size: int) -> str:
    """Return how large a file is: whole kilobytes, at least one, or megabytes."""
    _ = speech.gettext
    if size < 1_000_000:
        return _("{number} kB").format(number=speech.number(max(1, round(size / 1000))))
    megabytes: Decimal = rounded(Fraction(size, 1_000_000), 1)
    return _("{number} MB").format(number=speech.number(megabytes))
