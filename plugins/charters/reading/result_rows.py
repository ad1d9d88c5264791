"""`results.csv`: from rows of text to results, row by row."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import compress
from typing import Any

from pydantic_core import PydanticCustomError

from charters.model.limits import VALUE
from charters.model.pasted import pasted
from charters.model.period_labels import parse_period, parse_published
from charters.model.periods import Frequency, Period
from charters.model.refusal import reason, shown
from charters.model.results import (
    ALL_COLUMNS,
    COLUMN_LIMITS,
    COLUMNS,
    MORE_MEANINGS,
    Result,
    Status,
)
from charters.model.shapes import Shape
from charters.problems import Place, Problem
from charters.problems.message import SILENCE, Message, _, listed_all
from charters.reading.agreeing import SEVERAL, places
from charters.reading.parted_cells import THOUSANDS
from charters.reading.result_cells import (
    COUNTS,
    PARSERS,
    STATUSES,
    kind_of,
    parser_of_values,
    part_of_cell,
)
from charters.reading.row_figures import Row, RowFigures
from charters.reading.row_words import (
    A_SUM,
    FIGURES,
    NEEDED,
    NO_FIGURE,
    OF_A_MISS,
    SUMS,
    WITHOUT_A_FIGURE,
)
from charters.reading.sources import SourceText
from charters.reading.table import Row as CellsOfRow
from charters.reading.table import Table, table_of
from charters.reading.written import MEASURED, Shapes, Written

_OF_THE_SHAPE = ("V012", "V013")
"""What is said of a row that holds another kind of result than the shape asks for."""


def results_of(
    source: SourceText, shapes: Mapping[str, Shapes], fiscal_start: int, written: Written
) -> tuple[tuple[list[Result], Table | None], list[Problem]]:
    """Return the good rows of a results file; `shapes` has that of every standard and figure."""
    further = tuple(MORE_MEANINGS)
    (table, below), problems = table_of(source, COLUMNS, further, whole=COUNTS, fits=_can_be_one)
    if table is None:
        return ([], None), problems
    read = partial(_rows, rows=below, shapes=shapes, fiscal_start=fiscal_start, written=written)
    results, faults = read(table)
    if faults and problems:  # the names of the columns stand in an order of their own
        more = [name for name in table.columns if name not in COLUMNS]
        usual = table._replace(columns=[*COLUMNS, *more])
        as_usual, fewer = read(usual)
        if 2 * len(fewer) < len(faults):
            return (as_usual, usual), [_swapped(table, usual.columns), *fewer]
    return (results, table), problems + faults


def _can_be_one(cell: Mapping[str, str]) -> bool:
    """Return whether a row can be meant so: its status is one, and numbers have no comma too many."""
    counts = filter(None, (cell.get(name, "").strip() for name in COUNTS))
    is_whole = all(one.isdecimal() or THOUSANDS.fullmatch(one) for one in counts)
    is_number = cell["value"].count(",") <= 1 or THOUSANDS.fullmatch(cell["value"])
    return bool(is_whole and is_number) and cell["status"].strip() in STATUSES


def _rows(
    table: Table,
    rows: Sequence[CellsOfRow],
    shapes: Mapping[str, Shapes],
    fiscal_start: int,
    written: Written,
) -> tuple[list[Result], list[Problem]]:
    """Return the good rows of a table, and what is wrong with its cells."""
    said = [*map(any, zip(*(cells for _line, cells in rows), strict=True))]
    reader = _RowReader(table, said, shapes, fiscal_start, written)
    results = [row for row in map(reader.read, rows) if row is not None]
    reader.parsers.clear()  # One is its own: nobody would let go of it, nor of all that the files say.
    return results, reader.without_consequences()


def _swapped(table: Table, usual: Sequence[str]) -> Problem:
    """Return the problem of a first line whose names do not fit what stands below them."""
    odd = [name for name, other in zip(table.columns, usual, strict=True) if name != other]
    message = _(
        "the names {names} and {last} seem to have changed places: what stands below does not fit them, and almost all of it does in the usual order; write {columns}",
        names=listed_all([*map(shown, odd[:-1])]),
        last=shown(odd[-1]),
        columns=",".join(usual),
    )
    return Problem(table.place(), "V028", message)


class _RowReader:
    """Reads the rows of one table and collects the problems of their cells."""

    def __init__(
        self,
        table: Table,
        said: Sequence[bool],
        shapes: Mapping[str, Shapes],
        fiscal_start: int,
        written: Written,
    ) -> None:
        self.table = table
        self.shapes = shapes
        self.written = written
        self.problems: list[Problem] = []
        self.lines: dict[str, list[int]] = defaultdict(list)
        """The rows of each standard or figure."""
        parsers: tuple[tuple[str, Callable[[str], Any]], ...] = (
            ("period", self.period),
            ("published", partial(parse_published, fiscal_start=fiscal_start)),
            ("part", partial(part_of_cell, language=written.language)),
            *PARSERS,
        )
        self.said = said
        """Of each column, whether any row says something in it."""
        filled = self.filled = [*compress(table.columns, said)]
        self.parsers = [(name, parse) for name, parse in parsers if name in filled]
        """How those columns are read."""
        self.figures = [name for name in FIGURES if name in filled]
        self.blank = dict.fromkeys(ALL_COLUMNS, "")
        self.line = 0
        self.before = 0
        """How many problems the rows above have."""
        self.named = ""
        self.fiscal_start = fiscal_start
        self.rhythms = written.rhythms()
        self.rhythm: Frequency | None = None

    def period(self, label: str) -> Period:
        """Return the days of a label, read by how often results of its standard are reported."""
        return parse_period(label, self.fiscal_start, self.rhythm)

    def read(self, row: tuple[int, list[str]]) -> Result | None:
        """Return a row as a result, or None when one of its cells was refused."""
        self.line, cells = row
        before = self.before = len(self.problems)
        said = map(str.strip, compress(cells, self.said))
        cell = {**self.blank, **dict(zip(self.filled, said, strict=True))}
        if len("".join(cells)) > VALUE.most:  # the least of the limits
            self.not_too_long(cell)
            if len(self.problems) > before:
                return None
        if self.is_a_sum(cell["standard"]):
            self.refuse("standard", "V010", A_SUM.filled(written=shown(cell["standard"])))
            return None
        if not (cell["standard"] and cell["period"] and cell["status"]):
            self.needed(cell)
        self.named = cell["standard"] = sys.intern(self.today(cell["standard"]))
        self.lines[self.named].append(self.line)
        self.rhythm = self.rhythms.get(self.named)
        shape = self.shape(cell)
        has_figures = self.has_figures(cell)
        found = self.values(cell, shape)
        in_words = cell["status"] == Status.IN_WORDS
        if shape is not None and (has_figures or not (shape.is_measured or in_words)):
            self.fits(cell, shape, found)
        if shape is None or len(self.problems) > before:
            return None
        return Result(standard=cell["standard"], line=self.line, **found)

    def is_a_sum(self, name: str) -> bool:
        """Return whether a row is the last line of a spreadsheet, which adds up those above it."""
        is_word = name.lower().rstrip(":") in SUMS
        return is_word and name not in self.shapes and self.written.lacks(MEASURED, name)

    def not_too_long(self, cell: Row) -> None:
        """Refuse cells that are longer than what stands in them can be."""
        for name, text in cell.items():
            self.parsed(text, name, COLUMN_LIMITS.get(name, VALUE).holds)

    def today(self, name: str) -> str:
        """Return what a promise or figure is called today: published rows keep its older ids."""
        return name if name in self.shapes else self.written.former.get(name, name)

    def needed(self, cell: Row) -> None:
        """Refuse a row in which a cell that every row needs is blank."""
        for name, what in NEEDED.items():
            if not cell[name]:
                self.refuse(name, "V020", what)

    def shape(self, cell: Row) -> Shape | None:
        """Return how the row's standard was measured then; refuse a standard nobody posted."""
        name = cell["standard"]
        shapes = self.shapes.get(name)
        if name and shapes is None and self.written.lacks(MEASURED, name):
            otherwise = _("write the id it has in standards.yml")
            self.refuse("standard", "V010", self.written.no_such(MEASURED, name, otherwise))
        if shapes is None or not shapes.before:
            return shapes.today if shapes else None
        try:
            return shapes.on(self.period(cell["period"]).start)
        except PydanticCustomError:
            return None  # What cannot be read as a period is told when all cells are.

    def has_figures(self, cell: Row) -> bool:
        """Return whether a row is to be read for its figures; words in place of one are refused."""
        if cell["status"] in WITHOUT_A_FIGURE:
            self.tells_why(cell)
            return False
        words = [name for name in self.figures if cell[name].lower() in NO_FIGURE]
        for name in words:
            message = _(
                "{cell} is no figure; leave the cell blank, or, where there is no result for the period, write status 'not available' and the reason in 'note'",
                cell=shown(cell[name]),
            )
            self.refuse(name, "V025", message)
            cell[name] = ""
        return not words

    def tells_why(self, cell: Row) -> None:
        """Refuse a row without a result that holds one, or does not say why there is none."""
        for name in filter(cell.get, (*FIGURES, *OF_A_MISS)):
            said = _(
                "{written} stands in a row whose result is {status}; take it out, or mend the status"
            )
            if name in OF_A_MISS:
                said = _(
                    "{written} stands in a row whose result is {status}; nothing can have been missed, so say it in 'note'"
                )
            message = said.filled(written=shown(cell[name]), status=cell["status"])
            self.refuse(name, "V025", message)
            cell[name] = ""
        if not cell["note"]:
            self.refuse("note", "V025", WITHOUT_A_FIGURE[cell["status"]])

    def values(self, cell: Row, shape: Shape | None) -> dict[str, Any]:
        """Return the parsed cells of a row by field; blank ones are left out."""
        try:
            found = {name: parse(text) for name, parse in self.parsers if (text := cell[name])}
        except PydanticCustomError:  # Once more, cell by cell: every fault is told.
            written = ((name, parse) for name, parse in self.parsers if cell[name])
            found = {name: self.parsed(cell[name], name, parse) for name, parse in written}
        if cell["value"] and shape is not None:
            field = "answer" if shape.is_answer else "value"
            found[field] = self.parsed(
                cell["value"], "value", parser_of_values(shape, self.written, cell["standard"])
            )
        return found

    def fits(self, cell: Row, shape: Shape, found: Mapping[str, Any]) -> None:
        """Refuse counts where the shape asks for a value, and the other way round."""
        row = RowFigures(cell, shape, self.shapes[cell["standard"]].today, self.written)
        fault = row.fault(found.get("met"), found.get("total"))
        if fault and not (fault[1] == "V013" and self.is_refused("met", "total")):
            if row.is_a_cell_too_far:  # which is told of it alone
                there = self.table.place(self.line, "cases")
                here = self.problems[self.before :]
                self.problems[self.before :] = [one for one in here if one.place != there]
            self.refuse(*fault)

    def is_refused(self, *names: str) -> bool:
        """Return whether one of some cells of the row was refused, so that nothing follows from the others."""
        cells = {self.table.place(self.line, name) for name in names}
        return any(one.place in cells for one in self.problems[self.before :])

    def parsed(self, text: str, name: str, parse: Callable[[str], Any]) -> Any:
        """Return a parsed cell; None when it was refused."""
        try:
            return parse(text)
        except PydanticCustomError as refusal:
            shapes = self.shapes.get(self.named)
            kind = kind_of(name, shapes.today if shapes else None)
            said = pasted(text, kind, in_row=True) if kind else SILENCE
            self.refuse(name, "Y021" if said else refusal.type, said or reason(refusal))
            return None

    def refuse(self, name: str, code: str, message: Message) -> None:
        """Add a problem at a cell."""
        self.problems.append(Problem(self.table.place(self.line, name), code, message))

    def without_consequences(self) -> list[Problem]:
        """Return what is wrong; where no row of a promise fits its shape, that of the shape."""
        unfit = {p.place.line: p for p in self.problems if p.code in _OF_THE_SHAPE}
        told, left = list[Problem](), set[int]()
        for name, lines in self.lines.items():
            shapes = self.shapes.get(name)
            if shapes and not shapes.before and len(lines) >= SEVERAL and unfit.keys() >= {*lines}:
                told.append(self.of_the_shape(name, shapes.today, [unfit[n].place for n in lines]))
                left |= {*lines}
        return [p for p in self.problems if p.place.line not in left] + told

    def of_the_shape(self, name: str, shape: Shape, rows: list[Place]) -> Problem:
        """Return the problem of a shape that no row of results has."""
        here = self.written.place_of(MEASURED, name, "measure", "shape")
        held = _("no result")
        if shape.is_measured:
            held = _("{result} in 'value'", result=Message(shape.row.result))
        if shape.is_share:
            held = _("counts in 'met' and 'total'")
        said = _(
            "by the shape {shape} every row holds {held}, and {places} do not; mend the shape, or those rows; where it was another one until a day, say so under 'changes' with 'before'",
            shape=shape.value,
            held=held,
            places=places(here, rows),
        )
        return Problem(here, "V012", said, tuple(rows))
