"""How a table writes its figures: its language, its marks, what stands for nothing; guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pydantic_core import PydanticCustomError

from charters.importing.faults import CellError
from charters.importing.grid import Cell, letters
from charters.importing.guessed_cells import FIGURES, WORDS, is_figure, is_foot, is_year, two_years
from charters.importing.guessed_shape import Shape
from charters.importing.names import alike, label_in
from charters.importing.numerals import number_in
from charters.model.period_labels import parse_period
from charters.model.register import Charter
from charters.problems import Message
from charters.problems.message import _

UNKNOWN = "FY2024?"
"""Stands where a person has to say which period a label is."""


@dataclass(frozen=True)
class Signs:
    """What was seen of how a table is written; blank where nothing was."""

    language: str = "en"
    language_seen: str = ""
    missing: Mapping[str, Cell] = field(default_factory=dict)
    marks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Each footnote mark, where it was seen, and what the table says below of it."""
    skip: tuple[str, ...] = ()
    years: str = ""
    day: str = ""
    periods: Mapping[str, tuple[str, Message]] = field(default_factory=dict)
    bare_share: str = ""
    hidden: str = ""
    has_published: bool = False
    period_is_missing: bool = False


def signs_in(shape: Shape, charter: Charter) -> Signs:
    """Return how the figures of a table seem to be written."""
    figures = shape.cells(*FIGURES)
    language, seen = _language([cell for cell in figures if cell.number is None])
    periods = [*shape.cells("period"), *_headings(shape)]
    feet = [
        cell for row in shape.rows for cell in shape.sheet.row(row) if row not in shape.with_figures
    ]
    marks = {mark: (place, _told(mark, feet)) for mark, place in _marks(figures, language).items()}
    return Signs(
        language,
        seen,
        _missing(figures),
        marks,
        _skip(shape, marks),
        next((cell.text for cell in periods if is_year(cell)), ""),
        next((cell.text for cell in periods if cell.moment and "d" in cell.format.lower()), ""),
        dict(_labels(periods, charter)),
        _bare_share(shape, charter),
        ", ".join(_hidden(shape)),
        shape.number_of("published") is not None,
        not periods,
    )


def _headings(shape: Shape) -> Iterator[Cell]:
    for column in shape.columns:
        if column.heading_row is not None:
            cell = shape.sheet.shown((column.heading_row, column.number))
            if cell is not None:
                yield cell if cell.moment else replace(cell, text=label_in(cell.text) or cell.text)


def _language(cells: list[Cell]) -> tuple[str, str]:
    """Return the first language in which the most figures can be read, and one that tells it."""
    readable = {
        language: [cell for cell in cells if _reads(cell, language)]
        for language in WORDS["marks"]["languages"]
    }
    best = max(readable, key=lambda language: len(readable[language]), default="en")
    telling = [cell.text for cell in readable.get(best, []) if not _reads(cell, "en")]
    return (best, telling[0]) if telling else ("en", "")


def _reads(cell: Cell, language: str) -> bool:
    try:
        number_in(cell.text, language, cell)
    except CellError:
        return False
    return True


def _missing(cells: list[Cell]) -> dict[str, Cell]:
    known = set(WORDS["marks"]["missing"])
    found = [cell for cell in cells if alike(cell.text) in known]
    return {cell.text: cell for cell in reversed(found)}


def _marks(cells: list[Cell], language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for cell in cells:
        if cell.number is None and is_figure(cell) and _reads(cell, language):
            rest = number_in(cell.text, language, cell)[1].removeprefix("%").strip()
            if rest in WORDS["marks"]["feet"] or (rest[:1] == "(" and rest[-1:] == ")"):
                found.setdefault(rest, cell.address)
    return found


def _told(mark: str, feet: list[Cell]) -> str:
    """Return what the table says of a mark below its figures."""
    said = (
        cell.text.removeprefix(mark).strip(" :=.-") for cell in feet if cell.text.startswith(mark)
    )
    return next(filter(None, said), "")


def _skip(shape: Shape, marks: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    found = []
    for row in shape.rows:
        cells = list(shape.sheet.row(row))
        first = cells[0].text if cells else ""
        if is_foot(first):
            is_sum = alike(first).rstrip(":") in WORDS["marks"]["totals"]
            found.append((first if is_sum else first.split()[0]).rstrip(":"))
        elif row not in shape.with_figures:
            found += [mark for mark in marks if first.startswith(mark)]
    return tuple(dict.fromkeys(found))


def _labels(cells: list[Cell], charter: Charter) -> Iterator[tuple[str, tuple[str, Message]]]:
    """Yield the labels of periods that are not ours, each with what it may mean."""
    for cell in cells:
        if cell.moment is not None or is_year(cell):
            continue
        try:
            parse_period(cell.text, charter.fiscal_start)
        except PydanticCustomError:
            end = two_years(cell.text)
            if end is not None:
                yield (
                    cell.text,
                    (f"FY{end}", _("likely: a fiscal year is named after the year it ends in")),
                )
            else:
                yield cell.text, (UNKNOWN, _("look: which period is it?"))


def _bare_share(shape: Shape, charter: Charter) -> str:
    """Return a share without its sign, where promises that are shares have such results."""
    if not any(measured.measure.shape.is_share for measured in charter.measured):
        return ""
    cells = [cell for cell in shape.cells("value", "target") if is_figure(cell)]
    bare = [
        cell for cell in cells if "%" not in cell.text and not cell.is_percent and _is_between(cell)
    ]
    return bare[0].text if bare and len(bare) * 2 > len(cells) else ""


def _is_between(cell: Cell) -> bool:
    try:
        number = cell.number if cell.number is not None else number_in(cell.text, "en", cell)[0]
    except CellError:
        return False
    return 0 <= number <= 1


def _hidden(shape: Shape) -> Iterator[str]:
    yield from (str(row) for row in shape.rows if row in shape.sheet.hidden_rows)
    numbers = {one.number for one in shape.columns}
    yield from (letters(number) for number in sorted(shape.sheet.hidden_columns & numbers))
