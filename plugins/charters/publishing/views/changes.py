"""What changed: promises lowered, raised, reworded, withdrawn; results new and corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pydantic_core import PydanticCustomError

from charters.judging.promise_changes import Effect, effect_of, follows_a_miss
from charters.judging.standings import Judged, Standing
from charters.model.periods import Period
from charters.model.quantities import Target, parse_quantity, parse_target
from charters.model.results import Result, Status
from charters.model.standards import NOTHING, ChangedField
from charters.model.text import Text
from charters.publishing.book import Book, once
from charters.publishing.say.speech import Said, Speech
from charters.publishing.say.verdict_words import when_words, with_counts, word_of
from charters.publishing.views.promise_cards import (
    SourceView,
    agency_name,
    agency_url,
    service_url,
    source_view,
)

MOST_CHANGES = 200
"""Changes of promises and corrections on the page of changes and in a feed; older ones stay on the
page of their promise.
"""
MOST_RESULTS = 40
"""New results there."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change, of a promise or of a result."""

    day: date
    when: str
    kind: str
    """new-result, settled, corrected, lowered, raised, changed, reworded or withdrawn."""
    announced: bool
    """Whether its day is still to come."""
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


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The page of changes: what is announced, the soonest first, and what happened."""

    announced: list[ChangeView]
    changes: list[ChangeView]


@once
def change_views(book: Book, standing: Standing) -> list[ChangeView]:
    """Return every change of one promise and every correction of its results, newest first."""
    found = [*_promise_changes(book, standing), *_corrections(book, standing)]
    return sorted(found, key=lambda view: (view.day, view.key), reverse=True)


def changes_page(book: Book) -> ChangesPage:
    """Return the page of changes."""
    return ChangesPage(announced_changes(book), all_changes(book))


def announced_changes(book: Book) -> list[ChangeView]:
    """Return the changes of promises whose day is still to come, the soonest first."""
    found = [
        view
        for standing in book.all_standings
        for view in change_views(book, standing)
        if view.announced
    ]
    return sorted(found, key=lambda view: (view.day, view.agency_id, view.key))[:MOST_CHANGES]


def all_changes(book: Book, agency: str | None = None) -> list[ChangeView]:
    """Return the newest changes and results of a site, or of one agency, newest first.

    What is only announced has not changed yet; it comes here, and into the feeds, on its day.
    """
    changed: list[ChangeView] = []
    results: list[ChangeView] = []
    for standing in book.all_standings:
        if agency in (None, standing.charter.id):
            changed += (view for view in change_views(book, standing) if not view.announced)
            results += _new_results(book, standing)
    # Kept apart: many new results must not push a lowered promise off the page.
    return _newest([*_newest(changed)[:MOST_CHANGES], *_newest(results)[:MOST_RESULTS]])


def _newest(views: Iterable[ChangeView]) -> list[ChangeView]:
    return sorted(views, key=lambda view: (view.day, view.agency_id, view.key), reverse=True)


def _view(book: Book, standing: Standing, day: date, kind: str, **more: object) -> ChangeView:
    charter, standard = standing.charter, standing.standard
    announced = day > book.register.as_of
    when = book.speech.day(day)
    if announced:
        when = book.speech.gettext("Announced for {day}").format(day=when)
    fields = {
        "when": when,
        "was": "",
        "now": "",
        "why": "",
        "after_miss": False,
        "source": None,
        **more,
    }
    return ChangeView(
        day=day,
        kind=kind,
        announced=announced,
        word=announced_word(book.speech, kind) if announced else kind_word(book.speech, kind),
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
        "settled": _("result now final"),
        "corrected": _("result corrected"),
        "lowered": _("promise lowered"),
        "raised": _("promise raised"),
        "changed": _("promise changed"),
        "reworded": _("promise reworded"),
        "withdrawn": _("promise withdrawn"),
    }[kind]


def announced_word(speech: Speech, kind: str) -> str:
    """Return the words for a kind of change that is still to come."""
    _ = speech.gettext
    return {
        "lowered": _("promise to be lowered"),
        "raised": _("promise to be raised"),
        "changed": _("promise to be changed"),
        "reworded": _("promise to be reworded"),
        "withdrawn": _("promise to be withdrawn"),
    }[kind]


def _promise_changes(book: Book, standing: Standing) -> Iterator[ChangeView]:
    speech, standard = book.speech, standing.standard
    for change in standard.changes:
        effect = effect_of(change)
        yield _view(
            book, standing, change.date, effect,
            was=_told(speech, change.field, change.from_),
            now=_told(speech, change.field, change.to),
            why=speech.say(change.reason).words,
            after_miss=effect is Effect.LOWERED and follows_a_miss(standing, change.date),
            source=source_view(speech, standing.charter, change.source),
            key=f"{change.date}/{change.field.value}",
        )  # fmt: skip
    gone = standard.withdrawn
    if gone is not None:
        source = source_view(speech, standing.charter, gone.source)
        yield _view(
            book, standing, gone.date, "withdrawn", why=speech.say(gone.reason).words, source=source
        )


def _told(speech: Speech, field: ChangedField, level: Text) -> str:
    """Return one side of a change as pages say it, not as the editor's file writes it."""
    _, written = speech.gettext, str(level)
    if written in NOTHING:
        return _("none") if written == "none" else _("none found")
    try:
        if field is ChangedField.TARGET:
            return speech.aim(parse_target(written))
        if field is ChangedField.LIMIT:
            return speech.amount(parse_quantity(written))
    except PydanticCustomError:
        pass  # The reader has said so already; the words are shown as they are.
    return speech.say(level).words


