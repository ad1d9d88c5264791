"""A service's page: each promise opened, with history, chart, table and comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from charters.judging.history import in_force
from charters.judging.standings import Judged, Slot, Standing
from charters.judging.verdicts import Verdict, Word
from charters.model.register import Charter
from charters.model.results import Result
from charters.model.standards import DayKind, Service, Standard
from charters.publishing.book import Book
from charters.publishing.changes import ChangeView, change_views
from charters.publishing.charts import Mark, Series, TrendChart, trend_chart
from charters.publishing.comparisons import ComparisonView, comparison_view
from charters.publishing.complaints import ComplaintView, complaint_view
from charters.publishing.facts import Fact, facts, listed
from charters.publishing.pattern_words import met_lately_words, too_early_words
from charters.publishing.plan import statements
from charters.publishing.promises import (
    PromiseView,
    SourceView,
    agency_name,
    agency_url,
    aim_words,
    promise_view,
    source_view,
)
from charters.publishing.reach import ChannelView, channel_view
from charters.publishing.series import series_of
from charters.publishing.speech import Said, Speech, rounded
from charters.publishing.verdict_words import (
    VerdictView,
    counts_words,
    result_words,
    verdict_view,
)


FEWEST_TO_DRAW = 3


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One period in the table under a chart."""

    period: str
    words: str
    counts: str
    aim: str
    verdict: VerdictView
    interval: str
    status: str
    noticed: str
    note: str
    was: list[str]
    """Earlier values of this period, newest first, each with its date and why it was replaced."""
    source: int
    """Number of the source in the list under the table, from 1; 0 for none."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """The newest result of one named breakdown."""

    part: str
    period: str
    words: str
    counts: str
    verdict: VerdictView


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """One promise with everything known of it."""

    promise: PromiseView
    chart: TrendChart | None
    unit: str
    notes: list[str]
    note: Said | None
    rows: list[HistoryRow]
    sources: list[SourceView]
    """The sources of the rows, each once."""
    has_counts: bool
    has_notes: bool
    noticed: bool
    parts: list[PartRow]
    facts: list[Fact]
    changes: list[ChangeView]
    comparison: ComparisonView | None
    source: SourceView | None
    edit: str
    """Path and line of the promise in its file, for the edit link."""


@dataclass(frozen=True)
class ServicePage:
    """Everything a service's page shows."""

    agency: Said
    agency_url: str
    name: Said
    summary: Said
    promises: list[OpenPromise]
    no_standard_because: Said | None
    channels: list[ChannelView]
    facts: list[Fact]
    complaints: ComplaintView
    statements: list[str]


def service_page(book: Book, charter: Charter, service: Service) -> ServicePage:
    """Return a service's page."""
    speech = book.speech
    _ = speech.gettext
    channels = {channel.id: channel for channel in charter.agency.channels}
    sole = service.sole_source
    return ServicePage(
        agency=agency_name(speech, charter),
        agency_url=agency_url(charter),
        name=speech.say(service.name),
        summary=speech.say(service.summary),
        promises=[open_promise(book, standing) for standing in book.of_service(charter, service.id)],
        no_standard_because=speech.said(service.no_standard_because),
        channels=[channel_view(speech, charter, channels[name]) for name in service.channels if name in channels],
        facts=facts(
            speech,
            (_("For"), _groups(speech, charter, service)),
            (_("Cost"), service.cost),
            (_("Where else you can get it"), listed(speech, (provider.name for provider in service.providers))),
            (_("Why only we provide it"), sole.because if sole else None),
            (_("By law"), sole.cites if sole else None),
            (_("Why there is one way only"), service.one_channel_because),
            (_("What we need from you"), service.customers_part),
        ),
        complaints=complaint_view(book, charter),
        statements=statements(speech, charter),
    )


def _groups(speech: Speech, charter: Charter, service: Service) -> str:
    groups = {group.id: group for group in charter.agency.customers}
    return listed(speech, (groups[name].name for name in service.customers if name in groups))


