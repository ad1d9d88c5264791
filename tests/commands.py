"""Commands as people give them in the folder of a site: our own in this process, others and git in their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from charters.cli import main
from ready import Ended, answered

BIN = Path(sys.executable).parent


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def charters(*words: str | Path, answers: str = "") -> Result:
    """Run our command here; an exception that it lets out fails the test."""
    said = [str(word) for word in words]
    return CliRunner().invoke(main, said, input=answers, catch_exceptions=False)


def process(
    *words: str | Path, cwd: Path | None = None, **surroundings: str
) -> subprocess.CompletedProcess[str]:
    """Run a program in a process of its own, however it ends; what is no text shows as such."""
    how = {**os.environ, **surroundings}
    return subprocess.run(
        words, cwd=cwd, env=how, capture_output=True, text=True, errors="replace", check=False
    )


def run(folder: Path, program: str, *words: str) -> Ended:
    """Run a command in a folder."""
    if program == "charters":
        with chdir(folder):
            done = charters(*words)
        return Ended(done.exit_code, done.stdout, done.stderr)
    if program == "mkdocs":
        return answered(program, *words, cwd=folder, NO_MKDOCS_2_WARNING="1")
    surroundings = {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONWARNINGS": "default",
    }
    ran = process(BIN / program, *words, cwd=folder, **surroundings)
    return Ended(ran.returncode, ran.stdout, ran.stderr)


def git(folder: Path, *command: str, day: str = "", check: bool = True) -> str:
    """Run git in a folder, on a day; it knows nothing of the repository that the tests themselves may run in."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    dated = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T12:00:00+00:00")
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "gc.auto=0")
    words = ["git", *who, "-c", "core.hooksPath=/dev/null", *command]
    surroundings = alone | dated if day else alone
    ran = subprocess.run(
        words, cwd=folder, env=surroundings, capture_output=True, text=True, check=check
    )
    return ran.stdout.strip()


def commit(folder: Path, day: str = "") -> None:
    """Commit everything, also where nothing has changed."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A version", "--allow-empty", day=day)
