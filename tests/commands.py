"""Commands as people give them in the folder of a site: our own in this process, others and git in their own."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from charters.cli import main

BIN = Path(sys.executable).parent


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


def run(folder: Path, program: str, *words: str) -> Ended:
    """Run a command in a folder."""
    if program == "charters":
        with chdir(folder):
            done = CliRunner().invoke(main, words, catch_exceptions=False)
        return Ended(done.exit_code, done.stdout, done.stderr)
    surroundings = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONWARNINGS": "default",
    }
    ran = subprocess.run(
        [BIN / program, *words],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(ran.returncode, ran.stdout, ran.stderr)


def git(folder: Path, *command: str, check: bool = True) -> str:
    """Run git in a folder, knowing nothing of the repository that the tests themselves may run in."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "gc.auto=0")
    words = ["git", *who, *command]
    ran = subprocess.run(words, cwd=folder, env=alone, capture_output=True, text=True, check=check)
    return ran.stdout.strip()
