"""What happened to the work behind a promise: named everywhere, and no verdict hangs on it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import book, charter, day, months, promise, there
from builders import opened as opened_of_one
from builders import standing as standing_of_one
from charters.judging.patterns import Pattern, pattern_of
from charters.model.results import Result
from charters.publishing.data.exports import as_csv, as_json, datasets
from charters.publishing.views.service import open_promise

SYSTEM = {
    "date": "2025-01-01",
    "what": "New phone system",
    "reason": "Calls are counted from the first ring.",
    "restarts": "yes",
}
FIRE = {
    "date": "2025-03-10",
    "until": "2025-05-20",
    "what": "A fire in the call center",
    "lessons": "Calls go to two centers now.",
}
MONTHLY: dict[str, Any] = {"reported": "monthly", "introduced": "2024-01-01"}


UPS = [930, 940, 920, 935, 925, 938, 922, 936, 924, 939, 921, 930]
DOWNS = [830, 840, 820, 835, 825, 838, 822, 836, 824, 839, 821, 830]


standing = partial(standing_of_one, as_of="2026-01-15", **MONTHLY)


def pattern(*rows: Result, events: list[dict[str, Any]]) -> Pattern:
    return there(pattern_of(standing(*rows, events=events)))


opened = partial(opened_of_one, as_of="2026-01-15", **MONTHLY)


def test_an_event_that_restarts_what_is_usual_begins_new_limits() -> None:
    rows = months(*UPS, *DOWNS)
    plain, anew = pattern(*rows, events=[]), pattern(*rows, events=[SYSTEM])
    assert plain.moved
    assert [(index, event.date.isoformat()) for index, event in anew.restarts] == [
        (12, "2025-01-01")
    ]
    assert (anew.moved, anew.xmr.start, anew.xmr.count) == (False, 12, 12)
    limits = {point.upper for point in anew.points}
    assert len(limits) == 2


@pytest.mark.parametrize(
    ("event", "index"),
    [
        ({"date": "2025-01-02"}, [13]),
        ({"date": "2024-12-15", "until": "2024-12-31"}, [12]),
        ({"date": "2024-12-15", "until": "2025-01-01"}, [13]),
        ({"date": "2023-06-01"}, []),
        ({"date": "2026-06-01"}, []),
        ({"restarts": "no"}, []),
    ],
)
def test_it_restarts_with_the_first_period_after_it(
    event: dict[str, str], index: list[int]
) -> None:
    found = pattern(*months(*UPS, *DOWNS), events=[{**SYSTEM, **event}])
    assert [n for n, _ in found.restarts] == index


def test_the_count_of_results_that_met_the_aim_goes_on_over_a_restart() -> None:
    rows = months(*UPS, *DOWNS[:6])
    assert pattern(*rows, events=[SYSTEM]).met_lately == (6, 12)


def test_the_page_says_since_when_what_is_usual_is_told_and_why() -> None:
    notes = [note.words for note in opened(*months(*UPS, *DOWNS), events=[SYSTEM]).notes]
    assert (
        "What is usual is told only from results since January 1, 2025: New phone system. "
        "Calls are counted from the first ring."
    ) in notes


def test_the_timeline_has_every_event_the_newest_first() -> None:
    views = opened(*months(*UPS, *DOWNS), events=[SYSTEM, FIRE]).events
    assert [(view.when, view.what.words, view.restarts) for view in views] == [
        ("March 10, 2025 to May 20, 2025", "A fire in the call center", False),
        ("January 1, 2025", "New phone system", True),
    ]
    assert [view.lessons and view.lessons.words for view in views] == [FIRE["lessons"], None]


def test_lessons_stand_beside_the_results_missed_in_that_time_and_beside_no_others() -> None:
    rows = months(*UPS, *UPS[:2], 850, 950, 850, 950)
    found = opened(*rows, events=[FIRE])
    with_lessons = [
        row.period for row in found.table.rows if "Calls go to two centers now." in row.note.words
    ]
    assert with_lessons == ["May 2025", "March 2025"]


def test_lessons_stand_on_the_card_of_a_miss() -> None:
    view = opened(*months(*UPS, *UPS[:2], 850), events=[FIRE]).promise
    assert view.missed is not None
    assert [said.words for said in view.missed.lessons] == ["Calls go to two centers now."]
    kept = opened(*months(*UPS, *UPS[:2], 950), events=[FIRE]).promise
    assert kept.missed is None


def test_the_chart_names_every_event_in_full_and_no_word_lies_on_another() -> None:
    many = [
        {"date": f"2025-0{n}-05", "what": f"Event number {n} of the call center"}
        for n in range(1, 9)
    ]
    chart = there(opened(*months(*UPS, *DOWNS), events=[*many, SYSTEM]).chart)
    named = [words.text for words in chart.notes]
    assert {one["what"] for one in (*many, SYSTEM)} <= set(named)
    boxes = sorted((words.y, words.x, words.x + 7 * len(words.text)) for words in chart.notes)
    for one, other in pairwise(boxes):
        assert one[0] < other[0] or one[2] < other[1]
    assert max(end for _, _, end in boxes) <= chart.width
    assert max(y for y, _, _ in boxes) < chart.plot.top


def test_an_event_of_one_day_is_a_line_and_one_that_lasted_is_a_band() -> None:
    chart = there(opened(*months(*UPS, *DOWNS), events=[SYSTEM, FIRE]).chart)
    assert (chart.lines.breaks.count("M"), chart.lines.bands.count("M")) == (1, 1)
    outside = opened(*months(*UPS), events=[{"date": "2020-01-01", "what": "Long ago"}]).chart
    assert outside is not None
    assert (outside.lines.breaks, [words.text for words in outside.notes]) == ("", [])


def test_a_name_too_long_for_the_picture_is_cut_between_two_words() -> None:
    what = "The call center moved into a new building and half of the staff were new to their work"
    found = opened(*months(*UPS, *DOWNS), events=[{"date": "2025-01-01", "what": what}])
    assert found.chart is not None
    (words,) = [one.text for one in found.chart.notes if one.text.startswith("The call")]
    assert words == "The call center moved into a new building…"
    assert found.events[0].what.words == what


def test_an_event_is_named_in_the_picture_in_its_own_language() -> None:
    what = {"en": "New phones", "fr": "Nouveaux téléphones"}
    events = [{"date": "2025-01-01", "what": "New desks"}, {"date": "2025-06-01", "what": what}]
    rows = months(*UPS, *DOWNS)
    found = book(charter([promise(events=events)], rows), languages=["en", "fr"])
    french = found.in_languages["fr"]
    chart = there(open_promise(french, french.all_standings[0]).chart)
    named = {words.text: words.language for words in chart.notes}
    assert (named["New desks"], named["Nouveaux téléphones"]) == ("en", "")


def test_the_open_data_have_every_event() -> None:
    built = book(charter([promise(events=[SYSTEM, FIRE])]))
    tables = datasets(built)
    text = as_csv(next(table for table in tables if table.name == "events"))
    for rows in (
        list(csv.DictReader(io.StringIO(text))),
        json.loads(as_json(built, tables))["events"],
    ):
        assert [(one["date"], one["what"], one["restarts"]) for one in rows] == [
            ("2025-01-01", "New phone system", "yes"),
            ("2025-03-10", "A fire in the call center", "no"),
        ]
        assert rows[1]["lessons"] == FIRE["lessons"]


# ------------------------------------------------------------------------------------ misuse


def said(*rows: Result, events: list[dict[str, Any]]) -> list[str]:
    built = book(charter([promise(**MONTHLY, events=events)], rows), as_of=day("2026-01-15"))
    return [problem.text for problem in built.audit.problems if problem.code == "K34"]


BARE = {key: value for key, value in SYSTEM.items() if key != "reason"}


@pytest.mark.parametrize(
    ("kept", "event", "count"),
    [
        ([*UPS[:11], 880], BARE, 1),
        ([*UPS[:11], 920], BARE, 1),
        ([*UPS[:11], 922], BARE, 0),
        ([*UPS[:11], 880], SYSTEM, 0),
        ([*UPS[:11], 880], {**BARE, "restarts": "no"}, 0),
        ([], BARE, 0),
    ],
)
def test_a_restart_right_after_a_worse_result_needs_a_reason(
    kept: list[int], event: dict[str, Any], count: int
) -> None:
    found = said(*months(*kept), events=[event])
    assert len(found) == count
    assert all("missed or worse (2024-12), with no reason" in one for one in found)


@pytest.mark.parametrize(
    ("other", "count"), [("2025-12-31", 1), ("2026-01-01", 0), ("2024-01-02", 1)]
)
def test_more_restarts_than_one_a_year_are_told(other: str, count: int) -> None:
    found = said(*months(*UPS), events=[SYSTEM, {**SYSTEM, "date": other}])
    assert len(found) == count


# -------------------------------------------------------------------------------------- laws

events = st.lists(
    st.builds(
        lambda at, lasts, restarts: {
            "date": at.isoformat(),
            "until": date.fromordinal(at.toordinal() + lasts).isoformat(),
            "what": "Something happened",
            "restarts": "yes" if restarts else "no",
        },
        st.dates(date(2023, 1, 1), date(2026, 12, 31)),
        st.integers(0, 200),
        st.booleans(),
    ),
    max_size=4,
)


@given(events)
def test_no_event_changes_a_verdict_a_count_or_what_is_due(found: list[dict[str, Any]]) -> None:
    rows = months(*UPS, *DOWNS[:9])
    plain, told = standing(*rows, events=[]), standing(*rows, events=found)
    assert [slot.verdict for slot in told.slots] == [slot.verdict for slot in plain.slots]
    assert (told.verdict, told.missing, told.late_since) == (
        plain.verdict,
        plain.missing,
        plain.late_since,
    )
    assert pattern(*rows, events=found).met_lately == pattern(*rows, events=[]).met_lately


@given(events)
def test_no_event_that_restarts_nothing_changes_a_limit(found: list[dict[str, Any]]) -> None:
    rows = months(*UPS, *DOWNS)
    still = [{**one, "restarts": "no"} for one in found]
    assert pattern(*rows, events=still).points == pattern(*rows, events=[]).points
