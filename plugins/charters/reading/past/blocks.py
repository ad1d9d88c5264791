"""The text of standards.yml cut into its standards, without reading what does not matter."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

import yaml

from charters.model.file_names import STANDARDS
from charters.reading.sources import SourceText
from charters.reading.yamldoc import document_of, value_of

_LIST = {
    key: re.compile(rf"^{key}:[ \t]*(?:#.*)?$", re.MULTILINE)
    for key in ("services", "standards", "figures")
}
_ITEM = re.compile(r"^([ \t]*)-[ \t]", re.MULTILINE)
_ID = re.compile(r"[ \t]*-[ \t]+id:[ \t]*[\"']?([a-z0-9-]+)")
_END = re.compile(r"^[^\s#-]", re.MULTILINE)


@lru_cache(maxsize=1024)
def blocks_of(text: str, key: str = "standards") -> Mapping[str, str]:
    """Return the text of each standard of a file by id; or of each figure, or service."""
    begin = _LIST[key].search(text)
    item = _ITEM.search(text, begin.end()) if begin else None
    if begin is None or item is None:
        return _flow_blocks(text, key)
    end = _END.search(text, begin.end() + 1)
    body = text[item.start() : end.start() if end else len(text)]
    begins = re.finditer(rf"\n(?={item[1]}-[ \t])", body)  # a sign to look for: body is long
    bounds = [0, *(found.end() for found in begins), len(body)]
    parts = (body[start:end] for start, end in pairwise(bounds))
    named = ((_id_of(part), part) for part in parts)
    return {name: part for name, part in named if name}


def _id_of(block: str) -> str:
    """Return the id of a record; it need not come first, nor on a line of its own."""
    first = _ID.match(block)
    return first[1] if first else str(values_of(block).get("id", ""))


def _flow_blocks(text: str, key: str) -> dict[str, str]:
    """Return the same where the list stands in brackets, or its key in quotes."""
    document, _ = document_of(SourceText(STANDARDS, text)) if key in text else (None, [])
    listed = value_of(document.root, key) if document else None
    items = listed.value if isinstance(listed, yaml.SequenceNode) else []
    cut = [text[item.start_mark.index : item.end_mark.index] for item in items]
    named = ((_id_of(block), block) for block in cut)
    return {name: block for name, block in named if name}


@lru_cache(maxsize=4096)
def values_of(block: str) -> Mapping[str, Any]:
    """Return the values of one standard's text; nothing where it cannot be read."""
    document, _ = document_of(SourceText(STANDARDS, textwrap.dedent(block)))
    tree = document.tree if document else None
    found = tree[0] if isinstance(tree, list) and tree else tree
    return found if isinstance(found, dict) else {}


def sentence_of(block: str) -> str:
    """Return the sentence of a standard's text, by which it is known under another id."""
    promise = values_of(block).get("promise")
    return str(next(iter(promise.values()), "") if isinstance(promise, dict) else promise or "")
