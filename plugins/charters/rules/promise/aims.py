"""Rules that set the shares and averages in a promise beside its target and measure (K3, C4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from charters.model.quantities import Direction, Target
from charters.model.shapes import Shape
from charters.rules.promise.levels import differs
from charters.rules.promise.promise import Promise, Remark, Said
from charters.rules.promise.shares import Share

_AVERAGE = {
    "en": re.compile(
        r"\bon average\b|\ban average of\b|\baverage (?:wait|time|processing|response|speed|answer)"
        r"|\bmedian\b"
    ),
    "fr": re.compile(r"\ben moyenne\b|\b(?:délai|temps) moyen\b|\bdurée moyenne\b|\bmédian"),
}


def check_shares_agree(promise: Promise, said: Said) -> Iterator[Remark]:
    """K3 and C4: a percentage in the sentence is the one of the target."""
    if not said.shares or promise.shape is Shape.SCORE:
        return
    given = _shares_given(promise)
    if any(share.amount in given for share in said.shares):
        yield from _opposite_direction(promise.target, said)
    elif promise.target is None:
        yield _no_target(said.shares[0], promise, said)
    elif promise.shape is not Shape.PERCENTILE or promise.percentile is not None:
        yield from _other_share(promise.target, said)


def _other_share(target: Target, said: Said) -> Iterator[Remark]:
    for share in said.shares:
        if _is_comparable(share, target):
            quoted = said.quoted(share)
            yield Remark("K3", differs(quoted, "target", _aim(target)), quoted, "target")
            return


def _shares_given(promise: Promise) -> set[Decimal]:
    """Return every percentage the fields give; at most 5% late is also 95% on time."""
    target = promise.target
    levels = [promise.limit] + ([target.level, target.upper] if target else [])
    given = {level.amount for level in levels if level is not None and level.is_share}
    if target is not None and target.direction is Direction.LOWER:
        given |= {100 - amount for amount in given}
    if promise.percentile is not None:
        given.add(promise.percentile)
    return given


def _is_comparable(share: Share, target: Target) -> bool:
    """Return whether a share of the sentence can be the aim: 'at most 2%' is not '98%'."""
    if target.direction is Direction.HIGHER and target.level.is_share:
        return share.bound is not Direction.LOWER
    return True


def _no_target(share: Share, promise: Promise, said: Said) -> Remark:
    quoted = said.quoted(share)
    remedy = f"write target: {_plain(share)}"
    if promise.shape in (Shape.WORDS_ONLY, Shape.YES_NO):
        remedy = f"write measure: shape: share-with-property, and target: {_plain(share)}"
    return Remark(
        "C4", f"the promise says '{quoted}' but there is no target; {remedy}", quoted, "target"
    )


def _opposite_direction(target: Target | None, said: Said) -> Iterator[Remark]:
    if target is None or not target.level.is_share:
        return
    for share in said.shares:
        opposed = {share.bound, target.direction} == {Direction.HIGHER, Direction.LOWER}
        if opposed and share.amount == target.level.amount:
            quoted = said.quoted(share)
            which = "at least" if share.bound is Direction.HIGHER else "at most"
            yield Remark(
                "K3",
                f"the promise says {which} {quoted}, its target says "
                f"{_aim(target)}; write the same way in both",
                quoted,
                "target",
            )
            return


def check_average_agrees(promise: Promise, said: Said) -> Iterator[Remark]:
    """K3: 'on average' and 'median' are said only of a measure that is one (section 2.2)."""
    if promise.shape is None:
        return
    found = _AVERAGE[said.language].search(said.text)
    if found is None:
        return
    said_shape = Shape.MEDIAN if "édian" in found[0] or "median" in found[0] else Shape.MEAN
    wrong = promise.shape in (Shape.SHARE_WITHIN_LIMIT, Shape.PERCENTILE) or (
        promise.shape in (Shape.MEAN, Shape.MEDIAN) and promise.shape is not said_shape
    )
    if wrong:
        quoted = said.fragment(*found.span())
        yield Remark(
            "K3",
            f"the promise says '{quoted}', its measure has the shape {promise.shape}; "
            f"write shape: {said_shape}, or take '{quoted}' out of the promise",
            quoted,
            "measure",
        )


def _aim(target: Target) -> str:
    level = target.level
    unit = "%" if level.is_share else f" {level.unit}"
    return target.written or f"{level.amount:,f}{unit}"


def _plain(share: Share) -> str:
    bound = "at most " if share.bound is Direction.LOWER else ""
    return f"{bound}{share.amount.normalize():f}%"
