"""Two fields of words that say opposite things of one route (K21), with the place of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charters.checks.contradictions import route_words as words_of
from charters.checks.contradictions.places import AGENCY, Keys, beside
from charters.checks.contradictions.texts import texts_in
from charters.model.agency import Channel
from charters.model.register import Charter
from charters.problems import Problem

MEND = "stands in @; mend one of them"


@dataclass(frozen=True, slots=True)
class Spot:
    """Words in a file, and the keys to them."""

    file: str
    keys: Keys
    words: str


Said = tuple[Spot, str]
"""A spot, and the words of it that matter."""


def spots_in(file: str, keys: Keys, value: object) -> list[Spot]:
    """Return every text below a record, in each of its languages."""
    return [
        Spot(file, found, words)
        for found, text in texts_in(value, keys)
        for _, words in text.by_language
    ]


def named(spots: Sequence[Spot], level: int, *names: str) -> list[Spot]:
    """Return the spots whose key at a level of the file is one of the names."""
    return [spot for spot in spots if len(spot.keys) > level and spot.keys[level] in names]


def clash(charter: Charter, one: Said, other: Said, remedy: str = MEND) -> Problem:
    """Return the problem that words at one spot deny those at another; '@' is its place."""
    (here, said), (there_spot, against) = one, other
    place = charter.place(here.file, *here.keys)
    there = charter.place(there_spot.file, *there_spot.keys)
    message = f"'{said.strip()}' is said here, but '{against.strip()}' {remedy}"
    return Problem(place, "K21", message.replace("@", beside(place, there)), (there,))


def check_said(
    charter: Charter, spots: Sequence[Spot], words: re.Pattern[str], other: Spot
) -> Iterator[Problem]:
    """Yield the first spot whose words deny another field."""
    for spot in spots:
        found = words.search(spot.words)
        if found:
            yield clash(charter, (spot, found[0]), (other, other.words))
            return


def check_free(
    charter: Charter,
    free: Sequence[Spot],
    charged: Sequence[Spot],
    price: re.Pattern[str] = words_of.CHARGE,
) -> Iterator[Problem]:
    """Yield 'free' in one field and a charge in another, unless only a part is free."""
    for one in free:
        said = words_of.FREE.search(one.words)
        if said is None or words_of.FREE_IN_PART.search(one.words):
            continue
        for other in charged:
            if other.keys == one.keys:
                continue
            found = price.search(other.words)
            if found and not _is_partly_free(other.words):
                yield clash(charter, (one, said[0]), (other, found[0]))
                return


def check_all_free(charter: Charter, costs: Sequence[Spot]) -> Iterator[Problem]:
    """Yield a cost that begins with 'Free.' and goes on with a price."""
    for cost in costs:
        free = words_of.ALL_FREE.match(cost.words)
        for other in costs if free and not words_of.FREE_IN_PART.search(cost.words) else ():
            price = words_of.CHARGE.search(other.words)
            if free and price and not words_of.FREE_IN_PART.search(other.words):
                yield clash(charter, (cost, free[0].rstrip(".")), (other, price[0]))
                return


def _is_partly_free(words: str) -> bool:
    return bool(words_of.FREE_IN_PART.search(words) or words_of.FREE.search(words))


def check_always(
    charter: Charter, told: Sequence[Spot], hours: Sequence[Spot]
) -> Iterator[Problem]:
    """Yield '24/7' or 'seven days a week' beside hours, unless it is said of a part."""
    for one in told:
        if words_of.OF_A_PART.search(one.words):
            continue
        for other in hours:
            said = _open_longer(one.words, other.words)
            if said:
                remedy = "are the hours in @; write the same in both"
                yield clash(charter, (one, said), (other, other.words), remedy)
                return


def _open_longer(words: str, hours: str) -> str:
    """Return the words that promise more hours than a field of hours has."""
    always, week = words_of.ALWAYS.search(words), words_of.ALL_WEEK.search(words)
    if always and _is_part_of_day(hours):
        return always[0]
    return week[0] if week and _is_part_of_week(hours) else ""


def _is_part_of_day(hours: str) -> bool:
    return bool(words_of.CLOCK_HOURS.search(hours)) and not words_of.ALWAYS.search(hours)


def _is_part_of_week(hours: str) -> bool:
    weekend = words_of.WEEKEND.search(hours) or words_of.ALL_WEEK.search(hours)
    return bool(words_of.WORK_WEEK.search(hours)) and not weekend


def closing_hours(routes: Sequence[Channel]) -> list[Spot]:
    """Return the hours of the first of some routes that all close; nothing where one does not."""
    said = [str(channel.hours) for channel in routes if channel.hours]
    all_close = all(_is_part_of_day(hours) or _is_part_of_week(hours) for hours in said)
    if not routes or len(said) < len(routes) or not all_close:
        return []
    return spots_in(AGENCY, ("channels", routes[0].id, "hours"), routes[0].hours)
