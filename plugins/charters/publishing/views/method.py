"""How we judge: the rules with worked examples, computed by the code that judges the promises."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from charters.judging.intervals import FEWEST_CASES, WIDEST_INTERVAL
from charters.judging.spc import FAR, FEWEST_POINTS, FULL_POINTS, SCREEN, Better, xmr
from charters.judging.verdicts import Word, judge
from charters.model.measures import Measure
from charters.model.offered import StandardType
from charters.model.past import Sight
from charters.model.period_labels import parse_period
from charters.model.periods import Frequency
from charters.model.results import Result
from charters.model.settings import Waiver
from charters.model.shapes import Shape
from charters.model.standards import Standard
from charters.model.text import parse_text
from charters.model.written_levels import parse_target
from charters.publishing.book import Book
from charters.publishing.say.interval_words import interval_words
from charters.publishing.say.result_words import counts_words, result_words
from charters.publishing.say.speech import Said, Speech, rounded
from charters.publishing.say.verdict_words import VerdictView, verdict_view, word_of
from charters.publishing.views.counts import age_limit
from charters.publishing.views.facts import Fact, facts

SHARES = (
    (2310, 2750, "90%"),
    (8996, 10000, "90%"),
    (17, 19, "90%"),
    (912, 1000, "90%"),
    (0, 8545875, "80%"),
    (0, 0, "90%"),
)
"""Worked examples of shares: cases that kept the promise, all cases, target."""

SERIES = tuple(
    map(Decimal, ["62", "58", "61", "65", "59", "60", "63", "57", "64", "61", "58", "75"])
)
"""A worked example of twelve monthly results (average days), the last one unusual."""
SERIES_TARGET = Decimal(60)


@dataclass(frozen=True, slots=True)
class ShareExample:
    """A share, held against a target."""

    counts: str
    words: str
    aim: str
    interval: str
    verdict: VerdictView


@dataclass(frozen=True, slots=True)
class SeriesExample:
    """A series, and the limits worked out from it."""

    values: str
    mean: str
    steps: str
    average_step: str
    """Of all steps; the usual step is that of the steps kept."""
    most: str
    """A step of so many times the average, or more, is left out."""
    left_out: str
    average_range: str
    screen: str
    far: str
    """How many usual steps the usual range goes to each side."""
    lower: str
    upper: str
    last: str
    outside: bool


@dataclass(frozen=True, slots=True)
class WordRow:
    """One verdict word, and when it is used."""

    verdict: VerdictView
    meaning: str


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """A finding that the site leaves out: which, where, why, and until when."""

    code: str
    where: str
    because: Said
    until: str


@dataclass(frozen=True, slots=True)
class Method:
    """Everything the page on the method shows."""

    fewest_cases: str
    widest: str
    fewest_points: str
    full_points: str
    shares: list[ShareExample]
    series: SeriesExample
    words: list[WordRow]
    old_after: str
    knows_history: bool
    """Whether any earlier version of the files can be seen."""
    settings: list[Fact]
    waivers: list[WaiverRow]


def method(book: Book) -> Method:
    """Return the method with its worked examples and the settings in force."""
    speech = book.speech
    return Method(
        fewest_cases=speech.number(FEWEST_CASES),
        widest=speech.number(int(WIDEST_INTERVAL * 100)),
        fewest_points=speech.number(FEWEST_POINTS),
        full_points=speech.number(FULL_POINTS),
        shares=[_share(speech, *example) for example in SHARES],
        series=_series(speech),
        words=_words(speech),
        old_after=age_limit(speech, book.register.settings.result_old_after),
        knows_history=book.register.past.sight in (Sight.WHOLE, Sight.SHALLOW),
        settings=_settings(book),
        waivers=[
            _waiver(speech, one) for one in dict.fromkeys(w.waiver for w in book.audit.waived)
        ],
    )


def _waiver(speech: Speech, waiver: Waiver) -> WaiverRow:
    because, until = speech.say(waiver.because), speech.day(waiver.until)
    return WaiverRow(waiver.code, waiver.where, because, until)


def _share(speech: Speech, met: int, total: int, target: str) -> ShareExample:
    standard, result = example_standard(target), example_result(met, total)
    verdict = judge(standard, result)
    return ShareExample(
        counts=counts_words(speech, result),
        words=result_words(speech, standard, result, verdict.target),
        aim=speech.aim(parse_target(target)),
        interval=interval_words(speech, verdict.interval, verdict.target),
        verdict=verdict_view(speech, standard, verdict),
    )


def example_standard(target: str) -> Standard:
    """Return a made-up promise for a worked example."""
    return Standard(
        id="example",
        service="example",
        type=StandardType.TIMELINESS,
        promise=parse_text("An example."),
        measure=Measure(shape=Shape.SHARE_WITH_PROPERTY),
        target=parse_target(target),
        reported=Frequency.YEARLY,
        introduced=parse_period("2024"),
    )


def example_result(met: int, total: int) -> Result:
    """Return a made-up result for a worked example."""
    return Result(standard="example", period=parse_period("2024"), met=met, total=total)


def _series(speech: Speech) -> SeriesExample:
    steps = [abs(after - before) for before, after in pairwise(SERIES)]
    average = Fraction(sum(steps)) / len(steps)
    most = SCREEN * average
    found = xmr(SERIES, better=Better.LOWER.value, target=SERIES_TARGET)
    point = found.points[-1]
    mean, lower, upper = (
        point.mean or Fraction(0),
        point.lower or Fraction(0),
        point.upper or Fraction(0),
    )
    return SeriesExample(
        values=", ".join(speech.number(value) for value in SERIES),
        mean=speech.number(rounded(mean, 2)),
        steps=", ".join(speech.number(step) for step in steps),
        average_step=speech.number(rounded(average, 2)),
        most=speech.number(rounded(most, 2)),
        left_out=", ".join(speech.number(step) for step in steps if step >= most),
        average_range=speech.number(rounded((upper - mean) / FAR, 2)),
        screen=speech.number(rounded(SCREEN, 3)),
        far=speech.number(rounded(FAR, 2)),
        lower=speech.number(rounded(lower, 2)),
        upper=speech.number(rounded(upper, 2)),
        last=speech.number(SERIES[-1]),
        outside=point.rule is not None,
    )


def _words(speech: Speech) -> list[WordRow]:
    _ = speech.gettext
    meanings = {
        Word.MET: _("The result reached the aim that was in force on the first day of its period."),
        Word.MISSED: _("The result did not reach that aim, by however little."),
        Word.TOO_FEW: _("Fewer than 30 cases, or an interval 30 points wide or wider. The counts are shown all the same."),
        Word.NO_LEVEL: _("No limit and no aim is published that a result could be held against, or the promise is in words only."),
        Word.NOT_HOW_OFTEN: _("A limit is promised for each case, but not how often it will be kept."),
        Word.NO_AIM_THEN: _("There is an aim today, but none is known for the period of the newest result."),
        Word.OLDER_PROMISE: _("What is promised or counted was changed, and no result is newer than the change."),
        Word.OVER_SEASONS: _("The promise has another aim in one season of the year, and the period lies partly in it."),
        Word.CHANGED: _("What is promised or counted was changed within the period of the result."),
        Word.NO_CASES: _("The result was published, and there was no case in the period."),
        Word.NOT_AVAILABLE: _("Of one period: the agency says that there is no result, and why."),
        Word.SUSPENDED: _("The promise does not hold for a time, and the agency says why; of one period: it did not then. Nothing is due, and no result before it is forgotten."),
        Word.SUSPENDED_THEN: _("Of one period: a result was published all the same. It is shown, and not judged."),
        Word.IN_WORDS: _("Of one period: the agency published words, such as a rating of its own, and no figure."),
        Word.ONLY_PARTS: _("Results are published for parts, such as one office each, and none for the whole."),
        Word.NONE_YET: _("No result has been published."),
        Word.NOT_FOUND: _("Only where somebody other than the agency put the record together: no result is in the documents used."),
        Word.NOT_REPORTED: _("Of one period: a result was due and was not published."),
        Word.NOT_COLLECTED: _("Of one period, where somebody other than the agency put the record together: its result is not in the documents used."),
        Word.HIDDEN: _("So small a number stands behind the figure that it is not shown: it could tell something about one person."),
    }  # fmt: skip
    return [
        WordRow(VerdictView(word.value, word_of(speech, word)), meaning)
        for word, meaning in meanings.items()
    ]


def _settings(book: Book) -> list[Fact]:
    speech, settings = book.speech, book.register.settings
    _ = speech.gettext
    hidden, windows, fewest = (
        settings.suppress_below,
        settings.windows,
        settings.staff_answers_at_least,
    )
    return facts(
        speech,
        (_("Judged on"), book.register.as_of),
        (_("A result is late after"), _days(speech, windows.result_lag_days)),
        (_("A verdict says its age after"), _months(speech, settings.result_old_after)),
        (
            _("Small numbers hidden"),
            _("counts from 1 to {most}").format(most=speech.number(hidden - 1))
            if hidden > 1
            else _("none"),
        ),
        (
            _("Counts of staff to be left out"),
            _("below {count}").format(count=speech.number(fewest)),
        ),
        (
            _("Results, figures on complaints and yearly reports are out of date after"),
            _months(speech, windows.results_months),
        ),
        (_("A comparison is old after"), _months(speech, windows.benchmark_months)),
        (_("A survey is old after"), _months(speech, windows.survey_months)),
        (_("What is known of customers is old after"), _months(speech, windows.customer_months)),
        (_("A promise is to be reviewed after"), _months(speech, windows.standard_review_months)),
        (_("A plan is to be reviewed after"), _months(speech, windows.plan_months)),
        (
            _("A way to reach an agency is to be tried after"),
            _months(speech, windows.contact_months),
        ),
        (_("A statement on accessibility is old after"), _months(speech, windows.statement_months)),
    )


def _days(speech: Speech, count: int) -> str:
    return speech.measured(Decimal(count), "day")


def _months(speech: Speech, count: int) -> str:
    return speech.measured(Decimal(count), "month")
