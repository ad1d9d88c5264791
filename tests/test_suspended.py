"""A time in which a promise does not hold: nothing of it is due, missed or late, and nothing is hidden."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import book, charter, day, measured_by, opened_in, promise, result, standings, there
from charters.judging.headlines import headline
from charters.judging.patterns import pattern_of
from charters.judging.standings import Standing
from charters.judging.verdicts import Bucket, Word
from charters.model.results import Result
from charters.publishing.charts.pictures import Heading
from charters.publishing.charts.series import series_of
from charters.publishing.charts.trend_chart import trend_chart
from charters.publishing.data.exports import as_csv, as_json, datasets
from charters.publishing.say.speech import Said
from charters.publishing.views.counts import headline_view
from charters.publishing.views.service import OpenPromise
from stories import ROWS, STANDARDS, Story

WHY = "Our offices were closed."
YEARLY: dict[str, Any] = {"reported": "yearly", "introduced": "2017-01-01"}
MISSED, KEPT = (850, 1000), (950, 1000)


def time(first: str, last: str | None = None) -> dict[str, Any]:
    """Return an entry under `suspended`."""
    return {"from": first, **({"to": last} if last else {}), "reason": WHY}


def made(*rows: Result, suspended: list[dict[str, Any]], **more: Any) -> Any:
    return charter([promise(**{**YEARLY, **more}, suspended=suspended)], rows)


def standing(*rows: Result, as_of: str = "2022-12-31", **more: Any) -> Standing:
    return standings(made(*rows, **more), as_of=day(as_of))[0]


def opened(*rows: Result, as_of: str = "2022-12-31", **more: Any) -> OpenPromise:
    return opened_in(book(made(*rows, **more), as_of=day(as_of)))


BEFORE = [result(f"{year}", *KEPT) for year in (2017, 2018)] + [result("2019", *MISSED)]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2020-03-16", "2021-06-30", ["suspended", "suspended"]),
        ("2020-12-31", "2020-12-31", ["suspended", "not-reported"]),
        ("2021-01-01", None, ["not-reported", "suspended"]),
        ("2020-01-01", None, ["suspended", "suspended"]),
        ("2022-01-01", None, ["not-reported", "not-reported"]),
        ("2019-06-01", "2019-12-31", ["not-reported", "not-reported"]),
    ],
)
def test_a_period_that_touches_it_is_neither_due_nor_late(
    first: str, last: str | None, words: list[str]
) -> None:
    found = standing(*BEFORE, suspended=[time(first, last)])
    assert [slot.verdict.word.value for slot in found.slots[3:]] == words
    late = [gap.period.label for gap in found.missing]
    assert late == [year for year, word in zip(("2020", "2021"), words, strict=True) if word != "suspended"]  # fmt: skip
    assert (found.late_since is None) is (late == [])


def test_it_cannot_be_judged_while_it_is_suspended_and_no_miss_before_is_hidden() -> None:
    rows = [*BEFORE]
    found = opened(*rows, suspended=[time("2020-03-16")])
    view = found.promise
    assert (view.verdict.kind, view.verdict.word) == ("suspended", "Suspended")
    assert view.verdict.why.words == (
        f"Since March 16, 2020: {WHY} The result before (2019): Missed."
    )
    assert view.verdict.late == ""
    assert view.state == "cannot-be-judged"
    counts = headline([standing(*rows, suspended=[time("2020-03-16")])])
    assert (counts[Bucket.UNJUDGED].count, counts[Bucket.MISSED].count) == (1, 0)


def test_the_result_before_is_named_by_its_day_where_it_is_a_level_on_a_day() -> None:
    backlog: dict[str, Any] = {"measure": measured_by("backlog"), "target": "at most 60 claims"}
    found = opened(result("2019", value="80"), suspended=[time("2020-03-16")], **backlog)
    assert found.promise.verdict.why.words.endswith(
        " The result before (at the end of December 2019): Missed."
    )


def test_the_headline_says_how_many_are_suspended() -> None:
    built = book(made(*BEFORE, suspended=[time("2020-03-16")]), as_of=day("2022-12-31"))
    view = headline_view(built.speech, built.all_standings)
    assert view.notes == "1 promise is suspended, and so cannot be judged."


def test_a_result_that_was_late_before_stays_late() -> None:
    found = standing(*BEFORE[:2], suspended=[time("2020-06-01")])
    assert found.late_since == date(2020, 3, 30)


def test_when_it_holds_again_the_last_result_stands_and_the_next_is_due() -> None:
    found = standing(*BEFORE, as_of="2023-12-31", suspended=[time("2020-03-16", "2021-06-30")])
    assert found.verdict.word is Word.MISSED
    assert found.late_since == date(2023, 3, 31)


def test_a_result_that_is_published_all_the_same_is_shown_and_not_judged() -> None:
    rows = [*BEFORE, result("2020", *MISSED, note="Counted by hand.")]
    found = opened(*rows, suspended=[time("2020-03-16", "2021-06-30")])
    row = found.table.rows[1]
    assert (row.period, row.words, row.counts) == ("2020", "85 of every 100 calls", "850 of 1,000")
    assert row.verdict == "Suspended in that time"
    assert row.note.words == f"From March 16, 2020 to June 30, 2021: {WHY} Counted by hand."
    assert found.promise.verdict.word == "Suspended in that time"
    assert found.promise.verdict.why.words.endswith("The result before (2019): Missed.")


@pytest.mark.parametrize(
    "more",
    [
        {"suspended": [time("2026-05-15")]},
        {"suspended": [], "withdrawn": {"date": "2026-05-31", "reason": WHY}},
    ],
)
def test_of_a_promise_that_does_not_hold_nobody_says_what_will_be_met(more: dict[str, Any]) -> None:
    months = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(28)]
    rows = [result(month, 900 + 7 * n % 20, 1000) for n, month in enumerate(months)]
    held: dict[str, Any] = {"reported": "monthly", "introduced": "2024-01-01"}
    both: list[dict[str, Any]] = [{"suspended": []}, more]
    told = [opened(*rows, as_of="2026-06-30", **held, **fields).promise.pattern for fields in both]
    assert "At this level we will meet our aim" in told[0]
    assert told[1] == "Our aim was met in all of the last 12 results."


def test_one_day_is_said_as_one_day() -> None:
    found = opened(*BEFORE, suspended=[time("2020-03-16", "2020-03-16")])
    facts = {fact.label: fact.said.words for fact in found.facts}
    assert facts["Suspended"] == f"on March 16, 2020: {WHY}"


def test_the_table_has_the_word_once_and_the_reason_and_the_chart_a_named_gap() -> None:
    rows = [*BEFORE, result("2021", *KEPT)]
    suspended = [time("2020-03-16", "2020-12-31")]
    found = opened(*rows, suspended=suspended)
    row = found.table.rows[1]
    assert (row.period, row.words, row.verdict) == ("2020", "no result", "Suspended")
    assert row.note.words == f"From March 16, 2020 to December 31, 2020: {WHY}"
    assert found.chart is not None
    assert [words.text for words in found.chart.notes] == ["suspended"]
    assert found.chart.lines.bands.startswith("M")
    assert found.chart.lines.result.count("M") == 2
    facts = {fact.label: fact.said.words for fact in found.facts}
    assert facts["Suspended"] == f"from March 16, 2020 to December 31, 2020: {WHY}"


def test_the_open_data_have_the_word_the_reason_and_the_day() -> None:
    built = book(made(*BEFORE, suspended=[time("2020-03-16")]), as_of=day("2021-12-31"))
    tables = datasets(built)
    text = as_csv(next(table for table in tables if table.name == "results"))
    document = json.loads(as_json(built, tables))
    for rows in (list(csv.DictReader(io.StringIO(text))), document["results"]):
        assert [(one["period"], one["verdict"]) for one in rows][-1] == ("2020", "suspended")
        assert (rows[-1]["status"], rows[-1]["note"]) == ("not available", WHY)
    (row,) = document["standards"]
    assert (row["verdict"], row["headline"]) == ("suspended", "cannot-be-judged")
    assert row["suspended_since"] == "2020-03-16"
    assert [(one["date"], one["effect"]) for one in document["changes"]] == [
        ("2020-03-16", "suspended")
    ]


def test_what_is_usual_is_told_without_the_results_of_that_time() -> None:
    months = [f"{year}-{month:02}" for year in (2019, 2020) for month in range(1, 13)]
    rows = [result(one, 900 + n % 5, 1000) for n, one in enumerate(months)]
    rows[14] = result(months[14], 100, 1000)
    monthly = {"reported": "monthly", "introduced": "2019-01-01"}
    held = pattern_of(standing(*rows, suspended=[], **monthly))
    paused = pattern_of(standing(*rows, suspended=[time("2020-03-01", "2020-03-31")], **monthly))
    assert held is not None
    assert paused is not None
    assert (held.met_lately, paused.met_lately) == ((11, 12), (12, 12))
    assert (held.xmr.count, paused.xmr.count) == (24, 23)


def test_the_band_of_the_chart_stays_in_the_picture() -> None:
    built = book(
        made(*BEFORE, result("2020", *KEPT), suspended=[time("2020-07-01")]),
        as_of=day("2026-01-01"),
    )
    series = there(series_of(built, built.all_standings[0]))
    chart = there(trend_chart(series, key="k", heading=Heading("t", Said("a"), Said("d"))))
    start, end = chart.lines.bands[1:].split(" ")[0], chart.lines.bands.split("H")[1].split("V")[0]
    assert float(start) < float(end) <= chart.plot.right


# -------------------------------------------------------------------------------------- laws

spans = st.tuples(st.dates(date(2016, 1, 1), date(2023, 1, 1)), st.integers(0, 700))


@given(spans)
def test_it_changes_no_verdict_of_a_period_that_it_does_not_touch(span: tuple[date, int]) -> None:
    first = span[0]
    last = date.fromordinal(first.toordinal() + span[1])
    rows = [*BEFORE, result("2021", *MISSED)]
    plain = {slot.period.label: slot.verdict for slot in standing(*rows, suspended=[]).slots}
    first = max(first, date(2017, 1, 1))
    if last < first:
        return
    found = standing(*rows, suspended=[time(first.isoformat(), last.isoformat())])
    for slot in found.slots:
        touched = slot.period.start <= last and first <= slot.period.end
        assert (slot.verdict.suspended is not None) is touched
        if not touched:
            assert slot.verdict == plain[slot.period.label]
    assert [slot.period.label for slot in found.slots] == list(plain)


@given(st.dates(date(2022, 1, 1), date(2022, 6, 1)), st.integers(0, 150))
def test_one_of_a_time_without_periods_changes_nothing(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    rows = [*BEFORE, result("2021", *MISSED)]
    plain = standing(*rows, suspended=[])
    found = standing(*rows, suspended=[time(first.isoformat(), last.isoformat())])
    assert found.verdict == plain.verdict
    assert [slot.verdict for slot in found.slots] == [slot.verdict for slot in plain.slots]
    assert (found.missing, found.late_since) == (plain.missing, plain.late_since)


# ---------------------------------------------------------------- what was published counts


KEPT_SINCE = STANDARDS + "    records_from: 2021\n"


def entry(first: str, last: str = "") -> str:
    to = f", to: {last}" if last else ""
    return f"    suspended:\n      - {{from: {first}{to}, reason: {WHY}}}\n"


def suspend(story: Story, first: str, last: str = "") -> None:
    story.write("standards.yml", KEPT_SINCE + entry(first, last))


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path / "site", standards=KEPT_SINCE)


def test_one_that_is_dated_back_turns_no_published_miss_and_is_told(story: Story) -> None:
    suspend(story, "2022-06-01", "2023-12-31")
    story.commit("2024-06-01")

    assert story.verdicts() == ["missed", "missed", "missed"]
    assert story.found() == ["K27"]
    (said,) = [one.text for one in story.book().audit.problems if one.code == "K27"]
    assert "dated 2022-06-01 and was published as it stands only on 2024-06-01" in said
    assert "2022, 2023 stay as they were" in said
    late = [one for one in story.changes() if one.kind == "suspended"]
    assert [one.day.isoformat() for one in late] == ["2024-06-01"]
    words = " ".join(late[0].late)
    assert "This is dated June 1, 2022 and was published on June 1, 2024." in words
    assert (
        "2023: Missed, as published then; by the changed promise: Suspended in that time." in words
    )


def test_of_many_verdicts_that_one_dated_back_leaves_as_they_were_the_rest_is_counted(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("charters.publishing.say.past_words._MOST", 1)
    suspend(story, "2022-06-01", "2023-12-31")
    story.commit("2024-06-01")
    (late,) = [one.late for one in story.changes() if one.kind == "suspended"]
    assert late[-1] == "1 earlier verdict stays as it was, too."


def test_one_that_is_dated_back_excuses_no_result_that_was_due(story: Story) -> None:
    suspend(story, "2024-01-01", "2025-12-31")
    story.commit("2025-06-01")

    (standing,) = story.book().all_standings
    assert [gap.period.label for gap in standing.missing] == ["2024", "2025"]
    assert story.found() == ["K27"]


def test_one_that_is_published_in_time_holds(story: Story) -> None:
    suspend(story, "2024-06-01")
    story.commit("2024-05-15")

    (standing,) = story.book().all_standings
    assert standing.missing == []
    assert standing.verdict.word is Word.SUSPENDED
    assert story.found() == []
    assert [(one.kind, one.late) for one in story.changes()] == [("suspended", [])]


def test_one_that_is_made_longer_later_counts_as_it_was_published(story: Story) -> None:
    suspend(story, "2024-04-01", "2024-12-31")
    story.commit("2024-03-15")
    suspend(story, "2024-04-01", "2026-12-31")
    story.commit("2025-03-01")

    (standing,) = story.book().all_standings
    assert [gap.period.label for gap in standing.missing] == ["2025"]
    assert story.found() == ["K27"]


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("", ["K7"]),
        (entry("2024-04-15", "2024-12-31"), ["K7", "K27"]),
        (entry("2024-04-01", "2024-10-31"), []),
    ],
)
def test_one_that_was_published_and_is_gone_is_told(
    story: Story, now: str, found: list[str]
) -> None:
    suspend(story, "2024-04-01")
    story.commit("2024-03-15")
    story.write("standards.yml", KEPT_SINCE + now)
    story.commit("2024-11-01")

    assert story.found() == found


def test_what_a_first_version_says_of_it_is_its_history(tmp_path: Path) -> None:
    story = Story(tmp_path / "site", standards=STANDARDS + entry("2022-01-01", "2022-12-31"))
    story.rows(*ROWS, "phone-wait,2024,,870,1000,,,,final,2025-02-01,,,,,")
    story.commit("2025-03-01")

    assert story.verdicts() == ["missed", "suspended-then", "missed", "missed"]
    assert story.found() == []
    kinds = [(one.kind, one.day.isoformat(), one.after_miss) for one in story.changes()]
    assert kinds == [("resumed", "2023-01-01", False), ("suspended", "2022-01-01", True)]
