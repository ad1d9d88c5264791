"""Earlier versions of files in a git repository.

Only the line of first parents is followed: what was published, not every step on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from charters.model.file_names import STANDARDS
from charters.problems.message import _
from charters.reading.past.git_objects import (
    GitError,
    Objects,
    asked_of,
    commit_of,
    folders,
    needed,
    objects_of,
)

LARGEST = 4_000_000
"""Bytes of one version; a larger one was never a file of ours."""
_LAST_SECOND = 253402300799
"""The end of the year 9999; a clock that is further on is wrong."""


class FileVersion(NamedTuple):
    """One version of a file: the commit that made it, and its blob."""

    commit: str
    day: date
    """The day of the commit; never before that of an earlier one, whatever its author's clock said."""
    turn: int
    """How many commits came after it."""
    blob: str
    """'' where the file was taken away."""


class Repository(NamedTuple):
    """The earlier versions of files, newest first, by the path each had last."""

    head: str
    shallow: bool
    versions: Mapping[str, Sequence[FileVersion]]


def read_versions(root: Path, *names: str) -> Repository | None:
    """Return the earlier versions of every file with one of the names below a folder; None without git."""
    found = objects_of(root)
    if found is None:
        return None
    prefix = root.resolve().relative_to(found.top).as_posix()
    prefix = "" if prefix == "." else f"{prefix}/"
    log = asked_of(
        found, "log", "-z", "--raw", "--no-abbrev", "-M", "--first-parent", "-m",
        "--no-color", "--format=%x01%H", found.head, "--", *(f":(glob)**/{name}" for name in names),
    )  # fmt: skip
    versions = {
        path.removeprefix(prefix): trail
        for path, trail in _trails(log, _line(found)).items()
        if path.startswith(prefix)
    }
    return Repository(found.head, bool(found.shallow), versions)


def _line(repository: Objects) -> dict[str, tuple[date, int]]:
    """Return the day of each commit on the line of first parents, and how many came after it.

    A day is never before that of an earlier commit: a clock that was set back proves nothing.
    """
    said = asked_of(repository, "rev-list", "--first-parent", "--timestamp", repository.head)
    listed = [line.split() for line in said.decode().splitlines()]
    found: dict[str, tuple[date, int]] = {}
    latest = 0
    for turn, (seconds, commit) in reversed(list(enumerate(listed))):
        latest = min(max(latest, int(seconds)), _LAST_SECOND)
        found[commit] = datetime.fromtimestamp(latest, UTC).date(), turn
    return found


def read_blobs(
    root: Path, blobs: Sequence[str], known: Mapping[str, int] | None = None
) -> dict[str, bytes]:
    """Return the content of blobs as it was committed; `known` has their sizes, where they were asked for."""
    known = sizes_of(root, blobs) if known is None else known
    sizes = {blob: known[blob] for blob in blobs if blob in known}
    repository = objects_of(root) if sizes else None
    if repository is None:
        return {}
    answer = asked_of(repository, "cat-file", "--batch", given="\n".join(sizes).encode())
    found: dict[str, bytes] = {}
    at = 0
    for name, size in sizes.items():
        at = answer.index(b"\n", at) + 1  # the head of an answer: name, kind, size
        found[name] = answer[at : at + size]
        at += size + 1
    return found


