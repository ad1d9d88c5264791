"""What a cell says as a figure: read where it is sure, and refused where it has two readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from charters.importing.amounts import (
    AmountReader,
    Reading,
    decimals,
    percent,
    sound,
    tidy,
    times,
    unsure,
)
from charters.importing.faults import CellError
from charters.importing.grid import Cell
from charters.model.level_words import clock_parts
from charters.model.measures import Measure
from charters.model.quantities import PERCENT, Quantity
from charters.model.refusal import shown
from charters.model.table_map import Shares, TableColumn, TableMap
from charters.problems.message import _

HUNDRED = 100
"""What a percentage is of."""
_ANSWERS = {"yes": True, "no": False, "true": True, "false": False}


@dataclass(frozen=True)
class FigureReader:
    """Reads the figures of one table as its map says that they are written."""

    table: TableMap

    @cached_property
    def amounts(self) -> AmountReader:
        """What reads the numbers of the table."""
        return AmountReader(self.table.language, self.table.marks)

    def is_missing(self, cell: Cell) -> bool:
        """Return whether a cell says that there is no figure."""
        return cell.text.casefold() in self._missing

    @cached_property
    def _missing(self) -> frozenset[str]:
        return frozenset(mark.casefold() for mark in self.table.missing)

    def why_not_available(self, cell: Cell) -> str:
        """Return the reason that the map gives for a cell without a result; '' where there is one."""
        return self._reasons.get(cell.text.casefold(), "")

    @cached_property
    def _reasons(self) -> Mapping[str, str]:
        return {mark.casefold(): why for mark, why in self.table.not_available.items()}

    def count(self, cell: Cell, column: TableColumn) -> Reading:
        """Return a cell as a whole number of cases."""
        read = Reading()
        number, unit = self.amounts.number(cell, read)
        if unit:
            raise unsure(cell, _("it is not a bare count"), _("write how many cases there were"))
        # Text such as 41.000 may mean thousands; a number that a spreadsheet holds is what it is.
        has_decimals = cell.number is None and decimals(number) and not column.times
        number = times(number, column, read)
        if has_decimals or number != number.to_integral_value():
            said = _("{text} is not a whole number", text=shown(cell.text))
            do = _(
                "count whole cases; where points stand for thousands, name the language of the table in the map: language: de"
            )
            raise CellError("I004", said, do)
        return _read(read, cell, f"{int(number)}")

    def value(self, cell: Cell, column: TableColumn, measure: Measure) -> Reading:
        """Return a cell as the value of a result."""
        if measure.shape.is_answer:
            return self._answer(cell)
        if measure.shape.is_share:
            return self._share(cell, column)
        read = Reading()
        amount = self._amount(cell, column, measure, read)
        parts = clock_parts(amount) if ":" in cell.text else None
        return _read(read, cell, f"{parts[0]}:{parts[1]:02}" if parts else f"{amount:f}")

    def _amount(self, cell: Cell, column: TableColumn, measure: Measure, read: Reading) -> Decimal:
        unit, of_100 = measure.result_unit, measure.per == HUNDRED
        return self.amounts.in_unit(cell, column, unit, read, of_100=of_100)

    def level(self, cell: Cell, column: TableColumn, measure: Measure) -> Reading:
        """Return a cell as a level with its unit: of a share its percentage."""
        if measure.shape.is_share:
            return self._share(cell, column)
        read = Reading()
        amount = self._amount(cell, column, measure, read)
        unit = measure.result_unit or ("points" if measure.scale else "")
        return _read(read, cell, str(Quantity(amount, unit)))

    def _share(self, cell: Cell, column: TableColumn) -> Reading:
        read = Reading()
        number, unit = self.amounts.number(cell, read)
        how = column.shares or self.table.shares
        if unit not in ("", PERCENT):
            do = _("write the share with its sign, such as 93%")
            raise unsure(cell, _("it is no share"), do)
        if not unit and (how is None or (how is Shares.PERCENT and 0 < number <= 1)):
            raise _bare(cell, number, how)
        if not unit and how is Shares.FRACTION and number > 1:
            told = {"text": shown(cell.text), "share": percent(tidy(number * 100))}
            said = _("{text} as a fraction is {share}, which is more than all", **told)
            raise CellError("I005", said, _("find out what it is, and write it with its sign"))
        if not unit and how is Shares.FRACTION:
            number = tidy(number * 100)
            told = {"text": shown(cell.text), "share": percent(number)}
            read.mends.append(_("{text} is a fraction, as the map says: {share}", **told))
        return _read(read, cell, percent(number))

    def _answer(self, cell: Cell) -> Reading:
        sound(cell)
        answers = {name.casefold(): answer for name, answer in self.table.answers.items()}
        answer = {**_ANSWERS, **answers}.get(cell.text.casefold())
        if answer is None:
            do = _("say under 'answers' in the map which of the two it is")
            raise unsure(cell, _("it is neither yes nor no"), do)
        return _read(Reading(), cell, "yes" if answer else "no")


def _read(read: Reading, cell: Cell, text: str) -> Reading:
    """Return what was read as it will stand in the file; a change of form is told."""
    read.text = text
    if cell.formula:
        told = _("a formula; the value it was saved with is used: {text}", text=cell.text)
        read.mends.insert(0, told)
    if text != cell.text and not any(text in str(said) for said in read.mends):
        read.mends.append(_("{text} is {label}", text=shown(cell.text), label=text))
    return read


def _bare(cell: Cell, number: Decimal, how: Shares | None) -> CellError:
    """Return why a share without its sign is refused, with both of its readings."""
    if number > 1:
        said = _("{text} is a share without its sign", text=shown(cell.text))
    else:
        readings = {"one": percent(number), "other": percent(tidy(number * 100))}
        said = _("{text} may be {one} or {other}", text=shown(cell.text), **readings)
    do = _("write shares: fraction (0.93 is 93%) or shares: percent (93 is 93%) in the map")
    if how is not None:
        do = _("write the share with its sign, such as 93%")
    return CellError("I005", said, do)
