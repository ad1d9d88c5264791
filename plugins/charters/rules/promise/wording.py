"""What a sentence says by itself, whatever its fields say.

Nothing that can be tested (C3, P29, P30), two things at once (C14), or what a charter does not claim: a
right without a law (K19), a duty that is none (K20), a verdict (K2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, reduce
from re import Match

from charters.model.agency import AgencyKind
from charters.model.offered import StandardType
from charters.model.shapes import Shape
from charters.problems.message import _
from charters.rules.promise.promise import Promise, Remark, Said, Share, remark
from charters.rules.promise.times import Time, clause_before, is_condition
from charters.rules.promise.wordlists import pattern, phrases, tables

_TIMED_TYPES = (StandardType.TIMELINESS, StandardType.WAITING)
_TIMED_SHAPES = (
    *(None, Shape.WORDS_ONLY, Shape.SHARE_WITHIN_LIMIT),
    *(Shape.MEAN, Shape.MEDIAN, Shape.PERCENTILE),
)


def check_time_is_said(promise: Promise, said: Said) -> Iterator[Remark]:
    """C3: a promise about time says how long; without that nobody can test it."""
    of_time = promise.type in _TIMED_TYPES and promise.shape in _TIMED_SHAPES
    if not (promise.lengths or of_time) or _has_testable_time(promise, said):
        return
    if said.first("vague_speed") is None:  # P29 names the word, with the same advice
        yield _without_level("no-number", said.words[:60], promise)


def check_vague_words(promise: Promise, said: Said) -> Iterator[Remark]:
    """P29: a word such as 'promptly' or 'generally' is not a level a person can test."""
    speed, hedge = said.first("vague_speed"), said.first("hedge")
    if speed is not None and not _has_testable_time(promise, said):
        yield _without_level("vague", said.quoted(speed), promise)
    if hedge is not None and _is_of_the_promise(hedge.start(), said):
        yield remark("hedged", said.quoted(hedge))


def _has_testable_time(promise: Promise, said: Said) -> bool:
    """Return whether a sentence says a time that can be tested: a length, a date, a rhythm.

    Where a field gives a length, only a length will do.
    """
    if not promise.lengths:
        return bool(said.times) or said.first("other_time") is not None
    aside = (time.same_as(given) for time in said.times for _level, given in promise.lengths)
    return bool(said.promised) or any(aside)


def _without_level(name: str, quoted: str, promise: Promise) -> Remark:
    for level, _time in promise.lengths:
        field = level.field
        return remark(f"{name}-of-field", quoted, field, field=field, level=level.written)
    return remark(name, quoted, example=tables(promise.language)["times"]["example"])


def _is_of_the_promise(place: int, said: Said) -> bool:
    """Return whether the sentence around a place is the one that says a level, or the only one."""
    begin = said.text.rfind(". ", 0, place) + 1
    end = said.text.find(". ", place)
    if begin == 0 and end < 0:
        return True
    last = end if end >= 0 else len(said.text)
    starts = [time.start for time in said.times] + [share.start for share in said.shares]
    return any(begin <= start < last for start in starts)


def check_days_are_named(promise: Promise, said: Said) -> Iterator[Remark]:
    """P30: a promise counted in days says whether they are business or calendar days."""
    named = {time.amount for time in said.times if time.kind}
    bare = [time for time in said.promised if time.is_bare_day and time.amount not in named]
    if bare and not promise.days_not_stated and not said.first("days_named_elsewhere"):
        yield _bare_days(bare[0], promise, said)


def _bare_days(time: Time, promise: Promise, said: Said) -> Remark:
    quoted, amount = said.quoted(time), time.amount
    days = tables(said.language)["times"]["days"]
    for level, given in promise.lengths:
        if given.kind in days and amount == given.amount:
            values = {"field": level.field, "level": level.written, "days": days[given.kind]}
            return remark("bare-days-of-field", quoted, level.field, amount=amount, **values)
    return remark("bare-days", quoted, amount=amount, **days)


def check_one_promise(promise: Promise, said: Said) -> Iterator[Remark]:
    """C14: a sentence promises one limit and one aim."""
    if promise.several or (promise.target is not None and promise.target.is_range):
        return
    limits, aims = _distinct_times(said), list({s.amount: s for s in said.shares[::-1]}.values())
    if len(limits) > 1:
        yield _several("two-limits", said, limits)
    elif len(aims) > 1:
        yield _several("two-aims", said, aims[::-1])
    elif limits and limits[0].low is not None:
        yield remark("range", said.quoted(limits[0]), limit=limits[0].as_limit)


def _several(name: str, said: Said, parts: list[Time] | list[Share]) -> Remark:
    quoted = [said.quoted(part) for part in parts[:3]]
    each = [_("'{words}'", words=part) for part in quoted]
    listed = reduce(lambda one, other: _("{one} and {other}", one=one, other=other), each)
    return remark(name, quoted[1], count=len(parts), listed=listed)


def _distinct_times(said: Said) -> list[Time]:
    distinct: list[Time] = []
    end = 0
    for time in said.promised:
        # A time said again is no second promise: '5 minutes (300 seconds)'.
        restated = end and _restated(said.language).fullmatch(said.text, end, time.start)
        if not restated and not any(time.same_as(other) for other in distinct):
            distinct.append(time)
        end = time.end
    return distinct


@cache
def _restated(language: str) -> re.Pattern[str]:
    return re.compile(rf" ?\((?:{pattern(language, 'restated', 'existence')})? ?")


# ------------------------------------------------------------------ what a charter does not claim


def check_rights(promise: Promise, said: Said) -> Iterator[Remark]:
    """K19 (S5.2): Section 5 of the order creates no right; where a statute does, it is named."""
    found = None if promise.has_legal_basis else said.first("right")
    if found is not None:
        yield remark("right", said.quoted(found))


def check_duties(promise: Promise, said: Said) -> Iterator[Remark]:
    """K20 (S4.1): an independent agency is asked to follow the order, so it never 'must'."""
    if promise.agency_kind is AgencyKind.INDEPENDENT and (found := _duty(promise, said)):
        yield remark("duty", said.quoted(found), "kind")


def check_promised_duties(promise: Promise, said: Said) -> Iterator[Remark]:
    """K20 in a promise: what is no duty of the customer is one of the agency."""
    if promise.agency_kind is AgencyKind.INDEPENDENT:
        found = _duty(promise, said) or next(_must_without_customer(said), None)
        if found is not None:
            yield remark("duty", said.quoted(found), "kind")


def _duty(promise: Promise, said: Said) -> Match[str] | None:
    return phrases(said.language, "duty", promise.agency_names).find_first(said.text)


def _must_without_customer(said: Said) -> Iterator[Match[str]]:
    for found in said.list("must").find_all(said.text):
        if not said.list("customer").find_first(clause_before(said.text, found.start())):
            yield found


def check_verdict_words(_promise: Promise, said: Said) -> Iterator[Remark]:
    """K2: the program works out met and missed; nobody types them."""
    for found in said.list("verdict").find_all(said.text):
        if not is_condition(said.text, found.start(), said.language):
            yield remark("verdict", said.quoted(found))
            return
