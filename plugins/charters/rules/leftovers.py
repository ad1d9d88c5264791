"""'We have none, because ...' beside the very thing: one of the two is a leftover (K25)."""

from __future__ import annotations

from collections.abc import Iterator

from charters.model.text import Text
from charters.problems import Message, Place, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.forms import Subject, clash

Pair = tuple[str, Message, Text | str, Place, Place]
"""The rules it is about, what is said not to be, what there is of it, and where both stand."""


def _reasons_in_vain(case: Case) -> Iterator[Problem]:
    for found in (_of_complaints, _of_services, _of_comparators, _of_surveys):
        for shows, what, name, reason, there in found(case):
            said = _("a reason is given for no {what}, but '{name}' is one", what=what, name=name)
            yield clash("K25", shows, reason, said, _("take one of them out"), there)


def _of_complaints(case: Case) -> Iterator[Pair]:
    complaints = case.charter.agency.complaints
    if complaints and complaints.no_outside_review and complaints.outside_review:
        reason, there = (
            case.in_agency("complaints", key) for key in ("no_outside_review", "outside_review")
        )
        yield "H4 X13", _("outside review"), complaints.outside_review[0].name, reason, there


def _of_services(case: Case) -> Iterator[Pair]:
    for service in case.charter.services:
        promises = case.promises_by_service.get(service.id, ())
        for promise in promises[:1] if service.no_standard_because else ():
            reason = case.in_service(service, "no_standard_because")
            yield "C15", _("standard"), promise.id, reason, case.in_standard(promise)
        for kind in service.not_covered:
            of_kind = [promise for promise in promises if promise.type is kind]
            for promise in of_kind[:1]:
                reason = case.in_service(service, "not_covered", kind.value)
                what = _("standard of {kind}", kind=kind.value)
                yield "C10", what, promise.id, reason, case.in_standard(promise)


def _of_comparators(case: Case) -> Iterator[Pair]:
    for found in case.charter.benchmarks:
        if found.action and found.no_action_because:
            reason = case.in_benchmark(found, "no_action_because")
            yield "D6", _("action"), found.action, reason, case.in_benchmark(found, "action")


def _of_surveys(case: Case) -> Iterator[Pair]:
    surveys = case.charter.surveys
    for survey in surveys.customers:
        for n, want in enumerate(survey.wants):
            if want.standard and want.no_standard_because:
                at = ("customers", survey.id, "wants", n)
                reason, there = (
                    case.in_surveys(*at, key) for key in ("no_standard_because", "standard")
                )
                yield "B7", _("standard"), want.standard, reason, there
    for n, entry in enumerate(surveys.not_surveyed):
        of_it = [survey for survey in surveys.customers if entry.service in survey.services]
        for survey in of_it[-1:]:
            reason = case.in_surveys("not_surveyed", n, "service")
            what = _("survey of '{service}'", service=entry.service)
            yield "B5", what, survey.id, reason, case.in_surveys("customers", survey.id, "services")


SUBJECT = Subject(clashes=(_reasons_in_vain,))
