"""The second example site: fictitious agencies, one for each state, and what is said of each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from charters.model.register import Register
from charters.publishing.views.order import MOST_STEPS
from charters.reading import read
from charters.rules import Audit, Finding, State, audit, framework
from charters.rules.findings import ClauseState, Strength
from order_cases import CASES, SITE

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
def audited() -> Audit:
    return audit(site())


def said_of(agency: str) -> list[Finding]:
    return list(audited().findings[agency])


def test_there_is_one_agency_for_each_state() -> None:
    assert set(site().charters) == set(AGENCIES)
    assert set(AGENCIES.values()) == set(State)


def test_every_agency_is_named_as_fictitious() -> None:
    names = [str(charter.agency.name) for charter in site().charters.values()]
    assert [name for name in names if not name.startswith("Fictitious ")] == []


@pytest.mark.parametrize(("agency", "state"), AGENCIES.items())
def test_each_agency_shows_its_state(agency: str, state: State) -> None:
    items = audited().clauses[agency]
    shown = [found for item in items.values() for found in item.rules.values()]
    # Only three rules leave anything to a person (D2, X10, X21).
    assert shown.count(state) >= (3 if state is State.NEEDS_A_PERSON else 4)
    others = {name: audited().clauses[name] for name in AGENCIES if name != agency}
    if state is not State.NEEDS_A_PERSON:  # pages nobody looked at need one in every agency
        assert all(shown.count(state) >= _count(found, state) for found in others.values())


def _count(items: Mapping[str, ClauseState], state: State) -> int:
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
    steps = audited().next_steps(agency)[:MOST_STEPS]
    yield "\nWhat to do next:\n" if steps else "\nNothing is left to add."
    for n, step in enumerate(steps, 1):
        yield f"{n}. {step.rule}: {step.seen.add}"
    for item, state in audited().clauses[agency].items():
        counts = ", ".join(f"{count} {kind}" for kind, count in state.counts.items() if count)
        yield f"\n## {item.upper()}. {framework().clauses[item].title}: {state.state}\n\n{counts}.\n"
        for finding in found:
            if finding.clause == item:
                yield from lines(finding)


@pytest.mark.parametrize("agency", AGENCIES)
def test_nothing_is_called_partial_of_which_no_part_is_there(agency: str) -> None:
    partial = [one.seen for one in said_of(agency) if one.state is State.PARTIAL]
    without = [str(seen.sentence) for seen in partial if seen.strength is Strength.NOTHING]
    # One half is missing beside another, such as readers; or it is said, and why, that there is none.
    known = ("The plan shows no ", "The plan says that there is no ")
    assert [said for said in without if not said.startswith(known)] == []


def lines(finding: Finding) -> Iterator[str]:
    yield f"- **{finding.rule} {finding.state}** ({finding.seen.strength}) {finding.seen.sentence}"
    if finding.seen.add:
        yield f"  - Add: {finding.seen.add}"
    if finding.judged_by is not None:
        yield f"  - Judged by {finding.judged_by} on {finding.judged_on}"
    if finding.seen.place:
        yield f"  - Place: {', '.join(str(place) for place in (finding.seen.place, *finding.seen.also))}"
    if finding.seen.evidence:
        yield f"  - Evidence: {', '.join(finding.seen.evidence)}"


@pytest.mark.parametrize("agency", AGENCIES)
def test_whatever_there_is_to_do_names_the_file_to_do_it_in(agency: str) -> None:
    files = re.compile(r"\b(?:agency|standards|benchmarks|surveys)\.yml|results\.csv|content/")
    to_do = [str(one.seen.add) for one in said_of(agency) if one.seen.add]
    assert [words for words in to_do if not files.search(words)] == []


def test_the_ten_line_agency_is_led_to_what_citizens_need_first() -> None:
    steps = audited().next_steps("ten-lines")[:4]
    assert [step.rule for step in steps] == ["C15", "H1", "F4", "A1"]
    assert str(steps[0].seen.add).startswith("In standards.yml, add a standard for certificates")
