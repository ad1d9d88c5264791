"""XmR charts: golden cases, the verdicts built on them, laws, and a second way to reckon."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from charters.judging.spc import Meaning, Xmr, uneven, xmr

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['fact']}")
    for path in sorted((Path(__file__).parent / "cases" / "spc").glob("*.yml"))
    for case in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - text only
]
SWINGS = [Decimal(10), Decimal(12)] * 6
"""Twelve results with mean 11 and limits 5.68 and 16.32."""
_PAIRS = (
    ("higher", "lower"),
    ("outside-above", "outside-below"),
    ("trend-up", "trend-down"),
    ("two-of-three-above", "two-of-three-below"),
    ("shift-above", "shift-below"),
)
OPPOSITE = {a: b for high, low in _PAIRS for a, b in ((high, low), (low, high))}


def numbers(text: str) -> list[Fraction | None]:
    return [None if word == "-" else Fraction(word) for word in text.split()]


def rules(text: str) -> list[str | None]:
    """Spell out `.*2 trend-up` as none, none, trend-up."""
    spelled: list[str | None] = []
    for word in text.split():
        name, _, times = word.partition("*")
        spelled += [None if name == "." else name] * int(times or 1)
    return spelled


def lines(case: dict[str, Any]) -> list[tuple[Fraction | None, ...]]:
    """Return mean, lower and upper limit of each segment that a case expects."""
    means, reaches = (
        [case[key]] if isinstance(case[key], str) else case[key] for key in ("mean", "reach")
    )
    found: list[tuple[Fraction | None, ...]] = []
    for mean, reach in zip(means, reaches, strict=True):
        if reach == "none":
            found.append((None if mean == "none" else Fraction(mean), None, None))
        else:
            center, half = Fraction(mean), Fraction(reach)
            found.append((center, center - half, center + half))
    return found


def judged(case: dict[str, Any]) -> Xmr:
    return xmr(
        numbers(case["values"]),
        better=case.get("better", "higher"),
        target=Fraction(case["target"]) if "target" in case else None,
        rebase_at=[int(index) for index in case.get("rebase_at", [])],
        screen=case.get("screen") != "false",
    )


@pytest.mark.parametrize("case", CASES)
def test_golden_case(case: dict[str, Any]) -> None:
    result = judged(case)
    starts = [0, *(int(i) for i in case.get("rebase_at", []) if 0 < int(i) < len(result.points))]

    assert [point.rule for point in result.points] == rules(case["rules"])
    assert [
        (result.points[i].mean, result.points[i].lower, result.points[i].upper) for i in starts
    ] == lines(case)
    if "variation" in case:
        assert result.variation == case["variation"]
    if "assurance" in case:
        assert str(result.assurance).lower() == case["assurance"]


@pytest.mark.parametrize(
    ("better", "target", "assurance"),
    [
        ("higher", "5.67", "pass"),
        ("higher", "5.68", "inconsistent"),  # exactly on the lower limit
        ("higher", "11", "inconsistent"),
        ("higher", "16.32", "inconsistent"),
        ("higher", "16.33", "fail"),
        ("lower", "16.33", "pass"),
        ("lower", "16.32", "inconsistent"),
        ("lower", "5.68", "inconsistent"),
        ("lower", "5.67", "fail"),
        ("neither", "5.67", None),
        ("higher", None, None),
    ],
)
def test_assurance_compares_the_target_with_the_limits(
    better: str, target: str | None, assurance: str | None
) -> None:
    result = xmr(SWINGS, better=better, target=None if target is None else Decimal(target))

    assert result.assurance == assurance


@pytest.mark.parametrize(
    ("count", "assurance", "early"),
    [(11, None, False), (12, "pass", True), (23, "pass", True), (24, "pass", False)],
)
def test_twelve_points_carry_assurance_and_twenty_four_are_no_early_view(
    count: int, assurance: str | None, *, early: bool
) -> None:
    result = xmr((SWINGS * 2)[:count], better="higher", target=Decimal(1))

    assert (result.count, result.assurance, result.early) == (count, assurance, early)


def test_missing_results_do_not_count_as_points() -> None:
    gappy = [*SWINGS[:6], None, *SWINGS[:5]]

    result = xmr(gappy, better="higher", target=Decimal(1))

    assert (result.count, result.assurance) == (11, None)


@pytest.mark.parametrize(
    ("better", "high", "low"),
    [
        ("higher", "improvement", "concern"),
        ("lower", "concern", "improvement"),
        ("neither", "neutral-high", "neutral-low"),
    ],
)
def test_what_a_pattern_means_depends_on_which_way_is_better(
    better: str, high: str, low: str
) -> None:
    wild = xmr([*SWINGS, Decimal(40), Decimal(10), Decimal(-20)], better=better)
    climb = xmr(numbers("1 2 3 4 5 6 7"), better=better)
    shift = xmr(numbers("10 11 10 11 10 11 10 12 13 12 13 12 13 12"), better=better)

    assert [wild.points[12].kind, wild.points[14].kind] == [high, low]
    assert [point.kind for point in climb.points] == [low, *[high] * 6]
    assert [point.kind for point in shift.points] == [low] * 7 + [high] * 7


def test_an_empty_series_has_no_verdict_of_any_kind() -> None:
    for values in ([], [None, None]):
        result = xmr(values, better="higher", target=Decimal(1))

        assert result.points == ()
        assert (result.variation, result.assurance) == (None, None)
        assert (result.count, result.start, result.judged) == (0, 0, False)


def test_a_gap_shows_the_lines_of_its_segment_and_nothing_else() -> None:
    result = xmr([*SWINGS[:6], None, *SWINGS[6:]], better="higher")
    gap, beside = result.points[6], result.points[5]

    assert (gap.mean, gap.lower, gap.upper) == (beside.mean, beside.lower, beside.upper)
    assert (gap.rule, gap.kind) == (None, Meaning.COMMON)


FLAT = [Decimal(10)] * 12
HIGHER = [number + 100 for number in SWINGS]


@pytest.mark.parametrize(
    ("values", "rebase_at", "judged"),
    [
        (SWINGS, [], True),
        (FLAT, [], False),
        ([*SWINGS, *FLAT], [12], False),
        ([*FLAT, *SWINGS], [12], True),
        ([*SWINGS, Decimal(11)], [12], False),
        ([*FLAT, *SWINGS], [0, 12], True),
    ],
)
def test_a_series_is_judged_where_its_last_segment_has_limits(
    values: list[Decimal], rebase_at: list[int], *, judged: bool
) -> None:
    assert xmr(values, better="higher", rebase_at=rebase_at).judged is judged


@pytest.mark.parametrize(
    ("values", "assurance"), [([*SWINGS, *HIGHER], "pass"), ([*HIGHER, *SWINGS], "fail")]
)
def test_assurance_looks_at_the_last_segment_only(values: list[Decimal], assurance: str) -> None:
    assert xmr(values, better="higher", target=50, rebase_at=[12]).assurance == assurance
    assert xmr(values, better="higher", rebase_at=[12]).assurance is None


def test_a_shift_before_the_last_segment_leaves_it_steady() -> None:
    shift = numbers("10 11 10 11 10 11 10 12 13 12 13 12 13 12")
    assert not xmr(shift, better="higher").steady
    assert xmr([*shift, *SWINGS], better="higher", rebase_at=[14]).steady


def test_extreme_moving_ranges_are_left_out_unless_asked_for() -> None:
    values = [*SWINGS, Decimal(400), *SWINGS]
    screened, all_in = (xmr(values, better="higher", screen=one) for one in (True, False))
    assert xmr(values, better="higher") == screened != all_in


@pytest.mark.parametrize(
    ("values", "steady"),
    [
        ("10 12 10 12 10 12 10 12", True),
        ("10 12 10 12 10 12 10 12 10 12 10 12 10 40", False),  # the last point is outside
        ("10 11 10 11 10 11 10 12 13 12 13 12 13 12 10", False),  # a shift before it
    ],
)
def test_a_series_is_steady_without_a_shift_and_with_a_usual_last_point(
    values: str, *, steady: bool
) -> None:
    assert xmr(numbers(values), better="higher").steady is steady


@pytest.mark.parametrize(
    ("values", "options", "message"),
    [
        ([Decimal("NaN")], {}, "NaN is not a number"),
        ([Decimal(1), Decimal("Infinity")], {}, "Infinity is not a number"),
        (SWINGS, {"target": Decimal("-Infinity")}, "-Infinity is not a number"),
        (SWINGS, {"rebase_at": (12,)}, "point 12 (from 0) of a series of 12 points"),
        (SWINGS, {"rebase_at": (-1,)}, "point -1"),
        ([], {"rebase_at": (0,)}, "a series of 0 points"),
        (SWINGS, {"rebase_at": (6, 3)}, "from 6 to 3; give rising indexes"),
        (SWINGS, {"rebase_at": (6, 6)}, "from 6 to 6"),
        (SWINGS, {"better": "up"}, "better is 'up'; give higher, lower or neither"),
    ],
)
def test_what_cannot_be_judged_is_refused_in_words(
    values: list[Decimal | None], options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        xmr(values, **{"better": "higher", **options})


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match=r"97\.3 is a float"):
        xmr([97.3], better="higher")  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ([100, 200], False),  # exactly twofold
        ([100, 201], True),
        ([100, None, 0, 150], False),  # nothing known, and nobody served
        ([None, 0], False),
        ([], False),
    ],
)
def test_cases_that_vary_more_than_twofold_are_uneven(
    cases: list[int | None], *, expected: bool
) -> None:
    assert uneven(cases) is expected


# Laws, over series with gaps and rebases. Few different values make ties and patterns frequent.

value = st.none() | st.integers(0, 12).map(Fraction) | st.fractions(0, 12, max_denominator=4)


def walk(start: int, steps: list[int], way: int) -> list[Fraction]:
    return [Fraction(start + way * sum(steps[:n])) for n in range(len(steps) + 1)]


climbing = st.builds(
    walk,
    st.integers(0, 40),
    st.lists(st.sampled_from([1, 1, 1, 1, -1, 0]), max_size=14),
    st.sampled_from([1, -1]),
)
series = st.lists(st.lists(value, max_size=10) | climbing, max_size=4).map(
    lambda parts: [number for part in parts for number in part]
)


@st.composite
def rebased(draw: st.DrawFn) -> tuple[list[Fraction | None], list[int]]:
    values = draw(series)
    starts = draw(st.sets(st.integers(0, len(values) - 1), max_size=2)) if values else set()
    return values, sorted(starts)


def as_told(result: Xmr) -> list[str | None]:
    return [point.rule for point in result.points]


@given(rebased(), st.fractions(-50, 50))
def test_adding_a_constant_moves_the_lines_and_keeps_the_rules(
    case: tuple[list[Fraction | None], list[int]], shift: Fraction
) -> None:
    values, starts = case
    before = xmr(values, better="higher", rebase_at=starts)
    moved = [None if number is None else number + shift for number in values]
    after = xmr(moved, better="higher", rebase_at=starts)

    assert as_told(after) == as_told(before)
    for old, new in zip(before.points, after.points, strict=True):
        assert new.mean == (None if old.mean is None else old.mean + shift)
        assert new.lower == (None if old.lower is None else old.lower + shift)


@given(rebased(), st.fractions(Fraction(1, 50), 50))
def test_another_unit_stretches_the_lines_and_keeps_the_rules(
    case: tuple[list[Fraction | None], list[int]], factor: Fraction
) -> None:
    values, starts = case
    before = xmr(values, better="higher", rebase_at=starts)
    scaled = [None if number is None else number * factor for number in values]
    after = xmr(scaled, better="higher", rebase_at=starts)

    assert as_told(after) == as_told(before)
    for old, new in zip(before.points, after.points, strict=True):
        assert new.upper == (None if old.upper is None else old.upper * factor)


@given(rebased(), st.sampled_from(["higher", "lower"]), st.fractions(-5, 20))
def test_turned_upside_down_above_is_below_and_better_is_worse(
    case: tuple[list[Fraction | None], list[int]], better: str, target: Fraction
) -> None:
    values, starts = case
    mirrored = [None if number is None else -number for number in values]
    before = xmr(values, better=better, target=target, rebase_at=starts)
    after = xmr(mirrored, better=OPPOSITE[better], target=-target, rebase_at=starts)

    assert as_told(after) == [rule and OPPOSITE[rule] for rule in as_told(before)]
    assert [point.kind for point in after.points] == [point.kind for point in before.points]
    assert after.assurance == before.assurance


@given(series, series)
def test_a_rebase_parts_a_series_into_two(
    first: list[Fraction | None], second: list[Fraction | None]
) -> None:
    first, second = [*first, Fraction(1)], [*second, Fraction(1)]
    together = xmr([*first, *second], better="higher", rebase_at=[len(first)])
    apart = [xmr(part, better="higher").points for part in (first, second)]

    assert together.points == apart[0] + apart[1]


# A second way to reckon: every rule asked of every window, straight from the words of the method.


def naive_average(values: list[Fraction | None], *, screen: bool) -> Fraction:
    ranges = [abs(a - b) for a, b in pairwise(values) if a is not None and b is not None]
    if screen and any(ranges):
        average = sum(ranges, Fraction(0)) / len(ranges)
        ranges = [size for size in ranges if size < Fraction("3.267") * average]
    return sum(ranges, Fraction(0)) / len(ranges) if ranges else Fraction(0)


def sign(number: Fraction | None) -> int:
    return 0 if number is None else (number > 0) - (number < 0)


def agreed(signs: list[int]) -> int:
    """Return the sign that all share, else 0."""
    return signs[0] if len(set(signs)) == 1 else 0


def through(signs: list[int], index: int, width: int) -> list[list[int]]:
    """Return every window of a width that holds an index."""
    firsts = range(max(0, index - width + 1), min(index, len(signs) - width) + 1)
    return [signs[first : first + width] for first in firsts]


def naive_signs(values: list[Fraction | None], index: int, *, screen: bool) -> list[int]:
    """Return for one point what each rule says, first the one that counts most."""
    present = [y for y in values if y is not None]
    mean = sum(present, Fraction(0)) / len(present)
    average = naive_average(values, screen=screen)
    if values[index] is None or average == 0:
        return [0, 0, 0, 0]
    away = [Fraction(0) if y is None else (y - mean) / average for y in values]
    side = [sign(a) for a in away]
    outside = [side[i] if abs(a) > Fraction("2.66") else 0 for i, a in enumerate(away)]
    near = [
        side[i] if Fraction("5.32") / 3 < abs(a) <= Fraction("2.66") else 0
        for i, a in enumerate(away)
    ]
    steps = [sign(None if a is None or b is None else b - a) for a, b in pairwise(values)]
    trends = {
        agreed(steps[first : first + 6])
        for first in range(len(values) - 6)
        if first <= index <= first + 6
    } - {0}
    trend = trends.pop() if len(trends) == 1 else (steps[index] if trends else 0)
    trios = zip(through(side, index, 3), through(near, index, 3), strict=True)
    two = near[index] and any(agreed(sides) and abs(sum(nears)) >= 2 for sides, nears in trios)
    shift = any(agreed(sides) for sides in through(side, index, 7))
    return [outside[index], trend, side[index] * bool(two), side[index] * shift]


NAMES = ("outside-above", "trend-up", "two-of-three-above", "shift-above")


@given(values=series, screen=st.booleans())
def test_two_ways_to_reckon_agree(values: list[Fraction | None], *, screen: bool) -> None:
    values = [*values, Fraction(3)]
    expected = []
    for index in range(len(values)):
        found = zip(NAMES, naive_signs(values, index, screen=screen), strict=True)
        name, way = next(((name, way) for name, way in found if way), (None, 0))
        expected.append(OPPOSITE[name] if name and way < 0 else name)

    assert as_told(xmr(values, better="higher", screen=screen)) == expected
