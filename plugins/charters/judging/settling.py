"""What moves a result without a change of the promise: what is left out, suspended or never settled."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, pairwise
from typing import NamedTuple

from charters.judging.ages import known_on, months_between
from charters.judging.standings import JudgedResult, Standing
from charters.judging.verdicts import judge
from charters.model.change import ChangedField
from charters.model.results import Result, Status
from charters.model.suspensions import Suspension

CYCLES = 2
"""Periods after the end of its own for which a result may be provisional."""
RISE = 5
"""Points of all cases by which those left out may grow from one result to the next (F23)."""


def months_unsettled(standing: Standing, judged: JudgedResult) -> int | None:
    """Return for how many months a result has been provisional, where that is longer than two cycles."""
    result, reported = judged.result, standing.standard.reported
    if result.status is not Status.PROVISIONAL:
        return None
    end, length = result.period.end, result.period.end - result.period.start
    limit = reported.after(end, CYCLES) if reported else end + CYCLES * length
    on = known_on(standing.register, standing.charter, standing.standard.compiled)
    return months_between(end, on) if limit < on else None


class LeftOut(NamedTuple):
    """Two results one after the other, of which the later one leaves out far more cases."""

    before: JudgedResult
    after: JudgedResult

    @property
    def share(self) -> int:
        """How many of every 100 cases the later one leaves out."""
        return round(share_left_out(self.after.result))


def share_left_out(result: Result) -> Fraction:
    """Return how many of every 100 cases a result leaves out; 0 where it says nothing of them."""
    cases, excluded = result.number_of_cases or 0, result.excluded or 0
    return Fraction(100 * excluded, cases + excluded) if excluded else Fraction(0)


def left_out_more(standing: Standing) -> Iterator[LeftOut]:
    """Yield where the cases left out grew by more than five points with no change that says so."""
    said = (ChangedField.COUNTED, ChangedField.NOT_COUNTED)
    days = [change.date for change in standing.standard.changes if change.field in said]
    for series in (standing.judged, *standing.parts.values()):
        available = [one for one in series if one.result.is_available]
        some = any(one.result.excluded for one in available)
        for before, after in pairwise(available) if some else ():
            rise = share_left_out(after.result) - share_left_out(before.result)
            first, last = before.result.period.start, after.result.period.end
            if rise > RISE and not any(first <= day <= last for day in days):
                yield LeftOut(before, after)


class BarelySuspended(NamedTuple):
    """A miss that is not judged, though the promise held for most of its period."""

    judged: JudgedResult
    suspended: Suspension
    days: int
    """Days of the period on which the promise did not hold."""
    whole: int


def barely_suspended(standing: Standing) -> Iterator[BarelySuspended]:
    """Yield results that would be misses, of periods that were suspended for less than half."""
    standard = standing.standard
    if not (standard.suspended or standard.editions):
        return  # Every result would have to be judged to see that.
    held = standard.model_copy(update={"suspended": []})
    for judged in chain(standing.judged, *standing.parts.values()):
        time, period = judged.verdict.suspended, judged.result.period
        if time is None or judge(held, judged.result).reached is not False:
            continue
        first, last = max(time.from_, period.start), min(time.to or period.end, period.end)
        days, whole = (last - first).days + 1, (period.end - period.start).days + 1
        if 2 * days < whole:
            yield BarelySuspended(judged, time, days, whole)
