"""The finished site, page by page: links, fragments, images, and what a page must have.

Judges what visitors get, whoever made it: templates, themes, editors. A browser with axe sees
more (contrast, focus); this runs on every page of every build.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import SplitResult, unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from charters.model.links import other_place
from charters.model.refusal import shown
from charters.model.register import Register
from charters.model.settings import CheckedPages
from charters.problems import Place, Problem
from charters.rules.pages import accessibility
from charters.rules.pages.html_tree import Document
from charters.rules.pages.written_at import EditorsFiles
from charters.workers import shared_out

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


_BESIDE = re.compile(r"(?a)((?:\.\./)*)((?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?)(?:#([\w.:-]*))?\Z")
"""Nearly every link within a site: the way up, the way down, and a place there."""
Lead = tuple[str, str]
"""An address of this site, from its root, and a place there."""


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of the site, parsed."""

    path: str
    """From the site's folder."""
    html: str
    tree: LexborHTMLParser
    part: LexborNode | None
    """What is ours, in the frame of a host."""
    editors: EditorsFiles | None = None

    @property
    def judged(self) -> LexborHTMLParser | LexborNode:
        """All of it, or the part that is ours."""
        return self.part or self.tree

    def problem(self, code: str, message: str, near: str = "") -> Problem:
        """Return a problem on the line where a piece of the page stands."""
        written = self.editors.of_words(self.path, [near]) if self.editors else None
        if written:
            return Problem(written, code, message)
        at = max(0, self.html.find(near)) if near else 0
        line = self.html.count("\n", 0, at) + 1
        return Problem(Place(self.path, line, at - self.html.rfind("\n", 0, at)), code, message)


@dataclass(frozen=True)
class _Site:
    """A built site: its folder, the path it is served under, and what its pages may do."""

    folder: Path
    base: str
    hosts: Collection[str]
    editors: EditorsFiles | None

    def page(self, path: str) -> BuiltPage:
        """Return a page as it was written."""
        html = (self.folder / path).read_text(encoding="utf-8", errors="replace")
        tree = LexborHTMLParser(html)
        return BuiltPage(path, html, tree, tree.css_first(_HOSTED), self.editors)


@dataclass(frozen=True)
class _Seen:
    """What is kept of a page when it is let go."""

    problems: Sequence[Problem] = ()
    """What is wrong with it, whatever the other pages are."""
    ids: str = ""
    """The places that links can lead to, each between two line ends: no id has one."""
    leads_to: frozenset[Lead] = frozenset()
    """Where on this site its links lead."""


def check_site(
    folder: Path,
    base: str = "/",
    *,
    hosts: Collection[str] = (),
    only: Collection[str] | None = None,
    editors: EditorsFiles | None = None,
) -> list[Problem]:
    """Return what is wrong with the pages of a built site.

    `base` is the address or path it is served under, `hosts` are those that pages may fetch from,
    `only` the pages that are looked at, where not all are, and `editors` the files they are made of.
    One page is in memory at a time: a government has tens of thousands.
    """
    path = urlsplit(base).path.strip("/")
    site = _Site(folder, f"/{path}/" if path else "/", hosts, editors)
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    looked_at = [path for path in paths if only is None or path in only]
    problems, ids, leads = list[Problem](), dict[str, str](), set[Lead]()
    look = partial(_look_at, site, only)
    for path, seen in zip(paths, shared_out(look, paths), strict=True):
        problems += seen.problems
        ids[path] = seen.ids
        leads |= seen.leads_to
    if broken := dict(_broken(site, leads, ids)):
        for path in looked_at:  # Rarely: the links that lead nowhere are looked for once more.
            page = site.page(path)
            problems += (
                page.problem(code, f"{shown(target)} leads to {said}", target)
                for _node, target, lead in _led(page, site)
                for code, said in filter(None, (lead and broken.get(lead),))
            )
    return sorted(set(problems))


