"""Item (b): what the surveys asked, and how the answers were counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from charters.checks.findings import Message, Strength, _
from charters.checks.order.case import Case
from charters.checks.order.seen import (
    CUSTOMER_SURVEYS,
    Ask,
    Seen,
    contradiction,
    idle,
    listed_all,
    nothing,
    partial,
    present,
    tally,
)
from charters.checks.order.surveys import no_surveys, surveys_on
from charters.model.surveys import CustomerSurvey, Purpose, Question
from charters.problems import Place

_NEUTRAL = re.compile(
    r"\b(?:neutral|neither|undecided|not sure|unsure|no opinion|don'?t know|do not know|so-so"
    r"|mixed|average|neutre|ni \w+,? ni|sans opinion|ne sais? pas)\b",
    re.IGNORECASE,
)
_UNHAPPY = re.compile(
    r"\b(?:dissatisf\w*|unsatisf\w*|unhappy|disagree\w*|poor|bad|terrible|insatisfait\w*"
    r"|mécontent\w*|not (?:at all )?satisf\w*)\b",
    re.IGNORECASE,
)
_NOT_LETTERS = re.compile(r"[\W_]+")
DRIVERS: Mapping[str, tuple[Message, re.Pattern[str]]] = {
    "effectiveness": (_("whether it did what they came for"), re.compile(r"effective|need|solv|resol|accompl|got what|outcome|efficac", re.IGNORECASE)),
    "ease": (_("ease"), re.compile(r"\beas[ey]|simple|difficult|facil", re.IGNORECASE)),
    "efficiency": (_("time taken"), re.compile(r"efficien|time|quick|fast|wait|speed|rapid", re.IGNORECASE)),
    "transparency": (_("clarity"), re.compile(r"transparen|clear|clarity|underst[ao]o?d|explain|knew what", re.IGNORECASE)),
    "humanity": (_("treatment by staff"), re.compile(r"human|employee|staff|respect|courte|helpful|treated|polite|agent", re.IGNORECASE)),
    "trust": (_("trust"), re.compile(r"trust|confiden", re.IGNORECASE)),
}  # fmt: skip
"""What satisfaction is made of (B8): the words for it, and how a question says it."""


def check_wording(case: Case) -> Iterator[Seen]:
    """B4: the wording and the scale are shown, and the counts add up (K12)."""
    if not case.charter.surveys.customers:
        yield no_surveys(case)
        return
    for survey in case.charter.surveys.customers:
        for question, total in counts_off(survey):
            yield contradiction(
                _(
                    "{name}: the answers to one question add up to {total}, "
                    "but {answered} people answered.",
                    name=survey.name,
                    total=total,
                    answered=survey.answered or 0,
                ),
                _(
                    "In surveys.yml, mend the counts of {question}; give people who skipped it "
                    "an answer of their own.",
                    question=question.id,
                ),
                _question_place(case, survey, question, "answers"),
                CUSTOMER_SURVEYS.place(case, survey, "answered"),
            )
    surveys = case.current_surveys
    yield from tally(
        case,
        Ask(
            CUSTOMER_SURVEYS,
            _("Newest surveys that show a question with the count of each answer"),
            _(
                "In surveys.yml, add 'questions' to {names}: id, asks (the wording), and under "
                "answers a label and a count for each."
            ),
            keys=("questions",),
            strength=Strength.FIGURES,
        ),
        surveys,
        [survey for survey in surveys if not any(len(q.answers) > 1 for q in survey.questions)],
        [case.page("surveys")],
    )


def counts_off(survey: CustomerSurvey) -> Iterator[tuple[Question, int]]:
    """Yield the questions whose counts do not add up to the people who answered."""
    for question in survey.questions:
        total = sum(answer.count for answer in question.answers)
        if question.answers and survey.answered is not None and total != survey.answered:
            yield question, total


def _question_place(
    case: Case, survey: CustomerSurvey, question: Question, key: str
) -> Place | None:
    return CUSTOMER_SURVEYS.place(case, survey, "questions", question.id, key)


def check_drivers(case: Case) -> Iterator[Seen]:
    """B8: the questions reach what satisfaction is made of, and trust."""
    surveys = surveys_on(case.charter.surveys.customers, Purpose.SATISFACTION)
    asked = [question for survey in surveys for question in survey.questions]
    if not asked:
        yield nothing(
            case,
            _("question on what makes customers satisfied"),
            _("In surveys.yml, add 'questions' to a survey; say under 'about' what each measures."),
            CUSTOMER_SURVEYS.place(case, surveys[-1]) if surveys else case.place("surveys.yml"),
        )
        return
    said = " ".join(f"{question.about or ''} {question.asks}" for question in asked)
    open_drivers = [words for words, pattern in DRIVERS.values() if not pattern.search(said)]
    what = listed_all(open_drivers)
    if open_drivers:
        yield partial(
            _("Questions not found in the documents used: on {what}.", what=what)
            if case.is_compiled
            else _("The surveys do not ask about {what}.", what=what),
            _(
                "In surveys.yml, add such questions, or name under 'about' what a question measures."
            ),
            CUSTOMER_SURVEYS.place(case, surveys[-1], "questions"),
        )
    else:
        yield present(
            _("The surveys ask about all six things that satisfaction is made of."),
            Strength.WORDS,
            case.page("surveys"),
        )


def check_comparable(case: Case) -> Iterator[Seen]:
    """B9: what is compared over time was asked in the same words (K13)."""
    pairs = list(compared_questions(case.charter.surveys.customers))
    if not pairs:
        yield idle(_("No survey is compared with an earlier one."))
        return
    for (survey, question), (before, earlier) in pairs:
        if not asked_alike(question, earlier):
            yield contradiction(
                _(
                    "Two questions are compared but were not asked alike: {one} / {other}",
                    one=question.asks,
                    other=earlier.asks,
                ),
                _(
                    "In surveys.yml, take {earlier} out of 'comparable_with', or give the new "
                    "wording an id of its own.",
                    earlier=earlier.id,
                ),
                _question_place(case, survey, question, "asks"),
                _question_place(case, before, earlier, "asks"),
            )
    yield present(
        _("Questions that are compared over time were asked in the same words."),
        Strength.FIGURES,
        case.page("surveys"),
    )


Asked = tuple[CustomerSurvey, Question]


def compared_questions(surveys: Sequence[CustomerSurvey]) -> Iterator[tuple[Asked, Asked]]:
    """Yield pairs of questions that are compared: by `comparable_with`, or by using one id."""
    seen: dict[str, Asked] = {}
    asked = [(survey, question) for survey in surveys for question in survey.questions]
    by_id = {question.id: (survey, question) for survey, question in asked}
    for survey, question in asked:
        if question.id in seen:
            yield (survey, question), seen[question.id]
        seen.setdefault(question.id, (survey, question))
        for name in question.comparable_with:
            if name in by_id and name != question.id:
                yield (survey, question), by_id[name]


def asked_alike(one: Question, other: Question) -> bool:
    """Return whether two questions have the same words and the same answers to choose from."""
    if _letters(str(one.asks)) != _letters(str(other.asks)):
        return False
    labels = [
        {_letters(str(answer.label)) for answer in question.answers} for question in (one, other)
    ]
    return labels[0] == labels[1] or not all(labels)


def _letters(words: str) -> str:
    return _NOT_LETTERS.sub(" ", words.lower()).strip()


def check_satisfied_defined(case: Case) -> Iterator[Seen]:
    """B10: which answers count as satisfied; a neutral one does not (K12)."""
    surveys = surveys_on(case.charter.surveys.customers, Purpose.SATISFACTION)
    if not surveys:
        yield no_surveys(case)
        return
    for survey in surveys:
        for question, label in wrongly_satisfied(survey):
            yield contradiction(
                _(
                    "{name}: the answer '{label}' is counted as satisfied.",
                    name=survey.name,
                    label=label,
                ),
                _(
                    "In surveys.yml, under 'satisfied' of {question}, name only answers that "
                    "people could give and that say they are satisfied.",
                    question=question.id,
                ),
                _question_place(case, survey, question, "satisfied"),
            )
    newest = [survey for survey in case.current_surveys if survey in surveys] or surveys[-1:]
    yield from tally(
        case,
        Ask(
            CUSTOMER_SURVEYS,
            _("Newest surveys of satisfaction that say which answers count as satisfied"),
            _(
                "In surveys.yml, add 'satisfied' to a question of {names}, with the answers that "
                "count, such as [Very satisfied, Satisfied]."
            ),
            keys=("questions",),
            strength=Strength.FIGURES,
        ),
        newest,
        [survey for survey in newest if not _defines_satisfied(survey)],
        [case.page("surveys")],
    )


def _defines_satisfied(survey: CustomerSurvey) -> bool:
    """Return whether a survey says who is satisfied; one that shows points only need not."""
    if any(question.satisfied for question in survey.questions):
        return True
    levels = [question.published for question in survey.questions if not question.answers]
    counted = any(question.answers for question in survey.questions)
    return bool(levels) and not counted and all(level and not level.is_share for level in levels)


def wrongly_satisfied(survey: CustomerSurvey) -> Iterator[tuple[Question, str]]:
    """Yield labels counted as satisfied that are neutral, unhappy, or not on the scale."""
    for question in survey.questions:
        scale = [str(answer.label) for answer in question.answers]
        for label in map(str, question.satisfied):
            off_scale = scale and label not in scale
            if off_scale or _UNHAPPY.search(label) or _is_neutral(label, scale):
                yield question, label


def _is_neutral(label: str, scale: Sequence[str]) -> bool:
    if _NEUTRAL.search(label):
        return True
    bare_numbers = len(scale) % 2 == 1 and all(step.strip().isdecimal() for step in scale)
    return bare_numbers and label == sorted(scale, key=int)[len(scale) // 2]
