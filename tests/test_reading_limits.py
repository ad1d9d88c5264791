"""The readers at their limits: size, depth, what the machine allows, and the site's settings."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from builders import rewrite
from charters.problems import Problem
from charters.publishing.data import reports
from charters.reading import read
from charters.reading.sources import LARGEST, SourceText
from charters.reading.yamldoc import document_of
from counting import cpu
from planting import GOOD, good_site

RESULTS = "data/standards/harbor/results.csv"
STANDARDS = "data/standards/harbor/standards.yml"
CPU_SECONDS = 2.0
"""What 10,000 problems may take on a machine of usual speed; where this was written they take a fifth of it."""


def lines(root: Path) -> list[str]:
    return [str(problem) for problem in read(root)[1]]


# ------------------------------------------------------------------------------ size and depth


def many_rows(count: int, row: str) -> str:
    header = (GOOD / RESULTS).read_text(encoding="utf-8").splitlines()[0]
    return "\n".join([header, *(row.format(n=n) for n in range(count)), ""])


def many_promises(count: int) -> str:
    return "services: []\nstandards:\n" + "".join(
        f"  - {{id: s-{n}, tpye: x}}\n" for n in range(count)
    )


TEN_THOUSAND = {
    "rows of unknown promises": (RESULTS, many_rows(10_000, "s-{n},FY2024,,,,1,,,final,,,,,,")),
    "rows with bad counts": (RESULTS, many_rows(10_000, "letters,2022,,9,8,,,,final,,,,,,")),
    "rows with a cell too far": (RESULTS, many_rows(10_000, "letters,{n:04},,,5,9,,,final,2024-01-01,https://example.org/,,,,")),
    "rows with bad periods": (RESULTS, many_rows(10_000, "letters,FY{n},,9,9,,,,final,,,,,,")),
    "rows with too few cells": (RESULTS, many_rows(10_000, "letters,2022,,")),
    "unknown keys": (STANDARDS, "".join(f"key-{n}: x\n" for n in range(10_000))),
    "promises without anything": (STANDARDS, many_promises(2_000)),
    "one key over and over": (STANDARDS, "services: []\n" * 10_000),
    "invisible characters": (STANDARDS, "# \u200b\n" * 10_000 + "services: []\n"),
    "merge markers": (STANDARDS, "<<<<<<< HEAD\n" * 10_000),
    "aliases": (STANDARDS, "services: &a []\nx:\n" + "  - *a\n" * 10_000),
    "no-break spaces": (STANDARDS, "\u00a0# x\n" * 10_000),
    "HTML in a page": ("content/agencies/harbor.md", "---\nagency: harbor\n---\n" + "<b>\n" * 10_000),
    "blocks in a page": ("content/agencies/harbor.md", "---\nagency: harbor\n---\n" + "/// x\n" * 10_000),
}  # fmt: skip


@pytest.mark.parametrize("name", TEN_THOUSAND)
def test_ten_thousand_problems_stay_quick_and_readable(name: str, tmp_path: Path) -> None:
    site = good_site(tmp_path)
    path, text = TEN_THOUSAND[name]
    (site / path).write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    printed: list[str] = []

    def told() -> None:
        problems.extend(read(site)[1])
        printed.extend(reports.lines(problems))

    assert cpu(told) < CPU_SECONDS
    assert problems
    assert len(printed) <= reports.MOST + 1


def test_a_file_of_50_megabytes_is_refused_unread(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    with (site / RESULTS).open("ab") as file:
        file.truncate(50_000_000)
    (said,) = lines(site)
    assert said == (
        f"{RESULTS}:1:1: Y041 this file has 50,000,000 bytes (50,000,000 > {LARGEST['.csv']:,}); "
        "a file written by hand is far smaller: take out what was pasted in by mistake"
    )


DEEP = {
    "brackets": "services: " + "[" * 100_000,
    "brackets, closed": "services: " + "[" * 100_000 + "]" * 100_000,
    "braces": "services: " + "{a: " * 100_000,
    "brackets with quotes between": "services: " + '["]", ' * 100_000,
    "hyphens": "- " * 100_000,
    "hyphens far apart": "-   " * 100_000,
    "question marks": "? " * 100_000,
    "hyphens and question marks": "- ? " * 100_000,
    "indentation": "\n".join(" " * n + "a:" for n in range(1_500)),
    "hyphens below each other": "\n".join(" " * n + "-" for n in range(1_500)),
    "answers below each other": "\n".join(" " * n + "? a\n" + " " * n + ": ? b" for n in range(900)),
    "brackets and hyphens": "\n".join("- [" * n for n in range(60)),
}  # fmt: skip


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_is_refused_and_does_not_break_the_parser(name: str) -> None:
    document, problems = document_of(SourceText("standards.yml", DEEP[name]))
    assert document is None
    assert {problem.code for problem in problems} <= {"Y006", "Y001"}
    assert len(problems) == 1


def test_an_anchor_bomb_stays_small(tmp_path: Path) -> None:
    names = "abcdefghijklmnopqrstuvwxyz"
    bomb = "a: &a [ha]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise(names)
    )
    site = good_site(tmp_path)
    (site / STANDARDS).write_text(bomb, encoding="utf-8")
    (site / "mkdocs.yml").write_text(
        f"{bomb}plugins:\n  - charters:\n      notice: *z\n", encoding="utf-8"
    )
    began = time.process_time()
    _, problems = read(site)
    assert time.process_time() - began < CPU_SECONDS
    assert {problem.code for problem in problems if problem.place.path == STANDARDS} >= {"Y018"}


# -------------------------------------------------------------------------- the machine's files


@contextmanager
def nobody() -> Iterator[None]:
    """Run as somebody who may not read everything; root may."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(mine)


