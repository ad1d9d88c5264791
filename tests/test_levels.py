"""Several levels of one promise: a verdict for each, and one for the promise, kept if all are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builders import (
    Folder,
    book,
    charter,
    day,
    opened_in,
    promise,
    result,
    site_folder,
    standings,
    there,
)
from charters.judging.standings import standings_of
from charters.model.results import Result
from charters.publishing.data.exports import datasets
from charters.publishing.views.promise_cards import promise_view
from charters.publishing.views.service import open_promise
from charters.reading import read
from charters.rules import audit

FIRST, REST = "25 business days", "50 business days"
LEVELS = [{"limit": FIRST, "target": "85%"}, {"limit": REST, "target": "100%"}]
MEASURE = {"shape": "share-within-limit", "of": "appeals"}


def appeals(**more: Any) -> Any:
    words = "We decide 85% of appeals within 25 business days, the rest within 50."
    return promise(target=None, levels=LEVELS, measure=MEASURE, promise=words, **more)


def both(period: str, first: int, rest: int, total: int = 1000) -> list[Result]:
    return [result(period, first, total, part=FIRST), result(period, rest, total, part=REST)]


@pytest.mark.parametrize(
    ("first", "rest", "total", "word"),
    [
        pytest.param(870, 1000, 1000, "met", id="both kept"),
        pytest.param(840, 1000, 1000, "missed", id="the first missed"),
        pytest.param(870, 999, 1000, "missed", id="the rest missed"),
        pytest.param(19, 20, 20, "too-few", id="too few"),
    ],
)
def test_a_promise_is_kept_if_every_level_is(first: int, rest: int, total: int, word: str) -> None:
    (standing,) = standings(charter([appeals()], both("2025", first, rest, total)))
    assert standing.verdict.word.value == word


def test_a_promise_is_judged_in_the_newest_period_that_has_all_levels() -> None:
    rows = [*both("2024", 840, 1000), result("2025", 900, 1000, part=FIRST)]
    (standing,) = standings(charter([appeals()], rows))
    assert standing.verdict.word.value == "missed"
    assert [one.result.period.label for one in standing.by_level] == ["2024", "2024"]


def test_levels_are_of_one_period_whatever_its_label() -> None:
    whole = result("2025-01-01/2025-12-31", 1000, 1000, part=REST)
    (standing,) = standings(charter([appeals()], [result("2025", 870, 1000, part=FIRST), whole]))
    assert standing.verdict.word.value == "met"


def test_one_level_alone_is_no_result_of_the_promise() -> None:
    (standing,) = standings(charter([appeals()], [result("2025", 900, 1000, part=FIRST)]))
    assert standing.verdict.word.value == "only-parts"


def test_a_page_says_the_result_and_the_aim_of_every_level() -> None:
    found = book(charter([appeals()], both("2025", 870, 999)))
    (standing,) = found.all_standings
    view = promise_view(found, standing)
    assert view.verdict.word == "Missed"
    assert view.result is not None
    assert view.result.words == (
        "87 of every 100 appeals within 25 business days; "
        "more than 99 of every 100 appeals within 50 business days"
    )
    assert view.aim.beside == (
        "Our aim: 85 of every 100 within 25 business days; 100 of every 100 within 50 business days."
    )
    opened = open_promise(found, standing)
    assert [(row.part.words, row.aim, row.verdict.word) for row in opened.parts] == [
        ("within 25 business days", "85 of every 100", "Met"),
        ("within 50 business days", "100 of every 100", "Missed"),
    ]


def test_a_missed_level_says_why_and_what_is_done() -> None:
    rows = both("2025", 870, 1000)
    rows[0] = result("2025", 870, 1000, part=FIRST, missed_because="Kept, so never said.")
    why = {
        "missed_because": "A pier was closed.",
        "action": "We open it.",
        "action_by": day("2026-10-01"),
    }
    rows[1] = result("2025", 999, 1000, part=REST, **why)
    found = book(charter([appeals()], rows))
    missed = there(promise_view(found, found.all_standings[0]).missed)
    assert missed.summary == "Why we missed, and what we are doing by October 1, 2026"
    assert (missed.because.words, missed.action.words, missed.past) == (
        why["missed_because"],
        why["action"],
        "",
    )


def test_levels_are_told_apart_from_each_other_and_called_levels() -> None:
    opened = opened_in(book(charter([appeals()], both("2025", 870, 999))))
    facts = {fact.label: fact.said.words for fact in opened.facts}
    assert facts["At several levels"] == (
        "within 25 business days: 85 of every 100; within 50 business days: 100 of every 100"
    )
    assert opened.by_level


def test_missing_levels_stand_in_their_own_tables_alone() -> None:
    made = charter([appeals(reported="yearly", introduced="2023-01-01")], both("2023", 870, 1000))
    opened = opened_in(book(made))
    assert opened.table.rows == []
    tables = [part.table for part in opened.parts]
    assert [[row.period for row in one.rows] for one in tables if one] == [
        ["2024 to 2025", "2023"]
    ] * 2


def test_an_old_verdict_of_levels_says_its_age() -> None:
    (standing,) = standings(charter([appeals()], both("2021", 870, 1000)))
    assert (standing.is_old, standing.months_old) == (True, 54)


def test_open_data_have_the_limits_and_the_newest_period_of_all_levels() -> None:
    tables = {
        table.name: table for table in datasets(book(charter([appeals()], both("2025", 870, 999))))
    }
    (row,) = tables["standards"].rows
    assert row["limit"] == "25 business days: 85%; 50 business days: 100%"
    assert (row["verdict"], row["latest_period"], row["old"]) == ("missed", "2025", "no")
    assert [one["part"] for one in tables["results"].rows] == [FIRST, REST]


# ------------------------------------------------------------------------------ in the files

YAML = """
services:
  - {id: tax, name: Tax, summary: We decide.}
