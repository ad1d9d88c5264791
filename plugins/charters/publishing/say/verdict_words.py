"""The verdict in words: the fact first, then how sure; one word per verdict everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from charters.judging.figures import Published
from charters.judging.standings import Judged
from charters.judging.verdicts import Bucket, Verdict, Word, of_no_case
from charters.model.quantities import TIME_UNITS, Direction, Target, unit_named
from charters.model.results import Result
from charters.model.shapes import Shape
from charters.model.standards import Measured, Standard
from charters.publishing.say.speech import Speech, _n, rounded

MOST_DECIMALS = 27
"""So many tell any two shares of up to 15 digits from each other, and from any target."""


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A verdict as a page shows it."""

    kind: str
    """Which of the verdicts: also the name of its mark."""
    word: str
    why: str = ""
    """One sentence: how sure, or why there is no verdict."""
    provisional: bool = False


_COUNTED = {
    # Translators: behind a number of promises, such as "12 missed".
    Bucket.MISSED: _n("missed", "missed"),
    # Translators: behind a number of promises, such as "12 late".
    Bucket.LATE: _n("late", "late"),
    # Translators: behind a number of promises, such as "12 too few cases to tell".
    Bucket.TOO_FEW: _n("too few cases to tell", "too few cases to tell"),
    # Translators: behind a number of promises, such as "12 not measured, or no aim".
    Bucket.NOT_MEASURED: _n("not measured, or no aim", "not measured, or no aim"),
    # Translators: behind a number of promises, such as "12 met".
    Bucket.MET: _n("met", "met"),
}


def word_of(speech: Speech, word: Word) -> str:
    """Return the word a page prints for a verdict."""
    _ = speech.gettext
    return {
        Word.MET: _("Met"),
        Word.MISSED: _("Missed"),
        Word.TOO_FEW: _("Too few cases to tell"),
        Word.NO_CASES: _("No cases this period"),
        Word.NOT_MEASURED: _("Not measured yet"),
        Word.NO_TARGET: _("Measured, no aim"),
        Word.LATE: _("Late"),
        Word.NOT_REPORTED: _("Not reported"),
        Word.CHANGED: _("Changed, not comparable"),
        Word.NOT_COLLECTED: _("Not found"),
        Word.HIDDEN: _("Not shown"),
    }[word]


def bucket_word(speech: Speech, bucket: Bucket, count: int) -> str:
    """Return the words that stand behind one of the five headline counts."""
    one, many = _COUNTED[bucket]
    return speech.ngettext(one, many, count)


def verdict_view(speech: Speech, standard: Standard, verdict: Verdict) -> VerdictView:
    """Return a verdict in words."""
    return VerdictView(
        kind=verdict.word.value,
        word=word_of(speech, verdict.word),
        why=_why(speech, standard, verdict),
        provisional=verdict.provisional,
    )


def _why(speech: Speech, standard: Standard, verdict: Verdict) -> str:
    _ = speech.gettext
    day = speech.day(verdict.on) if verdict.on else ""
    if verdict.word is Word.NOT_MEASURED and not standard.measure.shape.is_measured:
        return _("This is a promise in words. We do not measure it yet.")
    if verdict.word is Word.LATE:
        return _("The next result was due on {day} and is not published.").format(day=day)
    if verdict.word is Word.CHANGED:
        return _(
            "The promise was changed on {day}; results before and after cannot be compared."
        ).format(day=day)
    if verdict.word in (Word.MET, Word.MISSED):
        return _how_sure(speech, verdict)
    return {
        Word.TOO_FEW: _("The counts are shown, but so few cases say little about the service."),
        Word.NO_CASES: _("Nobody asked for this in the period, so there is nothing to judge."),
        Word.NOT_MEASURED: _("No result has been published yet."),
        Word.NO_TARGET: _("There was no published aim to hold this result against."),
        Word.NOT_REPORTED: _("A result was due for this period and was not published."),
        Word.NOT_COLLECTED: _("No result was found in the documents used."),
        Word.HIDDEN: _("So few people stand behind this figure that we may not show it."),
    }.get(verdict.word, "")


def _how_sure(speech: Speech, verdict: Verdict) -> str:
    _ = speech.gettext
    if verdict.beyond_chance is None or verdict.target is None:
        return ""
    if not verdict.beyond_chance:
        return _("So close to the aim that chance alone could have made the difference.")
    if not verdict.reached:
        return _("Clearly short of the aim: more than chance can explain.")
    if verdict.target.direction is Direction.INSIDE:
        return _("Clearly within the aim: more than chance can explain.")
    return _("Clearly better than the aim: more than chance can explain.")


