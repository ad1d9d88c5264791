"""The verdict on one result: the plain fact, and whether there are cases enough to tell.

Design section 6, points 1, 2 and 4. Nothing is rounded here: a share is a fraction of whole
cases, and is held against the target exactly.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from charters.judging.history import break_within, counted_on, judged_by, over_seasons
from charters.judging.intervals import (
    FEWEST_CASES,
    Chance,
    beyond_chance,
    chance_speaks,
    too_few,
    wilson,
)
from charters.judging.suspended_times import suspension_in
from charters.model.change import ChangedField
from charters.model.quantities import Quantity, Target
from charters.model.results import Result, Status
from charters.model.standards import Measured, Standard
from charters.model.suspensions import Suspension


class Word(StrEnum):
    """What the program concludes; the page says it in words of its own."""

    MET = "met"
    MISSED = "missed"
    TOO_FEW = "too-few"
    NO_LEVEL = "no-level"
    """Nothing is promised that a result could be held against: a figure, or words only."""
    NOT_HOW_OFTEN = "not-how-often"
    """A limit is promised to each customer, but not how often it will be kept."""
    NO_AIM_THEN = "no-aim-then"
    """There is an aim today, or there was one, and none is known for the period of the result."""
    OLDER_PROMISE = "older-promise"
    """The newest result was measured under an older promise; today's has none yet."""
    OVER_SEASONS = "over-seasons"
    """The period lies partly in a season with an aim of its own."""
    CHANGED = "changed"
    """The promise was changed within the period of the result."""
    NO_CASES = "no-cases"
    NOT_AVAILABLE = "not-available"
    """The agency says that there is no result for the period, and why."""
    SUSPENDED = "suspended"
    """The promise does not hold, or did not in a period: nothing is due."""
    SUSPENDED_THEN = "suspended-then"
    """A result is published for a time in which the promise did not hold."""
    IN_WORDS = "in-words"
    """The agency published words for the period, and no figure."""
    HIDDEN = "hidden"
    """Too small a number stands behind it to be shown."""
    ONLY_PARTS = "only-parts"
    """Results of parts are published, none for the whole."""
    NONE_YET = "none-yet"
    NOT_FOUND = "not-found"
    """Compiled charters only: no result is in the documents that were used."""
    NOT_REPORTED = "not-reported"
    """Of one period: its result was due and is not there."""
    NOT_COLLECTED = "not-collected"
    """Of one period of a compiled charter: its result is not in the documents that were used."""


class Bucket(StrEnum):
    """The four counts of every headline, over all promises, in the order they are told in."""

    MISSED = "missed"
    MET = "met"
    TOO_FEW = "too-few"
    UNJUDGED = "cannot-be-judged"


_BUCKETS = {
    Word.MET: Bucket.MET,
    Word.MISSED: Bucket.MISSED,
    Word.TOO_FEW: Bucket.TOO_FEW,
}


class Verdict(NamedTuple):
    """The conclusion on one result, or on the lack of one."""

    word: Word
    reached: bool | None = None
    """The plain fact: whether the level reached the target; None where nothing can be compared."""
    target: Target | None = None
    """The target in force on the first day of the period."""
    interval: tuple[float, float] | None = None
    """The 95% interval of a share, from 0 to 1."""
    beyond_chance: bool | None = None
    """Whether the whole interval lies on one side of the target; None where there is none."""
    provisional: bool = False
    on: date | None = None
    """The day the result of a period was due, or the day the promise was changed."""
    reason: str = ""
    """Why there is no result, or what was published in its place, in the agency's words."""
    suspended: Suspension | None = None
    """The time in which the promise did not hold."""

    @property
    def bucket(self) -> Bucket:
        """Which of the four counts it belongs to."""
        return _BUCKETS.get(self.word, Bucket.UNJUDGED)


