"""One result in one row of a table: what it is about, its figures, and the row it comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from charters.importing.account import Account, Outcome, Proposed
from charters.importing.amounts import Reading, sound
from charters.importing.faults import CellError
from charters.importing.grid import At, Cell, Sheet
from charters.importing.layout import COUNTS, KEYS, LEVELS, RESULT_FIGURES, Field
from charters.importing.names import NameReader
from charters.importing.shares import held_against_counts
from charters.importing.table_figures import FigureReader
from charters.importing.table_levels import level_of
from charters.model.aims import AIM_COLUMNS
from charters.model.file_names import RESULTS, TARGETS
from charters.model.refusal import shown
from charters.model.results import COLUMNS, Status
from charters.model.standards import Measured
from charters.model.table_map import HEADING, TableMap
from charters.problems.message import _

DAYS = ("published", "action_by")
Known = Mapping[Field, Cell]
"""The cells of a row that are no figures, by what they are."""
_FILES = ((RESULTS, COLUMNS, RESULT_FIGURES), (TARGETS, AIM_COLUMNS, LEVELS))


@dataclass
class _Result:
    """What is read of one result so far."""

    values: dict[str, str]
    cells: dict[str, Cell] = field(default_factory=dict)
    measured: Measured | None = None
    notes: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    """The columns that cannot be read: an aim that cannot is no fault of the result beside it."""
    is_left: bool = False


@dataclass(frozen=True)
class ResultReader:
    """Reads the results of one sheet, each from the cells of one row."""

    sheet: Sheet
    table: TableMap
    fields: Sequence[Field]
    names: NameReader
    account: Account

    @cached_property
    def figures(self) -> FigureReader:
        """How the figures of the table are read."""
        return FigureReader(self.table)

    @cached_property
    def _covers(self) -> Mapping[At, list[At]]:
        """The places that each merged cell covers."""
        found: dict[At, list[At]] = {}
        for at, anchor in self.sheet.merged.items():
            found.setdefault(anchor, []).append(at)
        return found

    def read(self, own: Sequence[Field], row: int, known: Known) -> None:
        """Propose the rows that one group of figures comes to, refused ones included."""
        result = _Result(dict(self.table.all))
        figures = {one: self.sheet.cells[row, one.number] for one in own}
        anchor = figures[own[0]]
        self._about(result, own[0], anchor, known)
        if result.is_left:
            return
        if result.measured is None:
            result.cells |= {one.column.is_: cell for one, cell in figures.items()}
        else:
            self._words(result, own[0], known)
            for one, cell in figures.items():
                if why := self.figures.why_not_available(cell):
                    self._not_available(result, one.column.is_, cell, why)
                    continue
                figure = partial(self._figure, one, result.measured)
                self._take(result, one.column.is_, cell, figure)
            self._agrees(result, result.measured)
        self._propose(result)

    # -------------------------------------------------------------------- what it is about

    def _about(self, result: _Result, first: Field, anchor: Cell, known: Known) -> None:
        """Read which promise, period and part the figures of a row are of."""
        written = self._names_of(first, known)
        for name in KEYS:
            if name in written and not result.is_left:
                self._key(result, name, written[name], anchor)
        lacking = [name for name in KEYS[:2] if not result.values.get(name)]
        if lacking and not (result.is_left or result.refused):
            said = _("nothing in its row says which {name} it is for", name=lacking[0])
            do = _(
                "fill the cell, or write under 'fill_down' in the map that it repeats the one above"
            )
            self._refuse(result, lacking[0], anchor, CellError("I001", said, do))

    def _names_of(self, first: Field, known: Known) -> dict[str, Cell | str]:
        """Return what names a result: its column before its row, its row before the whole table."""
        written: dict[str, Cell | str] = {**self.table.all}
        written |= {one.column.is_: cell for one, cell in known.items() if not any(one.key)}
        for name in KEYS:
            said = getattr(first.column, name)
            if said == HEADING and first.heading is not None:
                written[name] = first.heading
            elif said is not None:
                written[name] = said
        return written

    def _key(self, result: _Result, name: str, written: Cell | str, anchor: Cell) -> None:
        cell = written if isinstance(written, Cell) else _saying(written, anchor)
        if isinstance(written, Cell):
            result.cells[name] = written
        try:
            sound(cell)
            if name == "standard":
                self._standard(result, cell)
            elif name == "part":
                result.values[name] = self.names.part(cell.text)
            else:
                result.values[name], mends = self.names.period(cell)
                self.account.mend(self.sheet, cell, *mends)
        except CellError as refusal:
            self._refuse(result, name, cell, refusal)

    def _standard(self, result: _Result, cell: Cell) -> None:
        meant = self.names.standard(cell.text)
        if meant is None:
            result.is_left = True
            return
        result.measured = self.names.measured[meant.standard]
        result.values["standard"] = meant.standard
        if meant.part is not None:
            result.values["part"] = self.names.part(meant.part)

    # ------------------------------------------------------------------------- its figures

    def _words(self, result: _Result, first: Field, known: Known) -> None:
        """Take the words of a row: its own source and note, the day it was published."""
        for one, cell in known.items():
            name = one.column.is_
            if name not in KEYS and one.key in (first.key, (None, None, None)):
                self._take(result, name, cell, self._day if name in DAYS else _text)

    def _day(self, cell: Cell) -> Reading:
        text, mends = self.names.day(cell)
        return Reading(text, list(mends))

    def _figure(self, one: Field, measured: Measured, cell: Cell) -> Reading:
        self._is_alone(cell)
        if one.number in self.sheet.hidden_columns and self.table.hidden is None:
            raise hidden()
        name = one.column.is_
        if name in COUNTS:
            return self.figures.count(cell, one.column)
        if name in LEVELS:
            return level_of(name, cell, one.column, measured, self.figures)
        return self.figures.value(cell, one.column, measured.measure)

    def _is_alone(self, cell: Cell) -> None:
        """Refuse a figure that is merged over the places of others."""
        numbers = {one.number for one in self.fields}
        covered = self._covers.get(cell.at, ())
        if any(row != cell.row or column in numbers for row, column in covered):
            said = _("{text} is merged over several cells", text=shown(cell.text))
            do = _("undo the merge, so that each result has its own figure")
            raise CellError("I004", said, do)

    def _take(
        self, result: _Result, name: str, cell: Cell, read: Callable[[Cell], Reading]
    ) -> None:
        """Read one cell; one that is refused takes its result with it."""
        result.cells[name] = cell
        try:
            found = read(cell)
        except CellError as refusal:
            self._refuse(result, name, cell, refusal)
            return
        self.account.mend(self.sheet, cell, *found.mends)
        result.values[name] = found.text
        result.notes.extend(found.notes)

    def _not_available(self, result: _Result, name: str, cell: Cell, why: str) -> None:
        """Say of a result that there is none, and why."""
        result.cells[name] = cell
        result.values["status"] = Status.NOT_AVAILABLE.value
        result.notes.append(why)
        self.account.mend(self.sheet, cell, _("the result is not available, as the map says"))

    def _agrees(self, result: _Result, measured: Measured) -> None:
        """Refuse a share that says something else than the counts beside it."""
        if not result.refused.isdisjoint((*COUNTS, "value")):
            return
        try:
            held_against_counts(measured, result.values, result.cells, self.account, self.sheet)
        except CellError as refusal:
            self._refuse(result, "value", result.cells["value"], refusal)

    def _refuse(self, result: _Result, name: str, cell: Cell, refusal: CellError) -> None:
        self.account.refuse(self.sheet, cell, refusal)
        result.refused.add(name)

    def _propose(self, result: _Result) -> None:
        """Propose a row for each file that the figures of a result belong to."""
        if result.notes:
            notes = [result.values.get("note", ""), *dict.fromkeys(result.notes)]
            result.values["note"] = " ".join(filter(None, notes))
        for file, columns, wanted in _FILES:
            figures = [result.cells[name] for name in wanted if name in result.cells]
            if figures:
                outcome = None if result.refused.isdisjoint(columns) else Outcome.REFUSED
                values = {name: said for name, said in result.values.items() if name in columns}
                cells = {name: cell for name, cell in result.cells.items() if name in columns}
                row = Proposed(file, values, cells, self.sheet, figures[0].at, outcome)
                self.account.rows.append(row)


def _saying(text: str, cell: Cell) -> Cell:
    """Return a cell with the words of the map in the place of its own."""
    return replace(cell, text=text, number=None, moment=None, formula="", error=False)


def _text(cell: Cell) -> Reading:
    sound(cell)
    return Reading(cell.text)


def hidden() -> CellError:
    """Return why a hidden figure is not read."""
    said = _("it is hidden in the spreadsheet")
    do = _("say in the map what becomes of what is hidden: hidden: read, or hidden: leave")
    return CellError("I008", said, do)
