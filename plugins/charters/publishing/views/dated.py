"""What has a date: reports on surveys, what they were used for, surveys to come, training (Sec. 2, 3)."""

from __future__ import annotations

from dataclasses import dataclass

from charters.model.register import Charter
from charters.publishing.book import Book
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.cited import SourceView, source_view
from charters.publishing.views.facts import Fact, as_said, facts, named
from charters.publishing.views.why_missed import to_be_done


@dataclass(frozen=True, slots=True)
class Dated:
    """Something with a date: a report, a use, a planned survey, a training."""

    what: Said
    facts: list[Fact]
    when: str
    source: SourceView | None


def report_views(speech: Speech, charter: Charter) -> list[Dated]:
    """Return the reports on surveys (Section 2)."""
    _, known = speech.gettext, charter.survey_by_id
    return [
        Dated(
            Said(_("A report on our surveys")),
            facts(
                speech, (_("Reported to"), one.to), (_("About"), named(speech, known, one.surveys))
            ),
            speech.period(one.date),
            source_view(speech, charter, one.source),
        )
        for one in charter.surveys.reports
    ]


def use_views(speech: Speech, charter: Charter) -> list[Dated]:
    """Return what was decided on the strength of surveys (Section 2)."""
    _, known = speech.gettext, charter.survey_by_id
    return [
        Dated(
            speech.say(one.decided),
            facts(
                speech,
                (_("Used for"), one.kind),
                (_("How much"), one.amount),
                (_("Rests on"), named(speech, known, [one.survey or ""])),
            ),
            speech.period(one.date),
            source_view(speech, charter, one.source),
        )
        for one in charter.surveys.uses
    ]


def planned_views(book: Book, charter: Charter) -> list[Dated]:
    """Return the surveys to come (Section 3); one whose day is over says that nobody knows of it."""
    speech = book.speech
    _, today = speech.gettext, book.register.as_of
    return [
        Dated(
            speech.say(one.what),
            facts(
                speech,
                (_("Who will be asked"), one.whom),
                (_("State"), to_be_done(speech, one.when.end) if one.when.end < today else None),
            ),
            speech.period(one.when),
            source_view(speech, charter, one.source),
        )
        for one in charter.surveys.planned
    ]


def training_views(speech: Speech, charter: Charter) -> list[Dated]:
    """Return the training of those who serve customers (Section 3)."""
    return [
        Dated(
            speech.say(one.what),
            facts(speech, (speech.gettext("Who is trained"), one.who)),
            as_said(speech, one.when).words,
            source_view(speech, charter, one.source),
        )
        for one in charter.agency.training
    ]
