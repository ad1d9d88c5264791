"""The verdict on one result: exact, by what was in force on the first day, unsure where it is."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import ROOT, SHARE, change, measured_by, promise, result, share_published
from charters.judging.intervals import wilson
from charters.judging.verdicts import Bucket, Verdict, Word, judge

MET, MISSED, TOO_FEW = Word.MET, Word.MISSED, Word.TOO_FEW
NO_CASES, NO_LEVEL, CHANGED = Word.NO_CASES, Word.NO_LEVEL, Word.CHANGED
ALL = 8_545_875


@pytest.mark.parametrize(
    ("met", "total", "target", "word", "reached"),
    [
        pytest.param(900, 1000, "90%", MET, True, id="exactly the target"),
        pytest.param(899, 1000, "90%", MISSED, False, id="one case short of it"),
        pytest.param(8996, 10000, "90%", MISSED, False, id="89.96% is no 90%"),
        pytest.param(
            89_999_999, 100_000_000, "90%", MISSED, False, id="by one in a hundred million"
        ),
        pytest.param(1000, 1000, "90%", MET, True, id="all of them"),
        pytest.param(0, 1000, "90%", MISSED, False, id="none of them"),
        pytest.param(0, ALL, "80%", MISSED, False, id="none of millions"),
        pytest.param(0, 0, "90%", NO_CASES, None, id="nobody came"),
        pytest.param(0, 0, None, NO_CASES, None, id="nobody came, and no target"),
        pytest.param(0, 1000, "0%", MET, True, id="zero reaches a target of zero"),
        pytest.param(1, 1000, "at most 0%", MISSED, False, id="one is above a target of none"),
        pytest.param(0, 1000, "at most 0%", MET, True, id="none is what was aimed at"),
        pytest.param(999, 1000, "100%", MISSED, False, id="all but one is not all"),
        pytest.param(1000, 1000, "100%", MET, True, id="all, as promised"),
        pytest.param(50, 1000, "at most 5%", MET, True, id="just as many errors as allowed"),
        pytest.param(51, 1000, "at most 5%", MISSED, False, id="one error too many"),
        pytest.param(380, 1000, "between 36% and 40%", MET, True, id="inside the range"),
        pytest.param(360, 1000, "between 36% and 40%", MET, True, id="on its lower end"),
        pytest.param(400, 1000, "between 36% and 40%", MET, True, id="on its upper end"),
        pytest.param(359, 1000, "between 36% and 40%", MISSED, False, id="below the range"),
        pytest.param(401, 1000, "between 36% and 40%", MISSED, False, id="above the range"),
        pytest.param(2, 3, "66.6%", TOO_FEW, True, id="thirds are exact too"),
        pytest.param(900, 1000, None, NO_LEVEL, None, id="no target to hold it against"),
        pytest.param(29, 29, "90%", TOO_FEW, True, id="29 cases are too few"),
        pytest.param(30, 30, "90%", MET, True, id="30 cases are enough"),
        pytest.param(15, 30, "90%", TOO_FEW, False, id="30 cases, but a wide interval"),
        pytest.param(3, 29, None, NO_LEVEL, None, id="few cases without a target"),
    ],
)
def test_the_verdict_on_counts(
    met: int, total: int, target: str | None, word: Word, *, reached: bool | None
) -> None:
    found = judge(promise(target=target), result(met=met, total=total))
    assert (found.word, found.reached) == (word, reached)


@pytest.mark.parametrize(
    ("percent", "word"),
    [("90", MET), ("89.999999999", MISSED), ("100", MET), ("0", MISSED)],
)
def test_a_share_without_counts_is_judged_as_published(percent: str, word: Word) -> None:
    found = judge(promise(), share_published("2024", percent))
    assert found.word is word
    assert found.interval is None
    assert found.beyond_chance is None


def test_a_share_of_counted_cases_comes_with_its_interval() -> None:
    assert judge(promise(), result(met=900, total=1000)).interval == wilson(900, 1000)
    assert judge(promise(), result(met=0, total=1000)).interval == wilson(0, 1000)
    assert judge(promise(target=None), result(met=3, total=29)).interval == wilson(3, 29)


@pytest.mark.parametrize(
    ("of", "cases_are", "sure"),
    [
        ("calls", None, True),
        ("people asked", None, True),
        ("dollars paid", None, False),
        ("service minutes", None, False),
        ("minutes", None, False),
        ("days", None, False),
        ("payments", "money", False),
        ("hours", "cases", True),  # each hour looked at by itself
        (None, None, True),
        (None, "time", False),
    ],
)
def test_chance_speaks_of_people_and_cases_not_of_money_or_time(
    of: str | None, cases_are: str | None, *, sure: bool
) -> None:
    measure = {**SHARE, "of": of, "cases_are": cases_are}
    made = promise(measure={key: value for key, value in measure.items() if value})
    for row in (result(met=949, total=1000), result(value="94.9", cases=1000)):
        found = judge(made, row)
        assert (found.interval is not None) is sure
        assert (found.beyond_chance is not None) is sure
    few = judge(made, result(met=9, total=10))
    assert (few.word is TOO_FEW) is sure


def test_a_published_percentage_of_known_cases_has_the_interval_of_its_counts() -> None:
    asked = judge(promise(), result(value="80.2", cases=38_293))
    assert asked.interval == pytest.approx(wilson(30_711, 38_293), abs=1e-5)
    assert asked.beyond_chance
    wide = judge(promise(), result(value="60", cases=35))
    assert wide.word is TOO_FEW
    assert judge(promise(), result(value="80.2")).interval is None


@pytest.mark.parametrize("half", [{"met": 3}, {"total": 29}])
def test_half_a_pair_of_counts_says_nothing_of_chance(half: dict[str, Any]) -> None:
    found = judge(promise(), result(value="95", **half))
    assert found == Verdict(MET, reached=True, target=promise().target)


@pytest.mark.parametrize(
    ("shape", "target", "value", "word"),
    [
        ("mean", "at most 12 minutes", "12", MET),
        ("mean", "at most 12 minutes", "12.000000001", MISSED),
        ("mean", "at least 12 minutes", "11.9", MISSED),
        ("mean", "between 10 minutes and 12 minutes", "12.1", MISSED),
        ("median", "at most 12 minutes", "0", MET),
        ("percentile", "at most 12 minutes", "40", MISSED),
        ("score", "at least 4.2 points", "4.2", MET),
        ("rate", "at most 3 errors", "3.1", MISSED),
        ("count-at-least", "at least 12 offices", "0", MISSED),
        ("count-at-most", "at most 0 errors", "0", MET),
        ("backlog", "at most 13,000 claims", "13000", MET),
        ("backlog", "at most 13,000 claims", "13001", MISSED),
    ],
)
def test_the_verdict_on_a_value(shape: str, target: str, value: str, word: Word) -> None:
    made = promise(target=target, measure=measured_by(shape))
    assert judge(made, result(value=value)).word is word


@pytest.mark.parametrize(
    ("shape", "target", "cases", "word"),
    [
        ("mean", "at most 12 minutes", 29, TOO_FEW),
        ("mean", "at most 12 minutes", 30, MET),
        ("mean", "at most 12 minutes", None, MET),
        ("mean", "at most 12 minutes", 0, NO_CASES),
        ("score", "at least 4 points", 12, TOO_FEW),
        ("backlog", "at most 13 claims", 5, MET),
        ("backlog", "at most 13 claims", 0, MET),
        ("count-at-least", "at least 2 offices", 3, MET),
        ("count-at-most", "at most 9 errors", 0, MET),
    ],
)
def test_few_cases_say_little_about_an_average_but_all_about_a_count(
    shape: str, target: str, cases: int | None, word: Word
) -> None:
    made = promise(target=target, measure=measured_by(shape))
    assert judge(made, result(value="5", cases=cases)).word is word


def test_no_backlog_is_a_result_not_a_lack_of_one() -> None:
    made = promise(target="at most 13 claims", measure=measured_by("backlog"))
    found = judge(made, result(value="0", cases=0))
    assert (found.word, found.reached) == (MET, True)


@pytest.mark.parametrize(("answer", "word"), [("yes", MET), ("no", MISSED)])
def test_a_commitment_is_kept_or_not(answer: str, word: Word) -> None:
    made = promise(target=None, measure={"shape": "yes-no"})
    found = judge(made, result(answer=answer))
    assert (found.word, found.reached) == (word, answer == "yes")


def test_a_commitment_without_an_answer_is_not_missed() -> None:
    made = promise(target=None, measure={"shape": "yes-no"})
    assert judge(made, result()).word is not MISSED


def test_a_commitment_that_was_changed_in_mid_period_is_not_judged() -> None:
    changes = [change("2024-07-01", "measure", "open on Sundays", "open on Saturdays")]
    made = promise(target=None, measure={"shape": "yes-no"}, changes=changes)
    assert judge(made, result("2024", answer="yes")).word is CHANGED
    assert judge(made, result("2025", answer="yes")).word is MET


@pytest.mark.parametrize("word", ["final", "revised", "provisional"])
def test_a_provisional_result_is_judged_and_said_to_be_provisional(word: str) -> None:
    found = judge(promise(), result(met=900, total=1000, status=word))
    assert found.word is MET
    assert found.provisional is (word == "provisional")


@pytest.mark.parametrize("more", [{}, {"status": "provisional"}])
def test_a_hidden_result_tells_nothing_but_its_aim(more: dict[str, Any]) -> None:
    made = promise()
    found = judge(made, result(met=4, total=5, hidden=True, **more))
    assert found == Verdict(Word.HIDDEN, target=made.target, provisional=bool(more))


CALLS_RECOUNTED = [change("2024-07-01", "counted", "all calls", "answered calls")]


@pytest.mark.parametrize(
    ("period", "word"),
    [
        ("2023", MET),
        ("2024", CHANGED),
        ("2024-Q2", MET),
        ("2024-Q3", MET),
        ("2024-06-30/2024-07-01", CHANGED),
    ],
)
def test_a_period_with_two_definitions_is_not_judged(period: str, word: Word) -> None:
    found = judge(promise(changes=CALLS_RECOUNTED), result(period, 900, 1000))
    assert found.word is word
    assert (str(found.on) == "2024-07-01") is (word is CHANGED)


def test_a_period_with_two_definitions_still_names_the_aim_it_began_with() -> None:
    found = judge(promise(changes=CALLS_RECOUNTED), result("2024", 8996, 10000))
    assert found.target is not None
    assert found.target.written == "90%"


@pytest.mark.parametrize(
    ("period", "word"), [("2023", MISSED), ("2024", MISSED), ("2025", MET), ("2024-Q3", MET)]
)
def test_a_target_lowered_in_mid_period_does_not_turn_its_miss_into_a_hit(
    period: str, word: Word
) -> None:
    lowered = promise(target="80%", changes=[change("2024-07-01", "target", "90%", "80%")])
    assert judge(lowered, result(period, 850, 1000)).word is word


def test_a_result_from_before_the_first_target_has_none() -> None:
    made = promise(changes=[change("2024-01-01", "target", "none", "90%")])
    assert judge(made, result("2023", 100, 1000)).word is Word.NO_AIM_THEN
    assert judge(made, result("2024", 100, 1000)).word is MISSED


@pytest.mark.parametrize(
    ("met", "total", "target", "beyond"),
    [
        (950, 1000, "90%", True),
        (850, 1000, "90%", True),
        (905, 1000, "90%", False),
        (895, 1000, "90%", False),
        (900, 1000, "90%", False),
        (50, 1000, "at most 10%", True),
        (380, 1000, "between 30% and 45%", True),
        (380, 1000, "between 36% and 40%", False),
        (300, 1000, "between 36% and 40%", True),
        (480, 1000, "between 36% and 40%", True),
        (355, 1000, "between 36% and 40%", False),
        (0, ALL, "80%", True),
        (1000, 1000, "100%", False),
    ],
)
def test_chance_is_ruled_out_when_the_whole_interval_lies_on_one_side(
    met: int, total: int, target: str, *, beyond: bool
) -> None:
    assert judge(promise(target=target), result(met=met, total=total)).beyond_chance is beyond


def test_of_an_aim_in_another_unit_chance_says_nothing() -> None:
    found = judge(promise(target="at most 3 minutes"), result(met=30, total=1000))
    assert found.beyond_chance is None


counts = st.integers(0, 10**9).flatmap(
    lambda total: st.tuples(st.integers(0, total), st.just(total))
)
small = st.integers(0, 60).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
percents = st.decimals(0, 100, places=2).map(lambda level: f"{level.normalize():f}%")
aims = st.builds(lambda level, way: f"{way}{level}", percents, st.sampled_from(["", "at most "]))


@given(st.one_of(counts, small), aims)
def test_whole_numbers_decide_whether_the_target_was_reached(
    pair: tuple[int, int], target: str
) -> None:
    met, total = pair
    found = judge(promise(target=target), result(met=met, total=total))
    if not total:
        assert (found.word, found.reached) == (NO_CASES, None)
        return
    level = int(Fraction(target.removeprefix("at most ").removesuffix("%")) * 100)
    short = met * 10_000 < level * total
    over = met * 10_000 > level * total
    assert found.reached is (not over if target.startswith("at most") else not short)


@given(small, aims)
def test_too_few_are_under_thirty_or_an_interval_of_thirty_points(
    pair: tuple[int, int], target: str
) -> None:
    met, total = pair
    found = judge(promise(target=target), result(met=met, total=total))
    if total:
        low, high = wilson(met, total)
        assert (found.word is TOO_FEW) is (total < 30 or high - low >= 0.30)
        assert found.word in (TOO_FEW, MET if found.reached else MISSED)


@given(st.one_of(counts, small), aims)
def test_beyond_chance_never_contradicts_the_plain_fact(pair: tuple[int, int], target: str) -> None:
    met, total = pair
    found = judge(promise(target=target), result(met=met, total=total))
    if found.beyond_chance and found.interval and found.target:
        low, high = found.interval
        level = float(found.target.level.amount) / 100
        above = low > level
        assert above or high < level
        assert found.reached is (above is not target.startswith("at most"))


def test_a_word_alone_claims_nothing_else() -> None:
    found = Verdict(Word.NONE_YET)
    assert (found.reached, found.target, found.interval, found.beyond_chance) == (None,) * 4
    assert (found.provisional, found.on) == (False, None)


def test_every_word_belongs_to_one_of_the_four_counts() -> None:
    judged = {word: Verdict(word).bucket for word in Word}
    assert {word for word, bucket in judged.items() if bucket is Bucket.MET} == {MET}
    assert {word for word, bucket in judged.items() if bucket is Bucket.MISSED} == {MISSED}
    assert {word for word, bucket in judged.items() if bucket is Bucket.TOO_FEW} == {TOO_FEW}


def test_the_words_are_those_that_the_open_data_use() -> None:
    assert sorted(Word) == [
        "changed",
        "hidden",
        "in-words",
        "met",
        "missed",
        "no-aim-then",
        "no-cases",
        "no-level",
        "none-yet",
        "not-available",
        "not-collected",
        "not-found",
        "not-how-often",
        "not-reported",
        "older-promise",
        "only-parts",
        "over-seasons",
        "suspended",
        "suspended-then",
        "too-few",
    ]
    assert list(Bucket) == ["missed", "met", "too-few", "cannot-be-judged"]


# ------------------------------------------------------------------------------ on real dirt

INVENTORY = ROOT.parent / "shared" / "data" / "gc-service-inventory" / "ss.csv"


def naive_word(met: int, total: int, share: str) -> str:
    """Work a verdict out again, with nothing of ours: floats for the interval, digits for the fact."""
    if total == 0:
        return "no-cases"
    if share == "":
        return "no-level"
    z = 1.959963984540054
    middle = (met + z * z / 2) / (total + z * z)
    half = z / (total + z * z) * math.sqrt(met * (total - met) / total + z * z / 4)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    if total < 30 or high - low >= 0.3:
        return "too-few"
    whole, _, decimals = share.partition(".")
    return "met" if met * 10 ** len(decimals) >= int(whole + decimals) * total else "missed"


def inventory() -> Iterator[tuple[str, int, int]]:
    with INVENTORY.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["volume_meeting_target"] and row["total_volume"]:
                yield row["target"], int(row["volume_meeting_target"]), int(row["total_volume"])


def percent(share: str) -> str | None:
    return f"{Decimal(share) * 100:f}%" if share else None


@pytest.mark.skipif(
    not INVENTORY.is_file(),
    reason="the service inventory is not here (../shared/data/gc-service-inventory)",
)
def test_a_whole_government_is_judged_as_worked_out_again() -> None:
    rows = list(inventory())
    possible = [(share, met, total) for share, met, total in rows if met <= total]
    assert len(rows) == 2100
    assert len(rows) - len(possible) == 9  # more kept than there were: the reader refuses them
    words: Counter[Word] = Counter()
    for share, met, total in possible:
        word = judge(promise(target=percent(share)), result(met=met, total=total)).word
        assert word == naive_word(met, total, share), (share, met, total)
        words[word] += 1
    assert (0, 8_545_875) in {(met, total) for _, met, total in possible}
    assert words == {MET: 883, MISSED: 359, TOO_FEW: 543, NO_CASES: 282, NO_LEVEL: 24}
