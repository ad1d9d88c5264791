"""The whole register as open data: CSV tables and JSON, from the same standings as the pages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from charters.judging.aim_changes import changes_of
from charters.judging.figures import FigureSeries
from charters.judging.history import entered, entered_end
from charters.judging.promise_changes import effect_of
from charters.judging.standings import Standing
from charters.judging.suspended_times import turns_of
from charters.model.cells import as_shown
from charters.model.periods import Period
from charters.model.results import Result, Status
from charters.publishing.book import Book
from charters.publishing.data.columns import (
    AGENCIES,
    BENCHMARKS,
    CHANGES,
    EVENTS,
    FIGURES,
    RESULTS,
    SERVICES,
    STANDARDS,
    TARGETS,
    WAIVERS,
    Column,
    OfAim,
    OfBenchmark,
    OfChange,
    OfEvent,
    OfResult,
    OfService,
)
from charters.publishing.data.long_lists import told
from charters.publishing.data.schemas import as_schema, object_of
from charters.rules.past.unsaid import unsaid


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table of open data."""

    name: str
    about: str
    columns: Sequence[Column]
    values: Sequence[Sequence[Any]]
    """The values of each column: thousands of rows, each with names of its own, would take far more."""
    key: tuple[str, ...] = ()
    """The columns that tell a row from every other; none where two rows may be about the same."""
    within: tuple[str, ...] = ()
    """The tables that hold what a row belongs to: it repeats the key of one row there."""

    def __len__(self) -> int:
        return len(self.values[0])

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """Its rows, each value by the name of its column."""
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in zip(*self.values, strict=True))

    def of(self, column: str) -> Sequence[Any]:
        """Return the values of a column by its name."""
        return next(v for c, v in zip(self.columns, self.values, strict=True) if c.name == column)


def datasets(book: Book) -> list[Dataset]:
    """Return every table of the register."""
    charters, standings = book.register.charters.values(), book.all_standings
    services = [OfService(c, service) for c in charters for service in c.services]
    compared = [OfBenchmark(c, benchmark) for c in charters for benchmark in c.benchmarks]
    figures = [series for found in book.figures.values() for series in found]
    results = [row for standing in standings for row in _of_results(standing)]
    results += [row for series in figures for row in _of_figure(series)]
    results += _of_rows_before(book, standings)
    targets = [OfAim(standing, aim) for standing in standings for aim in standing.standard.aims]
    events = [OfEvent(standing, one) for standing in standings for one in standing.standard.events]
    changes = [row for standing in standings for row in _of_changes(standing)]
    return [
        Dataset("agencies", "One row per agency.", AGENCIES, _values(AGENCIES, charters), key=("agency",)),
        Dataset("services", "One row per service.", SERVICES, _values(SERVICES, services), key=("agency", "service"), within=("agencies",)),
        Dataset("standards", "One row per promise, with where it stands today.", STANDARDS, _values(STANDARDS, standings), key=("agency", "standard"), within=("agencies", "services")),
        Dataset("figures", "One row per figure: what is measured, and no level of it promised.", FIGURES, _values(FIGURES, figures), key=("agency", "figure"), within=("agencies", "services")),
        Dataset("results", "One row per published result, corrected ones included.", RESULTS, _values(RESULTS, results), within=("agencies",)),
        Dataset("targets", "One row per aim of a promise, or of a part of it, for one time.", TARGETS, _values(TARGETS, targets), within=("agencies", "standards")),
        Dataset("benchmarks", "One row per comparator.", BENCHMARKS, _values(BENCHMARKS, compared), within=("agencies",)),
        Dataset("events", "One row per event behind a promise: what happened to the work.", EVENTS, _values(EVENTS, events), within=("agencies", "standards")),
        Dataset("waivers", "One row per finding that the site leaves out for a time.", WAIVERS, _values(WAIVERS, book.audit.waived)),
        Dataset("changes", "One row per change of a promise.", CHANGES, _values(CHANGES, changes), within=("agencies", "standards")),
    ]  # fmt: skip


