"""The whole register as open data: CSV tables and JSON, from the same standings as the pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from charters.judging.standings import Judged, Standing
from charters.model.register import Charter
from charters.model.text import Text
from charters.publishing.book import Book
from charters.publishing.columns import (
    AGENCIES,
    BENCHMARKS,
    CHANGES,
    RESULTS,
    SERVICES,
    STANDARDS,
    Column,
)
from charters.publishing.verdict_words import share_figure

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins with one of these (OWASP, CSV injection)."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table of open data."""

    name: str
    about: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]


def datasets(book: Book) -> list[Dataset]:
    """Return every table of the register."""
    charters = book.register.charters.values()
    return [
        Dataset("agencies", "One row per agency.", AGENCIES, [_agency_row(c) for c in charters]),
        Dataset("services", "One row per service.", SERVICES, [r for c in charters for r in _service_rows(c)]),
        Dataset("standards", "One row per promise, with where it stands today.", STANDARDS, [_standard_row(s) for s in book.all_standings]),
        Dataset("results", "One row per published result, corrected ones included.", RESULTS, [r for s in book.all_standings for r in _result_rows(s)]),
        Dataset("benchmarks", "One row per comparator.", BENCHMARKS, [r for c in charters for r in _benchmark_rows(c)]),
        Dataset("changes", "One row per change of a promise.", CHANGES, [r for s in book.all_standings for r in _change_rows(s)]),
    ]  # fmt: skip


def plain(text: Text | None) -> str:
    """Return a text in the first language it is written in."""
    return "" if text is None else str(text)


def _agency_row(charter: Charter) -> dict[str, Any]:
    agency, compiled = charter.agency, charter.agency.compiled
    return {
        "agency": charter.id,
        "name": plain(agency.name),
        "kind": agency.kind.value,
        "serves": plain(agency.serves),
        "compiled_by": plain(compiled.by) if compiled else None,
        "compiled_until": compiled.until.isoformat() if compiled else None,
    }


def _service_rows(charter: Charter) -> Iterator[dict[str, Any]]:
    for service in charter.services:
        yield {
            "agency": charter.id,
            "service": service.id,
            "name": plain(service.name),
            "summary": plain(service.summary),
            "customers": " ".join(service.customers),
            "channels": " ".join(service.channels),
        }


def _standard_row(standing: Standing) -> dict[str, Any]:
    standard = standing.standard
    measure, limit = standard.measure, standard.limit
    return {
        "agency": standing.charter.id,
        "service": standard.service,
        "standard": standard.id,
        "promise": plain(standard.promise),
        "type": standard.type.value,
        "shape": measure.shape.value,
        "unit": "%" if measure.shape.is_share else plain(measure.unit),
        "limit": f"{limit.amount} {limit.unit}" if limit else None,
        "target": standing.target.written if standing.target else None,
        "introduced": standard.introduced.isoformat(),
        "withdrawn": standard.withdrawn.date.isoformat() if standard.withdrawn else None,
        "verdict": standing.verdict.word.value,
        "headline": standing.verdict.bucket.value if standing.in_force else "withdrawn",
        "latest_period": standing.latest.result.period.label if standing.latest else None,
    }


def _result_rows(standing: Standing) -> Iterator[dict[str, Any]]:
    for judged in (*standing.judged, *(j for part in standing.parts.values() for j in part)):
        for replaced in judged.replaced:
            yield _result_row(standing, Judged(replaced, judged.verdict), in_force=False)
        yield _result_row(standing, judged, in_force=True)


def _result_row(standing: Standing, judged: Judged, *, in_force: bool) -> dict[str, Any]:
    result, verdict = judged.result, judged.verdict
    figures: dict[str, Any] = {} if result.hidden else _figures(judged, in_force=in_force)
    source = standing.charter.source_by_id.get(result.source)
    return {
        "agency": standing.charter.id,
        "standard": result.standard,
        "period": result.period.label,
        "start": result.period.start.isoformat(),
        "end": result.period.end.isoformat(),
        "part": result.part,
        **figures,
        "verdict": verdict.word.value if in_force else None,
        "status": result.status.value,
        "in_force": "yes" if in_force else "no",
        "published": result.published.label if result.published else None,
        "source": (source.link or plain(source.title)) if source else result.source,
        "note": result.note,
        "missed_because": result.missed_because,
        "action": result.action,
        "action_by": result.action_by.isoformat() if result.action_by else None,
    }


