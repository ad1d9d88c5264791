"""Pages that belong to no agency, and agencies without a page: one slip is told once, with the name that was meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path

from charters.model.fields import id_like, is_id
from charters.model.refusal import shown, visible
from charters.model.settings import Settings
from charters.problems import Place, Problem
from charters.problems.message import Message, _
from charters.reading.sources import relative
from charters.reading.spelling import Speller


class Astray:
    """The pages among those of the agencies, held against the folders of the agencies."""

    def __init__(self, home: Path, settings: Settings) -> None:
        """Look once at the names of both."""
        self._home, self._settings = home, settings
        self._agencies = home / settings.agencies_dir
        self._pages, self._folders = _names_in(self._agencies), _names_in(home / settings.data_dir)
        # A folder that is called nearly as its page is told of by itself.
        self._known = {*self._folders, *ids_meant(home, settings).values()}
        self._meant = set[str]()

    def problems(self, files: Iterable[Path], read: Collection[str]) -> Iterator[Problem]:
        """Yield what is wrong with pages among some files, and which agencies that were read have none."""
        has_data = (
            self._home / self._settings.data_dir
        ).is_dir()  # else all that follows is told of that
        for path in files if has_data else ():
            if path.suffix == ".md" and path.is_relative_to(self._agencies):
                yield from self._of_page(path)
        for agency in self._without_page:
            if agency in read and agency not in self._meant:
                place = Place(relative(self._home, self._agencies / f"{agency}.md"))
                yield Problem(place, "M008", self._no_page_of(agency))

    def _of_page(self, path: Path) -> Iterator[Problem]:
        place = Place(relative(self._home, path))
        agency = Path(self._settings.told_apart(path.name)[0]).stem
        if path.parent != self._agencies:
            message = _(
                "this file does not belong here; only the agencies' pages, such as ssa.md, and pictures do"
            )
            yield Problem(place, "Y045", message)
        elif agency != "index" and agency not in self._known:
            yield Problem(place, "M009", self._no_agency_of(agency, path.name))

    def _no_agency_of(self, agency: str, page: str) -> Message:
        stem, _dot, language = agency.partition(".")
        if language and stem in self._folders:
            said = _(
                "{language} is none of the languages of this site; add it to 'languages' in the site's file, or take this page away"
            )
            return said.filled(language=shown(language))
        said = _("there is no folder {folder} for this page; add it, or rename the page")
        if near := self._speller.near(agency.lower()):
            self._meant.add(near)
            said = _(
                "there is no folder {folder} for this page; rename it to {near}",
                near=page.replace(agency, near, 1),
            )
        return said.filled(folder=f"{self._settings.data_dir}/{visible(agency)}")

    def _no_page_of(self, agency: str) -> Message:
        if found := self._by_beginning.get(agency):
            return _(
                "the agency has data but no page; rename {found} to {page}",
                found=found,
                page=f"{agency}.md",
            )
        return _(
            "the agency has data but no page; add one that begins with three lines: ---, agency: {name}, ---",
            name=agency,
        )

    @cached_property
    def _without_page(self) -> list[str]:
        return [one for one in self._folders if f"{one}.md" not in self._pages]

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._without_page)

    @cached_property
    def _by_beginning(self) -> dict[str, str]:
        """The first file that begins as each page does, and ends otherwise: `ssa.md.txt`."""
        own = [one for one in self._pages if self._settings.told_apart(one)[0] == one]
        return {name.partition(".")[0]: name for name in reversed(own)}


def ids_meant(home: Path, settings: Settings) -> dict[str, str]:
    """Return what each folder is meant to be called whose name is no id: as a page without a folder, or the id most like it."""
    folders = _names_in(home / settings.data_dir)
    pages = (settings.told_apart(one)[0] for one in _names_in(home / settings.agencies_dir))
    alone = Speller(stem for one in pages if (stem := Path(one).stem) not in folders)
    odd = {name: id_like(name) for name in folders if not is_id(name)}
    return {name: alone.near(meant) or meant for name, meant in odd.items()}


def _names_in(folder: Path) -> dict[str, None]:
    """Return the names in a folder, in order; none where there is no such folder."""
    return dict.fromkeys(sorted(one.name for one in folder.iterdir()) if folder.is_dir() else ())
