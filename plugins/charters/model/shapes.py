"""How a promise can be measured: one row per shape, with all that the program needs to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    def row(self) -> Row:
        """All that is to be known of it."""
        return SHAPES[self]

    @property
    def is_share(self) -> bool:
        """Whether results are counts of cases that kept the promise."""
        return "met" in self.row.columns

    @property
    def is_measured(self) -> bool:
        """Whether there can be results; of bare words there are none."""
        return bool(self.row.columns)

    @property
    def is_answer(self) -> bool:
        """Whether a result is a yes or a no."""
        return self.row.is_answer

    @property
    def takes_target(self) -> bool:
        """Whether a level can be aimed at; a yes or no, and bare words, have none."""
        return self.is_measured and not self.is_answer

    @property
    def counts_cases(self) -> bool:
        """Whether a result says something about cases, and not how many there are of them."""
        return len(self.row.columns) > 1

    @property
    def lower_is_better(self) -> bool | None:
        """Which way is better where no aim says so; None where the shape does not say it either."""
        return self.row.lower_is_better

    @property
    def needs(self) -> Mapping[str, str]:
        """What a promise of this shape needs, with an example: `limit`, and fields of the measure."""
        return self.row.needs


@dataclass(frozen=True, slots=True)
class Row:
    """What is to be known of a shape."""

    says: str
    """What it is for, in one plain sentence."""
    needs: Mapping[str, str]
    """Fields of the measure, or the `limit` of the standard, without which there is no result."""
    columns: tuple[str, ...]
    """The columns of results.csv that hold its figures, and the cases behind them."""
    result: str = ""
    """What stands in `value`."""
    aim: str = ""
    """A target, as an example."""
    tested_by: Mapping[str, str] = field(default_factory=dict)
    """Fields of the measure without which nobody could test the promise, with an example."""
    lower_is_better: bool | None = None
    """Waits are measured by means, which are better when lower; of a rate nobody can say."""
    is_answer: bool = False


_SHARE, _VALUE = ("met", "total"), ("value", "cases")
_CLOCK = {"clock": "{starts: the day we get your form, stops: the day we mail our decision}"}
_SPAN = {"unit": "minutes"}

SHAPES: Mapping[Shape, Row] = {
    Shape.SHARE_WITHIN_LIMIT: Row(
        "How many of all cases were kept within a limit: calls answered within 60 seconds.",
        {"limit": "60 seconds"},
        _SHARE,
        aim="90%",
        tested_by=_CLOCK,
        lower_is_better=False,
    ),
    Shape.SHARE_WITH_PROPERTY: Row(
        "How many of all cases had something that can be seen in each: letters without a mistake.",
        {"property": "right at the first visit"},
        _SHARE,
        aim="90%",
        lower_is_better=False,
    ),
    Shape.MEAN: Row(
        "The average of all cases: the minutes that callers waited.",
        _SPAN,
        _VALUE,
        "the mean",
        "at most 12 minutes",
        tested_by=_CLOCK,
        lower_is_better=True,
    ),
    Shape.MEDIAN: Row(
        "The case in the middle: half of all callers waited so long, or less.",
        _SPAN,
        _VALUE,
        "the median",
        "at most 12 minutes",
        tested_by=_CLOCK,
        lower_is_better=True,
    ),
    Shape.PERCENTILE: Row(
        "What nearly all cases were kept within: 90 of every 100 callers waited so long, or less.",
        {**_SPAN, "percentile": "90"},
        _VALUE,
        "the percentile",
        "at most 12 minutes",
        tested_by=_CLOCK,
        lower_is_better=True,
    ),
    Shape.SCORE: Row(
        "What people gave on a scale, on average: 4.2 of 5 points.",
        {"scale": "{min: 1, max: 5}"},
        _VALUE,
        "the score",
        "at least 4.2 points",
        lower_is_better=False,
    ),
    Shape.RATE: Row(
        "How many there were for so many others: mistakes in every 1,000 payments.",
        {"per": "1,000"},
        _VALUE,
        "the rate",
        "at most 3 mistakes",
    ),
    Shape.COUNT_AT_LEAST: Row(
        "A number of things of which more are better: towns with an office.",
        {"unit": "offices"},
        ("value",),
        "the count",
        "at least 12 offices",
        lower_is_better=False,
    ),
    Shape.COUNT_AT_MOST: Row(
        "A number of things of which fewer are better: days on which the line was down.",
        {"unit": "outages"},
        ("value",),
        "the count",
        "at most 12 outages",
        lower_is_better=True,
    ),
    Shape.BACKLOG: Row(
        "How many cases, or how much, were waiting on the last day of the period.",
        {"unit": "claims"},
        ("value",),
        "how many were waiting",
        "at most 1,200 claims",
        lower_is_better=True,
    ),
    Shape.YES_NO: Row(
        "Something that was done in the period, or was not: open on every day but Sundays.",
        {},
        ("value",),
        "yes or no",
        tested_by={"evidence": "the list of days on which the office was closed"},
        is_answer=True,
    ),
    Shape.WORDS_ONLY: Row("A promise in words of which nothing is measured yet.", {}, ()),
}
"""All shapes; whoever adds one adds its row here, and its sentence where results are said."""
