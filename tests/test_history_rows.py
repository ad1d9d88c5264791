"""The table under a chart: what it says once, what each row says, and what it never claims."""

from __future__ import annotations

from typing import Any

import pytest

from builders import book, change, charter, figure, measured_by, opened_in, promise, result, there
from builders import opened as opened_of_one
from charters.model.results import Result
from charters.model.written_levels import parse_target
from charters.publishing.say.interval_words import interval_words
from charters.publishing.say.speech import Speech
from charters.publishing.site import site_of
from charters.publishing.views.service import OpenPromise, service_page
from charters.publishing.views.whole_promise import (
    MOST_ROWS_OF_FEW,
    history_page,
    is_long,
    newest_of_service,
)

COMPILED = {"by": "us", "source": "public documents", "until": "2026-01-01"}


def opened(*rows: Result, agency: dict[str, Any] | None = None, **more: Any) -> OpenPromise:
    """Return one promise with some results, as its service's page opens it."""
    fields = {"reported": "yearly", "introduced": f"{rows[0].period.start}", **more}
    return opened_in(book(charter([promise(**fields)], rows, **(agency or {}))))


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
    assert (found.table.aim, found.table.has_aims) == ("90 of every 100", False)


def test_an_aim_that_changed_is_said_in_each_row() -> None:
    changes = [change("2025-01-01", "target", "85%", "90%")]
    found = opened(result("2024", 91, 100), result("2025", 92, 100), changes=changes)
    assert (found.table.aim, found.table.has_aims) == ("", True)
    assert [row.aim for row in found.table.rows] == ["90 of every 100", "85 of every 100"]


def test_only_of_a_compiled_charter_is_an_aim_said_not_to_be_found() -> None:
    rows = result("2024", 91, 100), result("2025", 92, 100)
    assert opened(*rows, target=None).table.no_aim == "none"
    assert opened(*rows, target=None, agency={"compiled": COMPILED}).table.no_aim == "none found"


def test_a_source_that_all_results_share_is_said_once() -> None:
    rows = [result(year, 91, 100, source="https://one.example/a") for year in ("2024", "2025")]
    found = opened(*rows)
    assert found.table.sole_source is not None
    assert found.table.sole_source.link == "https://one.example/a"
    assert not found.table.has_sources


@pytest.mark.parametrize("older", ["https://two.example/b", ""])
def test_sources_that_differ_stand_in_each_row(older: str) -> None:
    newest = result("2025", 92, 100, source="https://one.example/a")
    found = opened(result("2024", 91, 100, source=older), newest)
    assert found.table.has_sources
    links = [row.source.link if row.source else "" for row in found.table.rows]
    assert links == [newest.source, older]
    assert found.promise.result is not None
    assert found.promise.result.source is not None


def test_a_page_lists_each_source_once_whatever_its_promises_and_figures_share() -> None:
    links = [f"https://{name}.example/" for name in ("one", "two", "three")]
    of = {"reported": "yearly", "introduced": "2023-01-01"}
    rows = [
        result(year, 91, 100, source=link, standard=name)
        for name in ("calls", "mails")
        for year, link in zip(("2024", "2025"), links, strict=False)
    ]
    rows += [result("2025", value="9", source=links[2], standard="waiting")]
    rows += [result("2024", value="8", source=links[0], standard="waiting")]
    made = charter([promise(**of), promise("mails", **of)], rows, figures=[figure()])
    page = service_page(book(made), made, made.services[0])
    assert [(source.link, number) for source, number in page.cited.items()] == [
        (links[1], 1),
        (links[0], 2),
        (links[2], 3),
    ]


def test_periods_in_a_row_that_lack_a_result_are_one_row() -> None:
    rows = [result(f"{year}", 91, 100) for year in (2019, 2021, 2025)]
    found = opened(*rows)
    assert [(row.period, row.words) for row in found.table.rows] == [
        ("2025", "91 of every 100 calls"),
        ("2022 to 2024", "not reported (3 periods)"),
        ("2021", "91 of every 100 calls"),
        ("2020", "not reported"),
        ("2019", "91 of every 100 calls"),
    ]


def test_periods_that_lack_a_result_for_other_reasons_or_aims_stay_apart() -> None:
    changes = [change("2023-01-01", "target", "85%", "90%")]
    found = opened(result("2020", 91, 100), result("2025", 92, 100), changes=changes)
    assert [(row.period, row.aim) for row in found.table.rows] == [
        ("2025", "90 of every 100"),
        ("2023 to 2024", "90 of every 100"),
        ("2021 to 2022", "85 of every 100"),
        ("2020", "85 of every 100"),
    ]


