"""Every contradiction in a file as an editor writes it, and files on which nothing may fire."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from charters.problems import Severity, rules
from charters.rules import framework
from clashes import CASES, found_in, named, parts_of


@pytest.mark.parametrize("case", named(CASES))
def test_each_contradiction_is_found_where_it_stands(case: Path, tmp_path: Path) -> None:
    expected = parts_of(case)["found"].splitlines()
    assert expected
    assert found_in(tmp_path, case) == expected


@pytest.mark.parametrize("case", named(CASES / "clean"))
def test_nothing_fires_on_clean_files(case: Path, tmp_path: Path) -> None:
    assert found_in(tmp_path, case) == []


def lines_found() -> list[str]:
    told = (parts_of(case).get("found", "") for case in CASES.glob("*.case"))
    return [line for lines in told for line in lines.splitlines()]


def codes_found() -> set[str]:
    return {line.split(": ")[1].split(" ")[0] for line in lines_found()}


def test_every_code_of_a_clash_has_a_case() -> None:
    by_git, of_two_agencies = {"K7S", "K37", "F17", "K27"}, {"K35"}
    asked = set(framework().clause_of) - {"C3", "C4", "C14"}
    here = {code for code in rules() if re.match(r"[KCP]\d", code)}
    of_language = {code for code in here if re.match(r"P\d", code)} - {"P29", "P30"}
    assert here - by_git - of_two_agencies - of_language - asked - codes_found() == set()


def test_a_contradiction_is_a_warning_and_a_typed_figure_a_note() -> None:
    advice = {"K8"}
    assert {rules()[code].severity for code in codes_found() - advice} == {Severity.WARNING}
    assert {rules()[code].severity for code in advice} == {Severity.NOTE}


def test_every_message_says_what_to_do_and_accuses_nobody() -> None:
    lines = lines_found()
    remedy = re.compile(
        r"\b(?:write|mend|add|take|say|name|make|give|put|wait|leave|use|list|try|mean)\b"
    )
    assert [line for line in lines if not remedy.search(line.partition(";")[2])] == []
    accusing = re.compile(r"\b(?:fault|wrong|violat|breach|the agency (?:must|fails|failed))")
    assert [line for line in lines if accusing.search(line)] == []
