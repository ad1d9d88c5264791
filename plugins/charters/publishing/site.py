"""The whole site as a list of pages and downloads, ready for any program that fills templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Generic, TypeVar

from charters.judging.standings import Standing
from charters.model.register import Charter
from charters.model.text import Text
from charters.publishing.book import Book
from charters.publishing.counterparts import site_words
from charters.publishing.data import rule_book
from charters.publishing.data.calendars import due_calendars
from charters.publishing.data.data_files import open_data
from charters.publishing.data.data_page import DataPage, data_page
from charters.publishing.data.exports import datasets
from charters.publishing.data.feeds import Addresses, feeds
from charters.publishing.data.page_meaning import (
    Node,
    dataset,
    government_service,
    meaning,
    organization,
)
from charters.publishing.data.things import Things
from charters.publishing.say.clause_words import say_message
from charters.publishing.sheets import Sheet, sheets_of
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
from charters.publishing.views.method import Method, method
from charters.publishing.views.moved import MovedPage, moved_pages
from charters.publishing.views.paging import Entry, Paged
from charters.publishing.views.plan import Plan, plan_of
from charters.publishing.views.promise_cards import agency_name, agency_url, place_url, service_url
from charters.publishing.views.promise_lists import ALL as ALL_PROMISES
from charters.publishing.views.promise_lists import (
    PromiseLists,
    PromisesPage,
    promise_lists,
    promises_page,
)
from charters.publishing.views.service import ServicePage, service_pages
from charters.publishing.views.services import ALL as ALL_SERVICES
from charters.publishing.views.services import CUSTOMERS, ServiceLists, ServicesPage, service_lists
from charters.publishing.views.side_by_side import URL as COMPARE_URL
from charters.publishing.views.side_by_side import Kind, KindPage, kind_page, kinds
from charters.publishing.views.signposts import FEW, ChoicesPage, Signpost, choices, choices_pages
from charters.publishing.views.statement import Accessibility, accessibility
from charters.publishing.views.whole_promise import (
    HistoryPage,
    history_page,
    history_pages,
    is_long,
    newest_of_service,
    promise_page,
)
from charters.rules.framework import Framework

View = TypeVar("View")
Content = str | bytes
"""What a download holds."""


@dataclass(frozen=True)
class Filled:
    """A template with what it shows."""

    template: str
    make: Callable[[], object]
    """Makes what it shows, when the page is written: nobody holds the views of a whole government."""


@dataclass(frozen=True)
class Template(Generic[View]):
    """A template that is filled with one type of view and nothing else."""

    name: str

    def of(self, make: Callable[[], View]) -> Filled:
        """Return the template with what makes its view."""
        return Filled(self.name, make)

    def showing(self, view: View) -> Filled:
        """Return the template with a view that is there already."""
        return Filled(self.name, lambda: view)


HOME_PAGE = Template[overviews.Home]("home.html")
AGENCIES = Template[overviews.AgenciesPage]("agencies.html")
AGENCY_TABLE = Template[overviews.AgenciesPage]("agency_table.html")
CHOICES = Template[ChoicesPage]("choices.html")
AGENCY = Template[Plan]("agency.html")
SERVICE = Template[ServicePage]("service.html")
SERVICES = Template[ServicesPage]("services.html")
PROMISE_HISTORY = Template[HistoryPage]("all_results.html")
PROMISES = Template[PromisesPage]("promises.html")
CHANGES = Template[ChangesPage]("changes.html")
LEDGER = Template[LedgerPage]("entries.html")
CHANGE_COUNTS = Template[CountsPage]("change_counts.html")
RESULTS = Template[ResultsPage]("results.html")
DUE = Template[DuePage]("due.html")
COMPLAINTS = Template[overviews.ComplaintsPage]("complaints.html")
COMPARE = Template[list[Kind]]("compare.html")
COMPARE_KIND = Template[KindPage]("compare_kind.html")
ORDER = Template[Matrix]("order.html")
ORDER_AGENCY = Template[order.OrderFoot]("order_agency.html")
METHOD = Template[Method]("method.html")
RULES = Template[list[rule_book.RuleGroup]]("rules.html")
ACCESSIBILITY = Template[Accessibility]("accessibility.html")
MOVED = Template[MovedPage]("moved.html")
DATA = Template[DataPage]("data.html")


def edit_url(root: str, path: str) -> str:
    """Return the address to edit a file at; a folder can only be looked into."""
    return f"{root.replace('/edit/', '/tree/')}{path}" if path.endswith("/") else f"{root}{path}"


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to a page."""

    title: str
    url: str


