"""What one line about a standard says of its year: the row of its result, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from charters.importing.account import Proposed
from charters.importing.inventory.promise_facts import SOURCE
from charters.importing.inventory.taking import (
    LANGUAGES,
    Taker,
    is_nothing,
    plain,
    said_percent,
    say,
)
from charters.importing.inventory.year_figures import COUNTS, YearFigures
from charters.model.file_names import RESULTS
from charters.model.limits import NAME
from charters.model.results import Status
from charters.model.text import as_cell
from charters.problems.message import _


@dataclass(frozen=True)
class ResultFacts:
    """Reads the figures of a line about a standard."""

    taker: Taker
    id: str
    year: str
    percent: bool

    @cached_property
    def _year(self) -> YearFigures:
        return YearFigures(self.taker, self.percent)

    def result(self) -> Iterator[Proposed]:
        """Yield the row of results.csv; none where the year has no figure."""
        line = self.taker.line
        figures, columns = self._figures()
        self._year.check()
        if not figures:
            for code in LANGUAGES:
                why = _("there is no figure for it to stand beside")
                self.taker.leave(f"performance_results_uri_{code}", why)
            return
        row = {
            "standard": self.id,
            "period": self.year,
            "status": Status.FINAL.value,
            "source": self.taker.source("performance_results_uri", "results_page") or SOURCE,
            **figures,
        }
        cells = {name: line.cells[column] for name, column in columns.items()}
        anchor = next(iter(cells.values()), line.cells["service_id"])
        yield Proposed(RESULTS, row, cells, line.sheet, anchor.at)

    def _figures(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return what a row says, and the column of the inventory that each figure comes from."""
        kept, total = self._year.counts
        if kept is not None and total is not None:
            if kept > total:
                return self._impossible(kept, total), {}
            said = {"met": str(kept), "total": str(total)}
            return said, dict(zip(said, COUNTS, strict=True))
        if (alone := self._year.alone) is not None:
            return {"value": said_percent(alone)}, {"value": "performance"}
        return self._lacking(), {}

    def _impossible(self, kept: int, total: int) -> dict[str, str]:
        said = _("cases that kept the promise: {met} of {total} in all", met=kept, total=total)
        for name in COUNTS:
            self.taker.refuse(name, "V011", said, _("find out which count is right"))
        return _without("impossible", kept=str(kept), total=str(total))

    def _lacking(self) -> dict[str, str]:
        """Return what a row says without two counts; nothing where the inventory says nothing."""
        written = dict(zip(("kept", "total"), map(self.taker.line.text, COUNTS), strict=True))
        counts = dict(zip(written, self._year.counts, strict=True))
        why = _("one count of two is no result: it stands in the note of the year")
        for name, count in zip(COUNTS, counts.values(), strict=True):
            if count is not None:
                self.taker.take(name, "note", why)
        known = {name: str(count) for name, count in counts.items() if count is not None}
        if any(name not in known and not is_nothing(text) for name, text in written.items()):
            texts = {name: plain(text or "-", NAME)[0] for name, text in written.items()}
            return _without("no_counts", **texts)
        return _without("no_total" if "kept" in known else "no_kept", **known) if known else {}


def _without(why: str, **told: str) -> dict[str, str]:
    """Return what a row says in place of a result."""
    return {"status": Status.NOT_AVAILABLE.value, "note": as_cell(say(why, **told))}
