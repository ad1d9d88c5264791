"""The index of the search: Pagefind's, over every promise, every way to complain, and every finished page."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pagefind_bin import get_executable  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser

from charters.publishing.book import Book
from charters.publishing.counterparts import language_at
from charters.publishing.data.everyday_words import alike, everyday, idle, is_of_ours, words_in
from charters.publishing.data.findable import PAGE, Findable, findables, names_of
from charters.publishing.rendering import SiteError

FOLDER = "search"
_LOOKS = re.compile(r"pagefind-(?!entry)")
"""Programs and styles of Pagefind's own that our page for searching does not ask for."""
_LISTS = ("table", "ul", "ol", "dl", "details", "article", "figure")
_NOT_READ = ("nav", "form", "script", "svg", ".ch-edit", ".ch-sr")


def write_indexes(site: Path, pages: Mapping[str, str], book: Book) -> None:
    """Write an index for each language of a finished site; `pages` are those that can be found, with their titles."""
    settings = book.register.settings
    for language, one in book.in_languages.items():
        own = {url: title for url, title in pages.items() if language_at(settings, url) == language}
        write_index(site, own, one, settings.folder_of(language))


def write_index(
    site: Path, pages: Mapping[str, str], book: Book | None = None, below: str = ""
) -> None:
    """Write the index of one language, or of a site that is none of ours."""
    folder, language = site / below / FOLDER, book.speech.language if book else "en"
    language = language.partition("-")[0]  # Pagefind knows no regions.
    (folder / "search_index.json").unlink(missing_ok=True)  # MkDocs' own list, which nobody reads.
    found = sorted(_all(site, pages, book), key=lambda one: one.url)
    records = [_record(one, language) for one in found]
    with subprocess.Popen(  # noqa: S603 - the program of a package, named by it
        [get_executable(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as service:
        _ask(service, {"type": "NewIndex", "config": None})
        for record in records:
            _ask(service, {"type": "AddRecord", "index_id": 0, **record})
        # Files that it writes itself may be cut off when it ends.
        files = _ask(service, {"type": "GetFiles", "index_id": 0})["files"]
    kept = {one["path"]: one["content"] for one in files if not _LOOKS.match(one["path"])}
    for place in {folder, *(folder / path.rpartition("/")[0] for path in kept)}:
        place.mkdir(parents=True, exist_ok=True)
    for path, content in kept.items():
        (folder / path).write_bytes(b64decode(content))
    said = _vocabulary(records, book).encode()
    # Packed here, as not every host packs what it sends: half of what a first search loads is this.
    (folder / "words.pack").write_bytes(gzip.compress(said, mtime=0))


def _all(site: Path, pages: Mapping[str, str], book: Book | None) -> Iterator[Findable]:
    """Yield what is found of the agencies, and the pages that are none of theirs."""
    below = book.below if book else ""
    found = findables(book) if book else ()
    ours = {f"{below}{one.url}": one for one in found}
    yield from (replace(one, url=url) for url, one in ours.items())
    for url, title in pages.items():
        if unquote(url) not in ours:
            language = book.speech.language if book else ""
            yield _page(site, url, title, url.removeprefix(below).strip("/") or "home", language)


def _page(site: Path, url: str, title: str, name: str, language: str) -> Findable:
    """Return a page that shows what is found of many agencies one by one, or that somebody wrote."""
    is_of_all = is_of_ours(language, name.partition("/")[0])
    said = _text(site / unquote(url) / "index.html", [*_NOT_READ, *(_LISTS if is_of_all else ())])
    also = " ".join(everyday(language, [("page", name)]))
    return Findable(url, title, said, also, {"type": (PAGE,)})


def _text(file: Path, left_out: list[str]) -> str:
    """Return what a finished page says, without what every page has."""
    page = LexborHTMLParser(file.read_bytes()).css_first("#content")
    if page is None:
        return ""
    page.strip_tags(left_out, recursive=True)
    return " ".join(page.text(separator=" ").split())


def _record(one: Findable, language: str) -> dict[str, Any]:
    # Pagefind writes its own filters in another order each time: values are words no reader types.
    marks = (f"zz{name}_{value}__" for name, values in one.marks.items() for value in values)
    own = f"{one.title} {one.words}"
    meta = {"title": one.title, **{name: text for name, text in one.shows.items() if text}}
    said = " ".join(
        [own, alike(language, own), one.also, *(mark.replace("-", "_") for mark in marks)]
    )
    return {"url": one.url, "content": said, "language": language, "meta": meta}


def _vocabulary(records: Sequence[Mapping[str, Any]], book: Book | None) -> str:
    """Return every word there is to find, the frequent ones first, and every name of each agency."""
    counted = Counter(chain.from_iterable(words_in(one["content"]) for one in records))
    words = (word for word in counted if len(word) > 1)
    said = {"words": " ".join(sorted(words, key=lambda word: (-counted[word], word)))}
    names = {one.id: names_of(book, one) for one in book.register.charters.values()} if book else {}
    alone = {one: " ".join(dict.fromkeys(words_in(name))) for one, name in names.items()}
    said |= {"idle": idle(book.speech.language) if book else ""}
    return json.dumps({**said, "names": alone, "total": len(records)}, ensure_ascii=False)


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
