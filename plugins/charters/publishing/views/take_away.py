"""One promise to take along: as a citation, and as a small page within the page of somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from charters.judging.standings import Standing
from charters.model.addresses import address
from charters.publishing.book import Book
from charters.publishing.say.pieces import filled
from charters.publishing.say.speech import Said
from charters.publishing.views.places import embed_url
from charters.publishing.views.promise_cards import PromiseView, judged_in_one, promise_view


@dataclass(frozen=True, slots=True)
class TakenPromise:
    """A promise with the addresses that lead to it from elsewhere."""

    promise: PromiseView
    words: Said
    """Its newest result in one sentence, and of which day that is."""
    result_url: str
    """The whole address of its newest result; '' for a site that does not know its own."""
    embed_url: str
    """The whole address of the promise as a page for others' pages; '' likewise."""


@dataclass(frozen=True, slots=True)
class EmbeddedPromise:
    """What stands on the page of somebody else, who may know the agency by its whole name alone."""

    agency: Said
    promise: PromiseView


def embedded_promise(book: Book, standing: Standing) -> EmbeddedPromise:
    """Return a promise for the pages of others."""
    agency = book.speech.say(standing.charter.agency.name)
    return EmbeddedPromise(agency, promise_view(book, standing))


def taken_promise(book: Book, standing: Standing, site_url: str, site: str) -> TakenPromise:
    """Return a promise as it can be cited, and put into another page."""
    promise, latest = promise_view(book, standing), standing.latest
    row = f".{latest.result.period.end}" if latest else ""
    result_url = site_url and f"{site_url}{promise.url}{row}"
    embed = embed_url(address(standing.charter, standing.standard))
    return TakenPromise(
        promise=promise,
        words=_words(book, embedded_promise(book, standing), site),
        result_url=result_url,
        embed_url=site_url and f"{site_url}{embed}",
    )


def _words(book: Book, taken: EmbeddedPromise, site: str) -> Said:
    speech, promise = book.speech, taken.promise
    # Translators: one result as a source is cited.
    form = speech.gettext("{agency}, {service}: “{promise}” {said}. {site}, as of {day}.")
    return filled(
        form,
        agency=taken.agency,
        service=promise.service,
        promise=promise.sentence,
        said=Said(judged_in_one(speech, promise)),
        site=Said(site),
        day=Said(speech.day(book.register.as_of)),
    )
