"""What is said of channels, services and promises against how they work (K21).

'Free' beside a charge, '24/7' beside opening hours, 'no account' beside an account, 'online' beside a
form to print and mail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from charters.checks.contradictions import route_words as words_of
from charters.checks.contradictions.clashes import (
    Spot,
    check_all_free,
    check_always,
    check_free,
    check_said,
    clash,
    closing_hours,
    named,
    spots_in,
)
from charters.checks.contradictions.places import AGENCY, STANDARDS, Keys
from charters.model.agency import Channel, ChannelKind
from charters.model.register import Charter, Register
from charters.model.standards import Service, Standard
from charters.problems import Problem

Channels = Mapping[str, Channel]


def check_routes(register: Register) -> Iterator[Problem]:
    """Yield channels, services and promises of which two things are said."""
    for charter in register.charters.values():
        channels = {channel.id: channel for channel in charter.agency.channels}
        for channel in channels.values():
            yield from _channel(charter, channel)
        for service in charter.services:
            yield from _service(charter, service, channels)
        for standard in charter.standards if channels else ():
            yield from _promise(charter, standard, channels)


def _channel(charter: Charter, channel: Channel) -> Iterator[Problem]:
    spots = spots_in(AGENCY, ("channels", channel.id), channel)
    cost, hours = named(spots, 2, "cost"), named(spots, 2, "hours")
    yield from check_free(charter, named(spots, 2, "name", "contact", "note"), cost)
    yield from check_free(charter, cost, named(spots, 2, "name", "note"), words_of.CALL_CHARGE)
    yield from check_all_free(charter, cost)
    yield from check_always(charter, named(spots, 2, "name", "note"), hours)
    yield from check_always(charter, hours, _notes_on_hours(spots))
    yield from _needs(charter, channel, spots)
    if channel.kind in (ChannelKind.ONLINE, ChannelKind.APP):
        yield from _on_paper(charter, channel, named(spots, 2, "name", "note"))


def _notes_on_hours(spots: Sequence[Spot]) -> list[Spot]:
    return [
        spot
        for spot in named(spots, 2, "note")
        if words_of.OPEN.search(spot.words) and not words_of.OF_A_PART.search(spot.words)
    ]


def _needs(charter: Charter, channel: Channel, spots: Sequence[Spot]) -> Iterator[Problem]:
    where: Keys = ("channels", channel.id)
    if channel.account_needed:
        account = Spot(AGENCY, (*where, "account_needed"), "account_needed: yes")
        yield from check_said(charter, spots, words_of.NO_ACCOUNT, account)
    if channel.appointment and words_of.APPOINTMENT_NEEDED.match(str(channel.appointment)):
        needed = Spot(AGENCY, (*where, "appointment"), str(channel.appointment))
        told = named(spots, 2, "name", "note")
        yield from check_said(charter, told, words_of.NO_APPOINTMENT, needed)


def _on_paper(charter: Charter, channel: Channel, told: Sequence[Spot]) -> Iterator[Problem]:
    for spot in told:
        found = words_of.PRINT_AND_MAIL.search(spot.words)
        if found and not words_of.DENIED.search(spot.words[: found.start()].lower()):
            kind = Spot(AGENCY, ("channels", channel.id, "kind"), f"kind: {channel.kind.value}")
            yield clash(charter, (spot, found[0]), (kind, kind.words))


def _service(charter: Charter, service: Service, channels: Channels) -> Iterator[Problem]:
    hours = closing_hours([channels[name] for name in service.channels if name in channels])
    if not hours and service.cost is None:
        return
    spots = spots_in(STANDARDS, ("services", service.id), service)
    summary, cost = named(spots, 2, "summary"), named(spots, 2, "cost")
    yield from check_free(charter, cost, named(spots, 2, "summary", "customers_part"))
    yield from check_all_free(charter, cost)
    yield from check_free(charter, summary, cost)
    yield from check_always(charter, summary, hours)


def _promise(charter: Charter, standard: Standard, channels: Channels) -> Iterator[Problem]:
    service = charter.service_by_id.get(standard.service)
    names = [standard.channel] if standard.channel else service.channels if service else []
    hours = closing_hours([channels[name] for name in names if name in channels])
    if hours:
        where: Keys = ("standards", standard.id, "promise")
        yield from check_always(charter, spots_in(STANDARDS, where, standard.promise), hours)
