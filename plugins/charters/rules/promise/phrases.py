"""A list of phrases to look for, with a quick look first: most sentences hold none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """A pattern, and stems of which one stands in everything that the pattern finds."""

    stems: tuple[str, ...]
    pattern: re.Pattern[str]

    def find_all(self, text: str) -> Iterator[re.Match[str]]:
        """Yield each phrase in lower-case words."""
        if any(stem in text for stem in self.stems):
            yield from self.pattern.finditer(text)

    def find_first(self, text: str) -> re.Match[str] | None:
        """Return the first phrase in lower-case words, if there is one."""
        return next(self.find_all(text), None)


def phrases(stems: str, *alternatives: str) -> Phrases:
    """Return phrases from stems parted by bars and from alternatives of a pattern."""
    return Phrases(tuple(stems.split("|")), re.compile(rf"\b(?:{'|'.join(alternatives)})"))
