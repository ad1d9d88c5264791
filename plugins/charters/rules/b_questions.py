"""Item (b): what the surveys asked, and how the answers are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from charters.judging.answers import agree, alike, among, is_unsatisfied, levels
from charters.judging.history import counted_on
from charters.judging.labels import says
from charters.judging.suppression import is_small
from charters.model.file_names import STANDARDS, SURVEYS
from charters.model.measures import Measure
from charters.model.quantities import PERCENT, Quantity
from charters.model.register import Keys
from charters.model.results import Result
from charters.model.standards import list_of
from charters.model.surveys import CustomerSurvey, Purpose, Question
from charters.model.text import Text
from charters.problems import Cases, Message, Problem
from charters.problems.message import _, listed_all
from charters.rules.case import Case
from charters.rules.findings import Seen, Strength
from charters.rules.forms import Subject
from charters.rules.records import nothing, surveys_on
from charters.rules.saying import clash, partial, present

MOST_LABELS = 8
"""Labels of a scale that a message lists."""
DRIVERS: Mapping[str, Message] = {
    "effectiveness": _("whether it did what they came for"),
    "ease": _("ease"),
    "efficiency": _("time taken"),
    "transparency": _("clarity"),
    "humanity": _("treatment by staff"),
    "trust": _("trust"),
}
"""What satisfaction is made of (B8); `judging/labels.toml` has how a question says it."""


class Put(NamedTuple):
    """A question as one survey put it, and the keys to it in surveys.yml."""

    survey: CustomerSurvey
    question: Question
    keys: Keys


def questions_put(case: Case) -> list[Put]:
    """Return every question that customers were asked."""
    surveys = case.charter.surveys.customers
    asked = ((survey, n, it) for survey in surveys for n, it in enumerate(survey.questions))
    return [Put(survey, it, ("customers", survey.id, "questions", n)) for survey, n, it in asked]


def _drivers(case: Case) -> Iterator[Seen]:
    """B8: the questions reach what satisfaction is made of, and trust."""
    surveys = surveys_on(case, Purpose.SATISFACTION)
    asked = [text for s in surveys for q in s.questions for text in (q.about, q.asks)]
    what = listed_all([w for name, w in DRIVERS.items() if not any(says(t, name) for t in asked)])
    place = case.place(SURVEYS, "customers", *(survey.id for survey in surveys[-1:]))
    add = _("In surveys.yml, add such questions, or say under 'about' what a question measures.")
    if not asked:
        yield nothing(case, _("question on what makes customers satisfied"), add, place)
    elif what:
        yield partial(_("No question shown here is about {what}.", what=what), add, place)
    else:
        said = _("The surveys ask about all six things that satisfaction is made of.")
        yield present(said, Strength.WORDS, case.page("surveys"))


def _defines_satisfied(_case: Case, survey: CustomerSurvey) -> bool:
    """B10: it says who is satisfied; one that shows points only need not."""
    typed = [question.published for question in survey.questions if not question.answers]
    points = [level for level in typed if level and not level.is_share]
    only_points = bool(points) and len(points) == len(survey.questions)
    return only_points or any(question.satisfied for question in survey.questions)


def _sums(case: Case) -> Iterator[Problem]:
    """B4: the counts per answer add up to the people who answered."""
    for put in questions_put(case):
        answered, total = put.survey.answered, sum(answer.count for answer in put.question.answers)
        if not put.question.answers or answered is None or total == answered:
            continue
        said = _(
            "the counts add up to {total}, but {answered} people answered",
            total=Cases(total),
            answered=Cases(answered),
        )
        do = _("mend the counts")
        if total < answered:
            do = _(
                "mend the counts, or add the people who left it out: "
                "{{label: No answer, count: {missing}}}",
                missing=Cases(answered - total),
            )
        here = case.in_surveys(*put.keys, "answers")
        there = case.in_surveys("customers", put.survey.id, "answered")
        yield clash("K12", "B4", here, said, do, there)


def _satisfied(case: Case) -> Iterator[Problem]:
    """B10: what counts as satisfied is one of the answers, and not a neutral one."""
    for put in questions_put(case):
        labels = [answer.label for answer in put.question.answers]
        yield from _labels(case, put.question.satisfied, labels, (SURVEYS, *put.keys), "answers")
    for standard in case.charter.measured:
        if scale := standard.measure.scale:
            where = (STANDARDS, list_of(standard), standard.id, "measure", "scale")
            yield from _labels(case, scale.satisfied, scale.labels, where, "labels")


def _labels(
    case: Case, satisfied: Sequence[Text], scale: Sequence[Text], where: tuple[str, *Keys], key: str
) -> Iterator[Problem]:
    known = among(satisfied, scale)
    for n, label in enumerate(satisfied):
        here = case.charter.place(*where, "satisfied", n)
        if scale and not known[n]:
            said = _("'{label}' counts as satisfied but is none of the {key}", label=label, key=key)
            labels = [Message("{label}", (("label", label),)) for label in scale[:MOST_LABELS]]
            do = _("write one of {labels}", labels=listed_all(labels))
            yield clash("K12", "B10", here, said, do, case.charter.place(*where, key))
        elif is_unsatisfied(label, scale):
            said = _("'{label}' counts as satisfied, but is neutral or unhappy", label=label)
            steps = (at for at, step in enumerate(scale) if alike(label, step))
            there = (case.charter.place(*where, key, at) for at in steps)
            yield clash("K12", "B10", here, said, _("take it out of 'satisfied'"), *there)


def _published(case: Case) -> Iterator[Problem]:
    """B4: a published level is the one that the counts work out to."""
    fewest = case.register.settings.suppress_below
    for put in questions_put(case):
        typed, here = put.question.published, case.in_surveys(*put.keys, "published")
        known = levels(put.question, typed.unit, fewest) if typed else []
        if typed and typed.is_share and typed.amount > 100:
            said = _("{level} is more than all", level=typed)
            yield clash("K12", "B4", here, said, _("write a share of 100% or less"))
        elif typed and known and not any(agree(typed.amount, level) for level in known):
            due = _rounded(known[0], typed.unit)
            said = _("{typed} is typed, but the counts work out to {due}", typed=typed, due=due)
            do = _("take the typed level out, or mend the counts")
            yield clash("K2", "B4", here, said, do, case.in_surveys(*put.keys, "answers"))


def _rounded(level: Fraction | Decimal, unit: str) -> Quantity:
    return Quantity(Decimal(round(level * 100)) / 100, unit)


def _results(case: Case) -> Iterator[Problem]:
    """B6, C5: a result that rests on a question is that question's level in the same days."""
    found: dict[str | None, list[Put]] = {}
    for put in questions_put(case):
        found.setdefault(put.question.id, []).append(put)
    for standard in case.charter.measured:
        asked = found.get(standard.measure.question, [])
        for row in case.charter.results.get(standard.id, ()) if asked else ():
            first, last = row.period.days
            days = ((put, put.survey.fielded) for put in asked)
            within = [put for put, on in days if first <= on.first.start and on.last.end <= last]
            if len(within) == 1 and not row.part:
                measure = counted_on(standard, row.period.start).measure
                yield from _result(case, measure, row, within[0])


def _result(case: Case, measure: Measure, row: Result, put: Put) -> Iterator[Problem]:
    fewest, unit = case.register.settings.suppress_below, measure.result_unit
    typed, ours = put.question.published, row.value or row.amount
    known: list[Fraction | Decimal] = [*levels(put.question, unit, fewest)]
    if typed is not None and typed.is_share == (unit == PERCENT):
        known.append(typed.amount)
    hidden = is_small(row, measure, fewest)
    if ours is None or not known or hidden or any(agree(ours, it) for it in known):
        return
    said = _(
        "the result is {ours}, but the survey '{survey}' that it rests on says {theirs}",
        ours=_rounded(ours, unit),
        survey=put.survey.id,
        theirs=_rounded(known[0], unit),
    )
    here = case.in_row(row, "value" if row.met is None else "met")
    yield clash("K2", "B6 C5", here, said, _("mend one of them"), case.in_surveys(*put.keys))


SUBJECT = Subject(
    looks={"B8": _drivers},
    has={
        "B4": lambda _case, survey: any(len(q.answers) > 1 for q in survey.questions),
        "B10": _defines_satisfied,
    },
    clashes=(_sums, _satisfied, _published, _results),
)