def test_there_are_intervals_only_where_cases_are_known() -> None:
    counted = opened(result("2024", 91, 100), result("2025", 92, 100))
    published = opened(result("2024", value="91.0", cases="100"), result("2025", value="92.0"))
    alone = opened(result("2024", value="91.0"), result("2025", value="92.0"))
    assert (counted.table.has_counts, counted.table.has_intervals) == (True, True)
    assert (published.table.has_counts, published.table.has_intervals) == (True, True)
    assert [bool(row.interval) for row in published.table.rows] == [False, True]
    assert (alone.table.has_counts, alone.table.has_intervals) == (False, False)


def test_what_has_no_figure_is_not_called_usual() -> None:
    years = [str(year) for year in range(2008, 2026) if year != 2020]
    rows = [result(year, 850 + 100 * (n % 2), 1000) for n, year in enumerate(years[:-1])]
    found = opened(*rows, result("2025", 400, 1000))
    noticed = {row.period: row.noticed for row in found.table.rows}
    assert found.table.has_marks
    assert noticed["2025"] == "far below usual"
    assert noticed["2020"] == "no result"
    assert noticed["2019"] == "usual"


def test_without_marks_there_is_nothing_to_notice() -> None:
    assert not opened(result("2024", 91, 100), result("2025", 92, 100)).table.has_marks


def test_the_table_begins_with_the_first_result_and_says_so() -> None:
    rows = [result(f"2024-{n:02}", 91, 100) for n in range(8, 13)]
    made = {"introduced": "2015-01-01", "reported": "monthly"}
    found = opened_of_one(*rows, as_of="2025-01-01", **made)
    assert found.table.rows[-1].period == "August 2024"
    assert "The first result here is for August 2024." in [note.words for note in found.notes]
    assert not any(note.words.startswith("The first result") for note in opened(*rows).notes)


@pytest.mark.parametrize(("count", "sketched"), [(4, False), (5, True)])
def test_fewer_than_five_results_have_no_small_picture(count: int, *, sketched: bool) -> None:
    rows = [result(str(2010 + n), 91, 100) for n in range(count)]
    assert (opened(*rows).promise.spark is not None) is sketched


@pytest.mark.parametrize(
    ("periods", "title", "first"),
    [
        (
            ["FY2014", "FY2015", "FY2016"],
            "12 claims at the end of September 2016, the highest of 3, 8 under the aim; 10 at the lowest at the end of September 2014",
            "at the end of September 2014",
        ),
        (
            ["2013-10-16/2013-10-16", "2014-10-16/2014-10-16", "2015-10-16/2015-10-16"],
            "12 claims on October 16, 2015, the highest of 3, 8 under the aim; 10 at the lowest on October 16, 2013",
            "October 16, 2013",
        ),
    ],
)
def test_a_backlog_is_a_level_on_a_day(periods: list[str], title: str, first: str) -> None:
    rows = [result(one, value=str(10 + n), fiscal_start=10) for n, one in enumerate(periods)]
    made = opened_of_one(*rows, target="at most 20 claims", measure=measured_by("backlog"))
    chart = there(made.chart)
    assert chart.heading.title == title
    assert chart.heading.description.words.startswith(f"From 10 claims ({first}) to 12 claims (")
    assert chart.dots[0].label == first


def test_a_chart_says_its_peak_to_those_who_do_not_see_it() -> None:
    rows = [result(str(2021 + n), value=value) for n, value in enumerate(["14", "36", "15"])]
    made = opened_of_one(*rows, target="at most 12 minutes", measure=measured_by("mean"))
    chart = there(made.chart)
    assert chart.heading.description.words == (
        "From 14 minutes (2021) to 15 minutes (2023). Highest: 36 minutes (2022). "
        "Lowest: 14 minutes (2021). Our aim: 12 minutes or less."
    )


def test_a_promise_with_much_to_tell_has_a_page_of_its_own_with_all_of_it() -> None:
    years = range(2001, 2026)
    rows = [result(f"{year}", year - 1930, 100) for year in years]
    changes = [
        change(f"{year}-01-01", "target", f"{year - 1930}%", f"{year - 1929}%")
        for year in (2003, 2005, 2007)
    ]
    long = promise(target="78%", reported="yearly", introduced="2001-01-01", changes=changes)
    short = promise("mails", reported="yearly", introduced="2024-01-01")
    made = charter([long, short], [*rows, result("2025", 91, 100, standard="mails")])
    found = book(made)
    page = newest_of_service(found, made, made.services[0])
    history = history_page(found, next(one for one in found.all_standings if is_long(found, one)))
    newest, other = (
        next(one for one in page.promises if one.promise.id == name) for name in ("calls", "mails")
    )
    shown = 0 if newest.promised else 1
    assert (len(newest.table.rows), len(newest.changes)) == (MOST_ROWS_OF_FEW, shown)
    assert (newest.history, other.history) == ("agencies/ssa/phone/calls/", "")
    assert len(history.opened.table.rows) == len(years)
    assert len(history.opened.changes) == len(changes)
    assert {
        view.shows.template for view in site_of(found).pages.values() if view.url == newest.history
    } == {"all_results.html"}
