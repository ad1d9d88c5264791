"""Item (a): the customers who are, or should be, served: who, how many, and what they need."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from charters.model.agency import CustomerGroup, Served
from charters.model.file_names import AGENCY, STANDARDS
from charters.model.periods import Period
from charters.problems import Cases, Place, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.filled import is_said, is_sentence
from charters.rules.findings import Seen, State, Strength
from charters.rules.forms import Subject
from charters.rules.records import kind_of, nothing
from charters.rules.saying import clash, listed, partial, present, stale

_EVERYBODY = re.compile(
    r"(?:all|any(?:body|one)|every(?:body|one)|le (?:grand )?public"
    r"|(?:stakeholders and )?(?:all |(?:members of )?the )?(?:general )?(?:public|people|citizens)"
    r"|(?:all )?(?:customers|stakeholders))",
    re.IGNORECASE,
)


def _only_the_public(case: Case) -> Iterator[Seen]:
    """A1: a charter that names everybody names nobody."""
    groups = case.charter.agency.customers
    if groups and all(_EVERYBODY.fullmatch(str(group.name).strip(" .")) for group in groups):
        said = _("The plan names its customers only as the public, not which groups they are.")
        add = _("In agency.yml, under 'customers', split the public into the groups you serve.")
        yield partial(said, add, case.in_agency("customers", groups[0].id, "name"))


def _is_meant_by_none(case: Case, group: CustomerGroup) -> bool:
    """A2: a group that is not fully served yet is meant by no service."""
    return group.served is not Served.YES and bool(case.services) and group in _named_by_none(case)


def _named_by_none(case: Case) -> list[CustomerGroup]:
    named = {name for service in case.charter.services for name in service.customers}
    return [group for group in case.charter.agency.customers if group.id not in named]


def _unserved(case: Case) -> Iterator[Seen]:
    """A3: those who should be served and are not, or how we looked and found none."""
    groups, search = case.charter.agency.customers, case.charter.agency.looked_for_unserved
    reached_in_part = [group for group in groups if group.served is not Served.YES]
    if reached_in_part:
        yield present(
            _(
                "Customer groups not reached, or only in part, are named: {names}.",
                names=listed([group.name for group in reached_in_part]),
            ),
            Strength.FIGURES if any(group.size for group in reached_in_part) else Strength.WORDS,
            case.page("customers"),
        )
    elif search and is_sentence(search.method, "method"):
        yield present(
            _("They looked for customers not served yet and found none: {how}", how=search.method),
            Strength.WORDS,
            case.page("customers"),
        )
    elif groups or search:
        what = _("customer group that should be served and is not, nor how anybody looked for one")
        add = _(
            "In agency.yml, add a group with 'served: no' or 'served: partly' and "
            "should_be_served_because; or add looked_for_unserved with date and method."
        )
        yield nothing(case, what, add, case.place(AGENCY, "customers"), State.PARTIAL)
    else:
        yield kind_of("groups").none(case)


def _old_numbers(case: Case) -> Iterator[Seen]:
    """A4: numbers of customers that are older than their window."""
    months = case.windows.customer_months
    years = [(group, _year(case, group)) for group in case.charter.agency.customers]
    old = [group for group, year in years if year and case.is_older(year.end, months)]
    if old:
        said = _(
            "Numbers of customers that are older than {months} months: {names}.",
            months=months,
            names=listed([group.id for group in old]),
        )
        add = _("In agency.yml, bring number, year and source of 'size' up to date.")
        places = [case.in_agency("customers", group.id, "size") for group in old]
        yield stale(said, add, *places, strength=Strength.FIGURES)


def _source(group: CustomerGroup) -> str | None:
    return (group.size.source or group.source) if group.size else None


def _year(case: Case, group: CustomerGroup) -> Period | None:
    """Return the time a number is about; that of its source where it does not say."""
    if group.size is None:
        return None
    source = case.charter.source_by_id.get(_source(group) or "")
    return group.size.year or (source.date if source else None)


def _answers_needs(_case: Case, group: CustomerGroup) -> bool:
    """A5: what a group needs, or what stands in its way; 'none known' says when we looked."""
    if group.needs or not is_said(group.barriers, "barriers"):
        return bool(group.needs)
    told = str(group.barriers).lower()
    dated = bool(group.last_reviewed) or any(sign.isdigit() for sign in told)
    return dated or not told.startswith("none")


def _served_by_nothing(case: Case) -> Iterator[Problem]:
    """A2: a group that is served is named by a service.

    Where no service names anybody, the gap is theirs; a typed `yes` contradicts it all the same.
    """
    named = {name for service in case.charter.services for name in service.customers}
    some, groups = bool(named), {group.id for group in case.charter.agency.customers}
    # A name that is no group's is told of, and may have meant any of them.
    for group in _named_by_none(case) if case.charter.services and named <= groups else ():
        is_typed = "served" in group.model_fields_set
        if group.served is Served.YES and (is_typed or some):
            here = case.in_agency("customers", group.id, "served" if is_typed else "id")
            said = _("'{group}' is a group that is served, but no service names it", group=group.id)
            do = _("add it to 'customers' of a service there, or write served: no")
            yield clash("K9", "A2", here, said, do, case.charter.place(STANDARDS, "services"))


def _found_none(case: Case) -> Iterator[Problem]:
    """A3: 'we looked and found none' beside a group that is not served, and was not found since."""
    looked = case.charter.agency.looked_for_unserved
    for group in case.charter.agency.customers if looked else ():
        newer = group.last_reviewed and looked and group.last_reviewed.start > looked.date.end
        if group.served is Served.NO and not newer:
            here = case.in_agency("customers", group.id, "served")
            said = _(
                "'{group}' is not served, but looked_for_unserved says that none was found",
                group=group.id,
            )
            do = _("take that part out")
            yield clash("K9", "A3", here, said, do, case.in_agency("looked_for_unserved"))


def _parts_beyond_whole(case: Case) -> Iterator[Problem]:
    """A4: parts do not overlap, so all that are counted alike are at most the whole."""
    groups = {group.id: group for group in case.charter.agency.customers}
    parts: dict[str, list[CustomerGroup]] = defaultdict(list)
    for group in groups.values():
        if group.part_of in groups and _is_counted_alike(case, groups[group.part_of], group):
            parts[group.part_of].append(group)
    for name, found in parts.items():
        whole, total = groups[name].size, sum(g.size.number for g in found if g.size)
        if whole and total > whole.number:
            here = _number_place(case, groups[name])
            said = _(
                "'{group}' has {number} {unit}, but its parts have {total} together",
                group=name,
                number=Cases(whole.number),
                unit=whole.unit,
                total=Cases(total),
            )
            do = _("mend one of them")
            yield clash(
                "K12", "A4", here, said, do, *(_number_place(case, group) for group in found)
            )


def _is_counted_alike(case: Case, one: CustomerGroup, other: CustomerGroup) -> bool:
    """Return whether two groups are counted in one unit, and not in different years."""
    if one.size is None or other.size is None or str(one.size.unit) != str(other.size.unit):
        return False
    return len({year.label for group in (one, other) if (year := _year(case, group))}) < 2


def _number_place(case: Case, group: CustomerGroup) -> Place:
    return case.in_agency("customers", group.id, "size", "number")


SUBJECT = Subject(
    looks={"A1": _only_the_public, "A3": _unserved, "A4": _old_numbers},
    has={
        "A4": lambda case, group: _source(group) is not None and _year(case, group) is not None,
        "A5": _answers_needs,
    },
    short={"A2": _is_meant_by_none},
    clashes=(_served_by_nothing, _found_none, _parts_beyond_whole),
)
