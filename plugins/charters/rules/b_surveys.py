"""Item (b): surveys of customers, on what they want and on how satisfied they are.

How the answers to one question are counted is in `b_questions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charters.judging.answers import alike, among, is_wanted
from charters.judging.labels import says
from charters.model.offered import Service
from charters.model.register import Keys
from charters.model.surveys import CustomerSurvey, Purpose
from charters.model.text import Text
from charters.problems import Message, Place, Problem
from charters.problems.message import _
from charters.rules.b_questions import Put, questions_put
from charters.rules.case import Case
from charters.rules.filled import is_said, is_sentence
from charters.rules.findings import Seen, Strength
from charters.rules.forms import Subject
from charters.rules.records import surveys_on
from charters.rules.saying import clash, idle, partial, present

TOP_WANTS = 3
"""Wants that each need a promise or a reason; what is wanted less may stay open."""

WAYS = ("by-phone", "online", "on-paper", "in-person")
"""How people can be asked, each a list of words in `judging/labels.toml`."""


def _shows_answers(_case: Case, survey: CustomerSurvey) -> bool:
    """B1, B2: more than the heading of a survey is shown."""
    return bool(survey.questions or survey.wants) or any(map(is_sentence, survey.findings))


def _is_covered(case: Case, service: Service) -> bool:
    """B5: a survey covers a service, or says why not; one that names none is about all."""
    surveyed = case.charter.surveyed
    gaps = case.charter.gaps_of.get(service.id, ())
    reasons = (is_said(gap.because, "because") for gap in gaps)
    return service.id in surveyed or "" in surveyed or any(reasons)


def _open_wants(case: Case) -> Iterator[Seen]:
    """B7: what is wanted most has a promise, or a reason why there is none."""
    for survey in surveys_on(case, Purpose.WANTS):
        for n, want in enumerate(survey.wants[:TOP_WANTS]):
            if want.standard or is_said(want.no_standard_because, "no_standard_because"):
                continue
            said = _("Customers want this, and no promise answers it: {what}", what=want.want)
            add = _("In surveys.yml, add 'standard' or 'no_standard_because' to this want.")
            yield partial(said, add, case.in_surveys("customers", survey.id, "wants", n))


def _same_words(case: Case) -> Iterator[Seen]:
    """B9: whether anything is compared; that it was put differently is a clash."""
    compared = list(_compared(case))
    unknown = next((put for put, other, _keys in compared if _not_as_put(put, other)), None)
    if unknown:
        said = _(
            "Some questions that are compared do not stand here in the words in which they were put."
        )
        add = _("In surveys.yml, write each question as it was put, and take out 'wording'.")
        yield partial(said, add, case.in_surveys(*unknown.keys))
    elif compared:
        # Who compiled a charter may have put the questions in words of their own.
        strength = Strength.WORDS if case.is_compiled else Strength.FIGURES
        said = _("Questions that are compared over time stand here in the same words.")
        yield present(said, strength, case.page("surveys"))
    else:
        yield idle(_("No survey is compared with an earlier one."))


def _purposes(case: Case) -> Iterator[Problem]:
    """B1: a survey that lists what people want asked for it."""
    for survey in case.charter.surveys.customers:
        if survey.wants and Purpose.WANTS not in survey.purposes:
            here = case.in_surveys("customers", survey.id, "purposes")
            said = _("'purposes' leaves out wants, but 'wants' lists {n}", n=len(survey.wants))
            do = _("write purposes: [wants, ...], or take the list out")
            there = case.in_surveys("customers", survey.id, "wants")
            yield clash("K11", "B1", here, said, do, there)


def _wants(case: Case) -> Iterator[Problem]:
    """B7: a promise that rests on what people want cites a survey that asked for it."""
    surveys = case.charter.surveys
    silent = {survey.id: "staff" for survey in surveys.staff}
    for survey in surveys.customers:
        if not survey.wants and Purpose.WANTS not in survey.purposes:
            silent[survey.id] = "customers"
    cited = [
        (standard, *at) for standard in case.charter.standards for at in enumerate(standard.wants)
    ]
    for standard, n, name in cited:
        if name in silent:
            here = case.in_standard(standard, "wants", n)
            said = _("'{name}' is cited for what people want, but did not ask for it", name=name)
            do = _("name a survey with purposes: [wants]")
            yield clash(
                "K17", "B7", here, said, do, case.in_surveys(silent[name], name, "purposes")
            )


def _alike(case: Case) -> Iterator[Problem]:
    """B9: what is compared was put in the same words, with the same answers, the same way."""
    for put, other, keys in _compared(case):
        for difference, there in _differences(case, put, other):
            said = _(
                "'{question}' of '{survey}' {difference}, so the answers are not comparable",
                question=other.question.id,
                survey=other.survey.id,
                difference=difference,
            )
            do = _("take it out here, or mend the question")
            if keys == ("asks",):
                do = _("give this question an id of its own")
            yield clash("K13", "B9", case.in_surveys(*put.keys, *keys), said, do, there)
            break


def _compared(case: Case) -> Iterator[tuple[Put, Put, Keys]]:
    """Yield a question, the one it is set beside, and the key that says so: its list, or one id."""
    found = questions_put(case)
    first = {put.question.id: put for put in reversed(found)}
    for put in found:
        if first[put.question.id] is not put:
            yield put, first[put.question.id], ("asks",)
        for n, name in enumerate(put.question.comparable_with):
            if name in first and name != put.question.id:  # T003 says where it is not there
                yield put, first[name], ("comparable_with", n)


def _differences(case: Case, put: Put, other: Put) -> Iterator[tuple[Message, Place]]:
    """Yield each thing in which two compared questions differ, and where the other one says it."""
    mine, theirs = put.question, other.question
    labels = ([answer.label for answer in question.answers] for question in (mine, theirs))
    unit, before = (question.published and question.published.unit for question in (mine, theirs))
    for key, same, what in (
        (
            "asks",
            _not_as_put(put, other) or alike(mine.asks, theirs.asks),
            _("was asked in other words"),
        ),
        ("answers", _same(*labels), _("offered other answers")),
        ("satisfied", _same(mine.satisfied, theirs.satisfied), _("counted others as satisfied")),
        ("published", not unit or not before or unit == before, _("is in another unit")),
    ):
        if not same:
            yield what, case.in_surveys(*other.keys, key)
    ways = [[way for way in WAYS if says(it.survey.channel, way)] for it in (put, other)]
    if ways[0] != ways[1] and all(len(found) == 1 for found in ways):
        there = case.in_surveys("customers", other.survey.id, "channel")
        yield _("was asked another way ('{way}')", way=other.survey.channel), there


def _not_as_put(put: Put, other: Put) -> bool:
    """Return whether one of two questions stands here in words in which nobody was asked."""
    return put.question.wording is not None or other.question.wording is not None


def _same(mine: Sequence[Text], theirs: Sequence[Text]) -> bool:
    """Return whether two lists of answers are the same, where both are given."""
    one, other = ([a for a in labels if not says(a, "no-answer")] for labels in (mine, theirs))
    both = all(among(one, other)) and all(among(other, one))
    return both or not one or not other


SUBJECT = Subject(
    looks={"B7": _open_wants, "B9": _same_words},
    has={
        "B1": _shows_answers,
        "B2": _shows_answers,
        "B5": _is_covered,
        "B7": lambda case, promise: is_wanted(case.charter, promise),
    },
    clashes=(_purposes, _wants, _alike),
)
