"""What has to fit together inside one promise or figure: shape, target, limit, history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

from pydantic_core import PydanticCustomError

from charters.model.aims import Levels, Season
from charters.model.change import NOTHING, Change, ChangedField
from charters.model.measures import DayKind, Measure
from charters.model.periods import Period
from charters.model.quantities import PERCENT, Quantity, in_unit, unit_named
from charters.model.refusal import shown
from charters.model.register import Charter, Keys
from charters.model.shapes import Shape
from charters.model.standards import Figure, Standard
from charters.model.written_levels import parse_target
from charters.problems import Place, Problem
from charters.problems.message import SILENCE, Message, _
from charters.reading.promise_history import history_problems

_LEVELS = (ChangedField.LIMIT, ChangedField.TARGET)
_AS_A_FIGURE = _(
    "move it to 'figures': keep 'id', 'service' and 'measure', and write 'name: ...' in place of 'promise', 'type' and 'introduced'"
)


def promise_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield what does not fit together inside one standard."""
    at = partial(charter.in_standard, standard)
    yield from _shape_problems(at, standard.measure, standard.lacks)
    yield from _level_problems(at, standard)
    yield from _several_problems(charter, standard)
    yield from _words_problems(charter, standard)
    yield from _target_problems(charter, standard)
    yield from _before_problems(at, standard)
    yield from _day_problems(charter, standard)
    yield from history_problems(charter, standard)


def figure_problems(charter: Charter, figure: Figure) -> Iterator[Problem]:
    """Yield what does not fit together inside one figure."""
    at = partial(charter.in_standard, figure)
    shape = figure.measure.shape
    if (instead := _NO_SHAPES_OF_FIGURES.get(shape)) is not None:
        said = _("a figure is no {shape}: {instead}", shape=shape.value, instead=instead)
        yield Problem(at("measure", "shape"), "T005", said)
    else:
        yield from _shape_problems(at, figure.measure, figure.measure.lacks)


_NO_SHAPES_OF_FIGURES = {
    Shape.SHARE_WITHIN_LIMIT: _(
        "it promises no limit; write shape: share-with-property, and what is seen in each case, such as property: answered within 60 seconds"
    ),
    Shape.YES_NO: _("that is a commitment; move it to 'standards', with the promise in a sentence"),
    Shape.WORDS_ONLY: _("it has results; write how they are counted, such as shape: mean"),
}
"""Shapes that only a promise can have, and what to write instead."""


def _shape_problems(
    at: Callable[..., Place], measure: Measure, lacks: Mapping[str, str], held: str = "measure"
) -> Iterator[Problem]:
    """Yield the fields that the shape of a measure needs and that are missing (2.2).

    `held` is the key that holds the measure.
    """
    for key, example in lacks.items():
        where = shown(held) if held != "measure" else _("the measure")
        message = _(
            "a {shape} needs '{key}'; add to {where}: {line}",
            shape=measure.shape.value,
            key=key,
            where=_("the standard") if key == "limit" else where,
            line=f"{key}: {example}",
        )
        yield Problem(at(held, "shape"), "T005", message)
    if measure.percentile and measure.percentile >= 100:
        message = _("a percentile lies between 0 and 100; write 80 or 90")
        yield Problem(at(held, "percentile"), "T005", message)
    if measure.scale is not None and measure.scale.max <= measure.scale.min:
        message = _(
            "the scale ends at {max}, not above {min}, where it begins; mend one of them",
            max=str(measure.scale.max),
            min=str(measure.scale.min),
        )
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
    message = _(
        "this promise holds no level; write it under 'limit' or 'target', such as {example}, or as a line of targets.csv for each year, or {as_a_figure}",
        example=example,
        as_a_figure=_AS_A_FIGURE,
    )
    yield Problem(at("promise"), "T011", message)


def _words_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield words that are said to be the compiler's where nobody compiled the charter."""
    if standard.words and not (charter.compiled_for(standard) or "compiled" in charter.refused):
        message = _(
            "'words: ours' is for a charter that others than the agency put together; take it out, or add 'compiled'"
        )
        yield Problem(charter.in_standard(standard, "words"), "T012", message)


