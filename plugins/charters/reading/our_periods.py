"""The periods of ours that comparators stand beside: which days one names, the fiscal year and the promise say."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from charters.model.file_names import BENCHMARKS
from charters.model.period_labels import parse_period
from charters.model.refusal import reason
from charters.model.register import Charter
from charters.problems import Problem


def our_period_problems(charter: Charter) -> Iterator[Problem]:
    """Yield the periods that are none in this fiscal year, or that can be two."""
    for benchmark in charter.benchmarks:
        measured = charter.measured_by_id.get(benchmark.standard)
        if measured is None or not benchmark.our_period:
            continue
        try:
            parse_period(benchmark.our_period, charter.fiscal_start, measured.reported)
        except PydanticCustomError as refusal:
            place = charter.place(BENCHMARKS, "benchmarks", benchmark.id, "our_period")
            yield Problem(place, refusal.type, reason(refusal))
