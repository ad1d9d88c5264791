"""Item (b): survey customers, on what they want and on how satisfied they are: who was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from charters.checks.findings import Message, State, Strength, _
from charters.checks.order.case import SURVEYS, Case
from charters.checks.order.said import is_said, is_sentence
from charters.checks.order.seen import (
    CUSTOMER_SURVEYS,
    PROMISES,
    Ask,
    Seen,
    contradiction,
    idle,
    listed,
    no_promises,
    nothing,
    partial,
    present,
    stale,
    tally,
)
from charters.model.shapes import Shape
from charters.model.standards import Activity, Standard, StandardType
from charters.model.surveys import CustomerSurvey, Purpose, Want

TOP_WANTS = 3

_ASKS: Mapping[Purpose, Message] = {
    Purpose.WANTS: _("survey of what customers want"),
    Purpose.SATISFACTION: _("survey of how satisfied customers are"),
}


def no_surveys(case: Case) -> Seen:
    """Say that there is no survey of customers."""
    return nothing(
        case,
        _("survey of customers"),
        _(
            "In surveys.yml, add a survey under 'customers' with id, name, purposes, fielded, "
            "and how many people were offered it and answered."
        ),
        case.place(SURVEYS, "customers"),
    )


def check_wants(case: Case) -> Iterator[Seen]:
    """B1: at least one survey, or its equal, on what people want."""
    yield _asked(case, Purpose.WANTS)


def check_satisfaction(case: Case) -> Iterator[Seen]:
    """B2: at least one survey on satisfaction with the services as they are."""
    yield _asked(case, Purpose.SATISFACTION)


def _asked(case: Case, purpose: Purpose) -> Seen:
    surveys = case.charter.surveys.customers
    if not surveys:
        return no_surveys(case)
    found = surveys_on(surveys, purpose)
    if not found:
        add = _(
            "In surveys.yml, add a survey with 'purposes: [{purpose}]', "
            "or name that purpose too for a survey that asked about it.",
            purpose=purpose.value,
        )
        return nothing(case, _ASKS[purpose], add, case.place(SURVEYS, "customers"), State.PARTIAL)
    newest = max(found, key=lambda survey: survey.fielded.last.end)
    told = [survey for survey in found if shows_answers(survey)]
    if not told:
        return partial(
            _("The survey {name} is named, but nothing it found is shown.", name=newest.name),
            _("In surveys.yml, add questions, wants or findings to {name}.", name=newest.id),
            CUSTOMER_SURVEYS.place(case, newest),
            strength=Strength.NOTHING,
        )
    counted = any(question.answers for survey in told for question in survey.questions)
    return present(
        _("A survey with its answers is shown: {name}.", name=newest.name),
        Strength.FIGURES if counted else Strength.WORDS,
        case.page(f"survey-{newest.id}"),
        *case.links([newest.source]),
    )


def surveys_on(surveys: Sequence[CustomerSurvey], purpose: Purpose) -> list[CustomerSurvey]:
    """Return the surveys that have a purpose."""
    return [survey for survey in surveys if purpose in survey.purposes]


def shows_answers(survey: CustomerSurvey) -> bool:
    """Return whether a survey is more than its heading."""
    return bool(survey.questions or survey.wants) or any(map(is_sentence, survey.findings))


def check_response(case: Case) -> Iterator[Seen]:
    """B3: how many customers there were, how many were asked, how many answered (K12)."""
    if not case.charter.surveys.customers:
        yield no_surveys(case)
        return
    for survey in case.charter.surveys.customers:
        if said := more_answers_than_asked(survey):
            yield contradiction(
                said,
                _("In surveys.yml, mend customers, offered or answered of {name}.", name=survey.id),
                CUSTOMER_SURVEYS.place(case, survey, "answered"),
                CUSTOMER_SURVEYS.place(case, survey, "offered"),
            )
    surveys = case.current_surveys
    yield from tally(
        case,
        Ask(
            CUSTOMER_SURVEYS,
            _("Newest surveys that say how many customers there were, were asked, and answered"),
            _(
                "In surveys.yml, add 'customers', 'offered' and 'answered' to {names}: how many "
                "there were in the period, were asked, and answered."
            ),
            strength=Strength.FIGURES,
        ),
        surveys,
        [survey for survey in surveys if None in _response(survey)],
        [case.page("surveys")],
    )


def _response(survey: CustomerSurvey) -> tuple[int | None, int | None, int | None]:
    return survey.customers, survey.offered, survey.answered


def more_answers_than_asked(survey: CustomerSurvey) -> Message | None:
    """Return what is impossible in the counts of a survey, if anything."""
    customers, offered, answered = _response(survey)
    if answered is not None and offered is not None and answered > offered:
        return _(
            "{name}: {answered} people answered, but only {offered} were asked.",
            name=survey.name,
            answered=answered,
            offered=offered,
        )
    asked = answered if offered is None else offered
    if customers is not None and asked is not None and asked > customers:
        return _(
            "{name}: {asked} people were asked or answered, but there were only {customers} "
            "customers.",
            name=survey.name,
            asked=asked,
            customers=customers,
        )
    return None


def check_window(case: Case) -> Iterator[Seen]:
    """B5: inside the window, and every service covered or named as not covered."""
    surveys = case.charter.surveys.customers
    if not surveys:
        yield no_surveys(case)
        return
    for purpose in Purpose:
        yield from _too_old(case, purpose, surveys_on(surveys, purpose))
    left_out = _not_covered(case)
    if left_out:
        yield partial(
            _("Services that no survey covers: {names}.", names=listed(left_out)),
            _(
                "In surveys.yml, add them to 'services' of a survey, or under 'not_surveyed' with "
                "service and because.",
            ),
            case.place(SURVEYS, "customers"),
        )
    else:
        yield present(
            _("Every service is covered by a survey, or named as not covered."),
            Strength.WORDS,
            case.page("surveys"),
        )


def _too_old(case: Case, purpose: Purpose, surveys: Sequence[CustomerSurvey]) -> Iterator[Seen]:
    newest = max(surveys, key=lambda survey: survey.fielded.last.end, default=None)
    if newest is not None and case.is_old_survey(newest.fielded.last.end):
        yield stale(
            _(
                "The newest {what} ended on {day}, more than {months} months ago.",
                what=_ASKS[purpose],
                day=newest.fielded.last.end,
                months=case.windows.survey_months,
            ),
            _("In surveys.yml, add the survey made since then, or its date under 'planned'."),
            CUSTOMER_SURVEYS.place(case, newest, "fielded"),
        )


def _not_covered(case: Case) -> list[str]:
    """Return the services no survey names; a survey that names none is about all of them."""
    surveys = case.charter.surveys
    covered = {name for survey in surveys.customers for name in survey.services}
    if any(not survey.services for survey in surveys.customers):
        return []
    covered |= {gap.service for gap in surveys.not_surveyed if is_said(gap.because, "because")}
    return [service.id for service in case.services if service.id not in covered]


def check_posted_as_measure(case: Case) -> Iterator[Seen]:
    """B6: satisfaction is itself a posted measure (1995 memorandum)."""
    if not case.promises:
        yield no_promises(case)
        return
    found = [promise for promise in case.promises if measures_satisfaction(promise)]
    if found:
        yield present(
            _("Satisfaction is promised and measured: {names}.", names=listed(_ids(found))),
            Strength.FIGURES,
            *map(case.promise_page, found[:3]),
        )
    else:
        yield nothing(
            case,
            _("promise on how satisfied customers are"),
            _(
                "In standards.yml, add a standard with 'activity: satisfying' and a measure of "
                "shape score or share-with-property that names the survey question."
            ),
            case.place("standards.yml", "standards"),
        )


def _ids(promises: Sequence[Standard]) -> list[str]:
    return [promise.id for promise in promises]


def measures_satisfaction(promise: Standard) -> bool:
    """Return whether a promise is measured by what customers say."""
    if promise.measure.shape in (Shape.WORDS_ONLY, Shape.YES_NO):
        return False
    if promise.measure.question or promise.measure.shape is Shape.SCORE:
        return True
    return promise.activity is Activity.SATISFYING or promise.type is StandardType.COURTESY


def check_wants_kept(case: Case) -> Iterator[Seen]:
    """B7: standards rest on what customers want, and each top want has a standard or a reason."""
    surveys = surveys_on(case.charter.surveys.customers, Purpose.WANTS)
    if not surveys:
        yield _asked(case, Purpose.WANTS)
        return
    open_wants = [(survey, n, want) for survey in surveys for n, want in _open_wants(survey)]
    if open_wants:
        survey, n, want = open_wants[0]
        yield partial(
            _("Customers want this, and no promise or reason answers it: {want}", want=want.want),
            _(
                "In surveys.yml, add 'standard' or 'no_standard_because' to the wants of {name}.",
                name=survey.id,
            ),
            CUSTOMER_SURVEYS.place(case, survey, "wants", n),
        )
    yield from _founded(case, surveys)


def _open_wants(survey: CustomerSurvey) -> list[tuple[int, Want]]:
    top = list(enumerate(survey.wants))[:TOP_WANTS]
    return [
        (n, want)
        for n, want in top
        if not want.standard and not is_said(want.no_standard_because, "no_standard_because")
    ]


def _founded(case: Case, surveys: Sequence[CustomerSurvey]) -> Iterator[Seen]:
    if not case.promises:
        yield no_promises(case)
        return
    wanted = wanted_promises(case)
    yield from tally(
        case,
        Ask(
            PROMISES,
            _("Promises that name the survey of what customers want behind them"),
            f"wants: [{surveys[0].id}]",
        ),
        case.promises,
        [promise for promise in case.promises if promise.id not in wanted],
        [case.page("surveys")],
    )


def wanted_promises(case: Case) -> set[str]:
    """Return the promises that rest on something customers said they want."""
    from_surveys = {
        want.standard
        for survey in case.charter.surveys.customers
        for want in survey.wants
        if want.standard
    }
    return from_surveys | {promise.id for promise in case.promises if promise.wants}


def check_complaint_offered(case: Case) -> Iterator[Seen]:
    """H10: the complaint link is offered beside every survey."""
    if not case.charter.surveys.customers:
        yield idle(_("There is no survey that could offer the way to complain."))
        return
    surveys = case.current_surveys
    yield from tally(
        case,
        Ask(
            CUSTOMER_SURVEYS,
            _("Newest surveys that offer the way to complain"),
            "complaint_link_offered: on the last page of the survey",
            keys=("complaint_link_offered",),
            none=State.MISSING,
        ),
        surveys,
        [
            survey
            for survey in surveys
            if not is_said(survey.complaint_link_offered, "complaint_link_offered")
        ],
        [case.page("surveys")],
    )
