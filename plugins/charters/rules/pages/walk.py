"""The way once through a page: its elements, what they are found by, and how they are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from charters.rules.pages.elements import Element
from charters.rules.pages.presence import CHANGING, NOT_ALWAYS_THERE, ON_A_PAGE, presence

if TYPE_CHECKING:
    from charters.rules.pages.html_tree import Document

_CHANGING = {f"[{name}]" for name in CHANGING}
_MANY_TIMES = 8
"""So often an element is told anew how it is there, at most, on average."""


def gone_through(page: Document) -> tuple[Sequence[Element], Mapping[str, Sequence[Element]]]:
    """Return the elements of a page, and those with each tag, [attribute] and [role=...].

    A page has hundreds of them: they are made without a call of Python, which takes twice as long.
    """
    tags: dict[str, list[Element]] = defaultdict(list)
    attributes: dict[str, list[Element]] = defaultdict(list)
    new, nodes = Element.__new__, page.tree.css("*")
    root, elements = nodes[0], [new(Element) for _node in nodes]
    document = above = new(Element)
    document.key = root.parent.mem_id  # type: ignore[union-attr] # the document
    document.presence = presence(root.tag or "", root.attributes, {}, ON_A_PAGE)
    for at, element, node in zip(range(len(nodes)), elements, nodes, strict=True):
        around = node.parent.mem_id  # type: ignore[union-attr] # an element stands in something
        while above.key != around:
            above.end, above = at, above.parent  # type: ignore[assignment]
        element.page, element.node, element.parent = page, node, above
        element.at, element.key = at, node.mem_id
        element.role = element.known_text = None
        element.tag = tag = node.tag or ""
        element.attrs = attrs = node.attributes
        element.presence = here = above.presence
        if tag in NOT_ALWAYS_THERE and here.rendered:
            element.presence = presence(tag, attrs, {}, here)
        for name in attrs:
            attributes[name].append(element)
        tags[tag].append(element)
        above = element
    while above is not document:
        above.end, above = len(nodes), above.parent  # type: ignore[assignment]
    elements[0].parent = None
    for element in attributes.get("role", ()):
        for role in element.get("role").lower().split():
            tags[f"[role={role}]"].append(element)
    return elements, {**tags, **{f"[{name}]": same for name, same in attributes.items()}}


def tell_presence(page: Document, found: Mapping[str, Sequence[Element]]) -> None:
    """Tell what stands in the few elements that are there in another way than what is around them."""
    changing = [one for name in _CHANGING & found.keys() for one in found[name] if one.parent]
    inside = sum(one.end - one.at for one in changing)
    is_much = bool(page.styles) or inside > _MANY_TIMES * len(page.elements)
    for one in page.elements[:1] if is_much else changing:
        for element in page.elements[one.at : one.end]:
            around = element.parent.presence if element.parent is not None else ON_A_PAGE
            element.presence = presence(element.tag, element.attrs, element.style, around)
