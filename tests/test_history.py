"""What was in force when: each period is judged by the promise as it stood then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import SHARE, change, day, measured_by, promise
from charters.judging.history import as_it_reads, break_within, breaks, in_force
from charters.model.period_labels import parse_period

LOWERED = [
    change("2020-07-01", "target", "95%", "90%"),
    change("2022-01-01", "target", "90%", "85%"),
]


def target_on(when: str, changes: list[dict[str, str]], now: str | None = "85%") -> str | None:
    target = in_force(promise(target=now, changes=changes), day(when)).target
    return target.written if target else None


@pytest.mark.parametrize(
    ("when", "written"),
    [
        ("2010-01-01", "95%"),
        ("2020-06-30", "95%"),
        ("2020-07-01", "90%"),
        ("2021-12-31", "90%"),
        ("2022-01-01", "85%"),
        ("2026-06-30", "85%"),
    ],
)
def test_a_change_counts_from_its_own_day(when: str, written: str) -> None:
    assert target_on(when, LOWERED) == written


def test_the_order_in_the_file_does_not_matter() -> None:
    assert target_on("2010-01-01", LOWERED[::-1]) == "95%"
    assert target_on("2021-01-01", LOWERED[::-1]) == "90%"


def test_two_changes_on_one_day_are_undone_last_one_first() -> None:
    twice = [
        change("2020-07-01", "target", "95%", "90%"),
        change("2020-07-01", "target", "90%", "85%"),
    ]
    assert target_on("2020-06-30", twice) == "95%"
    assert target_on("2020-07-01", twice) == "85%"


@pytest.mark.parametrize("nothing", ["none", "none found"])
def test_before_the_first_target_there_was_none(nothing: str) -> None:
    first = [change("2020-07-01", "target", nothing, "85%")]
    assert target_on("2020-06-30", first) is None
    assert target_on("2020-07-01", first) == "85%"


@pytest.mark.parametrize("nothing", ["none", "none found"])
def test_before_the_first_limit_there_was_none(nothing: str) -> None:
    made = promise(
        limit="60 seconds", changes=[change("2020-07-01", "limit", nothing, "60 seconds")]
    )
    assert in_force(made, day("2020-06-30")).limit is None
    assert in_force(made, day("2020-07-01")).limit == made.limit


def test_a_target_that_was_given_up_still_judges_the_time_it_stood() -> None:
    gone = [change("2020-07-01", "target", "95%", "none")]
    assert target_on("2020-06-30", gone, now=None) == "95%"
    assert target_on("2020-07-01", gone, now=None) is None


def test_a_change_of_another_field_leaves_the_target_alone() -> None:
    other = [change("2020-07-01", "limit", "30 seconds", "60 seconds")]
    found = promise(target="85%", limit="60 seconds", changes=other)
    before, after = in_force(found, day("2020-06-30")), in_force(found, day("2020-07-01"))
    assert before.target == after.target == found.target
    assert (str(before.limit.amount), str(after.limit.amount)) == ("30", "60")  # type: ignore[union-attr]


@given(
    st.lists(st.integers(0, 100), min_size=1, max_size=8),
    st.lists(st.integers(1, 900), min_size=7, max_size=7, unique=True),
    st.integers(0, 1000),
)
def test_what_is_in_force_is_what_the_last_change_led_to(
    levels: list[int], days: list[int], asked: int
) -> None:
    start = date(2020, 1, 1)
    dated = sorted(days[: len(levels) - 1])
    changes = [
        change(str(start + timedelta(days=when)), "target", f"{before}%", f"{after}%")
        for when, before, after in zip(dated, levels[:-1], levels[1:], strict=True)
    ]
    expected = levels[sum(when <= asked for when in dated)]
    found = in_force(promise(target=f"{levels[-1]}%", changes=changes), start + timedelta(asked))
    assert found.target is not None
    assert found.target.level.amount == expected


NEW_WORDS = [
    change("2020-07-01", "promise", "We answer soon.", "We answer within 60 seconds."),
    change("2020-07-01", "limit", "90 seconds", "60 seconds"),
    change("2022-01-01", "promise", "We answer within 60 seconds.", "We answer at once."),
    change("2022-01-01", "limit", "60 seconds", "1 second"),
    change("2022-01-01", "counted", "all calls", "answered calls"),
    change("2022-01-01", "not_counted", "none", "calls cut off"),
]


@pytest.mark.parametrize(
    ("when", "words", "limit", "counted"),
    [
        ("2020-06-30", "We answer soon.", "90 seconds", "all calls"),
        ("2020-07-01", "We answer within 60 seconds.", "60 seconds", "all calls"),
        ("2021-12-31", "We answer within 60 seconds.", "60 seconds", "all calls"),
        ("2022-01-01", "We answer at once.", "1 second", "answered calls"),
    ],
)
def test_a_promise_reads_on_a_day_as_it_stood_then(
    when: str, words: str, limit: str, counted: str
) -> None:
    measure = {**SHARE, "counted": "answered calls", "not_counted": "calls cut off"}
    made = promise(
        promise="We answer at once.", limit="1 second", measure=measure, changes=NEW_WORDS
    )
    found = as_it_reads(made, day(when))
    assert (str(found.promise), str(found.limit)) == (words, limit)
    assert str(found.measure.counted) == counted
    assert (found.measure.not_counted is None) is (counted == "all calls")
    assert in_force(made, day(when)).promise == found.promise
    assert (found is made) is (when == "2022-01-01")


@given(st.integers(0, 1500), st.integers(0, 1500))
def test_how_it_reads_today_leaves_the_past_as_it_was(today: int, back: int) -> None:
    start = date(2019, 1, 1)
    made = promise(target="85%", limit="1 second", changes=[*LOWERED, *NEW_WORDS[1::2][:2]])
    now = start + timedelta(max(today, back))
    earlier = start + timedelta(min(today, back))
    assert in_force(as_it_reads(made, now), earlier) == in_force(made, earlier)


def test_words_that_nobody_found_are_not_made_up() -> None:
    made = promise(changes=[change("2020-07-01", "promise", "none found", "We answer.")])
    assert as_it_reads(made, day("2020-01-01")).promise == made.promise


WITHIN = "share-within-limit"


@pytest.mark.parametrize(
    ("field", "shape", "breaks_it"),
    [
        ("promise", WITHIN, False),
        ("target", WITHIN, False),
        ("limit", WITHIN, True),
        ("limit", "share-with-property", False),
        ("limit", "mean", False),
        ("limit", "median", False),
        ("limit", "percentile", False),
        ("limit", "score", False),
        ("counted", "mean", True),
        ("counted", WITHIN, True),
        ("not_counted", WITHIN, True),
        ("clock", "mean", True),
        ("measure", "mean", True),
        ("channel", WITHIN, True),
    ],
)
def test_a_series_breaks_where_what_is_counted_changes(
    field: str, shape: str, *, breaks_it: bool
) -> None:
    levels = {"target": ("95%", "90%"), "limit": ("30 seconds", "60 seconds")}
    was, now = levels.get(field, ("all calls", "answered calls"))
    found = promise(
        changes=[change("2020-07-01", field, was, now)],
        limit="60 seconds",
        measure=measured_by(shape),
        target=None,
    )
    assert bool(breaks(found)) is breaks_it


@pytest.mark.parametrize(
    ("when", "inside"),
    [
        ("2020-12-31", False),
        ("2021-01-01", False),
        ("2021-01-02", True),
        ("2021-12-31", True),
        ("2022-01-01", False),
    ],
)
def test_a_change_on_the_first_day_of_a_period_is_not_inside_it(when: str, *, inside: bool) -> None:
    found = promise(changes=[change(when, "counted", "all calls", "answered calls")])
    assert (break_within(found, parse_period("2021")) is not None) is inside


@pytest.mark.parametrize(
    ("measure", "now", "before"),
    [
        (SHARE, "90%", "at most 3 minutes"),
        ({"shape": "mean", "unit": "minutes"}, "at most 3 minutes", "90%"),
        ({"shape": "mean", "unit": "minutes"}, "at most 3 minutes", "at most 200 seconds"),
        ({"shape": "score", "scale": {"min": "1", "max": "5"}}, "at least 4 points", "90%"),
    ],
)
def test_an_old_target_in_another_unit_judges_nothing(
    measure: dict[str, Any], now: str, before: str
) -> None:
    changes = [change("2020-07-01", "target", before, now)]
    found = promise(target=now, measure=measure, changes=changes)
    assert in_force(found, day("2020-06-30")).target is None
    assert in_force(found, day("2020-07-01")).target == found.target
