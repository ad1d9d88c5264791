"""The pattern over time in plain words; the terms of the method stay on the method's page."""

from __future__ import annotations

from collections.abc import Mapping

from charters.judging.patterns import Pattern
from charters.judging.spc import FEWEST_POINTS, Assurance, Better, Kind, Rule
from charters.model.periods import Frequency
from charters.publishing.say.speech import Speech


def pattern_words(speech: Speech, pattern: Pattern | None, reported: Frequency | None) -> str:
    """Return what the results show over time in one or two sentences; '' when it is too early."""
    if pattern is None or not pattern.enough or pattern.xmr.variation is None:
        return ""
    parts = [_variation(speech, pattern), _assurance(speech, pattern, reported)]
    if pattern.xmr.early:
        count = speech.number(pattern.xmr.count)
        parts.append(
            speech.gettext("This is an early view, from {count} results.").format(count=count)
        )
    return " ".join(part for part in parts if part)


def in_short(speech: Speech, pattern: Pattern | None, reported: Frequency | None) -> str:
    """Return the pattern; where it is too early for one, how often the aim was met lately."""
    return pattern_words(speech, pattern, reported) or met_lately_words(speech, pattern)


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
    return _change(speech, point.rule)[point.kind]


def _change(speech: Speech, rule: Rule) -> Mapping[Kind, str]:
    """Return what a rule noticed, whole sentences: other languages bend each word of them."""
    _ = speech.gettext
    if rule in (Rule.OUTSIDE_ABOVE, Rule.OUTSIDE_BELOW):
        return {
            Kind.IMPROVEMENT: _("The latest result is clearly better than usual."),
            Kind.CONCERN: _("The latest result is clearly worse than usual."),
            Kind.NEUTRAL_HIGH: _("The latest result is clearly higher than usual."),
            Kind.NEUTRAL_LOW: _("The latest result is clearly lower than usual."),
        }
    if rule in (Rule.TREND_UP, Rule.TREND_DOWN):
        return {
            Kind.IMPROVEMENT: _("The results have been getting better for at least seven periods in a row."),
            Kind.CONCERN: _("The results have been getting worse for at least seven periods in a row."),
            Kind.NEUTRAL_HIGH: _("The results have been getting higher for at least seven periods in a row."),
            Kind.NEUTRAL_LOW: _("The results have been getting lower for at least seven periods in a row."),
        }  # fmt: skip
    if rule in (Rule.SHIFT_ABOVE, Rule.SHIFT_BELOW):
        return {
            Kind.IMPROVEMENT: _("The results have been better than usual for at least seven periods in a row."),
            Kind.CONCERN: _("The results have been worse than usual for at least seven periods in a row."),
            Kind.NEUTRAL_HIGH: _("The results have been higher than usual for at least seven periods in a row."),
            Kind.NEUTRAL_LOW: _("The results have been lower than usual for at least seven periods in a row."),
        }  # fmt: skip
    return {
        Kind.IMPROVEMENT: _("The latest results are better than usual."),
        Kind.CONCERN: _("The latest results are worse than usual."),
        Kind.NEUTRAL_HIGH: _("The latest results are higher than usual."),
        Kind.NEUTRAL_LOW: _("The latest results are lower than usual."),
    }


def _assurance(speech: Speech, pattern: Pattern, reported: Frequency | None) -> str:
    _ = speech.gettext
    if pattern.xmr.assurance is None or pattern.better is Better.NEITHER:
        return ""
    if not pattern.xmr.steady:
        return _unsteady(speech, pattern.xmr.assurance)
    return {
        Assurance.PASS: _("At this level we will meet our aim every time."),
        Assurance.FAIL: _("At this level we will miss our aim unless something changes."),
        Assurance.INCONSISTENT: _now_and_then(speech, reported),
    }[pattern.xmr.assurance]


def _unsteady(speech: Speech, assurance: Assurance) -> str:
    """Return the assurance of a service that is changing: it rests on all results, not on the last."""
    _ = speech.gettext
    return {
        Assurance.PASS: _(
            "Over all these results we would meet our aim every time, but the service is changing, "
            "so this may not last."
        ),
        Assurance.FAIL: _(
            "Over all these results we would miss our aim every time, but the service is changing, "
            "so this may not last."
        ),
        Assurance.INCONSISTENT: _(
            "The service is changing, so these results say little about the next ones."
        ),
    }[assurance]


def _now_and_then(speech: Speech, reported: Frequency | None) -> str:
    _ = speech.gettext
    by_frequency = {
        Frequency.MONTHLY: _("At this level we will meet our aim in some months and miss it in others."),
        Frequency.QUARTERLY: _("At this level we will meet our aim in some quarters and miss it in others."),
        Frequency.HALF_YEARLY: _("At this level we will meet our aim in some half-years and miss it in others."),
        Frequency.YEARLY: _("At this level we will meet our aim in some years and miss it in others."),
    }  # fmt: skip
    otherwise = _("At this level we will meet our aim in some periods and miss it in others.")
    return by_frequency.get(reported, otherwise) if reported else otherwise


def met_lately_words(speech: Speech, pattern: Pattern | None) -> str:
    """Return the plain count beside the pattern: met in 3 of the last 12 results."""
    if pattern is None or pattern.met_lately[1] < 2:
        return ""
    met, count = pattern.met_lately
    words = {
        0: speech.gettext("Our aim was met in none of the last {count} results."),
        count: speech.gettext("Our aim was met in all of the last {count} results."),
    }.get(met, speech.gettext("Our aim was met in {met} of the last {count} results."))
    return words.format(met=speech.number(met), count=speech.number(count))
