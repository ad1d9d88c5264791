"""Marks of words for translators, where they are not said at once."""

from __future__ import annotations


def _(words: str) -> str:
    """Mark words for the catalogue."""
    return words


def _n(one: str, many: str) -> tuple[str, str]:
    """Mark a pair of messages for the catalogue."""
    return one, many
