"""A problem: a place in a file, a code, what is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, total_ordering
from pathlib import PurePosixPath
from typing import NamedTuple

from charters.problems.catalogue import Severity, rules
from charters.problems.message import Message, _

_UNBROKEN, _HIDDEN = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "\N{REPLACEMENT CHARACTER}"
"""Blanks that French sets before its signs; a terminal shows them as any other."""


class Place(NamedTuple):
    """Where something stands: path from the site's folder, line and column, both from 1."""

    path: str
    line: int = 1
    column: int = 1
    cell: str = ""
    """In place of both, what a spreadsheet calls it: `:Sheet1!C7`."""

    def __str__(self) -> str:
        return f"{self.path}{self.cell or f':{self.line}:{self.column}'}"


@total_ordering
@dataclass(frozen=True)
class Problem:
    """Something an editor has to mend; its text is the line every door prints."""

    place: Place
    code: str
    message: Message | str
    """What is wrong; without `do`, what to write instead as well."""
    also: tuple[Place, ...] = ()
    """The other places of a contradiction."""
    do: Message | str = ""
    """What to write instead."""
    shows: tuple[str, ...] = ()
    """The rules of the framework that it speaks of: what is wrong here is wrong there too."""

    @property
    def severity(self) -> Severity:
        """The severity that the catalogue gives this code."""
        return rules()[self.code].severity

    @property
    def is_error(self) -> bool:
        """Whether a published page would be wrong."""
        return self.severity is Severity.ERROR

    @property
    def said(self) -> Message | str:
        """What is wrong, where the other side of it stands, and what to write instead."""
        if not self.do:
            return self.message
        if not self.also:
            return _("{wrong}; {do}", wrong=self.message, do=self.do)
        beside = named_from(self.place, self.also)
        return _("{wrong} ({places}); {do}", wrong=self.message, places=beside, do=self.do)

    @cached_property
    def text(self) -> str:
        """The same as one line in English."""
        return _on_one_line(str(self.said))

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.text}"

    def __lt__(self, other: Problem) -> bool:
        return self.order < other.order

    @property
    def order(self) -> tuple[str, int, int, str, _Words]:
        """What problems are sorted by: the place, the code, the words."""
        place = self.place
        return place.path, place.line, place.column, self.code, _Words(self)


def errors_of(problems: Iterable[Problem]) -> list[Problem]:
    """Return those for which a published page would be wrong."""
    return [one for one in problems if one.is_error]


def without_notes(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that are more than advice."""
    return [one for one in problems if one.severity is not Severity.NOTE]


@dataclass(eq=False, slots=True)
class _Words:
    """The words of a problem, put together only where two of one code stand in one place."""

    of: Problem

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Words) and self.of.text == other.of.text

    def __lt__(self, other: _Words) -> bool:
        return self.of.text < other.of.text

    def __hash__(self) -> int:
        return hash(self.of.text)


def _on_one_line(text: str) -> str:
    """Return a text with a mark for each character that a terminal would obey or not show."""
    if text.isprintable():
        return text
    shown = (char if char.isprintable() or char in _UNBROKEN else _HIDDEN for char in text)
    return "".join(shown)


def named_from(here: Place, others: Sequence[Place]) -> Message | str:
    """Return how a message at one place names others: `line 47`, `lines 5, 6` or `results.csv:12`."""
    lines = [str(other.line) for other in others if other.path == here.path]
    far = [f"{PurePosixPath(o.path).name}:{o.line}" for o in others if o.path != here.path]
    listed = ", ".join([*lines, *dict.fromkeys(far)])
    if not lines:
        return listed
    return _("line {line}", line=listed) if len(lines) == 1 else _("lines {lines}", lines=listed)
