"""Markdown files as MkDocs reads them: front matter, links between files, titles, contents."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import yaml
from markdown import Markdown
from markdown.extensions import Extension
from markdown.util import AMP_SUBSTITUTE

from charters.problems.message import _
from charters.publishing.rendering import SiteError
from charters.reading.codes import FAST_LOADER
from charters.reading.front_matter import FENCE

_ALWAYS = ("toc", "tables", "fenced_code")
"""The extensions MkDocs loads whatever mkdocs.yml says."""


@dataclass
class Item:
    """A page, a link or a section of the menu, under the names that templates for MkDocs use."""

    title: str
    url: str = ""
    src_uri: str = ""
    children: Sequence[Item] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    content: str = ""
    toc: Sequence[Mapping[str, Any]] = ()
    canonical_url: str | None = None
    edit_url: str | None = None
    active: bool = False
    is_homepage: bool = False
    """Whether this is the first page of the site, in one of its languages."""
    language: str = ""
    """The language of its title, where it is not that of the menu."""

    @property
    def file(self) -> Item | None:
        """What knows the source of a page; a link has none."""
        return self if self.src_uri else None


def page_of(
    text: str, page: Item, urls: Mapping[str, str], extensions: Any, ours: Sequence[Extension]
) -> Item:
    """Return a page with what its Markdown file says; `urls` has the address of every source, for links."""
    page.meta, body = _parts(text)
    if body.strip():
        options = dict(named(extensions))
        markdown = _markdown(options, ours)
        markdown.treeprocessors.register(_Links(page.src_uri, urls), "charters-links", 0)
        page.content = markdown.convert(body)
        page.toc = _contents(getattr(markdown, "toc_tokens", ()))
    page.title = page.meta.get("title") or _title(page)
    return page


def _markdown(options: Mapping[str, Any], ours: Sequence[Extension]) -> Markdown:
    try:
        return Markdown(
            extensions=[*dict.fromkeys([*_ALWAYS, *options]), *ours],
            extension_configs={name: given for name, given in options.items() if given},
        )
    # One that is not installed, is none, or does not know an option: code of other people.
    except (ImportError, AttributeError, KeyError, TypeError, ValueError) as fault:
        message = _(
            "an extension that the site's file names under markdown_extensions cannot be loaded, or has no such option: {reason}",
            reason=str(fault.args[0] if fault.args else ""),
        )
        raise SiteError(message) from fault


def named(entries: Any) -> Iterator[tuple[str, Any]]:
    """Yield each entry of a list of mkdocs.yml with what it is given: `toc`, or `toc: {...}`."""
    for entry in [entries] if isinstance(entries, dict) else entries:
        yield from entry.items() if isinstance(entry, dict) else [(entry, None)]


def relative(url: str, page: str) -> str:
    """Return an address of this site as it is written on a page of it."""
    to, here = _steps(url), _steps(page)
    shared = 0
    for one, other in zip(to, here, strict=False):
        if one != other:
            break
        shared += 1
    path = f"{'../' * (len(here) - shared)}{'/'.join(to[shared:])}".rstrip("/") or "."
    return f"{path}/" if url.endswith("/") else path


@lru_cache(maxsize=1 << 10)
def _steps(url: str) -> tuple[str, ...]:
    return tuple(filter(None, posixpath.normpath(f"/{url}").split("/")))


def _parts(text: str) -> tuple[dict[str, Any], str]:
    fence = FENCE.match(text)
    meta = yaml.load(fence[1], FAST_LOADER) if fence else None  # noqa: S506 - it is a safe one
    if fence is None or not isinstance(meta, dict):
        return {}, text
    return meta, text[fence.end() :].lstrip("\n")


def _title(page: Item) -> str:
    """Return the title of a page that says none: its first heading, else the name of its file."""
    if page.content.startswith("<h1") and page.toc:
        return str(page.toc[0]["title"])
    name = "home" if page.is_homepage else posixpath.basename(page.src_uri).rpartition(".")[0]
    words = re.sub("[-_]", " ", name)
    return words.capitalize() if words == words.lower() else words


def _contents(tokens: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [
        {"title": one["name"], "url": f"#{one['id']}", "children": _contents(one["children"])}
        for one in tokens
    ]


class _Links:
    """Leads links between Markdown files to their pages."""

    def __init__(self, source: str, urls: Mapping[str, str]) -> None:
        self.source, self.urls = source, urls

    def run(self, root: Element) -> None:
        """Change every link and picture of a page."""
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(element.tag, "")
            if target := element.get(name):
                element.set(name, self._led(target))

    def _led(self, target: str) -> str:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or target[0] in "/\\" or AMP_SUBSTITUTE in target:
            return target
        path = posixpath.join(posixpath.dirname(self.source), unquote(parts.path))
        url = self.urls.get(posixpath.normpath(path)) if parts.path else None
        if url is None:
            return target
        return parts._replace(path=relative(url or "./", self.urls[self.source])).geturl()
