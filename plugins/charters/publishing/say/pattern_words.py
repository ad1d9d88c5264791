"""The pattern over time in plain words; the terms of the method stay on the method's page."""

from __future__ import annotations

from collections.abc import Mapping

from charters.judging.patterns import Pattern
from charters.judging.spc import FEWEST_POINTS, Assurance, Meaning, Point, Rule
from charters.model.periods import Frequency
from charters.publishing.say.pieces import filled, in_a_row
from charters.publishing.say.speech import Said, Speech

_TWO_YEARS = 730
"""Months."""


def pattern_words(speech: Speech, pattern: Pattern | None, reported: Frequency | None) -> str:
    """Return what the results show over time in one or two sentences; '' when it is too early."""
    if pattern is None or not pattern.enough or pattern.xmr.variation is None:
        return ""
    if pattern.moved:
        return " ".join(filter(None, (_trend(speech, pattern), _moved(speech, pattern, reported))))
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
    """Return what a pattern still needs: more results, or equal steps between them; else ''."""
    if pattern is None or pattern.enough:
        return ""
    if pattern.xmr.count >= FEWEST_POINTS:
        return speech.gettext(
            "These results do not follow on each other at equal steps, so we read no pattern from them."
        )
    if not pattern.regular:
        return ""
    return speech.gettext("Not enough results yet to see a pattern: {count} of {needed}.").format(
        count=speech.number(pattern.xmr.count), needed=speech.number(FEWEST_POINTS)
    )


def anew_words(speech: Speech, pattern: Pattern | None) -> Said:
    """Return since when what is usual is found anew, after what, and why; '' where it never was."""
    if pattern is None or not pattern.restarts:
        return Said("")
    event = pattern.restarts[-1][1]
    what = speech.say(event.what)
    words = speech.gettext("What is usual is told only from results since {day}: {what}.")
    bare = what._replace(words=what.words.rstrip("."))
    told = filled(words, day=Said(speech.day(event.date)), what=bare)
    return in_a_row(told, speech.said(event.reason) or "")


def mark_word(speech: Speech, point: Point) -> str:
    """Return what a rule noticed of one result, as short as a chart needs it; '' for nothing."""
    _ = speech.gettext
    better, worse = _("getting better"), _("getting worse")
    trend = {Meaning.IMPROVEMENT: better, Meaning.CONCERN: worse}
    return {
        None: "",
        Rule.OUTSIDE_ABOVE: _("far above usual"),
        Rule.OUTSIDE_BELOW: _("far below usual"),
        Rule.TREND_UP: trend.get(point.kind, _("rising")),
        Rule.TREND_DOWN: trend.get(point.kind, _("falling")),
        Rule.TWO_OF_THREE_ABOVE: _("near the upper end of usual"),
        Rule.TWO_OF_THREE_BELOW: _("near the lower end of usual"),
        Rule.SHIFT_ABOVE: _("a run above the average"),
        Rule.SHIFT_BELOW: _("a run below the average"),
    }[point.rule]


def _variation(speech: Speech, pattern: Pattern) -> str:
    _ = speech.gettext
    if not pattern.xmr.judged:
        return _("The results hardly vary, so there is no pattern to judge.")
    point = pattern.points[-1]
    if point.kind is Meaning.COMMON or point.rule is None:
        return _("Usual ups and downs.")
    return _change(speech, point.rule)[point.kind]


def _trend(speech: Speech, pattern: Pattern) -> str:
    """Return where the results are going: that is so whether or not there is a usual range."""
    point = pattern.xmr.points[-1]
    trend = point.rule in (Rule.TREND_UP, Rule.TREND_DOWN)
    return _change(speech, point.rule)[point.kind] if trend and point.rule else ""


def _moved(speech: Speech, pattern: Pattern, reported: Frequency | None) -> str:
    _ = speech.gettext
    if reported and pattern.xmr.count * reported.days < _TWO_YEARS:
        return _("The level moved over these months, so there is no usual range.")
    return _("The level moved over these years, so there is no usual range.")


