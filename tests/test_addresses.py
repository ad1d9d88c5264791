"""No file of an editor takes the place of one that the program makes, nor of another editor's."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import CALLS, CALLS_IN_2025, MKDOCS_YML, build, site_folder
from charters.model.settings import Settings
from charters.problems import declared
from charters.reading.taken_addresses import address_problems
from sites import built, each_engine

TAKEN = [
    ("content/assets/charters/moved.js", "assets/charters/moved.js of the looks"),
    ("content/Assets/Charters/Moved.js", "assets/charters/moved.js of the looks"),
    ("content/data/results.csv", "the folder data/"),
    ("content/DATA/a.png", "the folder data/"),
    ("content/data/index.md", "the folder data/"),
    ("overrides/data/results.csv", "the folder data/"),
    ("content/promises/index.md", "the folder promises/"),
    ("content/Promises.md", "the folder promises/"),
    ("content/promises/2.md", "the folder promises/"),
    ("content/search/search_index.json", "the folder search/"),
    ("content/search.md", "the folder search/"),
    ("content/data.md", "the folder data/"),
    ("content/agencies.md", "the folder agencies/"),
    ("content/accessibility.md", "the folder accessibility/"),
    ("content/order/ssa.md", "the folder order/"),
    ("content/agencies/index.md", "agencies/index.html"),
    ("content/agencies/ssa/index.html", "agencies/ssa/index.html"),
    ("content/agencies/ssa/feed.xml", "agencies/ssa/feed.xml"),
    ("content/agencies/ssa/phone/Index.html", "agencies/ssa/phone/index.html"),
    ("content/Agencies/a.png", "the folder agencies/"),
    ("content/order/index.md", "the folder order/"),
    ("content/index.html", "index.html"),
    ("content/Index.html", "index.html"),
    ("content/README.md", "index.html"),
    ("content/404.html", "404.html"),
    ("content/sitemap.xml", "sitemap.xml"),
    ("overrides/sitemap.xml.gz", "sitemap.xml.gz"),
]


@pytest.mark.parametrize(("path", "said"), TAKEN)
def test_what_the_program_makes_is_not_replaced(path: str, said: str) -> None:
    (problem,) = address_problems([path], Settings())
    assert problem.code == "Y051"
    assert problem.place.path == path
    assert f" of {said}, which the program makes; " in problem.text


ALIKE = [
    ("content/a.png", "content/A.PNG"),
    ("content/images/caf\u00e9.png", "content/images/cafe\u0301.png"),
    ("content/about.md", "content/about/index.md"),
    ("content/About.md", "content/about.md"),
    ("content/about/README.md", "content/about/index.md"),
    ("content/images/a.svg", "overrides/images/a.svg"),
    ("overrides/assets/javascripts/filter.js", "overrides/assets/javascripts/Filter.js"),
]


@pytest.mark.parametrize("paths", ALIKE)
def test_of_two_files_with_one_address_both_are_named(paths: tuple[str, str]) -> None:
    (problem,) = address_problems(paths, Settings())
    assert {problem.place.path} | {path for path in paths if path in problem.text} == set(paths)


FINE = [
    *("content/index.md", "content/about.md", "content/images/a.png", "content/report.pdf"),
    *("content/agencies/ssa.md", "content/agencies/a.png", "content/agencies/ssa/a.png"),
    *("content/assets/images/logo.svg", "content/Assets/a.png"),
    *("overrides/assets/javascripts/filter.js", "overrides/404.html", "overrides/main.html"),
]


def test_what_stands_alone_is_fine() -> None:
    assert list(address_problems(FINE, Settings())) == []


@each_engine
def test_all_that_the_program_makes_is_known_by_its_folder(tmp_path: Path, engine: str) -> None:
    """Build a site to which people add as little as can be: what it holds was made by the program."""
    folder, site = site_folder(tmp_path, MKDOCS_YML), tmp_path / "site"
    folder.agency("ssa", CALLS, CALLS_IN_2025)
    if engine == "mkdocs":
        build(tmp_path, site)
    else:
        built("plain", tmp_path, site)
    made = declared("reading/taken_addresses")
    tops = {path.name for path in site.iterdir()}
    assert tops - {*made["folders"], *made["files"], *made["at_the_top"], "assets"} == set()
    below = {path.name for path in (site / "agencies").rglob("*") if path.is_file()}
    assert below - set(made["files"]) == set()
    pages = {path.name for path in site.iterdir() if any(path.rglob("index.html"))}
    assert pages == set(made["folders"])


def test_a_file_that_takes_another_s_place_keeps_the_site_from_being_built(tmp_path: Path) -> None:
    folder = site_folder(tmp_path)
    folder.agency("ssa", CALLS)
    folder.write("content/data/results.csv", "mine\n")
    with pytest.raises(Exception, match="Y051 this would take the place of the folder data/"):
        build(tmp_path, tmp_path / "site")
