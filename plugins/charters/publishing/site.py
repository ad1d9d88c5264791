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
from charters.publishing.data.data_files import open_data
from charters.publishing.data.data_page import DataPage, data_page
from charters.publishing.data.due_calendars import due_calendars
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
from charters.publishing.views.complaint_block import ComplaintView
from charters.publishing.views.due_board import URL as DUE_URL
from charters.publishing.views.due_board import DuePage, due_page
from charters.publishing.views.ledger import (
    CHANGES_URL,
    RESULTS_URL,
    ChangesPage,
    LedgerPage,
    ResultsPage,
    changes_pages,
    gaps_pages,
    results_page,
)
from charters.publishing.views.matrix import Matrix, matrices, matrix_url
from charters.publishing.views.method import Method, method
from charters.publishing.views.moved import MovedPage, moved_pages
from charters.publishing.views.plan import Plan, plan_of
from charters.publishing.views.promise_cards import agency_name, agency_url, service_url
from charters.publishing.views.service import ServicePage
from charters.publishing.views.services import ServicesPage, services_pages, services_url
from charters.publishing.views.statement import Accessibility, accessibility
from charters.publishing.views.whole_promise import (
    HistoryPage,
    history_page,
    history_url,
    is_long,
    newest_of_service,
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
AGENCIES = Template[list[overviews.AgencyCard]]("agencies.html")
AGENCY = Template[Plan]("agency.html")
SERVICE = Template[ServicePage]("service.html")
SERVICES = Template[ServicesPage]("services.html")
PROMISE_HISTORY = Template[HistoryPage]("all_results.html")
PROMISES = Template[overviews.PromisesPage]("promises.html")
CHANGES = Template[ChangesPage]("changes.html")
GAPS = Template[LedgerPage]("gaps.html")
RESULTS = Template[ResultsPage]("results.html")
DUE = Template[DuePage]("due.html")
COMPLAINTS = Template[list[ComplaintView]]("complaints.html")
COMPARE = Template[list[overviews.ActivityBlock]]("compare.html")
COMPARE_KIND = Template[overviews.ActivityBlock]("compare_kind.html")
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
    home, cards = _home_file(book), partial(overviews.agency_cards, book)
    yield Page("", HOME_PAGE.of(partial(overviews.home, book)), "", edit=home)
    lede = _("Every agency here: its services, and how many of its promises were kept.")
    yield Page("agencies/", AGENCIES.of(cards), _("All agencies"), lede, is_in_menu=True)
    for charter in book.register.charters.values():
        yield _plan_page(book, charter)
        yield from _service_pages(book, charter)
    yield from _services_pages(book)
    yield from _promises_pages(book)
    yield from _changes_pages(book)
    lede = _(
        "For agencies: results to be published, actions promised after a miss, reviews and surveys, each with its last day."
    )
    yield Page(DUE_URL, DUE.of(partial(due_page, book)), _("What is due"), lede)
    complaints = COMPLAINTS.of(partial(overviews.all_complaints, book))
    lede = _(
        "Every agency in one place: whom to tell, what happens then, and who outside can look at it."
    )
    yield Page("complaints/", complaints, _("How to complain"), lede, is_in_menu=True)
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
        page = Page(
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
        yield page
        yield from _history_pages(book, page, name, standings)


def _changes_pages(book: Book) -> Iterator[Page]:
    _ = book.speech.gettext
    above = (Crumb(_("What changed"), CHANGES_URL),)
    for view in changes_pages(book):
        page = view.ledger
        title = _paged(book, _("What changed"), page.number)
        crumbs = () if page.number == 1 else above
        in_menu = page.number == 1
        lede = view.summary.answer if view.summary else ""
        yield Page(page.url, CHANGES.showing(view), title, lede, crumbs=crumbs, is_in_menu=in_menu)
    lede = _(
        "Here the documents used have a gap before or after a level. That is no change of a promise: what was promised in between is not known."
    )
    for page in gaps_pages(book):
        title = _paged(book, _("What we found later"), page.number)
        yield Page(page.url, GAPS.showing(page), title, lede, crumbs=above)
    lede = _(
        "Results as they were published, the newest first; of one day, one of each agency in turn."
    )
    yield Page(
        RESULTS_URL, RESULTS.of(partial(results_page, book)), _("New results"), lede, crumbs=above
    )


def _paged(book: Book, title: str, number: int) -> str:
    """Return the title of one page of a long list."""
    if number == 1:
        return title
    form = book.speech.gettext("{title}, page {number}")
    return form.format(title=title, number=number)


def _compare_pages(book: Book) -> Iterator[Page]:
    title, blocks = book.speech.gettext("Side by side"), overviews.activity_blocks(book)
    lede = book.speech.gettext(
        "Promises of one kind, agency by agency, and the levels of others they compare themselves with."
    )
    yield Page("compare/", COMPARE.showing(blocks), title, lede, is_in_menu=True)
    for block in blocks:
        named = book.speech.headed(title, block.name)
        crumbs = (Crumb(title, "compare/"),)
        yield Page(block.url, COMPARE_KIND.showing(block), named, block.answer, crumbs=crumbs)


def _history_pages(
    book: Book, of: Page, service: str, standings: Sequence[Standing]
) -> Iterator[Page]:
    """Yield the pages of those promises of which the page of their service shows the newest only."""
    form = book.speech.gettext("Every result: {promise}")
    for standing in standings:
        if not is_long(book, standing):
            continue
        charter = standing.charter
        sentence = book.speech.say(standing.standard.promise).words
        title = form.format(promise=sentence)
        yield replace(
            of,
            url=history_url(standing),
            shows=PROMISE_HISTORY.of(partial(history_page, book, standing)),
            title=title,
            description=f"{title} {book.speech.say(charter.agency.name).words}",
            crumbs=(*of.crumbs, Crumb(service, of.url)),
            summary=f"{sentence} {service}, {agency_name(book.speech, charter).words}",
            tells=None,
        )


def _order_pages(book: Book, frame: Framework) -> Iterator[Page]:
    _ = book.speech.gettext
    called, name = (say_message(book.speech, said) for said in (frame.called, frame.name))
    title = _("What {order} asks").format(order=called)
    for page in matrices(book):
        first = page.number == 1
        named = _paged(book, title, page.number)
        crumbs = () if first else (Crumb(title, "order/"),)
        url = matrix_url(page.number)
        lede = _(
            "{order}, item by item: what each agency shows, and what is missing. There is no score and no ranking."
        )
        lede = lede.format(order=name)
        yield Page(url, ORDER.showing(page), named, lede, crumbs=crumbs, is_in_menu=first)
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


def _services_pages(book: Book) -> Iterator[Page]:
    _ = book.speech.gettext
    for view in services_pages(book):
        title = _("All services, A to Z")
        if view.number > 1:
            title = _("All services, page {number}").format(number=view.number)
        lede = _("Every service here by its name, and whose it is.")
        yield Page(services_url(view.number), SERVICES.showing(view), title, lede)


def _promises_pages(book: Book) -> Iterator[Page]:
    _ = book.speech.gettext
    for view in overviews.promises_pages(book):
        first = view.number == 1
        title = _paged(book, _("All promises"), view.number)
        crumbs = () if first else (Crumb(_("All promises"), "promises/"),)
        url = overviews.promises_url(view.number)
        lede = view.headline.answer
        yield Page(url, PROMISES.showing(view), title, lede, crumbs=crumbs, is_in_menu=first)
