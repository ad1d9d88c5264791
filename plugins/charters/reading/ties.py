"""What has to fit together between a promise and its results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from charters.model.file_names import AGENCY, RESULTS, STANDARDS
from charters.model.periods import Frequency, rhythm_of
from charters.model.register import Charter
from charters.model.results import Result, Status
from charters.model.standards import Measured, Standard
from charters.problems import Place, Problem
from charters.problems.message import Message, _
from charters.reading.agreeing import agreeing
from charters.reading.placed_rows import PlacedRow
from charters.reading.references import no_such_source
from charters.reading.repeated_rows import repeat_problems
from charters.reading.written import Written

_WHEN_OVER = _("say that there is no result when the period is over")


def row_problems(charter: Charter, written: Written, as_of: date) -> Iterator[Problem]:
    """Yield what does not fit together in results.csv; `written` knows refused records too."""
    in_file = Counter(name for name, path, _ in written.rows if path.endswith(f"/{RESULTS}"))
    for measured in charter.measured:
        rows = charter.results.get(measured.id, ())
        are_all = in_file[measured.id] <= len(rows) and not in_file[""]
        placed = [PlacedRow(charter, row, rhythm_of(measured, row.period)) for row in rows]
        yield from _before_or_after(charter, measured, placed)
        yield from _as_long_as_reported(placed, measured)
        must_be_dated = not charter.compiled_for(measured) and not written.says(AGENCY, "compiled")
        sources = {row.source for row in rows if row.source}
        unknown = {one: said for one in sources if (said := no_such_source(one, written))}
        for at in placed:
            row = at.row
            if row.period.end > as_of or (row.published and row.published.start > as_of):
                yield from _from_the_future(at, as_of)
            if row.source in unknown:
                yield at.problem("source", "V022", unknown[row.source])
            if must_be_dated and not row.published:
                message = _("'published' is blank; write the day, such as 2024-11-15")
                yield at.problem("published", "V020", message)
        yield from repeat_problems(measured, placed, are_all=are_all)
        if isinstance(measured, Standard):
            yield from _restated_problems(charter, measured, rows, as_of)


def _before_or_after(
    charter: Charter, measured: Measured, rows: Sequence[PlacedRow]
) -> Iterator[Problem]:
    """Yield rows of a time in which nothing is promised or kept, by the day that says so."""
    at = partial(charter.in_standard, measured)
    if not isinstance(measured, Standard):
        if since := measured.since:
            kept_from = _("results are kept ({day})", day=str(since))
            yield from _too_early(rows, since, kept_from, at, "since")
        return
    if begins := measured.begins:
        said = _("the promise was introduced ({day})", day=str(begins))
        yield from _too_early(rows, begins, said, at, "introduced")
    if kept := measured.records_from:
        said = _("results are kept ({day})", day=kept.label)
        yield from _too_early(rows, kept.start, said, at, "records_from")
    gone = measured.withdrawn
    if gone and not (begins and gone.date < begins):  # else told of the two days
        yield from _too_late(rows, gone.date, at("withdrawn", "date"))


def _too_late(rows: Sequence[PlacedRow], last: date, there: Place) -> Iterator[Problem]:
    said = _(
        "{period} begins after the promise was withdrawn ({day}); take the row out, or mend 'withdrawn' in {place}"
    ).filled(day=str(last), place=f"{STANDARDS}:{there.line}")
    of_all = _(
        "the promise was withdrawn on {day}, before the periods of {places}; mend the day, or take those rows out"
    ).filled(day=str(last))
    late = [one for one in rows if one.row.period.start > last]
    problems = [one.problem("period", "V019", one.of_its_period(said), there) for one in late]
    yield from agreeing(problems, lambda places: of_all.filled(places=places))


def _too_early(
    rows: Sequence[PlacedRow], first: date, what: Message, at: Callable[[str], Place], key: str
) -> Iterator[Problem]:
    said = _(
        "{period} begins on {start}, before {what}; mend the period here, or '{key}' in standards.yml"
    )
    if key == "records_from":
        said = _(
            "{period} begins on {start}, before {what}; write an earlier '{key}' in standards.yml: what was published stays"
        )
    said = said.filled(what=what, key=key)
    of_all = _(
        "{day} is later than the periods of {places}; write an earlier '{key}' here: what was published stays"
    ).filled(day=str(first), key=key)
    early = [one for one in rows if one.row.period.start < first]
    problems = [one.problem("period", "V018", one.of_its_period(said), at(key)) for one in early]
    yield from agreeing(problems, lambda places: of_all.filled(places=places))


def _from_the_future(at: PlacedRow, as_of: date) -> Iterator[Problem]:
    row = at.row
    today = _("the day this site is judged on ({day})", day=str(as_of))
    if row.period.start > as_of:
        message = _(
            "{period} begins only on {start}, after {today}; take the row out until then",
            period=row.period.label,
            start=str(row.period.start),
            today=today,
        )
        yield at.problem("period", "V017", message)
    elif row.period.end > as_of and row.status is not Status.PROVISIONAL:
        do = _("write provisional, or wait until it is over") if row.is_available else _WHEN_OVER
        message = _(
            "{period} ends on {end}, after {today}; {do}",
            period=row.period.label,
            end=str(row.period.end),
            today=today,
            do=do,
        )
        yield at.problem("status", "V017", message)
    if row.published and row.published.start > as_of:
        message = _(
            "this result is published on {day}, after {today}; mend the day, or add the row then",
            day=str(row.published.start),
            today=today,
        )
        yield at.problem("published", "V017", message)


def _as_long_as_reported(rows: Sequence[PlacedRow], measured: Measured) -> Iterator[Problem]:
    """Yield periods that are not as long as those in which results are reported."""
    reported = measured.reported
    if reported is None:
        return
    unfit = [one for one in rows if one.rhythm is None and not _is_of_days(one.row, reported)]
    problems = [_of_another_length(one, measured, reported) for one in unfit]
    if len(unfit) < len(rows):
        yield from problems
        return
    others = {one.value for row in unfit for one in Frequency if one.fits(row.row.period)}
    do = _("mend it, or the periods")
    if len(others) == 1:
        do = _("write {better}", better="reported: " + others.pop())
    yield from agreeing(
        problems,
        lambda places: _(
            "results are reported {reported} by this, and not by {places}; {do}",
            reported=reported.value,
            places=places,
            do=do,
        ),
    )


def _is_of_days(row: Result, reported: Frequency) -> bool:
    """Return whether a row is of a season, or of the days that were counted: who writes days means them."""
    period = row.period
    is_shorter = period.end < reported.after(period.start)
    return is_shorter and period.label == f"{period.start}/{period.end}"


def _of_another_length(at: PlacedRow, measured: Measured, reported: Frequency) -> Problem:
    period = at.row.period
    other = next((one for one in Frequency if one.fits(period)), None)
    if measured.window is not None:
        message = _(
            "{period} goes from {start} to {end}, but results are reported {reported} for {window}; write the days that it covers"
        )
    elif other and isinstance(measured, Standard):
        message = _(
            "{period} goes from {start} to {end}, but results are reported {reported}; write a period of that length, or add {line} in standards.yml; of a part of it, write the days"
        )
    else:
        message = _(
            "{period} goes from {start} to {end}, but results are reported {reported}; write a period of that length; of a part of it, write the days"
        )
    message = message.filled(
        period=period.label,
        start=str(period.start),
        end=str(period.end),
        reported=reported.value,
        window=str(measured.window),
        line=f"also_reported: [{other}]",
    )
    also = at.charter.in_standard(measured, "reported")
    return at.problem("period", "V026", message, also)


def _restated_problems(
    charter: Charter, standard: Standard, rows: Sequence[Result], as_of: date
) -> Iterator[Problem]:
    """Yield results from before a change that were not published since, where it says they were."""
    numbered = enumerate(standard.changes)
    restated = [(n, one) for n, one in numbered if one.restated and one.date <= as_of]
    available = (row for row in rows if restated and row.is_available)
    in_force = {(row.part, row.period.days): row for row in available}
    for n, change in restated:
        also = charter.in_standard(standard, "changes", n, "restated")
        for row in in_force.values():
            again = row.published is not None and row.published.end >= change.date
            if row.period.start < change.date and not again:
                message = _(
                    "{period} was not published again since what is counted was changed on {day}; add a row with status 'revised' and the result as it is counted now, or take 'restated' out",
                    period=row.period.label,
                    day=str(change.date),
                )
                yield PlacedRow(charter, row).problem("published", "V027", message, also)
