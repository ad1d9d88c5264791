"""What still counts on a promise that has ended (K11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from charters.model.file_names import AGENCY, BENCHMARKS, SURVEYS
from charters.model.surveys import CustomerSurvey
from charters.problems import Message, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.forms import Subject
from charters.rules.saying import clash
from charters.rules.ways import below

_COUNTED_ON: tuple[tuple[str, str, str, Callable[[Any], bool], Message], ...] = (
    (AGENCY, "H2", "complaints.steps", bool, _("name a promise that is still made, or 'within'")),
    (
        *(SURVEYS, "B7", "customers.wants", bool),
        _(
            "name a promise that is still made, or say why there is none under 'no_standard_because'"
        ),
    ),
    (
        *(BENCHMARKS, "D6", "benchmarks", lambda benchmark: benchmark.action is not None),
        _("take 'action' out, or name a promise that is still made"),
    ),
)
"""The file, the rule that asks, the way to records that name a promise under 'standard', which of them
count on it, and what to do.
"""


def _ended(case: Case) -> Iterator[Problem]:
    for file, shows, path, counts_on, do in _COUNTED_ON:
        for keys, record in below(case, file, path, lambda one: _is_of_today(case, one)):
            standing = case.standing_by_id.get(record.standard or "")
            gone = standing.standard.withdrawn if standing else None
            if standing and gone and not standing.in_force and counts_on(record):
                said = _("'{name}' ended on {day}", name=standing.id, day=gone.date)
                here = case.charter.place(file, *keys, "standard")
                there = case.in_standard(standing.standard, "withdrawn")
                yield clash("K11", shows, here, said, do, there)


def _is_of_today(case: Case, record: Any) -> bool:
    """Return whether a record speaks of today: an older survey says what was wanted then."""
    return not isinstance(record, CustomerSurvey) or record.id in case.current_ids


SUBJECT = Subject(clashes=(_ended,))
