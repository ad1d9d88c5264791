"""The finished site, page by page: links, fragments, images, and what a page must have.

Judges what visitors get, whoever made it: templates, themes, editors. A browser with axe sees
more (contrast, focus); this runs on every page of every build.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from charters.model.links import other_place
from charters.model.refusal import shown
from charters.model.register import Register
from charters.model.settings import CheckedPages
from charters.problems import Message, Place, Problem
from charters.problems.message import _
from charters.rules.pages import accessibility
from charters.rules.pages.elements import Element
from charters.rules.pages.html_tree import Document
from charters.rules.pages.known import Known, Lead, Seen
from charters.rules.pages.leads import broken, led, parts_of
from charters.rules.pages.written_at import EditorsFiles
from charters.workers import shared_out

HELD_TO = tuple(
    sorted({"S001", "S002", "S004", "S005", "S011", *(rule.code for rule in accessibility.RULES)})
)
"""The rules that every page of every build is held to."""

_HOSTED = "ch-hosted"
"""In the frame of a host: the part of a page that is ours. Nothing else of such a site is looked at."""
_LEADS_ON = 'head > meta[http-equiv="refresh"][content^="0"]'
"""Of a page that leads on at once (H76 of WCAG), and that nobody reads, only where it leads is looked at."""
_LINKS = ("a", "area", "form", "button")
"""Elements that lead somewhere; every other one with an address fetches it, links by their kind."""
_LOADED = ("stylesheet", "icon", "preload", "modulepreload", "manifest")
"""Kinds of <link> that a browser fetches by itself."""
_INLINE = ("script", "style", "base", "[style]", "[http-equiv]")
"""What may carry a program or a style of its own, or lead on."""


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

    def gone_through(self) -> Document:
        """Return its elements: of all of it, or of the part that is ours."""
        return Document(self.html, self.path, self.tree, self.part, self.editors)

    def problem(self, code: str, message: Message, near: str = "") -> Problem:
        """Return a problem on the line where a piece of the page stands."""
        written = self.editors.of_words(self.path, [near]) if self.editors else None
        if written:
            return Problem(written, code, message)
        at = max(0, self.html.find(near)) if near else 0
        line = self.html.count("\n", 0, at) + 1
        return Problem(Place(self.path, line, at - self.html.rfind("\n", 0, at)), code, message)


@dataclass(frozen=True)
class Check:
    """The check of a site: where it is built, and what its pages may do.

    One page is in memory at a time: a government has tens of thousands.
    """

    folder: Path
    address: str = "/"
    """The address or path it is served under."""
    hosts: Collection[str] = ()
    """Those that pages may fetch from."""
    only: Collection[str] | None = None
    """The pages that are looked at, where not all are."""
    editors: EditorsFiles | None = None
    """The files they are made of."""
    known: Known | None = None
    """What earlier builds saw; None where every page is looked at."""
    _problems: list[Problem] = field(default_factory=list)
    _ids: dict[str, str] = field(default_factory=dict)
    _leads: set[Lead] = field(default_factory=set)

    @cached_property
    def base(self) -> str:
        """The path it is served under."""
        path = urlsplit(self.address).path.strip("/")
        return f"/{path}/" if path else "/"

    def page(self, path: str, content: bytes) -> BuiltPage:
        """Return a page, parsed."""
        html = content.decode(errors="replace")
        if "\r" in html:
            html = html.replace("\r\n", "\n").replace("\r", "\n")
        tree = LexborHTMLParser(html)
        part = tree.css_first(f"#{_HOSTED}") if _HOSTED in html else None
        return BuiltPage(path, html, tree, part, self.editors)

    def look(self, path: str, content: bytes | None = None) -> Seen:
        """Return what is wrong with a page, where its links lead, and where links to it can lead."""
        content = (self.folder / path).read_bytes() if content is None else content
        if self.known is None:
            return self._seen(self.page(path, content))
        key = self.known.key(path, content, is_judged=self._is_judged(path))
        before = self.known.seen(key)
        return before or replace(self._seen(self.page(path, content)), key=key)

    def _seen(self, page: BuiltPage) -> Seen:
        document = page.gone_through()
        ids = "\n".join(["", *document.by_id, ""])
        if not self._is_judged(page.path):
            return Seen(ids=ids)
        found, problems = list(led(document, self.base)), list[Problem]()
        for element, target, lead in found:
            if lead is None:
                problems += _foreign_problems(page, element, target, self.hosts)
        if "[http-equiv]" not in document.names or page.tree.css_first(_LEADS_ON) is None:
            problems += [*_inline_problems(page, document), *accessibility.problems_of(document)]
        leads = frozenset(lead for _element, _target, lead in found if lead)
        return Seen(tuple(problems), ids, leads)

    def keep(self, path: str, seen: Seen) -> None:
        """Keep what was seen on a page, by whichever process."""
        self._problems.extend(seen.problems)
        self._ids[path] = seen.ids
        self._leads.update(seen.leads_to)
        if self.known:
            self.known.keep(seen)

    def problems(self) -> list[Problem]:
        """Return what is wrong with all pages; those that were not looked at yet are read."""
        found = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
        left = sorted(path for path in found if path not in self._ids)
        for path, seen in zip(left, shared_out(self.look, left), strict=True):
            self.keep(path, seen)
        if self.known:
            self.known.save()
        problems = [*self._problems]
        if nowhere := dict(broken(self._leads, self._ids, self._file_of)):
            # Rarely: links are looked for once more.
            for path in filter(self._is_judged, self._ids):
                page = self.page(path, (self.folder / path).read_bytes())
                problems += (
                    page.problem(code, said.filled(target=shown(target)), target)
                    for _element, target, lead in led(page.gone_through(), self.base)
                    for code, said in filter(None, (lead and nowhere.get(lead),))
                )
        return sorted(set(problems))

    def _is_judged(self, path: str) -> bool:
        return self.only is None or path in self.only

    def _file_of(self, address: str) -> str | None:
        """Return the file an address of this site stands for, from the site's folder."""
        if not address.startswith(self.base):
            return None
        path = address[len(self.base) :]
        if path == "" or path.endswith("/"):
            path += "index.html"
        if path in self._ids or (self.editors and path.startswith(self.editors.elsewhere)):
            return path
        found = self.folder / path
        try:
            if found.is_dir():
                found, path = found / "index.html", f"{path}/index.html"
            return path if found.is_file() else None
        except OSError:
            return None  # no file can have such a name


