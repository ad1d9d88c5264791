"""Rows of a snapshot beside those of another: which are older, and what they were replaced by.

A later figure is added below the one that is there, as any correction is. One of an older snapshot stands
ahead of the row that replaced it, and this becomes the correction: the history is the same, whichever of
two snapshots is read first.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from charters.importing.account import Outcome, Proposed
from charters.importing.files import as_lines
from charters.importing.inventory.snapshot import period
from charters.importing.merging import note_with, said_of
from charters.model.register import Charter
from charters.model.results import Result, Status
from charters.problems import Message
from charters.problems.message import _


@dataclass
class Settling:
    """Settles the rows of one agency."""

    older: set[str]
    """The years of which a later snapshot was read before."""
    published: str
    """The day the snapshot was published; '' where nobody said it."""
    today: str
    """The day a correction carries that nobody dated."""
    before: dict[int, Proposed] = field(default_factory=dict)
    """Rows of an older snapshot, by the lines of those that replaced them."""

    def settle(self, rows: Iterable[Proposed], charter: Charter) -> None:
        """Decide which rows are older than what is there, and date those that are later."""
        for row in rows:
            days, part = period(row.values["period"]).days, row.values.get("part", "")
            there = charter.results.get(row.values["standard"], ())
            same = [one for one in there if (one.period.days, one.part) == (days, part)]
            known = [_figures_of(one) for one in same]
            if row.values["period"] not in self.older:
                if known and _figures(row) != known[-1]:
                    row.values["published"] = self.published or self.today
            elif known and _figures(row) not in known:
                self._put_before(row, same, charter)

    def _put_before(self, row: Proposed, there: Sequence[Result], charter: Charter) -> None:
        """Keep what was said before a row that is there; where that is a correction itself, only tell it."""
        row.outcome, row.said = Outcome.OLDER, later_than(row.values["period"])
        is_first = len(there) == 1 and there[0].status in (Status.FINAL, Status.NOT_AVAILABLE)
        if is_first and charter.agency.compiled:  # an agency's own rows are never changed
            row.outcome = Outcome.EARLIER
            self.before[there[0].line] = row

    def with_earlier(self, text: str, languages: Sequence[str]) -> str:
        """Return the text of results.csv with the rows of before ahead of those that replaced them."""
        lines = list(io.StringIO(text, newline="\n"))
        end = "\r\n" if "\r\n" in text else "\n"
        reader = csv.reader(lines)
        header = [name.strip("\N{ZERO WIDTH NO-BREAK SPACE} ") for name in next(reader)]
        found, at = lines[: reader.line_num], reader.line_num
        for cells in reader:
            if row := self.before.get(at + 1):
                there = self._corrected(dict(zip(header, cells, strict=False)), row, languages)
                found.append(as_lines([row.values, there], header, end))
            else:
                found += lines[at : reader.line_num]
            at = reader.line_num
        return "".join(found)

    def _corrected(
        self, there: Mapping[str, str], row: Proposed, languages: Sequence[str]
    ) -> dict[str, str]:
        """Return a row as the correction of one that was published before it."""
        both = {there["status"], row.values["status"]}
        status = Status.REVISED.value if both == {Status.FINAL.value} else there["status"]
        why = _("Was {old} in an earlier snapshot.", old=said_of(row))
        note = note_with(why, there.get("note", ""), languages)
        day = there.get("published") or self.today
        return {**there, "status": status, "published": day, "note": note}


def later_than(year: str) -> Message:
    """Return why a row of an older snapshot does not say what stands there now."""
    return _("a later snapshot of {year} was read before", year=year)


def _figures(row: Proposed) -> tuple[Any, ...]:
    met, total, value = (row.values.get(key, "") for key in ("met", "total", "value"))
    return met, total, value.removesuffix("%"), row.values["status"] == "not available"


def _figures_of(result: Result) -> tuple[Any, ...]:
    said = (
        "" if one is None else f"{one:f}" if key == "value" else str(one)
        for key, one in (("met", result.met), ("total", result.total), ("value", result.value))
    )
    return *said, not result.is_available
