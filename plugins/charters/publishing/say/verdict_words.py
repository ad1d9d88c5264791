"""The verdict in words: the fact first, then how sure; one word per verdict everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from charters.judging.figures import Published
from charters.judging.history import counted_on, judged_by
from charters.judging.standings import Judged, Standing
from charters.judging.verdicts import Bucket, Verdict, Word, level_reached
from charters.model.aims import PromisedLevel
from charters.model.periods import Period
from charters.model.quantities import TIME_UNITS, Direction, Target, unit_named
from charters.model.results import Result
from charters.model.shapes import Shape
from charters.model.standards import Measure, Measured, Standard, part_name
from charters.model.suspensions import Suspension
from charters.publishing.say.speech import Said, Speech, _n, has_decimals, rounded

MOST_DECIMALS = 27
"""So many tell any two shares of up to 15 digits from each other, and from any target."""


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A verdict as a page shows it."""

    kind: str
    """Which of the verdicts: also the name of its mark."""
    word: str
    why: str = ""
    """A sentence or two: how sure, or why there is no verdict."""
    provisional: bool = False
    age: str = ""
    """How long ago, where the result is old: `3 years ago`; it stands wherever the word stands."""
    late: str = ""
    """One sentence: since when the next result is late; '' while it is not."""


_COUNTED = {
    # Translators: behind a number of promises, such as "12 missed".
    Bucket.MISSED: _n("missed", "missed"),
    # Translators: behind a number of promises, such as "12 kept".
    Bucket.MET: _n("kept", "kept"),
    # Translators: behind a number of promises, such as "12 too few cases to tell".
    Bucket.TOO_FEW: _n("too few cases to tell", "too few cases to tell"),
    # Translators: behind a number of promises, such as "12 cannot be judged".
    Bucket.UNJUDGED: _n("cannot be judged", "cannot be judged"),
}


def word_of(speech: Speech, word: Word) -> str:
    """Return the word a page prints for a verdict; what cannot be judged says why (design 6.7)."""
    _ = speech.gettext
    return {
        Word.MET: _("Met"),
        Word.MISSED: _("Missed"),
        Word.TOO_FEW: _("Too few cases to tell"),
        Word.NO_LEVEL: _("Cannot be judged: no level promised"),
        Word.NOT_HOW_OFTEN: _("Cannot be judged: not promised how often"),
        Word.NO_AIM_THEN: _("Cannot be judged: no aim for that time"),
        Word.OLDER_PROMISE: _("Cannot be judged: measured under an older promise"),
        Word.OVER_SEASONS: _("Cannot be judged: over two seasons"),
        Word.CHANGED: _("Cannot be judged: the promise changed in this period"),
        Word.NO_CASES: _("No cases this period"),
        Word.NOT_AVAILABLE: _("Not available"),
        Word.SUSPENDED: _("Suspended"),
        Word.SUSPENDED_THEN: _("Suspended in that time"),
        Word.IN_WORDS: _("Cannot be judged: published in words only"),
        Word.HIDDEN: _("Cannot be judged: too few people to show"),
        Word.ONLY_PARTS: _("Cannot be judged: results of parts only"),
        Word.NONE_YET: _("Cannot be judged: no result yet"),
        Word.NOT_FOUND: _("Cannot be judged: no result found"),
        Word.NOT_REPORTED: _("Not reported"),
        Word.NOT_COLLECTED: _("Not found"),
    }[word]


def bucket_word(speech: Speech, bucket: Bucket, count: int) -> str:
    """Return the words that stand behind one of the four headline counts."""
    one, many = _COUNTED[bucket]
    return speech.ngettext(one, many, count)


def verdict_view(
    speech: Speech, standard: Standard, verdict: Verdict, *, compiled: bool = False
) -> VerdictView:
    """Return a verdict in words; of a compiled charter it says what was found, not what there is."""
    return VerdictView(
        kind=verdict.word.value,
        word=word_of(speech, verdict.word),
        why=_why(speech, standard, verdict, compiled=compiled),
        provisional=verdict.provisional,
    )


