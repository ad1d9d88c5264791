"""Where an editor wrote what stands on a finished page: the file behind it, and the words in that file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from charters.model.file_names import AGENCY, BENCHMARKS, STANDARDS, SURVEYS
from charters.model.settings import Settings
from charters.problems import Place
from charters.reading.sources import SourceText, text_of
from charters.rules.pages.elements import Element
from charters.rules.pages.html_tree import HEADINGS

_SAID_BY = ("src", "href", "for", "lang", "role", "aria-label", "id")
"""The attributes that tell an element apart from its like, the best first."""
_TELLING = ("src", "href", "aria-label")
"""Those that no template writes by itself."""
_LEAST = {".md": 4, ".yml": 8}
"""Letters by which words are known again: in data, short ones stand in many places."""
_WRITTEN_IN = ("main", "article")
"""What stands around these is made by templates, and written by no editor."""
_OF_AGENCIES = (STANDARDS, AGENCY, SURVEYS, BENCHMARKS)


@dataclass(frozen=True)
class EditorsFiles:
    """The files of a site that people write, for the pages that are made of them."""

    home: Path
    settings: Settings
    unread: Collection[str] = ()
    """Agencies whose files were not read, and whose pages are not there."""
    _read: dict[str, list[SourceText]] = field(default_factory=dict)

    @cached_property
    def elsewhere(self) -> tuple[str, ...]:
        """The folders of pages that are not there."""
        return tuple(at for name in self.unread for at in self.settings.addresses_of(name))

    def of_element(self, page: str, element: Element) -> Place | None:
        """Return where somebody wrote an element of a page; None where nobody is known to have."""
        if element.closest(*_WRITTEN_IN) is None or not self._behind(page):
            return None
        return self.of_words(page, [*written(element, _TELLING), *_ids(element)])

    def of_words(self, page: str, wanted: Sequence[str]) -> Place | None:
        """Return where the first of some words stand that the files behind a page have."""
        for file in self._behind(page):
            least = _LEAST[PurePosixPath(file.path).suffix]
            for words in wanted:
                if len(words) >= least and (at := file.text.find(words)) >= 0:
                    return file.place(at)
        return None

    def _behind(self, page: str) -> list[SourceText]:
        if page not in self._read:
            paths = (self.home / name for name in self._names(page))
            texts = (text_of(self.home, path)[0] for path in paths if path.is_file())
            self._read[page] = [text for text in texts if text is not None]
        return self._read[page]

    def _names(self, page: str) -> Iterator[str]:
        first, _slash, rest = page.partition("/")
        is_further = first in self.settings.folders
        page, endings = (rest, (f".{first}.md", ".md")) if is_further else (page, (".md",))
        address = PurePosixPath(page.removesuffix("index.html").removesuffix(".html"))
        for name in (
            f"{one}{ending}" for ending in endings for one in (address, address / "index")
        ):
            yield f"{self.settings.docs_dir}/{name.removeprefix('./').removeprefix('.')}"
        below = address.as_posix().removeprefix(self.settings.path).split("/")
        if below[0] == "agencies" and len(below) > 1:
            yield from (f"{self.settings.data_dir}/{below[1]}/{name}" for name in _OF_AGENCIES)


def _ids(element: Element) -> Iterator[str]:
    """Yield the records of data that an element may be of, the nearest first."""
    return (f"id: {one.get('id')}\n" for one in (element, *element.above) if one.get("id"))


def written(element: Element, said_by: Sequence[str] = _SAID_BY) -> Iterator[str]:
    """Yield what the source of an element holds, or of what stands around it, the surest first."""
    for one in (element, *element.above):
        if one.tag in _WRITTEN_IN:
            return
        yield from (one.get(name) for name in said_by if one.get(name))
        if one.tag in HEADINGS and not one.text.strip():
            yield from (f"\n{'#' * int(one.tag[1])}{blank}\n" for blank in ("", " "))
        lines = (line.strip() for line in one.node.text(separator="\n").split("\n"))
        for words in filter(None, lines):
            yield from (f"\n| {words} |", words) if one.tag == "tr" else (words,)
