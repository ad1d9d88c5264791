"""Whom a promise is set beside, which result of ours, in which unit, and who is best."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import charter, day, measured_by, promise, register, result, there
from builders import comparator as other
from charters.judging.comparators import (
    amount_of,
    best_of,
    in_unit_of,
    is_old,
    lower_is_better,
    others_than_us,
    our_result,
    ours_beside,
)
from charters.judging.standings import Standing, standing_of
from charters.model.benchmarks import Benchmark, Sector
from charters.model.quantities import SECONDS, TIME_UNITS, Quantity, converted
from charters.model.register import Register
from charters.model.results import Result
from charters.model.written_levels import parse_quantity


def compared(
    *benchmarks: dict[str, Any], rows: tuple[Result, ...] = (), **more: Any
) -> tuple[Register, Standing]:
    """Return a register judged on 30 June 2026, and where its one promise stands."""
    about = {key: more.pop(key) for key in ("compiled", "fiscal_start") if key in more}
    made = charter([promise(**more)], rows, benchmarks=benchmarks, **about)
    found = register(made, as_of=day("2026-06-30"))
    return found, standing_of(found, made, made.standards[0])


def best(*benchmarks: dict[str, Any], sector: Sector = Sector.PRIVATE, **more: Any) -> str | None:
    found, standing = compared(*benchmarks, **more)
    chosen = best_of(found, standing, standing.charter.benchmarks, sector)
    return chosen.id if chosen else None


WAITS: dict[str, Any] = {"measure": measured_by("mean"), "target": "at most 12 minutes"}


# ---------------------------------------------------------------------------- whom, and how old


def test_the_agency_at_another_time_is_nobody_else() -> None:
    _, standing = compared(other("a"), other("b", sector="own-past"), other("c", sector="public"))
    assert [one.id for one in others_than_us(standing.charter)] == ["a", "c"]


@pytest.mark.parametrize(
    ("about", "old"),
    [
        ("2023-06-30", False),
        ("2023-06-29", True),
        ("2023-06", False),
        ("2023-05", True),
        ("2023", False),
        ("2022", True),
        (None, False),
    ],
)
def test_a_level_is_old_when_its_last_day_is(about: str | None, *, old: bool) -> None:
    found, standing = compared(other(date=about))
    assert is_old(found, standing.charter, standing.charter.benchmarks[0]) is old


def test_in_a_compiled_charter_a_level_is_as_old_as_it_was_in_the_documents() -> None:
    compiled = {"by": "volunteers", "source": "documents", "until": "2025-06-30"}
    found, standing = compared(other(date="2022-06"), compiled=compiled)
    assert not is_old(found, standing.charter, standing.charter.benchmarks[0])


# ------------------------------------------------------------------------------ which unit


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("40 seconds", "minutes", Fraction(2, 3)),
        ("2 hours", "minutes", Fraction(120)),
        ("90 minutes", "hours", Fraction(3, 2)),
        ("3 days", "days", Fraction(3)),
        ("3 days", "calendar days", Fraction(3)),
        ("3 calendar days", "days", Fraction(3)),
        ("3 days", "business days", None),
        ("3 business days", "days", None),
        ("3 business days", "calendar days", None),
        ("3 days", "hours", None),
        ("1 week", "days", None),
        ("1 month", "days", None),
        ("3 claims", "minutes", None),
        ("3%", "minutes", None),
        ("3 claims", "claims", Fraction(3)),
    ],
)
def test_a_level_is_put_into_our_unit_exactly_or_not_at_all(
    value: str, unit: str, expected: Fraction | None
) -> None:
    made = promise(measure=measured_by("mean", unit=unit), target=None)
    assert in_unit_of(made.measure, parse_quantity(value)) == expected


def test_a_share_is_compared_with_shares_only() -> None:
    assert in_unit_of(promise().measure, parse_quantity("97.1%")) == Fraction(971, 10)
    assert in_unit_of(promise().measure, parse_quantity("97 points")) is None


def test_a_comparator_without_a_level_has_no_amount() -> None:
    _, standing = compared(other("a", None), other("b", "97.5%"))
    amounts = [amount_of(standing.standard, one) for one in standing.charter.benchmarks]
    assert amounts == [None, Fraction(195, 2)]


amounts = st.decimals(0, 10**9, places=3)
exact_units = st.sampled_from(["second", "minute", "hour"])


@given(amounts, exact_units, exact_units)
def test_there_and_back_is_the_same_amount(amount: Decimal, one: str, two: str) -> None:
    one_way = there(converted(Quantity(amount, one), two))
    assert one_way * SECONDS[two] / SECONDS[one] == Fraction(amount)


@given(st.integers(0, 10**9), exact_units, exact_units, exact_units)
def test_two_steps_come_to_the_same_as_one(amount: int, one: str, two: str, three: str) -> None:
    small = Quantity(Decimal(amount * 3600), "second")
    halfway = there(converted(small, one))
    step = there(converted(Quantity(Decimal(int(halfway)), one), two))
    assert converted(Quantity(Decimal(int(step)), two), three) == converted(small, three)


@given(
    amounts,
    st.sampled_from([*TIME_UNITS, "%", "claim"]),
    st.sampled_from([*TIME_UNITS, "%", "claim"]),
)
def test_units_fit_both_ways_or_neither(amount: Decimal, one: str, two: str) -> None:
    there, back = converted(Quantity(amount, one), two), converted(Quantity(amount, two), one)
    assert (there is None) is (back is None)
    if there is not None and back is not None:
        assert there * back == Fraction(amount) ** 2


# ------------------------------------------------------------------------------- which way


@pytest.mark.parametrize(
    ("shape", "target", "lower"),
    [
        ("mean", "at most 12 minutes", True),
        ("mean", "at least 12 minutes", False),
        ("mean", "between 8 and 10 minutes", None),
        ("mean", None, True),
        ("score", None, False),
        ("score", "at most 2 points", True),
        ("share-with-property", "90%", False),
        ("share-with-property", "at most 5%", True),
        ("rate", None, None),
        ("backlog", None, True),
        ("count-at-least", None, False),
    ],
)
def test_the_aim_says_which_way_is_better_or_else_the_shape(
    shape: str, target: str | None, *, lower: bool | None
) -> None:
    made = promise(measure=measured_by(shape), target=target)
    assert lower_is_better(made) is lower


# -------------------------------------------------------------------------------- who is best


@pytest.mark.parametrize(
    ("levels", "chosen"),
    [
        pytest.param(["91%", "95%", "93%"], "b1", id="the highest share"),
        pytest.param(["95%", "95%"], "b0", id="of equals the first in the file"),
        pytest.param([None, "91%"], "b1", id="one without a level is not compared"),
        pytest.param(["3 claims", "91%"], "b1", id="nor one in another unit"),
        pytest.param(["3 claims", "4 claims"], "b0", id="the first where no unit fits"),
        pytest.param([None, "4 claims"], "b1", id="the first that has a level"),
        pytest.param([None], None, id="nobody without a level"),
        pytest.param([], None, id="nobody"),
        pytest.param(["0%", "0.5%"], "b1", id="zero is a level"),
    ],
)
def test_the_best_of_a_sector(levels: list[str | None], chosen: str | None) -> None:
    assert best(*(other(f"b{n}", level) for n, level in enumerate(levels))) == chosen


def test_the_best_wait_is_the_shortest() -> None:
    levels = ["10 minutes", "40 seconds", "1 hour"]
    assert best(*(other(f"b{n}", level) for n, level in enumerate(levels)), **WAITS) == "b1"
    assert best(other("a", "1 minute"), other("b", "0 minutes"), **WAITS) == "b"


def test_where_nothing_says_which_way_is_better_the_lowest_is_shown() -> None:
    more: dict[str, Any] = {"measure": measured_by("rate"), "target": None}
    assert best(other("a", "3 errors"), other("b", "2 errors"), **more) == "b"


def test_each_sector_has_its_own_best() -> None:
    found = (
        other("a", "91%"),
        other("b", "99%", sector="public"),
        other("c", "85%", sector="public"),
    )
    assert best(*found) == "a"
    assert best(*found, sector=Sector.PUBLIC) == "b"
    assert best(*found, sector=Sector.OWN_PAST) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"value": "91%"}, {"value": "99%", "basis": "promise"}, id="result, promise"),
        pytest.param(
            {"value": "91%", "date": "2012"},
            {"value": "99%", "basis": "promise"},
            id="old result, new promise",
        ),
        pytest.param({"value": "91%"}, {"value": "99%", "date": "2012"}, id="new, old"),
        pytest.param({"value": "91%"}, {"value": "99%", "date": None}, id="dated, undated"),
        pytest.param(
            {"value": "91%", "date": "2015-03"},
            {"value": "99%", "date": "2014-12"},
            id="newest year",
        ),
        pytest.param(
            {"value": "99%", "date": "2015"}, {"value": "91%", "date": "2015-12"}, id="same year"
        ),
        pytest.param(
            {"value": "91%", "date": "2012"}, {"value": "99%", "date": None}, id="old, undated"
        ),
        pytest.param(
            {"value": "99%", "date": None}, {"value": "91%", "date": None}, id="both undated"
        ),
        pytest.param(
            {"value": "99%", "basis": "promise"},
            {"value": "91%", "basis": "promise"},
            id="promises where there are no results",
        ),
    ],
)
def test_the_first_comes_before_the_second(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert best(other("first", **first), other("second", **second)) == "first"
    assert best(other("second", **second), other("first", **first)) == "first"


drawn = st.fixed_dictionaries(
    {
        "value": st.integers(0, 100).map(lambda share: f"{share}%")
        | st.just("3 claims")
        | st.none(),
        "sector": st.sampled_from(["private", "private", "public", "own-past"]),
        "basis": st.sampled_from(["result", "result", "promise"]),
        "date": st.sampled_from([None, "2012", "2015", "2015-12", "2024", "2025-03", "2026"]),
    }
)
aims = st.sampled_from(["90%", "at most 10%", "between 40% and 60%"])


@given(st.lists(drawn, max_size=8), aims)
def test_nobody_who_is_compared_is_better_than_the_best(
    given_ones: list[dict[str, Any]], aim: str
) -> None:
    found, standing = compared(
        *(other(f"b{n}", **one) for n, one in enumerate(given_ones)), target=aim
    )
    all_of_them = standing.charter.benchmarks
    chosen = best_of(found, standing, all_of_them, Sector.PRIVATE)
    private = [one for one in all_of_them if one.sector is Sector.PRIVATE and one.value]
    assert (chosen is None) is (not private)
    if chosen is not None:
        assert chosen in private
        most = rank(found, standing, chosen)
        assert [one.id for one in private if rank(found, standing, one) > most] == []


def rank(found: Register, standing: Standing, one: Benchmark) -> tuple[int | Fraction, ...]:
    """Return what decides: that the unit fits, a result, not old or else the year, the level."""
    amount = amount_of(standing.standard, one)
    if amount is None:
        return (0,)
    current = one.date is not None and not is_old(found, standing.charter, one)
    year = one.date.end.year if one.date and not current else 0
    level = amount if lower_is_better(standing.standard) is False else -amount
    return 1, one.basis == "result", current, year, level


# ------------------------------------------------------------------------- which result of ours

YEARS = (result("2023", 700, 1000), result("2024", 800, 1000), result("2025", 900, 1000))


@pytest.mark.parametrize(
    ("our_period", "ours"),
    [
        (None, "2025"),
        ("2024", "2024"),
        ("2024-01-01/2024-12-31", "2024"),
        ("2022", None),
        ("2024-Q1", None),
    ],
)
def test_our_result_is_that_of_the_period_named_or_the_newest(
    our_period: str | None, ours: str | None
) -> None:
    _, standing = compared(other(our_period=our_period), rows=YEARS)
    found = our_result(standing, standing.charter.benchmarks[0])
    assert (found.result.period.label if found else None) == ours


def test_a_fiscal_year_is_the_agencys_own() -> None:
    rows = (
        result("FY2024", 800, 1000, fiscal_start=10),
        result("FY2025", 900, 1000, fiscal_start=10),
    )
    _, standing = compared(other(our_period="FY2024"), rows=rows, fiscal_start=10)
    found = our_result(standing, standing.charter.benchmarks[0])
    assert found is not None
    assert found.result.met == 800


def test_without_results_nothing_of_ours_stands_beside() -> None:
    _, standing = compared(other(), other("b", our_period="2024"))
    assert [our_result(standing, one) for one in standing.charter.benchmarks] == [None, None]
    assert ours_beside(standing, standing.charter.benchmarks) == []


def test_comparators_of_one_period_stand_beside_one_result() -> None:
    given_ones = (
        other("a", our_period="2025"),
        other("b", our_period="2024"),
        other("c"),
        other("d", our_period="2021"),
        other("e", our_period="2024-01-01/2024-12-31"),
    )
    _, standing = compared(*given_ones, rows=YEARS)
    beside = ours_beside(standing, standing.charter.benchmarks)
    assert [(ours.result.period.label, [one.id for one in them]) for ours, them in beside] == [
        ("2025", ["a", "c"]),
        ("2024", ["b", "e"]),
    ]
