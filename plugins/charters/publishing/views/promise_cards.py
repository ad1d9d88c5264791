"""One promise as a page shows it: sentence, verdict, result, aim, pattern, picture, links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from charters.judging.best_parts import best_and_worst
from charters.judging.history import counted_alike
from charters.judging.settling import months_unsettled
from charters.judging.standings import JudgedResult, Standing
from charters.judging.verdicts import Word
from charters.model.addresses import old_anchors
from charters.model.register import Charter
from charters.model.standards import Standard, WhoseWords
from charters.publishing.book import Book, once
from charters.publishing.charts.pictures import Sparkline
from charters.publishing.charts.series import series_of
from charters.publishing.charts.trend_chart import sparkline
from charters.publishing.say.best_words import best_words
from charters.publishing.say.pattern_words import in_short, met_lately_words
from charters.publishing.say.result_words import counts_words, when_words, words_of
from charters.publishing.say.short_answers import short_answer, short_answer_of_levels
from charters.publishing.say.speech import Said, Speech
from charters.publishing.say.verdict_words import (
    VerdictView,
    ago_words,
    period_word,
    said_in_one,
    standing_view,
    with_result,
)
from charters.publishing.say.whole_words import whole_words
from charters.publishing.views.cited import SourceView, source_view
from charters.publishing.views.facts import listed, put
from charters.publishing.views.places import (
    agency_name,
    agency_url,
    place_url,
    service_name,
    service_url,
)
from charters.publishing.views.shown_aims import AimView, aim_view, of_level
from charters.publishing.views.told_apart import is_of, told_apart
from charters.publishing.views.why_missed import MissedView, missed_view

PERIODS_MARKED = 5
FEWEST_TO_SKETCH = 5
"""Fewer results than these are no line that a small picture could show."""


@dataclass(frozen=True, slots=True)
class ResultView:
    """One result in words."""

    words: str
    counts: str
    whole: str
    """What it would be with those left out and those still open counted in; '' for the same."""
    period: str
    ended: str
    """The last day of its period, by which it is sorted."""
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class PeriodMark:
    """One of the last periods: when, and the word and mark of its verdict."""

    when: str
    verdict: VerdictView


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One promise; the same component wherever it stands."""

    id: str
    old_anchors: list[str]
    """The ids by which its place on the page was found before."""
    sentence: Said
    shared: list[Said]
    """Which other services it holds for, and who keeps it too: it is counted once."""
    whose_words: str
    """Whose words the sentence is in; '' where they are the agency's own."""
    url: str
    agency: Said
    agency_id: str
    agency_url: str
    service: Said
    service_url: str
    is_of: Said | None
    """The service, where promises of others of the agency say the same: a list names it."""
    verdict: VerdictView
    short: str
    """Whether it was kept, in one plain sentence."""
    parts: list[Said]
    """Which part did best and which worst, one sentence for each way the whole is divided."""
    result: ResultView | None
    lately: list[PeriodMark]
    """The last periods, oldest first; none where there is but one."""
    ago: str
    """How old the result is, where it is old and the verdict does not say so already."""
    aim: AimView
    unsettled: str
    """That the result has been provisional for long; '' where it was not."""
    collected: str
    """Where later results are not collected here, a sentence that says so."""
    pattern: str
    sketched: Callable[[], Sparkline | None]
    missed: MissedView | None
    compares: bool
    withdrawn: str
    """The day the promise ended; '' while it is made."""
    ends: str
    """The day it is announced to end; '' where it goes on."""
    state: str
    """The headline count it belongs to; `withdrawn` when the promise is no longer made."""

    @property
    def spark(self) -> Sparkline | None:
        """A small picture of its results, made where it is shown: most pages have the large one."""
        return self.sketched()


def result_view(speech: Speech, standing: Standing, judged: JudgedResult) -> ResultView:
    """Return a result in words, against the target in force in its period."""
    result = judged.result
    return ResultView(
        words=words_of(speech, standing.standard, judged),
        counts=counts_words(speech, result),
        whole=whole_words(speech, standing.standard, judged),
        period=when_words(speech, standing.standard, result.period),
        ended=result.period.end.isoformat(),
        source=source_view(speech, standing.charter, result.source),
    )


def _result(speech: Speech, standing: Standing) -> ResultView | None:
    """Return the newest result, of every level where there are several."""
    if standing.latest is not None or not standing.by_level:
        return result_view(speech, standing, standing.latest) if standing.latest else None
    each = [result_view(speech, standing, judged) for judged in standing.by_level]
    told = zip(each, standing.by_level, strict=True)
    return replace(
        each[0],
        words=speech.joined(
            of_level(speech, standing, judged, view.words) for view, judged in told
        ),
        counts=speech.joined(view.counts for view in each),
    )


