"""A whole site's folder: every agency's files, read into one register."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path

from charters.model import limits
from charters.model.refusal import visible
from charters.model.register import AgencyPage, Charter, Register
from charters.model.settings import CheckedPages, Settings
from charters.problems import Place, Problem
from charters.problems.message import Message, _
from charters.reading.agency_files import AgencyReader
from charters.reading.audit_record import audit_record, known_faults
from charters.reading.former_names import former_name_problems
from charters.reading.framework_file import framework_file
from charters.reading.link_record import answered
from charters.reading.other_pages import other_pages
from charters.reading.page_references import page_reference_problems
from charters.reading.page_targets import Places, page_target_problems
from charters.reading.past import look_back
from charters.reading.published import published_files, published_problems
from charters.reading.shared_promises import shared_promise_problems
from charters.reading.site_settings import settings_of
from charters.reading.sources import closed, link_to, linked, misleading_name, relative

_AGENCY_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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
    as_of = settings.day
    charters: dict[str, Charter] = {}
    readers: dict[str, AgencyReader] = {}
    pages: list[AgencyPage] = []
    unread = set[str]()
    try:
        for folder in _agency_folders(home, settings, problems):
            if settings.only not in ("", folder.name):
                unread.add(folder.name)
                continue
            reader = AgencyReader(home, folder, settings, as_of)
            charter, readers[folder.name] = _agency(reader, problems), reader
            if charter is not None:
                charters[charter.id] = charter
        written = {name: readers[name].written for name in charters}
        problems += shared_promise_problems(charters, {*readers, *unread})
        problems += former_name_problems(charters)
        files, refused = published_files(home, settings)
        pages_unread = {f"{settings.agencies_dir}/{name}.md" for name in unread}
        files = [
            path
            for path in files
            if settings.told_apart(relative(home, path))[0] not in pages_unread
        ]
        pages, faults = other_pages(home, files, settings)
        own = [(name, page) for name, one in charters.items() for page in one.pages]
        every = [*own, *(("", page) for page in pages)]
        problems += [*refused, *faults, *_strangers(home, settings, files)]
        agencies = {*readers, *unread}
        problems += page_reference_problems(every, charters, written, agencies)
        judged = settings.check_pages is CheckedPages.ALL
        shown = [
            (name, page)
            for name, page in every
            if name
            or judged
            or settings.told_apart(page.path)[0] == f"{settings.words_dir}/index.md"
        ]
        names = {relative(home / settings.docs_dir, path) for path in files}
        names = {name for name in names if settings.told_apart(name)[0] == name}
        places = Places(names, agencies, written, settings)
        problems += page_target_problems(shown, places)
        problems += published_problems(home, files, settings)
    except OSError as fault:
        problems.append(_closed(home, fault, home / settings.data_dir))
    framework, faults = framework_file(home, settings)
    record, refused = audit_record(home, settings)
    known, wrong = known_faults(home, settings)
    problems += [*faults, *refused, *wrong]
    tried = answered(home, settings.data_dir)
    register = Register(
        settings,
        as_of,
        charters,
        framework=framework,
        pages=pages,
        answered=tried,
        audit=record,
        known_faults=[*known],
        unread=frozenset(unread),
    )
    register = look_back(home, register, readers) if looks_back else register
    return register, sorted(set(problems), key=attrgetter("order"))


def _agency(reader: AgencyReader, problems: list[Problem]) -> Charter | None:
    """Return an agency's charter; None, with the problem, when its folder does not let us in."""
    try:
        return reader.read()
    except OSError as fault:
        reader.problems.append(_closed(reader.home, fault, reader.folder))
        return None
    finally:
        problems.extend(reader.problems)


def _closed(home: Path, fault: OSError, otherwise: Path) -> Problem:
    return closed(relative(home, Path(fault.filename or otherwise)))


def _agency_folders(home: Path, settings: Settings, problems: list[Problem]) -> Iterator[Path]:
    data = home / settings.data_dir
    if not data.is_dir():
        message = _("there is no such folder; make it, and put one folder per agency into it")
        problems.append(Problem(Place(relative(home, data)), "Y046", message))
        return
    if link := link_to(home, data):
        problems.append(link)
        return
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
        elif path.is_dir() and _AGENCY_ID.fullmatch(path.name) and len(path.name) <= limits.ID.most:
            yield path
        else:
            said = misleading_name(path.name) or _no_agency(path)
            problems.append(Problem(Place(place), "Y045", said))


def _no_agency(path: Path) -> Message:
    if path.is_dir():
        return _(
            "this folder does not belong here; an agency is a folder named in lower-case letters, digits and hyphens, such as ssa"
        )
    return _(
        "this file does not belong here; an agency is a folder named in lower-case letters, digits and hyphens, such as ssa"
    )


def _strangers(home: Path, settings: Settings, files: Iterable[Path]) -> Iterator[Problem]:
    """Yield pages among those of the agencies that belong to none."""
    agencies = home / settings.agencies_dir
    for path in files:
        if path.suffix != ".md" or not path.is_relative_to(agencies):
            continue
        place = Place(relative(home, path))
        agency = Path(settings.told_apart(path.name)[0]).stem
        if path.parent != agencies:
            message = _(
                "this file does not belong here; only the agencies' pages, such as ssa.md, and pictures do"
            )
            yield Problem(place, "Y045", message)
        elif agency != "index" and not (home / settings.data_dir / agency).is_dir():
            message = _(
                "there is no folder {folder} for this page; add it, or rename the page",
                folder="/".join([settings.data_dir, visible(agency)]),
            )
            yield Problem(place, "M009", message)
