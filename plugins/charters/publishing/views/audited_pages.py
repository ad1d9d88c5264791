"""What an audit of the finished pages in a browser found, as the page on accessibility tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charters.judging.ages import is_older
from charters.model.audited import AuditRecord, Found, KnownFault
from charters.problems import browser_checks
from charters.publishing.book import Book
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.facts import Fact, facts

_MOST_PAGES = 10
"""Pages that are named one by one; of the rest it is said how many there are."""


@dataclass(frozen=True, slots=True)
class FaultView:
    """A rule that pages of this site break."""

    title: Said
    wcag: str
    pages: list[str]
    more: str
    known: list[Fact]
    """Why it is not mended yet, the way round it, and by when it is."""


@dataclass(frozen=True, slots=True)
class AuditView:
    """One audit of the whole site."""

    said: str
    old: str
    """That it was long ago; '' where it was not."""
    checks: list[str]
    faults: list[FaultView]
    found: str
    """How many faults there are, and on how many pages."""
    advice: str
    unsure: str
    """What a person has to look at, as no program can tell; '' where there is nothing."""


def audit_view(book: Book) -> AuditView | None:
    """Return what is on record of the last audit of this site; None where there was none."""
    record, speech = book.register.audit, book.speech
    if record is None:
        return None
    by_rule: dict[str, list[Found]] = {}
    for one in record.faults:
        by_rule.setdefault(one.rule, []).append(one)
    known = book.register.known_faults
    return AuditView(
        said=_said(speech, record),
        old=_old(book, record),
        checks=[_title(speech, one, "").words for one in record.checks if one in browser_checks()],
        faults=[_fault(speech, found, known) for found in by_rule.values()],
        found=_found(speech, record, len(by_rule)),
        advice=_advice(speech, record),
        unsure=_unsure(speech, record),
    )


def _said(speech: Speech, record: AuditRecord) -> str:
    said = speech.gettext(
        "On {day} a program opened {pages} pages of this site in a browser ({browser}), on screens "
        "of 1,280 and of 320 pixels, light and dark, and held them against WCAG {wcag} with axe "
        "{axe} and with the checks below ({program})."
    )
    return said.format(
        day=speech.day(record.checked),
        pages=speech.number(len(record.pages)),
        browser=record.browser,
        wcag=record.wcag,
        axe=record.axe,
        program=record.program,
    )


def _old(book: Book, record: AuditRecord) -> str:
    months = book.register.settings.windows.statement_months
    if not is_older(record.checked, months, book.register.as_of):
        return ""
    return book.speech.gettext("This was long ago: pages have changed since.")


def _found(speech: Speech, record: AuditRecord, kinds: int) -> str:
    pages = len({one.page for one in record.faults})
    if not kinds:
        return speech.gettext("Nothing was found that breaks one of these rules.")
    said = speech.gettext("Rules that are broken: {kinds}, on {pages} of {every} pages.")
    every = speech.number(len(record.pages))
    return said.format(kinds=speech.number(kinds), pages=speech.number(pages), every=every)


def _advice(speech: Speech, record: AuditRecord) -> str:
    count = len({one.rule for one in record.found if one.advice})
    if not count:
        return ""
    said = speech.gettext(
        "Besides, pieces of advice that no criterion of WCAG asks for are not followed: {count}."
    )
    return said.format(count=speech.number(count))


def _unsure(speech: Speech, record: AuditRecord) -> str:
    if not record.unsure:
        return ""
    said = speech.gettext(
        "The program could not tell, and a person has to look: rules {kinds}, on {pages} pages."
    )
    kinds, pages = ({getattr(one, key) for one in record.unsure} for key in ("rule", "page"))
    return said.format(kinds=speech.number(len(kinds)), pages=speech.number(len(pages)))


def _fault(speech: Speech, found: Sequence[Found], known: Sequence[KnownFault]) -> FaultView:
    first = found[0]
    covering = [one for one in known if any(one.covers(each) for each in found)]
    rest = len(found) - _MOST_PAGES
    more = speech.gettext("and {count} more pages").format(count=speech.number(rest))
    return FaultView(
        title=_title(speech, first.rule, first.title),
        wcag=", ".join(first.wcag),
        pages=[one.page for one in found[:_MOST_PAGES]],
        more=more if rest > 0 else "",
        known=[fact for one in covering for fact in _known(speech, one)],
    )


def _title(speech: Speech, rule: str, told: str) -> Said:
    """Return what a rule is called: ours in the language of the page, axe's as axe told it."""
    check = browser_checks().get(rule)
    if check is None:
        return Said(told, "" if speech.language.startswith("en") else "en")
    words = check["title"]  # which the catalogue of rules has marked
    return Said(speech.gettext(words))


def _known(speech: Speech, fault: KnownFault) -> list[Fact]:
    _ = speech.gettext
    return facts(
        speech,
        (_("Why it is not mended yet"), fault.reason),
        (_("A way round it"), fault.instead),
        (_("To be mended by"), fault.until),
        (_("Who mends it"), fault.owner),
    )
