"""How to reach an agency, and whom it serves (items a, f)."""

from __future__ import annotations

from dataclasses import dataclass

from charters.model.agency import CustomerGroup
from charters.model.channels import Channel, ChannelKind, Tried
from charters.model.register import Charter
from charters.publishing.say.choice_words import word
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.cited import SourceView, source_view
from charters.publishing.views.facts import Fact, facts, keyword, listed, noted, put


@dataclass(frozen=True, slots=True)
class ChannelView:
    """One way to reach an agency."""

    kind: str
    """What kind of way it is; '' where its name says the same."""
    name: Said
    contact: Said | None
    link: str
    hours: Said | None
    lacks: str
    """What a caller or visitor needs and is not there: the number, the address, the hours; '' for nothing."""
    facts: list[Fact]
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group of customers."""

    name: Said
    who: Said
    served: str
    facts: list[Fact]
    source: SourceView | None


def channel_view(speech: Speech, charter: Charter, channel: Channel) -> ChannelView:
    """Return one channel as a card."""
    _ = speech.gettext
    kind, name = word(speech, channel.kind), speech.say(channel.name)
    return ChannelView(
        kind=kind if kind != name.words else "",
        name=name,
        contact=speech.said(channel.contact),
        link=channel.link or "",
        hours=speech.said(channel.hours),
        lacks=_lacks(speech, charter, channel),
        facts=facts(
            speech,
            (_("Hours"), channel.hours),
            (_("Time zone"), channel.time_zone),
            (_("Cost of contact"), keyword(channel.cost, free=_("free"))),
            (_("Languages"), listed(speech, channel.languages)),
            (_("You can"), listed(speech, channel.can_do)),
            (_("Helps with"), listed(speech, channel.helps)),
            (_("Account needed"), channel.account_needed),
            (_("Appointment"), channel.appointment),
            (_("Getting in"), channel.physical_access),
            (_("Last tried"), _tried(speech, channel.last_tried)),
            (_("Good to know"), channel.note),
        ),
        source=source_view(speech, charter, channel.source),
    )


CALLED = (ChannelKind.PHONE, ChannelKind.RELAY, ChannelKind.TEXT)
_NUMBERED = (*CALLED, ChannelKind.FAX)
_WRITTEN_TO = (ChannelKind.EMAIL, ChannelKind.MAIL)
_STAFFED = (ChannelKind.PHONE, ChannelKind.IN_PERSON)
_HOLDS_A_CONTACT = ("tel:", "mailto:", "sms:")


def _lacks(speech: Speech, charter: Charter, channel: Channel) -> str:
    """Return what is missing of a way; of a compiled charter, what was not found."""
    _, kind = speech.gettext, channel.kind
    found = charter.agency.compiled is not None
    reached = channel.contact or (channel.link or "").startswith(_HOLDS_A_CONTACT)
    lacks = []
    if kind in _NUMBERED and not reached:
        lacks.append(_("number not found") if found else _("number not published"))
    unseen = kind is ChannelKind.ONLINE and not (channel.contact or channel.link)
    if unseen or (kind in _WRITTEN_TO and not reached):
        lacks.append(_("address not found") if found else _("address not published"))
    if kind in _STAFFED and channel.hours is None:
        lacks.append(_("hours not found") if found else _("hours not published"))
    return ", ".join(lacks)


def _tried(speech: Speech, tried: Tried | None) -> Said | None:
    if tried is None:
        return None
    _ = speech.gettext
    outcome = _("{day}: it worked") if tried.worked else _("{day}: it did not work")
    said = put(speech, outcome, day=tried.date)
    return put(speech, "{said}. {note}", said=said, note=tried.note) if tried.note else said


def group_view(speech: Speech, charter: Charter, group: CustomerGroup) -> GroupView:
    """Return one group of customers."""
    _ = speech.gettext
    larger = charter.group_by_id.get(group.part_of or "")
    return GroupView(
        name=speech.say(group.name),
        who=speech.say(group.who),
        served=word(speech, group.served),
        facts=[
            *_size(speech, charter, group),
            *facts(
                speech,
                (_("Part of"), larger.name if larger else None),
                (_("Relation to us"), group.relation),
                (_("Why we should serve them"), group.should_be_served_because),
                (_("What they need help with"), listed(speech, group.needs)),
                (_("What stands in their way"), group.barriers),
                (_("How we know"), group.identified_by),
                (_("Last reviewed"), group.last_reviewed),
            ),
        ],
        source=source_view(speech, charter, group.source),
    )


def _size(speech: Speech, charter: Charter, group: CustomerGroup) -> list[Fact]:
    """Return how many they are; with its source, where that is not the source of the rest."""
    size = group.size
    if size is None:
        return []
    number = put(speech, "{number} {unit}", number=speech.people(size.number), unit=size.unit)
    source = size.source if size.source != group.source else None
    said = noted(speech, number, size.year)
    return [Fact(speech.gettext("How many"), said, source_view(speech, charter, source))]


def search_facts(speech: Speech, charter: Charter) -> list[Fact]:
    """Return how the agency looked for people whom it does not serve yet."""
    search = charter.agency.looked_for_unserved
    if search is None:
        return []
    said = noted(speech, search.method, search.date)
    label = speech.gettext("How we looked for people we do not serve yet")
    return [Fact(label, said, source_view(speech, charter, search.source))]
