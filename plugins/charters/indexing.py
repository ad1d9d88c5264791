"""The index of the search: Pagefind's, over every promise, every way to complain, and every finished page."""

from __future__ import annotations

import json
import re
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pagefind_bin import get_executable  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser

from charters.publishing.book import Book
from charters.publishing.data.findable import PAGE, Findable, findables
from charters.publishing.rendering import SiteError

FOLDER = "search"
_LOOKS = re.compile(r"pagefind-(?!entry)")
"""Programs and styles of Pagefind's own that our page for searching does not ask for."""
_NOT_READ = ("nav", "form", "script", "svg", ".ch-edit", ".ch-sr")


def write_index(site: Path, pages: Mapping[str, str], book: Book | None = None) -> None:
    """Write the index of a finished site; `pages` are those that can be found, with their titles."""
    folder, language = site / FOLDER, book.speech.language if book else "en"
    (folder / "search_index.json").unlink(missing_ok=True)  # MkDocs' own list, which nobody reads.
    found = sorted(_all(site, pages, book), key=lambda one: one.url)
    with subprocess.Popen(  # noqa: S603 - the program of a package, named by it
        [get_executable(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as service:
        _ask(service, {"type": "NewIndex", "config": None})
        for one in found:
            _ask(service, _record(one, language))
        # Files that it writes itself may be cut off when it ends.
        files = _ask(service, {"type": "GetFiles", "index_id": 0})["files"]
    for file in files:
        if not _LOOKS.match(file["path"]):
            place = folder / file["path"]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(b64decode(file["content"]))


def _all(site: Path, pages: Mapping[str, str], book: Book | None) -> Iterator[Findable]:
    """Yield what is found of the agencies, and the pages that are none of theirs."""
    below = book.register.settings.path if book else ""
    found = findables(book) if book else ()
    ours = {f"{below}{one.url}": one for one in found}
    yield from (replace(one, url=url) for url, one in ours.items())
    for url, title in pages.items():
        if unquote(url) not in ours:
            yield Findable(url, title, _text(site / unquote(url) / "index.html"), _IS_PAGE)


_IS_PAGE = {"type": (PAGE,)}


def _text(file: Path) -> str:
    """Return what a finished page says, without what every page has."""
    page = LexborHTMLParser(file.read_bytes()).css_first("#content")
    if page is None:
        return ""
    page.strip_tags(list(_NOT_READ), recursive=True)
    return " ".join(page.text(separator=" ").split())


def _record(one: Findable, language: str) -> dict[str, Any]:
    # Pagefind writes its own filters in another order each time: values are words no reader types.
    marks = (f"zz{name}_{value}__" for name, values in one.marks.items() for value in values)
    said = " ".join([one.title, one.words, *(mark.replace("-", "_") for mark in marks)])
    meta = {"title": one.title, **{name: text for name, text in one.shows.items() if text}}
    record = {"url": one.url, "content": said, "language": language, "meta": meta}
    return {"type": "AddRecord", "index_id": 0, **record}


def _ask(service: subprocess.Popen[bytes], request: Mapping[str, Any]) -> dict[str, Any]:
    """Put one request to Pagefind and return its answer."""
    said, answer = json.dumps({"message_id": 1, "payload": request}).encode(), bytearray()
    if service.stdin and service.stdout:
        service.stdin.write(b64encode(said) + b",")
        service.stdin.flush()
        while not answer.endswith(b",") and (more := service.stdout.read1()):  # type: ignore[attr-defined]
            answer += more
    told: dict[str, Any] = json.loads(b64decode(answer[:-1]) or "{}").get("payload", {})
    if told.get("type") in (None, "Error"):
        raise SiteError(f"the index of the search was not made: {told}")
    return told
