"""Small numbers are published in no row, and cannot be worked out from those that are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import CASES, cases_in, charter, measured_by, promise, register, result
from charters.judging.sums import Key, Sum
from charters.judging.sums import hidden as hidden_in
from charters.judging.suppression import publishable
from charters.model.results import Result

BELOW = 10
NEIGHBORS = cases_in(CASES / "suppression.yml")
MAIL, PHONE, WEB = "channel: mail", "channel: phone", "channel: web"


def published(*rows: Result, below: int = BELOW, shape: str | None = None) -> list[Result]:
    """Return the rows of one promise as they may be published; a share, unless told otherwise."""
    measure: dict[str, Any] = {"measure": measured_by(shape), "target": None} if shape else {}
    given = register(charter([promise(**measure)], rows), suppress_below=below)
    return list(publishable(given).charters["ssa"].results["calls"])


def hidden(*rows: Result, **more: Any) -> list[bool]:
    return [row.hidden for row in published(*rows, **more)]


# ------------------------------------------------------------------------------- one row


@pytest.mark.parametrize(
    ("met", "total", "is_hidden"),
    [
        pytest.param(0, 0, False, id="nobody came"),
        pytest.param(0, 500, False, id="none of many"),
        pytest.param(500, 500, False, id="all of many"),
        pytest.param(1, 500, True, id="one"),
        pytest.param(9, 500, True, id="one below the threshold"),
        pytest.param(10, 500, False, id="the threshold itself"),
        pytest.param(499, 500, True, id="all but one"),
        pytest.param(491, 500, True, id="all but one below the threshold"),
        pytest.param(490, 500, False, id="all but the threshold"),
        pytest.param(0, 1, True, id="none of one"),
        pytest.param(9, 9, True, id="all of one below the threshold"),
        pytest.param(10, 10, False, id="all of the threshold"),
    ],
)
def test_a_count_from_one_to_below_the_threshold_hides_its_row(
    met: int, total: int, *, is_hidden: bool
) -> None:
    assert hidden(result("2024", met, total)) == [is_hidden]


@pytest.mark.parametrize(
    ("value", "cases", "is_hidden"),
    [
        pytest.param("12.5", 40, True, id="five of forty met"),
        pytest.param("87.5", 40, True, id="five of forty missed"),
        pytest.param("0.1", 40, True, id="more than nothing is at least one"),
        pytest.param("99.9", 40, True, id="less than all is at least one less"),
        pytest.param("0", 40, False, id="none of forty"),
        pytest.param("100", 40, False, id="all of forty"),
        pytest.param("25", 40, False, id="ten of forty"),
        pytest.param("75", 40, False, id="all but ten"),
        pytest.param("50", 9, True, id="nine in all"),
        pytest.param("12.5", None, False, id="of nobody knows how many"),
    ],
)
def test_a_share_of_so_many_cases_tells_the_count(
    value: str, cases: int | None, *, is_hidden: bool
) -> None:
    assert hidden(result("2024", value=value, cases=cases)) == [is_hidden]


@pytest.mark.parametrize(("value", "is_hidden"), [("19.9", True), ("20", False)])
def test_a_share_is_reckoned_out_of_a_hundred(value: str, *, is_hidden: bool) -> None:
    assert hidden(result("2024", value=value, cases=1000), below=200) == [is_hidden]


@pytest.mark.parametrize(
    ("shape", "value", "cases", "is_hidden"),
    [
        ("mean", "14", 9, True),
        ("mean", "14", 10, False),
        ("mean", "14", 1, True),
        ("mean", "14", 0, False),
        ("mean", "3", None, False),  # three minutes are nobody
        ("mean", "3", 40, False),
        ("backlog", "0", None, False),
        ("backlog", "1", None, True),
        ("backlog", "9", None, True),
        ("backlog", "10", None, False),
        ("backlog", "200", 3, True),
        ("count-at-most", "4", None, True),
        ("count-at-least", "4", None, True),
    ],
)
def test_cases_behind_a_value_count_and_so_does_a_value_that_is_a_count(
    shape: str, value: str, cases: int | None, *, is_hidden: bool
) -> None:
    assert hidden(result("2024", value=value, cases=cases), shape=shape) == [is_hidden]


def test_few_cases_beside_a_share_hide_it_too() -> None:
    assert hidden(result("2024", 300, 500, cases=9)) == [True]
    assert hidden(result("2024", 300, 500, cases=500)) == [False]


def test_a_commitment_of_few_cases_is_not_answered() -> None:
    (row,) = published(result("2024", answer="no", cases=3), shape="yes-no")
    assert (row.hidden, row.answer) == (True, None)


def test_of_a_hidden_row_all_stays_but_its_figures() -> None:
    row = result("2024", 7, 500, cases=500, excluded=80, note="Counted by hand.")
    (shown,) = published(row)
    figures: dict[str, Any] = dict.fromkeys(("met", "total", "value", "cases", "excluded"))
    assert shown == replace(row, **figures, hidden=True)
    (value,) = published(result("2024", value="14", cases=3), shape="mean")
    assert (value.value, value.cases) == (None, None)


@pytest.mark.parametrize(
    ("excluded", "shown"), [(None, None), (0, 0), (1, None), (9, None), (10, 10)]
)
def test_a_small_number_left_out_is_hidden_and_the_result_is_not(
    excluded: int | None, shown: int | None
) -> None:
    row = result("2024", 300, 500, excluded=excluded)
    assert published(row) == [replace(row, excluded=shown)]


@pytest.mark.parametrize("below", [0, 1])
def test_without_a_threshold_all_is_published_as_it_is(below: int) -> None:
    given = register(charter([promise()], [result("2024", 1, 1)]), suppress_below=below)
    assert publishable(given) is given


def test_the_lowest_threshold_hides_a_single_case() -> None:
    rows = [result("2023", 1, 90), result("2024", 2, 90)]
    assert hidden(*rows, below=2) == [True, False]


def test_every_agency_and_promise_is_looked_at_and_nothing_else_changes() -> None:
    rows = [result("2024", 7, 500), result("2024", 300, 500, standard="letters")]
    one = charter([promise(), promise("letters"), promise("visits")], rows)
    other = charter([promise()], [result("2024", 300, 500)], called="irs")
    found = publishable(register(one, other, suppress_below=BELOW))
    assert list(found.charters) == ["ssa", "irs"]
    assert [rows[0].hidden for rows in found.charters["ssa"].results.values()] == [True, False]
    assert found.charters["ssa"] == replace(one, results=found.charters["ssa"].results)
    assert found.charters["irs"] == other


# ----------------------------------------------------------------------------- its neighbors


@pytest.mark.parametrize("case", NEIGHBORS, ids=[case["fact"] for case in NEIGHBORS])
def test_what_would_tell_a_small_number_is_hidden_with_it(case: dict[str, Any]) -> None:
    rows = [{**row, "hidden": False} for row in case["rows"]]
    told = [row.get("hidden", False) for row in case["rows"]]
    assert hidden(*(result(**row) for row in rows)) == told


def test_counts_left_out_are_hidden_as_counts_are() -> None:
    rows = [
        result("2024", 800, 1000, excluded=100),
        result("2024", 300, 400, excluded=5, part=MAIL),
        result("2024", 200, 300, excluded=30, part=PHONE),
        result("2024", 300, 300, excluded=65, part=WEB),
    ]
    assert [row.excluded for row in published(*rows)] == [100, None, None, 65]
    assert hidden(*rows) == [False] * 4


# ------------------------------------------------------------------------------------- laws

PARTS = (MAIL, PHONE, WEB, "office: Ely", "office: York", "by night")
figure = st.tuples(st.integers(0, 40), st.integers(0, 40))
left_out = st.none() | st.integers(0, 30)


def row_of(part: str, label: str, pair: tuple[int, int], excluded: int | None) -> Result:
    met, missed = pair
    return result(label, met, met + missed, part=part, excluded=excluded)


@st.composite
def one_period(draw: st.DrawFn, year: int) -> list[Result]:
    """Draw a whole and parts that come to it, or nearly, and what is corrected afterwards."""
    labels = st.sampled_from([f"{year}", f"{year}-01-01/{year}-12-31"])
    parts = draw(st.dictionaries(st.sampled_from(PARTS), figure, max_size=5))
    rest = draw(st.sampled_from([(0, 0), (0, 0), (0, 3), (4, 0), (30, 30)]))
    kind = draw(st.sampled_from(["channel", "office", "by night"]))
    within = [pair for part, pair in parts.items() if part.startswith(kind)]
    whole = sum(met for met, _ in [*within, rest]), sum(missed for _, missed in [*within, rest])
    cells = {**parts, **({"": whole} if draw(st.booleans()) else {})}
    order = draw(st.permutations(list(cells)))
    rows = [row_of(part, draw(labels), cells[part], draw(left_out)) for part in order]
    again = draw(st.lists(st.sampled_from(order), max_size=2)) if order else []
    return rows + [row_of(part, draw(labels), draw(figure), draw(left_out)) for part in again]


many_rows = st.builds(lambda one, other: one + other, one_period(2023), one_period(2024))


def counts_told(row: Result) -> dict[str, int]:
    """Return what anybody can read off a published row."""
    told = {"met": row.met, "total": row.total, "excluded": row.excluded}
    if row.met is not None and row.total is not None:
        told["missed"] = row.total - row.met
    return {name: count for name, count in told.items() if count is not None}


def kind(part: str) -> str:
    return part.split(":", maxsplit=1)[0] if ":" in part else "no kind"


def subtractions(rows: Sequence[Result]) -> Iterator[int]:
    """Yield each whole less its parts of a kind, at every time, as a curious reader would."""
    for days in {row.period.days for row in rows}:
        for one in {kind(row.part) for row in rows if row.part}:
            latest: dict[str, dict[str, int]] = {}
            for row in rows:
                if row.period.days == days and (not row.part or kind(row.part) == one):
                    latest[row.part] = counts_told(row)
                    parts = [told for part, told in latest.items() if part]
                    for name, count in latest.get("", {}).items():
                        yield count - sum(told.get(name, 0) for told in parts)


def small(counts: Iterator[int] | Sequence[int], below: int) -> list[int]:
    return [count for count in counts if 0 < count < below]


@given(many_rows, st.integers(2, 15))
def test_no_count_from_one_to_below_the_threshold_is_published(
    rows: list[Result], below: int
) -> None:
    for row in published(*rows, below=below) if rows else []:
        assert small(list(counts_told(row).values()), below) == []


@given(many_rows, st.integers(2, 15))
def test_nothing_small_is_found_by_taking_the_parts_from_the_whole(
    rows: list[Result], below: int
) -> None:
    shown = published(*rows, below=below) if rows else []
    assert small(subtractions(shown), below) == []


@st.composite
def a_year_in_quarters(draw: st.DrawFn) -> list[Result]:
    """Draw the quarters of a year, some not told, and the year, of the whole or by a part as well."""
    rows = []
    for part in draw(st.sampled_from([("",), (MAIL,), ("", MAIL, PHONE)])):
        quarters = draw(st.lists(figure, min_size=4, max_size=4))
        told = draw(st.lists(st.integers(1, 4), unique=True))
        year = sum(met for met, _ in quarters), sum(missed for _, missed in quarters)
        rows += [row_of(part, f"2024-Q{n}", quarters[n - 1], None) for n in told]
        rows += [row_of(part, "2024", year, None)] if draw(st.booleans()) else []
    return rows


def quarters_taken(rows: Sequence[Result]) -> Iterator[int]:
    """Yield the year less the quarters that are shown, of the whole and of each part."""
    for year in (row for row in rows if row.period.label == "2024"):
        within = [row for row in rows if row.part == year.part and row is not year]
        for name, count in counts_told(year).items():
            yield count - sum(counts_told(row).get(name, 0) for row in within)


@given(a_year_in_quarters(), st.integers(2, 15))
def test_nothing_small_is_found_by_taking_the_quarters_from_the_year(
    rows: list[Result], below: int
) -> None:
    shown = published(*rows, below=below) if rows else []
    assert small(quarters_taken(shown), below) == []


@given(many_rows, st.integers(2, 15))
def test_a_row_is_published_as_it_is_or_without_any_figure(rows: list[Result], below: int) -> None:
    figures: dict[str, Any] = dict.fromkeys(("met", "total", "excluded"))
    for row, shown in zip(rows, published(*rows, below=below) if rows else [], strict=True):
        possible = (row, replace(row, excluded=None), replace(row, **figures, hidden=True))
        assert shown in possible


@given(many_rows, st.integers(2, 15))
def test_where_nothing_is_small_nothing_is_hidden(rows: list[Result], below: int) -> None:
    told = [count for row in rows for count in counts_told(row).values()]
    if rows and not small([*told, *subtractions(rows)], below):
        assert published(*rows, below=below) == rows


@given(many_rows, st.integers(2, 15))
def test_what_is_published_once_may_be_published_again(rows: list[Result], below: int) -> None:
    shown = published(*rows, below=below) if rows else []
    assert (published(*shown, below=below) if rows else []) == shown


# ------------------------------------------------- counts of one kind that come to a known total


def hide_counts(counts: Sequence[int | None], below: int) -> list[int | None]:
    """Return counts that come to a total readers know, as they may be shown."""
    keys: list[Key] = [(n,) for n, count in enumerate(counts) if count is not None]
    known: dict[Key, int] = {(n,): count for n, count in enumerate(counts) if count is not None}
    gone = hidden_in(known, [Sum((), keys)], below)
    return [None if (n,) in gone else count for n, count in enumerate(counts)]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([], []),
        ([0, 0], [0, 0]),
        ([10, 500], [10, 500]),
        ([1, 500, 20], [None, 500, None]),
        ([9, 20, 500], [None, None, 500]),
        ([9, 10, 500], [None, None, 500]),
        ([5, 5, 500], [None, None, 500]),
        ([1, 1, 500], [None, None, None]),
        ([1, 1, 20, 500], [None, None, None, 500]),
        ([3, 0, 0], [None, 0, 0]),
        ([3, None, 500], [None, None, None]),
        ([20, 3, 20], [None, None, 20]),
    ],
)
def test_small_counts_take_the_next_smallest_along(
    counts: list[int | None], shown: list[int | None]
) -> None:
    assert hide_counts(counts, BELOW) == shown


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8), st.integers(2, 12))
def test_what_is_hidden_beside_others_is_no_small_number_together(
    counts: list[int], below: int
) -> None:
    shown = hide_counts(counts, below)
    gone = [count for count, told in zip(counts, shown, strict=True) if told is None]

    assert all(count is None or count == 0 or count >= below for count in shown)
    assert not small([sum(gone)], below) or sum(gone) == sum(counts)
    assert gone == [] or min(gone) < below
    assert all(told in (None, count) for count, told in zip(counts, shown, strict=True))