@once
def promise_view(book: Book, standing: Standing) -> PromiseView:
    """Return one promise as every page shows it."""
    speech, charter, standard = book.speech, standing.charter, standing.standard
    url = service_url(charter, standard.service)
    last_day = speech.day(standard.withdrawn.date) if standard.withdrawn else ""
    verdict, aim = standing_view(speech, standing), aim_view(speech, standing)
    return PromiseView(
        id=standard.id,
        old_anchors=old_anchors(charter, standard),
        sentence=told_apart(book, charter, standard, speech.say(standard.promise)),
        shared=_shared(book, charter, standard),
        whose_words=_whose_words(speech, standard),
        url=place_url(charter, standard),
        agency=agency_name(speech, charter),
        agency_id=charter.id,
        agency_url=agency_url(charter),
        service=service_name(speech, charter, standard.service),
        service_url=url,
        is_of=is_of(book, charter, standard),
        verdict=verdict,
        short=_short(speech, standing, aim.then, verdict.age),
        parts=[best_words(speech, standard, ends) for ends in best_and_worst(standing)],
        result=_result(speech, standing),
        lately=_lately(speech, standing),
        ago="" if verdict.age else ago_words(speech, standing),
        aim=aim,
        unsettled=_unsettled(speech, standing),
        collected=_collected(speech, standing),
        pattern=_pattern(book, standing),
        sketched=partial(_spark, book, standing),
        missed=missed_view(speech, standing),
        compares=standard.id in charter.benchmarks_of,
        withdrawn="" if standing.in_force else last_day,
        ends=last_day if standing.in_force else "",
        state=standing.verdict.bucket.value if standing.in_force else "withdrawn",
    )


def judged_in_one(speech: Speech, view: PromiseView) -> str:
    """Return the verdict with its age, and the result behind it, for a sentence."""
    said, result = said_in_one(speech, view.verdict), view.result
    if result is None:
        return said
    return with_result(speech, Word(view.verdict.kind), said, result.words, result.period)


def _short(speech: Speech, standing: Standing, aim: str, age: str) -> str:
    word, levels = standing.verdict.word, standing.by_level
    if standing.latest is None and levels and word in (Word.MET, Word.MISSED):
        kept = sum(one.verdict.word is Word.MET for one in levels)
        return short_answer_of_levels(speech, word, kept, len(levels), age)
    return short_answer(speech, standing.verdict, standing.latest, aim, age)


def _lately(speech: Speech, standing: Standing) -> list[PeriodMark]:
    last = standing.slots[-PERIODS_MARKED:]
    return [
        PeriodMark(
            speech.short_period(slot.period),
            VerdictView(slot.verdict.word.value, period_word(speech, slot.verdict.word)),
        )
        for slot in (last if len(last) > 1 else ())
    ]


def _shared(book: Book, charter: Charter, standard: Standard) -> list[Said]:
    """Return with whom a promise is shared, and that it is counted once."""
    speech, charters = book.speech, book.register.charters
    _, services = speech.gettext, charter.service_by_id
    also = [speech.say(services[one].name) for one in standard.also_for if one in services]
    others = [
        agency_name(speech, charters[one]) for one in standard.together_with if one in charters
    ]
    said = []
    if also:
        words = _("This promise also holds for: {services}.")
        if not others:
            words = _("This promise also holds for: {services}. It is counted once.")
        said.append(put(speech, words, services=listed(speech, also)))
    if others:
        words = _(
            "{agency} keeps this promise together with: {others}. It is counted once, at {agency}."
        )
        own = agency_name(speech, charter)
        said.append(put(speech, words, agency=own, others=listed(speech, others)))
    return said


def _whose_words(speech: Speech, standard: Standard) -> str:
    if standard.words is WhoseWords.OURS:
        return speech.gettext("in the words of whoever compiled this")
    return ""


def _collected(speech: Speech, standing: Standing) -> str:
    if standing.collected_until is None or not standing.in_force:
        return ""
    if not standing.standard.measure.shape.is_measured:
        return ""
    words = speech.gettext("Results after {day} are not collected here.")
    return words.format(day=speech.day(standing.collected_until))


def _unsettled(speech: Speech, standing: Standing) -> str:
    months = months_unsettled(standing, standing.latest) if standing.latest else None
    if months is None:
        return ""
    return speech.so_many(
        "This result is still provisional, {count} month after its period.",
        "This result is still provisional, {count} months after its period.",
        months,
    )


def _pattern(book: Book, standing: Standing) -> str:
    """Return the pattern; of a promise that holds no more nobody can say what will be met."""
    speech, pattern = book.speech, book.pattern_today(standing)
    if standing.suspended is not None or not standing.in_force:
        return met_lately_words(speech, pattern)
    return in_short(speech, pattern, standing.standard.reported)


def _spark(book: Book, standing: Standing) -> Sparkline | None:
    since = counted_alike(standing.standard, standing.as_of)
    if sum(one.result.period.start >= since for one in standing.judged) < FEWEST_TO_SKETCH:
        return None
    series = series_of(book, standing)
    return sparkline(series) if series else None
