"""The kinds of records that rules ask about, and what to say where there is none.

Where a kind stands, and what to say, is declared in `records.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, Protocol

from charters.judging.answers import measures_satisfaction
from charters.judging.comparators import others_than_us
from charters.judging.kept_up import missed_lately
from charters.model.offered import StandardType
from charters.model.quantities import TIME_UNITS
from charters.model.register import Keys
from charters.model.standards import Standard
from charters.model.surveys import CustomerSurvey, Purpose, UseKind
from charters.problems import Message, Place, declared
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.filled import is_said, says_none
from charters.rules.findings import Seen, State
from charters.rules.rows import Row, row_of


class Named(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """Its id in the file."""
        ...


class Item(NamedTuple):
    """A record without an id of its own, or a count of one."""

    id: str
    """What a message calls it."""
    keys: Keys
    """The keys to it in the list of its kind."""
    it: Any


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


# ---------------------------------------------------------------------------------- the kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """A kind of record: where it stands, which of them count, and what to say where none does."""

    find: Callable[[Case], Sequence[Named]]
    file: str
    key: str = ""
    after: str = ""
    """A kind that has to be there first: it says so where it is not, or this one has no words."""
    idle: str = ""
    """Why there is nothing that a rule could be about, where none is no fault."""
    none_found: str = ""
    """What is not there: in the singular, without an article."""
    begin: str = ""
    """What to do then."""
    begin_for: str = ""
    """The same where there are services already, with a place for their `{names}`."""

    def none(self, case: Case) -> Seen:
        """Say that there is no such record."""
        has_words = self.idle or self.none_found
        if self.after and not (has_words and kind_of(self.after).find(case)):
            return kind_of(self.after).none(case)
        if self.idle:
            return Seen(State.NOT_APPLICABLE, Message(self.idle))
        add, names = Message(self.begin), ", ".join(service.id for service in case.services[:3])
        if self.begin_for and names:
            add = Message(self.begin_for, (("names", names),))
        return nothing(case, Message(self.none_found), add, self.place(case))

    def place(self, case: Case, record: Named | None = None, *keys: str | int) -> Place | None:
        """Return where a record, or one of its values, stands; without one, where all of them do."""
        if isinstance(record, Row):
            return case.in_row(record.result, *map(str, keys))
        return case.place(self.file, self.key, *([record.id, *keys] if record else ()))


@cache
def kind_of(name: str) -> RecordKind:
    """Return a kind of record by the name that a declaration uses."""
    return RecordKind(find=_FOUND[name], **_declared(name))


def _declared(name: str) -> dict[str, str]:
    entry = dict(_tables()[name])
    like = entry.pop("like", "")
    return (_declared(like) if like else {}) | entry


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return declared("rules/records")


# --------------------------------------------------------------------------- which of them count


OF_MANNER = (
    *(StandardType.COURTESY, StandardType.OPENNESS),
    *(StandardType.QUALITY, StandardType.OTHER),
)
"""Types of promises that are of manner, not of speed or of being right."""


def _is_of_manner(promise: Standard) -> bool:
    """Return whether a promise is of manner alone: counted in nobody's cases, and in no time."""
    shape = promise.measure.shape
    return promise.type in OF_MANNER and (not shape.takes_target or "scale" in shape.needs)


def _is_of_time(promise: Standard) -> bool:
    if promise.type not in (StandardType.TIMELINESS, StandardType.WAITING):
        return False
    levels = [promise.limit, promise.target.level if promise.target else None]
    units = [promise.measure.result_unit, *(level.unit for level in levels if level)]
    return not set(units).isdisjoint(TIME_UNITS)


def _averages(case: Case) -> list[Standard]:
    """Return the promises whose results are an average over several channels."""
    several = {service.id for service in case.charter.services if len(service.channels) > 1}
    found = [standing.standard for standing in case.kept if standing.last_published]
    return [one for one in found if one.channel is None and one.service in several]


def newest_rows(case: Case) -> list[Row]:
    """Return the newest result of each promise that is still made."""
    return [row_of(one, found) for one in case.kept if (found := one.last_published) is not None]


def rows_leaving_out(case: Case) -> list[Row]:
    """Return the newest results of promises that say that some cases are not counted."""
    return [row for row in newest_rows(case) if _leaves_out(row)]


def _leaves_out(row: Row) -> bool:
    words = row.standard.measure.not_counted
    return is_said(words, "not_counted") and not says_none(words)


def recent_misses(case: Case) -> list[Row]:
    """Return the misses of the newest months of each promise that is still made."""
    return [
        row_of(standing, judged)
        for standing in case.kept
        for judged in missed_lately(case.register, standing)
    ]


