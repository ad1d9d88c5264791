"""How our level lies to another one, in a sentence; near misses in failures."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from charters.judging.comparators import amount_of, lower_is_better
from charters.judging.verdicts import level_reached
from charters.model.benchmarks import Basis, Benchmark
from charters.model.offered import StandardType
from charters.model.periods import Period, month_after
from charters.model.quantities import PERCENT, TIME_UNITS
from charters.model.results import Result
from charters.model.shapes import Shape
from charters.model.standards import Measured, Standard
from charters.publishing.say.distances import measured_words, rounded_alike, shown_amount
from charters.publishing.say.result_words import MOST_DECIMALS, every_100
from charters.publishing.say.speech import Said, Speech, rounded
from charters.publishing.say.units import IN_TWO
from charters.publishing.views.facts import Sayable, put

NEARLY_ALL = 90
"""Where both keep so many of every 100, those that were not kept tell more."""


def gap_between(
    speech: Speech, standard: Measured, agency: Said, ours: Result, other: Benchmark
) -> Said:
    """Return how our result lies to a comparator's level, with the time of each (D6).

    It is empty where the two do not fit, or our result may not be told.
    """
    mine, theirs = level_reached(standard, ours), amount_of(standard, other)
    if mine is None or theirs is None or ours.hidden:
        return Said("")
    when = _during(speech, standard, ours.period)
    near = standard.measure.result_unit == PERCENT and min(mine, theirs) >= NEARLY_ALL
    if near and mine != theirs and other.basis is Basis.RESULT and not lower_is_better(standard):
        said, message = _in_failures(speech, standard, mine, theirs)
    else:
        said, message = _in_levels(speech, standard, mine, theirs)
    given: dict[str, Sayable] = {"when": when, "agency": agency, **said}
    given["who"] = _who(speech, other, ours.period)
    return put(speech, message, **given)


def _who(speech: Speech, other: Benchmark, period: Period) -> Said:
    """Return whose level it is, whether it is only promised, and its time where that is another."""
    who = speech.say(other.organization)
    if other.basis is Basis.PROMISE:
        who = put(speech, speech.gettext("{who}, a promise"), who=who)
    if other.date and other.date != period:
        who = put(speech, "{who}, {period}", who=who, period=other.date)
    return who


def _in_levels(
    speech: Speech, standard: Measured, mine: Fraction, theirs: Fraction
) -> tuple[dict[str, str], str]:
    unit = standard.measure.result_unit
    if mine == theirs:
        level = speech.number(shown_amount(mine))
        every = speech.gettext("{number} of every 100").format(number=level)
        return {
            "mine": every if unit == PERCENT else measured_words(speech, mine, unit)
        }, speech.gettext("{when} our level was the same: {mine} ({who}).")
    words = _words_for(speech, standard, more=mine > theirs)
    if unit in IN_TWO and any(amount.denominator != 1 for amount in (mine, theirs)):
        amounts = {"mine": mine, "theirs": theirs, "gap": abs(mine - theirs)}
        return {name: measured_words(speech, one, unit) for name, one in amounts.items()}, words
    if unit == PERCENT:
        here, there, gap = rounded_alike(mine, theirs)
        things = speech.things(standard.measure.of)
        share = every_100(speech, gap) if things else speech.gettext("{number} of every 100")
        far = share.format(number=speech.number(gap), things=things)
    else:  # These stand on the page as they were published.
        gap = shown_amount(abs(mine - theirs))
        decimals = -int(gap.as_tuple().exponent)
        here, there = (shown_amount(amount, decimals) for amount in (mine, theirs))
        far = speech.measured(gap, unit)
    return {"gap": far, "mine": speech.number(here), "theirs": speech.number(there)}, words


def _words_for(speech: Speech, standard: Measured, *, more: bool) -> str:
    _, unit = speech.gettext, standard.measure.result_unit
    if unit in TIME_UNITS and lower_is_better(standard):
        less = _("{when} we took {gap} less: {mine} against {theirs} ({who}).")
        return _("{when} we took {gap} longer: {mine} against {theirs} ({who}).") if more else less
    if unit in (PERCENT, *TIME_UNITS) or standard.measure.shape is Shape.SCORE:
        lower = _("{when} our level was {gap} lower: {mine} against {theirs} ({who}).")
        return (
            _("{when} our level was {gap} higher: {mine} against {theirs} ({who}).")
            if more
            else lower
        )
    fewer = _("{when} we had {gap} fewer: {mine} against {theirs} ({who}).")
    return _("{when} we had {gap} more: {mine} against {theirs} ({who}).") if more else fewer


def _in_failures(
    speech: Speech, standard: Measured, mine: Fraction, theirs: Fraction
) -> tuple[dict[str, str], str]:
    failed = 1 - mine / 100, 1 - theirs / 100
    base = next(base for base in (10**n for n in range(2, MOST_DECIMALS)) if _tells(failed, base))
    ours, others = (speech.number(rounded(part * base, 0)) for part in failed)
    said = {
        "mine": ours,
        "theirs": others,
        "base": speech.number(base),
        "things": speech.things(standard.measure.of) or speech.gettext("cases"),
    }
    kind = standard.type if isinstance(standard, Standard) else StandardType.OTHER
    return said, _failed_words(speech, kind)


def _failed_words(speech: Speech, kind: StandardType) -> str:
    _ = speech.gettext
    return {
        StandardType.TIMELINESS: _(
            "{when}, {mine} of every {base} of our {things} were late, against {theirs} ({who})."
        ),
        StandardType.WAITING: _(
            "{when}, {mine} of every {base} of our {things} took too long, against {theirs} ({who})."
        ),
    }.get(
        kind,
        _("{when}, {mine} of every {base} of our {things} fell short, against {theirs} ({who})."),
    )


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
    if period.start == period.end:
        return _("On {day}").format(day=speech.day(period.end))
    whole_year = (period.start.month, period.end.month) == (1, 12)
    months = 12 if whole_year else 1
    if month_after(period.start, months) - period.end == timedelta(1) and period.start.day == 1:
        return _("In {period}").format(period=speech.period(period))
    if period.start.day == 1 == (period.end + timedelta(1)).day:
        first, last = speech.months_from_to(period)
        # Translators: months, as in "From May to July 2024".
        return _("From {first} to {last}").format(first=first, last=last)
    # Translators: "From March 10, 2025 to April 20, 2025".
    return _("From {days}").format(days=speech.period(period))