def judge(standard: Standard, result: Result) -> Verdict:
    """Return the verdict on a result, by the target in force on the first day of its period.

    The first day, so that a target lowered while a period runs cannot turn its miss into a hit; and
    the target that was published then, so that none can be lowered for a time gone by.
    """
    provisional = result.status is Status.PROVISIONAL
    standard = counted_on(standard, result.period.start)
    promised = judged_by(standard, result.period, result.part)
    target = promised.target
    if (unjudged := _unjudged(standard, result)) is not None:
        return unjudged._replace(target=target, provisional=provisional)
    if result.answer is not None:
        word = Word.MET if result.answer else Word.MISSED
        return Verdict(word, reached=result.answer, provisional=provisional)
    amount = level_reached(standard, result)
    if amount is None:
        return Verdict(Word.NO_CASES, target=target, provisional=provisional)
    over = over_seasons(standard, result.period, result.part)
    if target is None or over:
        word = Word.OVER_SEASONS if over else without_target(standard, promised.limit)
        interval = wilson(*counts) if (counts := _counts(standard, result)) else None
        return Verdict(word, interval=interval, provisional=provisional)
    return _compared(standard, result, amount, target, provisional=provisional)


def _unjudged(standard: Standard, result: Result) -> Verdict | None:
    """Return why a result is not judged, whatever it is; None where it is."""
    if result.hidden and result.is_available:
        return Verdict(Word.HIDDEN)
    if (suspended := suspension_in(standard, result.period)) is not None:
        word = Word.SUSPENDED_THEN if result.is_available else Word.SUSPENDED
        return Verdict(word, suspended=suspended)
    if not result.is_available:
        word = Word.IN_WORDS if result.is_in_words else Word.NOT_AVAILABLE
        return Verdict(word, reason=result.note)
    changed = break_within(standard, result.period, result.part)
    return Verdict(Word.CHANGED, on=changed.date) if changed else None


def _compared(
    standard: Standard,
    result: Result,
    amount: Fraction,
    target: Target,
    *,
    provisional: bool,
) -> Verdict:
    counts = _counts(standard, result)
    interval = wilson(*counts) if counts else None
    reached = target.met_by(amount)
    word = Word.MET if reached else Word.MISSED
    if too_few(*counts) if counts else _few_cases(standard, result):
        word = Word.TOO_FEW
    beyond = _beyond_chance(*counts, target) if counts else None
    return Verdict(word, reached, target, interval, beyond, provisional)


def level_reached(standard: Measured, result: Result) -> Fraction | None:
    """Return the exact level that a result comes to; None where nobody stands behind it."""
    return None if of_no_case(standard, result) else result.amount


def of_no_case(standard: Measured, result: Result) -> bool:
    """Return whether nobody stands behind a result: an average of no cases is none, not zero."""
    shape = counted_on(standard, result.period.start).measure.shape
    return shape.counts_cases and result.number_of_cases == 0


def without_target(standard: Standard, limit: Quantity | None) -> Word:
    """Return why nothing can be judged where there was no target, but perhaps a limit."""
    changed = any(change.field is ChangedField.TARGET for change in standard.changes)
    if standard.target is not None or changed or any(row.target for row in standard.aims):
        return Word.NO_AIM_THEN
    return Word.NOT_HOW_OFTEN if limit else Word.NO_LEVEL


def _counts(standard: Standard, result: Result) -> tuple[int | Fraction, int] | None:
    """Return how many cases kept the promise, and of how many, where chance may speak of them.

    Of a published percentage the number kept is not exact: it is as the percentage was rounded.
    Dollars and minutes are no cases of their own, and are left alone.
    """
    if not (standard.measure.shape.is_share and chance_speaks(standard.measure)):
        return None
    if result.met is not None:
        return (result.met, result.total) if result.total else None
    if result.value is None or not result.cases or not 0 <= result.value <= 100:
        return None
    return Fraction(result.value) * result.cases / 100, result.cases


def _few_cases(standard: Standard, result: Result) -> bool:
    return (
        chance_speaks(standard.measure)
        and standard.measure.shape.counts_cases
        and result.cases is not None
        and result.cases < FEWEST_CASES
    )


def _beyond_chance(met: int | Fraction, total: int, target: Target) -> bool | None:
    if not target.level.is_share:
        return None
    levels = [level.amount / 100 for level in (target.level, target.upper) if level is not None]
    return all(beyond_chance(met, total, level) is not Chance.INSIDE for level in levels)
