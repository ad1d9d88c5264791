"""Since when a promise holds, as exactly as anybody knows, and from when its results are kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import book, charter, day, promise, result, there
from charters.judging.periods_due import missing_periods
from charters.model.period_labels import begun_when
from charters.model.results import Result
from charters.publishing.book import Book
from charters.publishing.data.exports import datasets
from charters.publishing.views.service import service_page
from charters.rules.past.old_texts import keeps_later, moved_later


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
    ("introduced", "records_from", "rows", "expected"),
    [
        ("2000-01-01", "2021", [], ["2021", "2022", "2023"]),
        ("2000-01-01", "2021-02", [], ["2022", "2023"]),
        ("2022", "2014-01-01", [], ["2022", "2023"]),
        ("unknown", "2022", [], ["2022", "2023"]),
        ("unknown", "2021", ["2023"], ["2021", "2022"]),
        ("2000-01-01", "2024", [], []),
        ("2000-01-01", "2100", [], []),
    ],
)
def test_nothing_is_due_of_a_time_before_results_are_kept(
    introduced: str, records_from: str, rows: list[str], expected: list[str]
) -> None:
    found = [result(one, 9, 10) for one in rows]
    assert missing(*found, introduced=introduced, records_from=records_from) == expected


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["monthly", "quarterly", "yearly"]),
)
def test_results_that_are_kept_later_take_periods_from_the_beginning_alone(
    introduced: date, kept: date, reported: str
) -> None:
    of: dict[str, Any] = {"reported": reported, "introduced": introduced, "as_of": "2030-01-01"}
    every, found = missing(**of), missing(**of, records_from=kept.isoformat())
    assert found == every[len(every) - len(found) :]


@pytest.mark.parametrize(
    ("records_from", "rows", "note"),
    [
        ("2014", ["2014"], "Results are kept here since 2014."),
        ("2014-04", [], "Results are kept here since April 2014."),
        ("2014-04-01", [], "Results are kept here since April 1, 2014."),
    ],
)
def test_the_page_says_since_when_results_are_kept(
    records_from: str, rows: list[str], note: str
) -> None:
    made = promise(introduced="2000-01-01", reported="yearly", records_from=records_from)
    found = book(charter([made], [result(one, 9, 10) for one in rows]))
    (standing,) = found.all_standings
    page = service_page(found, standing.charter, standing.charter.services[0])
    assert page.promises[0].notes[0].words == note
    (table,) = (one for one in datasets(found) if one.name == "standards")
    assert next(table.rows)["records_from"] == records_from


def test_nobody_keeps_results_from_a_day_to_come_on() -> None:
    found = book(charter([promise(records_from="2030")]))
    (said,) = (str(one) for one in found.audit.problems if one.code == "K6")
    assert (
        "results were first kept on January 1, 2030, after the day this site is judged on" in said
    )


@pytest.mark.parametrize(
    ("before", "now", "held"),
    [
        ("2014", "2014", None),
        ("2014", "2014-06", None),
        ("2014", "2015", "2014"),
        ("2014-06-01", "2014", None),
        ("2015", "2014", None),
        ("2014", None, None),
        (None, "2014", None),
        (None, "2020-05-01", None),
        (None, "2020-05-02", "2020-05-01"),
    ],
)
def test_results_kept_later_than_an_earlier_version_had_them_are_seen(
    before: str | None, now: str | None, held: str | None
) -> None:
    was = {"records_from": before} if before else {}
    made = promise(records_from=now) if now else promise()
    assert keeps_later(was, day("2020-05-01"), made, fiscal_start=1) == held


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
    begun = there(begun_when(first.isoformat()[:length]))
    assert begun.start <= first <= begun.end


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2023-24", "2023-04-01", "2024-03-31"),
        ("2023-24-Q1", "2023-04-01", "2023-06-30"),
        ("2023-04-24", "2023-04-24", "2023-04-24"),
    ],
)
def test_a_beginning_is_a_day_or_any_label_of_a_time(written: str, first: str, last: str) -> None:
    begun = there(begun_when(written, 4))
    assert begun.days == (date.fromisoformat(first), date.fromisoformat(last))


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
    assert next(table.rows)["introduced"] == introduced
    assert shown(found, "Promised since") == [words]
