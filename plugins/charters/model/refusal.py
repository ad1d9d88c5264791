"""How a value says that it cannot be what an editor wrote."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

SHOWN = 40
"""Characters of an editor's text that a message repeats."""


def refuse(code: str, message: str) -> PydanticCustomError:
    """Return the error that carries a code of the catalogue and a message for an editor."""
    return PydanticCustomError(code, "{message}", {"message": message})


def shown(value: object) -> str:
    """Return an editor's value in quotes, cut to a readable length and one line."""
    text = " ".join(str(value).split())
    return f"'{text[:SHOWN]}…'" if len(text) > SHOWN else f"'{text}'"
