"""What the tabulator comes to: nothing that is hidden, nothing inside a button, in the order of the page."""

from __future__ import annotations

from charters.rules.pages.aria import KINDS, role
from charters.rules.pages.html_tree import Document, Element
from charters.rules.pages.named_things import Found

_REACHED = (
    "a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]"
)
_TINY = ("0", "1")


def hidden_and_reached(page: Document) -> Found:
    """Yield what the tabulator comes to and a screen reader passes over."""
    for element in page.reachable if "aria-hidden" in page.attributes else ():
        if element.unread and element.tabbable and not _leads_back(element):
            yield (
                element,
                f'<{element.tag}> gets the focus and is hidden from screen readers; take out aria-hidden, or write tabindex="-1"',
            )


def _leads_back(element: Element) -> bool:
    """Whether an element hands the focus on at once, as the ends of a dialog do."""
    key = element.get("id")
    scripts = (script.node.text() for script in element.page.tagged("script") if key)
    return bool(element.get("onfocus")) or any(
        f"'{key}'" in script and "'focus'" in script for script in scripts
    )


def reached_inside(page: Document) -> Found:
    """Yield what can be reached inside a button or a picture, of which only the words are told."""
    for holder in [*page.tagged("button", "meter", "progress", "option"), *page.having("role")]:
        if role(holder) not in KINDS["children_not_read"]:
            continue
        for node in holder.node.css(_REACHED):
            element = page.element(node)
            if element is not holder and element.tabbable and holder.in_tree:
                yield (
                    element,
                    f"<{element.tag}> stands in a {role(holder)} and gets the focus, but is not told of; put it beside it",
                )


def unreached_frames(page: Document) -> Found:
    """Yield frames that keep the tabulator from the links in them."""
    for frame in page.tagged("iframe"):
        is_out = frame.get("tabindex").strip().startswith("-") and frame.focusable
        is_tiny = frame.get("width") in _TINY or frame.get("height") in _TINY
        inner = frame.get("srcdoc") if is_out and not is_tiny else ""
        if inner and any(element.tabbable for element in Document(inner, page.path).reachable):
            yield (
                frame,
                "what is in this frame cannot be reached with the keyboard; take out its tabindex",
            )


def out_of_turn(page: Document) -> Found:
    """Yield what the tabulator comes to before everything else."""
    for element in page.having("tabindex"):
        index = element.get("tabindex").strip()
        if index.isdecimal() and int(index) > 0 and element.rendered:
            yield (
                element,
                f'tabindex="{index}" takes it out of the order of the page; write 0, or take it out',
            )
