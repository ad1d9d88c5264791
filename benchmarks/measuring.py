"""What a command uses, with all that it starts: CPU, time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

_LOOK_EVERY = 0.2


@dataclass(frozen=True)
class Used:
    """Seconds and MB."""

    cpu: float
    wall: float
    largest: float
    """Memory of the largest of its processes."""
    together: float
    """Memory of all its processes at once, what they share counted once."""

    def __str__(self) -> str:
        return f"{self.cpu:.1f} s of CPU, {self.wall:.1f} s, {self.largest:.0f} MB ({self.together:.0f} MB together)"


def used_by(command: tuple[str, ...], folder: Path) -> Used:
    """Run a command, and return what it used; stop when it does not end well."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    began, together = time.monotonic(), 0.0
    with TemporaryFile("w+") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            together = max(together, _memory(process.pid))
            time.sleep(_LOOK_EVERY)
        process.returncode = os.waitstatus_to_exitcode(ended[1])
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{said.read()[-2000:]}")
    used = ended[2]
    return Used(
        used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss / 1024, together
    )


def least(runs: int, commands: Mapping[str, tuple[tuple[str, ...], Path]]) -> dict[str, Used]:
    """Return the least that each command used in some runs, taken in turns."""
    found: dict[str, list[Used]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, (command, folder) in commands.items():
            found[name].append(used_by(command, folder))
    return {
        name: Used(
            *(min(getattr(one, field) for one in all_of_it) for field in Used.__annotations__)
        )
        for name, all_of_it in found.items()
    }


def _memory(process: int) -> float:
    """Return the MB that a process and those it started hold, each with its part of what they share."""
    found = 0.0
    with suppress(OSError, ProcessLookupError):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        found = next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
        for started in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            found += _memory(int(started))
    return found
