"""The ledger of all changes: what happened, what was only found, new results; each cut fairly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from charters.judging.comparators import Compared
from charters.judging.promise_changes import Effect
from charters.judging.promised_levels import promised_levels, spread
from charters.model.periods import months_later
from charters.model.register import Charter
from charters.publishing.book import Book
from charters.publishing.charts.pictures import TrendChart
from charters.publishing.charts.promised_chart import promised_chart
from charters.publishing.say.ledger_words import count_label, lately_words
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.change_entry import ENDED, ChangeView
from charters.publishing.views.changes import change_views
from charters.publishing.views.facts import put
from charters.publishing.views.moved import moves_of, moves_of_agency
from charters.publishing.views.paging import Paged, paged
from charters.publishing.views.promise_cards import agency_name, agency_url, promise_view
from charters.publishing.views.result_entries import (
    NewResult,
    in_words,
    new_results,
    result_changes,
)

MOST_CHANGES = 200
"""Entries of each list of the pages of changes; older ones stay on the page of their promise."""
ENTRIES_ON_A_PAGE = 50
"""So that a page stays under 60 kB in any language."""
RESULTS_ON_PAGE = 80
"""New results on their page; all of them are in the data."""
MOST_RESULTS = 40
"""New results in a feed."""
LAST_WEAKER = 3
"""So many of those made weaker are named at once."""
MOST_DRAWN = 2
"""So many of those that moved farthest are drawn."""
CHANGES_URL, GAPS_URL, RESULTS_URL = "changes/", "changes/gaps/", "changes/results/"
ANNOUNCED_URL, COUNTS_URL = "changes/announced/", "changes/agencies/"
MOST_ANNOUNCED, AGENCIES_COUNTED = 10, 30
"""So much that is announced, and the counts of so many agencies, stand on the page of changes itself."""
COUNTS_ON_A_PAGE = 60
_NEW = "new"
Entry = TypeVar("Entry", ChangeView, NewResult)
_ALWAYS = (Effect.WEAKER.value, Effect.STRONGER.value, ENDED)
"""What is counted even where it never happened: that is an answer too."""
_COUNTED = (*_ALWAYS, Effect.REWORDED.value, Effect.CHANGED.value, "suspended", "corrected", _NEW)


@dataclass(frozen=True, slots=True)
class ChangeList:
    """The newest entries of a list, and how many are left out."""

    shown: Sequence[ChangeView] = ()
    left: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """How often one thing happened."""

    label: str
    words: str
    none: bool


@dataclass(frozen=True, slots=True)
class CountsRow:
    """How often each thing happened: in a year, or at an agency."""

    of: Said
    url: str
    counts: Sequence[Count]


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
    changes, found = _in_turn(_changed(book)), _in_turn(_found(book))
    pages = _pages(book, CHANGES_URL, Said(book.speech.gettext("What changed")), changes)
    first = _summary(book, changes, len(found), pages)
    return [ChangesPage(None if page.page.number > 1 else first, page) for page in pages]


def gaps_pages(book: Book) -> list[LedgerPage]:
    """Return the pages of what was only found later: gaps of the documents; none where there are none."""
    found, title = _in_turn(_found(book)), Said(book.speech.gettext("What we found later"))
    return _pages(book, GAPS_URL, title, found) if found else []


def announced_pages(book: Book) -> list[LedgerPage]:
    """Return the pages of what is announced; none where the page of changes has all of it."""
    found = announced_changes(book)
    title = Said(book.speech.gettext("Announced, and not in force yet"))
    return _pages(book, ANNOUNCED_URL, title, found) if len(found) > MOST_ANNOUNCED else []


def agency_pages(book: Book, charter: Charter) -> list[LedgerPage]:
    """Return the pages of what changed at one agency; none where nothing did."""
    found, name = _in_turn(_changed(book, charter.id)), agency_name(book.speech, charter)
    title = put(book.speech, book.speech.gettext("What changed: {agency}"), agency=name)
    return _pages(book, changes_of(charter), title, found) if found else []


def changes_of(charter: Charter) -> str:
    """Return the address of the page of what changed at one agency."""
    return f"changes/of/{charter.id}/"


def counts_pages(book: Book) -> list[CountsPage]:
    """Return the pages of how often promises changed at each agency; none where the page of changes has all."""
    rows = _agencies(book, _in_turn(_changed(book)))
    if len(rows) <= AGENCIES_COUNTED:
        return []
    return [
        CountsPage(page)
        for page in paged(COUNTS_URL, rows, COUNTS_ON_A_PAGE, named=lambda row: row.of.words)
    ]


def results_page(book: Book) -> ResultsPage:
    """Return the page of new results."""
    results = _new_results(book, None, RESULTS_ON_PAGE)
    return ResultsPage(results, left_words(book.speech, results.left))


def _pages(book: Book, url: str, title: Said, entries: Sequence[ChangeView]) -> list[LedgerPage]:
    cut = _cut(entries, MOST_CHANGES)
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
    weaker = [view for view in changes if view.kind == Effect.WEAKER]
    since = months_later(as_of, -book.register.settings.result_old_after)
    compiled = any(charter.agency.compiled for charter in book.register.charters.values())
    told = speech.ngettext(
        "{count} gap in the documents, which is no change of a promise",
        "{count} gaps in the documents, which are no changes of promises",
        gaps,
    )
    agencies, announced = _agencies(book, changes), announced_changes(book)
    begins = {
        one.year: f"{page.page.url}#y{one.year}" for page in reversed(pages) for one in page.years
    }
    return Summary(
        answer=lately_words(
            speech, sum(view.day >= since for view in weaker), since, compiled=compiled
        ),
        weaker=weaker[:LAST_WEAKER],
        years=_years(book, changes, begins),
        agencies=agencies if len(agencies) <= AGENCIES_COUNTED else [],
        moving=list(_moving(book)),
        announced=announced[:MOST_ANNOUNCED],
        more_announced=len(announced) > MOST_ANNOUNCED,
        gaps=told.format(count=speech.number(gaps)) if gaps else "",
    )


def left_words(speech: Speech, left: int) -> str:
    """Return how many entries a list leaves out; '' where it has all."""
    if left <= 0:
        return ""
    return speech.ngettext(
        "{count} more entry is not listed here. It stands on the page of its service.",
        "{count} more entries are not listed here. They stand on the pages of their services.",
        left,
    ).format(count=speech.number(left))


def announced_changes(book: Book) -> list[ChangeView]:
    """Return the changes of promises whose day is still to come, the soonest first."""
    found = (view for view in _views(book) if view.announced and view.kind != Effect.FOUND)
    return sorted(found, key=lambda view: (view.day, view.agency_id, view.key))[:MOST_CHANGES]


def all_changes(
    book: Book,
    agency: str | None = None,
    *,
    most_changes: int = MOST_CHANGES,
    most_results: int = MOST_RESULTS,
    newest_only: bool = False,
) -> ChangeList:
    """Return the newest changes and results of a site, or of one agency, newest first.

    With `newest_only` a promise has one new result among them: short lists are for many promises.

    What is only announced has not changed yet; it comes here, and into the feeds, on its day.
    What the documents only left open has not changed at all.
    """
    # Cut apart: many new results must not push a weakened promise off the page.
    changed = _cut(_in_turn(_changed(book, agency)), most_changes)
    results = _new_results(book, agency, most_results, newest_only=newest_only)
    both = _in_turn([*changed.shown, *results.shown])
    return ChangeList(both, changed.left + results.left)


def _views(book: Book, agency: str | None = None) -> Iterator[ChangeView]:
    for charter in _charters(book, agency):
        for standing in book.standings[charter.id]:
            yield from change_views(book, standing)
        for series in book.figures[charter.id]:
            yield from moves_of(book, charter, series.figure)
            yield from result_changes(book, series)
        yield from moves_of_agency(book, charter)


def _charters(book: Book, agency: str | None) -> Iterable[Charter]:
    charters = book.register.charters
    return charters.values() if agency is None else [charters[agency]]


def _changed(book: Book, agency: str | None = None) -> Iterator[ChangeView]:
    views = _views(book, agency)
    return (view for view in views if not view.announced and view.kind != Effect.FOUND)


def _found(book: Book) -> Iterator[ChangeView]:
    return (view for view in _views(book) if view.kind == Effect.FOUND)


def _new_results(
    book: Book, agency: str | None, most: int, *, newest_only: bool = False
) -> ChangeList:
    """Return the newest results, of each promise every one or the newest only."""
    each = (new_results(book, of) for of in _measured(book, agency))
    found = [one for results in each for one in (_in_turn(results)[:1] if newest_only else results)]
    # Nothing of an earlier day can be among so many; what is left is put in turn, and in words.
    since = min(nlargest(most, (one.day for one in found)), default=date.max)
    told = _in_turn(one for one in found if one.day >= since)[:most]
    return ChangeList([in_words(book, one) for one in told], max(0, len(found) - most))


def _measured(book: Book, agency: str | None) -> Iterator[Compared]:
    for charter in _charters(book, agency):
        yield from book.standings[charter.id]
        yield from book.figures[charter.id]


def _in_turn(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries newest first; of one day, one of each agency in turn, so that a cut is fair."""
    turns, ranked = Counter[tuple[date, str]](), []
    for one in sorted(entries, key=lambda one: (-one.about.toordinal(), one.key)):
        turns[one.day, one.agency_id] += 1
        ranked.append((turns[one.day, one.agency_id], one))
    ranked.sort(key=lambda pair: (-pair[1].day.toordinal(), pair[0], pair[1].agency_id))
    return [one for _, one in ranked]


