"""A whole site's folder: every agency's files, read into one register."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from pathlib import Path

from charters.model.fields import is_id
from charters.model.register import AgencyPage, Charter, Register
from charters.model.settings import CheckedPages, Settings
from charters.problems import Place, Problem
from charters.problems.message import Message, _
from charters.reading.agency_reading import AgencyRead, read_agency
from charters.reading.astray import Astray, ids_meant
from charters.reading.audit_record import audit_record, known_faults
from charters.reading.former_names import former_name_problems
from charters.reading.framework_file import framework_file
from charters.reading.link_places import Places
from charters.reading.link_record import answered
from charters.reading.other_pages import other_pages
from charters.reading.page_references import page_reference_problems
from charters.reading.page_targets import page_target_problems
from charters.reading.past import look_back
from charters.reading.published import published_files, published_problems
from charters.reading.shared_promises import shared_promise_problems
from charters.reading.site_settings import settings_of
from charters.reading.sources import closed, link_to, linked, misleading_name, relative
from charters.reading.spelling import Speller


def read(
    root: Path | str, settings: Settings | None = None, *, looks_back: bool = True
) -> tuple[Register, list[Problem]]:
    """Return everything below a site's folder that can be read, and every problem, sorted.

    `settings` are read from mkdocs.yml in the folder when they are not given. `looks_back` is whether
    what was published before is read too.
    """
    with _uncollected():
        return _read(Path(root), settings, looks_back=looks_back)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the garbage collector.

    All that reading makes is kept, and looking it over again and again takes a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(
    home: Path, settings: Settings | None, *, looks_back: bool
) -> tuple[Register, list[Problem]]:
    problems: list[Problem] = []
    if settings is None:
        settings, problems = settings_of(home)
    site = _Site(home, settings, settings.day, problems)
    if not settings.is_unread:
        try:
            site.read_agencies()
            site.read_pages()
        except OSError as fault:
            problems.append(_closed(home, fault, home / settings.data_dir))
    register = site.register()
    if looks_back and not settings.is_unread:
        register = look_back(home, register, site.read)
    return register, sorted(set(problems), key=attrgetter("order"))


@dataclass
class _Site:
    """What is read of a site's folder, step by step, and the problems found on the way."""

    home: Path
    settings: Settings
    as_of: date
    problems: list[Problem]
    charters: dict[str, Charter] = field(default_factory=dict)
    read: dict[str, AgencyRead] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    """The agencies that do not let us in."""
    unread: set[str] = field(default_factory=set)
    """The agencies that are not looked at."""
    pages: list[AgencyPage] = field(default_factory=list)
    """Those of no agency."""

    def read_agencies(self) -> None:
        """Read the folder of each agency that is looked at."""
        for folder in _agency_folders(self.home, self.settings, self.problems):
            if self.settings.only in ("", folder.name):
                self._read_agency(folder)
            else:
                self.unread.add(folder.name)
        self.problems += shared_promise_problems(self.charters, self._agencies)
        self.problems += former_name_problems(self.charters)

    def _read_agency(self, folder: Path) -> None:
        """Read one folder; where it does not let us in, that is told and the others are read."""
        try:
            read = read_agency(self.home, folder, self.settings, self.as_of)
        except OSError as fault:
            self.problems.append(_closed(self.home, fault, folder))
            self.closed.add(folder.name)
            return
        self.read[folder.name] = read
        self.problems += read.problems
        if read.charter:
            self.charters[folder.name] = read.charter

    @property
    def _agencies(self) -> set[str]:
        return {*self.read, *self.closed, *self.unread}

    def read_pages(self) -> None:
        """Read the pages that are no agency's, and look at all files that are published."""
        found, refused = published_files(self.home, self.settings)
        unread = {f"{self.settings.agencies_dir}/{name}.md" for name in self.unread}
        files = [path for path in found if self._untranslated(path) not in unread]
        self.pages, faults = other_pages(self.home, files, self.settings)
        with_data = {name for name, one in self.read.items() if one.files.documents}
        astray = Astray(self.home, self.settings).problems(files, with_data)
        self.problems += [*refused, *faults, *astray]
        self.problems += self._led_nowhere(files)
        garbled = {one.place.path for one in self.problems if one.code == "Y040"}
        unlike = published_problems(self.home, files, self.settings)
        self.problems += (one for one in unlike if one.place.path not in garbled)

    def _untranslated(self, path: Path) -> str:
        """Return what a file is called in the first language, from the site's folder."""
        return self.settings.told_apart(relative(self.home, path))[0]

    def _led_nowhere(self, files: Iterable[Path]) -> Iterator[Problem]:
        """Yield what the references, links and pictures of pages do not lead to."""
        settings, docs = self.settings, self.home / self.settings.docs_dir
        own = [(name, page) for name, one in self.charters.items() for page in one.pages]
        every = [*own, *(("", page) for page in self.pages)]
        written = {name: self.read[name].files.written for name in self.charters}
        yield from page_reference_problems(every, self.charters, written, self._agencies)
        if settings.check_pages is not CheckedPages.ALL:
            every = [(name, page) for name, page in every if settings.is_of_charters(page.path)]
        names = {relative(docs, path) for path in files}
        names = {name for name in names if settings.told_apart(name)[0] == name}
        yield from page_target_problems(every, Places(names, self._agencies, written, settings))

    def register(self) -> Register:
        """Return all that was read, with the records that lie beside it."""
        framework, faults = framework_file(self.home, self.settings)
        record, refused = audit_record(self.home, self.settings)
        known, wrong = known_faults(self.home, self.settings)
        self.problems += [*faults, *refused, *wrong]
        return Register(
            self.settings,
            self.as_of,
            self.charters,
            framework=framework,
            pages=self.pages,
            answered=answered(self.home, self.settings.data_dir),
            audit=record,
            known_faults=[*known],
            unread=frozenset(self.unread),
        )


