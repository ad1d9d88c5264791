"""The agency's own words, with parts of its plan placed among them by block directives."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from typing import Any

import nh3
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from charters.reading.pages import BLOCKS, SAFE_SCHEMES

_PLACED = re.compile(r'<div class="ch-placed ch-placed-([a-z]+)"(?: title="([a-z0-9-]*)")?></div>')
_CLASSES = {f"ch-placed-{name}" for name in BLOCKS}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the narrative: HTML made from the agency's Markdown, or a part of the plan."""

    html: str = ""
    part: str = ""
    argument: str = ""


def pieces(html: str) -> list[Piece]:
    """Return a rendered narrative in pieces; all that Markdown could not have made is taken out."""
    parts = _PLACED.split(_cleaned(html))
    found = [Piece(html=parts[0])] if parts[0].strip() else []
    for name, argument, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        found.append(Piece(part=name, argument=argument or ""))
        if text.strip():
            found.append(Piece(html=text))
    return found


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        url_schemes=set(SAFE_SCHEMES),
        attributes={
            **nh3.ALLOWED_ATTRIBUTES,
            "*": {"id", "title", "lang", "dir"},
            "a": {"href", "hreflang", "title"},
            "div": {"class", "title"},
        },
        link_rel=None,
    )


class _Placed(Block):
    """A block directive: an empty element that says which part of the plan belongs here."""

    ARGUMENT = None

    def on_validate(self, parent: etree.Element) -> bool:
        """Refuse an argument that could not be an id; the reader has said so already."""
        return re.fullmatch(r"[a-z0-9-]*", self.argument or "") is not None

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Return the placeholder."""
        attributes = {"class": f"ch-placed ch-placed-{self.NAME}"}
        if self.argument:
            attributes["title"] = self.argument
        return etree.SubElement(parent, "div", attributes)


class PlanBlocks(BlocksExtension):  # type: ignore[misc]
    """The block directives of a plan: `/// standard | first-action`, `/// channels`, ..."""

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:  # noqa: N802
        """Register one directive per part of a plan."""
        for name in BLOCKS:
            block_mgr.register(type(f"Placed_{name}", (_Placed,), {"NAME": name}), self.getConfigs())
