"""Figures typed into the plan's prose, where a reference would follow the data (K8): advice.

A number with a unit, or a share, is looked for in the agency's files. Years, dates, prices, numbers of
phones and houses have no unit; what is code, a link or a directive is no prose. Each text is gone
through once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from charters.model.quantities import PERCENT
from charters.model.register import AgencyPage
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.reading.prose import Prose, prose_of
from charters.rules.case import Case
from charters.rules.forms import Subject
from charters.rules.plan_facts import Fact, Level, facts_in_data, known_numbers, units
from charters.rules.promise.numbers import in_digits
from charters.rules.promise.times import times_in
from charters.rules.promise.wordlists import LANGUAGES, NUMBER, PAD, phrases

_PLAIN = str.maketrans("\n\u00a0\u202f\u2009’", "    '")
_PERCENT = re.compile(rf"{NUMBER} ?%")
_YEARS = range(1900, 2100)


class Figure(NamedTuple):
    """A number with its unit, as the prose has it."""

    amount: Decimal
    levels: frozenset[Level]
    start: int
    end: int


def typed_figures(case: Case) -> Iterator[Problem]:
    """Yield the figures of the plan's prose that are a promise's own, or in no file at all (K8)."""
    for page in case.charter.pages:
        yield from _on_page(case, page)


def _on_page(case: Case, page: AgencyPage) -> Iterator[Problem]:
    prose = prose_of(page)
    figures = list(_figures(prose.words, case, page.language))
    facts, others = facts_in_data(case) if figures else {}, list[Figure]()
    for figure in figures:
        same = {fact for level in figure.levels for fact in facts.get(level, ())}
        if len({fact.promise for fact in same}) == 1:
            fact = min(same, key=lambda fact: fact.name != "result")
            here, said = prose.place(figure.start), _written(prose, figure)
            yield _typed_again(here, said, fact, fact.place(case))
        elif not same:
            others.append(figure)
    known = known_numbers(case, {one.amount for one in others}) if others else frozenset()
    for figure in others:
        if known.isdisjoint({figure.amount, *figure.levels}):
            message = _("'{said}' is in no file of the agency", said=_written(prose, figure))
            do = _("if it is a result or an aim, write {{promise: result}} in its place")
            yield Problem(prose.place(figure.start), "K8", message, do=do)


def _written(prose: Prose, figure: Figure) -> str:
    return " ".join(prose.words[figure.start : figure.end].split())


def _typed_again(place: Place, said: str, fact: Fact, there: Place) -> Problem:
    message = _("'{said}' is the newest result of '{name}'", said=said, name=fact.promise)
    if fact.name == "aim":
        message = _("'{said}' is the aim of '{name}'", said=said, name=fact.promise)
    do = _(
        "write {{{name}: {fact}}} in its place, so that it follows the data",
        name=fact.promise,
        fact=fact.name,
    )
    return Problem(place, "K8", message, (there,), do)


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
            yield figure._replace(end=end)


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
    for found in _counted(units(case)).finditer(text):
        amount = Decimal(found[1])
        if amount not in _YEARS:
            yield Figure(amount, frozenset({(found[2], amount)}), *found.span())


@cache
def _counted(units: frozenset[str]) -> re.Pattern[str]:
    named = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
    return re.compile(rf"(?<![$€£]){NUMBER} ({named or '(?!)'})(?!\w)")


SUBJECT = Subject(clashes=(typed_figures,))
