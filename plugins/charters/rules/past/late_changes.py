"""Changes that are dated before the day they were published (K27): they judge nothing gone by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from charters.judging.back_dated import (
    BackDated,
    LateRow,
    LateSuspension,
    back_dated,
    late_rows,
    late_suspensions,
)
from charters.judging.restarts import dated_back
from charters.model.file_names import STANDARDS, TARGETS
from charters.model.results import Result
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.saying import clash

_MOST = 5
"""Periods that one message names."""
_SAY_WHEN = _("give it the day from which it was published here, or leave it: the page says both")


def late_changes(case: Case) -> Iterator[Problem]:
    """Yield the changes that are dated back and would turn verdicts if they judged what is gone by."""
    for standing in case.standings:
        posted = case.charter.standard_by_id[standing.id]
        keys = [change.key for change in posted.changes]
        for late in back_dated(standing):
            if late.turned and late.change.key in keys:
                at = ("standards", standing.id, "changes", keys.index(late.change.key), "date")
                yield _late(case.charter.place(STANDARDS, *at), late.change.date, late)
        for row in late_rows(standing):
            place = case.charter.place(TARGETS, row.row.line, "period")
            yield _late(place, row.row.period.start, row)
        for suspended in late_suspensions(standing):
            if suspended.turned or suspended.due:
                number = posted.suspended.index(suspended.turn.suspension)
                at = ("standards", standing.id, "suspended", number, "from")
                yield _late_suspension(case.charter.place(STANDARDS, *at), suspended)
        for event, published in dated_back(standing.standard):
            at = ("standards", standing.id, "events", posted.events.index(event), "date")
            yield _late_restart(case.charter.place(STANDARDS, *at), event.date, published)


def _late(place: Place, dated: date, late: BackDated | LateRow) -> Problem:
    labels = [_label(one.judged.result) for one in late.turned[:_MOST]]
    said = _(
        "this is dated {dated} and was published only on {published}, so it judges the periods that begin after that; the verdicts on {periods} stay as they were",
        dated=dated.isoformat(),
        published=late.published.isoformat(),
        periods=", ".join([*labels, *(["..."] if len(late.turned) > _MOST else [])]),
    )
    return clash("K27", "C9", place, said, _SAY_WHEN)


def _late_suspension(place: Place, late: LateSuspension) -> Problem:
    kept = [_label(one.judged.result) for one in late.turned] + [g.period.label for g in late.due]
    said = _(
        "this is dated {dated} and was published as it stands only on {published}, so it suspends the periods that begin after that; {periods} stay as they were",
        dated=late.turn.day.isoformat(),
        published=late.turn.as_it_stands.isoformat() if late.turn.as_it_stands else "",
        periods=", ".join([*kept[:_MOST], *(["..."] if len(kept) > _MOST else [])]),
    )
    return clash("K27", "C9", place, said, _SAY_WHEN)


def _late_restart(place: Place, dated: date, published: date) -> Problem:
    said = _(
        "this is dated {dated} and was published only on {published}, so what is usual is found anew only from the periods that begin after that",
        dated=dated.isoformat(),
        published=published.isoformat(),
    )
    return clash("K27", "C9", place, said, _SAY_WHEN)


def _label(result: Result) -> str:
    period, part = result.period.label, result.part
    return f"{period} ({part})" if part else period