def _figures(judged: Judged, *, in_force: bool) -> dict[str, Any]:
    result, verdict = judged.result, judged.verdict
    answer = None if result.answer is None else ("yes" if result.answer else "no")
    share = (
        Fraction(result.met * 100, result.total)
        if result.met is not None and result.total
        else None
    )
    figures: dict[str, Any] = {
        "met": result.met,
        "total": result.total,
        "value": result.value,
        "answer": answer,
        "cases": result.cases,
        "excluded": result.excluded,
        "percent": None if share is None else share_figure(share, verdict.target, 4),
    }
    if in_force:
        low, high = verdict.interval or (None, None)
        figures |= {
            "low": None if low is None else round(low * 100, 4),
            "high": None if high is None else round(high * 100, 4),
            "target": verdict.target.written if verdict.target else None,
            "reached": None if verdict.reached is None else ("yes" if verdict.reached else "no"),
        }
    return figures


def _benchmark_rows(charter: Charter) -> Iterator[dict[str, Any]]:
    for benchmark in charter.benchmarks:
        source = charter.source_by_id.get(benchmark.source or "")
        value = benchmark.value
        yield {
            "agency": charter.id,
            "standard": benchmark.standard,
            "benchmark": benchmark.id,
            "organization": plain(benchmark.organization),
            "sector": benchmark.sector.value,
            "basis": benchmark.basis.value,
            "level": f"{value.amount}{value.unit}"
            if value and value.unit == "%"
            else f"{value.amount} {value.unit}"
            if value
            else None,
            "date": benchmark.date.label if benchmark.date else None,
            "comparable_because": plain(benchmark.comparable_because),
            "source": (source.link or plain(source.title)) if source else benchmark.source,
        }


def _change_rows(standing: Standing) -> Iterator[dict[str, Any]]:
    base = {"agency": standing.charter.id, "standard": standing.standard.id}
    for change in standing.standard.changes:
        yield {
            **base,
            "date": change.date.isoformat(),
            "field": change.field.value,
            "from": plain(change.from_),
            "to": plain(change.to),
            "reason": plain(change.reason),
        }
    gone = standing.standard.withdrawn
    if gone is not None:
        yield {
            **base,
            "date": gone.date.isoformat(),
            "field": "withdrawn",
            "reason": plain(gone.reason),
        }


def as_csv(dataset: Dataset) -> str:
    """Return a table as CSV (RFC 4180); cells that a spreadsheet would run are neutralised."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = [column.name for column in dataset.columns]
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in dataset.rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def as_json(book: Book, tables: Iterable[Dataset]) -> str:
    """Return the whole register as one JSON document, described by data/register.schema.json."""
    return json.dumps(
        {
            "as_of": book.register.as_of.isoformat(),
            **{table.name: [_json_row(table, row) for row in table.rows] for table in tables},
        },
        ensure_ascii=False,
        separators=(",", ":"),
        default=_json_number,
    )


def _json_row(table: Dataset, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with every column; missing is null, never zero."""
    return {column.name: row.get(column.name) for column in table.columns}


def _json_number(value: object) -> float:
    return float(str(value))


_JSON_TYPES = {"integer": "integer", "number": "number", "string": "string", "date": "string"}


def register_schema(tables: Iterable[Dataset]) -> str:
    """Return the JSON Schema of the register document."""
    properties: dict[str, Any] = {"as_of": {"type": "string", "format": "date"}}
    for table in tables:
        columns = {
            column.name: {"type": [_JSON_TYPES[column.type], "null"], "description": column.about}
            for column in table.columns
        }
        row = {
            "type": "object",
            "properties": columns,
            "required": list(columns),
            "additionalProperties": False,
        }
        properties[table.name] = {"type": "array", "description": table.about, "items": row}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Register of public service charters",
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }
    return json.dumps(schema, indent=1, ensure_ascii=False)
