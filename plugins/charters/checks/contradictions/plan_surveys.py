"""Figures of surveys that the plan's prose repeats, against surveys.yml (K8)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from charters.checks.contradictions.dates import days_of
from charters.checks.contradictions.figures import Claim, claim_of
from charters.checks.contradictions.places import SURVEYS, beside, plain
from charters.checks.contradictions.prose import Sentence, sentences_of
from charters.checks.contradictions.survey_levels import SATISFIED, shares_of
from charters.checks.wording.promise import heard
from charters.model.quantities import PERCENT
from charters.model.register import Charter, Register
from charters.model.standards import Activity
from charters.model.surveys import CustomerSurvey
from charters.problems import Place, Problem

_NUMBER = r"(?<![\d.,$])(\d{1,3}(?:,\d{3})+|\d{2,7})"
_WHO = r"(?: (?:people|customers|visitors|callers|users|applicants|of (?:them|you|those)))?"
_ANSWERED = re.compile(
    rf"{_NUMBER}{_WHO}(?: who)?(?: have| had)? (?:answered|replied|responded|took part)"
    r"(?=[.,;]| (?:it|our|the|to (?:it|our|the|this)) (?:survey|questions|questionnaire)|$)"
)
_A_SURVEY = re.compile(r"\b(?:survey\w*|asked|questionnaires?|poll)\b")
_HEDGED = re.compile(
    r"\b(?:about|nearly|almost|over|more than|under|roughly|around|some|at least) $"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OTHERS = re.compile(
    r"\b(?:staff|employees|rangers|other|their|national|industry|before|than|rose|fell)\b"
)


def check_plan_surveys(register: Register) -> Iterator[Problem]:
    """Yield counts and shares of a survey in the plan that no survey has."""
    if register.settings.language.partition("-")[0] != "en":
        return
    for charter in register.charters.values():
        surveys = charter.surveys.customers
        for sentence in sentences_of(charter.page) if charter.page and surveys else ():
            text = sentence.words.lower()
            if not _OTHERS.search(text):
                meant = _of_its_years(charter, text, surveys)
                yield from _count(charter, sentence, text, meant)
                yield from _satisfied(charter, sentence, meant)


def _of_its_years(
    charter: Charter, text: str, surveys: Sequence[CustomerSurvey]
) -> list[CustomerSurvey]:
    """Return the surveys of the years a sentence names; all where it names none."""
    years = {int(year) for year in _YEAR.findall(text)}
    return [
        survey
        for survey in surveys
        if not years or days_of(survey.fielded.last, charter).end.year in years
    ]


def _count(
    charter: Charter, sentence: Sentence, text: str, surveys: Sequence[CustomerSurvey]
) -> Iterator[Problem]:
    found = _ANSWERED.search(text)
    if not found or not _A_SURVEY.search(text) or _HEDGED.search(text[: found.start()]):
        return
    number = int(found[1].replace(",", ""))
    answered = [survey for survey in surveys if survey.answered is not None]
    if len(answered) == len(surveys) and answered and number not in _counts(answered):
        newest = max(answered, key=lambda survey: days_of(survey.fielded.last, charter).end)
        said = f"{newest.answered:,} answered" if newest.answered is not None else ""
        other = charter.place(SURVEYS, "customers", newest.id, "answered")
        yield _differs(sentence, found[0], f"the survey '{newest.id}' says {said}", other)


def _counts(surveys: Sequence[CustomerSurvey]) -> set[int]:
    found = {count for s in surveys for count in (s.answered, s.offered, s.customers)}
    answers = {a.count for s in surveys for question in s.questions for a in question.answers}
    return {count for count in found if count is not None} | answers


def _satisfied(
    charter: Charter, sentence: Sentence, surveys: Sequence[CustomerSurvey]
) -> Iterator[Problem]:
    said = heard(sentence.words, "en")
    asked = [survey for survey in surveys if _levels(survey)]
    if len(said.shares) != 1 or len(asked) != 1 or not SATISFIED.search(said.text):
        return
    claim, levels = claim_of(said, said.shares[0]), _levels(asked[0])
    if not any(claim.agrees_with(level, PERCENT) for level in levels) and not _reached(
        charter, claim
    ):
        at = next(n for n, question in enumerate(asked[0].questions) if shares_of(question))
        known = " or ".join(f"{plain(level)}%" for level in dict.fromkeys(levels))
        other = charter.place(SURVEYS, "customers", asked[0].id, "questions", at)
        yield _differs(sentence, claim.quoted, f"the survey '{asked[0].id}' says {known}", other)


def _levels(survey: CustomerSurvey) -> list[Fraction]:
    return [level for question in survey.questions for level in shares_of(question)]


def _reached(charter: Charter, claim: Claim) -> bool:
    """Return whether a result that rests on a survey is the claimed share."""
    asked = (
        s for s in charter.standards if s.measure.question or s.activity is Activity.SATISFYING
    )
    rows = (row for standard in asked for row in charter.results.get(standard.id, ()))
    return any(
        row.amount is not None and claim.agrees_with(Fraction(row.amount), PERCENT) for row in rows
    )


def _differs(sentence: Sentence, quoted: str, against: str, other: Place) -> Problem:
    place = Place(sentence.path, sentence.line_of(quoted))
    return Problem(
        place,
        "K8",
        f"the plan says '{quoted}', {against} ({beside(place, other)}); take the number out and "
        "write /// surveys, which keeps up with the data",
        (other,),
    )
