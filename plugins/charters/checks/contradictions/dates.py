"""Dates that cannot be right (K6): done in the future, published before the end, out of order.

V017 refuses results from the future while reading; here are all other dates of things done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from charters.checks.contradictions.places import (
    AGENCY,
    BENCHMARKS,
    RESULTS,
    STANDARDS,
    SURVEYS,
    Keys,
    beside,
    in_standard,
)
from charters.model.periods import Period, parse_period
from charters.model.register import Charter, Register
from charters.model.results import Result, Status
from charters.model.standards import Standard
from charters.problems import Place, Problem


class _Done(Protocol):
    @property
    def date(self) -> date | Period: ...


Dated = tuple[str, Keys, date | Period | None, str]
"""A thing done: its file, the keys to its date, the date, and what happened on it."""


def days_of(when: Period, charter: Charter) -> Period:
    """Return the days of a date, its fiscal years counted as the agency counts them."""
    return parse_period(when.label, charter.fiscal_start) if when.is_fiscal else when


def check_dates(register: Register) -> Iterator[Problem]:
    """Yield dates that cannot be right."""
    for charter in register.charters.values():
        yield from _done_in_future(charter, register.as_of)
        yield from _review_order(charter)
        for standard in charter.standards:
            yield from _standard_order(charter, standard)
            for row in charter.results.get(standard.id, ()):
                yield from _row_order(charter, standard, row)


def _done_in_future(charter: Charter, as_of: date) -> Iterator[Problem]:
    for file, keys, when, what in _things_done(charter):
        first = days_of(when, charter).start if isinstance(when, Period) else when
        if first is not None and first > as_of:
            yield Problem(
                charter.place(file, *keys),
                "K6",
                f"{what} on {first}, after the day this site is judged on ({as_of}); "
                "mend the date, or wait until it is done",
            )


def _things_done(charter: Charter) -> Iterator[Dated]:
    yield from _done_by_agency(charter)
    yield from _done_on_a_day(charter)
    for standard in charter.standards:
        yield from _done_for_standard(standard)
    for benchmark in charter.benchmarks:
        keys: Keys = ("benchmarks", benchmark.id, "date")
        yield BENCHMARKS, keys, benchmark.date, "this level was reached"
    yield from _done_with_surveys(charter)


def _done_by_agency(charter: Charter) -> Iterator[Dated]:
    agency = charter.agency
    reviewed = "this was last reviewed"
    yield AGENCY, ("last_reviewed",), agency.last_reviewed, reviewed
    for group in agency.customers:
        yield AGENCY, ("customers", group.id, "last_reviewed"), group.last_reviewed, reviewed
        if group.size is not None:
            where: Keys = ("customers", group.id, "size", "year")
            yield AGENCY, where, group.size.year, "this was counted"
    if agency.looked_for_unserved:
        keys: Keys = ("looked_for_unserved", "date")
        yield AGENCY, keys, agency.looked_for_unserved.date, "you looked"
    for channel in agency.channels:
        if channel.last_tried:
            keys = ("channels", channel.id, "last_tried", "date")
            yield AGENCY, keys, channel.last_tried.date, "this was tried"
    for n, cell in enumerate(agency.access):
        yield AGENCY, ("access", n, "checked"), cell.checked, "this was checked"
    if agency.accessibility_statement:
        keys = ("accessibility_statement", "updated")
        yield AGENCY, keys, agency.accessibility_statement.updated, "this was updated"
    for n, item in enumerate(agency.not_applicable):
        yield AGENCY, ("not_applicable", n, "decided"), item.decided, "this was decided"


def _done_on_a_day(charter: Charter) -> Iterator[Dated]:
    agency = charter.agency
    lists: tuple[tuple[str, Sequence[_Done]], ...] = (
        ("manual_checks", agency.manual_checks),
        ("reader_tests", agency.reader_tests),
        ("judged", agency.judged),
        ("yearly_reports", agency.yearly_reports),
    )
    for key, done in lists:
        for n, record in enumerate(done):
            yield AGENCY, (key, n, "date"), record.date, "this was done"
    for n, figures in enumerate(agency.complaints.figures if agency.complaints else ()):
        last = days_of(figures.period, charter).end
        yield AGENCY, ("complaints", "figures", n, "period"), last, "these complaints end"


def _done_for_standard(standard: Standard) -> Iterator[Dated]:
    where: Keys = ("standards", standard.id)
    yield STANDARDS, (*where, "last_reviewed"), standard.last_reviewed, "this was last reviewed"
    for n, posted in enumerate(standard.posted):
        yield STANDARDS, (*where, "posted", n, "checked"), posted.checked, "this was checked"
    for n, asked in enumerate(standard.consulted):
        yield STANDARDS, (*where, "consulted", n, "date"), asked.date, "they were asked"


def _done_with_surveys(charter: Charter) -> Iterator[Dated]:
    surveys = charter.surveys
    for survey in surveys.customers:
        yield SURVEYS, ("customers", survey.id, "published"), survey.published, "this was published"
        if survey.answered is not None or survey.questions:
            keys: Keys = ("customers", survey.id, "fielded", "first")
            yield SURVEYS, keys, survey.fielded.first, "people first answered"
    for staff in surveys.staff:
        if staff.answered is not None:
            keys = ("staff", staff.id, "fielded", "first")
            yield SURVEYS, keys, staff.fielded.first, "people first answered"
    for n, report in enumerate(surveys.reports):
        yield SURVEYS, ("reports", n, "date"), report.date, "this was reported"
    for n, use in enumerate(surveys.uses):
        yield SURVEYS, ("uses", n, "date"), use.date, "this was decided"
    for n, heard in enumerate(surveys.heard):
        yield SURVEYS, ("heard", n, "date"), heard.date, "this was heard"


def _review_order(charter: Charter) -> Iterator[Problem]:
    agency = charter.agency
    if is_out_of_order(agency.last_reviewed, agency.next_review):
        places = [charter.place(AGENCY, key) for key in ("next_review", "last_reviewed")]
        yield _next_before_last(agency.next_review, agency.last_reviewed, *places)


def is_out_of_order(last: date | None, following: date | None) -> bool:
    """Return whether the next review does not come after the last one."""
    return last is not None and following is not None and following <= last


def _next_before_last(
    following: date | None, last: date | None, at_next: Place, at_last: Place
) -> Problem:
    return Problem(
        at_next,
        "K6",
        f"the next review is on {following}, but the last one was on {last} "
        f"({beside(at_next, at_last)}); write the day of the review to come",
        (at_last,),
    )


def _standard_order(charter: Charter, standard: Standard) -> Iterator[Problem]:
    last, following = standard.last_reviewed, standard.next_review
    if is_out_of_order(last, following):
        places = [in_standard(charter, standard, key) for key in ("next_review", "last_reviewed")]
        yield _next_before_last(following, last, *places)
    if last and last < standard.introduced:
        yield _before_introduced(charter, standard, last)
    if standard.consulted:
        yield from _asked_too_late(charter, standard)


def _before_introduced(charter: Charter, standard: Standard, last: date) -> Problem:
    place = in_standard(charter, standard, "last_reviewed")
    introduced = in_standard(charter, standard, "introduced")
    return Problem(
        place,
        "K6",
        f"the promise was reviewed on {last}, before it was introduced on "
        f"{standard.introduced} ({beside(place, introduced)}); mend one of the dates",
        (introduced,),
    )


def _asked_too_late(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """X6: people are asked before a promise is made, or before it is changed."""
    made = max([standard.introduced, *(change.date for change in standard.changes)])
    for n, asked in enumerate(standard.consulted):
        first = days_of(asked.date, charter).start
        if first > made:
            place = in_standard(charter, standard, "consulted", n, "date")
            introduced = in_standard(charter, standard, "introduced")
            yield Problem(
                place,
                "K6",
                f"they were asked on {first}, but the promise has stood since {made} "
                f"({beside(place, introduced)}); mend one of the dates",
                (introduced,),
            )


def _row_order(charter: Charter, standard: Standard, row: Result) -> Iterator[Problem]:
    period = row.period
    if row.published and row.published.end < period.end and row.status is not Status.PROVISIONAL:
        yield _row_problem(
            charter,
            row,
            "published",
            f"this result was published on {row.published.end}, before its period was over "
            f"({period.end}); write provisional, or the days it covers as "
            f"{period.start}/{row.published.end}",
        )
    if row.action_by and row.action_by < period.start:
        yield _row_problem(
            charter,
            row,
            "action_by",
            f"the action is due on {row.action_by}, before the period of this result began "
            f"({period.start}); mend the date",
        )
    compiled = charter.compiled_for(standard)
    if compiled and period.end > compiled.until:
        file, keys = _until(standard)
        until = charter.place(file, *keys)
        place = charter.place(RESULTS, row.line, "period")
        yield Problem(
            place,
            "K6",
            f"{period.label} ends on {period.end}, but the documents used reach only to "
            f"{compiled.until} ({beside(place, until)}); write a later day under 'until', or take "
            "the row out",
            (until,),
        )


def _until(standard: Standard) -> tuple[str, Keys]:
    if standard.compiled:
        return STANDARDS, ("standards", standard.id, "compiled", "until")
    return AGENCY, ("compiled", "until")


def _row_problem(charter: Charter, row: Result, cell: str, message: str) -> Problem:
    place = charter.place(RESULTS, row.line, cell)
    return Problem(place, "K6", message, (charter.place(RESULTS, row.line, "period"),))
