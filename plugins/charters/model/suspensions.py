"""Times in which a promise does not hold."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from charters.model.fields import Record, SourceRef
from charters.model.period_fields import Day
from charters.model.periods import Period
from charters.model.text import Words


class Suspension(Record):
    """A time in which a promise does not hold: nothing of it is due, and no result of it is judged."""

    from_: Day = Field(alias="from")
    """The first day on which it does not hold; a day to come announces it."""
    to: Day | None = None
    """The last such day; left out while nobody knows it."""
    reason: Words
    """Why, in a sentence."""
    source: SourceRef | None = None
    """Where this was published."""

    def touches(self, period: Period) -> bool:
        """Return whether a day of a period belongs to it."""
        return self.from_ <= period.end and period.start <= (self.to or date.max)
