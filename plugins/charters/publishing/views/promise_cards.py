"""One promise as a page shows it: sentence, verdict, result, aim, pattern, picture, links."""

from __future__ import annotations

from dataclasses import dataclass

from charters.judging.standings import Judged, Standing
from charters.judging.verdicts import Word
from charters.model.quantities import Target
from charters.model.register import Charter
from charters.model.standards import Standard, WhoseWords
from charters.publishing.book import Book, once
from charters.publishing.charts.series import series_of
from charters.publishing.charts.trend_chart import Sparkline, sparkline
from charters.publishing.say.pattern_words import in_short
from charters.publishing.say.speech import Said, Speech
from charters.publishing.say.verdict_words import (
    VerdictView,
    counts_words,
    verdict_view,
    words_of,
)

FEWEST_TO_SKETCH = 5
"""Fewer results than these are no line that a small picture could show."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a figure comes from."""

    title: Said
    link: str = ""
    publisher: Said | None = None
    date: str = ""
    note: Said | None = None


@dataclass(frozen=True, slots=True)
class ResultView:
    """One result in words."""

    words: str
    counts: str
    period: str
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class MissedView:
    """Why a promise was missed, and what is done about it."""

    because: str
    action: str
    by: str


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One promise; the same component wherever it stands."""

    id: str
    sentence: Said
    whose_words: str
    """Whose words the sentence is in; '' where they are the agency's own."""
    url: str
    agency: Said
    agency_url: str
    service: Said
    service_url: str
    verdict: VerdictView
    result: ResultView | None
    aim: str
    pattern: str
    spark: Sparkline | None
    missed: MissedView | None
    compares: bool
    withdrawn: str
    """The day the promise ended; '' while it is made."""
    ends: str
    """The day it is announced to end; '' where it goes on."""
    state: str
    """The headline count it belongs to; `withdrawn` when the promise is no longer made."""


def agency_url(charter: Charter) -> str:
    """Return the address of an agency's plan, from the site's root."""
    return f"agencies/{charter.id}/"


def service_url(charter: Charter, service: str) -> str:
    """Return the address of a service's page, from the site's root."""
    return f"agencies/{charter.id}/{service}/"


def source_view(speech: Speech, charter: Charter, ref: str | None) -> SourceView | None:
    """Return the document a figure comes from: an entry under `sources`, or a bare link."""
    if not ref:
        return None
    source = charter.source_by_id.get(ref)
    if source is None:
        return SourceView(Said(ref.split("/")[2] if "://" in ref else ref), ref)
    return SourceView(
        title=speech.say(source.title),
        link=source.link or "",
        publisher=speech.said(source.publisher),
        date=speech.period(source.date) if source.date else "",
        note=speech.said(source.note),
    )


def result_view(speech: Speech, standing: Standing, judged: Judged) -> ResultView:
    """Return a result in words, against the target in force in its period."""
    result = judged.result
    return ResultView(
        words=words_of(speech, standing.standard, judged),
        counts=counts_words(speech, result),
        period=speech.period(result.period),
        source=source_view(speech, standing.charter, result.source),
    )


def aim_words(speech: Speech, target: Target | None) -> str:
    """Return an aim in words; '' where there is none."""
    return speech.aim(target) if target else ""


@once
def promise_view(book: Book, standing: Standing) -> PromiseView:
    """Return one promise as every page shows it."""
    speech, charter, standard = book.speech, standing.charter, standing.standard
    service = charter.service_by_id.get(standard.service)
    url = service_url(charter, standard.service)
    last_day = speech.day(standard.withdrawn.date) if standard.withdrawn else ""
    return PromiseView(
        id=standard.id,
        sentence=speech.say(standard.promise),
        whose_words=_whose_words(speech, standard),
        url=f"{url}#{standard.id}",
        agency=agency_name(speech, charter),
        agency_url=agency_url(charter),
        service=speech.say(service.name) if service else Said(standard.service),
        service_url=url,
        verdict=verdict_view(speech, standard, standing.verdict),
        result=result_view(speech, standing, standing.latest) if standing.latest else None,
        aim=_aim_shown(speech, standing),
        pattern=in_short(speech, book.pattern_today(standing), standard.reported),
        spark=_spark(book, standing),
        missed=_missed(speech, standing),
        compares=any(benchmark.standard == standard.id for benchmark in charter.benchmarks),
        withdrawn="" if standing.in_force else last_day,
        ends=last_day if standing.in_force else "",
        state=standing.verdict.bucket.value if standing.in_force else "withdrawn",
    )


def _whose_words(speech: Speech, standard: Standard) -> str:
    if standard.words is WhoseWords.OURS:
        return speech.gettext("in the words of whoever compiled this")
    return ""


def agency_name(speech: Speech, charter: Charter) -> Said:
    """Return an agency's short name, or its name."""
    return speech.say(charter.agency.short_name or charter.agency.name)


def _aim_shown(speech: Speech, standing: Standing) -> str:
    """Return the aim beside the shown result; today's, where none is known of its period."""
    target = _target_shown(standing)
    if target is None and standing.target is not None:
        newer = speech.gettext("{aim}; this aim is newer than the result")
        if standing.charter.compiled_for(standing.standard):
            newer = speech.gettext("{aim} today; no aim of the time of the result was found")
        return newer.format(aim=speech.aim(standing.target))
    return aim_words(speech, target)


def _target_shown(standing: Standing) -> Target | None:
    """Return the target the shown result is held against; today's where there is no result."""
    if standing.latest is None or standing.verdict.word in (Word.CHANGED, Word.LATE):
        return standing.target
    return standing.latest.verdict.target


def _spark(book: Book, standing: Standing) -> Sparkline | None:
    if len(standing.judged) < FEWEST_TO_SKETCH:
        return None
    series = series_of(book, standing)
    key = f"{standing.charter.id}-{standing.standard.id}"
    return sparkline(series, key=key, title="") if series else None


def _missed(speech: Speech, standing: Standing) -> MissedView | None:
    if standing.latest is None or standing.latest.verdict.reached is not False:
        return None
    result = standing.latest.result
    if not (result.missed_because or result.action):
        return None
    by = speech.day(result.action_by) if result.action_by else ""
    return MissedView(result.missed_because, result.action, by)
