"""Days that cannot be right (K6): done in the future, or one after the other in the wrong order.

V017 refuses results from the future while reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from charters.model.agency import Agency
from charters.model.results import Status
from charters.model.standards import Standard
from charters.model.surveys import CustomerSurvey, StaffSurvey
from charters.problems import Message, Place, Problem
from charters.problems.message import _
from charters.rules.case import AGENCY, BENCHMARKS, STANDARDS, SURVEYS, Case
from charters.rules.forms import Subject, below, clash
from charters.rules.rows import all_rows

_REVIEWED = _("this was last reviewed")
_CHECKED = _("this was checked")
_DONE = _("this was done")
_ANSWERED = _("people first answered")

_THINGS_DONE = (
    (AGENCY, "S3.1", "last_reviewed", _REVIEWED),
    (AGENCY, "A6", "customers.last_reviewed", _REVIEWED),
    (AGENCY, "A4", "customers.size.year", _("this was counted")),
    (AGENCY, "A3", "looked_for_unserved.date", _("you looked")),
    (AGENCY, "F4", "channels.last_tried.date", _("this was tried")),
    (AGENCY, "G3", "access.checked", _CHECKED),
    (AGENCY, "G5", "accessibility_statement.updated", _("this was updated")),
    (AGENCY, "G1", "manual_checks.date", _DONE),
    (AGENCY, "S3.2", "reader_tests.date", _DONE),
    (AGENCY, "X17", "yearly_reports.date", _DONE),
    (AGENCY, "S3.1", "judged.date", _DONE),
    (AGENCY, "S3.1", "not_applicable.decided", _("this was decided")),
    (AGENCY, "H6", "complaints.figures.period", _("these complaints end")),
    (STANDARDS, "X11", "standards.last_reviewed", _REVIEWED),
    (STANDARDS, "C2", "standards.posted.checked", _CHECKED),
    (STANDARDS, "X6", "standards.consulted.date", _("they were asked")),
    (BENCHMARKS, "D3", "benchmarks.date", _("this level was reached")),
    (SURVEYS, "S2.1", "customers.published", _("this was published")),
    (SURVEYS, "B3", "customers.fielded.first", _ANSWERED),
    (SURVEYS, "E1", "staff.fielded.first", _ANSWERED),
    (SURVEYS, "S2.1", "reports.date", _("this was reported")),
    (SURVEYS, "S2.4", "uses.date", _("this was decided")),
    (SURVEYS, "H9 X14", "heard.date", _("this was heard")),
)
"""What is done on a day: its file, the rules that ask for it, the keys to the day, what happened."""


def _done_in_future(case: Case) -> Iterator[Problem]:
    as_of = case.register.as_of
    for file, shows, path, what in _THINGS_DONE:
        for keys, when in below(case, file, path, _has_begun):
            # Figures of a period are complete on its last day; other things began on their first.
            day = when if isinstance(when, date) else when.start
            if keys[-1] == "period":
                day = when.end
            if day > as_of:
                message = _(
                    "{what} on {day}, after the day this site is judged on ({as_of})",
                    what=what,
                    day=day,
                    as_of=as_of,
                )
                do = _("mend the date, or wait until it is done")
                yield clash("K6", shows, case.charter.place(file, *keys), message, do)


def _has_begun(record: Any) -> bool:
    """Return whether a survey has answers; another record has no need of any."""
    if not isinstance(record, CustomerSurvey | StaffSurvey):
        return True
    return record.answered is not None or bool(getattr(record, "questions", ()))


# ------------------------------------------------------------------------- one after the other

_LAST_REVIEW = _("the last review")
_PUBLISHED = _("the day of publication")
_PERIOD_ENDS = _("the end of the period")


class _Moment(NamedTuple):
    day: date | None
    what: Message
    at: Callable[[], Place]


_Pair = tuple[str, _Moment, _Moment, Message]
"""The rules that ask for it, two moments of which the second cannot come first, and what to do."""

_MEND = _("mend one of the dates")


def _wrong_order(case: Case) -> Iterator[Problem]:
    for shows, first, second, do in chain(_of_the_plan(case), _of_promises(case), _of_rows(case)):
        if first.day and second.day and second.day < first.day:
            message = _(
                "{second}, {day}, comes before {first}, {other}",
                second=second.what,
                day=second.day,
                first=first.what,
                other=first.day,
            )
            yield clash("K6", shows, second.at(), message, do, first.at())


def _reviews(record: Agency | Standard, place: Callable[..., Place]) -> tuple[_Moment, _Moment]:
    return (
        _Moment(record.last_reviewed, _LAST_REVIEW, partial(place, "last_reviewed")),
        _Moment(record.next_review, _("the next review"), partial(place, "next_review")),
    )


def _of_the_plan(case: Case) -> Iterator[_Pair]:
    yield "S3.1", *_reviews(case.charter.agency, case.in_agency), _MEND


def _of_promises(case: Case) -> Iterator[_Pair]:
    for standard in case.charter.standards:
        place = partial(case.in_standard, standard)
        last, following = _reviews(standard, place)
        said = _("the day the promise was introduced")
        introduced = _Moment(standard.introduced, said, partial(place, "introduced"))
        yield "X11", last, following, _MEND
        yield "X11", introduced, last, _MEND
        # People are asked before a promise is made, or before it is changed (X6).
        made = max([standard.introduced, *(change.date for change in standard.changes)])
        for n, asked in enumerate(standard.consulted):
            told = _Moment(asked.date.start, _("the day they were asked"), introduced.at)
            at = partial(place, "consulted", n, "date")
            yield "X6", told, _Moment(made, _("the promise as it stands"), at), _MEND


def _of_rows(case: Case) -> Iterator[_Pair]:
    for row in all_rows(case):
        result, place = row.result, partial(case.in_row, row.result)
        period, standard = result.period, row.standing.standard
        first = _Moment(period.start, _("the period of this result"), partial(place, "period"))
        last = _Moment(period.end, _PERIOD_ENDS, partial(place, "period"))
        due = _Moment(result.action_by, _("the day of the action"), partial(place, "action_by"))
        yield "C8", first, due, _MEND
        if result.published and result.status is not Status.PROVISIONAL:
            out = _Moment(result.published.end, _PUBLISHED, partial(place, "published"))
            days = f"{period.start}/{result.published.end}"
            do = _("write provisional, or the days it covers as {days}", days=days)
            yield "C5", last, out, do
        if compiled := case.charter.compiled_for(standard):
            until = partial(case.in_agency, "compiled", "until")
            if standard.compiled:
                until = partial(case.in_standard, standard, "compiled", "until")
            end = _Moment(period.end, _PERIOD_ENDS, until)
            known = _Moment(compiled.until, _("the last day of the documents used"), last.at)
            yield "C5", end, known, _("write a later day under 'until', or take the row out")


SUBJECT = Subject(clashes=(_done_in_future, _wrong_order))
