"""The figures that an agency's files hold, as prose may say them again (K8)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from charters.judging.history import counted_on
from charters.judging.standings import Standing
from charters.model.fields import Record
from charters.model.quantities import PERCENT, Quantity
from charters.model.results import Result
from charters.model.surveys import CustomerSurvey
from charters.model.text import Text
from charters.problems import Place
from charters.rules.case import Case
from charters.rules.promise.times import time_of

Level = tuple[str, object]
"""A level that two texts may both say: `("%", 84)`, `("clock", 60)`, `("claims", 1200)`."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"(?<=\d)[,. ](?=\d{3}(?!\d))")
_DECIMALS = (0, 1, 2)
"""The decimals that a share may have been rounded to."""


class Fact(NamedTuple):
    """A figure that a reference prints."""

    promise: str
    name: str

    def place(self, case: Case) -> Place:
        """Return where it stands in the data."""
        standing = case.standing_by_id[self.promise]
        if self.name == "result" and standing.latest is not None:
            return case.in_row(standing.latest.result)
        return case.in_standard(standing.standard, "target")


def units(case: Case) -> frozenset[str]:
    """Return what the agency measures in, or counts, in every language."""
    measures = [measured.measure for measured in case.charter.measured]
    named = [text for measure in measures for text in (measure.unit, measure.of) if text]
    named += [group.size.unit for group in case.charter.agency.customers if group.size]
    said = {words for text in named for words in _said(text)}
    return frozenset(unit for unit in said if time_of(Quantity(Decimal(1), unit)) is None)


def _said(text: Text | None) -> set[str]:
    return {words.lower() for _code, words in text.by_language} if text else {""}


def facts_in_data(case: Case) -> Mapping[Level, list[Fact]]:
    """Return the figures of every promise still made, with the references that print them."""
    facts: dict[Level, list[Fact]] = {}
    for standing in case.kept:
        for fact, levels in _facts_of(standing):
            for level in levels:
                facts.setdefault(level, []).append(fact)
    return facts


def _facts_of(standing: Standing) -> Iterator[tuple[Fact, set[Level]]]:
    standard, latest, target = standing.standard, standing.latest, standing.target
    name, measure = standard.id, standard.measure
    if latest is not None:
        measure = counted_on(standard, latest.result.period.start).measure
    units = {PERCENT} if measure.shape.is_share else _said(measure.unit)
    if latest is not None and latest.result.amount is not None:
        for unit in units:
            yield Fact(name, "result"), _levels(latest.result.amount, unit)
    if target is not None:
        yield Fact(name, "aim"), _levels(Fraction(target.level.amount), target.level.unit)


def _levels(amount: Fraction, unit: str) -> set[Level]:
    rounded = {_rounded(amount, decimals) for decimals in _DECIMALS}
    if unit == PERCENT:
        return {(unit, level) for level in rounded}
    times = (time_of(Quantity(level, unit)) for level in rounded if level == amount)
    return {level for time in times if time for level in time.lengths} or {
        (unit, level) for level in rounded if level == amount
    }


def _rounded(amount: Fraction, decimals: int) -> Decimal:
    whole, half = amount.numerator * 10**decimals, amount.denominator
    return Decimal((2 * whole + half) // (2 * half)).scaleb(-decimals)


def known_numbers(case: Case, amounts: Collection[Decimal]) -> frozenset[object]:
    """Return the numbers that the agency's files hold, and of the shares they work out to those near some amounts."""
    charter = case.charter
    rows = [row for rows in charter.results.values() for row in rows]
    columns = [{*map(attrgetter(name), rows)} for name in _names(Result)]
    records = (charter.agency, charter.services, charter.measured, charter.benchmarks)
    known: set[object] = {*_numbers([*records, charter.surveys, *columns])}
    reached = {(row.met, row.total, row.value): row for row in rows}
    shares = (row.amount for row in reached.values())
    for share in (*shares, *_shares_of_answers(charter.surveys.customers)):
        if share is not None and _is_near(share, amounts):
            known |= {_rounded(s, n) for s in (share, 100 - share) for n in _DECIMALS}
    return frozenset(known)


def _is_near(share: Fraction, amounts: Collection[Decimal]) -> bool:
    """Return whether a share, or what is left of it, may be rounded to an amount."""
    part = float(share)
    return any(abs(part - one) < 1 or abs(100 - part - one) < 1 for one in map(float, amounts))


def _shares_of_answers(surveys: Sequence[CustomerSurvey]) -> Iterator[Fraction]:
    for question in (question for survey in surveys for question in survey.questions):
        counts = {str(answer.label): answer.count for answer in question.answers}
        total = sum(counts.values())
        happy = sum(counts.get(str(label), 0) for label in question.satisfied)
        yield from (Fraction(100 * n, total) for n in (happy, *counts.values()) if total)


def _numbers(value: Any) -> Iterator[object]:
    """Yield the numbers below a value, and the lengths of time."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Quantity):
            yield value.amount
            time = time_of(value)
            yield from time.lengths if time else ()
        elif isinstance(value, Decimal | int):
            yield value
        elif isinstance(value, str):
            plain = _THOUSANDS.sub("", value) if _DIGITS.search(value) else ""
            for found in _DIGITS.findall(plain):
                yield Decimal(found.replace(",", "."))
        elif isinstance(value, Record):
            waiting += [inner for _name, inner in value if inner]
        elif isinstance(value, list | tuple | set | dict):
            waiting += value.values() if isinstance(value, dict) else value
        elif value is not None:
            waiting += [getattr(value, name) for name in _names(value.__class__)]


@cache
def _names(kind: Any) -> Sequence[str]:
    return [one.name for one in fields(kind)] if is_dataclass(kind) else []