def standing_view(speech: Speech, standing: Standing) -> VerdictView:
    """Return where a promise stands in words: the verdict, its age, and what is late (design 6.5)."""
    compiled = standing.collected_until is not None
    view = verdict_view(speech, standing.standard, standing.verdict, compiled=compiled)
    if standing.verdict.word is Word.OLDER_PROMISE:
        view = replace(view, why=f"{_older(speech, standing)} {view.why}")
    without = (Word.NOT_AVAILABLE, Word.IN_WORDS)
    if standing.verdict.word in without or standing.verdict.suspended:
        view = replace(view, why=f"{view.why} {_before(speech, standing)}".strip())
    judged = standing.verdict.bucket is not Bucket.UNJUDGED
    return replace(
        view, age=ago_words(speech, standing) if judged else "", late=_late_words(speech, standing)
    )


def said_in_one(speech: Speech, view: VerdictView) -> str:
    """Return the word with its age, for a sentence: `Missed, 3 years ago`."""
    if not view.age:
        return view.word
    return speech.gettext("{verdict}, {age}").format(verdict=view.word, age=view.age)


def ago_words(speech: Speech, standing: Standing) -> str:
    """Return how long ago the period of the newest result ended, where it is old; else ''."""
    if not standing.is_old:
        return ""
    years, months = divmod(standing.months_old or 0, 12)
    if years:
        words = speech.ngettext("{count} year ago", "{count} years ago", years)
        return words.format(count=speech.number(years))
    words = speech.ngettext("{count} month ago", "{count} months ago", months)
    return words.format(count=speech.number(months))


def _late_words(speech: Speech, standing: Standing) -> str:
    _ = speech.gettext
    if standing.late_since is None:
        return ""
    words = _("The next result has been late since {day}.")
    if not (standing.judged or standing.parts):
        words = _("The first result has been late since {day}.")
    return words.format(day=speech.day(standing.late_since))


def _older(speech: Speech, standing: Standing) -> str:
    """Return what the newest result was measured under, when today's promise has none of its own."""
    _ = speech.gettext
    then = judged_by(standing.standard, standing.judged[-1].result.period).limit
    if then is not None and then != standing.standard.limit:
        words = _("This result was measured under an older promise ({level}).")
        return words.format(level=speech.amount(then))
    words = _("This result was measured before the promise was changed on {day}.")
    return words.format(day=speech.day(standing.verdict.on or standing.as_of))


def _before(speech: Speech, standing: Standing) -> str:
    """Return what the last result was, where none counts for the newest period."""
    if (last := standing.last_counted) is None:
        return ""
    words = speech.gettext("The result before, of {period}: {verdict}.")
    period = when_words(speech, standing.standard, last.result.period)
    return words.format(period=period, verdict=word_of(speech, last.verdict.word))


def _why(speech: Speech, standard: Standard, verdict: Verdict, *, compiled: bool) -> str:
    _ = speech.gettext
    if verdict.word in (Word.MET, Word.MISSED):
        return _how_sure(speech, verdict)
    if verdict.word is Word.NO_LEVEL and not standard.measure.shape.is_measured:
        return _(
            "This is a promise in words: it names no level that a result could be held against."
        )
    if verdict.word is Word.NOT_AVAILABLE:
        words = _("The agency says why there is no result: {reason}")
        return words.format(reason=f"{verdict.reason.rstrip('.')}.")
    if verdict.suspended is not None:
        return suspension_words(speech, verdict.suspended)
    if verdict.word is Word.CHANGED:
        day = speech.day(verdict.on) if verdict.on else ""
        return _(
            "The promise was changed on {day}, within this period, so the result is not judged."
        ).format(day=day)
    found = _not_found(speech) if compiled else {}
    return found.get(verdict.word) or {
        Word.TOO_FEW: _("The counts are shown, but so few cases say little about the service."),
        Word.NO_CASES: _("There was no case in this period, so there is nothing to judge."),
        Word.NO_LEVEL: _("The agency does not say what level it wants to keep, so we cannot say kept or missed."),
        Word.NOT_HOW_OFTEN: _("The agency does not say how often it wants to keep this, so we cannot say kept or missed."),
        Word.NO_AIM_THEN: _("There was no aim for the time of this result, so we cannot say kept or missed."),
        Word.OVER_SEASONS: _("The period lies partly in a season with an aim of its own, so that no one aim holds for it."),
        Word.OLDER_PROMISE: _("No result has been published for the promise of today."),
        Word.ONLY_PARTS: _("Results are published for parts only; each of them is judged by itself."),
        Word.NONE_YET: _("No result has been published yet."),
        Word.NOT_FOUND: _("No result was found in the documents used."),
        Word.NOT_REPORTED: _("A result was due for this period and was not published."),
        Word.NOT_COLLECTED: _("No result was found in the documents used."),
        Word.IN_WORDS: _("These are the agency's own words; there is no figure that could be held against the aim."),
        Word.HIDDEN: _("So few people stand behind this figure that we may not show it."),
    }.get(verdict.word, "")  # fmt: skip


