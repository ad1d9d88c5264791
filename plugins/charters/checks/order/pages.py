"""Item (g): the pages themselves: access, plain words, the statement, the link to complain."""

from __future__ import annotations

from collections.abc import Iterator

from charters.checks.findings import Message, State, Strength, _
from charters.checks.order.case import AGENCY, Case
from charters.checks.order.complaints import no_complaints
from charters.checks.order.said import is_said
from charters.checks.order.seen import (
    Seen,
    listed_all,
    nothing,
    partial,
    present,
    stale,
)


def check_pages(case: Case) -> Iterator[Seen]:
    """G1: the pages pass the automatic rules, and people checked them by hand on a known day."""
    errors, checks = case.facts.page_errors, case.charter.agency.manual_checks
    if not checks:
        yield nothing(
            case,
            _("check of its pages that a person made"),
            _(
                "In agency.yml, add 'manual_checks': date, by, what (keyboard, screen reader, "
                "zoom) and found."
            ),
            case.place(AGENCY, "manual_checks"),
            State.MISSING if errors is None else State.PARTIAL,
        )
    elif case.is_older(max(check.date for check in checks), case.windows.statement_months):
        yield stale(
            _("A person last checked the pages on {day}.", day=max(check.date for check in checks)),
            _("Check them by hand again, and add it to 'manual_checks' in agency.yml."),
            case.place(AGENCY, "manual_checks"),
        )
    if errors is None:
        yield _not_looked_at(case, _("The pages were not put to the automatic rules in this run."))
    elif errors:
        yield partial(
            _("Automatic rules for accessible pages found {count} errors.", count=errors),
            _("Mend what the accessibility report lists for these pages."),
            strength=Strength.FIGURES,
        )
    elif checks:
        yield present(
            _(
                "Automatic rules found no errors; a person last checked on {day}.",
                day=max(check.date for check in checks),
            ),
            Strength.FIGURES,
            "accessibility/",
        )


def _not_looked_at(case: Case, sentence: Message) -> Seen:
    return Seen(
        State.NEEDS_A_PERSON,
        sentence,
        add=_("Build the site with its checks, and read the accessibility report."),
        evidence=(case.page(),),
    )


def check_plain(case: Case) -> Iterator[Seen]:
    """G2: the words on the pages are within the limits for plain language."""
    warnings = case.facts.language_warnings
    if warnings is None:
        yield _not_looked_at(case, _("The words were not put to the rules for plain language."))
    elif warnings:
        yield partial(
            _(
                "Places that are hard to read by the rules for plain language: {count}.",
                count=warnings,
            ),
            _("Mend what `charters check` says about the words of this agency."),
            strength=Strength.FIGURES,
        )
    else:
        yield present(
            _("The words are within the limits for plain language."),
            Strength.FIGURES,
            case.page(),
        )


def check_statement(case: Case) -> Iterator[Seen]:
    """G5: the accessibility statement: standard, known limits, contact, date (M-24-08)."""
    statement = case.charter.agency.accessibility_statement
    place = case.place(AGENCY, "accessibility_statement")
    if statement is None:
        yield nothing(
            case,
            _("statement on how accessible its web pages are"),
            _(
                "In agency.yml, add 'accessibility_statement': standard, updated, known_limits, "
                "contact and link."
            ),
            place,
        )
        return
    if case.is_older(statement.updated, case.windows.statement_months):
        yield stale(
            _("The accessibility statement is from {day}.", day=statement.updated),
            _("Look at the statement again, and bring 'updated' in agency.yml up to date."),
            place,
        )
    limits = any(is_said(limit, "known_limits") for limit in statement.known_limits)
    parts = (
        ("standard", _("which standard it follows"), is_said(statement.standard, "standard")),
        ("known_limits", _("what is known not to work"), limits),
        ("contact", _("whom to tell"), is_said(statement.contact, "contact")),
        ("answered_within", _("how soon they answer"), statement.answered_within is not None),
    )
    if lacking := [(key, words) for key, words, is_there in parts if not is_there]:
        yield partial(
            _(
                "The accessibility statement does not say {what}.",
                what=listed_all([words for _key, words in lacking]),
            ),
            _(
                "In agency.yml, under 'accessibility_statement', add {keys}.",
                keys=", ".join(key for key, _words in lacking),
            ),
            place,
        )
    else:
        yield present(
            _("The accessibility statement is from {day}.", day=statement.updated),
            Strength.WORDS,
            case.page("about"),
            *([statement.link] if statement.link else []),
        )


def check_in_reach(case: Case) -> Iterator[Seen]:
    """G6: the complaint block is one link away from every page, at the same place.

    The site puts the same block and the same link on every page of an agency; whether it
    really did, the check of the finished pages tells.
    """
    astray = case.facts.pages_without_complaint_link
    if case.charter.agency.complaints is None:
        yield no_complaints(case)
    elif astray:
        yield partial(
            _("Pages without a link to the way to complain: {count}.", count=astray),
            _("Mend the templates, so that every page has the link at the same place."),
            strength=Strength.FIGURES,
        )
    else:
        yield present(
            _("The way to complain is one link away from every page."),
            Strength.WORDS if astray is None else Strength.FIGURES,
            case.page("complain"),
        )
