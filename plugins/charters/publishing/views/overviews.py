"""The pages over all agencies: home, agencies as cards and as a table, complaints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from charters.judging.standings import Standing
from charters.model.duty import PlanPart
from charters.model.register import Charter
from charters.publishing.book import Book, once
from charters.publishing.say.alphabet import alphabetical
from charters.publishing.say.speech import Said
from charters.publishing.views.change_entry import ChangeView
from charters.publishing.views.cited import Link
from charters.publishing.views.complaint_block import ComplaintView, complaint_view
from charters.publishing.views.counts import HeadlineView, headline_view
from charters.publishing.views.facts import asked_of
from charters.publishing.views.ledger_entries import all_changes, fairly
from charters.publishing.views.paging import Paged, paged
from charters.publishing.views.places import agency_url, service_url
from charters.publishing.views.plan import is_missed
from charters.publishing.views.promise_cards import PromiseView, promise_view
from charters.publishing.views.promise_lists import PromiseLists, all_promises, promises_of
from charters.publishing.views.services import (
    CUSTOMERS_URL,
    SERVICES_ON_A_CARD,
    ServiceLists,
    services_of,
)
from charters.publishing.views.signposts import FEW, Choice, Signpost, choices

AGENCIES_AT_HOME = 30
"""So many stand in the table of the first page; of more it has the names."""
NAMES_AT_HOME = 100
AGENCIES_ON_A_PAGE, ROWS_ON_A_PAGE, COMPLAINTS_ON_A_PAGE = 30, 60, 12
"""So that a page stays under 60 kB."""
AGENCIES_URL, TABLE_URL, COMPLAINTS_URL = "agencies/", "promises/agencies/", "complaints/"
LATELY = 6


@dataclass(frozen=True, slots=True)
class AgencyCard:
    """An agency in a list: its services, and the state of its promises."""

    name: Said
    short_name: Said | None
    url: str
    serves: Said
    promises_url: str
    """Where all its promises stand in one list."""
    services: list[Link]
    more: Link | None
    """How many services are not listed, and where all are; None where these are all."""
    headline: HeadlineView


@dataclass(frozen=True, slots=True)
class Home:
    """The home page."""

    headline: HeadlineView
    places: Mapping[str, str]
    """Where in the list of all promises each of the four counts begins."""
    missed: list[PromiseView]
    agencies: Sequence[AgencyCard]
    """Every agency with the state of its promises; none where they are many."""
    names: Sequence[Link]
    """Their names, where they are many, and not too many."""
    signposts: Sequence[Signpost]
    lately: Sequence[ChangeView]


@dataclass(frozen=True, slots=True)
class AgenciesPage:
    """One page of all agencies, as cards or in a table."""

    agencies: Sequence[AgencyCard]
    page: Paged[Charter]


@dataclass(frozen=True, slots=True)
class ComplaintsPage:
    """One page of how to complain to every agency."""

    complaints: Sequence[ComplaintView]
    untold: Sequence[Link]
    """The agencies of which no way to complain is recorded."""
    asks: str
    """What is asked for of them."""
    page: Paged[Charter]


@once
def agency_card(book: Book, charter: Charter) -> AgencyCard:
    """Return an agency as lists show it."""
    speech, services = book.speech, charter.services
    left = len(services) - SERVICES_ON_A_CARD
    more = speech.if_any("and {count} more service", "and {count} more services", left)
    return AgencyCard(
        name=speech.say(charter.agency.name),
        short_name=speech.said(charter.agency.short_name),
        url=agency_url(charter),
        promises_url=promises_of(charter) if book.standings[charter.id] else "",
        serves=speech.say(charter.agency.serves),
        services=[
            Link(speech.say(service.name), service_url(charter, service.id))
            for service in services[:SERVICES_ON_A_CARD]
        ],
        more=Link(Said(more), services_of(charter)) if more else None,
        headline=headline_view(speech, book.standings[charter.id]),
    )


def home(book: Book, signposts: Sequence[Signpost] = ()) -> Home:
    """Return the home page."""
    every = all_promises(book)
    missed = (standing for standing in every.standings if is_missed(standing))
    newest = fairly(missed, lambda one: (_ended(one), one.charter.id))[:LATELY]
    charters = by_name(book)
    return Home(
        headline=every.headline,
        places=every.places,
        missed=[promise_view(book, standing) for standing in newest],
        agencies=[agency_card(book, one) for one in charters]
        if len(charters) <= AGENCIES_AT_HOME
        else [],
        names=[_link(book, one) for one in charters]
        if AGENCIES_AT_HOME < len(charters) <= NAMES_AT_HOME
        else [],
        signposts=signposts,
        lately=all_changes(
            book, most_changes=LATELY // 2, most_results=LATELY // 2, newest_only=True
        ).shown,
    )


def _ended(standing: Standing) -> date:
    return standing.latest.result.period.end if standing.latest else date.min


def by_name(book: Book) -> list[Charter]:
    """Return all agencies, by name."""
    return sorted(book.register.charters.values(), key=lambda one: alphabetical(_name(book, one)))


def _name(book: Book, charter: Charter) -> str:
    return book.speech.say(charter.agency.name).words


def agencies_paged(book: Book, url: str, most: int) -> list[Paged[Charter]]:
    """Return all agencies by name, page by page."""
    return paged(url, by_name(book), most, named=partial(_name, book))


def agencies_page(book: Book, page: Paged[Charter]) -> AgenciesPage:
    """Return one page of all agencies."""
    return AgenciesPage([agency_card(book, charter) for charter in page.entries], page)


def complaints_page(book: Book, page: Paged[Charter]) -> ComplaintsPage:
    """Return one page of how to complain to every agency."""
    told = [complaint_view(book, one) for one in page.entries if _is_told(one)]
    untold = [_link(book, one) for one in page.entries if not _is_told(one)]
    return ComplaintsPage(told, untold, asked_of(book, PlanPart.COMPLAINTS), page)


def complaints_paged(book: Book) -> list[Paged[Charter]]:
    """Return all agencies, page by page: names take less room than ways to complain."""
    told = any(_is_told(one) for one in book.register.charters.values())
    return agencies_paged(book, COMPLAINTS_URL, COMPLAINTS_ON_A_PAGE if told else ROWS_ON_A_PAGE)


def _is_told(charter: Charter) -> bool:
    return bool(charter.agency.complaints or charter.complaint_channels)


def _link(book: Book, charter: Charter) -> Link:
    return Link(book.speech.say(charter.agency.name), agency_url(charter))


def signposts(book: Book, services: ServiceLists, promises: PromiseLists) -> list[Signpost]:
    """Return by what services and promises can be found; what leaves no choice is left out."""
    speech, many = book.speech, book.speech.number(len(book.register.charters))
    _ = speech.gettext
    table = Choice(
        Said(_("All agencies, and how many of their promises are kept")), TABLE_URL, many
    )
    groups = choices(speech, services.groups)
    every = Choice(Said(_("All groups of customers")), CUSTOMERS_URL, speech.number(len(groups)))
    return [
        one
        for one in (
            Signpost(_("By name"), choices(speech, [services.every])),
            Signpost(_("By agency"), [Choice(Said(_("All agencies")), AGENCIES_URL, many), table]),
            Signpost(_("For whom"), groups if len(groups) <= FEW else [every]),
            Signpost(_("How to get it"), choices(speech, services.channels)),
            Signpost(_("What is promised"), choices(speech, promises.types)),
            Signpost(_("What a promise holds for"), choices(speech, promises.channels)),
        )
        if one.choices
    ]
