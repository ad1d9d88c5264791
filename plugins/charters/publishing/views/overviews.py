"""The pages over all agencies: home, agencies, promises, complaints, comparisons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from charters.judging.standings import Standing
from charters.model.register import Charter
from charters.model.standards import Activity
from charters.publishing.book import Book, in_reading_order, once
from charters.publishing.say.choice_words import word
from charters.publishing.say.speech import Said
from charters.publishing.views.change_entry import ChangeView
from charters.publishing.views.comparisons import ComparisonView, comparison_view
from charters.publishing.views.complaint_block import ComplaintView, complaint_view
from charters.publishing.views.counts import HeadlineView, headline_view
from charters.publishing.views.figure_tables import figure_comparisons
from charters.publishing.views.ledger import all_changes
from charters.publishing.views.narrowing import Narrowing, narrowing
from charters.publishing.views.plan import is_missed
from charters.publishing.views.promise_cards import (
    Link,
    PromiseView,
    agency_url,
    promise_view,
    service_url,
)

PROMISES_ON_A_PAGE = 60
"""So many weigh less than 60 kB of HTML."""
SERVICES_ON_A_CARD = 8
LATELY = 6


@dataclass(frozen=True, slots=True)
class AgencyCard:
    """An agency in a list: its services, and the state of its promises."""

    name: Said
    short_name: Said | None
    url: str
    serves: Said
    services: list[Link]
    more: str
    """How many services are not listed; '' when all are."""
    headline: HeadlineView


@dataclass(frozen=True, slots=True)
class Home:
    """The home page."""

    headline: HeadlineView
    places: Mapping[str, str]
    """Where in the list of all promises each of the four counts begins."""
    missed: list[PromiseView]
    agencies: list[AgencyCard]
    lately: Sequence[ChangeView]


@dataclass(frozen=True, slots=True)
class PromisesPage:
    """One page of the list of all promises."""

    headline: HeadlineView
    places: Mapping[str, str]
    narrowing: Narrowing
    """By what the promises of this page can be narrowed."""
    promises: list[PromiseView]
    number: int
    pages: list[str]
    """Addresses of all pages of the list."""
    first: int
    last: int
    total: int


@dataclass(frozen=True, slots=True)
class ActivityBlock:
    """One kind of promise across agencies, on a page of its own."""

    id: str
    name: str
    answer: str
    """How many promises of the kind there are, and how many were kept; '' for figures."""
    promises: list[PromiseView]
    comparisons: list[ComparisonView]
    measures_differ: bool

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"compare/{self.id}/"


@once
def agency_card(book: Book, charter: Charter) -> AgencyCard:
    """Return an agency as lists show it."""
    speech, services = book.speech, charter.services
    left = len(services) - SERVICES_ON_A_CARD
    return AgencyCard(
        name=speech.say(charter.agency.name),
        short_name=speech.said(charter.agency.short_name),
        url=agency_url(charter),
        serves=speech.say(charter.agency.serves),
        services=[
            Link(speech.say(service.name), service_url(charter, service.id))
            for service in services[:SERVICES_ON_A_CARD]
        ],
        more=speech.ngettext("and {count} more service", "and {count} more services", left).format(
            count=speech.number(left)
        )
        if left > 0
        else "",
        headline=headline_view(speech, book.standings[charter.id]),
    )


def home(book: Book) -> Home:
    """Return the home page."""
    missed = [standing for standing in book.all_standings if is_missed(standing)]
    newest = sorted(
        missed,
        key=lambda s: s.latest.result.period.end if s.latest else date.min,
        reverse=True,
    )
    return Home(
        headline=headline_view(book.speech, book.all_standings),
        places=places_of(in_reading_order(book.all_standings)),
        missed=[promise_view(book, standing) for standing in newest[:LATELY]],
        agencies=agency_cards(book),
        lately=all_changes(
            book, most_changes=LATELY // 2, most_results=LATELY // 2, newest_only=True
        ).shown,
    )


def agency_cards(book: Book) -> list[AgencyCard]:
    """Return all agencies, by name."""
    cards = (agency_card(book, charter) for charter in book.register.charters.values())
    return sorted(cards, key=lambda card: card.name.words.casefold())


def promises_pages(book: Book) -> list[PromisesPage]:
    """Return the list of all promises, missed first, page by page."""
    standings = in_reading_order(book.all_standings)
    head, places = headline_view(book.speech, standings), places_of(standings)
    chunks = [
        standings[start : start + PROMISES_ON_A_PAGE]
        for start in range(0, max(1, len(standings)), PROMISES_ON_A_PAGE)
    ]
    urls = [promises_url(number) for number in range(1, len(chunks) + 1)]
    return [
        PromisesPage(
            headline=head,
            places=places,
            narrowing=narrowing(
                book, {one.charter.id: one.charter for one in chunk}.values(), chunk
            ),
            promises=[promise_view(book, standing) for standing in chunk],
            number=number,
            pages=urls,
            first=(number - 1) * PROMISES_ON_A_PAGE + 1,
            last=(number - 1) * PROMISES_ON_A_PAGE + len(chunk),
            total=len(standings),
        )
        for number, chunk in enumerate(chunks, 1)
    ]


def places_of(standings: Sequence[Standing]) -> dict[str, str]:
    """Return the address at which each kind of verdict begins in the list of all promises."""
    places: dict[str, str] = {}
    for n, standing in enumerate(standings):
        kind = standing.verdict.bucket.value
        places.setdefault(kind, f"{promises_url(n // PROMISES_ON_A_PAGE + 1)}#{kind}")
    return places


def promises_url(number: int) -> str:
    """Return the address of one page of the list of all promises."""
    return "promises/" if number == 1 else f"promises/{number}/"


def all_complaints(book: Book) -> list[ComplaintView]:
    """Return how to complain to every agency, by name."""
    views = (complaint_view(book, charter) for charter in book.register.charters.values())
    return sorted(views, key=lambda view: view.agency.words.casefold())


def activity_blocks(book: Book) -> list[ActivityBlock]:
    """Return every kind of promise with all agencies side by side, first those that have comparators."""
    blocks = []
    for activity in Activity:
        standings = [
            s for s in book.all_standings if s.standard.activity is activity and s.in_force
        ]
        if standings:
            blocks.append(_block(book, activity, standings))
    return sorted([*blocks, *_figures_block(book)], key=lambda block: not block.comparisons)


def _figures_block(book: Book) -> list[ActivityBlock]:
    """Return the figures that others are set beside; no promise stands among them."""
    charters = book.register.charters.values()
    views = [view for charter in charters for view in figure_comparisons(book, charter)]
    name = book.speech.gettext("Also measured; no level is promised")
    return [ActivityBlock("figures", name, "", [], views, measures_differ=False)] if views else []


def _block(book: Book, activity: Activity, found: Sequence[Standing]) -> ActivityBlock:
    views = (comparison_view(book, standing) for standing in found)
    shapes = {(s.standard.measure.shape, str(s.standard.measure.unit or "")) for s in found}
    return ActivityBlock(
        id=activity.value,
        name=word(book.speech, activity),
        answer=headline_view(book.speech, found).answer,
        promises=[promise_view(book, standing) for standing in in_reading_order(found)],
        comparisons=[view for view in views if view is not None],
        measures_differ=len(shapes) > 1,
    )