def result_words(speech: Speech, standard: Measured, result: Result, target: Target | None) -> str:
    """Return how we did in words: 84 of every 100 calls; 12.8 minutes on average."""
    _ = speech.gettext
    measure = standard.measure
    if result.hidden:
        return _("Not shown, to protect privacy [c]")
    if result.answer is not None:
        return _("Yes") if result.answer else _("No")
    amount = result.amount
    if amount is None or of_no_case(standard, result):
        return _("No cases")
    if measure.shape.is_share:
        return _of_every_100(speech, standard, result, amount, target)
    unit = speech.say(measure.unit).words if measure.unit else ""
    value = speech.measured(result.value or Decimal(0), _time_unit(unit))
    return _in_shape(speech, standard, value)


def words_of(speech: Speech, standard: Measured, judged: Judged | Published) -> str:
    """Return a result in words, against the target it was judged by."""
    return result_words(speech, standard, judged.result, judged.target)


def with_counts(speech: Speech, standard: Standard, result: Result, target: Target | None) -> str:
    """Return a result in words, and its counts behind it."""
    words, counts = result_words(speech, standard, result, target), counts_words(speech, result)
    return f"{words} ({counts})" if counts else words


def _time_unit(unit: str) -> str:
    name = unit_named(unit) if unit else ""
    return name if name in TIME_UNITS or name == "%" else unit


def _in_shape(speech: Speech, standard: Measured, value: str) -> str:
    _ = speech.gettext
    measure = standard.measure
    things = speech.say(measure.of).words if measure.of else _("cases")
    if measure.shape is Shape.MEAN:
        return _("{value} on average").format(value=value)
    if measure.shape is Shape.MEDIAN:
        return _("{value} or less for half of all {things}").format(value=value, things=things)
    if measure.shape is Shape.PERCENTILE and measure.percentile is not None:
        share = speech.number(measure.percentile)
        return _("{value} or less for {share} of every 100 {things}").format(
            value=value, share=share, things=things
        )
    if measure.shape is Shape.SCORE and measure.scale is not None:
        low, high = speech.number(measure.scale.min), speech.number(measure.scale.max)
        return _("{value} on a scale from {low} to {high}").format(value=value, low=low, high=high)
    if measure.shape is Shape.RATE and measure.per is not None:
        return _("{value} for every {base} {things}").format(
            value=value, base=speech.number(measure.per), things=things
        )
    return value


def _of_every_100(
    speech: Speech, standard: Measured, result: Result, amount: Fraction, target: Target | None
) -> str:
    _ = speech.gettext
    shown, form = share_shown(amount, result, target)
    things = speech.say(standard.measure.of).words if standard.measure.of else ""
    level = _("{number} of every 100 {things}") if things else _("{number} of every 100")
    words = {
        "": "{level}",
        # Translators: {level} is "90 of every 100", or "90 of every 100 calls".
        "just under": _("just under {level}"),
        "just over": _("just over {level}"),
        "more than": _("more than {level}"),
        "fewer than": _("fewer than {level}"),
    }[form]
    return words.format(level=level.format(number=speech.number(shown), things=things))


def share_shown(amount: Fraction, result: Result, target: Target | None) -> tuple[Decimal, str]:
    """Return a share rounded for display, and the words that keep the rounding honest.

    Rounding never turns a miss into a hit, some into all, or a few into none.
    """
    if result.value is not None:
        return result.value, ""
    return _rounded_share(amount, target, _decimals(target))


def share_figure(amount: Fraction, target: Target | None, decimals: int | None = None) -> Decimal:
    """Return a share as a bare number: rounded, with more decimals where rounding would mislead."""
    start = _decimals(target) if decimals is None else decimals
    rounds = (_rounded_share(amount, target, more) for more in range(start, MOST_DECIMALS))
    return next(shown for shown, words in rounds if not words)


def _rounded_share(amount: Fraction, target: Target | None, decimals: int) -> tuple[Decimal, str]:
    shown, step = rounded(amount, decimals), Decimal(1).scaleb(-decimals)
    if shown == 100 and amount < 100:
        return shown - step, "more than"
    if shown == 0 and amount > 0:
        return step, "fewer than"
    if target is None or target.met_by(amount) or not target.met_by(shown):
        return shown, ""
    return shown, "just under" if amount < shown else "just over"


def _decimals(target: Target | None) -> int:
    """Return the decimals an aim is written with: a result beside it has as many."""
    levels = (target.level, target.upper) if target else ()
    exponents = (level.amount.normalize().as_tuple().exponent for level in levels if level)
    return max([0, *(-int(exponent) for exponent in exponents)])


def counts_words(speech: Speech, result: Result) -> str:
    """Return the raw counts: 2,310 of 2,750; or how many cases stand behind a value."""
    _ = speech.gettext
    if result.hidden:
        return ""
    if result.met is not None and result.total is not None:
        return _("{met} of {total}").format(
            met=speech.number(result.met), total=speech.number(result.total)
        )
    if result.cases is not None:
        return speech.ngettext("{count} case", "{count} cases", result.cases).format(
            count=speech.number(result.cases)
        )
    return ""
