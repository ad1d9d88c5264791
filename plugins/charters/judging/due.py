"""What an agency has to do, and by which day: results, actions, reviews, surveys; for page, command and calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from charters.judging.ages import known_on
from charters.judging.standings import Standing
from charters.model.agency import Agency, Compiled
from charters.model.periods import Frequency, Period, months_later
from charters.model.register import Charter, Register
from charters.model.standards import Standard
from charters.model.text import Text


class DueKind(StrEnum):
    """What has to be done."""

    RESULT = "result"
    """A result to be published, or several of one promise that are late together."""
    ACTION = "action"
    """What an agency said it would do after a miss."""
    REVIEW = "review"
    """A promise to be looked at again, or the whole plan."""
    SURVEY = "survey"
    """A survey that is planned."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to be done by an agency."""

    charter: Charter
    kind: DueKind
    day: date
    """The last day for it."""
    is_late: bool
    """Whether that day is over."""
    standing: Standing | None = None
    """The promise it is about; None of the whole plan, and of a survey."""
    periods: Sequence[Period] = ()
    """The times that results are due for, oldest first; of an action, that of the miss."""
    what: Text | str = ""
    """The action, or what will be asked, in the agency's words."""


def due_of(register: Register, charter: Charter, standings: Sequence[Standing]) -> list[Due]:
    """Return what an agency has to do, the first day first.

    Of a charter compiled by others, what was to be done after the last of their documents is not known.
    """
    found = [*_of_plan(register, charter)]
    for standing in standings:
        if standing.in_force:
            found += [*_results(standing), *_actions(standing), *_reviews(standing)]
    return sorted(
        found, key=lambda one: (one.day, one.kind, one.standing.id if one.standing else "")
    )


def _results(standing: Standing) -> Iterator[Due]:
    """Yield the results of a promise that are late, as one, and the next one."""
    if not standing.standard.measure.shape.is_measured or standing.collected_until is not None:
        return
    charter, kind, today = standing.charter, DueKind.RESULT, standing.as_of
    if standing.late_since is not None:
        late = [gap.period for gap in standing.late]
        yield Due(charter, kind, standing.late_since, is_late=True, standing=standing, periods=late)
    # One more period of the longest rhythm ends by then, and its result is due.
    lag = timedelta(days=standing.register.settings.windows.result_lag_days + 1)
    coming = standing.lacking_on(Frequency.TWO_YEARLY.after(today) + lag)
    following = next((gap for gap in coming if gap.due >= today and not gap.suspended), None)
    if following is not None:
        yield Due(
            charter,
            kind,
            following.due,
            is_late=False,
            standing=standing,
            periods=[following.period],
        )


def _actions(standing: Standing) -> Iterator[Due]:
    """Yield what was to be done after a miss: by the newest results, or by a day still to come."""
    newest = [standing.latest] if standing.latest else list(standing.by_level)
    for judged in {id(one): one for one in (*standing.judged, *newest)}.values():
        row = judged.result
        if row.action and row.action_by and (judged in newest or row.action_by >= standing.as_of):
            yield from _by(standing, DueKind.ACTION, row.action_by, [row.period], row.action)


def _reviews(standing: Standing) -> Iterator[Due]:
    months = standing.register.settings.windows.standard_review_months
    standard = standing.standard
    yield from _by(standing, DueKind.REVIEW, _review(standard, months))


def _of_plan(register: Register, charter: Charter) -> Iterator[Due]:
    """Yield the review of a whole plan, and the surveys that are planned."""
    review = _review(charter.agency, register.settings.windows.plan_months)
    found: list[tuple[DueKind, date | None, Text | str]] = [(DueKind.REVIEW, review, "")]
    found += [(DueKind.SURVEY, one.when.end, one.what) for one in charter.surveys.planned]
    for kind, day, what in found:
        late = _is_late(register, charter, day)
        if day is not None and late is not None:
            yield Due(charter, kind, day, late, what=what)


def _by(
    standing: Standing,
    kind: DueKind,
    day: date | None,
    periods: Sequence[Period] = (),
    what: str = "",
) -> Iterator[Due]:
    """Yield what a promise asks for by a day, where anybody can know whether it was done."""
    late = _is_late(standing.register, standing.charter, day, standing.standard.compiled)
    if day is not None and late is not None:
        yield Due(standing.charter, kind, day, late, standing, periods, what)


def _review(of: Agency | Standard, months: int) -> date | None:
    """Return the day of the next review: the one that is named and not over, else by the site's rhythm."""
    last, following = of.last_reviewed, of.next_review
    if following is not None and (last is None or last < following):
        return following
    return months_later(last, months) if last else None


def _is_late(
    register: Register, charter: Charter, day: date | None, compiled: Compiled | None = None
) -> bool | None:
    """Return whether a day is over; None where nobody can know whether it was kept."""
    if day is None or day >= register.as_of:
        return False
    return True if day < known_on(register, charter, compiled) else None
