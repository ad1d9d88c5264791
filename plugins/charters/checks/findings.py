"""What a check says about an agency: state, strength, a plain sentence, and what to add next.

Section 1.1 of the requirements catalogue. Nothing here knows any single check.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from charters.model.quantities import TIME_UNITS, Quantity
from charters.model.text import Text
from charters.problems import Place


class State(StrEnum):
    """The state of one check, of one item, or of one statement."""

    PRESENT = "present"
    PARTIAL = "partial"
    MISSING = "missing"
    STALE = "stale"
    CONTRADICTORY = "contradictory"
    NOT_APPLICABLE = "not-applicable"
    NEEDS_A_PERSON = "needs-a-person"


class Strength(StrEnum):
    """How strong the evidence is that stands beside a state."""

    NOTHING = "E0"
    """Nothing, or a bare yes: never enough for 'present'."""
    WORDS = "E1"
    FIGURES = "E2"
    """Figures that the program can work out again."""
    OPENED = "E3"
    """A link or a route that was tried and answered on a recorded date."""
    CONFIRMED = "E4"
    """Confirmed by somebody outside the service."""


class Level(StrEnum):
    """Whether an item can be 'present' without a check."""

    MUST = "must"
    SHOULD = "should"


Value: TypeAlias = "str | int | date | Quantity | Text | Message"
"""What may stand in a sentence; publishing says each in the reader's language."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence as a template and its values, so that it can be said in another language."""

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**{name: _in_english(value) for name, value in self.values})

    def __bool__(self) -> bool:
        return bool(self.template)


SILENCE = Message("")
"""No sentence: what there is to add where nothing is."""


def _(template: str, **values: Value) -> Message:
    """Return a message; the name marks its template for the catalogue of translations."""
    return Message(template, tuple(values.items()))


def _in_english(value: Value) -> str:
    if isinstance(value, date):
        return f"{value:%B} {value.day}, {value.year}"
    if isinstance(value, Quantity):
        return _amount(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def _amount(level: Quantity) -> str:
    if level.is_share:
        return f"{level.amount}%"
    many = "s" if level.unit in TIME_UNITS and level.amount != 1 else ""
    return f"{level.amount} {level.unit}{many}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says about one agency."""

    agency: str
    item: str
    """`a` to `h`, `s2` to `s5`, or `x`."""
    check: str
    """The id of the check in the requirements catalogue: `A1`."""
    level: Level
    state: State
    strength: Strength
    sentence: Message
    """What we see, in plain words."""
    add: Message = SILENCE
    """What to add, in which file and under which key; empty when present."""
    place: Place | None = None
    also: tuple[Place, ...] = ()
    """The other places that the sentence is about."""
    evidence: tuple[str, ...] = ()
    """Links, or pages of this site: `agencies/ssa/#channels`."""
    judged_by: Text | None = None
    judged_on: date | None = None

    def __post_init__(self) -> None:
        if self.state is State.PRESENT and self.strength is Strength.NOTHING:
            raise ValueError(f"{self.check}: nothing, or a bare yes, is never 'present'")


@dataclass(frozen=True)
class ItemState:
    """The state of one item of the order, and how many of its checks are in which state."""

    item: str
    state: State
    checks: Mapping[str, State]
    """The state of each check, in the order in which they were found."""

    @property
    def counts(self) -> Mapping[State, int]:
        """How many checks are in each state; every state is named."""
        counted = Counter(self.checks.values())
        return {state: counted[state] for state in State}


def roll_up(findings: Iterable[Finding]) -> dict[str, ItemState]:
    """Return the state of each item that findings are about: the worst state wins."""
    by_item: dict[str, list[Finding]] = {}
    for finding in findings:
        by_item.setdefault(finding.item, []).append(finding)
    return {item: _item_state(item, found) for item, found in by_item.items()}


def _item_state(item: str, findings: list[Finding]) -> ItemState:
    checks = _by_check(findings)
    required = _by_check([found for found in findings if found.level is Level.MUST]) or checks
    state = worst(required.values())
    if State.CONTRADICTORY in checks.values():
        state = State.CONTRADICTORY
    elif state in (State.PRESENT, State.NEEDS_A_PERSON) and State.STALE in checks.values():
        state = State.STALE
    if state is State.NEEDS_A_PERSON and not _waits_for_a_person(findings):
        state = State.PRESENT
    return ItemState(item, state, checks)


def _by_check(findings: list[Finding]) -> dict[str, State]:
    by_check: dict[str, list[State]] = {}
    for finding in findings:
        by_check.setdefault(finding.check, []).append(finding.state)
    return {check: worst(states) for check, states in by_check.items()}


def _waits_for_a_person(findings: Iterable[Finding]) -> bool:
    """Return whether a required judgment has not been made yet."""
    return any(
        found.state is State.NEEDS_A_PERSON and found.judged_on is None
        for found in findings
        if found.level is Level.MUST
    )


def worst(states: Iterable[State]) -> State:
    """Return the state of a whole from the states of its parts (section 1.1).

    The catalogue is silent on two states: what does not apply counts only where nothing else
    does, and what a person has to judge holds back 'present' but hides nothing worse.
    """
    found = set(states)
    if State.CONTRADICTORY in found:
        return State.CONTRADICTORY
    found.discard(State.NOT_APPLICABLE)
    if not found:
        return State.NOT_APPLICABLE
    if found - {State.NEEDS_A_PERSON} == {State.MISSING}:
        return State.MISSING
    if found & {State.MISSING, State.PARTIAL}:
        return State.PARTIAL
    for state in (State.STALE, State.NEEDS_A_PERSON):
        if state in found:
            return state
    return State.PRESENT
