"""The words of a page, for the rules that look for some of them."""

from __future__ import annotations

import string
from functools import cached_property
from itertools import filterfalse, repeat


class Words:
    """A text and its words in small letters, as blanks part them."""

    def __init__(self, text: str) -> None:
        self.text, self.folded = text, text.casefold()
        self.each = self.folded.split()
        self.different = frozenset(self.each)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Each word once, with and without the signs around it."""
        with_signs = filterfalse(str.isalnum, self.different)
        return self.different.union(map(str.strip, with_signs, repeat(string.punctuation)))
