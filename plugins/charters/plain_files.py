"""The files that a site is made of, and the folder that it is written into."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from charters.publishing.site import Content


class Output:
    """A folder that files are written into; those below it are made once."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._there = folder, set[str]()

    def take(self, files: Iterable[tuple[str, Path | Content]]) -> None:
        """Write files, from what they hold or from another file."""
        for name, content in files:
            self.write(name, content)

    def write(self, name: str, content: Path | Content) -> bytes:
        """Write a file; return what it holds, unless that is another one."""
        self._make(posixpath.dirname(name))
        target = self._folder / name
        if isinstance(content, Path):
            shutil.copyfile(content, target)
            return b""
        if isinstance(content, str):
            content = content.encode("utf-8", errors="xmlcharrefreplace")
        try:
            target.write_bytes(content)
        except OSError as fault:
            fault.filename = target  # a full disk names none
            raise
        return content

    def _make(self, name: str) -> None:
        if name not in self._there:
            if name:
                self._make(posixpath.dirname(name))
            (self._folder / name).mkdir(parents=not name, exist_ok=True)
            self._there.add(name)


def files_in(folder: Path) -> dict[str, Path]:
    """Return the files of a folder that are meant for visitors, by their path in it."""
    inside = folder.resolve()
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    own = {
        path.relative_to(folder).as_posix(): path
        for path in found
        if path.resolve().is_relative_to(inside)
    }
    return {name: path for name, path in own.items() if not re.match(r"templates/|(.*/)?\.", name)}
