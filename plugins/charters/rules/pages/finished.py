"""The finished site, page by page: links, fragments, images, and what a page must have.

Judges what visitors get, whoever made it: templates, themes, editors. A browser with axe sees
more (contrast, focus); this runs on every page of every build.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from charters.model.links import other_place
from charters.model.refusal import shown
from charters.model.settings import CheckedPages, Settings
from charters.problems import Place, Problem
from charters.rules.pages import accessibility
from charters.rules.pages.html_tree import Document

HELD_TO = tuple(
    sorted({"S001", "S002", "S004", "S005", "S011", *(rule.code for rule in accessibility.RULES)})
)
"""The rules that every page of every build is held to."""

_HOSTED = "#ch-hosted"
"""In the frame of a host: the part of a page that is ours. Nothing else of such a site is looked at."""
_LEADS_ON = 'head > meta[http-equiv="refresh"][content^="0"]'
"""Of a page that leads on at once (H76 of WCAG), and that nobody reads, only where it leads is looked at."""
_ADDRESSES = ("href", "src", "srcset", "poster", "data", "action", "formaction")
_CARD = 'meta[property="og:image"]'
"""The picture beside a link to the page elsewhere; its address is a whole one."""
_WITH_ADDRESS = (
    f"[href], [src], [srcset], [poster], object[data], form[action], [formaction], {_CARD}"
)
_TOP = "top"
"""Where every page begins, for every browser."""
_LINKS = ("a", "area", "form", "button")
"""Elements that lead somewhere; every other one with an address fetches it, links by their kind."""
_LOADED = ("stylesheet", "icon", "preload", "modulepreload", "manifest")
"""Kinds of <link> that a browser fetches by itself."""
_INLINE = 'script:not([src]):not([type$="json"]), style, [style], base, meta[http-equiv="refresh"]:not([content^="0"])'
"""At once, a page at an old address may lead on; later, it would take readers by surprise."""
_HANDLER = re.compile(r"(?i)<[a-z][^>]*[\s\"'/]on[a-z]+\s*=")


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of the site, parsed."""

    path: str
    """From the site's folder."""
    html: str
    tree: LexborHTMLParser
    part: LexborNode | None
    """What is ours, in the frame of a host."""
    ids: frozenset[str]

    @property
    def judged(self) -> LexborHTMLParser | LexborNode:
        """All of it, or the part that is ours."""
        return self.part or self.tree

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
    elsewhere: tuple[str, ...]


def check_site(
    folder: Path,
    base: str = "/",
    *,
    hosts: Collection[str] = (),
    only: Collection[str] | None = None,
    elsewhere: tuple[str, ...] = (),
) -> list[Problem]:
    """Return what is wrong with the pages of a built site.

    `base` is the address or path it is served under, `hosts` are those that pages may fetch from,
    `only` the pages that are looked at, where not all are, and `elsewhere` folders that are not here.
    """
    path = urlsplit(base).path.strip("/")
    pages = {page.path: page for page in _pages(folder)}
    site = _Site(folder, f"/{path}/" if path else "/", hosts, pages, elsewhere)
    problems: list[Problem] = []
    for page in pages.values():
        if only is None or page.path in only:
            if page.tree.css_first(_LEADS_ON) is None:
                document = Document(page.html, page.path, page.tree, page.part)
                problems.extend((*accessibility.problems_of(document), *_inline_problems(page)))
            problems.extend(_target_problems(page, site))
    return sorted(set(problems))


def check_pages(
    folder: Path,
    base: str,
    settings: Settings,
    ours: Collection[str],
    elsewhere: Iterable[str] = (),
) -> list[Problem]:
    """Return what is wrong with the pages that the settings say are checked; `ours` are our own.

    The pages of some agencies may be `elsewhere`.
    """
    only = ours if settings.check_pages is CheckedPages.OURS else None
    folders = tuple(f"{settings.path}agencies/{name}/" for name in elsewhere)
    return check_site(folder, base, hosts=settings.allowed_hosts, only=only, elsewhere=folders)


def _pages(folder: Path) -> Iterator[BuiltPage]:
    for path in sorted(folder.rglob("*.html")):
        html = path.read_text(encoding="utf-8", errors="replace")
        tree = LexborHTMLParser(html)
        ids = frozenset(node.attributes["id"] or "" for node in tree.css("[id]"))
        part = tree.css_first(_HOSTED)
        yield BuiltPage(path.relative_to(folder).as_posix(), html, tree, part, ids)


def _target_problems(page: BuiltPage, site: _Site) -> Iterator[Problem]:
    for node in page.judged.css(_WITH_ADDRESS):
        for target in _targets(node):
            parts = _parts(target)
            if parts is None or parts.scheme or parts.netloc:
                yield from _foreign_problems(page, node, target, parts, site.hosts)
            elif "hreflang" not in node.attributes:  # Another build makes another language.
                yield from _own_problems(page, site, target)


def _targets(node: LexborNode) -> Iterator[str]:
    if node.css_matches(_CARD):
        yield urlsplit(node.attributes.get("content") or "").path
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
    if path and path.startswith(site.elsewhere):
        return
    if path is None:
        yield page.problem("S001", f"{shown(target)} leads to no page or file of this site", target)
    elif fragment and path in site.pages and unquote(fragment) not in {*site.pages[path].ids, _TOP}:
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
    if path.startswith(site.elsewhere):
        return path
    found = site.folder / path
    try:
        if found.is_dir():
            found, path = found / "index.html", f"{path}/index.html"
        return path if found.is_file() else None
    except OSError:
        return None  # no file can have such a name


def _inline_problems(page: BuiltPage) -> Iterator[Problem]:
    """Yield what a page would run or restyle itself with, which the policy of the site forbids."""
    for node in page.judged.css(_INLINE):
        said = (
            f"<{node.tag}> carries a program or a style of its own; keep it in a file of the looks"
        )
        yield page.problem("S011", said, f"<{node.tag}")
    if not _HANDLER.search(page.html):
        return
    for node in page.judged.css("*"):
        for name in node.attributes:
            if name.startswith("on"):
                said = (
                    f"<{node.tag}> runs a program ({shown(name)}); keep it in a file of the looks"
                )
                yield page.problem("S011", said, name)
