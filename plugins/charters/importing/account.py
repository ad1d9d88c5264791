"""The account of an import: what became of every cell, and of every row that was proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, partial

from charters.importing.faults import CellError
from charters.importing.grid import At, Cell, Key, Sheet
from charters.problems import Message, Place, Problem
from charters.problems.message import _


class Fate(StrEnum):
    """What became of a cell."""

    USED = "used"
    """It stands in a row as it was written."""
    MENDED = "mended"
    """It stands in a row in another form, and the account says how it was read."""
    LEFT = "left out"
    """It is no figure, or the map leaves it out."""
    REFUSED = "refused"
    """Nobody can be sure what it says, or it cannot stand where it would have to."""


class Outcome(StrEnum):
    """What became of a row that was proposed."""

    ADDED = "added"
    REVISED = "revised"
    """It says another figure than a row that is there, and was added with a note that says so."""
    THERE = "there already"
    EARLIER = "put before what replaced it"
    OLDER = "older than what is there"
    REFUSED = "refused"


WRITTEN = (Outcome.ADDED, Outcome.REVISED)
"""What becomes a line at the end of a file."""


@dataclass(eq=False)
class Proposed:
    """A row for one of the agency's files, and the cells that it comes from."""

    file: str
    values: dict[str, str]
    """What stands in its columns."""
    cells: dict[str, Cell]
    """The cell that each column was read from, where it was read from one."""
    sheet: Sheet
    anchor: At
    """The place in the table that stands for the whole row."""
    outcome: Outcome | None = None
    said: Message | None = None
    """What is to be known of its outcome."""

    def place(self, column: str = "") -> Place:
        """Return where a column was read from, or where the row stands."""
        cell = self.cells.get(column)
        return self.sheet.place(cell or self.anchor)

    @property
    def label(self) -> str:
        """The row in a few words."""
        said = (self.values.get(key, "") for key in ("standard", "period", "part"))
        return " ".join(filter(None, said))


@dataclass(frozen=True)
class Entry:
    """What became of one cell."""

    sheet: Sheet
    cell: Cell
    fate: Fate
    why: tuple[Message, ...] = ()
    code: str = ""
    into: tuple[str, ...] = ()


@dataclass
class Account:
    """All sheets of a file, what was said of their cells, and the rows they came to."""

    sheets: Sequence[Sheet]
    rows: list[Proposed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)
    """What is to be known of the file as a whole."""
    _refused: dict[Key, Problem] = field(default_factory=dict)
    _mended: dict[Key, list[Message]] = field(default_factory=dict)
    _left: dict[Key, Message] = field(default_factory=dict)
    _used: dict[Key, list[str]] = field(default_factory=dict)
    """Where cells stand that are no part of a row: the records of a YAML file."""

    def refuse(self, sheet: Sheet, cell: Cell, refusal: CellError) -> None:
        """Say why a cell cannot be imported."""
        self.refuse_as(
            sheet, cell, Problem(sheet.place(cell), refusal.code, refusal.said, (), refusal.do)
        )

    def refuse_as(self, sheet: Sheet, cell: Cell, problem: Problem) -> None:
        """Say that a cell cannot be imported, by a problem that stands at it."""
        if self._refused.setdefault(sheet.key(cell.at), problem) is problem:
            self.problems.append(problem)

    def mend(self, sheet: Sheet, cell: Cell, *said: Message) -> None:
        """Say how a cell was read that is not used as it was written."""
        known = self._mended.setdefault(sheet.key(cell.at), [])
        known.extend(one for one in said if one not in known)

    def leave(self, sheet: Sheet, cell: Cell, why: Message) -> None:
        """Say why a cell is left out."""
        self._left.setdefault(sheet.key(cell.at), why)

    def use(self, sheet: Sheet, cell: Cell, into: str) -> None:
        """Say in which record of a YAML file a cell stands."""
        self._used.setdefault(sheet.key(cell.at), []).append(into)

    def absorb(self, other: Account) -> None:
        """Take over what another account says of cells of the same sheets."""
        self.rows.extend(other.rows)
        self.problems.extend(other.problems)
        self.remarks.extend(other.remarks)
        self._refused |= other._refused
        self._mended |= other._mended
        self._left |= other._left
        self._used |= other._used

    def refuse_row(self, row: Proposed, problem: Problem, column: str = "") -> None:
        """Say why a row cannot stand: at the cell its fault came from, or at its first figure."""
        row.outcome, row.said = Outcome.REFUSED, None
        cell = row.cells.get(column)
        if cell is None or self._uses[row.sheet.key(cell.at)] > 1:
            cell = row.sheet.cells[row.anchor]
        told = Problem(
            row.sheet.place(cell), problem.code, problem.message, problem.also, problem.do
        )
        self.refuse_as(row.sheet, cell, told)

    @cached_property
    def _uses(self) -> Counter[Key]:
        """How many rows each cell stands in."""
        return Counter({key: len(set(rows)) for key, rows in self._into().items()})

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """What became of each cell, sheet by sheet and row by row, once the import is done."""
        into = self._into()
        return [
            self._entry(sheet, cell, into.get(sheet.key(cell.at), ()))
            for sheet in self.sheets
            for cell in sheet.cells.values()
        ]

    def _into(self) -> dict[Key, list[Proposed]]:
        found: dict[Key, list[Proposed]] = {}
        for row in self.rows:
            for cell in row.cells.values():
                found.setdefault(row.sheet.key(cell.at), []).append(row)
        return found

    def _entry(self, sheet: Sheet, cell: Cell, rows: Sequence[Proposed]) -> Entry:
        key = sheet.key(cell.at)
        told = partial(Entry, sheet, cell)
        if key in self._refused:
            problem = self._refused[key]
            return told(Fate.REFUSED, _said(problem), problem.code)
        kept = [_columns(row, cell) for row in rows if row.outcome in (*WRITTEN, Outcome.EARLIER)]
        if into := tuple(dict.fromkeys([*kept, *self._used.get(key, ())])):
            mended = tuple(self._mended.get(key, ()))
            return told(Fate.MENDED if mended else Fate.USED, mended, into=into)
        if there := [row.said for row in rows if row.said is not None]:
            return told(Fate.LEFT, (there[0],))
        if rows:
            return told(Fate.LEFT, (_("its row was refused"),))
        return told(Fate.LEFT, (self._left.get(key, _("the map says nothing of it")),))


def _said(problem: Problem) -> tuple[Message, ...]:
    parts = [part for part in (problem.message, problem.do) if part]
    return tuple(
        part if isinstance(part, Message) else Message("{said}", (("said", part),))
        for part in parts
    )


def _columns(row: Proposed, cell: Cell) -> str:
    names = [name for name, found in row.cells.items() if found is cell]
    return f"{row.file}: {row.label} ({', '.join(names)})"