@dataclass(frozen=True)
class Page:
    """One page: where it goes, which template shows it, and what it shows."""

    url: str
    shows: Filled
    title: str
    lede: str = ""
    """What the page is, in a sentence below its title."""
    description: str = ""
    crumbs: tuple[Crumb, ...] = ()
    complaint_url: str = "complaints/"
    edit: str = ""
    """The editor's file behind the page, from the site's folder; ends in `/` for a whole folder."""
    summary: str = ""
    """What the search finds the page by."""
    is_in_menu: bool = False
    """Whether a site that names no menu of its own has it there."""
    language: str = ""
    leads_to: str = ""
    """The address of the page that took its place; no search and no map of the site names this one."""
    tells: Callable[[Things], Node] | None = None
    """Makes what it tells programs of the thing it is about, from the names of things seen from here."""
    linked: Callable[[], Node | None] = lambda: None
    """Makes all that it tells programs, when it is written."""

    @property
    def about(self) -> str:
        """What stands beside a link to it elsewhere; '' where the site's own words do."""
        return self.description or ". ".join(filter(None, (self.title, self.lede)))

    @property
    def is_home(self) -> bool:
        """Whether this is the first page."""
        return self.shows.template == HOME_PAGE.name

    @property
    def source(self) -> str:
        """The Markdown file this page would have been: agencies/ssa/phone.md."""
        if self.is_home:
            return f"{self.url}index.md"
        name = self.url.strip("/")
        # An `index` is the page of its folder; a service with this id has a folder of its own.
        return f"{name}/index.md" if name.endswith("/index") else f"{name}.md"


@dataclass(frozen=True)
class Site:
    """Pages by source name, sheets, and downloads by path."""

    pages: dict[str, Page] = field(default_factory=dict)
    downloads: dict[str, Content] = field(default_factory=dict)
    sheets: Sequence[Sheet] = ()

    def joined(self, other: Site) -> Site:
        """Return two sites as one."""
        sheets = (*self.sheets, *other.sheets)
        return Site(self.pages | other.pages, self.downloads | other.downloads, sheets)

    @property
    def files(self) -> frozenset[str]:
        """The files of pages and sheets, from the folder of the finished site."""
        urls = [*(page.url for page in self.pages.values()), *(one.url for one in self.sheets)]
        return frozenset(f"{url}index.html" for url in urls)


def site_of(book: Book, *, site_url: str = "", title: str = "") -> Site:
    """Return every page and every download of a site; feeds need its own address and name."""
    settings, tables = book.register.settings, datasets(book)
    published = open_data(book, tables, site_url and f"{site_url}{book.below}", title)
    found = Site(downloads={f"{book.below}{one.path}": one.content for one in published.files})
    for language, one in book.in_languages.items():
        named = {"site_name": title, "site_description": ""}
        called = site_words(settings, language, named)["site_name"]
        data = data_page(one.speech, tables, published)
        found = found.joined(_in_language(one, data, site_url, called))
    return found


def _in_language(book: Book, data: DataPage, site_url: str, title: str) -> Site:
    """Return the pages and downloads of a site in one language; the data are there once for all."""
    below, folder = book.below, f"{book.register.settings.data_dir}/"
    address = site_url and f"{site_url}{below}"
    pages: dict[str, Page] = {}
    for page in _pages(book, data):
        placed = replace(
            page,
            url=f"{below}{page.url}",
            edit=page.edit or folder,
            leads_to=page.leads_to and f"{below}{page.leads_to}",
            language=book.speech.language,
            linked=partial(_linked, book, page, site_url),
        )
        # No old address takes the place of a page of today.
        pages.setdefault(placed.source, placed)
    downloads: dict[str, Content] = {
        **feeds(book, address, title),
        **due_calendars(book, address, title),
    }
    sheets = [
        replace(one, url=f"{below}{one.url}", language=book.speech.language)
        for one in sheets_of(book, address, title)
    ]
    return Site(pages, {f"{below}{name}": text for name, text in downloads.items()}, sheets)


