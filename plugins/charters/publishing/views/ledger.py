"""The ledger of all changes: what happened, what was only found, new results; each cut fairly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from charters.judging.figures import FigureSeries
from charters.judging.promise_changes import Effect
from charters.publishing.book import Book
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.change_entry import ENDED, ChangeView
from charters.publishing.views.changes import change_views
from charters.publishing.views.moved import moves_of, moves_of_agency
from charters.publishing.views.promise_cards import agency_name, agency_url
from charters.publishing.views.result_entries import new_results, result_changes

MOST_CHANGES = 200
"""Entries of each list of the pages of changes; older ones stay on the page of their promise."""
RESULTS_ON_PAGE = 100
"""New results on their page; all of them are in the data."""
MOST_RESULTS = 40
"""New results in a feed."""
RESULTS_URL = "changes/results/"
_COUNTED = (Effect.WEAKER.value, Effect.STRONGER.value, ENDED)


@dataclass(frozen=True, slots=True)
class ChangeList:
    """The newest entries of a list, and how many are left out."""

    shown: Sequence[ChangeView] = ()
    left: int = 0


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """How many promises were made weaker, made stronger and ended: in a year, or by an agency."""

    of: Said
    url: str
    counts: Sequence[str]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The page of changes: counts, what is announced, what happened, and what was only found."""

    years: list[LedgerRow]
    agencies: list[LedgerRow]
    announced: list[ChangeView]
    changes: ChangeList
    changes_left: str
    found: ChangeList
    found_left: str
    results_url: str


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """The page of new results."""

    results: ChangeList
    left: str


def changes_page(book: Book) -> ChangesPage:
    """Return the page of changes."""
    changes, found = _in_turn(_changed(book)), _in_turn(_found(book))
    return ChangesPage(
        years=_years(book, changes),
        agencies=_agencies(book, changes),
        announced=announced_changes(book),
        changes=(shown := _cut(changes, MOST_CHANGES)),
        changes_left=left_words(book.speech, shown.left),
        found=(gaps := _cut(found, MOST_CHANGES)),
        found_left=left_words(book.speech, gaps.left),
        results_url=RESULTS_URL,
    )


def results_page(book: Book) -> ResultsPage:
    """Return the page of new results."""
    results = _in_turn(_results(book))
    cut = _cut(results, RESULTS_ON_PAGE)
    return ResultsPage(cut, left_words(book.speech, cut.left))


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
    told = _in_turn(_results(book, agency))
    newest = {view.url: view for view in reversed(told)}
    results = _cut([v for v in told if newest[v.url] is v or not newest_only], most_results)
    both = _in_turn([*changed.shown, *results.shown])
    return ChangeList(both, changed.left + results.left)


def _views(book: Book, agency: str | None = None) -> Iterator[ChangeView]:
    for standing in book.all_standings:
        if agency in (None, standing.charter.id):
            yield from change_views(book, standing)
    for series in _figures(book, agency):
        yield from moves_of(book, series.charter, series.figure)
        yield from result_changes(book, series)
    for name, charter in book.register.charters.items():
        yield from moves_of_agency(book, charter) if agency in (None, name) else ()


def _figures(book: Book, agency: str | None) -> Iterator[FigureSeries]:
    for name, figures in book.figures.items():
        yield from figures if agency in (None, name) else ()


def _changed(book: Book, agency: str | None = None) -> Iterator[ChangeView]:
    views = _views(book, agency)
    return (view for view in views if not view.announced and view.kind != Effect.FOUND)


def _found(book: Book) -> Iterator[ChangeView]:
    return (view for view in _views(book) if view.kind == Effect.FOUND)


def _results(book: Book, agency: str | None = None) -> Iterator[ChangeView]:
    for standing in book.all_standings:
        if agency in (None, standing.charter.id):
            yield from new_results(book, standing)
    for series in _figures(book, agency):
        yield from new_results(book, series)


def _in_turn(views: Iterable[ChangeView]) -> list[ChangeView]:
    """Return views newest first; of one day, one of each agency in turn, so that a cut is fair."""
    turns, ranked = Counter[tuple[date, str]](), []
    for view in sorted(views, key=lambda view: (-view.about.toordinal(), view.key)):
        turns[view.day, view.agency_id] += 1
        ranked.append((turns[view.day, view.agency_id], view))
    ranked.sort(key=lambda pair: (-pair[1].day.toordinal(), pair[0], pair[1].agency_id))
    return [view for _, view in ranked]


def _cut(views: Sequence[ChangeView], most: int) -> ChangeList:
    return ChangeList(views[:most], max(0, len(views) - most))


def _years(book: Book, changes: Sequence[ChangeView]) -> list[LedgerRow]:
    """Return the counts of each year in which a promise was made weaker or stronger, or ended."""
    counts = Counter((view.day.year, view.kind) for view in changes if view.kind in _COUNTED)
    years = sorted({year for year, _ in counts}, reverse=True)
    return [
        LedgerRow(
            Said(str(year)), "", _told_counts(book.speech, (counts[year, k] for k in _COUNTED))
        )
        for year in years
    ]


def _agencies(book: Book, changes: Sequence[ChangeView]) -> list[LedgerRow]:
    """Return the same counts by agency, for those that changed anything."""
    counts = Counter((view.agency_id, view.kind) for view in changes if view.kind in _COUNTED)
    return [
        LedgerRow(
            agency_name(book.speech, charter),
            agency_url(charter),
            _told_counts(book.speech, (counts[charter.id, k] for k in _COUNTED)),
        )
        for charter in book.register.charters.values()
        if any(counts[charter.id, k] for k in _COUNTED)
    ]


def _told_counts(speech: Speech, counts: Iterable[int]) -> list[str]:
    return [speech.number(count) for count in counts]
