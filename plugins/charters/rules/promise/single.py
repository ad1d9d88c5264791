"""One promise per standard (C14): two limits, a range, or two aims in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charters.model.quantities import Direction
from charters.rules.promise.promise import Promise, Remark, Said
from charters.rules.promise.shares import Share
from charters.rules.promise.times import Time

_RESTATED = re.compile(
    r" ?\((?:about|or|i\.e\.,?|that is|approximately|roughly|around|environ|soit|ou|env\.)? ?"
)
"""What stands between a time and the same time said again: '5 minutes (300 seconds)'."""


def check_one_promise(promise: Promise, said: Said) -> Iterator[Remark]:
    """C14: a sentence promises one limit and one aim."""
    if promise.target is not None and promise.target.direction is Direction.INSIDE:
        return
    limits = _distinct_times(said)
    aims = _distinct_shares(said)
    if len(limits) > 1 or len(aims) > 1:
        parts: list[Time] | list[Share] = limits if len(limits) > 1 else aims
        quoted = [said.quoted(part) for part in parts[:3]]
        listed = " and ".join(f"'{part}'" for part in quoted)
        what = "limits" if len(limits) > 1 else "aims"
        yield Remark(
            "C14",
            f"the promise has {len(parts)} {what}, {listed}; make each a standard of its own",
            quoted[1],
        )
    elif limits and limits[0].low is not None:
        quoted_range = said.quoted(limits[0])
        yield Remark(
            "C14",
            f"'{quoted_range}' is a range, and only its end can be kept or missed; "
            f"promise one limit, such as {limits[0].amount:f} {limits[0].unit_words}",
            quoted_range,
        )


def _distinct_times(said: Said) -> list[Time]:
    distinct: list[Time] = []
    end = 0
    for time in said.promised:
        restated = _RESTATED.fullmatch(said.text[end : time.start]) if end else None
        if not restated and not any(time.same_as(other) for other in distinct):
            distinct.append(time)
        end = time.start + len(time.written)
    return distinct


def _distinct_shares(said: Said) -> list[Share]:
    return list({share.amount: share for share in reversed(said.shares)}.values())[::-1]
