"""What has to fit together between a promise and its results, and among the results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from charters.model.periods import Frequency, Period, rhythm_of
from charters.model.register import Charter
from charters.model.results import Result, Status
from charters.model.standards import Measured, Standard
from charters.problems import Place, Problem
from charters.reading.references import no_such_source
from charters.reading.written import Written

AGENCY, STANDARDS, RESULTS = "agency.yml", "standards.yml", "results.csv"
_REPLACING = (Status.REVISED, Status.NOT_AVAILABLE)
"""What a row says that takes the place of any other; each says why in its note."""
_REPLACED = (Status.PROVISIONAL, Status.IN_WORDS, Status.NOT_AVAILABLE)
"""What a row says whose place any later one may take."""
_WHEN_OVER = "say that there is no result when the period is over"


def row_problems(charter: Charter, written: Written, as_of: date) -> Iterator[Problem]:
    """Yield what does not fit together in results.csv; `written` knows refused records too."""
    for measured in charter.measured:
        rows = charter.results.get(measured.id, ())
        must_be_dated = not charter.compiled_for(measured) and not written.says(AGENCY, "compiled")
        for row in rows:
            at = _Row(charter, row)
            yield from _before_or_after(at, measured)
            yield from _from_the_future(at, as_of)
            yield from _as_long_as_reported(at, measured)
            if row.source and (message := no_such_source(row.source, written)):
                yield at.problem("source", "V022", message)
            if must_be_dated and not row.published:
                message = "'published' is blank; write the day, such as 2024-11-15"
                yield at.problem("published", "V020", message)
        yield from _repeat_problems(charter, measured, rows)
        if isinstance(measured, Standard):
            yield from _restated_problems(charter, measured, rows, as_of)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of results, and the places of its cells."""

    charter: Charter
    row: Result

    def place(self, column: str) -> Place:
        """Return the place of a cell."""
        return self.charter.place(RESULTS, self.row.line, column)

    def problem(self, column: str, code: str, message: str, *also: Place) -> Problem:
        """Return a problem at a cell."""
        return Problem(self.place(column), code, message, also)


def _before_or_after(at: _Row, measured: Measured) -> Iterator[Problem]:
    if isinstance(measured, Standard):
        yield from _while_promised(at, measured)
    elif measured.since and at.row.period.start < measured.since:
        also = at.charter.place(STANDARDS, "figures", measured.id, "since")
        period = at.row.period
        said = (
            f"{period.label} begins on {period.start}, before results are kept ({measured.since})"
        )
        message = f"{said}; mend the period here, or 'since' in standards.yml"
        yield at.problem("period", "V018", message, also)


def _while_promised(at: _Row, standard: Standard) -> Iterator[Problem]:
    period = at.row.period
    if standard.begins and period.start < standard.begins:
        also = at.charter.place(STANDARDS, "standards", standard.id, "introduced")
        message = f"{period.label} begins on {period.start}, before the promise was introduced ({standard.begins}); mend the period here, or 'introduced' in standards.yml"
        yield at.problem("period", "V018", message, also)
    kept = standard.records_from
    if kept and period.start < kept.start:
        also = at.charter.place(STANDARDS, "standards", standard.id, "records_from")
        message = f"{period.label} begins on {period.start}, before results are kept ({kept.label}); write an earlier 'records_from' in standards.yml: what was published stays"
        yield at.problem("period", "V018", message, also)
    if standard.withdrawn and period.start > standard.withdrawn.date:
        said = f"{period.label} begins after the promise was withdrawn ({standard.withdrawn.date})"
        yield at.problem("period", "V019", f"{said}; take the row out")


def _from_the_future(at: _Row, as_of: date) -> Iterator[Problem]:
    row = at.row
    if max(row.period.end, row.published.start if row.published else as_of) <= as_of:
        return
    today = f"the day this site is judged on ({as_of})"
    if row.period.start > as_of:
        message = f"{row.period.label} begins only on {row.period.start}, after {today}; take the row out until then"
        yield at.problem("period", "V017", message)
    elif row.period.end > as_of and row.status is not Status.PROVISIONAL:
        said = f"{row.period.label} ends on {row.period.end}, after {today}"
        do = "write provisional, or wait until it is over" if row.is_available else _WHEN_OVER
        yield at.problem("status", "V017", f"{said}; {do}")
    if row.published and row.published.start > as_of:
        said = f"this result is published on {row.published.start}, after {today}"
        yield at.problem("published", "V017", f"{said}; mend the day, or add the row then")


