"""How often promises were made weaker, stronger, ended or corrected: by year, and by agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from charters.judging.effects import Effect
from charters.model.register import Charter
from charters.publishing.book import Book
from charters.publishing.say.alphabet import alphabetical
from charters.publishing.say.ledger_words import count_label
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.change_entry import ChangeView
from charters.publishing.views.places import agency_name, agency_url

_ALWAYS = (Effect.WEAKER, Effect.STRONGER, Effect.ENDED)
"""What is counted even where it never happened: that is an answer too."""
_COUNTED = (
    *_ALWAYS,
    *(Effect.REWORDED, Effect.CHANGED, Effect.SUSPENDED, Effect.CORRECTED, Effect.NEW),
)


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


def counts_of_years(
    book: Book, changes: Sequence[ChangeView], begins: Mapping[str, str]
) -> list[CountsRow]:
    """Return the counts of each year in which anything of a promise changed."""
    counted = Counter((str(view.day.year), view.kind) for view in changes)
    new = _new(book)
    counted.update((str(begun.year), Effect.NEW) for _, begun in new)
    years = {year for year, kind in counted if kind in _COUNTED}
    rows = [(Said(year), begins.get(year, ""), year) for year in sorted(years, reverse=True)]
    return _rows(book.speech, rows, counted)


def counts_of_agencies(book: Book, changes: Sequence[ChangeView]) -> list[CountsRow]:
    """Return the same counts by agency, for those that changed anything, by the name shown."""
    counted = Counter((view.agency_id, view.kind) for view in changes)
    told = {agency for agency, _kind in counted}
    counted.update((agency, Effect.NEW) for agency, _ in _new(book))
    rows = [
        (
            agency_name(book.speech, charter),
            changes_of(charter) if charter.id in told else agency_url(charter),
            charter.id,
        )
        for charter in book.register.charters.values()
        if any(counted[charter.id, kind] for kind in _COUNTED)
    ]
    rows.sort(key=lambda row: alphabetical(row[0].words))
    return _rows(book.speech, rows, counted)


def changes_of(charter: Charter) -> str:
    """Return the address of the page of what changed at one agency."""
    return f"changes/of/{charter.id}/"


def _new(book: Book) -> list[tuple[str, date]]:
    """Return the agency and the first day of each promise that says since when it is made."""
    begun = ((one.charter.id, one.standard.begins) for one in book.all_standings)
    return [(agency, day) for agency, day in begun if day and day <= book.register.as_of]


def _rows(
    speech: Speech, rows: Sequence[tuple[Said, str, str]], counted: Counter[tuple[str, Effect]]
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
