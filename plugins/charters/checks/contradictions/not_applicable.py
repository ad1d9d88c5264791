"""'Not applicable' and 'we have none' beside what is filled in (K25)."""

from __future__ import annotations

from collections.abc import Iterator

from charters.checks.contradictions.evidence import EVIDENCE
from charters.checks.contradictions.places import (
    AGENCY,
    BENCHMARKS,
    STANDARDS,
    SURVEYS,
    Keys,
    beside,
    in_standard,
)
from charters.model.register import Charter, Register
from charters.model.standards import Serves, Service, Standard
from charters.problems import Place, Problem


def check_not_applicable(register: Register) -> Iterator[Problem]:
    """Yield what is said not to apply, or not to exist, although it is filled in."""
    for charter in register.charters.values():
        for n, item in enumerate(charter.agency.not_applicable):
            find = EVIDENCE.get(item.item.strip(" ()").upper())
            where = find(charter) if find else None
            if where is not None:
                place, other = _places(charter, (AGENCY, "not_applicable", n, "item"), where)
                said = f"{item.item} is said not to apply"
                yield _clash(place, other, said, "something is filled in for it")
        yield from _out_of_scope(charter)
        yield from _no_review(charter)
        for service in charter.services:
            yield from _service(charter, service)
        yield from _wants_and_gaps(charter)
        yield from _surveyed(charter)


def _places(
    charter: Charter, one: tuple[str, *Keys], other: tuple[str, *Keys]
) -> tuple[Place, Place]:
    return charter.place(*one), charter.place(*other)


def _clash(place: Place, other: Place, said: str, what: str) -> Problem:
    message = f"{said}, but {what} ({beside(place, other)}); take one of them out"
    return Problem(place, "K25", message, (other,))


def _out_of_scope(charter: Charter) -> Iterator[Problem]:
    scope = charter.agency.direct_service
    for service in charter.services if scope and not scope.answer else ():
        if service.serves is Serves.OUTSIDE:
            one = (AGENCY, "direct_service", "answer")
            place, other = _places(charter, one, (STANDARDS, "services", service.id, "serves"))
            yield Problem(
                place,
                "K25",
                "the answer says that nothing is provided directly to the public, but "
                f"'{service.id}' serves people outside ({beside(place, other)}); mend the answer, or add serves: agencies there",
                (other,),
            )
            return


def _no_review(charter: Charter) -> Iterator[Problem]:
    complaints = charter.agency.complaints
    if complaints and complaints.no_outside_review and complaints.outside_review:
        keys = [(AGENCY, "complaints", key) for key in ("no_outside_review", "outside_review")]
        place, other = _places(charter, *keys)
        yield _clash(place, other, "it is said that there is no outside review", "one is named")


def _service(charter: Charter, service: Service) -> Iterator[Problem]:
    """Reasons for having no standard, beside a standard in force (C10, C15)."""
    where: tuple[str, *Keys] = (STANDARDS, "services", service.id)
    in_force = [s for s in charter.standards_by_service.get(service.id, ()) if not s.withdrawn]
    if service.no_standard_because and in_force:
        place = charter.place(*where, "no_standard_because")
        yield _has_standard(charter, place, "a reason is given for having no standard", in_force[0])
    for kind in service.not_covered:
        same = [standard for standard in in_force if standard.type is kind]
        if same:
            place = charter.place(*where, "not_covered", kind.value)
            said = f"a reason is given for having no standard of {kind.value}"
            yield _has_standard(charter, place, said, same[0])


def _has_standard(charter: Charter, place: Place, said: str, standard: Standard) -> Problem:
    other = in_standard(charter, standard)
    message = f"{said}, but '{standard.id}' is one ({beside(place, other)}); take the reason out"
    return Problem(place, "K25", message, (other,))


def _wants_and_gaps(charter: Charter) -> Iterator[Problem]:
    """A want with a standard and a reason for none; a gap with an action and a reason for none."""
    for survey in charter.surveys.customers:
        for n, want in enumerate(survey.wants):
            if want.standard and want.no_standard_because:
                keys: Keys = ("customers", survey.id, "wants", n)
                place = charter.place(SURVEYS, *keys, "no_standard_because")
                other = charter.place(SURVEYS, *keys, "standard")
                yield _clash(place, other, "a reason is given for no standard", "one is named")
    for benchmark in charter.benchmarks:
        if benchmark.action and benchmark.no_action_because:
            keys = ("benchmarks", benchmark.id)
            place = charter.place(BENCHMARKS, *keys, "no_action_because")
            other = charter.place(BENCHMARKS, *keys, "action")
            yield _clash(place, other, "a reason is given for no action", "one is named")


def _surveyed(charter: Charter) -> Iterator[Problem]:
    """A reason for having no survey of a service, beside a survey of it (B5)."""
    covered = {
        service: (survey.id, n)
        for survey in charter.surveys.customers
        for n, service in enumerate(survey.services)
    }
    for n, entry in enumerate(charter.surveys.not_surveyed):
        if entry.service in covered:
            survey, at = covered[entry.service]
            place = charter.place(SURVEYS, "not_surveyed", n, "service")
            other = charter.place(SURVEYS, "customers", survey, "services", at)
            said = f"a reason is given for no survey of '{entry.service}'"
            yield _clash(place, other, said, f"'{survey}' is one")
