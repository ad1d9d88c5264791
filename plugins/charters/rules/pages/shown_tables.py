"""Tables that Markdown took for words: their line of strokes is missing, has too few parts, or stands apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from charters.problems.message import Message, _

Slip: TypeAlias = tuple[str, Message]
"""The line that something is wrong with, and what."""

_STROKES = re.compile(r"[|: \t]*-[|: \t-]*")
_FEWEST_BARS = 2


def table_slips(blocks: Sequence[str]) -> Iterator[Slip]:
    """Yield the first thing that keeps the lines of each paragraph from being a table."""
    for block in blocks:
        if "|" in block:
            lines = [line.strip() for line in block.split("\n")]
            found = (slip for at, line in enumerate(lines) if (slip := _slip(at, line, lines)))
            yield from [*found][:1]


def _slip(at: int, line: str, lines: Sequence[str]) -> Slip | None:
    """Return what is wrong with a line, by what stands above and below it."""
    above, below = (lines[at - 1] if at else ""), "".join(lines[at + 1 : at + 2])
    if _is_strokes(line) and not at:
        return line, _(
            "this line belongs right under the names of the columns; take out the empty line above it, or write the names there"
        )
    if _is_strokes(line) and _is_row(above) and _parts(line) != _parts(above):
        said = _("this line needs as many parts as the line above names columns; write {line}")
        return line, said.filled(line=_strokes(above))
    if not _is_row(line) or _is_strokes(line):
        return None
    if at and _is_strokes(below):
        return line, _("a table begins after an empty line; put one above this line")
    if not at and _is_row(below) and not _is_strokes(below):
        said = _("these lines are no table yet; write {line} as a line of its own below this one")
        return line, said.filled(line=_strokes(line))
    return None


def _is_strokes(line: str) -> bool:
    return "|" in line and _STROKES.fullmatch(line) is not None


def _is_row(line: str) -> bool:
    return line.count("|") >= _FEWEST_BARS


def _parts(line: str) -> int:
    return line.strip("|").count("|") + 1


def _strokes(names: str) -> str:
    """Return the line that belongs under some names of columns."""
    return f"{'|---' * _parts(names)}|"
