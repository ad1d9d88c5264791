"""The languages of a site under MkDocs: pages that are written or taken over for each, and a menu of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from charters.model.settings import Settings
from charters.publishing.counterparts import Writing, language_at, title_in, writings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


class OfLanguage(Page):
    """A page that may be the first one of a further language."""

    is_first: bool = False

    @property
    def is_homepage(self) -> bool:
        """Whether it is the first page of the site, in one of its languages."""
        return self.is_first or super().is_homepage


class _Beside(File):
    """A file that is there once for all languages, as pages of a further one find it beside them."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - MkDocs' own form
        """Leave it to the file itself."""


def add_written(files: Files, config: MkDocsConfig, settings: Settings) -> Mapping[str, Writing]:
    """Put what people wrote where each language has its pages; return what is written for each page."""
    found = writings(settings, [file.src_uri for file in files.documentation_pages()])
    originals = {
        name: files.get_file_from_path(name) for name in {one.file for one in found.values()}
    }
    for source, writing in found.items():
        original = originals[writing.file]
        if original is None or source == writing.file:
            continue
        placed = _placed(original, source, config)
        if writing.language == language_at(settings, source):
            files.remove(original)
        files.append(placed)
    return found


def _placed(original: File, source: str, config: MkDocsConfig) -> File:
    """Return a file with the words of another, at the place of a further language."""
    out_of_menu = original.inclusion.is_in_nav()
    inclusion = InclusionLevel.NOT_IN_NAV if out_of_menu else original.inclusion
    path = original.abs_src_path
    given: dict[str, Any] = {"abs_src_path": path} if path else {"content": original.content_string}
    placed = File.generated(config, source, inclusion=inclusion, **given)
    placed.edit_uri = original.edit_uri
    return placed


def add_beside(files: Files, config: MkDocsConfig, settings: Settings) -> None:
    """Let pages of further languages find pictures and downloads where those of the first do."""
    once = [
        file for file in files if not file.is_documentation_page() and _is_of_the_site(file, config)
    ]
    for language in settings.languages[1:]:
        for file in once:
            name = f"{settings.folder_of(language)}{file.src_uri}"
            if files.get_file_from_path(name) is None:
                beside = _Beside(
                    name,
                    file.src_dir,
                    file.dest_dir,
                    use_directory_urls=True,
                    dest_uri=file.dest_uri,
                    inclusion=InclusionLevel.NOT_IN_NAV,
                )
                files.append(beside)


def _is_of_the_site(file: File, config: MkDocsConfig) -> bool:
    return file.src_dir == config.docs_dir or file.generated_by == "charters"


@dataclass(frozen=True)
class Translated:
    """The menu of a site in a further language: the same entries, each leading to its counterpart."""

    files: Files
    settings: Settings
    language: str
    written_in: Callable[[str], str]
    """Returns the language of a page's title, where it is not that of the menu."""

    def menu(self, nav: Navigation) -> Navigation:
        """Return the menu, made of that of the first language."""
        items = [*self._entries(nav.items)]
        pages = [*_pages(items)]
        for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
            page.previous_page, page.next_page = before, after
        found = Navigation(items, pages)
        first = self._page("index.md")
        found.homepage = found.homepage or first
        return found

    def _page(self, source: str) -> Page | None:
        file = self.files.get_file_from_path(f"{self.settings.folder_of(self.language)}{source}")
        return file.page if file else None

    def _entries(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            said, other = title_in(self.settings, self.language, item.title or "")
            if isinstance(item, Page):
                yield self._counterpart(item, "" if other else said)
            elif isinstance(item, Section):
                section = Section(said, [*self._entries(item.children)])
                for child in section.children:
                    child.parent = section
                yield _named(section, other)
            else:
                yield _named(Link(said, item.url), other)

    def _counterpart(self, page: Page, title: str) -> Page:
        found = self._page(page.file.src_uri) or page
        if title:
            found.title = title
        return cast("Page", _named(found, "" if title else self.written_in(found.file.src_uri)))


def _named(item: Any, language: str) -> Any:
    """Return an entry with the language of its title, where that is another than the menu's."""
    item.language = language
    return item


def _pages(items: Iterable[Any]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _pages(item.children)
