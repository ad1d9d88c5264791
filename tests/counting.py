"""How often functions are called while something is done, and how long that takes: the same whatever the machine does."""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_AT_ONCE = 0.3
"""Seconds within which nothing is asked for: what takes no longer needs no correction."""
_USUAL = 0.03
"""Seconds of CPU that a million additions take where the limits of the tests were found."""


def spent(work: Callable[[], object]) -> float:
    """Return the seconds of CPU that some work takes by itself, here and now.

    When garbage is collected hangs on what other tests left behind.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        if collected:
            gc.enable()


def cpu(work: Callable[[], object]) -> float:
    """Return the same, as the machine would take that the limits are from.

    A slow machine, or a neighbour on the same core, is slow with additions too, just then.
    """
    took = spent(work)
    return took if took < _AT_ONCE else took / max(1, spent(_additions) / _USUAL)


def _additions() -> int:
    found = 0
    for number in range(1_000_000):
        found += number * number
    return found


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
