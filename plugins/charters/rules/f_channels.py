"""Item (f): choices in the sources of service and the means of delivery, and what a person needs to use one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from charters.judging.needs import OFFLINE
from charters.model.channels import Channel, ChannelKind, Task
from charters.model.offered import Service
from charters.problems.message import _
from charters.rules import f_agreement, f_contacts
from charters.rules.case import Case
from charters.rules.costs import is_answered_cost
from charters.rules.filled import is_said, is_sentence
from charters.rules.findings import Seen, State, Strength
from charters.rules.forms import Subject
from charters.rules.records import kind_of
from charters.rules.saying import counted, listed, placed, present

_ALWAYS_OPEN = frozenset({ChannelKind.ONLINE, ChannelKind.APP, ChannelKind.MAIL, ChannelKind.EMAIL})


def _has_choice_of_means(case: Case, service: Service) -> bool:
    """F1: two means of delivery that complete the task, or the reason why there is one."""
    if is_sentence(service.one_channel_because, "one_channel_because"):
        return True
    return len(complete_means(case.channels_of(service))) > 1


def complete_means(channels: Sequence[Channel]) -> set[ChannelKind]:
    """Return the means by which a service can be had from start to end.

    A service that nobody applies or pays for is complete when one can ask.
    """
    acts = {Task.APPLY, Task.PAY}
    wanted = acts if any(acts & set(found.can_do) for found in channels) else {Task.ASK}
    kinds = {found.kind for found in channels if wanted & set(found.can_do)}
    # A relay call is a phone call: it opens the phone to more people, and no second way.
    return {ChannelKind.PHONE if kind is ChannelKind.RELAY else kind for kind in kinds}


def _sources(case: Case) -> Iterator[Seen]:
    """F3: two sources of service, or 'only we can, because' with the law that says so."""
    services = case.services
    alone = [service for service in services if _is_sole_by_law(service)]
    silent = [s for s in services if not _is_sole_by_law(s) and len(s.providers) < 2]
    what = _("Services with two sources to choose from, or the law that allows only one")
    sentence = counted(case, what, len(services), len(services) - len(silent))
    if not services:
        yield kind_of("services").none(case)
    elif len(alone) == len(services):
        because = alone[0].sole_source.because if alone[0].sole_source else ""
        said = _("Only this agency can give these services: {because}", because=because)
        pages = tuple(f"agencies/{case.charter.id}/{service.id}/" for service in alone[:3])
        yield Seen(State.NOT_APPLICABLE, said, Strength.WORDS, evidence=pages)
    elif not silent:
        yield present(sentence, Strength.WORDS, case.page("standards"))
    else:
        told = any(service.providers or service.sole_source for service in services)
        add = _(
            "In standards.yml, add 'providers' to {names} (offices, regions, partners); or "
            "'sole_source' with because and cites.",
            names=listed([service.id for service in silent]),
        )
        places = [case.in_service(service, "providers") for service in silent]
        state, strength = State.MISSING, Strength.NOTHING
        if told:
            state, strength = State.PARTIAL, Strength.WORDS
        yield placed(state, sentence, add, places, strength)


def _is_sole_by_law(service: Service) -> bool:
    sole = service.sole_source
    return sole is not None and is_said(sole.because, "because") and is_said(sole.cites, "cites")


def _details(case: Case) -> Iterator[Seen]:
    """F4: hours, cost, and a link or number for each way."""
    channels = case.charter.agency.channels
    gaps = {channel.id: found for channel in channels if (found := _missing_details(channel))}
    what = _("Ways to reach the agency with hours, cost, and a link or number")
    sentence = counted(case, what, len(channels), len(channels) - len(gaps))
    tried = all(_was_tried(case, channel) for channel in channels)
    strength = Strength.OPENED if tried else Strength.WORDS
    if not channels:
        yield kind_of("channels").none(case)
    elif not gaps:
        yield present(sentence, strength, case.page("channels"))
    else:
        keys = ", ".join(dict.fromkeys(chain.from_iterable(gaps.values())))
        add = _("In agency.yml, add {keys} to {names}.", keys=keys, names=listed(list(gaps)))
        places = [case.in_agency("channels", name) for name in gaps]
        strength = strength if len(gaps) < len(channels) else Strength.WORDS
        yield placed(State.PARTIAL, sentence, add, places, strength)


def _was_tried(case: Case, channel: Channel) -> bool:
    """Whether somebody tried a way and it worked, or its address answered to `charters links`."""
    by_hand = channel.last_tried
    return by_hand.worked if by_hand else channel.link in case.register.answered


def _missing_details(channel: Channel) -> list[str]:
    """Return the keys a channel lacks; mail and the web are open at any hour."""
    # People come to an office by its address; a list of them is a link.
    needs = {
        "hours": channel.kind not in _ALWAYS_OPEN and not is_said(channel.hours, "hours"),
        "cost": not is_answered_cost(str(channel.cost or "")),
        "contact": not (channel.link or is_said(channel.contact, "contact")),
    }
    return [key for key, lacking in needs.items() if lacking]


SUBJECT = Subject(
    looks={"F3": _sources, "F4": _details},
    has={
        "F1": _has_choice_of_means,
        "F2": lambda case, service: any(c.kind in OFFLINE for c in case.channels_of(service)),
        "F6": lambda case, promise: any(
            part.startswith("channel:") for part in case.standing_by_id[promise.id].parts
        ),
    },
    clashes=(*f_contacts.CLASHES, *f_agreement.CLASHES),
)
