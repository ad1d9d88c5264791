"""A poster: what a service promises, whether it was kept, and how to complain, on one sheet of paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charters.judging.standings import Standing
from charters.model.addresses import address
from charters.model.offered import Service
from charters.model.register import Charter
from charters.publishing.book import Book
from charters.publishing.charts.qr_code import QrCode, qr_code
from charters.publishing.say.marks import _
from charters.publishing.say.pieces import in_one_language
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.complaint_block import ComplaintView, complaint_view
from charters.publishing.views.paging import Paged, paged
from charters.publishing.views.places import poster_url, service_url
from charters.publishing.views.promise_cards import PromiseView, promise_view
from charters.publishing.views.reach import ChannelView
from charters.publishing.views.take_away import TakenPromise, taken_promise

_HEIGHT, _CODE = 232, 36
"""Millimetres between the margins of US Letter, which is lower than A4, and those of the code at the foot."""
_SIZES = {"large": 1.0, "medium": 0.85, "small": 0.7, "least": 0.55}
"""What the letters of a poster measure, the largest first."""
TAKEN_ON_A_PAGE = 30
_MOST_WAYS = 3
_BY_HEART = 6
"""Nobody reads more promises from a wall."""


@dataclass(frozen=True)
class Poster:
    """What a poster shows, and below it, on a screen, what can be taken along besides."""

    title: Said
    agency: Said
    service: Said
    service_url: str
    address: str
    """The whole address of the service's page; '' for a site that does not know its own."""
    code: QrCode | None
    promises: Sequence[PromiseView]
    more: str
    """How many promises have no room on the sheet; '' when all have."""
    size: str
    complaints: ComplaintView
    ways: Sequence[ChannelView]
    taken: Sequence[TakenPromise]
    page: Paged[Standing]


@dataclass(frozen=True, slots=True)
class Posted:
    """The name and address of the site that a poster is of."""

    url: str
    title: str


def posters(book: Book, charter: Charter, service: Service) -> list[Paged[Standing]]:
    """Return the pages of the poster of a service: each has it, with other promises to take along."""
    url, standings = poster_url(address(charter, service)), book.of_service(charter, service.id)
    return paged(url, standings, TAKEN_ON_A_PAGE)


def taken_at(book: Book, standing: Standing) -> str:
    """Return the address of the page that has a promise to take along."""
    charter, standard = standing.charter, standing.standard
    pages = posters(book, charter, charter.service_by_id[standard.service])
    return next(page.url for page in pages if any(one is standing for one in page.entries))


def poster(
    book: Book, charter: Charter, service: Service, page: Paged[Standing], posted: Posted
) -> Poster:
    """Return one page of the poster of a service."""
    speech, standings = book.speech, book.of_service(charter, service.id)
    site_url = posted.url
    promises = [promise_view(book, one) for one in standings if one.in_force]
    complaints, url = complaint_view(book, charter), service_url(charter, service.id)
    agency, name = speech.say(charter.agency.name), speech.say(service.name)
    ways = complaints.ways[:_MOST_WAYS]
    head = 4 + 12 * _lines(name.words, 26) + 6 * _lines(agency.words, 55)
    size, shown = _fitting(promises, head, _foot(book, complaints, ways))
    form, whose = _("Poster: {service}, {agency}"), Said(agency.words)
    return Poster(
        title=in_one_language(speech, form, service=name, agency=whose),
        agency=agency,
        service=name,
        service_url=url,
        address=site_url and f"{site_url}{url}",
        code=qr_code(f"{site_url}{url}") if site_url else None,
        promises=promises[:shown],
        more=_more(speech, len(promises) - shown),
        size=size,
        complaints=complaints,
        ways=ways,
        taken=[taken_promise(book, one, site_url, posted.title) for one in page.entries],
        page=page,
    )


def _fitting(promises: Sequence[PromiseView], head: int, foot: int) -> tuple[str, int]:
    """Return the largest letters in which all promises fit; in the smallest, how many of them do."""
    heights = [_height(one) for one in promises[:_BY_HEART]]
    for size, scale in _SIZES.items():
        room = _HEIGHT - max(_CODE, scale * foot) - scale * head
        if scale * sum(heights) <= room:
            return size, len(heights)
    while len(heights) > 1 and scale * sum(heights) > room:
        heights.pop()
    return size, len(heights)


def _height(promise: PromiseView) -> int:
    """Return how many millimetres a promise takes in large letters, rather too many than too few."""
    result, beside = promise.result, [promise.lately, promise.collected, promise.verdict.late]
    said = f"{result.words}, {result.period} {promise.aim.beside}" if result else promise.aim.beside
    lines = _lines(said, 60) + sum(map(bool, beside))
    return 15 + 9 * _lines(promise.sentence.words, 46) + 7 * lines


def _foot(book: Book, complaints: ComplaintView, ways: Sequence[ChannelView]) -> int:
    """Return how many millimetres the foot takes: whom to tell, when they answer, where the page is."""
    notice = book.register.settings.notice
    how = complaints.how.words if complaints.how and not ways else ""
    said = [*map(_way, ways), how, f"{notice or ''}", complaints.answers[0].words]
    return 38 + sum(6 * _lines(words, 55) for words in said)


def _way(way: ChannelView) -> str:
    parts = (way.name.words, way.contact and way.contact.words, way.hours and way.hours.words)
    return " ".join(filter(None, parts))


def _lines(words: str, letters: int) -> int:
    return -(-len(words) // letters)


def _more(speech: Speech, left: int) -> str:
    return speech.if_any(
        "{count} more promise stands at the address below.",
        "{count} more promises stand at the address below.",
        left,
    )
