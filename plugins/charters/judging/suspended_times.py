"""Times in which a promise did not hold, by what was published then: nothing is due or judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from charters.judging.effects import Effect
from charters.model.periods import Period
from charters.model.standards import Edition, Standard
from charters.model.suspensions import Suspension
from charters.model.text import Text


class Turn(NamedTuple):
    """A day on which a promise was suspended, or on which it held again."""

    suspension: Suspension
    day: date
    published: date | None
    """The day this was published; None where it was there from the first edition on."""
    resumed: bool = False
    as_it_stands: date | None = None
    """The day on which both its ends were published as they are today."""

    @property
    def reason(self) -> Text:
        """Why the promise does not hold."""
        return self.suspension.reason

    @property
    def source(self) -> str | None:
        """Where this was published."""
        return self.suspension.source

    @property
    def effect(self) -> Effect:
        """What happened."""
        return Effect.RESUMED if self.resumed else Effect.SUSPENDED

    @property
    def date(self) -> date:
        """The day it came into force."""
        return self.day

    @property
    def is_dated_back(self) -> bool:
        """Whether it is dated before the day on which it was published."""
        return self.published is not None and self.day < self.published


def suspension_in(standard: Standard, period: Period) -> Suspension | None:
    """Return the suspension that a period touches, if it was published in time.

    In time is before it began, or before the period did: what comes into the file later suspends
    only what begins later. The first edition tells of all time before.
    """
    touching = (one for one in standard.suspended if one.touches(period))
    return next((one for one in touching if _was_told(standard, one, period)), None)


def suspension_on(standard: Standard, day: date) -> Suspension | None:
    """Return the suspension that a day belongs to."""
    return suspension_in(standard, Period(day, day, ""))


def _was_told(standard: Standard, suspension: Suspension, period: Period) -> bool:
    by = max(suspension.from_, period.start)
    told = [(n, said) for n, said in _said(standard, suspension) if said[1].touches(period)]
    return not standard.editions or any(n == 0 or said[0] <= by for n, said in told)


def _said(
    standard: Standard, suspension: Suspension
) -> Iterator[tuple[int, tuple[date, Suspension]]]:
    """Yield a suspension as each edition had it, with the edition's number and day."""
    for n, edition in enumerate(standard.editions):
        same = _same_in(edition, suspension)
        if same is not None:
            yield n, (edition.day, same)


def _same_in(edition: Edition, suspension: Suspension) -> Suspension | None:
    """Return what an edition says of a suspension; its first day makes it the same."""
    said = edition.standard.suspended
    return next((one for one in said if one.from_ == suspension.from_), None)


def turns_of(standard: Standard) -> list[Turn]:
    """Return when a promise was suspended and when it held again, oldest first."""
    found = []
    for one in standard.suspended:
        begun, whole = (_published(standard, one, end=end) for end in (False, True))
        found.append(Turn(one, one.from_, begun, as_it_stands=whole))
        if one.to is not None:
            again = one.to + timedelta(days=1)
            found.append(Turn(one, again, whole, resumed=True, as_it_stands=whole))
    return sorted(found, key=lambda turn: turn.day)


def _published(standard: Standard, suspension: Suspension, *, end: bool) -> date | None:
    """Return the day a suspension, or its end as it stands, was published; None for the first edition."""
    said = _said(standard, suspension)
    found = next(((n, day) for n, (day, one) in said if not end or one.to == suspension.to), None)
    return found[1] if found and found[0] else None
