"""Texts cut where there is no room for them; blanks that hold words together stay as they are."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
"""Blanks at which a line may break: `textwrap` takes those of `90 %` and `Objectif :` for such, too."""


def in_one_line(text: str) -> str:
    """Return a text with one blank between its words."""
    return _BLANKS.sub(" ", text).strip(" ")


def shortened(text: str, letters: int, sign: str = "…") -> str:
    """Return a text in so many letters at most, cut between two words, with a sign where it was cut."""
    flat = in_one_line(text)
    if len(flat) <= letters:
        return flat
    room = max(0, letters - len(sign) + 1)
    return f"{flat[:room].rpartition(' ')[0]}{sign}".strip()
