"""A map as far as it can be guessed, for a person to read: each guess says how sure it is, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from charters.importing.grid import Sheet, letters
from charters.importing.guessed_columns import GuessedColumn
from charters.importing.guessed_names import Likeness, likeness
from charters.importing.guessed_shape import Shape, shape_of
from charters.importing.guessed_signs import UNKNOWN, Signs, signs_in
from charters.importing.guessed_text import Line, Writer
from charters.model.register import Charter
from charters.problems import Message
from charters.problems.message import _


def guessed_map(sheets: Sequence[Sheet], charter: Charter, say: Callable[[Message], str]) -> str:
    """Return the text of a map for the sheet that holds the most figures."""
    shape = shape_of(sheets, charter)
    signs = signs_in(shape, charter)
    writer = Writer(say)
    file = shape.sheet.file
    writer.remark(_("Guessed from {file}; nothing is imported by it.", file=file))
    writer.remark(_("Read every line and mend it; take the # away from what holds."))
    writer.remark(_("sure: it is written so; likely: look once; look: somebody has to decide."))
    writer.put(Line("agency", charter.id), *_place(sheets, shape))
    columns = [Line(letters(one.number), _role(one), one.why) for one in shape.columns]
    writer.group("columns", columns)
    writer.group("all", [*_all(signs)])
    writer.group("ids", [*_ids(shape, charter)])
    writer.put(*_numbers(signs), *_times(signs, charter))
    periods = signs.periods.items()
    known = [Line(label, meant, why, meant == UNKNOWN) for label, (meant, why) in periods]
    writer.group("periods", known)
    writer.put(*_missing(signs))
    writer.group("marks", [*_marks(signs)])
    writer.put(*_rows(shape, signs))
    return "\n".join([*writer.lines, ""])


def _place(sheets: Sequence[Sheet], shape: Shape) -> Iterator[Line]:
    """Yield where the table stands in its file."""
    if shape.sheet.name:
        others = ", ".join(sheet.name for sheet in sheets if sheet is not shape.sheet)
        why = _("sure: it is the only one")
        if others:
            why = _("likely: it holds the most figures; the others are {others}", others=others)
        yield Line("sheet", shape.sheet.name, why)
    first, last = shape.header
    rows = str(first) if first == last else f"{first}-{last}"
    yield Line(
        "header", rows, _("likely: row {row} is the first with figures", row=shape.first_row)
    )


def _role(column: GuessedColumn) -> object:
    if column.heading_row is None:
        return column.role
    found: dict[str, object] = {"is": column.role, "period": "heading"}
    return found | ({"heading": column.heading_row} if column.needs_row else {})


def _all(signs: Signs) -> Iterator[Line]:
    """Yield what holds for the whole table."""
    why = _("look: write provisional where the figures may still change")
    yield Line("status", "final", why)
    if not signs.has_published:
        why = _("look: write the day on which this table was published")
        yield Line("published", "2025-03-01", why, is_open=True)
    if signs.period_is_missing:
        why = _("look: no column of periods was found; write the one that all figures are for")
        yield Line("period", "FY2024", why, is_open=True)


def _ids(shape: Shape, charter: Charter) -> Iterator[Line]:
    """Yield what the names of the table may stand for."""
    for name in shape.names():
        if name not in charter.measured_by_id:
            found = likeness(name, charter)
            yield Line(name, found.id, _how_like(found), not found.is_likely)


def _how_like(found: Likeness) -> Message:
    if not found.shared:
        return _("look: no promise and no figure is like it; write an id, or ignore")
    shared = ", ".join(found.shared)
    if found.is_likely:
        return _("likely: both speak of {shared}", shared=shared)
    return _("look: only {shared} is alike; write its id, or ignore", shared=shared)


def _numbers(signs: Signs) -> Iterator[Line]:
    """Yield how numbers are written."""
    if signs.language != "en":
        text = signs.language_seen
        why = _("likely: numbers such as {text} are written so", text=text)
        yield Line("language", signs.language, why)
    if text := signs.bare_share:
        why = _("look: is {text} a fraction (0.93 is 93%), or percent (93 is 93%)?", text=text)
        yield Line("shares", "fraction", why, is_open=True)


def _times(signs: Signs, charter: Charter) -> Iterator[Line]:
    """Yield what years and days stand for."""
    if (year := signs.years) and charter.fiscal_start > 1:
        why = _("look: is {year} the fiscal year that ends in it, or calendar?", year=year)
        yield Line("years", "fiscal", why, is_open=True)
    if day := signs.day:
        why = _("look: for which period does {day} stand? month, quarter, year", day=day)
        yield Line("period_of_day", "month", why, is_open=True)


def _missing(signs: Signs) -> Iterator[Line]:
    """Yield what stands where there is no figure."""
    if signs.missing:
        where = ", ".join(f"{text} {cell.address}" for text, cell in signs.missing.items())
        why = _("look: it stands where a figure would ({where}); is it never zero?", where=where)
        yield Line("missing", list(signs.missing), why)


def _marks(signs: Signs) -> Iterator[Line]:
    """Yield footnote marks and what they tell."""
    for mark, (place, told) in signs.marks.items():
        why = _("likely: the table says so below its figures")
        if not told:
            why = _("look: what does the mark at {place} tell?", place=place)
        yield Line(mark, told, why, not told)


def _rows(shape: Shape, signs: Signs) -> Iterator[Line]:
    """Yield which rows are left out, and which repeat what stands above."""
    if signs.skip:
        yield Line("skip", list(signs.skip), _("likely: such rows hold no figure of their own"))
    if shape.gaps:
        why = _("likely: row {row} has figures and no name", row=shape.gaps[0])
        yield Line("fill_down", ["standard"], why)
    if what := signs.hidden:
        why = _("look: hidden rows and columns ({what}) hold figures; read, or leave?", what=what)
        yield Line("hidden", "leave", why, is_open=True)
