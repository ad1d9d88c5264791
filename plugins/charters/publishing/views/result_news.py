"""What a change of the files does to results: added, late ones now in, corrected, rewritten, taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from charters.judging.comparators import Compared, Ours
from charters.judging.effects import Effect
from charters.judging.promise_changes import Correction
from charters.judging.standings import Standing
from charters.model.register import Charter
from charters.model.results import Result
from charters.model.standards import Measured
from charters.publishing.book import Book
from charters.publishing.views.news import News, NewsKind, Sides
from charters.publishing.views.places import measured_name
from charters.publishing.views.result_entries import judged_said, said_of, turned_words

Key = tuple[str, tuple[date, date]]
"""The part and the days of a period."""


def result_news(sides: Sides) -> Iterator[News]:
    """Yield what became of every result of both versions."""
    seen: set[tuple[str, str]] = set()
    for charter in sides.now.charters.values():
        old = sides.earlier(charter)
        for measured in charter.measured:
            now = _of(sides.now.book, charter, measured.id)
            before = _earlier(sides, old, measured, seen)
            if now is not None:
                yield from _compared(sides, charter.id, before, now)
    for name, charter in sides.before.charters.items():
        for measured in charter.measured:
            of = _of(sides.before.book, charter, measured.id)
            if (name, measured.id) not in seen and of and not sides.now.has_errors(name):
                yield from (_removed(sides, name, of, one) for one in _series(of).values())


def _of(book: Book, charter: Charter, name: str) -> Compared | None:
    return book.standing_of(charter, name) or book.figure_of(charter, name)


def _earlier(
    sides: Sides, old: Charter | None, measured: Measured, seen: set[tuple[str, str]]
) -> Compared | None:
    """Return the results of what a promise or figure was before, under whatever id and agency."""
    own = old.id if old else ""
    former = (one if "/" in one else f"{own}/{one}" for one in reversed(measured.formerly))
    for place in (f"{own}/{measured.id}", *former):
        agency, _slash, name = place.partition("/")
        there = sides.before.charters.get(agency)
        if there is not None and name in there.measured_by_id:
            seen.add((agency, name))
            return _of(sides.before.book, there, name)
    return None


def _series(of: Compared) -> Mapping[Key, Ours]:
    every = (*of.judged, *(one for results in of.parts.values() for one in results))
    return {(one.result.part, one.result.period.days): one for one in every}


def _compared(sides: Sides, agency: str, old: Compared | None, of: Compared) -> Iterator[News]:
    before, now = _series(old) if old else {}, _series(of)
    late = {gap.period.days for gap in old.late} if isinstance(old, Standing) else set()
    for key, one in now.items():
        if key not in before:
            kind = NewsKind.LATE if key[1] in late else NewsKind.ADDED
            yield _added(sides, agency, kind, of, one)
        elif old is not None:
            yield from _changed(sides, agency, (old, before[key]), (of, one))
    if sides.now.has_errors(agency):
        return  # What was refused is told as a problem.
    gone = (before[key] for key in before.keys() - now.keys())
    yield from (_removed(sides, agency, of, one) for one in gone)


def _added(sides: Sides, agency: str, kind: NewsKind, of: Compared, one: Ours) -> News:
    book = sides.now.book
    said = judged_said(book, of, one)
    return News(kind, agency, of.standard.id, _title(sides, of), "", "", said)


def _removed(sides: Sides, agency: str, of: Compared, one: Ours) -> News:
    note = sides.speech.gettext("Published results stay: put the row back.")
    was = said_of(sides.before.book, of, one)
    return News(NewsKind.REMOVED, agency, of.standard.id, _title(sides, of), "", was, "", (note,))


def _changed(
    sides: Sides, agency: str, old: tuple[Compared, Ours], new: tuple[Compared, Ours]
) -> Iterator[News]:
    """Yield what became of the result of one period: another row took its place, or it was changed in place."""
    (of_old, was), (of, now) = old, new
    before, after = (_rows(one) for one in (was, now))
    if before == after:
        return
    title, speech = _title(sides, of), sides.speech
    if [_figures(row) for row in before] == [_figures(row) for row in after]:
        yield from _words_beside(sides, agency, of, (before[-1], after[-1]))
        return
    kept = [_figures(row) for row in after[: len(before)]] == [_figures(row) for row in before]
    kind = NewsKind.CORRECTED if kept and len(after) > len(before) else NewsKind.REWRITTEN
    turned = turned_words(speech, Correction(was, now))
    note = speech.cell(now.result.note).words if kind is NewsKind.CORRECTED else speech.gettext(
        "Put the row back, and add the correction as a row of its own with status revised and a note that says why."
    )  # fmt: skip
    what = "" if kind is NewsKind.REWRITTEN else _what(sides, was, now)
    said = said_of(sides.before.book, of_old, was), said_of(sides.now.book, of, now)
    yield News(
        kind, agency, of.standard.id, title, what, *said, tuple(filter(None, (turned, note)))
    )


def _what(sides: Sides, was: Ours, now: Ours) -> str:
    """Return what a later row did where it is no plain correction."""
    _ = sides.speech.gettext
    return {
        Effect.SETTLED: _("result now final"),
        Effect.AVAILABLE: _("result now available"),
        Effect.TAKEN_BACK: _("result taken back"),
    }.get(Correction(was, now).effect, "")


def _words_beside(
    sides: Sides, agency: str, of: Compared, rows: tuple[Result, Result]
) -> Iterator[News]:
    """Yield that the words beside a result are others; a day that was put off makes less of what was said."""
    _, (was, now) = sides.speech.gettext, rows
    title, when = _title(sides, of), sides.speech.period(now.period)
    if was.action_by != now.action_by:
        later = was.action_by is not None and (
            now.action_by is None or now.action_by > was.action_by
        )
        day, then = (str(one.action_by or "") for one in rows)
        what = _("the day by which what is done after the miss of {period} is to be done").format(
            period=when
        )
        yield News(
            NewsKind.WEAKER if later else NewsKind.STRONGER,
            agency,
            of.standard.id,
            title,
            what,
            day,
            then,
        )
    if replace(was, line=0, action_by=None) != replace(now, line=0, action_by=None):
        what = _("the words beside the result of {period}").format(period=when)
        yield News(NewsKind.REWORDED, agency, of.standard.id, title, what)


def _rows(one: Ours) -> Sequence[Result]:
    return [replace(row, line=0, standard="") for row in (*one.replaced, one.result)]


def _figures(row: Result) -> Result:
    """Return a row without the words beside its figures."""
    return replace(
        row,
        line=0,
        standard="",
        source="",
        note="",
        missed_because="",
        action="",
        action_by=None,
        published=None,
    )


def _title(sides: Sides, of: Compared) -> str:
    return measured_name(sides.speech, of.standard).words
