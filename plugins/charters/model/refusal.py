"""How a value says that it cannot be what an editor wrote."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

from charters.problems import Message
from charters.problems.message import _

SHOWN = 40
"""Characters of an editor's text that a message repeats."""
LOOKED_AT = 1_000
"""Characters that are looked at for them: most of a text can be blanks."""


def refuse(code: str, message: Message, *at: str | int) -> PydanticCustomError:
    """Return the error that carries a code of the catalogue and a message for an editor.

    `at` names the keys below the value where the fault stands, where it is not the value itself.
    """
    return PydanticCustomError(code, "{message}", {"message": message, "at": at})


def reason(refusal: PydanticCustomError) -> Message:
    """Return what a refusal says."""
    said: Message = (refusal.context or {})["message"]
    return said


def shown(value: object) -> Message:
    """Return an editor's value in quotes: one line, cut to a readable length, nothing invisible."""
    text = " ".join(str(value).strip()[:LOOKED_AT].split())
    cut = f"{visible(text[:SHOWN])}{'…' if len(text) > SHOWN else ''}"
    # Translators: what somebody wrote, in the quotation marks of the language.
    return _("'{written}'", written=cut)


def visible(text: str) -> str:
    """Return a text with a mark for each character that a terminal would obey or not show."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
