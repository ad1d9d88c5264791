"""What was seen on the pages of earlier builds: a page that is what it was is not looked at again.

Kept in the user's own folder for such things, where no file of a site can put anything. Whoever deletes it has every page looked at.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from sys import implementation

from charters.problems import Problem

Lead = tuple[str, str]
"""An address of this site, from its root, and a place there."""
_SITES = 10
"""So many sites are kept at most, those that were built last."""
_PROGRAM = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of a page when it is let go."""

    problems: tuple[Problem, ...] = ()
    """What is wrong with it, whatever the other pages are."""
    ids: str = ""
    """The places that links can lead to, each between two line ends: no id has one."""
    leads_to: frozenset[Lead] = frozenset()
    """Where on this site its links lead."""
    key: str = ""
    """What tells the page, and how it was looked at, from any other; '' where that is not asked."""


class Known:
    """Pages without a problem that a build of a site has seen, for its next build."""

    def __init__(self, site: str, how: Iterable[object], *, fresh: bool = False) -> None:
        """Find what was kept of a site, unless all is to be seen anew; on `how` a look depends besides the page."""
        self._how, self._is_new = " ".join(map(repr, how)), False
        self._count, self._kept = 0, BytesIO()
        # Packed as it comes: what is kept of a whole government is large.
        self._pack = gzip.GzipFile(fileobj=self._kept, mode="wb", compresslevel=1, mtime=0)
        name = blake2b(f"{site} {_program()}".encode(), digest_size=16).hexdigest()
        self._place = _folder() / f"{name}.gz"
        self._before = {} if fresh else _read(self._place)

    def key(self, path: str, content: bytes, *, is_judged: bool) -> str:
        """Return what tells a page, and how it is looked at, from any other."""
        said = f"{self._how} {path} {is_judged}\n".encode()
        return blake2b(said + content, digest_size=16).hexdigest()

    def seen(self, key: str) -> Seen | None:
        """Return what was seen on the page; None where it was not looked at."""
        if (said := self._before.get(key)) is None:
            return None
        ids, leads = json.loads(said)
        return Seen((), ids, frozenset((address, place) for address, place in leads), key)

    def keep(self, seen: Seen) -> None:
        """Keep what was seen on a page, unless something is wrong with it: where that stands may change."""
        if not seen.problems:
            said = self._before.get(seen.key)
            self._is_new, self._count = self._is_new or said is None, self._count + 1
            said = said or json.dumps([seen.ids, sorted(seen.leads_to)])
            self._pack.write(f"{seen.key} {said}\n".encode())

    def save(self) -> None:
        """Write what was seen by this build, in place of what the one before saw."""
        if not self._is_new and self._count == len(self._before):
            return
        with suppress(OSError):
            self._place.parent.mkdir(parents=True, exist_ok=True)
            new = self._place.with_suffix(f".{os.getpid()}")
            self._pack.close()
            new.write_bytes(self._kept.getbuffer())
            new.replace(self._place)
            every = sorted(self._place.parent.iterdir(), key=lambda one: one.stat().st_mtime)
            for old in every[:-_SITES]:
                old.unlink()


def _read(place: Path) -> dict[str, str]:
    """Return what is kept; nothing where it is not there, or spoiled."""
    try:
        with gzip.open(place, "rt", encoding="utf-8") as lines:
            return dict(line.rstrip("\n").split(" ", 1) for line in lines)
    except (OSError, EOFError, ValueError, zlib.error):
        return {}


def _folder() -> Path:
    """Return the folder of this user for what can be made again."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "charters"


@lru_cache(maxsize=1)
def _program() -> str:
    """Return what tells this program from any other version of it, and from one on other libraries."""
    told = blake2b(f"{implementation.cache_tag} {version('selectolax')}".encode())
    for file in sorted(one for one in _PROGRAM.rglob("*") if one.suffix in (".py", ".toml")):
        told.update(f"\n{file.relative_to(_PROGRAM)}\n".encode() + file.read_bytes())
    return told.hexdigest()
