"""Every check of the order, shown silent on an agency that shows everything, and firing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from charters.reading import read
from charters.rules import Finding, State, framework
from charters.rules.findings import roll_up, worst
from order_cases import cases, findings_of_case, load_good, read_planted, write_site

GOOD_NEWS = (State.PRESENT, State.NOT_APPLICABLE, State.NEEDS_A_PERSON)
BY_CONSTRUCTION = {"S5.1", "S5.5", "X18"}
"""Checks that the templates, not the data, answer: no fault in the data can make them fire."""


def names() -> list[Any]:
    return [pytest.param(case, id=f"{case['check']}: {case['fault']}") for case in cases()]


def of_check(findings: list[Finding], check: str) -> list[Finding]:
    return [finding for finding in findings if finding.rule == check]


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    return findings_of_case(tmp_path_factory.mktemp("good") / "site", {})


def test_the_good_agency_can_be_read_without_a_problem(tmp_path: Path) -> None:
    write_site(tmp_path, load_good())
    assert read(tmp_path)[1] == []


def test_no_check_fires_on_the_good_agency(silent: list[Finding]) -> None:
    assert [str(found) for found in silent if found.state not in GOOD_NEWS] == []
    assert {found.rule for found in silent} == set(framework().clause_of)


def test_every_item_of_the_good_agency_is_present(silent: list[Finding]) -> None:
    states = {item: found.state for item, found in roll_up(silent).items()}
    assert states.pop("s4") is State.NOT_APPLICABLE
    assert set(states.values()) == {State.PRESENT}


@pytest.mark.parametrize("case", names())
def test_a_planted_fault_gives_the_state_it_should(tmp_path: Path, case: dict[str, Any]) -> None:
    found = of_check(findings_of_case(tmp_path / "site", case), case["check"])
    state = State(case["state"])
    assert worst(finding.state for finding in found) is state
    telling = [finding for finding in found if finding.state is state]
    assert any(case.get("says", "") in str(finding.seen.sentence) for finding in telling)
    assert any(case.get("adds", "") in str(finding.seen.add) for finding in telling)
    file = case.get("where", case.get("in", ""))
    if file and state not in (State.PRESENT, State.NOT_APPLICABLE):
        assert any(place.endswith(file) for place in paths(telling)), paths(telling)


def paths(findings: list[Finding]) -> list[str]:
    found = [place for f in findings for place in (f.seen.place, *f.seen.also) if place is not None]
    return [place.path for place in found]


def test_cases_that_are_good_news_are_marked_so() -> None:
    marked = [
        case["fault"]
        for case in cases()
        if bool(case.get("good")) != (State(case["state"]) in GOOD_NEWS)
    ]
    assert marked == []


def test_every_check_is_shown_firing() -> None:
    fired = {case["check"] for case in cases() if State(case["state"]) not in GOOD_NEWS}
    assert set(framework().clause_of) - fired == BY_CONSTRUCTION | {"X21"}


def test_bad_news_always_says_what_to_add(tmp_path: Path) -> None:
    empty = {"in": "agency.yml", "at": "customers", "out": True}
    found = findings_of_case(tmp_path / "site", empty)
    assert [f.rule for f in found if f.state not in GOOD_NEWS and not f.seen.add] == []
    assert [f.rule for f in found if f.state is State.PRESENT and f.seen.add] == []


def test_a_fault_leaves_the_checks_that_are_not_about_it_alone(
    tmp_path: Path, silent: list[Finding]
) -> None:
    fault = {"in": "surveys.yml", "at": "heard", "out": True}
    found = findings_of_case(tmp_path / "site", fault)
    before = {(f.rule, f.state, str(f.seen.sentence)) for f in silent}
    after = {(f.rule, f.state, str(f.seen.sentence)) for f in found}
    assert {check for check, _state, _sentence in before ^ after} == {"H9", "X14"}


def test_services_for_nobody_outside_are_not_asked_about(tmp_path: Path) -> None:
    steps = [{"in": "standards.yml", "at": "services.loans.serves", "put": "agencies"}]
    register = read_planted(tmp_path / "site", *steps)
    assert register.charters["lantern-office"].services
    found = findings_of_case(tmp_path / "again", {"steps": steps})
    assert {f.state for f in of_check(found, "C15")} == {State.MISSING}
