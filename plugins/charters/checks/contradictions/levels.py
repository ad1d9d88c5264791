"""The levels a promise has, or once had: limit, aim, results (K8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from pydantic_core import PydanticCustomError

from charters.checks.contradictions.figures import Claim
from charters.checks.contradictions.result_words import unit_of
from charters.checks.wording.times import time_of
from charters.model.quantities import PERCENT, Direction, Quantity, parse_target
from charters.model.register import Charter
from charters.model.standards import NOTHING, Standard


def is_known(claim: Claim, levels: Iterable[Quantity]) -> bool:
    """Return whether a number of a text is one of some levels."""
    time = time_of(Quantity(claim.amount, claim.unit)) if claim.unit != PERCENT else None
    for level in levels:
        if claim.agrees_with(Fraction(level.amount), level.unit):
            return True
        own = time_of(level)
        if time is not None and own is not None and time.same_as(own):
            return True
    return False


def levels_of(charter: Charter, standard: Standard) -> Iterator[Quantity]:
    """Yield every level of a promise, now or once: what it aims at and what it reached."""
    yield from aims_of(standard)
    unit = unit_of(standard)
    for row in charter.results.get(standard.id, ()):
        amount = row.amount
        if amount is not None and unit:
            exact = Decimal(amount.numerator) / Decimal(amount.denominator)
            yield Quantity(exact, unit)
            if unit == PERCENT:
                yield Quantity(100 - exact, unit)


def aims_of(standard: Standard) -> Iterator[Quantity]:
    """Yield the limit and the target of a promise, and what these once were."""
    target = standard.target
    given = [standard.limit, *((target.level, target.upper) if target else ())]
    yield from (level for level in given if level is not None)
    if target and target.level.is_share and target.direction is Direction.LOWER:
        yield Quantity(100 - target.level.amount, PERCENT)
    if standard.measure.percentile is not None:
        yield Quantity(standard.measure.percentile, PERCENT)
    for change in standard.changes:
        for words in (str(change.from_), str(change.to)):
            yield from _level_in(words)


def _level_in(words: str) -> Iterator[Quantity]:
    if words in NOTHING:
        return
    try:
        target = parse_target(words if words.endswith("%") else f"at most {words}")
    except PydanticCustomError:
        return
    yield target.level
