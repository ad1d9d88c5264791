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


def ids_by_words(documents: Mapping[str, Document | None]) -> Mapping[tuple[str, str], str]:
    """Return the id of each record, by its kind and what it is called; of two with one name that of the first."""
    found: dict[tuple[str, str], str] = {}
    for file, key, kind in declared("reading/ids")["lists"]:
        document = documents.get(file)
        for _number, record in document.items(key) if document else ():
            for name in _names_of(record):
                found.setdefault((kind, plain(name)), str(record.get("id", "")))
    return found


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


def plain(words: str) -> str:
    """Return words as one compares them: in small letters, without the full stop."""
    return " ".join(words.split()).casefold().rstrip(".")
