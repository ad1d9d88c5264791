"""A site that has other pages keeps them as they are, where its publisher says that they are trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import MKDOCS_YML, Folder, small_site
from charters.problems import Problem
from charters.reading import read
from sites import built, each_engine

GUIDE = """\
# Guide

# A second main heading

!!! note "Of note"
    Words.

[A button](nowhere.html){ .md-button }

<div class="grid" onclick="alert(1)"><iframe src="https://video.example/1"></iframe></div>
"""
SITE = MKDOCS_YML.replace("check_pages: all", "path: charters/, trusted_pages: yes").replace(
    "docs_dir", "markdown_extensions: [admonition, attr_list]\ndocs_dir"
)
SCRIPT = "extra_javascript: [mine.js, 'https://dap.example.gov/a.js']\n"


def host(path: Path, mkdocs_yml: str) -> Folder:
    folder = small_site(path, mkdocs_yml.replace("nav: [index.md, agencies.md, promises.md]\n", ""))
    (path / "content/agencies").rename(path / "content/charters-agencies")
    (path / "content/charters").mkdir()
    (path / "content/charters-agencies").rename(path / "content/charters/agencies")
    folder.write("content/guide.md", GUIDE)
    folder.write("content/mine.js", "go()\n")
    return folder


def of_the_build(folder: Folder, engine: str) -> list[Problem]:
    assert [str(problem) for problem in read(folder.path)[1]] == []
    done = built(engine, folder.path, folder.path / "site")
    return [one for one in done.problems if one.code != "S010"]


@each_engine
def test_pages_of_others_are_neither_changed_nor_judged(tmp_path: Path, engine: str) -> None:
    folder = host(tmp_path, SITE)
    assert of_the_build(folder, engine) == []
    html = (tmp_path / "site/guide/index.html").read_text(encoding="utf-8")
    for kept in (
        '<div class="admonition note">',
        'class="md-button"',
        '<div class="grid" onclick="alert(1)"><iframe src="https://video.example/1">',
    ):
        assert kept in html
    assert (tmp_path / "site/mine.js").read_text() == "go()\n"


@each_engine
def test_where_it_is_asked_for_they_are_judged_too(tmp_path: Path, engine: str) -> None:
    folder = host(tmp_path, SITE.replace("path:", "check_pages: all, path:"))
    found = {(problem.place.path, problem.code) for problem in of_the_build(folder, engine)}
    written = {("content/guide.md", code) for code in ("S001", "S005", "S011", "S017")}
    assert found == {*written, ("guide/index.html", "S007")}


@each_engine
def test_pages_fetch_from_the_hosts_that_are_allowed_and_from_no_other(
    tmp_path: Path, engine: str
) -> None:
    folder = host(tmp_path, SITE + SCRIPT)
    problems = of_the_build(folder, engine)
    assert {problem.code for problem in problems} == {"S005"}
    assert all(problem.place.path.startswith("charters/") for problem in problems)
    allowed = SITE.replace("path:", "allowed_hosts: [dap.example.gov], path:")
    folder.write(
        "mkdocs.yml", allowed.replace("nav: [index.md, agencies.md, promises.md]\n", SCRIPT)
    )
    assert of_the_build(folder, engine) == []


def test_pages_of_the_charters_are_trusted_no_more_than_before(tmp_path: Path) -> None:
    folder = host(tmp_path, SITE)
    folder.write("content/charters/index.md", "<b>Home</b>\n")
    folder.write("content/charters/agencies/a.js", "go()\n")
    folder.write("content/charters/agencies/ssa.md", "---\nagency: ssa\n---\n\n<b>Plan</b>\n")
    codes = {f"{one.place.path} {one.code}" for one in read(tmp_path)[1]}
    assert codes == {
        "content/charters/agencies/a.js Y045",
        "content/charters/agencies/ssa.md M003",
        "content/charters/index.md M003",
    }


def test_nobody_is_trusted_unless_the_publisher_says_so(tmp_path: Path) -> None:
    host(tmp_path, SITE.replace("trusted_pages: yes", "trusted_pages: no"))
    codes = {f"{one.place.path} {one.code}" for one in read(tmp_path)[1]}
    assert codes == {"content/guide.md M003", "content/mine.js Y045"}


@pytest.mark.parametrize("name", ["https://a.example", "a", "*.example.org", "a b.example"])
def test_what_is_not_the_name_of_a_host_is_refused(tmp_path: Path, name: str) -> None:
    host(tmp_path, SITE.replace("path:", f'allowed_hosts: ["{name}"], path:'))
    (problem,) = read(tmp_path)[1]
    assert problem.code == "Y017"
    assert problem.text == f"'{name}' is not the name of a host; write it as dap.digitalgov.gov"
