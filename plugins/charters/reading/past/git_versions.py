"""Earlier versions of files, read from a git repository without acting on anything it says.

Git itself reads the objects, through a folder of our own that borrows them: no configuration, hook,
filter, pager, monitor or remote of the repository is ever read, and nothing missing is fetched.
Only the line of first parents is followed: what was published, not every step on the way.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from charters.reading.past.blocks import STANDARDS

LARGEST = 4_000_000
"""Bytes of one version; a larger one was never a file of ours."""
_LAST_SECOND = 253402300799
"""The end of the year 9999; a clock that is further on is wrong."""
PATIENCE = 30
"""Seconds that git may take; 10,000 commits take one."""
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_FORMAT = "[core]\nrepositoryformatversion = {version}\nbare = true\n{more}"


class GitError(Exception):
    """Git is here but cannot be asked; its own words say why."""


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


class _Repository(NamedTuple):
    """A repository that a folder stands in: where its objects are, and what HEAD is."""

    top: Path
    objects: Path
    head: str
    shallow: bytes
    """The commits without parents here, as git keeps them; empty where the history is whole."""


def read_versions(root: Path, *names: str) -> Repository | None:
    """Return the earlier versions of every file with one of the names below a folder; None without git."""
    found = _repository(root)
    if found is None:
        return None
    prefix = root.resolve().relative_to(found.top).as_posix()
    prefix = "" if prefix == "." else f"{prefix}/"
    log = _asked(
        found, "log", "-z", "--raw", "--no-abbrev", "-M", "--first-parent", "-m",
        "--no-color", "--format=%x01%H", found.head, "--", *(f":(glob)**/{name}" for name in names),
    )  # fmt: skip
    versions = {
        path.removeprefix(prefix): trail
        for path, trail in _trails(log, _line(found)).items()
        if path.startswith(prefix)
    }
    return Repository(found.head, bool(found.shallow), versions)


def _line(repository: _Repository) -> dict[str, tuple[date, int]]:
    """Return the day of each commit on the line of first parents, and how many came after it.

    A day is never before that of an earlier commit: a clock that was set back proves nothing.
    """
    said = _asked(repository, "rev-list", "--first-parent", "--timestamp", repository.head)
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
    repository = _repository(root) if sizes else None
    if repository is None:
        return {}
    answer = _asked(repository, "cat-file", "--batch", given="\n".join(sizes).encode())
    found: dict[str, bytes] = {}
    at = 0
    for name, size in sizes.items():
        at = answer.index(b"\n", at) + 1  # the head of an answer: name, kind, size
        found[name] = answer[at : at + size]
        at += size + 1
    return found


def commit_named(root: Path, name: str) -> str:
    """Return the commit that a name of git stands for: a branch, a tag, `origin/main`, a hash, each with `~1`."""
    repository = _needed(root)
    plain = re.split(r"[~^]", name, maxsplit=1)[0]
    own, common = _folders(root)
    places = ("", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/")
    named = (_commit(own, common, f"{place}{plain}") for place in places if plain)
    known = next(filter(None, named), "")
    if not known and not re.fullmatch("[0-9a-f]{4,64}", plain):
        raise GitError(f"there is no branch, tag or commit '{name[:80]}'")
    found = _asked(
        repository, "rev-parse", "--verify", "--quiet", "--end-of-options",
        f"{known or plain}{name[len(plain):]}^{{commit}}",
        refused=f"there is no branch, tag or commit '{name[:80]}'",
    )  # fmt: skip
    return found.decode().strip()


def parted_at(root: Path, one: str, other: str) -> str:
    """Return the last commit that two lines of work share; '' where none is here."""
    try:
        return _asked(_needed(root), "merge-base", one, other).decode().split("\n")[0]
    except GitError:
        return ""


def day_of(root: Path, commit: str) -> date:
    """Return the day of a commit."""
    said = _asked(_needed(root), "show", "--no-patch", "--format=%ct", commit)
    return datetime.fromtimestamp(min(int(said.split()[-1]), _LAST_SECOND), UTC).date()


@contextmanager
def folder_at(root: Path, commit: str, *names: str) -> Iterator[Path]:
    """Write the folders of these names, as a commit has them, into a folder of our own: nothing is checked out."""
    repository = _needed(root)
    below = root.resolve().relative_to(repository.top)
    asked = [str(below / name) for name in names]
    said = _asked(repository, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *asked)
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
    repository = _repository(root)
    return repository is not None and bool(repository.shallow)


def top_of(root: Path) -> Path:
    """Return the folder of the repository that a folder stands in; itself where it stands in none."""
    return _top(root) or root


def _needed(root: Path) -> _Repository:
    repository = _repository(root)
    if repository is None:
        raise GitError("there is no git repository here, or nothing was committed yet")
    return repository


def sizes_of(root: Path, blobs: Sequence[str]) -> dict[str, int]:
    """Return the bytes of each blob that is here and not too large: a small pack may hold a flood."""
    repository = _repository(root) if blobs else None
    if repository is None:
        return {}
    asked = "\n".join(blobs).encode()
    answer = _asked(repository, "cat-file", "--batch-check", given=asked).decode().splitlines()
    told = (line.split(" ") for line in answer)  # name, kind, size; or name, missing
    return {
        name: int(size[0])
        for name, kind, *size in told
        if kind == "blob" and int(size[0]) <= LARGEST
    }


def _repository(root: Path) -> _Repository | None:
    """Return the repository that a folder stands in; None where there is none, or no commit.

    It is found by its `.git` alone: a folder that merely looks like a bare repository is none.
    """
    top = _top(root)
    if top is None:
        return None
    try:
        own, common = _folders(root)
        _check_owner(top, own)
        head = _commit(own, common, "HEAD")
        objects = (common / "objects").resolve()
        _refuse_pipe(objects / "info" / "alternates")
        shallow = common / "shallow"
        cut = _bytes(shallow) if shallow.exists() else b""
    except (OSError, ValueError) as fault:  # ValueError: a path with a byte 00 in it
        raise GitError(getattr(fault, "strerror", "") or "it cannot be read") from fault
    return _Repository(top, objects, head, cut) if head else None


def _top(root: Path) -> Path | None:
    here = root.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), None)


def _folders(root: Path) -> tuple[Path, Path]:
    """Return the folder of git, and the one that all linked work trees share."""
    own = _git_folder(top_of(root) / ".git")
    return own, own / _text(own / "commondir") if (own / "commondir").exists() else own


def _git_folder(entry: Path) -> Path:
    """Return the folder behind `.git`: itself, or the one that a linked work tree names."""
    if entry.is_dir():
        return entry
    said = _text(entry)
    if not said.startswith("gitdir: "):
        raise GitError(f"{entry.name} is no repository")
    return entry.parent / said.removeprefix("gitdir: ")


def _check_owner(top: Path, folder: Path) -> None:
    """Refuse a repository of another user that this user has not called safe, as git itself does."""
    if folder.stat().st_uid in (os.geteuid(), int(os.environ.get("SUDO_UID", "-1"))):
        return
    safe = subprocess.run(  # the user's own settings, asked from a place with no repository
        ("git", "config", "--global", "--get-all", "safe.directory"),  # noqa: S607
        cwd="/",
        capture_output=True,
        check=False,
    )
    if not {b"*", os.fsencode(top)} & set(safe.stdout.split(b"\n")):
        raise GitError(
            f"the repository belongs to another user of this machine; if you trust it: git config --global --add safe.directory {top}"
        )


def _commit(own: Path, common: Path, name: str, depth: int = 0) -> str:
    """Return the commit that a name stands for; '' where there is none yet."""
    if depth > 5 or ".." in name:
        raise GitError(f"{name[:60]} leads to no commit")
    place = own / name if name == "HEAD" else common / name
    if not place.is_file():
        return _packed(common, name)
    said = _text(place)
    if said.startswith("ref: "):
        return _commit(own, common, said.removeprefix("ref: "), depth + 1)
    return said if _HASH.fullmatch(said) else ""


def _packed(common: Path, name: str) -> str:
    file = common / "packed-refs"
    lines = file.read_text("utf-8", "replace").splitlines() if file.is_file() else ()
    named = (line.partition(" ") for line in lines if not line.startswith(("#", "^")))
    return next(
        (found for found, _space, ref in named if ref == name and _HASH.fullmatch(found)), ""
    )


def _text(file: Path) -> str:
    return _bytes(file)[:4096].decode("utf-8", "replace").strip()


def _bytes(file: Path) -> bytes:
    _refuse_pipe(file)
    return file.read_bytes()


def _refuse_pipe(file: Path) -> None:
    """Refuse what is no plain file: a pipe would never end."""
    if file.exists() and not file.is_file():
        raise GitError(f"{file.name} is not a plain file")


@contextmanager
def _borrowed(repository: _Repository) -> Iterator[Path]:
    """Make a repository of our own that borrows the objects of another, and nothing else."""
    with TemporaryDirectory(prefix="charters-git-") as name:
        folder = Path(name)
        for part in ("objects/info", "refs"):
            (folder / part).mkdir(parents=True)
        sha256 = len(repository.head) == 64
        more = "[extensions]\nobjectFormat = sha256\n" if sha256 else ""
        (folder / "config").write_text(_FORMAT.format(version=int(sha256), more=more), "utf-8")
        (folder / "HEAD").write_text(f"{repository.head}\n", "utf-8")
        (folder / "objects/info/alternates").write_bytes(os.fsencode(repository.objects) + b"\n")
        if repository.shallow:
            (folder / "shallow").write_bytes(repository.shallow)
        yield folder


def _asked(
    repository: _Repository, *command: str, given: bytes | None = None, refused: str = ""
) -> bytes:
    """Return what git answers of the objects of a repository; `refused` says what it means where it does not."""
    # Neither this machine's configuration nor what a hook has set plays a part.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"LC_ALL": "C", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    environment |= {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_TERMINAL_PROMPT": "0"}
    environment |= {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_ATTR_NOSYSTEM": "1"}
    with _borrowed(repository) as folder:
        try:
            ran = subprocess.run(  # noqa: S603 - a fixed command, no shell
                ("git", f"--git-dir={folder}", "--no-pager", *command),  # noqa: S607
                cwd=folder,
                env=environment,
                input=given,
                capture_output=True,
                check=False,
                timeout=PATIENCE,
            )
        except FileNotFoundError as fault:
            raise GitError("git is not installed here") from fault
        except subprocess.TimeoutExpired as fault:
            raise GitError(f"git took more than {PATIENCE} seconds") from fault
    if ran.returncode != 0:
        said = ran.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise GitError(refused or said)
    return ran.stdout


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
