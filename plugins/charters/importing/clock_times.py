"""Times with colons: `6:22` is minutes and seconds in one table, hours and minutes in another."""

from __future__ import annotations

from datetime import time, timedelta

from charters.importing.faults import CellError
from charters.importing.grid import Cell
from charters.model.refusal import shown
from charters.model.table_map import Clock
from charters.problems.message import _

_SURE = ("mm:ss", "m:ss")
"""How a spreadsheet shows a time that holds no hours."""


def seconds_of(cell: Cell, clock: Clock | None) -> int:
    """Return a time with colons in seconds, as the map says that it is written."""
    if cell.duration is None:
        if clock is None:
            said = _(
                "{text} may be minutes and seconds, or hours and minutes", text=shown(cell.text)
            )
            do = _("say which in the column of the map: clock: m:ss, or clock: h:mm")
            raise CellError("I004", said, do)
        return _in_seconds(cell, [part.strip() for part in cell.text.split(":")], clock)
    shows = cell.format.replace("[", "").replace("]", "").partition(".")[0].casefold()
    if shows in _SURE or clock in (Clock.HOURS, Clock.ALL):
        return round(_length(cell.duration).total_seconds())
    if clock is None:
        said = _("the spreadsheet holds {text} hours, minutes and seconds", text=shown(cell.text))
        do = _(
            "say in the column of the map what was meant: clock: h:mm, or clock: m:ss where its hours are minutes"
        )
        raise CellError("I004", said, do)
    return _in_seconds(cell, cell.text.split(":")[:2], clock)


def _in_seconds(cell: Cell, parts: list[str], clock: Clock) -> int:
    wanted = 3 if clock is Clock.ALL else 2
    is_time = len(parts) == wanted and all(part.isascii() and part.isdigit() for part in parts)
    if not is_time or any(int(part) > 59 for part in parts[1:]):
        said = _("{text} is no time of the kind {clock}", text=shown(cell.text), clock=clock.value)
        raise CellError("I004", said, _("mend the cell"))
    numbers = [int(part) for part in parts]
    if clock is Clock.MINUTES:
        return numbers[0] * 60 + numbers[1]
    return numbers[0] * 3600 + numbers[1] * 60 + sum(numbers[2:])


def _length(duration: time | timedelta) -> timedelta:
    if isinstance(duration, timedelta):
        return duration
    return timedelta(hours=duration.hour, minutes=duration.minute, seconds=duration.second)
