"""How to reach an agency, whom it serves, and what makes it accessible (items a, f, g)."""

from __future__ import annotations

from dataclasses import dataclass

from charters.model.agency import (
    AccessObject,
    Barrier,
    Channel,
    ChannelKind,
    CustomerGroup,
    Served,
    Task,
    Tried,
)
from charters.model.register import Charter
from charters.publishing.facts import (
    Fact,
    checked_words,
    facts,
    listed,
    noted,
    put,
    when_words,
    yes_no,
)
from charters.publishing.promises import SourceView, source_view
from charters.publishing.speech import Said, Speech


@dataclass(frozen=True, slots=True)
class ChannelView:
    """One way to reach an agency."""

    id: str
    kind: str
    name: Said
    contact: Said | None
    link: str
    facts: list[Fact]
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group of customers."""

    id: str
    name: Said
    who: Said
    served: str
    facts: list[Fact]
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class AccessRow:
    """What is done about one barrier for one thing that has to be accessible."""

    object: str
    barrier: str
    how: Said
    source: SourceView | None


def channel_kind_word(speech: Speech, kind: ChannelKind) -> str:
    """Return the word for a means of delivery."""
    _ = speech.gettext
    return {
        ChannelKind.ONLINE: _("Online"),
        ChannelKind.PHONE: _("Phone"),
        ChannelKind.RELAY: _("Relay or TTY"),
        ChannelKind.IN_PERSON: _("In person"),
        ChannelKind.MAIL: _("Mail"),
        ChannelKind.EMAIL: _("Email"),
        ChannelKind.TEXT: _("Text message"),
        ChannelKind.APP: _("App"),
        ChannelKind.PARTNER: _("Through a partner"),
    }[kind]


def barrier_word(speech: Speech, barrier: Barrier) -> str:
    """Return the words for a barrier or need."""
    _ = speech.gettext
    return {
        Barrier.DISABILITY: _("disability"),
        Barrier.LANGUAGE: _("another language"),
        Barrier.LITERACY: _("reading and writing"),
        Barrier.NO_INTERNET: _("no internet"),
        Barrier.COST_HOURS_PLACE: _("cost, hours or distance"),
    }[barrier]


def task_word(speech: Speech, task: Task) -> str:
    """Return the word for what can be done through a channel."""
    _ = speech.gettext
    return {
        Task.ASK: _("ask"),
        Task.APPLY: _("apply"),
        Task.PAY: _("pay"),
        Task.TRACK: _("see where your case stands"),
        Task.COMPLAIN: _("complain"),
    }[task]


def channel_view(speech: Speech, charter: Charter, channel: Channel) -> ChannelView:
    """Return one channel as a card."""
    _ = speech.gettext
    return ChannelView(
        id=channel.id,
        kind=channel_kind_word(speech, channel.kind),
        name=speech.say(channel.name),
        contact=speech.said(channel.contact),
        link=channel.link or "",
        facts=facts(
            speech,
            (_("Hours"), channel.hours),
            (_("Time zone"), channel.time_zone),
            (_("Cost"), channel.cost),
            (_("Languages"), listed(speech, channel.languages)),
            (_("You can"), ", ".join(task_word(speech, task) for task in channel.can_do)),
            (_("Helps with"), ", ".join(barrier_word(speech, need) for need in channel.helps)),
            (_("Account needed"), yes_no(speech, channel.account_needed)),
            (_("Appointment"), channel.appointment),
            (_("Getting in"), channel.physical_access),
            (_("Last tried"), _tried(speech, channel.last_tried)),
            (_("Good to know"), channel.note),
        ),
        source=source_view(speech, charter, channel.source),
    )


def _tried(speech: Speech, tried: Tried | None) -> Said | None:
    if tried is None:
        return None
    said = (
        speech.gettext("{day}: it worked")
        if tried.worked
        else speech.gettext("{day}: it did not work")
    ).format(day=speech.day(tried.date))
    return put(speech, "{said}. {note}", said=said, note=tried.note) if tried.note else Said(said)


def served_word(speech: Speech, served: Served) -> str:
    """Return whether a group is served, in words."""
    _ = speech.gettext
    return {
        Served.YES: _("We serve them"),
        Served.PARTLY: _("We reach some of them"),
        Served.NO: _("We do not reach them yet"),
    }[served]


def group_view(speech: Speech, charter: Charter, group: CustomerGroup) -> GroupView:
    """Return one group of customers."""
    _ = speech.gettext
    larger = charter.group_by_id.get(group.part_of or "")
    return GroupView(
        id=group.id,
        name=speech.say(group.name),
        who=speech.say(group.who),
        served=served_word(speech, group.served),
        facts=[
            *_size(speech, charter, group),
            *facts(
                speech,
                (_("Part of"), larger.name if larger else None),
                (_("Relation to us"), group.relation),
                (_("Why we should serve them"), group.should_be_served_because),
                (_("What they need"), ", ".join(barrier_word(speech, one) for one in group.needs)),
                (_("What stands in their way"), group.barriers),
                (_("How we know"), group.identified_by),
                (_("Last reviewed"), when_words(speech, group.last_reviewed)),
            ),
        ],
        source=source_view(speech, charter, group.source),
    )


def _size(speech: Speech, charter: Charter, group: CustomerGroup) -> list[Fact]:
    """Return how many they are; with its source, where that is not the source of the rest."""
    size = group.size
    if size is None:
        return []
    number = put(speech, "{number} {unit}", number=speech.number(size.number), unit=size.unit)
    source = size.source if size.source != group.source else None
    said = noted(speech, number, when_words(speech, size.year))
    return [Fact(speech.gettext("How many"), said, source_view(speech, charter, source))]


def search_facts(speech: Speech, charter: Charter) -> list[Fact]:
    """Return how the agency looked for people whom it does not serve yet."""
    search = charter.agency.looked_for_unserved
    if search is None:
        return []
    said = noted(speech, search.method, speech.period(search.date))
    label = speech.gettext("How we looked for people we do not serve yet")
    return [Fact(label, said, source_view(speech, charter, search.source))]


def access_rows(speech: Speech, charter: Charter) -> list[AccessRow]:
    """Return the access matrix, row by row (item g)."""
    _ = speech.gettext
    objects = {
        AccessObject.INFORMATION: _("Information"),
        AccessObject.SERVICES: _("Services"),
        AccessObject.COMPLAINTS: _("Complaints"),
    }
    return [
        AccessRow(
            objects[measure.object],
            barrier_word(speech, measure.barrier),
            noted(speech, measure.how, checked_words(speech, measure.checked)),
            source_view(speech, charter, measure.source),
        )
        for measure in charter.agency.access
    ]
