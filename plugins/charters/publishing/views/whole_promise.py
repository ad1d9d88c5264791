"""A page for everything published of one promise, where it is too much for the page of its service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from charters.judging.promise_changes import Effect
from charters.judging.standings import Standing, standing_of_part
from charters.model.register import Charter
from charters.model.standards import Service
from charters.publishing.book import Book
from charters.publishing.say.speech import Said
from charters.publishing.views.changes import change_views
from charters.publishing.views.promise_cards import SourceView, service_url
from charters.publishing.views.promise_parts import PartRow
from charters.publishing.views.result_table import rows_told
from charters.publishing.views.service import (
    OpenPromise,
    ServicePage,
    cited_in,
    open_promise,
    service_page,
)

MOST_ROWS = 10
"""Rows of results that the page of a service shows of a promise: those of ten years, or of most of one."""
MOST_CHANGES = 2


@dataclass(frozen=True)
class HistoryPage:
    """Every result and every change of a promise."""

    opened: OpenPromise
    agency: Said

    @cached_property
    def cited(self) -> Mapping[SourceView, int]:
        """The sources that rows and changes name by a number, each listed once on the page."""
        return cited_in([self.opened])


def history_page(book: Book, standing: Standing) -> HistoryPage:
    """Return the page of one promise."""
    opened = replace(open_promise(book, standing), history=history_url(standing))
    return HistoryPage(opened, book.speech.say(standing.charter.agency.name))


def history_url(standing: Standing) -> str:
    """Return the address of the page of one promise, from the site's root."""
    return f"{service_url(standing.charter, standing.standard.service)}{standing.standard.id}/"


def is_long(book: Book, standing: Standing) -> bool:
    """Return whether the page of a service shows the newest of a promise only."""
    parts = (standing_of_part(standing, part) for part in standing.parts)
    rows = max(map(rows_told, (standing, *parts)))
    return rows > MOST_ROWS or len(change_views(book, standing)) > MOST_CHANGES


def newest_of_service(book: Book, charter: Charter, service: Service) -> ServicePage:
    """Return the page of a service with the newest of each promise, and where all of it stands."""
    page = service_page(book, charter, service)
    found = zip(page.promises, book.of_service(charter, service.id), strict=True)
    return replace(page, promises=[_newest(book, opened, of) for opened, of in found])


def _newest(book: Book, opened: OpenPromise, standing: Standing) -> OpenPromise:
    opened = opened if _was_weaker(opened) else replace(opened, promised=None)
    if not is_long(book, standing):
        return opened
    return replace(
        opened,
        table=opened.table.newest(MOST_ROWS),
        parts=[_without_long_table(part) for part in opened.parts],
        # A chart of the promised levels says what the list of their changes would.
        changes=[] if opened.promised else opened.changes[:1],
        history=history_url(standing),
    )


def _was_weaker(opened: OpenPromise) -> bool:
    """Return whether a promise was ever made weaker: what customers of the service have to see."""
    return any(change.kind == Effect.WEAKER for change in opened.changes)


def _without_long_table(part: PartRow) -> PartRow:
    """Return a part with its newest result alone, where its chart and table stand on the other page."""
    return replace(part, table=None) if part.table and len(part.table.rows) > MOST_ROWS else part
