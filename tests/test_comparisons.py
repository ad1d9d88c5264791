"""How an agency compares: our own published result, their level, the gap, and every reservation."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import combinations
from typing import Any

import pytest

from builders import (
    SHARE,
    book,
    change,
    charter,
    comparator,
    day,
    measured_by,
    promise,
    result,
    there,
)
from charters.judging.ages import is_older
from charters.model.quantities import converted
from charters.model.results import Result
from charters.model.written_levels import parse_quantity
from charters.publishing.charts.placing import apart, box_of
from charters.publishing.say.speech import Said
from charters.publishing.site import site_of
from charters.publishing.views.comparisons import ComparisonView, comparison_view
from charters.publishing.views.side_by_side import kinds

SHOP = "A mail-order house"
PHONE = {"activity": "answering-the-phone"}


other = partial(comparator, organization=SHOP)


def comparison(
    *benchmarks: dict[str, Any], rows: list[Result] | None = None, **more: Any
) -> ComparisonView:
    given = [result("2025", 900, 1000)] if rows is None else rows
    found = book(charter([promise(**more)], given, benchmarks=benchmarks))
    return there(comparison_view(found, found.all_standings[0]))


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


def share(*, promised: str = "timeliness", **more: Any) -> str:
    rows, theirs = [result("2025", *more.pop("ours"))], more.pop("theirs")
    made = {"measure": {**SHARE, **more.pop("measure", {})}, "type": promised, **more}
    return comparison(other(value=theirs), rows=rows, **made).summary.words


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        (
            (840, 1000),
            "95%",
            f"In 2025 our level was 11 of every 100 calls lower: 84 against 95 ({SHOP}).",
        ),
        (
            (900, 1000),
            "89%",
            f"In 2025 our level was 1 of every 100 calls higher: 90 against 89 ({SHOP}).",
        ),
        ((900, 1000), "90.0%", f"In 2025 our level was the same: 90 of every 100 ({SHOP})."),
        (
            (890, 1000),
            "90.125%",
            f"In 2025 our level was 1.1 of every 100 calls lower: 89 against 90.1 ({SHOP}).",
        ),
        (
            (6538, 10000),
            "86%",
            f"In 2025 our level was 21 of every 100 calls lower: 65 against 86 ({SHOP}).",
        ),
        (
            (664, 1000),
            "67.6%",
            f"In 2025 our level was 1.2 of every 100 calls lower: 66.4 against 67.6 ({SHOP}).",
        ),
        (
            (2, 3),
            "50%",
            f"In 2025 our level was 17 of every 100 calls higher: 67 against 50 ({SHOP}).",
        ),
    ],
)
def test_the_gap_of_a_share_is_said_of_every_hundred(
    ours: tuple[int, int], theirs: str, words: str
) -> None:
    assert share(ours=ours, theirs=theirs) == words


@pytest.mark.parametrize(
    ("promised", "ours", "theirs", "words"),
    [
        (
            "timeliness",
            (941, 1000),
            "97.2%",
            "59 of every 1,000 of our calls were late, against 28 ({}).",
        ),
        (
            "waiting",
            (900, 1000),
            "95%",
            "10 of every 100 of our calls took too long, against 5 ({}).",
        ),
        ("quality", (970, 1000), "100%", "3 of every 100 of our calls fell short, against 0 ({})."),
        (
            "quality",
            (9466, 10000),
            "95.3%",
            "53 of every 1,000 of our calls fell short, against 47 ({}).",
        ),
        (
            "timeliness",
            (99_996, 100_000),
            "100%",
            "4 of every 100,000 of our calls were late, against 0 ({}).",
        ),
        (
            "timeliness",
            (999_996, 1_000_000),
            "99.9998%",
            "4 of every 1,000,000 of our calls were late, against 2 ({}).",
        ),
    ],
)
def test_where_nearly_all_was_kept_the_gap_is_told_in_failures(
    promised: str, ours: tuple[int, int], theirs: str, words: str
) -> None:
    assert share(promised=promised, ours=ours, theirs=theirs) == f"In 2025, {words.format(SHOP)}"


def test_a_share_that_is_better_when_low_is_not_told_in_failures() -> None:
    said = share(ours=(950, 1000), theirs="92%", target="at most 96%")
    assert said == f"In 2025 our level was 3 of every 100 calls higher: 95 against 92 ({SHOP})."


@pytest.mark.parametrize(
    ("value", "unit", "theirs", "words"),
    [
        ("15", "minutes", "3 minutes", "12 minutes longer: 15 against 3 ({})."),
        ("15", "minutes", "14 minutes", "1 minute longer: 15 against 14 ({})."),
        (
            "25.77",
            "minutes",
            "23.7 minutes",
            "2 minutes 4 seconds longer: 25 minutes 46 seconds against 23 minutes 42 seconds ({}).",
        ),
        (
            "15",
            "minutes",
            "40 seconds",
            "14 minutes 20 seconds longer: 15 minutes against 40 seconds ({}).",
        ),
        ("15", "minutes", "0.5 hours", "15 minutes less: 15 against 30 ({})."),
        (
            "1.25",
            "hours",
            "45 minutes",
            "30 minutes longer: 1 hour 15 minutes against 45 minutes ({}).",
        ),
        ("17.7", "days", "29.8 days", "12.1 days less: 17.7 against 29.8 ({})."),
        ("14.33", "months", "15 months", "0.67 months less: 14.33 against 15 ({})."),
    ],
)
def test_the_gap_of_a_wait_is_said_as_people_tell_the_time(
    value: str, unit: str, theirs: str, words: str
) -> None:
    aim = f"at most 12 {unit}"
    view = waits(
        other(value=theirs), value=value, measure=measured_by("mean", unit=unit), target=aim
    )
    assert view.summary.words == f"In 2025 we took {words.format(SHOP)}"


def test_a_gap_too_small_for_two_decimals_is_not_said_to_be_nothing() -> None:
    view = comparison(other(value="66.67%"), rows=[result("2025", 20_000_000, 30_000_000)])
    assert view.summary.words == (
        f"In 2025 our level was 0.0033 of every 100 calls lower: 66.6667 against 66.67 ({SHOP})."
    )


@pytest.mark.parametrize(
    ("shape", "target", "ours", "theirs", "words"),
    [
        ("count-at-least", None, "9", "12 offices", "we had 3 offices fewer: 9 against 12 ({})."),
        ("count-at-most", None, "9", "12 errors", "we had 3 errors fewer: 9 against 12 ({})."),
        ("score", None, "4", "4.5 points", "our level was 0.5 points lower: 4 against 4.5 ({})."),
        ("mean", None, "9", "12 minutes", "we took 3 minutes less: 9 against 12 ({})."),
        ("rate", None, "9", "12 errors", "we had 3 errors fewer: 9 against 12 ({})."),
        (
            "mean",
            "between 8 and 10 minutes",
            "9",
            "12 minutes",
            "our level was 3 minutes lower: 9 against 12 ({}).",
        ),
        (
            "mean",
            "at least 8 minutes",
            "9",
            "12 minutes",
            "our level was 3 minutes lower: 9 against 12 ({}).",
        ),
    ],
)
def test_the_gap_of_other_measures_is_said_in_their_units(
    shape: str, target: str | None, ours: str, theirs: str, words: str
) -> None:
    rows = [result("2025", value=ours)]
    made = {"measure": measured_by(shape), "target": target}
    said = comparison(other(value=theirs), rows=rows, **made).summary.words
    assert said == f"In 2025 {words.format(SHOP)}"


@pytest.mark.parametrize(
    ("period", "when"),
    [
        ("2025", "In 2025"),
        ("2025-03", "In March 2025"),
        ("2025-Q1", "From January to March 2025"),
        ("2025-01-01/2025-01-15", "From January 1, 2025 to January 15, 2025"),
        ("2025-03-01/2025-03-01", "On March 1, 2025"),
    ],
)
def test_the_sentence_says_of_when_our_result_is(period: str, when: str) -> None:
    made = {"measure": measured_by("mean"), "target": "at most 12 minutes"}
    rows = [result(period, value="15")]
    view = comparison(other(value="3 minutes", date=period), rows=rows, **made)
    assert view.summary.words == f"{when} we took 12 minutes longer: 15 against 3 ({SHOP})."


def test_a_backlog_is_compared_on_its_day_and_a_level_of_another_time_has_its_own() -> None:
    rows = [result("2025", value="9")]
    made = {"measure": measured_by("backlog"), "target": None}
    view = comparison(other(value="12 claims", date="2024"), rows=rows, **made)
    assert view.summary.words == (
        f"On December 31, 2025 we had 3 claims fewer: 9 against 12 ({SHOP}, 2024)."
    )


@pytest.mark.parametrize(
    ("shape", "target", "said"),
    [
        ("mean", None, "Shorter is better."),
        ("mean", "at least 8 minutes", "Longer is better."),
        ("mean", "between 8 and 10 minutes", "Neither more nor less is better by itself."),
        ("share-with-property", "90%", "Higher is better."),
        ("share-with-property", "at most 5%", "Lower is better."),
        ("score", None, "Higher is better."),
        ("rate", None, "Neither more nor less is better by itself."),
        ("backlog", None, "Fewer is better."),
        ("count-at-least", None, "More is better."),
    ],
)
def test_the_scale_says_which_way_is_better(shape: str, target: str | None, said: str) -> None:
    made = {"measure": measured_by(shape), "target": target}
    view = comparison(other(), rows=[], **made)
    low, high = ("Shorter", "Lower", "Fewer"), ("Longer", "Higher", "More")
    assert view.better == said
    assert (view.toward == "start", view.toward == "end") == (
        said.startswith(low),
        said.startswith(high),
    )


def test_a_promise_of_others_is_not_taken_for_a_result() -> None:
    view = comparison(other(value="95%", basis="promise"))
    assert view.summary.words == (
        f"In 2025 our level was 5 of every 100 calls lower: 90 against 95 ({SHOP}, a promise)."
    )
    assert view.benchmarks[0].warnings == [
        "This sets a result against what they promise, not against what they did."
    ]
    assert view.levels[-1].note == "Private organization, 2025, what they promise, not a result"


def test_our_value_is_the_published_one_of_the_period_they_stand_beside() -> None:
    rows = [result("2024", 800, 1000), result("2025", 900, 1000)]
    view = comparison(other(our_period="2024"), rows=rows)
    assert view.levels[0].level == "80 of every 100 calls"
    assert view.levels[0].note == "2024"
    assert view.summary.words == (
        f"In 2024 our level was 15 of every 100 calls lower: 80 against 95 ({SHOP}, 2025)."
    )


def test_without_a_result_of_that_period_nothing_of_ours_is_shown() -> None:
    view = comparison(other(our_period="2023"))
    assert [level.kind for level in view.levels] == ["aim", "private"]
    assert view.summary.words == ""


def test_a_hidden_result_is_not_told_by_a_comparison() -> None:
    rows = [result("2025", None, None, hidden=True)]
    view = comparison(other(), rows=rows)
    assert [level.kind for level in view.levels] == ["aim", "private"]
    assert view.summary == view.benchmarks[0].gap == Said("")


def test_the_strip_has_us_our_aim_and_everybody_else_on_one_scale_with_private_ones_first() -> None:
    view = comparison(
        other("d", "80%", sector="public"),
        other("a", "91%"),
        other("b", "95%", organization="The DMV"),
        other("c", "99%", basis="promise"),
        other("e", "85%", sector="public"),
        other("f", "70%", sector="own-past"),
        other("g", None),
    )
    shown = [(level.kind, level.level) for level in view.levels]
    assert shown == [
        ("us", "90 of every 100 calls"),
        ("aim", "90 of every 100"),
        ("private", "95 of every 100"),
        ("private", "91 of every 100"),
        ("private", "99 of every 100"),
        ("public", "85 of every 100"),
        ("public", "80 of every 100"),
    ]
    assert [(row.kind, row.level) for row in view.past] == [("own-past", "70 of every 100")]
    assert view.picture is not None
    assert [dot.kind for dot in view.picture.dots] == [kind for kind, _ in shown]
    assert len(view.benchmarks) == 7


@pytest.mark.parametrize(
    ("given", "notes"),
    [
        pytest.param(
            [("The DMV", "95%", {}), (SHOP, "91%", {})],
            [
                "Best of 2 private organizations with a recent result here, 2025",
                "Private organization, 2025",
            ],
            id="best of several",
        ),
        pytest.param([(SHOP, "95%", {})], ["Private organization, 2025"], id="one is no best"),
        pytest.param(
            [(SHOP, "95%", {}), (SHOP, "91%", {"date": "2024"})],
            ["Private organization, 2025", "Private organization, 2024"],
            id="one organization twice",
        ),
        pytest.param(
            [(SHOP, "29%", {"date": "2017"}), ("The DMV", "99%", {"date": "2014"})],
            [
                "Newest level recorded (old), private organization, 2017",
                "Private organization, 2014 (old)",
            ],
            id="all are old",
        ),
        pytest.param(
            [(SHOP, "29%", {"date": "2017"}), ("The DMV", "99%", {"date": "2017-03"})],
            [
                "Newest level recorded (old), private organization, March 2017",
                "Newest level recorded (old), private organization, 2017",
            ],
            id="two of the newest year",
        ),
        pytest.param(
            [(SHOP, "91%", {}), ("The DMV", "99%", {"date": "2014"})],
            ["Private organization, 2025", "Private organization, 2014 (old)"],
            id="a better one is old",
        ),
        pytest.param(
            [(SHOP, "91%", {"basis": "promise"}), ("The DMV", "90%", {"basis": "promise"})],
            [
                "Private organization, 2025, what they promise, not a result",
                "Private organization, 2025, what they promise, not a result",
            ],
            id="promises only",
        ),
        pytest.param(
            [(SHOP, "91%", {"date": None})],
            ["Private organization, year not known"],
            id="without a year",
        ),
    ],
)
def test_best_is_said_of_new_results_of_several_only_and_every_level_has_its_year(
    given: list[tuple[str, str, dict[str, Any]]], notes: list[str]
) -> None:
    made = [
        other(f"o{n}", value, organization=who, **more)
        for n, (who, value, more) in enumerate(given)
    ]
    levels = comparison(*made).levels
    assert [level.note for level in levels if level.kind == "private"] == notes


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
        ("private", "97 of every 100", "Private organization, 2025"),
        ("public", "85 of every 100", "Public organization, 2025"),
    ]
    assert view.summary.words == (
        f"In 2024 our level was 17 of every 100 calls lower: 80 against 97 ({SHOP}, 2025)."
    )
    assert view.benchmarks[1].gap.words == (
        "In 2025 our level was 5 of every 100 calls higher: 90 against 85 (The DMV)."
    )


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
    found = [
        other(f"o{n}", value, date=when, organization=f"Shop {n}")
        for n, (when, value) in enumerate(levels)
    ]
    assert first_other(comparison(*found)) == best


def test_of_one_organization_its_newest_level_counts() -> None:
    years = [
        other(f"o{when}", value, date=when) for when, value in (("2023", "98%"), ("2025", "91%"))
    ]
    assert first_other(comparison(*years)) == "91 of every 100"


def first_other(view: ComparisonView) -> str:
    return next(level.level for level in view.levels if level.kind not in ("us", "aim"))


def test_an_old_result_comes_before_a_new_promise() -> None:
    view = comparison(other("a", "91%", date="2012"), other("b", "99%", basis="promise"))
    assert first_other(view) == "91 of every 100"


def test_a_name_keeps_its_case_in_the_middle_of_a_sentence() -> None:
    view = waits(other(value="3 minutes", organization="eBay and The Post"))
    assert "(eBay and The Post)." in view.summary.words


def test_the_best_wait_is_the_shortest_and_all_stand_on_one_line() -> None:
    view = waits(other("a", "10 minutes"), other("b", "40 seconds"), other("c", "20 minutes"))
    assert [level.level for level in view.levels] == [
        "15 minutes on average",
        "12 minutes or less",
        "40 seconds",
        "10 minutes",
        "20 minutes",
    ]
    picture = there(view.picture)
    assert [words.text for words in picture.numbers] == ["0", "20"]
    from_zero = [dot.x - 12 for dot in picture.dots]
    assert [round(x / from_zero[-1] * 20, 1) for x in from_zero] == [15, 12, 0.7, 10, 20]


def test_names_stand_at_the_dots_private_ones_first_where_they_do_not_collide() -> None:
    view = comparison(
        other("a", "80%", sector="public", organization="The toll road"),
        *(other(f"p{n}", f"{80 + n / 10}%", organization=f"House {n}") for n in range(1, 9)),
        other("c", "60%", organization="A company with a name as long as a road through the hills"),
        target="70%",
    )
    assert view.picture is not None
    names = view.picture.names
    assert [words.text for words in names[:2]] == ["The agency ssa", "Aim of The agency ssa"]
    assert names[2].text == "House 8"
    assert "A company with a name as long as a road…" in [words.text for words in names]
    assert "The toll road" not in [words.text for words in names]
    assert len(view.levels) == 12
    assert all(apart(*both) for both in combinations(map(box_of, names), 2))


def test_a_level_in_another_unit_is_said_and_not_drawn() -> None:
    view = waits(other(value="3 claims"))
    assert view.levels[-1].level == "3 claims"
    assert view.picture is not None
    assert [dot.kind for dot in view.picture.dots] == ["us", "aim"]
    assert view.summary.words == ""
    assert any("in another unit" in warning for warning in view.benchmarks[0].warnings)


def test_one_level_alone_is_no_picture() -> None:
    assert comparison(other(), rows=[], target=None).picture is None


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ({"shape": "words-only"}, "This promise is in words and has no results"),
        ({"shape": "yes-no"}, "Our results are a yes or a no"),
        ({"shape": "score", "scale": {"min": "1", "max": "5"}}, "Our results have no unit"),
        (measured_by("mean"), "Their figure is in another unit"),
    ],
)
def test_a_level_that_cannot_be_set_against_ours_says_why(
    measure: dict[str, Any], said: str
) -> None:
    view = comparison(other(value="3 claims"), rows=[], target=None, measure=measure)
    (why,) = view.benchmarks[0].warnings
    assert why.startswith(said)


def test_zero_is_a_level_like_any_other() -> None:
    view = comparison(other(), rows=[result("2025", 0, 8_545_875)])
    assert view.levels[0].level == "0 of every 100 calls"
    assert view.picture is not None
    assert [words.text for words in view.picture.numbers] == ["0%", "100%"]
    assert view.picture.dots[0].x == view.picture.numbers[0].x
    assert view.summary.words == (
        f"In 2025 our level was 95 of every 100 calls lower: 0 against 95 ({SHOP})."
    )


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
        (["own-past"], "Only the agency's own past is set beside this result."),
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
    assert view.benchmarks[0].warnings == ["This figure is old: it is from 2015."]


def test_promises_of_one_kind_stand_side_by_side_with_a_warning_where_measures_differ() -> None:
    share = charter([promise(**PHONE)], called="irs")
    mean = charter(
        [promise(measure=measured_by("mean"), target="at most 12 minutes", **PHONE)], called="ssa"
    )
    same = charter([promise(**PHONE)], called="va")
    (differ,) = kinds(book(share, mean))
    (alike,) = kinds(book(share, same))
    assert differ.measures_differ
    assert not alike.measures_differ
    assert len(differ.promises) == len(alike.promises) == 2


def test_each_kind_of_promise_has_a_page_and_the_overview_says_what_came_of_it() -> None:
    kept, missed = (result("2025", met, 1000) for met in (950, 850))
    made = book(
        charter([promise(**PHONE)], [kept], called="irs"),
        charter([promise(**PHONE)], [missed], called="ssa"),
    )
    (phones,) = kinds(made)
    assert phones.answer == "2 promises. 2 can be judged: 1 missed, 1 kept."
    pages = site_of(made).pages
    assert pages["compare/answering-the-phone.md"].url == phones.url
    assert pages["compare/answering-the-phone.md"].title == "Side by side: Answering the phone"


@pytest.mark.parametrize("basis", ["result", "promise"])
def test_of_others_without_a_number_no_figure_is_spoken_of(basis: str) -> None:
    words = {"date": "2015", "basis": basis, "measure": "They came first."}
    (other,) = comparison(comparator(value=None, **words)).benchmarks
    facts = {fact.label: fact.said.words for fact in other.facts}
    assert facts["Their level"] == "no number is given here"
    kind = {"result": None, "promise": "what they promise, not a result"}[basis]
    assert facts.get("What kind of figure") == kind
    assert other.warnings == ["What is said here is old: it is from 2015."]


def test_the_picture_holds_levels_of_one_time_alone_that_of_the_sentence_above_it() -> None:
    pairs = [
        comparator(f"shop-{year}", value=f"{level}%", date=year, our_period=year)
        for year, level in (("2024", 97), ("2025", 92))
    ]
    rows = [result("2024", 910, 1000), result("2025", 900, 1000)]
    view = comparison(*pairs, rows=rows, target=None)
    assert len(view.levels) == 4
    assert view.summary.words.startswith("In 2024")
    drawn = there(view.picture)
    assert [dot.kind for dot in drawn.dots] == ["us", "private"]
    assert {words.text for words in drawn.names} == {"The agency ssa", "The shop-2024"}


def test_a_place_is_a_number_that_svg_can_read() -> None:
    view = waits(other(value="0.001 seconds"), value="999999999")
    assert view.picture is not None
    assert all(0 <= dot.x <= view.picture.width for dot in view.picture.dots)
    assert not any("e" in f"{dot.x}{dot.shape}" for dot in view.picture.dots)


@pytest.mark.parametrize(
    ("period", "language", "when"),
    [
        ("2024-10-01/2025-03-31", "fr", "Entre octobre 2024 et mars 2025, "),
        ("2025-Q2", "fr", "Entre avril et juin 2025, "),
        ("2024-10-01/2025-03-31", "es", "De octubre de 2024 a marzo de 2025, "),
        ("2025-Q2", "es", "De abril a junio de 2025, "),
    ],
)
def test_months_stand_in_a_sentence_with_the_words_that_their_language_asks_for(
    period: str, language: str, when: str
) -> None:
    made = promise(measure=measured_by("mean"), target="at most 12 minutes")
    beside = [other(value="3 minutes", date=period)]
    found = book(
        charter([made], [result(period, value="15")], benchmarks=beside), language=language
    )
    view = there(comparison_view(found, found.all_standings[0]))
    assert view.summary.words.startswith(when)
    assert {level.note[:1].isupper() for level in view.levels if level.note} == {True}


@pytest.mark.parametrize(
    ("agencies", "beside", "more", "offered"),
    [
        (1, [], PHONE, False),
        (2, [], PHONE, True),
        (2, [], {}, False),
        (1, [other(value="3 minutes")], PHONE, True),
    ],
)
def test_what_stands_side_by_side_is_offered_where_there_are_two_sides(
    agencies: int, beside: list[dict[str, Any]], more: dict[str, Any], *, offered: bool
) -> None:
    made = promise(measure=measured_by("mean"), target="at most 12 minutes", **more)
    pages = site_of(
        book(*(charter([made], called=f"a-{n}", benchmarks=beside) for n in range(agencies)))
    ).pages
    assert pages["compare.md"].is_in_menu is offered
