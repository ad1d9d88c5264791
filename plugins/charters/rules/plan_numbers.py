"""Figures typed into the plan's prose, where a reference would follow the data (K8): advice.

A number with a unit, or a share, is looked for in the agency's files. Years, dates, prices, numbers of
phones and houses have no unit; what is code, a link or a directive is no prose. Each text is gone
through once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from charters.judging.history import counted_on
from charters.judging.standings import Standing
from charters.model.fields import Record
from charters.model.quantities import PERCENT, Quantity
from charters.model.register import AgencyPage
from charters.model.surveys import CustomerSurvey
from charters.model.text import Text
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.reading.prose import Prose, prose_of
from charters.rules.case import Case
from charters.rules.forms import Subject
from charters.rules.promise.numbers import in_digits
from charters.rules.promise.times import time_of, times_in
from charters.rules.promise.wordlists import LANGUAGES, NUMBER, PAD, phrases

Level = tuple[str, object]
"""A level that two texts may both say: `("%", 84)`, `("clock", 60)`, `("claims", 1200)`."""

_PLAIN = str.maketrans("\n\u00a0\u202f\u2009’", "    '")
_PERCENT = re.compile(rf"{NUMBER} ?%")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"(?<=\d)[,. ](?=\d{3}(?!\d))")
_YEARS = range(1900, 2100)
_DECIMALS = (0, 1, 2)
"""The decimals that a share may have been rounded to."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, as the prose has it."""

    amount: Decimal
    levels: frozenset[Level]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that a reference prints, and where it stands in the data."""

    promise: str
    name: str
    place: Place


def typed_figures(case: Case) -> Iterator[Problem]:
    """Yield the figures of the plan's prose that are a promise's own, or in no file at all (K8)."""
    for page in case.charter.pages:
        yield from _on_page(case, page)


def _on_page(case: Case, page: AgencyPage) -> Iterator[Problem]:
    prose = prose_of(page)
    figures = list(_figures(prose.words, case, page.language))
    facts, others = _facts(case) if figures else {}, list[Figure]()
    for figure in figures:
        same = {fact for level in figure.levels for fact in facts.get(level, ())}
        if len({fact.promise for fact in same}) == 1:
            fact = min(same, key=lambda fact: fact.name != "result")
            yield _typed_again(prose.place(figure.start), _written(prose, figure), fact)
        elif not same:
            others.append(figure)
    known = _known(case) if others else frozenset()
    for figure in others:
        if known.isdisjoint({figure.amount, *figure.levels}):
            message = _("'{said}' is in no file of the agency", said=_written(prose, figure))
            do = _("if it is a result or an aim, write {{promise: result}} in its place")
            yield Problem(prose.place(figure.start), "K8", message, do=do)


def _written(prose: Prose, figure: Figure) -> str:
    return " ".join(prose.words[figure.start : figure.end].split())


def _typed_again(place: Place, said: str, fact: Fact) -> Problem:
    message = _("'{said}' is the newest result of '{name}'", said=said, name=fact.promise)
    if fact.name == "aim":
        message = _("'{said}' is the aim of '{name}'", said=said, name=fact.promise)
    do = _(
        "write {{{name}: {fact}}} in its place, so that it follows the data",
        name=fact.promise,
        fact=fact.name,
    )
    return Problem(place, "K8", message, (fact.place,), do)


# --------------------------------------------------------------------------- what the prose says


def _figures(words: str, case: Case, spoken: str) -> Iterator[Figure]:
    language = spoken.partition("-")[0]
    lower = words.lower()
    plain = (lower if len(lower) == len(words) else words).translate(_PLAIN)
    text, _spelled = in_digits(plain, language)
    found = [*_shares(text, language), *_counts(text, case)]
    if language in LANGUAGES:
        times = [time for time in times_in(text, language) if text[time.start].isdigit()]
        found += [Figure(t.amount, frozenset(t.lengths), t.start, t.end) for t in times]
    end = 0
    for figure in sorted(found, key=lambda figure: (figure.start, -figure.end)):
        if figure.start >= end:
            end = figure.end
            while text[end : end + 1] == PAD:
                end += 1
            yield replace(figure, end=end)


def _shares(text: str, language: str) -> Iterator[Figure]:
    for found in (*_PERCENT.finditer(text), *phrases(language, "percent").find_all(text)):
        yield _share(Decimal(found[1]), found)
    for found in phrases(language, "of_every").find_all(text):
        part, whole = (Decimal(number) for number in found.groups() if number)
        if 0 < part <= whole:
            yield _share((part * 100 / whole).normalize(), found)


def _share(amount: Decimal, found: re.Match[str]) -> Figure:
    return Figure(amount, frozenset({(PERCENT, amount)}), *found.span())


def _counts(text: str, case: Case) -> Iterator[Figure]:
    """Yield numbers of what the agency counts or measures: `1,200 claims`; a year is none."""
    for found in _counted(_units(case)).finditer(text):
        amount = Decimal(found[1])
        if amount not in _YEARS:
            yield Figure(amount, frozenset({(found[2], amount)}), *found.span())


@cache
def _counted(units: frozenset[str]) -> re.Pattern[str]:
    named = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
    return re.compile(rf"(?<![$€£]){NUMBER} ({named or '(?!)'})(?!\w)")


# --------------------------------------------------------------------------- what the files say


def _units(case: Case) -> frozenset[str]:
    """Return what the agency measures in, or counts, in every language."""
    measures = [measured.measure for measured in case.charter.measured]
    named = [text for measure in measures for text in (measure.unit, measure.of) if text]
    named += [group.size.unit for group in case.charter.agency.customers if group.size]
    said = {words for text in named for words in _said(text)}
    return frozenset(unit for unit in said if time_of(Quantity(Decimal(1), unit)) is None)


def _said(text: Text | None) -> set[str]:
    return {words.lower() for _code, words in text.by_language} if text else {""}


def _facts(case: Case) -> Mapping[Level, list[Fact]]:
    """Return the figures of every promise still made, with the references that print them."""
    facts: dict[Level, list[Fact]] = {}
    for standing in case.kept:
        for fact, levels in _facts_of(case, standing):
            for level in levels:
                facts.setdefault(level, []).append(fact)
    return facts


def _facts_of(case: Case, standing: Standing) -> Iterator[tuple[Fact, set[Level]]]:
    standard, latest, target = standing.standard, standing.latest, standing.target
    name, measure = standard.id, standard.measure
    if latest is not None:
        measure = counted_on(standard, latest.result.period.start).measure
    units = {PERCENT} if measure.shape.is_share else _said(measure.unit)
    if latest is not None and latest.result.amount is not None:
        fact = Fact(name, "result", case.in_row(latest.result))
        for unit in units:
            yield fact, _levels(latest.result.amount, unit)
    if target is not None:
        fact = Fact(name, "aim", case.in_standard(standard, "target"))
        yield fact, _levels(Fraction(target.level.amount), target.level.unit)


def _levels(amount: Fraction, unit: str) -> set[Level]:
    rounded = {_rounded(amount, decimals) for decimals in _DECIMALS}
    if unit == PERCENT:
        return {(unit, level) for level in rounded}
    times = (time_of(Quantity(level, unit)) for level in rounded if level == amount)
    return {level for time in times if time for level in time.lengths} or {
        (unit, level) for level in rounded if level == amount
    }


def _rounded(amount: Fraction, decimals: int) -> Decimal:
    steps = (amount * 10**decimals + Fraction(1, 2)).__floor__()
    return Decimal(steps).scaleb(-decimals)


def _known(case: Case) -> frozenset[object]:
    """Return every number that the agency's files hold, and every share they work out to."""
    charter = case.charter
    rows = [row for rows in charter.results.values() for row in rows]
    records = (charter.agency, charter.services, charter.measured, charter.benchmarks)
    known: set[object] = {*_numbers([*records, charter.surveys, rows])}
    reached = (row.amount for row in rows)
    for share in (*reached, *_shares_of_answers(charter.surveys.customers)):
        if share is not None:
            known |= {_rounded(s, n) for s in (share, 100 - share) for n in _DECIMALS}
    return frozenset(known)


def _shares_of_answers(surveys: Sequence[CustomerSurvey]) -> Iterator[Fraction]:
    for question in (question for survey in surveys for question in survey.questions):
        counts = {str(answer.label): answer.count for answer in question.answers}
        total = sum(counts.values())
        happy = sum(counts.get(str(label), 0) for label in question.satisfied)
        yield from (Fraction(100 * n, total) for n in (happy, *counts.values()) if total)


def _numbers(value: object) -> Iterator[object]:
    """Yield the numbers below a value, and the lengths of time."""
    if isinstance(value, Quantity):
        yield value.amount
        time = time_of(value)
        yield from time.lengths if time else ()
    elif isinstance(value, Decimal | int):
        yield value
    elif isinstance(value, str):
        for found in _DIGITS.findall(_THOUSANDS.sub("", value)):
            yield Decimal(found.replace(",", "."))
    elif isinstance(value, Record):
        yield from _numbers([inner for _name, inner in value if inner])
    elif is_dataclass(value):
        yield from _numbers([getattr(value, one.name) for one in fields(value)])
    elif isinstance(value, list | tuple | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _numbers(inner)


SUBJECT = Subject(clashes=(typed_figures,))
