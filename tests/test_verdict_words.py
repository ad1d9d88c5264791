"""The words of a result and its verdict: what is printed never says otherwise than what was judged."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import book, change, charter, day, measured_by, promise, result, share_published
from charters.judging.headlines import headline
from charters.judging.patterns import pattern_of
from charters.judging.verdicts import Bucket, Verdict, Word, judge
from charters.model.periods import Frequency
from charters.model.quantities import Target
from charters.model.results import Result
from charters.model.standards import Standard
from charters.model.written_levels import parse_target
from charters.publishing.data.exports import as_csv, as_json, datasets
from charters.publishing.say.pattern_words import met_lately_words, pattern_words, too_early_words
from charters.publishing.say.result_words import counts_words, result_words, share_figure
from charters.publishing.say.speech import Speech, speech_for
from charters.publishing.say.verdict_words import (
    bucket_word,
    verdict_view,
    word_of,
    word_of_column,
)
from charters.publishing.views.method import method
from charters.publishing.views.service import open_promise

SPEECH = Speech()
ALL = 8_545_875


def said(met: int, total: int, target: str | None = "90%", **more: Any) -> str:
    made = promise(target=target, **more)
    row = result(met=met, total=total)
    return result_words(SPEECH, made, row, judge(made, row).target)


@pytest.mark.parametrize(
    ("met", "total", "target", "words"),
    [
        (2310, 2750, "90%", "84 of every 100 calls"),
        (8996, 10000, "90%", "just under 90 of every 100 calls"),
        (89_999_999, 100_000_000, "90%", "just under 90 of every 100 calls"),
        (9000, 10000, "90%", "90 of every 100 calls"),
        (9996, 10000, "90%", "more than 99 of every 100 calls"),
        (9996, 10000, "100%", "more than 99 of every 100 calls"),
        (99_996, 100_000, "99.9%", "more than 99.9% of calls"),
        (10000, 10000, "100%", "100 of every 100 calls"),
        (2, 10000, "90%", "fewer than 1 of every 100 calls"),
        (2, 10000, "at most 0%", "fewer than 1 of every 100 calls"),
        (0, ALL, "80%", "0 of every 100 calls"),
        (1, ALL, "80%", "fewer than 1 of every 100 calls"),
        (ALL - 1, ALL, "80%", "more than 99 of every 100 calls"),
        (54, 1000, "at most 5%", "just over 5 of every 100 calls"),
        (49, 1000, "at most 5%", "5 of every 100 calls"),
        (357, 1000, "between 36% and 40%", "just under 36 of every 100 calls"),
        (403, 1000, "between 36% and 40%", "just over 40 of every 100 calls"),
        (4003, 10000, "between 36% and 40.0%", "just over 40 of every 100 calls"),
        (4026, 10000, "between 36% and 40.25%", "40.26% of calls"),
        (9494, 10000, "95%", "just under 95 of every 100 calls"),
        (9449, 10000, "95%", "94 of every 100 calls"),
        (951, 1000, "95.5%", "95.1% of calls"),
        (9546, 10000, "95.5%", "just under 95.5% of calls"),
        (912, 1000, None, "91 of every 100 calls"),
        (0, 0, "90%", "No cases"),
    ],
)
def test_a_share_in_words(met: int, total: int, target: str | None, words: str) -> None:
    assert said(met, total, target) == words


@pytest.mark.parametrize("percent", ["89.96", "99.96", "0.02", "90.0", "100"])
def test_a_share_without_counts_is_shown_as_published(percent: str) -> None:
    row = share_published("2024", percent)
    words = result_words(SPEECH, promise(), row, parse_target("90%"))
    assert words == (f"{percent}% of calls" if "." in percent else f"{percent} of every 100 calls")


@pytest.mark.parametrize(
    ("shape", "value", "words"),
    [
        ("mean", "12.8", "12.8 minutes on average"),
        ("mean", "1", "1 minute on average"),
        ("mean", "0", "0 minutes on average"),
        ("median", "9", "9 minutes or less for half of all calls"),
        ("percentile", "40", "40 minutes or less for 90 of every 100 calls"),
        ("score", "4.20", "4.20 points on a scale from 1 to 5"),
        ("rate", "3.1", "3.1 errors for every 1,000 claims"),
        ("backlog", "24584", "24,584 claims"),
        ("backlog", "0", "0 claims"),
        ("count-at-least", "12", "12 offices"),
    ],
)
def test_a_value_in_words(shape: str, value: str, words: str) -> None:
    made = promise(target=None, measure=measured_by(shape))
    assert result_words(SPEECH, made, result(value=value), None) == words


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("yes", "the agency says it kept this"),
        ("no", "the agency says it did not keep this"),
        (None, "No cases"),
    ],
)
def test_a_commitment_in_words(answer: str | None, words: str) -> None:
    made = promise(target=None, measure={"shape": "yes-no"})
    assert result_words(SPEECH, made, result(answer=answer), None) == words


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (result(met=2310, total=2750), "2,310 of 2,750"),
        (result(met=0, total=ALL), "0 of 8,545,875"),
        (result(met=0, total=0), "0 of 0"),
        (result(value="3", cases=1), "1 case"),
        (result(value="3", cases=81_500_000), "81,500,000 cases"),
        (result(value="3", cases=0), "0 cases"),
        (result(value="3"), ""),
        (result(met=2, total=3, hidden=True), ""),
    ],
)
def test_the_counts_in_words(row: Result, words: str) -> None:
    assert counts_words(SPEECH, row) == words


def test_a_hidden_result_says_that_it_is_hidden_and_nothing_else() -> None:
    row = result(met=2, total=3, hidden=True)
    words = result_words(SPEECH, promise(), row, None)
    assert words == "Not shown, to protect privacy [c]"
    assert not re.search(r"\d", words)


# ------------------------------------------------------------- what is printed, held to the law


def reaches(words: str, target: Target) -> set[bool]:
    """Return what a reader could conclude from printed words about a target: hit, miss, or both."""
    found = re.match(
        r"(just under|just over|more than|fewer than)? ?([\d.,]+)(?:%| of every 100)", words
    )
    assert found, words
    number = Decimal(found[2].replace(",", ""))
    near = Fraction(1, 10**30)
    far = Fraction(10) ** -max(0, -int(number.as_tuple().exponent))
    amounts = {
        None: [Fraction(number)],
        "just under": [Fraction(number) - near],
        "just over": [Fraction(number) + near],
        "more than": [Fraction(number) + near, Fraction(number) + far - near],
        "fewer than": [near, Fraction(number) - near],
    }[found[1]]
    return {target.met_by(amount) for amount in amounts}


shares = st.one_of(
    st.integers(1, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.sampled_from([(8996, 10000), (9996, 10000), (2, 10000), (0, ALL), (1, ALL), (ALL - 1, ALL)]),
)
levels = st.one_of(
    st.integers(0, 100).map(str),
    st.decimals(0, 100, places=1).map(str),
    st.decimals(0, 100, places=2).map(str),
)
targets = st.one_of(
    levels.map("{}%".format),
    levels.map("at most {}%".format),
    st.lists(levels, min_size=2, max_size=2, unique_by=Decimal).map(
        lambda pair: "between {}% and {}%".format(*sorted(pair, key=Decimal))
    ),
)


@given(shares, targets)
def test_printed_words_never_contradict_the_exact_comparison(
    pair: tuple[int, int], written: str
) -> None:
    met, total = pair
    target = parse_target(written)
    reached = judge(promise(target=written), result(met=met, total=total)).reached
    assert reached in reaches(said(met, total, written), target)


@given(shares, targets)
def test_some_are_never_said_to_be_all_or_none(pair: tuple[int, int], written: str) -> None:
    met, total = pair
    words = said(met, total, written)
    assert bool(re.match(r"100(\.0+)?(%| of)", words)) is (met == total)
    assert bool(re.match(r"0(\.0+)?(%| of)", words)) is (met == 0)


@given(shares, targets)
def test_a_bare_figure_lies_on_the_side_of_the_target_that_was_judged(
    pair: tuple[int, int], written: str
) -> None:
    amount = Fraction(pair[0] * 100, pair[1])
    target = parse_target(written)
    for decimals in (None, 4):
        figure = share_figure(amount, target, decimals)
        assert target.met_by(figure) is target.met_by(amount)
        assert (figure == 100) is (amount == 100)
        assert (figure == 0) is (amount == 0)
        assert abs(Fraction(figure) - amount) <= 1


PAGE_WORDS = {word_of(SPEECH, word): word for word in Word}


def everywhere(
    made: Standard, rows: list[Result]
) -> tuple[list[str], list[str], list[str], Bucket]:
    """Return the verdicts on each period as the page, the CSV and the JSON have them, oldest first."""
    found = book(charter([made], rows))
    standing = found.all_standings[0]
    page = [PAGE_WORDS[row.verdict].value for row in open_promise(found, standing).table.rows]
    tables = datasets(found)
    results = next(table for table in tables if table.name == "results")
    text = as_csv(results)
    csv_words = [row["verdict"] for row in csv.DictReader(io.StringIO(text))]
    document = json.loads(as_json(found, tables))
    json_words = [row["verdict"] for row in document["results"]]
    counts = headline([standing])
    assert document["standards"][0]["verdict"] == standing.verdict.word.value
    assert document["standards"][0]["headline"] == standing.verdict.bucket.value
    return page[::-1], csv_words, json_words, next(b for b, one in counts.items() if one.count)


@given(st.lists(st.one_of(shares, st.just((0, 0))), min_size=1, max_size=6), targets)
def test_page_csv_json_and_headline_have_one_verdict(
    pairs: list[tuple[int, int]], target: str
) -> None:
    rows = [result(f"{2020 + n}", met, total, line=n) for n, (met, total) in enumerate(pairs)]
    made = promise(target=target)
    page, csv_words, json_words, bucket = everywhere(made, rows)
    assert page == csv_words == json_words
    verdicts = [judge(made, row) for row in rows]
    assert page == [verdict.word.value for verdict in verdicts]
    assert bucket is verdicts[-1].bucket


# ------------------------------------------------------------------------------- one sentence


def test_every_verdict_has_a_word_of_its_own() -> None:
    assert len(PAGE_WORDS) == len(Word)
    assert all(PAGE_WORDS)
    assert len({bucket_word(SPEECH, bucket, 2) for bucket in Bucket}) == len(Bucket)


@pytest.mark.parametrize(
    ("met", "total", "target", "why"),
    [
        (850, 1000, "90%", "Clearly short of the aim: more than chance can explain."),
        (950, 1000, "90%", "Clearly better than the aim: more than chance can explain."),
        (20, 1000, "at most 5%", "Clearly better than the aim: more than chance can explain."),
        (380, 1000, "between 30% and 45%", "Clearly within the aim: more than chance can explain."),
        (
            200,
            1000,
            "between 30% and 45%",
            "Clearly short of the aim: more than chance can explain.",
        ),
        (895, 1000, "90%", "Chance alone could have decided whether the aim was met."),
        (9, 10, "90%", "The counts are shown, but so few cases say little about the service."),
        (0, 0, "90%", "There was no case in this period, so there is nothing to judge."),
        (
            9,
            10,
            None,
            "The agency does not say what level it wants to keep, so we cannot say kept or missed.",
        ),
    ],
)
def test_a_verdict_says_how_sure_it_is(met: int, total: int, target: str | None, why: str) -> None:
    made = promise(target=target)
    verdict = judge(made, result(met=met, total=total))
    assert verdict_view(SPEECH, made, verdict).why.words == why


@pytest.mark.parametrize(
    ("word", "why"),
    [
        (
            Word.CHANGED,
            "The promise was changed on March 31, 2026, within this period, so the result is not judged.",
        ),
        (Word.NONE_YET, "No result has been published yet."),
        (Word.NOT_FOUND, "No result was found in the documents used."),
        (
            Word.NOT_HOW_OFTEN,
            "The agency does not say how often it wants to keep this, so we cannot say kept or missed.",
        ),
        (
            Word.ONLY_PARTS,
            "Results are published for parts only; each of them is judged by itself.",
        ),
        (Word.NOT_REPORTED, "A result was due for this period and was not published."),
        (Word.NOT_COLLECTED, "No result was found in the documents used."),
        (Word.HIDDEN, "So small a number stands behind this figure that we may not show it."),
    ],
)
def test_a_lack_of_verdict_says_why(word: Word, why: str) -> None:
    assert verdict_view(SPEECH, promise(), Verdict(word, on=day("2026-03-31"))).why.words == why


def test_a_promise_in_words_says_that_it_is_one() -> None:
    made = promise(target=None, measure={"shape": "words-only"})
    why = verdict_view(SPEECH, made, Verdict(Word.NO_LEVEL)).why.words
    assert (
        why == "This is a promise in words: it names no level that a result could be held against."
    )


def test_the_words_for_citizens_are_no_jargon() -> None:
    words = [word_of(SPEECH, word) for word in Word]
    words += [verdict_view(SPEECH, promise(), Verdict(word)).why.words for word in Word]
    jargon = re.compile(
        r"n ?=|special cause|common cause|denominator|numerator|Wilson|null", re.IGNORECASE
    )
    assert [text for text in words if jargon.search(text)] == []


# ------------------------------------------------------------------------------- over time


def months(values: list[int], year: int = 2024) -> list[Result]:
    return [
        result(f"{year + n // 12}-{n % 12 + 1:02}", met, 1000, line=n)
        for n, met in enumerate(values)
    ]


STEADY = [812, 797, 805, 790, 820, 801, 795, 808, 799, 815, 803, 806]
AT_THIS_LEVEL = "At this level we will"
EARLY = "This is an early view, from 12 results."


def pattern_said(values: list[int], target: str | None, reported: str = "monthly") -> str:
    made = promise(target=target, introduced="2024-01-01", reported="monthly")
    rows = months(values)
    judged = book(charter([made], rows), as_of=rows[-1].period.end)
    found = pattern_of(judged.all_standings[0])
    return pattern_words(SPEECH, found, Frequency(reported))


@pytest.mark.parametrize(
    ("values", "target", "words"),
    [
        (STEADY[:11], "90%", ""),
        (STEADY, "60%", f"Usual ups and downs. {AT_THIS_LEVEL} meet our aim every time. {EARLY}"),
        (
            STEADY,
            "90%",
            f"Usual ups and downs. {AT_THIS_LEVEL} miss our aim unless something changes. {EARLY}",
        ),
        (
            STEADY * 2,
            "80%",
            (
                f"Usual ups and downs. {AT_THIS_LEVEL} "
                "meet our aim in some months and miss it in others."
            ),
        ),
        (STEADY, None, f"Usual ups and downs. {EARLY}"),
        (
            [*STEADY, 500],
            None,
            (
                "The latest result is clearly lower than usual. "
                "This is an early view, from 13 results."
            ),
        ),
        (
            [*STEADY, 500],
            "90%",
            (
                "The latest result is clearly worse than usual. "
                "Over all these results we would miss our aim every time, but the results are not steady, "
                "so this may not last. "
                "This is an early view, from 13 results."
            ),
        ),
        ([800] * 12, "90%", f"The results hardly vary, so there is no pattern to judge. {EARLY}"),
    ],
)
def test_a_pattern_in_words(values: list[int], target: str | None, words: str) -> None:
    assert pattern_said(values, target) == words


@pytest.mark.parametrize(
    ("reported", "periods"),
    [
        ("monthly", "months"),
        ("quarterly", "quarters"),
        ("half-yearly", "half-years"),
        ("yearly", "years"),
    ],
)
def test_a_pattern_names_the_periods_of_the_promise(reported: str, periods: str) -> None:
    assert f"in some {periods} and" in pattern_said(STEADY, "80%", reported)


def test_too_few_results_for_a_pattern_are_counted() -> None:
    made = promise(introduced="2024-01-01", reported="monthly")
    found = pattern_of(book(charter([made], months(STEADY[:5]))).all_standings[0])
    assert too_early_words(SPEECH, found) == "Not enough results yet to see a pattern: 5 of 12."
    assert met_lately_words(SPEECH, found) == "Our aim was met in none of the last 5 results."


@pytest.mark.parametrize(("met", "share"), [(40, "all"), (0, "none")])
def test_all_and_none_of_the_results_that_can_be_judged_are_called_so(met: int, share: str) -> None:
    made = promise(introduced="2024-01-01", reported="monthly")
    rows = [result("2024-01", met, 40), result("2024-02", 0, 0), result("2024-03", met, 40)]
    found = pattern_of(book(charter([made], rows)).all_standings[0])
    told = f"Our aim was met in {share} of the last 2 results that can be judged."
    assert met_lately_words(SPEECH, found) == told


def test_a_pattern_from_before_a_change_is_not_told_of_the_promise_of_today() -> None:
    recounted = [change("2025-01-01", "counted", "all calls", "answered calls")]
    made = promise(introduced="2024-01-01", changes=recounted)
    found = book(charter([made], months(STEADY)))
    standing = found.all_standings[0]
    assert standing.verdict.word is Word.OLDER_PROMISE
    assert open_promise(found, standing).promise.pattern == ""


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        ("en", ["Missed", "Kept", "Too few cases to tell", "Cannot be judged"]),
        ("fr", ["Non respectés", "Respectés", "Avec trop peu de cas pour conclure", "Impossibles à juger"]),
        ("es", ["No cumplidos", "Cumplidos", "Con muy pocos casos para saberlo", "No se pueden evaluar"]),
    ],
)  # fmt: skip
def test_a_column_of_counts_is_headed_by_the_words_for_many(
    language: str, heads: list[str]
) -> None:
    speech = speech_for(language)
    assert [word_of_column(speech, bucket) for bucket in Bucket] == heads


# -------------------------------------------------------------------------- the method's page


def test_the_worked_examples_of_the_method_are_right() -> None:
    page = method(book(charter([promise()])))
    found = [(row.counts, row.words, row.verdict.word) for row in page.shares]
    assert found == [
        ("2,310 of 2,750", "84 of every 100", "Missed"),
        ("8,996 of 10,000", "just under 90 of every 100", "Missed"),
        ("17 of 19", "89 of every 100", "Too few cases to tell"),
        ("912 of 1,000", "91 of every 100", "Met"),
        ("0 of 8,545,875", "0 of every 100", "Missed"),
        ("0 of 0", "No cases", "No cases this period"),
    ]
    values = [Fraction(value) for value in page.series.values.split(", ")]
    steps = [abs(later - earlier) for earlier, later in pairwise(values)]
    average = Fraction(sum(steps), len(steps))
    usual = [step for step in steps if step < Fraction("3.267") * average]
    mean, step = Fraction(sum(values), len(values)), Fraction(sum(usual), len(usual))
    half = Fraction("2.66") * step
    printed = (page.series.mean, page.series.average_range, page.series.lower, page.series.upper)
    for shown, exact in zip(printed, (mean, step, mean - half, mean + half), strict=True):
        assert abs(Fraction(shown) - exact) <= Fraction(1, 200)
    assert page.series.outside is (values[-1] > mean + half)


def test_the_method_explains_every_word_that_a_page_can_print() -> None:
    page = method(book(charter([promise()])))
    assert {row.verdict.word for row in page.words} == set(PAGE_WORDS)
    assert all(row.meaning for row in page.words)


@pytest.mark.parametrize(
    ("settings", "said_of_them"),
    [
        ({}, ["90 days", "none", "36 months"]),
        ({"suppress_below": "5"}, ["counts from 1 to 4"]),
        ({"windows": {"result_lag_days": "1"}}, ["1 day"]),
    ],
)
def test_the_method_prints_the_settings_in_force(
    settings: dict[str, Any], said_of_them: list[str]
) -> None:
    page = method(book(charter([promise()]), **settings))
    printed = [fact.said.words for fact in page.settings]
    assert set(said_of_them) <= set(printed)


RISING = [800 + 4 * n for n in range(7)]
EARLIER = [830, 790, 815, 800, 822, 795, 810, 805, 818, 798, 812, 801, 825, 790]


@pytest.mark.parametrize(
    ("target", "words", "mark"),
    [
        ("90%", "getting better: at least six times in a row, each was better", "getting better"),
        (
            "at most 70%",
            "getting worse: at least six times in a row, each was worse",
            "getting worse",
        ),
        (None, "rising: at least six times in a row, each was higher", "rising"),
    ],
)
def test_a_trend_is_told_by_where_it_goes_not_by_what_is_usual(
    target: str | None, words: str, mark: str
) -> None:
    """A result better than the average can be part of a trend to the worse (D2)."""
    values = [*EARLIER, *EARLIER, *RISING]
    assert words in pattern_said(values, target)
    made = promise(target=target, introduced="2024-01-01", reported="monthly")
    rows = months(values)
    found = open_promise(
        judged := book(charter([made], rows), as_of=rows[-1].period.end), judged.all_standings[0]
    )
    assert [row.noticed for row in found.table.rows[:8]] == [mark] * 8
    assert found.table.rows[8].noticed == "usual"


def test_a_level_that_moved_has_no_usual() -> None:
    moved = "The level moved over these {}, so there is no usual range."
    assert pattern_said(
        [900 + n % 3 for n in range(9)] + [400 + n % 3 for n in range(9)], "90%"
    ) == (moved.format("months"))
    years = [900 + n % 3 for n in range(15)] + [400 + n % 3 for n in range(15)]
    assert pattern_said(years, "90%") == moved.format("years")


def test_results_without_equal_steps_say_why_there_is_no_pattern() -> None:
    made = promise(introduced="2010-01-01")
    rows = [result(f"{2010 + n}-03", met, 1000, line=n) for n, met in enumerate(STEADY)]
    found = pattern_of(book(charter([made], rows)).all_standings[0])
    assert pattern_words(SPEECH, found, None) == ""
    assert too_early_words(SPEECH, found).startswith("These results do not follow on each other")
    few = pattern_of(book(charter([made], rows[:5])).all_standings[0])
    assert too_early_words(SPEECH, few) == ""


def test_an_average_of_no_cases_is_said_to_be_none() -> None:
    made = promise(target="at most 30 minutes", measure=measured_by("mean"))
    assert result_words(SPEECH, made, result(value="0", cases="0"), None) == "No cases"
