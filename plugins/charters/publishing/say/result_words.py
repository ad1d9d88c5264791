"""Results, aims, parts and counts in words: 84 of every 100 calls; at most 12 minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from charters.judging.figures import Published
from charters.judging.history import counted_on
from charters.judging.standings import JudgedResult
from charters.judging.verdicts import level_reached
from charters.model.aims import PromisedLevel
from charters.model.measures import Measure
from charters.model.periods import Period
from charters.model.quantities import TIME_UNITS, Direction, Target
from charters.model.results import Result
from charters.model.shapes import Shape
from charters.model.standards import Measured, Standard, part_name
from charters.publishing.say.choice_words import way_word
from charters.publishing.say.marks import _
from charters.publishing.say.speech import Said, Speech, has_decimals, rounded

MOST_DECIMALS = 27
"""So many tell any two shares of up to 15 digits from each other, and from any target."""


def result_words(speech: Speech, standard: Measured, result: Result, target: Target | None) -> str:
    """Return how we did in words: 84 of every 100 calls; 12.8 minutes on average."""
    _ = speech.gettext
    standard = counted_on(standard, result.period.start)
    measure = standard.measure
    if not result.is_available:
        words = _("“{words}”").format(words=speech.cell(result.note).words.rstrip("."))
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
    value = speech.measured(result.value or Decimal(0), speech.unit_of(measure.unit))
    return in_shape(speech, standard, value)


def words_of(speech: Speech, standard: Measured, judged: JudgedResult | Published) -> str:
    """Return a result in words, against the target it was judged by."""
    return result_words(speech, standard, judged.result, judged.target)


def with_counts(speech: Speech, standard: Measured, result: Result, target: Target | None) -> str:
    """Return a result in words, and its counts behind it."""
    words, counts = result_words(speech, standard, result, target), counts_words(speech, result)
    return f"{words} ({counts})" if counts else words


def in_shape(speech: Speech, standard: Measured, value: str) -> str:
    """Return a value, or its unit alone, with what it is of its cases: 12.8 minutes on average."""
    _ = speech.gettext
    measure = standard.measure
    things = speech.things(measure.of) or _("cases")
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
    target = _of_things(speech, measure, target)
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


def _of_things(speech: Speech, measure: Measure, target: Target) -> Target:
    """Return a target with what it counts in the language of the page: 13,000 solicitudes."""
    unit = target.level.unit
    if measure.unit is None or unit != measure.result_unit or unit in TIME_UNITS:
        return target
    said = speech.unit_of(measure.unit)
    upper = target.upper and replace(target.upper, unit=said)
    return replace(target, level=replace(target.level, unit=said), upper=upper)


def part_words(speech: Speech, measured: Measured, part: str) -> Said:
    """Return what a part is called: its name, `within 25 business days`, or what stands in the file."""
    levels = measured.levels if isinstance(measured, Standard) else ()
    level = next((one for one in levels if str(one.limit) == part), None)
    if level:
        return level_words(speech, level)
    name = part_name(measured, part)
    way = part.removeprefix("channel: ") if str(name) == part else part
    return Said(said) if way != part and (said := way_word(speech, way)) else speech.say(name)


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


def every_100(speech: Speech, count: Decimal) -> str:
    """Return how so many of every 100 things are said: 79 of every 100 {things}."""
    return speech.ngettext(
        "{number} of every 100 {things}", "{number} of every 100 {things}", int(count)
    )


def _of_every_100(
    speech: Speech, standard: Measured, result: Result, amount: Fraction, target: Target | None
) -> str:
    _ = speech.gettext
    shown, form = share_shown(amount, result, target)
    things = speech.things(standard.measure.of)
    if has_decimals(shown):  # There is no .66 of a letter.
        level = _("{number}% of {things}") if things else _("{number}%")
    else:
        level = every_100(speech, shown) if things else _("{number} of every 100")
    said = level.format(number=speech.number(shown), things=things)
    if not form:
        return said
    words = _ROUNDED[form]
    return _(words).format(level=said)


_ROUNDED = {
    # Translators: {level} is "90 of every 100", or "90 of every 100 calls".
    "just under": _("just under {level}"),
    "just over": _("just over {level}"),
    "more than": _("more than {level}"),
    "fewer than": _("fewer than {level}"),
}


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
    for more in range(start, MOST_DECIMALS):
        shown, words = _rounded_share(amount, target, more)
        if not words:
            break
    return shown


def _rounded_share(amount: Fraction, target: Target | None, decimals: int) -> tuple[Decimal, str]:
    shown = rounded(amount, decimals)
    if shown == 100 and amount < 100:
        return shown - Decimal(1).scaleb(-decimals), "more than"
    if shown == 0 and amount > 0:
        return Decimal(1).scaleb(-decimals), "fewer than"
    if target is None or not target.met_by(shown) or target.met_by(amount):
        return shown, ""
    return shown, "just under" if amount < shown else "just over"


@lru_cache(maxsize=1024)
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
    yield speech.if_any("{count} more left out", "{count} more left out", result.excluded or 0)
    yield speech.if_any(
        "{count} more still open past the limit",
        "{count} more still open past the limit",
        result.overdue or 0,
    )
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
        return speech.so_many("{count} case", "{count} cases", result.cases)
    return ""
