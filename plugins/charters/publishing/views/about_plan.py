"""What a plan says of itself: whom it binds, who answers for it, what was tested."""

from __future__ import annotations

from charters.model.agency import PlanParts, ReaderTest, YearlyReport
from charters.model.judged import Scope
from charters.model.quantities import HIDDEN
from charters.model.register import Charter
from charters.problems import SILENCE
from charters.publishing.book import Book, once
from charters.publishing.say.clause_words import say_message
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.cited import source_view
from charters.publishing.views.facts import Fact, as_said, facts, listed, noted, put


def about_plan(book: Book, charter: Charter) -> list[Fact]:
    """Return what is known of a plan itself: of when it is, who answers for it, how it was tested."""
    speech, agency = book.speech, charter.agency
    _, parts = speech.gettext, agency.plan_parts or PlanParts()
    said = facts(
        speech,
        (_("As of"), book.register.as_of),
        (_("Who answers for this plan"), agency.owner),
        (_("Last reviewed"), agency.last_reviewed),
        (_("Next review"), agency.next_review),
        (_("Also called"), listed(speech, agency.also_called)),
        (_("Part of"), agency.parent),
        (_("Found before at"), listed(speech, map(Said, agency.formerly))),
        (_("Serves the public directly"), _scope(speech, agency.direct_service)),
        *((_("Tested with readers"), _reader_test(speech, test)) for test in agency.reader_tests),
        (_("How technology helps you"), parts.signature_initiative),
        (_("How you can tell us what you think"), parts.feedback),
        (_("What we do alike on every channel"), parts.best_practices),
        (_("What we made simpler"), parts.streamlining),
    )
    return [*said, *(_yearly_report(speech, charter, one) for one in agency.yearly_reports)]


def _scope(speech: Speech, scope: Scope | None) -> Said | None:
    if scope is None:
        return None
    answer = speech.gettext("Yes") if scope.answer else speech.gettext("No")
    return put(speech, "{answer}. {reason}", answer=answer, reason=scope.reason)


def _reader_test(speech: Speech, test: ReaderTest) -> Said:
    """Return what readers had to do, how many could, and when; none of it where they are too few."""
    if test.people == HIDDEN:
        return noted(speech, test.task, test.date)
    could = speech.gettext("{count} of {people} could, {day}").format(
        count=speech.number(test.succeeded),
        people=speech.number(test.people),
        day=speech.day(test.date),
    )
    return noted(speech, test.task, could)


def _yearly_report(speech: Speech, charter: Charter, report: YearlyReport) -> Fact:
    voice = report.outside_voice
    said = noted(speech, voice, report.date) if voice else as_said(speech, report.date)
    source = source_view(speech, charter, report.source)
    return Fact(speech.gettext("Yearly report"), said, source)


@once
def statements(book: Book, charter: Charter) -> list[str]:
    """Return whom the framework binds, what rights a promise gives, and where the law holds (S4.1, S5.1)."""
    frame = book.audit.framework
    told = (frame.kinds.get(charter.agency.kind, SILENCE), frame.rights) if frame else ()
    said = [say_message(book.speech, message) for message in told if message]
    if any(standard.legal_basis for standard in charter.standards):
        said.append(
            book.speech.gettext("Where a law sets a limit, the promise says so, and the law holds.")
        )
    return said
