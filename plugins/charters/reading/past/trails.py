"""The files of one agency through time, under whatever name its folder had."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from charters.model.file_names import AGENCY, FILES, STANDARDS
from charters.model.past import Version
from charters.model.settings import Settings
from charters.problems import errors_of
from charters.reading.agency_reading import read_agency
from charters.reading.past.blocks import blocks_of, sentence_of
from charters.reading.past.git_versions import FileVersion, Repository, read_blobs, sizes_of
from charters.reading.sources import SourceText, decoded
from charters.reading.yamldoc import document_of

_MOST_READ_AGAIN = 12
"""Commits of which all files of an agency are read again; of further ones we take it that they were good."""


@dataclass
class Trails:
    """The versions of every file of a site that a repository knows."""

    home: Path
    settings: Settings
    repository: Repository
    texts: dict[str, str] = field(default_factory=dict)
    """Contents that were read, by blob."""

    def text(self, version: FileVersion | None) -> str:
        """Return a version's text; '' where there is none, or it cannot be read."""
        blob = version.blob if version else ""
        if blob and blob not in self.texts:
            self.load([blob])
        return self.texts.get(blob, "")

    def load(self, blobs: Sequence[str]) -> None:
        """Read contents at once, which is far quicker than one by one."""
        wanted = sorted({blob for blob in blobs if blob and blob not in self.texts})
        found = read_blobs(self.home, wanted, self.sizes)
        self.texts |= {blob: text_of(found.get(blob, b"")) for blob in wanted}

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """The bytes of every content: git is asked for all of them at once."""
        trails = self.repository.versions.values()
        return sizes_of(
            self.home, sorted({one.blob for trail in trails for one in trail if one.blob})
        )

    @cached_property
    def gone(self) -> dict[str, Sequence[FileVersion]]:
        """The versions of each standards.yml that is not there any more, by its last folder."""
        return {
            path.removesuffix(f"/{STANDARDS}"): trail
            for path, trail in self.repository.versions.items()
            if path.endswith(f"/{STANDARDS}") and not (self.home / path).exists()
        }

    def of(self, folder: str, now: str, formerly: Sequence[str] = ()) -> FolderTrail:
        """Return the versions of an agency's files; `now` is its standards.yml of today.

        A folder that went away is this one under an old name where agency.yml says so (`formerly`),
        or where half of these promises stood in it.
        """
        trail = self.named(folder)
        named = {f"{folder.rpartition('/')[0]}/{name}" for name in formerly}
        while older := self._older_name(trail.files[STANDARDS], now, named):
            del self.gone[older]
            for name, before in self.named(older).files.items():
                trail.files[name] += [one for one in before if one.blob]
        return trail

    def named(self, folder: str) -> FolderTrail:
        """Return the versions of an agency's files under one name of its folder alone."""
        versions = self.repository.versions
        files = {name: list(versions.get(f"{folder}/{name}", ())) for name in FILES}
        return FolderTrail(self, folder.rpartition("/")[2], files)

    def _older_name(
        self, trail: Sequence[FileVersion], now: str, named: Collection[str]
    ) -> str | None:
        if not self.gone:
            return None
        first = next((one for one in reversed(trail) if one.blob), None)
        mine = _marks(self.text(first) if first else now)
        ended = {
            folder: next((v for v in other if v.blob), None) for folder, other in self.gone.items()
        }
        before = [
            (last.turn, folder)
            for folder, last in ended.items()
            if last is not None
            and (first is None or last.turn >= first.turn)
            and (folder in named or 2 * len(mine & _marks(self.text(last))) >= max(1, len(mine)))
        ]
        return min(before, default=(0, None))[1]


@dataclass
class FolderTrail:
    """The versions of the files of one agency, newest first."""

    site: Trails
    agency: str
    files: dict[str, list[FileVersion]]
    _passed: dict[int, bool] = field(default_factory=dict)

    def at(self, name: str, turn: int) -> FileVersion | None:
        """Return the version of a file that stood there at a commit; None where there was none."""
        found = next((one for one in self.files[name] if one.turn >= turn), None)
        return found if found and found.blob else None

    def was_compiled(self, turn: int) -> bool:
        """Return whether somebody else had put the charter together at a commit."""
        return _says_compiled(self.site.text(self.at(AGENCY, turn)))

    def own(self, name: str) -> list[FileVersion]:
        """Return the versions of a file that the agency itself published."""
        return [one for one in self.files[name] if not self.was_compiled(one.turn)]

    def turns(self, until: int) -> list[int]:
        """Return the commits that changed any of the files, from one of them on, oldest first."""
        found = {one.turn for trail in self.files.values() for one in trail if one.turn <= until}
        return sorted(found, reverse=True)

    @cached_property
    def days(self) -> dict[int, date]:
        """The day of each commit that changed any of the files."""
        return {one.turn: one.day for trail in self.files.values() for one in trail}

    def passed(self, turn: int) -> bool:
        """Return whether the agency's files of a commit can be read without an error today."""
        if turn not in self._passed:
            if len(self._passed) == _MOST_READ_AGAIN:
                return True
            self._passed[turn] = self._read_again(turn)
        return self._passed[turn]

    def published(self, name: str, commit: str) -> bool:
        """Return whether a version of a file stood at a commit whose files are without an error."""
        versions = self.files[name]
        at = next((n for n, one in enumerate(versions) if one.commit == commit), None)
        if at is None:
            return True
        until = versions[at - 1].turn if at else -1
        return any(self.passed(turn) for turn in self.turns(versions[at].turn) if turn > until)

    def _read_again(self, turn: int) -> bool:
        settings = self.site.settings
        with TemporaryDirectory(prefix="charters-past-") as place:
            home = Path(place).resolve()
            folder = home / settings.data_dir / self.agency
            folder.mkdir(parents=True)
            for name in FILES:
                if version := self.at(name, turn):
                    (folder / name).write_text(self.site.text(version), encoding="utf-8")
            read = read_agency(home, folder, settings, self.days[turn])
        wrong = errors_of(read.problems)
        return read.charter is not None and all(one.code.startswith("M") for one in wrong)


def text_of(data: bytes) -> str:
    """Return a content as the reader of today would have it; '' where it would refuse the file."""
    source, _problems = decoded(STANDARDS, data)
    return source.text if source else ""


def version_of(version: FileVersion) -> Version:
    """Return a version without what only git knows of it."""
    return Version(version.commit, version.day)


@lru_cache(maxsize=1024)
def _says_compiled(text: str) -> bool:
    if "compiled" not in text:
        return False
    document, _ = document_of(SourceText(AGENCY, text))
    return document is not None and "compiled" in document.top


def _marks(text: str) -> set[str]:
    """Return what an agency's promises are known by: their ids and their sentences."""
    blocks = blocks_of(text)
    return {*blocks, *filter(None, map(sentence_of, blocks.values()))}
