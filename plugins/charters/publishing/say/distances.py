"""How far two levels lie apart: times in minutes and seconds, all else with the decimals it takes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import count

from charters.model.quantities import PERCENT
from charters.model.standards import Measured
from charters.publishing.say.result_words import MOST_DECIMALS
from charters.publishing.say.speech import Speech, rounded
from charters.publishing.say.units import IN_TWO

_MOST_ERROR = Fraction(5, 100)
"""Less than this share of a distance may be lost in rounding it."""


def distance_words(speech: Speech, standard: Measured, distance: Fraction) -> str:
    """Return how far two results of a promise lie apart: 4 points, 2 minutes 4 seconds."""
    unit, shown = standard.measure.result_unit, shown_amount(distance)
    if unit == PERCENT:
        return speech.measured(shown, "points")
    return measured_words(speech, distance, unit)


def rounded_alike(one: Fraction, other: Fraction) -> tuple[Decimal, Decimal, Decimal]:
    """Return two levels that differ, and their distance, with the fewest decimals that do.

    The distance is that of the levels as they are shown, and close to that of the levels as they are.
    """
    far = abs(one - other)
    for decimals in count():
        here, there = rounded(one, decimals), rounded(other, decimals)
        if abs(abs(Fraction(here) - Fraction(there)) - far) < _MOST_ERROR * far:
            break
    return without_zeros(here), without_zeros(there), without_zeros(abs(here - there))


def without_zeros(number: Decimal) -> Decimal:
    """Return a number without needless zeros."""
    return (
        number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
    )


def measured_words(speech: Speech, amount: Fraction, unit: str) -> str:
    """Return a value with its unit; parts of a minute in seconds, parts of an hour in minutes."""
    if unit not in IN_TWO or amount.denominator == 1:
        return speech.measured(shown_amount(amount), unit)
    sixtieths = int(rounded(amount * 60, 0))
    if not sixtieths:
        return measured_words(speech, amount * 60, IN_TWO[unit])
    return speech.in_two(*divmod(sixtieths, 60), unit)


def shown_amount(amount: Fraction, decimals: int = 2) -> Decimal:
    """Return an amount exactly where three decimals do, else with two, or as many as it takes to see it."""
    exact = (rounded(amount, n) for n in range(4) if rounded(amount, n) == amount)
    seen = (
        rounded(amount, n) for n in range(max(2, decimals), MOST_DECIMALS) if rounded(amount, n)
    )
    found = next(exact, None)
    return next(seen) if found is None else found
