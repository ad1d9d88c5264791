"""Item (c): what moves a result without a change of the promise is told (F23, K28, K34, K36)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from charters.judging.restarts import after_a_bad_result, too_often
from charters.judging.settling import barely_suspended, left_out_more, months_unsettled
from charters.model.events import Event
from charters.model.register import Keys
from charters.model.standards import Standard
from charters.problems import Problem
from charters.problems.message import Cases, _
from charters.rules.case import Case
from charters.rules.forms import Subject
from charters.rules.saying import clash


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


def _restarted(case: Case) -> Iterator[Problem]:
    """C8: what is usual is found anew after another way of working, and hides no bad results (K34)."""
    for standing in case.standings:
        standard = standing.standard
        for event, last in after_a_bad_result(standing):
            said = _(
                "this restarts what is usual right after a result that was missed or worse ({period}), with no reason",
                period=last.result.period.label,
            )
            do = _("add 'reason': what about the work is another since; or write restarts: no")
            yield clash("K34", "C8", case.in_standard(standard, *_at(standard, event)), said, do)
        for before, after in too_often(standard):
            said = _(
                "this restarts what is usual less than a year after it was restarted on {day}",
                day=before.date,
            )
            do = _("write restarts: no for all but one of them; the chart names every event")
            place = case.in_standard(standard, *_at(standard, after))
            also = case.in_standard(standard, *_at(standard, before))
            yield clash("K34", "C8", place, said, do, also)


def _barely_suspended(case: Case) -> Iterator[Problem]:
    """C8: a few days without the promise do not take a miss of a whole period away (K36)."""
    for standing in case.standings:
        for found in barely_suspended(standing):
            said = _(
                "this leaves the miss of {period} unjudged, and covers {days} of its {whole} days",
                period=found.judged.result.period.label,
                days=found.days,
                whole=found.whole,
            )
            do = _("give the results of the rest of that time by themselves, such as by quarters")
            posted = standing.standard
            number = posted.suspended.index(found.suspended)
            place = case.in_standard(posted, "suspended", number, "from")
            yield clash("K36", "C8", place, said, do, case.in_row(found.judged.result, "period"))


def _at(standard: Standard, event: Event) -> Keys:
    number = next(n for n, one in enumerate(standard.events) if one is event)
    return "events", number, "restarts"


SUBJECT = Subject(clashes=(_left_out_more, _unsettled, _restarted, _barely_suspended))
