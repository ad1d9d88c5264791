"""What a short label says, by lists of words in every language (`labels.toml`)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from charters.model.text import Text
from charters.problems import declared

_LISTS = declared("judging/labels")


@lru_cache(maxsize=4096)
def says(label: Text | None, *lists: str) -> bool:
    """Return whether a label, in one of its languages, has a word of one of the lists."""
    spoken = [words.replace("’", "'") for _code, words in label.by_language] if label else ()
    return any(_pattern(name).search(words) for name in lists for words in spoken)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    parts = [_part(word) for words in _LISTS[name].values() for word in words]
    return re.compile("|".join(parts), re.IGNORECASE)


def _part(word: str) -> str:
    """Return one word as a pattern; a whole label may begin with its number on the scale."""
    pattern = re.escape(word.lstrip("=")).replace(r"\*", r"\w*")
    return rf"\A(?:\d+\W*)?{pattern}\W*\Z" if word.startswith("=") else rf"\b{pattern}\b"
