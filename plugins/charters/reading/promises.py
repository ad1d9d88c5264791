"""What has to fit together inside one promise or figure: shape, target, limit, history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

from pydantic_core import PydanticCustomError

from charters.model.aims import Levels, Season
from charters.model.periods import Period
from charters.model.quantities import (
    Quantity,
    in_unit,
    parse_target,
    unit_named,
)
from charters.model.refusal import shown
from charters.model.register import Charter
from charters.model.shapes import Shape
from charters.model.standards import (
    NOTHING,
    Change,
    ChangedField,
    DayKind,
    Figure,
    Measure,
    Standard,
)
from charters.problems import Place, Problem
from charters.reading.promise_history import history_problems, same_level

__all__ = ["figure_problems", "promise_problems", "same_level"]

STANDARDS = "standards.yml"
_LEVELS = (ChangedField.LIMIT, ChangedField.TARGET)
_AS_A_FIGURE = (
    "move it to 'figures': keep 'id', 'service' and 'measure', "
    "and write 'name: ...' in place of 'promise', 'type' and 'introduced'"
)


def promise_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield what does not fit together inside one standard."""
    at = partial(_at, charter, standard)
    yield from _shape_problems(at, standard.measure, standard.lacks)
    yield from _level_problems(at, standard)
    yield from _several_problems(charter, standard)
    yield from _words_problems(charter, standard)
    yield from _target_problems(charter, standard)
    yield from _before_problems(at, standard)
    yield from _day_problems(charter, standard)
    yield from history_problems(charter, standard)


def _at(charter: Charter, standard: Standard, *keys: str | int) -> Place:
    return charter.place(STANDARDS, "standards", standard.id, *keys)


def figure_problems(charter: Charter, figure: Figure) -> Iterator[Problem]:
    """Yield what does not fit together inside one figure."""
    at = partial(charter.place, STANDARDS, "figures", figure.id)
    shape = figure.measure.shape
    if (instead := _NO_SHAPES_OF_FIGURES.get(shape)) is not None:
        yield Problem(at("measure", "shape"), "T005", f"a figure is no {shape.value}: {instead}")
    else:
        yield from _shape_problems(at, figure.measure, figure.measure.lacks)


_NO_SHAPES_OF_FIGURES = {
    Shape.SHARE_WITHIN_LIMIT: "it promises no limit; write shape: share-with-property, "
    "and what is seen in each case, such as property: answered within 60 seconds",
    Shape.YES_NO: "that is a commitment; move it to 'standards', with the promise in a sentence",
    Shape.WORDS_ONLY: "it has results; write how they are counted, such as shape: mean",
}
"""Shapes that only a promise can have, and what to write instead."""


def _shape_problems(
    at: Callable[..., Place], measure: Measure, lacks: Mapping[str, str], held: str = "measure"
) -> Iterator[Problem]:
    """Yield the fields that the shape of a measure needs and that are missing (2.2).

    `held` is the key that holds the measure.
    """
    for key, example in lacks.items():
        where = (
            "the standard"
            if key == "limit"
            else f"'{held}'"
            if held != "measure"
            else "the measure"
        )
        message = f"a {measure.shape.value} needs '{key}'; add to {where}: {key}: {example}"
        yield Problem(at(held, "shape"), "T005", message)
    if measure.percentile and measure.percentile >= 100:
        message = "a percentile lies between 0 and 100; write 80 or 90"
        yield Problem(at(held, "percentile"), "T005", message)
    if measure.scale is not None and measure.scale.max <= measure.scale.min:
        message = f"the scale ends at {measure.scale.max}, not above {measure.scale.min}, where it begins; mend one of them"
        yield Problem(at(held, "scale", "max"), "T005", message)


def _level_problems(at: Callable[..., Place], standard: Standard) -> Iterator[Problem]:
    """Yield a promise that holds no level, and never held one: it is a figure."""
    shape, levels = standard.measure.shape, (standard.limit, standard.target)
    held = any(levels) or any(change.field in _LEVELS for change in standard.changes)
    own: Sequence[Levels] = (*standard.seasons, *standard.levels, *standard.parts, *standard.aims)
    held = held or any(one.limit or one.target for one in own)
    if not shape.takes_target or "limit" in shape.needs or held or standard.withdrawn:
        return
    example = f"target: {standard.measure.aim_example}"
    message = f"this promise holds no level; write it under 'limit' or 'target', such as {example}, or as a line of targets.csv for each year"
    yield Problem(at("promise"), "T011", f"{message}, or {_AS_A_FIGURE}")


def _words_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield words that are said to be the compiler's where nobody compiled the charter."""
    if standard.words and not (charter.compiled_for(standard) or "compiled" in charter.refused):
        message = "'words: ours' is for a charter that others than the agency put together; take it out, or add 'compiled'"
        yield Problem(_at(charter, standard, "words"), "T012", message)


