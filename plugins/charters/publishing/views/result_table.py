"""Every result of a promise, or of one of its parts, as one table, with only the columns it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from charters.judging.standings import Standing
from charters.publishing.book import Book
from charters.publishing.charts.pictures import Series
from charters.publishing.views.cited import SourceView, source_view
from charters.publishing.views.history_rows import HistoryRow, count_rows, history_rows
from charters.publishing.views.shown_aims import none_words


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Periods, newest first; what all rows share is said once, and what none has not at all."""

    rows: list[HistoryRow]
    no_aim: str
    """What a row without an aim says."""
    sole_source: SourceView | None
    """The source of every result; None where they differ, so that each row names its own."""

    @property
    def aim(self) -> str:
        """The aim of every row; '' where they differ, so that each row says its own."""
        return self.rows[0].aim if self.rows and not self.has_aims else ""

    @property
    def has_aims(self) -> bool:
        """Whether the aims of the rows differ."""
        return len({row.aim for row in self.rows}) > 1

    @property
    def has_counts(self) -> bool:
        """Whether any row has counts."""
        return any(row.counts for row in self.rows)

    @property
    def has_intervals(self) -> bool:
        """Whether any row says how sure it is."""
        return any(row.interval for row in self.rows)

    @property
    def has_notes(self) -> bool:
        """Whether any row has a note, or an earlier value."""
        return any(row.note.words or row.was for row in self.rows)

    @property
    def has_marks(self) -> bool:
        """Whether anything but what is usual was noticed in any row."""
        return any(row.is_marked for row in self.rows)

    @property
    def has_sources(self) -> bool:
        """Whether each row names its source."""
        return self.sole_source is None and any(row.source for row in self.rows)

    def newest(self, count: int, after: int = 0) -> ResultTable:
        """Return the same with no more than its newest rows; after how many, if not all are newest."""
        return replace(self, rows=self.rows[after : after + count])


def result_table(book: Book, standing: Standing, series: Series | None) -> ResultTable:
    """Return the results of a promise, or of a part; of a part nothing is noticed (no series)."""
    refs = {judged.result.source for judged in standing.judged}
    sole = source_view(book.speech, standing.charter, refs.pop()) if len(refs) == 1 else None
    return ResultTable(
        rows=[] if _stands_in_parts(standing) else history_rows(book, standing, series),
        no_aim=none_words(book.speech, standing),
        sole_source=sole,
    )


def rows_told(standing: Standing) -> int:
    """Return how many rows the table of a promise, or of a part, has."""
    return 0 if _stands_in_parts(standing) else count_rows(standing)


def _stands_in_parts(standing: Standing) -> bool:
    """Return whether the tables of parts, or of levels, have it all: each result and each lack."""
    named = standing.standard.part_by_id
    return not standing.judged and bool(standing.parts) and all(p in named for p in standing.parts)
