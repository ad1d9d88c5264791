"""How an agency compares: our own published result, their level, the gap, and every reservation."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from builders import book, change, charter, day, measured_by, promise, result
from charters.judging.ages import is_older
from charters.model.quantities import converted, parse_quantity
from charters.model.results import Result
from charters.publishing.comparisons import ComparisonView, comparison_view
from charters.publishing.overviews import activity_blocks

SHOP = "A mail-order house"


def other(name: str = "shop", value: str | None = "95%", **more: Any) -> dict[str, Any]:
    """Return a comparator: a private one, unless told otherwise."""
    level = {"value": value} if value else {}
    fields = {
        "id": name,
        "standard": "calls",
        "organization": SHOP,
        "sector": "private",
        "date": "2025",
    }
    return {**fields, **level, **more}


def comparison(
    *benchmarks: dict[str, Any], rows: list[Result] | None = None, **more: Any
) -> ComparisonView:
    given = [result("2025", 900, 1000)] if rows is None else rows
    found = book(charter([promise(**more)], given, benchmarks=benchmarks))
    view = comparison_view(found, found.all_standings[0])
    assert view is not None
    return view


def waits(*benchmarks: dict[str, Any], value: str = "15", **more: Any) -> ComparisonView:
    made = {"measure": measured_by("mean"), "target": "at most 12 minutes", **more}
    return comparison(*benchmarks, rows=[result("2025", value=value)], **made)


def test_without_a_comparator_there_is_no_comparison() -> None:
    found = book(charter([promise()], [result("2025", 900, 1000)]))
    assert comparison_view(found, found.all_standings[0]) is None


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("40 seconds", "minute", Fraction(2, 3)),
        ("2 hours", "minute", Fraction(120)),
        ("90 minutes", "hour", Fraction(3, 2)),
        ("97.1%", "%", Fraction(971, 10)),
        ("3 business days", "calendar day", None),
        ("1 month", "day", None),
        ("3 claims", "minute", None),
    ],
)
def test_levels_are_converted_exactly_or_not_at_all(
    value: str, unit: str, expected: Fraction | None
) -> None:
    assert converted(parse_quantity(value), unit) == expected


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        ("95%", f"We are 5 points behind {SHOP}."),
        ("89%", f"We are 1 point better than {SHOP}."),
        ("90.0%", f"We are at the same level as {SHOP}."),
        ("90.125%", f"We are 0.125 points behind {SHOP}."),
    ],
)
def test_the_gap_of_a_share_is_said_in_points(theirs: str, words: str) -> None:
    assert comparison(other(value=theirs)).summary == words


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        ("40 seconds", f"We are 14.33 minutes behind {SHOP}."),
        ("3 minutes", f"We are 12 minutes behind {SHOP}."),
        ("14 minutes", f"We are 1 minute behind {SHOP}."),
        ("0.5 hours", f"We are 15 minutes better than {SHOP}."),
    ],
)
def test_the_gap_of_a_wait_is_said_in_its_unit_and_less_is_better(theirs: str, words: str) -> None:
    assert waits(other(value=theirs)).summary == words


def test_a_gap_too_small_for_two_decimals_is_not_said_to_be_nothing() -> None:
    view = comparison(other(value="66.67%"), rows=[result("2025", 20_000_000, 30_000_000)])
    assert view.summary == f"We are 0.003 points behind {SHOP}."


@pytest.mark.parametrize(
    ("shape", "target", "ours", "theirs", "words"),
    [
        ("count-at-least", None, "9", "12 offices", f"We are 3 offices behind {SHOP}."),
        ("count-at-most", None, "9", "12 errors", f"We are 3 errors better than {SHOP}."),
        ("score", None, "4", "4.5 points", f"We are 0.5 points behind {SHOP}."),
        ("backlog", None, "9", "12 claims", f"We are 3 claims better than {SHOP}."),
        ("mean", None, "9", "12 minutes", f"We are 3 minutes better than {SHOP}."),
        ("rate", None, "9", "12 errors", f"There are 3 errors between us and {SHOP}."),
        (
            "mean",
            "between 8 and 10 minutes",
            "9",
            "12 minutes",
            f"There are 3 minutes between us and {SHOP}.",
        ),
        ("mean", "at least 8 minutes", "9", "12 minutes", f"We are 3 minutes behind {SHOP}."),
    ],
)
def test_the_aim_or_else_the_shape_says_which_way_is_better(
    shape: str, target: str | None, ours: str, theirs: str, words: str
) -> None:
    rows = [result("2025", value=ours)]
    made = {"measure": measured_by(shape), "target": target}
    assert comparison(other(value=theirs), rows=rows, **made).summary == words


def test_a_promise_of_others_is_not_taken_for_a_result() -> None:
    view = comparison(other(value="95%", basis="promise"))
    assert view.summary == f"We are 5 points behind what {SHOP} promises."
    assert view.benchmarks[0].warnings == [
        "This sets our result against what they promise, not against what they did."
    ]
    assert "(what they promise, not a result)" in view.levels[-1].note


def test_our_value_is_the_published_one_of_the_period_they_stand_beside() -> None:
    rows = [result("2024", 800, 1000), result("2025", 900, 1000)]
    view = comparison(other(our_period="2024"), rows=rows)
    assert view.levels[0].level == "80 of every 100 calls"
    assert view.levels[0].note == "2024"
    assert view.summary == f"We are 15 points behind {SHOP}."


def test_without_a_result_of_that_period_nothing_of_ours_is_shown() -> None:
    view = comparison(other(our_period="2023"))
    assert [level.kind for level in view.levels] == ["aim", "private"]
    assert view.summary == ""


def test_a_hidden_result_is_not_told_by_a_comparison() -> None:
    rows = [result("2025", None, None, hidden=True)]
    view = comparison(other(), rows=rows)
    assert [level.kind for level in view.levels] == ["aim", "private"]
    assert view.summary == view.benchmarks[0].gap == ""


def test_the_strip_has_us_our_aim_and_the_best_of_each_sector_on_one_scale() -> None:
    view = comparison(
        other("a", "91%"),
        other("b", "95%"),
        other("c", "99%", basis="promise"),
        other("d", "80%", sector="public"),
        other("e", "85%", sector="public"),
        other("f", "70%", sector="own-past"),
    )
    shown = [(level.kind, level.level, level.width) for level in view.levels]
    assert shown == [
        ("us", "90 of every 100 calls", "90.0"),
        ("aim", "90 of every 100", "90.0"),
        ("private", "95 of every 100", "95.0"),
        ("public", "85 of every 100", "85.0"),
    ]
    assert len(view.benchmarks) == 6


def test_each_period_that_a_comparator_stands_beside_has_our_result_and_its_aim() -> None:
    rows = [result("2023", 700, 1000), result("2024", 800, 1000), result("2025", 900, 1000)]
    lowered = [change("2025-01-01", "target", "95%", "90%")]
    view = comparison(
        other("a", "97%", our_period="2024"),
        other("b", "85%", sector="public", organization="The DMV"),
        rows=rows,
        changes=lowered,
    )
    assert [(level.kind, level.level, level.note) for level in view.levels] == [
        ("us", "80 of every 100 calls", f"2024, to set beside {SHOP}"),
        ("us", "90 of every 100 calls", "2025, to set beside The DMV"),
        ("aim", "95 of every 100", "2024"),
        ("aim", "90 of every 100", "2025"),
        ("private", "97 of every 100", "Best private organization recorded, 2025"),
        ("public", "85 of every 100", "Best public organization recorded, 2025"),
    ]
    assert view.summary == f"We are 17 points behind {SHOP}."
    assert view.benchmarks[1].gap == "We are 5 points better than The DMV."


def test_one_period_of_two_comparators_has_our_result_once() -> None:
    view = comparison(other("a", our_period="2025"), other("b", "85%", sector="public"))
    assert [(level.kind, level.note) for level in view.levels[:2]] == [("us", "2025"), ("aim", "")]
    assert [level.kind for level in view.levels] == ["us", "aim", "private", "public"]


@pytest.mark.parametrize(
    ("levels", "best"),
    [
        ([("2012", "99%"), ("2024", "93%"), ("2025", "91%")], "93 of every 100"),
        ([("2012", "99%"), ("2015", "93%"), ("2015-03", "94%")], "94 of every 100"),
        ([(None, "99%"), ("2025", "91%")], "91 of every 100"),
        ([(None, "99%"), ("2012", "91%")], "91 of every 100"),
        ([(None, "91%"), (None, "99%")], "99 of every 100"),
    ],
)
def test_the_best_is_the_best_of_what_is_not_old(
    levels: list[tuple[str | None, str]], best: str
) -> None:
    found = [other(f"o{n}", value, date=when) for n, (when, value) in enumerate(levels)]
    view = comparison(*found)
    assert view.levels[-1].level == best


def test_an_old_result_comes_before_a_new_promise() -> None:
    view = comparison(other("a", "91%", date="2012"), other("b", "99%", basis="promise"))
    assert view.levels[-1].level == "91 of every 100"


def test_a_level_of_the_strip_that_is_old_is_said_to_be() -> None:
    old = comparison(other("a", "91%", date="2012"), other("b", "93%", date="2015"))
    assert old.warnings == [f"The level shown for {SHOP} is old: it is about 2015."]
    newer = comparison(other("a", "99%", date="2012"), other("b", "93%", date="2025"))
    assert newer.warnings == []


def test_a_name_keeps_its_case_in_the_middle_of_a_sentence() -> None:
    view = comparison(other(organization="eBay and The Post", date="2015"))
    assert view.summary == "We are 5 points behind eBay and The Post."
    assert view.warnings == ["The level shown for eBay and The Post is old: it is about 2015."]


def test_the_best_wait_is_the_shortest_and_the_longest_level_fills_the_strip() -> None:
    view = waits(other("a", "10 minutes"), other("b", "40 seconds"), other("c", "20 minutes"))
    assert [(level.level, level.width) for level in view.levels] == [
        ("15 minutes on average", "100.0"),
        ("12 minutes or less", "80.0"),
        ("40 seconds", "4.4"),
    ]


def test_a_level_in_another_unit_is_said_and_not_drawn() -> None:
    view = waits(other(value="3 claims"))
    assert view.levels[-1].level == "3 claims"
    assert view.levels[-1].width == ""
    assert view.summary == ""
    assert any("another unit than ours" in warning for warning in view.benchmarks[0].warnings)


def test_zero_has_a_bar_of_no_length() -> None:
    view = comparison(other(), rows=[result("2025", 0, 8_545_875)])
    assert (view.levels[0].level, view.levels[0].width) == ("0 of every 100 calls", "0.0")
    assert view.summary == f"We are 95 points behind {SHOP}."


def test_the_aim_is_the_one_of_the_period_compared() -> None:
    lowered = [change("2026-01-01", "target", "90%", "80%")]
    view = comparison(other(), target="80%", changes=lowered)
    assert view.levels[1].level == "90 of every 100"


@pytest.mark.parametrize(
    ("sectors", "warning"),
    [
        (["private"], ""),
        (["private", "public"], ""),
        (["public"], "Only public organizations are compared here."),
        (["public", "own-past"], "Only public organizations are compared here."),
        (["own-past"], "Only our own past is set beside this result."),
    ],
)
def test_an_easy_comparison_is_said_to_be_one(sectors: list[str], warning: str) -> None:
    found = [other(f"o{n}", sector=sector) for n, sector in enumerate(sectors)]
    warnings = comparison(*found).warnings
    assert [text.startswith(warning) for text in warnings] == ([True] if warning else [])


@pytest.mark.parametrize(
    ("about", "as_of", "stale"),
    [
        ("2023-06-30", "2026-06-30", False),
        ("2023-05-31", "2026-06-30", True),
        ("2023-06-01", "2026-07-01", True),
        ("2025-12-31", "2026-06-30", False),
    ],
)
def test_a_comparison_is_old_when_its_month_lies_outside_the_window(
    about: str, as_of: str, *, stale: bool
) -> None:
    assert is_older(day(about), 36, day(as_of)) is stale


def test_an_old_figure_says_of_when_it_is() -> None:
    view = comparison(other(date="2015"))
    assert view.benchmarks[0].warnings == ["This figure is old: it is about 2015."]


def test_promises_of_one_kind_stand_side_by_side_with_a_warning_where_measures_differ() -> None:
    phone = {"activity": "answering-the-phone"}
    share = charter([promise(**phone)], called="irs")
    mean = charter(
        [promise(measure=measured_by("mean"), target="at most 12 minutes", **phone)], called="ssa"
    )
    same = charter([promise(**phone)], called="va")
    (differ,) = activity_blocks(book(share, mean))
    (alike,) = activity_blocks(book(share, same))
    assert differ.measures_differ
    assert not alike.measures_differ
    assert len(differ.promises) == len(alike.promises) == 2


def test_a_width_is_a_number_that_svg_can_read() -> None:
    view = waits(other(value="0.001 seconds"), value="999999999")
    assert all(Decimal(0) <= Decimal(level.width) <= 100 for level in view.levels)
    assert not any("E" in level.width for level in view.levels)
