"""Item (g): information, services and complaints that everybody can reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

from charters.judging.ages import is_older
from charters.judging.needs import OFFLINE, Unmet, open_ways, unmet_needs
from charters.model.agency import AccessObject, Barrier, Channel, ChannelKind
from charters.model.complaints import Complaints
from charters.model.register import ACCESS, CHANNEL, Register
from charters.problems import Message, Place, Problem
from charters.problems.message import _
from charters.rules.case import AGENCY, Case
from charters.rules.costs import is_answered_cost, is_charged
from charters.rules.filled import is_said, is_sentence
from charters.rules.findings import Duty, Seen, State, Strength
from charters.rules.forms import (
    Part,
    Subject,
    clash,
    listed,
    listed_all,
    partial,
    parts,
    present,
    stale,
)
from charters.rules.records import kind_of, nothing

FEWEST_WAYS = 3
"""Ways to complain that there are to be at least (G4)."""

_ORAL = frozenset({ChannelKind.PHONE, ChannelKind.RELAY, ChannelKind.IN_PERSON})
_WRITTEN = frozenset(ChannelKind) - _ORAL - {ChannelKind.PARTNER}
_FORMS = frozenset({ChannelKind.ONLINE, ChannelKind.APP})

_PEOPLE: Mapping[Barrier, Message] = {
    Barrier.DISABILITY: _("people with a disability"),
    Barrier.LANGUAGE: _("people who speak another language"),
    Barrier.LITERACY: _("people who do not read or write easily"),
    Barrier.NO_INTERNET: _("people without internet"),
    Barrier.COST_HOURS_PLACE: _("people kept away by cost, hours or distance"),
}
"""Who has a need, as a sentence says it."""

_WAYS: Mapping[Barrier, Message] = {
    Barrier.DISABILITY: _("a relay number, or an office with its physical_access"),
    Barrier.LANGUAGE: _("the languages it speaks, such as languages: [English, Spanish]"),
    Barrier.LITERACY: _("a phone line or an office"),
    Barrier.NO_INTERNET: _("a phone line, an office or mail"),
    Barrier.COST_HOURS_PLACE: _("a way from home"),
}
"""What meets a need."""

_OBJECTS = {
    AccessObject.INFORMATION: _("leaflets and pages"),
    AccessObject.COMPLAINTS: _("the ways to complain"),
}
"""What a need can be open for, besides the services themselves."""


# ------------------------------------------------------------------------------------- the pages


def _checked(case: Case) -> Iterator[Seen]:
    """G1: people checked the pages by hand on a known day, besides the rules of every build.

    A build puts each finished page to the rules of pages, and stops at a fault. Where an audit in a browser
    is on record, what it found counts too.
    """
    yield from _audited(case)
    last = max((check.date for check in case.charter.agency.manual_checks), default=None)
    add = _(
        "In agency.yml, add 'manual_checks': date, by, what (keyboard, screen reader, zoom) and "
        "found."
    )
    place = case.place(AGENCY, "manual_checks")
    if last is None:
        yield nothing(case, _("check of its pages that a person made"), add, place, State.PARTIAL)
    elif case.is_older(last, case.windows.statement_months):
        yield stale(_("A person last checked the pages on {day}.", day=last), add, place)
    else:
        said = _(
            "Every build looks at the links, images, headings, tables and names on each "
            "finished page, and stops at a fault; a person last checked on {day}.",
            day=last,
        )
        yield present(said, Strength.FIGURES, "accessibility/")


def last_check(register: Register) -> tuple[date | None, bool]:
    """Return when somebody last checked the whole site by hand, and whether that is too long ago."""
    last = max((check.date for check in register.settings.audits), default=None)
    months = register.settings.windows.statement_months
    return last, last is not None and is_older(last, months, register.as_of)


def checked_by_hand(register: Register) -> Iterator[Problem]:
    """G1: whoever has a browser look at the pages has people look too, every year."""
    last, is_due = last_check(register)
    place = register.settings.audits_place or Place(register.settings.site_file)
    do = _(
        "have people use the site by keyboard, with a screen reader and enlarged, and add 'audits': date, by, what and found"
    )
    if is_due and last is not None:
        said = _("the last check of this site by hand was on {day}, too long ago", day=last)
        yield Problem(place, "Y057", said, do=do)
    elif last is None and register.audit is not None:
        said = _("no check of this site by hand is recorded, only what a program found")
        yield Problem(place, "Y057", said, do=do)


def _audited(case: Case) -> Iterator[Seen]:
    """Yield what the last audit of the finished pages found, where there was one."""
    record = case.register.audit
    if record is None:
        return
    place = Place((PurePosixPath(case.register.settings.data_dir).parent / "audit.json").as_posix())
    add = _("Mend what 'charters audit' tells, build the site, and audit it again.")
    pages, broken = len(record.pages), len({one.page for one in record.faults})
    if broken:
        said = _(
            "The audit of {day} found faults on {broken} of {pages} pages of this site.",
            day=record.checked,
            broken=broken,
            pages=pages,
        )
        yield partial(said, add, place, strength=Strength.FIGURES)
    elif case.is_older(record.checked, case.windows.statement_months):
        yield stale(_("The pages were last audited on {day}.", day=record.checked), add, place)
    else:
        said = _(
            "The audit of {day} found no fault of the kinds it looks for on the {pages} pages of this site.",
            day=record.checked,
            pages=pages,
        )
        yield present(said, Strength.FIGURES, "accessibility/")


def _statement(case: Case) -> Iterator[Seen]:
    """G5: the accessibility statement: standard, known limits, contact, date (M-24-08)."""
    statement = case.charter.agency.accessibility_statement
    place = case.place(AGENCY, "accessibility_statement")
    if statement is None:
        what = _("statement on how accessible its web pages are")
        add = _(
            "In agency.yml, add 'accessibility_statement': standard, updated, known_limits, "
            "contact and link."
        )
        yield nothing(case, what, add, place)
        return
    if case.is_older(statement.updated, case.windows.statement_months):
        said = _("The accessibility statement is from {day}.", day=statement.updated)
        add = _("Look at the statement again, and bring 'updated' in agency.yml up to date.")
        yield stale(said, add, place)
    limits = any(is_said(limit, "known_limits") for limit in statement.known_limits)
    told = (
        ("standard", _("which standard they follow"), is_said(statement.standard, "standard")),
        ("known_limits", _("what is known not to work"), limits),
        ("contact", _("whom to tell"), is_said(statement.contact, "contact")),
        ("answered_within", _("how soon you get an answer"), bool(statement.answered_within)),
    )
    about = _("how accessible its web pages were on {day}", day=statement.updated)
    pages = (case.page("about"), *filter(None, [statement.link]))
    yield parts(case, "accessibility_statement", about, told, *pages)


# ------------------------------------------------------------------------- a way for every need


def _ways(case: Case) -> Iterator[Seen]:
    """G3: each service has a way for each need that its customers have; K10 says where it cannot."""
    needs = dict.fromkeys(need for group in case.charter.agency.customers for need in group.needs)
    if not needs:
        what = _("word on what its customers need, such as another language or relay calls")
        add = _("In agency.yml, add 'needs' to the customer groups, and 'helps' to the channels.")
        yield nothing(case, what, add, case.place(AGENCY, "customers"))
        return
    unmet = list(unmet_needs(case.charter))
    yield from (_admitted(case, gap) for gap in unmet if gap.is_admitted)
    yield from _open_cells(case, list(needs))
    if not unmet:
        said = _("Each service has a way for every need its customers have.")
        yield present(said, Strength.WORDS, case.page("channels"))


def _admitted(case: Case, gap: Unmet) -> Seen:
    said = _(
        "No way to reach {services} is made for {people} ({group}); the plan says what stands "
        "in their way.",
        services=_names(gap),
        people=_PEOPLE[gap.need],
        group=gap.group.name,
    )
    return partial(said, _("In agency.yml, {do}.", do=_remedy(gap.need)), *_places(case, gap))


def _open_cells(case: Case, needs: Sequence[Barrier]) -> Iterator[Seen]:
    """Yield the needs that information or complaints leave open (the access matrix)."""
    measures = [one for one in case.charter.agency.access if is_said(one.how, "how")]
    answered = {(measure.object, measure.barrier) for measure in measures}
    answered |= {
        (AccessObject.COMPLAINTS, need)
        for need in needs
        if open_ways(case.complaint_channels, need)
    }
    for about, words in _OBJECTS.items():
        left = [need for need in needs if (about, need) not in answered]
        if left:
            what = listed_all([_PEOPLE[need] for need in left])
            seen = nothing(
                case,
                _("word on how {what} reach {people}", what=words, people=what),
                _(
                    "In agency.yml, add to 'access': object: {about}, barrier: {barrier}, and how.",
                    about=about.value,
                    barrier=left[0].value,
                ),
                case.place(AGENCY, "access"),
                State.PARTIAL,
            )
            yield seen._replace(level=Duty.SHOULD)


def _unmet_needs(case: Case) -> Iterator[Problem]:
    """A5, G3: a need of people who are served, and no way to a service that meets it."""
    refused = {CHANNEL, ACCESS} & case.charter.refused
    for gap in () if refused else unmet_needs(case.charter):
        if not gap.is_admitted:
            here = case.in_agency(
                "customers", gap.group.id, "needs", gap.group.needs.index(gap.need)
            )
            said = _(
                "there are {people} in '{group}', but {services} can be reached only by {ways}",
                people=_PEOPLE[gap.need],
                group=gap.group.id,
                services=_names(gap),
                ways=", ".join(channel.id for channel in gap.channels),
            )
            yield clash("K10", "A5 G3", here, said, _remedy(gap.need), *_places(case, gap))


def _names(gap: Unmet) -> Message:
    names = listed([f"'{service.id}'" for service in gap.services])
    if len(gap.services) == 1:
        return _("the service {names}", names=names)
    return _("the services {names}", names=names)


def _remedy(need: Barrier) -> Message:
    return _(
        "add helps: [{need}] to the channel that meets it, or list {ways}",
        need=need.value,
        ways=_WAYS[need],
    )


def _places(case: Case, gap: Unmet) -> list[Place]:
    return [
        case.in_service(service, "channels") if service.channels else case.in_agency("channels")
        for service in gap.services
    ]


def _helps_without_internet(case: Case) -> Iterator[Problem]:
    """A5, G3: a channel that needs the internet is no way for people without it."""
    for channel in case.charter.agency.channels:
        if Barrier.NO_INTERNET in channel.helps and channel.kind not in OFFLINE:
            at = ("channels", channel.id)
            here = case.in_agency(*at, "helps", channel.helps.index(Barrier.NO_INTERNET))
            said = _(
                "'{channel}' is said to help people without internet, but it is {kind}",
                channel=channel.id,
                kind=channel.kind.value,
            )
            do = _("take no-internet out here")
            yield clash("K10", "A5 G3", here, said, do, case.in_agency(*at, "kind"))


# ---------------------------------------------------------------------------- the way to complain


def _complaints(case: Case) -> Iterator[Seen]:
    """G4 and section 5.2: everybody can complain, in several ways, free, with help."""
    block = case.charter.agency.complaints
    if block is None:
        yield kind_of("complaints").none(case)
        return
    asked = (*_of_ways(case.complaint_channels), *_of_block(block, case.complaint_channels))
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
        count = len(case.complaint_channels)
        sentence = _("Everybody can complain: {count} ways, free, with help.", count=count)
        yield present(sentence, Strength.WORDS, case.page("complain"))


def _of_ways(ways: Sequence[Channel]) -> tuple[Part, ...]:
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


def _of_block(block: Complaints, ways: Sequence[Channel]) -> tuple[Part, ...]:
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


SUBJECT = Subject(
    looks={"G1": _checked, "G3": _ways, "G4": _complaints, "G5": _statement},
    clashes=(_unmet_needs, _helps_without_internet),
)
