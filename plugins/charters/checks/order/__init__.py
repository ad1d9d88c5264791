"""The order, item by item: what an agency shows for it, and what to add next.

`catalogue` lists every check; each module beside it holds the checks of one item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from charters.checks.findings import Finding, Level, State, roll_up
from charters.checks.order.applies import (
    apply_declared,
    apply_judged,
    apply_opened,
    apply_scope,
    judgment,
    telling,
)
from charters.checks.order.case import UNSEEN, Case, Facts
from charters.checks.order.catalogue import CHECK_BY_ID, CHECKS, ITEMS, Check
from charters.judging.standings import Standing
from charters.model.register import Charter, Register

__all__ = [
    "CHECKS",
    "CHECK_BY_ID",
    "ITEMS",
    "UNSEEN",
    "Case",
    "Check",
    "Facts",
    "findings",
    "next_steps",
    "roll_up",
]

FIRST_STEPS = (
    *("C15", "C3", "C5", "C4", "H1", "F4", "F1", "A1", "A2", "C7", "C8", "H4", "H3", "H5", "B2"),
    *("B1", "A3", "S3.1", "C11", "G4", "H2", "B3", "B4", "D1", "D3", "E1", "F3", "S3.4"),
)
"""Checks in the order in which mending them helps most: first what a citizen comes to find."""


def findings(
    register: Register, charter: Charter, standings: Sequence[Standing], facts: Facts = UNSEEN
) -> list[Finding]:
    """Return what every check says of a charter, in the order of the catalogue."""
    case = Case(register, charter, standings, facts)
    return [finding for check in CHECKS for finding in _findings_of(case, check)]


def _findings_of(case: Case, check: Check) -> Iterator[Finding]:
    seen = apply_scope(case, check, telling(list(check.look(case))))
    judged = judgment(case, check)
    for one in apply_declared(case, check, seen):
        said = apply_opened(case, apply_judged(one, judged))
        yield Finding(
            agency=case.charter.id,
            item=check.item,
            check=check.id,
            level=said.level or check.level,
            state=said.state,
            strength=said.strength,
            sentence=said.sentence,
            add=said.add,
            place=said.place,
            also=said.also,
            evidence=said.evidence,
            judged_by=judged.by if judged else None,
            judged_on=judged.date if judged else None,
        )


def next_steps(found: Iterable[Finding], most: int = 5) -> list[Finding]:
    """Return what to do next: what cannot be true first, then what helps citizens most."""
    open_ends = sorted((finding for finding in found if finding.add), key=_usefulness)
    by_advice = {str(finding.add): finding for finding in reversed(open_ends)}
    return sorted(by_advice.values(), key=_usefulness)[:most]


def _usefulness(finding: Finding) -> tuple[bool, int, bool, int]:
    rank = FIRST_STEPS.index(finding.check) if finding.check in FIRST_STEPS else len(FIRST_STEPS)
    place = list(CHECK_BY_ID).index(finding.check)
    optional = finding.level is not Level.MUST
    return finding.state is not State.CONTRADICTORY, rank, optional, place
