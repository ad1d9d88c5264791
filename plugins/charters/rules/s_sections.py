"""Sections 3 to 5: a plan that customers can understand, asked of some, and a right of nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charters.judging.comparators import others_than_us
from charters.model.agency import PlanParts
from charters.model.benchmarks import Sector
from charters.model.file_names import AGENCY, BENCHMARKS, SURVEYS
from charters.problems import Cases, Place, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.filled import is_said, is_sentence
from charters.rules.findings import Seen, State, Strength
from charters.rules.forms import Subject
from charters.rules.records import nothing
from charters.rules.saying import clash, idle, partial, parts, present, stale

FEWEST_READERS = 5
"""People who have to try a plan before anybody says that it is understood (S3.2)."""

# Translators: a sector: "benchmarks of one sector only: private".
_SECTORS = {Sector.PRIVATE: _("private"), Sector.PUBLIC: _("public")}
_BENCHMARKS_BLOCK = re.compile(r"^/// *benchmarks\b", re.MULTILINE)
_GOING_ON = re.compile(r"\bcontinue\s+to\s+(?:survey|ask|poll)\b", re.IGNORECASE)


def _published(case: Case) -> Iterator[Seen]:
    """S3.1: the plan is dated and has an owner; that it is published, the reader sees to."""
    agency = case.charter.agency
    day = agency.last_reviewed
    answers = {"owner": is_said(agency.owner, "owner"), "last_reviewed": day is not None}
    lacking = ", ".join(key for key, is_there in answers.items() if not is_there)
    if day and case.is_older(day, case.windows.plan_months):
        said = _("The plan was last reviewed on {day}.", day=day)
        add = _("Go through the plan, and bring 'last_reviewed' in agency.yml up to date.")
        yield stale(said, add, case.place(AGENCY, "last_reviewed"))
    if lacking or day is None:
        said = _("The plan is published, but does not say who answers for it and as of when.")
        yield partial(said, _("In agency.yml, add {keys}.", keys=lacking), case.place(AGENCY))
    else:
        sentence = _("The plan is published; it was last reviewed on {day}.", day=day)
        yield present(sentence, Strength.WORDS, case.page())


def _understood(case: Case) -> Iterator[Seen]:
    """S3.2: readers tried the plan; limits of language alone do not show understanding."""
    tests, place = case.charter.agency.reader_tests, case.place(AGENCY, "reader_tests")
    if not tests:
        what = _("test of the plan with readers")
        add = _(
            "Ask five people to find and explain one promise; in agency.yml, add "
            "'reader_tests' with date, people, task and succeeded."
        )
        yield nothing(case, what, add, place, State.PARTIAL)
        return
    newest = max(tests, key=lambda test: test.date)
    sentence = _(
        "Readers who tried the plan on {day}: {people}, of whom {succeeded} succeeded.",
        day=newest.date,
        people=Cases(newest.people),
        succeeded=Cases(newest.succeeded),
    )
    again = _("Ask five people or more again, and add it to 'reader_tests' in agency.yml.")
    if newest.people < FEWEST_READERS:
        yield partial(sentence, again, place, strength=Strength.FIGURES)
    elif case.is_older(newest.date, case.windows.plan_months):
        yield stale(sentence, again, place, strength=Strength.FIGURES)
    else:
        yield present(sentence, Strength.FIGURES, case.page("about"))


def _future_surveys(case: Case) -> Iterator[Seen]:
    """S3.4: surveys to come: what, whom, when (K18)."""
    ends = sorted(survey.when.end for survey in case.charter.surveys.planned)
    coming = [day for day in ends if day >= case.today]
    page, place = case.charter.page, case.place(SURVEYS, "planned")
    add = _("In surveys.yml, add under 'planned' what will be asked, whom, and when.")
    if coming:
        sentence = _("The next survey is planned for the time up to {day}.", day=coming[0])
        yield present(sentence, Strength.WORDS, case.page("next"))
    elif ends:
        sentence = _("Every planned survey lies in the past; the last was for {day}.", day=ends[-1])
        yield stale(sentence, add, place)
    elif page and _GOING_ON.search(page.body):
        yield partial(_("The plan says that surveys go on, but not when."), add, place)
    else:
        yield nothing(case, _("survey planned for the future"), add, place)


def _both_sectors(case: Case) -> Iterator[Seen]:
    """S3.5: the private and the public standards used as benchmarks are named."""
    others = others_than_us(case.charter)
    place = case.place(BENCHMARKS, "benchmarks")
    add = _("In benchmarks.yml, add comparators of both sectors, private and public.")
    if not others:
        what = _("private or public standard used as a benchmark")
        yield nothing(case, what, add, place)
    elif {found.sector for found in others} >= {Sector.PRIVATE, Sector.PUBLIC}:
        sentence = _("Private and public benchmarks are named: {count}.", count=len(others))
        yield present(sentence, Strength.WORDS, case.page("compare"))
    else:
        sector = _SECTORS[others[0].sector]
        sentence = _("The plan names benchmarks of one sector only: {sector}.", sector=sector)
        yield partial(sentence, add, place)


def _plan_parts(case: Case) -> Iterator[Seen]:
    """S3.7: the parts of Executive Order 13571, where the site asks for them."""
    if not case.register.settings.eo_13571:
        yield idle(_("This site does not ask for the parts of Executive Order 13571."))
        return
    told = case.charter.agency.plan_parts or PlanParts()
    initiative, has_result = told.signature_initiative, any(one.last_published for one in case.kept)
    asked = (
        ("signature_initiative", _("which technology will help"), is_sentence(initiative)),
        ("feedback", _("how to give feedback"), is_sentence(told.feedback)),
        ("best_practices", _("what works best across channels"), is_sentence(told.best_practices)),
        ("streamlining", _("which steps became simpler"), is_sentence(told.streamlining)),
        ("standards (in standards.yml)", _("what is promised"), bool(case.promises)),
        ("results (in results.csv)", _("how the promises were kept"), has_result),
    )
    about = _("what Executive Order 13571 asks for")
    yield parts(case, "plan_parts", about, asked, case.page("about"))


def _only_asked(case: Case) -> Iterator[Seen]:
    """S4.1: an independent agency is asked to follow, and every page of its plan says so."""
    if case.is_independent:
        sentence = _("The plan says that the order asks this agency to follow it.")
        yield present(sentence, Strength.WORDS, case.page("about"))
    else:
        yield idle(_("Section 4 asks independent agencies to follow the order; this one is none."))


def _empty_place(case: Case) -> Iterator[Problem]:
    """S3.5: what the page has a place for is there."""
    page = case.charter.page
    shown = _BENCHMARKS_BLOCK.search(page.body) if page else None
    if page and shown and not others_than_us(case.charter):
        said = _("the page has a place for comparisons with others, but there is none")
        do = _("add them to benchmarks.yml, or take '/// benchmarks' out of the page")
        line = page.body_line + page.body.count("\n", 0, shown.start())
        yield clash("K14", "S3.5", Place(page.path, line), said, do)


SUBJECT = Subject(
    looks={
        "S3.1": _published,
        "S3.2": _understood,
        "S3.4": _future_surveys,
        "S3.5": _both_sectors,
        "S3.7": _plan_parts,
        "S4.1": _only_asked,
    },
    has={"S3.6": lambda _case, training: any(is_sentence(one.what, "what") for one in training)},
    clashes=(_empty_place,),
)
