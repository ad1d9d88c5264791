"""`results.csv`: from rows of text to results, row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from pydantic_core import PydanticCustomError

from charters.model.fields import parse_source
from charters.model.periods import Period, parse_date, parse_period, parse_when
from charters.model.quantities import parse_count, parse_number
from charters.model.refusal import refuse, shown
from charters.model.results import COLUMNS, Result, Status
from charters.model.standards import Shape, Standard
from charters.model.text import plain_words
from charters.problems import Problem
from charters.reading.sources import SourceText
from charters.reading.table import Table, table_of

T = TypeVar("T")
Row = dict[str, str]
"""The cells of one row by column, stripped."""
NEEDED = ("standard", "period", "status")


def results_of(
    source: SourceText, shapes: Mapping[str, Shape], fiscal_start: int
) -> tuple[list[Result], Table | None, list[Problem]]:
    """Return the good rows of a results file; `shapes` has the shape of every known standard."""
    table, problems = table_of(source, COLUMNS)
    if table is None:
        return [], None, problems
    reader = _RowReader(table, shapes, fiscal_start, problems)
    results = [row for row in map(reader.read, table.rows) if row is not None]
    return results, table, problems


class _RowReader:
    """Reads the rows of one table and collects the problems of their cells."""

    def __init__(self, table: Table, shapes: Mapping[str, Shape], fiscal_start: int, problems: list[Problem]) -> None:
        self.table = table
        self.shapes = shapes
        self.fiscal_start = fiscal_start
        self.problems = problems
        self.order = [table.columns.index(name) for name in COLUMNS]
        self.line = 0

    def read(self, row: tuple[int, list[str]]) -> Result | None:
        """Return a row as a result, or None when one of its cells was refused."""
        self.line, cells = row
        before = len(self.problems)
        cell = dict(zip(COLUMNS, [cells[at].strip() for at in self.order], strict=True))
        self.needed(cell)
        shape = self.shape(cell)
        result = Result(
            standard=cell["standard"],
            period=self.parsed(cell, "period", lambda text: parse_period(text, self.fiscal_start)) or _NO_PERIOD,
            part=self.parsed(cell, "part", _words) or "",
            met=self.parsed(cell, "met", parse_count),
            total=self.parsed(cell, "total", parse_count),
            value=self.value(cell, shape),
            answer=self.answer(cell, shape),
            cases=self.parsed(cell, "cases", parse_count),
            excluded=self.parsed(cell, "excluded", parse_count),
            status=self.parsed(cell, "status", _status) or Status.FINAL,
            published=self.parsed(cell, "published", parse_when),
            source=self.parsed(cell, "source", _source) or "",
            note=self.parsed(cell, "note", _words) or "",
            missed_because=self.parsed(cell, "missed_because", _words) or "",
            action=self.parsed(cell, "action", _words) or "",
            action_by=self.parsed(cell, "action_by", parse_date),
            line=self.line,
        )
        if shape is not None:
            self.fits(cell, shape)
        return result if len(self.problems) == before else None

    def needed(self, cell: Row) -> None:
        """Refuse a row in which a cell that every row needs is blank."""
        for name in NEEDED:
            if not cell[name]:
                self.refuse(name, "V020", f"'{name}' is blank; every row needs it")

    def shape(self, cell: Row) -> Shape | None:
        """Return how the row's standard is measured; refuse a standard nobody posted."""
        name = cell["standard"]
        if name and name not in self.shapes:
            self.refuse("standard", "V010", _unknown(name, self.shapes))
        return self.shapes.get(name)

    def value(self, cell: Row, shape: Shape | None) -> Decimal | None:
        """Return the value: a bare number, or a percentage where a share has no counts."""
        if shape is Shape.YES_NO:
            return None
        return self.parsed(cell, "value", _share if shape is not None and shape.is_share else parse_number)

    def answer(self, cell: Row, shape: Shape | None) -> bool | None:
        """Return the answer of a yes/no commitment."""
        return self.parsed(cell, "value", _yes_no) if shape is Shape.YES_NO else None

    def fits(self, cell: Row, shape: Shape) -> None:
        """Refuse counts where the shape asks for a value, and the other way round."""
        counts, value = bool(cell["met"] or cell["total"]), bool(cell["value"])
        if shape is Shape.WORDS_ONLY:
            self.refuse("standard", "V012", "this promise is in words only and has no measure; give it one in standards.yml first")
        elif shape.is_share and counts and value:
            self.refuse("value", "V013", "leave 'value' blank: the share is worked out from 'met' and 'total'")
        elif shape.is_share and not counts and not value:
            self.refuse("met", "V013", "this promise is a share; write how many kept it in 'met' and how many there were in 'total'")
        elif counts and not shape.is_share:
            self.refuse("met", "V012", f"this promise is measured by {shape.value}; write 'value' (and 'cases'), and leave 'met' and 'total' blank")
        elif not shape.is_share and not value:
            self.refuse("value", "V012", f"'value' is blank; this promise is measured by {shape.value}")
        if counts:
            self.balance(cell)

    def balance(self, cell: Row) -> None:
        """Refuse half a pair of counts, and more cases kept than there were (K1)."""
        for name, other in (("met", "total"), ("total", "met")):
            if not cell[name]:
                self.refuse(name, "V013", f"'{name}' is blank but '{other}' is not; write both, 0 where there were none")
                return
        try:
            met, total = parse_count(cell["met"]), parse_count(cell["total"])
        except PydanticCustomError:
            return
        if met > total:
            self.refuse("met", "V011", f"more cases kept the promise than there were ({met:,} > {total:,}); check both counts")

    def parsed(self, cell: Row, name: str, parse: Callable[[str], T]) -> T | None:
        """Return a parsed cell; None when it is blank or was refused."""
        text = cell[name]
        if not text:
            return None
        try:
            return parse(text)
        except PydanticCustomError as refusal:
            self.refuse(name, refusal.type, refusal.message())
            return None

    def refuse(self, name: str, code: str, message: str) -> None:
        """Add a problem at a cell."""
        self.problems.append(Problem(self.table.place(self.line, name), code, message))


