"""Long lists in pages: which entries stand on which page, and the links from each to the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Entry = TypeVar("Entry")

_NEAR = 3
"""So many pages before a page and after it are linked from it."""
_STEPS = 20
"""About so many of all the others are, at even distances."""
_LETTERS = 3


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page of a list, as the others name it."""

    words: str
    """Its number; of a list by name, the letters that its first and its last entry begin with."""
    url: str
    here: bool


@dataclass(frozen=True)
class Paged(Generic[Entry]):
    """One page of a list."""

    entries: Sequence[Entry]
    number: int
    before: int
    """How many entries stand on the pages before it."""
    total: int
    pages: Sequence[str] = field(repr=False)
    """The addresses of all pages."""
    names: Sequence[str] = field(repr=False)

    @property
    def url(self) -> str:
        """Its own address."""
        return self.pages[self.number - 1]

    @property
    def first(self) -> int:
        """The number of its first entry in the whole list."""
        return self.before + 1

    @property
    def last(self) -> int:
        """The number of its last entry in the whole list."""
        return self.before + len(self.entries)

    @property
    def links(self) -> list[PageLink]:
        """Those pages that it leads to: of many pages none carries a link to each."""
        most = len(self.pages)
        shown = {1, most, *range(self.number - _NEAR, self.number + _NEAR + 1)}
        shown |= {*range(1, most + 1, most // _STEPS + 1)}
        return [
            PageLink(self.names[at - 1], self.pages[at - 1], at == self.number)
            for at in sorted(shown)
            if 1 <= at <= most and most > 1
        ]


def paged(
    url: str,
    entries: Sequence[Entry],
    most: int,
    *,
    below: str = "",
    named: Callable[[Entry], str] | None = None,
) -> list[Paged[Entry]]:
    """Return a list in pages of so many entries, one page at the least.

    `below` stands between the address of the first page and the numbers of others, where records
    have addresses there; `named` tells by what name a list that is sorted by name has an entry.
    """
    starts = range(0, max(1, len(entries)), most)
    cuts = [entries[start : start + most] for start in starts]
    pages = [page_url(url, number, below) for number, _ in enumerate(cuts, 1)]
    names = [str(number) for number, _ in enumerate(cuts, 1)]
    if named and entries:
        names = [f"{named(cut[0])[:_LETTERS]} … {named(cut[-1])[:_LETTERS]}" for cut in cuts]
    return [
        Paged(cut, number, start, len(entries), pages, names)
        for number, (start, cut) in enumerate(zip(starts, cuts, strict=True), 1)
    ]


def page_url(url: str, number: int, below: str = "") -> str:
    """Return the address of one page of a list, by that of its first."""
    return url if number == 1 else f"{url}{below}{number}/"
