"""What has to fit together inside one agency: ids, references, changes, rows of results."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from charters.model.refusal import shown
from charters.model.register import Charter
from charters.model.results import Result, Status
from charters.model.standards import Standard
from charters.problems import Place, Problem
from charters.reading.yamldoc import Document

AGENCY, STANDARDS, RESULTS = "agency.yml", "standards.yml", "results.csv"
BENCHMARKS, SURVEYS = "benchmarks.yml", "surveys.yml"
_OWN_SOURCES = ("measure", "compiled")
"""Records whose `source` is a sentence, not the id of a document."""


def tie_problems(charter: Charter, declared: Mapping[str, frozenset[str]], as_of: date) -> Iterator[Problem]:
    """Yield what does not fit together; `declared` has every id written, refused records included."""
    yield from _reference_problems(charter, declared)
    for standard in charter.standards:
        rows = charter.results.get(standard.id, ())
        yield from _row_problems(charter, standard, rows, declared, as_of)
        yield from _repeat_problems(charter, rows)


def twice_problems(place_of: Iterable[tuple[str, Place, bool]], what: str) -> Iterator[Problem]:
    """Yield ids used twice, or used again after the first was withdrawn (id, place, withdrawn)."""
    first: dict[str, tuple[Place, bool]] = {}
    for name, place, withdrawn in place_of:
        if name not in first:
            first[name] = place, withdrawn
            continue
        earlier, gone = first[name]
        code, said = ("T002", "belonged to a promise that was withdrawn") if gone else ("T001", "is used twice")
        yield Problem(
            place, code, f"the id {shown(name)} {said} (line {earlier.line}); give this {what} an id of its own", (earlier,)
        )


def source_problems(document: Document, known: frozenset[str]) -> Iterator[Problem]:
    """Yield every `source` in a file that names no entry under `sources` of agency.yml."""
    for keys, name in _sources(document.tree, ()):
        if ":" not in name and name not in known:
            yield _unknown_source(document.place(*keys), name, known)


def _sources(tree: Any, keys: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(tree, list):
        for n, item in enumerate(tree):
            yield from _sources(item, (*keys, n))
    if isinstance(tree, dict) and not (keys and keys[-1] in _OWN_SOURCES):
        for key, value in tree.items():
            if key == "source" and isinstance(value, str):
                yield (*keys, key), value
            elif isinstance(value, dict | list):
                yield from _sources(value, (*keys, key))


def _unknown_source(place: Place, name: str, known: frozenset[str]) -> Problem:
    near = difflib.get_close_matches(name, sorted(known), 1)
    hint = f"did you mean '{near[0]}'?" if near else "add it under 'sources' in agency.yml, or write the web address"
    return Problem(place, "V022", f"there is no source {shown(name)}; {hint}")


def _reference_problems(charter: Charter, declared: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    for kind, file, keys, name in _references(charter):
        if name not in declared[kind]:
            near = difflib.get_close_matches(name, sorted(declared[kind]), 1)
            known = ", ".join(sorted(declared[kind])[:8]) or "none yet"
            hint = f"did you mean '{near[0]}'?" if near else f"known: {known}"
            yield Problem(charter.place(file, *keys), "T003", f"there is no {kind} {shown(name)}; {hint}")


def _references(charter: Charter) -> Iterator[tuple[str, str, tuple[str | int, ...], str]]:
    """Yield every reference: what kind of record, in which file, where, and its id."""
    for service in charter.services:
        where: tuple[str | int, ...] = ("services", service.id)
        for n, group in enumerate(service.customers):
            yield "customer group", STANDARDS, (*where, "customers", n), group
        for n, channel in enumerate(service.channels):
            yield "channel", STANDARDS, (*where, "channels", n), channel
    for standard in charter.standards:
        where = ("standards", standard.id)
        yield "service", STANDARDS, (*where, "service"), standard.service
        if standard.channel:
            yield "channel", STANDARDS, (*where, "channel"), standard.channel
        for n, survey in enumerate(standard.wants):
            yield "survey", STANDARDS, (*where, "wants", n), survey
        if standard.measure.question:
            yield "question", STANDARDS, (*where, "measure", "question"), standard.measure.question
    yield from _agency_references(charter)
    yield from _other_references(charter)


def _agency_references(charter: Charter) -> Iterator[tuple[str, str, tuple[str | int, ...], str]]:
    complaints = charter.agency.complaints
    if complaints is None:
        return
    for n, channel in enumerate(complaints.channels):
        yield "channel", AGENCY, ("complaints", "channels", n), channel
    for n, step in enumerate(complaints.steps):
        if step.standard:
            yield "standard", AGENCY, ("complaints", "steps", n, "standard"), step.standard
    for n, figures in enumerate(complaints.figures):
        if figures.service:
            yield "service", AGENCY, ("complaints", "figures", n, "service"), figures.service


def _other_references(charter: Charter) -> Iterator[tuple[str, str, tuple[str | int, ...], str]]:
    for benchmark in charter.benchmarks:
        yield "standard", BENCHMARKS, ("benchmarks", benchmark.id, "standard"), benchmark.standard
    for survey in charter.surveys.customers:
        where: tuple[str | int, ...] = ("customers", survey.id)
        for n, service in enumerate(survey.services):
            yield "service", SURVEYS, (*where, "services", n), service
        for n, group in enumerate(survey.groups):
            yield "customer group", SURVEYS, (*where, "groups", n), group
        for n, want in enumerate(survey.wants):
            if want.standard:
                yield "standard", SURVEYS, (*where, "wants", n, "standard"), want.standard
    for staff in charter.surveys.staff:
        for n, name in enumerate(staff.standards):
            yield "standard", SURVEYS, ("staff", staff.id, "standards", n), name
        for n, name in enumerate(staff.benchmarks):
            yield "benchmark", SURVEYS, ("staff", staff.id, "benchmarks", n), name


def _row_problems(
    charter: Charter, standard: Standard, rows: Sequence[Result], declared: Mapping[str, frozenset[str]], as_of: date
) -> Iterator[Problem]:
    for row in rows:
        if row.period.end < standard.introduced or row.period.start < standard.introduced:
            yield Problem(
                charter.place(RESULTS, row.line, "period"), "V018",
                f"{row.period.label} begins on {row.period.start}, before the promise was introduced ({standard.introduced}); "
                "mend the period here, or 'introduced' in standards.yml",
                (charter.place(STANDARDS, "standards", standard.id, "introduced"),),
            )  # fmt: skip
        if standard.withdrawn and row.period.start > standard.withdrawn.date:
            yield Problem(
                charter.place(RESULTS, row.line, "period"), "V019",
                f"{row.period.label} begins after the promise was withdrawn ({standard.withdrawn.date}); take the row out",
            )  # fmt: skip
        if row.period.end > as_of and row.status is not Status.PROVISIONAL:
            yield Problem(
                charter.place(RESULTS, row.line, "status"), "V017",
                f"{row.period.label} ends on {row.period.end}, after the day this site is judged on ({as_of}); "
                "write provisional, or wait until it is over",
            )  # fmt: skip
        if row.published and row.published.start > as_of:
            yield Problem(
                charter.place(RESULTS, row.line, "published"), "V017",
                f"this result was published on {row.published.start}, after the day this site is judged on ({as_of})",
            )  # fmt: skip
        if row.source and ":" not in row.source and row.source not in declared["source"]:
            yield _unknown_source(charter.place(RESULTS, row.line, "source"), row.source, declared["source"])
        if not row.published and charter.compiled_for(standard) is None:
            yield Problem(charter.place(RESULTS, row.line, "published"), "V020", "'published' is blank; write the day, such as 2024-11-15")


def _repeat_problems(charter: Charter, rows: Sequence[Result]) -> Iterator[Problem]:
    by_part: dict[str, list[Result]] = defaultdict(list)
    for row in rows:
        by_part[row.part].append(row)
    for part_rows in by_part.values():
        latest: dict[tuple[date, date], Result] = {}
        for row in part_rows:
            key = row.period.start, row.period.end
            if key in latest:
                yield from _correction_problems(charter, latest[key], row)
            elif row.status is Status.REVISED:
                yield Problem(
                    charter.place(RESULTS, row.line, "status"), "V016",
                    f"'revised' needs an earlier row for {row.period.label} to replace; keep the old row, and add this one below it",
                )  # fmt: skip
            latest[key] = row
        yield from _overlap_problems(charter, sorted(latest.values(), key=lambda row: (row.period.start, row.period.end)))


def _correction_problems(charter: Charter, earlier: Result, row: Result) -> Iterator[Problem]:
    """A second row for the same key is a correction, or a mistake."""
    also = (charter.place(RESULTS, earlier.line),)
    if row.status is not Status.REVISED and earlier.status is not Status.PROVISIONAL:
        yield Problem(
            charter.place(RESULTS, row.line, "period"), "V014",
            f"{row.period.label} is already on line {earlier.line}; take one row out, or write 'revised' with a note that says why",
            also,
        )  # fmt: skip
    if row.status is Status.REVISED and not row.note:
        yield Problem(charter.place(RESULTS, row.line, "note"), "V016", f"this row replaces line {earlier.line}; say why in 'note'", also)
    if earlier.published and row.published and row.published.end <= earlier.published.start:
        yield Problem(
            charter.place(RESULTS, row.line, "published"), "V016",
            f"this row replaces line {earlier.line} but was not published later ({row.published.label} against {earlier.published.label})",
            also,
        )  # fmt: skip


def _overlap_problems(charter: Charter, rows: Sequence[Result]) -> Iterator[Problem]:
    reach: Result | None = None
    for row in rows:
        if reach is not None and row.period.overlaps(reach.period):
            yield Problem(
                charter.place(RESULTS, row.line, "period"), "V015",
                f"{row.period.label} overlaps {reach.period.label} on line {reach.line}; a day is counted in one period only",
                (charter.place(RESULTS, reach.line, "period"),),
            )  # fmt: skip
        if reach is None or row.period.end > reach.period.end:
            reach = row
