"""Customers against services and routes: who is served by what (K9), which needs are met (K10)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from charters.checks.contradictions.places import AGENCY, STANDARDS, beside
from charters.model.agency import (
    AccessObject,
    Barrier,
    Channel,
    ChannelKind,
    CustomerGroup,
    Served,
)
from charters.model.register import Charter, Register
from charters.model.standards import Service
from charters.problems import Problem

_SPEAKS = re.compile(
    r"\b(?:interpret\w*|translat\w*|bilingual|languages|spanish|español|interprète|langues)\b",
    re.IGNORECASE,
)
_BY_KIND: Mapping[Barrier, frozenset[ChannelKind]] = {
    Barrier.DISABILITY: frozenset(
        {
            ChannelKind.RELAY,
            ChannelKind.TEXT,
            ChannelKind.IN_PERSON,
            ChannelKind.EMAIL,
            ChannelKind.PARTNER,
        }
    ),
    Barrier.LANGUAGE: frozenset(),
    Barrier.LITERACY: frozenset(
        {ChannelKind.PHONE, ChannelKind.RELAY, ChannelKind.IN_PERSON, ChannelKind.PARTNER}
    ),
    Barrier.NO_INTERNET: frozenset(
        {
            ChannelKind.PHONE,
            ChannelKind.RELAY,
            ChannelKind.MAIL,
            ChannelKind.IN_PERSON,
            ChannelKind.TEXT,
            ChannelKind.PARTNER,
        }
    ),
    Barrier.COST_HOURS_PLACE: frozenset(ChannelKind) - {ChannelKind.IN_PERSON, ChannelKind.PARTNER},
}
"""The kinds of channel that meet a need by what they are."""

_SPOKEN = frozenset({ChannelKind.PHONE})
_WRITTEN = frozenset({ChannelKind.ONLINE, ChannelKind.APP, ChannelKind.MAIL})
_NEEDS_INTERNET = frozenset({ChannelKind.ONLINE, ChannelKind.APP, ChannelKind.EMAIL})
_ADD = {
    Barrier.DISABILITY: "a relay number or an office",
    Barrier.LANGUAGE: "languages: [English, Spanish] or an interpreter",
    Barrier.LITERACY: "a phone line or an office",
    Barrier.NO_INTERNET: "a phone line, an office or mail",
    Barrier.COST_HOURS_PLACE: "a route from home",
}


def check_customers(register: Register) -> Iterator[Problem]:
    """Yield groups that no service names, and needs that no route meets."""
    for charter in register.charters.values():
        if not charter.agency.customers:
            continue
        yield from _served_by_nothing(charter)
        yield from _found_none(charter)
        yield from _parts_of_groups(charter)
        for group in charter.agency.customers:
            yield from _two_sizes(charter, group)
        yield from _unmet(charter)
        yield from _helps_without_internet(charter)


def _services_of(charter: Charter) -> Mapping[str, Sequence[Service]]:
    found: dict[str, list[Service]] = defaultdict(list)
    for service in charter.services:
        for group in service.customers:
            found[group].append(service)
    return found


def _served_by_nothing(charter: Charter) -> Iterator[Problem]:
    """K9, A2: a group that is served is named by a service."""
    by_group = _services_of(charter)
    for group in charter.agency.customers:
        said = "served" in group.model_fields_set
        named = group.id in by_group
        # Where no service names anybody, the gap is theirs; a typed `yes` contradicts it all the same.
        if group.served is Served.YES and not named and (said or by_group) and charter.services:
            place = charter.place(AGENCY, "customers", group.id, "served" if said else "id")
            other = charter.place(STANDARDS, "services")
            yield Problem(
                place,
                "K9",
                f"'{group.id}' is a group that is served, but no service names it "
                f"({beside(place, other)}); add it to 'customers' of a service there, or write "
                "served: no",
                (other,),
            )


def _found_none(charter: Charter) -> Iterator[Problem]:
    """K9, A3: 'we looked and found none' beside a group that is not served."""
    looked = charter.agency.looked_for_unserved
    for group in charter.agency.customers if looked else ():
        newer = group.last_reviewed and looked and group.last_reviewed.start > looked.date.end
        if group.served is Served.NO and not newer:
            place = charter.place(AGENCY, "customers", group.id, "served")
            other = charter.place(AGENCY, "looked_for_unserved")
            yield Problem(
                place,
                "K9",
                f"'{group.id}' is not served, but looked_for_unserved says that none was found "
                f"({beside(place, other)}); take that part out",
                (other,),
            )


def _parts_of_groups(charter: Charter) -> Iterator[Problem]:
    """K12, A4: the parts of a group are not larger than the group."""
    groups = {group.id: group for group in charter.agency.customers}
    parts: dict[str, list[CustomerGroup]] = defaultdict(list)
    for group in groups.values():
        if group.part_of in groups and group.size:
            parts[group.part_of].append(group)
    for name, found in parts.items():
        whole = groups[name].size
        same = [g.size.number for g in found if g.size and whole and g.size.unit == whole.unit]
        if whole and len(same) == len(found) and sum(same) > whole.number:
            place = charter.place(AGENCY, "customers", name, "size", "number")
            others = tuple(
                charter.place(AGENCY, "customers", g.id, "size", "number") for g in found
            )
            listed = ", ".join(f"line {other.line}" for other in others)
            yield Problem(
                place,
                "K12",
                f"'{name}' has {whole.number:,} {whole.unit}, but its parts have {sum(same):,} "
                f"together ({listed}); mend one of them",
                others,
            )


def _two_sizes(charter: Charter, group: CustomerGroup) -> Iterator[Problem]:
    """K11: how many they are, in words and in figures."""
    size = group.size
    unit = str(size.unit).split()[0] if size else ""
    for _, words in group.who.by_language if size else ():
        found = re.search(rf"\b(\d{{1,3}}(?:,\d{{3}})+|\d{{3,}}) {re.escape(unit)}\b", words)
        said = int(found[1].replace(",", "")) if found else 0
        if found and size and abs(said - size.number) * 10 > size.number:
            place = charter.place(AGENCY, "customers", group.id, "who")
            other = charter.place(AGENCY, "customers", group.id, "size", "number")
            yield Problem(
                place,
                "K11",
                f"'{found[0]}' is said here, but the size says {size.number:,} "
                f"({beside(place, other)}); write the same number in both",
                (other,),
            )


# ----------------------------------------------------------------------------------------- needs


def _unmet(charter: Charter) -> Iterator[Problem]:
    """K10, A5, G3: each service a group uses has a route for each of its needs."""
    channels = {channel.id: channel for channel in charter.agency.channels}
    by_group = _services_of(charter)
    for group in charter.agency.customers:
        if group.served is Served.NO or (group.served is Served.PARTLY and _owns_up(group)):
            continue
        for n, need in enumerate(group.needs):
            for service in by_group.get(group.id, ()):
                names = service.channels or list(channels)
                routes = [channels[name] for name in names if name in channels]
                if routes and not _is_met(charter, need, routes):
                    yield _no_route(charter, group, n, service)
                    break


def _owns_up(group: CustomerGroup) -> bool:
    return group.barriers is not None or group.should_be_served_because is not None


def _is_met(charter: Charter, need: Barrier, routes: Sequence[Channel]) -> bool:
    """Return whether a service's channels, or a measure of access for all services, meet a need."""
    measures = charter.agency.access
    if any(m.barrier is need and m.object is not AccessObject.COMPLAINTS for m in measures):
        return True
    kinds = {channel.kind for channel in routes}
    if any(need in channel.helps for channel in routes) or kinds & _BY_KIND[need]:
        return True
    if need is Barrier.DISABILITY:
        return bool(kinds & _SPOKEN and kinds & _WRITTEN)
    return need is Barrier.LANGUAGE and any(_speaks_more(channel) for channel in routes)