def _look_at(site: _Site, only: Collection[str] | None, path: str) -> _Seen:
    """Return what is wrong with a page, where its links lead, and where links to it can lead."""
    page = site.page(path)
    ids = "\n".join(["", *(node.attributes["id"] or "" for node in page.tree.css("[id]")), ""])
    if only is not None and path not in only:
        return _Seen(ids=ids)
    led, problems = list(_led(page, site)), list[Problem]()
    for node, target, lead in led:
        if lead is None:
            problems += _foreign_problems(page, node, target, site.hosts)
    if page.tree.css_first(_LEADS_ON) is None:
        document = Document(page.html, page.path, page.tree, page.part, page.editors)
        problems += [*accessibility.problems_of(document), *_inline_problems(page)]
    return _Seen(problems, ids, frozenset(lead for _node, _target, lead in led if lead))


def check_pages(
    folder: Path, base: str, register: Register, ours: Collection[str], home: Path
) -> list[Problem]:
    """Return what is wrong with the pages that the settings say are checked; `ours` are our own.

    `home` is the folder of what people write; the pages of agencies that were not read are elsewhere.
    """
    settings = register.settings
    only = ours if settings.check_pages is CheckedPages.OURS else None
    editors = EditorsFiles(home, settings, register.unread)
    return check_site(folder, base, hosts=settings.allowed_hosts, only=only, editors=editors)


def _led(page: BuiltPage, site: _Site) -> Iterator[tuple[LexborNode, str, Lead | None]]:
    """Yield what leads anywhere, as it is written, with where on this site that is; None for elsewhere."""
    here = f"{site.base}{page.path}"
    above = here.split("/")[:-1]
    for node in page.judged.css(_WITH_ADDRESS):
        found = node.attributes
        is_ours = "hreflang" not in found  # Another build may make another language.
        for target in _targets(node.tag, found):
            if is_ours and (plain := _BESIDE.match(target)):
                up, rest, place = plain.groups(default="")
                steps = above[: max(1, len(above) - len(up) // 3)]
                yield node, target, ("/".join([*steps, rest]) if up or rest else here, place)
            elif (parts := _parts(target)) is None or parts.scheme or parts.netloc:
                yield node, target, None
            elif is_ours:
                address, place = urldefrag(target)
                led = unquote(urlsplit(urljoin(here, address)).path) if address else here
                yield node, target, (led, unquote(place))


def _targets(tag: str | None, found: Mapping[str, str | None]) -> Iterator[str]:
    if tag == "meta":
        yield urlsplit(found.get("content") or "").path
    for name in _ADDRESSES:
        if name in found and (value := found[name]) is not None:
            if name == "srcset":
                yield from (one.split()[0] for one in value.split(",") if one.strip())
            else:
                yield value.strip()


def _parts(target: str) -> SplitResult | None:
    """Return the parts of an address; None for one that cannot be an address (`https://[`)."""
    try:
        return urlsplit(target)
    except ValueError:
        return None


def _foreign_problems(
    page: BuiltPage, node: LexborNode, target: str, hosts: Collection[str]
) -> Iterator[Problem]:
    """Yield links that may not be there, and anything fetched from another host."""
    parts = _parts(target)
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


def _broken(
    site: _Site, leads: Iterable[Lead], ids: Mapping[str, str]
) -> Iterator[tuple[Lead, tuple[str, str]]]:
    """Yield each address of this site that leads nowhere, with the code and words of what is wrong."""
    files: dict[str, str | None] = {}
    for address, place in leads:
        if address not in files:
            files[address] = _file_of(address, site)
        path = files[address]
        if path is None:
            yield (address, place), ("S001", "no page or file of this site")
        elif place not in ("", _TOP) and path in ids and f"\n{place}\n" not in ids[path]:
            yield (address, place), ("S002", f"a place that is not on {path}")


def _file_of(address: str, site: _Site) -> str | None:
    """Return the file an address of this site stands for, from the site's folder."""
    if not address.startswith(site.base):
        return None
    path = address[len(site.base) :]
    if path == "" or path.endswith("/"):
        path += "index.html"
    if site.editors and path.startswith(site.editors.elsewhere):
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