def open_promise(book: Book, standing: Standing) -> OpenPromise:
    """Return one promise with its history, chart and everything else known of it."""
    speech, charter, standard = book.speech, standing.charter, standing.standard
    promise = promise_view(book, standing)
    series = series_of(book, standing)
    sources = list(dict.fromkeys(judged.result.source for judged in reversed(standing.judged) if judged.result.source))
    rows = history_rows(book, standing, series, sources)
    return OpenPromise(
        promise=promise,
        chart=_chart(book, standing, promise, series),
        unit=speech.say(standard.measure.unit).words if standard.measure.unit else "",
        notes=_notes(book, standing),
        note=speech.said(standard.note),
        rows=rows,
        sources=[view for ref in sources if (view := source_view(speech, charter, ref))],
        has_counts=any(row.counts for row in rows),
        has_notes=any(row.note or row.was for row in rows),
        noticed=any(row.noticed for row in rows),
        parts=_parts(speech, standing),
        facts=_facts(speech, charter, standard),
        changes=change_views(book, standing),
        comparison=comparison_view(book, standing),
        source=source_view(speech, charter, standard.source),
        edit=charter.place("standards.yml", "standards", standard.id).path,
    )


def _chart(book: Book, standing: Standing, promise: PromiseView, series: Series | None) -> TrendChart | None:
    """Return the chart; fewer than three results are read faster in the table."""
    if series is None or len(standing.judged) < FEWEST_TO_DRAW:
        return None
    speech = book.speech
    first, last = standing.judged[0], standing.judged[-1]
    description = speech.gettext("From {first} in {start} to {last} in {end}.").format(
        first=_words(speech, standing.standard, first),
        start=speech.period(first.result.period),
        last=_words(speech, standing.standard, last),
        end=speech.period(last.result.period),
    )
    if promise.aim:
        description += " " + speech.gettext("Our aim: {aim}.").format(aim=promise.aim)
    return trend_chart(
        series,
        key=standing.standard.id,
        title=promise.sentence.words,
        description=f"{description} {promise.pattern}".strip(),
        say=speech.number,
    )


def _words(speech: Speech, standard: Standard, judged: Judged) -> str:
    return result_words(speech, standard, judged.result, judged.verdict.target)


def _notes(book: Book, standing: Standing) -> list[str]:
    """Return what to know of the pattern before reading it."""
    speech = book.speech
    pattern = book.patterns[standing.charter.id, standing.standard.id]
    notes = [met_lately_words(speech, pattern), too_early_words(speech, pattern)]
    if pattern is not None and pattern.uneven:
        notes.append(speech.gettext("The number of cases varies more than twofold between periods; small periods swing more."))
    if standing.latest is not None and standing.latest.verdict.provisional:
        notes.append(speech.gettext("The latest figure is provisional and may still change."))
    if standing.standard.measure.day_kind is DayKind.NOT_STATED:
        notes.append(speech.gettext("The source does not say whether these are business days or calendar days."))
    return [note for note in notes if note]


def history_rows(
    book: Book, standing: Standing, series: Series | None, sources: Sequence[str]
) -> list[HistoryRow]:
    """Return every period of a promise, newest first, missing ones included (F9)."""
    numbers = {ref: number for number, ref in enumerate(sources, 1)}
    slots = standing.slots
    marks = series.marks if series and series.marks else (None,) * len(slots)
    rows = [_row(book, standing, slot, mark, numbers) for slot, mark in zip(slots, marks, strict=True)]
    return rows[::-1]


def _row(
    book: Book, standing: Standing, slot: Slot, mark: Mark | None, numbers: Mapping[str, int]
) -> HistoryRow:
    speech, standard, judged = book.speech, standing.standard, slot.judged
    aim = aim_words(speech, in_force(standard, slot.period.start).target)
    if judged is None:
        return _missing_row(speech, standing, slot, aim)
    result = judged.result
    return HistoryRow(
        period=speech.period(slot.period),
        words=_words(speech, standard, judged),
        counts=counts_words(speech, result),
        aim=aim,
        verdict=verdict_view(speech, standard, judged.verdict),
        interval=interval_words(speech, judged),
        status=_status(speech, judged),
        noticed=mark.word if mark else "",
        note=" ".join(filter(None, (result.note, result.missed_because))),
        was=[_was(speech, standard, row) for row in reversed(judged.replaced)],
        source=numbers.get(result.source, 0),
    )


