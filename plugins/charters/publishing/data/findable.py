"""What the search finds besides whole pages: each promise, and the ways to complain to and to reach an agency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from charters.judging.standings import Standing
from charters.model.channels import Channel, ChannelKind
from charters.model.offered import Service, StandardType
from charters.model.register import Charter
from charters.model.standards import Activity
from charters.model.text import Text
from charters.publishing.book import Book, once
from charters.publishing.data.everyday_words import alike, everyday, weights, words_in
from charters.publishing.say.choice_words import word
from charters.publishing.say.shortening import in_one_line, shortened
from charters.publishing.say.speech import Said, Speech
from charters.publishing.say.verdict_words import said_in_one
from charters.publishing.views.places import agency_name, agency_url, is_listed, service_url
from charters.publishing.views.promise_cards import promise_view

PAGE = "page"
"""The type of a whole page, beside those of what is found on one."""
_CHOICES: Sequence[tuple[str, str, type[StrEnum]]] = [
    ("type", "type", StandardType),
    ("type", "promised", StandardType),
    ("activity", "activity", Activity),
    ("channel", "channel", ChannelKind),
]
"""Lists that editors choose from: what everyday words are kept by, and the name of the mark."""
_MOST_TITLED = 4
"""Nobody types a name of more words."""
_MOST_INITIALS = 6
_TOLD = 240
"""So many characters about a result leave the next one on the same screen."""


class FoundKind(StrEnum):
    """What is found besides whole pages, as its mark `type` tells it first."""

    PROMISE = "promise"
    SERVICE = "service"
    AGENCY = "agency"
    COMPLAINT = "complaint"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Findable:
    """Something that the search finds: where it is, by which words, and what its result shows."""

    url: str
    title: str
    words: str
    """All it says, besides its title."""
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What it is, by whose words it is found, too: its `agency`, `verdict`, `type`, `activity`, `channel`, and what is `promised`;
    by how many words it is `titled`."""
    shows: Mapping[str, str] = field(default_factory=dict)
    """What stands below the title in a list of results."""


def findables(book: Book) -> Iterator[Findable]:
    """Yield what is found of every agency, without the site's path before the addresses."""
    for charter in book.register.charters.values():
        yield from _of_agency(book, charter)
        yield from (_service(book, charter, service) for service in charter.services)
        yield from (_promise(book, standing) for standing in book.standings[charter.id])


def meanings(book: Book) -> Iterator[tuple[str, str, str]]:
    """Yield the words of each mark that a find can have, with its name and its value."""
    speech = book.speech
    for charter in book.register.charters.values():
        names = names_of(book, charter)
        yield "agency", charter.id, _joined(names, alike(speech.language, names))
    for subject, name, choices in _CHOICES:
        for one in choices:
            also = everyday(speech.language, [(subject, one)])
            yield name, one, _joined(word(speech, one), *also)
    for kind in (FoundKind.COMPLAINT, FoundKind.CONTACT):
        yield "type", kind, _joined(*everyday(speech.language, [("kind", kind)]))
    told: dict[str, list[str]] = {}
    for standing in book.all_standings:
        view = promise_view(book, standing)
        told.setdefault(view.state, []).append(view.verdict.word)
    for state, words in told.items():
        yield "verdict", state, _joined(*words, *everyday(speech.language, [("verdict", state)]))


def _of_agency(book: Book, charter: Charter) -> Iterator[Findable]:
    speech, agency = book.speech, charter.agency
    _, short, url = speech.gettext, agency_name(speech, charter).words, agency_url(charter)
    name, serves = speech.say(agency.name), speech.say(agency.serves)
    whole = Findable(
        url,
        name.words if short in name.words else f"{name.words} ({short})",
        _joined(names_of(book, charter), serves.words),
        marks={"agency": (charter.id,), "type": (FoundKind.AGENCY,)},
        shows={"agency": short, **_told(name, serves)},
    )
    yield whole
    for kind, title, place, texts in (
        (
            FoundKind.COMPLAINT,
            _("How to complain: {agency}"),
            "complain",
            _of_complaints(book, charter),
        ),
        (FoundKind.CONTACT, _("How to reach: {agency}"), "channels", _of_channels(book, charter)),
    ):
        yield replace(
            whole,
            url=f"{url}#{place}",
            title=title.format(agency=short),
            words=_joined(names_of(book, charter), *texts),
            marks={
                "agency": (charter.id,),
                "type": (kind,),
                "channel": _kinds(charter.agency.channels if kind == FoundKind.CONTACT else ()),
            },
            shows={},
        )