def suspension_words(speech: Speech, suspended: Suspension) -> str:
    """Return since when a promise does not hold, or from when to when it did not, and why."""
    words = speech.gettext("Suspended {when}: {reason}")
    reason = f"{speech.say(suspended.reason).words.rstrip('.')}."
    return words.format(when=suspended_when(speech, suspended), reason=reason)


def suspended_when(speech: Speech, suspended: Suspension) -> str:
    """Return the time in which a promise does not hold: since a day, or from one to another."""
    if suspended.to is None:
        return speech.gettext("since {day}").format(day=speech.day(suspended.from_))
    if suspended.to == suspended.from_:
        return speech.gettext("on {day}").format(day=speech.day(suspended.to))
    words = speech.gettext("from {first} to {last}")
    return words.format(first=speech.day(suspended.from_), last=speech.day(suspended.to))


def _not_found(speech: Speech) -> Mapping[Word, str]:
    """Return what is said of a compiled charter: that it was not found, never that there is none."""
    _ = speech.gettext
    return {
        Word.NO_LEVEL: _("No level that the agency wants to keep was found in the documents used, so we cannot say kept or missed."),
        Word.NOT_HOW_OFTEN: _("How often the agency wants to keep this was not found in the documents used, so we cannot say kept or missed."),
        Word.NO_AIM_THEN: _("No aim of that time was found in the documents used, so we cannot say kept or missed."),
        Word.OLDER_PROMISE: _("No result for the promise of today was found in the documents used."),
    }  # fmt: skip


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
    standard = counted_on(standard, result.period.start)
    measure = standard.measure
    if not result.is_available:
        words = _("“{words}”").format(words=result.note.rstrip("."))
        return words if result.is_in_words else _("No figure")
    if result.hidden:
        return _("Not shown, to protect privacy [c]")
    if result.answer is not None:
        said = _("the agency says it kept this"), _("the agency says it did not keep this")
        return said[0] if result.answer else said[1]
    amount = level_reached(standard, result)
    if amount is None:
        return _("No cases")
    if measure.shape.is_share:
        return _of_every_100(speech, standard, result, amount, target)
    unit = speech.say(measure.unit).words if measure.unit else ""
    value = speech.measured(result.value or Decimal(0), _time_unit(unit))
    return _in_shape(speech, standard, value)


def words_of(speech: Speech, standard: Measured, judged: Judged | Published) -> str:
    """Return a result in words, against the target it was judged by."""
    return result_words(speech, standard, judged.result, judged.target)


def with_counts(speech: Speech, standard: Measured, result: Result, target: Target | None) -> str:
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
    if measure.shape is Shape.RATE and measure.per is not None and not _names_base(measure):
        return _("{value} for every {base} {things}").format(
            value=value, base=speech.number(measure.per), things=things
        )
    return value


def _names_base(measure: Measure) -> bool:
    """Return whether the unit of a rate says its base already: `errors per 100,000 payments`."""
    unit = str(measure.unit or "")
    return str(measure.per) in "".join(sign for sign in unit if sign.isalnum() or sign == " ")


