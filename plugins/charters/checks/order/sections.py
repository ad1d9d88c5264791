"""Sections 4 and 5: independent agencies are asked to follow; no rights are created."""

from __future__ import annotations

from collections.abc import Iterator

from charters.checks.findings import Message, State, Strength, _
from charters.checks.order.case import AGENCY, Case
from charters.checks.order.said import is_said
from charters.checks.order.seen import (
    PROMISES,
    Ask,
    Seen,
    contradiction,
    idle,
    no_promises,
    nothing,
    present,
    tally,
)
from charters.problems import Place

DISCLAIMER = _(
    "This report reads published evidence. It gives no legal view, and nobody can rely on it "
    "in court."
)
"""What every report of the checker says of itself (S5.5)."""


def check_asked_to_follow(case: Case) -> Iterator[Seen]:
    """S4.1: an independent agency is asked to follow, so no page says that it must (K20)."""
    if not case.is_independent:
        yield idle(_("The order binds this agency; Section 4 is about independent ones."))
        return
    bound = [*_bound_by_promises(case), *_bound_by_page(case)]
    for quoted, place in bound:
        yield contradiction(
            _("The order asks this agency to follow, but the plan says '{words}'.", words=quoted),
            _("Write the plain verb: 'we answer' or 'we were late'."),
            place,
            case.place(AGENCY, "kind"),
        )
    if not bound:
        yield present(
            _("The plan says that the order asks this agency to follow it."),
            Strength.WORDS,
            case.page("about"),
        )


def _bound_by_promises(case: Case) -> Iterator[tuple[str, Place | None]]:
    for promise, remark in case.remarked("K20"):
        yield remark.fragment, PROMISES.place(case, promise, "promise")
    for promise in case.promises:
        if promise.if_missed:
            for remark in case.remarks_on_text(str(promise.if_missed), "K20"):
                yield remark.fragment, PROMISES.place(case, promise, "if_missed")


def _bound_by_page(case: Case) -> Iterator[tuple[str, Place | None]]:
    page = case.charter.page
    for n, line in enumerate(page.body.splitlines() if page else ()):
        if page and line.strip():
            for remark in case.remarks_on_text(line, "K20"):
                yield remark.fragment, Place(page.path, page.body_line + n)


def check_notice(case: Case) -> Iterator[Seen]:
    """S5.1: a short plain notice on every plan and promise; the site's templates put it there."""
    yield present(
        _(
            "Every page of the plan says that promises guide the work and give no right to go "
            "to court."
        ),
        Strength.WORDS,
        case.page("about"),
    )


def check_no_rights(case: Case) -> Iterator[Seen]:
    """S5.2: no word of right or guarantee without a law behind it (K19)."""
    if not case.promises:
        yield no_promises(case)
        return
    rights = case.remarked("K19")
    for promise, remark in rights:
        yield contradiction(
            _(
                "The promise {name} says '{words}', but no law stands behind it.",
                name=promise.id,
                words=remark.fragment,
            ),
            _("In standards.yml, write 'we answer', or name the law under 'legal_basis'."),
            PROMISES.place(case, promise, "promise"),
        )
    if not rights:
        yield present(
            _("No promise sounds like a legal right that is none."),
            Strength.WORDS,
            case.page("standards"),
        )


def check_laws_cited(case: Case) -> Iterator[Seen]:
    """S5.3: where a law does set a limit, it is cited (K19)."""
    by_law = [promise for promise in case.promises if promise.legal_basis]
    if not by_law:
        yield idle(_("No promise rests on a limit set by law."))
        return
    yield from tally(
        case,
        Ask(
            PROMISES,
            _("Limits set by law that say which law"),
            "legal_basis: {law: ..., cites: 5 U.S.C. 552(a)(6)}",
            keys=("legal_basis",),
        ),
        by_law,
        [p for p in by_law if p.legal_basis and not is_said(p.legal_basis.cites, "cites")],
        [case.page("standards")],
    )


def check_complaint_beside(case: Case) -> Iterator[Seen]:
    """S5.4: the notice never stands in place of the way to complain."""
    if case.charter.agency.complaints is None:
        yield nothing(
            case,
            _("way to complain beside the notice that promises give no right"),
            _("In agency.yml, add 'complaints' with how, channels and steps."),
            case.place(AGENCY, "complaints"),
            State.PARTIAL,
        )
    else:
        yield present(
            _("The way to complain stands beside the notice."),
            Strength.WORDS,
            case.page("complain"),
        )


def check_disclaimer(case: Case) -> Iterator[Seen]:
    """S5.5: the checker's own report says what it is not."""
    yield present(Message(DISCLAIMER.template), Strength.WORDS, case.page("about"))
