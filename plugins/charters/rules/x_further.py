"""What other guidance asks of a good charter (section 1.4, X1 to X23)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from charters.judging.answers import is_wanted
from charters.judging.standings import Standing
from charters.model.file_names import AGENCY, RESULTS
from charters.model.offered import Service
from charters.model.quantities import Direction
from charters.model.shapes import Shape
from charters.model.standards import Standard
from charters.problems import Message
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.costs import is_answered_cost, names_charge
from charters.rules.filled import is_said
from charters.rules.findings import Seen, State, Strength
from charters.rules.forms import Subject
from charters.rules.h_complaints import SUBJECT as COMPLAINTS
from charters.rules.records import kind_of, nothing
from charters.rules.saying import idle, listed, partial, present, stale

TOO_SOFT, TOO_HARD = 10, 20
"""Points above, or below, the aim in each of the last periods that call for a review (X2)."""

LAST_PERIODS = 3
"""Results that have to lie on one side of the aim for that."""

MOST_PROMISES = 7
"""Promises of one service that people can keep in mind (X8)."""

MOST_OF_YOUR_PART = 60
"""Words on what the customer has to do, which stands after what the agency does (X15)."""

_SAYS_HOW_MANY = (Shape.SHARE_WITHIN_LIMIT, Shape.PERCENTILE)
_INSIDE_WORK = re.compile(
    r"\b(?:forward|route|escalat|transmit|refer)(?:s|ed|ing|e|es)?\b.{0,40}\b(?:committee|unit"
    r"|division|branch|desk|section|team|board|department)\b|\bsubmit\w* to (?:the )?committee\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\b(?:staff|employees?|front[ -]?line|unions?|agents|workers|examiners|personnel)\b",
    re.IGNORECASE,
)
_MONEY_BACK = re.compile(
    r"[$€£]\s?\d|\b(?:compensat\w+|reimburse\w*|pay you|money back)\b", re.IGNORECASE
)


def _ids(records: Iterable[Standard | Service]) -> Message:
    return listed([record.id for record in records])


# ----------------------------------------------------------------------------- single promises


def _ambitious(case: Case) -> Iterator[Seen]:
    """X2: neither so soft that it is always far exceeded, nor out of reach (F2)."""
    judged = [(standing.standard, far_from_aim(standing)) for standing in case.kept]
    known = [(promise, far) for promise, far in judged if far is not None]
    off = [promise for promise, far in known if not -TOO_HARD <= far <= TOO_SOFT]
    if not known:
        yield idle(_("No promise has three results yet that could be held against its aim."))
    elif not off:
        sentence = _("No aim was far exceeded, or far out of reach, three times in a row.")
        yield present(sentence, Strength.FIGURES, case.page("standards"))
    else:
        said = _(
            "Aims that results were far away from three times in a row: {names}.", names=_ids(off)
        )
        add = _(
            "Raise or lower the target in standards.yml with an entry under 'changes', or say "
            "under 'why' why it stays."
        )
        places = [case.in_standard(promise, "target") for promise in off]
        yield partial(said, add, *places, strength=Strength.FIGURES)


def far_from_aim(standing: Standing) -> Fraction | None:
    """Return the least distance of the last three results from the aim, in points.

    Above zero where all three were better than the aim, below where all were worse; None where
    there are fewer than three shares with one aim.
    """
    last = standing.judged[-LAST_PERIODS:]
    target = standing.standard.target
    if len(last) < LAST_PERIODS or target is None or not target.level.is_share:
        return None
    if len({judged.verdict.reached for judged in last}) > 1:
        return Fraction(0)
    amounts = [judged.result.amount for judged in last if judged.result.amount is not None]
    if target.direction is Direction.INSIDE or len(amounts) < LAST_PERIODS:
        return None
    sign = 1 if target.direction is Direction.HIGHER else -1
    away = [sign * (amount - Fraction(target.level.amount)) for amount in amounts]
    return max(min(away), Fraction(0)) or min(max(away), Fraction(0))


def _is_consulted(_case: Case, promise: Standard) -> bool:
    """X6: customers and staff were both asked before a promise was made."""
    asked = [str(one.who) for one in promise.consulted if one.date.start <= promise.begins_by]
    of_staff = [who for who in asked if _STAFF.search(who)]
    return bool(of_staff) and (of_staff != asked or any(" and " in who for who in of_staff))


def _is_review_overdue(case: Case, promise: Standard) -> bool:
    """X11: a promise should have been reviewed by now; the day of its next review keeps too."""
    if promise.next_review and promise.next_review < case.today:
        return True
    months = case.windows.standard_review_months
    return promise.last_reviewed is not None and case.is_older(promise.last_reviewed, months)


# --------------------------------------------------------------- services, money, and the report


def _needs_refund_rule(_case: Case, service: Service) -> bool:
    """X16: a service has a fee and does not say when it is paid back."""
    cost = str(service.cost or "")
    says = "refund" in cost.lower() or is_said(service.refund, "refund")
    return names_charge(cost) and not says


def _lawful_remedy(case: Case) -> Iterator[Seen]:
    """X10: remedies are listed (H3); whether money is lawful and fair, a person judges."""
    yield from COMPLAINTS.looks["H3"](case)
    complaints = case.charter.agency.complaints
    for remedy in complaints.remedies if complaints else ():
        if _MONEY_BACK.search(str(remedy)):
            what = _("Whether the law allows it, a person has to judge: {remedy}", remedy=remedy)
            add = _("In agency.yml, add what a person judged under 'judged', with item: X10.")
            place = case.place(AGENCY, "complaints", "remedies")
            yield Seen(State.NEEDS_A_PERSON, what, Strength.WORDS, add, place)
            return


def _yearly_report(case: Case) -> Iterator[Seen]:
    """X17: a yearly report against the charter, with an outside voice."""
    reports, windows = case.charter.agency.yearly_reports, case.windows
    place = case.place(AGENCY, "yearly_reports")
    add = _(
        "In agency.yml, add the newest report under 'yearly_reports': date, source and "
        "outside_voice (what a user panel or an auditor said in it)."
    )
    if not reports:
        yield nothing(case, _("yearly report on its promises"), add, place)
        return
    newest = max(reports, key=lambda report: report.date.end)
    sentence = _("The newest yearly report is of {day}.", day=newest.date.end)
    if case.is_older(newest.date.end, windows.results_months, windows.result_lag_days):
        yield stale(sentence, add, place)
    elif not is_said(newest.outside_voice, "outside_voice"):
        yield partial(_("The newest yearly report has no voice from outside."), add, place)
    else:
        yield present(sentence, Strength.WORDS, case.page("about"), *case.links([newest.source]))


def _by_group(case: Case) -> Iterator[Seen]:
    """X21: results by group, where lawful and where enough people stand behind them."""
    grouped = [s.standard for s in case.kept if any(part.startswith("group:") for part in s.parts)]
    if grouped:
        sentence = _("Results are shown by group of customers: {names}.", names=_ids(grouped))
        yield present(sentence, Strength.FIGURES, case.page("standards"))
    elif not case.promises:
        yield kind_of("promises").none(case)
    else:
        what = _("Whether results may be shown by group of customers, a person has to judge.")
        add = _(
            "In results.csv, add rows with a part such as 'group: ...'; or in agency.yml, "
            "add what a person judged under 'judged', with item: X21."
        )
        yield Seen(State.NEEDS_A_PERSON, what, add=add, place=case.place(RESULTS))


SUBJECT = Subject(
    looks={
        "X2": _ambitious,
        "X10": _lawful_remedy,
        "X13": COMPLAINTS.looks["H4"],
        "X14": COMPLAINTS.looks["H9"],
        "X17": _yearly_report,
        "X21": _by_group,
    },
    has={
        "X1": lambda case, promise: is_wanted(case.charter, promise),
        "X6": _is_consulted,
        "X7": lambda _case, promise: promise.measure.shape in _SAYS_HOW_MANY,
        "X8": lambda case, service: len(case.promises_by_service[service.id]) <= MOST_PROMISES,
        "X15": lambda _case, service: len(str(service.customers_part).split()) <= MOST_OF_YOUR_PART,
        "X16": lambda _case, service: bool(service.cost) and is_answered_cost(str(service.cost)),
    },
    short={
        "X1": lambda _case, promise: bool(_INSIDE_WORK.search(str(promise.promise))),
        "X11": _is_review_overdue,
        "X16": _needs_refund_rule,
    },
)
