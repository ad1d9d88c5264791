"""Results that git has seen and that are gone or changed (F17): rows are only ever added.

A charter compiled by others is left alone: to mend a record is no change of a published result.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from charters.model.register import Charter, Register
from charters.model.results import Result
from charters.problems import Problem
from charters.problems.message import _
from charters.rules.case import RESULTS
from charters.rules.forms import clash
from charters.rules.past.git_versions import (
    GitError,
    Version,
    blob_name,
    read_blobs,
    read_past,
)

_KEY = ("standard", "period", "part", "published")
_FIGURES = ("met", "total", "value", "cases", "excluded")
_LOOKED_AT = 3
"""Newest versions of a file that are read: what was published last, and twice before."""

Rows = Mapping[tuple[str, ...], tuple[str, ...]]


def results_before(register: Register, root: Path) -> Iterator[tuple[str, Problem]]:
    """Yield published results changed or taken out instead of corrected, each with its agency."""
    try:
        past = read_past(root, RESULTS)
        if past is None:
            return
        for charter in register.charters.values():
            if RESULTS in charter.files and charter.agency.compiled is None:
                path = charter.place(RESULTS).path
                versions = past.versions.get(path, ())[:_LOOKED_AT]
                known = [version for version in versions if version.blob]
                for problem in _changed(charter, root, known, past.head):
                    yield charter.id, problem
    except GitError:
        return  # The check of promises says that git cannot be asked.


def _changed(charter: Charter, root: Path, versions: list[Version], head: str) -> Iterator[Problem]:
    data = (root / charter.place(RESULTS).path).read_bytes()
    now = blob_name(data, head)
    older = [version for version in versions if version.blob != now]
    texts = read_blobs(root, [version.blob for version in older])
    rows, told = _rows(data), set[tuple[str, ...]]()
    known = {measured.id for measured in charter.measured}
    for version in older:
        for key, figures in _rows(texts.get(version.blob, b"")).items():
            if rows.get(key) != figures and key not in told and key[0] in known:
                told.add(key)
                yield _problem(charter, key, figures, version, there=key in rows)


def _rows(data: bytes) -> Rows:
    """Return the figures of each row by what the row is about."""
    text = data.decode("utf-8-sig", "replace")
    found = csv.DictReader(io.StringIO(text))
    cells = ([(row.get(name) or "").strip() for name in (*_KEY, *_FIGURES)] for row in found)
    return {tuple(row[: len(_KEY)]): tuple(row[len(_KEY) :]) for row in cells}


def _problem(
    charter: Charter,
    key: tuple[str, ...],
    figures: tuple[str, ...],
    version: Version,
    *,
    there: bool,
) -> Problem:
    standard, period, part, _published = key
    figured = ", ".join(f"{n} {value}" for n, value in zip(_FIGURES, figures, strict=True) if value)
    rows = charter.results.get(standard, ())
    line = next((row.line for row in rows if _key(row) == key), None)
    said = _(
        "the result of {which} {changed}: on {day} it said {figures}",
        which=", ".join(filter(None, (standard, period, part))),
        changed=_("was changed") if there else _("is gone"),
        day=version.day,
        figures=figured or _("no figures"),
    )
    do = _(
        "put it back, and add the correction as a row of its own with status revised and a note that says why"
    )
    return clash("F17", "C5", charter.place(RESULTS, *([line] if line else ())), said, do)


def _key(row: Result) -> tuple[str, ...]:
    published = row.published.label if row.published else ""
    return row.standard, row.period.label, row.part, published
