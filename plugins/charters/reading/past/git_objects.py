"""The objects of a git repository, asked of git without acting on anything the repository says.

Git itself reads them, through a folder of our own that borrows them: no configuration, hook, filter,
pager, monitor or remote of the repository is ever read, and nothing missing is fetched.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from charters.problems import refusal
from charters.problems.message import SILENCE, Message, _

PATIENCE = 30
"""Seconds that git may take; 10,000 commits take one."""
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_FORMAT = "[core]\nrepositoryformatversion = {version}\nbare = true\n{more}"


class GitError(Exception):
    """Git is here but cannot be asked; its own words say why."""


class Objects(NamedTuple):
    """A repository that a folder stands in: where its objects are, and what HEAD is."""

    top: Path
    objects: Path
    head: str
    shallow: bytes
    """The commits without parents here, as git keeps them; empty where the history is whole."""


def top_of(root: Path) -> Path:
    """Return the folder of the repository that a folder stands in; itself where it stands in none."""
    return _top(root) or root


def needed(root: Path) -> Objects:
    """Return the repository that a folder stands in; there has to be one."""
    repository = objects_of(root)
    if repository is None:
        raise GitError(_("there is no git repository here, or nothing was committed yet"))
    return repository


def objects_of(root: Path) -> Objects | None:
    """Return the repository that a folder stands in; None where there is none, or no commit.

    It is found by its `.git` alone: a folder that merely looks like a bare repository is none.
    """
    top = _top(root)
    if top is None:
        return None
    try:
        own, common = folders(root)
        _check_owner(top, own)
        head = commit_of(own, common, "HEAD")
        objects = (common / "objects").resolve()
        _refuse_pipe(objects / "info" / "alternates")
        shallow = common / "shallow"
        cut = _bytes(shallow) if shallow.exists() else b""
    except (OSError, ValueError) as fault:  # ValueError: a path with a byte 00 in it
        raise GitError(_why_unread(fault)) from fault
    return Objects(top, objects, head, cut) if head else None


def _why_unread(fault: OSError | ValueError) -> Message | str:
    return refusal(fault) if isinstance(fault, OSError) else _("it cannot be read")


def _top(root: Path) -> Path | None:
    here = root.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), None)


def folders(root: Path) -> tuple[Path, Path]:
    """Return the folder of git, and the one that all linked work trees share."""
    own = _git_folder(top_of(root) / ".git")
    return own, own / _text(own / "commondir") if (own / "commondir").exists() else own


def _git_folder(entry: Path) -> Path:
    """Return the folder behind `.git`: itself, or the one that a linked work tree names."""
    if entry.is_dir():
        return entry
    said = _text(entry)
    if not said.startswith("gitdir: "):
        raise GitError(_("{name} is no repository", name=entry.name))
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
        trust = f"git config --global --add safe.directory {top}"
        message = _(
            "the repository belongs to another user of this machine; if you trust it: {command}",
            command=trust,
        )
        raise GitError(message)


def commit_of(own: Path, common: Path, name: str, depth: int = 0) -> str:
    """Return the commit that a name stands for; '' where there is none yet."""
    if depth > 5 or ".." in name:
        raise GitError(_("{name} leads to no commit", name=name[:60]))
    place = own / name if name == "HEAD" else common / name
    if not place.is_file():
        return _packed(common, name)
    said = _text(place)
    if said.startswith("ref: "):
        return commit_of(own, common, said.removeprefix("ref: "), depth + 1)
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
        raise GitError(_("{path} is not a plain file; remove it", path=file.name))


@contextmanager
def _borrowed(repository: Objects) -> Iterator[Path]:
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


def asked_of(
    repository: Objects, *command: str, given: bytes | None = None, refused: Message = SILENCE
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
            raise GitError(_("git is not installed here")) from fault
        except subprocess.TimeoutExpired as fault:
            slow = _("git took more than {count} seconds", count=PATIENCE)
            raise GitError(slow) from fault
    if ran.returncode != 0:
        said = ran.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise GitError(refused or said)
    return ran.stdout
