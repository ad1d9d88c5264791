"""What a cell holds in place of a number: spreadsheet wreckage, thousands with points, `>95%`.

The forms are declared in pasted.toml. Nothing here guesses: where two readings are possible, both are
named, and what is no exact number is told how it can be said instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from charters.model.refusal import shown
from charters.problems import declared
from charters.problems.message import SILENCE, Message, _

_LONGEST = 80
"""Characters of a cell that can be a number at all."""


class _Form(NamedTuple):
    """One entry of pasted.toml."""

    pattern: re.Pattern[str]
    what: str
    """What it is; '' where what to write says so."""
    do: str
    """What to write."""
    in_row: str
    """The same in a row of results."""
    only: str = ""
    times: int = 1
    is_rough: bool = False
    """Whether it is a number, and none that was counted: `>95%`, `90-95%`, `about 92%`."""

    def of(self, text: str, *, in_row: bool) -> Message:
        """Return what is to be said of a text that has this form."""
        found = self.pattern.fullmatch(text)
        do = self.in_row if in_row else self.do
        if found is None or not do:
            return SILENCE
        values = tuple({**_read(found.groupdict(), self.times), "written": shown(text)}.items())
        if not self.what:
            return Message(do, values)
        return _("{wrong}; {do}", wrong=Message(self.what, values), do=Message(do, values))


@cache
def _forms() -> Sequence[_Form]:
    """Return all forms; made ready only where a number is refused."""
    table = declared("model/pasted")
    return [*_made(table["forms"], table["said"])]


def _made(entries: Sequence[Mapping[str, Any]], said: Mapping[str, str]) -> Iterator[_Form]:
    for entry in entries:
        what, write = entry.get("is", ""), entry.get("write", "")
        only, times, rough = entry.get("only", ""), entry.get("times", 1), entry.get("rough", False)
        pattern, in_row = _pattern(entry["form"], said), entry.get("row", write)
        yield _Form(pattern, what, write, in_row, only, times, rough)


def _pattern(form: str, said: Mapping[str, str]) -> re.Pattern[str]:
    filled = re.sub(r"(?<!\?P)<(\w+)>", lambda named: said[named[1]], form)
    return re.compile(filled, re.IGNORECASE)


def pasted(text: str, kind: str = "number", *, in_row: bool = False) -> Message:
    """Return what stands in place of a number of a kind (`count`, `amount`), and what to write.

    Nothing where nobody can tell. A row of results can say more in place of a number than other files.
    """
    if len(text) > _LONGEST:
        return SILENCE
    said = (form.of(text, in_row=in_row) for form in _forms() if form.only in ("", kind))
    return next(filter(None, said), SILENCE)


def is_rough(text: str) -> bool:
    """Return whether a text is a bound, a range or a rough figure, and not what was counted."""
    rough = (form for form in _forms() if form.is_rough)
    return len(text) <= _LONGEST and any(form.pattern.fullmatch(text) for form in rough)


def _read(groups: Mapping[str, str | None], times: int) -> dict[str, str]:
    """Return what the pieces of a form say, worked out: `{number}`, `{minutes}`."""
    told = {name.rstrip("2"): value for name, value in groups.items() if value is not None}
    if "number" in told:
        told["number"] = _plain(Decimal(digits_of(told["number"])) * times)
    if "group" in told:
        told["group"] = told["group"].replace(".", "")
    if "s" in told:
        seconds = (int(told.get("h", 0)) * 60 + int(told["m"])) * 60 + int(told["s"])
        told |= {"seconds": str(seconds), "minutes": _plain(round(Decimal(seconds) / 60, 4))}
    return told


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def digits_of(written: str) -> str:
    """Return a number in digits with a point: `1.234,5` as 1234.5, `1 234` as 1234."""
    text = re.sub(r"[\s'’]", "", written)
    marks = [mark for mark in text if mark in ".,"]
    if not marks:
        return text
    last = marks[-1]
    is_decimal = marks.count(last) == 1
    other = "," if last == "." else "."
    text = text.replace(other, "")
    return text.replace(last, "." if is_decimal else "")
