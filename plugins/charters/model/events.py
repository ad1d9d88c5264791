"""What happened to the work behind a promise: a new system, a fire, a strike."""

from __future__ import annotations

from charters.model.fields import Record, SourceRef, YesNo
from charters.model.period_fields import Day
from charters.model.periods import Period
from charters.model.text import Words


class Event(Record):
    """Something that happened to the work behind a promise; the promise itself stays as it is."""

    date: Day
    """The day it happened, or its first day."""
    until: Day | None = None
    """Its last day, where it lasted."""
    what: Words
    """What happened, in a few words: the chart names it so."""
    reason: Words | None = None
    """Why, in a sentence; an event that restarts what is usual needs one."""
    restarts: YesNo = False
    """`yes` where the work is another one since, so that what is usual is found anew from then on."""
    lessons: Words | None = None
    """What was learned from it; it stands beside the results that were missed in its time."""
    source: SourceRef | None = None
    """Where this was published."""

    def touches(self, period: Period) -> bool:
        """Return whether a day of a period belongs to it."""
        return self.date <= period.end and period.start <= (self.until or self.date)