def _of_results(standing: Standing) -> Iterator[OfResult]:
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
        yield OfChange(standing, change, change.field.value, effect_of(change).value, day)
    for moved in unsaid(standard):
        yield OfChange(standing, moved, moved.field, moved.what.effect.value, moved.day)
    for turn in turns_of(standard):
        yield OfChange(standing, turn, "suspended", turn.kind, turn.published)
    if gone := standard.withdrawn:
        yield OfChange(standing, gone, "withdrawn", "ended", entered_end(standard))


def _of_rows_before(book: Book, standings: Iterable[Standing]) -> Iterator[OfResult]:
    """Yield published results that stand in the files no more, unless small numbers are hidden."""
    if book.register.settings.suppress_below > 0:
        return
    for standing in standings:
        for row in standing.charter.past.rows:
            if row.result.standard == standing.id:
                yield OfResult(standing, row.result, None, None, in_force=False, removed=row.gone)


def _values(columns: Sequence[Column], subjects: Iterable[object]) -> list[list[Any]]:
    """Return the values of each column as files hold them; ways that begin alike are gone once."""
    ways = {"": list(subjects)}
    return [_as_written(_found(column, ways)) for column in columns]


def _as_written(found: list[Any]) -> list[Any]:
    """Return a column as files hold it; the day, or the word, of thousands of rows is written once."""
    others = {id(one): one for one in found if type(one) not in _AS_IT_IS}
    written = {key: _written(one) for key, one in others.items()}
    return [written.get(id(one), one) for one in found] if others else found


def _found(column: Column, ways: dict[str, list[Any]]) -> list[Any]:
    if isinstance(column.found, str):
        return _along(column.found, ways)
    return [column.found(one) for one in ways[""]]


def _along(way: str, ways: dict[str, list[Any]]) -> list[Any]:
    """Return what is found at the end of a way from each subject; nothing where it ends early."""
    if way not in ways:
        before, _, step = way.rpartition(".")
        found = _along(before, ways)
        ways[way] = [None if one is None else getattr(one, step) for one in found]
    return ways[way]


_AS_IT_IS = frozenset({type(None), str, int, float, Decimal})


def _written(found: Any) -> object:
    """Return a value as files hold it: text in the first language it is written in, days as ISO 8601."""
    if isinstance(found, bool):
        return "yes" if found else "no"
    if isinstance(found, Period):
        return found.label
    if isinstance(found, list):
        return " ".join(found)
    return found if isinstance(found, (int, float)) else str(found)


def as_csv(dataset: Dataset) -> str:
    """Return a table as CSV (RFC 4180); cells that a spreadsheet would run are neutralised."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in dataset.columns)
    writer.writerows(zip(*map(_cells, dataset.values), strict=True))
    return out.getvalue()


def _cells(values: Sequence[Any]) -> Sequence[Any]:
    """Return a column as a spreadsheet only shows it: what is written in many rows is looked at once."""
    written = {one for one in values if isinstance(one, str)}
    others = {one: shown for one in written if (shown := as_shown(one)) != one}
    return [others.get(one, one) for one in values] if others else values


def as_json(book: Book, tables: Iterable[Dataset]) -> bytes:
    """Return the whole register as one JSON document, described by data/register.schema.json."""
    licence = book.register.settings.licence
    head = {
        "as_of": book.register.as_of.isoformat(),
        "licence": licence and {"name": f"{licence.name}", "link": licence.link},
    }
    return told(head, ((table.name, table.rows) for table in tables))


_JSON_TYPES = {"integer": "integer", "number": "number", "string": "string", "date": "string"}


def register_schema(tables: Iterable[Dataset]) -> str:
    """Return the JSON Schema of the register document."""
    named = object_of({"name": {"type": "string"}, "link": {"type": "string"}})
    properties: dict[str, Any] = {
        "as_of": {"type": "string", "format": "date"},
        "licence": {
            "description": "How others may use the data; null where nobody says it.",
            "oneOf": [named, {"type": "null"}],
        },
    }
    for table in tables:
        columns = {
            column.name: {"type": [_JSON_TYPES[column.type], "null"], "description": column.about}
            for column in table.columns
        }
        rows = object_of(columns)
        properties[table.name] = {"type": "array", "description": table.about, "items": rows}
    body = {"type": "object", "properties": properties, "required": list(properties)}
    return as_schema({"title": "Register of public service charters", **body})
