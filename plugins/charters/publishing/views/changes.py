"""One change: a promise made weaker or stronger, reworded or ended; a result, new or corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic_core import PydanticCustomError

from charters.judging.back_dated import back_dated, unsaid
from charters.judging.history import entered_end
from charters.judging.promise_changes import (
    Correction,
    Effect,
    corrections_of,
    effect,
    effect_of,
    follows_a_miss,
    words_then,
)
from charters.judging.standings import Judged, Standing
from charters.model.periods import Period
from charters.model.quantities import parse_quantity, parse_target
from charters.model.results import Result, Status
from charters.model.standards import NOT_FOUND, NOTHING, ChangedField, Withdrawn
from charters.model.text import Text
from charters.publishing.book import Book, once
from charters.publishing.say.past_words import back_dated_words
from charters.publishing.say.speech import Said, Speech
from charters.publishing.say.verdict_words import when_words, with_counts, word_of
from charters.publishing.views.facts import put
from charters.publishing.views.promise_cards import (
    SourceView,
    agency_name,
    agency_url,
    service_url,
    source_view,
)

ENDED = "ended"
"""The kind of a withdrawn promise."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change, of a promise or of a result."""

    day: date
    """The day it is sorted by; the same on whatever day the site is built."""
    about: date
    """The last day of the period that a result is of; the day itself for a change."""
    when: str
    kind: str
    """new-result, settled, corrected, rewritten, removed, weaker, stronger, changed, reworded, found
    or ended."""
    announced: bool
    """Whether its day is still to come."""
    word: str
    sentence: Said
    """The promise in the words of its time."""
    agency: Said
    agency_id: str
    url: str
    was: str
    now: str
    turned: str
    """Which verdict a correction turned into which; '' where it stayed."""
    late: Sequence[str]
    """What is to be said of a change that was published after its day, or with no word at all."""
    why: str
    after_miss: bool
    source: SourceView | None
    key: str
    """A name that stays the same from build to build, for feeds."""


@once
def change_views(book: Book, standing: Standing) -> list[ChangeView]:
    """Return every change of one promise and every correction of its results, newest first."""
    found = [*_promise_changes(book, standing), *_corrections(book, standing)]
    found += _rewritten(book, standing)
    return sorted(found, key=lambda view: (view.day, view.key), reverse=True)


def _view(
    book: Book,
    standing: Standing,
    day: date,
    kind: str,
    *,
    period: Period | None = None,
    **more: object,
) -> ChangeView:
    charter, standard = standing.charter, standing.standard
    announced = day > book.register.as_of
    when = book.speech.day(day)
    if announced:
        when = book.speech.gettext("Announced for {day}").format(day=when)
    fields = {
        "when": when,
        "was": "",
        "now": "",
        "turned": "",
        "late": (),
        "why": "",
        "after_miss": False,
        "source": None,
        **more,
    }
    key = f"{_KEYS.get(kind, 'change')}/{fields.pop('key', day)}"
    return ChangeView(
        day=day,
        kind=kind,
        announced=announced,
        word=announced_word(book.speech, kind) if announced else kind_word(book.speech, kind),
        about=period.end if period else day,
        sentence=_sentence(book.speech, standing, period.start if period else day),
        agency=agency_name(book.speech, charter),
        agency_id=charter.id,
        url=f"{service_url(charter, standard.service)}#{standard.id}",
        key=f"{agency_url(charter)}{standard.id}/{key}",
        **fields,  # type: ignore[arg-type]
    )


_KEYS = {
    ENDED: "end",
    "new-result": "result",
    "settled": "row",
    "corrected": "row",
    "rewritten": "rewritten",
    "removed": "removed",
}


def _sentence(speech: Speech, standing: Standing, day: date) -> Said:
    """Return a promise in the words of a day; in today's, said to be, where those are not recorded."""
    words = words_then(standing.standard, min(day, standing.as_of))
    if words is not None:
        return speech.say(words)
    form = speech.gettext("In today's words: {promise}")
    return put(speech, form, promise=standing.standard.promise)


def kind_word(speech: Speech, kind: str) -> str:
    """Return the words for a kind of change."""
    _ = speech.gettext
    return {
        "new-result": _("new result"),
        "settled": _("result now final"),
        "corrected": _("result corrected"),
        "rewritten": _("result changed without a word"),
        "removed": _("result taken out"),
        "weaker": _("made weaker"),
        "stronger": _("made stronger"),
        "changed": _("promise changed"),
        "reworded": _("promise reworded"),
        "found": _("gap in the documents, no change"),
        "ended": _("promise ended"),
    }[kind]


def announced_word(speech: Speech, kind: str) -> str:
    """Return the words for a kind of change that is still to come."""
    _ = speech.gettext
    return {
        "weaker": _("to be made weaker"),
        "stronger": _("to be made stronger"),
        "changed": _("to be changed"),
        "reworded": _("to be reworded"),
        "found": _("gap in the documents, no change"),
        "ended": _("to end"),
    }[kind]