def _target_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield targets that cannot be held against results of this shape (C4, K4)."""
    whole: list[tuple[Keys, Levels]] = [((), standard)]
    whole += [(("levels", n), level) for n, level in enumerate(standard.levels)]
    whole += [(("seasons", n), season) for n, season in enumerate(standard.seasons)]
    whole += [(("parts", n), part) for n, part in enumerate(standard.parts)]
    for keys, own in whole:
        if own.limit and (message := limit_misfit(standard.measure, own.limit)):
            yield Problem(charter.in_standard(standard, *keys, "limit"), "T006", message)
        if own.target and (message := target_misfit(standard.measure, own.target.level)):
            yield Problem(charter.in_standard(standard, *keys, "target"), "T006", message)


def _before_problems(at: Callable[..., Place], standard: Standard) -> Iterator[Problem]:
    """Yield what does not fit together of how results were counted before a change."""
    for n, change in enumerate(standard.changes):
        here = partial(at, "changes", n)
        if change.before is not None and change.field is not ChangedField.MEASURE:
            message = _(
                "'before' says how results were counted, and this is a change of the {field}; take it out, or make it one of field: measure",
                field=change.field.value,
            )
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
            said = _("before {day} {fault}", day=str(change.date), fault=message)
            yield Problem(at("from"), "T006", said)


def _several_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield several levels where there can be one only."""
    shape = standard.measure.shape
    if standard.levels and "limit" not in shape.needs:
        said = _(
            "'levels' are limits that a share of the cases is kept within, and the shape here is {shape}; write shape: share-within-limit, or one target",
            shape=shape.value,
        )
        yield Problem(charter.in_standard(standard, "levels"), "T005", said)
    elif standard.levels and standard.limit:
        said = _("the limits are under 'levels' already; take 'limit' out")
        yield Problem(charter.in_standard(standard, "limit"), "T005", said)
    for n, season in enumerate(standard.seasons):
        earlier = standard.seasons[:n]
        if clashing := next((one for one in earlier if _share_days(one, season)), None):
            place = charter.in_standard(standard, "seasons", n, "from")
            also = charter.in_standard(standard, "seasons", earlier.index(clashing), "from")
            said = _(
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


def limit_misfit(measure: Measure, limit: Quantity) -> Message:
    """Return why a limit is none, and what to write."""
    if "limit" not in measure.shape.needs or not limit.is_share:
        return SILENCE
    return _(
        "'{limit}' is a share; a limit is what one customer is promised, such as 60 seconds: write the share as 'target'",
        limit=str(limit),
    )


def target_misfit(measure: Measure, level: Quantity) -> Message:
    """Return why a target cannot be held against results, and what to write."""
    shape, unit, scale = measure.shape, str(measure.unit or ""), measure.scale
    if not shape.takes_target:
        return _("a {shape} promise has no target; take the line out", shape=shape.value)
    if level.amount < 0 and not (scale and scale.min < 0):
        return _(
            "'{level}' is below zero, and results are zero or more; mend it, or give the measure the scale it is on: scale: {{min: -100, max: 100}}",
            level=str(level),
        )
    if shape.is_share:
        better = _(
            "results are a share; write the target as a share too, such as {aim}", aim=shape.row.aim
        )
        return SILENCE if level.is_share else better
    if level.is_share and measure.result_unit != PERCENT:
        such = measure.aim_example
        if shape is Shape.SCORE:
            such = f"at least {level.amount:f} {unit or 'points'}"
        return _(
            "results are a {shape} in {unit}; write the target in the same unit, such as {example}",
            shape=shape.value,
            unit=unit or "points",
            example=such,
        )
    return _in_another_unit(level, unit)


def _in_another_unit(level: Quantity, unit: str) -> Message:
    if not unit or level.unit == unit_named(unit):
        return SILENCE
    units = {"unit": shown(level.units), "other": shown(unit)}
    if same := in_unit(level, unit_named(unit)):
        return _(
            "the target is in {unit} but results are in {other}; write it as {level}",
            **units,
            level=str(same),
        )
    return _("the target is in {unit} but results are in {other}; write both in one unit", **units)


def _day_problems(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield bare days: business or calendar (P30)?"""
    if standard.measure.day_kind is DayKind.NOT_STATED:
        return
    if standard.limit and standard.limit.unit == "day":
        yield _bare_days(charter.in_standard(standard, "limit"), standard.limit)
    elif (
        standard.target
        and standard.target.level.unit == "day"
        and not target_misfit(standard.measure, standard.target.level)
    ):
        yield _bare_days(charter.in_standard(standard, "target"), standard.target.level)


def _bare_days(place: Place, level: Quantity) -> Problem:
    n = level.amount
    message = _(
        "'{level}' does not say which days; write {number} business days or {number} calendar days (or, where nobody knows, day_kind: not stated under 'measure')",
        level=str(level),
        number=str(n),
    )
    return Problem(place, "T007", message)
