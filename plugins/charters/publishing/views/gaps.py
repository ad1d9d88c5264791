"""How our level lies to another one, in a sentence; near misses in failures."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import NamedTuple

from charters.judging.comparators import amount_of, lower_is_better
from charters.judging.verdicts import level_reached
from charters.model.benchmarks import Basis, Benchmark
from charters.model.periods import Period, month_after
from charters.model.quantities import PERCENT, TIME_UNITS
from charters.model.results import Result
from charters.model.shapes import Shape
from charters.model.standards import Measured, Standard, StandardType
from charters.publishing.say.distances import measured_words, rounded_alike, shown_amount
from charters.publishing.say.result_words import MOST_DECIMALS
from charters.publishing.say.speech import Said, Speech, _n, rounded
from charters.publishing.views.facts import Sayable, put

NEARLY_ALL = 90
"""Where both keep so many of every 100, those that were not kept tell more."""


class Gap(NamedTuple):
    """One sentence on a gap, twice: as the agency says it, and as a page on several agencies does."""

    ours: Said
    named: Said


# Names stand in brackets: nobody can tell which of them takes an article, in which language.
_SAME = _n(
    "{when} our level was the same: {mine} ({who}).",
    "{when} the level was the same: {mine} ({agency}; {who}).",
)
_MORE_TIME = _n(
    "{when} we took {gap} longer: {mine} against {theirs} ({who}).",
    "{when} it took {gap} longer: {mine} ({agency}) against {theirs} ({who}).",
)
_LESS_TIME = _n(
    "{when} we took {gap} less: {mine} against {theirs} ({who}).",
    "{when} it took {gap} less: {mine} ({agency}) against {theirs} ({who}).",
)
_ABOVE = _n(
    "{when} our level was {gap} higher: {mine} against {theirs} ({who}).",
    "{when} the level was {gap} higher: {mine} ({agency}) against {theirs} ({who}).",
)
_BELOW = _n(
    "{when} our level was {gap} lower: {mine} against {theirs} ({who}).",
    "{when} the level was {gap} lower: {mine} ({agency}) against {theirs} ({who}).",
)
_MORE = _n(
    "{when} we had {gap} more: {mine} against {theirs} ({who}).",
    "{when} there were {gap} more: {mine} ({agency}) against {theirs} ({who}).",
)
_FEWER = _n(
    "{when} we had {gap} fewer: {mine} against {theirs} ({who}).",
    "{when} there were {gap} fewer: {mine} ({agency}) against {theirs} ({who}).",
)
_LATE = _n(
    "{when}, {mine} of every {base} of our {things} were late, against {theirs} ({who}).",
    "{when}, {mine} of every {base} {things} were late ({agency}), against {theirs} ({who}).",
)
_TOO_LONG = _n(
    "{when}, {mine} of every {base} of our {things} took too long, against {theirs} ({who}).",
    "{when}, {mine} of every {base} {things} took too long ({agency}), against {theirs} ({who}).",
)
_SHORT = _n(
    "{when}, {mine} of every {base} of our {things} fell short, against {theirs} ({who}).",
    "{when}, {mine} of every {base} {things} fell short ({agency}), against {theirs} ({who}).",
)
_FAILED = {StandardType.TIMELINESS: _LATE, StandardType.WAITING: _TOO_LONG}


NO_GAP = Gap(Said(""), Said(""))


def gap_between(
    speech: Speech, standard: Measured, agency: Said, ours: Result, other: Benchmark
) -> Gap:
    """Return how our result lies to a comparator's level, with the time of each (D6).

    It is empty where the two do not fit, or our result may not be told.
    """
    mine, theirs = level_reached(standard, ours), amount_of(standard, other)
    if mine is None or theirs is None or ours.hidden:
        return NO_GAP
    when = _during(speech, standard, ours.period)
    near = standard.measure.result_unit == PERCENT and min(mine, theirs) >= NEARLY_ALL
    if near and mine != theirs and other.basis is Basis.RESULT and not lower_is_better(standard):
        said, words = _in_failures(speech, standard, mine, theirs)
    else:
        said, words = _in_levels(speech, standard, mine, theirs)
    given: dict[str, Sayable] = {"when": when, "agency": agency, **said}
    given["who"] = _who(speech, other, ours.period)
    return Gap(*(put(speech, speech.gettext(message), **given) for message in words))


def _who(speech: Speech, other: Benchmark, period: Period) -> Said:
    """Return whose level it is, whether it is only promised, and its time where that is another."""
    who = speech.say(other.organization)
    if other.basis is Basis.PROMISE:
        who = put(speech, speech.gettext("{who}, a promise"), who=who)
    if other.date and other.date.days != period.days:
        who = put(speech, "{who}, {period}", who=who, period=other.date)
    return who


def _in_levels(
    speech: Speech, standard: Measured, mine: Fraction, theirs: Fraction
) -> tuple[dict[str, str], tuple[str, str]]:
    unit = standard.measure.result_unit
    if mine == theirs:
        level = speech.number(shown_amount(mine))
        every = speech.gettext("{number} of every 100").format(number=level)
        return {"mine": every if unit == PERCENT else measured_words(speech, mine, unit)}, _SAME
    words = _words_for(standard, mine, theirs)
    if unit in ("minute", "hour") and any(amount.denominator != 1 for amount in (mine, theirs)):
        amounts = {"mine": mine, "theirs": theirs, "gap": abs(mine - theirs)}
        return {name: measured_words(speech, one, unit) for name, one in amounts.items()}, words
    if unit == PERCENT:
        here, there, gap = rounded_alike(mine, theirs)
        things = speech.say(standard.measure.of).words if standard.measure.of else ""
        share = speech.gettext("{number} of every 100 {things}")
        far = share.format(number=speech.number(gap), things=things).strip()
    else:  # These stand on the page as they were published.
        gap = shown_amount(abs(mine - theirs))
        decimals = -int(gap.as_tuple().exponent)
        here, there = (shown_amount(amount, decimals) for amount in (mine, theirs))
        far = speech.measured(gap, unit)
    return {"gap": far, "mine": speech.number(here), "theirs": speech.number(there)}, words


def _words_for(standard: Measured, mine: Fraction, theirs: Fraction) -> tuple[str, str]:
    unit, more = standard.measure.result_unit, mine > theirs
    if unit in TIME_UNITS and lower_is_better(standard):
        return _MORE_TIME if more else _LESS_TIME
    if unit in (PERCENT, *TIME_UNITS) or standard.measure.shape is Shape.SCORE:
        return _ABOVE if more else _BELOW
    return _MORE if more else _FEWER


def _in_failures(
    speech: Speech, standard: Measured, mine: Fraction, theirs: Fraction
) -> tuple[dict[str, str], tuple[str, str]]:
    failed = 1 - mine / 100, 1 - theirs / 100
    base = next(base for base in (10**n for n in range(2, MOST_DECIMALS)) if _tells(failed, base))
    ours, others = (speech.number(rounded(part * base, 0)) for part in failed)
    of = standard.measure.of
    said = {
        "mine": ours,
        "theirs": others,
        "base": speech.number(base),
        "things": speech.say(of).words if of else speech.gettext("cases"),
    }
    kind = standard.type if isinstance(standard, Standard) else StandardType.OTHER
    return said, _FAILED.get(kind, _SHORT)


def _tells(parts: tuple[Fraction, Fraction], base: int) -> bool:
    """Return whether so many whole cases tell two shares apart, and none of them from nothing."""
    counts = [rounded(part * base, 0) for part in parts]
    exact = all((part * base).denominator == 1 for part in parts)
    seen = all(bool(count) == bool(part) for count, part in zip(counts, parts, strict=True))
    return seen and counts[0] != counts[1] and (exact or base > 100)


def _during(speech: Speech, standard: Measured, period: Period) -> str:
    """Return when a result is of, as the beginning of a sentence: In 2017; From May to July 2024."""
    _ = speech.gettext
    if standard.measure.shape is Shape.BACKLOG:
        return _("On {day}").format(day=speech.day(period.end))
    said = speech.period(period)
    if period.start == period.end:
        return _("On {day}").format(day=said)
    whole_year = (period.start.month, period.end.month) == (1, 12)
    months = 12 if whole_year else 1
    if month_after(period.start, months) - period.end == timedelta(1) and period.start.day == 1:
        return _("In {period}").format(period=said)
    return _("From {period}").format(period=said)