def _as_long_as_reported(at: _Row, measured: Measured) -> Iterator[Problem]:
    """Yield a period that is not as long as those in which results are reported."""
    period = at.row.period
    if measured.reported is None or rhythm_of(measured, period) is not None:
        return
    if period.label == f"{period.start}/{period.end}" and _is_shorter(measured.reported, period):
        return  # A season, or the days that were counted: whoever writes days means them.
    said = f"{period.label} goes from {period.start} to {period.end}, but results are reported {measured.reported.value}"
    if measured.window is not None:
        message = f"{said} for {measured.window.value}; write the days that it covers"
    else:
        other = next((one for one in Frequency if one.fits(period)), None)
        more = ""
        if other and isinstance(measured, Standard):
            more = f", or add also_reported: [{other.value}] in standards.yml"
        message = f"{said}; write a period of that length{more}; of a part of it, write the days"
    also = at.charter.place(STANDARDS, _list_of(measured), measured.id, "reported")
    yield at.problem("period", "V026", message, also)


def _is_shorter(reported: Frequency, period: Period) -> bool:
    return period.end < reported.after(period.start)


def _list_of(measured: Measured) -> str:
    return "standards" if isinstance(measured, Standard) else "figures"


def _repeat_problems(
    charter: Charter, measured: Measured, rows: Sequence[Result]
) -> Iterator[Problem]:
    by_part: dict[tuple[str, Frequency | None], list[_Row]] = defaultdict(list)
    for row in rows:
        by_part[row.part, rhythm_of(measured, row.period)].append(_Row(charter, row))
    for part_rows in by_part.values():
        latest: dict[tuple[date, date], _Row] = {}
        for at in part_rows:
            key = at.row.period.start, at.row.period.end
            if key in latest:
                yield from _correction_problems(latest[key], at)
            elif at.row.status is Status.REVISED:
                message = f"'revised' needs an earlier row for {at.row.period.label} to replace; keep the old row, and add this one below it"
                yield at.problem("status", "V016", message)
            latest[key] = at
        if measured.window is None:
            yield from _overlap_problems(latest.values())


def _correction_problems(earlier: _Row, at: _Row) -> Iterator[Problem]:
    """Yield what a second row for the same key lacks to be a correction."""
    row, line = at.row, earlier.row.line
    also = at.charter.place(RESULTS, line)
    if row.status not in _REPLACING and earlier.row.status not in _REPLACED:
        message = f"{row.period.label} is already on line {line}; take one row out, or write 'revised' with a note that says why"
        yield at.problem("period", "V014", message, also)
        return
    if row.status is Status.REVISED and not row.note:
        message = f"this row replaces line {line}; say why in 'note'"
        yield at.problem("note", "V016", message, also)
    before, after = earlier.row.published, row.published
    if before and after and after.end <= before.start:
        message = f"this row replaces line {line} but was not published later ({after.label} against {before.label}); mend one of the days"
        yield at.problem("published", "V016", message, also)


def _restated_problems(
    charter: Charter, standard: Standard, rows: Sequence[Result], as_of: date
) -> Iterator[Problem]:
    """Yield results from before a change that were not published since, where it says they were."""
    in_force = {(row.part, row.period.days): row for row in rows if row.is_available}
    for n, change in enumerate(standard.changes):
        if not change.restated or change.date > as_of:
            continue
        also = charter.place(STANDARDS, "standards", standard.id, "changes", n, "restated")
        for row in in_force.values():
            again = row.published is not None and row.published.end >= change.date
            if row.period.start < change.date and not again:
                said = f"{row.period.label} was not published again since what is counted was changed on {change.date}"
                message = f"{said}; add a row with status 'revised' and the result as it is counted now, or take 'restated' out"
                yield _Row(charter, row).problem("published", "V027", message, also)


def _overlap_problems(rows: Iterable[_Row]) -> Iterator[Problem]:
    widest: _Row | None = None
    for at in sorted(rows, key=lambda at: (at.row.period.start, at.row.period.end)):
        period = at.row.period
        if widest is not None and period.overlaps(widest.row.period):
            message = f"{period.label} overlaps {widest.row.period.label} on line {widest.row.line}; a day is counted in one period only: keep one of the two"
            yield at.problem("period", "V015", message, widest.place("period"))
        if widest is None or period.end > widest.row.period.end:
            widest = at
