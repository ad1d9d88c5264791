"""How rules speak: what is seen at a place, what cannot be true, names in a list, and how many of a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from charters.model.file_names import AGENCY
from charters.model.text import Text
from charters.problems import Message, Place, Problem
from charters.problems.message import _, listed_all
from charters.rules.case import Case
from charters.rules.findings import Seen, State, Strength

MOST_NAMES = 3
"""Names that one sentence lists; the rest are counted."""
MOST_PLACES = 20
"""Places that one finding points to; an editor mends these first, and finds the rest alike."""


def present(sentence: Message, strength: Strength, *evidence: str) -> Seen:
    """Say that everything asked for is there."""
    return Seen(State.PRESENT, sentence, strength, evidence=evidence)


def idle(sentence: Message) -> Seen:
    """Say that there is nothing this rule could be about."""
    return Seen(State.NOT_APPLICABLE, sentence)


def partial(
    sentence: Message, add: Message, *places: Place | None, strength: Strength = Strength.WORDS
) -> Seen:
    """Say that something is there, and something needed is not."""
    return placed(State.PARTIAL, sentence, add, places, strength)


def stale(
    sentence: Message, add: Message, *places: Place | None, strength: Strength = Strength.WORDS
) -> Seen:
    """Say that it was complete, and is older than its window."""
    return placed(State.STALE, sentence, add, places, strength)


def placed(
    state: State,
    sentence: Message,
    add: Message,
    places: Sequence[Place | None],
    strength: Strength,
) -> Seen:
    """Return what is seen at some places, of which the first is the one to begin with."""
    known = list(dict.fromkeys(place for place in places if place is not None))[:MOST_PLACES]
    return Seen(state, sentence, strength, add, known[0] if known else None, tuple(known[1:]))


def clash(
    code: str, shows: str, place: Place, message: Message, do: Message, *others: Place
) -> Problem:
    """Say that two statements cannot both be true, or that one cannot be.

    `shows` names the rules of the framework that this is about, such as `D4` or `H2 C3`. Where the
    other statement stands is added by whoever prints the problem.
    """
    return Problem(place, code, message, others, do, tuple(shows.split()))


def at_most(shows: str, *counts: tuple[str, int, Place]) -> Iterator[Problem]:
    """Yield each count that is more than the next one (K12): part before whole."""
    for (part, count, here), (whole, most, there) in pairwise(counts):
        if count > most:
            said = _(
                "'{part}' says {count}, more than '{whole}' with {most}",
                part=part,
                count=count,
                whole=whole,
                most=most,
            )
            yield clash("K12", shows, here, said, _("mend one of them"), there)


def listed(names: Sequence[Text | str]) -> Message:
    """Return names as one value of a sentence: the first three, and how many more."""
    shown = listed_all([_("{names}", names=one) for one in names[:MOST_NAMES]])
    if len(names) <= MOST_NAMES:
        return shown
    return _("{names} and {more} more", names=shown, more=len(names) - MOST_NAMES)


def counted(case: Case, what: Message, count: int, shown: int) -> Message:
    """Return how many of a number have something, in words."""
    if shown == count or (shown and not case.is_compiled):
        return _("{what}: {shown} of {count}.", what=what, shown=shown, count=count)
    if not case.is_compiled:
        return _("{what}: none of {count}.", what=what, count=count)
    if not shown:
        return _("{what}: not found in the documents used.", what=what)
    return _(
        "{what}: {shown} of {count}. For the rest it was not found in the documents used.",
        what=what,
        shown=shown,
        count=count,
    )


BlockPart = tuple[str, Message, bool]
"""A part of a block: its key, what it says in plain words, whether it is there."""


def parts(
    case: Case, block: str, about: Message, found: Sequence[BlockPart], *evidence: str
) -> Seen:
    """Say whether every part of a block of agency.yml is there, and which is not.

    `about` is what the block tells of, as `On {about}, the plan says ...`.
    """
    lacking = [(key, words) for key, words, is_there in found if not is_there]
    add = _(
        "In agency.yml, under '{block}', add {keys}.",
        block=block,
        keys=", ".join(key for key, _words in lacking),
    )
    what = listed_all([words for _key, words in lacking])
    place = case.place(AGENCY, *block.split(".")[:1])
    if not lacking:
        what = listed_all([words for _key, words, _is_there in found])
        sentence = _("On {about}, the plan says {what}.", about=about, what=what)
        return present(sentence, Strength.WORDS, *evidence)
    if case.is_compiled:
        said = _("On {about}, not found in the documents used: {what}.", about=about, what=what)
    else:
        said = _("On {about}, the plan does not say {what}.", about=about, what=what)
    if len(lacking) == len(found):
        return Seen(State.MISSING, said, add=add, place=place)
    return partial(said, add, place)
