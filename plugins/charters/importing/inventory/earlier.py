"""Figures that an older snapshot said: ahead of the rows that replaced them, which become corrections.

A later snapshot that comes second is added below, as any correction is. One that came first stands there
already, as if nothing had been said before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from charters.importing.account import Proposed
from charters.importing.files import as_lines
from charters.importing.merging import note_with, said_of
from charters.model.results import Status
from charters.problems.message import _


def with_earlier(
    text: str, rows: Mapping[int, Proposed], day: str, languages: Sequence[str]
) -> str:
    """Return the text of results.csv with rows ahead of those that begin on some lines.

    `day` is when these were published, where they do not say so.
    """
    lines = list(io.StringIO(text, newline="\n"))
    end = "\r\n" if "\r\n" in text else "\n"
    reader = csv.reader(lines)
    header = [name.strip("\N{ZERO WIDTH NO-BREAK SPACE} ") for name in next(reader)]
    found, at = lines[: reader.line_num], reader.line_num
    for cells in reader:
        if row := rows.get(at + 1):
            there = _corrected(dict(zip(header, cells, strict=False)), row, day, languages)
            found.append(as_lines([row.values, there], header, end))
        else:
            found += lines[at : reader.line_num]
        at = reader.line_num
    return "".join(found)


def _corrected(
    there: Mapping[str, str], row: Proposed, day: str, languages: Sequence[str]
) -> dict[str, str]:
    """Return a row as the correction of one that was published before it."""
    both = {there["status"], row.values["status"]}
    status = Status.REVISED.value if both == {Status.FINAL.value} else there["status"]
    why = _("Was {old} in an earlier snapshot.", old=said_of(row))
    note = note_with(why, there.get("note", ""), languages)
    return {**there, "status": status, "published": there.get("published") or day, "note": note}
