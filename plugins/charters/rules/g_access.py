"""Item (g): information, services and complaints that everybody can reach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from charters.judging.ages import is_older
from charters.model.file_names import AGENCY
from charters.model.register import Register
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.reading.audit_record import record_place
from charters.rules.case import Case
from charters.rules.filled import is_said
from charters.rules.findings import Seen, State, Strength
from charters.rules.forms import Subject
from charters.rules.g_complaining import complaining
from charters.rules.g_needs import CLASHES, ways
from charters.rules.records import nothing
from charters.rules.saying import partial, parts, present, stale


def _checked(case: Case) -> Iterator[Seen]:
    """G1: people checked the pages by hand on a known day, besides the rules of every build.

    A build puts each finished page to the rules of pages, and stops at a fault. Where an audit in a browser
    is on record, what it found counts too.
    """
    yield from _audited(case)
    last = max((check.date for check in case.charter.agency.manual_checks), default=None)
    add = _(
        "In agency.yml, add 'manual_checks': date, by, what (keyboard, screen reader, zoom) and "
        "found."
    )
    place = case.place(AGENCY, "manual_checks")
    if last is None:
        yield nothing(case, _("check of its pages that a person made"), add, place, State.PARTIAL)
    elif case.is_older(last, case.windows.statement_months):
        yield stale(_("A person last checked the pages on {day}.", day=last), add, place)
    else:
        said = _(
            "Every build looks at the links, images, headings, tables and names on each "
            "finished page, and stops at a fault; a person last checked on {day}.",
            day=last,
        )
        yield present(said, Strength.FIGURES, "accessibility/")


def last_check(register: Register) -> tuple[date | None, bool]:
    """Return when somebody last checked the whole site by hand, and whether that is too long ago."""
    last = max((check.date for check in register.settings.audits), default=None)
    months = register.settings.windows.statement_months
    return last, last is not None and is_older(last, months, register.as_of)


def checked_by_hand(register: Register) -> Iterator[Problem]:
    """G1: whoever has a browser look at the pages has people look too, every year."""
    last, is_due = last_check(register)
    place = register.settings.audits_place or Place(register.settings.site_file)
    do = _(
        "have people use the site by keyboard, with a screen reader and enlarged, and add 'audits': date, by, what and found"
    )
    if is_due and last is not None:
        said = _("the last check of this site by hand was on {day}, too long ago", day=last)
        yield Problem(place, "Y057", said, do=do)
    elif last is None and register.audit is not None:
        said = _("no check of this site by hand is recorded, only what a program found")
        yield Problem(place, "Y057", said, do=do)


def _audited(case: Case) -> Iterator[Seen]:
    """Yield what the last audit of the finished pages found, where there was one."""
    record = case.register.audit
    if record is None:
        return
    place = Place(record_place(Path(), case.register.settings).as_posix())
    add = _("Mend what 'charters audit' tells, build the site, and audit it again.")
    pages, broken = len(record.pages), len({one.page for one in record.faults})
    if broken:
        said = _(
            "The audit of {day} found faults on {broken} of {pages} pages of this site.",
            day=record.checked,
            broken=broken,
            pages=pages,
        )
        yield partial(said, add, place, strength=Strength.FIGURES)
    elif case.is_older(record.checked, case.windows.statement_months):
        yield stale(_("The pages were last audited on {day}.", day=record.checked), add, place)
    else:
        said = _(
            "The audit of {day} found no fault of the kinds it looks for on the {pages} pages of this site.",
            day=record.checked,
            pages=pages,
        )
        yield present(said, Strength.FIGURES, "accessibility/")


def _statement(case: Case) -> Iterator[Seen]:
    """G5: the accessibility statement: standard, known limits, contact, date (M-24-08)."""
    statement = case.charter.agency.accessibility_statement
    place = case.place(AGENCY, "accessibility_statement")
    if statement is None:
        what = _("statement on how accessible its web pages are")
        add = _(
            "In agency.yml, add 'accessibility_statement': standard, updated, known_limits, "
            "contact and link."
        )
        yield nothing(case, what, add, place)
        return
    if case.is_older(statement.updated, case.windows.statement_months):
        said = _("The accessibility statement is from {day}.", day=statement.updated)
        add = _("Look at the statement again, and bring 'updated' in agency.yml up to date.")
        yield stale(said, add, place)
    limits = any(is_said(limit, "known_limits") for limit in statement.known_limits)
    told = (
        ("standard", _("which standard they follow"), is_said(statement.standard, "standard")),
        ("known_limits", _("what is known not to work"), limits),
        ("contact", _("whom to tell"), is_said(statement.contact, "contact")),
        ("answered_within", _("how soon you get an answer"), bool(statement.answered_within)),
    )
    about = _("how accessible its web pages were on {day}", day=statement.updated)
    pages = (case.page("about"), *filter(None, [statement.link]))
    yield parts(case, "accessibility_statement", about, told, *pages)


SUBJECT = Subject(
    looks={"G1": _checked, "G3": ways, "G4": complaining, "G5": _statement},
    clashes=CLASHES,
)
