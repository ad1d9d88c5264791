"""Parts of a promise: each by its name, with its own aim, verdict and history."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from builders import (
    aim,
    book,
    cases_in,
    charter,
    measured_by,
    opened_in,
    promise,
    result,
    standings,
)
from builders import opened as opened_of_one
from charters.judging.standings import standing_of_part
from charters.publishing.views.promise_cards import promise_view

ONLINE = {"id": "online", "name": {"en": "Online", "fr": "En ligne"}, "target": "95%"}
DESK = {"id": "desk", "name": "At the desk"}


opened = partial(opened_of_one, parts=[ONLINE, DESK], reported="yearly", introduced="2023-01-01")


@pytest.mark.parametrize(
    ("part", "name", "aim_said", "word"),
    [
        ("online", "Online", "95 of every 100", "Missed"),
        ("desk", "At the desk", "90 of every 100", "Met"),
        ("office: Boston", "office: Boston", "90 of every 100", "Met"),
        ("channel: in-person", "In person", "90 of every 100", "Met"),
        ("channel: other", "Other ways", "90 of every 100", "Met"),
    ],
)
def test_a_part_shows_by_its_name_with_its_own_aim(
    part: str, name: str, aim_said: str, word: str
) -> None:
    (row,) = opened(result("2025", 93, 100, part=part)).parts
    assert (row.part.words, row.aim, row.verdict.word) == (name, aim_said, word)


def test_a_part_has_its_own_history_with_the_aim_of_each_time() -> None:
    standard = promise(parts=[ONLINE], introduced="2023-01-01", reported="yearly")
    standard = standard.with_aims([aim("2023", "80%", part="online")])
    rows = [result(year, met, 100, part="online") for year, met in (("2023", 85), ("2025", 96))]
    (row,) = opened_in(book(charter([standard], rows))).parts
    assert row.table is not None
    assert [(one.period, one.aim, one.verdict) for one in row.table.rows] == [
        ("2025", "95 of every 100", "Met"),
        ("2024", "95 of every 100", "Not reported"),
        ("2023", "80 of every 100", "Met"),
    ]


def test_a_part_draws_its_results_where_there_are_three() -> None:
    years = ("2023", "2024", "2025")
    rows = [result(year, 90 + n, 100, part="online") for n, year in enumerate(years)]
    rows += [result(year, 90, 100, part="desk") for year in years[:2]]
    online, desk = opened(*rows).parts
    assert online.chart is not None
    assert (online.chart.lines.aim != "", online.chart.lines.usual, desk.chart) == (True, "", None)


def test_a_part_shows_what_is_usual_of_it_and_a_level_too() -> None:
    months = [f"2024-{n:02}" for n in range(1, 13)]
    rows = [result(one, 90 + n % 3, 100, part="online") for n, one in enumerate(months)]
    (row,) = opened(*rows, parts=[ONLINE], introduced="2024-01-01", reported="monthly").parts
    assert row.chart is not None
    assert row.chart.lines.usual


@pytest.mark.parametrize(
    ("sources", "sole", "said"),
    [
        (("https://one.example/a", "https://one.example/a"), "https://one.example/a", ""),
        (("https://one.example/a", "https://two.example/b"), "", "https://one.example/a"),
    ],
)
def test_a_promise_of_parts_alone_says_where_their_results_come_from(
    sources: tuple[str, str], sole: str, said: str
) -> None:
    names = zip(("online", "desk"), sources, strict=True)
    found = opened(*(result("2025", 93, 100, part=part, source=one) for part, one in names))
    assert (found.parts_source.link if found.parts_source else "") == sole
    assert found.parts[0].source is not None
    assert found.parts[0].source.link == (said or sole)


def test_a_part_has_a_column_of_notes_only_where_somebody_wrote_one() -> None:
    rows = [result(year, 93, 100, part=part) for year in ("2024", "2025") for part in ("a", "b")]
    rows[-1] = result("2025", 93, 100, part="b", note="Counted by hand.")
    tables = [part.table for part in opened(*rows).parts]
    assert [table.has_notes for table in tables if table] == [False, True]


BEST = Path(__file__).parent / "cases/best_parts.yml"


def best_said(case: dict[str, Any], language: str) -> list[str]:
    """Return what is said of the parts of a case."""
    rows = [result(**{"period": "2025", **one}) for one in case["results"]]
    shape = case.get("measure", {"shape": "share-with-property"})
    made = promise(
        parts=case.get("parts", []),
        measure=measured_by(**shape),
        target=case.get("target", "90%"),
    )
    found = book(charter([made], rows), language=language)
    return [one.words for one in promise_view(found, found.all_standings[0]).parts]


def test_the_best_part_and_the_worst_are_named_where_the_data_give_ground() -> None:
    cases = cases_in(BEST)
    said = [{**case, "en": best_said(case, "en"), "fr": best_said(case, "fr")} for case in cases]
    if os.environ.get("WRITE_GOLDEN"):
        BEST.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=120))
    assert {case["that"]: (case.get("en"), case.get("fr")) for case in cases} == {
        case["that"]: (case["en"], case["fr"]) for case in said
    }


def test_the_best_part_is_marked_on_a_page_of_another_language() -> None:
    rows = [result("2025", kept, 100, part=part) for part, kept in (("desk", 91), ("online", 62))]
    made = promise(parts=[ONLINE, DESK], measure=measured_by("share-with-property"))
    found = book(charter([made], rows), languages=["en", "fr"]).in_languages["fr"]
    (said,) = promise_view(found, found.all_standings[0]).parts
    marked = {one.words: one.language for one in said.parts}
    assert (marked["At the desk"], marked["En ligne"]) == ("en", "")


def test_a_part_without_a_name_is_not_said_to_be_missing() -> None:
    rows = [result(year, 95, 100, part="office: Boston") for year in ("2023", "2025")]
    (row,) = opened(*rows).parts
    assert row.table is not None
    assert [one.period for one in row.table.rows] == ["2025", "2023"]


def test_the_aim_of_a_part_judges_only_the_part() -> None:
    rows = [result("2025", 93, 100), result("2025", 93, 100, part="online")]
    (standing,) = standings(charter([promise(parts=[ONLINE])], rows))
    assert standing.verdict.word.value == "met"
    online = standing_of_part(standing, "online")
    assert (online.verdict.word.value, online.target and online.target.said) == ("missed", "95%")
