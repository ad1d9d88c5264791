"""The level that a promise promised, from change to change: what was in force, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import dropwhile, pairwise
from operator import itemgetter

from pydantic_core import PydanticCustomError

from charters.judging.ages import known_on
from charters.judging.aim_changes import changes_of
from charters.judging.back_dated import back_dated
from charters.judging.standings import Standing
from charters.model.change import NOTHING, Change, ChangedField
from charters.model.quantities import Direction, Quantity
from charters.model.written_levels import parse_quantity, parse_target

FEWEST_LEVELS = 3
"""Fewer are told faster in words than drawn."""


@dataclass(frozen=True, slots=True)
class Promised:
    """A level, the first day on which it held, and the day after its last."""

    level: Quantity | None
    """None where none was in force, or none is known."""
    start: date
    end: date


def promised_levels(standing: Standing) -> list[Promised]:
    """Return the levels of a promise that moved, oldest first; none where fewer than three are known."""
    fields = (ChangedField.LIMIT, ChangedField.TARGET)
    moved = max((_moved(standing, field) for field in fields), key=len)
    known = [one.level for one in moved if one.level is not None]
    return moved if len(known) >= FEWEST_LEVELS else []


def spread(levels: Sequence[Promised]) -> Fraction:
    """Return how far levels lie apart, as a share of the highest of them."""
    amounts = [Fraction(one.level.amount) for one in levels if one.level]
    high = max(amounts, default=Fraction(0))
    return (high - min(amounts)) / high if high else Fraction(0)


def _moved(standing: Standing, field: ChangedField) -> list[Promised]:
    standard = standing.standard
    changes = [one for one in changes_of(standard) if one.field is field and not one.part]
    if not changes:
        return []
    published = {late.change.key: late.published for late in back_dated(standing)}
    dated = ((published.get(one.key, one.date), one) for one in changes)
    made = sorted((pair for pair in dated if pair[0] <= standing.as_of), key=itemgetter(0))
    begun, gone = standard.begins, standard.withdrawn
    levels = _levels(field, [change for _, change in made])
    if not levels or begun is None:
        return []
    known = known_on(standing.register, standing.charter)
    last = max(min(gone.date, known) if gone else known, made[-1][0] + timedelta(days=1))
    spans = pairwise((begun, *(day for day, _ in made), last))
    found = (
        Promised(level, start, end)
        for level, (start, end) in zip(levels, spans, strict=True)
        if start < end
    )
    return list(dropwhile(lambda one: one.level is None, found))


def _levels(field: ChangedField, made: Sequence[Change]) -> list[Quantity | None]:
    """Return the level before the first change, and that after each; none that are not of one kind."""
    written = [str(one.from_) for one in made[:1]] + [str(one.to) for one in made]
    try:
        read = [None if said in NOTHING else _read(field, said) for said in written]
    except PydanticCustomError:
        return []  # The reader has said already that one of them is no level.
    kinds = {(way, level.unit) for way, level in filter(None, read)}
    if len(kinds) != 1 or Direction.INSIDE in kinds.pop():
        return []
    return [one and one[1] for one in read]


def _read(field: ChangedField, said: str) -> tuple[Direction | None, Quantity]:
    if field is ChangedField.LIMIT:
        return None, parse_quantity(said)
    target = parse_target(said)
    return target.direction, target.level
