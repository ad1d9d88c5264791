"""A table as cells, whatever kind of file it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cached_property

from charters.problems import Message, Place

At = tuple[int, int]
"""A row and a column, both from 1."""
Key = tuple[str, str, At]
"""A file, a sheet of it, and a place on it."""

ERRORS = frozenset(
    f"#{name}"
    for name in ("REF!", "DIV/0!", "VALUE!", "NAME?", "N/A", "NUM!", "NULL!", "SPILL!", "CALC!")
)
"""What a spreadsheet shows where a formula has no value."""


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column: A, B, ... Z, AA."""
    name = ""
    while column:
        column, left = divmod(column - 1, 26)
        name = chr(ord("A") + left) + name
    return name


def column_number(name: str) -> int | None:
    """Return the number of the column that a spreadsheet calls so; None where none is called so."""
    if not (name.isascii() and name.isalpha() and name.isupper() and len(name) <= 3):
        return None
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not blank: what it says, and what the spreadsheet knows of it."""

    row: int
    column: int
    text: str
    """What a person reads in it, on one line; of a number all that the cell holds of it."""
    number: Decimal | None = None
    """The number that a spreadsheet holds; text that looks like one is none."""
    moment: date | None = None
    """The day that a spreadsheet holds."""
    duration: timedelta | time | None = None
    """The time of day, or the length of time, that a spreadsheet holds."""
    format: str = ""
    """How the spreadsheet shows it: `0%`, `mmm yyyy`."""
    error: bool = False
    """Whether it holds an error of the spreadsheet: `#REF!`."""
    formula: str = ""
    """The formula that works it out."""
    note: str = ""
    """What somebody wrote beside it."""

    @property
    def at(self) -> At:
        """Its row and its column."""
        return self.row, self.column

    @property
    def address(self) -> str:
        """What a spreadsheet calls it: C7."""
        return f"{letters(self.column)}{self.row}"

    @property
    def is_percent(self) -> bool:
        """Whether a spreadsheet shows the number as a percentage: 0.93 as 93%."""
        return "%" in _unquoted(self.format)

    @property
    def has_percent_sign(self) -> bool:
        """Whether a spreadsheet only writes a sign behind the number: 93 as 93%."""
        return "%" in self.format and not self.is_percent


def _unquoted(format_: str) -> str:
    """Return a number format without the signs that it shows as they are written."""
    bare = "".join(format_.split('"')[::2])
    first, *others = bare.split("\\")
    return first + "".join(part[1:] for part in others)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file, or the one table that a CSV file is."""

    file: str
    name: str = ""
    cells: Mapping[At, Cell] = field(default_factory=dict)
    merged: Mapping[At, At] = field(default_factory=dict)
    """The cell that each covered one shows."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    remarks: tuple[Message, ...] = ()
    """What was told of the file while it was opened."""

    def shown(self, at: At) -> Cell | None:
        """Return the cell that is seen at a place, one that covers it included."""
        return self.cells.get(self.merged.get(at, at))

    def key(self, at: At) -> Key:
        """Return what tells a place on it from every place on other sheets."""
        return self.file, self.name, at

    def place(self, cell: Cell | At) -> Place:
        """Return where a cell stands."""
        row, column = cell.at if isinstance(cell, Cell) else cell
        sheet = f"{self.name}!" if self.name else ""
        return Place(self.file, row, column, f":{sheet}{letters(column)}{row}")

    def row(self, number: int) -> Iterator[Cell]:
        """Yield the cells of a row."""
        return (self.cells[number, column] for column in self._columns_of.get(number, ()))

    @cached_property
    def rows(self) -> list[int]:
        """The rows that are not blank."""
        return sorted(self._columns_of)

    @cached_property
    def last_column(self) -> int:
        """The last column that holds anything."""
        return max((column for _, column in self.cells), default=0)

    @cached_property
    def _columns_of(self) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            found.setdefault(row, []).append(column)
        return found
