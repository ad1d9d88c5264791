"""Addresses of other sites: where the files name them, and whether they answer; never part of a build."""

from __future__ import annotations

import http.client
import re
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag, urlsplit
from urllib.robotparser import RobotFileParser

from charters import __version__
from charters.model.periods import today
from charters.model.settings import Settings
from charters.problems import Place
from charters.reading.link_record import ANSWERED, NO_ANSWER, NOT_ALLOWED, Tried
from charters.reading.sources import text_of

_ADDRESS = re.compile(r"https?://[^\s\"'<>\[\]{}|\\^`]+")
_CELL = re.compile(r'"(?:[^"]|"")*"|[^",\n]+')
"""A comma ends a cell, and with it an address, unless the cell stands in quotation marks."""
_AFTER = ".,;:!?)"
"""What stands behind an address in a sentence; a bracket is its own only where it opens one."""
_FILES = (".yml", ".yaml", ".csv", ".md")
_WITHOUT_HEAD = (400, 403, 404, 405, 500, 501)
"""What servers say to HEAD that do not know it; GET is asked then."""
_SLOW_DOWN = (429, 503)
AGENT = f"charters/{__version__} (checks the links of a public service charter)"


def addresses(home: Path, settings: Settings) -> Mapping[str, Place]:
    """Return every address of another site that the files name, with the first place."""
    found: dict[str, Place] = {}
    for folder in (settings.data_dir, settings.docs_dir):
        for path in sorted((home / folder).rglob("*")):
            source = text_of(home, path)[0] if path.suffix in _FILES and path.is_file() else None
            for match in _written(source.text, path.suffix) if source else ():
                address = urldefrag(_bare(match[0]))[0]
                if source is not None and "." in (urlsplit(address).hostname or ""):
                    found.setdefault(address, source.place(match.start()))
    return found


def _written(text: str, kind: str) -> Iterator[re.Match[str]]:
    cells = _CELL.finditer(text) if kind == ".csv" else ()
    for start, end in [cell.span() for cell in cells] or [(0, len(text))]:
        yield from _ADDRESS.finditer(text, start, end)


def _bare(address: str) -> str:
    while address and address[-1] in _AFTER and not (address[-1] == ")" and "(" in address):
        address = address[:-1]
    return address


@dataclass
class Follower:
    """Tries addresses one after the other, each server at most once in a while."""

    delay: float
    """Seconds between two requests to one server."""
    patience: float = 20.0
    _rules: dict[str, RobotFileParser | None] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)
    _refusing: set[str] = field(default_factory=set)

    def follow(self, wanted: list[str]) -> Iterator[Tried]:
        """Yield what addresses answer, the servers in turn; one that asks for a rest is left alone."""
        by_server: dict[str, deque[str]] = {}
        for address in wanted:
            by_server.setdefault(_server(address), deque()).append(address)
        while by_server:
            for server in [*by_server]:
                if server in self._refusing:
                    del by_server[server]
                    continue
                tried = self._try(by_server[server].popleft())
                if server not in self._refusing:
                    yield tried
                if not by_server[server]:
                    del by_server[server]

    def _try(self, address: str) -> Tried:
        day = today().isoformat()
        if not self._may(address):
            return Tried(address, day, NOT_ALLOWED)
        code, place = self._ask(address, "HEAD")
        if code in _WITHOUT_HEAD:
            code, place = self._ask(address, "GET")
        if code in _SLOW_DOWN:
            self._refusing.add(_server(address))
        answer = ANSWERED if 200 <= code < 400 else str(code) if code else NO_ANSWER
        return Tried(address, day, answer, "" if place == address else place)

    def _may(self, address: str) -> bool:
        """Whether the server's robots.txt lets programs ask for an address."""
        server = _server(address)
        if server not in self._rules:
            self._rules[server] = self._rules_of(server)
        rules = self._rules[server]
        return rules is None or rules.can_fetch(AGENT, address)

    def _rules_of(self, server: str) -> RobotFileParser | None:
        rules = RobotFileParser()
        try:
            with self._open(f"{server}/robots.txt", "GET") as reply:
                rules.parse(reply.read(100_000).decode("utf-8", "replace").splitlines())
        except (OSError, http.client.HTTPException, ValueError):
            return None
        return rules

    def _ask(self, address: str, method: str) -> tuple[int, str]:
        """Return what a server answers and where the address leads; 0 where nobody answers."""
        try:
            with self._open(address, method) as reply:
                return reply.status, urldefrag(reply.url)[0]
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, address
        except (OSError, http.client.HTTPException, ValueError):
            return 0, address

    def _open(self, address: str, method: str) -> http.client.HTTPResponse:
        server = _server(address)
        last = self._asked.get(server)
        if last is not None:
            time.sleep(max(0.0, last + self.delay - time.monotonic()))
        self._asked[server] = time.monotonic()
        request = urllib.request.Request(address, method=method, headers={"User-Agent": AGENT})  # noqa: S310 - http and https alone are found
        reply: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=self.patience)  # noqa: S310
        return reply


def _server(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
