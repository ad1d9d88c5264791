"""Sites built here and now: what the check tells of a folder, what an engine makes of it, and what then lies there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from charters import build as building
from charters.problems import Problem
from charters.publishing.rendering import Rendered
from charters.reading import read
from charters.rules import audit

ENGINES = ("mkdocs", "plain")
each_engine = pytest.mark.parametrize("engine", ENGINES)


def problems_of(folder: Path) -> Sequence[Problem]:
    """Return everything that is wrong with a site."""
    return audit(*read(folder)).problems


def told(folder: Path) -> list[str]:
    """Return the same in lines, as the check tells it."""
    return [str(problem) for problem in problems_of(folder)]


def built(engine: str, folder: Path, site: Path) -> Rendered:
    """Build a site with an engine, whatever is wrong with it."""
    return building.built(engine, folder, audit(*read(folder)), site)


def published(engine: str, folder: Path, site: Path) -> Path:
    """Return the pages of a site, with which nothing is wrong."""
    assert [str(problem) for problem in built(engine, folder, site).problems] == []
    return site


def files_of(site: Path) -> dict[str, bytes]:
    """Return every file, by its path."""
    found = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def whoever_built(site: Path) -> dict[str, bytes]:
    """Return the same; of pages without the line that names the program that built them."""
    generator = re.compile(rb'<meta name="generator"[^>]*>')
    return {name: generator.sub(b"", held) for name, held in files_of(site).items()}


def pages_in(site: Path) -> dict[str, str]:
    """Return the HTML of every page, by its path."""
    return {name: held.decode() for name, held in files_of(site).items() if name.endswith(".html")}


def html_of(site: Path, address: str) -> str:
    """Return the HTML of the page at an address."""
    return (site / address / "index.html").read_text(encoding="utf-8")
