"""All promises, and those of one agency, about one thing or for one means: tables, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from charters.judging.standings import Standing
from charters.model.channels import ChannelKind
from charters.model.offered import StandardType
from charters.model.register import Charter
from charters.publishing.book import Book, in_reading_order
from charters.publishing.say.choice_words import word
from charters.publishing.say.speech import Said, capitalized
from charters.publishing.views.counts import HeadlineView, headline_view
from charters.publishing.views.facts import put
from charters.publishing.views.narrowing import MOST_AGENCIES, Narrowing, narrowing
from charters.publishing.views.paging import Paged, page_url, paged
from charters.publishing.views.promise_cards import PromiseView, promise_view
from charters.publishing.views.signposts import Signpost

PROMISES_URL = "promises/"
ON_A_PAGE = 60
"""So many weigh less than 80 kB of HTML."""

Key = TypeVar("Key", bound=StrEnum)


@dataclass(frozen=True)
class PromiseList:
    """Promises that have something in common, missed first."""

    book: Book
    url: str
    title: Said
    choice: Said
    """What it is called among others of its kind."""
    standings: Sequence[Standing]
    asks: Mapping[str, str] | None = None
    """What the search is asked so that it finds no other promises; None where it cannot tell them apart."""

    @property
    def count(self) -> int:
        """How many promises are counted in it: those in force."""
        return sum(one.in_force for one in self.standings)

    @property
    def is_of_one(self) -> bool:
        """Whether its promises are all of one agency, whose name need not stand beside each."""
        return len({one.charter.id for one in self.standings}) == 1

    def paged(self) -> list[Paged[Standing]]:
        """Return the list page by page."""
        return paged(self.url, self.standings, ON_A_PAGE)

    @cached_property
    def headline(self) -> HeadlineView:
        """The state of its promises in counts."""
        return headline_view(self.book.speech, self.standings)

    @cached_property
    def narrowing(self) -> Narrowing:
        """By what its promises can be narrowed."""
        charters = {one.charter.id: one.charter for one in self.standings}
        return narrowing(self.book, charters.values(), self.standings)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The address at which each kind of verdict begins in it."""
        places: dict[str, str] = {}
        for n, standing in enumerate(self.standings):
            kind = standing.verdict.bucket.value
            places.setdefault(kind, f"{page_url(self.url, n // ON_A_PAGE + 1)}#{kind}")
        return places


@dataclass(frozen=True, slots=True)
class PromisesPage:
    """One page of a list of promises."""

    list: PromiseList
    page: Paged[Standing]
    span: str
    """Which of the promises of its list it shows, in words."""
    promises: Sequence[PromiseView]
    signposts: Sequence[Signpost]
    """By what else promises and services can be found."""


@dataclass(frozen=True)
class PromiseLists:
    """The lists of all promises of a site."""

    every: PromiseList
    types: Sequence[PromiseList]
    channels: Sequence[PromiseList]
    agencies: Sequence[PromiseList]

    def __iter__(self) -> Iterator[PromiseList]:
        yield from (self.every, *self.types, *self.channels, *self.agencies)


def promises_of(charter: Charter) -> str:
    """Return the address of the list of an agency's promises."""
    return f"promises/of/{charter.id}/"


def promise_lists(book: Book) -> PromiseLists:
    """Return the lists that all promises of a site are found in."""
    every = all_promises(book)
    return PromiseLists(
        every,
        types=list(_by_type(book, every.standings)),
        channels=list(_by_channel(book, every.standings)),
        agencies=list(_by_agency(book)),
    )


def all_promises(book: Book) -> PromiseList:
    """Return the list of all promises of a site."""
    title, found = Said(book.speech.gettext("All promises")), in_reading_order(book.all_standings)
    return PromiseList(book, PROMISES_URL, title, title, found, asks={})


def promises_page(
    of: PromiseList, page: Paged[Standing], signposts: Sequence[Signpost]
) -> PromisesPage:
    """Return one page of a list."""
    speech = of.book.speech
    words = speech.gettext("Promises {first} to {last} of {total}, missed ones first.")
    ends = {"first": page.first, "last": page.last, "total": page.total}
    span = words.format(**{name: speech.number(one) for name, one in ends.items()})
    span = span if page.total else ""
    shown = [promise_view(of.book, one) for one in page.entries]
    return PromisesPage(of, page, span, shown, signposts)


def _by_type(book: Book, found: Sequence[Standing]) -> Iterator[PromiseList]:
    form = book.speech.gettext("Promises about: {kind}")
    for kind, standings in _grouped(StandardType, found, lambda one: one.standard.type):
        said = word(book.speech, kind)
        url, title = f"promises/about/{kind}/", put(book.speech, form, kind=said)
        choice = Said(capitalized(said))
        yield PromiseList(book, url, title, choice, standings, asks={"type": kind.value})


def _by_channel(book: Book, found: Sequence[Standing]) -> Iterator[PromiseList]:
    form = book.speech.gettext("Promises that hold for: {channel}")
    for kind, standings in _grouped(ChannelKind, found, _means):
        said = Said(word(book.speech, kind))
        url, title = f"promises/by/{kind}/", put(book.speech, form, channel=said)
        yield PromiseList(book, url, title, said, standings)


def _means(standing: Standing) -> ChannelKind | None:
    channel = standing.charter.channel_by_id.get(standing.standard.channel or "")
    return channel.kind if channel else None


def _grouped(
    kinds: Iterable[Key], found: Iterable[Standing], kind_of: Callable[[Standing], Key | None]
) -> Iterator[tuple[Key, Sequence[Standing]]]:
    """Yield the promises of each kind that there are some of."""
    held: dict[Key | None, list[Standing]] = {}
    for standing in found:
        held.setdefault(kind_of(standing), []).append(standing)
    yield from ((kind, held[kind]) for kind in kinds if kind in held)


def _asked_of(charter: Charter, many: int) -> Mapping[str, str] | None:
    """Return what the search is asked to find one agency's promises alone: of one it is asked nothing, of too many it has no list."""
    if many > MOST_AGENCIES:
        return None
    return {"agency": charter.id} if many > 1 else {}


def _by_agency(book: Book) -> Iterator[PromiseList]:
    form, charters = book.speech.gettext("Promises of {agency}"), book.register.charters
    for charter in charters.values():
        if standings := book.standings[charter.id]:
            name = book.speech.say(charter.agency.name)
            title = put(book.speech, form, agency=name)
            yield PromiseList(
                book,
                promises_of(charter),
                title,
                name,
                in_reading_order(standings),
                asks=_asked_of(charter, len(charters)),
            )
