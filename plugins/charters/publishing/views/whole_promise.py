"""A page for everything published of one promise, where it is too much for the page of its service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from charters.judging.promise_changes import Effect
from charters.publishing.views.promise_cards import SourceView
from charters.publishing.views.promise_parts import PartRow
from charters.publishing.views.service import OpenPromise, ServicePage, cited_in

MOST_ROWS = 10
"""Rows of results that the page of a service shows of a promise: those of ten years, or of most of one."""
MOST_CHANGES = 2


@dataclass(frozen=True)
class HistoryPage:
    """Every result and every change of a promise, with what leads back to its service."""

    opened: OpenPromise
    service: ServicePage

    @cached_property
    def cited(self) -> Mapping[SourceView, int]:
        """The sources that rows and changes name by a number, each listed once on the page."""
        return cited_in([self.opened])


def history_pages(page: ServicePage) -> Iterator[HistoryPage]:
    """Yield a page for each promise of which the page of its service shows the newest only."""
    for opened in page.promises:
        if _is_long(opened):
            yield HistoryPage(replace(opened, history=_url(opened)), page)


def in_short(page: ServicePage) -> ServicePage:
    """Return the page of a service with the newest of each promise, and where all of it stands."""
    return replace(page, promises=[_newest(one) for one in page.promises])


def _is_long(opened: OpenPromise) -> bool:
    rows = max((len(table.rows) for table in opened.tables), default=0)
    return rows > MOST_ROWS or len(opened.changes) > MOST_CHANGES


def _newest(opened: OpenPromise) -> OpenPromise:
    opened = opened if _was_weaker(opened) else replace(opened, promised=None)
    if not _is_long(opened):
        return opened
    return replace(
        opened,
        table=opened.table.newest(MOST_ROWS),
        parts=[_without_long_table(part) for part in opened.parts],
        # A chart of the promised levels says what the list of their changes would.
        changes=[] if opened.promised else opened.changes[:1],
        history=_url(opened),
    )


def _was_weaker(opened: OpenPromise) -> bool:
    """Return whether a promise was ever made weaker: what customers of the service have to see."""
    return any(change.kind == Effect.WEAKER for change in opened.changes)


def _without_long_table(part: PartRow) -> PartRow:
    """Return a part with its newest result alone, where its chart and table stand on the other page."""
    return replace(part, table=None) if part.table and len(part.table.rows) > MOST_ROWS else part


def _url(opened: OpenPromise) -> str:
    return f"{opened.promise.service_url}{opened.promise.id}/"
