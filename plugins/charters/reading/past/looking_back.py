"""The register with its past: what was posted, which results are gone, how far back one can see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from charters.model.past import AgencyBefore, CharterPast, Past, Sight, Version
from charters.model.register import Charter, Register
from charters.problems import Severity
from charters.reading.agency_files import FILES, AgencyReader
from charters.reading.aim_rows import TARGETS
from charters.reading.past.blocks import STANDARDS, blocks_of
from charters.reading.past.editions import StandardsBefore, with_editions
from charters.reading.past.git_versions import FileVersion, GitError, read_versions
from charters.reading.past.published_rows import RESULTS, aims_before, results_before
from charters.reading.past.trails import FolderTrail, Trails, text_of, version_of


def look_back(home: Path, register: Register, readers: Mapping[str, AgencyReader]) -> Register:
    """Return a register with what the repository shows of its past.

    `readers` are those that read the agencies, by their ids.
    """
    try:
        repository = read_versions(home, *FILES)
        if repository is None:
            return register
        trails = Trails(home, register.settings, repository)
        _load(trails, register)
        charters = {
            name: _with_past(trails, register, charter, readers[name])
            for name, charter in register.charters.items()
        }
        past = Past(Sight.WHOLE, gone=_gone(trails))
        if repository.shallow:
            days = [one.day for trail in repository.versions.values() for one in trail]
            past = replace(past, sight=Sight.SHALLOW, since=min(days, default=register.as_of))
    except GitError as fault:
        return replace(register, past=Past(Sight.CLOSED, why=str(fault)))
    return replace(register, charters=charters, past=past)


def _load(trails: Trails, register: Register) -> None:
    """Read all versions of the small files at once."""
    data = f"{register.settings.data_dir}/"
    trails.load(
        [
            version.blob
            for path, versions in trails.repository.versions.items()
            if path.startswith(data) and path.endswith((STANDARDS, "agency.yml", TARGETS))
            for version in versions
        ]
    )


def _with_past(
    trails: Trails, register: Register, charter: Charter, reader: AgencyReader
) -> Charter:
    if STANDARDS not in charter.files:
        return charter
    path = trails.home / charter.place(STANDARDS).path
    now = text_of(path.read_bytes())
    folder = charter.place(STANDARDS).path.removesuffix(f"/{STANDARDS}")
    trail = trails.of(folder, now)
    before = StandardsBefore(now, trail, trail.own(STANDARDS))
    written, today = reader.written, register.as_of
    is_broken = {name: _is_broken(charter, reader, path.parent / name) for name in _TABLES}
    past = CharterPast(
        now,
        _told(charter, before),
        results_before(charter, before, written, today, broken=is_broken[RESULTS]),
        aims_before(charter, before, written, today, broken=is_broken[TARGETS]),
        _lost(trail, path.parent),
    )
    return replace(charter, past=past, standards=with_editions(charter, before, written, today))


def _told(charter: Charter, before: StandardsBefore) -> Sequence[tuple[Version, str]]:
    """Return the earlier texts; of a charter that others put together, those of the last change."""
    if charter.agency.compiled is None:
        return before.earlier()
    newest = before.trail.files[STANDARDS]
    last = newest[: 2 if newest and newest[0].turn == 0 else 1]
    own = before.versions
    return replace(before, versions=[*last, *(one for one in own if one not in last)]).earlier()


def _lost(trail: FolderTrail, folder: Path) -> list[tuple[str, Version]]:
    """Return the agency's own files that stood in its folder and do not any more."""
    last = {name: next((v for v in trail.own(name) if v.blob), None) for name in FILES}
    return [
        (name, version_of(version))
        for name, version in last.items()
        if version and not (folder / name).exists()
    ]


_TABLES = (RESULTS, TARGETS)


def _is_broken(charter: Charter, reader: AgencyReader, file: Path) -> bool:
    """Return whether rows of a file were refused, or all of it."""
    return (file.exists() and file.name not in charter.files) or any(
        problem.severity is Severity.ERROR and problem.place.path.endswith(f"/{file.name}")
        for problem in reader.problems
    )


def _gone(trails: Trails) -> list[AgencyBefore]:
    """Return the agencies that stood in the folder of data and do not any more."""
    data = trails.settings.data_dir.strip("/")
    found = []
    for folder, versions in trails.gone.items():
        parent, _, name = folder.rpartition("/")
        last = next((one for one in versions if one.blob), None)
        if parent != data or last is None or trails.named(folder).was_compiled(last.turn):
            continue
        promises = blocks_of(trails.text(last))
        found.append(AgencyBefore(name, version_of(last), len(promises), _rows(trails, folder)))
    return found


def _rows(trails: Trails, folder: str) -> int:
    versions: Sequence[FileVersion] = trails.repository.versions.get(f"{folder}/{RESULTS}", ())
    text = trails.text(next((one for one in versions if one.blob), None))
    return max(0, len(text.split("\n")) - 2)
