"""How old a figure is: one clock, and months that are counted as people count them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import charter, day, promise, register
from charters.judging.ages import is_older, known_on
from charters.model.agency import Compiled
from charters.model.periods import month_after, months_later

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
months = st.integers(0, 600)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2024-01-15", 0, "2024-01-15"),
        ("2024-01-15", 1, "2024-02-15"),
        ("2024-11-30", 1, "2024-12-30"),
        ("2024-12-30", 1, "2025-01-30"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-08-31", 1, "2024-09-30"),
        ("2024-06-30", 36, "2027-06-30"),
        ("2024-01-31", 11, "2024-12-31"),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_its_month(
    start: str, count: int, end: str
) -> None:
    assert months_later(day(start), count) == day(end)


@given(days, months)
def test_so_many_months_later_is_in_that_month(start: date, count: int) -> None:
    later = months_later(start, count)
    assert later.replace(day=1) == month_after(start, count)
    assert later.day == start.day or (
        later.day < start.day and (later + timedelta(days=1)).day == 1
    )


@given(days, days, months)
def test_of_two_days_the_earlier_stays_the_earlier(one: date, other: date, count: int) -> None:
    first, second = sorted([one, other])
    assert months_later(first, count) <= months_later(second, count)


@pytest.mark.parametrize(
    ("figure", "on", "older"),
    [
        ("2023-06-30", "2026-06-29", False),
        ("2023-06-30", "2026-06-30", False),
        ("2023-06-30", "2026-07-01", True),
        ("2026-06-30", "2026-06-30", False),
        ("2027-01-01", "2026-06-30", False),
    ],
)
def test_a_figure_is_older_from_the_day_after(figure: str, on: str, *, older: bool) -> None:
    assert is_older(day(figure), 36, day(on)) is older


@pytest.mark.parametrize(("on", "older"), [("2026-09-28", False), ("2026-09-29", True)])
def test_days_of_grace_come_before_the_months(on: str, *, older: bool) -> None:
    assert is_older(day("2023-06-30"), 36, day(on), 90) is older


@given(days, months, days, st.integers(0, 400))
def test_what_is_older_stays_older_and_so_is_all_before_it(
    figure: date, count: int, on: date, grace: int
) -> None:
    if is_older(figure, count, on, grace):
        assert is_older(figure, count, on + timedelta(days=1), grace)
        assert is_older(figure - timedelta(days=1), count, on, grace)
        assert is_older(figure, count, on)
        assert figure < on


def compiled(until: str) -> Compiled:
    return Compiled.model_validate({"by": "volunteers", "source": "documents", "until": until})


@pytest.mark.parametrize(
    ("agency", "promised", "known"),
    [
        (None, None, "2026-06-30"),
        ("2025-01-31", None, "2025-01-31"),
        ("2026-07-01", None, "2026-06-30"),
        (None, "2024-12-31", "2024-12-31"),
        ("2025-01-31", "2024-12-31", "2024-12-31"),
        ("2024-12-31", "2025-01-31", "2025-01-31"),
    ],
)
def test_evidence_is_judged_today_or_on_the_last_day_of_the_documents(
    agency: str | None, promised: str | None, known: str
) -> None:
    made = charter([promise()], compiled=compiled(agency) if agency else None)
    about = compiled(promised) if promised else None
    assert known_on(register(made, as_of=day("2026-06-30")), made, about) == day(known)
