"""The parts of a promise on the page of its service: newest results, histories, best and worst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charters.judging.history import counted_on
from charters.judging.standings import Standing, standing_of_part
from charters.publishing.book import Book
from charters.publishing.charts.headings import heading_of
from charters.publishing.charts.pictures import TrendChart
from charters.publishing.charts.series import series_of
from charters.publishing.charts.trend_chart import trend_chart
from charters.publishing.say.result_words import counts_words, part_words, when_words, words_of
from charters.publishing.say.speech import Said
from charters.publishing.say.verdict_words import VerdictView, verdict_view
from charters.publishing.views.cited import SourceView, source_view
from charters.publishing.views.result_table import ResultTable, result_table
from charters.publishing.views.shown_aims import aim_words

FEWEST_TO_DRAW = 3


@dataclass(frozen=True, slots=True)
class PartRow:
    """The newest result of one named breakdown, and all before it."""

    part: Said
    period: str
    words: str
    counts: str
    aim: str
    """Its aim, where the part is judged; '' for none."""
    verdict: VerdictView
    reason: str
    """Why there is no result, where the agency says that there is none."""
    source: SourceView | None
    table: ResultTable | None
    """Every period of it, newest first; none where there is only one."""
    chart: TrendChart | None
    """Its results as a picture, with what is usual of it, where there are enough to draw one."""


def part_rows(book: Book, standing: Standing) -> list[PartRow]:
    """Return the parts of a promise, in the order in which their results were written."""
    found = [standing_of_part(standing, part) for part in standing.parts]
    return [_part(book, one, f"{one.id}-part{n}") for n, one in enumerate(found, 1)]


def sole_source(rows: Sequence[PartRow]) -> SourceView | None:
    """Return the source that the newest results of all parts share; None where they differ."""
    return rows[0].source if rows and all(row.source == rows[0].source for row in rows) else None


def _part(book: Book, standing: Standing, key: str) -> PartRow:
    speech, standard, newest = book.speech, standing.standard, standing.judged[-1]
    compiled = standing.collected_until is not None
    table = result_table(book, standing, None)
    return PartRow(
        part=part_words(speech, standard, standing.part),
        period=when_words(speech, standard, newest.result.period),
        words=words_of(speech, standard, newest),
        counts=counts_words(speech, newest.result),
        aim=aim_words(
            speech, counted_on(standard, newest.result.period.start), newest.verdict.target
        ),
        verdict=verdict_view(speech, standard, newest.verdict, compiled=compiled),
        reason=newest.verdict.reason,
        source=source_view(speech, standing.charter, newest.result.source),
        table=table if len(table.rows) > 1 else None,
        chart=chart_of(book, standing, key),
    )


def chart_of(book: Book, standing: Standing, key: str, *aims: str) -> TrendChart | None:
    """Return the chart; fewer than three results are read faster in the table."""
    series = series_of(book, standing)
    drawn = [value for value in series.values if value is not None] if series else []
    if series is None or len(drawn) < FEWEST_TO_DRAW:
        return None
    heading = heading_of(book.speech, standing, series, *aims)
    return trend_chart(series, key=key, heading=heading, say=book.speech.measured)
