"""How a promise can be measured: one row per shape, with all that the program needs to know of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from charters.problems import declared


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
    needs: Mapping[str, str] = field(default_factory=dict)
    """Fields of the measure, or the `limit` of the standard, without which there is no result."""
    columns: Sequence[str] = ()
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


SHAPES: Mapping[Shape, Row] = {
    Shape(name): Row(**row) for name, row in declared("model/shapes").items()
}
"""All shapes; whoever adds one adds its name above, its entry in shapes.toml, and its sentence where
results are said."""
