"""A problem: a place in a file, a code, what is wrong, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass

from charters.problems.catalogue import Severity, rules


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where something stands: path from the site's folder, line and column, both from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """Something an editor has to mend; its text is the line every door prints."""

    place: Place
    code: str
    message: str
    also: tuple[Place, ...] = ()
    """The other places of a contradiction."""

    @property
    def severity(self) -> Severity:
        """The severity that the catalogue gives this code."""
        return rules()[self.code].severity

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"
