"""How a cell, a row or a file says that it cannot be imported."""

from __future__ import annotations

from charters.problems import Message


class CellError(Exception):
    """What is wrong with a cell, by the code of its rule, and what to do instead."""

    def __init__(self, code: str, said: Message, do: Message) -> None:
        super().__init__(code)
        self.code = code
        self.said = said
        self.do = do


class TableError(Exception):
    """Why nothing of a file can be imported."""
