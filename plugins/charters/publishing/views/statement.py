"""The accessibility page: what was checked of this site, by whom and when, and whom to tell (item g)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from charters.model.agency import ManualCheck
from charters.model.register import Charter
from charters.model.settings import Publisher, SiteCheck
from charters.problems import Rule, rules
from charters.publishing.book import Book
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.facts import Fact, facts, listed
from charters.publishing.views.promise_cards import agency_url
from charters.rules.pages.finished import HELD_TO


@dataclass(frozen=True, slots=True)
class PublisherView:
    """Who runs the site, and how to reach them."""

    name: Said
    link: str
    words: str
    """The address as a reader writes it."""


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
class Accessibility:
    """Everything the accessibility page shows."""

    publisher: PublisherView | None
    rules: list[Rule]
    """What every page of this build was held to."""
    checks: list[ManualCheckView]
    """Other checks of the whole site."""
    statements: list[StatementView]


def accessibility(book: Book) -> Accessibility:
    """Return the rules of this build, the other checks on record, and the agencies' own statements."""
    charters, settings = book.register.charters.values(), book.register.settings
    found = [c for c in charters if c.agency.accessibility_statement or c.agency.manual_checks]
    return Accessibility(
        publisher=publisher_view(book.speech, settings.publisher),
        rules=[rules()[code] for code in HELD_TO],
        checks=_checks(book.speech, settings.audits),
        statements=[_statement(book.speech, charter) for charter in found],
    )


def publisher_view(speech: Speech, publisher: Publisher | None) -> PublisherView | None:
    """Return who runs a site, as every page names them."""
    if publisher is None:
        return None
    link = publisher.contact
    words = link.removeprefix("mailto:").removeprefix("tel:").removeprefix("https://")
    return PublisherView(speech.say(publisher.name), link, words)


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
