"""Words of data in a comment on a forge: nothing in them acts, calls anybody, or leads anywhere."""

from __future__ import annotations

import re

_ACTS = re.compile(r"([\\`*_{}\[\]()#+!|~^$=-])")
_CALLS = re.compile(r"([@#]|://|\bwww(?=\.))")


def safe(words: str) -> str:
    """Return words as Markdown that shows them letter by letter.

    `@name`, `#1` and bare addresses become links only after Markdown is read: an empty comment keeps them apart.
    """
    flat = " ".join(words.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _CALLS.sub(r"\1<!-- -->", _ACTS.sub(r"\\\1", flat))


def marked(what: str, about: str = "") -> str:
    """Return the line nobody sees by which a workflow finds its comment again."""
    named = re.sub(r"[^a-z0-9-]", "", about)
    return f"<!-- charters:{what}{f':{named}' if named else ''} -->"
