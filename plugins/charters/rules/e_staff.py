"""Item (e): the staff who serve customers, on what stands in the way and on their ideas."""

from __future__ import annotations

from collections.abc import Iterator

from charters.judging.labels import says
from charters.model.surveys import Idea, IdeaStatus, StaffSurvey
from charters.problems import Cases, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.filled import is_said
from charters.rules.forms import Subject
from charters.rules.records import Item, counts_of_staff
from charters.rules.saying import at_most, clash


def _is_of_front_line(_case: Case, survey: StaffSurvey) -> bool:
    """E1: it says who counts, who was asked and answered, and not of the whole workforce."""
    who = survey.who_counts
    everybody = says(who, "all-staff") and not says(who, "front-line")
    counted = survey.asked is not None and survey.answered is not None
    return counted and is_said(who, "who_counts") and not everybody and not says(who, "not-apart")


def _is_answered(_case: Case, item: Item) -> bool:
    """E3: an idea says what became of it and why; what was changed is reason enough."""
    idea: Idea = item.it
    answered = idea.status is not None and is_said(idea.reason, "reason")
    return answered or idea.status is IdeaStatus.ADOPTED


def _is_large_enough(case: Case, count: Item) -> bool:
    """E5: a count is of nobody, or of so many that none of them can be known."""
    return not 0 < count.it < case.register.settings.staff_answers_at_least


def _counts(case: Case) -> Iterator[Problem]:
    """E2, E3: nobody names a thing who did not answer."""
    answered = {survey.id: survey.answered for survey in case.charter.surveys.staff}
    for item in counts_of_staff(case):
        name, most = str(item.keys[0]), answered[str(item.keys[0])]
        part = ("count", Cases(item.it), case.in_surveys("staff", *item.keys))
        if most is not None:
            there = case.in_surveys("staff", name, "answered")
            shows = "E3" if item.keys[1] == "ideas" else "E2"
            yield from at_most(shows, part, ("answered", Cases(most), there))


def _stories(case: Case) -> Iterator[Problem]:
    """E3: an idea was adopted exactly where something has changed."""
    for survey in case.charter.surveys.staff:
        for n, idea in enumerate(survey.ideas):
            here, changed = ("staff", survey.id, "ideas", n), is_said(idea.changed, "changed")
            status, what = case.in_surveys(*here, "status"), idea.idea
            if idea.status is IdeaStatus.ADOPTED and not changed:
                said = _("an idea is adopted, but nothing says what changed: {what}", what=what)
                do = _("add changed: ..., or write status: trying")
                yield clash("K15", "E3", status, said, do, case.in_surveys(*here))
            elif idea.status in (IdeaStatus.NO, IdeaStatus.NOT_NOW) and changed:
                said = _("an idea was not adopted, but 'changed' is filled in: {what}", what=what)
                do = _("write status: adopted, or take 'changed' out")
                yield clash("K15", "E3", status, said, do, case.in_surveys(*here, "changed"))


SUBJECT = Subject(
    has={"E1": _is_of_front_line, "E3": _is_answered, "E5": _is_large_enough},
    clashes=(_counts, _stories),
)
