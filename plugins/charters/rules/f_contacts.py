"""Item (f): what one channel cannot be, and ways that lead nowhere (K11, K22)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from charters.model.channels import Channel, ChannelKind
from charters.model.complaints import OutsideReview
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.filled import is_said
from charters.rules.saying import clash

_NO_LINK_OF = {
    "tel": frozenset({ChannelKind.ONLINE, ChannelKind.APP, ChannelKind.EMAIL}),
    "mailto": frozenset(
        {ChannelKind.ONLINE, ChannelKind.APP, ChannelKind.PHONE, ChannelKind.RELAY}
    ),
}
"""How a link begins, and the channels it cannot lead to."""

_PHONE_NUMBER = re.compile(r"\+?[\dA-Z](?:[\s().-]*[\dA-Z]){6,13}")
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")


def _one_channel(case: Case) -> Iterator[Problem]:
    """F5: the fields of one channel say one thing of it."""
    for channel in case.charter.agency.channels:
        yield from _online_without_link(case, channel)
        yield from _link_of_another_kind(case, channel)
        yield from two_contacts(case, "F5", channel, "channels", channel.id)


def _online_without_link(case: Case, channel: Channel) -> Iterator[Problem]:
    """Yield what is online and nowhere; documents may name a site without saying where it is."""
    is_online = channel.kind is ChannelKind.ONLINE
    if is_online and not channel.link and not channel.contact and not case.is_compiled:
        here = case.in_agency("channels", channel.id, "kind")
        said = _("'{channel}' is online but has no link", channel=channel.id)
        do = _("add link: https://... to it")
        yield clash("K11", "F5", here, said, do, case.in_agency("channels", channel.id))


def _link_of_another_kind(case: Case, channel: Channel) -> Iterator[Problem]:
    scheme = (channel.link or "").partition(":")[0].lower()
    if channel.kind in _NO_LINK_OF.get(scheme, ()):
        here = case.in_agency("channels", channel.id, "link")
        said = _(
            "the link begins with {scheme}:, but the channel is '{kind}'",
            scheme=scheme,
            kind=channel.kind.value,
        )
        do = _("mend one of them")
        yield clash("K11", "F5", here, said, do, case.in_agency("channels", channel.id, "kind"))


def two_contacts(
    case: Case, shows: str, route: Channel | OutsideReview, *keys: str | int
) -> Iterator[Problem]:
    """Yield a number or an address that is not the one behind its link (K11)."""
    if found := contact_differs(str(route.contact or ""), route.link or ""):
        here, there = (case.in_agency(*keys, key) for key in ("link", "contact"))
        contact, target = found
        said = _(
            "the link leads to {target}, but the contact says {contact}",
            target=target,
            contact=contact,
        )
        yield clash("K11", shows, here, said, _("write the same in both"), there)


def contact_differs(contact: str, link: str) -> tuple[str, str] | None:
    """Return a contact and the target of its link where they are two numbers or two addresses."""
    scheme, _colon, target = link.partition(":")
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


def _dead_routes(case: Case) -> Iterator[Problem]:
    """F4, G4: the last try failed, and the way is still shown as one that works."""
    listed = _first_listed(case)
    for channel in case.charter.agency.channels:
        shown = listed.get(channel.id) or _shown_as_working(case, channel)
        if shown and channel.last_tried and not channel.last_tried.worked:
            complaints = case.charter.agency.complaints
            shows = "F4 G4" if complaints and channel.id in complaints.channels else "F4"
            here = case.in_agency("channels", channel.id, "last_tried", "worked")
            said = _(
                "'{channel}' did not work when it was tried on {day}, but it is listed as a "
                "way to reach us",
                channel=channel.id,
                day=channel.last_tried.date,
            )
            do = _("try it again and write the new date, or take it off the list")
            yield clash("K22", shows, here, said, do, shown)


def _first_listed(case: Case) -> Mapping[str, Place]:
    """Return where each channel is listed: for complaints, or else for its first service."""
    complaints, found = case.charter.agency.complaints, dict[str, Place]()
    for n, name in enumerate(complaints.channels if complaints else ()):
        found.setdefault(name, case.in_agency("complaints", "channels", n))
    for service in case.charter.services:
        for n, name in enumerate(service.channels):
            if name not in found:
                found[name] = case.in_service(service, "channels", n)
    return found


def _shown_as_working(case: Case, channel: Channel) -> Place | None:
    # Where nothing leads to it, a note beside it tells people what became of it.
    if channel.can_do and not is_said(channel.note, "note"):
        return case.in_agency("channels", channel.id, "can_do")
    return None


CLASHES = (_one_channel, _dead_routes)