def commit_named(root: Path, name: str) -> str:
    """Return the commit that a name of git stands for: a branch, a tag, `origin/main`, a hash, each with `~1`."""
    repository = needed(root)
    plain = re.split(r"[~^]", name, maxsplit=1)[0]
    own, common = folders(root)
    places = ("", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/")
    named = (commit_of(own, common, f"{place}{plain}") for place in places if plain)
    known = next(filter(None, named), "")
    unknown = _("there is no branch, tag or commit '{name}'", name=name[:80])
    if not known and not re.fullmatch("[0-9a-f]{4,64}", plain):
        raise GitError(unknown)
    found = asked_of(
        repository, "rev-parse", "--verify", "--quiet", "--end-of-options",
        f"{known or plain}{name[len(plain):]}^{{commit}}",
        refused=unknown,
    )  # fmt: skip
    return found.decode().strip()


def parted_at(root: Path, one: str, other: str) -> str:
    """Return the last commit that two lines of work share; '' where none is here."""
    try:
        return asked_of(needed(root), "merge-base", one, other).decode().split("\n")[0]
    except GitError:
        return ""


def day_of(root: Path, commit: str) -> date:
    """Return the day of a commit."""
    said = asked_of(needed(root), "show", "--no-patch", "--format=%ct", commit)
    return datetime.fromtimestamp(min(int(said.split()[-1]), _LAST_SECOND), UTC).date()


@contextmanager
def folder_at(root: Path, commit: str, *names: str) -> Iterator[Path]:
    """Write the folders of these names, as a commit has them, into a folder of our own: nothing is checked out."""
    repository = needed(root)
    below = root.resolve().relative_to(repository.top)
    asked = [str(below / name) for name in names]
    said = asked_of(repository, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *asked)
    entries = [one.partition("\t") for one in said.decode("utf-8", "surrogateescape").split("\0")]
    files = {
        Path(path): about.split(" ")[2]
        for about, _tab, path in entries
        if about.startswith("100") and not {"..", ".git"} & set(Path(path).parts)
    }  # no link, and no other repository
    blobs = read_blobs(root, sorted(set(files.values())))
    with TemporaryDirectory(prefix="charters-past-") as place:
        home = Path(place).resolve()
        for path, blob in files.items():
            file = home / path.relative_to(below)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(blobs.get(blob, b""))
        yield home


def is_shallow(root: Path) -> bool:
    """Return whether only the last commits are here."""
    repository = objects_of(root)
    return repository is not None and bool(repository.shallow)


def sizes_of(root: Path, blobs: Sequence[str]) -> dict[str, int]:
    """Return the bytes of each blob that is here and not too large: a small pack may hold a flood."""
    repository = objects_of(root) if blobs else None
    if repository is None:
        return {}
    asked = "\n".join(blobs).encode()
    answer = asked_of(repository, "cat-file", "--batch-check", given=asked).decode().splitlines()
    told = (line.split(" ") for line in answer)  # name, kind, size; or name, missing
    return {
        name: int(size[0])
        for name, kind, *size in told
        if kind == "blob" and int(size[0]) <= LARGEST
    }


def _trails(log: bytes, line: Mapping[str, tuple[date, int]]) -> dict[str, list[FileVersion]]:
    """Return the versions of every file by the last name it had."""
    followed: dict[str, list[FileVersion]] = {}
    trails: dict[str, list[FileVersion]] = {}
    for commit, records in groupby(_records(log), key=itemgetter(0)):
        for _commit, status, blob, path, source in _with_their_folders([*records]):
            trail = followed.pop(path, None) or trails.setdefault(path, [])
            trail.append(FileVersion(commit, *line[commit], "" if status == "D" else blob))
            followed[source or path] = trail
    return trails


_Record = tuple[str, str, str, str, str]
"""Of one change: its commit, its kind, the blob, the path, and the path it was renamed from."""


def _with_their_folders(records: Sequence[_Record]) -> Iterator[_Record]:
    """Yield the changes of one commit; a file that went without its folder ended there and began here."""
    moved = {
        (_folder(source), _folder(path))
        for _commit, _kind, _blob, path, source in records
        if source and path.endswith(STANDARDS)
    }
    for commit, kind, blob, path, source in records:
        if source and (_folder(source), _folder(path)) not in moved:
            yield commit, "A", blob, path, ""
            yield commit, "D", "", source, ""
        else:
            yield commit, kind, blob, path, source


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _records(log: bytes) -> Iterator[_Record]:
    """Yield each change of a file, newest first, with the name it was renamed from."""
    commit = ""
    parts = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    for part in parts:
        said = part.lstrip("\n")
        if said.startswith("\x01"):
            commit = said[1:]
        elif said.startswith(":"):
            _, _, _old, new, status = said.split(" ")
            path, source = next(parts), ""
            if status[0] in "RC":
                path, source = next(parts), path
            yield commit, status[0], new, path, source
