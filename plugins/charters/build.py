"""A site built beside the old one, checked, and put in its place in one step, or not at all."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from charters.publishing.rendering import Rendered, SiteError
from charters.rules import Audit
from charters.rules.pages.finished import check_site

ENGINES = ("mkdocs", "plain")
_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


@contextmanager
def place_beside(root: Path, site: Path) -> Iterator[Path]:
    """Yield the folder to build a site in, for this build alone; put right an interrupted build.

    Whatever goes wrong in between, the site stays as it was.
    """
    _refuse_other_folders(root, site)
    new, old = (site.with_name(f".{site.name}-{word}") for word in ("new", "old"))
    try:
        with _alone(site):
            if old.exists() and not site.exists():
                old.rename(site)
            for left in (new, old):
                if left.exists():
                    shutil.rmtree(left)
            try:
                yield new
            finally:
                shutil.rmtree(new, ignore_errors=True)
    except OSError as fault:
        at = f" ({fault.filename})" if fault.filename else ""
        raise SiteError(f"{fault.strerror or fault}{at}") from fault


def built(engine: str, root: Path, audited: Audit, new: Path) -> Rendered:
    """Build a site, check its pages, and add what is wrong with them to what the engine says."""
    try:
        rendered = _rendered(engine, root, audited, new)
    except (OSError, SiteError):
        raise
    except Exception as fault:  # a template, an extension or a plugin: code of other people
        at = traceback.extract_tb(fault.__traceback__)[-1]
        raise SiteError(f"{at.filename}:{at.lineno}: {type(fault).__name__}: {fault}") from fault
    if not (new / "index.html").is_file():
        raise SiteError("the finished site has no index.html")
    problems = check_site(new, rendered.site_url)
    return replace(rendered, problems=(*rendered.problems, *problems))


def _rendered(engine: str, root: Path, audited: Audit, new: Path) -> Rendered:
    if engine == "plain":
        from charters import plain_engine

        return plain_engine.render(root, audited, new)
    try:
        from charters import mkdocs_engine
    except ModuleNotFoundError as fault:
        name = (fault.name or "").partition(".")[0]
        message = f"{name} is not installed; run: pip install 'mkdocs>=1.6.1,<2', or build with --engine plain"
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
        shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    names = os.fsencode(one), os.fsencode(other)
    return rename is not None and rename(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0


def _refuse_other_folders(root: Path, site: Path) -> None:
    """Refuse to replace what no build has made."""
    if site.exists() and not site.is_dir():
        raise SiteError(f"{site} is a file; remove it, or name another folder with --out")
    if root.is_relative_to(site):
        raise SiteError(f"{site} holds the files of the site; name another folder with --out")
    if site.is_dir() and any(site.iterdir()) and not (site / "index.html").is_file():
        message = f"{site} holds files and no index.html, so it is no site; empty it, or name another folder with --out"
        raise SiteError(message)


@contextmanager
def _alone(site: Path) -> Iterator[None]:
    site.parent.mkdir(parents=True, exist_ok=True)
    with site.with_name(f".{site.name}.lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            message = f"another build of {site} is running ({lock.read() or 'just begun'}); wait until it has ended"
            raise SiteError(message) from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {time.strftime('%H:%M:%S')}")
        lock.flush()
        yield
