"""A page for everything published of one promise, where it is too much for the page of its service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from charters.judging.effects import Effect
from charters.judging.standings import Standing, standing_of_part
from charters.model.offered import Service
from charters.model.register import Charter
from charters.publishing.book import Book
from charters.publishing.say.speech import Said
from charters.publishing.views.changes import change_views
from charters.publishing.views.cited import SourceView
from charters.publishing.views.paging import Paged, paged
from charters.publishing.views.places import is_listed, service_url
from charters.publishing.views.poster import taken_at
from charters.publishing.views.promise_parts import PartRow
from charters.publishing.views.result_table import ResultTable, rows_told
from charters.publishing.views.service import (
    OpenPromise,
    ServicePage,
    cited_in,
    open_promise,
    service_page,
)

MOST_ROWS, MOST_ROWS_OF_FEW, FEW = 10, 12, 4
"""Rows of results that the page of a service shows of a promise: those of ten years; with few promises
there is room for those of a year of months, or of ten years with what is missing."""
ROWS_ON_A_PAGE = 300
"""Rows that one page has of the tables of a promise and of all its parts."""
MOST_CHANGES = 2


@dataclass(frozen=True)
class HistoryPage:
    """Every result and every change of a promise, or the older results on a page that follows."""

    opened: OpenPromise
    agency: Said
    page: Paged[int]

    @cached_property
    def cited(self) -> Mapping[SourceView, int]:
        """The sources that rows and changes name by a number, each listed once on the page."""
        return cited_in([self.opened])


def history_pages(standing: Standing) -> list[Paged[int]]:
    """Return which rows of the tables of a promise stand on which of its pages."""
    tables, rows = _tables(standing)
    return paged(history_url(standing), range(rows), ROWS_ON_A_PAGE // min(tables, MOST_ROWS))


def history_page(book: Book, standing: Standing, page: Paged[int] | None = None) -> HistoryPage:
    """Return one page of the history of a promise, the first unless told otherwise."""
    page = page or history_pages(standing)[0]
    whole = open_promise(book, standing)
    opened = replace(
        whole,
        history=page.pages[0],
        table=_cut(whole.table, page),
        parts=[_on_page(part, page) for part in whole.parts],
        changes=whole.changes if page.number == 1 else [],
    )
    return HistoryPage(opened, book.speech.say(standing.charter.agency.name), page)


def _cut(table: ResultTable, page: Paged[int]) -> ResultTable:
    return table.newest(len(page.entries), page.before)


def _on_page(part: PartRow, page: Paged[int]) -> PartRow:
    """Return a part with those rows of its table that stand on a page; its picture is on the first."""
    table = _cut(part.table, page) if part.table else None
    chart = part.chart if page.number == 1 else None
    return replace(part, table=table if table and table.rows else None, chart=chart)


def history_url(standing: Standing) -> str:
    """Return the address of every result of one promise, from the site's root."""
    charter, standard = standing.charter, standing.standard
    own = f"{service_url(charter, standard.service)}{standard.id}/"
    return f"{own}results/" if is_listed(charter, standard.service) else own


def is_long(book: Book, standing: Standing) -> bool:
    """Return whether the page of a service shows the newest of a promise only."""
    _tables_of_it, rows = _tables(standing)
    return rows > _most_rows(standing) or len(change_views(book, standing)) > MOST_CHANGES


def _most_rows(standing: Standing) -> int:
    promises = standing.charter.promises_of[standing.standard.service]
    return MOST_ROWS if promises > FEW else MOST_ROWS_OF_FEW


def _tables(standing: Standing) -> tuple[int, int]:
    """Return how many tables a promise and its parts have, and how many rows the longest has."""
    parts = (standing_of_part(standing, part) for part in standing.parts)
    found = [rows_told(one) for one in (standing, *parts)]
    return len(found), max(found)


def newest_of_service(
    book: Book, charter: Charter, service: Service, page: Paged[Standing] | None = None
) -> ServicePage:
    """Return the page of a service with the newest of each promise, and where all of it stands."""
    shown = service_page(book, charter, service, page)
    found = zip(shown.promises, shown.page.entries, strict=False)
    return replace(shown, promises=[_newest(book, opened, of) for opened, of in found])


def promise_page(book: Book, standing: Standing) -> ServicePage:
    """Return the page of a promise whose service has too many for one page."""
    charter = standing.charter
    service = charter.service_by_id[standing.standard.service]
    (page,) = paged("", [standing], 1)
    shown, opened = service_page(book, charter, service, page), open_promise(book, standing)
    return replace(
        shown,
        poster_url=taken_at(book, standing),
        promises=[_newest(book, opened, standing)],
        rows=[],
        also=[],
        figures=[],
        sisters=[],
    )


def _newest(book: Book, opened: OpenPromise, standing: Standing) -> OpenPromise:
    opened = opened if _was_weaker(opened) else replace(opened, promised=None)
    most = _most_rows(standing)
    if not is_long(book, standing):
        return opened
    return replace(
        opened,
        table=opened.table.newest(most),
        parts=[_without_long_table(part, most) for part in opened.parts],
        # A chart of the promised levels says what the list of their changes would.
        changes=[] if opened.promised else opened.changes[:1],
        history=history_url(standing),
    )


def _was_weaker(opened: OpenPromise) -> bool:
    """Return whether a promise was ever made weaker: what customers of the service have to see."""
    return any(change.kind is Effect.WEAKER for change in opened.changes)


def _without_long_table(part: PartRow, most: int) -> PartRow:
    """Return a part with its newest result alone, where its chart and table stand on the other page."""
    return replace(part, table=None) if part.table and len(part.table.rows) > most else part
