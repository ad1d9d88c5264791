"""Our own side of a comparison: the published result, and never a figure typed beside it (D5, D7)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charters.judging.comparators import (
    Compared,
    days_beside,
    in_unit_of,
    newest_shown,
    our_result,
    result_of,
    shows,
)
from charters.judging.verdicts import level_reached
from charters.model.benchmarks import Basis, Benchmark, Sector
from charters.model.quantities import Quantity
from charters.model.register import RESULT
from charters.model.text import Text
from charters.problems import Message, Place, Problem
from charters.problems.message import _
from charters.rules.case import OF_US, Case
from charters.rules.filled import is_said
from charters.rules.levels_said import (
    SaidLevel,
    is_known,
    is_of_a_part,
    levels_in,
    result_said,
    sentence_around,
    step,
)
from charters.rules.promise import LANGUAGES
from charters.rules.promise.promise import Said, heard
from charters.rules.promise.times import clause_before
from charters.rules.rows import Row, row_of
from charters.rules.saying import clash


def _compared(case: Case) -> Iterator[tuple[Benchmark, Compared]]:
    for found in case.charter.benchmarks:
        if (standing := case.compared_by_id.get(found.standard)) is not None:
            yield found, standing


def _no_such_result(case: Case) -> Iterator[Problem]:
    """D5: our side of the comparison is a published result."""
    if RESULT in case.charter.refused:
        return  # The row may be among those that were refused.
    for found, standing in _compared(case):
        ours = our_result(standing, found)
        if not days_beside(standing, found) or (ours and shows(standing.standard, ours)):
            continue
        latest, newest = newest_shown(standing), _("there is no result of it yet")
        if latest:
            newest = _("the newest is for {period}", period=latest.result.period.label)
        said = _(
            "our_period is {period}, but '{name}' has no result for it; {newest}",
            period=found.our_period,
            name=found.standard,
            newest=newest,
        )
        do = _("write a period that has a result, or add the row to results.csv")
        if ours:
            do = _("write a period that has a result")
        beside = ours or latest
        there = case.in_row(beside.result) if beside else case.in_benchmark(found, "standard")
        yield clash("K14", "D5", case.in_benchmark(found, "our_period"), said, do, there)


# -------------------------------------------------------------------------------- our own past


def _own_past(case: Case) -> Iterator[Problem]:
    """D7: our own past lies in the past, and is what results.csv says of it."""
    for found, standing in _compared(case):
        if found.sector is not Sector.OWN_PAST or found.value is None or found.date is None:
            continue
        beside, then = our_result(standing, found), result_of(standing, found.date.days)
        if beside is not None and found.date.end >= beside.result.period.end:
            said = _(
                "the agency's own past is of {when}, the result beside it of {period}",
                when=found.date.label,
                period=beside.result.period.label,
            )
            do = _("write an earlier date, or name a later period under 'our_period'")
            here = case.in_benchmark(found, "date")
            yield clash("K14", "D7", here, said, do, case.in_row(beside.result))
        elif then is not None and (otherwise := _otherwise(case, row_of(standing, then), found)):
            said = _(
                "the agency's own past of {period} is {past}, but it was {result}",
                period=then.result.period.label,
                past=found.value,
                result=otherwise,
            )
            do = _("mend one of them, or say under 'differences' what differs")
            here = case.in_benchmark(found, "value")
            yield clash("K14", "D7", here, said, do, case.in_row(then.result))


def _otherwise(case: Case, row: Row, past: Benchmark) -> Message | Quantity | None:
    """Return what was reached, or aimed at, in the time of a past level that says otherwise."""
    if past.value is None or is_said(past.differences) or is_said(past.conversion):
        return None
    was: Message | Quantity = result_said(case, row)
    level, aim = level_reached(row.standard, row.result), row.judged.verdict.target
    if past.basis is Basis.PROMISE:
        if aim is None:
            return None
        was, level = aim.level, Fraction(aim.level.amount)
    if not row.result.is_available:
        return _("published in words") if row.result.is_in_words else _("not available")
    said, least = (
        in_unit_of(row.standard.measure, Quantity(amount, past.value.unit))
        for amount in (past.value.amount, step(past.value))
    )
    if said is None or least is None or level is None or abs(said - level) < least:
        return None
    return was


# -------------------------------------------------------------------------- figures that are typed


def _typed(case: Case) -> Iterator[Problem]:
    """D5: what a text about others says of us is a level that our results, aim or limit have."""
    for row, place, said in _texts_on_us(case):
        for level in _levels_of_us(row, said):
            if not is_known(row.standing, level.level):
                message = _(
                    "'{words}' is said of us, but our result for {period} is {result}",
                    words=level.words,
                    period=row.result.period.label,
                    result=result_said(case, row),
                )
                do = _("take the figure out, or mend it")
                yield clash("K14", "D5", place, message, do, case.in_row(row.result))


def _texts_on_us(case: Case) -> Iterator[tuple[Row, Place, Said]]:
    """Yield each text about a comparator that speaks of us, with the result of ours it stands beside."""
    for found, standing in _compared(case):
        ours = our_result(standing, found)
        for name in OF_US if ours and shows(standing.standard, ours) else ():
            for code, words, language in case.spoken(getattr(found, name) or Text(())):
                if ours and language in LANGUAGES:
                    place = case.in_benchmark(found, name, *filter(None, [code]))
                    yield row_of(standing, ours), place, heard(words, language)


def _levels_of_us(row: Row, said: Said) -> Iterator[SaidLevel]:
    """Yield the levels that are said of us, as they are: not of others, of a plan or of another time."""
    planned = said.list("planned")
    for level in levels_in(row.standard.measure, said):
        before = clause_before(said.text, level.start)
        ours, theirs = (_last(said, name, before) for name in ("of_us", "of_them"))
        is_difference = said.list("difference").is_beside(said.text, level.start, level.end)
        if (
            ours > theirs
            and level.of_all
            and not is_difference
            and planned.find_first(sentence_around(said, level.start)) is None
            and not is_of_a_part(said, level.start, row.result.period)
        ):
            yield level


def _last(said: Said, name: str, clause: str) -> int:
    """Return where the last phrase of a list begins in a clause; -1 where there is none."""
    return max((found.start() for found in said.list(name).find_all(clause)), default=-1)


CLASHES = (_no_such_result, _own_past, _typed)