def _linked(book: Book, page: Page, site_url: str) -> Node | None:
    """Return what a page tells programs; None of one that only leads on."""
    if page.leads_to:
        return None
    settings = book.register.settings
    home = settings.folder_of(book.speech.language)
    # Without an address of the site, all is told from the page.
    top = site_url or "../" * f"{book.below}{page.url}".count("/") or "./"
    places = Addresses(f"{top}{book.below}", "", "")
    # As on the page itself, which names no step but those above it: one alone is no way.
    steps = page.crumbs or (Crumb(page.title, page.url),)
    way = [(book.speech.gettext("Home"), f"{top}{home}")]
    way += [(one.title, places.to(one.url)) for one in steps]
    things = Things(Addresses(f"{top}{settings.path}", "", ""), places, settings.language)
    told = [page.tells(things)] if page.tells else []
    return meaning(book.speech, [] if page.is_home else way, told)


def _pages(book: Book, data: DataPage) -> Iterator[Page]:
    _, settings = book.speech.gettext, book.register.settings
    services, promises = service_lists(book), promise_lists(book)
    signs, home = overviews.signposts(book, services, promises), _home_file(book)
    yield Page("", HOME_PAGE.of(partial(overviews.home, book, signs)), "", edit=home)
    yield from _agencies_pages(book)
    for charter in book.register.charters.values():
        yield _plan_page(book, charter)
        yield from _service_pages(book, charter)
    yield from _services_pages(book, services, signs)
    yield from _promises_pages(book, promises, signs)
    yield from _changes_pages(book)
    lede = _(
        "For agencies: results to be published, actions promised after a miss, reviews and surveys, each with its last day."
    )
    for due in due_pages(book):
        shown = Page(due.page.url, DUE.showing(due), _("What is due"), lede)
        yield _of_list(book, due.page, shown)
    lede = _(
        "Every agency in one place: whom to tell, what happens then, and who outside can look at it."
    )
    most = overviews.COMPLAINTS_ON_A_PAGE
    for page in overviews.agencies_paged(book, overviews.COMPLAINTS, most):
        shows = COMPLAINTS.of(partial(overviews.complaints_page, book, page))
        shown = Page(page.url, shows, _("How to complain"), lede, is_in_menu=True)
        yield _of_list(book, page, shown)
    yield from _compare_pages(book)
    if book.audit.framework:
        yield from _order_pages(book, book.audit.framework)
    groups = partial(rule_book.rules_page, book.speech, book.audit.framework)
    file = settings.site_file
    lede = _(
        "Every rule that pages of this site and messages to editors cite, with the reason for it and what asks for it."
    )
    yield Page(rule_book.URL, RULES.of(groups), _("The rules, one by one"), lede, edit=file)
    judging = METHOD.of(partial(method, book))
    lede = _(
        "The same rules for every promise, worked out by a program from the published figures. No one can type a verdict."
    )
    yield Page("how-we-judge/", judging, _("How we judge"), lede, edit=file, is_in_menu=True)
    yield Page(
        "accessibility/",
        ACCESSIBILITY.of(partial(accessibility, book)),
        _("Accessibility"),
        _("What was checked of this site, by whom and when, and whom to tell of a problem."),
        edit=settings.site_file,
    )
    lede = _(
        "Everything on this site as open data. The pages and the files are made from the same figures."
    )
    yield Page(
        *("data/", DATA.showing(data), _("Data"), lede),
        is_in_menu=True,
        tells=partial(dataset, book.speech, data.entry),
    )
    for url, view in moved_pages(book).items():
        title = _("{name}: moved").format(name=view.name.words)
        yield Page(url, MOVED.showing(view), title, leads_to=view.url)


def _home_file(book: Book) -> str:
    """Return the file with the words of the home page: in its language, where they are there."""
    settings = book.register.settings
    first, language = f"{settings.words_dir}/index.md", book.speech.language
    written = {settings.told_apart(page.path): page.path for page in book.register.pages}
    return written.get((first, language), first)


def _plan_page(book: Book, charter: Charter) -> Page:
    speech, agency, written = book.speech, charter.agency, book.page_of(charter)
    name, serves = speech.say(agency.name).words, speech.say(agency.serves).words
    return Page(
        url=agency_url(charter),
        shows=AGENCY.of(partial(plan_of, book, charter)),
        title=_said(book, written.title if written else None, name),
        description=_said(book, written.description if written else None, serves),
        crumbs=(Crumb(speech.gettext("Agencies"), "agencies/"),),
        complaint_url=f"{agency_url(charter)}#complain",
        edit=written.path if written else charter.place("agency.yml").path,
        summary=f"{name}. {serves}",
        tells=partial(organization, book, charter),
    )


