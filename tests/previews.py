"""A preview that runs in this process, to be saved into and asked."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Callable
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Self

from charters.cli.previewing import Maker, sources
from charters.preview import Preview
from charters.preview.shown import Made
from charters.reading.site_settings import settings_of
from planting import GOOD

PATIENCE = 60
"""Seconds, on a machine that does much else."""


def until(holds: Callable[[], bool], every: float = 0.005) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(every)


class Running:
    """A preview of a copy of the good site, in this process."""

    def __init__(self, site: Path, only: str = "") -> None:
        self.site, self.printed = site, list[str]()
        self.preview = Preview(("127.0.0.1", 0), self.printed.append)
        had_file = (site / "mkdocs.yml").exists()
        maker = Maker(site, "mkdocs.yml", had_file=had_file, asked={"only": only})
        self.make = self.preview.make = maker.made
        self.preview.watch(sources(site, settings_of(site)[0].model_copy(update={"only": only})))
        self.thread = threading.Thread(target=self.preview.run, daemon=True)

    def __enter__(self) -> Self:
        self.before = threading.enumerate()
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.preview.end()
        self.thread.join(PATIENCE)
        # Nothing of it goes on: a server left behind would look for requests without a pause.
        assert not self.thread.is_alive()
        assert not [
            one
            for one in threading.enumerate()
            if "serve_forever" in one.name and one not in self.before
        ]

    @property
    def newest(self) -> Made | None:
        return self.preview.shown.newest

    def save(self, *writes: Callable[[], object]) -> str:
        """Change files, and return the banner when the preview has seen it."""
        before = self.newest
        for write in writes:
            write()
        until(lambda: self.newest is not before and self.is_of_now())
        return self.banner()

    def is_of_now(self) -> bool:
        """Whether what is shown was made of the files as they are."""
        is_still = self.preview.seen == self.preview.watched.state()
        return is_still and not self.preview.shown.is_building

    def get(self, path: str, method: str = "GET") -> tuple[HTTPResponse, str]:
        connection = HTTPConnection(*self.preview.address, timeout=5)
        connection.request(method, path)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer, body

    def page(self, path: str) -> str:
        """Return a page without its banner."""
        whole = self.get(path)[1]
        page = re.sub(r'(?s)<link rel="stylesheet" href="/.preview/.*</aside>', "", whole)
        assert page != whole
        return page

    def banner(self) -> str:
        return " ".join(
            unescape(re.sub(r"<[^>]+>", "", self.get("/.preview/said.html")[1])).split()
        )


def mend(site: Path) -> None:
    """Put every file back as it was."""
    kept = {path.relative_to(GOOD) for path in GOOD.rglob("*")}
    for path in sorted(site.rglob("*"), reverse=True):
        if path.relative_to(site) not in kept:
            path.unlink() if path.is_symlink() or path.is_file() else path.rmdir()
    for name in sorted(kept):
        ours, theirs = site / name, GOOD / name
        if theirs.is_dir():
            ours.mkdir(exist_ok=True)
        elif ours.is_symlink() or not ours.is_file() or ours.read_bytes() != theirs.read_bytes():
            ours.rmdir() if ours.is_dir() and not ours.is_symlink() else ours.unlink(
                missing_ok=True
            )
            shutil.copy(theirs, ours)
