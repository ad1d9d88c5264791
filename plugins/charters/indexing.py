"""The index of the search: Pagefind's, over every promise, every way to complain, and every finished page."""

from __future__ import annotations

import json
import os
import re
import subprocess
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pagefind_bin import get_executable  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser

from charters.problems.message import _
from charters.publishing.book import Book
from charters.publishing.counterparts import language_at
from charters.publishing.data.everyday_words import alike, everyday, is_of_ours, words_in
from charters.publishing.data.findable import PAGE, Findable, findables, meanings
from charters.publishing.data.search_words import packed_words
from charters.publishing.rendering import SiteError
from charters.workers import Errand

FOLDER = "search"
_SPARING = {"_RJEM_MALLOC_CONF": "narenas:1,lg_tcache_max:8,dirty_decay_ms:100,muzzy_decay_ms:0"}
"""Has Pagefind give memory back that it is done with: a fifth less at its most, in the same time."""
_LOOKS = re.compile(r"pagefind-(?!entry)")
"""Programs and styles of Pagefind's own that our page for searching does not ask for."""
_LISTS = ("table", "ul", "ol", "dl", "details", "article", "figure")
_NO_RESULT = "zztoldzz"
"""What one record says that is no result: a record without a word is dropped. Among the marks, it is loaded with them."""
_NOT_READ = ("nav", "form", "script", "svg", ".ch-edit", ".ch-sr")


class Taken:
    """What an index takes in: records as Pagefind is told them, how often each word is in them, and their pages."""

    def __init__(self, language: str = "") -> None:
        self.language = (language or "en").partition("-")[0]
        """As Pagefind calls it: it knows no regions."""
        self.records, self.words, self.count = list[bytes](), Counter[str](), 0
        self.pages: frozenset[str] = frozenset()

    def add(self, found: Iterable[Findable]) -> set[str]:
        """Take in whatever can be found; return the marks it has."""
        marks = set[str]()
        for one in sorted(found, key=lambda one: one.url):
            record, its_marks = record_of(one, self.language), marks_of(one)
            self._tell(record)
            self.words.update(words_in(record["content"].removesuffix(" ".join(its_marks))))
            self.count += 1
            marks.update(its_marks)
        return marks

    def explain(self, meant: Mapping[str, str]) -> None:
        """Take in what marks mean, in one record: search.js asks for whatever has one that a word means."""
        said = {one: _parted(words) for one, words in meant.items()}
        self._tell({"url": f"#{_NO_RESULT}", "content": _NO_RESULT, "meta": said})
        self.words.update(word for words in meant.values() for word in words_in(words))

    def _tell(self, record: Mapping[str, Any]) -> None:
        said = {"type": "AddRecord", "index_id": 0, "language": self.language, **record}
        self.records.append(_request(said))


def beginning(book: Book) -> Errand[list[Taken]]:
    """Return what takes in, for the index of each language, all that needs no finished page."""
    return Errand(lambda: [*map(_of_agencies, book.in_languages.values())])


def _of_agencies(book: Book) -> Taken:
    taken, below = Taken(book.speech.language), book.below
    by_url = {f"{below}{one.url}": one for one in findables(book)}
    marks = taken.add(replace(one, url=url) for url, one in by_url.items())
    meant = {mark(name, value): words for name, value, words in meanings(book)}
    taken.explain({one: words for one, words in meant.items() if one in marks})
    taken.pages = frozenset(url for url in by_url if "#" not in url)
    return taken


def write_indexes(site: Path, book: Book, begun: Iterable[Taken], pages: Mapping[str, str]) -> None:
    """Write the index of each language, with the finished pages that can be found, and their titles."""
    settings = book.register.settings
    for (language, of), taken in zip(book.in_languages.items(), begun, strict=True):
        own = {one: title for one, title in pages.items() if language_at(settings, one) == language}
        write_index(site, own, taken, of)