def _said(book: Book, text: Text | None, otherwise: str) -> str:
    said = book.speech.said(text)
    return said.words if said and not said.language else otherwise


def _service_pages(book: Book, charter: Charter) -> Iterator[Page]:
    say, agency = book.speech.say, agency_name(book.speech, charter)
    agencies = Crumb(book.speech.gettext("Agencies"), "agencies/")
    for service in charter.services:
        url, name = service_url(charter, service.id), say(service.name).words
        standings = book.of_service(charter, service.id)
        figures = book.figures_by_service.get((charter.id, service.id), ())
        promises = " ".join(say(one.standard.promise).words for one in standings)
        said = " ".join([promises, *(say(one.figure.name).words for one in figures)])
        first = Page(
            url=url,
            shows=SERVICE.of(partial(newest_of_service, book, charter, service)),
            title=f"{name}, {say(charter.agency.name).words}",
            description=say(service.summary).words,
            crumbs=(agencies, Crumb(agency.words, agency_url(charter))),
            complaint_url=f"{url}#complain",
            edit=charter.place("standards.yml").path,
            summary=f"{name}, {agency.words}. {say(service.summary).words} {said}",
            tells=partial(government_service, book, charter, service),
        )
        for page in service_pages(book, charter, service):
            shows = SERVICE.of(partial(newest_of_service, book, charter, service, page))
            yield _of_list(book, page, replace(first, url=page.url, shows=shows))
        for standing in standings:
            yield from _promise_pages(book, first, Crumb(name, url), standing)


def _promise_pages(book: Book, of: Page, service: Crumb, standing: Standing) -> Iterator[Page]:
    """Yield the page of a promise of a long list, and those that have every result of it."""
    charter, _ = standing.charter, book.speech.gettext
    sentence = book.speech.say(standing.standard.promise).words
    own = replace(
        of,
        url=place_url(charter, standing.standard).partition("#")[0],
        shows=SERVICE.of(partial(promise_page, book, standing)),
        title=sentence,
        description=f"{sentence} {of.title}",
        crumbs=(*of.crumbs, service),
        summary=f"{sentence} {service.title}, {agency_name(book.speech, charter).words}",
        tells=None,
    )
    if own.url != of.url:
        yield own
    title = _("Every result: {promise}").format(promise=sentence)
    for page in history_pages(standing) if is_long(book, standing) else ():
        shows = PROMISE_HISTORY.of(partial(history_page, book, standing, page))
        told = f"{title} {book.speech.say(charter.agency.name).words}"
        first = replace(own, url=page.url, shows=shows, title=title, description=told)
        yield _of_list(book, page, first)


def _agencies_pages(book: Book) -> Iterator[Page]:
    _ = book.speech.gettext
    lede = _("Every agency here: its services, and how many of its promises were kept.")
    for page in overviews.agencies_paged(book, overviews.AGENCIES, overviews.AGENCIES_ON_A_PAGE):
        shows = AGENCIES.of(partial(overviews.agencies_page, book, page))
        first = Page(page.url, shows, _("All agencies"), lede, is_in_menu=True)
        yield _of_list(book, page, first)
    title, above = _("Promises kept and missed, by agency"), (_all_promises(book),)
    for page in overviews.agencies_paged(book, overviews.TABLE, overviews.ROWS_ON_A_PAGE):
        shows = AGENCY_TABLE.of(partial(overviews.agencies_page, book, page))
        yield _of_list(book, page, Page(page.url, shows, title, crumbs=above))


def _changes_pages(book: Book) -> Iterator[Page]:
    _, above = book.speech.gettext, (Crumb(book.speech.gettext("What changed"), CHANGES_URL),)
    for view in changes_pages(book):
        lede, page = view.summary.answer if view.summary else "", view.ledger.page
        title, shows = _("What changed"), CHANGES.showing(view)
        yield _of_list(book, page, Page(page.url, shows, title, lede, is_in_menu=True))
    lede = _(
        "Here the documents used have a gap before or after a level. That is no change of a promise: what was promised in between is not known."
    )
    yield from _ledger_pages(book, gaps_pages(book), lede)
    yield from _ledger_pages(book, announced_pages(book))
    for charter in book.register.charters.values():
        yield from _ledger_pages(book, agency_pages(book, charter))
    for counts in counts_pages(book):
        title, shows = _("How often promises changed"), CHANGE_COUNTS.showing(counts)
        yield _of_list(book, counts.page, Page(counts.page.url, shows, title, crumbs=above))
    lede = _(
        "Results as they were published, the newest first; of one day, one of each agency in turn."
    )
    shows = RESULTS.of(partial(results_page, book))
    yield Page(RESULTS_URL, shows, _("New results"), lede, crumbs=above)


