"""The bytes of an editor's file as text, when they can be trusted that far."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from charters.problems import Place, Problem

LARGEST = {".yml": 4_000_000, ".md": 1_000_000, ".csv": 12_000_000}
"""Bytes; many times what the largest agency of a whole government writes."""

_MERGE = re.compile(r"^(<{7} .*|={7}|>{7} .*)$", re.MULTILINE)


@dataclass(frozen=True)
class SourceText:
    """A file as text without byte order mark, and its path from the site's folder."""

    path: str
    text: str


def text_of(root: Path, path: Path) -> tuple[SourceText | None, list[Problem]]:
    """Return the text of a file below `root`, or the problems that keep us from reading it."""
    name = relative(root, path)
    refused = [*_outside(root, path, name)] or [*_too_large(path, name)]
    if refused:
        return None, refused
    data = path.read_bytes()
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        return None, [Problem(Place(name), "Y044", "this file is empty; take it away, or copy an example")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return None, [_not_utf8(name, data, fault.start)]
    source = SourceText(name, text.replace("\r\n", "\n").replace("\r", "\n"))
    merges = [*_merge_markers(source)]
    return (None if merges else source), merges


def relative(root: Path, path: Path) -> str:
    """Return a path from the site's folder, with forward slashes."""
    return Path(os.path.relpath(path, root)).as_posix()


def _outside(root: Path, path: Path, name: str) -> Iterator[Problem]:
    real, home = path.resolve(), root.resolve()
    if path.is_symlink() or not real.is_relative_to(home):
        yield Problem(
            Place(name), "Y043", "this is a link to another place; put the file itself here"
        )
    elif not path.is_file():
        yield Problem(Place(name), "Y043", "this is not a file; put a plain file here")


def _too_large(path: Path, name: str) -> Iterator[Problem]:
    most, size = LARGEST[path.suffix], path.stat().st_size
    if size > most:
        yield Problem(
            Place(name),
            "Y041",
            f"this file has {size:,} bytes ({size:,} > {most:,}); "
            "an agency's file is far smaller: was something pasted in by mistake?",
        )


def _not_utf8(name: str, data: bytes, start: int) -> Problem:
    line = data.count(b"\n", 0, start) + 1
    column = start - data.rfind(b"\n", 0, start)
    return Problem(
        Place(name, line, column),
        "Y040",
        f"a character here is not written in UTF-8 (byte {data[start]:02X}); "
        "save the file again with the encoding UTF-8",
    )


def _merge_markers(source: SourceText) -> Iterator[Problem]:
    if "<<<<<<< " not in source.text and ">>>>>>> " not in source.text:
        return
    for found in _MERGE.finditer(source.text):
        line = source.text.count("\n", 0, found.start()) + 1
        yield Problem(
            Place(source.path, line),
            "Y042",
            f"'{found[0][:7]}' marks two versions of these lines that git could not join; "
            "keep the right one and delete the three marker lines",
        )
