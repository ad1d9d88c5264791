"""Contradictions in the files of an agency, as the cases under cases/clashes write them."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from builders import Folder
from charters.problems import Problem
from charters.reading import read
from charters.rules import audit
from repositories import SETTINGS

CASES = Path(__file__).parent / "cases" / "clashes"
DATA, PAGES = "data/standards/fair-river/", "content/agencies/"


def parts_of(case: Path) -> dict[str, str]:
    """Return what stands below each `=== NAME` of a case."""
    split = re.split(r"(?m)^=== (.+)\n", case.read_text(encoding="utf-8"))
    return dict(zip(split[1::2], split[2::2], strict=True))


def write_site(root: Path, case: Path) -> None:
    files = parts_of(CASES / "base.case") | parts_of(case)
    files.pop("found", None)
    folder, settings = Folder(root), textwrap.indent(files.pop("settings", ""), " " * 6)
    folder.write("mkdocs.yml", SETTINGS + settings)
    for name, text in files.items():
        folder.write(f"{PAGES if name.endswith('.md') else DATA}{name}", text)


def shown(problem: Problem) -> str:
    line = " | ".join([str(problem), *(str(place) for place in problem.also)])
    return line.replace(DATA, "").replace(PAGES, "")


def found_in(root: Path, case: Path) -> list[str]:
    write_site(root, case)
    register, problems = read(root)
    assert [str(problem) for problem in problems] == []
    return [shown(problem) for problem in audit(register).problems]


def named(folder: Path) -> list[object]:
    return [
        pytest.param(case, id=case.stem)
        for case in sorted(folder.glob("*.case"))
        if case.stem != "base"
    ]
