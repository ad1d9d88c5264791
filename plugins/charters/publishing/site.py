"""The whole site as a list of pages and downloads, ready for any program that fills templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from charters.model.register import Charter
from charters.publishing import order, order_data, overviews
from charters.publishing.accessibility import accessibility
from charters.publishing.book import Book
from charters.publishing.changes import changes_page
from charters.publishing.exports import Dataset, as_csv, as_json, datasets, register_schema
from charters.publishing.feeds import feeds
from charters.publishing.method import method
from charters.publishing.plan import plan_of
from charters.publishing.promises import agency_name, agency_url, service_url
from charters.publishing.service import service_page
from charters.reading.settings import SITE_FILE

HOME = "content/index.md"


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
    template: str
    title: str
    view: Any
    crumbs: tuple[Crumb, ...] = ()
    complaint_url: str = "complaints/"
    edit: str = ""
    """The editor's file behind the page, from the site's folder; ends in `/` for a whole folder."""
    summary: str = ""
    """What the search finds the page by."""

    @property
    def source(self) -> str:
        """The Markdown file this page would have been: agencies/ssa/phone.md."""
        name = self.url.strip("/") or "index"
        # An `index` is the page of its folder; a service with this id has a folder of its own.
        return f"{name}/index.md" if name.endswith("/index") else f"{name}.md"


@dataclass(frozen=True)
class Site:
    """Pages by source name, and downloads by path."""

    pages: dict[str, Page] = field(default_factory=dict)
    downloads: dict[str, str] = field(default_factory=dict)


def site_of(book: Book, *, site_url: str = "/", title: str = "") -> Site:
    """Return every page and every download of a site; feeds need its own address and name."""
    data = f"{book.register.settings.data_dir.strip('/')}/"
    tables = datasets(book)
    found = (page if page.edit else replace(page, edit=data) for page in _pages(book, tables))
    pages = {page.source: page for page in found}
    return Site(pages, {**dict(_downloads(book, tables)), **feeds(book, site_url, title)})


def _pages(book: Book, tables: Sequence[Dataset]) -> Iterator[Page]:
    _ = book.speech.gettext
    yield Page("", "home.html", "", overviews.home(book), edit=HOME)
    yield Page("agencies/", "agencies.html", _("All agencies"), overviews.agency_cards(book))
    for charter in book.register.charters.values():
        yield _plan_page(book, charter)
        yield from _service_pages(book, charter)
    yield from _promises_pages(book)
    yield Page("changes/", "changes.html", _("What changed"), changes_page(book))
    complaints = overviews.all_complaints(book)
    yield Page("complaints/", "complaints.html", _("How to complain"), complaints)
    yield Page("compare/", "compare.html", _("Side by side"), overviews.activity_blocks(book))
    yield Page("order/", "order.html", _("What the order asks"), order.item_blocks(book))
    yield from _order_pages(book)
    yield Page("how-we-judge/", "method.html", _("How we judge"), method(book), edit=SITE_FILE)
    checked = accessibility(book)
    yield Page("accessibility/", "accessibility.html", _("Accessibility"), checked, edit=SITE_FILE)
    yield Page("data/", "data.html", _("Data"), tables)


def _plan_page(book: Book, charter: Charter) -> Page:
    speech, plan = book.speech, plan_of(book, charter)
    name = plan.head.name.words
    return Page(
        url=agency_url(charter),
        template="agency.html",
        title=name,
        view=plan,
        crumbs=(Crumb(speech.gettext("Agencies"), "agencies/"),),
        complaint_url=f"{agency_url(charter)}#complain",
        edit=charter.page.path if charter.page else charter.place("agency.yml").path,
        summary=f"{name}. {plan.head.serves.words}",
    )


def _service_pages(book: Book, charter: Charter) -> Iterator[Page]:
    speech = book.speech
    for service in charter.services:
        view = service_page(book, charter, service)
        promises = " ".join(promise.promise.sentence.words for promise in view.promises)
        yield Page(
            url=service_url(charter, service.id),
            template="service.html",
            title=view.name.words,
            view=view,
            crumbs=(
                Crumb(speech.gettext("Agencies"), "agencies/"),
                Crumb(agency_name(speech, charter).words, agency_url(charter)),
            ),
            complaint_url=f"{service_url(charter, service.id)}#complain",
            edit=charter.place("standards.yml").path,
            summary=f"{view.name.words}, {view.agency.words}. {view.summary.words} {promises}",
        )


def _order_pages(book: Book) -> Iterator[Page]:
    _ = book.speech.gettext
    for charter in book.register.charters.values():
        view = order.order_foot(book, charter)
        yield Page(
            url=view.url,
            template="order_agency.html",
            title=_("{agency}: what the order asks").format(agency=view.agency.words),
            view=view,
            crumbs=(Crumb(_("What the order asks"), "order/"),),
            complaint_url=f"{agency_url(charter)}#complain",
            edit=charter.place("agency.yml").path,
        )


def _promises_pages(book: Book) -> Iterator[Page]:
    _ = book.speech.gettext
    for view in overviews.promises_pages(book):
        first = view.number == 1
        title = (
            _("All promises")
            if first
            else _("All promises, page {number}").format(number=view.number)
        )
        crumbs = () if first else (Crumb(_("All promises"), "promises/"),)
        yield Page(overviews.promises_url(view.number), "promises.html", title, view, crumbs=crumbs)


def _downloads(book: Book, tables: Sequence[Dataset]) -> Iterator[tuple[str, str]]:
    for table in tables:
        yield f"data/{table.name}.csv", as_csv(table)
    yield "data/order.json", order_data.as_json(book)
    yield "data/order.schema.json", order_data.order_schema()
    yield "data/register.json", as_json(book, tables)
    yield "data/register.schema.json", register_schema(tables)