def write_index(
    site: Path, pages: Mapping[str, str], taken: Taken | None = None, book: Book | None = None
) -> None:
    """Write one index; without a book that of a site that is none of ours, in English."""
    taken, below = taken or Taken(), book.below if book else ""
    folder = site / below / FOLDER
    (folder / "search_index.json").unlink(missing_ok=True)  # MkDocs' own list, which nobody reads.
    left = {url: title for url, title in pages.items() if unquote(url) not in taken.pages}
    taken.add(_page(site, url, title, book) for url, title in left.items())
    kept = {path: said for path, said in _indexed(taken.records) if not _LOOKS.match(path)}
    packs = packed_words(taken.words, taken.count, book)
    for place in {folder, *(folder / path.rpartition("/")[0] for path in (*kept, *packs))}:
        place.mkdir(parents=True, exist_ok=True)
    for path, content in kept.items():
        (folder / path).write_bytes(b64decode(content))
    for path, packed in packs.items():
        (folder / path).write_bytes(packed)


def _page(site: Path, url: str, title: str, book: Book | None) -> Findable:
    """Return a page that shows what is found of many agencies one by one, or that somebody wrote."""
    language, below = (book.speech.language, book.below) if book else ("", "")
    name = url.removeprefix(below).strip("/") or "home"
    is_of_all = is_of_ours(language, name.partition("/")[0])
    said = _text(site / unquote(url) / "index.html", [*_NOT_READ, *(_LISTS if is_of_all else ())])
    also = " ".join(everyday(language, [("page", name)]))
    return Findable(url, title, f"{said} {also}", {"type": (PAGE,)})


def _indexed(records: Iterable[bytes]) -> Iterator[tuple[str, str]]:
    """Yield what Pagefind makes of records: the path of each file, and what is in it."""
    with subprocess.Popen(  # noqa: S603 - the program of a package, named by it
        [get_executable(), "--service"],
        env={**os.environ, **_SPARING},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as service:
        _ask(service, _request({"type": "NewIndex", "config": None}))
        for record in records:
            _ask(service, record)
        # Files that it writes itself may be cut off when it ends.
        files = _ask(service, _request({"type": "GetFiles", "index_id": 0}))["files"]
        service.communicate()
    return ((one["path"], one["content"]) for one in files)


def _request(said: Mapping[str, Any]) -> bytes:
    return b64encode(json.dumps({"message_id": 1, "payload": said}).encode()) + b","


def _ask(service: subprocess.Popen[bytes], request: bytes) -> dict[str, Any]:
    """Put one request to Pagefind and return its answer."""
    answer = bytearray()
    if service.stdin and service.stdout:
        service.stdin.write(request)
        service.stdin.flush()
        while not answer.endswith(b",") and (more := service.stdout.read1()):  # type: ignore[attr-defined]
            answer += more
    told: dict[str, Any] = json.loads(b64decode(answer) or "{}").get("payload", {})
    if told.get("type") in (None, "Error"):
        why = _("the index of the search was not made: {told}", told=str(told))
        raise SiteError(why)
    return told


def _text(file: Path, left_out: list[str]) -> str:
    """Return what a finished page says, without what every page has."""
    page = LexborHTMLParser(file.read_bytes()).css_first("#content")
    if page is None:
        return ""
    page.strip_tags(left_out, recursive=True)
    return " ".join(page.text(separator=" ").split())


def record_of(one: Findable, language: str) -> dict[str, Any]:
    """Return what Pagefind is told of what can be found."""
    title, words = _parted(one.title), _parted(one.words)
    shown = {} if title == one.title else {"shown": one.title}
    own = f"{title} {words}"
    more = {name: text for name, text in one.shows.items() if text}
    meta = {"title": title, **more, **shown}
    said = " ".join([own, alike(language, own), *marks_of(one)])
    return {"url": one.url, "content": said, "language": language, "meta": meta}


def marks_of(one: Findable) -> list[str]:
    """Return what something is, in words that no reader types."""
    return [mark(name, value) for name, values in one.marks.items() for value in values]


def mark(name: str, value: str) -> str:
    """Return the word for one thing that something can be: a single word, and the beginning of no other."""
    # Pagefind writes its own filters in another order each time.
    return f"zz{name}{value}zz".replace("-", "qx")


def _parted(text: str) -> str:
    """Return a text of which Pagefind sees each word: it parts none at a typographic apostrophe."""
    return text.replace("’", "'")
