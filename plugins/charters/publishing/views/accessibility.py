"""The accessibility page: what was checked, by which rules, and what is still unknown (item g)."""

from __future__ import annotations

from dataclasses import dataclass

from charters.model.register import Charter
from charters.problems import Rule, rules
from charters.publishing.book import Book
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.facts import Fact, facts, listed
from charters.publishing.views.promise_cards import agency_url


@dataclass(frozen=True, slots=True)
class ManualCheckView:
    """A check that a person made."""

    when: str
    by: Said
    what: Said
    found: Said


@dataclass(frozen=True, slots=True)
class StatementView:
    """What one agency says of the accessibility of its own web pages."""

    agency: Said
    url: str
    facts: list[Fact]
    link: str
    checks: list[ManualCheckView]


@dataclass(frozen=True, slots=True)
class Accessibility:
    """Everything the accessibility page shows."""

    day: str
    rules: list[Rule]
    statements: list[StatementView]


def accessibility(book: Book) -> Accessibility:
    """Return the automatic rules of this build, and the agencies' own statements."""
    charters = book.register.charters.values()
    found = [c for c in charters if c.agency.accessibility_statement or c.agency.manual_checks]
    return Accessibility(
        day=book.speech.day(book.register.as_of),
        rules=[rule for rule in rules().values() if rule.code.startswith("S")],
        statements=[_statement(book.speech, charter) for charter in found],
    )


def _statement(speech: Speech, charter: Charter) -> StatementView:
    _ = speech.gettext
    said = charter.agency.accessibility_statement
    return StatementView(
        agency=speech.say(charter.agency.name),
        url=agency_url(charter),
        facts=facts(
            speech,
            (_("Standard applied"), said.standard if said else None),
            (_("Last updated"), said.updated if said else None),
            (_("Known limits"), listed(speech, said.known_limits) if said else None),
            (_("Whom to tell"), said.contact if said else None),
            (_("Answered within"), said.answered_within if said else None),
        ),
        link=(said.link or "") if said else "",
        checks=[
            ManualCheckView(
                speech.day(check.date),
                speech.say(check.by),
                speech.say(check.what),
                speech.say(check.found),
            )
            for check in charter.agency.manual_checks
        ],
    )
