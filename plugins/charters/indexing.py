"""The index of the search: Pagefind's, over every promise, every way to complain, and every finished page."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pagefind_bin import get_executable  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser

from charters.problems.message import _
from charters.publishing.book import Book
from charters.publishing.counterparts import language_at
from charters.publishing.data.everyday_words import alike, everyday, idle, is_of_ours, words_in
from charters.publishing.data.findable import PAGE, Findable, findables, meanings, names_of
from charters.publishing.rendering import SiteError
from charters.workers import Errand

FOLDER = "search"
_SPARING = {"_RJEM_MALLOC_CONF": "narenas:1,lg_tcache_max:8,dirty_decay_ms:100,muzzy_decay_ms:0"}
"""Has Pagefind give memory back that it is done with: a fifth less at its most, in the same time."""
_LOOKS = re.compile(r"pagefind-(?!entry)")
"""Programs and styles of Pagefind's own that our page for searching does not ask for."""
_LISTS = ("table", "ul", "ol", "dl", "details", "article", "figure")
_NO_RESULT = "qqmeanings"
"""What one record says that is no result: a record without a word is dropped."""
_NOT_READ = ("nav", "form", "script", "svg", ".ch-edit", ".ch-sr")


Taken = tuple[Counter[str], int, frozenset[str]]
"""What an index has taken in: how often each word, how many records, and the pages among them."""


@contextmanager
def indexed(
    site: Path, book: Book
) -> Iterator[tuple[Errand[list[Taken]], Callable[[Mapping[str, str]], None]]]:
    """Yield what begins the index of each language with what is known of the agencies, and what writes them.

    That is told the pages that can be found, with their titles, when they are finished.
    """
    with ExitStack() as ends:
        indexes = {one: _Index(ends, of) for one, of in book.in_languages.items()}
        begin = Errand(partial(list[Taken], map(_Index.begun, indexes.values())))
        yield begin, lambda pages: _write(site, book, indexes, begin(), pages)


def _write(
    site: Path,
    book: Book,
    indexes: Mapping[str, _Index],
    begun: Iterable[Taken],
    pages: Mapping[str, str],
) -> None:
    settings = book.register.settings
    for (language, index), taken in zip(indexes.items(), begun, strict=True):
        own = {one: title for one, title in pages.items() if language_at(settings, one) == language}
        index.write(site, settings.folder_of(language), own, taken)


def write_index(site: Path, pages: Mapping[str, str]) -> None:
    """Write the index of a site that is none of ours, in English."""
    with ExitStack() as ends:
        index = _Index(ends)
        index.write(site, "", pages, index.begun())


class _Index:
    """The index of one language."""

    def __init__(self, ends: ExitStack, book: Book | None = None) -> None:
        self._book, self._words, self._count = book, Counter[str](), 0
        self._marks = set[str]()
        self._language, self._below = (book.speech.language, book.below) if book else ("", "")
        self._own = (self._language or "en").partition("-")[0]
        """The language of the index, as Pagefind calls it: it knows no regions."""
        service = subprocess.Popen(  # noqa: S603 - the program of a package, named by it
            [get_executable(), "--service"],
            env={**os.environ, **_SPARING},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._service = ends.enter_context(service)

    def begun(self) -> Taken:
        """Take in what needs no finished page."""
        self._ask({"type": "NewIndex", "config": None})
        found = findables(self._book) if self._book else ()
        by_url = {f"{self._below}{one.url}": one for one in found}
        self._add(replace(one, url=url) for url, one in by_url.items())
        if self._book:
            self._explain(self._book)
        return self._words, self._count, frozenset(url for url in by_url if "#" not in url)

    def write(self, site: Path, below: str, pages: Mapping[str, str], taken: Taken) -> None:
        """Add the pages that are not of the agencies, and write it all."""
        self._words, self._count, known = taken
        folder = site / below / FOLDER
        (folder / "search_index.json").unlink(
            missing_ok=True
        )  # MkDocs' own list, which nobody reads.
        left = {url: title for url, title in pages.items() if unquote(url) not in known}
        self._add(self._page(site, url, title) for url, title in left.items())
        # Files that it writes itself may be cut off when it ends.
        files = self._ask({"type": "GetFiles", "index_id": 0})["files"]
        self._service.communicate()
        kept = {one["path"]: one["content"] for one in files if not _LOOKS.match(one["path"])}
        for place in {folder, *(folder / path.rpartition("/")[0] for path in kept)}:
            place.mkdir(parents=True, exist_ok=True)
        for path, content in kept.items():
            (folder / path).write_bytes(b64decode(content))
        said = self._vocabulary().encode()
        # Packed here, as not every host packs what it sends: half of what a first search loads is this.
        (folder / "words.pack").write_bytes(gzip.compress(said, mtime=0))

    def _explain(self, book: Book) -> None:
        """Add one record of what marks mean: search.js asks for whatever has one that a word means."""
        meant = {mark(name, value): words for name, value, words in meanings(book)}
        said = {one: words for one, words in meant.items() if one in self._marks}
        record = {"url": f"#{_NO_RESULT}", "content": _NO_RESULT, "meta": said}
        self._ask({"type": "AddRecord", "index_id": 0, "language": self._own, **record})
        self._words.update(word for words in said.values() for word in words_in(words))

    def _add(self, found: Iterable[Findable]) -> None:
        for one in sorted(found, key=lambda one: one.url):
            record, marks = record_of(one, self._own), marks_of(one)
            self._ask({"type": "AddRecord", "index_id": 0, **record})
            self._words.update(words_in(record["content"].removesuffix(" ".join(marks))))
            self._marks.update(marks)
            self._count += 1

    def _page(self, site: Path, url: str, title: str) -> Findable:
        """Return a page that shows what is found of many agencies one by one, or that somebody wrote."""
        language, name = self._language, url.removeprefix(self._below).strip("/") or "home"
        is_of_all = is_of_ours(language, name.partition("/")[0])
        said = _text(
            site / unquote(url) / "index.html", [*_NOT_READ, *(_LISTS if is_of_all else ())]
        )
        also = " ".join(everyday(language, [("page", name)]))
        return Findable(url, title, f"{said} {also}", {"type": (PAGE,)})

    def _vocabulary(self) -> str:
        """Return every word there is to find, the frequent ones first, and every name of each agency."""
        counted, book = self._words, self._book
        words = (word for word in counted if len(word) > 1)
        said = {"words": " ".join(sorted(words, key=lambda word: (-counted[word], word)))}
        charters = book.register.charters.values() if book else ()
        names = {one.id: names_of(book, one) for one in charters if book}
        alone = {one: " ".join(dict.fromkeys(words_in(name))) for one, name in names.items()}
        said |= {"idle": idle(self._language) if book else ""}
        return json.dumps({**said, "names": alone, "total": self._count}, ensure_ascii=False)

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Put one request to Pagefind and return its answer."""
        service = self._service
        said, answer = json.dumps({"message_id": 1, "payload": request}).encode(), bytearray()
        if service.stdin and service.stdout:
            service.stdin.write(b64encode(said) + b",")
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
    # It parts no words at a typographic apostrophe; a title is shown as it was written.
    title, words = (text.replace("’", "'") for text in (one.title, one.words))
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
    """Return the word for one thing that something can be."""
    # Pagefind writes its own filters in another order each time.
    return f"zz{name}_{value}__".replace("-", "_")
