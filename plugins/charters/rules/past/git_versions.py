"""Earlier versions of files, read from git by its plumbing; attributes and filters play no part.

Only the line of first parents is followed: what was published, not every step on the way.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_GIT = (
    "git",
    "--no-pager",
    "--no-replace-objects",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
)
_NO_BLOB = "0"
LARGEST = 4_000_000
"""Bytes of one version; a larger one was never a file of ours."""


class GitError(Exception):
    """Git is here but cannot be asked; its own words say why."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a file: the commit that made it, its day, and its blob."""

    commit: str
    day: str
    blob: str


@dataclass(frozen=True)
class Past:
    """The earlier versions of files, newest first, by the path a file has at HEAD."""

    head: str
    shallow: bool
    versions: Mapping[str, Sequence[Version]]


@dataclass
class _Trail:
    """The versions of one file while we walk back in time."""

    name: str
    versions: list[Version] = field(default_factory=list)


def read_past(root: Path, name: str) -> Past | None:
    """Return the earlier versions of every file with a name below a folder; None without git."""
    found = _asked(root, "rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD")
    if found is None:
        return None
    shallow, prefix, head = (*found.decode().split("\n"), "", "")[:3]
    log = _asked(
        root, "log", "-z", "--raw", "--no-abbrev", "-M", "--first-parent", "-m",
        "--no-show-signature", "--no-color", "--no-ext-diff", "--format=%x01%H%x02%cs",
        "HEAD", "--", f":(glob)**/{name}",
    )  # fmt: skip
    trails = _trails(log or b"")
    versions = {
        trail.removeprefix(prefix): found.versions
        for trail, found in trails.items()
        if trail.startswith(prefix)
    }
    return Past(head.strip(), shallow.strip() == "true", versions)


def read_blobs(root: Path, blobs: Sequence[str]) -> dict[str, bytes]:
    """Return the content of blobs as it was committed."""
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    answer = _asked(root, "cat-file", "--batch", given=asked) if blobs else b""
    found: dict[str, bytes] = {}
    at = 0
    while answer and at < len(answer):
        end = answer.index(b"\n", at)
        name, kind, *size = answer[at:end].decode().split(" ")
        at = end + 1
        if kind == "blob":
            length = int(size[0])
            if length <= LARGEST:
                found[name] = answer[at : at + length]
            at += length + 1
    return found


def blob_name(data: bytes, like: str) -> str:
    """Return the name git gives to a content, in the kind of hash that `like` has."""
    kind = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return kind(b"blob %d\0" % len(data) + data).hexdigest()


def _asked(root: Path, *command: str, given: bytes | None = None) -> bytes | None:
    """Return what git answers; None where there is no git or no repository."""
    # What a hook of another repository has set would lead git astray.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        ran = subprocess.run(  # noqa: S603 - a fixed command, no shell
            (*_GIT, *command),
            cwd=root,
            env=environment,
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    if ran.returncode == 0:
        return ran.stdout
    said = ran.stderr.decode(errors="replace").strip()
    if any(part in said for part in ("not a git repository", "unknown revision", "bad revision")):
        return None
    raise GitError(said.partition("\n")[0])


def _trails(log: bytes) -> dict[str, _Trail]:
    """Return the trail of every file by the last name it had."""
    followed: dict[str, _Trail] = {}
    trails: dict[str, _Trail] = {}
    for commit, day, status, new, old, path, source in _records(log):
        trail = followed.pop(path, None) or trails.setdefault(path, _Trail(path))
        blob = old if status == "D" else new
        trail.versions.append(Version(commit, day, blob))
        followed[source or path] = trail
    return trails


def _records(log: bytes) -> Iterator[tuple[str, str, str, str, str, str, str]]:
    """Yield each change of a file, newest first, with the name it was renamed from."""
    commit = day = ""
    parts = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    for part in parts:
        said = part.lstrip("\n")
        if said.startswith("\x01"):
            commit, _, day = said[1:].partition("\x02")
        elif said.startswith(":"):
            _, _, old, new, status = said.split(" ")
            path, source = next(parts), ""
            if status[0] in "RC":
                path, source = next(parts), path
            yield commit, day, status[0], new, old, path, source
