"""Item (f): choices in both the sources of service and the means of delivery."""

from __future__ import annotations

from collections.abc import Iterator

from charters.checks.findings import State, Strength, _
from charters.checks.order.case import Case
from charters.checks.order.channels import no_channels
from charters.checks.order.said import is_said, is_sentence
from charters.checks.order.seen import (
    PROMISES,
    SERVICES,
    Ask,
    Seen,
    idle,
    no_services,
    tally,
)
from charters.model.agency import Channel, ChannelKind, Task
from charters.model.standards import Service, Standard

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


def check_means(case: Case) -> Iterator[Seen]:
    """F1: two means of delivery that complete the task, or the reason why there is one."""
    if not case.services or not case.charter.agency.channels:
        yield no_services(case) if not case.services else no_channels(case)
        return
    yield from tally(
        case,
        Ask(
            SERVICES,
            _("Services that can be had in two ways from start to end, or say why in one"),
            _(
                "In standards.yml, name two channels for {names}, each with 'can_do' beyond asking "
                "in agency.yml; or add 'one_channel_because'."
            ),
            keys=("channels",),
        ),
        case.services,
        [service for service in case.services if not _has_choice_of_means(case, service)],
        [case.page("channels")],
    )


def _has_choice_of_means(case: Case, service: Service) -> bool:
    if is_sentence(service.one_channel_because, "one_channel_because"):
        return True
    return len(complete_means(case.channels_of(service))) > 1


def complete_means(channels: list[Channel]) -> set[ChannelKind]:
    """Return the means by which a service can be had from start to end.

    A service that nobody applies or pays for is complete when one can ask.
    """
    acts = {Task.APPLY, Task.PAY}
    wanted = acts if any(acts & set(found.can_do) for found in channels) else {Task.ASK}
    kinds = {found.kind for found in channels if wanted & set(found.can_do)}
    # A relay call is a phone call: it opens the phone to more people, and no second way.
    return {ChannelKind.PHONE if kind is ChannelKind.RELAY else kind for kind in kinds}


def check_offline(case: Case) -> Iterator[Seen]:
    """F2: one way that needs no internet."""
    if not case.services or not case.charter.agency.channels:
        yield no_services(case) if not case.services else no_channels(case)
        return
    yield from tally(
        case,
        Ask(
            SERVICES,
            _("Services that can be reached without internet"),
            _("In standards.yml, add a channel such as phone, mail or in person to {names}."),
            keys=("channels",),
            none=State.MISSING,
        ),
        case.services,
        [
            service
            for service in case.services
            if not any(channel.kind in OFFLINE for channel in case.channels_of(service))
        ],
        [case.page("channels")],
    )


def check_sources(case: Case) -> Iterator[Seen]:
    """F3: two sources of service, or 'only we can, because' with the law that says so."""
    if not case.services:
        yield no_services(case)
        return
    alone = [service for service in case.services if _is_sole_by_law(service)]
    if len(alone) == len(case.services):
        yield Seen(
            State.NOT_APPLICABLE,
            _(
                "Only this agency can give these services: {because}",
                because=alone[0].sole_source.because if alone[0].sole_source else "",
            ),
            Strength.WORDS,
            evidence=tuple(f"agencies/{case.charter.id}/{service.id}/" for service in alone[:3]),
        )
        return
    silent = [s for s in case.services if len(s.providers) < 2 and not _is_sole_by_law(s)]
    # Silence is 'partial' (F3), but not where the agency says nothing of item f at all.
    said = case.charter.agency.channels or any(s.providers or s.sole_source for s in case.services)
    yield from tally(
        case,
        Ask(
            SERVICES,
            _("Services with two sources to choose from, or the law that allows only one"),
            _(
                "In standards.yml, add 'providers' to {names} (offices, regions, partners); or "
                "'sole_source' with because and cites."
            ),
            none=State.PARTIAL if said else State.MISSING,
            keys=("providers",),
        ),
        case.services,
        silent,
        [case.page("standards")],
    )


def _is_sole_by_law(service: Service) -> bool:
    sole = service.sole_source
    return sole is not None and is_said(sole.because, "because") and is_said(sole.cites, "cites")


def check_by_channel(case: Case) -> Iterator[Seen]:
    """F6: results by channel, where a service has several and an average could hide one."""
    several = [
        standing
        for standing in case.kept
        if standing.latest and _averages_channels(case, standing.standard)
    ]
    if not several:
        yield idle(_("No result is an average over several channels."))
        return
    yield from tally(
        case,
        Ask(
            PROMISES,
            _("Promises over several channels with results for each"),
            _("In results.csv, add rows with a part such as 'channel: phone' for {names}."),
            strength=Strength.FIGURES,
            none=State.MISSING,
        ),
        [standing.standard for standing in several],
        [s.standard for s in several if not any(part.startswith("channel:") for part in s.parts)],
        [case.page("standards")],
    )


def _averages_channels(case: Case, promise: Standard) -> bool:
    service = case.charter.service_by_id.get(promise.service)
    return service is not None and promise.channel is None and len(service.channels) > 1
