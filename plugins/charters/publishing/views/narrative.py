"""The agency's own words, with parts of its plan placed among them by block directives."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import nh3
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from charters.reading.page_links import SAFE_SCHEMES
from charters.reading.pages import BLOCKS

_PLACED = re.compile(r'<div class="ch-placed ch-placed-([a-z]+)"(?: title="([a-z0-9-]*)")?></div>')


_HEADING = re.compile(r"<(/?)h([1-6])")
_OWN = "words_"
"""Put before the ids of headings, which so never are those of parts, promises or the page itself:
no id that an editor can give has an underscore.
"""

_BEFORE_LAYOUT = 15
"""Python-Markdown puts line breaks into elements (10), empty ones as well, after the inline text (20)."""

Filter = Callable[[str, str, str], str | None]
"""What becomes of an attribute: of which tag, its name, its value."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the narrative: HTML made from the agency's Markdown, or a part of the plan."""

    html: str = ""
    part: str = ""
    argument: str = ""
    level: int = 2
    """The level of heading that a promise placed here has: one below the heading before it."""


def pieces(html: str, top: int = 2) -> list[Piece]:
    """Return a rendered narrative in pieces; all that Markdown could not have made is taken out.

    `top` is the level of its first heading, whatever mark it was written with. A part that is
    placed a second time is left out.
    """
    if not html:
        return []
    ids: set[str] = set()
    first, *rest = _PLACED.split(_with_levels(_cleaned(html, _noting(ids)), top))
    found = [Piece(html=first)]
    for name, argument, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        if name == "standard" or name not in (piece.part for piece in found):
            found.append(Piece(part=name, argument=argument or "", level=_below(found)))
        found.append(Piece(html=text))
    # A directive in a list cuts it in two: each half is cleaned again, and so closed.
    whole = (replace(piece, html=_cleaned(piece.html, _owning(ids))) for piece in found)
    return [piece for piece in whole if piece.part or piece.html.strip()]


def harmless(html: str) -> str:
    """Return the HTML of a page that is nobody's plan, without what Markdown could not have made."""
    return _cleaned(html, lambda _tag, _name, value: value)


def _below(found: Sequence[Piece]) -> int:
    levels = [int(level) for piece in found for _, level in _HEADING.findall(piece.html)]
    return min(levels[-1] + 1, 6) if levels else 2


def _with_levels(html: str, top: int) -> str:
    """Return HTML whose headings begin at the top and go down one level at a time (WCAG 1.3.1)."""
    outline: list[tuple[int, int]] = []
    highest = top

    def level(found: re.Match[str]) -> str:
        nonlocal highest
        written = int(found[2])
        if not found[1]:
            while outline and outline[-1][0] >= written:
                outline.pop()
            outline.append((written, min(outline[-1][1] + 1, 6) if outline else highest))
            highest = max(top, 2)  # A page has one main heading.
        return f"<{found[1]}h{outline[-1][1]}"

    return _HEADING.sub(level, html)


def _noting(ids: set[str]) -> Filter:
    def note(_tag: str, name: str, value: str) -> str:
        if name == "id":
            ids.add(value)
        return value

    return note


def _owning(ids: set[str]) -> Filter:
    """Return the filter that marks ids as the narrative's own; links within it follow them."""

    def own(_tag: str, name: str, value: str) -> str:
        if name == "id":
            return f"{_OWN}{value}"
        return (
            f"#{_OWN}{value[1:]}"
            if name == "href" and value[:1] == "#" and value[1:] in ids
            else value
        )

    return own


def _cleaned(html: str, attribute_filter: Filter) -> str:
    return nh3.clean(
        html,
        url_schemes=set(SAFE_SCHEMES),
        attributes={
            **nh3.ALLOWED_ATTRIBUTES,
            "*": {"id", "title", "lang", "dir"},
            "a": {"href", "hreflang", "title"},
            "div": {"class", "title"},
        },
        attribute_filter=attribute_filter,
        link_rel=None,
    )


class _Placed(Block):  # type: ignore[misc]  # the library is not typed
    """A block directive: an empty element that says which part of the plan belongs here."""

    ARGUMENT = None

    def on_validate(self, parent: Element) -> bool:
        """Refuse an argument that could not be an id; the reader has said so already."""
        return re.fullmatch(r"[a-z0-9-]*", self.argument or "") is not None

    def on_create(self, parent: Element) -> Element:
        """Return the placeholder."""
        attributes = {"class": f"ch-placed ch-placed-{self.NAME}"}
        if self.argument:
            attributes["title"] = self.argument
        return SubElement(parent, "div", attributes)


class _Emptied(Treeprocessor):  # type: ignore[misc]  # the same
    """Lets words written inside a directive follow it, so that nobody's words are lost."""

    def run(self, root: Element) -> None:
        """Empty the placeholders, the innermost first."""
        for parent in reversed([*root.iter()]):
            if any(len(child) for child in parent if _is_placed(child)):
                parent[:] = [one for child in parent for one in _laid_out(child)]


def _is_placed(element: Element) -> bool:
    return element.tag == "div" and element.get("class", "").startswith("ch-placed ")


def _laid_out(element: Element) -> list[Element]:
    """Return a placeholder and what stood in it, one after the other; anything else as it is."""
    if not _is_placed(element):
        return [element]
    inner = list(element)
    element[:] = []
    return [element, *inner]


class PlanBlocks(BlocksExtension):  # type: ignore[misc]  # the library is not typed
    """The block directives of a plan: `/// standard | first-action`, `/// channels`, ..."""

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:  # noqa: N802
        """Register one directive per part of a plan."""
        for name in BLOCKS:
            block_mgr.register(
                type(f"Placed_{name}", (_Placed,), {"NAME": name}), self.getConfigs()
            )
        block_mgr.md.treeprocessors.register(_Emptied(), "charters-placed", _BEFORE_LAYOUT)