def _corrections(book: Book, standing: Standing) -> Iterator[ChangeView]:
    series = [standing.judged, *standing.parts.values()]
    for judged in (judged for results in series for judged in results):
        for was, now in pairwise((*judged.replaced, judged.result)):
            if now.published is not None:
                yield _correction(book, standing, judged.verdict.target, was, now)


def _correction(
    book: Book, standing: Standing, target: Target | None, was: Result, now: Result
) -> ChangeView:
    published = now.published or now.period
    return _view(
        book, standing, _day(book, published),
        "corrected" if now.status is Status.REVISED else "settled",
        when=book.speech.period(published),
        was=_said(book, standing, was, target),
        now=_said(book, standing, now, target),
        why=now.note,
        source=source_view(book.speech, standing.charter, now.source),
        key=f"{now.period.label}/{now.part}/{now.line}",
    )  # fmt: skip


def _day(book: Book, published: Period) -> date:
    """Return the day an entry is sorted by: the last one it can be, but not one still to come."""
    return min(published.end, max(published.start, book.register.as_of))


def _said(book: Book, standing: Standing, result: Result, target: Target | None) -> str:
    """Return a result in words, with its counts, period and part, against the aim of its time."""
    said = with_counts(book.speech, standing.standard, result, target)
    when = when_words(book.speech, standing.standard.measure, result.period)
    return ", ".join(filter(None, (said, when, result.part)))


@once
def _new_results(book: Book, standing: Standing) -> list[ChangeView]:
    newest = (judged for judged in standing.judged[-4:] if not judged.replaced)
    return [_new_result(book, standing, judged) for judged in newest if judged.result.published]


def _new_result(book: Book, standing: Standing, judged: Judged) -> ChangeView:
    result, published = judged.result, judged.result.published or judged.result.period
    said = _said(book, standing, result, judged.verdict.target)
    return _view(
        book, standing, _day(book, published), "new-result",
        when=book.speech.period(published),
        now=f"{_verdict(book.speech, judged)}{said}",
        why=result.missed_because,
        source=source_view(book.speech, standing.charter, result.source),
        key=result.period.label,
    )  # fmt: skip


def _verdict(speech: Speech, judged: Judged) -> str:
    """Return what comes before a new result; one that is hidden says so by itself."""
    if judged.result.hidden:
        return ""
    word = word_of(speech, judged.verdict.word)
    if judged.verdict.provisional:
        word = speech.gettext("{word}, provisional").format(word=word)
    return word + speech.gettext(": ")
