"""What the tabulator comes to: nothing that is hidden, nothing inside a button, in the order of the page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from charters.problems.message import _
from charters.rules.pages.aria import KINDS, role
from charters.rules.pages.checks import Found, of, with_roles
from charters.rules.pages.elements import REACHED, REACHING, Element
from charters.rules.pages.html_tree import Document

_TINY = ("0", "1")


@of("[aria-hidden]")
def hidden_and_reached(hidden: Sequence[Element]) -> Found:
    """Yield what the tabulator comes to and a screen reader passes over."""
    page = hidden[0].page
    outer = page.outermost(element for element in hidden if element.unread)
    reached = [one for element in outer for one in _reached((element, *element.below))]
    scripts = page.tagged("script") if reached else ()
    handed_on = {key for script in scripts for key in _handed_on(script)}
    for element in reached:
        if element.get("id") not in handed_on and not element.get("onfocus"):
            yield (
                element,
                _(
                    '<{tag}> gets the focus and is hidden from screen readers; take out aria-hidden, or write tabindex="-1"',
                    tag=element.tag,
                ),
            )


def _reached(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield those of some elements that the tabulator comes to; nearly none can be reached at all."""
    for one in elements:
        may_be = one.tag in REACHED or not REACHING.isdisjoint(one.attrs)
        if may_be and one.tabbable:
            yield one


def _handed_on(script: Element) -> Collection[str]:
    """Return the ids of what a program may hand the focus on from at once, as the ends of a dialog do."""
    quoted = script.text.split("'")[1:-1]
    return {*filter(None, quoted)} if "focus" in quoted else ()


@of("button", "meter", "progress", "option", *with_roles(KINDS["children_not_read"]))
def reached_inside(holders: Sequence[Element]) -> Found:
    """Yield what can be reached inside a button or a picture, of which only the words are told."""
    told = (one for one in holders if role(one) in KINDS["children_not_read"] and one.in_tree)
    for holder in holders[0].page.outermost(told):
        for element in _reached(holder.below):
            yield (
                element,
                _(
                    "<{tag}> stands in a {role} and gets the focus, but is not told of; put it beside it",
                    tag=element.tag,
                    role=role(holder),
                ),
            )


@of("iframe")
def unreached_frames(frames: Sequence[Element]) -> Found:
    """Yield frames that keep the tabulator from the links in them."""
    for frame in frames:
        is_out = frame.get("tabindex").strip().startswith("-") and frame.focusable
        is_tiny = frame.get("width") in _TINY or frame.get("height") in _TINY
        inner = frame.get("srcdoc") if is_out and not is_tiny else ""
        if inner and [*_reached(Document(inner, frame.page.path).elements)]:
            yield (
                frame,
                _(
                    "what is in this frame cannot be reached with the keyboard; take out its tabindex"
                ),
            )


@of("[tabindex]")
def out_of_turn(elements: Sequence[Element]) -> Found:
    """Yield what the tabulator comes to before everything else."""
    for element in elements:
        index = element.get("tabindex").strip()
        if index.isdecimal() and int(index) > 0 and element.rendered:
            yield (
                element,
                _(
                    'tabindex="{index}" takes it out of the order of the page; write 0, or take it out',
                    index=index,
                ),
            )
