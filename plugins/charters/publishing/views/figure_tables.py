"""What is also measured, without a promised level: one compact table, and the history of each figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charters.judging.figures import FigureSeries, Published
from charters.model.addresses import old_anchors
from charters.model.register import Charter
from charters.model.results import Result, Status
from charters.publishing.book import Book, for_a_while
from charters.publishing.charts.pictures import Sparkline
from charters.publishing.charts.series import figure_series
from charters.publishing.charts.trend_chart import sparkline
from charters.publishing.say.past_words import was_words
from charters.publishing.say.result_words import counts_words, part_words, result_words
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.cited import SourceView, source_view
from charters.publishing.views.comparisons import ComparisonView, comparison_view
from charters.publishing.views.facts import Fact, facts
from charters.publishing.views.measure_facts import compiled_words, days_words, measure_pairs
from charters.publishing.views.moved import formerly_words
from charters.publishing.views.places import place_url
from charters.publishing.views.told_apart import is_of

FEWEST_FOR_A_LINE = 5
"""Results below which a line would show a trend where there is only a few points."""


@dataclass(frozen=True, slots=True)
class FigureResult:
    """One result of a figure: of a period, or of a part in it."""

    period: str
    words: str
    counts: str
    source: SourceView | None
    part: Said = Said("")  # noqa: RUF009 - it cannot be changed
    status: str = ""
    note: Said = Said("")  # noqa: RUF009
    reason: Said = Said("")  # noqa: RUF009
    """Why there is no result, where the agency says that there is none: a part has no note."""
    was: Sequence[str] = ()
    """Earlier values of this period, newest first, each with its date."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure; the same on every page."""

    id: str
    old_anchors: list[str]
    """The ids by which its place on the page was found before."""
    name: Said
    is_of: Said | None
    """The service, where figures of others of the agency have the same name: a list names it."""
    url: str
    newest: FigureResult | None
    spark: Sparkline | None
    history: list[FigureResult]
    """Every result, newest first; empty where the newest is the only one and says all."""
    sole_source: SourceView | None
    """The source of every result of the history; None where they differ."""
    has_counts: bool
    has_notes: bool
    parts: list[FigureResult]
    notes: list[Said]
    facts: list[Fact]
    source: SourceView | None
    comparison: ComparisonView | None

    @property
    def sources(self) -> Iterator[SourceView | None]:
        """Every source it names."""
        yield self.newest.source if self.newest else None
        yield from (row.source for row in self.history)
        yield self.source


def figures_on_plan(book: Book, charter: Charter) -> list[FigureView]:
    """Return the figures of an agency, service by service."""
    services = charter.service_by_id
    return [view for service in services for view in figures_of_service(book, charter, service)]


def figures_of_service(book: Book, charter: Charter, service: str) -> list[FigureView]:
    """Return the figures of one service, in the order of the file."""
    found = book.figures_by_service.get((charter.id, service), ())
    return [figure_view(book, series) for series in found]


def figure_comparisons(book: Book, charter: Charter) -> list[ComparisonView]:
    """Return the figures that others are set beside."""
    views = (comparison_view(book, series) for series in book.figures[charter.id])
    return [view for view in views if view is not None]


@for_a_while
def figure_view(book: Book, series: FigureSeries) -> FigureView:
    """Return one figure with its newest result, its history and what is known of it."""
    speech, charter, figure = book.speech, series.charter, series.figure
    history = [_result(speech, series, one) for one in reversed(series.results)]
    parts = [_result(speech, series, found[-1], part) for part, found in series.parts.items()]
    newest = history[0] if history else None
    told = history if len(history) > 1 or any(one.note.words or one.was for one in history) else []
    sources = {one.result.source for one in series.results}
    return FigureView(
        id=figure.id,
        old_anchors=old_anchors(charter, figure),
        name=speech.say(figure.name),
        is_of=is_of(book, charter, figure),
        url=place_url(charter, figure),
        newest=newest,
        spark=_spark(book, series),
        history=told,
        sole_source=told[0].source if told and len(sources) == 1 else None,
        has_counts=any(one.counts for one in history),
        has_notes=any(one.note.words or one.was for one in history),
        parts=parts,
        notes=_notes(speech, series),
        facts=_facts(speech, series),
        source=source_view(speech, charter, figure.source),
        comparison=comparison_view(book, series),
    )


def _result(
    speech: Speech, series: FigureSeries, published: Published, part: str = ""
) -> FigureResult:
    figure, result = series.figure, published.result
    return FigureResult(
        period=speech.period(result.period),
        words=result_words(speech, figure, result, None),
        counts=counts_words(speech, result),
        source=source_view(speech, series.charter, result.source),
        part=part_words(speech, figure, part) if part else Said(""),
        status=_status(speech, result),
        note=speech.cell("" if result.is_in_words else result.note),
        reason=speech.cell("" if result.is_available or result.is_in_words else result.note),
        was=[
            was_words(speech, result_words(speech, figure, row, None), row)
            for row in reversed(published.replaced)
        ],
    )


def _status(speech: Speech, result: Result) -> str:
    _ = speech.gettext
    words = {
        Status.PROVISIONAL: _("provisional"),
        Status.REVISED: _("corrected"),
        Status.IN_WORDS: _("in words"),
        Status.NOT_AVAILABLE: _("not available"),
    }
    return words.get(result.status, "")


def _spark(book: Book, series: FigureSeries) -> Sparkline | None:
    if len(series.results) < FEWEST_FOR_A_LINE:
        return None
    return sparkline(figure_series(book.speech, series))


def _notes(speech: Speech, series: FigureSeries) -> list[Said]:
    notes = speech.said(series.figure.note), Said(days_words(speech, series.figure.measure))
    return [note for note in notes if note and note.words]


def _facts(speech: Speech, series: FigureSeries) -> list[Fact]:
    _, figure = speech.gettext, series.figure
    return facts(
        speech,
        *measure_pairs(speech, series.charter, figure.measure),
        (_("Results are published"), figure.reported),
        (_("What a result covers"), figure.window),
        (_("When it holds"), figure.measure.normal_circumstances),
        (_("Measured since"), figure.since),
        (_("Who answers for it"), figure.owner),
        (_("Found before at"), formerly_words(speech, series.charter, figure)),
        (_("Put together by"), compiled_words(speech, figure.compiled)),
    )
