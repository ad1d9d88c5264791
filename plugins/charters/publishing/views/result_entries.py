"""Results as they came out: new ones, and those that were settled, corrected or taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from charters.judging.comparators import Compared, Ours
from charters.judging.effects import Effect
from charters.judging.figures import FigureSeries
from charters.judging.promise_changes import Correction, as_it_was, corrections_of
from charters.model.results import Result, Status
from charters.publishing.book import Book, once
from charters.publishing.say.result_words import part_words, when_words, with_counts
from charters.publishing.say.speech import Speech
from charters.publishing.say.verdict_words import with_result, word_of
from charters.publishing.views.change_entry import ChangeView, entry_of, key_of
from charters.publishing.views.cited import source_view


@once
def result_changes(book: Book, of: Compared) -> list[ChangeView]:
    """Return every result of a promise or figure that another took the place of, newest first."""
    found = [*_corrections(book, of), *_rewritten(book, of)]
    return sorted(found, key=lambda view: (view.day, view.key), reverse=True)


def _corrections(book: Book, of: Compared) -> Iterator[ChangeView]:
    for correction in corrections_of(of):
        now = correction.now.result
        published = now.published or now.period
        yield entry_of(
            book, of, _day(correction.was.result, now),
            correction.effect,
            when=book.speech.period(published),
            was=said_of(book, of, correction.was),
            now=said_of(book, of, correction.now),
            turned=turned_words(book.speech, correction),
            why=book.speech.cell(now.note),
            period=now.period,
            source=source_view(book.speech, of.charter, now.source),
            key=f"{now.period.label}/{now.part}/{now.line}",
        )  # fmt: skip


def _rewritten(book: Book, of: Compared) -> Iterator[ChangeView]:
    """Yield published results that were changed or taken out with no row that says so."""
    _ = book.speech.gettext
    hides = book.register.settings.hides_small_counts
    for row in of.charter.past.rows:
        if row.result.standard != of.standard.id:
            continue
        was = as_it_was(of, row.result)
        now = next((one for one in of.judged if one.result.line == row.now), None)
        label = f"{row.result.period.label}/{row.result.part}/{row.seen.commit[:7]}"
        yield entry_of(
            book, of, row.gone, Effect.REWRITTEN if row.now else Effect.REMOVED,
            was="" if hides else said_of(book, of, was),
            now=said_of(book, of, now) if now and not hides else "",
            turned=turned_words(book.speech, Correction(was, now)) if now and not hides else "",
            late=[_("The charter says nothing of this change; earlier versions of its files show it.")],
            period=row.result.period,
            key=label,
        )  # fmt: skip


def turned_words(speech: Speech, correction: Correction) -> str:
    """Return which verdict a correction turned into which; '' where it stayed."""
    if not correction.turned:
        return ""
    was, now = (word_of(speech, one.verdict.word) for one in (correction.was, correction.now))
    return speech.gettext("Was {before}, is now {after}.").format(before=was, after=now)


def _day(*rows: Result) -> date:
    """Return the day an entry is sorted by, which no later build moves.

    It is the day of publication; where only its month or year is known, the first day of it on which
    the period was over (or begun, of a provisional result), and the rows before were published.
    """
    day = date.min
    for row in rows:
        published = row.published or row.period
        known = row.period.start if row.status is Status.PROVISIONAL else row.period.end
        day = min(published.end, max(published.start, known, day))
    return day


def said_of(book: Book, of: Compared, judged: Ours) -> str:
    """Return a result in words, with its counts, period and part, against the aim of its time."""
    return f"{_figure(book, of, judged)}, {_when(book, of, judged)}"


def _figure(book: Book, of: Compared, judged: Ours) -> str:
    return with_counts(book.speech, of.standard, judged.result, judged.verdict.target)


def _when(book: Book, of: Compared, judged: Ours) -> str:
    """Return what a result is about: its period, and the part it is of."""
    when = when_words(book.speech, of.standard, judged.result.period)
    part = part_words(book.speech, of.standard, judged.result.part).words
    return ", ".join(filter(None, (when, part)))


class NewResult(NamedTuple):
    """A published result that no later row has replaced, before anybody puts it in words."""

    of: Compared
    judged: Ours
    day: date
    key: str

    @property
    def agency_id(self) -> str:
        """Whose it is."""
        return self.of.charter.id

    @property
    def about(self) -> date:
        """The last day of the period it is of."""
        return self.judged.result.period.end


@once
def new_results(_book: Book, of: Compared) -> list[NewResult]:
    """Return every published result of a promise that no later row has replaced."""
    key = key_of(of, Effect.NEW_RESULT)
    return [
        NewResult(of, judged, _day(judged.result), f"{key}/{judged.result.period.label}")
        for judged in of.judged
        if not judged.replaced and judged.result.published
    ]


def in_words(book: Book, new: NewResult) -> ChangeView:
    """Return a new result in words: lists show a few of the thousands there are."""
    of, judged, result = new.of, new.judged, new.judged.result
    return entry_of(
        book, of, new.day, Effect.NEW_RESULT,
        when=book.speech.period(result.published or result.period),
        now=f"{judged_said(book, of, judged)}{_reason(book.speech, result)}",
        why=book.speech.cell(result.missed_because),
        period=result.period,
        source=source_view(book.speech, of.charter, result.source),
        key=result.period.label,
    )  # fmt: skip


def judged_said(book: Book, of: Compared, judged: Ours) -> str:
    """Return a new result behind its verdict; one that is hidden says so by itself."""
    if judged.result.hidden or isinstance(of, FigureSeries):
        return said_of(book, of, judged)
    speech, verdict = book.speech, judged.verdict
    word = word_of(speech, verdict.word)
    if verdict.provisional:
        word = speech.gettext("{word}, provisional").format(word=word)
    figure, when = _figure(book, of, judged), _when(book, of, judged)
    return with_result(speech, verdict.word, word, figure, when)


def _reason(speech: Speech, result: Result) -> str:
    """Return what comes behind a new row that holds no result: why there is none."""
    if result.is_available or result.is_in_words:
        return ""
    return f". {speech.cell(result.note).words}"
