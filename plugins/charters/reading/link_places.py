"""What a link of this site can lead to: the published files, the pages that people write, and those that a build makes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import basename, dirname, relpath
from urllib.parse import unquote

from charters.model.settings import Settings
from charters.problems.message import Message, _
from charters.reading.spelling import Speller
from charters.reading.taken_addresses import is_made, url_of
from charters.reading.written import Written


@dataclass(frozen=True)
class Places:
    """What a link of this site can lead to."""

    files: Collection[str]
    """The published files, from the folder of the pages."""
    agencies: Collection[str]
    written: Mapping[str, Written]
    settings: Settings

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses of the pages that people write."""
        return frozenset(unquote(url_of(name)).strip("/") for name in self.files)

    @cached_property
    def _spellers(self) -> Mapping[str, Speller]:
        """What knows the names of the files in a folder, by the folder."""
        names: dict[str, list[str]] = {}
        for file in self.files:
            names.setdefault(dirname(file), []).append(basename(file))
        return {folder: Speller(those) for folder, those in names.items()}

    def in_first(self, path: str) -> str:
        """Return a path of the site as it is in its first language, in which every page stands."""
        first, _slash, rest = path.partition("/")
        return rest if first in self.settings.folders else path

    def has(self, path: str) -> bool:
        """Return whether a file, or a page by the name of its file, is at a path."""
        if path in self.files:
            return True
        made = is_made(path, self.settings.path)
        return self._is_of_an_agency(path) if made == "agencies" else bool(made)

    def leads_on(self, path: str, beside: str | None, on_site: str | None) -> bool:
        """Return whether a path leads to a file beside its page, or to a page beside its address."""
        if beside and "." in basename(path) and self.has(beside):
            return True
        if on_site is None or path.endswith(".md"):
            return False
        page = self.in_first(on_site.removesuffix("/index.html"))
        return page in self.addresses or self.has(page)

    def instead_of(self, path: str, beside: str, folder: str) -> Message:
        """Return what to write in a folder instead of a path that leads nowhere; `beside` is where it would lead."""
        beside_it = self._spellers.get(dirname(beside))
        if beside_it and (near := beside_it.near(basename(path))):
            return _("did you mean {near}?", near="/".join(filter(None, [dirname(path), near])))
        if beside and self.has(f"{beside.strip('/')}.md"):
            return _("write {better}", better=path.strip("/") + ".md")
        moved = [one for one in self.files if basename(one) == basename(path) != "index.md"]
        if len(moved) == 1:
            return _("it lies elsewhere; write {better}", better=relpath(moved[0], folder or "."))
        return _("put it there, or mend the link")

    def _is_of_an_agency(self, path: str) -> bool:
        """Return whether a path below `agencies` can be a page; a picture there is a file."""
        _, *below = path.removeprefix(self.settings.path).removesuffix(".md").split("/")
        if not below or below[0] in ("", "index", "feed.xml"):
            return True
        if "." in below[-1] and not below[-1].endswith(".xml"):
            return False
        agency, *service = [part for part in below if part and part != "index"]
        written = self.written.get(agency)
        if not service or written is None:
            return agency in self.agencies
        return not written.lacks("service", service[0])
