"""What the answers to a survey come to, and which promises rest on what customers say (item b)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from charters.judging.labels import says
from charters.model.offered import StandardType
from charters.model.quantities import PERCENT
from charters.model.register import Charter
from charters.model.standards import Activity, Standard
from charters.model.surveys import Question
from charters.model.text import Text

_POINTS = re.compile(r"\d+(?![\d.,])")
_NOT_LETTERS = re.compile(r"[\W_]+")


def alike(one: Text, other: Text) -> bool:
    """Return whether two texts are the same in one of their languages, but for capitals and points."""
    return not _letters(one).isdisjoint(_letters(other))


@lru_cache(maxsize=8192)
def _letters(text: Text) -> frozenset[str]:
    forms = (_NOT_LETTERS.sub(" ", words.lower()).strip() for _code, words in text.by_language)
    return frozenset(forms)


def among(labels: Sequence[Text], others: Sequence[Text]) -> list[bool]:
    """Return of each label whether it is one of others."""
    forms = {form for other in others for form in _letters(other)}
    return [not forms.isdisjoint(_letters(label)) for label in labels]


def is_unsatisfied(label: Text, scale: Sequence[Text]) -> bool:
    """Return whether an answer is neutral, unhappy or none at all, by its words or its place."""
    if says(label, "neutral", "unhappy", "no-answer"):
        return True
    if not str(label).strip().isdecimal():
        return False
    steps = [str(step).strip() for step in scale if not says(step, "no-answer")]
    bare_numbers = len(steps) % 2 == 1 and all(step.isdecimal() for step in steps)
    return bare_numbers and str(label).strip() == sorted(steps, key=int)[len(steps) // 2]


def levels(question: Question, unit: str, fewest: int = 0) -> list[Fraction]:
    """Return what the counts of a question work out to: a share of satisfied answers, or a mean.

    A share may be of all answers or of those with an opinion: both are published. Nothing is said
    of counts below the fewest that may be shown.
    """
    if any(0 < answer.count < fewest for answer in question.answers):
        return []
    said = [answer for answer in question.answers if not says(answer.label, "no-answer")]
    if unit == PERCENT:
        satisfied = among([answer.label for answer in question.answers], question.satisfied)
        good = sum(
            a.count for a, is_good in zip(question.answers, satisfied, strict=True) if is_good
        )
        totals = [sum(answer.count for answer in group) for group in (question.answers, said)]
        return [Fraction(good * 100, n) for n in totals if n] if question.satisfied else []
    points = [_POINTS.match(str(answer.label)) for answer in said]
    total = sum(answer.count for answer in said)
    if not total or None in points:
        return []
    numbered = zip(points, said, strict=True)
    return [
        Fraction(sum(int(found[0]) * answer.count for found, answer in numbered if found), total)
    ]


def agree(one: Fraction | Decimal, other: Fraction | Decimal) -> bool:
    """Return whether two levels are the same, to the precision of the one written less exactly."""
    written = [level for level in (one, other) if isinstance(level, Decimal)]
    steps = [Fraction(1, 10 ** max(0, -int(level.as_tuple().exponent))) for level in written]
    return abs(Fraction(one) - Fraction(other)) < max(steps, default=Fraction(1))


def measures_satisfaction(promise: Standard) -> bool:
    """Return whether a promise is measured by what customers say."""
    measure = promise.measure
    if not measure.shape.takes_target:
        return False
    if measure.question or "scale" in measure.shape.needs:
        return True
    return promise.activity is Activity.SATISFYING or promise.type is StandardType.COURTESY


def is_wanted(charter: Charter, promise: Standard) -> bool:
    """Return whether a promise rests on something customers said they want."""
    return bool(promise.wants) or promise.id in charter.wanted
