"""The table under a chart: every period of a promise with its result, aim and verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TypedDict

from charters.judging.back_dated import Turned, turned_by_today
from charters.judging.history import counted_on
from charters.judging.patterns import alike_slots, figure_of, told_slots
from charters.judging.standings import Judged, Slot, Standing
from charters.judging.verdicts import Verdict, Word
from charters.model.periods import Period
from charters.model.quantities import Target
from charters.model.results import Result, Status
from charters.model.standards import Standard
from charters.model.suspensions import Suspension
from charters.publishing.book import Book
from charters.publishing.charts.pictures import Series
from charters.publishing.say.past_words import turned_words
from charters.publishing.say.result_words import (
    counts_words,
    decimals_of,
    when_words,
    with_counts,
    words_of,
)
from charters.publishing.say.speech import Said, Speech, rounded
from charters.publishing.say.verdict_words import VerdictView, suspended_when, verdict_view
from charters.publishing.say.whole_words import turned_by_all
from charters.publishing.views.facts import listed, put
from charters.publishing.views.promise_cards import SourceView, aim_words, source_view
from charters.publishing.views.why_missed import lessons_of

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One period in the table under a chart."""

    period: str
    end: str
    """The last day of the period: by it the row is found."""
    words: str
    aim: str
    verdict: VerdictView
    noticed: str = ""
    is_marked: bool = False
    """Whether that is anything but what is usual."""
    counts: str = ""
    interval: str = ""
    status: str = ""
    note: Said = Said("")  # noqa: RUF009 - it cannot be changed
    was: Sequence[str] = ()
    """Earlier values of this period, newest first, each with its date and why it was replaced."""
    source: SourceView | None = None


class _Noticed(TypedDict):
    noticed: str
    is_marked: bool


def history_rows(book: Book, standing: Standing, series: Series | None) -> list[HistoryRow]:
    """Return every period from the first result on, newest first, missing ones included (F9).

    Periods in a row that lack a result for one reason are one row.
    """
    turned = {one.judged.result: one for one in turned_by_today(standing)}
    slots = told_slots(standing)
    first = len(slots) - len(alike_slots(standing))
    rows = [
        replace(
            _row(book, standing, run, turned),
            **_noticed(book.speech, run[0], series if n >= first else None, n - first),
        )
        for n, run in _runs(slots)
    ]
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
    return replace(slot.verdict, on=None) == replace(after.verdict, on=None)


def interval_words(
    speech: Speech, interval: tuple[float, float] | None, target: Target | None = None
) -> str:
    """Return the 95% interval of a share, of every 100; '' where there is none.

    With as many decimals as the aim has, one at least, and more where both ends would read alike.
    """
    if interval is None:
        return ""
    fewest = max(1, decimals_of(target))
    low, high = (Fraction(end) * 100 for end in interval)
    for decimals in range(fewest, fewest + 3):
        first, last = (rounded(end, decimals) for end in (low, high))
        if 0 < first < last < 100:
            return speech.from_to(speech.number(first), speech.number(last))
        if high - low >= 2 * _step(fewest):
            break  # Far apart, they do not read alike, whatever lies next to none or to all.
    return speech.from_to(*(_end_words(speech, end, fewest) for end in (low, high)))


def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def _end_words(speech: Speech, percent: Fraction, decimals: int) -> str:
    """Return an end of an interval: only what is certain is written as none, or as all."""
    _ = speech.gettext
    if percent in (0, 100):
        return speech.number(int(percent))
    shown, step = rounded(percent, decimals), _step(decimals)
    if shown == 0:
        # Translators: {level} is a bare number: "less than 0.1".
        return _("less than {level}").format(level=speech.number(step))
    if shown == 100:
        return _("more than {level}").format(level=speech.number(100 - step))
    return speech.number(shown)


