"""Programs that wait with all loaded that they need: a copy of one answers, as a process of its own.

To load it all takes longer than most of what tests ask of it. How the programs start by themselves is
held by tests that start them.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple

MOST = 200_000
"""Bytes of what is asked, the surroundings among it."""
LOADED = {
    "charters.cli": ("charters.cli.building", "charters.mkdocs_engine", "charters.plain_engine"),
    "mkdocs": ("mkdocs.commands.build", "charters.plugin"),
}
"""What a program would load when it is asked for a site."""


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


class Ready:
    """A program that waits; it answers one after the other."""

    def __init__(self, program: str) -> None:
        self.program = program
        self.channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.waits = subprocess.Popen(
                [
                    sys.executable,
                    "-c",
                    f"import ready; ready.serve({theirs.fileno()}, '{program}')",
                ],
                cwd=Path(__file__).parent,
                pass_fds=[theirs.fileno()],
                env={**os.environ, "PYTHONWARNINGS": "default"},
                stdin=subprocess.DEVNULL,
                # Never read: what is opened as a pipe is written to as one, whatever it leads to later.
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        atexit.register(self.end)

    def end(self) -> None:
        self.channel.close()
        self.waits.communicate()

    def start(
        self, words: Sequence[str], cwd: Path, hear: Sequence[int], surroundings: Mapping[str, str]
    ) -> int:
        """Have a copy begin, heard by two files, and return the number of its process."""
        asked = {
            "words": [self.program, *words],
            "cwd": str(cwd),
            "surroundings": {**os.environ, **surroundings},
        }
        socket.send_fds(self.channel, [json.dumps(asked).encode()], hear)
        return int(self.channel.recv(MOST))

    def ended(self) -> int:
        """Return how the copy ended that began last."""
        return os.waitstatus_to_exitcode(int(self.channel.recv(MOST)))


@cache
def ready(program: str) -> Ready:
    """Return the one of a program that waits."""
    return Ready(program)


def answered(
    program: str, *words: str, cwd: Path, out: int = -1, err: int = -1, **surroundings: str
) -> Ended:
    """Return how a command ended, and what it said where nothing else was to hear it."""
    with TemporaryFile() as said, TemporaryFile() as complained:
        heard = [said.fileno() if out < 0 else out, complained.fileno() if err < 0 else err]
        one = ready(program)
        one.start(words, cwd, heard, surroundings)
        return Ended(one.ended(), *map(text_of, (said, complained)))


def text_of(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def wait(channel: socket.socket) -> list[str]:
    """Answer each by a copy of this process; return the words that were asked, in the copy."""
    while True:
        said, files, *_ = socket.recv_fds(channel, MOST, 2)
        if not said:
            os._exit(0)
        if not (copy := os.fork()):
            break
        for one in files:
            os.close(one)
        channel.send(str(copy).encode())
        channel.send(str(os.waitpid(copy, 0)[1]).encode())
    channel.close()
    for at, one in enumerate(files, 1):
        os.dup2(one, at)
        os.close(one)
    asked = json.loads(said)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["surroundings"])
    words: list[str] = asked["words"]
    return words


def serve(number: int, program: str) -> None:
    """Load a program and wait; a copy runs it as `python -m` does."""
    sys.path.pop(0)  # the folder of the tests
    for module in LOADED[program]:
        import_module(module)
    with socket.socket(fileno=number) as ours:
        sys.argv = wait(ours)
    sys.path.insert(0, str(Path.cwd()))
    runpy.run_module(program, run_name="__main__", alter_sys=True)
