"""The bytes of an editor's file as text, when they can be trusted that far."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from charters.model.characters import Found, found_in, why_misleading, without
from charters.model.refusal import visible
from charters.problems import Place, Problem
from charters.problems.message import SILENCE, Message, _

LARGEST = {".yml": 4_000_000, ".md": 1_000_000, ".csv": 12_000_000}
"""Bytes; many times what the largest agency of a whole government writes."""
MOST_MISLEADING = 100
"""Misleading characters that are told of; more come from a machine, not from a hand."""

_MERGE = re.compile(r"^(?:<{7} .*|\|{7} .*|={7}|>{7} .*)$", re.MULTILINE)
_SURE_MERGE = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


@dataclass(frozen=True)
class SourceText:
    """A file as text without byte order mark, and its path from the site's folder."""

    path: str
    text: str

    def place(self, at: int) -> Place:
        """Return the place of the character at an index of the text."""
        line = bisect_right(self._starts, at)
        return Place(self.path, line, at - self._starts[line - 1] + 1)

    def start_of(self, line: int) -> int:
        """Return the index at which a line, from 1, begins."""
        return self._starts[min(line, len(self._starts)) - 1]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]


def text_of(
    root: Path, path: Path, most: int | None = None
) -> tuple[SourceText | None, list[Problem]]:
    """Return the text of a file below `root`, or the problems that keep us from reading it.

    `most` is how many bytes it may have, where not as many as others of its kind.
    """
    name = relative(root, path)
    refused = [*_outside(root, path, name)] or [*_too_large(path, name, most)]
    if refused:
        return None, refused
    try:
        data = path.read_bytes()
    except OSError:
        return None, [closed(name)]
    return decoded(name, data)


def decoded(name: str, data: bytes) -> tuple[SourceText | None, list[Problem]]:
    """Return the bytes of a file as text; without what cannot be seen, which is a problem."""
    if no_text := _no_text(name, data):
        return None, [no_text]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return None, [_not_utf8(name, fault)]
    source = SourceText(name, text.replace("\r\n", "\n").replace("\r", "\n"))
    if "\0" in text:
        return None, [_not_text(source)]
    merges = [*_merge_markers(source)]
    if merges:
        return None, merges
    if not (misleading := found_in(source.text)):
        return source, []
    told_of = [*misleading_problems(source, misleading)]
    return SourceText(name, without(source.text, misleading)), told_of


def relative(root: Path, path: Path) -> str:
    """Return a path from the site's folder, with forward slashes and nothing invisible."""
    return visible(Path(os.path.relpath(path, root)).as_posix())


def misleading_name(name: str) -> Message:
    """Return which character of a file's name misleads; '' where none does."""
    odd = found_in(name)[:1]
    said = (
        _(
            "character {number} of this name misleads: {fault}",
            number=str(at + 1),
            fault=why_misleading(char),
        )
        for at, char in odd
    )
    return next(said, SILENCE)


def closed(name: str) -> Problem:
    """Return the problem of a file or folder that the machine does not let us open."""
    message = _("this cannot be opened; give everyone the right to read it (chmod a+rX)")
    return Problem(Place(name), "Y047", message)


def linked(name: str, *, is_folder: bool = False) -> Problem:
    """Return the problem of a link, which could lead to any file of the machine."""
    message = _("this is a link to another place; put the file itself here")
    if is_folder:
        message = _("this is a link to another place; put the folder itself here")
    return Problem(Place(name), "Y043", message)


def link_to(home: Path, folder: Path) -> Problem | None:
    """Return the problem of a folder that is a link, or lies behind one."""
    way = (one for one in (folder, *folder.parents) if one != home and one.is_relative_to(home))
    link = next((one for one in way if one.is_symlink()), None)
    return linked(relative(home, link), is_folder=True) if link else None


def not_plain(path: Path, name: str) -> Problem | None:
    """Return the problem of what is no plain file: a link, a folder, a pipe that would never end."""
    if path.is_symlink():
        return linked(name)
    if path.is_file():
        return None
    message = _("this is not a file but a pipe or a device; put a plain file here, or take it away")
    if path.is_dir():
        message = _("this is a folder; put a plain file here, or take it away")
    return Problem(Place(name), "Y043", message)


def _outside(root: Path, path: Path, name: str) -> Iterator[Problem]:
    if not path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
        yield linked(name)
    elif problem := not_plain(path, name):
        yield problem


def _too_large(path: Path, name: str, most: int | None) -> Iterator[Problem]:
    most = most or LARGEST.get(path.suffix, LARGEST[".yml"])
    size = path.stat().st_size
    if size > most:
        message = _(
            "this file has {size} bytes ({size} > {most}); a file written by hand is far smaller: take out what was pasted in by mistake",
            size=size,
            most=most,
        )
        yield Problem(Place(name), "Y041", message)


_UTF_16 = _(
    "this file is in UTF-16; save it again with the encoding UTF-8 (in a spreadsheet: CSV UTF-8)"
)
_PACKED = _(
    "this is a spreadsheet or a document under another name; open it, and save it as plain text (of a table: CSV UTF-8)"
)
_NO_TEXT = {
    b"\xff\xfe": _UTF_16,
    b"\xfe\xff": _UTF_16,
    b"PK\3\4": _PACKED,
    b"\xd0\xcf\x11\xe0": _PACKED,
}
"""What other files than text begin with, and what is to be said of them."""


def _no_text(name: str, data: bytes) -> Problem | None:
    """Return what is told of bytes that are nothing, or another kind of file."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        message = _("this file is empty; fill it in, or take it away if it is not needed")
        return Problem(Place(name), "Y044", message)
    said = next((said for start, said in _NO_TEXT.items() if data.startswith(start)), None)
    return Problem(Place(name), "Y040", said) if said else None


def _not_utf8(name: str, fault: UnicodeDecodeError) -> Problem:
    before = fault.object[: fault.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
    message = _(
        "a character here is not written in UTF-8 (byte {byte}); save the file again with the encoding UTF-8",
        byte=format(fault.object[fault.start], "02X"),
    )
    return Problem(Place(name, line, column), "Y040", message)


def _not_text(source: SourceText) -> Problem:
    message = _(
        "this is not a text file (byte 00); save it again as plain text with the encoding UTF-8"
    )
    return Problem(source.place(source.text.index("\0")), "Y040", message)


def _merge_markers(source: SourceText) -> Iterator[Problem]:
    marked = "<<<<<<<" in source.text or ">>>>>>>" in source.text
    if not marked or not _SURE_MERGE.search(source.text):
        return
    for found in _MERGE.finditer(source.text):
        message = _(
            "'{found}' marks two versions of these lines that git could not join; keep the right one and delete the marker lines",
            found=found[0][:7],
        )
        yield Problem(source.place(found.start()), "Y042", message)


def misleading_problems(source: SourceText, found: Sequence[Found]) -> Iterator[Problem]:
    """Yield the first misleading character of each line, as far as an editor will read on."""
    line = 0
    for at, char in found[:MOST_MISLEADING]:
        place = source.place(at)
        if place.line > line:
            line = place.line
            yield Problem(place, "Y012", why_misleading(char))
