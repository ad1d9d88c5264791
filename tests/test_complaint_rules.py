"""Complaint figures: when they add up, and what cannot be true of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charters.judging import balances
from charters.model.complaints import ComplaintFigures

COUNTS = st.integers(0, 500)
MAYBE = st.none() | COUNTS


def figures(**counts: Any) -> ComplaintFigures:
    given = {name: count for name, count in counts.items() if count is not None}
    return ComplaintFigures.model_validate({"period": "2024", "received": 100} | given)


@given(start=COUNTS, end=COUNTS, upheld=COUNTS, not_upheld=COUNTS, off=st.integers(-50, 50))
def test_complaints_balance_exactly_when_all_are_accounted_for(
    start: int, end: int, upheld: int, not_upheld: int, off: int
) -> None:
    received = upheld + not_upheld + end - start + off
    if received >= 0:
        one = figures(
            open_at_start=start,
            received=received,
            upheld=upheld,
            partly_upheld=0,
            not_upheld=not_upheld,
            open_at_end=end,
        )
        assert balances.missing(one) == off


@given(received=COUNTS, upheld=COUNTS, not_upheld=COUNTS, start=COUNTS, end=COUNTS)
def test_one_end_alone_never_accuses_what_the_other_could_explain(
    received: int, upheld: int, not_upheld: int, start: int, end: int
) -> None:
    counts = {"received": received, "upheld": upheld, "not_upheld": not_upheld}
    if not balances.missing(figures(**counts, open_at_start=start, open_at_end=end)):
        assert not balances.missing(figures(**counts, open_at_start=start))
        assert not balances.missing(figures(**counts, open_at_end=end))


@given(received=COUNTS, upheld=COUNTS, not_upheld=COUNTS, end=COUNTS)
def test_one_end_alone_accuses_where_no_other_end_could_explain_it(
    received: int, upheld: int, not_upheld: int, end: int
) -> None:
    one = figures(received=received, upheld=upheld, not_upheld=not_upheld, open_at_end=end)
    needed = upheld + not_upheld + end - received
    assert bool(balances.missing(one)) is (needed < 0)


@pytest.mark.parametrize(
    ("counts", "missing"),
    [
        ({}, None),
        ({"closed": 90}, None),
        ({"closed": 90, "open_at_start": 0, "open_at_end": 10}, 0),
        ({"closed": 110, "open_at_start": 0}, -10),
        ({"closed": 90, "open_at_start": 0}, None),
        ({"upheld": 60}, None),
        ({"upheld": 60, "not_upheld": 30}, 10),
        ({"upheld": 60, "not_upheld": 30, "withdrawn": 10}, 0),
        ({"upheld": 60, "not_upheld": 30, "open_at_end": 10}, 0),
        ({"upheld": 60, "not_upheld": 30, "open_at_end": 5}, 5),
        ({"upheld": 60, "not_upheld": 30, "closed": 100}, 10),
    ],
)
def test_only_what_is_published_can_be_missing(counts: dict[str, int], missing: int | None) -> None:
    assert balances.missing(figures(**counts)) == missing


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"acknowledged_in_time": 100}, []),
        ({"acknowledged_in_time": 101}, [(("acknowledged_in_time",), 101, 100)]),
        ({"answered_in_time": 101}, [(("answered_in_time",), 101, 100)]),
        ({"answered_in_time": 110, "open_at_start": 10}, []),
        ({"answered_in_time": 111, "open_at_start": 10}, [(("answered_in_time",), 111, 110)]),
        ({"answered_in_time": 110, "open_at_end": 10}, []),
        ({"themes": [{"theme": "Waits", "count": "101"}]}, [(("themes", 0, "count"), 101, 100)]),
        ({"themes": [{"theme": "Waits"}]}, []),
    ],
)
def test_nothing_happens_to_more_complaints_than_there_were(
    counts: dict[str, Any], found: list[Any]
) -> None:
    assert list(balances.too_many(figures(**counts))) == found


@given(left=MAYBE, opened=MAYBE, service=st.sampled_from([None, "water"]))
def test_what_is_open_in_between_is_carried_over(
    left: int | None, opened: int | None, service: str | None
) -> None:
    both = [
        figures(period="2024", open_at_end=left, service=service),
        figures(period="2025", open_at_start=opened, service=service),
    ]
    differs = None not in (left, opened) and left != opened
    assert list(balances.not_carried_over(both)) == ([(0, 1)] if differs else [])
    apart = [both[0], figures(period="2025", open_at_start=opened, service="other")]
    assert not list(balances.not_carried_over(apart))
    assert not list(balances.not_carried_over([both[0], figures(period="2026-03")]))


def test_one_year_stands_once_for_each_service() -> None:
    twice = [figures(), figures(service="water"), figures(period="2024-Q1"), figures()]
    assert list(balances.counted_twice(twice)) == [(0, 3)]
