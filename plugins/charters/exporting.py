"""Our pages as pieces for another program: what stands on each, with front matter, styles and downloads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import yaml

from charters.plain_engine import Builder
from charters.plain_files import Output
from charters.publishing.pages.page import Page
from charters.rules import Audit
from charters.theme import HOSTED_STYLES, hosted_styles

MARK = ".charters-export"
"""A file by which a folder is known to hold nothing but what was exported; no program publishes it."""

HOSTS = {
    "zensical": "index.md",
    "hugo": "index.html",
    "tech-docs": "index.html.erb",
    "plain": "index.html",
}
"""What each program calls the file of a page, in the folder of its address."""


class _Pieces(Builder):
    """The engine without a frame, whatever the site has for one."""

    hosted = True
    takes_along = False
    templates: ClassVar = {"main.html": '{% extends "charters/frame/piece.html" %}'}

    def pieces(self) -> Iterator[tuple[Page, str]]:
        """Yield each page of the program with its HTML."""
        environment = self._environment()
        for source, page in self.site.pages.items():
            yield page, self._filled(environment, self.pages[source])


def export(root: Path, audited: Audit, folder: Path, host: str) -> int:
    """Write the pages into a folder, and all they need; return how many there are."""
    builder = _Pieces(root, audited)
    pieces = list(builder.pieces())
    name, output = builder.config["site_name"], Output(folder)
    # In Hugo a page that has others below it is a section, and begins with an underscore.
    sections = {one for page, _html in pieces for one in _above(page.url)} if host == "hugo" else ()
    for page, html in pieces:
        mark = "_" if page.url in sections else ""
        output.write(f"{page.url}{mark}{HOSTS[host]}", _file(page, html, name))
    shown = "".join(html for _page, html in pieces)
    named = {name: path for name, path in builder.copied.items() if name in shown}
    output.take([*named.items(), *builder.site.downloads.items()])
    output.take([(HOSTED_STYLES, hosted_styles()), (MARK, f"for {host}\n")])
    return len(pieces)


def _above(url: str) -> Iterator[str]:
    """Yield the address of every page above another one."""
    while url:
        url = url.removesuffix("/").rpartition("/")[0]
        url = url and f"{url}/"
        yield url


def _file(page: Page, html: str, site_name: str) -> str:
    """Return a page's text: front matter, then HTML."""
    title = page.title or site_name
    front = {"title": title, "description": page.about, "address": page.url}
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{head}---\n\n{html.strip()}\n"
