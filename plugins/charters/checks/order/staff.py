"""Item (e): survey front-line employees on barriers to, and ideas for, matching the best."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from charters.checks.findings import State, Strength, _
from charters.checks.order.case import SURVEYS, Case
from charters.checks.order.said import is_said
from charters.checks.order.seen import (
    STAFF_SURVEYS,
    Ask,
    Seen,
    contradiction,
    counted,
    listed,
    nothing,
    partial,
    present,
    stale,
    tally,
)
from charters.model.surveys import Idea, IdeaStatus, StaffSurvey

_EVERYBODY = re.compile(
    r"\b(?:all|every|entire|whole)\b.{0,30}\b(?:employees?|staff|workforce|personnel|agency)\b"
    r"|\b(?:employees|staff) of the whole\b",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"\b(?:front[ -]?line|who (?:serve|deal|answer|meet|talk|work)|customers?|public|counters?"
    r"|phones?|callers?|visitors?|claims?|offices)\b",
    re.IGNORECASE,
)
_NOT_APART = re.compile(r"\bnot (?:shown|split|counted|reported|published) apart\b", re.IGNORECASE)


def _no_staff_survey(case: Case) -> Seen:
    return nothing(
        case,
        _("survey of the staff who serve customers"),
        _(
            "In surveys.yml, add a survey under 'staff' with id, name, who_counts, fielded, "
            "asked and answered, the barriers and the ideas."
        ),
        case.place(SURVEYS, "staff"),
    )


def _current(case: Case) -> list[StaffSurvey]:
    """Return the staff surveys inside their window; the newest one where there is none."""
    surveys = case.charter.surveys.staff
    fresh = [survey for survey in surveys if not case.is_old_survey(survey.fielded.last.end)]
    return fresh or sorted(surveys, key=lambda survey: survey.fielded.last.end)[-1:]


def check_asked(case: Case) -> Iterator[Seen]:
    """E1: who counts as front-line, how many were asked, how many answered (K12)."""
    surveys = _current(case)
    if not surveys:
        yield _no_staff_survey(case)
        return
    for survey in case.charter.surveys.staff:
        if survey.asked is not None and (survey.answered or 0) > survey.asked:
            yield contradiction(
                _(
                    "{name}: {answered} of the staff answered, but only {asked} were asked.",
                    name=survey.name,
                    answered=survey.answered or 0,
                    asked=survey.asked,
                ),
                _("In surveys.yml, mend asked or answered of {name}.", name=survey.id),
                STAFF_SURVEYS.place(case, survey, "answered"),
                STAFF_SURVEYS.place(case, survey, "asked"),
            )
    if everybody := [survey for survey in surveys if is_of_everybody(survey)]:
        yield partial(
            _(
                "Surveys of all staff that do not show those who serve customers apart: {names}.",
                names=listed([survey.id for survey in everybody]),
            ),
            _("In surveys.yml, give the figures of front-line staff, and say so in 'who_counts'."),
            *(STAFF_SURVEYS.place(case, survey, "who_counts") for survey in everybody),
        )
    yield from tally(
        case,
        Ask(
            STAFF_SURVEYS,
            _(
                "Newest staff surveys that say who counts as front-line, who was asked, who answered"
            ),
            _("In surveys.yml, add 'who_counts', 'asked' and 'answered' to {names}."),
            strength=Strength.FIGURES,
        ),
        surveys,
        [survey for survey in surveys if not _is_counted(survey)],
        [case.page("staff"), *case.links(survey.source for survey in surveys)],
    )


def _is_counted(survey: StaffSurvey) -> bool:
    return None not in (survey.asked, survey.answered) and is_said(survey.who_counts, "who_counts")


def is_of_everybody(survey: StaffSurvey) -> bool:
    """Return whether a survey is of the whole workforce, with no front-line split."""
    words = str(survey.who_counts or "")
    if _NOT_APART.search(words):
        return True
    return bool(_EVERYBODY.search(words)) and not _FRONT.search(words)


def check_barriers(case: Case) -> Iterator[Seen]:
    """E2: what stands in the way of serving customers as well as the best."""
    surveys = case.charter.surveys.staff
    if not surveys:
        yield _no_staff_survey(case)
        return
    barriers = [b for survey in surveys for b in survey.barriers if is_said(b.theme, "theme")]
    if barriers:
        yield present(
            _("Barriers that staff named are shown: {count}.", count=len(barriers)),
            Strength.FIGURES if any(barrier.count for barrier in barriers) else Strength.WORDS,
            case.page("staff"),
        )
    else:
        yield nothing(
            case,
            _("barrier that staff named"),
            _(
                "In surveys.yml, add 'barriers' to {name}: a theme and a count.",
                name=surveys[-1].id,
            ),
            STAFF_SURVEYS.place(case, surveys[-1]),
            State.PARTIAL if any(survey.ideas for survey in surveys) else State.MISSING,
        )


def check_ideas(case: Case) -> Iterator[Seen]:
    """E3: ideas, each with what became of it and why (K15)."""
    surveys = case.charter.surveys.staff
    numbered = [(survey, n, idea) for survey in surveys for n, idea in enumerate(survey.ideas)]
    if not surveys:
        yield _no_staff_survey(case)
    elif not numbered:
        yield nothing(
            case,
            _("idea of staff"),
            _("In surveys.yml, add 'ideas' to {name}: idea, status, reason.", name=surveys[-1].id),
            STAFF_SURVEYS.place(case, surveys[-1]),
            State.PARTIAL if any(survey.barriers for survey in surveys) else State.MISSING,
        )
    else:
        yield from _ideas_answered(case, numbered)


def _ideas_answered(
    case: Case, numbered: Sequence[tuple[StaffSurvey, int, Idea]]
) -> Iterator[Seen]:
    for survey, n, idea in numbered:
        if is_adopted_without_change(idea):
            yield contradiction(
                _(
                    "An idea is called adopted, but nothing is said to have changed: {idea}",
                    idea=idea.idea,
                ),
                _(
                    "In surveys.yml, add 'changed' to this idea of {name}, or mend its status.",
                    name=survey.id,
                ),
                STAFF_SURVEYS.place(case, survey, "ideas", n, "status"),
            )
    open_ideas = [(survey, n, idea) for survey, n, idea in numbered if not _is_answered(idea)]
    if open_ideas:
        yield partial(
            counted(
                case,
                _("Ideas of staff that say what became of them and why"),
                len(numbered),
                len(numbered) - len(open_ideas),
            ),
            _(
                "In surveys.yml, add status (adopted, trying, not-now or no) and reason to the "
                "ideas of {name}.",
                name=open_ideas[0][0].id,
            ),
            *(STAFF_SURVEYS.place(case, survey, "ideas", n) for survey, n, _idea in open_ideas),
        )
    else:
        yield present(
            _("Ideas of staff are shown with what became of each: {count}.", count=len(numbered)),
            Strength.WORDS,
            case.page("staff"),
        )


def is_adopted_without_change(idea: Idea) -> bool:
    """Return whether an idea counts as adopted with nothing changed (K15)."""
    return idea.status is IdeaStatus.ADOPTED and not is_said(idea.changed, "changed")


def _is_answered(idea: Idea) -> bool:
    """Return whether it says what became of an idea; what was changed is reason enough."""
    if idea.status is None:
        return False
    return idea.status is IdeaStatus.ADOPTED or is_said(idea.reason, "reason")


def check_window(case: Case) -> Iterator[Seen]:
    """E4: the newest staff survey is inside its window."""
    surveys = case.charter.surveys.staff
    if not surveys:
        yield _no_staff_survey(case)
        return
    newest = max(surveys, key=lambda survey: survey.fielded.last.end)
    if case.is_old_survey(newest.fielded.last.end):
        yield stale(
            _(
                "The newest survey of staff ended on {day}, more than {months} months ago.",
                day=newest.fielded.last.end,
                months=case.windows.survey_months,
            ),
            _("In surveys.yml, add the staff survey made since then, or plan one."),
            STAFF_SURVEYS.place(case, newest, "fielded"),
        )
    else:
        yield present(
            _("The newest survey of staff ended on {day}.", day=newest.fielded.last.end),
            Strength.WORDS,
            case.page("staff"),
        )


def check_small_groups(case: Case) -> Iterator[Seen]:
    """E5: no figure about so few staff that they could be known."""
    surveys = case.charter.surveys.staff
    if not surveys:
        yield _no_staff_survey(case)
        return
    fewest = case.register.settings.staff_answers_at_least
    small = [(survey, keys) for survey in surveys for keys in small_cells(survey, fewest)]
    if not small:
        yield present(
            _("No figure shown is about fewer than {fewest} members of staff.", fewest=fewest),
            Strength.FIGURES,
            case.page("staff"),
        )
        return
    yield partial(
        _(
            "Figures shown about fewer than {fewest} members of staff: {count}.",
            fewest=fewest,
            count=len(small),
        ),
        _(
            "In surveys.yml, take these counts of {name} out, so that nobody can be known.",
            name=small[0][0].id,
        ),
        *(STAFF_SURVEYS.place(case, survey, *keys) for survey, keys in small),
        strength=Strength.FIGURES,
    )


def small_cells(survey: StaffSurvey, fewest: int) -> Iterator[tuple[str | int, ...]]:
    """Yield the keys of counts in a staff survey that are below the fewest that may be shown."""
    if survey.answered is not None and 0 < survey.answered < fewest:
        yield ("answered",)
    for n, barrier in enumerate(survey.barriers):
        if barrier.count is not None and 0 < barrier.count < fewest:
            yield "barriers", n, "count"
    for n, idea in enumerate(survey.ideas):
        if idea.count is not None and 0 < idea.count < fewest:
            yield "ideas", n, "count"


def check_tied(case: Case) -> Iterator[Seen]:
    """E6: the survey is about a promise or a comparison, as the order ties it."""
    surveys = _current(case)
    if not surveys:
        yield _no_staff_survey(case)
        return
    yield from tally(
        case,
        Ask(
            STAFF_SURVEYS,
            _("Newest staff surveys tied to a promise or to a comparison"),
            "standards: [the id of a promise]",
            keys=("standards",),
            none=State.MISSING,
        ),
        surveys,
        [survey for survey in surveys if not survey.standards and not survey.benchmarks],
        [case.page("staff")],
    )
