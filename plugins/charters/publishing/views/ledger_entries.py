"""The entries of the ledger: what happened, what was only found, new results; each list cut fairly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from operator import itemgetter
from typing import TypeVar

from charters.judging.comparators import Compared
from charters.judging.effects import Effect
from charters.model.register import Charter
from charters.publishing.book import Book, once
from charters.publishing.say.speech import Speech
from charters.publishing.views.change_entry import ChangeView
from charters.publishing.views.changes import change_views
from charters.publishing.views.moved import moves_of, moves_of_agency
from charters.publishing.views.result_entries import (
    NewResult,
    in_words,
    new_results,
    result_changes,
)

MOST_CHANGES = 200
"""Entries of each list of the pages of changes; older ones stay on the page of their promise."""
MOST_RESULTS = 40
"""New results in a feed."""
Entry = TypeVar("Entry", ChangeView, NewResult)
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class ChangeList:
    """The newest entries of a list, and how many are left out."""

    shown: Sequence[ChangeView] = ()
    left: int = 0


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
    changes = cut_to(most_changes, changed(book, agency))
    results = newest_results(book, agency, most_results, newest_only=newest_only)
    both = in_turn([*changes.shown, *results.shown])
    return ChangeList(both, changes.left + results.left)


def left_words(speech: Speech, left: int) -> str:
    """Return how many entries a list leaves out; '' where it has all."""
    return speech.if_any(
        "{count} more entry is not listed here. It stands on the page of its service.",
        "{count} more entries are not listed here. They stand on the pages of their services.",
        left,
    )


def announced_changes(book: Book) -> list[ChangeView]:
    """Return the changes of promises whose day is still to come, the soonest first."""
    found = (view for view in _views(book) if view.announced and view.kind is not Effect.FOUND)
    return sorted(found, key=lambda view: (view.day, view.agency_id, view.key))[:MOST_CHANGES]


def _views(book: Book, agency: str | None = None) -> Iterator[ChangeView]:
    return (view for charter in _charters(book, agency) for view in _of_agency(book, charter))


@once
def _of_agency(book: Book, charter: Charter) -> list[ChangeView]:
    found = [view for one in book.standings[charter.id] for view in change_views(book, one)]
    for series in book.figures[charter.id]:
        found += [*moves_of(book, charter, series.figure), *result_changes(book, series)]
    return [*found, *moves_of_agency(book, charter)]


def _charters(book: Book, agency: str | None) -> Iterable[Charter]:
    charters = book.register.charters
    return charters.values() if agency is None else [charters[agency]]


def changed(book: Book, agency: str | None = None) -> list[ChangeView]:
    """Return what changed at all agencies, or at one, newest first."""
    views = _views(book, agency)
    return in_turn(view for view in views if not view.announced and view.kind is not Effect.FOUND)


def found_later(book: Book) -> list[ChangeView]:
    """Return what was only found later, newest first."""
    return in_turn(view for view in _views(book) if view.kind is Effect.FOUND)


def newest_results(
    book: Book, agency: str | None, most: int, *, newest_only: bool = False
) -> ChangeList:
    """Return the newest results, of each promise every one or the newest only."""
    each = (new_results(book, of) for of in _measured(book, agency))
    found = [one for results in each for one in (in_turn(results)[:1] if newest_only else results)]
    # Nothing of an earlier day can be among so many; what is left is put in turn, and in words.
    since = min(nlargest(most, (one.day for one in found)), default=date.max)
    told = in_turn(one for one in found if one.day >= since)[:most]
    return ChangeList([in_words(book, one) for one in told], max(0, len(found) - most))


def _measured(book: Book, agency: str | None) -> Iterator[Compared]:
    for charter in _charters(book, agency):
        yield from book.standings[charter.id]
        yield from book.figures[charter.id]


def in_turn(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries newest first; of one day, one of each agency in turn."""
    ordered = sorted(entries, key=lambda one: (-one.about.toordinal(), one.key))
    return fairly(ordered, lambda one: (one.day, one.agency_id))


def fairly(entries: Iterable[One], by: Callable[[One], tuple[date, str]]) -> list[One]:
    """Return what is of a day and an agency newest first, of one day one of each in turn: so a cut is fair."""
    turns, ranked = Counter[tuple[date, str]](), []
    for one in entries:
        day, agency = by(one)
        turns[day, agency] += 1
        ranked.append((-day.toordinal(), turns[day, agency], agency, one))
    ranked.sort(key=itemgetter(0, 1, 2))
    return [one for *_, one in ranked]


def cut_to(most: int, views: Sequence[ChangeView]) -> ChangeList:
    """Return the first entries, and how many come after them."""
    return ChangeList(views[:most], max(0, len(views) - most))
