"""A change of the measure inside one promise: results of before are read, judged and told as counted then."""

from __future__ import annotations

import csv
from datetime import date
from typing import Any

import pytest

from builders import (
    book,
    change,
    charter,
    measured_by,
    opened_in,
    promise,
    result,
    standings,
    there,
)
from charters.judging.comparators import our_result
from charters.judging.history import counted_on
from charters.model.standards import Edition, Standard
from charters.publishing.book import Book
from charters.publishing.charts.series import series_of
from charters.publishing.data.exports import as_csv, datasets
from charters.publishing.views.history_rows import history_rows
from charters.publishing.views.inline_facts import InlineFacts
from charters.publishing.views.service import OpenPromise

BEFORE = {"shape": "mean", "unit": "weeks", "counted": "All paper returns", "of": "returns"}
CHANGES: list[dict[str, Any]] = [
    {**change("2020-01-01", "measure", "weeks on average", "the share in time"), "before": BEFORE},
    change("2020-01-01", "target", "at most 6 weeks", "90%"),
]
OLD = [
    result("2017", value="5.5", line=2, source="https://example.org/17"),
    result("2018", value="8", line=3),
    result("2019", value="6", line=4),
]
NEW = [
    result(str(year), met, 1000, line=year)
    for year, met in zip(range(2020, 2026), (950, 880, 910, 920, 930, 940), strict=True)
]


def returns(*, changes: list[dict[str, Any]] = CHANGES, **more: Any) -> Standard:
    fields = {"introduced": "2017-01-01", "reported": "yearly", "changes": changes, **more}
    return promise(**fields)


def book_of(rows: list[Any]) -> Book:
    return book(charter([returns()], rows))


def opened(rows: list[Any]) -> OpenPromise:
    return opened_in(book_of(rows))


def test_each_result_is_judged_in_the_unit_and_by_the_aim_of_its_time() -> None:
    (standing,) = standings(charter([returns()], [*OLD, *NEW]))
    told = [
        (one.result.period.label, one.verdict.word.value, one.target and one.target.said)
        for one in standing.judged
    ]
    assert told == [
        ("2017", "met", "at most 6 weeks"),
        ("2018", "missed", "at most 6 weeks"),
        ("2019", "met", "at most 6 weeks"),
        ("2020", "met", "90%"),
        ("2021", "missed", "90%"),
        ("2022", "met", "90%"),
        ("2023", "met", "90%"),
        ("2024", "met", "90%"),
        ("2025", "met", "90%"),
    ]


def test_without_a_word_of_the_old_measure_an_old_aim_still_judges_nothing() -> None:
    changes = [{key: value for key, value in one.items() if key != "before"} for one in CHANGES]
    (standing,) = standings(charter([returns(changes=changes)], [*OLD[:1], *NEW]))
    assert standing.judged[0].target is None


def test_the_table_has_every_result_in_its_own_words_and_unit() -> None:
    made = book_of([*OLD, *NEW])
    (standing,) = made.all_standings
    rows = history_rows(made, standing, series_of(made, standing))
    assert [(row.period, row.words, row.aim, row.noticed) for row in rows[-4:]] == [
        ("2020", "95 of every 100 calls", "90 of every 100", "none"),
        ("2019", "6 weeks on average", "6 weeks or less", "none"),
        ("2018", "8 weeks on average", "6 weeks or less", "none"),
        ("2017", "5.5 weeks on average", "6 weeks or less", "none"),
    ]


def test_the_picture_and_the_pattern_have_the_present_measure_alone_and_the_page_says_so() -> None:
    made = book_of([*OLD, *NEW])
    (standing,) = made.all_standings
    series = there(series_of(made, standing))
    assert len(series.values) == 6
    assert series.unit == "%"
    pattern = there(made.pattern_today(standing))
    assert len(pattern.slots) == 6
    assert pattern.met_lately == (5, 6)
    view = opened([*OLD, *NEW])
    assert [
        note
        for note in view.notes
        if note.words.startswith("Until December 31, 2019 results were counted in another way.")
    ]
    (then,) = view.counted_before
    assert then.until == "Until December 31, 2019 we counted in another way"
    assert [(fact.label, fact.said.words) for fact in then.facts] == [
        ("The change", "weeks on average → the share in time"),
        ("How results were worked out", "the average of all cases"),
        ("Their unit", "weeks"),
        ("What was counted", "returns"),
        ("Who is counted", "All paper returns"),
    ]


