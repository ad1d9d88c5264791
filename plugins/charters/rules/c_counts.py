"""Counts of results against each other: cases and total, a part and its whole, all parts together (K12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil, floor

from charters.judging.verdicts import of_no_case
from charters.model.results import Result
from charters.model.shapes import Shape
from charters.problems import Cases, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.rows import rows_of
from charters.rules.saying import clash

_DISJOINT = ("channel", "office", "region", "state", "place")
"""Breakdowns in which each case is counted once."""

_MEND_ONE = _("mend one of them")


def _two_counts(case: Case) -> Iterator[Problem]:
    """C6: the cases of a share are its total (K12)."""
    for row in case.rows:
        cases, total = row.result.cases, row.result.total
        if cases is not None and total is not None and cases != total:
            message = _(
                "'cases' says {cases}, 'total' says {total}", cases=Cases(cases), total=Cases(total)
            )
            do = _("leave 'cases' blank where there is a total")
            places = [case.in_row(row.result, column) for column in ("cases", "total")]
            yield clash("K12", "C6", places[0], message, do, places[1])


def _no_cases(case: Case) -> Iterator[Problem]:
    """C6: a level of no cases is none, and the page says so (K12)."""
    for row in case.rows:
        if row.result.value and of_no_case(row.standard, row.result):
            message = _("'value' holds a level, but 'cases' says that there was no case")
            do = _("leave 'value' blank, or mend 'cases'")
            places = [case.in_row(row.result, column) for column in ("value", "cases")]
            yield clash("K12", "C6", places[0], message, do, places[1])


def _parts(case: Case) -> Iterator[Problem]:
    """C6: a part is no more than the whole, nor are all parts that do not overlap (K12)."""
    for standing in (found for found in case.compared if found.parts):
        wholes = {judged.result.period.days: judged.result for judged in standing.judged}
        together: dict[tuple[tuple[date, date], str], list[Result]] = defaultdict(list)
        shape = standing.standard.measure.shape
        for row in (one for one in rows_of(standing) if one.result.part):
            part, shape = row.result, row.standard.measure.shape
            if part.period.days in wholes:
                yield from _more_than_whole(case, shape, part, wholes[part.period.days])
                together[part.period.days, part.part.rpartition(":")[0].strip()].append(part)
        cell = "value" if shape is Shape.BACKLOG else "total"
        for (days, key), parts in together.items():
            rows = [*parts, wholes[days]]
            if key in _DISJOINT:
                yield from _sum(case, key, cell, rows)
            yield from _kept_together(case, rows)


def _more_than_whole(case: Case, shape: Shape, part: Result, whole: Result) -> Iterator[Problem]:
    counts = ("met", "total", "cases")
    for cell in counts if shape.counts_cases else ("value",):
        some, most = getattr(part, cell), getattr(whole, cell)
        if some is not None and most is not None and some > most:
            message = _(
                "'{part}' has {some} in '{cell}', but all together have {most}",
                part=part.part,
                some=Cases(ceil(some)),
                cell=cell,
                most=Cases(floor(most)),
            )
            places = [case.in_row(row, cell) for row in (part, whole)]
            yield clash("K12", "C6", places[0], message, _MEND_ONE, places[1])
            return


def _sum(case: Case, key: str, cell: str, rows: Sequence[Result]) -> Iterator[Problem]:
    *parts, whole = rows
    counts, most = [getattr(part, cell) or 0 for part in parts], getattr(whole, cell)
    if most is not None and max(counts) <= most < sum(counts):
        message = _(
            "all together have {most} cases, but the parts by {key} have {sum}",
            most=Cases(floor(most)),
            key=key,
            sum=Cases(ceil(sum(counts))),
        )
        places = [case.in_row(row, cell) for row in (whole, *parts)]
        yield clash("K12", "C6", places[0], message, _MEND_ONE, *places[1:])


def _kept_together(case: Case, rows: Sequence[Result]) -> Iterator[Problem]:
    """C6: where the parts hold all the cases of the whole, they hold all that were kept (K12)."""
    *parts, whole = rows
    counts = [(row.met, row.total) for row in rows]
    if len(parts) < 2 or any(met is None or total is None for met, total in counts):
        return
    met, total = (sum(count or 0 for count in column[:-1]) for column in zip(*counts, strict=True))
    if total == whole.total and met != whole.met:
        message = _(
            "the parts have all {total} cases, but {sum} of them were kept, and {most} of all together",
            total=Cases(total),
            sum=Cases(met),
            most=Cases(whole.met or 0),
        )
        places = [case.in_row(row, "met") for row in (whole, *parts)]
        yield clash("K12", "C6", places[0], message, _MEND_ONE, *places[1:])


CLASHES = (_two_counts, _no_cases, _parts)
