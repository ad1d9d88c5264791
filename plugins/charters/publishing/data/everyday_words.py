"""Everyday words of a language: for choices from lists, for pages of ours, alike, and of no weight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from charters.publishing.say.alphabet import without_accents

_WORD = re.compile(r"[^\W_]+")


@cache
def _words(language: str) -> Mapping[str, Any]:
    file = files("charters") / f"publishing/data/everyday/{language.partition('-')[0]}.toml"
    return loads(file.read_text("utf-8")) if file.is_file() else {}


def everyday(language: str, choices: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """Yield the everyday words for choices that editors make from lists, and for pages of ours."""
    words = _words(language)
    return (words.get(subject, {}).get(choice or "", "") for subject, choice in choices)


def is_of_ours(language: str, page: str) -> bool:
    """Return whether a page, by the first part of its address, is one over all agencies."""
    return page in _words(language).get("page", {})


@cache
def weights(language: str) -> Mapping[str, float]:
    """Return what words weigh that say little of what is looked for, where any other weighs 1."""
    said = _words(language).get("weights", {})
    return {word: float(one) for one, lines in said.items() for word in words_in(" ".join(lines))}


def alike(language: str, text: str) -> str:
    """Return all words that mean the same as a word of a text."""
    said = set(words_in(text))
    return " ".join(group for group, words in _alike(language) if not said.isdisjoint(words))


@cache
def _alike(language: str) -> list[tuple[str, frozenset[str]]]:
    groups = _words(language).get("alike", ())
    return [(group, frozenset(words_in(group))) for group in groups]


def words_in(text: str) -> list[str]:
    """Return the words of a text, without accents, as the page for searching takes them apart."""
    return _WORD.findall(without_accents(text))
