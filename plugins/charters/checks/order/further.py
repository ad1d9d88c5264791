"""What other guidance asks of a good charter (section 1.4, X1 to X23), of single promises."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from charters.checks.findings import Message, State, Strength, _
from charters.checks.order.case import STANDARDS, Case
from charters.checks.order.said import is_said, is_sentence
from charters.checks.order.seen import (
    PROMISES,
    Ask,
    Seen,
    idle,
    listed,
    no_promises,
    partial,
    present,
    tally,
)
from charters.checks.order.surveys import wanted_promises
from charters.judging.standings import Standing
from charters.model.quantities import TIME_UNITS, Direction
from charters.model.shapes import Shape
from charters.model.standards import Consulted, Standard, StandardType

TOO_SOFT, TOO_HARD = 10, 20
"""Points above, or below, the aim in each of the last periods that call for a review (X2)."""

LAST_PERIODS = 3
"""Results that have to lie on one side of the aim for that."""

_INSIDE_WORK = re.compile(
    r"\b(?:forward|route|escalat|transmit|refer)(?:s|ed|ing|e|es)?\b.{0,40}\b(?:committee|unit"
    r"|division|branch|desk|section|team|board|department)\b|\bsubmit\w* to (?:the )?committee\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\b(?:staff|employees?|front[ -]?line|unions?|agents|workers|examiners|personnel)\b",
    re.IGNORECASE,
)


def _of_promises(
    what: Message,
    example: str | Message,
    has: Callable[[Standard], bool],
    key: str,
) -> Callable[[Case], Iterator[Seen]]:
    """Return a check that counts the promises that have something."""

    def check(case: Case) -> Iterator[Seen]:
        if not case.promises:
            yield no_promises(case)
            return
        yield from tally(
            case,
            Ask(PROMISES, what, example, keys=(key,), none=State.MISSING),
            case.promises,
            [promise for promise in case.promises if not has(promise)],
            [case.page("standards")],
        )

    return check


def check_relevant(case: Case) -> Iterator[Seen]:
    """X1: about what customers care for, not about the inner workings."""
    if not case.promises:
        yield no_promises(case)
        return
    inner = [p for p in case.promises if _INSIDE_WORK.search(str(p.promise))]
    if inner:
        yield partial(
            _(
                "Promises about work inside the agency, not about what customers get: {names}.",
                names=listed([promise.id for promise in inner]),
            ),
            _("In standards.yml, promise what the customer gets, and by when."),
            *(PROMISES.place(case, promise, "promise") for promise in inner),
        )
    wanted = wanted_promises(case)
    yield from tally(
        case,
        Ask(
            PROMISES,
            _("Promises that rest on what customers said they want"),
            "wants: [the id of a survey of what customers want]",
            keys=("wants",),
            none=State.MISSING,
        ),
        case.promises,
        [promise for promise in case.promises if promise.id not in wanted],
        [case.page("surveys")],
    )


def check_ambitious(case: Case) -> Iterator[Seen]:
    """X2: neither so soft that it is always far exceeded, nor out of reach (F2)."""
    judged = [(standing, far_from_aim(standing)) for standing in case.kept]
    long = [(standing, far) for standing, far in judged if far is not None]
    if not long:
        yield idle(_("No promise has three results yet that could be held against its aim."))
        return
    soft = [standing.standard.id for standing, far in long if far > TOO_SOFT]
    hard = [standing.standard.id for standing, far in long if far < -TOO_HARD]
    if not soft and not hard:
        yield present(
            _("No aim was far exceeded, or far out of reach, three times in a row."),
            Strength.FIGURES,
            case.page("standards"),
        )
        return
    yield partial(
        _(
            "Aims to look at again, as results were far away from them three times in a row: "
            "{names}.",
            names=listed([*soft, *hard]),
        ),
        _(
            "Raise or lower the target in standards.yml with an entry under 'changes', or say "
            "under 'why' why it stays."
        ),
        *(case.place(STANDARDS, "standards", name, "target") for name in (*soft, *hard)),
        strength=Strength.FIGURES,
    )


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
    amounts = [judged.result.amount for judged in last]
    if target.direction is Direction.INSIDE or None in amounts:
        return None
    sign = 1 if target.direction is Direction.HIGHER else -1
    away = [
        sign * (amount - Fraction(target.level.amount)) for amount in amounts if amount is not None
    ]
    if min(away) > 0:
        return min(away)
    return max(away) if max(away) < 0 else Fraction(0)


check_owned = _of_promises(
    _("Promises with an owner and somebody who stands in"),
    "owner: Chief of Appeals' and 'deputy: Deputy Chief of Appeals",
    lambda promise: is_said(promise.owner, "owner") and is_said(promise.deputy, "deputy"),
    "owner",
)
"""X3: owned by a role, with a deputy."""

check_monitored = _of_promises(
    _("Promises that say where figures come from, how they are counted, and how often reported"),
    "reported: yearly' and 'measure: {source: ..., method: ...}",
    lambda promise: (
        promise.reported is not None
        and is_said(promise.measure.source, "source")
        and is_said(promise.measure.method, "method")
    ),
    "reported",
)
"""X4: monitored: source, method, frequency."""

check_communicated = _of_promises(
    _("Promises posted, and told to the staff who keep them"),
    "told_staff: how and when you told them",
    lambda promise: bool(promise.posted) and is_said(promise.told_staff, "told_staff"),
    "told_staff",
)
"""X5: communicated to customers and to staff."""


def is_consulted(promise: Standard) -> bool:
    """Return whether customers and staff were both asked before a promise was made (X6)."""
    asked = [found for found in promise.consulted if found.date.start <= promise.introduced]
    return any(map(_of_staff, asked)) and any(not _only_staff(found) for found in asked)


def _of_staff(found: Consulted) -> bool:
    return bool(_STAFF.search(str(found.who)))


def _only_staff(found: Consulted) -> bool:
    return _of_staff(found) and " and " not in str(found.who)


check_consulted = _of_promises(
    _("Promises on which customers and staff were asked before they were made"),
    _(
        "In standards.yml, add 'consulted' to {names}: who (customers, staff) and the date, "
        "before 'introduced'."
    ),
    is_consulted,
    "consulted",
)
"""X6: consulted with customers and staff before adoption."""


def check_share_in_time(case: Case) -> Iterator[Seen]:
    """X7: time is promised as 'so many of every 100 within so long', not as an average (F7)."""
    timed = [promise for promise in case.promises if _is_of_time(promise)]
    if not timed:
        yield idle(_("No promise is about time."))
        return
    shares = (Shape.SHARE_WITHIN_LIMIT, Shape.PERCENTILE)
    yield from tally(
        case,
        Ask(
            PROMISES,
            _("Promises about time that say for how many cases it holds"),
            "limit: 30 calendar days', 'target: 90%' and 'measure: {shape: share-within-limit}",
            keys=("measure",),
            strength=Strength.FIGURES,
            none=State.MISSING,
        ),
        timed,
        [promise for promise in timed if promise.measure.shape not in shares],
        [case.page("standards")],
    )


def _is_of_time(promise: Standard) -> bool:
    if promise.type not in (StandardType.TIMELINESS, StandardType.WAITING):
        return False
    levels = [promise.limit, promise.target.level if promise.target else None]
    unit = str(promise.measure.unit or "").lower().removesuffix("s")
    return unit in TIME_UNITS or any(level and level.unit in TIME_UNITS for level in levels)


check_if_missed = _of_promises(
    _("Promises that say what happens when they are not kept"),
    "if_missed: We write to you before the day is over, with a new date.",
    lambda promise: is_sentence(promise.if_missed, "if_missed"),
    "if_missed",
)
"""X9: what happens when we miss (F20)."""
