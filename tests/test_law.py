"""The law of the audit: a clause is contradictory on a page if, and only if, a problem says so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charters import rules as room
from charters.model.register import Register
from charters.problems import Problem, Severity, rules
from charters.publishing.book import open_book
from charters.publishing.views.order import item_rows
from charters.reading import read
from charters.rules import audit, framework
from clashes import CASES, named, write_site
from order_cases import GOOD, SITE, cases, read_planted

CLAUSE_OF = framework().clause_of
CLASHES = [*named(CASES), *named(CASES / "clean")]


def cannot_be_true(problem: Problem) -> bool:
    """Return whether a line of the check says that statements cannot be true together."""
    return bool(problem.shows) and rules()[problem.code].state == "contradictory"


def on_pages(register: Register) -> set[tuple[str, str]]:
    """Return the clauses that a page calls contradictory, by agency."""
    book = open_book(audit(register))
    return {
        (charter.id, row.item)
        for charter in register.charters.values()
        for row in item_rows(book, charter)
        if row.kind == "contradictory"
    }


def in_check(register: Register) -> set[tuple[str, str]]:
    """Return the clauses that lines of the check are about, by agency."""
    found = audit(register)
    return {
        (agency, CLAUSE_OF[code].id)
        for agency, problems in found.by_agency.items()
        for problem in problems
        if problem in found.problems and cannot_be_true(problem)
        for code in problem.shows
    }


NEVER_TOLD = {"K26", "K29", "K30", "K31", "K32", "K33"}
"""A page that said where a text tells a hidden number would tell it to everybody; and what only looks
like a slip is a question to whoever typed it.
"""


@pytest.mark.parametrize("case", CLASHES)
def test_page_and_check_agree_on_what_an_editor_wrote(case: Path, tmp_path: Path) -> None:
    write_site(tmp_path, case)
    register, _ = read(tmp_path)
    assert on_pages(register) == in_check(register)


@pytest.mark.parametrize("case", named(CASES))
def test_what_cannot_be_true_shows_on_a_page(case: Path, tmp_path: Path) -> None:
    write_site(tmp_path, case)
    register, _ = read(tmp_path)
    lines = [
        problem
        for problem in audit(register).problems
        if re.match("[KF]", problem.code) and problem.severity is not Severity.NOTE
    ]
    untold = [line for line in lines if not (set(line.shows) & set(CLAUSE_OF))]
    assert {line.code for line in untold} <= NEVER_TOLD
    assert bool(on_pages(register)) is any(map(cannot_be_true, lines))


def test_page_and_check_agree_on_the_agencies_of_every_state() -> None:
    register, _ = read(SITE)
    assert on_pages(register) == in_check(register)
    assert "mirror-agency" in {agency for agency, _clause in on_pages(register)}


def steps_of(case: dict[str, Any]) -> list[dict[str, Any]]:
    return [*([case] if "in" in case else []), *case.get("more", ()), *case.get("steps", ())]


FAULTS = [steps for case in cases() if (steps := steps_of(case))]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.sampled_from(FAULTS), min_size=1, max_size=4, unique_by=id))
def test_page_and_check_agree_whatever_faults_come_together(
    tmp_path: Path, faults: list[list[dict[str, Any]]]
) -> None:
    try:
        register = read_planted(tmp_path / "site", *(step for steps in faults for step in steps))
    except (KeyError, StopIteration, TypeError, IndexError):
        return  # one fault has taken away where the other one goes
    if GOOD in register.charters:
        assert on_pages(register) == in_check(register)


def test_no_rule_calls_anything_contradictory_by_itself() -> None:
    folder = Path(room.__file__).parent
    said = {path.name for path in folder.rglob("*.py") if "State.CONTRADICTORY" in path.read_text()}
    assert said <= {"findings.py", "auditing.py"}