def _target_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield targets that cannot be held against results of this shape (C4, K4)."""
    whole: list[tuple[tuple[str | int, ...], Levels]] = [((), standard)]
    whole += [(("levels", n), level) for n, level in enumerate(standard.levels)]
    whole += [(("seasons", n), season) for n, season in enumerate(standard.seasons)]
    whole += [(("parts", n), part) for n, part in enumerate(standard.parts)]
    for keys, own in whole:
        if own.limit and (message := limit_misfit(standard.measure, own.limit)):
            yield Problem(_at(charter, standard, *keys, "limit"), "T006", message)
        if own.target and (message := target_misfit(standard.measure, own.target.level)):
            yield Problem(_at(charter, standard, *keys, "target"), "T006", message)


def _before_problems(at: Callable[..., Place], standard: Standard) -> Iterator[Problem]:
    """Yield what does not fit together of how results were counted before a change."""
    for n, change in enumerate(standard.changes):
        here = partial(at, "changes", n)
        if change.before is not None and change.field is not ChangedField.MEASURE:
            message = f"'before' says how results were counted, and this is a change of the {change.field.value}; take it out, or make it one of field: measure"
            yield Problem(here("before"), "T021", message)
        elif change.before is not None:
            yield from _shape_problems(here, change.before, change.before.lacks, held="before")
        elif change.field is ChangedField.TARGET and any(one.before for one in standard.changes):
            yield from _level_then_problems(here, standard, change)


def _level_then_problems(
    at: Callable[..., Place], standard: Standard, change: Change
) -> Iterator[Problem]:
    """Yield an aim of a time in which results were in another unit: it would judge nothing."""
    then = standard.measure_on(change.date - timedelta(days=1))
    with suppress(PydanticCustomError):
        level = None if str(change.from_) in NOTHING else parse_target(str(change.from_)).level
        if level is not None and (message := target_misfit(then, level)):
            yield Problem(at("from"), "T006", f"before {change.date} {message}")


def _several_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield several levels where there can be one only."""
    shape = standard.measure.shape
    if standard.levels and "limit" not in shape.needs:
        said = f"'levels' are limits that a share of the cases is kept within, and the shape here is {shape.value}; write shape: share-within-limit, or one target"
        yield Problem(_at(charter, standard, "levels"), "T005", said)
    elif standard.levels and standard.limit:
        said = "the limits are under 'levels' already; take 'limit' out"
        yield Problem(_at(charter, standard, "limit"), "T005", said)
    for n, season in enumerate(standard.seasons):
        earlier = standard.seasons[:n]
        if clashing := next((one for one in earlier if _share_days(one, season)), None):
            place = _at(charter, standard, "seasons", n, "from")
            also = _at(charter, standard, "seasons", earlier.index(clashing), "from")
            said = (
                "this season shares days with another one; a day has one aim: mend one of the two"
            )
            yield Problem(place, "T008", said, (also,))


def _share_days(one: Season, other: Season) -> bool:
    year = Period(date(2024, 1, 1), date(2024, 12, 31), "")
    return any(
        start <= end_too and start_too <= end
        for start, end in one.times(year)
        for start_too, end_too in other.times(year)
    )


def limit_misfit(measure: Measure, limit: Quantity) -> str:
    """Return why a limit is none, and what to write."""
    if "limit" not in measure.shape.needs or not limit.is_share:
        return ""
    return f"'{limit}' is a share; a limit is what one customer is promised, such as 60 seconds: write the share as 'target'"


def target_misfit(measure: Measure, level: Quantity) -> str:
    """Return why a target cannot be held against results, and what to write."""
    shape, unit, scale = measure.shape, str(measure.unit or ""), measure.scale
    if not shape.takes_target:
        return f"a {shape.value} promise has no target; take the line out"
    if level.amount < 0 and not (scale and scale.min < 0):
        said = f"'{level}' is below zero, and results are zero or more"
        return f"{said}; mend it, or give the measure the scale it is on: scale: {{min: -100, max: 100}}"
    if shape.is_share:
        better = f"results are a share; write the target as a share too, such as {shape.row.aim}"
        return "" if level.is_share else better
    if level.is_share and not _is_percent(measure.unit):
        said = f"results are a {shape.value} in {unit or 'points'}"
        such = measure.aim_example
        if shape is Shape.SCORE:
            such = f"at least {level.amount:f} {unit or 'points'}"
        return f"{said}; write the target in the same unit, such as {such}"
    if unit and level.unit != unit_named(unit):
        said = f"the target is in {shown(level.units)} but results are in {shown(unit)}"
        same = in_unit(level, unit_named(unit))
        return f"{said}; write {f'it as {same}' if same else 'both in one unit'}"
    return ""


def _is_percent(unit: object) -> bool:
    return unit is not None and unit_named(str(unit)) == "%"


def _day_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield bare days: business or calendar (P30)?"""
    if standard.measure.day_kind is DayKind.NOT_STATED:
        return
    if standard.limit and standard.limit.unit == "day":
        yield _bare_days(_at(charter, standard, "limit"), standard.limit)
    elif standard.target and standard.target.level.unit == "day":
        yield _bare_days(_at(charter, standard, "target"), standard.target.level)


def _bare_days(place: Place, level: Quantity) -> Problem:
    n = level.amount
    message = f"'{level}' does not say which days; write {n} business days or {n} calendar days (or, where nobody knows, day_kind: not stated under 'measure')"
    return Problem(place, "T007", message)
