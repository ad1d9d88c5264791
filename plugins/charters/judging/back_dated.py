"""Changes that came into the file after the day they are dated, or with no word at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from charters.judging.aim_changes import changes_of, row_entered
from charters.judging.history import entered, is_back_dated, own_aims
from charters.judging.periods_due import Missing
from charters.judging.standings import JudgedResult, Standing
from charters.judging.suspended_times import Turn, turns_of
from charters.judging.verdicts import Verdict, judge
from charters.model.aims import YearlyAim
from charters.model.change import Change


class Turned(NamedTuple):
    """A result whose verdict would be another one if a late change judged it."""

    judged: JudgedResult
    would_be: Verdict


class LateSuspension(NamedTuple):
    """A suspension that would take in periods that had begun when it was published as it stands."""

    turn: Turn
    turned: Sequence[Turned]
    """The results that it would leave unjudged and does not, oldest first."""
    due: Sequence[Missing]
    """The results that it would not ask for, and that are missing all the same."""


def late_suspensions(standing: Standing) -> list[LateSuspension]:
    """Return the suspensions of a promise that came too late for some of their periods."""
    late = [one for one in turns_of(standing.standard) if one.as_it_stands and not one.resumed]
    turned = turned_by_today(standing) if late else []
    return [
        LateSuspension(
            one,
            [two for two in turned if two.would_be.suspended is one.suspension],
            [gap for gap in standing.missing if one.suspension.touches(gap.period)],
        )
        for one in late
    ]


class BackDated(NamedTuple):
    """A change that is dated before the day on which it was published."""

    change: Change
    published: date
    turned: Sequence[Turned]
    """The results that it would turn and does not, oldest first."""


def back_dated(standing: Standing) -> list[BackDated]:
    """Return the changes of a promise that are dated back, as they stand in the file."""
    standard = standing.standard
    late = [change for change in changes_of(standard) if is_back_dated(standard, change)]
    turned = turned_by_today(standing) if late else []
    return [
        BackDated(change, day, [one for one in turned if _is_by(change, day, one, late)])
        for change in late
        if (day := entered(standard, change)) is not None
    ]


def turned_by_today(standing: Standing) -> list[Turned]:
    """Return the results that the file of today would judge otherwise than the one of their time."""
    if not standing.standard.editions:
        return []
    today = standing.standard.after(())
    series = [standing.judged, *standing.parts.values()]
    both = (
        Turned(judged, judge(today, judged.result))
        for judged in (judged for results in series for judged in results)
        if not judged.result.hidden
    )
    return [one for one in both if one.would_be.word is not one.judged.verdict.word]


def _is_by(change: Change, published: date, turned: Turned, late: Sequence[Change]) -> bool:
    """Return whether a change is the one that would turn a result: the last to be dated before it."""
    if turned.would_be.suspended is not None:
        return False
    period, row = turned.judged.result.period, _row_of(turned.judged)
    if change.row is not None or row is not None:
        return change.row == row
    last = max((one.date for one in late if one.date <= period.end), default=None)
    return change.date == last and period.start < published


def _row_of(judged: JudgedResult) -> YearlyAim | None:
    """Return the row of targets.csv of today that is about the period of a result."""
    aims = own_aims(judged.standard, judged.result.period, judged.result.part)
    return next((aim for aim in aims if isinstance(aim, YearlyAim)), None)


class LateRow(NamedTuple):
    """A row of targets.csv that was published after its time had begun, and would turn verdicts."""

    row: YearlyAim
    published: date
    turned: Sequence[Turned]
    """The results that it would turn and does not, oldest first."""


def late_rows(standing: Standing) -> Iterator[LateRow]:
    """Yield the rows that came too late for results they are about."""
    turned = turned_by_today(standing) if standing.standard.aims else []
    for row in standing.standard.aims:
        of_row = (one for one in turned if one.would_be.suspended is None)
        would = [one for one in of_row if _row_of(one.judged) == row]
        day = row_entered(standing.standard, row)
        if would and day is not None:
            yield LateRow(row, day, would)
