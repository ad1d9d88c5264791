"""The board of what is due: results, actions, reviews and surveys of every agency, the first day first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from charters.judging.due import Due, DueKind, due_of
from charters.model.addresses import first_address
from charters.model.register import Charter
from charters.publishing.book import Book, once
from charters.publishing.say.alphabet import alphabetical
from charters.publishing.say.result_words import when_words
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.counts import collected_words
from charters.publishing.views.paging import Paged, paged
from charters.publishing.views.places import agency_name, agency_url, place_url

URL = "due/"
MOST, ROWS_ON_A_PAGE = 60, 60
"""Entries of the first page, and agencies of each; the command, and each agency's calendar, have all."""
SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class DueView:
    """One thing to be done, in words."""

    due: Due
    when: str
    word: str
    what: Said
    """The times that results are for, the action, what will be asked."""
    about: Said | None
    """The promise it is about."""
    agency: Said
    url: str
    key: str
    """A name that stays the same from day to day, for calendars."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """How much is due of one agency."""

    agency: Said
    url: str
    late: str
    soon: str
    following: str
    """The first day still to come."""


@dataclass(frozen=True, slots=True)
class DuePage:
    """One page of what is due: each agency in a line, then what is late, and what comes next."""

    page: Paged[DueRow]
    late: Sequence[DueView]
    """These, too, stand on the first page alone."""
    coming: Sequence[DueView]
    left: str
    notes: str
    """Of how many promises later results are not collected here; '' where of none."""


@once
def due_views(book: Book, charter: Charter) -> list[DueView]:
    """Return everything that is due of an agency, the first day first."""
    found = due_of(book.register, charter, book.standings[charter.id])
    return [_view(book.speech, one) for one in found]


def all_due(book: Book, agency: str | None = None) -> list[DueView]:
    """Return everything that is due of a site, or of one agency, the first day first."""
    charters = (one for name, one in book.register.charters.items() if agency in (None, name))
    found = [view for charter in charters for view in due_views(book, charter)]
    return sorted(found, key=lambda view: (view.due.day, view.key))


def due_pages(book: Book) -> list[DuePage]:
    """Return the pages of what is due; where it is too much, what is first comes first."""
    charters, every = book.register.charters.values(), all_due(book)
    late = [view for view in every if view.due.is_late]
    coming = [view for view in every if not view.due.is_late]
    left = max(0, len(late) - MOST) + max(0, len(coming) - MOST)
    said = book.speech.if_any(
        "{count} more is not listed here; the command 'charters due' lists all.",
        "{count} more are not listed here; the command 'charters due' lists all.",
        left,
    )
    rows = [row for charter in charters if (row := _row(book, charter))]
    rows.sort(key=lambda row: alphabetical(row.agency.words))
    first, *others = paged(URL, rows, ROWS_ON_A_PAGE, named=lambda row: row.agency.words)
    standings = [one for found in book.standings.values() for one in found if one.in_force]
    notes = collected_words(book.speech, standings)
    whole = DuePage(first, late[:MOST], coming[:MOST], said, notes)
    return [whole, *(DuePage(page, [], [], "", notes) for page in others)]


def _row(book: Book, charter: Charter) -> DueRow | None:
    """Return the line of an agency; None where nothing is due of it."""
    views, today = due_views(book, charter), book.register.as_of
    coming = [view for view in views if not view.due.is_late]
    soon = sum(view.due.day <= today + SOON for view in coming)
    if not views:
        return None
    return DueRow(
        agency_name(book.speech, charter),
        agency_url(charter),
        book.speech.number(len(views) - len(coming)),
        book.speech.number(soon),
        coming[0].when if coming else book.speech.gettext("none"),
    )


def _view(speech: Speech, due: Due) -> DueView:
    about, url, first = None, agency_url(due.charter), f"{due.charter.first_id}/plan"
    if due.standing is not None:
        standard = due.standing.standard
        about, url = speech.say(standard.promise), place_url(due.charter, standard)
        first = first_address(due.charter, standard)
    return DueView(
        due, speech.day(due.day), due_word(speech.gettext, due), _what(speech, due),
        about, agency_name(speech, due.charter), url,
        f"{first}/{due.kind}/{due.day}",
    )  # fmt: skip


def due_word(_: Callable[[str], str], due: Due) -> str:
    """Return what is due in a word, or that it is late, in the language of a catalogue."""
    late, coming = {
        DueKind.RESULT: (_("result late"), _("result due")),
        DueKind.ACTION: (_("action: its day has passed"), _("action")),
        DueKind.REVIEW: (_("review: its day has passed"), _("review")),
        DueKind.SURVEY: (_("survey: its day has passed"), _("survey")),
    }[due.kind]
    return late if due.is_late else coming


def _what(speech: Speech, due: Due) -> Said:
    _, standing = speech.gettext, due.standing
    if due.kind is DueKind.RESULT and standing is not None:
        times = [when_words(speech, standing.standard, period) for period in due.periods]
        more = len(times) - 1
        first = times[0]
        said = speech.so_many(
            "{first} and {count} more", "{first} and {count} more", more, first=first
        )
        return Said(said if more else first)
    if due.kind is DueKind.REVIEW:
        return Said(_("Whether the promise still fits") if standing else _("The whole plan"))
    return speech.cell(due.what) if isinstance(due.what, str) else speech.say(due.what)