def _closed(home: Path, fault: OSError, otherwise: Path) -> Problem:
    return closed(relative(home, Path(fault.filename or otherwise)))


def _agency_folders(home: Path, settings: Settings, problems: list[Problem]) -> Iterator[Path]:
    data = home / settings.data_dir
    if not data.is_dir():
        message = _(
            "there is no such folder; begin with: charters add agency, or make it with one folder per agency"
        )
        others = (
            [one.name for one in data.parent.iterdir() if one.is_dir()]
            if data.parent.is_dir()
            else []
        )
        if near := Speller(others).near(data.name):
            message = _(
                "there is no such folder; rename {near} beside it to {name}",
                near=near,
                name=data.name,
            )
        problems.append(Problem(Place(relative(home, data)), "Y046", message))
        return
    if link := link_to(home, data):
        problems.append(link)
        return
    odd = ids_meant(home, settings)
    for path in sorted(data.iterdir()):
        if path.name.startswith(".") or (path.is_file() and path.suffix.lower() == ".md"):
            continue
        place = relative(home, path)
        if path.is_symlink():
            problems.append(linked(place, is_folder=True))
        elif path.name == "index":
            message = _(
                "an agency cannot be called index: its page would stand where the list of all agencies does; give it another name"
            )
            problems.append(Problem(Place(place), "Y051", message))
        elif path.is_dir() and is_id(path.name):
            yield path
        else:
            said = misleading_name(path.name) or _no_agency(path, odd.get(path.name, ""))
            problems.append(Problem(Place(place), "Y045", said))


def _no_agency(path: Path, meant: str) -> Message:
    if path.is_dir() and is_id(meant):
        return _(
            "an agency is a folder named in lower-case letters, digits and hyphens; rename this one to {meant}",
            meant=meant,
        )
    if path.is_dir():
        return _(
            "this folder does not belong here; an agency is a folder named in lower-case letters, digits and hyphens, such as ssa"
        )
    return _(
        "this file does not belong here; an agency is a folder named in lower-case letters, digits and hyphens, such as ssa"
    )
