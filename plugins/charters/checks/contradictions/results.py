"""Rows of results against the scale, the population and the survey of their standard (K2, K4, K12).

K1, K5 and K6 of results are refused while reading (V011, V015, V017).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from charters.checks.contradictions.places import RESULTS, beside, in_standard, plain
from charters.model.register import Charter, Register
from charters.model.results import Result
from charters.model.standards import Standard
from charters.problems import Place, Problem

_NOTHING = re.compile(
    r"(?:none|nothing|no one|nobody|no (?:cases?|exclusions?)|aucun\w*)\b"
    r"(?! (?:of|but|except|outside|after|before|that|who|other))",
    re.IGNORECASE,
)


def check_results(register: Register) -> Iterator[Problem]:
    """Yield rows of results that cannot be about what their standard measures."""
    for charter in register.charters.values():
        for standard in charter.standards:
            rows = charter.results.get(standard.id, ())
            yield from _outside_scale(charter, standard, rows)
            for row in rows:
                if row.cases is not None and row.total is not None and row.cases != row.total:
                    yield _two_counts(charter, row)
                if row.excluded and _says_nothing(standard):
                    yield _left_out(charter, standard, row)


def _says_nothing(standard: Standard) -> bool:
    words = standard.measure.not_counted
    return words is not None and _NOTHING.match(str(words)) is not None


def _two_counts(charter: Charter, row: Result) -> Problem:
    place = charter.place(RESULTS, row.line, "cases")
    return Problem(
        place,
        "K12",
        f"'cases' says {row.cases:,}, 'total' says {row.total:,}; leave 'cases' blank where there "
        "is a total",
        (charter.place(RESULTS, row.line, "total"),),
    )


def _left_out(charter: Charter, standard: Standard, row: Result) -> Problem:
    place = charter.place(RESULTS, row.line, "excluded")
    other = in_standard(charter, standard, "measure", "not_counted")
    return Problem(
        place,
        "K4",
        f"{row.excluded:,} cases were left out, but 'not_counted' says "
        f"'{standard.measure.not_counted}' ({beside(place, other)}); say there which cases",
        (other,),
    )


def _outside_scale(
    charter: Charter, standard: Standard, rows: Sequence[Result]
) -> Iterator[Problem]:
    """K4: a score, or the target for it, outside its scale."""
    scale = standard.measure.scale
    if scale is None:
        return
    said = f"the scale goes from {plain(scale.min)} to {plain(scale.max)}"
    other = in_standard(charter, standard, "measure", "scale")
    if standard.target and not scale.min <= standard.target.level.amount <= scale.max:
        place = in_standard(charter, standard, "target")
        yield _outside(place, other, f"the target says {standard.target.written}, but {said}")
    for row in rows:
        if row.value is not None and not scale.min <= row.value <= scale.max:
            place = charter.place(RESULTS, row.line, "value")
            yield _outside(place, other, f"the score is {plain(row.value)}, but {said}")


def _outside(place: Place, other: Place, message: str) -> Problem:
    return Problem(place, "K4", f"{message} ({beside(place, other)}); mend one of them", (other,))
