"""Promises and figures in the same words, and what they are told apart by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from charters.model.register import Charter
from charters.model.standards import Measured, Standard
from charters.publishing.book import Book, once
from charters.publishing.say.speech import Said
from charters.publishing.views.facts import put
from charters.publishing.views.places import measured_name, service_name


def told_apart(book: Book, charter: Charter, standard: Standard, sentence: Said) -> Said:
    """Return what a promise says; of several in the same words, with the way that each holds for."""
    channel = charter.channel_by_id.get(standard.channel or "")
    if channel is None or _said_alike(book, charter, standard)[standard.service] == 1:
        return sentence
    return put(book.speech, "{promise} ({channel})", promise=sentence, channel=channel.name)


def is_of(book: Book, charter: Charter, measured: Measured) -> Said | None:
    """Return the service of a promise or figure, where others of the agency have one in the same words."""
    alike = len(_said_alike(book, charter, measured)) > 1
    return service_name(book.speech, charter, measured.service) if alike else None


def _said_alike(book: Book, charter: Charter, measured: Measured) -> Counter[str]:
    """Return how many promises or figures of each service say the same as this one."""
    return _by_words(book, charter)[_words(book, measured)]


@once
def _by_words(book: Book, charter: Charter) -> Mapping[str, Counter[str]]:
    found = defaultdict[str, Counter[str]](Counter)
    for one in charter.measured:
        found[_words(book, one)][one.service] += 1
    return found


def _words(book: Book, measured: Measured) -> str:
    return measured_name(book.speech, measured).words
