"""What changed: promises lowered, raised, reworded, withdrawn; results new and corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pydantic_core import PydanticCustomError

from charters.judging.standings import Standing
from charters.model.quantities import Direction, Target, parse_quantity, parse_target
from charters.model.results import Result
from charters.model.standards import NOTHING, Change, ChangedField
from charters.publishing.book import Book
from charters.publishing.promises import (
    SourceView,
    agency_name,
    agency_url,
    service_url,
    source_view,
)
from charters.publishing.speech import Said, Speech
from charters.publishing.verdict_words import counts_words, result_words, word_of

NEWEST = 60
"""Entries on the page of changes and in a feed; older ones stay on the page of their promise."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change, of a promise or of a result."""

    day: date
    when: str
    kind: str
    """new-result, corrected, lowered, raised, changed, reworded, withdrawn, introduced."""
    word: str
    sentence: Said
    agency: Said
    agency_id: str
    url: str
    was: str
    now: str
    why: str
    after_miss: bool
    source: SourceView | None
    key: str
    """A name that stays the same from build to build, for feeds."""


def change_views(book: Book, standing: Standing) -> list[ChangeView]:
    """Return every change of one promise and every correction of its results, newest first."""
    found = [*_promise_changes(book, standing), *_corrections(book, standing)]
    return sorted(found, key=lambda view: (view.day, view.key), reverse=True)


def all_changes(book: Book, agency: str | None = None) -> list[ChangeView]:
    """Return the newest changes and results of a site, or of one agency, newest first."""
    found: list[ChangeView] = []
    for standing in book.all_standings:
        if agency in (None, standing.charter.id):
            found += change_views(book, standing)
            found += _new_results(book, standing)
    return sorted(found, key=lambda view: (view.day, view.agency_id, view.key), reverse=True)[:NEWEST]


def _view(book: Book, standing: Standing, day: date, kind: str, **more: object) -> ChangeView:
    charter, standard = standing.charter, standing.standard
    fields = {"when": book.speech.day(day), "was": "", "now": "", "why": "", "after_miss": False, "source": None, **more}
    return ChangeView(
        day=day,
        kind=kind,
        word=kind_word(book.speech, kind),
        sentence=book.speech.say(standard.promise),
        agency=agency_name(book.speech, charter),
        agency_id=charter.id,
        url=f"{service_url(charter, standard.service)}#{standard.id}",
        key=f"{agency_url(charter)}{standard.id}/{kind}/{fields.pop('key', day)}",
        **fields,  # type: ignore[arg-type]
    )


def kind_word(speech: Speech, kind: str) -> str:
    """Return the words for a kind of change."""
    _ = speech.gettext
    return {
        "new-result": _("new result"),
        "corrected": _("result corrected"),
        "lowered": _("promise lowered"),
        "raised": _("promise raised"),
        "changed": _("promise changed"),
        "reworded": _("promise reworded"),
        "withdrawn": _("promise withdrawn"),
    }[kind]


def _promise_changes(book: Book, standing: Standing) -> Iterator[ChangeView]:
    speech, standard = book.speech, standing.standard
    for change in standard.changes:
        kind = change_kind(change, standard.target)
        yield _view(
            book, standing, change.date, kind,
            was=speech.say(change.from_).words,
            now=speech.say(change.to).words,
            why=speech.say(change.reason).words,
            after_miss=kind == "lowered" and _missed_before(standing, change.date),
            source=source_view(speech, standing.charter, change.source),
            key=f"{change.date}/{change.field.value}",
        )  # fmt: skip
    gone = standard.withdrawn
    if gone is not None:
        source = source_view(speech, standing.charter, gone.source)
        yield _view(book, standing, gone.date, "withdrawn", why=speech.say(gone.reason).words, source=source)


def change_kind(change: Change, target: Target | None) -> str:
    """Return whether a change lowered or raised the promise, or only changed or reworded it."""
    if change.field is ChangedField.PROMISE:
        return "reworded"
    if change.field not in (ChangedField.TARGET, ChangedField.LIMIT):
        return "changed"
    was, now = str(change.from_), str(change.to)
    if was in NOTHING or now in NOTHING:
        return "changed"
    try:
        return _eased(change.field, was, now, target)
    except PydanticCustomError:
        return "changed"


def _eased(field: ChangedField, was: str, now: str, target: Target | None) -> str:
    if field is ChangedField.LIMIT:
        # A limit is a longest time, except where more of it is better for the customer.
        before, after = parse_quantity(was), parse_quantity(now)
        lower_is_better = True
    else:
        first, second = parse_target(was), parse_target(now)
        if first.direction is not second.direction or first.direction is Direction.INSIDE:
            return "changed"
        before, after = first.level, second.level
        lower_is_better = first.direction is Direction.LOWER
    if before.unit != after.unit or before.amount == after.amount:
        return "changed"
    return "lowered" if (after.amount > before.amount) == lower_is_better else "raised"


def _missed_before(standing: Standing, day: date) -> bool:
    """Return whether the last result before a change missed its target (F5)."""
    earlier = [judged for judged in standing.judged if judged.result.period.end < day]
    return bool(earlier) and earlier[-1].verdict.reached is False


def _corrections(book: Book, standing: Standing) -> Iterator[ChangeView]:
    series = [standing.judged, *standing.parts.values()]
    for judged in (judged for results in series for judged in results):
        for was, now in pairwise((*judged.replaced, judged.result)):
            if now.published is not None:
                yield _correction(book, standing, was, now)


def _correction(book: Book, standing: Standing, was: Result, now: Result) -> ChangeView:
    speech = book.speech
    period = speech.period(now.period)
    published = now.published or now.period
    return _view(
        book, standing, published.end, "corrected",
        when=speech.period(published),
        was=f"{_said(book, standing, was)}, {period}",
        now=f"{_said(book, standing, now)}, {period}",
        why=now.note,
        source=source_view(speech, standing.charter, now.source),
        key=f"{now.period.label}/{now.part}/{now.line}",
    )  # fmt: skip


def _said(book: Book, standing: Standing, result: Result) -> str:
    words = result_words(book.speech, standing.standard, result, None)
    counts = counts_words(book.speech, result)
    return f"{words} ({counts})" if counts else words


def _new_results(book: Book, standing: Standing) -> Iterator[ChangeView]:
    for judged in standing.judged[-4:]:
        result, published = judged.result, judged.result.published
        if published is None or judged.replaced:
            continue
        yield _view(
            book, standing, published.end, "new-result",
            when=book.speech.period(published),
            now=f"{word_of(book.speech, judged.verdict.word)}: {_said(book, standing, result)}, "
            f"{book.speech.period(result.period)}",
            why=result.missed_because,
            source=source_view(book.speech, standing.charter, result.source),
            key=result.period.label,
        )  # fmt: skip
