"""Item (a): identify the customers who are, or should be, served."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from charters.checks.findings import State, Strength, _
from charters.checks.order.case import AGENCY, Case
from charters.checks.order.needs import PEOPLE, unmet_needs
from charters.checks.order.said import is_said, is_sentence
from charters.checks.order.seen import (
    GROUPS,
    SERVICES,
    Ask,
    Seen,
    contradiction,
    listed,
    no_services,
    nothing,
    partial,
    present,
    tally,
)
from charters.model.agency import CustomerGroup, Served

_EVERYBODY = frozenset(
    {
        "all",
        "all citizens",
        "all customers",
        "all people",
        "anybody",
        "anyone",
        "citizens",
        "customers",
        "everybody",
        "everyone",
        "general public",
        "le grand public",
        "le public",
        "members of the public",
        "people",
        "public",
        "stakeholders",
        "stakeholders and the general public",
        "the general public",
        "the public",
    }
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def check_named(case: Case) -> Iterator[Seen]:
    """A1: at least one group, each with a plain name and who is in it."""
    groups = case.charter.agency.customers
    if not groups:
        yield no_groups(case)
    elif all(str(group.name).lower().strip(" .") in _EVERYBODY for group in groups):
        yield partial(
            _("The plan names its customers only as the public, not which groups they are."),
            _("In agency.yml, under 'customers', split the public into the groups you serve."),
            GROUPS.place(case, groups[0], "name"),
        )
    else:
        yield from tally(
            case,
            Ask(
                GROUPS,
                _("Customer groups with a name and a sentence on who is in them"),
                "who: one sentence on who is in the group and who is not",
                keys=("who",),
                strength=_strength(groups),
            ),
            groups,
            [group for group in groups if not _is_described(group)],
            [case.page("customers")],
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


def _is_described(group: CustomerGroup) -> bool:
    return is_said(group.name, "name") and is_sentence(group.who, "who")


def _strength(groups: Sequence[CustomerGroup]) -> Strength:
    """Return words only where nobody says how the groups were found (A6)."""
    counted = any(group.size for group in groups)
    known = all(is_said(group.identified_by, "identified_by") for group in groups)
    return Strength.FIGURES if counted and known else Strength.WORDS


def check_linked(case: Case) -> Iterator[Seen]:
    """A2: every service names a group, and every served group is named by a service (K9)."""
    groups = case.charter.agency.customers
    if not groups or not case.services:
        yield no_services(case) if groups else no_groups(case)
        return
    named = {name for service in case.charter.services for name in service.customers}
    yield from _unknown_groups(case, {group.id for group in groups})
    lonely = [group for group in groups if group.id not in named]
    if named:
        yield from _served_by_nobody(case, lonely)
    open_ends = [group for group in lonely if group.served is not Served.YES]
    if open_ends:
        yield partial(
            _(
                "Customer groups not fully served yet that no service is meant for: {names}.",
                names=listed([group.id for group in open_ends]),
            ),
            _(
                "In standards.yml, add {name} to 'customers' of the service that should reach it.",
                name=open_ends[0].id,
            ),
            *(GROUPS.place(case, group) for group in open_ends),
        )
    yield from tally(
        case,
        Ask(
            SERVICES,
            _("Services that name the customers they are for"),
            f"customers: [{groups[0].id}]",
            keys=("customers",),
        ),
        case.services,
        [service for service in case.services if not service.customers],
        [case.page("customers")],
    )


def _unknown_groups(case: Case, known: set[str]) -> Iterator[Seen]:
    for service in case.charter.services:
        for name in service.customers:
            if name not in known:
                yield contradiction(
                    _(
                        "The service {service} is for the group {group}, which is not listed.",
                        service=service.id,
                        group=name,
                    ),
                    _("In agency.yml, add {group} under 'customers', or mend the id.", group=name),
                    SERVICES.place(case, service, "customers"),
                )


def _served_by_nobody(case: Case, lonely: Sequence[CustomerGroup]) -> Iterator[Seen]:
    for group in lonely:
        if group.served is Served.YES:
            yield contradiction(
                _("The plan says it serves {group}, but no service names it.", group=group.name),
                _(
                    "In standards.yml, add {group} to 'customers' of a service, "
                    "or in agency.yml write 'served: no' or 'served: partly' for it.",
                    group=group.id,
                ),
                GROUPS.place(case, group, "served"),
            )


def check_unserved(case: Case) -> Iterator[Seen]:
    """A3: those who should be served and are not, or how we looked and found none."""
    groups, search = case.charter.agency.customers, case.charter.agency.looked_for_unserved
    reached_in_part = [group for group in groups if group.served is not Served.YES]
    if reached_in_part:
        yield present(
            _(
                "Customer groups not reached, or only in part, are named: {names}.",
                names=listed([str(group.name) for group in reached_in_part]),
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
        yield _silent_on_unserved(case)
    else:
        yield no_groups(case)


def _silent_on_unserved(case: Case) -> Seen:
    return nothing(
        case,
        _("customer group that should be served and is not, nor how anybody looked for one"),
        _(
            "In agency.yml, add a group with 'served: no' or 'served: partly' and "
            "should_be_served_because; or add looked_for_unserved with date and method."
        ),
        case.place(AGENCY, "customers"),
        State.PARTIAL,
    )


def check_needs(case: Case) -> Iterator[Seen]:
    """A5: what each group needs is answered, and no need is left without a route (K10)."""
    groups = case.charter.agency.customers
    if not groups:
        yield no_groups(case)
        return
    for unmet in unmet_needs(case.charter):
        if unmet.nowhere:
            yield contradiction(
                _(
                    "{group}: there are {people} among them, but no way to reach {service} "
                    "is made for them.",
                    group=unmet.group.name,
                    people=PEOPLE[unmet.need],
                    service=unmet.service.name,
                ),
                _(
                    "In agency.yml, add 'helps: [{need}]' to a channel of {service}, "
                    "add such a channel, or say under 'access' what is done about it.",
                    need=unmet.need.value,
                    service=unmet.service.id,
                ),
                GROUPS.place(case, unmet.group, "needs"),
                SERVICES.place(case, unmet.service, "channels"),
            )
    yield from tally(
        case,
        Ask(
            GROUPS,
            _("Customer groups that say what they need, or what stands in their way"),
            _(
                "In agency.yml, add 'needs: [language]' to {names}, or 'barriers' in words, "
                "such as 'none known, looked in 2025'."
            ),
            strength=Strength.WORDS,
            none=State.MISSING,
        ),
        groups,
        [group for group in groups if not _answers_needs(group)],
        [case.page("customers")],
    )


def _answers_needs(group: CustomerGroup) -> bool:
    if group.needs:
        return True
    if not is_said(group.barriers, "barriers"):
        return False
    # "None known" is an answer only where it says when somebody looked.
    none_known = str(group.barriers).lower().startswith("none")
    return not none_known or bool(group.last_reviewed or _YEAR.search(str(group.barriers)))


def check_found(case: Case) -> Iterator[Seen]:
    """A6: how the groups were found: records, a survey, a census, staff."""
    groups = case.charter.agency.customers
    if not groups:
        yield no_groups(case)
        return
    yield from tally(
        case,
        Ask(
            GROUPS,
            _("Customer groups that say how they were found"),
            "identified_by: our payment records, 2024",
            keys=("identified_by",),
            none=State.MISSING,
        ),
        groups,
        [group for group in groups if not is_said(group.identified_by, "identified_by")],
        [case.page("customers")],
    )
