"""Item (f): the ways to reach an agency: hours, cost, contact, whether they work and agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from charters.checks.findings import Message, Strength, _
from charters.checks.order.case import AGENCY, Case
from charters.checks.order.costs import is_answered_cost
from charters.checks.order.said import is_said
from charters.checks.order.seen import (
    CHANNELS,
    PROMISES,
    SERVICES,
    Ask,
    Seen,
    contradiction,
    listed,
    nothing,
    present,
    stale,
    tally,
)
from charters.model.agency import Channel, ChannelKind, Task
from charters.model.standards import Activity, Service, Standard

_ALWAYS_OPEN = frozenset({ChannelKind.ONLINE, ChannelKind.APP, ChannelKind.MAIL, ChannelKind.EMAIL})
_NEEDED: Mapping[Activity, tuple[ChannelKind, ...]] = {
    Activity.ANSWERING_THE_PHONE: (ChannelKind.PHONE, ChannelKind.RELAY),
    Activity.WAITING_IN_PERSON: (ChannelKind.IN_PERSON, ChannelKind.PARTNER),
}
"""Channels without which nothing of the kind can be promised."""

_AROUND_THE_CLOCK = re.compile(
    r"\b24\s*/\s*7\b|\b24 hours a day\b|\bat any (?:hour|time)\b", re.IGNORECASE
)
_MACHINES = re.compile(r"\b(?:machines?|automat\w*|self[ -]service|recorded)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"\b\d{1,2}(?::\d\d)?\s*(?:[ap]\.?\s?m\b\.?)?\s*(?:to|-|–|until)\s*\d{1,2}(?::\d\d)?\s*[ap]\.?\s?m\b",
    re.IGNORECASE,
)


def no_channels(case: Case) -> Seen:
    """Say that there is no way to reach the agency."""
    return nothing(
        case,
        _("way to reach the agency"),
        _(
            "In agency.yml, add 'channels', each with id, kind, name, contact or link, hours, "
            "cost and can_do; then name them under 'channels' of each service."
        ),
        case.place(AGENCY, "channels"),
    )


def check_details(case: Case) -> Iterator[Seen]:
    """F4: hours, cost, and a link or number for each way; and whether it works (K22)."""
    channels = case.charter.agency.channels
    if not channels:
        yield no_channels(case)
        return
    yield from tried_channels(case, channels)
    for channel in channels:
        if is_open_always_and_not(channel):
            yield contradiction(
                _("{name}: open at any hour, and with opening hours.", name=channel.name),
                _("In agency.yml, mend the hours of {name}.", name=channel.id),
                CHANNELS.place(case, channel, "hours"),
            )
    gaps = {channel.id: _missing_details(channel) for channel in channels}
    keys = dict.fromkeys(key for found in gaps.values() for key in found)
    yield from tally(
        case,
        Ask(
            CHANNELS,
            _("Ways to reach the agency with hours, cost, and a link or number"),
            _("In agency.yml, add {keys} to {names}.", keys=", ".join(keys)),
            strength=_strength_of(channels),
        ),
        channels,
        [channel for channel in channels if gaps[channel.id]],
        [case.page("channels")],
    )


def _missing_details(channel: Channel) -> list[str]:
    """Return the keys a channel lacks; mail and the web are open at any hour."""
    reached = channel.link or is_said(channel.contact, "contact")
    # People come to an office by its address; a list of them is a link.
    needs = {
        "hours": channel.kind not in _ALWAYS_OPEN and not is_said(channel.hours, "hours"),
        "cost": not is_answered_cost(str(channel.cost or "")),
        "contact": not reached,
    }
    return [key for key, lacking in needs.items() if lacking]


def _strength_of(channels: list[Channel]) -> Strength:
    tried = all(channel.last_tried and channel.last_tried.worked for channel in channels)
    return Strength.OPENED if tried else Strength.WORDS


def tried_channels(case: Case, channels: list[Channel]) -> Iterator[Seen]:
    """Yield ways that failed when somebody tried them (K22), or were tried too long ago."""
    for channel in channels:
        if channel.last_tried and not channel.last_tried.worked:
            yield contradiction(
                _(
                    "{name} is offered, but it did not work when it was tried on {day}.",
                    name=channel.name,
                    day=channel.last_tried.date,
                ),
                _("In agency.yml, mend {name}, try it again, and record it.", name=channel.id),
                CHANNELS.place(case, channel, "last_tried"),
            )
    old = [channel for channel in channels if _is_tried_long_ago(case, channel)]
    if old:
        yield stale(
            _(
                "Ways last tried more than {months} months ago: {names}.",
                months=case.windows.contact_months,
                names=listed([channel.id for channel in old]),
            ),
            _("Try them as a customer would, and bring 'last_tried' in agency.yml up to date."),
            *(CHANNELS.place(case, channel, "last_tried") for channel in old),
            strength=Strength.OPENED,
        )


def _is_tried_long_ago(case: Case, channel: Channel) -> bool:
    tried = channel.last_tried
    return tried is not None and case.is_older(tried.date, case.windows.contact_months)


def is_open_always_and_not(channel: Channel) -> bool:
    """Return whether hours say both '24/7' and opening hours of one and the same thing (K21)."""
    hours = str(channel.hours or "")
    if ";" in hours or _MACHINES.search(hours):
        return False
    return bool(_AROUND_THE_CLOCK.search(hours) and _OPENING.search(hours))


def check_agreement(case: Case) -> Iterator[Seen]:
    """F5: channels in services, in promises and in complaints say the same (K11)."""
    channels = case.charter.agency.channels
    if not channels:
        yield no_channels(case)
        return
    differences = [
        *_promise_differences(case),
        *_complaint_differences(case),
        *_without_link(case, channels),
    ]
    yield from differences
    if not differences:
        yield present(
            _("Channels say the same in services, promises and complaints."),
            Strength.WORDS,
            case.page("channels"),
        )


def _without_link(case: Case, channels: list[Channel]) -> Iterator[Seen]:
    """Yield what is online with no address; documents that give none contradict nothing."""
    if case.is_compiled:
        return
    for channel in channels:
        if channel.kind is ChannelKind.ONLINE and not (channel.link or channel.contact):
            yield contradiction(
                _("{name} is online, but there is no link.", name=channel.name),
                _("In agency.yml, add 'link: https://...' to {name}.", name=channel.id),
                CHANNELS.place(case, channel),
            )


def _promise_differences(case: Case) -> Iterator[Seen]:
    for promise in case.promises:
        service = case.charter.service_by_id.get(promise.service)
        if service is None:
            continue
        said = channel_not_offered(promise, service, case.channel_by_id)
        if said:
            yield contradiction(
                said,
                _(
                    "In standards.yml, add the channel to {service}, or mend the promise {name}.",
                    service=service.id,
                    name=promise.id,
                ),
                PROMISES.place(case, promise, "channel" if promise.channel else "activity"),
                SERVICES.place(case, service, "channels"),
            )


def channel_not_offered(
    promise: Standard, service: Service, channels: Mapping[str, Channel]
) -> Message | None:
    """Return what a promise says of a channel that its service does not have (K11)."""
    if not service.channels:
        return None
    if promise.channel and promise.channel not in service.channels:
        return _(
            "The promise {name} is about {channel}, which {service} does not offer.",
            name=promise.id,
            channel=promise.channel,
            service=service.name,
        )
    needed = _NEEDED.get(promise.activity) if promise.activity else None
    kinds = {channels[name].kind for name in service.channels if name in channels}
    if needed and kinds and not kinds & set(needed):
        return _(
            "The promise {name} needs {kind}, which {service} does not offer.",
            name=promise.id,
            kind=needed[0].value,
            service=service.name,
        )
    return None


def _complaint_differences(case: Case) -> Iterator[Seen]:
    complaints = case.charter.agency.complaints
    if complaints is None or not complaints.channels:
        return
    for channel in case.charter.agency.channels:
        takes = Task.COMPLAIN in channel.can_do
        listed_there = channel.id in complaints.channels
        if channel.can_do and takes != listed_there:
            yield contradiction(
                _(
                    "{name}: one place says that it takes complaints, another that it does not.",
                    name=channel.name,
                ),
                _(
                    "In agency.yml, make 'can_do' of {name} and 'channels' under 'complaints' "
                    "say the same.",
                    name=channel.id,
                ),
                CHANNELS.place(case, channel, "can_do"),
                case.place(AGENCY, "complaints", "channels"),
            )
