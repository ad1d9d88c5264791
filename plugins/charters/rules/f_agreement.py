"""Item (f): channels say the same in services, in promises and in complaints (F5, K11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from charters.model.channels import Channel, ChannelKind, Task
from charters.model.register import CHANNEL
from charters.model.standards import Activity, Standard
from charters.problems import Message, Place, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.saying import clash

_CALLS = frozenset({ChannelKind.PHONE, ChannelKind.RELAY})
_VISITS = frozenset({ChannelKind.IN_PERSON, ChannelKind.PARTNER})
_POST = frozenset({ChannelKind.MAIL, ChannelKind.EMAIL})
_FITS = {
    Activity.ANSWERING_THE_PHONE: _CALLS,
    Activity.WAITING_IN_PERSON: _VISITS,
    Activity.ANSWERING_A_LETTER: frozenset(ChannelKind) - _CALLS - _VISITS,
}
"""The channels an activity can take place on."""

_COUNTED = (
    (re.compile(r"\b(?:calls?|callers?)\b"), _VISITS | _POST),
    (re.compile(r"\bletters?\b"), _CALLS),
    (re.compile(r"\be-?mails?\b"), _CALLS | {ChannelKind.MAIL}),
    (re.compile(r"\b(?:visits?|visitors?)\b"), _CALLS | _POST),
)
"""What is counted, and the channels it cannot come through."""


def _channel_of_promise(case: Case) -> Iterator[Problem]:
    """F5: a promise is about a channel that its service has, and that fits what is promised."""
    for promise in () if CHANNEL in case.charter.refused else case.promises:
        found = (look(case, promise) for look in (_not_of_service, _other_activity, _not_through))
        # One wrong channel is one fault, whatever else it does not fit.
        yield from islice(chain.from_iterable(found), 1)


def _not_of_service(case: Case, promise: Standard) -> Iterator[Problem]:
    service = case.charter.service_by_id.get(promise.service)
    if not service or not service.channels or promise.channel in (None, *service.channels):
        return
    here = case.in_standard(promise, "channel")
    said = _(
        "the promise is about '{channel}', but the service '{service}' lists only {channels}",
        channel=promise.channel,
        service=service.id,
        channels=", ".join(service.channels),
    )
    do = _("add '{channel}' there, or mend the channel here", channel=promise.channel)
    yield _differ(here, said, do, case.in_service(service, "channels"))


def _other_activity(case: Case, promise: Standard) -> Iterator[Problem]:
    """Yield what is promised of a kind that its channel, or every channel of its service, is not."""
    fitting = _FITS.get(promise.activity) if promise.activity else None
    service = case.charter.service_by_id.get(promise.service)
    channel = case.charter.channel_by_id.get(promise.channel or "")
    if fitting is None or service is None:
        return
    if channel is not None:
        if channel.kind not in fitting:
            yield _unfit(case, promise, channel, promise.activity or "", "activity")
    elif (channels := case.channels_of(service)) and not fitting & {c.kind for c in channels}:
        here = case.in_standard(promise, "activity")
        said = _(
            "{activity} fits no channel of the service '{service}'",
            activity=promise.activity,
            service=service.id,
        )
        do = _("add such a channel there, or mend the activity here")
        yield _differ(here, said, do, case.in_service(service, "channels"))


def _not_through(case: Case, promise: Standard) -> Iterator[Problem]:
    """Yield what is counted and cannot come through the channel of the promise."""
    channel, of = (
        case.charter.channel_by_id.get(promise.channel or ""),
        str(promise.measure.of or ""),
    )
    if channel is None:
        return
    said = ((words.search(of.lower()), kinds) for words, kinds in _COUNTED)
    counted_there = [(found[0], kinds) for found, kinds in said if found]
    if len(counted_there) == 1 and channel.kind in counted_there[0][1]:
        what = _("counting {what}", what=counted_there[0][0])
        yield _unfit(case, promise, channel, what, "measure", "of")


def _unfit(
    case: Case, promise: Standard, channel: Channel, what: Message | str, *keys: str
) -> Problem:
    here = case.in_standard(promise, *keys)
    said = _(
        "{what} does not fit the channel '{channel}' of kind {kind}",
        what=what,
        channel=channel.id,
        kind=channel.kind.value,
    )
    return _differ(here, said, _("mend one of them"), case.in_standard(promise, "channel"))


def _of_complaints(case: Case) -> Iterator[Problem]:
    """F5: what a channel can do, and the channels complaints can come through, agree."""
    complaints = case.charter.agency.complaints
    listed_there = complaints.channels if complaints else []
    for n, name in enumerate(listed_there):
        channel = case.charter.channel_by_id.get(name)
        if channel and channel.can_do and Task.COMPLAIN not in channel.can_do:
            here = case.in_agency("complaints", "channels", n)
            said = _(
                "complaints can come through '{channel}', but its can_do leaves out complain",
                channel=name,
            )
            do = _("add complain there, or take '{channel}' out here", channel=name)
            yield _differ(here, said, do, case.in_agency("channels", channel.id, "can_do"))
    for channel in case.charter.agency.channels if listed_there else ():
        if Task.COMPLAIN in channel.can_do and channel.id not in listed_there:
            here = case.in_agency(
                "channels", channel.id, "can_do", channel.can_do.index(Task.COMPLAIN)
            )
            said = _(
                "'{channel}' can take complaints, but complaints: channels leaves it out",
                channel=channel.id,
            )
            do = _("add it there, or take complain out here")
            yield _differ(here, said, do, case.in_agency("complaints", "channels"))


def _differ(place: Place, message: Message, do: Message, other: Place) -> Problem:
    return clash("K11", "F5", place, message, do, other)


CLASHES = (_channel_of_promise, _of_complaints)
