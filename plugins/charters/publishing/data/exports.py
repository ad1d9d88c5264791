"""The whole register as open data: CSV tables and JSON, from the same standings as the pages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from charters.model.cells import as_shown
from charters.model.periods import Period
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
)
from charters.publishing.data.data_rows import (
    OfAim,
    OfBenchmark,
    OfEvent,
    OfService,
    change_rows,
    result_rows,
)
from charters.publishing.data.long_lists import document
from charters.publishing.data.schemas import as_schema, object_of


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
    targets = [OfAim(standing, aim) for standing in standings for aim in standing.standard.aims]
    events = [OfEvent(standing, one) for standing in standings for one in standing.standard.events]
    results = result_rows(book, standings, figures)
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
        Dataset("changes", "One row per change of a promise.", CHANGES, _values(CHANGES, change_rows(standings)), within=("agencies", "standards")),
    ]  # fmt: skip


def _values(columns: Sequence[Column], subjects: Iterable[object]) -> list[list[Any]]:
    """Return the values of each column as files hold them; ways that begin alike are gone once."""
    ways = {"": list(subjects)}
    return [_as_written(_found(column, ways)) for column in columns]


def _as_written(found: list[Any]) -> list[Any]:
    """Return a column as files hold it, blank where nothing is said; a day of thousands of rows is written once."""
    others = {id(one): one for one in found if type(one) not in _AS_IT_IS}
    written = {key: _written(one) or None for key, one in others.items()}
    named = [written.get(id(one), one) for one in found] if others else found
    return [None if one == "" else one for one in named]


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
    return document(head, ((table.name, table.rows) for table in tables))


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