def _row(
    book: Book,
    standing: Standing,
    run: Sequence[Slot],
    turned: Mapping[Result, Turned],
) -> HistoryRow:
    speech, standard, slot = book.speech, standing.standard, run[0]
    judged = slot.judged
    compiled = standing.collected_until is not None
    time = slot.verdict.suspended
    why = _suspended(speech, time) if time else Said("")
    row = HistoryRow(
        period=_when(speech, standard, run),
        end=f"{slot.period.end}",
        words=_lack_words(speech, slot.verdict, len(run)),
        aim=aim_words(speech, counted_on(standard, slot.period.start), slot.verdict.target),
        verdict=verdict_view(speech, standard, slot.verdict, compiled=compiled),
        note=why,
    )
    if judged is None:
        return row
    result = judged.result
    late = turned_words(speech, turned[result]) if result in turned else ""
    return replace(
        row,
        words=words_of(speech, standard, judged),
        counts=counts_words(speech, result),
        interval=interval_words(speech, judged.verdict.interval, judged.verdict.target),
        status=_status(speech, judged),
        note=listed(
            speech,
            (
                late,
                why,
                turned_by_all(speech, standard, judged),
                speech.cell(_note_of(result)),
                speech.cell(result.missed_because),
                *_lessons(speech, judged),
            ),
            between=" ",
        ),
        was=[*_rewritten(book, standing, judged), *_replaced(speech, standard, judged)],
        source=source_view(speech, standing.charter, result.source),
    )


def _suspended(speech: Speech, time: Suspension) -> Said:
    reason = speech.say(time.reason)
    reason = reason._replace(words=f"{reason.words.rstrip('.')}.")
    words = speech.gettext("Suspended {when}: {reason}")
    return put(speech, words, when=suspended_when(speech, time), reason=reason)


def _lessons(speech: Speech, judged: Judged) -> Iterator[Said]:
    """Yield what was learned from what happened in the time of a result that was missed."""
    words = speech.gettext("What was learned: {lessons}")
    for lessons in lessons_of(judged):
        yield put(speech, words, lessons=lessons)


def _note_of(result: Result) -> str:
    """Return the note of a row; that of a result in words is the result."""
    return "" if result.is_in_words else result.note


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
        return speech.gettext("suspended")
    if verdict.word is Word.NOT_COLLECTED:
        return speech.gettext("not found in the documents used")
    return speech.gettext("not reported")


def _noticed(speech: Speech, slot: Slot, series: Series | None, index: int) -> _Noticed:
    """Return what the pattern says of a result; without a usual range nothing is called usual."""
    if slot.judged is None:
        return {"noticed": speech.gettext("no result"), "is_marked": False}
    if series and series.marks and (mark := series.marks[index]):
        return {"noticed": mark.word, "is_marked": True}
    within = series.limits[index : index + 1] if series else ()
    seen = figure_of(slot) is not None and slot.verdict.word is not Word.CHANGED
    is_usual = seen and any(point.lower is not None for point in within)
    said = speech.gettext("usual") if is_usual else speech.gettext("none")
    return {"noticed": said, "is_marked": False}


def _replaced(speech: Speech, standard: Standard, judged: Judged) -> list[str]:
    return [_was(speech, standard, row, judged) for row in reversed(judged.replaced)]


def _rewritten(book: Book, standing: Standing, judged: Judged) -> Iterator[str]:
    """Yield what stood in this row before it was changed without a word."""
    if book.register.settings.suppress_below > 0:
        return
    form = book.speech.gettext("was {value} until {when}, changed without a word")
    for row in standing.charter.past.rows:
        if row.result.standard == standing.id and row.now == judged.result.line:
            said = with_counts(book.speech, standing.standard, row.result, judged.verdict.target)
            yield form.format(value=said, when=book.speech.day(row.gone))


def _was(speech: Speech, standard: Standard, row: Result, judged: Judged) -> str:
    said = with_counts(speech, standard, row, judged.verdict.target)
    if row.published is None:
        return said
    when = speech.period(row.published)
    return speech.gettext("was {value}, published {when}").format(value=said, when=when)


def _status(speech: Speech, judged: Judged) -> str:
    _ = speech.gettext
    if judged.verdict.provisional:
        return _("provisional")
    return _("corrected") if judged.result.status is Status.REVISED else ""
