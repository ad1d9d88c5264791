"""The pattern over time in plain words; the terms of the method stay on the method's page."""

from __future__ import annotations

from charters.judging.patterns import Pattern
from charters.judging.spc import FEWEST_POINTS, Assurance, Better, Kind, Rule
from charters.model.periods import Frequency
from charters.publishing.speech import Speech


def pattern_words(speech: Speech, pattern: Pattern | None, reported: Frequency | None) -> str:
    """Return what the results show over time in one or two sentences; '' when it is too early."""
    if pattern is None or not pattern.enough or pattern.xmr.variation is None:
        return ""
    parts = [_variation(speech, pattern), _assurance(speech, pattern, reported)]
    if pattern.xmr.early:
        count = speech.number(pattern.xmr.count)
        parts.append(speech.gettext("This is an early view, from {count} results.").format(count=count))
    return " ".join(part for part in parts if part)


def too_early_words(speech: Speech, pattern: Pattern | None) -> str:
    """Return how many results a pattern still needs; '' when there are enough."""
    if pattern is None or pattern.enough:
        return ""
    return speech.gettext("Not enough results yet to see a pattern: {count} of {needed}.").format(
        count=speech.number(pattern.xmr.count), needed=speech.number(FEWEST_POINTS)
    )


def _variation(speech: Speech, pattern: Pattern) -> str:
    _ = speech.gettext
    if not pattern.xmr.judged:
        return _("The results hardly vary, so there is no pattern to judge.")
    point = pattern.xmr.points[-1]
    if point.kind is Kind.COMMON or point.rule is None:
        return _("Usual ups and downs.")
    direction = {
        Kind.IMPROVEMENT: _("better"),
        Kind.CONCERN: _("worse"),
        Kind.NEUTRAL_HIGH: _("higher"),
        Kind.NEUTRAL_LOW: _("lower"),
    }[point.kind]
    return _sentence(speech, point.rule).format(direction=direction)


def _sentence(speech: Speech, rule: Rule) -> str:
    _ = speech.gettext
    if rule in (Rule.OUTSIDE_ABOVE, Rule.OUTSIDE_BELOW):
        return _("The latest result is clearly {direction} than usual.")
    if rule in (Rule.TREND_UP, Rule.TREND_DOWN):
        return _("The results have been getting {direction} for at least seven periods in a row.")
    if rule in (Rule.SHIFT_ABOVE, Rule.SHIFT_BELOW):
        return _("The results have been {direction} than usual for at least seven periods in a row.")
    return _("The latest results are {direction} than usual.")


def _assurance(speech: Speech, pattern: Pattern, reported: Frequency | None) -> str:
    _ = speech.gettext
    if pattern.xmr.assurance is None or pattern.better is Better.NEITHER:
        return ""
    sentence = {
        Assurance.PASS: _("At this level we will meet our aim every time."),
        Assurance.FAIL: _("At this level we will miss our aim unless something changes."),
        Assurance.INCONSISTENT: _("At this level we will meet our aim in some {periods} and miss it in others."),
    }[pattern.xmr.assurance].format(periods=_periods(speech, reported))
    if pattern.xmr.steady:
        return sentence
    return f"{sentence} {_('The service is changing, so this may not last.')}"


def _periods(speech: Speech, reported: Frequency | None) -> str:
    _ = speech.gettext
    return {
        Frequency.MONTHLY: _("months"),
        Frequency.QUARTERLY: _("quarters"),
        Frequency.HALF_YEARLY: _("half-years"),
        Frequency.YEARLY: _("years"),
    }.get(reported, _("periods")) if reported else _("periods")


def met_lately_words(speech: Speech, pattern: Pattern | None) -> str:
    """Return the plain count beside the pattern: met in 3 of the last 12 results."""
    if pattern is None or pattern.met_lately[1] < 2:
        return ""
    met, count = pattern.met_lately
    return speech.gettext("Our aim was met in {met} of the last {count} results.").format(
        met=speech.number(met), count=speech.number(count)
    )
