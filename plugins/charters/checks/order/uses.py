"""Section 2: report on surveys; use them to judge management and to allocate resources."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from charters.checks.findings import Message, State, Strength, _
from charters.checks.order.case import SURVEYS, Case
from charters.checks.order.said import is_sentence
from charters.checks.order.seen import (
    CUSTOMER_SURVEYS,
    Ask,
    Seen,
    contradiction,
    idle,
    nothing,
    partial,
    present,
    stale,
    tally,
)
from charters.checks.order.surveys import no_surveys
from charters.model.periods import Period
from charters.model.surveys import SurveyUse, UseKind

FIRST_REPORTS = 1995
"""The order asked for the first report in 1994; one of early 1995 is still that report."""


def check_reported(case: Case) -> Iterator[Seen]:
    """S2.1: a report for every survey inside the window; none on a survey nobody knows (K17)."""
    surveys = case.charter.surveys
    known = survey_ends(case)
    for n, report in enumerate(surveys.reports):
        for name in report.surveys:
            if name not in known:
                yield _unknown_survey(case, name, "reports", n, "surveys")
    if not surveys.customers:
        yield no_surveys(case)
        return
    reported = {name for report in surveys.reports for name in report.surveys}
    yield from tally(
        case,
        Ask(
            CUSTOMER_SURVEYS,
            _("Newest surveys of customers that were reported on"),
            _("In surveys.yml, add under 'reports' the date, to whom, and surveys: {names}."),
        ),
        case.current_surveys,
        [survey for survey in case.current_surveys if survey.id not in reported],
        [case.page("surveys"), *case.links(report.source for report in surveys.reports)],
    )


def survey_ends(case: Case) -> dict[str, Period]:
    """Return when the fieldwork of each survey of customers or staff ended."""
    surveys = case.charter.surveys
    of_customers = {survey.id: survey.fielded.last for survey in surveys.customers}
    return of_customers | {survey.id: survey.fielded.last for survey in surveys.staff}


def _unknown_survey(case: Case, name: str, *keys: str | int) -> Seen:
    return contradiction(
        _("The plan rests on the survey {name}, which is not listed.", name=name),
        _("In surveys.yml, add the survey {name}, or mend the id.", name=name),
        case.place(SURVEYS, *keys),
    )


def check_management(case: Case) -> Iterator[Seen]:
    """S2.2: satisfaction was used to judge how the agency is managed."""
    yield _used(
        case,
        UseKind.MANAGEMENT,
        _("use of a survey in judging how the agency is managed"),
        lambda count: _(
            "Surveys were used in judging how the agency is managed: {count}.", count=count
        ),
    )


def check_resources(case: Case) -> Iterator[Seen]:
    """S2.3: satisfaction was used to allocate resources."""
    yield _used(
        case,
        UseKind.RESOURCES,
        _("use of a survey in deciding on money or staff"),
        lambda count: _("Surveys were used in deciding on money or staff: {count}.", count=count),
    )


def _used(case: Case, kind: UseKind, what: Message, done: Callable[[int], Message]) -> Seen:
    surveys = case.charter.surveys
    uses = [use for use in surveys.uses if use.kind is kind and is_sentence(use.decided, "decided")]
    if uses:
        return present(
            done(len(uses)),
            Strength.FIGURES if any(use.amount for use in uses) else Strength.WORDS,
            case.page("surveys"),
            *case.links(use.source for use in uses),
        )
    return nothing(
        case,
        what,
        _(
            "In surveys.yml, add under 'uses': date, kind: {kind}, decided (one sentence) and "
            "survey.",
            kind=kind.value,
        ),
        case.place(SURVEYS, "uses"),
        State.PARTIAL if surveys.reports or surveys.uses else State.MISSING,
    )


def check_use_dates(case: Case) -> Iterator[Seen]:
    """S2.4: a use comes after the survey it rests on (K17)."""
    uses, ends = case.charter.surveys.uses, survey_ends(case)
    if not uses:
        yield idle(_("No use of a survey is listed whose date could be wrong."))
        return
    bare = [n for n, use in enumerate(uses) if not use.survey]
    for n, use in enumerate(uses):
        if use.survey and use.survey not in ends:
            yield _unknown_survey(case, use.survey, "uses", n, "survey")
        elif is_before_survey(use, ends):
            yield contradiction(
                _(
                    "A decision of {day} is said to rest on a survey that ended later.",
                    day=use.date.end,
                ),
                _("In surveys.yml, mend the date of this use, or name the survey it rests on."),
                case.place(SURVEYS, "uses", n, "date"),
                case.place(SURVEYS, "customers", use.survey or "", "fielded"),
            )
    if bare:
        yield partial(
            _("Decisions that do not say which survey they rest on: {count}.", count=len(bare)),
            _("In surveys.yml, add 'survey' to each of the 'uses'."),
            *(case.place(SURVEYS, "uses", n) for n in bare),
        )
    else:
        yield present(
            _("Each decision came after the survey it rests on."),
            Strength.FIGURES,
            case.page("surveys"),
        )


def is_before_survey(use: SurveyUse, ends: dict[str, Period]) -> bool:
    """Return whether a use is dated before the fieldwork it rests on had ended (K17)."""
    ended = ends.get(use.survey or "")
    return ended is not None and use.date.end < ended.start


def check_kept_up(case: Case) -> Iterator[Seen]:
    """S2.5: reported once in 1994, and kept up since: two facts."""
    reports = sorted(case.charter.surveys.reports, key=lambda report: report.date.end)
    add = _("In surveys.yml, add the newest report on surveys under 'reports'.")
    place = case.place(SURVEYS, "reports")
    if not reports:
        yield nothing(case, _("report on surveys"), add, place)
        return
    newest, first = reports[-1].date.end, reports[0].date.end
    once = (
        _("The first report, asked for in 1994, is listed")
        if first.year <= FIRST_REPORTS
        else _("No report of 1994 is listed")
    )
    sentence = _("{once}; the newest report is of {day}.", once=once, day=newest)
    if case.is_old_survey(newest):
        yield stale(sentence, add, place)
    else:
        yield present(sentence, Strength.WORDS, case.page("surveys"))
