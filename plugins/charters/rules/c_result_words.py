"""The words beside a row of results against the row itself (K2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from charters.judging.comparators import in_unit_of
from charters.judging.standings import Standing
from charters.judging.suppression import is_small
from charters.model.quantities import PERCENT, Quantity
from charters.model.standards import Measure
from charters.problems import Cases, Message, Problem
from charters.problems.message import _, plain
from charters.rules.case import Case
from charters.rules.forms import Subject, clash
from charters.rules.promise import LANGUAGES
from charters.rules.promise.promise import Said, Share, heard
from charters.rules.promise.times import Time
from charters.rules.rows import Row, all_rows, rows_of

_CELLS = {"note": _("note"), "missed_because": _("reason for a miss")}

_OF_A_MISS = ("miss", "not ", "manqu", "raté", " pas ")
"""What stands in a verdict that the aim was missed."""

_OF_ALL = re.compile(r"\W*(?:$|[.;!]|(?:in|at|for|dans|pour) (?:all|every|tou)|this|again)")
"""What may follow a verdict on the whole; of a part, such as a month, another may be right."""


def _reason_for_no_miss(case: Case) -> Iterator[Problem]:
    """C8: a reason for a miss stands beside a miss."""
    for row in all_rows(case):
        if row.result.missed_because and row.judged.verdict.reached:
            begin = _("a reason for a miss is given")
            yield _against_verdict(case, "C8", row, "missed_because", begin)


def _typed_verdict(case: Case) -> Iterator[Problem]:
    """C6: met and missed are worked out, and nobody can type another verdict."""
    for row, cell, said in _told(case):
        reached = row.judged.verdict.reached
        if reached is None or (reached and cell == "missed_because"):
            continue
        for found in said.list("verdict").find_all(said.text):
            says_missed = any(stem in found[0] for stem in _OF_A_MISS)
            if says_missed is reached and _OF_ALL.match(said.text[found.end() :]):
                begin = _("the {cell} says '{words}'", cell=_CELLS[cell], words=said.quoted(found))
                yield _against_verdict(case, "C6", row, cell, begin)


def _against_verdict(case: Case, shows: str, row: Row, cell: str, begin: Message) -> Problem:
    verdict, result = row.judged.verdict, _result_said(case, row)
    if verdict.target:
        aim = verdict.target.written
        result = _("{result} against the target of {target}", result=result, target=aim)
    word = _("kept") if verdict.reached else _("missed")
    return clash(
        "K2",
        shows,
        case.in_row(row.result, cell),
        _("{begin}, but {result} is {word}", begin=begin, result=result, word=word),
        _("take the words out, or mend the figures"),
        case.in_standard(row.standard, "target" if verdict.target else "measure"),
    )


def _told(case: Case) -> Iterator[tuple[Row, str, Said]]:
    """Yield the words beside each row, with their row and their cell."""
    language = case.register.settings.language.partition("-")[0]
    for row in all_rows(case) if language in LANGUAGES else ():
        for cell in _CELLS:
            if words := getattr(row.result, cell):
                yield row, cell, heard(words, language)


def _typed_level(case: Case) -> Iterator[Problem]:
    """C6: the one figure that is typed beside a row is one that its promise has."""
    for row, cell, said in _told(case):
        typed = _only_level(row, said)
        if typed is not None and not _is_known(row.standing, typed[0]):
            message = _(
                "the {cell} says '{words}', its row works out to {result}",
                cell=_CELLS[cell],
                words=typed[1],
                result=_result_said(case, row),
            )
            places = [case.in_row(row.result, c) for c in (cell, row.column)]
            do = _("take the figure out, or mend it")
            yield clash("K2", "C6", places[0], message, do, places[1])


def _only_level(row: Row, said: Said) -> tuple[Quantity, str] | None:
    """Return the one figure in the unit of a row that is said of what it counts, as written."""
    measure = row.standard.measure
    if row.result.amount is None or (measure.shape.is_share and not _names(measure, said.text)):
        return None
    found: list[tuple[Quantity, Share | Time]] = [
        *((Quantity(share.amount, PERCENT), share) for share in said.shares),
        *((Quantity(t.amount, f"{t.kind} {t.unit}".strip()), t) for t in said.times),
    ]
    fitting = [pair for pair in found if in_unit_of(measure, pair[0]) is not None]
    if len(fitting) != 1 or not getattr(fitting[0][1], "is_promised", True):
        return None
    return fitting[0][0], said.quoted(fitting[0][1])


def _names(measure: Measure, text: str) -> bool:
    """Return whether a text names what is counted: '12% of our staff' is no share of calls."""
    things = measure.of.by_language if measure.of else ()
    return not things or any(words.lower() in text for _code, words in things)


def _is_known(standing: Standing, level: Quantity) -> bool:
    """Return whether a level is a result of a promise in any period, its aim or its limit."""
    measure = standing.standard.measure
    step = min(Decimal(1), Decimal(1).scaleb(int(level.amount.as_tuple().exponent)))
    said, least = (in_unit_of(measure, Quantity(n, level.unit)) for n in (level.amount, step))
    known = list(_levels(standing))
    if measure.shape.is_share:
        known += [100 - one for one in known]
    return said is None or least is None or any(abs(said - one) < least for one in known)


def _levels(standing: Standing) -> Iterator[Fraction]:
    """Yield the levels of a promise in the unit of its results."""
    standard = standing.standard
    targets = [standing.target, *(row.judged.verdict.target for row in rows_of(standing))]
    aims = [level for one in targets if one for level in (one.level, one.upper)]
    for level in filter(None, (standard.limit, *aims)):
        if (amount := in_unit_of(standard.measure, level)) is not None:
            yield amount
    if standard.measure.percentile is not None:
        yield Fraction(standard.measure.percentile)
    for row in rows_of(standing):
        for result in (row.result, *row.judged.replaced):
            if result.amount is not None:
                yield result.amount


def _result_said(case: Case, row: Row) -> Message | Quantity:
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


SUBJECT = Subject(clashes=(_reason_for_no_miss, _typed_verdict, _typed_level))
