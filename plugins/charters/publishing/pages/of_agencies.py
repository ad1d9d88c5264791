"""The pages of one agency: its plan, its services with their promises, and what a framework asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from charters.judging.standings import Standing
from charters.model.file_names import AGENCY, STANDARDS
from charters.model.offered import Service
from charters.model.register import Charter
from charters.model.text import Text
from charters.publishing.book import Book
from charters.publishing.data.page_meaning import (
    government_service,
    organization,
)
from charters.publishing.pages.page import Crumb, Page, Template, of_list
from charters.publishing.say.marks import _
from charters.publishing.say.pieces import in_one_language
from charters.publishing.say.speech import Said
from charters.publishing.views.overviews import AGENCIES_URL
from charters.publishing.views.places import agency_name, agency_url, place_url, service_url
from charters.publishing.views.plan import Plan, plan_of
from charters.publishing.views.service import ServicePage, service_pages
from charters.publishing.views.told_apart import told_apart
from charters.publishing.views.whole_promise import (
    HistoryPage,
    history_page,
    history_pages,
    is_long,
    newest_of_service,
    promise_page,
)

PLAN = Template[Plan]("agency.html")
SERVICE = Template[ServicePage]("service.html")
PROMISE_HISTORY = Template[HistoryPage]("all_results.html")


def plan_and_services(book: Book, charter: Charter) -> Iterator[Page]:
    """Yield the plan of an agency, and the pages of its services."""
    yield _plan_page(book, charter)
    yield from _service_pages(book, charter)


def _plan_page(book: Book, charter: Charter) -> Page:
    speech, agency, written = book.speech, charter.agency, book.page_of(charter)
    name, serves = speech.say(agency.name), speech.say(agency.serves)
    title = _said(book, written.title if written else None, Said("")).words
    return Page(
        url=agency_url(charter),
        shows=PLAN.of(partial(plan_of, book, charter)),
        title=title or name.words,
        titled_in="" if title else name.language,
        description=_said(book, written.description if written else None, serves),
        crumbs=(_agencies(book),),
        complaint_url=f"{agency_url(charter)}#complain",
        edit=written.path if written else charter.place(AGENCY).path,
        summary=lambda: f"{name.words}. {serves.words}",
        tells=partial(organization, book, charter),
    )


def _agencies(book: Book) -> Crumb:
    return Crumb(book.speech.gettext("Agencies"), AGENCIES_URL)


def _said(book: Book, text: Text | None, otherwise: Said) -> Said:
    said = book.speech.said(text)
    return said if said and not said.language else otherwise


def _service_pages(book: Book, charter: Charter) -> Iterator[Page]:
    say, agency = book.speech.say, agency_name(book.speech, charter)
    for service in charter.services:
        url, name = service_url(charter, service.id), say(service.name)
        standings = book.of_service(charter, service.id)
        first = Page(
            url=url,
            shows=SERVICE.of(partial(newest_of_service, book, charter, service)),
            title=f"{name.words}, {say(charter.agency.name).words}",
            titled_in=name.language,
            description=say(service.summary),
            crumbs=(_agencies(book), Crumb(agency.words, agency_url(charter), agency.language)),
            complaint_url=f"{url}#complain",
            edit=charter.place(STANDARDS).path,
            summary=partial(_summary, book, charter, service),
            tells=partial(government_service, book, charter, service),
        )
        for page in service_pages(book, charter, service):
            shows = SERVICE.of(partial(newest_of_service, book, charter, service, page))
            yield of_list(book, page, replace(first, url=page.url, shows=shows))
        for standing in standings:
            yield from _promise_pages(book, first, Crumb(name.words, url, name.language), standing)


def _summary(book: Book, charter: Charter, service: Service) -> str:
    say, figures = book.speech.say, book.figures_by_service.get((charter.id, service.id), ())
    promises = " ".join(
        say(one.standard.promise).words for one in book.of_service(charter, service.id)
    )
    said = " ".join([promises, *(say(one.figure.name).words for one in figures)])
    name, agency = say(service.name).words, agency_name(book.speech, charter).words
    return f"{name}, {agency}. {say(service.summary).words} {said}"


def _promise_pages(book: Book, of: Page, service: Crumb, standing: Standing) -> Iterator[Page]:
    """Yield the page of a promise of a long list, and those that have every result of it."""
    charter = standing.charter
    said = book.speech.say(standing.standard.promise)
    promise = told_apart(book, charter, standing.standard, said)
    sentence = promise.words
    own = replace(
        of,
        url=place_url(charter, standing.standard).partition("#")[0],
        shows=SERVICE.of(partial(promise_page, book, standing)),
        title=sentence,
        titled_in=promise.language,
        description=Said(f"{sentence} {of.title}", promise.language),
        crumbs=(*of.crumbs, service),
        summary=lambda: f"{sentence} {service.title}, {agency_name(book.speech, charter).words}",
        tells=None,
    )
    if own.url != of.url:
        yield own
    title = in_one_language(book.speech, _("Every result: {promise}"), promise=promise)
    for page in history_pages(standing) if is_long(book, standing) else ():
        shows = PROMISE_HISTORY.of(partial(history_page, book, standing, page))
        agency = book.speech.say(charter.agency.name).words
        told = title._replace(words=f"{title.words} {agency}")
        first = replace(own, url=page.url, shows=shows, title=title.words, description=told)
        yield of_list(book, page, first)
