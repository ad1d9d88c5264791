"""The command `charters`: the same checks as the build, and the build itself, in a terminal."""

from charters.cli import (
    auditing_pages,
    bringing_in,
    building,
    comparing,
    looking,
    previewing,
    writing,
)
from charters.cli.telling import CANNOT_RUN, CLEAN, PROBLEMS
from charters.cli.terminal import main

__all__ = [
    "CANNOT_RUN",
    "CLEAN",
    "PROBLEMS",
    "auditing_pages",
    "bringing_in",
    "building",
    "comparing",
    "looking",
    "main",
    "previewing",
    "writing",
]
