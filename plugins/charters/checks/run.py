"""All checks of a register, in one explicit list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from charters.checks.contradictions.agency_words import check_agency_words
from charters.checks.contradictions.benchmarks import check_benchmarks
from charters.checks.contradictions.channels import check_channels
from charters.checks.contradictions.complaint_figures import check_complaint_figures
from charters.checks.contradictions.complaint_route import check_complaint_route
from charters.checks.contradictions.complaint_steps import check_complaint_steps
from charters.checks.contradictions.customers import check_customers
from charters.checks.contradictions.dates import check_dates
from charters.checks.contradictions.history import check_history
from charters.checks.contradictions.ideas import check_ideas
from charters.checks.contradictions.not_applicable import check_not_applicable
from charters.checks.contradictions.plan_figures import check_plan_figures
from charters.checks.contradictions.plan_goals import check_plan_goals
from charters.checks.contradictions.plan_routes import check_plan_routes
from charters.checks.contradictions.plan_surveys import check_plan_surveys
from charters.checks.contradictions.plan_verdicts import check_plan_verdicts
from charters.checks.contradictions.plan_words import check_plan_words
from charters.checks.contradictions.promises import check_promises
from charters.checks.contradictions.questions import check_questions
from charters.checks.contradictions.result_parts import check_result_parts
from charters.checks.contradictions.result_words import check_result_words
from charters.checks.contradictions.results import check_results
from charters.checks.contradictions.routes import check_routes
from charters.checks.contradictions.rows_kept import check_rows_kept
from charters.checks.contradictions.survey_counts import check_survey_counts
from charters.checks.contradictions.survey_levels import check_survey_levels
from charters.checks.contradictions.translations import check_translations
from charters.checks.contradictions.two_answers import check_two_answers
from charters.checks.contradictions.uses import check_uses
from charters.model.register import Register
from charters.problems import Problem

CHECKS: tuple[Callable[[Register], Iterable[Problem]], ...] = (
    check_promises,
    check_results,
    check_result_words,
    check_result_parts,
    check_dates,
    check_plan_words,
    check_plan_goals,
    check_plan_routes,
    check_plan_surveys,
    check_plan_verdicts,
    check_plan_figures,
    check_customers,
    check_channels,
    check_routes,
    check_complaint_route,
    check_survey_counts,
    check_survey_levels,
    check_questions,
    check_ideas,
    check_uses,
    check_benchmarks,
    check_complaint_steps,
    check_complaint_figures,
    check_agency_words,
    check_translations,
    check_not_applicable,
    check_two_answers,
)
"""Every check that needs nothing but the register."""


def run(register: Register) -> list[Problem]:
    """Return what the checks find in a register, sorted by place."""
    return sorted({problem for check in CHECKS for problem in check(register)})


def run_history(register: Register, root: Path) -> list[Problem]:
    """Return what git shows that the register does not say, sorted by place (K7, F17).

    `root` is the folder the site was read from; where there is no git, nothing is found.
    """
    return sorted({*check_history(register, root), *check_rows_kept(register, root)})
