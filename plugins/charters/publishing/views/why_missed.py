"""Why a promise was missed, what is done about it, and what was learned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from charters.judging.standings import JudgedResult, Standing
from charters.judging.verdicts import Word
from charters.model.text import Text
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.facts import listed


@dataclass(frozen=True, slots=True)
class MissedView:
    """Why a promise was missed, and what is done about it."""

    summary: str
    because: Said
    action: Said
    lessons: list[Said]
    """What was learned from what happened in that time."""
    past: str
    """One sentence on an action whose day has passed; '' while it is still to come."""


def missed_view(speech: Speech, standing: Standing) -> MissedView | None:
    """Return why a promise was missed: of a standing that says so, and of no other."""
    if standing.verdict.word is not Word.MISSED:
        return None
    newest = standing.by_level if standing.latest is None else [standing.latest]
    missed = [one for one in newest if one.verdict.word is Word.MISSED]
    because = _cells(speech, (one.result.missed_because for one in missed))
    lessons = list(dict.fromkeys(lesson for one in missed for lesson in lessons_of(one)))
    to_do = [one.result for one in missed if one.result.action]
    if not (because.words or to_do or lessons):
        return None
    actions = _cells(speech, (result.action for result in to_do))
    days = [result.action_by for result in to_do if result.action_by is not None]
    last = max(days, default=None)
    return MissedView(
        summary=_why_missed(speech, standing, last, to_do=bool(to_do)),
        because=because,
        action=actions,
        lessons=[speech.say(one) for one in lessons],
        past=to_be_done(speech, last) if last and last < standing.as_of else "",
    )


def _cells(speech: Speech, cells: Iterable[str]) -> Said:
    return listed(speech, map(speech.cell, dict.fromkeys(cells)), between=" ")


def lessons_of(judged: JudgedResult) -> list[Text]:
    """Return what was learned from the events in the time of a result, where that was missed."""
    events = judged.standard.events if judged.verdict.reached is False else []
    touching = (event for event in events if event.touches(judged.result.period))
    return [event.lessons for event in touching if event.lessons is not None]


def _why_missed(speech: Speech, standing: Standing, by: date | None, *, to_do: bool) -> str:
    _ = speech.gettext
    if not to_do:
        return _("Why we missed")
    if by is None:
        if standing.is_old:
            return _("Why we missed, and what we said we would do")
        return _("Why we missed, and what we are doing")
    words = _("Why we missed, and what we are doing by {day}")
    if by < standing.as_of:
        words = _("Why we missed, and what was to be done by {day}")
    return words.format(day=speech.day(by))


def to_be_done(speech: Speech, by: date) -> str:
    """Return that a day is over by which something was to be done, and that nothing says whether it was."""
    words = speech.gettext("This was to be done by {day}; nothing says whether it was.")
    return words.format(day=speech.day(by))
