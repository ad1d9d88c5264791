"""`targets.csv`: from rows of text to the aims of a promise, row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from pydantic_core import PydanticCustomError

from charters.model.aims import AIM_COLUMNS, YearlyAim
from charters.model.period_labels import parse_period
from charters.model.refusal import reason, shown
from charters.model.written_levels import parse_quantity, parse_target
from charters.problems import Problem
from charters.problems.message import Message, _
from charters.reading.result_cells import part_of_cell, source_of_cell, words_of_cell
from charters.reading.sources import SourceText
from charters.reading.table import Row, Table, table_of
from charters.reading.written import Written

_NEEDED = {
    "standard": _("'standard' is blank; write the id of a promise in standards.yml"),
    "period": _("'period' is blank; write the time it holds for, such as FY2024"),
}


def _can_be_one(cell: Mapping[str, str]) -> bool:
    """Return whether a row can be meant so: it names a time, and holds a level with its unit."""
    levels = [cell[name] for name in ("target", "limit") if cell[name].strip()]
    has_units = all(one.strip()[-1].isalpha() or one.strip()[-1] == "%" for one in levels)
    is_time = "," not in cell["period"] and any(map(str.isdigit, cell["period"]))
    return is_time and bool(levels) and has_units


def aims_of(
    source: SourceText, fiscal_start: int, written: Written
) -> tuple[tuple[list[YearlyAim], Table | None], list[Problem]]:
    """Return the good rows of a file of aims."""
    (table, below), problems = table_of(source, AIM_COLUMNS, fits=_can_be_one)
    if table is None:
        return ([], None), problems
    parsers: Mapping[str, Callable[[str], Any]] = {
        "period": partial(parse_period, fiscal_start=fiscal_start),
        "part": partial(part_of_cell, language=written.language),
        "target": partial(parse_target, language=written.language),
        "limit": partial(parse_quantity, language=written.language),
        **_PARSERS,
    }
    rows = (_aim(table, row, parsers, written, problems) for row in below)
    return ([row for row in rows if row is not None], table), problems


def _aim(
    table: Table,
    row: Row,
    parsers: Mapping[str, Callable[[str], Any]],
    written: Written,
    problems: list[Problem],
) -> YearlyAim | None:
    """Return a row as an aim, or None when one of its cells was refused."""
    line, cells = row
    cell = {name: cells[table.columns.index(name)].strip() for name in AIM_COLUMNS}
    if written.lacks("standard", cell["standard"]):
        cell["standard"] = written.former.get(cell["standard"], cell["standard"])
    refused = [*_unfit(cell, written)]
    found: dict[str, Any] = {}
    for name in (name for name in AIM_COLUMNS if cell[name]):
        try:
            found[name] = parsers.get(name, str)(cell[name])
        except PydanticCustomError as refusal:
            refused.append((name, refusal.type, reason(refusal)))
    problems += [Problem(table.place(line, name), code, said) for name, code, said in refused]
    unknown = written.lacks("standard", cell["standard"])
    return None if refused or unknown else YearlyAim(line=line, **found)


def _unfit(cell: Mapping[str, str], written: Written) -> Sequence[tuple[str, str, Message]]:
    """Return what is wrong with a row besides the form of its cells: the cell, a code, what to write."""
    blank = [(name, "V020", said) for name, said in _NEEDED.items() if not cell[name]]
    if not (cell["target"] or cell["limit"]):
        said = _(
            "this row sets no aim; write the target of the time, such as 90%, or take the row out"
        )
        blank.append(("target", "V020", said))
    name = cell["standard"]
    if name and written.lacks("standard", name):
        hint = written.hint("standard", name, _("write the id it has in standards.yml"))
        said = _("there is no standard {name}; {hint}", name=shown(name), hint=hint)
        if name in written.names("figure"):
            said = _(
                "{name} is a figure, and a figure has no aim; take the row out", name=shown(name)
            )
        blank.append(("standard", "V010", said))
    return blank


_PARSERS: Mapping[str, Callable[[str], Any]] = {
    "source": source_of_cell,
    "note": words_of_cell,
}
