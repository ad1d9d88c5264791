"""Promises of one kind, agency by agency, and the levels of others they compare themselves with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from charters.judging.comparators import Compared
from charters.judging.figures import FigureSeries
from charters.judging.standings import Standing
from charters.model.standards import Activity
from charters.publishing.book import Book, in_reading_order
from charters.publishing.say.choice_words import word
from charters.publishing.views.comparisons import ComparisonView, comparison_view
from charters.publishing.views.counts import headline_view
from charters.publishing.views.paging import Paged, paged
from charters.publishing.views.promise_cards import PromiseView, promise_view

COMPARE_URL = "compare/"
ON_A_PAGE, COMPARED_ON_A_PAGE = 60, 12
"""Promises of a page; fewer where others stand beside some of them."""
NAMED = 5
"""So many comparisons of a kind are named on the page of all kinds."""


@dataclass(frozen=True)
class PromiseKind:
    """One kind of promise across agencies; or the figures that others are set beside."""

    book: Book
    id: str
    name: str
    promises: Sequence[Standing]
    """In reading order."""
    figures: Sequence[FigureSeries] = ()

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"{COMPARE_URL}{self.id}/"

    @cached_property
    def answer(self) -> str:
        """How many promises of the kind there are, and how many were kept; '' for figures."""
        return headline_view(self.book.speech, self.promises).answer if self.promises else ""

    @property
    def measures_differ(self) -> bool:
        """Whether its promises are not all measured alike."""
        measures = (one.standard.measure for one in self.promises)
        return len({(one.shape, str(one.unit or "")) for one in measures}) > 1

    @property
    def is_compared(self) -> bool:
        """Whether others stand beside any of it."""
        return bool(self.figures) or any(_is_compared(one) for one in self.promises)

    @property
    def named(self) -> list[ComparisonView]:
        """The first of its comparisons that can be said in a sentence."""
        return list(islice((one for one in self._compared() if one.summary.words), NAMED))

    def _compared(self) -> Iterator[ComparisonView]:
        yield from _comparisons(self.book, (*self.promises, *self.figures))

    def paged(self) -> list[Paged[Compared]]:
        """Return what is of this kind page by page."""
        entries: list[Compared] = [*self.promises, *self.figures]
        return paged(self.url, entries, COMPARED_ON_A_PAGE if self.is_compared else ON_A_PAGE)


@dataclass(frozen=True)
class KindPage:
    """One page of a kind."""

    kind: PromiseKind
    page: Paged[Compared]
    promises: Sequence[PromiseView]
    comparisons: Sequence[ComparisonView]


def kind_page(kind: PromiseKind, page: Paged[Compared]) -> KindPage:
    """Return one page of a kind: its promises as a table, then each of them that is compared."""
    promises = [promise_view(kind.book, one) for one in page.entries if isinstance(one, Standing)]
    return KindPage(kind, page, promises, list(_comparisons(kind.book, page.entries)))


def kinds(book: Book) -> list[PromiseKind]:
    """Return every kind of promise that there are some of, first those that have comparators."""
    held: dict[Activity, list[Standing]] = {activity: [] for activity in Activity}
    for standing in in_reading_order(book.all_standings):
        if standing.standard.activity and standing.in_force:
            held[standing.standard.activity].append(standing)
    found = [PromiseKind(book, one, word(book.speech, one), of) for one, of in held.items() if of]
    figures = [one for each in book.figures.values() for one in each if _is_compared(one)]
    if figures:
        name = book.speech.gettext("Also measured; no level is promised")
        found.append(PromiseKind(book, "figures", name, [], figures))
    return sorted(found, key=lambda kind: not kind.is_compared)


def _comparisons(book: Book, found: Iterable[Compared]) -> Iterator[ComparisonView]:
    return (view for one in found if (view := comparison_view(book, one)))


def _is_compared(one: Compared) -> bool:
    return one.standard.id in one.charter.benchmarks_of