def surveys_on(case: Case, purpose: Purpose) -> list[CustomerSurvey]:
    """Return the surveys of customers that have a purpose, the newest last."""
    surveys = sorted(case.charter.surveys.customers, key=lambda survey: survey.fielded.last.end)
    return [survey for survey in surveys if purpose in survey.purposes]


def _current_on(case: Case, purpose: Purpose) -> list[CustomerSurvey]:
    found = surveys_on(case, purpose)
    return [survey for survey in found if survey.id in case.current_ids] or found[-1:]


def _told(case: Case, key: str) -> Iterator[Item]:
    for survey in case.charter.surveys.staff:
        for n, it in enumerate(getattr(survey, key)):
            yield Item(f"{key} {n + 1} of {survey.id}", (survey.id, key, n), it)


def counts_of_staff(case: Case) -> list[Item]:
    """Return every count of staff: who answered, and who named a barrier or had an idea."""
    told = [*_told(case, "barriers"), *_told(case, "ideas")]
    counts = [Item(item.id, (*item.keys, "count"), item.it.count) for item in told]
    surveys = case.charter.surveys.staff
    counts += [Item(survey.id, (survey.id, "answered"), survey.answered) for survey in surveys]
    return [item for item in counts if item.it is not None]


def _uses(case: Case, *kinds: UseKind) -> list[Item]:
    uses = enumerate(case.charter.surveys.uses)
    return [Item(f"uses {n + 1}", (n,), use) for n, use in uses if use.kind in kinds]


_FOUND: Mapping[str, Callable[[Case], Sequence[Named]]] = {
    "services": lambda case: case.services,
    "services beside groups": lambda case: case.charter.agency.customers and case.services,
    "services beside channels": lambda case: case.charter.agency.channels and case.services,
    "services that ask for something": lambda case: [
        one for one in case.services if is_said(one.customers_part, "customers_part")
    ],
    "services with promises": lambda case: [
        one for one in case.charter.services if case.promises_by_service.get(one.id)
    ],
    "public services with promises": lambda case: [
        one for one in case.services if case.promises_by_service.get(one.id)
    ],
    "promises": lambda case: case.promises,
    "promises of time": lambda case: [*filter(_is_of_time, case.promises)],
    "promises set by law": lambda case: [one for one in case.promises if one.legal_basis],
    "promises of manner": lambda case: [*filter(_is_of_manner, case.promises)],
    "promises on satisfaction": lambda case: [*filter(measures_satisfaction, case.promises)],
    "promises that take an aim": lambda case: [
        one for one in case.promises if one.measure.shape.takes_target
    ],
    "changed promises": lambda case: [one for one in case.charter.standards if one.changes],
    "averages over channels": _averages,
    "measured promises": lambda case: [
        one for one in case.kept if one.standard.measure.shape.is_measured
    ],
    "promises with results": lambda case: [one for one in case.kept if one.last_published],
    "promises with two results": lambda case: [one for one in case.kept if len(one.judged) > 1],
    "newest results": newest_rows,
    "newest results that leave cases out": rows_leaving_out,
    "recent misses": recent_misses,
    "groups": lambda case: case.charter.agency.customers,
    "channels": lambda case: case.charter.agency.channels,
    "complaints": lambda case: [case.charter] if case.charter.agency.complaints else [],
    "ways to complain": lambda case: case.charter.complaint_channels,
    "comparators": lambda case: others_than_us(case.charter),
    "surveys": lambda case: case.charter.surveys.customers,
    "current surveys": lambda case: case.current_surveys,
    "current surveys of wants": lambda case: _current_on(case, Purpose.WANTS),
    "current surveys of satisfaction": lambda case: _current_on(case, Purpose.SATISFACTION),
    "newest surveys of each purpose": lambda case: [
        survey for purpose in Purpose for survey in surveys_on(case, purpose)[-1:]
    ],
    "surveys that could offer it": lambda case: case.current_surveys,
    "staff surveys": lambda case: case.charter.surveys.staff,
    "current staff surveys": lambda case: case.current_staff_surveys,
    "barriers": lambda case: [*_told(case, "barriers")],
    "ideas": lambda case: [*_told(case, "ideas")],
    "counts of staff": counts_of_staff,
    "uses": lambda case: _uses(case, *UseKind),
    "uses for management": lambda case: _uses(case, UseKind.MANAGEMENT),
    "uses for resources": lambda case: _uses(case, UseKind.RESOURCES),
}
"""Which records of each kind count."""
