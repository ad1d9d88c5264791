"""The history of a promise: changes that lead, step by step, to the promise as it stands (C9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from pydantic_core import PydanticCustomError

from charters.model.change import NOTHING, Change, ChangedField, level_written, same_level
from charters.model.refusal import reason, shown
from charters.model.register import Charter
from charters.model.standards import Standard
from charters.model.suspensions import Suspension
from charters.model.written_levels import parse_quantity, parse_target
from charters.problems import Problem
from charters.problems.message import SILENCE, Message, _

Numbered = tuple[int, Change]
"""A change and its number in the file, from 0."""


def history_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield dates out of order, and changes of limit and target that do not lead to today's."""
    yield from _date_problems(charter, standard)
    yield from _twice_problems(charter, standard)
    yield from _suspension_problems(charter, standard)
    yield from _event_problems(charter, standard)
    numbered = sorted(enumerate(standard.changes), key=lambda pair: pair[1].date)
    for field in (ChangedField.TARGET, ChangedField.LIMIT):
        changes = [(n, change) for n, change in numbered if change.field is field]
        yield from _gap_problems(charter, standard, changes)
        bad = [*_level_problems(charter, standard, changes)]
        yield from bad or _chain_problems(charter, standard, field, changes)


def _date_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    begins, gone = standard.begins or date.min, standard.withdrawn
    if gone and gone.date < begins:
        place = charter.in_standard(standard, "withdrawn", "date")
        said = _("withdrawn before it was introduced ({begins}); mend one of the dates")
        yield Problem(place, "T008", said.filled(begins=str(begins)))
    for n, change in enumerate(standard.changes):
        if change.restated and not change.field.is_count:
            place = charter.in_standard(standard, "changes", n, "restated")
            said = _(
                "results are counted again where what is counted changed, and this is a change of '{field}'; take 'restated' out, or make it an entry for counted, not_counted or clock"
            ).filled(field=change.field.value)
            yield Problem(place, "T017", said)
        said = SILENCE
        if change.date <= begins:
            said = _("changed on {day}, but introduced only on {begins}; mend one of the dates")
            said = said.filled(day=str(change.date), begins=str(begins))
        elif gone and change.date > gone.date:
            said = _("changed on {day}, but withdrawn on {end} already; mend one of the dates")
            said = said.filled(day=str(change.date), end=str(gone.date))
        if said:
            yield Problem(charter.in_standard(standard, "changes", n, "date"), "T008", said)


def _suspension_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield times without the promise that end before they begin, lie outside of it, or overlap."""
    for n, one in enumerate(standard.suspended):
        place = charter.in_standard(standard, "suspended", n, "from")
        if said := _out_of_place(standard, one):
            yield Problem(place, "T008", said)
            continue
        for m, other in enumerate(standard.suspended[:n]):
            if _overlap(one, other):
                also = charter.in_standard(standard, "suspended", m, "from")
                said = _(
                    "suspended on {day}, and suspended already (line {line}); mend one of the dates"
                ).filled(day=str(one.from_), line=str(also.line))
                yield Problem(place, "T008", said, (also,))
                break


def _out_of_place(standard: Standard, one: Suspension) -> Message:
    """Return that a time without the promise ends before it begins, or lies outside of it."""
    if one.to and one.to < one.from_:
        said = _("suspended until {day}, before that begins ({begins}); mend one of the dates")
        return said.filled(day=str(one.to), begins=str(one.from_))
    if standard.begins and one.from_ < standard.begins:
        said = _("suspended on {day}, but introduced only on {begins}; mend one of the dates")
        return said.filled(day=str(one.from_), begins=str(standard.begins))
    if standard.withdrawn and one.from_ > standard.withdrawn.date:
        said = _("suspended on {day}, but withdrawn on {end} already; mend one of the dates")
        return said.filled(day=str(one.from_), end=str(standard.withdrawn.date))
    return SILENCE


def _event_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield events that end before they begin."""
    for n, event in enumerate(standard.events):
        if event.until and event.until < event.date:
            said = _(
                "this lasted until {day}, before it begins ({begins}); mend one of the dates",
                day=str(event.until),
                begins=str(event.date),
            )
            place = charter.in_standard(standard, "events", n, "until")
            yield Problem(place, "T008", said)


def _overlap(one: Suspension, other: Suspension) -> bool:
    return one.from_ <= (other.to or date.max) and other.from_ <= (one.to or date.max)


def _twice_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield a field that is changed twice on one day: nobody knows what was in force then."""
    first: dict[tuple[date, ChangedField], int] = {}
    for n, change in enumerate(standard.changes):
        earlier = first.setdefault((change.date, change.field), n)
        if earlier != n:
            place = charter.in_standard(standard, "changes", n, "date")
            also = charter.in_standard(standard, "changes", earlier, "date")
            said = _(
                "{field} was changed on {day} already (line {line}); make one change of both, or mend a date",
                field=change.field.value,
                day=str(change.date),
                line=str(also.line),
            )
            yield Problem(place, "T008", said, (also,))


def _level_problems(
    charter: Charter, standard: Standard, changes: list[Numbered]
) -> Iterator[Problem]:
    """Yield levels that cannot be read."""
    compiled = charter.compiled_for(standard) is not None
    for n, change in changes:
        for key, words in (("from", str(change.from_)), ("to", str(change.to))):
            refusal = None if words in NOTHING else _refusal(change.field, words)
            if refusal is not None:
                message = _("{fault} (or 'none' where there was none)", fault=reason(refusal))
                if compiled:
                    message = _(
                        "{fault} (or 'none found' where none was found)", fault=reason(refusal)
                    )
                place = charter.in_standard(standard, "changes", n, key)
                yield Problem(place, refusal.type, message)


def _gap_problems(
    charter: Charter, standard: Standard, changes: list[Numbered]
) -> Iterator[Problem]:
    """Yield 'none' where somebody else put the charter together: it would accuse the agency."""
    if charter.compiled_for(standard) is None:
        return
    for n, change in changes:
        for key, words in (("from", str(change.from_)), ("to", str(change.to))):
            if words == "none":
                message = _(
                    "'none' says that the agency had none, and this charter was put together from documents; write 'none found'"
                )
                yield Problem(charter.in_standard(standard, "changes", n, key), "T013", message)


def _refusal(field: ChangedField, words: str) -> PydanticCustomError | None:
    try:
        parse_target(words) if field is ChangedField.TARGET else parse_quantity(words)
    except PydanticCustomError as refusal:
        return refusal
    return None


def _chain_problems(
    charter: Charter, standard: Standard, field: ChangedField, changes: list[Numbered]
) -> Iterator[Problem]:
    """Yield a change that does not begin where the one before it ended, and a wrong last one."""
    for (_n, earlier), (n, later) in pairwise(changes):
        if not same_level(field, str(earlier.to), str(later.from_)):
            place = charter.in_standard(standard, "changes", n, "from")
            message = _(
                "the change before this one led to {level}, but this one begins from {other}; mend one of them",
                level=shown(earlier.to),
                other=shown(later.from_),
            )
            yield Problem(place, "T009", message)
    now = level_written(standard.target if field is ChangedField.TARGET else standard.limit)
    for n, last in changes[-1:]:
        if not same_level(field, str(last.to), now):
            place = charter.in_standard(standard, "changes", n, "to")
            message = _(
                "the last change led to {level}, but the {field} is {now}; mend one of them",
                level=shown(last.to),
                field=field.value,
                now=shown(now),
            )
            yield Problem(place, "T009", message)
