"""What pages say for each choice that an editor makes from a list."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from charters.model.access import AccessObject
from charters.model.agency import Served
from charters.model.benchmarks import Sector
from charters.model.channels import OTHER_WAYS, Barrier, ChannelKind, Task
from charters.model.measures import CasesAre
from charters.model.offered import Serves, StandardType
from charters.model.periods import Frequency, Window
from charters.model.shapes import Shape
from charters.model.standards import Activity
from charters.model.surveys import IdeaStatus, Purpose, UseKind
from charters.publishing.say.marks import _
from charters.publishing.say.speech import Speech

_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    ChannelKind: {
        ChannelKind.ONLINE: _("Online"),
        ChannelKind.PHONE: _("Phone"),
        ChannelKind.RELAY: _("Relay or TTY"),
        ChannelKind.IN_PERSON: _("In person"),
        ChannelKind.MAIL: _("Mail"),
        ChannelKind.FAX: _("Fax"),
        ChannelKind.EMAIL: _("Email"),
        ChannelKind.TEXT: _("Text message"),
        ChannelKind.APP: _("App"),
        ChannelKind.PARTNER: _("Through a partner"),
    },
    Task: {
        Task.ASK: _("ask"),
        Task.APPLY: _("apply"),
        Task.PAY: _("pay"),
        Task.TRACK: _("see where your case stands"),
        Task.COMPLAIN: _("complain"),
    },
    Barrier: {
        Barrier.DISABILITY: _("disability"),
        Barrier.LANGUAGE: _("another language"),
        Barrier.LITERACY: _("reading and writing"),
        Barrier.NO_INTERNET: _("no internet"),
        Barrier.COST_HOURS_PLACE: _("cost, hours or distance"),
    },
    Served: {
        Served.YES: _("We serve them"),
        Served.PARTLY: _("We reach some of them"),
        Served.NO: _("We do not reach them yet"),
    },
    AccessObject: {
        AccessObject.INFORMATION: _("Information"),
        AccessObject.SERVICES: _("Services"),
        AccessObject.COMPLAINTS: _("Complaints"),
    },
    CasesAre: {
        CasesAre.PEOPLE: _("people"),
        CasesAre.CASES: _("cases, each by itself"),
        CasesAre.MONEY: _("money"),
        CasesAre.TIME: _("time"),
    },
    Serves: {
        Serves.OUTSIDE: "",
        Serves.AGENCIES: _("other agencies, not the public"),
        Serves.SOCIETY: _("society as a whole, not single customers"),
    },
    StandardType: {
        StandardType.TIMELINESS: _("how long it takes"),
        StandardType.WAITING: _("waiting"),
        StandardType.ACCESS: _("getting to us"),
        StandardType.AVAILABILITY: _("being open"),
        StandardType.ACCURACY: _("getting it right"),
        StandardType.QUALITY: _("quality"),
        StandardType.COURTESY: _("courtesy"),
        StandardType.OPENNESS: _("openness"),
        StandardType.REDRESS: _("putting things right"),
        StandardType.COST: _("cost"),
        StandardType.OTHER: _("other things"),
    },
    Activity: {
        Activity.ANSWERING_THE_PHONE: _("Answering the phone"),
        Activity.WAITING_IN_PERSON: _("Waiting in person"),
        Activity.DECIDING: _("Deciding a claim or an application"),
        Activity.DELIVERING: _("Delivering"),
        Activity.ISSUING_A_DOCUMENT: _("Issuing a document"),
        Activity.ANSWERING_A_LETTER: _("Answering a letter"),
        Activity.GETTING_IT_RIGHT: _("Getting it right"),
        Activity.SATISFYING: _("Satisfying customers"),
        Activity.KEEPING_UP: _("Keeping up with the work"),
        Activity.SOLVING_COMPLAINTS: _("Solving complaints"),
        Activity.BEING_AVAILABLE: _("Being available"),
    },
    Frequency: {
        Frequency.WEEKLY: _("every week"),
        Frequency.FOUR_WEEKLY: _("every four weeks"),
        Frequency.MONTHLY: _("every month"),
        Frequency.QUARTERLY: _("every quarter"),
        Frequency.HALF_YEARLY: _("every half-year"),
        Frequency.YEARLY: _("every year"),
        Frequency.TWO_YEARLY: _("every two years"),
    },
    Window: {
        Window.TO_DATE: _("the year so far"),
        Window.MOVING_YEAR: _("the twelve months up to its last day"),
    },
    Shape: {
        Shape.SHARE_WITHIN_LIMIT: _("the share of cases within a limit"),
        Shape.SHARE_WITH_PROPERTY: _("the share of cases with a property"),
        Shape.MEAN: _("the average of all cases"),
        Shape.MEDIAN: _("the case in the middle"),
        Shape.PERCENTILE: _("what nearly all cases were kept within"),
        Shape.SCORE: _("a score"),
        Shape.RATE: _("a rate"),
        Shape.COUNT_AT_LEAST: _("a count"),
        Shape.COUNT_AT_MOST: _("a count"),
        Shape.BACKLOG: _("how many were waiting on a day"),
        Shape.YES_NO: _("kept or not, in the agency's word"),
        Shape.WORDS_ONLY: _("in words only"),
    },
    Sector: {
        Sector.PRIVATE: _("private organization"),
        Sector.PUBLIC: _("public organization"),
        Sector.OWN_PAST: _("the agency's own past"),
    },
    Purpose: {
        Purpose.WANTS: _("what you want"),
        Purpose.SATISFACTION: _("how satisfied you are"),
    },
    IdeaStatus: {
        IdeaStatus.ADOPTED: _("adopted"),
        IdeaStatus.TRYING: _("being tried"),
        IdeaStatus.NOT_NOW: _("not now"),
        IdeaStatus.NO: _("not adopted"),
    },
    UseKind: {
        UseKind.MANAGEMENT: _("judging how well we manage"),
        UseKind.RESOURCES: _("deciding where money and people go"),
    },
}


def way_word(speech: Speech, way: str) -> str:
    """Return what a page says for a kind of channel, or for every `other` one; '' for what is none."""
    if way == OTHER_WAYS:
        # Translators: ways to reach an agency, as in a table below "Phone" and "Mail".
        return speech.gettext("Other ways")
    kind = next((one for one in ChannelKind if one == way), None)
    return word(speech, kind) if kind else ""


def word(speech: Speech, choice: StrEnum) -> str:
    """Return what a page says for a choice; '' where nothing is to be said."""
    words = _WORDS[type(choice)][choice]
    return speech.gettext(words) if words else ""
