"""The whole site as a list of pages and downloads, ready for any program that fills templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial

from charters.publishing.book import Book
from charters.publishing.counterparts import site_words
from charters.publishing.data import rule_book
from charters.publishing.data.calendars import due_calendars
from charters.publishing.data.data_files import Keep, open_data
from charters.publishing.data.data_page import DataPage, data_page
from charters.publishing.data.exports import datasets
from charters.publishing.data.feeds import Addresses, feeds
from charters.publishing.data.page_meaning import Node, dataset, meaning
from charters.publishing.data.things import Things
from charters.publishing.pages.of_agencies import plan_and_services
from charters.publishing.pages.of_lists import (
    agencies_pages,
    changed_pages,
    compare_pages,
    complaints_pages,
    order_pages,
    promises_pages,
    services_pages,
    what_is_due,
)
from charters.publishing.pages.page import HOME_PAGE, Crumb, Page, Template
from charters.publishing.say.pieces import in_one_language
from charters.publishing.sheets import Sheet, sheets_of
from charters.publishing.views import overviews
from charters.publishing.views.method import Method, method
from charters.publishing.views.moved import MOVED_TITLE, MovedPage, moved_pages
from charters.publishing.views.promise_lists import promise_lists
from charters.publishing.views.services import service_lists
from charters.publishing.views.statement import Accessibility, accessibility
from charters.workers import meanwhile

Content = str | bytes
"""What a download holds."""

METHOD = Template[Method]("method.html")
RULES = Template[list[rule_book.RuleGroup]]("rules.html")
ACCESSIBILITY = Template[Accessibility]("accessibility.html")
MOVED = Template[MovedPage]("moved.html")
DATA = Template[DataPage]("data.html")


@dataclass(frozen=True)
class Site:
    """Pages by source name, sheets, and downloads by path."""

    pages: dict[str, Page] = field(default_factory=dict)
    downloads: dict[str, Content] = field(default_factory=dict)
    sheets: Sequence[Sheet] = ()
    kept: frozenset[str] = frozenset()
    """Downloads that somebody else keeps."""

    def joined(self, other: Site) -> Site:
        """Return two sites as one."""
        sheets = (*self.sheets, *other.sheets)
        downloads, kept = self.downloads | other.downloads, self.kept | other.kept
        return Site(self.pages | other.pages, downloads, sheets, kept)

    @property
    def files(self) -> frozenset[str]:
        """The files of pages and sheets, from the folder of the finished site."""
        urls = [*(page.url for page in self.pages.values()), *(one.url for one in self.sheets)]
        return frozenset(f"{url}index.html" for url in urls)


def site_of(book: Book, *, site_url: str = "", title: str = "", keep: Keep | None = None) -> Site:
    """Return every page and every download of a site; feeds need its own address and name.

    Files of open data are large: whoever can keep each as it is made need not hold all of them.
    """
    book.judge()
    settings, found = book.register.settings, Site()
    made = partial(_published, book, site_url, title, keep)
    # Tables of everything take long, and no page waits for them.
    with meanwhile(made, len(book.all_standings)) as asked:
        published = cache(asked)
        for language, one in book.in_languages.items():
            named = {"site_name": title, "site_description": ""}
            called = site_words(settings, language, named)["site_name"]
            found = found.joined(_in_language(one, published, site_url, called))
        of_data = published()
    return found.joined(Site(downloads={**of_data.files}, kept=of_data.kept))


@dataclass(frozen=True)
class _Published:
    """The open data: each file, and what its page shows in each language."""

    files: Mapping[str, bytes]
    kept: frozenset[str]
    pages: Mapping[str, DataPage]


def _published(book: Book, site_url: str, title: str, keep: Keep | None) -> _Published:
    tables, files = datasets(book), dict[str, bytes]()
    take = keep or files.__setitem__
    found = open_data(
        book,
        tables,
        site_url and f"{site_url}{book.below}",
        title,
        lambda name, content: take(f"{book.below}{name}", content),
    )
    pages = {
        language: data_page(one.speech, tables, found)
        for language, one in book.in_languages.items()
    }
    paths = frozenset(f"{book.below}{one.path}" for one in found.files)
    return _Published(files, paths - files.keys(), pages)


def _in_language(
    book: Book, published: Callable[[], _Published], site_url: str, title: str
) -> Site:
    """Return the pages and downloads of a site in one language; the data are there once for all."""
    below, folder = book.below, f"{book.register.settings.data_dir}/"
    address = site_url and f"{site_url}{below}"
    pages: dict[str, Page] = {}
    for page in _pages(book, lambda: published().pages[book.speech.language]):
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


def _pages(book: Book, data: Callable[[], DataPage]) -> Iterator[Page]:
    _, settings = book.speech.gettext, book.register.settings
    services, promises = service_lists(book), promise_lists(book)
    signs, home = overviews.signposts(book, services, promises), _home_file(book)
    yield Page("", HOME_PAGE.of(partial(overviews.home, book, signs)), "", edit=home)
    yield from agencies_pages(book)
    for charter in book.register.charters.values():
        yield from plan_and_services(book, charter)
    yield from services_pages(book, services, signs)
    yield from promises_pages(book, promises, signs)
    yield from changed_pages(book)
    yield from what_is_due(book)
    yield from complaints_pages(book)
    yield from compare_pages(book)
    if book.audit.framework:
        yield from order_pages(book, book.audit.framework)
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
        *("data/", DATA.of(data), _("Data"), lede),
        is_in_menu=True,
        tells=lambda things: dataset(book.speech, data().entry, things),
    )
    for url, view in moved_pages(book).items():
        title = in_one_language(book.speech, MOVED_TITLE, name=view.name)
        shows, other = MOVED.showing(view), title.language
        yield Page(url, shows, title.words, titled_in=other, leads_to=view.url)


def _home_file(book: Book) -> str:
    """Return the file with the words of the home page: in its language, where they are there."""
    settings = book.register.settings
    first, language = f"{settings.words_dir}/index.md", book.speech.language
    written = {settings.told_apart(page.path): page.path for page in book.register.pages}
    return written.get((first, language), first)