def aim_of(speech: Speech, measure: Measure, target: Target) -> str:
    """Return an aim in words, of a rate with its base: at most 3 errors for every 100,000."""
    _ = speech.gettext
    if measure.shape is not Shape.RATE or measure.per is None or _names_base(measure):
        return speech.aim(target)
    level, base = speech.amount(target.level), speech.number(measure.per)
    if target.upper is not None:
        words = _("{aim} for every {base}")
        return words.format(aim=speech.aim(target), base=base)
    words = _("at least {level} for every {base}")
    if target.direction is Direction.LOWER:
        words = _("at most {level} for every {base}")
    return words.format(level=level, base=base)


def part_words(speech: Speech, measured: Measured, part: str) -> Said:
    """Return what a part is called: its name, `within 25 business days`, or what stands in the file."""
    levels = measured.levels if isinstance(measured, Standard) else ()
    level = next((one for one in levels if str(one.limit) == part), None)
    return level_words(speech, level) if level else speech.say(part_name(measured, part))


def level_words(speech: Speech, level: PromisedLevel) -> Said:
    """Return one of several limits in words, with the cases it is for."""
    within = speech.gettext("within {limit}").format(limit=speech.amount(level.limit))
    if level.cases is None:
        return Said(within)
    cases = speech.say(level.cases)
    return Said(f"{within} ({cases.words})", parts=(Said(f"{within} ("), cases, Said(")")))


def when_words(speech: Speech, measured: Measured, period: Period) -> str:
    """Return the time a result is about; how much is waiting is a level on the last day (D8)."""
    measure = counted_on(measured, period.start).measure
    if measure.shape is not Shape.BACKLOG or period.start == period.end:
        return speech.period(period)
    month = Period(period.end.replace(day=1), period.end, "")
    if (period.end + timedelta(days=1)).day == 1:
        return speech.gettext("at the end of {month}").format(month=speech.period(month))
    return speech.gettext("on {day}").format(day=speech.day(period.end))


def _of_every_100(
    speech: Speech, standard: Measured, result: Result, amount: Fraction, target: Target | None
) -> str:
    _ = speech.gettext
    shown, form = share_shown(amount, result, target)
    things = speech.say(standard.measure.of).words if standard.measure.of else ""
    if has_decimals(shown):  # There is no .66 of a letter.
        level = _("{number}% of {things}") if things else _("{number}%")
    else:
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
    return _rounded_share(amount, target, decimals_of(target))


def share_figure(amount: Fraction, target: Target | None, decimals: int | None = None) -> Decimal:
    """Return a share as a bare number: rounded, with more decimals where rounding would mislead."""
    start = decimals_of(target) if decimals is None else decimals
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


def decimals_of(target: Target | None) -> int:
    """Return the decimals an aim is written with: a result beside it has as many."""
    levels = (target.level, target.upper) if target else ()
    exponents = (level.amount.normalize().as_tuple().exponent for level in levels if level)
    return max([0, *(-int(exponent) for exponent in exponents)])


def counts_words(speech: Speech, result: Result) -> str:
    """Return the raw counts: 2,310 of 2,750; or how many cases stand behind a value; what is left out."""
    found = (cases_words(speech, result), *_beside_words(speech, result))
    return ", ".join(filter(None, found))


def _beside_words(speech: Speech, result: Result) -> Iterator[str]:
    """Yield what is in none of the counts: cases left out, those still open, money paid."""
    if result.hidden:
        return
    if count := result.excluded:
        words = speech.ngettext("{count} more left out", "{count} more left out", count)
        yield words.format(count=speech.number(count))
    if count := result.overdue:
        words = speech.ngettext(
            "{count} more still open past the limit",
            "{count} more still open past the limit",
            count,
        )
        yield words.format(count=speech.number(count))
    if result.paid:
        words = speech.gettext("{money} paid for misses")
        yield words.format(money=speech.amount(result.paid))


def cases_words(speech: Speech, result: Result) -> str:
    """Return the raw counts alone: 2,310 of 2,750; or how many cases stand behind a value."""
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
