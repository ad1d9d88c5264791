"""What a cell may be, before anybody says what its column is: a figure, a year, a period, a foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from charters.importing.faults import CellError
from charters.importing.grid import Cell
from charters.importing.names import alike, names_a_period
from charters.importing.numerals import number_in
from charters.problems import declared

WORDS: Mapping[str, Mapping[str, Sequence[str]]] = declared("importing/guesses")
"""The words by which the parts of a table are guessed."""
FIGURES = ("met", "total", "value", "cases", "excluded", "target")
"""The columns whose cells are figures."""
_YEARS = range(1900, 2101)


def is_foot(text: str) -> bool:
    """Return whether a row that begins so holds no figure of its own; `Total value` is a name."""
    first, marks = alike(text).rstrip(":"), WORDS["marks"]
    return first in marks["totals"] or first.partition(" ")[0].rstrip(":") in marks["skip"]


def is_figure(cell: Cell) -> bool:
    """Return whether a cell may be a figure, in whatever language it is written."""
    if cell.number is not None or cell.duration is not None:
        return True
    if cell.moment is not None or not any(char.isdigit() for char in cell.text):
        return False
    if ":" in cell.text and cell.text.replace(":", "").isdigit():
        return True  # a time
    for language in WORDS["marks"]["languages"]:
        try:
            rest = number_in(cell.text, language, cell)[1]
        except CellError:
            continue
        return rest.startswith("%") or len(rest.partition("(")[0]) < 12
    return False


def is_year(cell: Cell) -> bool:
    """Return whether a cell is a bare year."""
    return cell.text.isdigit() and int(cell.text) in _YEARS if len(cell.text) == 4 else False


def is_period(cell: Cell) -> bool:
    """Return whether a cell names a period, be it in a form that is not ours."""
    return is_year(cell) or cell.moment is not None or names_a_period(cell.text)


def two_years(text: str) -> int | None:
    """Return the year in which `2023-24`, `2023/2024` or `2023-2024` ends; None for anything else."""
    parts = "".join(char if char.isdigit() else " " for char in text).split()
    letters = [char for char in text if char.isalpha()]
    if len(parts) != 2 or len(parts[0]) != 4 or letters or int(parts[0]) not in _YEARS:
        return None
    end = int(parts[0]) + 1
    return end if parts[1] in (str(end), str(end)[2:], str(end)[3:]) else None
