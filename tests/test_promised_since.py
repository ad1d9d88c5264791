"""Since when a promise holds, as exactly as anybody knows, and from when its results are kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import book, charter, day, promise, result
from charters.judging.periods_due import missing_periods
from charters.model.periods import begun_when
from charters.model.results import Result
from charters.publishing.book import Book
from charters.publishing.data.exports import datasets
from charters.publishing.views.service import service_page
from charters.rules.past.old_texts import moved_later


def missing(*rows: Result, as_of: str = "2024-12-31", **more: Any) -> list[str]:
    """Return the periods of a yearly promise that lack a result."""
    made = promise(**{"reported": "yearly", **more})
    found = missing_periods(made, rows, fiscal_start=1, lag_days=0, as_of=day(as_of))
    return [gap.period.label for gap in found]


@pytest.mark.parametrize(
    ("introduced", "rows", "expected"),
    [
        ("2021-01-01", [], ["2021", "2022", "2023"]),
        ("2021-01-02", [], ["2022", "2023"]),
        ("2021", [], ["2021", "2022", "2023"]),
        ("2021-07", [], ["2022", "2023"]),
        ("2010-11", [], [str(year) for year in range(2011, 2024)]),
        ("unknown", [], []),
        ("unknown", ["2021", "2023"], ["2022"]),
        ("unknown", ["2022"], ["2023"]),
    ],
)
def test_results_are_due_from_the_first_day_that_is_known(
    introduced: str, rows: list[str], expected: list[str]
) -> None:
    assert missing(*(result(one, 9, 10) for one in rows), introduced=introduced) == expected


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        ("2018-05-01", "2018-05-01", False),
        ("2018-05-01", "2018-05-02", True),
        ("2018-05-02", "2018-05-01", False),
        ("2018-05-01", "2018-05", False),
        ("2018-05-01", "2018", False),
        ("2018-05-01", "2019", True),
        ("2018-05", "2018-06", True),
        ("2018", "2018-05-01", False),
        ("2018", "2019-01-01", True),
        ("2018", "FY2018", False),
        ("unknown", "2024-01-01", False),
        ("2018", "unknown", False),
        ("spring 2018", "2024", False),
    ],
)
def test_a_beginning_moves_later_only_where_it_was_said_to_be_earlier(
    before: str, now: str, *, moved: bool
) -> None:
    made = promise(introduced=now)
    assert moved_later({"introduced": before}, made, fiscal_start=1) is moved


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.sampled_from([4, 7, 10]))
def test_to_say_a_beginning_less_exactly_is_no_move(first: date, length: int) -> None:
    made = promise(introduced=first.isoformat()[:length])
    assert not moved_later({"introduced": first.isoformat()}, made, fiscal_start=1)
    begun = begun_when(first.isoformat()[:length])
    assert begun is not None
    assert begun.start <= first <= begun.end


def shown(found: Book, label: str) -> list[str]:
    """Return what the page of the only service says beside a label."""
    (standing,) = found.all_standings
    page = service_page(found, standing.charter, standing.charter.services[0])
    return [fact.said.words for fact in page.promises[0].facts if fact.label == label]


@pytest.mark.parametrize(
    ("introduced", "words"),
    [
        ("2018-05-01", "May 1, 2018"),
        ("2018-05", "May 2018"),
        ("2018", "2018"),
        ("unknown", "not known"),
    ],
)
def test_page_and_data_say_it_as_exactly_as_it_is_known(introduced: str, words: str) -> None:
    found = book(charter([promise(introduced=introduced)]))
    (table,) = (one for one in datasets(found) if one.name == "standards")
    assert table.rows[0]["introduced"] == introduced
    assert shown(found, "Promised since") == [words]
