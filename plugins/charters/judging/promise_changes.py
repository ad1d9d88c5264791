"""What a change did to a promise: whether it asks less or more, and whether a miss came before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from charters.judging.comparators import Compared, Ours
from charters.judging.effects import Effect
from charters.judging.figures import Published
from charters.judging.history import edition_on, in_force
from charters.judging.standings import JudgedResult, Standing
from charters.judging.verdicts import Word
from charters.model.change import NOT_FOUND, NOTHING, Change, ChangedField
from charters.model.periods import Frequency
from charters.model.quantities import SECONDS, TIME_UNITS, Direction, Quantity, Target
from charters.model.results import Result, Status
from charters.model.standards import Standard
from charters.model.text import Text
from charters.model.written_levels import parse_quantity, parse_target


def effect_of(change: Change) -> Effect:
    """Return whether a change made the promise weaker or stronger, or only changed or reworded it."""
    return effect(change.field, str(change.from_), str(change.to))


def effect(field: ChangedField, was: str, now: str, language: str = "en") -> Effect:
    """Return the same of two levels, two ways to count, or two wordings."""
    if NOT_FOUND in (was, now):
        return Effect.FOUND
    if field is ChangedField.PROMISE:
        return Effect.REWORDED
    if (was in NOTHING) is not (now in NOTHING) and (field.is_level or field.narrows):
        return Effect.moved(weaker=(was if field.narrows else now) in NOTHING)
    with suppress(PydanticCustomError):  # The reader has said already that this is no level.
        if field is ChangedField.LIMIT:
            return _limit_moved(*(parse_quantity(one, language) for one in (was, now)))
        if field is ChangedField.TARGET:
            return _aim_moved(*(parse_target(one, language) for one in (was, now)))
    return _rhythm_moved(was, now) if field is ChangedField.REPORTED else Effect.CHANGED


def _rhythm_moved(was: str, now: str) -> Effect:
    """Return the same of how often results are published: seldom is less, and never least."""
    before, after = (Frequency(one).days if one in {*Frequency} else None for one in (was, now))
    if before is None or after is None:
        return Effect.WEAKER if before and now in NOTHING else Effect.CHANGED
    return Effect.moved(weaker=after > before)


def _limit_moved(before: Quantity, after: Quantity) -> Effect:
    if before.unit not in TIME_UNITS:
        return Effect.CHANGED  # Whether more kilometers or attempts are better, nobody can tell.
    more = _is_more(before, after)
    return Effect.CHANGED if more is None else Effect.moved(weaker=more)


def _aim_moved(before: Target, after: Target) -> Effect:
    if before.direction is not after.direction:
        return Effect.CHANGED
    more = _is_more(before.level, after.level)
    weaker, stronger = (
        more is (after.direction is Direction.LOWER),
        more is (after.direction is not Direction.LOWER),
    )
    if (
        before.upper is not None and after.upper is not None
    ):  # A range within the other asks for more.
        upper = _is_more(before.upper, after.upper)
        weaker, stronger = more is False or upper is True, more is True or upper is False
    return Effect.CHANGED if weaker is stronger else Effect.moved(weaker=weaker)


def _is_more(before: Quantity, after: Quantity) -> bool | None:
    """Return whether a level is more than the one before; None where equal, or not certain."""
    if before.unit == after.unit:
        return None if before.amount == after.amount else after.amount > before.amount
    first, second = _span_of(before), _span_of(after)
    if first and second and first[1] < second[0]:
        return True
    return False if first and second and second[1] < first[0] else None


_DAY = SECONDS["day"]
_BUSINESS = "business day"
_LASTS = {
    **{unit: (length, length) for unit, length in SECONDS.items() if unit != "day"},
    "calendar day": (_DAY, _DAY),
    "month": (28 * _DAY, 31 * _DAY),
    "year": (365 * _DAY, 366 * _DAY),
}


def _span_of(level: Quantity) -> tuple[Decimal, Decimal] | None:
    """Return the fewest and the most seconds that a length of time can be; None for other units.

    So many business days are more than as many calendar days wherever a weekend comes between, and,
    with every weekend and holiday, never more than twice as many and five. A bare day is of either kind.
    """
    amount = level.amount
    if level.unit in _LASTS:
        shortest, longest = _LASTS[level.unit]
        return amount * shortest, amount * longest
    if level.unit not in ("day", _BUSINESS):
        return None
    weekends = 1 if level.unit == _BUSINESS else 0
    return amount * _DAY + weekends, (2 * amount + 5) * _DAY


def words_then(standard: Standard, day: date) -> Text | None:
    """Return the words of a promise on a day; None where only those of another level are recorded."""
    standard = edition_on(standard, day)
    later = {change.field for change in standard.changes if change.date > day}
    if not later:
        return standard.promise
    then = in_force(standard, day)
    if ChangedField.PROMISE in later:
        return then.promise
    same_aim = "limit" in standard.measure.shape.needs or then.target == standard.target
    return then.promise if same_aim and then.limit == standard.limit else None


def follows_a_miss(standing: Standing, day: date) -> bool:
    """Return whether the last result before a day missed its target (F5)."""
    given = (judged for judged in standing.judged if judged.counts)
    earlier = [judged for judged in given if judged.result.period.end < day]
    return bool(earlier) and earlier[-1].verdict.word is Word.MISSED


class Correction(NamedTuple):
    """Two rows for one period: what stood there, and what took its place; of a promise, each judged."""

    was: Ours
    now: Ours

    @property
    def turned(self) -> bool:
        """Whether the verdict is another one, and may be told."""
        hidden = self.was.result.hidden or self.now.result.hidden
        return not hidden and self.was.verdict.word is not self.now.verdict.word

    @property
    def effect(self) -> Effect:
        """What the later row did."""
        was, now = self.was.result, self.now.result
        if was.is_available is not now.is_available:
            return Effect.AVAILABLE if now.is_available else Effect.TAKEN_BACK
        is_settled = was.status is Status.PROVISIONAL and now.status is Status.FINAL
        return Effect.SETTLED if is_settled else Effect.CORRECTED


def corrections_of(of: Compared) -> Iterator[Correction]:
    """Yield every row that took the place of another one, of the whole and of every part."""
    series: list[Sequence[Ours]] = [of.judged, *of.parts.values()]
    for judged in (judged for results in series for judged in results):
        replaced = (as_it_was(of, row) for row in judged.replaced)
        for was, now in pairwise((*replaced, judged)):
            if now.result.published is not None:
                yield Correction(was, now)


def as_it_was(of: Compared, row: Result) -> Ours:
    """Return a row that stands no more, judged where it was one of a promise."""
    return JudgedResult(of.standard, row) if isinstance(of, Standing) else Published(row)
