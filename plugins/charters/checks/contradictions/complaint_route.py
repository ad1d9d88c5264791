"""What is said of the way to complain against what it asks for (K21, H1, H5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from charters.checks.contradictions import route_words as words_of
from charters.checks.contradictions.clashes import (
    Said,
    Spot,
    check_always,
    check_free,
    check_said,
    clash,
    closing_hours,
    named,
    spots_in,
)
from charters.checks.contradictions.places import AGENCY
from charters.checks.wording.places import is_condition
from charters.model.agency import Channel, ChannelKind
from charters.model.complaints import Complaints
from charters.model.register import Charter, Register
from charters.problems import Problem

_ORAL = frozenset({ChannelKind.PHONE, ChannelKind.IN_PERSON, ChannelKind.RELAY})

_Search = Callable[[str], "re.Match[str] | None"]


def check_complaint_route(register: Register) -> Iterator[Problem]:
    """Yield ways to complain of which two things are said."""
    for charter in register.charters.values():
        if charter.agency.complaints:
            channels = {channel.id: channel for channel in charter.agency.channels}
            yield from _complaints(charter, charter.agency.complaints, channels)


def _complaints(
    charter: Charter, complaints: Complaints, channels: Mapping[str, Channel]
) -> Iterator[Problem]:
    own = [
        spot
        for spot in spots_in(AGENCY, ("complaints",), complaints)
        if spot.keys[1] not in ("figures", "outside_review", "no_outside_review")
    ]
    routes = [channels[name] for name in complaints.channels if name in channels]
    yield from _in_writing(charter, complaints, own, channels)
    yield from _cost(charter, own, routes)
    yield from check_always(charter, named(own, 1, "how", "about", "help"), closing_hours(routes))
    if routes and all(channel.account_needed for channel in routes):
        account = Spot(AGENCY, ("channels", routes[0].id, "account_needed"), "account_needed: yes")
        yield from check_said(charter, own, words_of.NO_ACCOUNT, account)


def _cost(charter: Charter, own: Sequence[Spot], routes: Sequence[Channel]) -> Iterator[Problem]:
    charged = named(own, 1, "cost", "how", "send", "steps")
    for channel in routes:
        charged += spots_in(AGENCY, ("channels", channel.id, "cost"), channel.cost)
    yield from check_free(charter, named(own, 1, "cost", "how", "about"), charged)


def _in_writing(
    charter: Charter, complaints: Complaints, own: Sequence[Spot], channels: Mapping[str, Channel]
) -> Iterator[Problem]:
    only = next(_found(own, _in_writing_only), None)
    told = named(own, 1, "about", "how", "send", "steps", "help")
    anyhow = next(_found(told, words_of.ANY_WAY.search), None)
    if only and anyhow:
        remedy = "stands in @; take one of them out"
        yield clash(charter, anyhow, only, remedy)
    elif only:
        yield from _but_spoken(charter, complaints, only, channels)
    elif anyhow and len(complaints.channels) == 1:
        listed = Spot(AGENCY, ("complaints", "channels"), complaints.channels[0])
        remedy = "is the only way in @; list the others, or take the words out"
        yield clash(charter, anyhow, (listed, listed.words), remedy)


def _found(spots: Sequence[Spot], search: _Search) -> Iterator[Said]:
    for spot in spots:
        found = search(spot.words)
        if found:
            yield spot, found[0]


def _but_spoken(
    charter: Charter, complaints: Complaints, only: Said, channels: Mapping[str, Channel]
) -> Iterator[Problem]:
    for n, name in enumerate(complaints.channels):
        channel = channels.get(name)
        if channel is not None and channel.kind in _ORAL:
            listed = Spot(AGENCY, ("complaints", "channels", n), name)
            remedy = f"({channel.kind.value}) is one of the ways in @; take one of them out"
            yield clash(charter, only, (listed, name), remedy)
            return


def _in_writing_only(words: str) -> re.Match[str] | None:
    """Return what asks for writing, unless it is said of some cases ('if you write, ...')."""
    found = words_of.IN_WRITING_ONLY.search(words)
    if found is None or is_condition(words.lower(), found.start(), "en"):
        return None
    before = words[: found.start()].rpartition(".")[2]
    return None if words_of.OF_SOME.search(before.lower()) else found