def _change(speech: Speech, rule: Rule) -> Mapping[Meaning, str]:
    """Return what a rule noticed, whole sentences: other languages bend each word of them."""
    _ = speech.gettext
    if rule in (Rule.OUTSIDE_ABOVE, Rule.OUTSIDE_BELOW):
        return {
            Meaning.IMPROVEMENT: _("The latest result is clearly better than usual."),
            Meaning.CONCERN: _("The latest result is clearly worse than usual."),
            Meaning.NEUTRAL_HIGH: _("The latest result is clearly higher than usual."),
            Meaning.NEUTRAL_LOW: _("The latest result is clearly lower than usual."),
        }
    if rule in (Rule.TREND_UP, Rule.TREND_DOWN):
        return {
            Meaning.IMPROVEMENT: _("The results are getting better: at least six times in a row, each was better than the one before."),
            Meaning.CONCERN: _("The results are getting worse: at least six times in a row, each was worse than the one before."),
            Meaning.NEUTRAL_HIGH: _("The results are rising: at least six times in a row, each was higher than the one before."),
            Meaning.NEUTRAL_LOW: _("The results are falling: at least six times in a row, each was lower than the one before."),
        }  # fmt: skip
    if rule in (Rule.SHIFT_ABOVE, Rule.SHIFT_BELOW):
        return {
            Meaning.IMPROVEMENT: _("At least the last seven results were all better than the average."),
            Meaning.CONCERN: _("At least the last seven results were all worse than the average."),
            Meaning.NEUTRAL_HIGH: _("At least the last seven results were all above the average."),
            Meaning.NEUTRAL_LOW: _("At least the last seven results were all below the average."),
        }  # fmt: skip
    return {
        Meaning.IMPROVEMENT: _("Of the last three results, two are near the better end of the usual range."),
        Meaning.CONCERN: _("Of the last three results, two are near the worse end of the usual range."),
        Meaning.NEUTRAL_HIGH: _("Of the last three results, two are near the upper end of the usual range."),
        Meaning.NEUTRAL_LOW: _("Of the last three results, two are near the lower end of the usual range."),
    }  # fmt: skip


def _assurance(speech: Speech, pattern: Pattern, reported: Frequency | None) -> str:
    _ = speech.gettext
    if pattern.assurance is None:
        return ""
    if not pattern.xmr.steady:
        return _unsteady(speech, pattern.assurance)
    return {
        Assurance.PASS: _("At this level we will meet our aim every time."),
        Assurance.FAIL: _("At this level we will miss our aim unless something changes."),
        Assurance.INCONSISTENT: _now_and_then(speech, reported),
    }[pattern.assurance]


def _unsteady(speech: Speech, assurance: Assurance) -> str:
    """Return the assurance where results are not steady: it rests on all results, not on the last."""
    _ = speech.gettext
    return {
        Assurance.PASS: _(
            "Over all these results we would meet our aim every time, but the results are not steady, "
            "so this may not last."
        ),
        Assurance.FAIL: _(
            "Over all these results we would miss our aim every time, but the results are not steady, "
            "so this may not last."
        ),
        Assurance.INCONSISTENT: _(
            "The results are not steady, so they say little about the next ones."
        ),
    }[assurance]


def _now_and_then(speech: Speech, reported: Frequency | None) -> str:
    _ = speech.gettext
    by_frequency = {
        Frequency.WEEKLY: _("At this level we will meet our aim in some weeks and miss it in others."),
        Frequency.FOUR_WEEKLY: _("At this level we will meet our aim in some periods of four weeks and miss it in others."),
        Frequency.TWO_YEARLY: _("At this level we will meet our aim in some periods of two years and miss it in others."),
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
    _ = speech.gettext
    words = {
        0: _("Our aim was met in none of the last {count} results."),
        count: _("Our aim was met in all of the last {count} results."),
    }.get(met, _("Our aim was met in {met} of the last {count} results."))
    if pattern.left_out:
        words = {
            0: _("Our aim was met in none of the last {count} results that can be judged."),
            count: _("Our aim was met in all of the last {count} results that can be judged."),
        }.get(met, _("Our aim was met in {met} of the last {count} results that can be judged."))
    return words.format(met=speech.number(met), count=speech.number(count))
