"""The menu of a site in each of its languages, without MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from charters.model.settings import Settings
from charters.plain_markdown import Item, named
from charters.publishing.counterparts import language_at, title_in
from charters.publishing.pages.page import Page


class Menu(list[Item]):
    """The menu, which also knows the first page."""

    homepage: Item


@dataclass(frozen=True)
class Menus:
    """What every menu is made of."""

    nav: Any
    """The menu that the site's file names; none where it names none."""
    settings: Settings
    pages: Mapping[str, Item]
    """Every page by its source."""
    ours: Mapping[str, Page]
    """Those that the program makes."""
    written: Iterable[str]
    """The sources of those that people wrote."""
    written_in: Callable[[str], str]
    """Returns the language of what is written for a page, where it is not that of the page."""

    def of(self, language: str) -> Menu:
        """Return the menu in a language."""
        found = Menu(self._entries(self.nav or self._unsorted(), language))
        folder = self.settings.folder_of(language)
        homes = (one.source for one in self.ours.values() if one.is_home)
        first = self.pages.get(f"{folder}index.md")
        found.homepage = first or next(self.pages[one] for one in homes if one.startswith(folder))
        return found

    def _entries(self, entries: Iterable[Any], language: str) -> Iterator[Item]:
        folder = self.settings.folder_of(language)
        for written, target in named(entries):
            title, other = title_in(self.settings, language, written)
            page = self.pages.get(f"{folder}{written if target is None else target}")
            if isinstance(target, list):
                yield Item(title, children=list(self._entries(target, language)), language=other)
            elif page is None:
                yield Item(title, target or title, language=other if target else "")
            else:
                if target and not other:
                    page.title = title
                elif page.src_uri not in self.ours:
                    page.language = self.written_in(page.src_uri)
                yield page

    def _unsorted(self) -> list[str]:
        # The menu would list every agency, on the page of every agency.
        pages = self.ours
        first = {
            source
            for source in self.written
            if language_at(self.settings, source) == self.settings.language
        }
        found = [one for one in first if one not in pages or pages[one].is_home]
        ours = [
            source
            for source, page in pages.items()
            if page.is_in_menu and page.language == self.settings.language
        ]
        return [*sorted(found, key=lambda source: (source != "index.md", source)), *ours]