def test_results_of_the_old_measure_alone_make_no_picture_and_the_card_says_what_they_were() -> (
    None
):
    view = opened(OLD)
    assert view.chart is None
    assert view.promise.result is not None
    assert view.promise.result.words == "6 weeks on average"
    assert view.promise.verdict.kind == "older-promise"
    assert view.promise.aim.beside == "Our aim then: 6 weeks or less."
    assert view.promise.spark is None


def test_what_is_measured_in_another_unit_is_set_beside_nobody() -> None:
    other = {
        "id": "line",
        "standard": "calls",
        "organization": "A line",
        "sector": "private",
        "value": "95%",
        "date": "2025",
        "source": "https://example.org/",
    }
    for rows, found in ((OLD, False), ([*OLD, *NEW], True)):
        made = book(charter([returns()], rows, benchmarks=[other]))
        (standing,) = made.all_standings
        assert (our_result(standing, standing.charter.benchmarks[0]) is not None) is found


def test_a_reference_in_prose_prints_the_unit_of_the_time() -> None:
    facts = InlineFacts(book_of(OLD), "ssa")
    assert facts.fact("calls", "result") == "6 weeks on average"
    assert (
        InlineFacts(book_of([*OLD, *NEW[:1]]), "ssa").fact("calls", "change")
        == "not comparable with 2019"
    )


def test_every_row_of_the_data_says_its_unit() -> None:
    tables = {table.name: as_csv(table) for table in datasets(book_of([*OLD, *NEW]))}
    rows = csv.DictReader(tables["results"].splitlines())
    assert {
        row["period"]: (row["unit"], row["target"], row["verdict"])
        for row in rows
        if row["period"] in ("2018", "2021")
    } == {
        "2018": ("weeks", "at most 6 weeks", "missed"),
        "2021": ("%", "90%", "missed"),
    }


def test_an_announced_change_of_the_measure_counts_nothing_yet() -> None:
    changes = [{**one, "date": "2027-01-01"} for one in CHANGES]
    (standing,) = standings(charter([returns(changes=changes)], OLD))
    assert standing.standard.measure.result_unit == "week"
    assert standing.verdict.word.value == "met"
    assert counted_on(standing.standard, date(2019, 1, 1)) is standing.standard


def test_what_was_published_says_in_which_unit_it_judges() -> None:
    """Whoever writes the old unit otherwise afterwards takes no verdict away."""
    measure = measured_by("mean", unit="weeks")
    posted = returns(changes=[], measure=measure, target="at most 6 weeks")
    other = [{**CHANGES[0], "before": {**BEFORE, "unit": "months"}}, CHANGES[1]]
    now = returns(changes=other)
    later = now.after([Edition(date(2017, 1, 1), posted), Edition(date(2020, 1, 1), now)])
    (standing,) = standings(charter([later], OLD))
    assert [one.verdict.word.value for one in standing.judged] == ["met", "missed", "met"]


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ({"shape": "mean", "unit": "weeks"}, {"shape": "mean", "unit": "months"}, 1),
        ({"shape": "mean", "unit": "weeks"}, None, 1),
        (None, {"shape": "mean", "unit": "weeks"}, 0),
    ],
)
def test_how_results_were_counted_may_be_filled_in_and_not_changed(
    was: dict[str, str] | None, now: dict[str, str] | None, told: int
) -> None:
    from charters.rules.past.entries import lost_entries

    before, after = ({"changes": [{**CHANGES[0], "before": one}]} for one in (was, now))
    assert len(lost_entries(before, after)) == told