def _cut(views: Sequence[ChangeView], most: int) -> ChangeList:
    return ChangeList(views[:most], max(0, len(views) - most))


def _moving(book: Book) -> Iterator[Moving]:
    """Yield the promises whose level moved farthest, those first that moved most."""
    moved = [(spread(promised_levels(one)), one) for one in book.all_standings]
    farthest = nlargest(MOST_DRAWN, moved, key=itemgetter(0))
    for n, (_, standing) in enumerate(farthest, 1):
        if chart := promised_chart(book.speech, standing, f"moving-{n}"):
            view = promise_view(book, standing)
            yield Moving(view.agency, view.sentence, view.url, chart)


def _years(book: Book, changes: Sequence[ChangeView], begins: Mapping[str, str]) -> list[CountsRow]:
    """Return the counts of each year in which anything of a promise changed."""
    counted = Counter((str(view.day.year), view.kind) for view in changes)
    new = _new(book)
    counted.update((str(begun.year), _NEW) for _, begun in new)
    years = {year for year, kind in counted if kind in _COUNTED}
    rows = [(Said(year), begins.get(year, ""), year) for year in sorted(years, reverse=True)]
    return _rows(book.speech, rows, counted)


def _agencies(book: Book, changes: Sequence[ChangeView]) -> list[CountsRow]:
    """Return the same counts by agency, for those that changed anything."""
    counted = Counter((view.agency_id, view.kind) for view in changes)
    told = {agency for agency, _kind in counted}
    counted.update((agency, _NEW) for agency, _ in _new(book))
    rows = [
        (
            agency_name(book.speech, charter),
            changes_of(charter) if charter.id in told else agency_url(charter),
            charter.id,
        )
        for charter in book.register.charters.values()
        if any(counted[charter.id, kind] for kind in _COUNTED)
    ]
    return _rows(book.speech, rows, counted)


def _new(book: Book) -> list[tuple[str, date]]:
    """Return the agency and the first day of each promise that says since when it is made."""
    begun = ((one.charter.id, one.standard.begins) for one in book.all_standings)
    return [(agency, day) for agency, day in begun if day and day <= book.register.as_of]


def _rows(
    speech: Speech, rows: Sequence[tuple[Said, str, str]], counted: Counter[tuple[str, str]]
) -> list[CountsRow]:
    """Return a row of counts for each key; a kind that never occurs is no column, unless it is an answer."""
    known = {key for _, _, key in rows}
    kinds = [
        kind for kind in _COUNTED if kind in _ALWAYS or any(counted[key, kind] for key in known)
    ]
    return [
        CountsRow(
            of,
            url,
            [
                Count(count_label(speech, kind), speech.number(many), many == 0)
                for kind in kinds
                for many in (counted[key, kind],)
            ],
        )
        for of, url, key in rows
    ]
