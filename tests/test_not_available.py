"""A period of which the agency says that there is no result, and why: never missed, late or zero."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from builders import (
    book,
    change,
    changes_told,
    charter,
    day,
    figure,
    measured_by,
    opened,
    promise,
    result,
    standing,
    there,
)
from charters.judging.comparators import our_result
from charters.judging.effects import Effect
from charters.judging.headlines import headline
from charters.judging.kept_up import left_out, missed_lately
from charters.judging.promise_changes import follows_a_miss
from charters.judging.verdicts import Bucket, Word
from charters.model.results import Result
from charters.publishing.charts.series import series_of
from charters.publishing.data.exports import as_csv, as_json, datasets
from charters.publishing.views.comparisons import comparison_view
from charters.publishing.views.figure_tables import figure_view
from charters.publishing.views.ledger import results_page
from charters.publishing.views.promise_cards import promise_view

REASON = "The old phone system kept no times."


def none_for(period: str, **more: Any) -> Result:
    """Return a row that says that there is no result for a period, and why."""
    return result(period, **{"status": "not available", "note": REASON, **more})


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"target": None, "measure": measured_by("mean")},
        {"target": None, "measure": {"shape": "yes-no"}},
    ],
)
def test_it_is_neither_kept_nor_missed_and_cannot_be_judged(more: dict[str, Any]) -> None:
    found = standing(none_for("2025"), **more)
    assert found.verdict.word is Word.NOT_AVAILABLE
    assert (found.verdict.reached, found.verdict.reason) == (None, REASON)
    assert headline([found])[Bucket.UNJUDGED].count == 1


def test_it_is_no_gap_and_the_next_result_is_late_on_its_own_day() -> None:
    yearly: dict[str, Any] = {"reported": "yearly", "introduced": "2023-01-01"}
    rows = result("2023", 910, 1000), none_for("2024")
    assert standing(*rows, as_of="2025-12-01", **yearly).late_since is None
    late = standing(*rows, as_of="2027-01-01", **yearly)
    assert late.late_since is not None
    assert [gap.period.label for gap in late.missing] == ["2025"]
    assert late.late_since > date(2025, 12, 31)


def test_it_hides_neither_the_miss_before_nor_its_age() -> None:
    rows = result("2024", 850, 1000), none_for("2025")
    view = promise_view(built := book(charter([promise()], rows)), built.all_standings[0])
    assert view.verdict.word == "Not available"
    assert view.verdict.why.words == (
        f"The agency says why there is no result: {REASON} The result before (2024): Missed."
    )
    found = built.all_standings[0]
    assert [judged.result.period.label for judged in missed_lately(found.register, found)] == [
        "2024"
    ]


def test_where_there_never_was_a_result_no_earlier_one_is_spoken_of() -> None:
    assert opened(none_for("2025")).promise.verdict.why.words == (
        f"The agency says why there is no result: {REASON}"
    )


def test_a_reason_that_others_wrote_down_is_not_said_to_be_the_agencys() -> None:
    put_together = {"by": "A reader", "source": "Reports", "until": "2026-01-01"}
    view = opened(none_for("2025"), compiled=put_together).promise
    assert view.verdict.why.words == f"Why there is no result: {REASON}"


def test_the_reason_is_marked_on_a_page_of_another_language() -> None:
    rows = result("2024", 850, 1000), none_for("2025")
    built = book(charter([promise()], rows), languages=["en", "fr"]).in_languages["fr"]
    why = promise_view(built, built.all_standings[0]).verdict.why
    assert (REASON, "en") in [(one.words, one.language) for one in why.parts[0].parts]
    assert "".join(one.words for one in why.parts) == why.words
    assert why.words.endswith(f"\xa0: {REASON} Le résultat précédent (2024)\xa0: Non respecté.")


def test_a_reason_without_a_full_stop_gets_one() -> None:
    view = opened(none_for("2025", note="Nobody counted")).promise
    assert view.verdict.why.words.endswith(": Nobody counted.")


def test_the_table_has_the_word_and_the_reason_and_the_chart_a_gap() -> None:
    rows = [result(f"{year}", 900, 1000) for year in (2020, 2021, 2022, 2024)]
    found = opened(*rows, none_for("2023"))
    row = found.table.rows[1]
    assert (row.period, row.words, row.verdict) == ("2023", "No figure", "Not available")
    assert (row.note.words, row.counts, row.interval) == (REASON, "", "")
    built = book(charter([promise()], [*rows, none_for("2023")]))
    series = there(series_of(built, built.all_standings[0]))
    assert [value is None for value in series.values] == [False, False, False, True, False]


def test_many_in_a_row_draw_nothing() -> None:
    found = opened(*(none_for(f"{year}") for year in range(2016, 2026)))
    assert found.chart is None
    assert found.promise.verdict.word == "Not available"
    built = book(charter([], [], figures=[figure()]))
    assert built.figures["ssa"][0].latest is None
    rows = [none_for(f"{year}", standard="waiting") for year in range(2016, 2026)]
    built = book(charter([], rows, figures=[figure()]))
    view = figure_view(built, built.figures["ssa"][0])
    assert view.newest is not None
    assert (view.newest.words, view.newest.status) == ("No figure", "not available")


def test_a_part_and_a_figure_print_the_reason_too() -> None:
    part = opened(result("2025", 950, 1000), none_for("2025", part="channel: mail")).parts[0]
    assert (part.words, part.verdict.word, part.reason) == ("No figure", "Not available", REASON)
    rows = [none_for("2025", standard="waiting"), none_for("2025", standard="waiting", part="a: b")]
    built = book(charter([], rows, figures=[figure()]))
    view = figure_view(built, built.figures["ssa"][0])
    assert [row.note.words for row in view.history] == [REASON]
    assert [row.reason.words for row in view.parts] == [REASON]


def test_the_open_data_have_the_word_and_the_reason_and_no_figure() -> None:
    built = book(charter([promise()], [none_for("2025")]))
    tables = datasets(built)
    document = json.loads(as_json(built, tables))
    assert document["standards"][0]["verdict"] == "not-available"
    assert document["standards"][0]["headline"] == "cannot-be-judged"
    text = as_csv(next(table for table in tables if table.name == "results"))
    for row in (*csv.DictReader(io.StringIO(text)), *document["results"]):
        assert (row["verdict"], row["status"], row["note"]) == (
            "not-available",
            "not available",
            REASON,
        )
        figures = ("met", "total", "value", "answer", "cases", "percent", "low", "reached")
        assert not any(row[name] for name in figures)


def test_a_result_that_is_taken_back_stays_visible_beside_the_reason() -> None:
    found = opened(result("2025", 850, 1000, line=2, published="2026-01-15"), none_for("2025"))
    assert found.table.rows[0].was == [
        "was 85 of every 100 calls (850 of 1,000), published January 15, 2026"
    ]
    assert found.table.rows[0].note.words == REASON


def test_others_are_set_beside_the_newest_result_that_there_is() -> None:
    other = {
        "id": "bank",
        "standard": "calls",
        "organization": "Bank",
        "sector": "private",
        "value": "80%",
        "date": "2024",
    }
    rows = result("2024", 910, 1000), none_for("2025")
    built = book(charter([promise()], rows, benchmarks=[other]))
    found = built.all_standings[0]
    ours = our_result(found, found.charter.benchmarks[0])
    assert ours is not None
    assert ours.result.period.label == "2024"
    view = there(comparison_view(built, found))
    assert view.summary.words.startswith("In 2024 our level was 11 of every 100 calls higher:")


def test_a_period_with_a_reason_is_not_left_out_and_one_with_a_bare_word_is() -> None:
    yearly: dict[str, Any] = {"reported": "yearly", "introduced": "2024-01-01"}
    for note, shown in ((REASON, "1 of 1"), ("n/a", "none of 1")):
        made = charter([promise(**yearly)], [none_for("2024", note=note), result("2025", 91, 100)])
        built = book(made)
        assert left_out(built.register, built.all_standings[0]) == []
        seen = [one.seen for one in built.audit.findings["ssa"] if one.rule == "C7"]
        assert [str(one.sentence) for one in seen] == [
            f"Promises of which no period is left out: {shown}."
        ]


def test_a_new_row_without_a_result_is_listed_with_its_reason_and_one_taken_back_is_called_so() -> (
    None
):
    rows = [
        result("2023", 910, 1000, line=2, published="2024-02-01"),
        none_for("2023", line=3, published="2024-03-01"),
        none_for("2024", line=4, published="2025-02-01"),
        none_for("2025", line=5, published="2026-02-01"),
        result("2025", 900, 1000, line=6, published="2026-03-01"),
    ]
    built = book(charter([promise()], rows))
    assert [one.now for one in results_page(built).results.shown] == [
        f"Not available: 2024. {REASON}"
    ]
    found = {one.kind: one for one in changes_told(built)}
    assert found[Effect.TAKEN_BACK].turned == "Was Met, is now Not available."
    assert found[Effect.TAKEN_BACK].why.words == REASON
    assert found[Effect.AVAILABLE].now == "90 of every 100 calls (900 of 1,000), 2025"


def test_a_promise_that_is_weakened_after_a_miss_says_so_whatever_was_not_available_since() -> None:
    lowered = [change("2025-01-01", "target", "90%", "80%")]
    rows = result("2023", 850, 1000), none_for("2024")
    assert follows_a_miss(standing(*rows, target="80%", changes=lowered), day("2025-01-01"))
