"""The accessibility page: what was checked of this site, by whom and when, and whom to tell (item g)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from charters.model.access import ManualCheck
from charters.model.register import Charter
from charters.model.settings import Publisher, SiteCheck, StatementForm
from charters.problems import Message, Rule, rules
from charters.problems.message import _
from charters.publishing.book import Book
from charters.publishing.say.clause_words import say_message
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.audited_pages import AuditView, audit_view
from charters.publishing.views.facts import Fact, facts, listed, put
from charters.publishing.views.places import agency_url
from charters.rules.g_access import last_check
from charters.rules.pages.finished import HELD_TO


@dataclass(frozen=True, slots=True)
class PublisherView:
    """Who runs the site, and how to reach them."""

    name: Said
    run_by: Said
    """The sentence that names them."""
    link: str
    words: str
    """The address as a reader writes it."""
    answered: Said | None = None
    """When somebody answers who reports a problem."""
    enforced_by: Said | None = None
    """Who looks into it where the answer does not help."""


@dataclass(frozen=True, slots=True)
class ManualCheckView:
    """A check that somebody made."""

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
class Section:
    """A part of the page, and what its form calls it."""

    part: str
    heading: str


_PARTS: Mapping[str, Message] = {
    "faults": _("What is known not to work"),
    "audit": _("The audit of every page"),
    "build": _("What a program checks on every page, at every build"),
    "hand": _("Other checks of this site"),
    "agencies": _("What the agencies record"),
    "report": _("Who runs this site, and whom to tell of a problem"),
}
_FORMAL: Mapping[str, Message] = {
    **_PARTS,
    "standing": _("Conformance status"),
    "faults": _("Content that does not work for everybody"),
    "audit": _("Preparation of this statement"),
    "report": _("Feedback and contact information"),
    "enforced": _("Enforcement procedure"),
}
_FORMS: Mapping[StatementForm, Mapping[str, Message]] = {
    StatementForm.PLAIN: _PARTS,
    StatementForm.EU: {
        name: _FORMAL[name]
        for name in (
            "standing",
            "faults",
            "audit",
            "build",
            "hand",
            "report",
            "enforced",
            "agencies",
        )
    },
    StatementForm.UK: {
        name: _FORMAL[name]
        for name in (
            "faults",
            "report",
            "enforced",
            "standing",
            "audit",
            "build",
            "hand",
            "agencies",
        )
    },
    StatementForm.US_508: {
        **{name: _FORMAL[name] for name in ("standing", "faults", "report")},
        **{name: _FORMAL[name] for name in ("audit", "build", "hand", "agencies")},
        "standing": _("Standard applied"),
        "faults": _("Known limits, and ways round them"),
    },
}
"""The parts of each form in its order."""


@dataclass(frozen=True, slots=True)
class Accessibility:
    """Everything the accessibility page shows."""

    sections: list[Section]
    level: str
    """The level of WCAG that the publisher holds the site to."""
    audit: AuditView | None
    publisher: PublisherView | None
    rules: list[Rule]
    """What every page of this build was held to."""
    checks: list[ManualCheckView]
    """Other checks of the whole site."""
    is_check_due: bool
    """Whether the last of these was too long ago."""
    statements: list[StatementView]


def accessibility(book: Book) -> Accessibility:
    """Return the rules of this build, the other checks on record, and the agencies' own statements."""
    charters, settings = book.register.charters.values(), book.register.settings
    found = [c for c in charters if c.agency.accessibility_statement or c.agency.manual_checks]
    form, speech = _FORMS[settings.statement], book.speech
    statements = [_statement(speech, charter) for charter in found]
    return Accessibility(
        sections=[
            Section(part, say_message(speech, heading))
            for part, heading in form.items()
            if part != "agencies" or statements
        ],
        level=settings.wcag.value,
        audit=audit_view(book),
        publisher=publisher_view(speech, settings.publisher),
        rules=[rules()[code] for code in HELD_TO],
        checks=_checks(speech, settings.audits),
        is_check_due=last_check(book.register)[1],
        statements=statements,
    )


def publisher_view(speech: Speech, publisher: Publisher | None) -> PublisherView | None:
    """Return who runs a site, as every page names them."""
    if publisher is None:
        return None
    link = publisher.contact
    words = link.removeprefix("mailto:").removeprefix("tel:").removeprefix("https://")
    answered, enforced = speech.said(publisher.answered_within), speech.said(publisher.enforced_by)
    run_by = put(speech, speech.gettext("This site is run by {name}."), name=publisher.name)
    return PublisherView(speech.say(publisher.name), run_by, link, words, answered, enforced)


def _checks(speech: Speech, checks: Iterable[ManualCheck | SiteCheck]) -> list[ManualCheckView]:
    return [
        ManualCheckView(
            speech.day(check.date),
            speech.say(check.by),
            speech.say(check.what),
            speech.say(check.found),
        )
        for check in checks
    ]


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
        checks=_checks(speech, charter.agency.manual_checks),
    )