_NO_PERIOD = Period(date.min, date.min, "")


def _unknown(name: str, shapes: Sequence[str] | Mapping[str, Shape]) -> str:
    import difflib

    near = difflib.get_close_matches(name, list(shapes), 1)
    hint = f"did you mean '{near[0]}'?" if near else "write the id it has in standards.yml"
    return f"there is no standard {shown(name)}; {hint}"


@lru_cache(maxsize=8192)
def _words(text: str) -> str:
    if text[0] in "=+@\t":
        raise refuse("V008", f"{shown(text)} begins with '{text[0]}'; a spreadsheet would run it as a formula: begin with a word")
    return plain_words(text)


@lru_cache(maxsize=8192)
def _source(text: str) -> str:
    _words(text)
    return parse_source(text)


@lru_cache(maxsize=1024)
def _status(text: str) -> Status:
    try:
        return Status(text)
    except ValueError:
        raise refuse("V024", f"{shown(text)} is not a status; write final, provisional or revised") from None


@lru_cache(maxsize=65536)
def _share(text: str) -> Decimal:
    if not text.endswith("%"):
        raise refuse(
            "V013",
            f"this promise is a share; write counts in 'met' and 'total' - or, where no counts "
            f"are published, the share with its sign, such as {text.rstrip('.')}%",
        )
    share = parse_number(text[:-1])
    if share > 100:
        raise refuse("V023", f"{shown(text)} is more than all; a share is 100% or less")
    return share


def _yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise refuse("V012", f"{shown(text)} is neither yes nor no; this promise is kept or not")
    return text == "yes"


def shapes_of(standards: Sequence[Standard]) -> dict[str, Shape]:
    """Return the shape of each standard by id."""
    return {standard.id: standard.measure.shape for standard in standards}
