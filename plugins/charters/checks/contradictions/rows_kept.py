"""Results that git has seen and that are gone or changed (F17): rows are only ever added.

A charter compiled by others is left alone: to mend a record is no change of a published result.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from charters.checks.contradictions.git_history import (
    GitError,
    Version,
    blob_name,
    read_blobs,
    read_past,
)
from charters.checks.contradictions.places import RESULTS
from charters.model.register import Charter, Register
from charters.problems import Problem

_KEY = ("standard", "period", "part", "published")
_FIGURES = ("met", "total", "value", "cases", "excluded")
_LOOKED_AT = 3
"""Newest versions of a file that are read: what was published last, and twice before."""

Rows = Mapping[tuple[str, ...], tuple[str, ...]]


def check_rows_kept(register: Register, root: Path) -> Iterator[Problem]:
    """Yield published results that were changed or taken out instead of corrected."""
    try:
        past = read_past(root, RESULTS)
        if past is None:
            return
        for charter in register.charters.values():
            if RESULTS in charter.files and charter.agency.compiled is None:
                path = charter.place(RESULTS).path
                versions = past.versions.get(path, ())[:_LOOKED_AT]
                yield from _changed(charter, root, [v for v in versions if v.blob], past.head)
    except GitError:
        return  # The check of promises says that git cannot be asked.


def _changed(charter: Charter, root: Path, versions: list[Version], head: str) -> Iterator[Problem]:
    data = (root / charter.place(RESULTS).path).read_bytes()
    now = blob_name(data, head)
    older = [version for version in versions if version.blob != now]
    texts = read_blobs(root, [version.blob for version in older])
    rows, told = _rows(data), set[tuple[str, ...]]()
    for version in older:
        for key, figures in _rows(texts.get(version.blob, b"")).items():
            if rows.get(key) != figures and key not in told and key[0] in charter.standard_by_id:
                told.add(key)
                yield _problem(charter, key, figures, version, there=key in rows)


def _rows(data: bytes) -> Rows:
    """Return the figures of each row by what the row is about."""
    text = data.decode("utf-8-sig", "replace")
    found = csv.DictReader(io.StringIO(text))
    return {
        tuple((row.get(name) or "").strip() for name in _KEY): tuple(
            (row.get(name) or "").strip() for name in _FIGURES
        )
        for row in found
    }


def _problem(
    charter: Charter,
    key: tuple[str, ...],
    figures: tuple[str, ...],
    version: Version,
    *,
    there: bool,
) -> Problem:
    standard, period, part, published = key
    said = ", ".join(
        f"{name} {value}" for name, value in zip(_FIGURES, figures, strict=True) if value
    )
    which = f"{standard}, {period}" + (f", {part}" if part else "")
    what = "was changed" if there else "is gone"
    lines = {
        (
            row.standard,
            row.period.label,
            row.part,
            row.published.label if row.published else "",
        ): row
        for row in charter.results.get(standard, ())
    }
    row = lines.get((standard, period, part, published))
    place = charter.place(RESULTS, row.line) if row else charter.place(RESULTS)
    return Problem(
        place,
        "F17",
        f"the result of {which} {what}: on {version.day} it said {said or 'no figures'}; put it "
        "back, and add the correction as a row of its own with status revised and a note that says why",
    )
