"""The numbers of a sentence beside the fields that say the same in figures (K3, C4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from charters.model.quantities import PERCENT, Direction, Quantity, Target
from charters.model.shapes import Shape
from charters.rules.promise.promise import Promise, Remark, Said, Share, remark
from charters.rules.promise.wordlists import NUMBER

MOST_OF_ALL = 50
"""Of every 100: what is promised of more than these is good, and more of it is better."""


def _differs(quoted: str, field: str, level: str) -> Remark:
    return remark("differs", quoted, field, field=field, level=level)


def check_times(promise: Promise, said: Said) -> Iterator[Remark]:
    """K3: the length of time in the sentence is the one of the limit or the target."""
    if not promise.lengths or not said.promised:
        return
    lengths = {length for _level, time in promise.lengths for length in time.lengths}
    if all(lengths.isdisjoint(time.lengths | time.shortest.lengths) for time in said.times):
        level, given = promise.lengths[0]
        alike = (time for time in said.promised if time.amount == given.amount)
        time = next(alike, said.promised[0])
        yield _differs(said.quoted(time), level.field, level.written)


def check_shares(promise: Promise, said: Said) -> Iterator[Remark]:
    """K3 and C4: a percentage in the sentence is the one of the target."""
    if not said.shares or promise.shape is Shape.SCORE:
        return
    target, given = promise.target, _shares_given(promise)
    if any(share.amount in given for share in said.shares):
        if target is not None and target.level.is_share:
            yield from _opposite_direction(target, said)
    elif target is None:
        yield _no_target(said.shares[0], promise.shape, said)
    elif promise.shape is not Shape.PERCENTILE or promise.percentile is not None:
        other = next((share for share in said.shares if _is_comparable(share, target)), None)
        if other is not None:
            yield _differs(said.quoted(other), "target", target.said)


def _shares_given(promise: Promise) -> set[Decimal]:
    """Return every percentage the fields give; at most 5% late is also 95% on time."""
    given = {one.quantity.amount for one in promise.levels if one.quantity.is_share}
    if promise.target is not None and promise.target.direction is Direction.LOWER:
        given |= {100 - amount for amount in given}
    return given if promise.percentile is None else {*given, promise.percentile}


def _is_comparable(share: Share, target: Target) -> bool:
    """Return whether a share of the sentence can be the aim: 'at most 2%' is not '98%'."""
    if target.direction is Direction.HIGHER and target.level.is_share:
        return share.bound is not Direction.LOWER
    return True


def _no_target(share: Share, shape: Shape | None, said: Said) -> Remark:
    bound = "at most " if share.bound is Direction.LOWER else ""
    target = f"{bound}{Quantity(share.amount.normalize(), PERCENT)}"
    name = "no-share" if shape in (Shape.WORDS_ONLY, Shape.YES_NO) else "no-target"
    return remark(name, said.quoted(share), "target", target=target)


def _opposite_direction(target: Target, said: Said) -> Iterator[Remark]:
    for share in said.shares:
        bound = share.bound or (Direction.HIGHER if share.amount > MOST_OF_ALL else None)
        if _are_opposed(bound, target) and share.amount == target.level.amount:
            yield remark("opposite", said.quoted(share), "target", level=target.said)
            return


def _are_opposed(bound: Direction | None, target: Target) -> bool:
    return {bound, target.direction} == {Direction.HIGHER, Direction.LOWER}


def check_counts(promise: Promise, said: Said) -> Iterator[Remark]:
    """K3: a number that stands before the unit of the limit or target is the same number."""
    found = [
        (number, one)
        for one in promise.levels
        if one.time is None and not one.quantity.is_share
        for number in counts_said(promise.shape, one.quantity.unit, said)
        if Decimal(number[1]) != promise.per
    ]
    same = [number for number, one in found if Decimal(number[1]) == one.quantity.amount]
    for number, one in found[:1] if not same else ():
        yield _differs(said.quoted(number), one.field, str(one.quantity))
    target = promise.target
    if (
        same
        and target
        and not target.level.is_share
        and _are_opposed(_bound_of(same[0], said), target)
    ):
        yield remark("opposite", said.quoted(same[0]), "target", level=target.said)


def _bound_of(number: re.Match[str], said: Said) -> Direction | None:
    """Return which way the words around a number say is better."""
    for name, bound in (("at_most", Direction.LOWER), ("at_least", Direction.HIGHER)):
        if said.list(name).is_beside(said.text, number.start(), number.end()):
            return bound
    return None


def counts_said(shape: Shape | None, unit: str, said: Said) -> Iterator[re.Match[str]]:
    """Yield the numbers before a unit; of a score, those of so many points."""
    if shape is Shape.SCORE:
        return said.list("score").find_all(said.text)
    return _before_unit(unit).finditer(said.text)


@lru_cache(maxsize=512)
def _before_unit(unit: str) -> re.Pattern[str]:
    stem = re.escape(unit.split(maxsplit=1)[0].removesuffix("s").lower())
    return re.compile(rf"(?<![\w$€£]){NUMBER} (?:(?!of )[^\W\d_]+ )?{stem}s?\b")


def check_average(promise: Promise, said: Said) -> Iterator[Remark]:
    """K3: 'on average' and 'median' are said only of a measure that is one (section 2.2)."""
    measures = {Shape.SHARE_WITHIN_LIMIT, Shape.PERCENTILE, Shape.MEAN, Shape.MEDIAN}
    if promise.shape in measures:
        for name, shape in (("average", Shape.MEAN), ("median", Shape.MEDIAN)):
            found = said.first(name) if promise.shape is not shape else None
            if found is not None:
                quoted, measured = said.quoted(found), promise.shape
                yield remark("other-shape", quoted, "measure", measured=measured, shape=shape)
                return
