"""Whether what a group of customers needs is met by the ways to its services (A5, G3, K10).

One answer for checks and pages. A need is met where a person who has it can use a way as it stands:
by what the way is (`_BY_KIND`), by what it says it helps with (`helps`), by an entrance that is
described, by a second language, or by two ways of which each opens what the other shuts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from charters.model.access import AccessObject
from charters.model.agency import CustomerGroup, Served
from charters.model.channels import Barrier, Channel, ChannelKind
from charters.model.offered import Service
from charters.model.register import Charter

OFFLINE = frozenset(
    {
        ChannelKind.PHONE,
        ChannelKind.RELAY,
        ChannelKind.IN_PERSON,
        ChannelKind.MAIL,
        ChannelKind.TEXT,
        ChannelKind.PARTNER,
    }
)
"""Means of delivery that need no internet."""

_PLACES = frozenset({ChannelKind.IN_PERSON, ChannelKind.PARTNER})
"""Where people have to come; how they get in is a field of its own."""

_BY_KIND: Mapping[Barrier, frozenset[ChannelKind]] = {
    # Relay opens the phone; a text or an email is read and written with the person's own aids. A
    # website, an app or a letter can shut out some whom the phone lets in, and the other way round:
    # see `open_ways`. Places count where the way in is described.
    Barrier.DISABILITY: frozenset({ChannelKind.RELAY, ChannelKind.TEXT, ChannelKind.EMAIL}),
    # No means of delivery speaks a language by itself.
    Barrier.LANGUAGE: frozenset(),
    # Somebody listens, and reads and writes for them. A relay call is read and typed.
    Barrier.LITERACY: _PLACES | {ChannelKind.PHONE},
    # A partner is visited, as an office is.
    Barrier.NO_INTERNET: OFFLINE,
    # Whatever can be used from home; a relay call is a phone call.
    Barrier.COST_HOURS_PLACE: frozenset(ChannelKind) - _PLACES,
}
"""The needs that a means of delivery meets by its nature, without saying so under `helps`."""

_WRITTEN = frozenset({ChannelKind.ONLINE, ChannelKind.APP, ChannelKind.MAIL})


class Unmet(NamedTuple):
    """A need of a group of customers that no way to some of its services meets."""

    group: CustomerGroup
    need: Barrier
    services: Sequence[Service]
    """Those that are reached in the same ways."""
    channels: Sequence[Channel]
    """The ways to them."""

    @property
    def is_admitted(self) -> bool:
        """Whether the group is said to be reached only in part, with what stands in its way."""
        return self.group.served is Served.PARTLY and self.group.barriers is not None


def meets(channel: Channel, need: Barrier) -> bool:
    """Return whether one channel meets a need."""
    if need in channel.helps or channel.kind in _BY_KIND[need]:
        return True
    has_way_in = channel.kind in _PLACES and channel.physical_access is not None
    return need is Barrier.DISABILITY and has_way_in


def open_ways(channels: Sequence[Channel], need: Barrier) -> Sequence[Channel]:
    """Return the channels that meet a need: each by itself, or else several together."""
    if alone := [channel for channel in channels if meets(channel, need)]:
        return alone
    if need is Barrier.DISABILITY:
        # Who cannot hear writes, and who cannot see or type calls.
        calls = [channel for channel in channels if channel.kind is ChannelKind.PHONE]
        writes = [channel for channel in channels if channel.kind in _WRITTEN]
        return [*calls, *writes] if calls and writes else ()
    if need is Barrier.LANGUAGE:
        speak = [channel for channel in channels if channel.languages]
        spoken = {str(language).casefold() for channel in speak for language in channel.languages}
        return speak if len(spoken) > 1 else ()
    return ()


def unmet_needs(charter: Charter) -> Iterator[Unmet]:
    """Yield every need that neither a service's channels nor a measure for all services meets.

    A service that names no channel can be reached by all of them; with no channel at all, nothing
    is known of it.
    """
    everywhere = {
        measure.barrier
        for measure in charter.agency.access
        if measure.object is AccessObject.SERVICES
    }
    ways = _Ways(charter)
    for group in charter.agency.customers:
        if group.served is not Served.NO:
            for need in dict.fromkeys(group.needs):
                if need not in everywhere:
                    yield from ways.unmet(group, need)


class _Ways:
    """The services of each group by the ways to them, and which needs those ways meet."""

    def __init__(self, charter: Charter) -> None:
        by_id, every = charter.channel_by_id, tuple(charter.channel_by_id)
        self.ways: dict[tuple[str, ...], list[Channel]] = {}
        self.of_group: dict[str, dict[tuple[str, ...], list[Service]]] = {}
        for service in charter.services:
            ways = tuple(name for name in service.channels if name in by_id)
            ways = ways if service.channels else every
            self.ways.setdefault(ways, [by_id[name] for name in ways])
            for group in service.customers:
                self.of_group.setdefault(group, {}).setdefault(ways, []).append(service)
        self.met: dict[tuple[tuple[str, ...], Barrier], bool] = {}

    def unmet(self, group: CustomerGroup, need: Barrier) -> Iterator[Unmet]:
        """Yield the services of a group whose ways do not meet a need of it."""
        for ways, services in self.of_group.get(group.id, {}).items():
            if ways and (ways, need) not in self.met:
                self.met[ways, need] = bool(open_ways(self.ways[ways], need))
            if ways and not self.met[ways, need]:
                yield Unmet(group, need, services, self.ways[ways])
