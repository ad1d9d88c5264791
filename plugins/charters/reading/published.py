"""What lies in the folders that are published as they are: plain files of known kinds, nothing else.

`content/` is what editors write, `overrides/` what a publisher changes of the looks; a static site
copies both. So a link to another place would publish a file of the machine, a pipe would stop the
build, and a page of HTML among the pictures would run in the reader's browser.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from charters.problems import Place, Problem
from charters.reading.drawings import fault_of
from charters.reading.published_texts import text_problems
from charters.reading.sources import closed, misleading_name, relative

Fault = Callable[[bytes], str]
"""What is wrong with the bytes of a file of some kind; '' where nothing is."""


def _begins(*starts: bytes) -> Fault:
    return lambda data: (
        "" if data.startswith(starts) else "its bytes are those of another kind of file"
    )


def _is_text(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "it is no text in UTF-8"
    return "it is no text" if b"\0" in data else ""


def _is_webp(data: bytes) -> str:
    return _begins(b"RIFF")(data) or ("" if data[8:12] == b"WEBP" else "it is no picture")


KINDS: Mapping[str, Fault] = {
    ".md": _is_text,
    ".png": _begins(b"\x89PNG\r\n\x1a\n"),
    ".jpg": _begins(b"\xff\xd8\xff"),
    ".jpeg": _begins(b"\xff\xd8\xff"),
    ".gif": _begins(b"GIF87a", b"GIF89a"),
    ".webp": _is_webp,
    ".svg": fault_of,
    ".pdf": _begins(b"%PDF-"),
    ".csv": _is_text,
    ".txt": _is_text,
}
"""What editors may publish, and what its bytes must be."""

LOOKS: Mapping[str, Fault] = {
    **KINDS,
    ".html": _is_text,
    ".css": _is_text,
    ".js": _is_text,
    ".ico": _begins(b"\0\0\1\0"),
    ".woff2": _begins(b"wOF2"),
}
"""What a publisher may change of the looks besides."""

_LARGEST = 20_000_000
_NAME = re.compile(r"[\w .,()+@=~-]+")


def published_problems(home: Path, also: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what cannot be published as it lies in `content/` and `overrides/`.

    `also` are endings (`.docx`) that the publisher of a site allows besides.
    """
    more: Mapping[str, Fault] = {ending.lower(): lambda _data: "" for ending in also}
    for folder, kinds in (("content", KINDS), ("overrides", LOOKS)):
        if (home / folder).is_symlink():
            yield _linked(home, home / folder)
        elif (home / folder).is_dir():
            yield from _below(home, home / folder, {**more, **kinds})


def _below(home: Path, folder: Path, kinds: Mapping[str, Fault]) -> Iterator[Problem]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = Path(entry.path)
        if entry.name.startswith(".") and not entry.is_symlink():
            continue
        if fault := fault_of_name(entry.name):
            yield Problem(Place(relative(home, path)), "Y045", fault)
        elif entry.is_symlink():
            yield _linked(home, path)
        elif entry.is_dir():
            yield from _below(home, path, kinds)
        elif not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
            message = (
                "this is not a file but a pipe or a device; put a plain file here, or take it away"
            )
            yield Problem(Place(relative(home, path)), "Y043", message)
        else:
            yield from _of_a_kind(home, path, kinds)


def fault_of_name(name: str) -> str:
    """Return why the name of a file cannot stand in an address that people read; '' where it can."""
    plain = _NAME.fullmatch(name)
    return misleading_name(name) or (
        ""
        if plain
        else "the name of this file cannot be an address; use letters, digits and hyphens"
    )


def _linked(home: Path, path: Path) -> Problem:
    message = "this is a link to another place; put the file itself here"
    return Problem(Place(relative(home, path)), "Y043", message)


def _of_a_kind(home: Path, path: Path, kinds: Mapping[str, Fault]) -> Iterator[Problem]:
    place, ending = Place(relative(home, path)), path.suffix.lower()
    if ending not in kinds:
        known = ", ".join(sorted(kinds))
        message = f"files of this kind are not published; use one of {known}, or have the publisher allow it under also_published in mkdocs.yml"
        yield Problem(place, "Y045", message)
        return
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError:
        yield closed(place.path)
        return
    if len(data) > _LARGEST:
        message = f"this file is larger than {_LARGEST // 1_000_000} MB; make it smaller"
        yield Problem(place, "Y045", message)
    elif fault := kinds[ending](data):
        message = (
            f"this is not what its ending ({ending}) says: {fault}; save it again, or take it away"
        )
        yield Problem(place, "Y048", message)
    elif kinds[ending] in (_is_text, fault_of):
        yield from text_problems(place.path, ending, data)
