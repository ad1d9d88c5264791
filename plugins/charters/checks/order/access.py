"""Item (g): make information, services and complaint systems easily accessible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from charters.checks.findings import Level, Message, State, Strength, _
from charters.checks.order.case import AGENCY, Case
from charters.checks.order.channels import tried_channels
from charters.checks.order.choices import OFFLINE
from charters.checks.order.complaints import no_complaints
from charters.checks.order.costs import is_answered_cost, is_charged
from charters.checks.order.needs import PEOPLE, meets, unmet_needs
from charters.checks.order.said import is_said, is_sentence
from charters.checks.order.seen import (
    GROUPS,
    SERVICES,
    Seen,
    contradiction,
    listed_all,
    nothing,
    partial,
    present,
)
from charters.model.agency import AccessObject, Barrier, Channel, ChannelKind
from charters.model.complaints import Complaints

FEWEST_WAYS = 3
"""Ways to complain that there are to be at least (G4)."""

ORAL = frozenset({ChannelKind.PHONE, ChannelKind.RELAY, ChannelKind.IN_PERSON})
WRITTEN = frozenset(
    {ChannelKind.ONLINE, ChannelKind.APP, ChannelKind.MAIL, ChannelKind.EMAIL, ChannelKind.TEXT}
)
_IN_WRITING = re.compile(
    r"\b(?:only in writing|in writing only|must be (?:\w+ )?(?:in writing|written|signed)"
    r"|only (?:accept |take )?(?:signed |written )(?:letters|complaints))\b",
    re.IGNORECASE,
)
_RELAY = re.compile(r"\b(?:relay|tty|711|video|sign language|text telephone)\b", re.IGNORECASE)


def check_routes(case: Case) -> Iterator[Seen]:
    """G3: each service has a route for each need that its customers have (K10)."""
    groups = case.charter.agency.customers
    needs = [need for group in groups for need in group.needs]
    if not needs:
        yield nothing(
            case,
            _("word on what its customers need, such as another language or relay calls"),
            _("In agency.yml, add 'needs' to the customer groups, and 'helps' to the channels."),
            case.place(AGENCY, "customers"),
        )
        return
    unmet = list(unmet_needs(case.charter))
    for gap in unmet:
        sentence = _(
            "{service}: no way to reach it is made for {people} ({group}).",
            service=gap.service.name,
            people=PEOPLE[gap.need],
            group=gap.group.name,
        )
        add = _(
            "In agency.yml, add 'helps: [{need}]' to a channel of {service}, or add such a channel.",
            need=gap.need.value,
            service=gap.service.id,
        )
        say = contradiction if gap.nowhere else partial
        yield say(
            sentence,
            add,
            SERVICES.place(case, gap.service, "channels"),
            GROUPS.place(case, gap.group, "needs"),
        )
    yield from _open_cells(case, dict.fromkeys(needs))
    if not unmet:
        yield present(
            _("Each service has a way for every need its customers have."),
            Strength.WORDS,
            case.page("channels"),
        )


def _open_cells(case: Case, needs: Iterable[Barrier]) -> Iterator[Seen]:
    """Yield the needs that information or complaints leave open (the access matrix)."""
    answered = {
        (measure.object, measure.barrier)
        for measure in case.charter.agency.access
        if is_said(measure.how, "how")
    }
    for about, words in _OBJECTS.items():
        left = [
            need
            for need in needs
            if (about, need) not in answered
            and not (about is AccessObject.COMPLAINTS and _complaints_meet(case, need))
        ]
        if left:
            first = left[0]
            yield replace(
                nothing(
                    case,
                    _(
                        "word on how {what} reach {people}",
                        what=words,
                        people=listed_all([PEOPLE[need] for need in left]),
                    ),
                    _(
                        "In agency.yml, add to 'access': object: {about}, barrier: {barrier}, and "
                        "how.",
                        about=about.value,
                        barrier=first.value,
                    ),
                    case.place(AGENCY, "access"),
                    State.PARTIAL,
                ),
                level=Level.SHOULD,
            )


_OBJECTS = {
    AccessObject.INFORMATION: _("leaflets and pages"),
    AccessObject.COMPLAINTS: _("the ways to complain"),
}
"""What a need can be open for, besides the services themselves."""


def _complaints_meet(case: Case, need: Barrier) -> bool:
    return any(meets(channel, need) for channel in case.complaint_channels)


def check_complaint_access(case: Case) -> Iterator[Seen]:
    """G4 and section 5.2: everybody can complain, in several ways, free, with help."""
    complaints = case.charter.agency.complaints
    if complaints is None:
        yield no_complaints(case)
        return
    yield from tried_channels(case, list(case.complaint_channels))
    yield from _in_writing_only(case, complaints)
    lacking = [(words, key) for words, key, lacks in _gaps(case, complaints) if lacks]
    if lacking:
        what = listed_all([words for words, _key in lacking])
        keys = ", ".join(dict.fromkeys(key for _words, key in lacking))
        yield partial(
            _("On ways to complain, not found in the documents used: {what}.", what=what)
            if case.is_compiled
            else _("The ways to complain lack: {what}.", what=what),
            _("In agency.yml, see to {keys}.", keys=keys),
            case.place(AGENCY, "complaints"),
        )
    else:
        yield present(
            _(
                "Everybody can complain: {count} ways, free, with help.",
                count=len(case.complaint_channels),
            ),
            Strength.WORDS,
            case.page("complain"),
        )


def _gaps(case: Case, complaints: Complaints) -> tuple[tuple[Message, str, bool], ...]:
    """Return what the ways to complain could lack, where it is written, and whether it lacks."""
    channels = case.complaint_channels
    kinds = {channel.kind for channel in channels}
    cost = str(complaints.cost or "")
    charged = is_charged(cost) or not is_answered_cost(cost)
    posted = any(is_said(at.where, "where") and at.checked for at in complaints.posted)
    ways, block, detail = "complaints: channels", "complaints: ", "channels: "
    return (
        (_("three ways or more"), ways, len(channels) < FEWEST_WAYS),
        (_("a way to speak"), ways, not kinds & ORAL),
        (_("a way to write"), ways, not kinds & WRITTEN),
        (_("a way without internet"), ways, not kinds & OFFLINE),
        (_("relay calls"), ways, not _has_relay(channels)),
        (
            _("hours and time zone of the phone"),
            f"{detail}time_zone",
            any(map(_lacks_hours, channels)),
        ),
        (
            _("a web form that needs no account"),
            f"{detail}account_needed",
            any(map(_may_need_account, channels)),
        ),
        (
            _("how to get into the office"),
            f"{detail}physical_access",
            any(map(_lacks_way_in, channels)),
        ),
        (_("that it is free"), f"{block}cost", charged),
        (_("help"), f"{block}help", not is_sentence(complaints.help, "help")),
        (
            _("that somebody may act for you"),
            f"{block}representative",
            not is_sentence(complaints.representative, "representative"),
        ),
        (
            _("other formats, such as large print"),
            f"{block}formats",
            not is_said(complaints.formats, "formats"),
        ),
        (_("which languages"), f"{block}languages", not _languages(complaints, channels)),
        (_("where people see it"), f"{block}posted", not posted),
    )


def _has_relay(channels: Sequence[Channel]) -> bool:
    if any(channel.kind is ChannelKind.RELAY for channel in channels):
        return True
    phones = [channel for channel in channels if channel.kind is ChannelKind.PHONE]
    told = (f"{c.name} {c.contact or ''} {c.note or ''}" for c in phones)
    return not phones or any(map(_RELAY.search, told))


def _lacks_hours(channel: Channel) -> bool:
    needed = channel.kind is ChannelKind.PHONE
    return needed and not (is_said(channel.hours, "hours") and is_said(channel.time_zone))


def _may_need_account(channel: Channel) -> bool:
    return (
        channel.kind in (ChannelKind.ONLINE, ChannelKind.APP)
        and channel.account_needed is not False
    )


def _lacks_way_in(channel: Channel) -> bool:
    needed = channel.kind is ChannelKind.IN_PERSON
    return needed and not is_said(channel.physical_access, "physical_access")


def _languages(complaints: Complaints, channels: Sequence[Channel]) -> bool:
    return bool(complaints.languages) or any(channel.languages for channel in channels)


def _in_writing_only(case: Case, complaints: Complaints) -> Iterator[Seen]:
    """K21: 'in writing only' beside a way to speak."""
    texts = [complaints.how, complaints.send, complaints.about, *(s.step for s in complaints.steps)]
    found = next(filter(None, (_IN_WRITING.search(str(text)) for text in texts if text)), None)
    oral = [channel for channel in case.complaint_channels if channel.kind in ORAL]
    if found and oral:
        yield contradiction(
            _(
                "Complaints are taken '{words}', but {channel} takes them too.",
                words=found[0],
                channel=oral[0].name,
            ),
            _("In agency.yml, under 'complaints', mend the words or the channels."),
            case.place(AGENCY, "complaints", "how"),
            case.place(AGENCY, "complaints", "channels"),
        )
