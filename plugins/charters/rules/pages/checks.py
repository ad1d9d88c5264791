"""What a rule of pages is: the elements that it looks at, and what it says of some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeAlias

from charters.rules.pages.elements import Element
from charters.rules.pages.html_tree import Document

Found: TypeAlias = Iterator[tuple[Element | None, str]]
"""Elements, each with what is wrong with it; None for the page as a whole."""


@dataclass(frozen=True)
class ElementCheck:
    """A rule about elements; a page that has none of them is not held to it."""

    wanted: Sequence[str]
    """Tags, [attributes] and [role=...]."""
    find: Callable[[Sequence[Element]], Found]

    def __call__(self, page: Document) -> Iterable[tuple[Element | None, str]]:
        """Return what is wrong with a page."""
        return () if self.names.isdisjoint(page.names) else self.find(page.all(self.wanted))

    @cached_property
    def names(self) -> AbstractSet[str]:
        """The same for a quick look whether a page has any of them."""
        return frozenset(self.wanted)


PageCheck: TypeAlias = Callable[[Document], Iterable[tuple[Element | None, str]]]


def with_roles(roles: Iterable[str]) -> Iterator[str]:
    """Yield what elements with some roles are found by, where these are written."""
    return (f"[role={role}]" for role in roles)


def of(*wanted: str) -> Callable[[Callable[[Sequence[Element]], Found]], ElementCheck]:
    """Declare the tags, [attributes] and [role=...] of the elements that a rule looks at."""
    return partial(ElementCheck, wanted)
