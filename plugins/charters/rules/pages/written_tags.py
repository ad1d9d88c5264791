"""Where the elements of a page begin in its text: the tree does not keep it, and only a page with a fault needs it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from html.parser import HTMLParser

from charters.rules.pages.elements import Element

_TAG = re.compile(r"<([a-zA-Z][^\s/>]*)(?=[\s/>])")


class WrittenTags:
    """The tags of a page where they are written."""

    def __init__(self, html: str, elements: Sequence[Element]) -> None:
        self.html, self.elements = html, elements

    def begin(self, element: Element) -> tuple[int, int]:
        """Return the line and column in which an element begins."""
        at = self._begins.get(element.at)
        if at is None:  # some stand in remarks or programs, or are nobody's
            line, column = self._likes.get(_look_of(element.tag, element.attrs), (1, 0))
            return line, column + 1
        line = bisect_left(self._line_ends, at)
        return line, at - self._line_ends[line - 1]

    @cached_property
    def _begins(self) -> Mapping[int, int]:
        """Where each element begins, if as many with its tag are in the text as in the tree."""
        written, same = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for found in _TAG.finditer(self.html):
            written[found[1].lower()].append(found.start())
        for element in self.elements:
            same[element.tag.lower()].append(element.at)
        told = (
            zip(same[t], written[t], strict=True) for t in same if len(same[t]) == len(written[t])
        )
        return dict(pair for pairs in told for pair in pairs)

    @cached_property
    def _line_ends(self) -> Sequence[int]:
        return [-1, *(found.start() for found in re.finditer("\n", self.html))]

    @cached_property
    def _likes(self) -> Mapping[object, tuple[int, int]]:
        reader = _Tags()
        reader.feed(self.html)
        return {_look_of(tag, found): at for at, tag, found in reversed(reader.found)}


def _look_of(tag: str, attributes: Mapping[str, str | None]) -> object:
    return tag, frozenset(attributes.items())


class _Tags(HTMLParser):
    """Collects where tags begin, one after the other."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[tuple[int, int], str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((self.getpos(), tag, dict(attrs)))
