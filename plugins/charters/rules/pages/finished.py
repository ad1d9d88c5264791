"""The finished site, page by page: links, fragments, images, and what a page must have.

Judges what visitors get, whoever made it: templates, themes, editors. A browser with axe sees
more (contrast, focus); this runs on every page of every build.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import SplitResult, unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from charters.model.links import other_place
from charters.model.refusal import shown
from charters.model.settings import CheckedPages, Settings
from charters.problems import Place, Problem

HELD_TO = (*(f"S{number:03}" for number in range(1, 10)), "S011")
"""The rules that every page of every build is held to."""

_HOSTED = "#ch-hosted"
"""In the frame of a host: the part of a page that is ours. Nothing else of such a site is looked at."""
_LEADS_ON = 'head > meta[http-equiv="refresh"][content^="0"]'
"""Of a page that leads on at once (H76 of WCAG), and that nobody reads, only where it leads is looked at."""
_ADDRESSES = ("href", "src", "srcset", "poster", "data")
_WITH_ADDRESS = "[href], [src], [srcset], [poster], object[data]"
_LINKS = ("a", "area")
"""Elements that lead somewhere; every other one with an address fetches it, links by their kind."""
_LOADED = ("stylesheet", "icon", "preload", "modulepreload", "manifest")
"""Kinds of <link> that a browser fetches by itself."""
_HEADINGS = "h1, h2, h3, h4, h5, h6"
_INLINE = 'script:not([src]):not([type$="json"]), style, [style], base, meta[http-equiv="refresh"]:not([content^="0"])'
"""At once, a page at an old address may lead on; later, it would take readers by surprise."""
_HANDLER = re.compile(r"(?i)<[a-z][^>]*[\s\"'/]on[a-z]+\s*=")


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of the site, parsed."""

    path: str
    """From the site's folder."""
    html: str
    tree: LexborHTMLParser | LexborNode
    """All of it, or the part that is ours."""
    ids: frozenset[str]

    def problem(self, code: str, message: str, near: str = "") -> Problem:
        """Return a problem on the line where a piece of the page stands."""
        at = max(0, self.html.find(near)) if near else 0
        line = self.html.count("\n", 0, at) + 1
        return Problem(Place(self.path, line, at - self.html.rfind("\n", 0, at)), code, message)


@dataclass(frozen=True)
class _Site:
    """A built site: its folder, the path it is served under, and its pages."""

    folder: Path
    base: str
    hosts: Collection[str]
    pages: Mapping[str, BuiltPage]


def check_site(
    folder: Path,
    base: str = "/",
    *,
    hosts: Collection[str] = (),
    only: Collection[str] | None = None,
) -> list[Problem]:
    """Return what is wrong with the pages of a built site.

    `base` is the address or path it is served under, `hosts` are those that pages may fetch from, and
    `only` the pages that are looked at, where not all are.
    """
    path = urlsplit(base).path.strip("/")
    pages = {page.path: page for page in _pages(folder)}
    site = _Site(folder, f"/{path}/" if path else "/", hosts, pages)
    problems: list[Problem] = []
    for page in pages.values():
        if only is None or page.path in only:
            part = page.tree.css_first(_HOSTED)
            judged = page if part is None else replace(page, tree=part)
            if page.tree.css_first(_LEADS_ON) is None:
                problems.extend(_page_problems(judged))
            problems.extend(_target_problems(judged, site))
    return sorted(set(problems))


def check_pages(
    folder: Path, base: str, settings: Settings, ours: Collection[str]
) -> list[Problem]:
    """Return what is wrong with the pages that the settings say are checked; `ours` are our own."""
    only = ours if settings.check_pages is CheckedPages.OURS else None
    return check_site(folder, base, hosts=settings.allowed_hosts, only=only)


def _pages(folder: Path) -> Iterator[BuiltPage]:
    for path in sorted(folder.rglob("*.html")):
        html = path.read_text(encoding="utf-8", errors="replace")
        tree = LexborHTMLParser(html)
        ids = frozenset(node.attributes["id"] or "" for node in tree.css("[id]"))
        yield BuiltPage(path.relative_to(folder).as_posix(), html, tree, ids)


def _target_problems(page: BuiltPage, site: _Site) -> Iterator[Problem]:
    for node in page.tree.css(_WITH_ADDRESS):
        for target in _targets(node):
            parts = _parts(target)
            if parts is None or parts.scheme or parts.netloc:
                yield from _foreign_problems(page, node, target, parts, site.hosts)
            elif "hreflang" not in node.attributes:  # Another build makes another language.
                yield from _own_problems(page, site, target)


def _targets(node: LexborNode) -> Iterator[str]:
    for name in _ADDRESSES:
        value = node.attributes.get(name, None)
        if name == "srcset" and value:
            yield from (candidate.split()[0] for candidate in value.split(",") if candidate.strip())
        elif value is not None:
            yield value.strip()


def _parts(target: str) -> SplitResult | None:
    """Return the parts of an address; None for one that cannot be an address (`https://[`)."""
    try:
        return urlsplit(target)
    except ValueError:
        return None


