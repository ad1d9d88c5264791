"""Whether a file holds what belongs into another one: a table in place of keys, one agency file in another."""

from __future__ import annotations

import re
from collections.abc import Mapping

from charters.model.agency import Agency
from charters.model.aims import AIM_COLUMNS
from charters.model.benchmarks import BenchmarksFile
from charters.model.file_names import AGENCY, BENCHMARKS, RESULTS, STANDARDS, SURVEYS, TARGETS
from charters.model.results import ALL_COLUMNS
from charters.model.standards import StandardsFile
from charters.model.surveys import SurveysFile
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.reading.sources import SourceText

KEYS: Mapping[str, frozenset[str]] = {
    AGENCY: frozenset(Agency.model_fields),
    STANDARDS: frozenset(StandardsFile.model_fields),
    BENCHMARKS: frozenset(BenchmarksFile.model_fields),
    SURVEYS: frozenset(SurveysFile.model_fields),
}
"""The keys at the top of each file."""
_COLUMNS = {RESULTS: frozenset(ALL_COLUMNS), TARGETS: frozenset(AIM_COLUMNS)}
_KEY = re.compile(r"\n([A-Za-z_]+):(?=\s)")
_CELLS = re.compile(r"[,;\t]")
_ROW = 5
"""Separators that no line of keys has before its first colon."""


def other_file(source: SourceText, name: str) -> Problem | None:
    """Return the problem of a file that holds what another file is to hold."""
    first = next((line for line in source.text.split("\n") if line.strip()), "")
    found = _table(first, name) or _keys(source.text, name)
    if not found or found == name:
        return None
    message = _(
        "this holds the lines of {other}; put those of {name} back here, and these into {other}",
        other=found,
        name=name,
    )
    return Problem(Place(source.path), "Y055", message)


def _table(first: str, name: str) -> str:
    """Return which table a first line begins; '' where it begins none."""
    cells = {cell.strip() for cell in _CELLS.split(first)}
    alike = {of: len(cells & columns) for of, columns in _COLUMNS.items()}
    best = max(alike, key=lambda of: alike[of])
    if 2 * alike[best] > len(cells):
        return best if alike[best] > alike.get(name, 0) else name
    before = first.partition(":")[0]
    is_row = name in KEYS and len(_CELLS.findall(before)) >= _ROW
    return RESULTS if is_row and not before.lstrip().startswith(("-", "{", "#")) else ""


def _keys(text: str, name: str) -> str:
    """Return which file has the keys of a text; '' where they may be its own."""
    written = set(_KEY.findall(f"\n{text}\n"))
    alike = {of: len(written & keys) for of, keys in KEYS.items()}
    best = max(alike, key=lambda of: alike[of])
    return best if 2 * alike[best] > len(written) and not alike.get(name) else ""
