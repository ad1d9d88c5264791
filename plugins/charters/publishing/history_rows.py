"""The table under a chart: every period of a promise with its result, aim and verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from charters.judging.standings import Judged, Slot, Standing
from charters.judging.verdicts import Verdict, Word
from charters.model.quantities import Target
from charters.model.results import Result, Status
from charters.model.standards import Standard
from charters.publishing.book import Book
from charters.publishing.charts import Mark, Series
from charters.publishing.promises import aim_words
from charters.publishing.speech import Speech, rounded
from charters.publishing.verdict_words import (
    VerdictView,
    counts_words,
    result_words,
    verdict_view,
)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One period in the table under a chart."""

    period: str
    words: str
    counts: str
    aim: str
    verdict: VerdictView
    interval: str
    status: str
    noticed: str
    note: str
    was: list[str]
    """Earlier values of this period, newest first, each with its date and why it was replaced."""
    source: int
    """Number of the source in the list under the table, from 1; 0 for none."""


def history_rows(
    book: Book, standing: Standing, series: Series | None, sources: Sequence[str]
) -> list[HistoryRow]:
    """Return every period of a promise, newest first, missing ones included (F9)."""
    numbers = {ref: number for number, ref in enumerate(sources, 1)}
    slots = standing.slots
    marks = series.marks if series and series.marks else (None,) * len(slots)
    rows = [
        _row(book, standing, slot, mark, numbers) for slot, mark in zip(slots, marks, strict=True)
    ]
    return rows[::-1]


def sources_of(standing: Standing) -> list[str]:
    """Return what the results of a promise name as their sources, newest first, each once; '' too."""
    return list(dict.fromkeys(judged.result.source for judged in reversed(standing.judged)))


def words_of(speech: Speech, standard: Standard, judged: Judged) -> str:
    """Return a result in words, against the target it was judged by."""
    return result_words(speech, standard, judged.result, judged.verdict.target)


def interval_words(speech: Speech, interval: tuple[float, float] | None) -> str:
    """Return the 95% interval of a share, of every 100; '' where there is none."""
    if interval is None:
        return ""
    first, last = (_end_words(speech, Fraction(end) * 100) for end in interval)
    return (
        first
        if first == last
        else speech.gettext("{first} to {last}").format(first=first, last=last)
    )


def _end_words(speech: Speech, percent: Fraction) -> str:
    """Return an end of an interval: only what is certain is written as none, or as all."""
    _ = speech.gettext
    if percent in (0, 100):
        return speech.number(int(percent))
    shown = rounded(percent, 1)
    if shown == 0:
        # Translators: {level} is a bare number: "less than 0.1".
        return _("less than {level}").format(level=speech.number(Decimal("0.1")))
    if shown == 100:
        return _("more than {level}").format(level=speech.number(Decimal("99.9")))
    return speech.number(shown)


def _row(
    book: Book, standing: Standing, slot: Slot, mark: Mark | None, numbers: Mapping[str, int]
) -> HistoryRow:
    speech, standard, judged = book.speech, standing.standard, slot.judged
    aim = aim_words(speech, slot.target)
    if judged is None:
        return _missing_row(speech, standing, slot, aim)
    result = judged.result
    return HistoryRow(
        period=speech.period(slot.period),
        words=words_of(speech, standard, judged),
        counts=counts_words(speech, result),
        aim=aim,
        verdict=verdict_view(speech, standard, judged.verdict),
        interval=interval_words(speech, judged.verdict.interval),
        status=_status(speech, judged),
        noticed=_noticed(speech, judged, mark),
        note=" ".join(filter(None, (result.note, result.missed_because))),
        was=[_was(speech, standard, row, slot.target) for row in reversed(judged.replaced)],
        source=numbers.get(result.source, 0),
    )


def _missing_row(speech: Speech, standing: Standing, slot: Slot, aim: str) -> HistoryRow:
    _ = speech.gettext
    compiled = standing.charter.compiled_for(standing.standard)
    word = Word.NOT_COLLECTED if compiled else Word.NOT_REPORTED
    said = _("not found in the documents used") if compiled else _("not reported")
    verdict = verdict_view(speech, standing.standard, Verdict(word, on=slot.due))
    period, noticed = speech.period(slot.period), _("no result")
    return HistoryRow(period, said, "", aim, verdict, "", "", noticed, "", [], 0)


def _noticed(speech: Speech, judged: Judged, mark: Mark | None) -> str:
    """Return what the pattern says of a result; what has no figure is not called usual."""
    if mark:
        return mark.word
    seen = judged.result.amount is not None and judged.verdict.word is not Word.HIDDEN
    return speech.gettext("usual") if seen else speech.gettext("none")


def _was(speech: Speech, standard: Standard, row: Result, target: Target | None) -> str:
    words = result_words(speech, standard, row, target)
    counts = counts_words(speech, row)
    said = f"{words} ({counts})" if counts else words
    when = speech.period(row.published) if row.published else ""
    return (
        speech.gettext("was {value}, published {when}").format(value=said, when=when)
        if when
        else said
    )


def _status(speech: Speech, judged: Judged) -> str:
    _ = speech.gettext
    if judged.verdict.provisional:
        return _("provisional")
    return _("corrected") if judged.result.status is Status.REVISED else ""