def _missing_row(speech: Speech, standing: Standing, slot: Slot, aim: str) -> HistoryRow:
    compiled = standing.charter.compiled_for(standing.standard)
    word = Word.NOT_COLLECTED if compiled else Word.NOT_REPORTED
    said = speech.gettext("not found in the documents used") if compiled else speech.gettext("not reported")
    verdict = verdict_view(speech, standing.standard, Verdict(word, on=slot.due))
    return HistoryRow(speech.period(slot.period), said, "", aim, verdict, "", "", "", "", [], 0)


def _was(speech: Speech, standard: Standard, row: Result) -> str:
    words = result_words(speech, standard, row, None)
    counts = counts_words(speech, row)
    said = f"{words} ({counts})" if counts else words
    when = speech.period(row.published) if row.published else ""
    return speech.gettext("was {value}, published {when}").format(value=said, when=when) if when else said


def interval_words(speech: Speech, judged: Judged) -> str:
    """Return the 95% interval of a share in words; '' where there is none."""
    if judged.verdict.interval is None:
        return ""
    low, high = (speech.number(rounded(Fraction(end) * 100, 1)) for end in judged.verdict.interval)
    return speech.gettext("{first} to {last}").format(first=low, last=high)


def _status(speech: Speech, judged: Judged) -> str:
    _ = speech.gettext
    if judged.verdict.provisional:
        return _("provisional")
    return _("corrected") if judged.replaced else ""


def _parts(speech: Speech, standing: Standing) -> list[PartRow]:
    rows = []
    for part, judged in standing.parts.items():
        last = judged[-1]
        rows.append(
            PartRow(
                part,
                speech.period(last.result.period),
                _words(speech, standing.standard, last),
                counts_words(speech, last.result),
                verdict_view(speech, standing.standard, last.verdict),
            )
        )
    return rows


def _facts(speech: Speech, charter: Charter, standard: Standard) -> list[Fact]:
    _ = speech.gettext
    measure, clock = standard.measure, standard.measure.clock
    channel = {channel.id: channel for channel in charter.agency.channels}.get(standard.channel or "")
    law = standard.legal_basis
    return facts(
        speech,
        (_("What one customer is promised"), speech.amount(standard.limit) if standard.limit else None),
        (_("We count from"), clock.starts if clock else None),
        (_("until"), clock.stops if clock else None),
        (_("The clock stops while"), clock.pauses if clock else None),
        (_("Who is counted"), measure.counted),
        (_("Not counted"), measure.not_counted),
        (_("What we check"), measure.property or measure.evidence),
        (_("Where the figures come from"), measure.source),
        (_("How they are worked out"), measure.method),
        (_("Holds for"), channel.name if channel else None),
        (_("Why this level"), standard.why),
        (_("If we miss it"), standard.if_missed),
        (_("Set by law"), law.law if law else None),
        (_("The law"), law.cites if law else None),
        (_("Who answers for it"), standard.owner),
        (_("Promised since"), speech.day(standard.introduced)),
        (_("Last reviewed"), speech.day(standard.last_reviewed) if standard.last_reviewed else None),
        (_("Next review"), speech.day(standard.next_review) if standard.next_review else None),
        (_("Withdrawn"), _withdrawn(speech, standard)),
        (_("Also posted"), listed(speech, (posted.where for posted in standard.posted))),
    )


def _withdrawn(speech: Speech, standard: Standard) -> str | None:
    if standard.withdrawn is None:
        return None
    return f"{speech.day(standard.withdrawn.date)}: {speech.say(standard.withdrawn.reason).words}"


