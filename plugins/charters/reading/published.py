"""What lies in the folders that are published as they are: plain files of known kinds, nothing else.

What editors write lies in `docs_dir`, what a publisher changes of the looks in `custom_dir`; a static
site copies both. So a link to another place would publish a file of the machine, a pipe would stop the
build, and a page of HTML among the pictures would run in the reader's browser.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from charters.model.settings import Settings
from charters.problems import Place, Problem
from charters.problems.message import SILENCE, Message, _
from charters.reading.drawings import fault_of
from charters.reading.images import is_gif, is_jpeg, is_png, is_webp
from charters.reading.published_texts import text_problems
from charters.reading.sources import closed, link_to, misleading_name, not_plain, relative
from charters.reading.taken_addresses import address_problems

Fault = Callable[[bytes], Message]
"""What is wrong with the bytes of a file of some kind; '' where nothing is."""


def _begins(start: bytes) -> Fault:
    return lambda data: (
        SILENCE if data.startswith(start) else _("its bytes are those of another kind of file")
    )


def _is_text(data: bytes) -> Message:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _("it is no text in UTF-8")
    return _("it is no text") if b"\0" in data else SILENCE


KINDS: Mapping[str, Fault] = {
    ".md": _is_text,
    ".png": is_png,
    ".jpg": is_jpeg,
    ".jpeg": is_jpeg,
    ".gif": is_gif,
    ".webp": is_webp,
    ".svg": fault_of,
    ".pdf": _begins(b"%PDF-"),
    ".csv": _is_text,
    ".txt": _is_text,
}
"""What editors may publish, and what its bytes must be."""

KINDS_OF_LOOKS: Mapping[str, Fault] = {
    **KINDS,
    ".html": _is_text,
    ".css": _is_text,
    ".js": _is_text,
    ".ico": _begins(b"\0\0\1\0"),
    ".woff2": _begins(b"wOF2"),
}
"""What a publisher may change of the looks besides."""

_LARGEST = {".svg": 2_000_000}
_LARGEST_OF_OTHERS = 20_000_000
_DEEPEST = 20
"""Folders within folders; nobody finds a file again that lies deeper."""
_NAME = re.compile(r"[\w .,()+@=~-]+")


def published_files(home: Path, settings: Settings) -> tuple[list[Path], list[Problem]]:
    """Return the plain files of the folders that are published, and what else lies there.

    Nothing is opened and no link is followed.
    """
    files, problems = list[Path](), list[Problem]()
    for folder in (home / name for name in (settings.docs_dir, settings.looks_dir) if name):
        if link := link_to(home, folder):
            problems.append(link)
        elif folder.is_dir():
            files += _below(home, folder, problems)
        elif folder.exists():
            message = _("this is not a folder; put a folder here")
            problems.append(Problem(Place(relative(home, folder)), "Y043", message))
    return files, problems


def published_problems(home: Path, files: Iterable[Path], settings: Settings) -> Iterator[Problem]:
    """Yield the files that are not what they seem, or would take the place of others."""
    more: Mapping[str, Fault] = {one: lambda _data: SILENCE for one in settings.also_published}
    paths = {relative(home, path): path for path in files}
    for name, path in paths.items():
        of_looks = settings.is_of_the_looks(name)
        if settings.is_trusted(name):
            continue
        kinds = {**more, **(KINDS_OF_LOOKS if of_looks else KINDS)}
        yield from _of_a_kind(Place(name), path, kinds)
    yield from address_problems(paths, settings)


def _below(home: Path, folder: Path, problems: list[Problem], depth: int = 0) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        problems.append(closed(relative(home, folder)))
        return
    for entry in entries:
        path = Path(entry.path)
        place = Place(relative(home, path))
        if entry.name.startswith(".") and not entry.is_symlink():
            continue
        if fault := fault_of_name(entry.name):
            problems.append(Problem(place, "Y045", fault))
        elif entry.is_dir(follow_symlinks=False):
            if depth < _DEEPEST:
                yield from _below(home, path, problems, depth + 1)
            else:
                message = _(
                    "this folder lies in more than {most} others; put its files further up",
                    most=_DEEPEST,
                )
                problems.append(Problem(place, "Y045", message))
        elif problem := not_plain(path, place.path):
            problems.append(problem)
        else:
            yield path


def fault_of_name(name: str) -> Message:
    """Return why the name of a file cannot stand in an address that people read; '' where it can."""
    plain = _NAME.fullmatch(name)
    return misleading_name(name) or (
        SILENCE
        if plain
        else _("the name of this file cannot be an address; use letters, digits and hyphens")
    )


def _of_a_kind(place: Place, path: Path, kinds: Mapping[str, Fault]) -> Iterator[Problem]:
    ending = path.suffix.lower()
    most = _LARGEST.get(ending, _LARGEST_OF_OTHERS)
    if ending not in kinds:
        known = ", ".join(sorted(kinds))
        message = _(
            "files of this kind are not published; use one of {known}, or have the publisher allow it under also_published in mkdocs.yml",
            known=known,
        )
        yield Problem(place, "Y045", message)
        return
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError:
        yield closed(place.path)
        return
    if len(data) > most:
        message = _("this file is larger than {size} MB; make it smaller", size=most // 1_000_000)
        yield Problem(place, "Y045", message)
    elif fault := kinds[ending](data):
        message = _(
            "this is not what its ending ({ending}) says: {fault}; save it again, or take it away",
            ending=ending,
            fault=fault,
        )
        yield Problem(place, "Y048", message)
    elif kinds[ending] in (_is_text, fault_of):
        yield from text_problems(place.path, ending, data)
