"""What happened to a promise or to one of its results: one word for each, on pages, in feeds and in tables."""

from __future__ import annotations

from enum import StrEnum


class Effect(StrEnum):
    """What a change did to a promise, or to a result."""

    NEW_RESULT = "new-result"
    SETTLED = "settled"
    """A provisional result is final."""
    AVAILABLE = "available"
    CORRECTED = "corrected"
    TAKEN_BACK = "taken-back"
    REWRITTEN = "rewritten"
    """A result was changed with no row that says so."""
    REMOVED = "removed"
    WEAKER = "weaker"
    STRONGER = "stronger"
    CHANGED = "changed"
    """Neither can be told."""
    REWORDED = "reworded"
    FOUND = "found"
    """No change at all: the documents have a gap on one side, and a level on the other."""
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    MOVED = "moved"
    """It is found at another address."""
    ENDED = "ended"
    NEW = "new"

    @classmethod
    def moved(cls, *, weaker: bool) -> Effect:
        """Return what a change did that can be told: it asks less, or more."""
        return cls.WEAKER if weaker else cls.STRONGER
