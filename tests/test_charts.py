"""Charts: every place in the picture leads back to the figure it stands for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader

from builders import there
from charters.judging.spc import Meaning, xmr
from charters.publishing.charts.pictures import (
    SHARE_ENDS,
    Break,
    Happening,
    Heading,
    Mark,
    Series,
    TrendChart,
)
from charters.publishing.charts.placing import BOLD, LETTER, Box, apart, box_of, width
from charters.publishing.charts.plots import Plot, axis
from charters.publishing.charts.trend_chart import sparkline, trend_chart
from charters.publishing.say.speech import Said

TEMPLATES = Path(__file__).parent.parent / "plugins" / "charters" / "theme"
HEADING = Heading("What happened", Said("Calls, 2001 to 2004"), Said("In words"))


@pytest.fixture(scope="module")
def environment() -> Environment:
    made = Environment(
        autoescape=True,
        extensions=["jinja2.ext.i18n", "charters.theme.said.Said"],
        loader=FileSystemLoader(TEMPLATES),
    )
    made.install_null_translations()  # type: ignore[attr-defined]
    made.filters["to"] = made.filters["url"] = str  # the doors give them
    return made


def series(*values: str | None, **more: Any) -> Series:
    """Return a series of shares, one for each year from 2001 on."""
    amounts = tuple(None if value is None else Decimal(value) for value in values)
    given_ = {
        "labels": tuple(f"Year {2001 + n}" for n in range(len(values))),
        "values": amounts,
        "shown": tuple("not reported" if value is None else f"{value}%" for value in values),
        "unit": "%",
        "ends": SHARE_ENDS,
    }
    return Series(**{**given_, **more})


def drawn(data: Series) -> TrendChart:
    return there(trend_chart(data, key="k", heading=HEADING))


def aims(*levels: str | None) -> tuple[Decimal | None, ...]:
    return tuple(None if level is None else Decimal(level) for level in levels)


def value_at(plot: Plot, y: float) -> float:
    return plot.low + (plot.bottom - y) / (plot.bottom - plot.top) * (plot.high - plot.low)


def pixel(plot: Plot) -> float:
    """Return what a tenth of a unit, the finest step of a coordinate, stands for."""
    return (plot.high - plot.low) / (plot.bottom - plot.top) / 10


def followed(path: str) -> list[list[tuple[float, float]]]:
    """Return the points that each stroke of a path of M, L, H and V goes through."""
    strokes: list[list[tuple[float, float]]] = []
    x = y = 0.0
    for letter, numbers in re.findall(r"([MLHV])([-\d. ]+)", path):
        at = [float(number) for number in numbers.split()]
        if letter in "ML":
            x, y = at
        elif letter == "H":
            (x,) = at
        else:
            (y,) = at
        if letter == "M":
            strokes.append([])
        strokes[-1].append((x, y))
    return strokes


def height_at(path: str, x: float) -> float | None:
    """Return the height of a line of level steps at a place; None where it is not drawn."""
    for stroke in followed(path):
        for (x1, y1), (x2, y2) in pairwise(stroke):
            if y1 == y2 and x1 <= x <= x2:
                return y1
    return None


# Values and places

levels = st.none() | st.decimals(0, 10**7, places=2)
some_series = (
    st.lists(levels, min_size=1, max_size=70)
    .filter(lambda values: any(value is not None for value in values))
    .map(
        lambda values: Series(
            labels=tuple(f"{2000 + n // 12}-{n % 12 + 1:02}" for n in range(len(values))),
            values=tuple(values),
            shown=tuple(str(value) for value in values),
        )
    )
)


@given(some_series)
def test_every_point_leads_back_to_its_period_and_value(data: Series) -> None:
    chart = drawn(data)
    present = [(n, value) for n, value in enumerate(data.values) if value is not None]

    assert len(chart.dots) == len(present)
    for dot, (index, value) in zip(chart.dots, present, strict=True):
        assert (dot.label, dot.shown) == (data.labels[index], data.shown[index])
        middle = (chart.plot.edge(index) + chart.plot.edge(index + 1)) / 2
        assert dot.x == pytest.approx(middle, abs=0.61 if chart.plot.roomy else 0.11)
        assert chart.plot.edge(index) < dot.x < chart.plot.edge(index + 1)
        assert value_at(chart.plot, dot.y) == pytest.approx(float(value), abs=pixel(chart.plot))


@given(some_series)
def test_the_line_goes_through_the_points_and_only_through_them(data: Series) -> None:
    chart = drawn(data)
    through = [place for stroke in followed(chart.lines.result) for place in stroke]

    assert through == [(dot.x, dot.y) for dot in chart.dots]


@given(some_series, st.integers(0, 69))
def test_each_result_is_drawn_once_as_a_usual_point_or_on_its_own(
    data: Series, special: int
) -> None:
    flags = tuple(n == special for n in range(len(data.labels)))
    chart = drawn(replace(data, provisional=flags))
    usual = [place for stroke in followed(chart.lines.points) for place in stroke]
    alone = [(dot.x, dot.y) for dot in chart.dots if not dot.usual]

    assert sorted(usual + alone) == sorted((dot.x, dot.y) for dot in chart.dots)
    assert [dot.provisional for dot in chart.dots if not dot.usual] == [True] * len(alone)


def boxes(chart: TrendChart) -> list[Box]:
    """Return the room of all words of a chart."""
    plain = (*chart.ticks, *chart.periods, *chart.usual, *chart.notes)
    return [
        *(box_of(words) for words in plain),
        *(box_of(words, BOLD) for words in (*chart.aims, *chart.values)),
    ]


some_marks = st.lists(st.none() | st.sampled_from(list(Meaning)[1:]), min_size=70, max_size=70)
some_levels = st.lists(st.sampled_from([None, 0, 5, 90, 10**6]), min_size=70, max_size=70)


@given(some_series, some_marks, some_levels, st.sets(st.integers(0, 69), max_size=3))
def test_no_words_collide_or_leave_the_picture(
    data: Series, kinds: list[Meaning | None], aimed: list[int | None], days: set[int]
) -> None:
    count = len(data.labels)
    full = replace(
        data,
        marks=tuple(Mark(kind, kind.value) if kind else None for kind in kinds[:count]),
        aims=tuple(aimed[:count]),
        provisional=tuple(n == count - 1 for n in range(count)),
        spans=tuple((n, n + 1) for n in range(count)),
        happenings=tuple(Happening(day, "A storm closed the bridge") for day in days),
        limits=xmr(data.values, better="higher").points,
    )
    chart = drawn(full)
    found = boxes(chart)

    assert all(box[0] >= 0 and box[2] <= chart.width + 0.5 for box in found)
    assert all(box[1] >= 0 and box[3] <= chart.height for box in found)
    assert all(apart(*both) for both in combinations(found, 2))


@pytest.mark.parametrize("label", ["2024", "Mar 2024", "September 2024"])
def test_periods_below_the_axis_end_with_the_latest_and_never_touch(label: str) -> None:
    for count in range(1, 80):
        labels = tuple(f"{n:02}{label[2:]}" for n in range(count))
        chart = drawn(series(*["8"] * count, short_labels=labels, unit="", ends=None))
        spans = [box_of(words)[::2] for words in reversed(chart.periods)]

        assert chart.periods[0].text == labels[-1]
        assert spans[0][0] >= 0
        assert spans[-1][1] <= chart.width
        assert all(left[1] + LETTER < right[0] + 1 for left, right in pairwise(spans))


@pytest.mark.parametrize(("first", "count", "step"), [(2015, 180, 5), (2019, 84, 2), (2020, 72, 1)])
def test_below_the_months_of_many_years_stand_years_where_each_begins(
    first: int, count: int, step: int
) -> None:
    days = [date(first + n // 12, n % 12 + 1, 1).toordinal() for n in range(count + 1)]
    labels = tuple(f"Month {n}" for n in range(count))
    made = series(*["8"] * count, short_labels=labels, spans=tuple(pairwise(days)), ends=None)
    chart = drawn(made)
    years = [int(words.text) for words in chart.periods]
    assert years == [one for one in range(first, first + count // 12) if one % step == 0]
    wide = (chart.plot.right - chart.plot.left) / (days[-1] - days[0])
    for words, year in zip(chart.periods, years, strict=True):
        middle = sum(box_of(words)[::2]) / 2
        begins = chart.plot.left + wide * (date(year, 1, 1).toordinal() - days[0])
        assert middle == pytest.approx(begins, abs=width("2000") / 2 if year == first else 1)


def test_below_the_months_of_few_years_stand_months() -> None:
    days = [date(2024 + n // 12, n % 12 + 1, 1).toordinal() for n in range(25)]
    labels = tuple(f"Month {n}" for n in range(24))
    chart = drawn(series(*["8"] * 24, short_labels=labels, spans=tuple(pairwise(days)), ends=None))
    assert {words.text for words in chart.periods} <= {*labels}


def test_points_are_smaller_where_there_are_many() -> None:
    few, many = drawn(series(*["80"] * 12)), drawn(series(*["80"] * 60))

    assert many.dots[0].size < few.dots[0].size


def test_a_gap_breaks_the_line_and_has_no_point() -> None:
    chart = drawn(series("80", "82", None, "90", None, "70", "71"))

    assert [len(stroke) for stroke in followed(chart.lines.result)] == [2, 1, 2]
    assert [dot.shown for dot in chart.dots] == ["80%", "82%", "90%", "70%", "71%"]


def test_a_change_of_definition_breaks_the_line_between_two_periods() -> None:
    chart = drawn(series("80", "82", "60", "61", breaks=(Break(2, "changed"),)))
    (line,) = followed(chart.lines.breaks)

    assert [len(stroke) for stroke in followed(chart.lines.result)] == [2, 2]
    assert line == [
        (chart.plot.edge(2), chart.plot.top),
        (chart.plot.edge(2), chart.plot.bottom),
    ]
    assert [note.text for note in chart.notes] == ["changed"]


def test_a_break_before_the_first_period_is_not_drawn() -> None:
    chart = drawn(series("80", "82", breaks=(Break(0, "changed"),)))

    assert (chart.lines.breaks, chart.notes) == ("", ())


def test_provisional_points_are_hollow_and_no_others() -> None:
    chart = drawn(series("80", "82", "84", provisional=(False, False, True)))

    assert [dot.provisional for dot in chart.dots] == [False, False, True]
    assert [note.text for note in chart.notes] == ["provisional"]


def test_a_series_without_values_has_no_picture() -> None:
    empty = series(None, None, aims=aims("90", "90"))

    assert trend_chart(empty, key="k", heading=HEADING) is None
    assert sparkline(empty) is None


def test_time_on_the_axis_is_time() -> None:
    """Two weeks are not as far apart as eight years (D3)."""
    days = [date(2013, 10, 1), date(2013, 10, 16), date(2015, 10, 16), date(2023, 10, 16)]
    spans = tuple((day.toordinal(), day.toordinal() + 1) for day in days)
    chart = drawn(series("50", "60", "70", "80", spans=spans, gaps=frozenset({3})))
    plot = chart.plot
    whole = (days[-1] - days[0]).days + 1
    for dot, day in zip(chart.dots, days, strict=True):
        share = ((day - days[0]).days + 0.5) / whole
        assert dot.x == pytest.approx(plot.left + share * (plot.right - plot.left), abs=0.5)
    assert [len(stroke) for stroke in followed(chart.lines.result)] == [3, 1]


def test_a_level_on_a_day_stands_at_the_end_of_its_period() -> None:
    chart = drawn(series("50", "60", "70", "80", at_end=True))
    ends = [chart.plot.edge(n) for n in range(1, 5)]
    assert [dot.x for dot in chart.dots] == pytest.approx(ends, abs=0.5)


def test_a_value_is_not_written_over_its_neighbors() -> None:
    chart = drawn(series(*["40"] * 27, "60", "40", "50"))
    places = [(dot.x, dot.y) for dot in chart.dots]
    for label in chart.values:
        left, top, right, bottom = box_of(label)
        assert not [1 for x, y in places if left < x < right and top < y < bottom]


# The aim, the limits


def test_the_aim_is_level_in_each_period_and_steps_between_two_where_it_changes() -> None:
    chart = drawn(series("80", "82", "84", "86", aims=aims("80", "80", "90", "90")))
    plot = chart.plot

    assert followed(chart.lines.aim) == [
        [
            (plot.left, plot.y(80)),
            (plot.edge(2), plot.y(80)),
            (plot.edge(2), plot.y(90)),
            (plot.right, plot.y(90)),
        ]
    ]


some_aims = st.lists(st.sampled_from([None, "80", "85", "90"]), min_size=1, max_size=30)


@given(some_aims)
def test_the_aim_in_force_can_be_read_off_at_every_period(levels: list[str | None]) -> None:
    values = ["88"] * len(levels)
    chart = drawn(series(*values, aims=aims(*levels)))

    for index, level in enumerate(levels):
        expected = None if level is None else chart.plot.y(Decimal(level))
        assert height_at(chart.lines.aim, chart.plot.x(index)) == expected


def test_the_latest_aim_is_named_at_its_line() -> None:
    chart = drawn(series("80", "82", aims=aims("90", "90")))
    name, number = chart.aims

    assert (name.text, number.text) == ("aim", "90%")
    assert number.y == chart.plot.y(90) + 4
    assert number.x > chart.plot.right


def test_an_aim_of_before_is_named_at_its_line() -> None:
    chart = drawn(series("80", "82", "84", "86", aims=aims("60", "60", "60", "90")))
    *_, older = chart.aims

    assert older.text == "aim 60%"
    assert abs(older.y - chart.plot.y(60)) < 20
    assert chart.plot.left <= older.x <= chart.plot.edge(3)


def test_no_aim_of_before_is_struck_through_by_the_line_of_the_aims() -> None:
    spans = ((0, 80), (80, 140), (140, 149), (149, 155), (155, 180), (180, 210))
    data = series(*[None] * 6, aims=aims("6", "18", "13", "11", "8", "6"), unit="", ends=None)
    chart = drawn(replace(data, aims_alone=True, spans=spans))
    older = [words for words in chart.aims if words.x < chart.plot.right]
    assert {words.text for words in older} >= {"aim 6", "aim 18"}
    struck = [one.text for one in older for at in steps_of(chart) if not apart(box_of(one), at)]
    assert struck == []


def steps_of(chart: TrendChart) -> list[Box]:
    """Return the line of the aims, piece by piece, each as the room it takes."""
    pen, found = (0.0, 0.0), []
    for move, at in re.findall(r"([MHV])([\d. ]+)", chart.lines.aim):
        x, y = {"M": at.split(), "H": [at, pen[1]], "V": [pen[0], at]}[move]
        end = float(x), float(y)
        if move != "M":
            (left, right), (top, bottom) = sorted((pen[0], end[0])), sorted((pen[1], end[1]))
            found.append((left, top, right, bottom))
        pen = end
    return found


def test_a_range_has_two_lines_and_two_numbers() -> None:
    data = series("37", "39", aims=aims("36", "36"), upper_aims=aims("40", "40"))
    chart = drawn(replace(data, ends=None))

    assert [stroke[0][1] for stroke in followed(chart.lines.aim)] == [
        chart.plot.y(36),
        chart.plot.y(40),
    ]
    assert [number.text for number in chart.aims] == ["aim", "40%", "36%"]


def test_what_is_usual_is_an_area_for_each_segment_and_named_once() -> None:
    values = ["80", "82"] * 3 + ["60", "64"] * 3
    result = xmr([Decimal(value) for value in values], better="higher", rebase_at=[6])
    chart = drawn(series(*values, limits=result.points, breaks=(Break(6),)))
    edges = [0, 6, 12]

    for stroke, (first, end) in zip(followed(chart.lines.usual), pairwise(edges), strict=True):
        point = result.points[first]
        assert point.lower is not None
        assert point.upper is not None
        assert [x for x, _ in stroke[:2]] == [chart.plot.edge(first), chart.plot.edge(end)]
        assert [y for _, y in stroke[1:3]] == [chart.plot.y(point.upper), chart.plot.y(point.lower)]
    assert [words.text for words in chart.usual] == ["usual"]


def test_what_is_usual_is_cut_off_where_the_scale_ends() -> None:
    values = ["99", "97"] * 6  # limits 92.68 and 103.32
    result = xmr([Decimal(value) for value in values], better="higher")
    chart = drawn(series(*values, limits=result.points))
    (area,) = followed(chart.lines.usual)

    assert [y for _, y in area[1:3]] == [chart.plot.y(100), chart.plot.y(Fraction("92.68"))]
    assert chart.plot.high == 100


def test_a_series_too_even_to_judge_has_neither_mean_nor_limits() -> None:
    result = xmr([Decimal(100)] * 12, better="higher")
    chart = drawn(series(*["100"] * 12, limits=result.points))

    assert (chart.lines.usual, chart.usual) == ("", ())


# The axis


@pytest.mark.parametrize(
    ("shown", "ends", "expected"),
    [
        pytest.param([84, 65], (0, 100), [65, 70, 75, 80, 85], id="around what is drawn"),
        pytest.param(
            [97, 99], (0, 100), [96, 97, 98, 99, 100], id="no less than so much of a scale"
        ),
        pytest.param([99, 100], (0, 100), [98, 99, 100], id="no share is over all"),
        pytest.param([30, 88], (0, 100), [0, 25, 50, 75, 100], id="from zero where half is used"),
        pytest.param(
            [3, 4], (1, 5), [3, Fraction(13, 4), Fraction(7, 2), Fraction(15, 4), 4], id="a score"
        ),
        pytest.param([2, 5], (1, 5), [2, 4], id="a score from its lowest, which is no zero"),
        pytest.param(
            [Decimal("14.7"), Decimal("15.4")],
            (),
            [Decimal(n) for n in ("14.6", "14.8", "15", "15.2", "15.4")],
            id="decimals",
        ),
        pytest.param([-3, 8], (), [-5, 0, 5, 10], id="below zero"),
        pytest.param(
            [0, 0], (), [0, Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), 1], id="nothing"
        ),
        pytest.param(
            [0, 8_545_875], (), [0, 2_500_000, 5_000_000, 7_500_000, 10_000_000], id="large"
        ),
    ],
)
def test_axis_numbers(shown: list[Any], ends: tuple[int, ...], expected: list[Any]) -> None:
    assert axis(shown, ends).ticks == [Fraction(tick) for tick in expected]


@given(st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1))
def test_an_axis_holds_everything_in_at_most_five_even_steps(shown: list[Decimal]) -> None:
    low, high, ticks = axis(shown)

    assert 2 <= len(ticks) <= 5
    assert len({b - a for a, b in pairwise(ticks)}) == 1
    assert (low, high) == (ticks[0], ticks[-1])
    assert low <= min(map(Fraction, shown)) <= max(map(Fraction, shown)) <= high


@given(st.lists(st.decimals(0, 100, places=2), min_size=1))
def test_no_scale_of_a_share_goes_past_none_or_all(shown: list[Decimal]) -> None:
    low, high, ticks = axis(shown, SHARE_ENDS)

    assert 0 <= low <= min(shown) <= max(shown) <= high <= 100
    assert ticks


def test_a_sign_stands_behind_each_number_and_words_behind_none() -> None:
    shares = drawn(series("30", "88"))
    months = drawn(series("5", "14.7", unit="months", ends=None, aims=aims("14.9", "14.9")))

    assert [tick.text for tick in shares.ticks] == ["0%", "25%", "50%", "75%", "100%"]
    assert [tick.text for tick in months.ticks] == ["0", "5", "10", "15"]
    assert [words.text for words in months.aims] == ["aim", "14.9"]


def test_numbers_are_written_as_the_caller_says() -> None:
    data = series("0", "8000000", unit="", ends=None)
    chart = trend_chart(
        data, key="k", heading=HEADING, say=lambda n, sign: f"{n:,f}{sign}".replace(",", ".")
    )

    assert chart is not None
    assert chart.ticks[-1].text == "8.000.000"


def test_a_scale_that_does_not_start_at_zero_says_where_it_starts() -> None:
    assert drawn(series("30", "80")).starts_at == ""
    assert drawn(series("78", "80")).starts_at == "77%"
    assert drawn(series("2", "4.2", unit="", ends=(Decimal(1), Decimal(5)))).starts_at == "1"


# Marks and words


def marked(*kinds: Meaning | None) -> Series:
    marks = tuple(kind and Mark(kind, kind.value) for kind in kinds)
    return series(*["50"] * len(kinds), marks=marks)


def test_each_kind_of_mark_has_a_shape_of_its_own() -> None:
    kinds = [kind for kind in Meaning if kind is not Meaning.COMMON]
    chart = drawn(marked(*kinds))
    shapes = [re.sub(r"M[\d.]+ [\d.]+", "", dot.shape) for dot in chart.dots]

    assert [dot.kind for dot in chart.dots] == [kind.value for kind in kinds]
    assert len(set(shapes)) == len(kinds)


def test_neighbors_with_the_same_mark_share_one_word_above_the_first() -> None:
    better, worse = Meaning.IMPROVEMENT, Meaning.CONCERN
    chart = drawn(marked(None, better, better, None, None, None, None, None, worse, worse))

    assert [note.text for note in chart.notes] == ["improvement", "concern"]
    leaders = followed(chart.lines.leader)
    assert [stroke[0][0] for stroke in leaders] == [chart.plot.x(1), chart.plot.x(8)]
    assert all(stroke[1][1] < chart.plot.y(50) for stroke in leaders)


def test_a_long_run_of_the_same_mark_has_one_word() -> None:
    assert len(drawn(marked(*[Meaning.CONCERN] * 40)).notes) == 1


def test_a_word_is_not_said_again_right_beside_itself() -> None:
    better, worse = Meaning.IMPROVEMENT, Meaning.CONCERN
    again = drawn(marked(better, None, better, *[None] * 9))
    below = drawn(
        replace(marked(None, better, None, better, *[None] * 9), breaks=(Break(1, "changed"),))
    )
    other = drawn(marked(better, None, worse, *[None] * 9))

    assert [note.text for note in again.notes] == ["improvement"]
    assert [note.text for note in below.notes] == ["changed", "improvement"]
    assert [note.text for note in other.notes] == ["improvement", "concern"]
    assert other.notes[0].y < other.notes[1].y


def test_the_first_last_highest_and_lowest_results_are_written_and_those_a_word_speaks_of() -> None:
    chart = drawn(series("80", "85", "84", "91", "70", "77", "76", "78"))
    marked_one = (None, None, Mark(Meaning.CONCERN, "far above"), *[None] * 5)
    with_mark = drawn(series("80", "85", "84", "91", "70", "77", "76", "78", marks=marked_one))

    assert [words.text for words in chart.values] == ["78%", "91%", "70%", "80%"]
    assert [words.text for words in with_mark.values] == ["78%", "91%", "70%", "80%", "84%"]


def test_a_value_wider_than_the_plot_is_not_written() -> None:
    long = "84 of every 100 applications that were complete"
    chart = drawn(series("84", shown=(long,)))

    assert (chart.values, chart.dots[0].shown) == ((), long)


def test_a_value_is_written_on_the_side_away_from_the_aim() -> None:
    chart = drawn(series("70", "98", "70", "98", aims=aims(*["85"] * 4)))
    heights = {words.text: words.y for words in chart.values}

    assert heights["98%"] < chart.plot.y(98)
    assert heights["70%"] > chart.plot.y(70)


@pytest.mark.parametrize("name", ["shown", "provisional", "aims", "upper_aims", "marks"])
def test_a_series_of_uneven_length_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} has 3 entries for 2 periods"):
        series("1", "2", **{name: (None,) * 3})


def test_more_limits_than_periods_are_refused() -> None:
    points = xmr([Decimal(1)] * 3, better="higher").points

    with pytest.raises(ValueError, match="limits has 3 entries for 2 periods"):
        series("1", "2", limits=points)


# Sparklines


def test_a_sparkline_has_the_same_line_and_aim_and_its_last_point() -> None:
    data = series("80", None, "90", None, aims=aims("80", "80", "85", "85"))
    spark = there(sparkline(data))
    ((first,), (last,)) = followed(spark.line)
    assert (spark.last.x, spark.last.y) == last
    assert first[0] < last[0]
    assert len(followed(spark.aim)[0]) == 4
    assert spark.last.shown == "90%"


# What the templates print


def rendered(environment: Environment, chart: TrendChart) -> str:
    page = '{% import "charters/parts/chart.svg.html" as g %}{{ g.trend(chart) }}'
    return environment.from_string(page).render(chart=chart)


def svg_of(page: str) -> ET.Element:
    """Return the chart itself, without its caption; the parse proves the markup is well formed."""
    found = ET.fromstring(page).find("svg")  # noqa: S314 - our own template's output
    assert found is not None
    return found


def busy(count: int) -> Series:
    """Return a monthly series with everything a chart can show."""
    values = [Decimal(860 + (n * 37) % 60 - 90 * (n > count * 2 // 3)) / 10 for n in range(count)]
    result = xmr(values, better="higher", target=Decimal(90), rebase_at=[count // 4])
    months = ("March", "September", "December", "June")
    return Series(
        labels=tuple(f"{months[n % 4]} {2019 + n // 12}" for n in range(count)),
        short_labels=tuple(f"{months[n % 4][:3]} {2019 + n // 12}" for n in range(count)),
        values=tuple(values),
        shown=tuple(f"{value}%" for value in values),
        unit="%",
        provisional=tuple(n >= count - 2 for n in range(count)),
        aims=tuple(Decimal(85 if n < count // 2 else 90) for n in range(count)),
        limits=result.points,
        marks=tuple(
            Mark(p.kind, p.kind.value) if p.kind is not Meaning.COMMON else None
            for p in result.points
        ),
        breaks=(Break(count // 4, "changed"),),
        ends=SHARE_ENDS,
    )


def test_the_picture_is_named_by_its_message_and_describes_itself(
    environment: Environment,
) -> None:
    svg = svg_of(rendered(environment, drawn(series("80", "82"))))
    ids = {element.get("id"): element.text for element in svg.iter() if element.get("id")}

    assert svg.get("role") == "img"
    assert svg.findtext("title") == HEADING.title
    assert ids[svg.get("aria-describedby")] == HEADING.description.words


@pytest.mark.parametrize(("low", "said"), [("30", False), ("78", True)])
def test_the_caption_has_the_message_what_is_drawn_and_where_the_scale_starts(
    environment: Environment, low: str, *, said: bool
) -> None:
    page = rendered(environment, drawn(series(low, "80")))
    caption = ET.fromstring(page).find("figcaption")  # noqa: S314 - our own template's output
    assert caption is not None
    words = "".join(caption.itertext())

    assert words.startswith(f"{HEADING.title} {HEADING.about.words}.")
    assert words.endswith("The scale starts at 77%.") == said


def test_points_out_of_the_usual_say_what_the_table_says(environment: Environment) -> None:
    marks = (None, Mark(Meaning.CONCERN), None)
    data = series("80", "70", "90.5", provisional=(False, False, True), marks=marks)
    svg = svg_of(rendered(environment, drawn(data)))

    assert [title.text for title in svg.findall("*/title")] == [
        "Year 2002: 70%",
        "Year 2003: 90.5%, provisional",
    ]


def test_marks_say_their_kind_by_class_and_hollow_points_too(environment: Environment) -> None:
    data = replace(marked(Meaning.CONCERN, None), provisional=(True, False))
    svg = svg_of(rendered(environment, drawn(data)))

    assert [mark.get("class") for mark in svg.iter("path") if "mark" in mark.get("class", "")] == [
        "ch-mark--concern ch-point--provisional"
    ]
    assert svg.findall(".//circle") == []
    assert [mark.get("class") for mark in svg.iter("path") if "point" in mark.get("class", "")] == [
        "ch-points",
        "ch-mark--concern ch-point--provisional",
    ]


def test_usual_points_are_smaller_by_class_where_there_are_many(environment: Environment) -> None:
    few, many = (rendered(environment, drawn(series(*["80"] * count))) for count in (12, 60))

    assert 'class="ch-points"' in few
    assert 'class="ch-points ch-points--small"' in many


def test_words_of_editors_cannot_become_markup(environment: Environment) -> None:
    evil = '"><script>alert(1)</script>'
    data = series("80", labels=(evil,), shown=(evil,), provisional=(True,), aims=aims("90"))
    chart = there(trend_chart(data, key="k", heading=Heading(evil, Said(evil), Said(evil))))
    page = rendered(environment, chart)

    assert "<script" not in page
    # the title twice, what is drawn, the description, the point's label and value, at the point, below
    # the axis
    assert page.count("&lt;script&gt;") == 8


def test_a_value_that_may_not_be_told_is_nowhere_in_the_picture(environment: Environment) -> None:
    open_page = rendered(environment, drawn(series("81", "7.77", "83")))
    hidden_page = rendered(environment, drawn(series("81", None, "83")))

    assert "7.77" in open_page
    points = there(svg_of(hidden_page).find(".//path[@class='ch-points']"))
    assert len(followed(points.get("d", ""))) == 2
    assert "7.77" not in hidden_page
    assert "not reported" not in hidden_page


def test_a_sparkline_is_hidden_from_screen_readers(environment: Environment) -> None:
    template = environment.get_template("charters/parts/sparkline.svg.html")
    page = template.render(spark=sparkline(series("80", "82")))
    silent = ET.fromstring(page)  # noqa: S314 - our own template's output
    assert (silent.get("role"), silent.get("aria-hidden")) == (None, "true")


def test_the_chart_of_five_years_is_under_8_kilobytes(environment: Environment) -> None:
    page = rendered(environment, drawn(busy(60)))

    assert len(page.encode()) < 8_000


def test_the_chart_of_ten_usual_years_is_under_2_kilobytes(environment: Environment) -> None:
    page = rendered(environment, drawn(series(*["80.5"] * 10, aims=aims(*["90"] * 10))))

    assert len(page.encode()) < 2_000