@once
def names_of(book: Book, charter: Charter) -> str:
    """Return every name of an agency, in every language, the former ones too."""
    agency = charter.agency
    names = [one for one in (agency.name, agency.short_name, *agency.also_called) if one]
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
        yield from _said(book, channel.name, channel.contact, *channel.languages)


def _kinds(channels: Iterable[Channel | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(channel.kind for channel in channels if channel))


def _service(book: Book, charter: Charter, service: Service) -> Findable:
    speech, agency = book.speech, charter.agency
    summary, channels = speech.say(service.summary), charter.channel_by_id
    name = speech.say(service.name)
    figures = book.figures_by_service.get((charter.id, service.id), ())
    promised = [one for one in charter.standards if one.service == service.id]
    held = [*(one.id for one in promised), *(one.figure.id for one in figures)]
    ways = [channels.get(name) for name in service.channels]
    return Findable(
        service_url(charter, service.id),
        name.words,
        _joined(
            summary.words,
            _initials(speech, name),
            *_said(book, *service.also_called),
            *(one.replace("-", " ").replace("/", " ") for one in (service.id, *service.formerly)),
            *_said(book, *(one.figure.name for one in figures)),
            *_said(book, *(one.name for one in agency.customers if one.id in service.customers)),
            *(text for way in ways for text in _channel(book, way)),
            *_compared(book, charter, held),
        ),
        {
            "agency": (charter.id,),
            "type": (FoundKind.SERVICE,),
            "promised": tuple(dict.fromkeys(one.type for one in promised)),
            "activity": tuple(dict.fromkeys(one.activity for one in promised if one.activity)),
            "channel": _kinds(ways),
            "titled": _titled_by(speech, name),
        },
        {"agency": agency_name(speech, charter).words, **_told(name, summary)},
    )


def _titled_by(speech: Speech, name: Said) -> tuple[str, ...]:
    """Return of how many telling words a name consists, where somebody may well ask for all of them."""
    said = {*_telling(speech, name)}
    return (f"{len(said)}",) if 1 < len(said) <= _MOST_TITLED else ()


def _initials(speech: Speech, name: Said) -> str:
    """Return what a name of several telling words is called for short; '' for any other."""
    letters = "".join(one[0] for one in _telling(speech, name))
    return letters if 2 < len(letters) <= _MOST_INITIALS else ""


def _telling(speech: Speech, name: Said) -> list[str]:
    weighed = weights(speech.language)
    return [one for one in words_in(name.words) if weighed.get(one, 1)]


def _compared(book: Book, charter: Charter, held: Iterable[str]) -> Iterator[str]:
    """Yield the names of whoever promises and figures are set beside."""
    for one in held:
        yield from _said(
            book, *(other.organization for other in charter.benchmarks_of.get(one, ()))
        )


def _promise(book: Book, standing: Standing) -> Findable:
    speech, charter, standard = book.speech, standing.charter, standing.standard
    view = promise_view(book, standing)
    service = charter.service_by_id.get(standard.service)
    way = charter.channel_by_id.get(standard.channel or "")
    words = _joined(
        view.service.words,
        *(_said(book, service.summary, *service.also_called) if service else ()),
        *_channel(book, way),
        *_compared(book, charter, [standard.id]),
    )
    shows = {
        "agency": ", ".join(one.words for one in (view.agency, view.is_of) if one),
        "title_in": view.sentence.language,
        "verdict": _withdrawn(speech, view.withdrawn) or said_in_one(speech, view.verdict),
        "mark": view.verdict.kind,
        "about": f"{view.result.words}, {view.result.period}" if view.result else "",
    }
    marks = {
        "agency": (charter.id,),
        "verdict": (view.state,),
        "type": (FoundKind.PROMISE, standard.type),
        "activity": (standard.activity,) if standard.activity else (),
        "channel": _kinds([way]),
    }
    url = view.url if not is_listed(charter, standard.service) else view.url.partition("#")[0]
    return Findable(url, view.sentence.words, words, marks, shows)


def _told(title: Said, about: Said) -> dict[str, str]:
    """Return what is said of something below its title, with the language of either where that is another."""
    return {"title_in": title.language, "about": _begun(about.words), "about_in": about.language}


def _begun(about: str) -> str:
    # It goes slowly through all that it is given, and a text can be long.
    return shortened(in_one_line(about)[: 2 * _TOLD], _TOLD, " …")


def _withdrawn(speech: Speech, day: str) -> str:
    return speech.gettext("Withdrawn on {day}.").format(day=day) if day else ""


def _said(book: Book, *texts: Text | None) -> Iterator[str]:
    return (book.speech.say(text).words for text in texts if text)


def _joined(*texts: str) -> str:
    return ". ".join(dict.fromkeys(filter(None, texts)))
