"""Records that are named by other words than their id: by what they are called, or as those of another agency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from charters.model.file_names import STANDARDS
from charters.problems import declared
from charters.reading.yamldoc import Document

_CALLED = ("name", "promise", "title")
_ID = re.compile(r"^[ -]*\{? *id: *([a-z0-9-]+) *(?:[,}#].*)?$", re.MULTILINE)
_LARGEST, _MOST = 2_000_000, 100
"""Bytes of a file, and agencies, that are looked through for ids."""


def called(documents: Mapping[str, Document | None], kind: str, words: str) -> str:
    """Return the id of the record of a kind that is called by some words; '' where none is."""
    meant = _plain(words)
    for file, key, of in declared("reading/ids")["lists"]:
        document = documents.get(file) if of in kind.split(" or ") else None
        for _number, record in document.items(key) if document else ():
            if meant in map(_plain, _names_of(record)):
                return str(record.get("id", ""))
    return ""


def posted_elsewhere(own: Path) -> Mapping[str, str]:
    """Return what other agencies beside a folder have posted, by its id; nothing where they are many, or two have it."""
    files = [one / STANDARDS for one in sorted(own.parent.iterdir()) if one != own]
    found: dict[str, str] = {}
    for file in files if len(files) <= _MOST else ():
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= _LARGEST:
            for name in {*_ID.findall(file.read_text(encoding="utf-8", errors="replace"))}:
                found[name] = "" if name in found else file.parent.name
    return found


def _names_of(record: Mapping[str, Any]) -> Iterator[str]:
    for key in _CALLED:
        said = record.get(key)
        yield from (
            str(one) for one in (said.values() if isinstance(said, dict) else [said]) if one
        )


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold().rstrip(".")
