"""What a rule of pages is: the elements that it looks at, and what it says of some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeAlias

from charters.problems import Message
from charters.rules.pages.elements import Element
from charters.rules.pages.html_tree import Document

Found: TypeAlias = Iterator[tuple[Element | None, Message]]
"""Elements, each with what is wrong with it; None for the page as a whole."""
Written: TypeAlias = tuple[Element, str]
"""An element, and the name of an ARIA attribute of it, without `aria-`."""


@dataclass(frozen=True)
class ElementCheck:
    """A rule about elements; a page that has none of them is not held to it."""

    wanted: Sequence[str]
    """Tags, [attributes] and [role=...]."""
    find: Callable[[Sequence[Element]], Found]

    def __call__(self, page: Document) -> Iterable[tuple[Element | None, Message]]:
        """Return what is wrong with a page."""
        return () if self.names.isdisjoint(page.names) else self.find(page.all(self.wanted))

    @cached_property
    def names(self) -> AbstractSet[str]:
        """The same for a quick look whether a page has any of them."""
        return frozenset(self.wanted)


@dataclass(frozen=True)
class AttributeCheck:
    """A rule about ARIA attributes; it looks at each with the element that it is written on."""

    marks: AbstractSet[str]
    """What elements with one of them are found by."""
    find: Callable[[Iterator[Written]], Found]

    def __call__(self, page: Document) -> Iterable[tuple[Element | None, Message]]:
        """Return what is wrong with a page."""
        return () if self.marks.isdisjoint(page.names) else self.find(self._pairs(page))

    def _pairs(self, page: Document) -> Iterator[Written]:
        for mark in sorted(self.marks & page.names):
            for element in page.found[mark]:
                yield element, mark[6:-1]


PageCheck: TypeAlias = Callable[[Document], Iterable[tuple[Element | None, Message]]]


def with_roles(roles: Iterable[str]) -> Iterator[str]:
    """Yield what elements with some roles are found by, where these are written."""
    return (f"[role={role}]" for role in roles)


def of(*wanted: str) -> Callable[[Callable[[Sequence[Element]], Found]], ElementCheck]:
    """Declare the tags, [attributes] and [role=...] of the elements that a rule looks at."""
    return partial(ElementCheck, wanted)


def of_aria(names: Iterable[str]) -> Callable[[Callable[..., Found]], AttributeCheck]:
    """Declare the ARIA attributes that a rule looks at."""
    return partial(AttributeCheck, frozenset(f"[aria-{name}]" for name in names))