def _ledger_pages(book: Book, pages: Sequence[LedgerPage], lede: str = "") -> Iterator[Page]:
    above = (Crumb(book.speech.gettext("What changed"), CHANGES_URL),)
    for view in pages:
        first = Page(view.page.url, LEDGER.showing(view), view.title.words, lede, crumbs=above)
        yield _of_list(book, view.page, first)


def _of_list(book: Book, page: Paged[Entry], first: Page) -> Page:
    """Return one page of a long list, by what the first one is; every other leads back to it."""
    if page.number == 1:
        return first
    form = book.speech.gettext("{title}, page {number}")
    return replace(
        first,
        title=form.format(title=first.title, number=page.number),
        crumbs=(*first.crumbs, Crumb(first.title, page.pages[0])),
        is_in_menu=False,
    )


def _compare_pages(book: Book) -> Iterator[Page]:
    title, found = book.speech.gettext("Side by side"), kinds(book)
    lede = book.speech.gettext(
        "Promises of one kind, agency by agency, and the levels of others they compare themselves with."
    )
    yield Page(COMPARE_URL, COMPARE.showing(found), title, lede, is_in_menu=True)
    for kind in found:
        named, crumbs = book.speech.headed(title, kind.name), (Crumb(title, COMPARE_URL),)
        for page in kind.paged():
            shows = COMPARE_KIND.of(partial(kind_page, kind, page))
            first = Page(page.url, shows, named, kind.answer, crumbs=crumbs)
            yield _of_list(book, page, first)


def _order_pages(book: Book, frame: Framework) -> Iterator[Page]:
    _ = book.speech.gettext
    called, name = (say_message(book.speech, said) for said in (frame.called, frame.name))
    title = _("What {order} asks").format(order=called)
    lede = _(
        "{order}, item by item: what each agency shows, and what is missing. There is no score and no ranking."
    )
    for view in matrices(book):
        shows, said = ORDER.showing(view), lede.format(order=name)
        first = Page(view.page.url, shows, title, said, is_in_menu=True)
        yield _of_list(book, view.page, first)
    for charter in book.register.charters.values():
        agency = agency_name(book.speech, charter).words
        yield Page(
            url=order.order_url(charter),
            shows=ORDER_AGENCY.of(partial(order.order_foot, book, charter)),
            title=_("{agency}: what {order} asks").format(agency=agency, order=called),
            lede=_("Every check, what a program sees, where the evidence stands, and what to add."),
            crumbs=(Crumb(title, "order/"),),
            complaint_url=f"{agency_url(charter)}#complain",
            edit=charter.place("agency.yml").path,
        )


def _services_pages(book: Book, lists: ServiceLists, signs: Sequence[Signpost]) -> Iterator[Page]:
    _ = book.speech.gettext
    lede = _("Every service here by its name, and whose it is.")
    above = (Crumb(lists.every.title.words, ALL_SERVICES),)
    for one in lists:
        for page in one.paged():
            shows = SERVICES.showing(ServicesPage(one.title, page, signs))
            first = Page(page.url, shows, one.title.words, crumbs=above)
            if one is lists.every:
                first = replace(first, lede=lede, crumbs=())
            yield _of_list(book, page, first)
    title, offered = _("Services by whom they are for"), choices(book.speech, lists.groups)
    for view in choices_pages(CUSTOMERS, title, offered) if len(offered) > FEW else ():
        first = Page(view.page.url, CHOICES.showing(view), title, crumbs=above)
        yield _of_list(book, view.page, first)


def _promises_pages(book: Book, lists: PromiseLists, signs: Sequence[Signpost]) -> Iterator[Page]:
    above = (_all_promises(book),)
    for one in lists:
        for page in one.paged():
            shows = PROMISES.of(partial(promises_page, one, page, signs))
            first = Page(page.url, shows, one.title.words, one.headline.answer, crumbs=above)
            if one is lists.every:
                first = replace(first, crumbs=(), is_in_menu=True)
            yield _of_list(book, page, first)


def _all_promises(book: Book) -> Crumb:
    return Crumb(book.speech.gettext("All promises"), ALL_PROMISES)
