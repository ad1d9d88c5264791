"""What was in force when: words, limit and target of a promise on a day, and breaks in its series."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from charters.judging.aim_changes import changes_of
from charters.judging.levels import (
    InForce,
    in_unit_of_results,
    latest_first,
    leads,
    level_of,
    standing_on,
)
from charters.model.aims import Levels, YearlyAim
from charters.model.change import NOTHING, Change, ChangedField, same_level
from charters.model.periods import Period
from charters.model.standards import Measured, Standard

M = TypeVar("M", bound=Measured)


def in_force(standard: Standard, day: date, part: str = "") -> InForce:
    """Return words, limit and target of a promise, or of a part of it, on a day."""
    return _in_force(standard, Period(day, day, ""), part)


def _in_force(standard: Standard, period: Period, part: str) -> InForce:
    """Return what holds for a period: its own aim, before the one that stood on its first day."""
    found = standing_on(standard, period.start)
    for own in reversed(own_aims(standard, period, part)):
        found = found._replace(limit=own.limit or found.limit, target=own.target or found.target)
    return found


def own_aims(standard: Standard, period: Period, part: str) -> list[Levels]:
    """Return what is aimed at in a period besides the standing aim, the nearest first.

    A row for the part comes first, then what standards.yml says of the part, then a row for the whole,
    then the season.
    """
    season = next((one for one in standard.seasons if one.holds_for(period)), None)
    found: list[Levels | None] = [aim_row(standard, period, ""), season]
    if part:
        found = [aim_row(standard, period, part), standard.part_by_id.get(part), *found]
    return [one for one in found if one is not None]


def aim_row(standard: Standard, period: Period, part: str) -> YearlyAim | None:
    """Return the row of targets.csv for a period: the shortest it lies in, and the last of these."""
    rows = [row for row in standard.aims if row.part == part and row.holds_for(period)]
    return min(reversed(rows), key=lambda row: row.period.end - row.period.start, default=None)


def judged_by(standard: Standard, period: Period, part: str = "") -> InForce:
    """Return the words, limit and target that judge a period.

    They are those that were published on its first day: whatever came into the file later judges
    only the periods that begin later. Where there was no aim then, the first one that was set for it
    while it ran judges it: it took no other's place.
    """
    found = _published_for(standard, edition_on(standard, period.start), period, part)
    later = (one.standard for one in standard.editions if period.start < one.day <= period.end)
    for edition in later if found.target is None else ():
        if any(own.target for own in own_aims(edition, period, part)):
            return _published_for(standard, edition, period, part)
    return found


def over_seasons(standard: Standard, period: Period, part: str = "") -> bool:
    """Return whether a period lies in two times with an aim each, so that neither can judge it."""
    edition = edition_on(standard, period.start)
    within = any(season.holds_for(period) for season in edition.seasons)
    if within or any(own.target for own in own_aims(edition, period, part)):
        return False
    return any(season.touches(period) for season in edition.seasons)


def _published_for(standard: Standard, edition: Standard, period: Period, part: str) -> InForce:
    found, counted = _in_force(edition, period, part), counted_on(standard, period.start)
    if found.target is None or (edition is standard and counted is standard):
        return found
    if in_unit_of_results(counted.measure, found.target):
        return found
    return found._replace(target=None)


def counted_on(measured: M, day: date) -> M:
    """Return a promise as its result of a period that begins on a day is counted; a figure as it is.

    Where the shape was the same, the unit and the rest are those that were published then.
    """
    if not isinstance(measured, Standard):
        return measured
    measure = measured.measure_on(day)
    if measure is measured.measure:
        return measured
    posted = edition_on(measured, day).measure_on(day)
    then = posted if posted.shape is measure.shape else measure
    return measured.model_copy(update={"measure": then})


def counted_alike(standard: Standard, today: date) -> date:
    """Return the first day of periods whose results are counted as those of today are."""
    days = (one.date for one in standard.changes if one.before and one.date <= today)
    return max(days, default=date.min)


def edition_on(standard: Standard, day: date) -> Standard:
    """Return a promise as it was published on a day; the first edition tells of all time before."""
    editions = standard.editions
    then = next((one for one in reversed(editions) if one.day <= day), next(iter(editions), None))
    return standard if then is None or then is editions[-1] else then.standard


def entered(standard: Standard, change: Change) -> date | None:
    """Return the day a change was published; None where it was there from the first edition on.

    A level that had moved before anybody wrote the entry for it was published when it moved.
    """
    earlier: Standard | None = None
    for edition in standard.editions:
        now = edition.standard
        if any(one.key == change.key for one in changes_of(now)) or _moves(change, earlier, now):
            return edition.day if earlier is not None else None
        earlier = now
    return None


def _moves(change: Change, before: Standard | None, now: Standard) -> bool:
    """Return whether an edition has the level that a change leads to, and the one before it had not."""
    if before is None or not change.field.is_level:
        return False
    was, new = (level_of(one, change.field) for one in (before, now))
    return not same_level(change.field, was, new) and leads(change, change.field, was, new)


def entered_end(standard: Standard) -> date | None:
    """Return the day the end of a promise was published, as `entered` does for a change."""
    ends = [(one.day, one.standard.withdrawn) for one in standard.editions]
    now = standard.withdrawn
    found = next((n for n, (_, end) in enumerate(ends) if now and end and end.date == now.date), 0)
    return ends[found][0] if found else None


def is_back_dated(standard: Standard, change: Change) -> bool:
    """Return whether a change is dated before the day on which it was published."""
    day = entered(standard, change)
    return day is not None and change.date < day


def as_it_reads(standard: Standard, day: date) -> Standard:
    """Return a standard as it reads on a day: what is only announced then is not in it yet."""
    later = [change for change in latest_first(standard.changes) if change.date > day]
    if not (later or standard.aims or standard.seasons):
        return standard
    found = in_force(standard, day)
    counted = {
        change.field.value: None if str(change.from_) in NOTHING else change.from_
        for change in later
        if change.field in (ChangedField.COUNTED, ChangedField.NOT_COUNTED)
    }
    return standard.as_read(
        promise=found.promise,
        limit=found.limit,
        target=found.target,
        measure=standard.measure_on(day).model_copy(update=counted),
        changes=[_announced(change, day) for change in standard.changes],
    )


def _announced(change: Change, day: date) -> Change:
    """Return a change as it reads on a day: of one to come, what holds until then holds today."""
    to_come = change.before is not None and change.date > day
    return change.model_copy(update={"before": None}) if to_come else change


def breaks(standard: Standard, part: str = "") -> list[Change]:
    """Return the changes after which results cannot be compared with earlier ones, oldest first.

    Where earlier results were counted again by the new rule, they can.

    One that is dated back begins on the day after it was published: what was judged before stays.
    """
    shape = standard.measure.shape
    found = [
        _begun(standard, change)
        for change in changes_of(standard)
        if change.field.breaks_series(shape) and change.part in ("", part) and not change.restated
    ]
    return latest_first(found)[::-1]


def _begun(standard: Standard, change: Change) -> Change:
    day = entered(standard, change) if standard.editions else None
    if day is None or change.date >= day:
        return change
    return change.model_copy(update={"date": day + timedelta(days=1)})


def break_within(standard: Standard, period: Period, part: str = "") -> Change | None:
    """Return a change of definition that falls inside a period, after its first day."""
    found = breaks(standard, part)
    return next((change for change in found if period.start < change.date <= period.end), None)
