"""Levels of surveys that are typed, against the counts and the results (K2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from charters.checks.contradictions.dates import days_of
from charters.checks.contradictions.figures import Claim
from charters.checks.contradictions.places import (
    RESULTS,
    SURVEYS,
    Keys,
    beside,
    plain,
    result_said,
)
from charters.checks.contradictions.promises import spoken
from charters.checks.contradictions.result_words import unit_of
from charters.checks.wording import LANGUAGES
from charters.checks.wording.promise import heard
from charters.model.quantities import PERCENT
from charters.model.register import Charter, Register
from charters.model.results import Result
from charters.model.standards import Standard
from charters.model.surveys import CustomerSurvey, Question
from charters.problems import Problem

_NO_ANSWER = re.compile(
    r"\b(?:don'?t know|no (?:answer|opinion)|not (?:sure|applicable)|refused|skipped|n/a"
    r"|sans (?:réponse|opinion)|ne sai[st] pas)\b",
    re.IGNORECASE,
)
_RESPONSE = re.compile(
    r"\bresponse rate\b|\b(?:of|out of) (?:those|the people|all|everyone|customers|people|staff)"
    r"(?: \w+){0,3} (?:asked|offered|invited)\b[^.]*\banswered|\btaux de réponse\b"
)
SATISFIED = re.compile(
    r"(?:%|per ?cent|of every \d+) (?:of )?(?:all |our |the )?"
    r"(?:customers|people|callers|visitors|respondents|those who answered|you)? ?"
    r"(?:were|are|was|is|said (?:that )?they (?:were|are)) satisfied\b"
)


_SCORE = re.compile(
    r"\b(?:score of|scored us|average of|gave us) (\d(?:\.\d+)?)(?= points|(?: out)? of \d|[.,;]|$)"
    r"|\b(?:score|average|mean) (?:was|is) (\d(?:\.\d+)?)(?= points|(?: out)? of \d|[.,;]|$)"
)


def check_survey_levels(register: Register) -> Iterator[Problem]:
    """Yield typed levels that differ from what the counts and the results say."""
    site = register.settings.language
    for charter in register.charters.values():
        for survey in charter.surveys.customers:
            for n, question in enumerate(survey.questions):
                where: Keys = ("customers", survey.id, "questions", n)
                yield from _published(charter, question, where)
            if survey.findings:
                yield from _response_rates(charter, survey, site)
                yield from _satisfied_share(charter, survey, site)
                yield from _score(charter, survey, site)
        for standard in charter.standards:
            if standard.measure.question:
                yield from _results(charter, standard)


def _published(charter: Charter, question: Question, where: Keys) -> Iterator[Problem]:
    """K2: a published level that differs from the one the counts work out to."""
    level = question.published
    if level is None:
        return
    place = charter.place(SURVEYS, *where, "published")
    if level.is_share and level.amount > 100:
        message = f"{plain(level.amount)}% is more than all; write a share of 100% or less"
        yield Problem(place, "K12", message, (charter.place(SURVEYS, *where),))
        return
    worked_out = _levels(question) if level.is_share else _means(question)
    claim = Claim(level.amount, PERCENT, "")
    if worked_out and not any(claim.agrees_with(amount, PERCENT) for amount in worked_out):
        other = charter.place(SURVEYS, *where, "answers")
        unit = "%" if level.is_share else f" {level.unit}"
        yield Problem(
            place,
            "K2",
            f"{plain(level.amount)}{unit} is typed, but the counts work out to "
            f"{plain(worked_out[0])}{unit} ({beside(place, other)}); take the typed level out, or "
            "mend the counts",
            (other,),
        )


def _levels(question: Question) -> list[Fraction]:
    """Return the share of satisfied answers, of all and of those who had an opinion."""
    satisfied = {str(label).casefold() for label in question.satisfied}
    counts = [(str(answer.label), answer.count) for answer in question.answers]
    good = sum(count for label, count in counts if label.casefold() in satisfied)
    totals = [
        sum(count for _, count in counts),
        sum(count for label, count in counts if not _NO_ANSWER.search(label)),
    ]
    return [Fraction(good * 100, total) for total in totals if total] if satisfied else []


def _means(question: Question) -> list[Fraction]:
    """Return the mean of answers whose labels begin with a number."""
    numbered = [
        (int(found[0]), answer.count)
        for answer in question.answers
        if (found := re.match(r"\d+(?![\d.,])", str(answer.label)))
    ]
    total = sum(count for _, count in numbered)
    plain_answers = [a for a in question.answers if not _NO_ANSWER.search(str(a.label))]
    if not total or len(numbered) != len(plain_answers):
        return []
    return [Fraction(sum(points * count for points, count in numbered), total)]


def _response_rates(charter: Charter, survey: CustomerSurvey, site: str) -> Iterator[Problem]:
    """K2: a typed response rate that differs from answered of offered."""
    if not survey.offered or survey.answered is None:
        return
    rate = Fraction(survey.answered * 100, survey.offered)
    for n, code, claim, sentence in _shares_found(survey, site):
        if _RESPONSE.search(sentence) and claim.agrees_with(rate, PERCENT) is False:
            keys: Keys = ("customers", survey.id, "findings", n, *([code] if code else []))
            said = f"the counts give {plain(rate)}% ({survey.answered:,} of {survey.offered:,})"
            yield _typed(charter, keys, claim, said, ("customers", survey.id, "answered"))


def _satisfied_share(charter: Charter, survey: CustomerSurvey, site: str) -> Iterator[Problem]:
    """K2: a share of satisfied people in the findings that differs from the question's level."""
    asked = [
        (n, question)
        for n, question in enumerate(survey.questions)
        if "satisf" in f"{question.asks} {question.about}".lower()
    ]
    known = [level for question in survey.questions for level in shares_of(question)]
    number, levels = (asked[0][0], shares_of(asked[0][1])) if len(asked) == 1 else (0, [])
    for n, code, claim, sentence in _shares_found(survey, site):
        wrong = levels and not any(claim.agrees_with(level, PERCENT) for level in known)
        if wrong and SATISFIED.search(sentence):
            keys: Keys = ("customers", survey.id, "findings", n, *([code] if code else []))
            where: Keys = ("customers", survey.id, "questions", number)
            yield _typed(charter, keys, claim, f"the question has {plain(levels[0])}%", where)


