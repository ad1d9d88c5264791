"""Section 3: publish a customer service plan that customers can readily understand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charters.checks.findings import State, Strength, _
from charters.checks.order.case import AGENCY, BENCHMARKS, SURVEYS, Case
from charters.checks.order.comparators import others_than_us
from charters.checks.order.said import is_said, is_sentence
from charters.checks.order.seen import (
    Seen,
    contradiction,
    idle,
    listed_all,
    no_promises,
    nothing,
    partial,
    present,
    stale,
)
from charters.model.agency import PlanParts
from charters.model.benchmarks import Sector
from charters.problems import Place

FEWEST_READERS = 5
"""People who have to try a plan before anybody says that it is understood (S3.2)."""

_BENCHMARKS_BLOCK = re.compile(r"^/// *benchmarks\b", re.MULTILINE)
_GOING_ON = re.compile(r"\bcontinue to (?:survey|ask|poll)\b", re.IGNORECASE)


def check_published(case: Case) -> Iterator[Seen]:
    """S3.1: the plan is published, dated, and has an owner."""
    agency, page = case.charter.agency, case.charter.page
    if page is None:
        yield nothing(
            case,
            _("page in the agency's own words"),
            _("Add content/agencies/{agency}.md with a few sentences.", agency=case.charter.id),
            Place(f"content/agencies/{case.charter.id}.md"),
        )
        return
    answers = {
        "owner": is_said(agency.owner, "owner"),
        "last_reviewed": agency.last_reviewed is not None,
    }
    if agency.last_reviewed and case.is_older(agency.last_reviewed, case.windows.plan_months):
        yield stale(
            _("The plan was last reviewed on {day}.", day=agency.last_reviewed),
            _("Go through the plan, and bring 'last_reviewed' in agency.yml up to date."),
            case.place(AGENCY, "last_reviewed"),
        )
    if lacking := ", ".join(key for key, is_there in answers.items() if not is_there):
        yield partial(
            _("The plan is published, but does not say who answers for it and as of when."),
            _("In agency.yml, add {keys}.", keys=lacking),
            case.place(AGENCY),
        )
    elif agency.last_reviewed:
        yield present(
            _("The plan is published; it was last reviewed on {day}.", day=agency.last_reviewed),
            Strength.WORDS,
            case.page(),
        )


def check_understood(case: Case) -> Iterator[Seen]:
    """S3.2: readers tried the plan; limits of language alone do not show understanding."""
    tests = case.charter.agency.reader_tests
    place = case.place(AGENCY, "reader_tests")
    if not tests:
        yield nothing(
            case,
            _("test of the plan with readers"),
            _(
                "Ask five people to find and explain one promise; in agency.yml, add "
                "'reader_tests' with date, people, task and succeeded."
            ),
            place,
            State.PARTIAL if case.charter.page else State.MISSING,
        )
        return
    for n, test in enumerate(tests):
        if test.succeeded > test.people:
            yield contradiction(
                _(
                    "{succeeded} of {people} readers succeeded.",
                    succeeded=test.succeeded,
                    people=test.people,
                ),
                _("In agency.yml, mend people or succeeded of this reader test."),
                case.place(AGENCY, "reader_tests", n, "succeeded"),
            )
    newest = max(tests, key=lambda test: test.date)
    sentence = _(
        "Readers who tried the plan on {day}: {people}, of whom {succeeded} succeeded.",
        day=newest.date,
        people=newest.people,
        succeeded=newest.succeeded,
    )
    again = _("Ask five people or more again, and add it to 'reader_tests' in agency.yml.")
    if newest.people < FEWEST_READERS:
        yield partial(sentence, again, place, strength=Strength.FIGURES)
    elif case.is_older(newest.date, case.windows.plan_months):
        yield stale(sentence, again, place, strength=Strength.FIGURES)
    else:
        yield present(sentence, Strength.FIGURES, case.page("about"))


def check_standards_inside(case: Case) -> Iterator[Seen]:
    """S3.3: the plan shows the standards from the one source, and retypes no number (K8)."""
    if not case.promises:
        yield no_promises(case)
    elif case.facts.retyped:
        yield contradiction(
            _(
                "Numbers in the plan's words differ from the data: {count}.",
                count=len(case.facts.retyped),
            ),
            _("Take the number out of the text, and place the promise with '/// standard | id'."),
            *case.facts.retyped,
        )
    else:
        yield present(
            _(
                "The plan takes its promises and results from the data: {count}.",
                count=len(case.promises),
            ),
            Strength.FIGURES,
            case.page("standards"),
        )


def check_future_surveys(case: Case) -> Iterator[Seen]:
    """S3.4: surveys to come: what, whom, when (K18)."""
    planned, page = case.charter.surveys.planned, case.charter.page
    place = case.place(SURVEYS, "planned")
    add = _("In surveys.yml, add under 'planned' what will be asked, whom, and when.")
    vague = page and _GOING_ON.search(page.body)
    coming = [survey for survey in planned if survey.when.end >= case.today]
    if coming:
        first = min(coming, key=lambda survey: survey.when.end)
        yield present(
            _("The next survey is planned for the time up to {day}.", day=first.when.end),
            Strength.WORDS,
            case.page("next"),
        )
    elif planned:
        newest = max(survey.when.end for survey in planned)
        yield stale(
            _("Every planned survey lies in the past; the last was for {day}.", day=newest),
            add,
            place,
        )
    elif vague:
        yield partial(_("The plan says that surveys go on, but not when."), add, place)
    else:
        yield nothing(case, _("survey planned for the future"), add, place)


def check_benchmarks_named(case: Case) -> Iterator[Seen]:
    """S3.5: the private and the public standards used as benchmarks are named."""
    others, page = others_than_us(case), case.charter.page
    sectors = {found.sector for found in others}
    place = case.place(BENCHMARKS, "benchmarks")
    add = _("In benchmarks.yml, add comparators of both sectors, private and public.")
    shown = page and _BENCHMARKS_BLOCK.search(page.body)
    if page and shown and not others:
        line = page.body_line + page.body.count("\n", 0, shown.start())
        yield contradiction(
            _("The plan has a place for comparisons with others, but there is none."),
            _("Add them to benchmarks.yml, or take '/// benchmarks' out of the page."),
            Place(page.path, line),
            place,
        )
    elif not others:
        yield nothing(case, _("private or public standard used as a benchmark"), add, place)
    elif len(sectors) < len({Sector.PRIVATE, Sector.PUBLIC}):
        yield partial(
            _("The plan names benchmarks of one sector only: {sector}.", sector=min(sectors).value),
            add,
            place,
        )
    else:
        yield present(
            _("Private and public benchmarks are named: {count}.", count=len(others)),
            Strength.WORDS,
            case.page("compare"),
        )


def check_training(case: Case) -> Iterator[Seen]:
    """S3.6: training for those who serve customers or manage with surveys; encouraged only."""
    training = [found for found in case.charter.agency.training if is_sentence(found.what, "what")]
    if training:
        yield present(
            _("Training of staff is described: {count}.", count=len(training)),
            Strength.WORDS,
            case.page("next"),
            *case.links(found.source for found in training),
        )
    else:
        yield nothing(
            case,
            _("training of staff who serve customers; the order encourages it"),
            _("In agency.yml, add 'training' with what, who and when."),
            case.place(AGENCY, "training"),
            State.PARTIAL,
        )


def check_parts(case: Case) -> Iterator[Seen]:
    """S3.7: the parts of Executive Order 13571, where the site asks for them."""
    parts = case.charter.agency.plan_parts
    told = parts or PlanParts()
    answers = (
        (
            "signature_initiative",
            _("an initiative that uses technology"),
            is_sentence(told.signature_initiative),
        ),
        ("feedback", _("a way to give feedback"), is_sentence(told.feedback)),
        ("best_practices", _("best practices across channels"), is_sentence(told.best_practices)),
        ("streamlining", _("simpler steps"), is_sentence(told.streamlining)),
        ("standards", _("clear standards"), bool(case.promises)),
        ("results", _("posted results"), any(standing.latest for standing in case.kept)),
    )
    lacking = [(key, words) for key, words, is_there in answers if not is_there]
    keys = ", ".join(key for key, _words in lacking)
    if not case.register.settings.eo_13571:
        yield idle(_("This site does not ask for the parts of Executive Order 13571."))
    elif len(lacking) == len(answers):
        yield nothing(
            case,
            _("part of a plan by Executive Order 13571"),
            _("In agency.yml, add 'plan_parts' with {keys}.", keys=keys),
            case.place(AGENCY, "plan_parts"),
        )
    elif lacking:
        yield partial(
            _(
                "Parts of Executive Order 13571 that are not there: {what}.",
                what=listed_all([words for _key, words in lacking]),
            ),
            _("In agency.yml, add to 'plan_parts' what is missing of {keys}.", keys=keys),
            case.place(AGENCY, "plan_parts"),
        )
    else:
        yield present(
            _("All parts of Executive Order 13571 are there."), Strength.WORDS, case.page("about")
        )
