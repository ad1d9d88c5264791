"""What other guidance asks of keeping promises up: few, reviewed, with your part and the cost."""

from __future__ import annotations

from collections.abc import Iterator

from charters.checks.findings import State, Strength, _
from charters.checks.order.case import Case
from charters.checks.order.costs import is_answered_cost, names_charge
from charters.checks.order.said import is_said
from charters.checks.order.seen import (
    PROMISES,
    SERVICES,
    Ask,
    Seen,
    idle,
    listed,
    no_promises,
    no_services,
    partial,
    present,
    stale,
    tally,
)
from charters.model.standards import Service, Standard

MOST_PROMISES = 7
"""Promises of one service that people can keep in mind (X8)."""

MOST_OF_YOUR_PART = 60
"""Words on what the customer has to do, which stands after what the agency does (X15)."""


def check_few(case: Case) -> Iterator[Seen]:
    """X8: few promises: at most seven for one service (F19)."""
    if not case.promises:
        yield no_promises(case)
        return
    many = [
        service
        for service in case.charter.services
        if len(case.promises_by_service.get(service.id, ())) > MOST_PROMISES
    ]
    if many:
        yield partial(
            _(
                "Services with more than {most} promises, too many to keep in mind: {names}.",
                most=MOST_PROMISES,
                names=listed([service.id for service in many]),
            ),
            _("In standards.yml, keep the promises that matter most to customers."),
            *(SERVICES.place(case, service) for service in many),
            strength=Strength.FIGURES,
        )
    else:
        yield present(
            _("No service has more than {most} promises.", most=MOST_PROMISES),
            Strength.FIGURES,
            case.page("standards"),
        )


def check_reviewed(case: Case) -> Iterator[Seen]:
    """X11: when each promise was last reviewed, and when it will be."""
    if not case.promises:
        yield no_promises(case)
        return
    old = [promise for promise in case.promises if is_review_overdue(case, promise)]
    if old:
        yield stale(
            _("Promises whose review is overdue: {names}.", names=listed([p.id for p in old])),
            _("Review them; bring 'last_reviewed' and 'next_review' in standards.yml up to date."),
            *(PROMISES.place(case, promise, "last_reviewed") for promise in old),
        )
    yield from tally(
        case,
        Ask(
            PROMISES,
            _("Promises with the day of their last and of their next review"),
            "last_reviewed: 2025-06-15' and 'next_review: 2027-06-15",
            keys=("last_reviewed",),
            none=State.MISSING,
        ),
        case.promises,
        [p for p in case.promises if p.last_reviewed is None or p.next_review is None],
        [case.page("standards")],
    )


def is_review_overdue(case: Case, promise: Standard) -> bool:
    """Return whether a promise should have been reviewed by now."""
    if promise.next_review and promise.next_review < case.today:
        return True
    months = case.windows.standard_review_months
    return promise.last_reviewed is not None and case.is_older(promise.last_reviewed, months)


def check_your_part(case: Case) -> Iterator[Seen]:
    """X15: what we need from you is optional, short, and after our part."""
    told = [s for s in case.services if is_said(s.customers_part, "customers_part")]
    if not told:
        yield idle(_("No service says what it needs from its customers; that is optional."))
        return
    yield from tally(
        case,
        Ask(
            SERVICES,
            _("Services that say in short what they need from their customers"),
            _("In standards.yml, shorten 'customers_part' of {names} to what matters."),
            keys=("customers_part",),
        ),
        told,
        [s for s in told if len(str(s.customers_part).split()) > MOST_OF_YOUR_PART],
        [f"agencies/{case.charter.id}/{told[0].id}/"],
    )


def check_cost(case: Case) -> Iterator[Seen]:
    """X16: what a service costs, and when a fee is paid back."""
    if not case.services:
        yield no_services(case)
        return
    unpaid = [service for service in case.services if needs_refund_rule(service)]
    if unpaid:
        yield partial(
            _(
                "Services with a fee that do not say when it is paid back: {names}.",
                names=listed([service.id for service in unpaid]),
            ),
            _("In standards.yml, add 'refund' to them; 'never' is an answer too, in a sentence."),
            *(SERVICES.place(case, service, "cost") for service in unpaid),
        )
    yield from tally(
        case,
        Ask(
            SERVICES,
            _("Services that say what they cost"),
            "cost: free",
            keys=("cost",),
            none=State.MISSING,
        ),
        case.services,
        [s for s in case.services if s.cost is None or not is_answered_cost(str(s.cost))],
        [case.page("standards")],
    )


def needs_refund_rule(service: Service) -> bool:
    """Return whether a service has a fee and does not say when it is paid back (X16)."""
    cost = str(service.cost or "")
    if not names_charge(cost):
        return False
    return "refund" not in cost.lower() and not is_said(service.refund, "refund")
