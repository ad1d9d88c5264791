"""The register with its past: what was posted, which results are gone, how far back one can see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from charters.model.addresses import moved_to
from charters.model.file_names import AGENCY, FILES, RESULTS, STANDARDS, TARGETS
from charters.model.past import AgencyBefore, CharterPast, Past, Sight, Version
from charters.model.register import Charter, Register
from charters.model.standards import Measured, Standard
from charters.problems import errors_of
from charters.reading.agency_reading import AgencyRead
from charters.reading.past.blocks import blocks_of
from charters.reading.past.editions import StandardsBefore, with_editions
from charters.reading.past.git_objects import GitError, top_of
from charters.reading.past.git_versions import FileVersion, read_versions
from charters.reading.past.moved_names import moves_of
from charters.reading.past.published_rows import aims_before, results_before
from charters.reading.past.trails import FolderTrail, Trails, text_of, version_of
from charters.reading.past.workflows import cut_off_by

Moved = Mapping[str, tuple[Charter, Measured]]
"""What is found elsewhere today, by every place where it was before."""


def look_back(home: Path, register: Register, read: Mapping[str, AgencyRead]) -> Register:
    """Return a register with what the repository shows of its past; `read` has the agencies by their ids."""
    try:
        pages = ["*.md"] if register.settings.languages else []
        repository = read_versions(home, *FILES, *pages)
        if repository is None:
            return register
        trails = Trails(home, register.settings, repository)
        _load(trails, register)
        posted = ((name, _before(trails, one)) for name, one in register.charters.items())
        sites = {name: before for name, before in posted if before is not None}
        everything = {**_ended(trails), **sites}
        moved = moved_to(register.charters.values())
        charters = {
            name: _with_past(register, charter, read[name], everything, moved)
            for name, charter in register.charters.items()
        }
        past = Past(Sight.WHOLE, gone=_gone(trails, moved), before=partial(_texts_of, trails))
        if repository.shallow:
            days = [one.day for trail in repository.versions.values() for one in trail]
            since, lines = min(days, default=register.as_of), cut_off_by(home, top_of(home))
            past = replace(past, sight=Sight.SHALLOW, since=since, cut_off_by=lines)
    except GitError as fault:
        return replace(register, past=Past(Sight.CLOSED, why=fault.args[0]))
    return replace(register, charters=charters, past=past)


def _texts_of(trails: Trails, path: str) -> Sequence[tuple[Version, str]]:
    """Return the texts of one file, newest first; none where git cannot be asked any more."""
    versions = trails.repository.versions.get(path, ())
    with suppress(GitError):
        trails.load([one.blob for one in versions])
        return [(version_of(one), trails.text(one)) for one in versions]
    return ()


def _load(trails: Trails, register: Register) -> None:
    """Read all versions of the small files at once."""
    data = f"{register.settings.data_dir}/"
    trails.load(
        [
            version.blob
            for path, versions in trails.repository.versions.items()
            if path.startswith(data)
            and path.endswith((STANDARDS, AGENCY, TARGETS))
            and path.removeprefix(data).partition("/")[0] not in register.unread
            for version in versions
        ]
    )


def _before(trails: Trails, charter: Charter) -> StandardsBefore | None:
    """Return what an agency published of its promises; None where its file cannot be read."""
    if STANDARDS not in charter.files:
        return None
    path = charter.place(STANDARDS).path
    now = text_of((trails.home / path).read_bytes())
    trail = trails.of(path.removesuffix(f"/{STANDARDS}"), now, charter.agency.formerly)
    return StandardsBefore(now, trail, trail.own(STANDARDS))


def _ended(trails: Trails) -> dict[str, StandardsBefore]:
    """Return the same of the agencies whose folders are gone, by their last names."""
    data = trails.settings.data_dir.strip("/")
    found = {}
    for folder in trails.gone:
        parent, _, name = folder.rpartition("/")
        if parent == data:
            trail = trails.named(folder)
            found[name] = StandardsBefore("", trail, trail.own(STANDARDS))
    return found


def _with_past(
    register: Register,
    charter: Charter,
    read: AgencyRead,
    sites: Mapping[str, StandardsBefore],
    moved: Moved,
) -> Charter:
    before = sites.get(charter.id)
    if before is None:
        return charter
    written, today, folder = read.files.written, register.as_of, read.files.folder
    is_broken = {name: _is_broken(charter, read, folder / name) for name in _TABLES}
    whole = _with_taken_over(charter, moved)
    rows = results_before(whole, before, written, today, broken=is_broken[RESULTS])
    aims = aims_before(whole, before, written, today, broken=is_broken[TARGETS])
    lost = _lost(before.trail, folder)
    if whole is not charter:
        lost = [one for one in lost if {RESULTS: rows, TARGETS: aims}.get(one[0], True)]
    told, moves = _told(charter, before), moves_of(charter, before, today)
    past = CharterPast(
        *(before.now, told, rows, aims, lost, moves),
        was_published=lambda version: before.trail.published(STANDARDS, version.commit),
    )
    return replace(charter, past=past, standards=with_editions(charter, sites, written, today))


def _with_taken_over(charter: Charter, moved: Moved) -> Charter:
    """Return a charter with the rows of what other agencies have taken over, by the ids it had here.

    They stand on no line of its own files.
    """
    agencies = (charter.id, *charter.agency.formerly)
    results, standards = dict(charter.results), list(charter.standards)
    for there, (other, measured) in moved.items():
        agency, _slash, name = there.rpartition("/")
        if other.id != charter.id and agency in agencies:
            rows = other.results.get(measured.id, ())
            results[name] = [replace(row, standard=name, line=0) for row in rows]
            if isinstance(measured, Standard):
                aims = tuple(replace(row, standard=name, line=0) for row in measured.aims)
                standards.append(measured.with_aims(aims))
    if len(results) == len(charter.results) and len(standards) == len(charter.standards):
        return charter
    return replace(charter, results=results, standards=tuple(standards))


def _told(charter: Charter, before: StandardsBefore) -> Sequence[tuple[Version, str]]:
    """Return the earlier texts; of a charter that others put together, those of the last change."""
    if charter.agency.compiled is None:
        return before.earlier()
    newest = before.trail.files[STANDARDS]
    last = newest[: 2 if newest and newest[0].turn == 0 else 1]
    own = before.versions
    return before._replace(versions=[*last, *(one for one in own if one not in last)]).earlier()


def _lost(trail: FolderTrail, folder: Path) -> list[tuple[str, Version]]:
    """Return the agency's own files that stood in its folder and do not any more."""
    last = {name: next((v for v in trail.own(name) if v.blob), None) for name in FILES}
    return [
        (name, version_of(version))
        for name, version in last.items()
        if version and not (folder / name).exists()
    ]


