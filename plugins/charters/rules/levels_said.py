"""The levels that words say of what a promise or figure counts, and whether its results have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from charters.judging.comparators import Compared, in_unit_of
from charters.judging.suppression import is_small
from charters.model.measures import Measure
from charters.model.periods import Period
from charters.model.quantities import PERCENT, TIME_UNITS, Quantity
from charters.model.shapes import Shape
from charters.model.standards import Standard
from charters.problems import Cases, Message
from charters.problems.message import _, plain
from charters.rules.case import Case
from charters.rules.promise.agreement import counts_said
from charters.rules.promise.promise import Said
from charters.rules.promise.wordlists import tables
from charters.rules.rows import Row, rows_of

_YEAR = re.compile(r"(?<![\w.,])(?:19|20)\d\d(?![.,]?\d)")


class SaidLevel(NamedTuple):
    """A level that words say, as they say it."""

    level: Quantity
    words: str
    start: int
    end: int
    """Where it stands in the text."""
    of_all: bool
    """Whether it is said of all that is counted: '300 claims came in' says of a backlog nothing."""


def levels_in(measure: Measure, said: Said) -> list[SaidLevel]:
    """Return the levels that words say in the unit of a measure."""
    found = [*_shares_and_times(said), *_counts(measure, said)]
    return [one for one in found if in_unit_of(measure, one.level) is not None]


def _shares_and_times(said: Said) -> Iterator[SaidLevel]:
    for share in said.shares:
        level = Quantity(share.amount, PERCENT)
        yield SaidLevel(level, said.quoted(share), share.start, share.end, of_all=True)
    for time in said.times:
        level = Quantity(time.amount, f"{time.kind} {time.unit}".strip())
        yield SaidLevel(level, said.quoted(time), time.start, time.end, of_all=time.is_promised)


def _counts(measure: Measure, said: Said) -> Iterator[SaidLevel]:
    unit, is_score = measure.result_unit, measure.shape is Shape.SCORE
    if not unit or unit in (PERCENT, *TIME_UNITS):
        return
    rest = "" if is_score else "".join(unit.lower().partition(" ")[1:])
    for number in counts_said(measure.shape, unit, said):
        start, end = number.span()
        if not said.text.startswith(rest, end):
            continue  # Of claims that have waited for long, '800,000 claims' says nothing.
        end += len(rest)
        of_all = is_score or said.list("in_all").is_beside(said.text, start, end)
        level = Quantity(Decimal(number[1]), unit)
        yield SaidLevel(level, said.quoted(number), start, end, of_all=of_all)


def is_of_a_part(said: Said, place: int, period: Period, *, at_end: bool = False) -> bool:
    """Return whether the sentence around a place is of another time than a period, or a part of it.

    `at_end` says that the level of a period is the one on its last day.
    """
    sentence = sentence_around(said, place)
    first = period.end if at_end else period.start
    years = {int(year) for year in _YEAR.findall(sentence)}
    months = {(first.year, first.month), (period.end.year, period.end.month)}
    own = {month for _year, month in months} if len(months) == 1 else set()
    return (
        said.list("of_part").find_first(sentence) is not None
        or not years <= {period.start.year, period.end.year}
        or not set(_months_in(sentence, said.language)) <= own
    )


def sentence_around(said: Said, place: int) -> str:
    """Return the sentence that a place stands in."""
    begin, end = said.text.rfind(". ", 0, place) + 1, said.text.find(". ", place)
    return said.text[begin : end if end >= 0 else len(said.text)]


def _months_in(sentence: str, language: str) -> Iterator[int]:
    for number, name in enumerate(tables(language)["parts"]["month"], 1):
        if re.search(rf"\b{name}\b", sentence):
            yield number


def is_known(standing: Compared, level: Quantity) -> bool:
    """Return whether a level is a result of a promise or figure in any period, its aim or its limit."""
    measure = standing.standard.measure
    said, least = (
        in_unit_of(measure, Quantity(n, level.unit)) for n in (level.amount, step(level))
    )
    known = list(_levels(standing))
    if measure.shape.is_share:
        known += [100 - one for one in known]
    return said is None or least is None or any(abs(said - one) < least for one in known)


def step(level: Quantity) -> Decimal:
    """Return how far a level may lie from the one it was rounded from: 84% from 84.4%."""
    amount = level.amount
    if level.unit in (PERCENT, *TIME_UNITS) or amount != amount.to_integral_value():
        return min(Decimal(1), Decimal(1).scaleb(int(amount.as_tuple().exponent)))
    digits = str(int(amount))
    return max(Decimal(1), Decimal(5).scaleb(len(digits) - len(digits.rstrip("0")) - 1))


def _levels(standing: Compared) -> Iterator[Fraction]:
    """Yield the levels of a promise or figure in the unit of its results."""
    measured = standing.standard
    targets = [standing.target, *(row.judged.verdict.target for row in rows_of(standing))]
    aims = [level for one in targets if one for level in (one.level, one.upper)]
    limit = measured.limit if isinstance(measured, Standard) else None
    for level in filter(None, (limit, *aims)):
        if (amount := in_unit_of(measured.measure, level)) is not None:
            yield amount
    if measured.measure.percentile is not None:
        yield Fraction(measured.measure.percentile)
    for row in (one for one in rows_of(standing) if one.standard is measured):
        for result in (row.result, *row.judged.replaced):
            if result.amount is not None:
                yield result.amount


def result_said(case: Case, row: Row) -> Message | Quantity:
    """Return a result as it is worked out: `84% (2,310 of 2,750)`, `12.8 minutes`."""
    result, below = row.result, case.register.settings.suppress_below
    if result.answer is not None:
        return _("'yes'") if result.answer else _("'no'")
    if below and (result.part or is_small(result, row.standard.measure, below)):
        return _("the result")  # a share would tell the small counts behind it
    amount = Decimal(plain(result.amount or Fraction(0)).replace(",", ""))
    level = Quantity(amount, row.standard.measure.result_unit)
    if result.met is None or result.total is None:
        return level
    met, total = Cases(result.met), Cases(result.total)
    return _("{level} ({met} of {total})", level=level, met=met, total=total)
