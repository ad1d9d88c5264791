"""The table under a chart: what it says once, what each row says, and what it never claims."""

from __future__ import annotations

from typing import Any

import pytest

from builders import book, change, charter, promise, result
from charters.model.quantities import parse_target
from charters.model.results import Result
from charters.publishing.say.speech import Speech
from charters.publishing.views.history_rows import interval_words
from charters.publishing.views.service import OpenPromise, open_promise

COMPILED = {"by": "us", "source": "public documents", "until": "2026-01-01"}


def opened(*rows: Result, agency: dict[str, Any] | None = None, **more: Any) -> OpenPromise:
    """Return one promise with some results, as its service's page opens it."""
    fields = {"reported": "yearly", "introduced": f"{rows[0].period.start}", **more}
    built = book(charter([promise(**fields)], rows, **(agency or {})))
    return open_promise(built, built.all_standings[0])


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (None, ""),
        ((0.0, 0.5), "0 to 50.0"),
        ((0.5, 1.0), "50.0 to 100"),
        ((0.0, 4.5e-7), "0 to less than 0.1"),
        ((2e-8, 7e-7), "less than 0.1"),
        ((0.00049, 0.0006), "0.05 to 0.06"),
        ((0.9994, 0.9996), "99.94 to 99.96"),
        ((0.99960, 0.99999), "99.960 to 99.999"),
        ((0.99960, 1.0), "more than 99.9 to 100"),
        ((0.9986, 0.9998), "99.86 to 99.98"),
        ((0.85, 0.9999), "85.0 to more than 99.9"),
        ((0.00049, 0.00051), "0.049 to 0.051"),
        ((0.76171, 0.81202), "76.2 to 81.2"),
    ],
)
def test_an_interval_says_none_or_all_only_where_that_is_certain(
    ends: tuple[float, float] | None, words: str
) -> None:
    assert interval_words(Speech(), ends) == words


def test_an_interval_has_as_many_decimals_as_the_aim() -> None:
    target = parse_target("99.95%")
    assert interval_words(Speech(), (0.76171, 0.81202), target) == "76.17 to 81.20"


def test_an_aim_that_never_changed_is_said_once() -> None:
    found = opened(result("2024", 91, 100), result("2025", 92, 100))
    assert (found.aim, found.has_aims) == ("90 of every 100", False)


def test_an_aim_that_changed_is_said_in_each_row() -> None:
    changes = [change("2025-01-01", "target", "85%", "90%")]
    found = opened(result("2024", 91, 100), result("2025", 92, 100), changes=changes)
    assert (found.aim, found.has_aims) == ("", True)
    assert [row.aim for row in found.rows] == ["90 of every 100", "85 of every 100"]


def test_only_of_a_compiled_charter_is_an_aim_said_not_to_be_found() -> None:
    rows = result("2024", 91, 100), result("2025", 92, 100)
    assert opened(*rows, target=None).no_aim == "none"
    assert opened(*rows, target=None, agency={"compiled": COMPILED}).no_aim == "none found"


def test_a_source_that_all_results_share_is_said_once() -> None:
    rows = [result(year, 91, 100, source="https://one.example/a") for year in ("2024", "2025")]
    found = opened(*rows)
    assert found.sole_source is not None
    assert (found.sole_source.link, found.sources) == ("https://one.example/a", [])
    assert {row.source for row in found.rows} == {0}


@pytest.mark.parametrize("older", ["https://two.example/b", ""])
def test_sources_that_differ_are_numbered_newest_first(older: str) -> None:
    newest = result("2025", 92, 100, source="https://one.example/a")
    found = opened(result("2024", 91, 100, source=older), newest)
    assert found.sole_source is None
    assert [view.link for view in found.sources] == list(filter(None, [newest.source, older]))
    assert [row.source for row in found.rows] == [1, 2 if older else 0]
    assert found.promise.result is not None
    assert found.promise.result.source is not None


def test_there_are_intervals_only_where_cases_were_counted() -> None:
    counted = opened(result("2024", 91, 100), result("2025", 92, 100))
    published = opened(result("2024", value="91.0", cases="100"), result("2025", value="92.0"))
    assert (counted.has_counts, counted.has_intervals) == (True, True)
    assert (published.has_counts, published.has_intervals) == (True, False)


def test_what_has_no_figure_is_not_called_usual() -> None:
    years = [str(year) for year in range(2008, 2026) if year != 2020]
    rows = [result(year, 850 + 100 * (n % 2), 1000) for n, year in enumerate(years[:-1])]
    found = opened(*rows, result("2025", 400, 1000))
    noticed = {row.period: row.noticed for row in found.rows}
    assert found.has_marks
    assert noticed["2025"] == "worse than usual"
    assert noticed["2020"] == "no result"
    assert noticed["2019"] == "usual"


def test_without_marks_there_is_nothing_to_notice() -> None:
    assert not opened(result("2024", 91, 100), result("2025", 92, 100)).has_marks
