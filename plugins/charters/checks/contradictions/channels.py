"""Channels: two fields that say different things of one route (K11), and routes that failed (K22)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from charters.checks.contradictions.places import (
    AGENCY,
    STANDARDS,
    Keys,
    beside,
    in_standard,
)
from charters.model.agency import Channel, ChannelKind, Task
from charters.model.register import Charter, Register
from charters.model.standards import Activity, Standard
from charters.problems import Place, Problem

_PHONE_NUMBER = re.compile(r"\+?[\dA-Z](?:[\s().-]*[\dA-Z]){6,13}")
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_OUT_OF_ORDER = re.compile(
    r"\b(?:not working|out of (?:order|service|use)|does not work|suspended|closed for now"
    r"|temporarily closed|hors service|suspendue?)\b",
    re.IGNORECASE,
)

_FAILED = re.compile(
    r"\b(?:(?:nobody|no one|no-one) (?:answered|picked up)|no answer|number is (?:dead|out of service)"
    r"|not in service|did not (?:work|answer|load|open)|error (?:page|message)|page not found"
    r"|disconnected|personne n'a répondu|hors service)\b",
    re.IGNORECASE,
)
_ORAL = frozenset({ChannelKind.PHONE, ChannelKind.RELAY})
_VISIT = frozenset({ChannelKind.IN_PERSON, ChannelKind.PARTNER})
_WRITTEN = frozenset(
    {ChannelKind.MAIL, ChannelKind.EMAIL, ChannelKind.ONLINE, ChannelKind.TEXT, ChannelKind.APP}
)
_FITS = {
    Activity.ANSWERING_THE_PHONE: _ORAL,
    Activity.WAITING_IN_PERSON: _VISIT,
    Activity.ANSWERING_A_LETTER: _WRITTEN,
}
"""The channels an activity can take place on."""

_COUNTED = (
    (re.compile(r"\b(?:calls?|callers?)\b"), _VISIT | {ChannelKind.MAIL, ChannelKind.EMAIL}),
    (re.compile(r"\bletters?\b"), _ORAL),
    (re.compile(r"\be-?mails?\b"), _ORAL | {ChannelKind.MAIL}),
    (re.compile(r"\b(?:visits?|visitors?)\b"), _ORAL | {ChannelKind.MAIL, ChannelKind.EMAIL}),
)
"""What is counted, and the channels it cannot come through."""


def check_channels(register: Register) -> Iterator[Problem]:
    """Yield channels about which two fields differ, and failed routes shown as working."""
    for charter in register.charters.values():
        by_id = {channel.id: channel for channel in charter.agency.channels}
        for channel in charter.agency.channels:
            yield from _online_without_link(charter, channel)
            yield from _link_of_another_kind(charter, channel)
            yield from _two_contacts(charter, channel)
            yield from _failed(charter, channel)
        yield from _complaint_channels(charter, by_id)
        for standard in charter.standards:
            if standard.channel in by_id:
                channel = by_id[standard.channel]
                # One wrong channel is one fault, whatever else it does not fit.
                found = chain(
                    _not_of_service(charter, standard, channel),
                    _other_activity(charter, standard, channel),
                    _other_population(charter, standard, channel),
                )
                yield from islice(found, 1)


def channels_named(charter: Charter, name: str) -> set[str]:
    """Return the ids of the channels that a name may stand for: an id, a kind or a name."""
    wanted = name.casefold()
    return {
        channel.id
        for channel in charter.agency.channels
        if wanted in (channel.id, channel.kind.value, *_names(channel))
    }


def _names(channel: Channel) -> list[str]:
    return [words.casefold() for _, words in channel.name.by_language]


def _at(charter: Charter, channel: Channel, *keys: str | int) -> Place:
    return charter.place(AGENCY, "channels", channel.id, *keys)


# ------------------------------------------------------------------------- one channel alone


def _online_without_link(charter: Charter, channel: Channel) -> Iterator[Problem]:
    """F4, F5: a service that is said to be online has an address.

    A compiled charter may lack it: the documents used name a site without saying where it is.
    """
    if charter.agency.compiled:
        return
    if channel.kind is ChannelKind.ONLINE and not channel.link and not channel.contact:
        place, other = _at(charter, channel, "kind"), _at(charter, channel)
        yield Problem(
            place,
            "K11",
            f"'{channel.id}' is online but has no link; add link: https://... "
            f"to it (the channel begins on line {other.line})",
            (other,),
        )


def _link_of_another_kind(charter: Charter, channel: Channel) -> Iterator[Problem]:
    scheme = (channel.link or "").partition(":")[0].lower()
    wrong = {
        ChannelKind.ONLINE: ("tel", "mailto"),
        ChannelKind.APP: ("tel", "mailto"),
        ChannelKind.EMAIL: ("tel",),
        ChannelKind.PHONE: ("mailto",),
        ChannelKind.RELAY: ("mailto",),
    }
    if scheme in wrong.get(channel.kind, ()):
        place, other = _at(charter, channel, "link"), _at(charter, channel, "kind")
        yield Problem(
            place,
            "K11",
            f"the link begins with {scheme}:, but the channel is '{channel.kind.value}' "
            f"({beside(place, other)}); mend one of them",
            (other,),
        )


def _two_contacts(charter: Charter, channel: Channel) -> Iterator[Problem]:
    """A number or address as people read it is the one behind the link."""
    found = contact_differs(str(channel.contact or ""), channel.link or "")
    if found:
        place, other = _at(charter, channel, "link"), _at(charter, channel, "contact")
        yield Problem(
            place,
            "K11",
            f"the link leads to {found[1]}, but the contact says {found[0]} "
            f"({beside(place, other)}); write the same in both",
            (other,),
        )


def contact_differs(contact: str, link: str) -> tuple[str, str] | None:
    """Return a contact and the target of its link where they are two numbers or two addresses."""
    scheme, _, target = link.partition(":")
    if scheme.lower() == "mailto":
        address = _EMAIL.findall(contact)
        target = target.partition("?")[0]
        same = len(address) != 1 or address[0].lower() == target.lower()
        return None if same else (address[0], target)
    numbers = _PHONE_NUMBER.findall(contact)
    if scheme.lower() != "tel" or len(numbers) != 1:
        return None
    said, dialed = _digits(numbers[0]), _digits(target)
    if said.endswith(dialed) or dialed.endswith(said) or len(min(said, dialed, key=len)) < 7:
        return None
    return numbers[0].strip(), target


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number.translate(_KEYPAD)).lstrip("0")


def _failed(charter: Charter, channel: Channel) -> Iterator[Problem]:
    """K22: the last try failed, and the route is still shown as one that works."""
    tried = channel.last_tried
    if tried is not None and tried.worked:
        yield from _worked_not(charter, channel, str(tried.note or ""))
    if tried is None or tried.worked or _OUT_OF_ORDER.search(str(channel.note or "")):
        return
    shown = _shown_as_working(charter, channel)
    if shown is not None:
        place, other = _at(charter, channel, "last_tried", "worked"), charter.place(*shown)
        yield Problem(
            place,
            "K22",
            f"'{channel.id}' did not work when it was tried on {tried.date}, but it is listed as a "
            f"way to reach us ({beside(place, other)}); try it again and write the new date, or "
            "take it off the list",
            (other,),
        )


def _worked_not(charter: Charter, channel: Channel, note: str) -> Iterator[Problem]:
    found = _FAILED.search(note)
    if found:
        place = _at(charter, channel, "last_tried", "note")
        other = _at(charter, channel, "last_tried", "worked")
        yield Problem(
            place,
            "K22",
            f"the note says '{found[0]}', but 'worked' says yes ({beside(place, other)}); write "
            "worked: no, or mend the note",
            (other,),
        )


def _shown_as_working(charter: Charter, channel: Channel) -> tuple[str, *Keys] | None:
    complaints = charter.agency.complaints
    if complaints and channel.id in complaints.channels:
        return AGENCY, "complaints", "channels", complaints.channels.index(channel.id)
    for service in charter.services:
        if channel.id in service.channels:
            at = service.channels.index(channel.id)
            return STANDARDS, "services", service.id, "channels", at
    if channel.can_do:
        return AGENCY, "channels", channel.id, "can_do"
    return None


# ------------------------------------------------------------------- channels and other fields


def _complaint_channels(charter: Charter, by_id: dict[str, Channel]) -> Iterator[Problem]:
    """F5: what a channel can do, and the channels complaints can come through, agree."""
    complaints = charter.agency.complaints
    if complaints is None or not complaints.channels:
        return
    for n, name in enumerate(complaints.channels):
        channel = by_id.get(name)
        if channel and channel.can_do and Task.COMPLAIN not in channel.can_do:
            place = charter.place(AGENCY, "complaints", "channels", n)
            other = _at(charter, channel, "can_do")
            yield Problem(
                place,
                "K11",
                f"complaints can come through '{name}', but its can_do leaves out complain "
                f"({beside(place, other)}); add complain there, or take '{name}' out here",
                (other,),
            )
    for channel in by_id.values():
        if Task.COMPLAIN in channel.can_do and channel.id not in complaints.channels:
            place = _at(charter, channel, "can_do", channel.can_do.index(Task.COMPLAIN))
            other = charter.place(AGENCY, "complaints", "channels")
            yield Problem(
                place,
                "K11",
                f"'{channel.id}' can take complaints, but complaints: channels leaves it out "
                f"({beside(place, other)}); add it there, or take complain out here",
                (other,),
            )


def _not_of_service(charter: Charter, standard: Standard, channel: Channel) -> Iterator[Problem]:
    service = charter.service_by_id.get(standard.service)
    if service is None or not service.channels or channel.id in service.channels:
        return
    place = in_standard(charter, standard, "channel")
    other = charter.place(STANDARDS, "services", service.id, "channels")
    yield Problem(
        place,
        "K11",
        f"the promise is about '{channel.id}', but the service '{service.id}' lists only "
        f"{', '.join(service.channels)} ({beside(place, other)}); add '{channel.id}' there, or "
        "mend the channel here",
        (other,),
    )


def _other_activity(charter: Charter, standard: Standard, channel: Channel) -> Iterator[Problem]:
    fitting = _FITS.get(standard.activity) if standard.activity else None
    if fitting is not None and channel.kind not in fitting:
        place = in_standard(charter, standard, "activity")
        yield _unfit(charter, standard, place, "K11", _no_fit(f"{standard.activity}", channel))


def _other_population(charter: Charter, standard: Standard, channel: Channel) -> Iterator[Problem]:
    """K4: what is counted cannot come through the channel of the promise."""
    of = str(standard.measure.of or "").lower()
    counted = [(found[0], kinds) for words, kinds in _COUNTED if (found := words.search(of))]
    if len(counted) == 1 and channel.kind in counted[0][1]:
        place = in_standard(charter, standard, "measure", "of")
        yield _unfit(charter, standard, place, "K4", _no_fit(f"counting {counted[0][0]}", channel))


def _no_fit(what: str, channel: Channel) -> str:
    return f"{what} does not fit the channel '{channel.id}' of kind {channel.kind.value}"


def _unfit(charter: Charter, standard: Standard, place: Place, code: str, said: str) -> Problem:
    other = in_standard(charter, standard, "channel")
    return Problem(place, code, f"{said} ({beside(place, other)}); mend one of them", (other,))
