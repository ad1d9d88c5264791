"""How a cell, a row or a file says that it cannot be imported."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from charters.problems import Message, Problem
from charters.problems.message import _


class CellError(Exception):
    """What is wrong with a cell, by the code of its rule, and what to do instead."""

    def __init__(self, code: str, said: Message, do: Message) -> None:
        super().__init__(code)
        self.code = code
        self.said = said
        self.do = do


class TableError(Exception):
    """Why nothing of a file can be imported, as a message."""


def unreadable(file: str) -> TableError:
    """Return that one of the site's own files is to be mended first."""
    return TableError(_("{file} cannot be read; run charters check, and mend it first", file=file))


def of_problems(problems: Iterable[Problem]) -> TableError:
    """Return what is wrong with a file, a problem on each line."""
    lines = (
        Message("{place}: {code} {said}").filled(place=str(one.place), code=one.code, said=one.said)
        for one in problems
    )
    return TableError(
        reduce(lambda one, other: Message("{one}\n{other}").filled(one=one, other=other), lines)
    )
