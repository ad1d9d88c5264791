"""What a cell names: a promise, a part, a period, a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pydantic_core import PydanticCustomError

from charters.importing.amounts import sound
from charters.importing.faults import CellError
from charters.importing.grid import Cell
from charters.model.period_hints import labels_meant
from charters.model.period_labels import FIRST_YEAR, LAST_YEAR, parse_period, parse_published
from charters.model.periods import Frequency, month_after
from charters.model.refusal import shown
from charters.model.standards import Measured
from charters.model.table_map import IGNORE, Dates, PeriodOfDay, TableMap, TableName, Years
from charters.problems import Message
from charters.problems.message import _
from charters.reading.spelling import Speller

WHOLE = "whole"
"""What a map writes for the row that is no part."""
_FIRST_DAY = date(1899, 12, 30)
"""The day that spreadsheets count from."""
_APRIL = 4
"""A month by which a label of two years is one, whenever the fiscal year of the table begins."""
_UP_TO = ("to", "ended", "ending", "end", "until", "by", "since", "from", "over", "than", "au")
"""Words after which a period is the end or the beginning of another one: the year to March 2024."""
_WORDS_OF_A_PERIOD = re.compile(r"(?:[A-Za-z0-9\s./,'’–-]*[A-Za-z0-9.])?")
_OF_A_YEAR = re.compile(r"([0-9]{4})(-[HQ][1-4])?")
_SERIALS = range(20_000, 80_000)
"""Numbers that are days in a column of days: 1954 to 2119."""


def alike(text: str) -> str:
    """Return a name as two writings of it are compared: blanks and capitals do not count."""
    return " ".join(text.split()).casefold()


def label_in(heading: str) -> str:
    """Return the period in a heading such as `2022-23 actual`; '' where none or several are there."""
    words = heading.split()
    for length in range(len(words), 0, -1):
        starts = range(len(words) - length + 1)
        runs = {at: " ".join(words[at : at + length]) for at in starts}
        found = [at for at, run in runs.items() if names_a_period(run)]
        if found:
            is_end = found[0] > 0 and words[found[0] - 1].casefold() in _UP_TO
            return "" if is_end or len(found) > 1 else runs[found[0]]
    return ""


def names_a_period(text: str) -> bool:
    """Return whether words are a period and nothing else: `10-12` may be a range of anything."""
    numbers = "".join(char if char.isdigit() else " " for char in text).split()
    if not text.upper().startswith("FY") and not any(len(one) == 4 for one in numbers):
        return False
    try:
        parse_period(text, _APRIL, Frequency.YEARLY)
    except PydanticCustomError:
        return bool(_labels_meant(text))
    return True


def _labels_meant(text: str) -> list[str]:
    """Return what words mean as a period; nothing where a sign beside them may be of a footnote: `2022 (1)`."""
    return labels_meant(text) if _WORDS_OF_A_PERIOD.fullmatch(text) else []


@dataclass(frozen=True)
class NameReader:
    """Reads names, periods and days as the map says what they stand for."""

    table: TableMap
    measured: Mapping[str, Measured]
    fiscal_start: int

    @cached_property
    def ids(self) -> Mapping[str, TableName]:
        """What each name of the map stands for, by how names are compared."""
        return {alike(name): meant for name, meant in self.table.ids.items()}

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """What each name of a part stands for."""
        return {alike(name): meant for name, meant in self.table.parts.items()}

    @cached_property
    def periods(self) -> Mapping[str, str]:
        """What each label of a period stands for."""
        return {alike(name): meant for name, meant in self.table.periods.items()}

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self.measured)

    def standard(self, text: str) -> TableName | None:
        """Return what a name stands for; None where the map leaves its rows out."""
        # What a cell holds was never in the map: it may be no name at all.
        meant = self.ids.get(alike(text)) or TableName.model_construct(standard=text)
        if meant.standard == IGNORE:
            return None
        if meant.standard not in self.measured:
            near = self._speller.near(meant.standard)
            said = _("no promise or figure is called {name}", name=shown(text))
            do = _("write under 'ids' in the map which it is, or ignore")
            if near:
                do = _("did you mean {near}? Write under 'ids' in the map which it is", near=near)
            raise CellError("I001", said, do)
        return meant

    def part(self, text: str) -> str:
        """Return what a name of a part stands for; '' for the whole."""
        meant = self.parts.get(alike(text), text)
        return "" if meant == WHOLE else meant

    def period(self, cell: Cell) -> tuple[str, tuple[Message, ...]]:
        """Return the label of the period that a cell names, and how it was read."""
        sound(cell)
        if known := self.periods.get(alike(cell.text)):
            return known, _mended(cell.text, known)
        if cell.moment is not None:
            label = self._period_of_day(cell)
        elif self._is_serial(cell):
            day = _FIRST_DAY + timedelta(days=int(cell.text))
            label = self._period_of_day(Cell(cell.row, cell.column, day.isoformat(), moment=day))
        else:
            first, last = self.table.header
            is_heading = first <= cell.row <= last
            label = self.label((is_heading and label_in(cell.text)) or cell.text)
        return label, _mended(cell.text, label)

    def label(self, text: str) -> str:
        """Return the label of a period from one that is written in words."""
        label = self._in_our_form(text)
        found = _OF_A_YEAR.fullmatch(label)
        if not found or (found[2] and label == text):
            return label
        if self.fiscal_start == 1 or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            return label
        if self.table.years is None:
            said = _(
                "{year} may be the calendar year, or the fiscal year that ends in it",
                year=shown(found[1]),
            )
            do = _("write years: calendar or years: fiscal in the map")
            raise CellError("I006", said, do)
        return f"FY{label}" if self.table.years is Years.FISCAL else label

    def _in_our_form(self, text: str) -> str:
        """Return a label that has none of our forms as the only one that can be meant by it."""
        try:
            parse_period(text, self.fiscal_start)
        except PydanticCustomError:
            meant = _labels_meant(text)
            if labels_meant(text) and not meant:
                said = _("{text} is no period that can be read for sure", text=shown(text))
                do = _("write under 'periods' in the map which it is")
                raise CellError("I006", said, do) from None
            return meant[0] if len(meant) == 1 else text
        return text

    def _is_serial(self, cell: Cell) -> bool:
        text = cell.text
        return text.isascii() and text.isdigit() and len(text) == 5 and int(text) in _SERIALS

    def _period_of_day(self, cell: Cell) -> str:
        day = cell.moment or _FIRST_DAY
        shows = cell.format.casefold()
        of = self.table.period_of_day
        if of is None and "m" in shows and "d" not in shows and "h" not in shows:
            of = PeriodOfDay.MONTH  # the spreadsheet shows no day
        if of is None:
            said = _(
                "the cell holds the day {day}, and a result is for a period", day=day.isoformat()
            )
            raise CellError(
                "I006",
                said,
                _("say in the map which period the day stands for: period_of_day: month"),
            )
        month = date(day.year, day.month, 1)
        if of is PeriodOfDay.MONTH:
            return f"{month:%Y-%m}"
        if of is PeriodOfDay.QUARTER:
            return f"{day.year}-Q{(day.month + 2) // 3}"
        if of is PeriodOfDay.YEAR:
            return str(day.year)
        shifted = month_after(month, 12 - self.fiscal_start + 1) if self.fiscal_start > 1 else month
        return f"FY{shifted.year}"

    def day(self, cell: Cell) -> tuple[str, tuple[Message, ...]]:
        """Return the day, month or year that a cell names, and how it was read."""
        sound(cell)
        if cell.moment is not None:
            return cell.moment.isoformat(), ()
        if self._is_serial(cell):
            day = (_FIRST_DAY + timedelta(days=int(cell.text))).isoformat()
            return day, (
                _("{text} is how a spreadsheet counts the day {day}", text=cell.text, day=day),
            )
        try:
            parse_published(cell.text, self.fiscal_start)
        except PydanticCustomError:
            day = self._in_order(cell.text)
            return day, _mended(cell.text, day)
        return cell.text, ()

    def _in_order(self, text: str) -> str:
        """Return a day written as 31/03/2024, in the order that the map names."""
        parts = "".join(char if char.isascii() and char.isdigit() else " " for char in text).split()
        if len(parts) == 3 and len(parts[2]) == 4 and all(len(part) < 3 for part in parts[:2]):
            first, second, year = map(int, parts)
            orders = {Dates.DAY_FIRST: (second, first), Dates.MONTH_FIRST: (first, second)}
            month, day = orders[
                self.table.dates or (Dates.DAY_FIRST if first > 12 else Dates.MONTH_FIRST)
            ]
            sure = self.table.dates is not None or first > 12 or second > 12 or first == second
            if sure:
                try:
                    return date(year, month, day).isoformat()
                except ValueError:
                    pass
        said = _("{text} is no day that can be read for sure", text=shown(text))
        raise CellError(
            "I006",
            said,
            _("write 2024-10-01, or say in the map: dates: day first, or dates: month first"),
        )


def _mended(text: str, label: str) -> tuple[Message, ...]:
    return () if text == label else (_("{text} is {label}", text=shown(text), label=label),)