def _promise_changes(book: Book, standing: Standing) -> Iterator[ChangeView]:
    speech, standard = book.speech, standing.standard
    dated_back = {late.change.key: late for late in back_dated(standing)}
    for change in standard.changes:
        late = dated_back.get(change.key)
        day, made = late.published if late else change.date, effect_of(change)
        yield _view(
            book, standing, day, made.value,
            was=_told(speech, change.field, change.from_),
            now=_told(speech, change.field, change.to),
            late=back_dated_words(speech, standard, late) if late else (),
            why=speech.say(change.reason).words,
            after_miss=made is Effect.WEAKER and follows_a_miss(standing, day),
            source=source_view(speech, standing.charter, change.source),
            key=f"{change.date}/{change.field.value}",
        )  # fmt: skip
    for moved in unsaid(standard):
        made = effect(moved.field, moved.from_, moved.to)
        yield _view(
            book, standing, moved.day, made.value,
            was=_told(speech, moved.field, moved.from_),
            now=_told(speech, moved.field, moved.to),
            late=[speech.gettext("The charter says nothing of this change; earlier versions of its files show it.")],
            after_miss=made is Effect.WEAKER and follows_a_miss(standing, moved.day),
            key=f"{moved.day}/{moved.field.value}",
        )  # fmt: skip
    if standard.withdrawn is not None:
        yield _end(book, standing, standard.withdrawn)


def _end(book: Book, standing: Standing, gone: Withdrawn) -> ChangeView:
    speech, published = book.speech, entered_end(standing.standard)
    day, late = gone.date, ""
    if published is not None and published > day:
        form = speech.gettext("This end is dated {dated} and was published on {published}.")
        late = form.format(dated=speech.day(day), published=speech.day(published))
        day = published
    why = speech.say(gone.reason).words
    source = source_view(speech, standing.charter, gone.source)
    told = [late] if late else ()
    return _view(book, standing, day, ENDED, why=why, source=source, late=told, key=gone.date)


def _told(speech: Speech, field: ChangedField, level: Text | str) -> str:
    """Return one side of a change as pages say it, not as the editor's file writes it."""
    _, written = speech.gettext, str(level)
    if written in NOTHING:
        return _("none found") if written == NOT_FOUND else _("none")
    try:
        if field is ChangedField.TARGET:
            return speech.aim(parse_target(written))
        if field is ChangedField.LIMIT:
            return speech.amount(parse_quantity(written))
    except PydanticCustomError:
        pass  # The reader has said so already; the words are shown as they are.
    return level if isinstance(level, str) else speech.say(level).words


def _corrections(book: Book, standing: Standing) -> Iterator[ChangeView]:
    for correction in corrections_of(standing):
        now = correction.now.result
        published = now.published or now.period
        yield _view(
            book, standing, _day(correction.was.result, now),
            "corrected" if now.status is Status.REVISED else "settled",
            when=book.speech.period(published),
            was=_said(book, standing, correction.was),
            now=_said(book, standing, correction.now),
            turned=_turned(book.speech, correction),
            why=now.note,
            period=now.period,
            source=source_view(book.speech, standing.charter, now.source),
            key=f"{now.period.label}/{now.part}/{now.line}",
        )  # fmt: skip


def _rewritten(book: Book, standing: Standing) -> Iterator[ChangeView]:
    """Yield published results that were changed or taken out with no row that says so."""
    _ = book.speech.gettext
    hides = book.register.settings.suppress_below > 0
    for row in standing.charter.past.rows:
        if row.result.standard != standing.id:
            continue
        was = Judged(standing.standard, row.result)
        now = next((one for one in standing.judged if one.result.line == row.now), None)
        label = f"{row.result.period.label}/{row.result.part}/{row.seen.commit[:7]}"
        yield _view(
            book, standing, row.gone, "rewritten" if row.now else "removed",
            was="" if hides else _said(book, standing, was),
            now=_said(book, standing, now) if now and not hides else "",
            turned=_turned(book.speech, Correction(was, now)) if now and not hides else "",
            late=[_("The charter says nothing of this change; earlier versions of its files show it.")],
            period=row.result.period,
            key=label,
        )  # fmt: skip


def _turned(speech: Speech, correction: Correction) -> str:
    if not correction.turned:
        return ""
    was, now = (word_of(speech, one.verdict.word) for one in (correction.was, correction.now))
    return speech.gettext("Was {before}, is now {after}.").format(before=was, after=now)


def _day(*rows: Result) -> date:
    """Return the day an entry is sorted by, which no later build moves.

    It is the day of publication; where only its month or year is known, the first day of it on which
    the period was over, and the rows before were published.
    """
    day = date.min
    for row in rows:
        published = row.published or row.period
        day = min(published.end, max(published.start, row.period.end, day))
    return day


def _said(book: Book, standing: Standing, judged: Judged) -> str:
    """Return a result in words, with its counts, period and part, against the aim of its time."""
    result = judged.result
    said = with_counts(book.speech, standing.standard, result, judged.verdict.target)
    when = when_words(book.speech, standing.standard.measure, result.period)
    return ", ".join(filter(None, (said, when, result.part)))


@once
def new_results(book: Book, standing: Standing) -> list[ChangeView]:
    """Return every published result of a promise that no later row has replaced."""
    new = (judged for judged in standing.judged if not judged.replaced)
    return [
        _new_result(book, standing, judged.result, judged)
        for judged in new
        if judged.result.published
    ]


def _new_result(book: Book, standing: Standing, result: Result, judged: Judged) -> ChangeView:
    published = result.published or result.period
    return _view(
        book, standing, _day(result), "new-result",
        when=book.speech.period(published),
        now=f"{_verdict(book.speech, judged)}{_said(book, standing, judged)}",
        why=result.missed_because,
        period=result.period,
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
