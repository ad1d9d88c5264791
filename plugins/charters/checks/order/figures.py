"""Item (h): complaint figures, what they tell, and what became of suggestions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from charters.checks.findings import Strength, _
from charters.checks.order.balance import balance, impossible
from charters.checks.order.case import AGENCY, SURVEYS, Case
from charters.checks.order.complaints import no_complaints
from charters.checks.order.said import is_said, is_sentence
from charters.checks.order.seen import (
    Seen,
    contradiction,
    counted,
    idle,
    listed_all,
    nothing,
    partial,
    present,
    stale,
)
from charters.model.complaints import ComplaintFigures, Complaints

MANY_CUSTOMERS = 10_000
"""Customers above which no complaint at all is a warning, not a success (H8)."""


def check_figures(case: Case) -> Iterator[Seen]:
    """H6: figures at least once a year, with themes and what was changed."""
    figures = _figures(case)
    if not figures:
        yield no_figures(case)
        return
    newest = figures[-1]
    place = case.place(AGENCY, "complaints", "figures")
    if case.is_older(newest.period.end, case.windows.results_months, case.windows.result_lag_days):
        yield stale(
            _("The newest complaint figures end on {day}.", day=newest.period.end),
            _("In agency.yml, under 'complaints', add the figures of the last twelve months."),
            place,
            strength=Strength.FIGURES,
        )
    parts = (
        (
            "themes",
            _("what they were about"),
            any(is_said(t.theme, "theme") for t in newest.themes),
        ),
        ("changes", _("what was changed"), any(map(is_sentence, newest.changes))),
    )
    if lacking := [(key, words) for key, words, is_there in parts if not is_there]:
        yield partial(
            _(
                "The newest complaint figures do not show {what}.",
                what=listed_all([words for _key, words in lacking]),
            ),
            _(
                "In agency.yml, add {keys} to the newest figures under 'complaints'.",
                keys=", ".join(key for key, _words in lacking),
            ),
            place,
            strength=Strength.FIGURES,
        )
    else:
        yield present(
            _(
                "Complaint figures are shown with themes and changes, up to {day}.",
                day=newest.period.end,
            ),
            Strength.FIGURES,
            case.page("complain"),
            *case.links([newest.source]),
        )


def _figures(case: Case) -> list[ComplaintFigures]:
    complaints = case.charter.agency.complaints
    found = complaints.figures if complaints else []
    return sorted(found, key=lambda figures: figures.period.end)


def no_figures(case: Case) -> Seen:
    """Say that there are no complaint figures."""
    if case.charter.agency.complaints is None:
        return no_complaints(case)
    return nothing(
        case,
        _("figures on complaints"),
        _(
            "In agency.yml, under 'complaints', add 'figures' for the last year: period, "
            "received, upheld, partly_upheld, not_upheld, withdrawn, open_at_start, open_at_end."
        ),
        case.place(AGENCY, "complaints", "figures"),
    )


def check_balance(case: Case) -> Iterator[Seen]:
    """H7: received = upheld + partly + not upheld + withdrawn + change in open ones (K16)."""
    figures = _figures(case)
    if not figures:
        yield no_figures(case)
        return
    off = [*_impossible(case), *_carried_over(case, figures)]
    yield from off
    unknown = [found for found in figures if balance(found) is None]
    if unknown:
        yield partial(
            _("Complaint figures without enough counts to see whether they add up."),
            _(
                "In agency.yml, add upheld, not_upheld, open_at_start and open_at_end to the "
                "figures of {period}.",
                period=unknown[0].period.label,
            ),
            case.place(AGENCY, "complaints", "figures"),
            strength=Strength.FIGURES,
        )
    elif not off:
        yield present(_("The complaint figures add up."), Strength.FIGURES, case.page("complain"))


def _impossible(case: Case) -> Iterator[Seen]:
    complaints = case.charter.agency.complaints or Complaints()
    for n, figures in enumerate(complaints.figures):
        for sentence, key in impossible(figures):
            yield contradiction(
                sentence,
                _(
                    "In agency.yml, mend the complaint figures of {period}.",
                    period=figures.period.label,
                ),
                case.place(AGENCY, "complaints", "figures", n, key),
            )


def _carried_over(case: Case, figures: Sequence[ComplaintFigures]) -> Iterator[Seen]:
    for earlier, later in pairwise(figures):
        before, after = earlier.open_at_end, later.open_at_start
        if before is not None and after is not None and before != after and follows(earlier, later):
            yield contradiction(
                _(
                    "{before} complaints were open at the end of {earlier}, but {after} at the "
                    "start of {later}.",
                    before=before,
                    earlier=earlier.period.label,
                    after=after,
                    later=later.period.label,
                ),
                _("In agency.yml, mend open_at_end or open_at_start of these figures."),
                case.place(AGENCY, "complaints", "figures"),
            )


def follows(earlier: ComplaintFigures, later: ComplaintFigures) -> bool:
    """Return whether a period begins the day after another of the same service ended (K16)."""
    days = (later.period.start - earlier.period.end).days
    return days == 1 and earlier.service == later.service


def check_not_praised(case: Case) -> Iterator[Seen]:
    """H8: no complaint at all from many customers says that people cannot complain."""
    figures = _figures(case)
    if not figures:
        yield idle(_("No complaint figures are shown that could be too low."))
        return
    customers = most_customers(case)
    if figures[-1].received == 0 and customers > MANY_CUSTOMERS:
        yield partial(
            _(
                "No complaint came from {customers} customers. That can mean that people cannot "
                "complain.",
                customers=customers,
            ),
            _("Try the way to complain as a customer would, and record it under 'last_tried'."),
            case.place(AGENCY, "complaints", "figures"),
            strength=Strength.FIGURES,
        )
    else:
        yield present(
            _("Complaints come in: {count} in the newest period.", count=figures[-1].received),
            Strength.FIGURES,
            case.page("complain"),
        )


def most_customers(case: Case) -> int:
    """Return the largest number of customers that the plan gives anywhere."""
    sizes = [group.size.number for group in case.charter.agency.customers if group.size]
    surveyed = [survey.customers or 0 for survey in case.charter.surveys.customers]
    return max([0, *sizes, *surveyed])


def check_suggestions(case: Case) -> Iterator[Seen]:
    """H9: what people suggested, and what was done, or why not."""
    heard = case.charter.surveys.heard
    place = case.place(SURVEYS, "heard")
    add = _("In surveys.yml, add under 'heard' what people said, and did or did_not_because.")
    if not heard:
        yield nothing(case, _("answer to a suggestion of customers"), add, place)
        return
    open_ends = [
        n
        for n, found in enumerate(heard)
        if not is_sentence(found.did, "did") and not is_sentence(found.did_not_because)
    ]
    if open_ends:
        yield partial(
            counted(
                case,
                _("Suggestions of customers with an answer"),
                len(heard),
                len(heard) - len(open_ends),
            ),
            add,
            *(case.place(SURVEYS, "heard", n) for n in open_ends),
        )
    else:
        yield present(
            _("Suggestions of customers are answered: {count}.", count=len(heard)),
            Strength.WORDS,
            case.page("surveys"),
        )
