"""Rows of results for the same days: corrections that are none, and periods that overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from charters.model.file_names import RESULTS
from charters.model.periods import Frequency
from charters.model.results import Status
from charters.model.standards import Measured
from charters.problems import Problem
from charters.problems.message import _
from charters.reading.placed_rows import PlacedRow

_REPLACING = (Status.REVISED, Status.NOT_AVAILABLE)
"""What a row says that takes the place of any other; each says why in its note."""
_REPLACED = (Status.PROVISIONAL, Status.IN_WORDS, Status.NOT_AVAILABLE)
"""What a row says whose place any later one may take."""


def repeat_problems(
    measured: Measured, rows: Sequence[PlacedRow], *, are_all: bool = True
) -> Iterator[Problem]:
    """Yield what is wrong with rows that say something of the same days; where some were refused, they are not all."""
    by_part: dict[tuple[str, Frequency | None], list[PlacedRow]] = defaultdict(list)
    for one in rows:
        by_part[one.row.part, one.rhythm].append(one)
    for part_rows in by_part.values():
        latest: dict[tuple[date, date], PlacedRow] = {}
        for at in part_rows:
            key = at.row.period.days
            if key in latest:
                yield from _correction_problems(latest[key], at)
            elif at.row.status is Status.REVISED and are_all:
                message = _(
                    "'revised' needs an earlier row for {period} to replace; keep the old row, and add this one below it",
                    period=at.row.period.label,
                )
                yield at.problem("status", "V016", message)
            latest[key] = at
        if measured.window is None:
            yield from _overlap_problems(latest.values())


def _correction_problems(earlier: PlacedRow, at: PlacedRow) -> Iterator[Problem]:
    """Yield what a second row for the same key lacks to be a correction."""
    row, line = at.row, earlier.row.line
    also = at.charter.place(RESULTS, line)
    if row.status not in _REPLACING and earlier.row.status not in _REPLACED:
        message = _(
            "{period} is already on line {line}; take one row out, or write 'revised' with a note that says why",
            period=row.period.label,
            line=str(line),
        )
        yield at.problem("period", "V014", message, also)
        return
    if row.status is Status.REVISED and not row.note:
        message = _("this row replaces line {line}; say why in 'note'", line=str(line))
        yield at.problem("note", "V016", message, also)
    before, after = earlier.row.published, row.published
    if before and after and after.end <= before.start:
        message = _(
            "this row replaces line {line} but was not published later ({day} against {before}); mend one of the days",
            line=str(line),
            day=after.label,
            before=before.label,
        )
        yield at.problem("published", "V016", message, also)


def _overlap_problems(rows: Iterable[PlacedRow]) -> Iterator[Problem]:
    widest: PlacedRow | None = None
    for at in sorted(rows, key=lambda at: at.row.period.days):
        period = at.row.period
        if widest is not None and period.overlaps(widest.row.period):
            message = _(
                "{period} overlaps {other} on line {line}; a day is counted in one period only: keep one of the two",
                period=period.label,
                other=widest.row.period.label,
                line=str(widest.row.line),
            )
            yield at.problem("period", "V015", message, widest.place("period"))
        if widest is None or period.end > widest.row.period.end:
            widest = at
