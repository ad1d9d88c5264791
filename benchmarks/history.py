"""How long the history of a results file takes: so many commits, each with one more row.

history.py 10000
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

SITE = Path(__file__).resolve().parents[1] / "tests/cases/reviews/site"
RESULTS = "data/standards/fair-river/results.csv"


def write(root: Path, commits: int, *, most: int = 400) -> None:
    """Write a site with a history: row by row, and when there are many, the oldest are taken out again."""
    shutil.copytree(SITE, root, dirs_exist_ok=True)
    header, *rows = (root / RESULTS).read_text(encoding="utf-8").splitlines()
    files = [file for file in root.rglob("*") if file.is_file()]
    stream = [
        _commit(0, {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in files})
    ]
    for n in range(1, commits):
        rows = [*rows[: most - 1], _row(n)]
        stream.append(_commit(n, {RESULTS: "\n".join([header, *rows, ""])}))
    git = ("git", "-C", str(root))
    subprocess.run((*git, "init", "--quiet", "--initial-branch", "main"), check=True)
    fast = (*git, "fast-import", "--quiet", "--force")
    subprocess.run(fast, input="".join(stream).encode(), check=True)
    subprocess.run((*git, "reset", "--quiet", "--hard"), check=True)


def _row(n: int) -> str:
    quarter = f"{2020 + n // 4 % 5}-Q{1 + n % 4}"
    return f"letters,{quarter},office: {n},,,{n % 9 + 1},40,,final,2025-04-15,,,,,"


def _commit(n: int, files: dict[str, str]) -> str:
    when = 1_700_000_000 + n * 600
    said = f"commit refs/heads/main\ncommitter T <t@example.org> {when} +0000\ndata 1\nx\n"
    for path, text in files.items():
        said += f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n"
    return said


def measured(root: Path) -> float:
    """Return the seconds of processor that a check takes, git's own included."""
    began = os.times()
    subprocess.run(
        (sys.executable, "-m", "charters.cli", "check", "--root", str(root)),
        check=False,
        capture_output=True,
    )
    ended = os.times()
    return ended.children_user + ended.children_system - began.children_user - began.children_system


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        folder, begun = Path(place), time.monotonic()
        write(folder, int(sys.argv[1]))
        print(
            f"written in {time.monotonic() - begun:.0f} s; the check takes {measured(folder):.2f} s of processor time"
        )
