"""How often functions are called while something is done: the same whatever the machine does."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


@contextmanager
def watching(note: Callable[[FrameType, str, Any], None]) -> Iterator[None]:
    """Have every call noted that is made meanwhile."""
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(before)


def calls(work: Callable[[], object], *, in_c: bool = False) -> Counter[str]:
    """Return how often each function was called; those in C too, by who calls them, if wanted."""
    found: Counter[str] = Counter()

    def note(frame: FrameType, event: str, called: Any) -> None:
        if event == "call":
            found[frame.f_code.co_qualname] += 1
        elif in_c and event == "c_call":
            found[f"{frame.f_code.co_qualname}: {called.__qualname__}"] += 1

    with watching(note):
        work()
    return found
