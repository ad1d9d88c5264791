"""The table under a chart: every period of a promise with its result, aim and verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from operator import attrgetter
from typing import NamedTuple

from charters.judging.back_dated import Turned, turned_by_today
from charters.judging.history import counted_on
from charters.judging.patterns import alike_slots, figure_of, told_slots
from charters.judging.standings import JudgedResult, Slot, Standing
from charters.judging.verdicts import Verdict, Word
from charters.model.periods import Period
from charters.model.results import Result, Status
from charters.model.standards import Standard
from charters.publishing.book import Book
from charters.publishing.charts.pictures import Series
from charters.publishing.say.interval_words import interval_words
from charters.publishing.say.past_words import turned_words, was_words
from charters.publishing.say.result_words import counts_words, when_words, with_counts, words_of
from charters.publishing.say.speech import Said, Speech
from charters.publishing.say.verdict_words import suspension_words, word_of
from charters.publishing.say.whole_words import turned_by_all
from charters.publishing.views.cited import SourceView, source_view
from charters.publishing.views.facts import listed, put
from charters.publishing.views.shown_aims import aim_words
from charters.publishing.views.why_missed import lessons_of

_ONE_DAY = timedelta(days=1)
_NOTHING = Said("")


class HistoryRow(NamedTuple):
    """One period in the table under a chart."""

    period: str
    end: str
    """The last day of the period: by it the row is found."""
    words: str
    aim: str
    verdict: str
    """Its word; why stands with the promise."""
    noticed: str
    is_marked: bool
    """Whether that is anything but what is usual."""
    counts: str = ""
    interval: str = ""
    status: str = ""
    note: Said = _NOTHING
    was: Sequence[str] = ()
    """Earlier values of this period, newest first, each with its date and why it was replaced."""
    source: SourceView | None = None


def history_rows(book: Book, standing: Standing, series: Series | None) -> list[HistoryRow]:
    """Return every period from the first result on, newest first, missing ones included (F9).

    Periods in a row that lack a result for one reason are one row.
    """
    turned = {one.judged.result: one for one in turned_by_today(standing)}
    slots = told_slots(standing)
    first = len(slots) - len(alike_slots(standing))
    rows = []
    for n, run in _runs(slots):
        noticed = _noticed(book.speech, run[0], series if n >= first else None, n - first)
        if run[0].judged is None:
            rows.append(_lacking(book.speech, standing.standard, run, noticed))
        else:
            rows.append(_row(book, standing, run[0].judged, turned, noticed))
    return rows[::-1]


def count_rows(standing: Standing) -> int:
    """Return how many rows a promise has."""
    return sum(1 for _ in _runs(told_slots(standing)))


def _runs(slots: Sequence[Slot]) -> Iterator[tuple[int, Sequence[Slot]]]:
    """Yield each result, and all periods in a row that lack one alike, with the place of the first."""
    begin = 0
    for n, slot in enumerate(slots, 1):
        if n == len(slots) or not _goes_on(slot, slots[n]):
            yield begin, slots[begin:n]
            begin = n


def _goes_on(slot: Slot, after: Slot) -> bool:
    if slot.judged or after.judged or after.period.start - slot.period.end != _ONE_DAY:
        return False
    return _of_lack(slot.verdict) == _of_lack(after.verdict)


_of_lack = attrgetter("word", "target", "suspended")


def _lacking(
    speech: Speech, standard: Standard, run: Sequence[Slot], noticed: tuple[str, bool]
) -> HistoryRow:
    slot = run[0]
    time = slot.verdict.suspended
    return HistoryRow(
        _when(speech, standard, run),
        slot.period.end.isoformat(),
        _lack_words(speech, slot.verdict, len(run)),
        _aim(speech, standard, slot.period, slot.verdict),
        word_of(speech, slot.verdict.word),
        *noticed,
        note=suspension_words(speech, time) if time else _NOTHING,
    )


def _aim(speech: Speech, standard: Standard, period: Period, verdict: Verdict) -> str:
    return aim_words(speech, counted_on(standard, period.start), verdict.target)


def _row(
    book: Book,
    standing: Standing,
    judged: JudgedResult,
    turned: Mapping[Result, Turned],
    noticed: tuple[str, bool],
) -> HistoryRow:
    speech, standard, result, verdict = (
        book.speech,
        standing.standard,
        judged.result,
        judged.verdict,
    )
    return HistoryRow(
        when_words(speech, standard, result.period),
        result.period.end.isoformat(),
        words_of(speech, standard, judged),
        _aim(speech, standard, result.period, verdict),
        word_of(speech, verdict.word),
        *noticed,
        counts=counts_words(speech, result),
        interval=interval_words(speech, verdict.interval, verdict.target),
        status=_status(speech, judged),
        note=_note(speech, judged, turned),
        was=[*_rewritten(book, standing, judged), *_replaced(speech, standard, judged)],
        source=source_view(speech, standing.charter, result.source),
    )


def _note(speech: Speech, judged: JudgedResult, turned: Mapping[Result, Turned]) -> Said:
    result, time = judged.result, judged.verdict.suspended
    remarks = (
        turned_words(speech, turned[result]) if turned and result in turned else "",
        suspension_words(speech, time) if time else "",
        turned_by_all(speech, judged.standard, judged),
        # The note of a result in words is the result.
        result.note and not result.is_in_words and speech.cell(result.note),
        result.missed_because and speech.cell(result.missed_because),
        *_lessons(speech, judged),
    )
    said = [one for one in remarks if one]
    return listed(speech, said, between=" ") if said else _NOTHING


def _lessons(speech: Speech, judged: JudgedResult) -> Iterator[Said]:
    """Yield what was learned from what happened in the time of a result that was missed."""
    words = speech.gettext("What was learned: {lessons}")
    for lessons in lessons_of(judged):
        yield put(speech, words, lessons=lessons)


def _when(speech: Speech, standard: Standard, run: Sequence[Slot]) -> str:
    if len(run) == 1:
        return when_words(speech, standard, run[0].period)
    first, last = (speech.period(run[end].period) for end in (0, -1))
    if first.isdigit() and last.isdigit():
        return speech.from_to(first, last)
    return speech.period(Period(run[0].period.start, run[-1].period.end, ""))


def _lack_words(speech: Speech, verdict: Verdict, periods: int) -> str:
    said = _lack(speech, verdict)
    if periods == 1:
        return said
    form = speech.gettext("{said} ({count} periods)")
    return form.format(said=said, count=speech.number(periods))


def _lack(speech: Speech, verdict: Verdict) -> str:
    if verdict.suspended is not None:
        return speech.gettext("no result")
    if verdict.word is Word.NOT_COLLECTED:
        return speech.gettext("not found in the documents used")
    return speech.gettext("not reported")


def _noticed(speech: Speech, slot: Slot, series: Series | None, index: int) -> tuple[str, bool]:
    """Return what the pattern says of a result, and whether that is marked.

    Without a usual range nothing is called usual.
    """
    if slot.judged is None:
        return speech.gettext("no result"), False
    if series and series.marks and (mark := series.marks[index]):
        return mark.word, True
    within = series.limits[index : index + 1] if series else ()
    has_usual = any(point.lower is not None for point in within)
    seen = has_usual and figure_of(slot) is not None and slot.verdict.word is not Word.CHANGED
    return speech.gettext("usual") if seen else speech.gettext("none"), False


def _replaced(speech: Speech, standard: Standard, judged: JudgedResult) -> list[str]:
    target = judged.verdict.target
    return [
        was_words(speech, with_counts(speech, standard, row, target), row)
        for row in reversed(judged.replaced)
    ]


def _rewritten(book: Book, standing: Standing, judged: JudgedResult) -> Iterator[str]:
    """Yield what stood in this row before it was changed without a word."""
    if book.register.settings.hides_small_counts:
        return
    form = book.speech.gettext("was {value} until {when}, changed without a word")
    for row in standing.charter.past.rows:
        if row.result.standard == standing.id and row.now == judged.result.line:
            said = with_counts(book.speech, standing.standard, row.result, judged.verdict.target)
            yield form.format(value=said, when=book.speech.day(row.gone))


def _status(speech: Speech, judged: JudgedResult) -> str:
    _ = speech.gettext
    if judged.verdict.provisional:
        return _("provisional")
    return _("corrected") if judged.result.status is Status.REVISED else ""
