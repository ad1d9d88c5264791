"""What the search finds besides whole pages: each promise, and the ways to complain to and to reach an agency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from tomllib import loads

from charters.judging.standings import Standing
from charters.model.agency import Channel
from charters.model.register import Charter
from charters.model.standards import Service
from charters.model.text import Text
from charters.publishing.book import Book
from charters.publishing.say.choice_words import word
from charters.publishing.say.verdict_words import said_in_one
from charters.publishing.views.promise_cards import (
    agency_name,
    agency_url,
    promise_view,
    service_url,
)

PROMISE, SERVICE, AGENCY = "promise", "service", "agency"
COMPLAINT, CONTACT, PAGE = "complaint", "contact", "page"


@dataclass(frozen=True, slots=True)
class Findable:
    """Something that the search finds: where it is, by which words, and what its result shows."""

    url: str
    title: str
    words: str
    """All it is found by, besides its title."""
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The values by which results are narrowed: `agency`, `verdict`, `type`."""
    shows: Mapping[str, str] = field(default_factory=dict)
    """What stands below the title in a list of results."""


def findables(book: Book) -> Iterator[Findable]:
    """Yield what is found of every agency, without the site's path before the addresses."""
    for charter in book.register.charters.values():
        yield from _of_agency(book, charter)
        yield from (_service(book, charter, service) for service in charter.services)
        yield from (_promise(book, standing) for standing in book.standings[charter.id])


@cache
def everyday(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the everyday words of a language for the choices that editors make from a list."""
    file = files("charters") / f"publishing/data/everyday/{language.partition('-')[0]}.toml"
    return loads(file.read_text("utf-8")) if file.is_file() else {}


def _everyday(book: Book, choices: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    words = everyday(book.speech.language)
    return (words.get(subject, {}).get(choice or "", "") for subject, choice in choices)


def _of_agency(book: Book, charter: Charter) -> Iterator[Findable]:
    speech, agency = book.speech, charter.agency
    _, short, url = speech.gettext, agency_name(speech, charter).words, agency_url(charter)
    name, serves = speech.say(agency.name).words, speech.say(agency.serves).words
    whole = Findable(
        url,
        name if short in name else f"{name} ({short})",
        _joined(_names(book, charter), serves),
        {"agency": (charter.id,), "type": (AGENCY,)},
        {"agency": short, "about": serves},
    )
    yield whole
    for kind, title, place, texts in (
        (COMPLAINT, _("How to complain: {agency}"), "complain", _of_complaints(book, charter)),
        (CONTACT, _("How to reach: {agency}"), "channels", _of_channels(book, charter)),
    ):
        yield replace(
            whole,
            url=f"{url}#{place}",
            title=title.format(agency=short),
            words=_joined(_names(book, charter), *_everyday(book, [("kind", kind)]), *texts),
            marks={"agency": (charter.id,), "type": (kind,)},
            shows={"agency": short},
        )


def _names(book: Book, charter: Charter) -> str:
    """Return every name of an agency, in every language, the former ones too."""
    agency = charter.agency
    names = [one for one in (agency.name, agency.short_name) if one]
    written = [said for name in names for _code, said in name.by_language]
    written += _said(book, agency.parent)
    return _joined(*written, *(one.replace("-", " ") for one in (charter.id, *agency.formerly)))


def _of_complaints(book: Book, charter: Charter) -> Iterator[str]:
    complaints = charter.agency.complaints
    if complaints is None:
        return
    yield from _said(book, complaints.about, complaints.how)
    yield from _said(book, *(step.step for step in complaints.steps))
    yield from _said(book, *(review.name for review in complaints.outside_review))


def _of_channels(book: Book, charter: Charter) -> Iterator[str]:
    for channel in charter.agency.channels:
        yield from _channel(book, channel)


def _channel(book: Book, channel: Channel | None) -> Iterator[str]:
    if channel is not None:
        yield from (word(book.speech, channel.kind), *_said(book, channel.name, channel.contact))
        yield from _everyday(book, [("channel", channel.kind.value)])


def _service(book: Book, charter: Charter, service: Service) -> Findable:
    speech = book.speech
    summary, channels = speech.say(service.summary).words, charter.channel_by_id
    return Findable(
        service_url(charter, service.id),
        speech.say(service.name).words,
        _joined(
            _names(book, charter),
            summary,
            *(one.replace("-", " ").replace("/", " ") for one in (service.id, *service.formerly)),
            *(
                speech.say(one.figure.name).words
                for one in book.figures_by_service.get((charter.id, service.id), ())
            ),
            *(text for name in service.channels for text in _channel(book, channels.get(name))),
        ),
        {"agency": (charter.id,), "type": (SERVICE,)},
        {"agency": agency_name(speech, charter).words, "about": summary},
    )


def _promise(book: Book, standing: Standing) -> Findable:
    speech, charter, standard = book.speech, standing.charter, standing.standard
    view, activity = promise_view(book, standing), standard.activity
    service = charter.service_by_id.get(standard.service)
    by_choice = [("type", standard.type.value), ("activity", activity and activity.value)]
    words = _joined(
        _names(book, charter),
        view.service.words,
        *_said(book, service.summary if service else None),
        word(speech, standard.type),
        word(speech, activity) if activity else "",
        *_channel(book, charter.channel_by_id.get(standard.channel or "")),
        *_said(book, *(one.organization for one in charter.benchmarks_of.get(standard.id, ()))),
        *_everyday(book, [*by_choice, ("verdict", view.state)]),
        view.verdict.word,
    )
    shows = {
        "agency": view.agency.words,
        "verdict": view.withdrawn or said_in_one(speech, view.verdict),
        "mark": view.verdict.kind,
        "about": f"{view.result.words}, {view.result.period}" if view.result else "",
    }
    marks = {
        "agency": (charter.id,),
        "verdict": (view.state,),
        "type": (PROMISE, standard.type.value),
    }
    return Findable(view.url, view.sentence.words, words, marks, shows)


def _said(book: Book, *texts: Text | None) -> Iterator[str]:
    return (book.speech.say(text).words for text in texts if text)


def _joined(*texts: str) -> str:
    return ". ".join(filter(None, texts))
