"""Counts of surveys that do not add up (K12, B3, B4, B10)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from charters.checks.contradictions.places import AGENCY, STANDARDS, SURVEYS, Keys, beside
from charters.model.register import Charter, Register
from charters.model.surveys import (
    AnswerCount,
    CustomerSurvey,
    Purpose,
    Question,
    StaffSurvey,
)
from charters.model.text import Text
from charters.problems import Problem

_NOT_SATISFIED = re.compile(
    r"\b(?:neutral|neither|undecided|no opinion|don'?t know|not sure|dissatisfied|unsatisfied"
    r"|not satisfied|poor|bad|unhappy|neutre|ni satisfait|sans opinion|insatisfait|mécontent"
    r"|ne sai[st] pas)\b|^(?:\d+ ?[-–:.]? ?)?(?:so-so|average|ok|okay|mixed|moderate)$",
    re.IGNORECASE,
)


def check_survey_counts(register: Register) -> Iterator[Problem]:
    """Yield counts of surveys and of reader tests that do not add up."""
    for charter in register.charters.values():
        for survey in charter.surveys.customers:
            yield from _chain(charter, survey)
            yield from _purposes(charter, survey)
            for n, question in enumerate(survey.questions):
                where: Keys = ("customers", survey.id, "questions", n)
                yield from _question(charter, survey, question, where)
        for staff in charter.surveys.staff:
            yield from _staff(charter, staff)
        yield from _scales(charter)
        yield from _reader_tests(charter)


def _chain(charter: Charter, survey: CustomerSurvey) -> Iterator[Problem]:
    """K12, B3: nobody answers who was not asked, and nobody is asked who is not a customer."""
    counts = [
        (name, count)
        for name in ("answered", "offered", "customers")
        if (count := getattr(survey, name)) is not None
    ]
    for (name, count), (larger, most) in pairwise(counts):
        if count > most:
            where = (SURVEYS, "customers", survey.id)
            yield _more(charter, where, (name, count), (larger, most))


def _more(
    charter: Charter, where: tuple[str, *Keys], part: tuple[str, int], whole: tuple[str, int]
) -> Problem:
    place, other = charter.place(*where, part[0]), charter.place(*where, whole[0])
    return Problem(
        place,
        "K12",
        f"'{part[0]}' says {part[1]:,}, more than '{whole[0]}' with {whole[1]:,} "
        f"({beside(place, other)}); mend one of them",
        (other,),
    )


def _staff(charter: Charter, staff: StaffSurvey) -> Iterator[Problem]:
    where: Keys = ("staff", staff.id)
    if staff.answered is None:
        return
    if staff.asked is not None and staff.answered > staff.asked:
        part, whole = ("answered", staff.answered), ("asked", staff.asked)
        yield _more(charter, (SURVEYS, *where), part, whole)
    named = [("barriers", n, barrier.count) for n, barrier in enumerate(staff.barriers)]
    named += [("ideas", n, idea.count) for n, idea in enumerate(staff.ideas)]
    for key, n, count in named:
        if count is not None and count > staff.answered:
            yield _named_too_often(charter, staff, (*where, key, n, "count"), count)


def _named_too_often(charter: Charter, staff: StaffSurvey, keys: Keys, count: int) -> Problem:
    place = charter.place(SURVEYS, *keys)
    other = charter.place(SURVEYS, "staff", staff.id, "answered")
    return Problem(
        place,
        "K12",
        f"{count:,} people named this, but only {staff.answered:,} answered "
        f"({beside(place, other)}); mend one of them",
        (other,),
    )


def _purposes(charter: Charter, survey: CustomerSurvey) -> Iterator[Problem]:
    """K11: a survey that lists what people want asked for it."""
    if survey.wants and Purpose.WANTS not in survey.purposes:
        place = charter.place(SURVEYS, "customers", survey.id, "purposes")
        other = charter.place(SURVEYS, "customers", survey.id, "wants")
        yield Problem(
            place,
            "K11",
            f"'purposes' leaves out wants, but 'wants' lists {len(survey.wants)} "
            f"({beside(place, other)}); write purposes: [wants, ...], or take the list out",
            (other,),
        )


def _question(
    charter: Charter, survey: CustomerSurvey, question: Question, where: Keys
) -> Iterator[Problem]:
    counts = question.answers
    if counts and survey.answered is not None:
        yield from _sum(charter, survey, counts, where)
    labels = [answer.label for answer in counts]
    yield from _labels(charter, question.satisfied, labels, (SURVEYS, *where), "answers")


def _sum(
    charter: Charter, survey: CustomerSurvey, counts: Sequence[AnswerCount], where: Keys
) -> Iterator[Problem]:
    """K12, B4: the counts per answer add up to the people who answered."""
    total, answered = sum(answer.count for answer in counts), survey.answered or 0
    if total == answered:
        return
    place = charter.place(SURVEYS, *where, "answers")
    other = charter.place(SURVEYS, "customers", survey.id, "answered")
    remedy = "mend the counts"
    if total < answered:
        missing = f"{{label: No answer, count: {answered - total}}}"
        remedy = f"mend the counts, or add the people who left it out: {missing}"
    yield Problem(
        place,
        "K12",
        f"the counts add up to {total:,}, but {answered:,} people answered "
        f"({beside(place, other)}); {remedy}",
        (other,),
    )


def _labels(
    charter: Charter,
    satisfied: Sequence[Text],
    labels: Sequence[Text],
    where: tuple[str, *Keys],
    what: str,
) -> Iterator[Problem]:
    """K12, B10: what counts as satisfied is one of the answers, and not a neutral one."""
    known = [str(label).casefold() for label in labels]
    for n, label in enumerate(satisfied):
        at = known.index(str(label).casefold()) if str(label).casefold() in known else None
        if known and at is None:
            message = f"'{label}' counts as satisfied but is none of the {what}"
            remedy = f"write one of {', '.join(str(one) for one in labels)}"
        elif _NOT_SATISFIED.search(str(label)):
            message = f"'{label}' counts as satisfied, which its words deny"
            remedy = "take it out of 'satisfied'"
        else:
            continue
        place = charter.place(*where, "satisfied", n)
        other = charter.place(*where, what, *([] if at is None else [at]))
        yield Problem(place, "K12", f"{message} ({beside(place, other)}); {remedy}", (other,))


def _scales(charter: Charter) -> Iterator[Problem]:
    for standard in charter.standards:
        scale = standard.measure.scale
        if scale is not None and scale.satisfied:
            where = (STANDARDS, "standards", standard.id, "measure", "scale")
            yield from _labels(charter, scale.satisfied, scale.labels, where, "labels")


def _reader_tests(charter: Charter) -> Iterator[Problem]:
    for n, test in enumerate(charter.agency.reader_tests):
        if test.succeeded > test.people:
            part, whole = ("succeeded", test.succeeded), ("people", test.people)
            yield _more(charter, (AGENCY, "reader_tests", n), part, whole)