_TABLES = (RESULTS, TARGETS)


def _is_broken(charter: Charter, read: AgencyRead, file: Path) -> bool:
    """Return whether rows of a file were refused, or all of it."""
    return (file.exists() and file.name not in charter.files) or any(
        one.place.path.endswith(f"/{file.name}") for one in errors_of(read.problems)
    )


def _gone(trails: Trails, moved: Moved) -> list[AgencyBefore]:
    """Return the agencies that stood in the folder of data, and that others have not taken over."""
    data = trails.settings.data_dir.strip("/")
    found = []
    for folder, versions in trails.gone.items():
        parent, _, name = folder.rpartition("/")
        last = next((one for one in versions if one.blob), None)
        if parent != data or last is None or trails.named(folder).was_compiled(last.turn):
            continue
        promises = blocks_of(trails.text(last))
        if promises and all(f"{name}/{promise}" in moved for promise in promises):
            continue
        found.append(AgencyBefore(name, version_of(last), len(promises), _rows(trails, folder)))
    return found


def _rows(trails: Trails, folder: str) -> int:
    versions: Sequence[FileVersion] = trails.repository.versions.get(f"{folder}/{RESULTS}", ())
    text = trails.text(next((one for one in versions if one.blob), None))
    return max(0, len(text.split("\n")) - 2)