standards:
  - id: calls
    service: tax
    type: timeliness
    promise: We decide 85% of appeals within 25 business days, the rest within 50 business days.
    levels:
      - {limit: 25 business days, target: 85%}
      - {limit: 50 business days, target: 100%}
    measure: {shape: share-within-limit, of: appeals}
    introduced: 2020-01-01
"""
TWO_LIMITS = """
services:
  - {id: tax, name: Tax, summary: We decide.}
standards:
  - id: calls
    service: tax
    type: timeliness
    promise: We decide on routine applications within 45 business days, on complex ones within 120 business days.
    levels:
      - {limit: 45 business days, cases: routine applications}
      - {limit: 120 business days, cases: complex applications}
    target: 80%
    measure: {shape: share-within-limit, of: applications}
    introduced: 2020-01-01
"""


def row(part: str, met: int, total: int = 11373) -> str:
    return f"calls,2025,{part},{met},{total},,,,final,2026-01-15,https://example.org/report,,,,"


def read_with(folder: Folder, text: str, *rows: str) -> tuple[Any, list[str]]:
    folder.agency("ssa", text, "\n".join(rows))
    register, problems = read(folder.path)
    return register, [str(problem.message) for problem in problems]


def test_a_row_names_its_level_by_the_limit_however_that_is_written(tmp_path: Path) -> None:
    rows = row("25 Business days", 10000), row("50 working days", 11373)
    register, told = read_with(site_folder(tmp_path), YAML, *rows)
    assert told == []
    results = register.charters["ssa"].results["calls"]
    assert [one.part for one in results] == [FIRST, REST]


@pytest.mark.parametrize(
    ("part", "said"),
    [("", "'part' is blank"), ("30 business days", "'30 business days' is none of its levels")],
)
def test_a_row_without_its_level_is_refused(tmp_path: Path, part: str, said: str) -> None:
    _register, told = read_with(site_folder(tmp_path), YAML, row(part, 10000))
    assert told == [f"this promise has several levels, and {said}; write one of {FIRST}, {REST}"]


def test_one_result_for_two_limits_is_judged_and_nobody_is_told_to_split_it(
    tmp_path: Path,
) -> None:
    register, told = read_with(site_folder(tmp_path), TWO_LIMITS, row("", 9007))
    assert told == []
    (standing,) = standings_of_register(register)
    assert standing.verdict.word.value == "missed"
    found = [problem.code for problem in audit(register).problems]
    assert not {"C14", "K3", "C4"} & set(found)


def test_the_words_of_several_levels_agree_with_their_fields(tmp_path: Path) -> None:
    register, _told = read_with(site_folder(tmp_path), YAML, row("25 business days", 10000))
    found = [problem.code for problem in audit(register).problems]
    assert not {"C14", "K3"} & set(found)


def standings_of_register(register: Any) -> list[Any]:
    return standings_of(register, register.charters["ssa"])
