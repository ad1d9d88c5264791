"""Aims and limits in a table: what a bare number beside a promise aims at."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

from charters.importing.amounts import Reading
from charters.importing.faults import CellError
from charters.importing.grid import Cell
from charters.importing.table_figures import HUNDRED, FigureReader
from charters.model.quantities import PERCENT, Direction
from charters.model.refusal import shown
from charters.model.standards import Measured, Standard
from charters.model.table_map import TableColumn
from charters.model.written_levels import limit_meant, parse_quantity, parse_target, target_meant
from charters.problems.message import _

_BEGINS = {Direction.LOWER: "at most ", Direction.HIGHER: "at least "}


def level_of(
    name: str, cell: Cell, column: TableColumn, measured: Measured, figures: FigureReader
) -> Reading:
    """Return a cell as a target or a limit, with its unit and the way that is better."""
    if not isinstance(measured, Standard):
        said = _("{id} is a figure, of which nothing is promised", id=shown(measured.id))
        raise CellError(
            "I004", said, _("make it a promise in standards.yml, or leave the column out")
        )
    text = _of_every_100(cell.text, measured)
    if cell.number is None and _is_level(name, text, figures.table.language):
        as_level = _("the aim is written as {text}", text=text)
        return Reading(text, [] if text == cell.text else [as_level])
    try:
        return _bare_level(name, cell, column, measured, figures)
    except CellError as fault:
        meant = (limit_meant if name == "limit" else target_meant)(cell.text)
        if meant in (None, cell.text) or cell.number is not None:
            raise
        said = _("{text} is not a level", text=shown(cell.text))
        raise CellError(fault.code, said, _("write {meant}", meant=meant)) from None


def _of_every_100(text: str, standard: Standard) -> str:
    """Return a percentage as an aim of a rate of every 100 has it: `at least 104%` is 104 cases."""
    measure = standard.measure
    if measure.per != HUNDRED or not text.endswith(PERCENT):
        return text
    return f"{text.removesuffix(PERCENT).rstrip()} {measure.result_unit}"


def _bare_level(
    name: str, cell: Cell, column: TableColumn, measured: Standard, figures: FigureReader
) -> Reading:
    """Return a number as a target or a limit of the promise beside it."""
    if name == "limit":
        return _limit(cell, column, measured, figures)
    read = figures.level(cell, column, measured.measure)
    if not measured.measure.shape.is_share:
        read.text = _way(cell, measured) + read.text
        read.mends.append(_("the aim is written as {text}", text=read.text))
    return read


def _is_level(name: str, text: str, language: str) -> bool:
    try:
        (parse_target if name == "target" else parse_quantity)(text, language)
    except PydanticCustomError:
        return False
    return True


def _way(cell: Cell, standard: Standard) -> str:
    """Return how an aim of a promise begins, by its own aim, else by its shape."""
    if standard.target is not None and standard.target.direction in _BEGINS:
        return _BEGINS[standard.target.direction]
    lower = standard.measure.shape.lower_is_better
    if lower is None or standard.target is not None:
        said = _("{text} does not say which way is better", text=shown(cell.text))
        raise CellError("I004", said, _("write at most or at least before it in the table"))
    return _BEGINS[Direction.LOWER if lower else Direction.HIGHER]


def _limit(cell: Cell, column: TableColumn, standard: Standard, figures: FigureReader) -> Reading:
    unit = column.unit or (standard.limit.unit if standard.limit else "")
    if not unit:
        said = _("{text} has no unit", text=shown(cell.text))
        raise CellError(
            "I004", said, _("say it in the column of the map, such as unit: business days")
        )
    number = figures.count(cell, column.model_copy(update={"unit": None}))
    text = str(parse_quantity(f"{number.text} {unit}"))
    return Reading(text, [*number.mends, _("the limit is written as {text}", text=text)])
