"""The pages of lists over all agencies, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from charters.model.file_names import AGENCY
from charters.publishing.book import Book
from charters.publishing.pages.page import Crumb, Page, Template, of_list
from charters.publishing.say.clause_words import say_message
from charters.publishing.views import order, overviews
from charters.publishing.views.due_board import DuePage, due_pages
from charters.publishing.views.ledger import (
    CHANGES_URL,
    RESULTS_URL,
    ChangesPage,
    CountsPage,
    LedgerPage,
    ResultsPage,
    agency_pages,
    announced_pages,
    changes_pages,
    counts_pages,
    gaps_pages,
    results_page,
)
from charters.publishing.views.matrix import Matrix, matrices
from charters.publishing.views.places import agency_name, agency_url
from charters.publishing.views.promise_lists import (
    PROMISES_URL,
    PromiseLists,
    PromisesPage,
    promises_page,
)
from charters.publishing.views.services import (
    CUSTOMERS_URL,
    SERVICES_URL,
    ServiceLists,
    ServicesPage,
)
from charters.publishing.views.side_by_side import (
    COMPARE_URL,
    KindPage,
    PromiseKind,
    kind_page,
    kinds,
)
from charters.publishing.views.signposts import FEW, ChoicesPage, Signpost, choices, choices_pages
from charters.rules.framework import Framework

AGENCIES = Template[overviews.AgenciesPage]("agencies.html")
AGENCY_TABLE = Template[overviews.AgenciesPage]("agency_table.html")
CHOICES = Template[ChoicesPage]("choices.html")
SERVICES = Template[ServicesPage]("services.html")
PROMISES = Template[PromisesPage]("promises.html")
CHANGES = Template[ChangesPage]("changes.html")
LEDGER = Template[LedgerPage]("entries.html")
CHANGE_COUNTS = Template[CountsPage]("change_counts.html")
RESULTS = Template[ResultsPage]("results.html")
DUE = Template[DuePage]("due.html")
COMPLAINTS = Template[overviews.ComplaintsPage]("complaints.html")
COMPARE = Template[list[PromiseKind]]("compare.html")
COMPARE_KIND = Template[KindPage]("compare_kind.html")
ORDER_AGENCY = Template[order.OrderFoot]("order_agency.html")
ORDER = Template[Matrix]("order.html")


def agencies_pages(book: Book) -> Iterator[Page]:
    """Yield the pages of all agencies, and of how many of their promises were kept."""
    _ = book.speech.gettext
    lede = _("Every agency here: its services, and how many of its promises were kept.")
    for page in overviews.agencies_paged(
        book, overviews.AGENCIES_URL, overviews.AGENCIES_ON_A_PAGE
    ):
        shows = AGENCIES.of(partial(overviews.agencies_page, book, page))
        first = Page(page.url, shows, _("All agencies"), lede, is_in_menu=True)
        yield of_list(book, page, first)
    title, above = _("Promises kept and missed, by agency"), (_all_promises(book),)
    for page in overviews.agencies_paged(book, overviews.TABLE_URL, overviews.ROWS_ON_A_PAGE):
        shows = AGENCY_TABLE.of(partial(overviews.agencies_page, book, page))
        yield of_list(book, page, Page(page.url, shows, title, crumbs=above))


def changed_pages(book: Book) -> Iterator[Page]:
    """Yield the pages of what changed, of all and of each agency, and of new results."""
    _, above = book.speech.gettext, (Crumb(book.speech.gettext("What changed"), CHANGES_URL),)
    for view in changes_pages(book):
        lede, page = view.summary.answer if view.summary else "", view.ledger.page
        title, shows = _("What changed"), CHANGES.showing(view)
        yield of_list(book, page, Page(page.url, shows, title, lede, is_in_menu=True))
    lede = _(
        "Here the documents used have a gap before or after a level. That is no change of a promise: what was promised in between is not known."
    )
    yield from _ledger_pages(book, gaps_pages(book), lede)
    yield from _ledger_pages(book, announced_pages(book))
    for charter in book.register.charters.values():
        yield from _ledger_pages(book, agency_pages(book, charter))
    for counts in counts_pages(book):
        title, shows = _("How often promises changed"), CHANGE_COUNTS.showing(counts)
        yield of_list(book, counts.page, Page(counts.page.url, shows, title, crumbs=above))
    lede = _(
        "Results as they were published, the newest first; of one day, one of each agency in turn."
    )
    shows = RESULTS.of(partial(results_page, book))
    yield Page(RESULTS_URL, shows, _("New results"), lede, crumbs=above)


def _ledger_pages(book: Book, pages: Sequence[LedgerPage], lede: str = "") -> Iterator[Page]:
    above = (Crumb(book.speech.gettext("What changed"), CHANGES_URL),)
    for view in pages:
        first = Page(view.page.url, LEDGER.showing(view), view.title.words, lede, crumbs=above)
        yield of_list(book, view.page, first)


def compare_pages(book: Book) -> Iterator[Page]:
    """Yield the pages of promises of one kind, side by side."""
    title, found = book.speech.gettext("Side by side"), kinds(book)
    lede = book.speech.gettext(
        "Promises of one kind, agency by agency, and the levels of others they compare themselves with."
    )
    # One agency stands beside no other, unless its own promises are compared with others.
    agencies = {standing.charter.id for kind in found for standing in kind.promises}
    has_others = len(agencies) > 1 or any(kind.is_compared for kind in found)
    yield Page(COMPARE_URL, COMPARE.showing(found), title, lede, is_in_menu=has_others)
    for kind in found:
        named, crumbs = book.speech.headed(title, kind.name), (Crumb(title, COMPARE_URL),)
        for page in kind.paged():
            shows = COMPARE_KIND.of(partial(kind_page, kind, page))
            first = Page(page.url, shows, named, kind.answer, crumbs=crumbs)
            yield of_list(book, page, first)


def order_pages(book: Book, frame: Framework) -> Iterator[Page]:
    """Yield the pages of what a framework asks, and of every check of each agency."""
    _ = book.speech.gettext
    called, name = (say_message(book.speech, said) for said in (frame.called, frame.name))
    title = _("What {order} asks").format(order=called)
    lede = _(
        "{order}, item by item: what each agency shows, and what is missing. There is no score and no ranking."
    )
    for view in matrices(book):
        shows, said = ORDER.showing(view), lede.format(order=name)
        first = Page(view.page.url, shows, title, said, is_in_menu=True)
        yield of_list(book, view.page, first)
    for charter in book.register.charters.values():
        agency = agency_name(book.speech, charter).words
        yield Page(
            url=order.order_url(charter),
            shows=ORDER_AGENCY.of(partial(order.order_foot, book, charter)),
            title=_("{agency}: what {order} asks").format(agency=agency, order=called),
            lede=_("Every check, what a program sees, where the evidence stands, and what to add."),
            crumbs=(Crumb(title, "order/"),),
            complaint_url=f"{agency_url(charter)}#complain",
            edit=charter.place(AGENCY).path,
        )


def services_pages(book: Book, lists: ServiceLists, signs: Sequence[Signpost]) -> Iterator[Page]:
    """Yield the pages of all services, and of those of each kind."""
    _ = book.speech.gettext
    lede = _("Every service here by its name, and whose it is.")
    above = (Crumb(lists.every.title.words, SERVICES_URL),)
    for one in lists:
        for page in one.paged():
            shown = ServicesPage(one.title, page, signs, one not in lists.agencies)
            titled = one.titled or one.title
            first = Page(
                page.url,
                SERVICES.showing(shown),
                titled.words,
                titled_in=titled.language,
                crumbs=above,
            )
            if one is lists.every:
                first = replace(first, lede=lede, crumbs=())
            yield of_list(book, page, first)
    title, offered = _("Services by whom they are for"), choices(book.speech, lists.groups)
    for view in choices_pages(CUSTOMERS_URL, title, offered) if len(offered) > FEW else ():
        first = Page(view.page.url, CHOICES.showing(view), title, crumbs=above)
        yield of_list(book, view.page, first)


def promises_pages(book: Book, lists: PromiseLists, signs: Sequence[Signpost]) -> Iterator[Page]:
    """Yield the pages of all promises, and of those of each kind."""
    above = (_all_promises(book),)
    for one in lists:
        for page in one.paged():
            shows = PROMISES.of(partial(promises_page, one, page, signs))
            first = Page(page.url, shows, one.title.words, one.headline.answer, crumbs=above)
            if one is lists.every:
                first = replace(first, crumbs=(), is_in_menu=True)
            yield of_list(book, page, first)


def _all_promises(book: Book) -> Crumb:
    return Crumb(book.speech.gettext("All promises"), PROMISES_URL)


def what_is_due(book: Book) -> Iterator[Page]:
    """Yield the pages of what is due."""
    _ = book.speech.gettext
    lede = _(
        "For agencies: results to be published, actions promised after a miss, reviews and surveys, each with its last day."
    )
    for due in due_pages(book):
        shown = Page(due.page.url, DUE.showing(due), _("What is due"), lede)
        yield of_list(book, due.page, shown)


def complaints_pages(book: Book) -> Iterator[Page]:
    """Yield the pages of how to complain."""
    _ = book.speech.gettext
    lede = _(
        "What is recorded here of each agency: whom to tell, what happens then, and who outside can look at it."
    )
    for page in overviews.complaints_paged(book):
        shows = COMPLAINTS.of(partial(overviews.complaints_page, book, page))
        shown = Page(page.url, shows, _("How to complain"), lede, is_in_menu=True)
        yield of_list(book, page, shown)
