"""Item (c): what moves a result without a change of the promise is told (F23, K28)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from charters.judging.settling import left_out_more, months_unsettled
from charters.problems import Problem
from charters.problems.message import Cases, _
from charters.rules.case import Case
from charters.rules.forms import Subject, clash


def _left_out_more(case: Case) -> Iterator[Problem]:
    """C12: cases left out that grow from one result to the next change what is promised (F23)."""
    for standing in case.standings:
        for found in left_out_more(standing):
            before, after = found.before.result, found.after.result
            said = _(
                "{cases} cases are left out ({share} of every 100); in {period} it was {earlier}",
                cases=Cases(after.excluded or 0),
                share=found.share,
                period=before.period.label,
                earlier=_("not said") if before.excluded is None else Cases(before.excluded),
            )
            do = _(
                "add what is left out now to 'not_counted', with an entry under 'changes'; or mend the number"
            )
            place = case.in_row(after, "excluded")
            yield clash("F23", "C12", place, said, do, case.in_row(before, "excluded"))


def _unsettled(case: Case) -> Iterator[Problem]:
    """C5: a provisional result is settled some day (K28)."""
    for standing in case.standings:
        for judged in chain(standing.judged, *standing.parts.values()):
            months = months_unsettled(standing, judged)
            if months is not None:
                said = _(
                    "this result is provisional, {months} months after its period", months=months
                )
                do = _(
                    "add the final one as a row of its own, or one with status 'not available' that says why in 'note'"
                )
                yield clash("K28", "C5", case.in_row(judged.result, "status"), said, do)


SUBJECT = Subject(clashes=(_left_out_more, _unsettled))
