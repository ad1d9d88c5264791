"""Our pages as pieces for another program: sound in its frame, with all that they need and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from builders import CALLS, Folder, replaced, small_site
from charters.exporting import HOSTS
from charters.rules.pages.finished import check_site
from commands import BIN, run

STYLES = "assets/charters/hosted.css"
FORMER = "name: Social Security\nkind: executive\nserves: We serve everyone.\nformerly: [old]\n"
FRAME = f'<!doctype html><html lang="en"><head><title>{{{{ .Title }}}}</title><link rel="stylesheet" href="/charters/{STYLES}"></head><body><main>{{{{ .Content }}}}</main></body></html>\n'
HUGO = 'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "RSS"]\n\n[security]\nallowContent = ["^text/html$", "^text/markdown$"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    page = "![Map](../map.svg)\n\nWe *help*.\n"
    made = small_site(tmp_path / "site", agency=FORMER, page=page)
    made.write("content/guide.md", "# Guide\n")
    made.write("overrides/main.html", "<html><body>A frame of its own</body></html>\n")
    made.write("content/map.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>\n')
    return made


def exported(folder: Folder, host: str, out: Path) -> dict[str, str]:
    """Return the texts of the pages, by their address."""
    done = run(folder.path, "charters", "export", str(out), "--for", host)
    assert (done.returncode, done.stderr) == (0, "")
    found = {path: path.read_text(encoding="utf-8") for path in out.rglob(f"*{HOSTS[host]}")}
    assert f"exported {len(found)} pages for {host}" in done.stdout
    return {path.parent.relative_to(out).as_posix(): text for path, text in found.items()}


@pytest.mark.parametrize("host", HOSTS)
def test_every_page_is_a_piece_with_front_matter_and_no_frame(folder: Folder, host: str) -> None:
    pages = exported(folder, host, folder.path / "out")
    assert pages.keys() > {
        ".",
        "agencies",
        "agencies/ssa/phone",
        "agencies/old",
        "data",
        "promises",
    }
    assert "guide" not in pages
    for address, text in pages.items():
        _, head, html = text.split("---\n", 2)
        front = yaml.safe_load(head)
        assert front.keys() == {"title", "description", "address"}
        assert front["title"]
        assert front["address"].rstrip("/") == address.strip(".")
        assert html.strip().startswith('<div class="ch-hosted" id="ch-hosted"')
        assert re.search("<html|<head>|<body|ch-header", html) is None
    assert yaml.safe_load(pages["agencies/ssa/phone"].split("---\n")[1]) == {
        "title": "Phone help, Social Security",
        "description": "We answer the phone.",
        "address": "agencies/ssa/phone/",
    }


def with_zensical(host: Path) -> tuple[Path, list[str]]:
    (host / "docs").mkdir(parents=True)
    (host / "docs/index.md").write_text("# Host\n")
    settings = f"site_name: Host\ntheme: {{font: false}}\nextra_css: [charters/{STYLES}]\n"
    (host / "mkdocs.yml").write_text(settings)
    return host / "docs/charters", ["zensical", "build", "--strict"]


def with_hugo(host: Path) -> tuple[Path, list[str]]:
    for name in ("single", "list"):
        file = host / f"layouts/_default/{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(FRAME)
    (host / "hugo.toml").write_text(HUGO)
    return host / "content/charters", ["hugo", "--destination", "site"]


@pytest.mark.parametrize(("name", "begin"), [("zensical", with_zensical), ("hugo", with_hugo)])
def test_another_program_makes_a_sound_site_of_them(
    folder: Folder, tmp_path: Path, name: str, begin: Callable[[Path], tuple[Path, list[str]]]
) -> None:
    if not (BIN / name).exists():
        pytest.skip(f"{name} is not installed here; pip install {name}")
    place, command = begin(tmp_path / "host")
    pages = exported(folder, name, place)
    done = run(tmp_path / "host", *command)
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "host/site"
    built = {path.relative_to(site).as_posix() for path in (site / "charters").rglob("*.html")}
    assert built == {f"charters/{one}/index.html".replace("/./", "/") for one in pages}
    assert [str(problem) for problem in check_site(site, only=built)] == []
    page = (site / "charters/agencies/ssa/phone/index.html").read_text(encoding="utf-8")
    assert "95 of every 100" in page
    assert STYLES in page
    for file in place.rglob("*"):
        if file.suffix in (".csv", ".json", ".xml", ".js", ".css", ".svg"):
            assert (site / "charters" / file.relative_to(place)).is_file(), file


def test_an_export_takes_along_what_pages_name_and_nothing_else(folder: Folder) -> None:
    out = folder.path / "out"
    exported(folder, "plain", out)
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assets = {one for one in files if one.startswith("assets/")}
    assert assets == {STYLES, "assets/charters/moved.js"}
    assert {"map.svg", "data/results.csv", "changes/feed.xml", "agencies/ssa/feed.xml"} <= files


def test_the_next_export_takes_the_place_of_the_last_one(folder: Folder) -> None:
    out = folder.path / "out"
    exported(folder, "plain", out)
    (out / "agencies/gone").mkdir()
    (out / "agencies/gone/index.html").write_text("an agency that is gone")
    exported(folder, "zensical", out)
    assert list(out.rglob("*.html")) == []


def test_a_folder_with_other_files_is_left_alone(folder: Folder) -> None:
    folder.write("docs/index.html", "mine")
    done = run(folder.path, "charters", "export", "docs")
    assert done.returncode == 2
    assert "holds files and no .charters-export, so no build has made it" in done.stderr
    assert [one.name for one in (folder.path / "docs").iterdir()] == ["index.html"]


def test_nothing_is_exported_of_data_with_an_error(folder: Folder) -> None:
    folder.agency("ssa", replaced(CALLS, ("90%", "0.9"), ("service: phone", "service: phoen")))
    done = run(folder.path, "charters", "export", "out")
    assert done.returncode == 1
    assert "2 errors; nothing was published" in done.stdout
    assert not (folder.path / "out").exists()
