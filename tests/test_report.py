"""How problems are printed: for people, for forges, for programs."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charters.problems import Place, Problem, Severity, rules
from charters.publishing.data.reports import ALIKE, MOST, as_json, github, lines, summary

BLANK = Problem(Place("data/standards/ssa/results.csv", 4, 11), "V020", "'period' is blank")
BARE = Problem(
    Place("data/standards/ssa/standards.yml", 9, 12), "T007", "'5 days' does not say which"
)
ORDER = Problem(Place("data/standards/ssa/results.csv"), "V004", "the columns are in another order")
TWICE = Problem(
    Place("a.yml", 3, 5), "T001", "used twice", (Place("a.yml", 1, 5), Place("b.yml", 2))
)


def many(count: int, code: str = "V020", path: str = "results.csv") -> list[Problem]:
    return [Problem(Place(path, n, 1), code, f"blank {n}") for n in range(1, count + 1)]


def test_a_problem_is_one_line_that_begins_with_its_place() -> None:
    assert str(BLANK) == "data/standards/ssa/results.csv:4:11: V020 'period' is blank"
    assert list(lines([BLANK, BARE])) == [str(BLANK), str(BARE)]


@given(st.permutations([("a", 1, 1), ("a", 1, 2), ("a", 2, 1), ("a", 10, 1), ("b", 1, 1)]))
def test_problems_are_sorted_by_file_line_and_column(mixed: list[tuple[str, int, int]]) -> None:
    problems = sorted(Problem(Place(*place), "V020", "x") for place in mixed)
    assert [str(problem.place) for problem in problems] == [
        "a:1:1",
        "a:1:2",
        "a:2:1",
        "a:10:1",
        "b:1:1",
    ]


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        ([], "no problems"),
        ([BLANK], "1 error"),
        ([BLANK, BLANK, BARE, ORDER], "2 errors, 1 warning, 1 note"),
        ([BARE, BARE], "2 warnings"),
        (many(12_345), "12,345 errors"),
    ],
)
def test_the_summary_counts_by_severity(problems: list[Problem], said: str) -> None:
    assert summary(problems) == said


# -------------------------------------------------------------------------- many of them


def test_of_many_alike_in_a_file_the_rest_is_counted_below_them() -> None:
    other = Problem(Place("surveys.yml", 1, 1), "Y044", "empty")
    printed = list(lines([*many(10_000), other]))
    assert printed[:ALIKE] == [str(problem) for problem in many(ALIKE)]
    assert printed[ALIKE:] == [
        "results.csv: V020 and 9,980 more like this in this file",
        "surveys.yml:1:1: Y044 empty",
    ]


def test_as_many_as_are_printed_are_not_counted() -> None:
    assert len(list(lines(many(ALIKE)))) == ALIKE


def test_two_kinds_in_one_file_are_counted_apart() -> None:
    printed = list(lines(sorted([*many(30, "V020"), *many(25, "V022")])))
    assert printed[-2:] == [
        "results.csv: V020 and 10 more like this in this file",
        "results.csv: V022 and 5 more like this in this file",
    ]


def test_of_many_in_many_files_the_rest_is_counted_at_the_end() -> None:
    problems = [problem for n in range(1000) for problem in many(10, path=f"{n:04}/results.csv")]
    printed = list(lines(problems))
    assert len(printed) == MOST + 1
    assert printed[-1] == "and more, 10,000 problems in all; print them with: charters check --all"


def test_every_one_is_printed_when_asked_for() -> None:
    problems = many(10_000)
    assert list(lines(problems, every=True)) == [str(problem) for problem in problems]
    assert len(list(github(problems, every=True))) == 10_000


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["V020", "V022"])), max_size=200))
def test_no_problem_is_lost_without_being_counted(made: list[tuple[str, str]]) -> None:
    problems = sorted(Problem(Place(path, n), code, "x") for n, (path, code) in enumerate(made, 1))
    printed = list(lines(problems))
    counted = sum(int(line.split()[3]) for line in printed if " more like this" in line)
    assert len([line for line in printed if " more like this" not in line]) + counted == len(
        problems
    )


# --------------------------------------------------------------------------------- forges


def test_each_problem_stands_beside_its_line_in_a_pull_request() -> None:
    error, warning, note = github([BLANK, BARE, ORDER])
    assert error == (
        "::error file=data/standards/ssa/results.csv,line=4,col=11,"
        "title=V020 A needed cell is blank::'period' is blank"
    )
    assert warning == (
        "::warning file=data/standards/ssa/standards.yml,line=9,col=12,"
        "title=T007 Days of an unknown kind::'5 days' does not say which"
    )
    assert note == (
        "::notice file=data/standards/ssa/results.csv,line=1,col=1,"
        "title=V004 The columns are in another order::the columns are in another order"
    )


def test_a_message_cannot_end_its_command_or_begin_another() -> None:
    place = Place("a:b,c%\n::error::x", 1, 1)
    (command,) = github([Problem(place, "V020", "50% of\r\n::error::x")])
    assert command == (
        "::error file=a%3Ab%2Cc%25%0A%3A%3Aerror%3A%3Ax,line=1,col=1,"
        "title=V020 A needed cell is blank::50%25 of\ufffd\ufffd::error::x"
    )


def test_of_many_alike_a_pull_request_gets_a_notice() -> None:
    printed = list(github(many(25)))
    assert len(printed) == ALIKE + 1
    assert printed[-1] == "::notice::results.csv: V020 and 5 more like this in this file"


# -------------------------------------------------------------------------------- programs


def test_json_has_every_part_of_every_problem() -> None:
    assert json.loads(as_json([TWICE, ORDER])) == [
        {
            "path": "a.yml",
            "line": 3,
            "column": 5,
            "code": "T001",
            "severity": "error",
            "message": "used twice",
            "also": ["a.yml:1:5", "b.yml:2:1"],
        },
        {
            "path": "data/standards/ssa/results.csv",
            "line": 1,
            "column": 1,
            "code": "V004",
            "severity": "note",
            "message": "the columns are in another order",
            "also": [],
        },
    ]
    assert len(json.loads(as_json(many(10_000)))) == 10_000
    assert as_json([]) == "[]"


# ------------------------------------------------------------------------------ the catalogue


def test_every_rule_of_the_catalogue_says_why_with_a_bad_and_a_good_example() -> None:
    for code, rule in rules().items():
        assert rule.code == code
        assert isinstance(rule.severity, Severity)
        assert rule.title
        assert not rule.title.endswith(".")
        assert rule.why.endswith((".", "?"))
        assert rule.bad.strip()
        assert rule.good.strip()
        assert rule.bad.strip() != rule.good.strip(), code


def test_no_two_rules_have_one_title() -> None:
    """A link may be refused in a file of data and on a page: the only title used twice."""
    titles = Counter(rule.title for rule in rules().values())
    assert {title for title, count in titles.items() if count > 1} <= {
        "A link is not one a page may carry"
    }
