"""Days that cannot be right (K6): done in the future, or one after the other in the wrong order.

V017 refuses results from the future while reading.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from charters.model.agency import Agency
from charters.model.file_names import AGENCY, BENCHMARKS, STANDARDS, SURVEYS
from charters.model.results import Result, Status
from charters.model.standards import Standard
from charters.model.surveys import CustomerSurvey, StaffSurvey
from charters.problems import Message, Place, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.forms import Subject
from charters.rules.saying import clash
from charters.rules.ways import below

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
    (AGENCY, "", "sources.date", _("this was published")),
    (AGENCY, "H6", "complaints.figures.period", _("these complaints end")),
    (STANDARDS, "C5", "standards.records_from", _("results were first kept")),
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

_LAST_REVIEW, _NEXT_REVIEW = _("the last review"), _("the next review")
_INTRODUCED = _("the day the promise was introduced")
_ASKED, _STANDS = _("the day they were asked"), _("the promise as it stands")
_PERIOD_BEGINS, _PERIOD_ENDS = _("the period of this result"), _("the end of the period")
_ACTION, _PUBLISHED = _("the day of the action"), _("the day of publication")
_PAPERS_END = _("the last day of the documents used")
_MEND = _("mend one of the dates")
_NOT_OVER = _("write provisional, or the days it covers, such as 2024-01-01/2024-11-15")
_LATER_PAPERS = _("write a later day under 'until', or take the row out")


_SEVERAL = 3
"""Results that agree with each other against one month."""


class _Moment(NamedTuple):
    day: date | None
    what: Message
    at: Callable[[], Place]


_Pair = tuple[str, _Moment, _Moment, Message]
"""The rules that ask for it, two moments of which the second cannot come first, and what to do."""


def _wrong_order(case: Case) -> Iterator[Problem]:
    of_the_plan = ("S3.1", *_reviews(case.charter.agency, case.in_agency), _MEND)
    early = _too_early(case)
    yield from _wrong_month(case, [*early.values()])
    for shows, first, second, do in chain([of_the_plan], _of_promises(case), _of_rows(case, early)):
        if _is_wrong(first.day, second.day):
            message = _(
                "{second}, {day}, comes before {first}, {other}",
                second=second.what,
                day=second.day,
                first=first.what,
                other=first.day,
            )
            yield clash("K6", shows, second.at(), message, do, first.at())


def _is_wrong(first: date | None, second: date | None) -> bool:
    return first is not None and second is not None and second < first


def _reviews(record: Agency | Standard, place: Callable[..., Place]) -> tuple[_Moment, _Moment]:
    return (
        _Moment(record.last_reviewed, _LAST_REVIEW, partial(place, "last_reviewed")),
        _Moment(record.next_review, _NEXT_REVIEW, partial(place, "next_review")),
    )


def _of_promises(case: Case) -> Iterator[_Pair]:
    for standard in case.charter.standards:
        if not (standard.last_reviewed or standard.consulted):
            continue
        place = partial(case.in_standard, standard)
        last, following = _reviews(standard, place)
        introduced = _Moment(standard.begins, _INTRODUCED, partial(place, "introduced"))
        yield "X11", last, following, _MEND
        yield "X11", introduced, last, _MEND
        # People are asked before a promise is made, changed or looked at again (X6).
        days = [change.date for change in standard.changes]
        made = max([standard.begins_by, standard.last_reviewed or date.min, *days])
        for n, asked in enumerate(standard.consulted):
            told = _Moment(asked.date.start, _ASKED, introduced.at)
            yield "X6", told, _Moment(made, _STANDS, partial(place, "consulted", n, "date")), _MEND


def _was_published(result: Result) -> bool:
    return bool(result.published) and result.status not in (
        Status.PROVISIONAL,
        Status.NOT_AVAILABLE,
    )


def _too_early(case: Case) -> dict[int, Result]:
    """Return the results of fiscal years published before these were over, where most of them were."""
    rows = [row.result for row in case.rows]
    early = {row.line: row for row in rows if _is_early(row) and _is_fiscal(row)}
    if early and len(early) <= max(_SEVERAL, sum(map(_is_fiscal, rows)) / 2):
        return {}
    return early


def _is_early(row: Result) -> bool:
    return row.published is not None and row.published.end < row.period.end


def _is_fiscal(row: Result) -> bool:
    return row.period.label.startswith("FY") and _was_published(row)


def _wrong_month(case: Case, early: Sequence[Result]) -> Iterator[Problem]:
    """Yield the month of the fiscal year, where most results came out before their year was over."""
    if early:
        here = case.in_agency("fiscal_year_starts")
        said = _(
            "by this month {count} results were published before their fiscal year was over, first {period}",
            count=len(early),
            period=early[0].period.label,
        )
        do = _("write the month in which your fiscal year begins: fiscal_year_starts: october")
        yield clash("K6", "C5", here, said, do, *[case.in_row(row) for row in early[:3]])


def _of_rows(case: Case, early: Container[int]) -> Iterator[_Pair]:
    """Yield the days of rows that are in the wrong order: most of many thousands are in the right one."""
    for row in case.rows:
        result, standard, ended = row.result, row.standing.standard, row.result.period.end
        here = partial(case.in_row, result, "period")
        if result.action_by and result.action_by < result.period.start:
            begins = _Moment(result.period.start, _PERIOD_BEGINS, here)
            done = _Moment(result.action_by, _ACTION, partial(case.in_row, result, "action_by"))
            yield "C8", begins, done, _MEND
        # That there will be no result may be known, and said, before the period is over.
        is_over = ended <= case.register.as_of  # what is not is told by the reader
        published = result.published if is_over and _was_published(result) else None
        if published and published.end < ended and result.line not in early:
            out = _Moment(published.end, _PUBLISHED, partial(case.in_row, result, "published"))
            yield "C5", _Moment(ended, _PERIOD_ENDS, here), out, _NOT_OVER
        compiled = case.charter.compiled_for(standard)
        if compiled and _is_wrong(ended, compiled.until):
            until = partial(case.in_agency, "compiled", "until")
            if standard.compiled:
                until = partial(case.in_standard, standard, "compiled", "until")
            known = _Moment(compiled.until, _PAPERS_END, here)
            yield "C5", _Moment(ended, _PERIOD_ENDS, until), known, _LATER_PAPERS


SUBJECT = Subject(clashes=(_done_in_future, _wrong_order))
