"""Where an editor wrote what stands on a finished page: the file behind it, and the words in that file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from charters.model.settings import Settings
from charters.problems import Place
from charters.reading.sources import SourceText, text_of
from charters.rules.pages.html_tree import HEADINGS, Element

_SAID_BY = ("src", "href", "for", "lang", "role", "aria-label", "id")
"""The attributes that tell an element apart from its like, the best first."""
_LEAST = 4
"""Letters by which words are known again."""
_WRITTEN_IN = ("main", "article")
"""What stands around these is made by templates, and written by no editor."""
_OF_AGENCIES = ("standards.yml", "agency.yml", "surveys.yml", "benchmarks.yml")


@dataclass(frozen=True)
class EditorsFiles:
    """The files of a site that people write, for the pages that are made of them."""

    home: Path
    settings: Settings
    unread: Collection[str] = ()
    """Agencies whose files were not read, and whose pages are not there."""
    _read: dict[str, list[SourceText]] = field(default_factory=dict)

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """The folders of pages that are not there."""
        return tuple(f"{self.settings.path}agencies/{name}/" for name in self.unread)

    def of_element(self, page: str, element: Element) -> Place | None:
        """Return where somebody wrote an element of a page; None where nobody is known to have."""
        inside = any(above.tag in _WRITTEN_IN for above in element.above)
        return self.of_words(page, written(element)) if inside else None

    def of_words(self, page: str, wanted: Iterable[str]) -> Place | None:
        """Return where the first of some words stand that the files behind a page have."""
        files = self._behind(page)
        for words in wanted if files else ():
            for file in files if len(words) >= _LEAST else ():
                if (at := file.text.find(words)) >= 0:
                    return file.place(at)
        return None

    def _behind(self, page: str) -> list[SourceText]:
        if page not in self._read:
            paths = (self.home / name for name in self._names(page))
            texts = (text_of(self.home, path)[0] for path in paths if path.is_file())
            self._read[page] = [text for text in texts if text is not None]
        return self._read[page]

    def _names(self, page: str) -> Iterator[str]:
        address = PurePosixPath(page.removesuffix("index.html").removesuffix(".html"))
        for name in (f"{address}.md", f"{address}/index.md"):
            yield f"{self.settings.docs_dir}/{name.removeprefix('./').removeprefix('.')}"
        below = address.as_posix().removeprefix(self.settings.path).split("/")
        if below[0] == "agencies" and len(below) > 1:
            yield from (f"{self.settings.data_dir}/{below[1]}/{name}" for name in _OF_AGENCIES)


def written(element: Element) -> Iterator[str]:
    """Yield what the source of an element holds, or of what stands around it, the surest first."""
    for one in (element, *element.above):
        if one.tag in _WRITTEN_IN:
            return
        yield from (one.get(name) for name in _SAID_BY if one.get(name))
        if one.tag in HEADINGS and not one.node.text(strip=True):
            yield f"\n{'#' * int(one.tag[1])}\n"
        lines = (line.strip() for line in one.node.text(separator="\n").split("\n"))
        for words in filter(None, lines):
            yield from (f"\n| {words} |", words) if one.tag == "tr" else (words,)
