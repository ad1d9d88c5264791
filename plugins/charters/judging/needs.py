"""Whether what a customer group needs is met by a route of its services (A5, G3, K10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from charters.model.agency import (
    AccessObject,
    Barrier,
    Channel,
    ChannelKind,
    CustomerGroup,
    Served,
)
from charters.model.register import Charter
from charters.model.standards import Service
from charters.problems.message import Message, _

_BY_KIND: Mapping[Barrier, frozenset[ChannelKind]] = {
    Barrier.DISABILITY: frozenset({ChannelKind.RELAY}),
    Barrier.LANGUAGE: frozenset(),
    Barrier.LITERACY: frozenset({ChannelKind.PHONE, ChannelKind.IN_PERSON}),
    Barrier.NO_INTERNET: frozenset(
        {
            ChannelKind.PHONE,
            ChannelKind.RELAY,
            ChannelKind.IN_PERSON,
            ChannelKind.MAIL,
            ChannelKind.TEXT,
        }
    ),
    Barrier.COST_HOURS_PLACE: frozenset(
        {
            ChannelKind.ONLINE,
            ChannelKind.APP,
            ChannelKind.MAIL,
            ChannelKind.EMAIL,
            ChannelKind.TEXT,
        }
    ),
}
"""Needs that a means of delivery meets by its nature, without saying so under `helps`."""

PEOPLE: Mapping[Barrier, Message] = {
    Barrier.DISABILITY: _("people with a disability"),
    Barrier.LANGUAGE: _("people who speak another language"),
    Barrier.LITERACY: _("people who do not read or write easily"),
    Barrier.NO_INTERNET: _("people without internet"),
    Barrier.COST_HOURS_PLACE: _("people kept away by cost, hours or distance"),
}
"""Who has a need, as a sentence says it."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """A need of a customer group that no route of one of its services meets."""

    group: CustomerGroup
    service: Service
    need: Barrier
    nowhere: bool
    """Whether no other service of the group meets it either."""


def meets(channel: Channel, need: Barrier) -> bool:
    """Return whether a channel meets a need, by its nature or because it says so."""
    if need in channel.helps or channel.kind in _BY_KIND[need]:
        return True
    return need is Barrier.LANGUAGE and len(channel.languages) > 1


def unmet_needs(charter: Charter) -> Iterator[Unmet]:
    """Yield every need that a service's channels and the access matrix leave open."""
    channels = {channel.id: channel for channel in charter.agency.channels}
    everywhere = {
        measure.barrier
        for measure in charter.agency.access
        if measure.object is AccessObject.SERVICES
    }
    for group in charter.agency.customers:
        if group.served is not Served.NO:
            services = [found for found in charter.services if group.id in found.customers]
            for need in dict.fromkeys(group.needs):
                if need not in everywhere:
                    yield from _unmet(group, need, services, channels)


def _unmet(
    group: CustomerGroup,
    need: Barrier,
    services: Iterable[Service],
    channels: Mapping[str, Channel],
) -> Iterator[Unmet]:
    routes = {
        service.id: (service, [channels[name] for name in service.channels if name in channels])
        for service in services
        if service.channels
    }
    lacking = [
        service
        for service, found in routes.values()
        if not any(meets(channel, need) for channel in found)
    ]
    for service in lacking:
        yield Unmet(group, service, need, nowhere=len(lacking) == len(routes))
