"""What a rule says about an agency: state, strength, a plain sentence, and what to add next.

Section 1.1 of the requirements catalogue. Nothing here knows any single rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from charters.model.text import Text
from charters.problems import SILENCE, Message, Place


class State(StrEnum):
    """The state of one rule, of one clause, or of one statement."""

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


class Duty(StrEnum):
    """Whether a clause can be 'present' without a rule."""

    MUST = "must"
    SHOULD = "should"


class Seen(NamedTuple):
    """What a rule saw of an agency; the audit adds which rule it was."""

    state: State
    sentence: Message
    """What we see, in plain words."""
    strength: Strength = Strength.NOTHING
    add: Message = SILENCE
    """What to add, in which file and under which key; empty when present."""
    place: Place | None = None
    also: tuple[Place, ...] = ()
    """The other places that the sentence is about."""
    evidence: tuple[str, ...] = ()
    """Links, or pages of this site: `agencies/ssa/#channels`."""
    level: Duty | None = None
    """Where one statement of a rule weighs less than the rule itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule of the framework says about one agency."""

    agency: str
    clause: str
    """`a` to `h`, `s2` to `s5`, or `x`."""
    rule: str
    """The id of the rule in the requirements catalogue: `A1`."""
    level: Duty
    seen: Seen
    judged_by: Text | None = None
    judged_on: date | None = None

    @property
    def state(self) -> State:
        """The state of what was seen."""
        return self.seen.state

    def __post_init__(self) -> None:
        if self.state is State.PRESENT and self.seen.strength is Strength.NOTHING:
            raise ValueError(f"{self.rule}: nothing, or a bare yes, is never 'present'")


class ClauseState(NamedTuple):
    """The state of one clause, and how many of its rules are in which state."""

    clause: str
    state: State
    rules: Mapping[str, State]
    """The state of each rule, in the order of the framework."""

    @property
    def counts(self) -> Mapping[State, int]:
        """How many rules are in each state; every state is named."""
        counted = Counter(self.rules.values())
        return {state: counted[state] for state in State}


def roll_up(findings: Iterable[Finding]) -> dict[str, ClauseState]:
    """Return the state of each clause that findings are about: the worst state wins."""
    by_clause: dict[str, list[Finding]] = {}
    for finding in findings:
        by_clause.setdefault(finding.clause, []).append(finding)
    return {clause: _clause_state(clause, found) for clause, found in by_clause.items()}


def _clause_state(clause: str, findings: list[Finding]) -> ClauseState:
    found_states = _by_rule(findings)
    required = _by_rule([found for found in findings if found.level is Duty.MUST]) or found_states
    state = worst(required.values())
    if State.CONTRADICTORY in found_states.values():
        state = State.CONTRADICTORY
    elif state in (State.PRESENT, State.NEEDS_A_PERSON) and State.STALE in found_states.values():
        state = State.STALE
    if state is State.NEEDS_A_PERSON and not _waits_for_a_person(findings):
        state = State.PRESENT
    return ClauseState(clause, state, found_states)


def _by_rule(findings: list[Finding]) -> dict[str, State]:
    by_rule: dict[str, list[State]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding.state)
    return {rule: worst(states) for rule, states in by_rule.items()}


def _waits_for_a_person(findings: Iterable[Finding]) -> bool:
    """Return whether a required judgment has not been made yet."""
    return any(
        found.state is State.NEEDS_A_PERSON and found.judged_on is None
        for found in findings
        if found.level is Duty.MUST
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
