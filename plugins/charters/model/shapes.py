"""How a promise can be measured: one row per shape, with all that the program needs to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How a promise is measured (charter-requirements 2.2)."""

    SHARE_WITHIN_LIMIT = "share-within-limit"
    SHARE_WITH_PROPERTY = "share-with-property"
    MEAN = "mean"
    MEDIAN = "median"
    PERCENTILE = "percentile"
    SCORE = "score"
    RATE = "rate"
    COUNT_AT_LEAST = "count-at-least"
    COUNT_AT_MOST = "count-at-most"
    BACKLOG = "backlog"
    YES_NO = "yes-no"
    WORDS_ONLY = "words-only"

    @property
    def is_share(self) -> bool:
        """Whether results are counts of cases that kept the promise."""
        return SHAPES[self].is_share

    @property
    def takes_target(self) -> bool:
        """Whether a level can be aimed at; a yes or no, and bare words, have none."""
        return SHAPES[self].takes_target

    @property
    def counts_cases(self) -> bool:
        """Whether a result says something about cases, and not how many there are of them."""
        return SHAPES[self].counts_cases

    @property
    def lower_is_better(self) -> bool | None:
        """Which way is better where no aim says so; None where the shape does not say it either."""
        return SHAPES[self].lower_is_better

    @property
    def needs(self) -> Mapping[str, str]:
        """What a promise of this shape needs, with an example: `limit`, and fields of the measure."""
        return SHAPES[self].needs


@dataclass(frozen=True, slots=True)
class Row:
    """What is to be known of a shape."""

    about: str
    """What it says, in a sentence."""
    needs: Mapping[str, str]
    """Fields of the measure, or the `limit` of the standard, without which there is no result."""
    lower_is_better: bool | None = None
    """Waits are measured by means, which are better when lower; of a rate nobody can say."""
    is_share: bool = False
    takes_target: bool = True
    counts_cases: bool = True


_UNIT, _COUNTED = {"unit": "minutes"}, {"unit": "claims"}

SHAPES: Mapping[Shape, Row] = {
    Shape.SHARE_WITHIN_LIMIT: Row(
        "How many of every 100 were done within the limit.",
        {"limit": "60 seconds"},
        lower_is_better=False,
        is_share=True,
    ),
    Shape.SHARE_WITH_PROPERTY: Row(
        "How many of every 100 were as they should be.",
        {"property": "right at the first visit"},
        lower_is_better=False,
        is_share=True,
    ),
    Shape.MEAN: Row("The average.", _UNIT, lower_is_better=True),
    Shape.MEDIAN: Row("The value that half of all cases stay within.", _UNIT, lower_is_better=True),
    Shape.PERCENTILE: Row(
        "The value that most cases stay within: 90 of every 100, say.",
        {**_UNIT, "percentile": "90"},
        lower_is_better=True,
    ),
    Shape.SCORE: Row(
        "An average on a scale: 4.2 of 5.", {"scale": "{min: 1, max: 5}"}, lower_is_better=False
    ),
    Shape.RATE: Row("How many for every 1,000, say: errors, complaints.", {"per": "1,000"}),
    Shape.COUNT_AT_LEAST: Row(
        "A number that should be high: offices open.",
        _COUNTED,
        lower_is_better=False,
        counts_cases=False,
    ),
    Shape.COUNT_AT_MOST: Row(
        "A number that should be low: errors.", _COUNTED, lower_is_better=True, counts_cases=False
    ),
    Shape.BACKLOG: Row(
        "How many still wait on the last day.", _COUNTED, lower_is_better=True, counts_cases=False
    ),
    Shape.YES_NO: Row("Whether something was done.", {}, takes_target=False),
    Shape.WORDS_ONLY: Row(
        "Nothing is counted; `evidence` says how anybody can see that it is kept.",
        {},
        takes_target=False,
    ),
}
"""All shapes; whoever adds one adds its row here, and its sentence where results are said."""
