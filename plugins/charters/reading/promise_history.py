"""The history of a promise: changes that lead, step by step, to the promise as it stands (C9)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pydantic_core import PydanticCustomError

from charters.model.quantities import parse_quantity, parse_target
from charters.model.refusal import shown
from charters.model.standards import NOTHING, Change, ChangedField, Standard

Fault = tuple[tuple[str | int, ...], str, str]
"""The way from a promise to what is wrong with it, the code, and what is said."""
Numbered = tuple[int, Change]
"""A change and its number in the file, from 0."""


def history_faults(standard: Standard) -> Iterator[Fault]:
    """Yield dates out of order, and changes of limit and target that do not lead to today's."""
    yield from _date_faults(standard)
    numbered = sorted(enumerate(standard.changes), key=lambda pair: pair[1].date)
    for field in (ChangedField.TARGET, ChangedField.LIMIT):
        changes = [(n, change) for n, change in numbered if change.field is field]
        bad = [*_level_faults(changes)]
        yield from bad or _chain_faults(standard, field, changes)


def _date_faults(standard: Standard) -> Iterator[Fault]:
    introduced = standard.introduced
    if standard.withdrawn and standard.withdrawn.date < introduced:
        message = f"withdrawn before it was introduced ({introduced}); mend one of the dates"
        yield ("withdrawn", "date"), "T008", message
    for n, change in enumerate(standard.changes):
        if change.date <= introduced:
            message = f"changed on {change.date}, but introduced only on {introduced}; mend one of the dates"
            yield ("changes", n, "date"), "T008", message


def _level_faults(changes: list[Numbered]) -> Iterator[Fault]:
    """Yield levels that cannot be read."""
    for n, change in changes:
        for key, words in (("from", str(change.from_)), ("to", str(change.to))):
            refusal = None if words in NOTHING else _refusal(change.field, words)
            if refusal is not None:
                message = f"{refusal.message()} (or 'none' where there was none)"
                yield ("changes", n, key), refusal.type, message


def _refusal(field: ChangedField, words: str) -> PydanticCustomError | None:
    try:
        parse_target(words) if field is ChangedField.TARGET else parse_quantity(words)
    except PydanticCustomError as refusal:
        return refusal
    return None


def _chain_faults(
    standard: Standard, field: ChangedField, changes: list[Numbered]
) -> Iterator[Fault]:
    """Yield a change that does not begin where the one before it ended, and a wrong last one."""
    for (_, earlier), (n, later) in pairwise(changes):
        if not same_level(str(earlier.to), str(later.from_)):
            message = f"the change before this one led to {shown(earlier.to)}, but this one begins from {shown(later.from_)}; mend one of them"
            yield ("changes", n, "from"), "T009", message
    now = _now(standard, field)
    for n, last in changes[-1:]:
        if not same_level(str(last.to), now):
            message = f"the last change led to {shown(last.to)}, but the {field.value} is {shown(now)}; mend one of them"
            yield ("changes", n, "to"), "T009", message


def _now(standard: Standard, field: ChangedField) -> str:
    if field is ChangedField.TARGET:
        return standard.target.written if standard.target else "none"
    return str(standard.limit) if standard.limit else "none"


def same_level(one: str, other: str) -> bool:
    """Return whether two levels, as written, are the same (`20 Business days`, `20 business day`)."""
    if one in NOTHING or other in NOTHING:
        return (one in NOTHING) == (other in NOTHING)
    first, second = _level(one), _level(other)
    return first == second if first and second else one == other


def _level(words: str) -> tuple[object, ...] | None:
    for written in (words, f"at most {words}"):
        try:
            target = parse_target(written)
        except PydanticCustomError:
            continue
        return target.direction, target.level, target.upper
    return None
