"""Item (g): for every need that customers have, a way to each service, to information and to complain (K10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from charters.judging.needs import OFFLINE, Unmet, open_ways, unmet_needs
from charters.model.access import AccessObject
from charters.model.channels import Barrier
from charters.model.file_names import AGENCY
from charters.model.register import ACCESS, CHANNEL
from charters.problems import Message, Place, Problem
from charters.problems.message import _, listed_all
from charters.rules.case import Case
from charters.rules.filled import is_said
from charters.rules.findings import Duty, Seen, State, Strength
from charters.rules.records import nothing
from charters.rules.saying import clash, listed, partial, present

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


def ways(case: Case) -> Iterator[Seen]:
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
        if open_ways(case.charter.complaint_channels, need)
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
    if len(gap.services) == 1:
        return _("the service '{name}'", name=gap.services[0].id)
    names = listed([f"'{service.id}'" for service in gap.services])
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


CLASHES = (_unmet_needs, _helps_without_internet)
