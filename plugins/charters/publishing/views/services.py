"""All services from A to Z, and by whom they are for, how to get them and whose they are, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charters.model.channels import ChannelKind
from charters.model.offered import Service
from charters.model.register import Charter
from charters.publishing.book import Book
from charters.publishing.say.alphabet import alphabetical
from charters.publishing.say.marks import _
from charters.publishing.say.pieces import in_one_language
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.facts import put
from charters.publishing.views.paging import Paged, paged
from charters.publishing.views.places import agency_name, service_url
from charters.publishing.views.signposts import Signpost

SERVICES_URL, CUSTOMERS_URL = "services/", "services/customers/"
ON_A_PAGE = 200
SERVICES_ON_A_CARD = 8
"""So many stand beside the name of their agency; more have a list of their own."""


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service in a list."""

    name: Said
    url: str
    agency: Said


@dataclass(frozen=True, slots=True)
class ServiceList:
    """Services that have something in common, from A to Z."""

    url: str
    title: Said
    choice: Said
    """What it is called among others of its kind."""
    services: Sequence[ServiceLine]
    titled: Said | None = None
    """Its title where that stands without marks of languages, if not the same."""

    @property
    def count(self) -> int:
        """How many services it has."""
        return len(self.services)

    def paged(self) -> list[Paged[ServiceLine]]:
        """Return the list page by page."""
        return paged(self.url, self.services, ON_A_PAGE, named=lambda one: one.name.words)


@dataclass(frozen=True, slots=True)
class ServicesPage:
    """One page of a list of services."""

    title: Said
    page: Paged[ServiceLine]
    signposts: Sequence[Signpost]
    """By what else services can be found."""
    of_many: bool
    """Whether they may be of several agencies, so that each says whose it is."""


@dataclass(frozen=True)
class ServiceLists:
    """The lists of all services of a site."""

    every: ServiceList
    groups: Sequence[ServiceList]
    channels: Sequence[ServiceList]
    agencies: Sequence[ServiceList]

    def __iter__(self) -> Iterator[ServiceList]:
        yield from (self.every, *self.groups, *self.channels, *self.agencies)


_Found = Sequence[tuple[ServiceLine, Charter, Service]]


def service_lists(book: Book) -> ServiceLists:
    """Return the lists that all services of a site are found in."""
    speech, charters = book.speech, book.register.charters.values()
    found = [
        (
            ServiceLine(speech.say(one.name), url_of, agency_name(speech, charter)),
            charter,
            one,
        )
        for charter in charters
        for one in charter.services
        for url_of in (service_url(charter, one.id),)
    ]
    found.sort(key=lambda one: (alphabetical(one[0].name.words), alphabetical(one[0].agency.words)))
    title = Said(speech.gettext("All services, A to Z"))
    return ServiceLists(
        every=ServiceList(SERVICES_URL, title, title, [line for line, *_ in found]),
        groups=_by_group(speech, found),
        channels=_by_channel(speech, found),
        agencies=list(_by_agency(speech, found)),
    )


def services_of(charter: Charter) -> str:
    """Return the address of the list of an agency's services."""
    return f"services/of/{charter.id}/"


def _by_group(speech: Speech, found: _Found) -> list[ServiceList]:
    """Return the services of each group of customers; agencies may each have a group of one name."""
    named: dict[str, tuple[str, Said, str]] = {}
    held: dict[str, list[ServiceLine]] = {}
    for line, charter, service in found:
        for one in service.customers:
            if group := charter.group_by_id.get(one):
                name = str(group.name).casefold()
                named.setdefault(name, (one, speech.say(group.name), charter.id))
                held.setdefault(name, []).append(line)
    shared = Counter(one for one, _name, _agency in named.values())
    message = _("Services for: {group}")
    lists = [
        ServiceList(
            f"services/for/{one}/" if shared[one] == 1 else f"services/for/{one}/of/{agency}/",
            put(speech, speech.gettext(message), group=said),
            said,
            held[name],
            in_one_language(speech, message, group=said),
        )
        for name, (one, said, agency) in named.items()
    ]
    return sorted(lists, key=lambda one: alphabetical(one.choice.words))


def _by_channel(speech: Speech, found: _Found) -> list[ServiceList]:
    """Return the services to be had by each means."""
    held: dict[ChannelKind, list[ServiceLine]] = {kind: [] for kind in ChannelKind}
    for line, charter, service in found:
        ways = (charter.channel_by_id.get(one) for one in service.channels)
        for kind in dict.fromkeys(way.kind for way in ways if way):
            held[kind].append(line)
    return [
        ServiceList(f"services/by/{kind}/", said, said, lines)
        for kind, lines in held.items()
        if lines
        for said in (Said(_by_words(speech, kind)),)
    ]


def _by_words(speech: Speech, kind: ChannelKind) -> str:
    _ = speech.gettext
    return {
        ChannelKind.ONLINE: _("Services online"),
        ChannelKind.PHONE: _("Services by phone"),
        ChannelKind.RELAY: _("Services by relay or TTY"),
        ChannelKind.IN_PERSON: _("Services in person"),
        ChannelKind.MAIL: _("Services by mail"),
        ChannelKind.EMAIL: _("Services by email"),
        ChannelKind.FAX: _("Services by fax"),
        ChannelKind.TEXT: _("Services by text message"),
        ChannelKind.APP: _("Services in an app"),
        ChannelKind.PARTNER: _("Services through a partner"),
    }[kind]


def _by_agency(speech: Speech, found: _Found) -> Iterator[ServiceList]:
    held: dict[str, tuple[Charter, list[ServiceLine]]] = {}
    for line, charter, _service in found:
        held.setdefault(charter.id, (charter, []))[1].append(line)
    form = speech.gettext("Services of {agency}")
    for charter, lines in held.values():
        if len(lines) <= SERVICES_ON_A_CARD:
            continue
        name = speech.say(charter.agency.name)
        yield ServiceList(services_of(charter), put(speech, form, agency=name), name, lines)
