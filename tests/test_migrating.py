"""A site of an earlier version: moved line by line, told, and nothing else touched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builders import Folder, cases_in
from charters import migrating
from charters.cli import CLEAN
from charters.reading import read
from commands import charters

CASES = cases_in(Path(__file__).parent / "cases" / "migrating.yml")
NAMED = pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
MKDOCS_YML = """\
docs_dir: content
plugins:
  - charters:
      fiscal_year_starts: october
      as_of: 2026-06-30
      publisher: {name: Testers, contact: "mailto:web@example.org"}
      licence: {name: Open Licence, link: "https://example.org/licence"}
"""
STANDARDS = """\
services: [{id: help, name: Help, summary: We answer.}]
standards:
  - id: phone-wait
    service: help
    type: waiting
    promise: We answer your call within 12 minutes on average.
    measure: {shape: mean, unit: minutes}
    target: at most 12 minutes
    introduced: 2015-01-01
"""
AGENCY = """\
name: Harbor
kind: executive
serves: We serve everyone.
compiled: {by: Testers, source: Public documents, until: 2026-01-01}
"""


def old_site(root: Path, case: dict[str, Any]) -> Path:
    """Return a site with the old form of a case at the end of a file."""
    folder = Folder(root)
    folder.write("mkdocs.yml", MKDOCS_YML)
    folder.agency("harbor", STANDARDS, agency=AGENCY)
    with (root / case["file"]).open("a", encoding="utf-8") as file:
        file.write(case["add"])
    return root


def refused(root: Path) -> set[str]:
    """Return the rules by which the reader refuses anything."""
    return {problem.code for problem in read(root)[1]}


def run(root: Path, *words: str) -> str:
    done = charters("migrate", "--root", root, *words)
    assert done.exit_code == CLEAN
    return done.stdout


@NAMED
def test_every_line_that_moves_is_told_and_is_read_after(
    case: dict[str, Any], tmp_path: Path
) -> None:
    root = old_site(tmp_path, case)
    codes = {move.code for move in migrating.MOVES}
    assert bool(refused(root) & codes) == bool(case["told"])
    said = run(root)
    assert said == case["told"] or (case["told"] == "" and said.startswith("nothing to move"))
    assert refused(root) & codes == set()


@NAMED
def test_a_second_run_and_a_dry_run_change_no_byte(case: dict[str, Any], tmp_path: Path) -> None:
    root = old_site(tmp_path, case)
    before = (root / case["file"]).read_bytes()
    assert run(root, "--dry-run").startswith(case["told"])
    assert (root / case["file"]).read_bytes() == before
    run(root)
    once = (root / case["file"]).read_bytes()
    assert run(root).startswith("nothing to move: the files have the form of 2026-11-28")
    assert (root / case["file"]).read_bytes() == once


def test_line_ends_and_all_other_lines_stay(tmp_path: Path) -> None:
    root = old_site(tmp_path, CASES[2])
    path = root / "mkdocs.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    lines = path.read_bytes().splitlines(keepends=True)
    run(root)
    assert path.read_bytes().splitlines(keepends=True) == [
        line for line in lines if b"link_days" not in line
    ]


def test_every_move_leads_out_of_the_form_of_a_case(tmp_path: Path) -> None:
    fired = set()
    for at, case in enumerate(CASES):
        root = old_site(tmp_path / str(at), case)
        for problem in read(root)[1]:
            lines = (root / problem.place.path).read_text(encoding="utf-8").splitlines()
            moves = (move for move in migrating.MOVES if move.code == problem.code)
            fired |= {move for move in moves if list(move.edits(problem, lines))}
    assert fired == set(migrating.MOVES)
