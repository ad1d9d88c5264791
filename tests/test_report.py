"""How problems are printed: for people, for forges, for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charters.model.settings import Settings
from charters.problems import Place, Problem, Severity, rules
from charters.publishing.data.problem_documents import as_json, github, sarif
from charters.publishing.data.reports import ALIKE, MOST, lines, on_a_terminal, reasons, summary
from charters.publishing.data.rule_book import addresses, rules_page
from charters.publishing.data.schemas import schemas
from charters.publishing.say.speech import Speech
from charters.rules import framework
from charters.rules.framework import Framework

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


def test_a_printed_line_begins_with_how_much_the_problem_matters() -> None:
    assert list(lines([BARE, ORDER, BLANK])) == [
        "error    data/standards/ssa/results.csv:4:11: V020 'period' is blank",
        "note     data/standards/ssa/results.csv:1:1: V004 the columns are in another order",
        "warning  data/standards/ssa/standards.yml:9:12: T007 '5 days' does not say which",
    ]


@pytest.mark.parametrize(
    ("language", "words", "more"),
    [
        (
            "fr",
            ["erreur         ", "avertissement  ", "note           "],
            "V020, et encore 3 du même genre",
        ),
        ("es", ["error        ", "advertencia  ", "nota         "], "V020, y 3 más del mismo tipo"),
    ],
)
def test_how_much_a_problem_matters_is_said_in_the_language_that_is_asked_for(
    language: str, words: list[str], more: str
) -> None:
    said = list(lines([*many(ALIKE + 3, path="a.csv"), BARE, ORDER], language=language))
    first, counted, *others = [said[0], *said[ALIKE:]]
    assert first == f"{words[0]}a.csv:1:1: V020 blank 1"
    assert counted == f"{words[0]}a.csv: {more}"
    assert [one.partition("data/")[0] for one in others] == words[1:]


def test_what_others_follow_from_comes_first_then_errors() -> None:
    swapped = Problem(Place("z/results.csv"), "V028", "seem to have changed places")
    printed = list(lines([BARE, *many(2, path="b.csv"), *many(1, "T007", path="b.csv"), swapped]))
    assert [line.split()[2] for line in printed] == ["V028", "V020", "V020", "T007", "T007"]


def test_on_a_terminal_the_lines_of_a_file_stand_below_its_name() -> None:
    found = [BARE, BLANK, *many(ALIKE + 3)]
    assert list(on_a_terminal(found, colors=False))[:4] == [
        "data/standards/ssa/results.csv",
        "  4:11      error    V020 'period' is blank",
        "results.csv",
        "  1:1       error    V020 blank 1",
    ]
    assert "            error    V020 and 3 more like it" in list(
        on_a_terminal(found, colors=False)
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ["  1:1       erreur         V020 blank 1", "2\u202f000 erreurs", "aucun problème"]),
        ("es", ["  1:1       error        V020 blank 1", "2.000 errores", "ningún problema"]),
    ],
)
def test_a_terminal_counts_in_the_language_that_is_asked_for(
    language: str, said: list[str]
) -> None:
    line = list(on_a_terminal(many(1), colors=False, language=language))[-1]
    assert [line, summary(many(2000), language), summary([], language)] == said


def test_the_blanks_before_the_signs_of_french_are_kept() -> None:
    assert (
        Problem(Place("a.yml"), "V020", "«\xa0b\xa0»\u202f; c\x1b").text
        == "«\xa0b\xa0»\u202f; c\ufffd"
    )


def test_colors_change_no_letter_of_a_line() -> None:
    found = [BARE, BLANK, ORDER]
    painted = list(on_a_terminal(found, colors=True))
    assert painted != (plain := list(on_a_terminal(found, colors=False)))
    assert [re.sub("\x1b\\[[0-9]+m", "", line) for line in painted] == plain


def test_each_broken_rule_is_named_once_with_the_page_that_says_why() -> None:
    assert list(reasons([BLANK, BARE, BLANK])) == [
        "V020  A needed cell is blank: charters explain V020",
        "T007  Days of an unknown kind: charters explain T007",
    ]
    (french,) = reasons([BLANK], "fr")
    assert french.endswith("\N{NO-BREAK SPACE}: charters explain V020")


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
    assert printed == [
        "error    surveys.yml:1:1: Y044 empty",
        *(f"error    {problem}" for problem in many(ALIKE)),
        "error    results.csv: V020 and 9,990 more like it",
    ]


def test_as_many_as_are_printed_are_not_counted() -> None:
    assert len(list(lines(many(ALIKE)))) == ALIKE


def test_two_kinds_in_one_file_are_counted_apart() -> None:
    printed = list(lines(sorted([*many(30, "V020"), *many(25, "V022")])))
    assert [line for line in printed if " more " in line] == [
        "error    results.csv: V022 and 15 more like it",
        "error    results.csv: V020 and 20 more like it",
    ]


def test_of_many_in_many_files_the_rest_is_counted_at_the_end() -> None:
    problems = [problem for n in range(1000) for problem in many(10, path=f"{n:04}/results.csv")]
    printed = list(lines(problems))
    assert len(printed) == MOST + 1
    assert printed[-1] == "and 9,600 more lines; print them with: charters check --all"


def test_every_one_is_printed_when_asked_for() -> None:
    problems = many(10_000)
    printed = [f"error    {problem}" for problem in problems]
    assert list(lines(problems, every=True)) == printed
    assert len(list(github(problems, every=True))) == 10_000


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["V020", "V022"])), max_size=200))
def test_no_problem_is_lost_without_being_counted(made: list[tuple[str, str]]) -> None:
    problems = sorted(Problem(Place(path, n), code, "x") for n, (path, code) in enumerate(made, 1))
    printed = list(lines(problems))
    counted = sum(int(line.split()[4]) for line in printed if " more like it" in line)
    assert len([line for line in printed if " more like it" not in line]) + counted == len(problems)


# --------------------------------------------------------------------------------- forges


def test_each_problem_stands_beside_its_line_in_a_pull_request() -> None:
    error, warning, note = github([BLANK, ORDER, BARE])
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
    assert printed[-1] == "::notice::results.csv: V020 and 15 more like it"


def test_a_pull_request_is_told_in_the_language_that_is_asked_for() -> None:
    first, *_others, last = github(many(25), language="fr")
    assert first.startswith("::error file=results.csv,line=1,col=1,title=V020 Une cellule ")
    assert last == "::notice::results.csv: V020, et encore 15 du même genre"


def test_the_ten_that_a_forge_shows_are_of_as_many_kinds_and_files_as_there_are() -> None:
    found = [*many(9, path="a.csv"), *many(9, "V022", path="a.csv"), *many(9, path="b.csv"), TWICE]
    first = [
        line.partition("title=")[0] + line[line.index("title=") + 6 :][:4] for line in github(found)
    ]
    assert first[:5] == [
        "::error file=a.yml,line=3,col=5,T001",
        "::error file=a.csv,line=1,col=1,V020",
        "::error file=a.csv,line=1,col=1,V022",
        "::error file=b.csv,line=1,col=1,V020",
        "::error file=a.csv,line=2,col=1,V020",
    ]


def test_paths_begin_at_the_repository_where_the_site_lies_in_a_folder_of_it() -> None:
    (line,) = github([BLANK], folder="sites/ours/")
    assert line.startswith("::error file=sites/ours/data/standards/ssa/results.csv,line=4,")


# -------------------------------------------------------------------------------- programs


def test_json_has_every_part_of_every_problem() -> None:
    found = json.loads(as_json([TWICE], date(2026, 6, 30), {"T001": "rules/#T001"}))
    assert found == {
        "version": 1,
        "as_of": "2026-06-30",
        "problems": [
            {
                "path": "a.yml",
                "line": 3,
                "column": 5,
                "code": "T001",
                "severity": "error",
                "title": "An id is used twice",
                "message": "used twice",
                "also": [
                    {"path": "a.yml", "line": 1, "column": 5},
                    {"path": "b.yml", "line": 2, "column": 1},
                ],
                "explain": "charters explain T001",
                "page": "rules/#T001",
            }
        ],
    }
    (other,) = json.loads(as_json([BLANK], pages={"T001": "rules/#T001"}))["problems"]
    assert (other["explain"], other["page"]) == ("charters explain V020", None)
    assert len(json.loads(as_json(many(10_000)))["problems"]) == 10_000
    assert json.loads(as_json([])) == {"version": 1, "as_of": None, "problems": []}


@pytest.mark.parametrize("held_against", [framework(), None])
def test_a_page_is_named_for_each_rule_that_the_site_tells_and_for_no_other(
    held_against: Framework | None,
) -> None:
    told = rules_page(Speech(), held_against)
    codes = {rule.code for group in told for rule in group.rules}
    named = addresses(Settings(path="charters/"), held_against)
    assert named == {code: f"charters/rules/#{code}" for code in codes}


def test_the_schema_describes_every_key_of_the_json() -> None:
    schema = json.loads(schemas()["problems.schema.json"])
    document = json.loads(as_json([TWICE], date(2026, 6, 30)))
    problem, described = document["problems"][0], schema["properties"]["problems"]["items"]
    place = described["properties"]["also"]["items"]
    assert list(document) == schema["required"] == list(schema["properties"])
    assert list(problem) == described["required"] == list(described["properties"])
    assert list(problem["also"][0]) == place["required"] == list(place["properties"])
    assert problem["code"] in described["properties"]["code"]["enum"]


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


def test_sarif_has_each_rule_once_and_each_problem_at_its_places() -> None:
    (run,) = json.loads(sarif([TWICE, ORDER, BLANK, BARE, BLANK], folder="our sites/"))["runs"]
    assert [one["id"] for one in run["tool"]["driver"]["rules"]] == ["T001", "T007", "V004", "V020"]
    said = [(one["ruleId"], one["level"]) for one in run["results"]]
    assert said[:4] == [("T001", "error"), ("V004", "note"), ("V020", "error"), ("T007", "warning")]
    first = run["results"][0]
    places = [*first["locations"], *first["relatedLocations"]]
    assert [one["physicalLocation"]["artifactLocation"]["uri"] for one in places] == [
        "our%20sites/a.yml",
        "our%20sites/a.yml",
        "our%20sites/b.yml",
    ]
    assert places[0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}
    assert all("relatedLocations" not in one for one in run["results"][1:])
