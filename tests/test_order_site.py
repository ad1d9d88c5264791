"""The second example site: fictitious agencies, one for each state, and what is said of each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache

import pytest

from charters.checks import order
from charters.checks.findings import Finding, ItemState, State
from charters.model.register import Register
from charters.reading import read
from order_cases import CASES, CLEAN, GOOD, SITE, findings_of

AGENCIES = {
    "lantern-office": State.PRESENT,
    "ferry-board": State.PARTIAL,
    "ten-lines": State.MISSING,
    "clock-museum": State.STALE,
    "mirror-agency": State.CONTRADICTORY,
    "quiet-archive": State.NOT_APPLICABLE,
    "wise-panel": State.NEEDS_A_PERSON,
}
GOLDEN = CASES / "golden"


@cache
def site() -> Register:
    return read(SITE)[0]


@cache
def said_of(agency: str) -> list[Finding]:
    return findings_of(site(), agency, CLEAN if agency == GOOD else order.UNSEEN)


def test_there_is_one_agency_for_each_state() -> None:
    assert set(site().charters) == set(AGENCIES)
    assert set(AGENCIES.values()) == set(State)


def test_every_agency_is_named_as_fictitious() -> None:
    names = [str(charter.agency.name) for charter in site().charters.values()]
    assert [name for name in names if not name.startswith("Fictitious ")] == []


@pytest.mark.parametrize(("agency", "state"), AGENCIES.items())
def test_each_agency_shows_its_state(agency: str, state: State) -> None:
    items = order.roll_up(said_of(agency))
    shown = [found for item in items.values() for found in item.checks.values()]
    assert shown.count(state) >= 4
    others = {name: order.roll_up(said_of(name)) for name in AGENCIES if name != agency}
    if state is not State.NEEDS_A_PERSON:  # pages nobody looked at need one in every agency
        assert all(shown.count(state) >= _count(found, state) for found in others.values())


def _count(items: dict[str, ItemState], state: State) -> int:
    return sum(item.counts[state] for item in items.values())


@pytest.mark.parametrize("agency", AGENCIES)
def test_what_is_said_of_an_agency_is_what_it_was(agency: str) -> None:
    path = GOLDEN / f"{agency}.md"
    text = "\n".join(report(agency)) + "\n"
    if os.environ.get("WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def report(agency: str) -> Iterator[str]:
    """Yield what is said of an agency, as an editor would read it."""
    found = said_of(agency)
    yield f"# {site().charters[agency].agency.name}"
    steps = order.next_steps(found)
    yield "\nWhat to do next:\n" if steps else "\nNothing is left to add."
    for n, step in enumerate(steps, 1):
        yield f"{n}. {step.check}: {step.add}"
    for item, state in order.roll_up(found).items():
        counts = ", ".join(f"{count} {kind}" for kind, count in state.counts.items() if count)
        yield f"\n## {item.upper()}. {order.ITEMS[item]}: {state.state}\n\n{counts}.\n"
        for finding in found:
            if finding.item == item:
                yield from lines(finding)


def lines(finding: Finding) -> Iterator[str]:
    yield f"- **{finding.check} {finding.state}** ({finding.strength}) {finding.sentence}"
    if finding.add:
        yield f"  - Add: {finding.add}"
    if finding.judged_by is not None:
        yield f"  - Judged by {finding.judged_by} on {finding.judged_on}"
    if finding.place:
        yield f"  - Place: {', '.join(str(place) for place in (finding.place, *finding.also))}"
    if finding.evidence:
        yield f"  - Evidence: {', '.join(finding.evidence)}"


def test_the_ten_line_agency_is_led_to_what_citizens_need_first() -> None:
    steps = order.next_steps(said_of("ten-lines"), most=4)
    assert [step.check for step in steps] == ["C15", "H1", "F4", "A1"]
    assert str(steps[0].add).startswith("In standards.yml, add a standard for certificates")
