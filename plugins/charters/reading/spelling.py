"""Which known name a misspelt one was meant to be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from charters.problems.message import Message, _

MOST = 20_000
"""Pairs of names compared in one file; where more are unknown, their spelling is not what is wrong."""

LONGEST = 100
"""Characters of a name that are compared."""


class Speller:
    """Finds the known name that is most like an unknown one; gives up after many."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = dict.fromkeys(known)
        self.found: dict[str, str | None] = {}
        self.most = MOST // max(1, len(self.known))

    def near(self, name: str) -> str | None:
        """Return the known name that is most like this one, if any is like it."""
        if name not in self.found and len(self.found) < self.most:
            close = difflib.get_close_matches(name[:LONGEST], sorted(self.known), 1)
            self.found[name] = close[0] if close else None
        return self.found.get(name)

    def hint(self, name: str, otherwise: Message) -> Message:
        """Return `did you mean 'x'?`, or what to write where nothing is like it."""
        near = self.near(name)
        return _("did you mean '{near}'?", near=near) if near else otherwise