def _speaks_more(channel: Channel) -> bool:
    said = " ".join(
        str(words) for words in (channel.name, channel.note, *channel.languages) if words
    )
    return len(channel.languages) > 1 or bool(_SPEAKS.search(said))


def _no_route(charter: Charter, group: CustomerGroup, n: int, service: Service) -> Problem:
    need = group.needs[n]
    names = service.channels or [channel.id for channel in charter.agency.channels]
    place = charter.place(AGENCY, "customers", group.id, "needs", n)
    other = charter.place(STANDARDS, "services", service.id, "channels")
    if not service.channels:
        other = charter.place(AGENCY, "channels")
    return Problem(
        place,
        "K10",
        f"'{group.id}' needs '{need.value}', but the service '{service.id}' can be reached only by "
        f"{', '.join(names)} ({beside(place, other)}); add helps: [{need.value}] to the "
        f"channel that meets it, or list {_ADD[need]}",
        (other,),
    )


def _helps_without_internet(charter: Charter) -> Iterator[Problem]:
    """K10: a channel that needs the internet is no route for people without it."""
    for channel in charter.agency.channels:
        if Barrier.NO_INTERNET in channel.helps and channel.kind in _NEEDS_INTERNET:
            n = channel.helps.index(Barrier.NO_INTERNET)
            place = charter.place(AGENCY, "channels", channel.id, "helps", n)
            other = charter.place(AGENCY, "channels", channel.id, "kind")
            yield Problem(
                place,
                "K10",
                f"'{channel.id}' is said to help people without internet, but it is "
                f"{channel.kind.value} ({beside(place, other)}); take no-internet out here",
                (other,),
            )
