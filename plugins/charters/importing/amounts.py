"""The amount that a cell says: its number, what stands beside it, and the unit it is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from charters.importing.clock_times import seconds_of
from charters.importing.faults import CellError
from charters.importing.grid import Cell
from charters.importing.numerals import MONEY, number_in
from charters.model.quantities import PERCENT, TIME_UNITS, Quantity, converted, unit_named
from charters.model.refusal import shown
from charters.model.table_map import TableColumn
from charters.problems import Message
from charters.problems.message import _

_STEP = Decimal("1e-9")
"""The smallest step that results are written with."""


@dataclass
class Reading:
    """What was read in a cell: the text for the file, how it was mended, what its marks say."""

    text: str = ""
    mends: list[Message] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class AmountReader:
    """Reads the amounts of a table in its language, with its footnote marks."""

    language: str
    marks: Mapping[str, str]

    def number(self, cell: Cell, read: Reading, unit: str = "") -> tuple[Decimal, str]:
        """Return the number of a cell, and the unit that stands beside it."""
        sound(cell)
        if cell.number is not None:
            return self._held(cell, cell.number, read)
        if cell.moment is not None:
            said = _("a spreadsheet has made the day {text} of this cell", text=cell.text)
            raise CellError("I004", said, _("type the figure again, with the column set to text"))
        text = self._without_marks(cell, read)
        number, rest = number_in(text, self.language, cell)
        return number, _unit(cell, rest, unit)

    def _held(self, cell: Cell, number: Decimal, read: Reading) -> tuple[Decimal, str]:
        """Return a number that a spreadsheet holds, as its format says to read it."""
        if cell.has_percent_sign:
            return number, PERCENT
        if not cell.is_percent:
            return number, ""
        share = tidy(number * 100)
        told = {"text": cell.text, "format": cell.format, "share": percent(share)}
        read.mends.append(
            _("the cell holds {text}, formatted as a percentage ({format}): {share}", **told)
        )
        return share, PERCENT

    def _without_marks(self, cell: Cell, read: Reading) -> str:
        text, marks = cell.text, sorted(filter(None, self.marks), key=len, reverse=True)
        while mark := next((mark for mark in marks if _is_marked(text, mark)), ""):
            text = text.removesuffix(mark).rstrip()
            read.notes.insert(0, self.marks[mark])
            read.mends.append(_("the mark {mark} stands for a footnote", mark=shown(mark)))
        read.notes = [note for note in read.notes if note]
        return text

    def in_unit(
        self, cell: Cell, column: TableColumn, unit: str, read: Reading, *, of_100: bool = False
    ) -> Decimal:
        """Return the amount of a cell in the unit that results are in; 88% is 88 of every 100."""
        number, written = self._written(cell, column, unit, read)
        if written == unit or (of_100 and written == PERCENT):
            return number if decimals(number) <= 9 else tidy(number)
        level = converted(Quantity(number, written), unit)
        if level is None:
            unitless = _("numbers without a unit")
            units = {"written": _plural(written), "unit": _plural(unit) or unitless}
            said = _(
                "{text} is in {written}, and results are in {unit}", text=shown(cell.text), **units
            )
            raise CellError("I004", said, _("write it in the unit of the measure"))
        amount = tidy(Decimal(level.numerator) / Decimal(level.denominator))
        told = {"text": shown(cell.text), "amount": str(Quantity(amount, unit))}
        read.mends.append(
            _("{text} is {seconds} or {amount}", seconds=str(Quantity(number, written)), **told)
        )
        return amount

    def _written(
        self, cell: Cell, column: TableColumn, unit: str, read: Reading
    ) -> tuple[Decimal, str]:
        """Return the amount of a cell in the unit that it is written in."""
        if cell.duration is not None or ":" in cell.text:
            sound(cell)
            return Decimal(seconds_of(cell, column.clock)), "second"
        number, beside = self.number(cell, read, unit)
        written = unit_named(column.unit) if column.unit else unit
        return times(number, column, read), beside or written


def _plural(unit: str) -> str:
    return f"{unit}s" if unit in TIME_UNITS else unit


def times(number: Decimal, column: TableColumn, read: Reading) -> Decimal:
    """Return a number multiplied as the map says."""
    if column.times is None:
        return number
    product = tidy(number * column.times)
    told = {"number": f"{number:f}", "times": column.times, "product": f"{product:f}"}
    read.mends.append(_("{number} times {times}, as the map says: {product}", **told))
    return product


def _is_marked(text: str, mark: str) -> bool:
    """Return whether a text ends with a mark; a digit is none in a number: in 99.9%2, not in 82."""
    before = text.removesuffix(mark)
    if not before or before == text:
        return False
    return not mark[0].isdecimal() or before[-1] in "%)" or before[-1].isalpha()


def _unit(cell: Cell, rest: str, expected: str) -> str:
    """Return the unit that stands beside a number; any money is that of a measure in such money."""
    unit = MONEY.get(rest) or (unit_named(rest) if rest else "")
    if unit in MONEY.values() and expected.endswith(unit):
        return expected
    if unit in ("", PERCENT, expected, *TIME_UNITS, *MONEY.values()):
        return unit
    mark = rest.lstrip("".join((PERCENT, *MONEY))).strip()
    do = _(
        "if {rest} is a footnote mark, write what it tells under 'marks' in the map",
        rest=shown(mark),
    )
    raise unsure(cell, _("{rest} stands after the number", rest=shown(mark)), do)


def sound(cell: Cell) -> None:
    """Refuse a cell in which a spreadsheet has no value to show."""
    if cell.error:
        said = _("{text} is an error of the spreadsheet", text=shown(cell.text))
        raise CellError("I002", said, _("mend its formula, save, and import again"))
    if cell.formula and cell.text == cell.formula:
        said = _("the formula {text} was saved without its value", text=shown(cell.text))
        do = _("open the file in a spreadsheet, save it there, and import again")
        raise CellError("I003", said, do)


def unsure(cell: Cell, why: Message, do: Message) -> CellError:
    """Return why a cell cannot be read for sure."""
    return CellError("I004", _("{text} cannot be read: {why}", text=shown(cell.text), why=why), do)


def tidy(number: Decimal) -> Decimal:
    """Return what was worked out, without zeros at its end."""
    number = (number if decimals(number) <= 9 else number.quantize(_STEP)).normalize()
    return Decimal(f"{number:f}")


def decimals(number: Decimal) -> int:
    """Return how many decimals a number is written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def percent(share: Decimal) -> str:
    """Return a share with its sign."""
    return f"{share:f}%"