def shares_of(question: Question) -> list[Fraction]:
    """Return the satisfied share of a question, worked out or published."""
    level = question.published
    typed = [Fraction(level.amount)] if level is not None and level.is_share else []
    return _levels(question) or typed


def _shares_found(survey: CustomerSurvey, site: str) -> Iterator[tuple[int, str, Claim, str]]:
    """Yield each finding that says exactly one share: its number, language, share and words."""
    for n, finding in enumerate(survey.findings):
        for code, words, language in spoken(finding, site):
            said = heard(words, language) if language in LANGUAGES else None
            if said is not None and len(said.shares) == 1:
                share = said.shares[0]
                yield n, code, Claim(share.amount, PERCENT, said.quoted(share)), said.text


def _typed(charter: Charter, keys: Keys, claim: Claim, said: str, other_keys: Keys) -> Problem:
    place, other = charter.place(SURVEYS, *keys), charter.place(SURVEYS, *other_keys)
    return Problem(
        place,
        "K2",
        f"the finding says '{claim.quoted}', {said} "
        f"({beside(place, other)}); take the figure out, or mend it",
        (other,),
    )


def _score(charter: Charter, survey: CustomerSurvey, site: str) -> Iterator[Problem]:
    """K2: a score in the findings that differs from the one question's mean."""
    asked = [question for question in survey.questions if _mean_of(question)]
    if len(survey.questions) != 1 or not asked:
        return
    means = _mean_of(asked[0])
    for n, finding in enumerate(survey.findings):
        for code, words, _ in spoken(finding, site):
            found = _SCORE.search(words.lower())
            said = Claim(Decimal(found[1] or found[2]), PERCENT, found[0]) if found else None
            if said and not any(said.agrees_with(mean, PERCENT) for mean in means):
                keys: Keys = ("customers", survey.id, "findings", n, *([code] if code else []))
                where: Keys = ("customers", survey.id, "questions", 0)
                yield _typed(
                    charter, keys, said, f"the question has {plain(means[0])} points", where
                )


def _mean_of(question: Question) -> list[Fraction]:
    level = question.published
    typed = [Fraction(level.amount)] if level is not None and not level.is_share else []
    return _means(question) or typed


# ----------------------------------------------------------------------------------- the results


def _results(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """K2, B6: a result that rests on a question is that question's level in the same days."""
    asked = [
        (survey, n, question)
        for survey in charter.surveys.customers
        for n, question in enumerate(survey.questions)
        if question.id == standard.measure.question
    ]
    for row in charter.results.get(standard.id, ()):
        within = [found for found in asked if _is_within(charter, found[0], row)]
        if row.part or row.amount is None or len(within) != 1:
            continue
        survey, n, question = within[0]
        levels = _all_levels(question, unit_of(standard))
        if levels and not any(_agree(level, row.amount) for level in levels):
            place = charter.place(RESULTS, row.line, "met" if row.met is not None else "value")
            other = charter.place(SURVEYS, "customers", survey.id, "questions", n)
            yield Problem(
                place,
                "K2",
                f"the result is {result_said(standard, row)}, but the survey '{survey.id}' that it "
                f"rests on says {plain(levels[0])}{_unit_said(standard)} ({beside(place, other)}); mend one of them",
                (other,),
            )


def _unit_said(standard: Standard) -> str:
    unit = unit_of(standard)
    return unit if unit in ("", PERCENT) else f" {unit}"


def _is_within(charter: Charter, survey: CustomerSurvey, row: Result) -> bool:
    first = days_of(survey.fielded.first, charter).start
    last = days_of(survey.fielded.last, charter).end
    return row.period.start <= first and last <= row.period.end


def _all_levels(question: Question, unit: str) -> list[Fraction]:
    level = question.published
    typed = [Fraction(level.amount)] if level and level.is_share == (unit == PERCENT) else []
    return [*(_levels(question) if unit == PERCENT else _means(question)), *typed]


def _agree(one: Fraction, other: Fraction) -> bool:
    """Return whether two levels are the same to the precision people publish them with."""
    return abs(one - other) < (1 if max(one, other) > 10 else Fraction(1, 10))
