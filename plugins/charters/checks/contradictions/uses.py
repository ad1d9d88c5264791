"""What surveys are cited for: uses, reports and promises (K17), and surveys to come (K18)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from charters.checks.contradictions.dates import days_of
from charters.checks.contradictions.places import (
    STANDARDS,
    SURVEYS,
    Keys,
    beside,
)
from charters.model.periods import Period
from charters.model.register import Charter, Register
from charters.model.surveys import CustomerSurvey, Fielded, Purpose, StaffSurvey
from charters.problems import Place, Problem

Surveys = Mapping[str, tuple[str, CustomerSurvey | StaffSurvey]]
"""Surveys by id, with the list each stands in."""


def check_uses(register: Register) -> Iterator[Problem]:
    """Yield surveys cited too early or for what they did not ask, and planned ones that are over."""
    for charter in register.charters.values():
        found = charter.surveys
        surveys: dict[str, tuple[str, CustomerSurvey | StaffSurvey]] = {
            **{survey.id: ("customers", survey) for survey in found.customers},
            **{survey.id: ("staff", survey) for survey in found.staff},
        }
        yield from _own_dates(charter, surveys)
        for n, report in enumerate(found.reports):
            for name in report.surveys:
                yield from _cited(charter, surveys, name, ("reports", n), report.date)
        for n, use in enumerate(found.uses):
            if use.survey:
                yield from _cited(charter, surveys, use.survey, ("uses", n), use.date)
        yield from _wants(charter, surveys)
        yield from _planned(charter, register)


def _cited(
    charter: Charter, surveys: Surveys, name: str, where: Keys, when: Period
) -> Iterator[Problem]:
    """K17, S2.4: what rests on a survey comes after it."""
    if name not in surveys:
        return  # T003 says so
    key, survey = surveys[name]
    last = days_of(survey.fielded.last, charter).start
    if days_of(when, charter).end < last:
        dated = charter.place(SURVEYS, *where, "date")
        other = charter.place(SURVEYS, key, name, "fielded", "last")
        yield Problem(
            dated,
            "K17",
            f"this is dated {when.label}, before the survey '{name}' ended on {last} "
            f"({beside(dated, other)}); mend one of the dates, or name the survey it rests on",
            (other,),
        )


def _own_dates(charter: Charter, surveys: Surveys) -> Iterator[Problem]:
    for name, (key, survey) in surveys.items():
        fielded, where = survey.fielded, (key, name, "fielded")
        if days_of(fielded.last, charter).end < days_of(fielded.first, charter).start:
            place, other = (charter.place(SURVEYS, *where, end) for end in ("last", "first"))
            message = f"the last day ({fielded.last.label}) is before the first"
            yield _dates(place, other, message, "mend one of the dates")
        elif isinstance(survey, CustomerSurvey) and survey.published:
            yield from _published(charter, survey.published, fielded, name)


def _published(
    charter: Charter, published: Period, fielded: Fielded, name: str
) -> Iterator[Problem]:
    if days_of(published, charter).end < days_of(fielded.last, charter).start:
        place = charter.place(SURVEYS, "customers", name, "published")
        other = charter.place(SURVEYS, "customers", name, "fielded", "last")
        message = f"published in {published.label}, before the last answer ({fielded.last.label})"
        yield _dates(place, other, message, "mend one of the dates")


def _dates(place: Place, other: Place, message: str, remedy: str) -> Problem:
    return Problem(place, "K17", f"{message} ({beside(place, other)}); {remedy}", (other,))


def _wants(charter: Charter, surveys: Surveys) -> Iterator[Problem]:
    """K17, B7: a promise that rests on what people want cites a survey that asked for it."""
    for standard in charter.standards:
        for n, name in enumerate(standard.wants):
            _, survey = surveys.get(name, ("", None))
            asked = isinstance(survey, CustomerSurvey) and (
                survey.wants or Purpose.WANTS in survey.purposes
            )
            if survey is not None and not asked:
                place = charter.place(STANDARDS, "standards", standard.id, "wants", n)
                key = surveys[name][0]
                other = charter.place(SURVEYS, key, name, "purposes")
                yield Problem(
                    place,
                    "K17",
                    f"'{name}' is cited for what people want, but did not ask for it "
                    f"({beside(place, other)}); name a survey with purposes: [wants]",
                    (other,),
                )


def _planned(charter: Charter, register: Register) -> Iterator[Problem]:
    """K18, S3.4: a survey to come lies in the future."""
    for n, planned in enumerate(charter.surveys.planned):
        last = days_of(planned.when, charter).end
        if last < register.as_of:
            place = charter.place(SURVEYS, "planned", n, "when")
            yield Problem(
                place,
                "K18",
                f"this survey is planned for {planned.when.label}, which was over on {last} (the "
                f"site is judged on {register.as_of}); write the new date, or move it to "
                "'customers' with its answers",
                (charter.place(SURVEYS, "planned", n),),
            )
