"""The pages of the ledger: what changed, what is announced, what was only found, new results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import groupby
from operator import itemgetter

from charters.judging.effects import Effect
from charters.judging.promised_levels import promised_levels, spread
from charters.model.periods import months_later
from charters.model.register import Charter
from charters.publishing.book import Book
from charters.publishing.charts.pictures import TrendChart
from charters.publishing.charts.promised_chart import promised_chart
from charters.publishing.say.ledger_words import lately_words
from charters.publishing.say.speech import Said
from charters.publishing.views.change_counts import (
    CountsRow,
    changes_of,
    counts_of_agencies,
    counts_of_years,
)
from charters.publishing.views.change_entry import ChangeView
from charters.publishing.views.facts import put
from charters.publishing.views.ledger_entries import (
    MOST_CHANGES,
    ChangeList,
    announced_changes,
    changed,
    cut_to,
    found_later,
    left_words,
    newest_results,
)
from charters.publishing.views.paging import Paged, paged
from charters.publishing.views.places import agency_name
from charters.publishing.views.promise_cards import promise_view

ENTRIES_ON_A_PAGE = 50
"""So that a page stays under 60 kB in any language."""
RESULTS_ON_PAGE = 80
"""New results on their page; all of them are in the data."""
LAST_WEAKER = 3
"""So many of those made weaker are named at once."""
MOST_DRAWN = 2
"""So many of those that moved farthest are drawn."""
CHANGES_URL, GAPS_URL, RESULTS_URL = "changes/", "changes/gaps/", "changes/results/"
ANNOUNCED_URL, COUNTS_URL = "changes/announced/", "changes/agencies/"
MOST_ANNOUNCED, AGENCIES_COUNTED = 10, 30
"""So much that is announced, and the counts of so many agencies, stand on the page of changes itself."""
COUNTS_ON_A_PAGE = 60


@dataclass(frozen=True, slots=True)
class Year:
    """The entries of one year on one page."""

    year: str
    entries: Sequence[ChangeView]


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """One page of a list of entries, year by year, the newest first."""

    title: Said
    years: Sequence[Year]
    page: Paged[ChangeView]
    left: str
    """How many entries none of the pages has; on the last one."""


@dataclass(frozen=True, slots=True)
class Moving:
    """A promise whose level moved far, with the picture of it."""

    agency: Said
    sentence: Said
    url: str
    chart: TrendChart


@dataclass(frozen=True, slots=True)
class Summary:
    """What the page of changes says before its list: whether a promise was made weaker lately, and counts."""

    answer: str
    weaker: Sequence[ChangeView]
    """The last ones made weaker."""
    years: Sequence[CountsRow]
    agencies: Sequence[CountsRow]
    """None where they are too many, and have pages of their own."""
    moving: Sequence[Moving]
    announced: Sequence[ChangeView]
    more_announced: bool
    """Whether more is announced than stands here."""
    gaps: str
    """How many gaps of the documents stand on a page of their own; '' for none."""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """One page of changes: the first one begins with the summary."""

    summary: Summary | None
    ledger: LedgerPage


@dataclass(frozen=True, slots=True)
class CountsPage:
    """One page of how often promises changed at each agency."""

    page: Paged[CountsRow]


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """The page of new results."""

    results: ChangeList
    left: str


def changes_pages(book: Book) -> list[ChangesPage]:
    """Return the pages of changes."""
    changes, found = changed(book), found_later(book)
    pages = _pages(book, CHANGES_URL, Said(book.speech.gettext("What changed")), changes)
    first = _summary(book, changes, len(found), pages)
    return [ChangesPage(None if page.page.number > 1 else first, page) for page in pages]


def gaps_pages(book: Book) -> list[LedgerPage]:
    """Return the pages of what was only found later: gaps of the documents; none where there are none."""
    found, title = found_later(book), Said(book.speech.gettext("What we found later"))
    return _pages(book, GAPS_URL, title, found) if found else []


def announced_pages(book: Book) -> list[LedgerPage]:
    """Return the pages of what is announced; none where the page of changes has all of it."""
    found = announced_changes(book)
    title = Said(book.speech.gettext("Announced, and not in force yet"))
    return _pages(book, ANNOUNCED_URL, title, found) if len(found) > MOST_ANNOUNCED else []


def agency_pages(book: Book, charter: Charter) -> list[LedgerPage]:
    """Return the pages of what changed at one agency; none where nothing did."""
    found, name = changed(book, charter.id), agency_name(book.speech, charter)
    title = put(book.speech, book.speech.gettext("What changed: {agency}"), agency=name)
    return _pages(book, changes_of(charter), title, found) if found else []


def counts_pages(book: Book) -> list[CountsPage]:
    """Return the pages of how often promises changed at each agency; none where the page of changes has all."""
    rows = counts_of_agencies(book, changed(book))
    if len(rows) <= AGENCIES_COUNTED:
        return []
    return [
        CountsPage(page)
        for page in paged(COUNTS_URL, rows, COUNTS_ON_A_PAGE, named=lambda row: row.of.words)
    ]


def results_page(book: Book) -> ResultsPage:
    """Return the page of new results."""
    results = newest_results(book, None, RESULTS_ON_PAGE)
    return ResultsPage(results, left_words(book.speech, results.left))


def _pages(book: Book, url: str, title: Said, entries: Sequence[ChangeView]) -> list[LedgerPage]:
    cut = cut_to(MOST_CHANGES, entries)
    return [
        LedgerPage(
            title,
            [
                Year(str(year), list(of_year))
                for year, of_year in groupby(page.entries, key=lambda view: view.day.year)
            ],
            page,
            left_words(book.speech, cut.left) if page.last == page.total else "",
        )
        for page in paged(url, cut.shown, ENTRIES_ON_A_PAGE)
    ]


def _summary(
    book: Book, changes: Sequence[ChangeView], gaps: int, pages: Sequence[LedgerPage]
) -> Summary:
    speech, as_of = book.speech, book.register.as_of
    weaker = [view for view in changes if view.kind is Effect.WEAKER]
    since = months_later(as_of, -book.register.settings.result_old_after)
    compiled = any(charter.agency.compiled for charter in book.register.charters.values())
    told = speech.if_any(
        "{count} gap in the documents, which is no change of a promise",
        "{count} gaps in the documents, which are no changes of promises",
        gaps,
    )
    agencies, announced = counts_of_agencies(book, changes), announced_changes(book)
    begins = {
        one.year: f"{page.page.url}#y{one.year}" for page in reversed(pages) for one in page.years
    }
    return Summary(
        answer=lately_words(
            speech, sum(view.day >= since for view in weaker), since, compiled=compiled
        ),
        weaker=weaker[:LAST_WEAKER],
        years=counts_of_years(book, changes, begins),
        agencies=agencies if len(agencies) <= AGENCIES_COUNTED else [],
        moving=list(_moving(book)),
        announced=announced[:MOST_ANNOUNCED],
        more_announced=len(announced) > MOST_ANNOUNCED,
        gaps=told,
    )


def _moving(book: Book) -> Iterator[Moving]:
    """Yield the promises whose level moved farthest, those first that moved most."""
    moved = [(spread(promised_levels(one)), one) for one in book.all_standings]
    farthest = nlargest(MOST_DRAWN, moved, key=itemgetter(0))
    for n, (_, standing) in enumerate(farthest, 1):
        if chart := promised_chart(book.speech, standing, f"moving-{n}"):
            view = promise_view(book, standing)
            yield Moving(view.agency, view.sentence, view.url, chart)
