"""The kinds of records that rules ask about, and what to say where there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from charters.judging.comparators import others_than_us
from charters.judging.kept_up import is_too_old
from charters.model.standards import Standard, StandardType
from charters.problems import Message, Place
from charters.problems.message import _
from charters.rules.case import AGENCY, BENCHMARKS, RESULTS, STANDARDS, SURVEYS, Case
from charters.rules.findings import Seen, State
from charters.rules.posted import last_posted
from charters.rules.rows import Row, newest_rows, recent_misses, rows_leaving_out


class Named(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """Its id in the file."""
        ...


@dataclass(frozen=True, slots=True)
class Records:
    """A kind of record: where it stands, which of them count, and what to say where none does."""

    file: str
    key: str
    records: Callable[[Case], Sequence[Named]]
    none: Callable[[Case], Seen]

    def place(self, case: Case, record: Named, *keys: str | int) -> Place | None:
        """Return where a record, or one of its values, stands."""
        if isinstance(record, Row):
            return case.in_row(record.result, *map(str, keys))
        return case.place(self.file, self.key, record.id, *keys)


def nothing(
    case: Case, what: Message, add: Message, place: Place | None, state: State = State.MISSING
) -> Seen:
    """Say that something is not there; `what` is singular and without an article."""
    if case.is_compiled:
        sentence = _("Not found in the documents used: {what}.", what=what)
    else:
        sentence = _("The plan shows no {what}.", what=what)
    return Seen(state, sentence, add=add, place=place)


def no_services(case: Case) -> Seen:
    """Say that there is no service a rule could be about."""
    return nothing(
        case,
        _("service for the public"),
        _("In standards.yml, add a service with id, name and summary under 'services'."),
        case.place(STANDARDS, "services"),
    )


def no_promises(case: Case) -> Seen:
    """Say that there is no promise a rule could be about."""
    names = ", ".join(service.id for service in case.services[:3])
    add = (
        add_promise(names)
        if names
        else _(
            "In standards.yml, add a service, and a standard for it: a promise, its measure, a target."
        )
    )
    return nothing(case, _("promise to its customers"), add, case.place(STANDARDS, "standards"))


def add_promise(names: str | Message) -> Message:
    """Return the advice to post a promise for services."""
    return _(
        "In standards.yml, add a standard for {names}: a promise, its measure, a target. "
        "Start with how long it takes.",
        names=names,
    )


def no_measures(case: Case) -> Seen:
    """Say that there is no promise of which anything is measured."""
    if not case.promises:
        return no_promises(case)
    return nothing(
        case,
        _("promise that is measured"),
        _("In standards.yml, give a promise a measure, and a target: how often it is to be kept."),
        case.place(STANDARDS, "standards"),
    )


def no_results(case: Case) -> Seen:
    """Say that no result is published."""
    return nothing(
        case,
        _("published result"),
        _("In results.csv, add a row with standard, period and figures."),
        case.place(RESULTS),
    )


def nothing_to_ask(why: Message) -> Callable[[Case], Seen]:
    """Return what says that there is nothing a rule could be about."""
    return lambda _case: Seen(State.NOT_APPLICABLE, why)


def no_misses(case: Case) -> Seen:
    """Say that nothing was missed, or that nothing could have been."""
    if not newest_rows(case):
        return no_results(case)
    return Seen(State.NOT_APPLICABLE, _("No aim was missed, so there is nothing to explain."))


def no_changes(case: Case) -> Seen:
    """Say that no promise has been changed, or that there is none."""
    if not case.promises:
        return no_promises(case)
    return Seen(State.NOT_APPLICABLE, _("No promise has been changed since it was made."))


OF_MANNER = (
    StandardType.COURTESY,
    StandardType.OPENNESS,
    StandardType.QUALITY,
    StandardType.OTHER,
)


def _is_of_manner(promise: Standard) -> bool:
    """Return whether a promise is of manner alone: counted in nobody's cases, and in no time."""
    shape = promise.measure.shape
    return promise.type in OF_MANNER and (not shape.takes_target or "scale" in shape.needs)


def _is_in_words_alone(promise: Standard) -> bool:
    """Return whether nothing is measured of a promise; of manner that is asked under C16."""
    return not promise.measure.shape.is_measured and promise.type not in OF_MANNER


def _posted_long_ago(case: Case) -> list[Standard]:
    months, seen = case.windows.standard_review_months, last_posted
    return [one for one in case.promises if (day := seen(one)) and case.is_older(day, months)]


