"""What rows of `targets.csv` change from one time to the next, as if it stood under `changes`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from charters.judging.levels import standing_on
from charters.model.aims import YearlyAim
from charters.model.change import Change, ChangedField, level_written, same_level
from charters.model.quantities import Quantity, Target
from charters.model.standards import Standard


def changes_of(standard: Standard) -> list[Change]:
    """Return every change of a promise: those of standards.yml, and those that its rows say."""
    return [*standard.changes, *aim_changes(standard)]


def aim_changes(standard: Standard) -> list[Change]:
    """Return the changes that rows say and `changes` does not, part by part, oldest first."""
    rows = sorted(
        standard.aims, key=lambda row: (row.part, row.period.start, -row.period.end.toordinal())
    )
    return [
        change
        for _part, of_part in groupby(rows, key=lambda row: row.part)
        for change in _changes(standard, list(of_part))
        if not _is_listed(standard, change)
    ]


def row_entered(standard: Standard, row: YearlyAim) -> date | None:
    """Return the day a row was published; None where it was there from the first edition on."""
    days = [one.day for one in standard.editions if row in one.standard.aims]
    first = standard.editions[0].day if standard.editions else None
    return days[0] if days and days[0] != first else None


def _changes(standard: Standard, rows: Sequence[YearlyAim]) -> Iterator[Change]:
    """Yield what changes from row to row; the first one follows the standing aim, if any."""
    first = rows[0]
    before = standing_on(standard, first.period.start - timedelta(days=1))
    if first.part or first.period.start <= (standard.begins or date.min):
        limit, target = None, None
    else:
        limit, target = before.limit, before.target
    earlier: YearlyAim | None = None
    for row in rows:
        if earlier and earlier.holds_for(row.period) and earlier.period != row.period:
            continue  # A shorter time within that of another row changes nothing that follows.
        yield from _steps(row, ((ChangedField.LIMIT, limit), (ChangedField.TARGET, target)))
        limit, target, earlier = row.limit or limit, row.target or target, row


def _steps(
    row: YearlyAim, before: Sequence[tuple[ChangedField, Quantity | Target | None]]
) -> Iterator[Change]:
    for field, level in before:
        own = row.target if field is ChangedField.TARGET else row.limit
        was, now = level_written(level), level_written(own)
        if level and own and not same_level(field, was, now):
            yield Change.of_row(row, field, was, now)


def _is_listed(standard: Standard, change: Change) -> bool:
    """Return whether standards.yml says the same change of the whole."""
    row = change.row
    return (
        row is not None
        and not row.part
        and any(
            one.field is change.field
            and row.period.start <= one.date <= row.period.end
            and same_level(change.field, str(one.to), str(change.to))
            for one in standard.changes
        )
    )
