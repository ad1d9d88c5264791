"""Item (g): everybody can complain, in several ways, free, with help (section 5.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charters.judging.needs import OFFLINE
from charters.model.channels import Barrier, Channel, ChannelKind
from charters.model.complaints import Complaints
from charters.model.file_names import AGENCY
from charters.problems.message import _, listed_all
from charters.rules.case import Case
from charters.rules.costs import is_answered_cost, is_charged
from charters.rules.filled import is_said, is_sentence
from charters.rules.findings import Seen, Strength
from charters.rules.records import kind_of
from charters.rules.saying import BlockPart, partial, present

FEWEST_WAYS = 3
"""Ways to complain that there are to be at least (G4)."""

_ORAL = frozenset({ChannelKind.PHONE, ChannelKind.RELAY, ChannelKind.IN_PERSON})
_WRITTEN = frozenset(ChannelKind) - _ORAL - {ChannelKind.PARTNER}
_FORMS = frozenset({ChannelKind.ONLINE, ChannelKind.APP})


def complaining(case: Case) -> Iterator[Seen]:
    """G4 and section 5.2: everybody can complain, in several ways, free, with help."""
    block = case.charter.agency.complaints
    if block is None:
        yield kind_of("complaints").none(case)
        return
    asked = (
        *_of_ways(case.charter.complaint_channels),
        *_of_block(block, case.charter.complaint_channels),
    )
    lacking = [(key, words) for key, words, is_there in asked if not is_there]
    what = listed_all([words for _key, words in lacking])
    keys = ", ".join(dict.fromkeys(key for key, _words in lacking))
    if lacking:
        yield partial(
            _("On ways to complain, not found in the documents used: {what}.", what=what)
            if case.is_compiled
            else _("The ways to complain lack: {what}.", what=what),
            _("In agency.yml, see to {keys}.", keys=keys),
            case.place(AGENCY, "complaints"),
        )
    else:
        count = len(case.charter.complaint_channels)
        sentence = _("Everybody can complain: {count} ways, free, with help.", count=count)
        yield present(sentence, Strength.WORDS, case.page("complain"))


def _of_ways(ways: Sequence[Channel]) -> tuple[BlockPart, ...]:
    kinds, key = {way.kind for way in ways}, "complaints: channels"
    phones = [way for way in ways if way.kind is ChannelKind.PHONE]
    doors = [way.physical_access for way in ways if way.kind is ChannelKind.IN_PERSON]
    accounts = {way.account_needed for way in ways if way.kind in _FORMS}
    relay = ChannelKind.RELAY in kinds or any(Barrier.DISABILITY in p.helps for p in phones)
    timed = all(is_said(phone.hours, "hours") and is_said(phone.time_zone) for phone in phones)
    entered = all(is_said(door, "physical_access") for door in doors)
    return (
        (key, _("three ways or more"), len(ways) >= FEWEST_WAYS),
        (key, _("a way to speak"), bool(kinds & _ORAL)),
        (key, _("a way to write"), bool(kinds & _WRITTEN)),
        (key, _("a way without internet"), bool(kinds & OFFLINE)),
        (key, _("relay calls"), relay or not phones),
        ("channels: time_zone", _("hours and time zone of the phone"), timed),
        ("channels: account_needed", _("a web form that needs no account"), accounts <= {False}),
        ("channels: physical_access", _("how to get into the office"), entered),
    )


def _of_block(block: Complaints, ways: Sequence[Channel]) -> tuple[BlockPart, ...]:
    cost, key = str(block.cost or ""), "complaints: {}".format
    spoken = bool(block.languages) or any(way.languages for way in ways)
    posted = any(is_said(at.where, "where") and at.checked for at in block.posted)
    acts_for = is_sentence(block.representative, "representative")
    formats = is_said(block.formats, "formats")
    return (
        (key("cost"), _("that it is free"), is_answered_cost(cost) and not is_charged(cost)),
        (key("help"), _("help"), is_sentence(block.help, "help")),
        (key("representative"), _("that somebody may act for you"), acts_for),
        (key("formats"), _("other formats, such as large print"), formats),
        (key("languages"), _("which languages"), spoken),
        (key("posted"), _("where people see it"), posted),
    )