def no_comparators(case: Case) -> Seen:
    """Say that there is nobody to compare with."""
    return nothing(
        case,
        _("comparison with another organization"),
        _(
            "In benchmarks.yml, add a benchmark: id, standard, organization, sector, value, "
            "date, source, and why it is comparable."
        ),
        case.place(BENCHMARKS, "benchmarks"),
    )


def no_groups(case: Case) -> Seen:
    """Say that no group of customers is named."""
    return nothing(
        case,
        _("group of customers"),
        _(
            "In agency.yml, add 'customers' with one entry per group: id, name and who "
            "(one sentence on who is in it and who is not)."
        ),
        case.place(AGENCY, "customers"),
    )


def no_channels(case: Case) -> Seen:
    """Say that no way to reach the agency is named."""
    return nothing(
        case,
        _("way to reach the agency"),
        _(
            "In agency.yml, add 'channels', each with id, kind, name, contact or link, hours, "
            "cost and can_do; then name them under 'channels' of each service."
        ),
        case.place(AGENCY, "channels"),
    )


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


def no_staff_surveys(case: Case) -> Seen:
    """Say that the staff who serve customers were not asked."""
    return nothing(
        case,
        _("survey of the staff who serve customers"),
        _(
            "In surveys.yml, add a survey under 'staff' with id, name, who_counts, fielded, "
            "asked and answered, the barriers and the ideas."
        ),
        case.place(SURVEYS, "staff"),
    )


RECORDS: Mapping[str, Records] = {
    "services": Records(STANDARDS, "services", lambda case: case.services, no_services),
    "promises": Records(STANDARDS, "standards", lambda case: case.promises, no_promises),
    "promises that take an aim": Records(
        STANDARDS,
        "standards",
        lambda case: [one for one in case.promises if one.measure.shape.takes_target],
        no_measures,
    ),
    "measured promises": Records(
        STANDARDS,
        "standards",
        lambda case: [one for one in case.kept if one.standard.measure.shape.is_measured],
        no_measures,
    ),
    "promises of manner": Records(
        STANDARDS,
        "standards",
        lambda case: [promise for promise in case.promises if _is_of_manner(promise)],
        nothing_to_ask(_("No promise is about manner alone, such as courtesy.")),
    ),
    "changed promises": Records(
        STANDARDS,
        "standards",
        lambda case: [standard for standard in case.charter.standards if standard.changes],
        no_changes,
    ),
    "public services with promises": Records(
        STANDARDS,
        "services",
        lambda case: [one for one in case.services if case.promises_by_service.get(one.id)],
        no_promises,
    ),
    "promises in words alone": Records(
        STANDARDS,
        "standards",
        lambda case: [one for one in case.promises if _is_in_words_alone(one)],
        no_promises,
    ),
    "promises posted long ago": Records(STANDARDS, "standards", _posted_long_ago, no_promises),
    "promises with an old result": Records(
        STANDARDS,
        "standards",
        lambda case: [one for one in case.kept if is_too_old(case.register, one)],
        no_results,
    ),
    "promises with a result": Records(
        STANDARDS,
        "standards",
        lambda case: [standing for standing in case.kept if standing.latest],
        no_results,
    ),
    "newest results": Records(RESULTS, "", newest_rows, no_results),
    "newest results that leave cases out": Records(
        RESULTS, "", rows_leaving_out, nothing_to_ask(_("No promise leaves cases out."))
    ),
    "recent misses": Records(RESULTS, "", recent_misses, no_misses),
    "groups": Records(AGENCY, "customers", lambda case: case.charter.agency.customers, no_groups),
    "channels": Records(AGENCY, "channels", lambda case: case.charter.agency.channels, no_channels),
    "comparators": Records(
        BENCHMARKS, "benchmarks", lambda case: others_than_us(case.charter), no_comparators
    ),
    "surveys": Records(
        SURVEYS, "customers", lambda case: case.charter.surveys.customers, no_surveys
    ),
    "current surveys": Records(SURVEYS, "customers", lambda case: case.current_surveys, no_surveys),
    "staff surveys": Records(
        SURVEYS, "staff", lambda case: case.charter.surveys.staff, no_staff_surveys
    ),
    "current staff surveys": Records(
        SURVEYS, "staff", lambda case: case.current_staff_surveys, no_staff_surveys
    ),
}
"""Every kind of record, by the name that a declaration uses."""
