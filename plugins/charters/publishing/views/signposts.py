"""Signposts: by what something can be found among thousands, and the lists that lead to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.paging import Paged, paged

FEW = 12
"""So many lists are named on each signpost; more have a page of their own."""
ON_A_PAGE = 200


class Listed(Protocol):
    """A list that somebody may choose."""

    @property
    def url(self) -> str:
        """Where it begins."""
        ...

    @property
    def choice(self) -> Said:
        """What it is called among others of its kind."""
        ...

    @property
    def count(self) -> int:
        """How much the page itself says that it has."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose, and how much it has."""

    said: Said
    url: str
    count: str


@dataclass(frozen=True, slots=True)
class Signpost:
    """By what something can be found, and the lists there are."""

    by: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class ChoicesPage:
    """One page of all lists of one kind."""

    title: str
    page: Paged[Choice]


def choices(speech: Speech, lists: Sequence[Listed]) -> list[Choice]:
    """Return lists as they are offered."""
    return [Choice(one.choice, one.url, speech.number(one.count)) for one in lists]


def choices_pages(url: str, title: str, offered: Sequence[Choice]) -> list[ChoicesPage]:
    """Return the pages of all lists of one kind."""
    pages = paged(url, offered, ON_A_PAGE, named=lambda one: one.said.words)
    return [ChoicesPage(title, page) for page in pages]