def check_of(
    folder: Path, address: str, register: Register, ours: Collection[str], home: Path
) -> Check:
    """Return the check of the pages that the settings say are checked; `ours` are our own.

    `home` is the folder of what people write; the pages of agencies that were not read are elsewhere.
    """
    settings = register.settings
    only = ours if settings.check_pages is CheckedPages.OURS else None
    editors = EditorsFiles(home, settings, register.unread)
    site, hosts = f"{home} {settings.only}", settings.allowed_hosts
    known = Known(site, (address, sorted(hosts)), fresh=settings.fresh)
    return Check(folder, address, hosts, only, editors, known)


def check_site(
    folder: Path,
    address: str = "/",
    *,
    hosts: Collection[str] = (),
    only: Collection[str] | None = None,
) -> list[Problem]:
    """Return what is wrong with the pages of a built site."""
    return Check(folder, address, hosts, only).problems()


def _foreign_problems(
    page: BuiltPage, element: Element, target: str, hosts: Collection[str]
) -> Iterator[Problem]:
    """Yield links that may not be there, and anything fetched from another host."""
    parts = parts_of(target)
    if parts is None or parts.scheme.lower() not in ("http", "https", "mailto", "tel", ""):
        yield page.problem(
            "S004", _("{target} is not a link that a page may carry", target=shown(target)), target
        )
    elif _is_fetched(element):
        if parts.hostname not in hosts:
            said = _(
                "{target} is fetched from another host; keep a copy on the site, or have the publisher name the host under allowed_hosts",
                target=shown(target),
            )
            yield page.problem("S005", said, target)
    elif place := other_place(element.text, target):
        said = _(
            "a link shows {place} and leads to {target}; write where it leads",
            place=shown(place),
            target=shown(target),
        )
        yield page.problem("S004", said, target)


def _is_fetched(element: Element) -> bool:
    if element.tag == "link":
        return any(kind in _LOADED for kind in element.get("rel").split())
    return element.tag not in _LINKS


def _inline_problems(page: BuiltPage, document: Document) -> Iterator[Problem]:
    """Yield what a page would run or restyle itself with, which the policy of the site forbids."""
    for element in filter(_is_inline, document.all(_INLINE)):
        said = _(
            "<{tag}> carries a program or a style of its own; keep it in a file of the looks",
            tag=element.tag,
        )
        yield page.problem("S011", said, f"<{element.tag}")
    handlers = [name[1:-1] for name in document.names if name.startswith("[on")]
    for element in document.having(*handlers):
        for name in handlers:
            if element.attrs.get(name) is not None:
                said = _(
                    "<{tag}> runs a program ({name}); keep it in a file of the looks",
                    tag=element.tag,
                    name=shown(name),
                )
                yield page.problem("S011", said, name)


def _is_inline(element: Element) -> bool:
    """Return whether an element carries a program or a style, or leads on later: that takes readers by surprise."""
    if "style" in element.attrs or element.tag in ("style", "base"):
        return True
    if element.tag == "script":
        return "src" not in element.attrs and not element.get("type").lower().endswith("json")
    is_refresh = element.tag == "meta" and element.get("http-equiv").lower() == "refresh"
    return is_refresh and not element.get("content").startswith("0")
