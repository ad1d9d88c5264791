"""A site built beside the old one, checked, and put in its place in one step, or not at all."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from charters.problems import refusal
from charters.problems.message import _
from charters.publishing.rendering import Rendered, SiteError
from charters.rules import Audit
from charters.workers import WorkError, how_it_failed

_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


@contextmanager
def place_beside(
    root: Path, site: Path, read: Iterable[str], mark: str = "index.html"
) -> Iterator[Path]:
    """Yield the folder to build a site in, for this build alone; put right an interrupted build.

    `read` are the folders that the site is made from, `mark` is a file that every such folder has. Whatever goes wrong in between, the site stays as it was.
    """
    new, old = (site.with_name(f".{site.name}-{word}") for word in ("new", "old"))
    try:
        _refuse_other_folders(root, site, read, mark)
        with _alone(site):
            if old.is_dir() and not old.is_symlink() and not site.exists():
                old.rename(site)
            for left in (new, old):
                _take_away(left)
            try:
                yield new
            finally:
                with suppress(OSError):
                    _take_away(new)
    except OSError as fault:
        raise SiteError(refusal(fault)) from fault


def built(engine: str, root: Path, audited: Audit, new: Path) -> Rendered:
    """Build a site, whose engine checks its pages."""
    try:
        rendered = _rendered(engine, root, audited, new)
    except (OSError, SiteError):
        raise
    except WorkError as fault:
        raise SiteError(fault.args[0]) from fault
    except Exception as fault:  # a template, an extension or a plugin: code of other people
        raise SiteError(how_it_failed(fault)) from fault
    if not (new / "index.html").is_file():
        raise SiteError(_("the finished site has no index.html"))
    return rendered


def _rendered(engine: str, root: Path, audited: Audit, new: Path) -> Rendered:
    if engine == "plain":
        from charters import plain_engine

        return plain_engine.render(root, audited, new)
    try:
        from charters import mkdocs_engine
    except ModuleNotFoundError as fault:
        name = (fault.name or "").partition(".")[0]
        message = _(
            "{name} is not installed; run: {command}, or build with --engine plain",
            name=name,
            command="pip install 'mkdocs>=1.6.1,<2'",
        )
        raise SiteError(message) from fault
    return mkdocs_engine.render(root, audited, new)


def exchange(new: Path, site: Path) -> None:
    """Put a new site in the place of the old one, in one step where the system has such a step."""
    if not site.exists():
        new.rename(site)
    elif not _exchanged(new, site):
        old = site.with_name(f".{site.name}-old")
        site.rename(old)
        try:
            new.rename(site)
        except OSError:
            old.rename(site)
            raise
        _take_away(old)


def _take_away(path: Path) -> None:
    """Remove what an earlier build left, also where its folders may not be written to."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        try:
            shutil.rmtree(path)
        except PermissionError:
            path.chmod(0o700)
            for at, folders, _files in os.walk(path):
                for inner in (Path(at, name) for name in folders):
                    if not inner.is_symlink():
                        inner.chmod(0o700)
            shutil.rmtree(path)


def _exchanged(one: Path, other: Path) -> bool:
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    names = os.fsencode(one), os.fsencode(other)
    return rename is not None and rename(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0


def place_of(path: Path) -> Path:
    """Return the place a site is published in; a link could lead to any folder of the machine."""
    site = Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow a link
    return site.parent.resolve() / site.name


def _refuse_other_folders(root: Path, site: Path, read: Iterable[str], mark: str) -> None:
    """Refuse to replace what no build has made, and to publish among what is read or published."""
    path = str(site)
    if site.is_symlink():
        raise SiteError(_("{path} is a link; remove it, or name the folder itself", path=path))
    for name in filter(None, read):
        if site.is_relative_to(root / name):
            message = _("{path} lies in {name}/; name another folder", path=path, name=name)
            raise SiteError(message)
    if site.exists() and not site.is_dir():
        raise SiteError(_("{path} is a file; remove it, or name another folder", path=path))
    if root.is_relative_to(site):
        raise SiteError(_("{path} holds the files of the site; name another folder", path=path))
    if site.is_dir() and any(site.iterdir()) and not (site / mark).is_file():
        message = _(
            "{path} holds files and no {mark}, so no build has made it; empty it, or name another folder",
            path=path,
            mark=mark,
        )
        raise SiteError(message)


def _own(path: str, _flags: int) -> int:
    """Open a file that may have to be made; never the one that a link leads to."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o644)


@contextmanager
def _alone(site: Path) -> Iterator[None]:
    site.parent.mkdir(parents=True, exist_ok=True)
    place = site.with_name(f".{site.name}.lock")
    if place.is_symlink() or (place.exists() and not place.is_file()):
        raise SiteError(_("{path} is not a plain file; remove it", path=str(place)))
    with open(place, "r+", encoding="utf-8", opener=_own) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            message = _(
                "another build of {path} is running ({which}); wait until it has ended",
                path=str(site),
                which=lock.read() or _("just begun"),
            )
            raise SiteError(message) from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {time.strftime('%H:%M:%S')}")
        lock.flush()
        yield
