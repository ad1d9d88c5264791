"""The files that a site is made from, looked at again and again: that also sees what no system tells of.

Folders that are taken away and put back, files written through another one, disks of a network and of a container.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR
from threading import Event

State = Mapping[str, tuple[int, int, int]]
"""When each file was written, how large it is, and which one it is."""

OFTEN = 0.1
"""Seconds between two looks, at least."""
_SHARE = 10
"""Looking may take one part in so many of the time."""


@dataclass
class Watched:
    """Folders with all below them, and files."""

    paths: frozenset[Path] = frozenset()
    ended: Event = field(default_factory=Event)
    """Set from outside, to look no more."""
    _took: float = 0
    """Seconds that the last look took."""

    def state(self) -> State:
        """Return how the files are now."""
        return {str(path): said for path in _files(self.paths) if (said := _said(path))}

    def settled(self) -> State:
        """Return how the files are as soon as nobody is writing them."""
        before, now = self.state(), self._in_a_moment()
        while now != before and not self.ended.is_set():
            before, now = now, self._in_a_moment()
        return now

    def wait_for_change(self, since: State) -> None:
        """Wait until files are other than they were."""
        while self._in_a_moment() == since and not self.ended.is_set():
            pass

    def _in_a_moment(self) -> State:
        self.ended.wait(max(OFTEN, _SHARE * self._took))
        began = time.monotonic()
        state = self.state()
        self._took = time.monotonic() - began
        return state


def changed(since: State, now: State) -> list[Path]:
    """Return which files are other than they were."""
    either = sorted({*since, *now})
    return [Path(path) for path in either if since.get(path) != now.get(path)]


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        yield path
        for folder, folders, names in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (Path(folder, name) for name in names if not name.startswith("."))


def _said(path: Path) -> tuple[int, int, int] | None:
    """Return what tells one state of a file from another; None of a folder, and where nothing is."""
    with suppress(OSError):
        found = path.lstat()
        return None if S_ISDIR(found.st_mode) else (found.st_mtime_ns, found.st_size, found.st_ino)
    return None
