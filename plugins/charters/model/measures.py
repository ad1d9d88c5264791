"""How results are counted: the measure of a promise or a figure."""

from __future__ import annotations

import builtins
from enum import StrEnum

from pydantic import Field, field_validator

from charters.model.fields import Id, Record
from charters.model.hints import misspelt_unit
from charters.model.quantities import PERCENT, unit_named
from charters.model.refusal import refuse, shown
from charters.model.shapes import Shape
from charters.model.text import Name, Note, Text, Words
from charters.model.written_levels import Count, Number, Signed
from charters.problems.message import Message, _, either


class Clock(Record):
    """When the time of a promise begins and ends for one case."""

    starts: Words
    """When the time begins for one customer."""
    stops: Words
    """When it ends."""
    pauses: Words | None = None
    """When it stands still; `none` where it never does."""


class DayKind(StrEnum):
    """Which days are counted, where the unit itself does not say."""

    NOT_STATED = "not stated"


class Scale(Record):
    """The scale of a score."""

    min: Signed
    """The lowest value; it may be below zero."""
    max: Signed
    """The highest value."""
    labels: list[Name] = Field(default_factory=list)
    """The words for the values, from the lowest to the highest."""
    satisfied: list[Name] = Field(default_factory=list)
    """The labels that count as satisfied."""


class CasesAre(StrEnum):
    """What stands behind a share: chance speaks of people and cases, each by itself."""

    PEOPLE = "people"
    CASES = "cases"
    MONEY = "money"
    TIME = "time"

    @builtins.property
    def are_independent(self) -> bool:
        """Whether each is a case of its own; one dollar of a payment is not, nor one minute."""
        return self in (CasesAre.PEOPLE, CasesAre.CASES)


class Measure(Record):
    """How results against a standard are counted."""

    shape: Shape
    """How results are worked out; the table of shapes says what each needs."""
    unit: Name | None = None
    """The unit of results: minutes, months, points; shares need none."""
    of: Name | None = None
    """What is counted, in the plural: calls, applications."""
    cases_are: CasesAre | None = None
    """What those are, where the words do not tell: `people`, `cases`, `money` or `time`."""
    percentile: Number | None = None
    """Of a percentile: which one, such as 90."""
    per: Count | None = None
    """Of a rate: its base, such as 1,000."""
    scale: Scale | None = None
    """Of a score: the scale it is on."""
    property: Name | None = None
    """Of a share with a property: what a case must be to count as kept."""
    clock: Clock | None = None
    """When the time begins and ends for one case."""
    day_kind: DayKind | None = None
    """`not stated` where the source does not say which days are counted."""
    counted: Note | None = None
    """Which cases are counted."""
    not_counted: Note | None = None
    """Which cases are left out, and why; `none` where all are counted."""
    source: Words | None = None
    """Where the figures come from inside the agency, in words."""
    method: Note | None = None
    """How the figures are worked out."""
    question: Id | None = None
    """The survey question a score or a promise of courtesy rests on."""
    evidence: Words | None = None
    """How anybody can see that it is kept, where nothing is counted."""
    normal_circumstances: Note | None = None
    """When the promise holds, and when it does not: a storm, the end of a year."""

    @field_validator("unit")
    @classmethod
    def _spelled_right(cls, value: Text | None) -> Text | None:
        """Refuse a slip of the hand in a unit of time, which no aim could be held against."""
        if value is not None and (meant := misspelt_unit(str(value))):
            raise refuse(
                "Y020",
                _(
                    "{written} is not a unit; did you mean {meant}?",
                    written=shown(str(value)),
                    meant=meant,
                ),
            )
        return value

    @builtins.property  # `property` is a field of its own here
    def result_unit(self) -> str:
        """The unit of results: `%` for shares, a unit of time, what is counted, or ''."""
        if self.shape.is_share:
            return PERCENT
        return unit_named(str(self.unit)) if self.unit else ""

    @builtins.property
    def lacks(self) -> dict[str, str]:
        """What its shape needs and is not there, each with an example; a limit stands elsewhere."""
        needs = {key: example for key, example in self.shape.needs.items() if key != "limit"}
        return {key: example for key, example in needs.items() if not getattr(self, key)}

    @builtins.property
    def aim_example(self) -> str:
        """A target that results could be held against, as an editor would write it."""
        example = self.shape.row.aim
        if self.shape.is_share or self.unit is None:
            return example
        return " ".join([*example.split()[:3], str(self.unit)])

    def aim_of(self, begin: str, number: str) -> Message | str:
        """Return a number as an aim in the unit of results; '' of a share, or where there is none."""
        unit = self.unit or ("points" if self.scale else "")
        if self.shape.is_share or not unit:
            return ""
        ways = {True: ["at most "], False: ["at least "], None: ["at most ", "at least "]}
        found = [begin] if begin else ways[self.shape.lower_is_better]
        return either([f"{way}{number} {unit}" for way in found])