def _foreign_problems(
    page: BuiltPage,
    node: LexborNode,
    target: str,
    parts: SplitResult | None,
    hosts: Collection[str],
) -> Iterator[Problem]:
    """Yield links that may not be there, and anything fetched from another host."""
    if parts is None or parts.scheme.lower() not in ("http", "https", "mailto", "tel", ""):
        yield page.problem("S004", f"{shown(target)} is not a link that a page may carry", target)
    elif _is_fetched(node):
        if parts.hostname not in hosts:
            said = f"{shown(target)} is fetched from another host; keep a copy on the site, or have the publisher name the host under allowed_hosts"
            yield page.problem("S005", said, target)
    elif place := other_place(node.text(), target):
        said = f"a link shows {shown(place)} and leads to {shown(target)}; write where it leads"
        yield page.problem("S004", said, target)


def _is_fetched(node: LexborNode) -> bool:
    if node.tag == "link":
        return any(kind in _LOADED for kind in (node.attributes.get("rel") or "").split())
    return node.tag not in _LINKS


def _own_problems(page: BuiltPage, site: _Site, target: str) -> Iterator[Problem]:
    address, fragment = urldefrag(target)
    path = page.path if not address else _file_of(page, address, site)
    if path is None:
        yield page.problem("S001", f"{shown(target)} leads to no page or file of this site", target)
    elif fragment and path in site.pages and unquote(fragment) not in site.pages[path].ids:
        said = f"{shown(target)} leads to a place that is not on {path}"
        yield page.problem("S002", said, target)


def _file_of(page: BuiltPage, address: str, site: _Site) -> str | None:
    """Return the file an address of this site stands for, from the site's folder."""
    joined = unquote(urlsplit(urljoin(f"{site.base}{page.path}", address)).path)
    if not joined.startswith(site.base):
        return None
    path = joined[len(site.base) :]
    if path == "" or path.endswith("/"):
        path += "index.html"
    found = site.folder / path
    try:
        if found.is_dir():
            found, path = found / "index.html", f"{path}/index.html"
        return path if found.is_file() else None
    except OSError:
        return None  # no file can have such a name


def _page_problems(page: BuiltPage) -> Iterator[Problem]:
    if isinstance(page.tree, LexborHTMLParser):
        yield from _frame_problems(page)
    yield from _inline_problems(page)
    yield from _heading_problems(page)
    yield from _name_problems(page)
    yield from _table_problems(page)
    seen: set[str] = set()
    for node in page.tree.css("[id]"):
        name = node.attributes["id"] or ""
        if name in seen:
            said = f"the id {shown(name)} is there twice on this page"
            yield page.problem("S003", said, f'id="{name}"')
        seen.add(name)


def _frame_problems(page: BuiltPage) -> Iterator[Problem]:
    html, title = page.tree.css_first("html"), page.tree.css_first("title")
    if html is None or not html.attributes.get("lang"):
        yield page.problem("S006", "the page does not say its language")
    if title is None or not title.text(strip=True):
        yield page.problem("S006", "the page has no title")
    if page.tree.css_first("main") is None:
        yield page.problem("S006", "the page has no main part")


def _inline_problems(page: BuiltPage) -> Iterator[Problem]:
    """Yield what a page would run or restyle itself with, which the policy of the site forbids."""
    for node in page.tree.css(_INLINE):
        said = (
            f"<{node.tag}> carries a program or a style of its own; keep it in a file of the looks"
        )
        yield page.problem("S011", said, f"<{node.tag}")
    if not _HANDLER.search(page.html):
        return
    for node in page.tree.css("*"):
        for name in node.attributes:
            if name.startswith("on"):
                said = (
                    f"<{node.tag}> runs a program ({shown(name)}); keep it in a file of the looks"
                )
                yield page.problem("S011", said, name)


def _heading_problems(page: BuiltPage) -> Iterator[Problem]:
    levels = [int((node.tag or "h1")[1]) for node in page.tree.css(_HEADINGS)]
    if levels.count(1) != 1:
        yield page.problem("S007", f"the page has {levels.count(1)} main headings; it needs one")
    for before, after in pairwise(levels):
        if after > before + 1:
            said = f"a heading of level {after} follows one of level {before}"
            yield page.problem("S007", said, f"<h{after}")


def _name_problems(page: BuiltPage) -> Iterator[Problem]:
    for node in page.tree.css("img:not([alt])"):
        yield page.problem(
            "S008", "an image has no text in its place", node.attributes.get("src") or ""
        )
    for node in page.tree.css("a[href], button"):
        if not (
            _text(node)
            or node.attributes.get("aria-label")
            or node.css_first('img[alt]:not([alt=""])')
        ):
            yield page.problem(
                "S008", "a link or button has no name", node.attributes.get("href") or "<button"
            )
    for node in page.tree.css('svg[role="img"]'):
        if node.css_first("title") is None:
            yield page.problem("S008", "a picture has no title", "<svg")


def _text(node: LexborNode) -> str:
    return node.text(strip=True)


def _table_problems(page: BuiltPage) -> Iterator[Problem]:
    for table in page.tree.css("main table, article table, .ch-hosted table"):
        if table.css_first("th") is None:
            yield page.problem("S009", "a table has no heading cells", "<table")
        for cell in table.css("td"):
            if _text(cell) in ("", "-", "–", "—"):
                yield page.problem(
                    "S009", "a cell of a table is empty; say what is missing in a word", "<td"
                )
                break
