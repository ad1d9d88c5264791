"""What has to fit together inside one promise: shape, target, limit, history."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pydantic_core import PydanticCustomError

from charters.model.quantities import (
    Quantity,
    parse_quantity,
    parse_target,
    unit_named,
)
from charters.model.refusal import shown
from charters.model.register import Charter
from charters.model.standards import NOTHING, Change, ChangedField, DayKind, Shape, Standard
from charters.problems import Place, Problem

STANDARDS = "standards.yml"
_UNIT_NEEDED = (
    Shape.MEAN,
    Shape.MEDIAN,
    Shape.PERCENTILE,
    Shape.COUNT_AT_LEAST,
    Shape.COUNT_AT_MOST,
    Shape.BACKLOG,
)


def promise_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield what does not fit together inside one standard."""
    yield from _shape_problems(charter, standard)
    yield from _target_problems(charter, standard)
    yield from _day_problems(charter, standard)
    yield from _history_problems(charter, standard)


def _at(charter: Charter, standard: Standard, *keys: str | int) -> Place:
    return charter.place(STANDARDS, "standards", standard.id, *keys)


def _shape_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield the fields that the shape of a measure needs and that are missing (2.2)."""
    measure, at = standard.measure, _at(charter, standard, "measure", "shape")
    shape = measure.shape
    needs = {
        "limit: 60 seconds (what one customer is promised)": shape is Shape.SHARE_WITHIN_LIMIT
        and standard.limit is None,
        "property: right at the first visit": shape is Shape.SHARE_WITH_PROPERTY
        and measure.property is None,
        "unit: minutes": shape in _UNIT_NEEDED and measure.unit is None,
        "percentile: 90": shape is Shape.PERCENTILE and measure.percentile is None,
        "per: 1,000": shape is Shape.RATE and not measure.per,
        "scale: {min: 1, max: 5}": shape is Shape.SCORE and measure.scale is None,
    }
    for example in (example for example, missing in needs.items() if missing):
        key = example.partition(":")[0]
        where = "standard" if key == "limit" else "measure"
        yield Problem(at, "T005", f"a {shape.value} needs '{key}'; add to the {where} {example}")
    if measure.percentile is not None and not 0 < measure.percentile < 100:
        place = _at(charter, standard, "measure", "percentile")
        yield Problem(place, "T005", "a percentile lies between 0 and 100; write 80 or 90")


def _target_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield targets that cannot be held against results of this shape (C4, K4)."""
    target, measure, place = standard.target, standard.measure, _at(charter, standard, "target")
    if target is None:
        return
    shape, unit = measure.shape, target.level.unit
    if shape in (Shape.WORDS_ONLY, Shape.YES_NO):
        yield Problem(place, "T006", f"a {shape.value} promise has no target; take the line out")
    elif shape.is_share and not target.level.is_share:
        yield Problem(place, "T006", "results are a share; write the target as a share too, such as 90%")
    elif not shape.is_share and target.level.is_share and not _is_percent(measure.unit):
        yield Problem(
            place,
            "T006",
            f"results are a {shape.value} in {_unit(standard) or 'points'}; "
            f"write the target in the same unit, such as at most 12 {_unit(standard) or 'points'}",
        )
    elif not shape.is_share and _unit(standard) and unit != unit_named(_unit(standard)):
        yield Problem(
            place, "T006", f"the target is in {shown(unit)} but results are in {shown(_unit(standard))}; use one unit"
        )


def _is_percent(unit: object) -> bool:
    return unit is not None and unit_named(str(unit)) == "%"


def _unit(standard: Standard) -> str:
    return str(standard.measure.unit) if standard.measure.unit else ""


def _day_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield bare days: business or calendar? (P30)"""
    if standard.measure.day_kind is DayKind.NOT_STATED:
        return
    if standard.limit and standard.limit.unit == "day":
        yield _bare_days(_at(charter, standard, "limit"), standard.limit)
    elif standard.target and standard.target.level.unit == "day":
        yield _bare_days(_at(charter, standard, "target"), standard.target.level)


def _bare_days(place: Place, level: Quantity) -> Problem:
    return Problem(
        place,
        "T007",
        f"'{level.amount} days' does not say which days; write {level.amount} business days or "
        f"{level.amount} calendar days (or measure: day_kind: not stated)",
    )


def _history_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield changes that do not lead, step by step, to the promise as it stands (C9)."""
    if standard.withdrawn and standard.withdrawn.date < standard.introduced:
        place = _at(charter, standard, "withdrawn", "date")
        yield Problem(place, "T008", f"withdrawn before it was introduced ({standard.introduced}); mend one of the dates")
    numbered = sorted(enumerate(standard.changes), key=lambda pair: pair[1].date)
    for n, change in numbered:
        if change.date <= standard.introduced:
            place = _at(charter, standard, "changes", n, "date")
            yield Problem(
                place, "T008", f"changed on {change.date}, but introduced only on {standard.introduced}; mend one of the dates"
            )
    for field in (ChangedField.TARGET, ChangedField.LIMIT):
        yield from _chain_problems(charter, standard, field, [p for p in numbered if p[1].field is field])


def _chain_problems(
    charter: Charter, standard: Standard, field: ChangedField, changes: list[tuple[int, Change]]
) -> Iterator[Problem]:
    for n, change in changes:
        for key, words in (("from", change.from_), ("to", change.to)):
            yield from _level_problems(_at(charter, standard, "changes", n, key), field, str(words))
    for (_, earlier), (n, later) in pairwise(changes):
        if not same_level(str(earlier.to), str(later.from_)):
            place = _at(charter, standard, "changes", n, "from")
            yield Problem(
                place, "T009", f"the change before this one led to {shown(earlier.to)}, but this one begins from {shown(later.from_)}"
            )
    if changes:
        n, last = changes[-1]
        now = _now(standard, field)
        if not same_level(str(last.to), now):
            place = _at(charter, standard, "changes", n, "to")
            yield Problem(
                place, "T009", f"the last change led to {shown(last.to)}, but the {field.value} is {shown(now)}; mend one of them"
            )


def _now(standard: Standard, field: ChangedField) -> str:
    if field is ChangedField.TARGET:
        return standard.target.written if standard.target else "none"
    return f"{standard.limit.amount} {standard.limit.unit}" if standard.limit else "none"


def _level_problems(place: Place, field: ChangedField, words: str) -> Iterator[Problem]:
    if words in NOTHING:
        return
    try:
        parse_target(words) if field is ChangedField.TARGET else parse_quantity(words)
    except PydanticCustomError as refusal:
        yield Problem(place, refusal.type, f"{refusal.message()}; or write 'none' where there was none")


def same_level(one: str, other: str) -> bool:
    """Return whether two levels, as written, are the same (`20 Business days`, `20 business day`)."""
    if one in NOTHING or other in NOTHING:
        return (one in NOTHING) == (other in NOTHING)
    try:
        first, second = parse_target(_compared(one)), parse_target(_compared(other))
    except PydanticCustomError:
        return one == other
    return (first.direction, first.level, first.upper) == (second.direction, second.level, second.upper)


def _compared(words: str) -> str:
    is_level = words.endswith("%") or words.lower().startswith(("at ", "between "))
    return words if is_level else f"at most {words}"


