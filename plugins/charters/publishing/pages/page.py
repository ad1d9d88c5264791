"""One page of a site: where it goes, which template shows it, and what that shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from charters.publishing.book import Book
from charters.publishing.data.page_meaning import Node
from charters.publishing.data.things import Things
from charters.publishing.say.marks import _
from charters.publishing.say.pieces import in_one_language
from charters.publishing.say.speech import Said
from charters.publishing.views import overviews
from charters.publishing.views.paging import Entry, Paged

View = TypeVar("View")


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


def edit_url(root: str, path: str) -> str:
    """Return the address to edit a file at; a folder can only be looked into."""
    return f"{root.replace('/edit/', '/tree/')}{path}" if path.endswith("/") else f"{root}{path}"


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to a page."""

    title: str
    url: str
    language: str = ""
    """The language of its title, where it is not that of the page."""


@dataclass(frozen=True)
class Page:
    """One page: where it goes, which template shows it, and what it shows."""

    url: str
    shows: Filled
    title: str
    lede: str = ""
    """What the page is, in a sentence below its title."""
    description: Said = Said("")  # noqa: RUF009 - it cannot be changed
    crumbs: tuple[Crumb, ...] = ()
    complaint_url: str = overviews.COMPLAINTS_URL
    edit: str = ""
    """The editor's file behind the page, from the site's folder; ends in `/` for a whole folder."""
    summary: Callable[[], str] = str
    """Makes what the search of a host finds the page by."""
    is_in_menu: bool = False
    """Whether a site that names no menu of its own has it there."""
    language: str = ""
    titled_in: str = ""
    """The language of its title, where it is another."""
    leads_to: str = ""
    """The address of the page that took its place; no search and no map of the site names this one."""
    tells: Callable[[Things], Node] | None = None
    """Makes what it tells programs of the thing it is about, from the names of things seen from here."""
    linked: Callable[[], Node | None] = lambda: None
    """Makes all that it tells programs, when it is written."""

    @property
    def about(self) -> str:
        """What stands beside a link to it elsewhere; '' where the site's own words do."""
        return self.description.words or ". ".join(filter(None, (self.title, self.lede)))

    @property
    def described_in(self) -> str:
        """The language of that, where it is not that of the page."""
        return self.description.language if self.description.words else self.titled_in

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


def of_list(book: Book, page: Paged[Entry], first: Page) -> Page:
    """Return one page of a long list, by what the first one is; every other leads back to it."""
    if page.number == 1:
        return first
    named, number = Said(first.title, first.titled_in), Said(str(page.number))
    title = in_one_language(book.speech, _("{title}, page {number}"), title=named, number=number)
    return replace(
        first,
        title=title.words,
        crumbs=(*first.crumbs, Crumb(first.title, page.pages[0], first.titled_in)),
        is_in_menu=False,
    )
