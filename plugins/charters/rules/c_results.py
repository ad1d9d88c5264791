"""Item (c), the second half: results are there, are explained where they miss, and leave out little."""

from __future__ import annotations

from collections.abc import Iterator

from charters.judging.kept_up import is_too_old, left_out
from charters.judging.settling import share_left_out
from charters.judging.standings import Standing
from charters.model.periods import Period
from charters.model.results import Status
from charters.problems import Message
from charters.problems.message import _
from charters.rules import c_counts, c_rows
from charters.rules.case import Case
from charters.rules.filled import is_sentence
from charters.rules.findings import Seen, Strength
from charters.rules.forms import Lacking, Subject
from charters.rules.records import rows_leaving_out
from charters.rules.rows import Row
from charters.rules.saying import present

MANY_LEFT_OUT = 10
"""Cases left out of every 100, above which the plan says so."""


def _uncounted(_case: Case, row: Row) -> str:
    """C6: the columns of counts that are blank."""
    counts = [c for c in row.standard.measure.shape.row.columns if c != "value"]
    return ", ".join(column for column in counts if getattr(row.result, column) is None)


def _left_out(case: Case, standing: Standing) -> str | Message:
    """C7: the first period that was due and has no result, nor a reason why there is none."""
    if gaps := left_out(case.register, standing):
        return _of(gaps[0].period, standing)
    for result in (judged.result for judged in standing.judged):
        if result.status is Status.NOT_AVAILABLE and not is_sentence(result.note, "note"):
            row = _of(result.period, standing)
            return _("{row} that says in a sentence why it is not available", row=row)
    return ""


def _of(period: Period, standing: Standing) -> Message:
    return _("{period} of {name}", period=period.label, name=standing.id)


def _unexplained(case: Case, row: Row) -> str:
    """C8: the keys that a missed result leaves empty."""
    result, standard = row.result, case.charter.standard_by_id[row.standard.id]
    filled = {
        "missed_because": is_sentence(result.missed_because, "missed_because"),
        "action": is_sentence(result.action, "action"),
        "action_by": result.action_by is not None,
        "if_missed": is_sentence(standard.if_missed, "if_missed"),
    }
    return ", ".join(key for key, is_there in filled.items() if not is_there)


def _many_left_out(case: Case) -> Iterator[Seen]:
    """C12: a result that leaves out much is to be read with care."""
    shares = [(int(share_left_out(row.result)), row.standard.id) for row in rows_leaving_out(case)]
    most, name = max(shares, default=(0, ""))
    if most > MANY_LEFT_OUT:
        sentence = _(
            "{name} leaves out {share} of every 100 cases: read its result with care.",
            name=name,
            share=most,
        )
        yield present(sentence, Strength.FIGURES, case.page("standards"))


SUBJECT = Subject(
    looks={"C12": _many_left_out},
    has={"C6": Lacking(_uncounted), "C7": Lacking(_left_out), "C8": Lacking(_unexplained)},
    short={"C7": lambda case, standing: is_too_old(case.register, standing)},
    clashes=(*c_rows.CLASHES, *c_counts.CLASHES),
)
