"""What one check saw of one charter, and the few forms in which checks say it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from charters.checks.findings import SILENCE, Level, Message, State, Strength, _
from charters.checks.order.case import AGENCY, BENCHMARKS, STANDARDS, SURVEYS, Case
from charters.problems import Place

MOST_NAMES = 3
"""Names that one sentence lists; the rest are counted."""

MOST_PLACES = 20
"""Places that one finding points to; an editor mends these first, and finds the rest alike."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check saw; the catalogue adds which check it was."""

    state: State
    sentence: Message
    strength: Strength = Strength.NOTHING
    add: Message = SILENCE
    place: Place | None = None
    also: tuple[Place, ...] = ()
    evidence: tuple[str, ...] = ()
    level: Level | None = None
    """Where one statement of a check weighs less than the check itself."""


Look = Callable[[Case], Iterator[Seen]]
"""A check: it looks at a case and says what it saw."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """Records with ids: the file and the key they stand under."""

    file: str
    key: str

    def place(self, case: Case, record: _Named, *keys: str | int) -> Place | None:
        """Return where a record, or one of its values, stands."""
        return case.place(self.file, self.key, record.id, *keys)


PROMISES, SERVICES = Kind(STANDARDS, "standards"), Kind(STANDARDS, "services")
GROUPS, CHANNELS = Kind(AGENCY, "customers"), Kind(AGENCY, "channels")
CUSTOMER_SURVEYS, STAFF_SURVEYS = Kind(SURVEYS, "customers"), Kind(SURVEYS, "staff")
COMPARATORS = Kind(BENCHMARKS, "benchmarks")


def present(sentence: Message, strength: Strength, *evidence: str) -> Seen:
    """Say that everything asked for is there."""
    return Seen(State.PRESENT, sentence, strength, evidence=evidence)


def idle(sentence: Message) -> Seen:
    """Say that there is nothing this check could be about."""
    return Seen(State.NOT_APPLICABLE, sentence)


def nothing(
    case: Case, what: Message, add: Message, place: Place | None, state: State = State.MISSING
) -> Seen:
    """Say that something is not there; `what` is singular and without an article."""
    if case.is_compiled:
        sentence = _("Not found in the documents used: {what}.", what=what)
    else:
        sentence = _("The plan shows no {what}.", what=what)
    return Seen(state, sentence, add=add, place=place)


def partial(
    sentence: Message, add: Message, *places: Place | None, strength: Strength = Strength.WORDS
) -> Seen:
    """Say that something is there, and something needed is not."""
    return _at(State.PARTIAL, sentence, add, places, strength)


def stale(
    sentence: Message, add: Message, *places: Place | None, strength: Strength = Strength.WORDS
) -> Seen:
    """Say that it was complete, and is older than its window."""
    return _at(State.STALE, sentence, add, places, strength)


def contradiction(sentence: Message, add: Message, *places: Place | None) -> Seen:
    """Say that two statements cannot both be true."""
    return _at(State.CONTRADICTORY, sentence, add, places, Strength.WORDS)


def _at(
    state: State,
    sentence: Message,
    add: Message,
    places: Sequence[Place | None],
    strength: Strength,
) -> Seen:
    known = [place for place in places if place is not None][:MOST_PLACES]
    first = known[0] if known else None
    return Seen(state, sentence, strength, add, first, tuple(known[1:]))


def listed(names: Sequence[str]) -> Message:
    """Return names as one value of a sentence: the first three, and how many more."""
    shown = ", ".join(names[:MOST_NAMES])
    if len(names) <= MOST_NAMES:
        return _("{names}", names=shown)
    return _("{names} and {more} more", names=shown, more=len(names) - MOST_NAMES)


def listed_all(parts: Sequence[Message]) -> Message:
    """Return parts of a sentence as one value, all of them."""
    if len(parts) < 2:
        return parts[0] if parts else SILENCE
    return _("{first}, {rest}", first=parts[0], rest=listed_all(parts[1:]))


@dataclass(frozen=True, slots=True)
class Ask:
    """What each of several records is asked for."""

    kind: Kind
    what: Message
    """In the plural, the records that have it."""
    example: str | Message
    """What to write into a record, or a whole sentence with a place for `{names}`."""
    keys: tuple[str, ...] = ()
    """Where in a record it stands."""
    strength: Strength = Strength.WORDS
    none: State = State.PARTIAL
    """The state where not a single record has it."""


def tally(
    case: Case,
    ask: Ask,
    records: Sequence[_Named],
    lacking: Sequence[_Named],
    evidence: Sequence[str] = (),
) -> Iterator[Seen]:
    """Say how many records have something."""
    sentence = counted(case, ask.what, len(records), len(records) - len(lacking))
    if not lacking:
        yield present(sentence, ask.strength, *evidence)
        return
    empty = len(lacking) == len(records)
    yield _at(
        ask.none if empty else State.PARTIAL,
        sentence,
        _advice(ask, listed([record.id for record in lacking])),
        [ask.kind.place(case, record, *ask.keys) for record in lacking[:MOST_PLACES]],
        Strength.NOTHING if empty else ask.strength,
    )


def _advice(ask: Ask, names: Message) -> Message:
    if isinstance(ask.example, Message):
        values = {"names": names, **dict(ask.example.values)}
        return Message(ask.example.template, tuple(values.items()))
    return _(
        "In {file}, add '{example}' to {names}.",
        file=ask.kind.file,
        example=ask.example,
        names=names,
    )


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


def no_promises(case: Case) -> Seen:
    """Say that there is no promise a check could be about."""
    add = (
        add_promise(listed([service.id for service in case.services]))
        if case.services
        else _(
            "In standards.yml, add a service, and a standard for it: a promise, its measure, a target."
        )
    )
    return nothing(case, _("promise to its customers"), add, case.place(STANDARDS, "standards"))


def add_promise(names: Message) -> Message:
    """Return the advice to post a promise for services."""
    return _(
        "In standards.yml, add a standard for {names}: a promise, its measure, a target. "
        "Start with how long it takes.",
        names=names,
    )


def no_services(case: Case) -> Seen:
    """Say that there is no service a check could be about."""
    return nothing(
        case,
        _("service for the public"),
        _("In standards.yml, add a service with id, name and summary under 'services'."),
        case.place(STANDARDS, "services"),
    )
