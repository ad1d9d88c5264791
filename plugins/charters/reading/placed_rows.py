"""A row of results, and the places of its cells."""

from __future__ import annotations

from typing import NamedTuple

from charters.model.file_names import RESULTS
from charters.model.periods import Frequency
from charters.model.register import Charter
from charters.model.results import Result
from charters.problems import Message, Place, Problem


class PlacedRow(NamedTuple):
    """A row of results, and the places of its cells."""

    charter: Charter
    row: Result
    rhythm: Frequency | None = None
    """The one its period belongs to."""

    def place(self, column: str) -> Place:
        """Return the place of a cell."""
        return self.charter.place(RESULTS, self.row.line, column)

    def problem(self, column: str, code: str, message: Message, *also: Place) -> Problem:
        """Return a problem at a cell."""
        return Problem(self.place(column), code, message, also)

    def of_its_period(self, message: Message) -> Message:
        """Return a message with the period of the row, and the day it begins on."""
        period = self.row.period
        return message.filled(period=period.label, start=str(period.start))