@pytest.fixture
def open_site(tmp_path: Path) -> Iterator[Path]:
    """A copy of the good site below a folder that everybody may enter."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield good_site(Path(folder))


CLOSED = "Y047 this cannot be opened; give everyone the right to read it (chmod a+rX)"


@pytest.mark.parametrize(
    ("closed", "mode", "told"),
    [
        (RESULTS, 0, RESULTS),
        (STANDARDS, 0, STANDARDS),
        ("content/agencies/parks.md", 0, "content/agencies/parks.md"),
        ("data/standards/harbor", 0, "data/standards/harbor"),
        ("data/standards/harbor", 0o444, "data/standards/harbor/agency.yml"),
        ("data/standards", 0, "data/standards"),
        ("content/agencies", 0, "content/agencies"),
        ("mkdocs.yml", 0, "mkdocs.yml"),
    ],
)
def test_what_cannot_be_opened_is_a_problem(
    closed: str, mode: int, told: str, open_site: Path
) -> None:
    path = open_site / closed
    path.chmod(mode)
    try:
        with nobody():
            said = lines(open_site)
    finally:
        path.chmod(0o755)
    assert f"{told}:1:1: {CLOSED}" in said
    assert all(line.endswith(CLOSED) for line in said)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    (site / RESULTS).unlink()
    os.mkfifo(site / RESULTS)
    assert lines(site) == [
        f"{RESULTS}:1:1: Y043 this is not a file but a pipe or a device; put a plain file here, or take it away"
    ]


def test_folders_that_link_to_each_other_are_told(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    (site / "data/standards/one").symlink_to("two")
    (site / "data/standards/two").symlink_to("one")
    said = "Y043 this is a link to another place; put the folder itself here"
    assert lines(site) == [
        f"data/standards/one:1:1: {said}",
        f"data/standards/two:1:1: {said}",
    ]


def test_a_folder_of_data_that_leads_out_by_a_link_is_not_read(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    shutil.move(site / "data", tmp_path / "outside")
    (site / "data").symlink_to(tmp_path / "outside")
    _, problems = read(site)
    assert {(problem.code, problem.place.path) for problem in problems} == {
        ("Y043", "data"),
    }


@pytest.mark.parametrize(
    "name",
    ["a\nb", "a\x1b[31mb", "a\udc80b", "a\u202eb", "::error::x"],
    ids=["a new line", "an escape", "bytes that are no text", "turned around", "a command"],
)
def test_a_file_name_cannot_forge_a_line_of_the_report(name: str, tmp_path: Path) -> None:
    site = good_site(tmp_path)
    (site / f"data/standards/harbor/{name}").touch()
    (site / f"content/agencies/{name}.md").touch()
    said = lines(site)
    assert [line.count("Y045") + line.count("M009") for line in said] == [1, 1]
    assert all(line.isprintable() for line in said)
    assert "\n".join(said).encode("utf-8")


def test_a_value_cannot_forge_a_line_of_the_report(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    rewrite(site / STANDARDS, ("type: waiting", r'type: "x\n\e[31m::error::\r"'))
    said = lines(site)
    assert [line.split(" ")[1] for line in said] == ["Y017", "Y012"]
    assert all(line.isprintable() for line in said)
