"""What each row of open data is about, and which rows there are of results and of changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from charters.judging.aim_changes import changes_of, row_entered
from charters.judging.effects import Effect
from charters.judging.figures import FigureSeries
from charters.judging.history import entered, entered_end
from charters.judging.promise_changes import effect_of
from charters.judging.standings import Standing
from charters.judging.suspended_times import turns_of
from charters.judging.verdicts import Verdict, Word
from charters.judging.whole_count import with_all
from charters.model.aims import YearlyAim
from charters.model.benchmarks import Benchmark
from charters.model.events import Event
from charters.model.offered import Service
from charters.model.quantities import Target
from charters.model.register import Charter
from charters.model.results import Result, Status
from charters.model.standards import Standard
from charters.publishing.book import Book
from charters.rules.past.unsaid import unsaid


class OfService(NamedTuple):
    """What a row of services is about."""

    charter: Charter
    service: Service


class OfBenchmark(NamedTuple):
    """What a row of benchmarks is about."""

    charter: Charter
    benchmark: Benchmark


class OfChange(NamedTuple):
    """What a row of changes is about: a change of a promise, or its end."""

    standing: Standing
    change: Any
    field: str
    effect: Effect
    entered: date | None = None
    """The day it was published, where that was later than the first version of the promise."""


class OfAim(NamedTuple):
    """What a row of targets is about."""

    standing: Standing
    aim: YearlyAim

    @property
    def entered(self) -> date | None:
        """The day it was published, where that was later than the first version of the promise."""
        return row_entered(self.standing.standard, self.aim)


class OfEvent(NamedTuple):
    """What a row of events is about."""

    standing: Standing
    event: Event


class Whole(NamedTuple):
    """A result with those left out and those still open counted as not kept."""

    met: int | None
    total: int | None
    verdict: Word | None


class OfResult(NamedTuple):
    """What a row of results is about."""

    standing: Standing | FigureSeries
    result: Result
    target: Target | None
    """The target the percentage is rounded by."""
    verdict: Verdict | None
    """None for a row that a later one replaced, and for every row of a figure."""
    in_force: bool = True
    """Whether no later row replaced it."""
    removed: date | None = None
    """The day it was changed or taken out with no row that says so."""

    @property
    def kind(self) -> str:
        """What it is a result of."""
        return "promise" if isinstance(self.standing, Standing) else "figure"

    @property
    def figures(self) -> Result | None:
        """The result, unless its figures are hidden."""
        return None if self.result.hidden else self.result

    @property
    def whole(self) -> Whole | None:
        """What it would be with those left out and still open; its verdict, where it has one itself."""
        standard = self.standing.standard
        found = with_all(standard, self.result) if isinstance(standard, Standard) else None
        if found is None:
            return None
        return Whole(found[0].met, found[0].total, found[1].word if self.verdict else None)

    @property
    def judged(self) -> Verdict | None:
        """The verdict, unless it would tell of hidden figures."""
        return None if self.result.hidden else self.verdict


def result_rows(
    book: Book, standings: Sequence[Standing], figures: Iterable[FigureSeries]
) -> Iterator[OfResult]:
    """Yield every published result: those of promises, of figures, and those that are in no file any more."""
    for standing in standings:
        yield from _of_promise(standing)
    for series in figures:
        yield from _of_figure(series)
    yield from _rows_before(book, standings)


def change_rows(standings: Iterable[Standing]) -> Iterator[OfChange]:
    """Yield every change of every promise."""
    return (row for standing in standings for row in _of_changes(standing))


def _of_promise(standing: Standing) -> Iterator[OfResult]:
    for judged in (*standing.judged, *(j for part in standing.parts.values() for j in part)):
        target = judged.verdict.target
        for replaced in judged.replaced:
            yield OfResult(standing, replaced, target, None, in_force=False)
        yield OfResult(standing, judged.result, target, judged.verdict)
    for slot in standing.slots:
        if slot.judged is None and (time := slot.verdict.suspended) is not None:
            none = Result(
                standing.id, slot.period, status=Status.NOT_AVAILABLE, note=str(time.reason)
            )
            yield OfResult(standing, none, slot.verdict.target, slot.verdict)
    for row in standing.beside:
        yield OfResult(standing, row, None, None)


def _of_figure(series: FigureSeries) -> Iterator[OfResult]:
    for published in (*series.results, *(one for part in series.parts.values() for one in part)):
        for replaced in published.replaced:
            yield OfResult(series, replaced, None, None, in_force=False)
        yield OfResult(series, published.result, None, None)


def _of_changes(standing: Standing) -> Iterator[OfChange]:
    standard = standing.standard
    for change in changes_of(standard):
        day = entered(standard, change)
        yield OfChange(standing, change, change.field.value, effect_of(change), day)
    for moved in unsaid(standard):
        yield OfChange(standing, moved, moved.field, moved.what.effect, moved.day)
    for turn in turns_of(standard):
        yield OfChange(standing, turn, "suspended", turn.effect, turn.published)
    if gone := standard.withdrawn:
        yield OfChange(standing, gone, "withdrawn", Effect.ENDED, entered_end(standard))


def _rows_before(book: Book, standings: Iterable[Standing]) -> Iterator[OfResult]:
    """Yield published results that stand in the files no more, unless small numbers are hidden."""
    if book.register.settings.hides_small_counts:
        return
    for standing in standings:
        for row in standing.charter.past.rows:
            if row.result.standard == standing.id:
                yield OfResult(standing, row.result, None, None, in_force=False, removed=row.gone)
