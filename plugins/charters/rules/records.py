"""The kinds of records that rules ask about, and what to say where there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from charters.judging.answers import measures_satisfaction
from charters.judging.comparators import others_than_us
from charters.judging.kept_up import is_too_old
from charters.model.quantities import TIME_UNITS
from charters.model.standards import Standard, StandardType
from charters.model.surveys import CustomerSurvey, Purpose, UseKind
from charters.problems import Message, Place
from charters.problems.message import _
from charters.rules.case import AGENCY, BENCHMARKS, RESULTS, STANDARDS, SURVEYS, Case, Keys
from charters.rules.filled import is_said
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
class Item:
    """A record without an id of its own, or a count of one."""

    id: str
    """What a message calls it."""
    keys: Keys
    """The keys to it in the list of its kind."""
    it: Any


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
    if case.is_compiled and state is State.PARTIAL:
        sentence = _("Only a part was found in the documents used: no {what}.", what=what)
    elif case.is_compiled:
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


def no_complaints(case: Case) -> Seen:
    """Say that there is no way to complain."""
    return nothing(
        case,
        _("way to complain"),
        _(
            "In agency.yml, add 'complaints' with how, channels, steps (each with within and "
            "who), remedies, help, cost and outside_review."
        ),
        case.place(AGENCY, "complaints"),
    )


def no_averages(_case: Case) -> Seen:
    """Say that no result hides one way of several behind an average."""
    return Seen(State.NOT_APPLICABLE, _("No result is an average over several channels."))


def averages(case: Case) -> Sequence[Named]:
    """Return the promises whose results are an average over several channels."""
    several = {service.id for service in case.charter.services if len(service.channels) > 1}
    found = [standing.standard for standing in case.kept if standing.latest]
    return [one for one in found if one.channel is None and one.service in several]


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


def _with_results(case: Case, fewest: int) -> list[Standard]:
    return [standing.standard for standing in case.kept if len(standing.judged) >= fewest]


def _is_of_time(promise: Standard) -> bool:
    if promise.type not in (StandardType.TIMELINESS, StandardType.WAITING):
        return False
    levels = [promise.limit, promise.target.level if promise.target else None]
    units = [promise.measure.result_unit, *(level.unit for level in levels if level)]
    return not set(units).isdisjoint(TIME_UNITS)


def surveys_on(case: Case, purpose: Purpose) -> list[CustomerSurvey]:
    """Return the surveys of customers that have a purpose, the newest last."""
    surveys = sorted(case.charter.surveys.customers, key=lambda survey: survey.fielded.last.end)
    return [survey for survey in surveys if purpose in survey.purposes]


def _current_on(case: Case, purpose: Purpose) -> Sequence[CustomerSurvey]:
    found = surveys_on(case, purpose)
    return [survey for survey in found if survey in case.current_surveys] or found[-1:]


def _told(case: Case, key: str) -> list[Item]:
    surveys = case.charter.surveys.staff
    told = ((survey.id, n, it) for survey in surveys for n, it in enumerate(getattr(survey, key)))
    return [Item(f"{key} {n + 1} of {name}", (name, key, n), it) for name, n, it in told]


def counts_of_staff(case: Case) -> list[Item]:
    """Return every count of staff: who answered, and who named a barrier or had an idea."""
    told = [*_told(case, "barriers"), *_told(case, "ideas")]
    counts = [Item(item.id, (*item.keys, "count"), item.it.count) for item in told]
    surveys = case.charter.surveys.staff
    counts += [Item(survey.id, (survey.id, "answered"), survey.answered) for survey in surveys]
    return [item for item in counts if item.it is not None]


def _no_counts(case: Case) -> Seen:
    idle = Seen(State.NOT_APPLICABLE, _("No count of staff is shown."))
    return idle if case.charter.surveys.staff else no_staff_surveys(case)


def _of_customers(records: Callable[[Case], Sequence[Named]]) -> Records:
    return Records(SURVEYS, "customers", records, no_surveys)


def _of_staff(records: Callable[[Case], Sequence[Named]]) -> Records:
    return Records(SURVEYS, "staff", records, no_staff_surveys)


def _of_uses(*kinds: UseKind) -> Records:
    def records(case: Case) -> list[Item]:
        uses = enumerate(case.charter.surveys.uses)
        return [Item(f"uses {n + 1}", (n,), use) for n, use in uses if use.kind in kinds]

    none = Seen(State.NOT_APPLICABLE, _("No use of a survey is listed whose date could be wrong."))
    return Records(SURVEYS, "uses", records, lambda _case: none)


RECORDS: Mapping[str, Records] = {
    "services": Records(STANDARDS, "services", lambda case: case.services, no_services),
    "promises": Records(STANDARDS, "standards", lambda case: case.promises, no_promises),
    "promises of time": Records(
        STANDARDS,
        "standards",
        lambda case: [promise for promise in case.promises if _is_of_time(promise)],
        nothing_to_ask(_("No promise is about time.")),
    ),
    "promises set by law": Records(
        STANDARDS,
        "standards",
        lambda case: [promise for promise in case.promises if promise.legal_basis],
        nothing_to_ask(_("No promise rests on a limit set by law.")),
    ),
    "promises with results": Records(
        STANDARDS, "standards", lambda case: _with_results(case, 1), no_results
    ),
    "promises with two results": Records(
        STANDARDS,
        "standards",
        lambda case: _with_results(case, 2),
        nothing_to_ask(_("No promise has two results yet that could be compared.")),
    ),
    "services with promises": Records(
        STANDARDS,
        "services",
        lambda case: [s for s in case.charter.services if case.promises_by_service.get(s.id)],
        no_promises,
    ),
    "services that ask for something": Records(
        STANDARDS,
        "services",
        lambda case: [s for s in case.services if is_said(s.customers_part, "customers_part")],
        nothing_to_ask(_("No service says what it needs from its customers; that is optional.")),
    ),
    "surveys that could offer it": Records(
        SURVEYS,
        "customers",
        lambda case: case.current_surveys,
        nothing_to_ask(_("There is no survey that could offer the way to complain.")),
    ),
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
    "complaints": Records(
        AGENCY,
        "complaints",
        lambda case: [case.charter] if case.charter.agency.complaints else [],
        no_complaints,
    ),
    "ways to complain": Records(
        AGENCY, "channels", lambda case: case.complaint_channels, no_complaints
    ),
    "averages over channels": Records(STANDARDS, "standards", averages, no_averages),
    "comparators": Records(
        BENCHMARKS, "benchmarks", lambda case: others_than_us(case.charter), no_comparators
    ),
    "surveys": _of_customers(lambda case: case.charter.surveys.customers),
    "current surveys": _of_customers(lambda case: case.current_surveys),
    "current surveys of wants": _of_customers(lambda case: _current_on(case, Purpose.WANTS)),
    "current surveys of satisfaction": _of_customers(
        lambda case: _current_on(case, Purpose.SATISFACTION)
    ),
    "newest surveys of each purpose": _of_customers(
        lambda case: [survey for purpose in Purpose for survey in surveys_on(case, purpose)[-1:]]
    ),
    "promises on satisfaction": Records(
        STANDARDS,
        "standards",
        lambda case: [promise for promise in case.promises if measures_satisfaction(promise)],
        no_promises,
    ),
    "uses": _of_uses(*UseKind),
    "uses for management": _of_uses(UseKind.MANAGEMENT),
    "uses for resources": _of_uses(UseKind.RESOURCES),
    "staff surveys": _of_staff(lambda case: case.charter.surveys.staff),
    "current staff surveys": _of_staff(lambda case: case.current_staff_surveys),
    "barriers": _of_staff(lambda case: _told(case, "barriers")),
    "ideas": _of_staff(lambda case: _told(case, "ideas")),
    "counts of staff": Records(SURVEYS, "staff", counts_of_staff, _no_counts),
}
"""Every kind of record, by the name that a declaration uses."""
