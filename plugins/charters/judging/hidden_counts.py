"""The counts of an agency's records as they may be published: complaints, surveys, groups, tests.

A count too small to be shown becomes `HIDDEN`, and so does what would tell it: the complaints answered
in time where all but two were, the outcome that is the rest, the year that is its quarters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from math import ceil
from typing import Any, TypeVar

from charters.judging.balances import OUTCOMES
from charters.judging.sums import Key, Sum, hidden
from charters.model.agency import Agency, CustomerGroup, ReaderTest
from charters.model.complaints import ComplaintFigures, Theme
from charters.model.fields import Record
from charters.model.quantities import HIDDEN
from charters.model.surveys import (
    CustomerSurvey,
    Idea,
    Question,
    StaffSurvey,
    SurveysFile,
)
from charters.model.written_levels import Level

Counts = dict[Key, int]
One = TypeVar("One", bound=Record)
Named = TypeVar("Named", Theme, Idea)

_CAME_IN = ("received", "acknowledged_in_time", "answered_in_time", "closed", *OUTCOMES)
_ALL = ("open_at_start", "open_at_end", *_CAME_IN)


def agency_shown(agency: Agency, below: int) -> Agency:
    """Return what is said of an agency, without the counts that are too small."""
    tests = [_test_shown(test, below) for test in agency.reader_tests]
    complaints = agency.complaints
    if complaints:
        complaints = _with(complaints, figures=_figures_shown(complaints.figures, below))
    groups = _groups_shown(agency.customers, below)
    return _with(agency, customers=groups, complaints=complaints, reader_tests=tests)


def surveys_shown(surveys: SurveysFile, below: int, fewest_staff: int) -> SurveysFile:
    """Return surveys without the counts that are too small; of staff, more answers may be asked for."""
    customers = surveys.customers
    if below > 1:
        customers = [_customers_shown(survey, below) for survey in customers]
    staff = [_staff_shown(survey, below, fewest_staff) for survey in surveys.staff]
    return _with(surveys, customers=customers, staff=staff)


def _with(record: One, **values: Any) -> One:
    """Return a record with other values; itself, where they are the same."""
    other = {name: value for name, value in values.items() if value != getattr(record, name)}
    return record.model_copy(update=other) if other else record


def _without(record: One, gone: set[Key], *way: str | int) -> One:
    """Return a record with counts hidden; a count is named by the way to its record, and its key."""
    names = type(record).model_fields
    return _with(record, **{name: HIDDEN for name in names if (*way, name) in gone})


def _given(record: Record, names: Sequence[str], *way: str | int) -> Counts:
    counts = {(*way, name): getattr(record, name) for name in names}
    return {key: count for key, count in counts.items() if count is not None}


def _among(counts: Counts, wholes: Sequence[Key], parts: Sequence[Key]) -> Iterator[Sum]:
    """Yield the sum of parts that are given, where the whole is known."""
    given = [key for key in parts if key in counts]
    if given and wholes and all(key in counts for key in wholes):
        yield Sum(wholes, given)


# --------------------------------------------------------------------------------- complaints


def _figures_shown(figures: Sequence[ComplaintFigures], below: int) -> list[ComplaintFigures]:
    counts: Counts = {}
    sums: list[Sum] = []
    for n, one in enumerate(figures):
        counts |= _given(one, _ALL, n)
        for at, theme in enumerate(one.themes):
            counts |= _given(theme, ["count"], n, at)
        sums += _sums_of_period(counts, n, len(one.themes))
    sums += _sums_over_periods(counts, figures)
    gone = hidden(counts, sums, below)
    return [
        _with(_without(one, gone, n), themes=_named_shown(one.themes, gone, n))
        for n, one in enumerate(figures)
    ]


def _named_shown(named: Sequence[Named], gone: set[Key], *way: str | int) -> list[Named]:
    return [_without(one, gone, *way, at) for at, one in enumerate(named)]


def _sums_of_period(counts: Counts, n: int, themes: int) -> list[Sum]:
    """Return how the counts of one period hang together (H7), and each with what it leaves over."""
    received, answered, end = ((n, key) for key in ("received", "answered_in_time", "open_at_end"))
    came: list[Key] = [key for key in ((n, "open_at_start"), received) if key in counts]
    ended: list[Key] = [(n, key) for key in OUTCOMES]
    named: list[Key] = [(n, at, "count") for at in range(themes)]
    known = [key for key in ended if key in counts]
    told: list[tuple[Sequence[Key], Sequence[Key]]] = [
        (came, [*ended, end] if known else []),
        (came, [(n, "closed"), end]),
        ([(n, "closed")], ended),
        ([received], [(n, "acknowledged_in_time")]),
        ([received], [answered]),
        (came, [answered]),
        ([received], named),
    ]
    told += [([received], [theme]) for theme in named]
    return [found for wholes, parts in told for found in _among(counts, wholes, parts)]


def _sums_over_periods(counts: Counts, figures: Sequence[ComplaintFigures]) -> Iterator[Sum]:
    """Yield the year with its quarters, all services with each, and two days that are the same."""
    by_service: dict[str | None, list[int]] = defaultdict(list)
    by_days: dict[object, list[int]] = defaultdict(list)
    opened: dict[object, list[Key]] = defaultdict(list)
    for n, one in enumerate(figures):
        by_service[one.service].append(n)
        by_days[one.period.days].append(n)
        opened[one.service, one.period.start].append((n, "open_at_start"))
        opened[one.service, one.period.end + timedelta(1)].append((n, "open_at_end"))
    for found in by_service.values():
        for n, inside in _inside(figures, found):
            for name in _CAME_IN:
                yield from _among(counts, [(n, name)], [(other, name) for other in inside])
    for found in by_days.values():
        wholes = [n for n in found if figures[n].service is None]
        parts = [n for n in found if figures[n].service is not None]
        for n in wholes:
            for name in _ALL:
                yield from _among(counts, [(n, name)], [(other, name) for other in parts])
    for first, *others in opened.values():
        for other in others:
            yield from _among(counts, [first], [other])


def _inside(
    figures: Sequence[ComplaintFigures], found: Sequence[int]
) -> Iterator[tuple[int, list[int]]]:
    """Yield each period with those that it is made up of, the longest that do not overlap."""

    def days(n: int) -> tuple[Any, Any]:
        start, end = figures[n].period.days
        return start, -end.toordinal()

    around: list[tuple[int, list[int]]] = []
    for n in sorted(found, key=days):
        period = figures[n].period
        while around and figures[around[-1][0]].period.end < period.end:
            yield around.pop()
        if around and figures[around[-1][0]].period != period:
            around[-1][1].append(n)
        around.append((n, []))
    yield from around


# ------------------------------------------------------------------------------------ surveys


def _customers_shown(survey: CustomerSurvey, below: int) -> CustomerSurvey:
    asked: list[Key] = [(key,) for key in ("customers", "offered", "answered")]
    counts = _given(survey, ["customers", "offered", "answered"])
    sums = [
        found
        for whole, part in ((0, 1), (0, 2), (1, 2))
        for found in _among(counts, [asked[whole]], [asked[part]])
    ]
    for n, question in enumerate(survey.questions):
        answers: list[Key] = [(n, at, "count") for at, _ in enumerate(question.answers)]
        counts |= dict(zip(answers, (one.count for one in question.answers), strict=True))
        sums += [Sum((), answers), *_among(counts, [asked[2]], answers)]
        sums += [found for one in answers for found in _among(counts, [asked[2]], [one])]
    gone = hidden(counts, sums, below)
    questions = [
        _with(
            question,
            answers=[_without(one, gone, n, at) for at, one in enumerate(question.answers)],
            published=_level_shown(survey, question, below),
        )
        for n, question in enumerate(survey.questions)
    ]
    return _with(_without(survey, gone), questions=questions)


def _level_shown(survey: CustomerSurvey, question: Question, below: int) -> Level | None:
    """Return a published level, unless it is a share that comes to a small count."""
    level, answers = question.published, sum(answer.count for answer in question.answers)
    if level is None or not level.is_share:
        return level
    people = [count for count in (survey.answered, answers) if count]
    small = any(0 < n < below for count in people for n in cases_of(Fraction(level.amount), count))
    return None if small else level


def cases_of(percent: Fraction, cases: int) -> tuple[int, int]:
    """Return how many cases a share of them is, and the others; a share of more is at least one."""
    one, other = (ceil(share * cases / 100) for share in (percent, 100 - percent))
    return one, other


def _staff_shown(survey: StaffSurvey, below: int, fewest: int) -> StaffSurvey:
    """Return a survey of staff: no count of few, and where small numbers are hidden, no rest of few."""
    counts = _given(survey, ["asked", "answered"])
    for kind, named in (("barriers", survey.barriers), ("ideas", survey.ideas)):
        for at, one in enumerate(named):
            counts |= _given(one, ["count"], kind, at)
    sums = list(_among(counts, [("asked",)], [("answered",)]))
    sums += [
        found for key in counts if len(key) > 1 for found in _among(counts, [("answered",)], [key])
    ]
    gone = hidden(counts, sums if below > 1 else (), max(below, fewest))
    barriers = _named_shown(survey.barriers, gone, "barriers")
    return _with(
        _without(survey, gone), barriers=barriers, ideas=_named_shown(survey.ideas, gone, "ideas")
    )


# ------------------------------------------------------------------------------ groups and tests


def _groups_shown(groups: Sequence[CustomerGroup], below: int) -> list[CustomerGroup]:
    """Return groups, each as large as may be told, and the larger group less its parts as well."""
    counts: Counts = {(group.id,): group.size.number for group in groups if group.size}
    parts: Mapping[tuple[str, str], list[Key]] = defaultdict(list)
    for group in groups:
        if group.size and group.part_of:
            parts[group.part_of, str(group.size.unit)].append((group.id,))
    sums = [
        found
        for group in groups
        if group.size
        for found in _among(counts, [(group.id,)], parts[group.id, str(group.size.unit)])
    ]
    gone = hidden(counts, sums, below)
    return [
        _with(group, size=_with(group.size, number=HIDDEN))
        if group.size and (group.id,) in gone
        else group
        for group in groups
    ]


def _test_shown(test: ReaderTest, below: int) -> ReaderTest:
    """Return a test with readers: how many took part and could, or neither."""
    counts = test.people, test.succeeded, test.people - test.succeeded
    small = any(0 < count < below for count in counts)
    return _with(test, people=HIDDEN, succeeded=HIDDEN) if small else test
