"""An element of a page: what is written of it, what stands around it and in it, and who comes across it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborNode

from charters.rules.pages.inline_styles import HIDDEN_CLASS, Style
from charters.rules.pages.presence import Presence

if TYPE_CHECKING:
    from charters.rules.pages.html_tree import Document

_FIELDS = ("input", "select", "textarea", "button")
REACHED = frozenset((*_FIELDS, "a", "area", "summary", "iframe", "audio", "video"))
"""Tags whose elements may get the focus."""
REACHING = frozenset(("tabindex", "contenteditable"))
"""Attributes that may give it to any other."""
_NO_STYLE: Style = {}
_NEAR = 8
"""Steps up a page that are not worth a note."""
_KEPT = 1000
"""Letters of the longest text that an element keeps: what is nested deep has the same words many times."""
PLACE = attrgetter("at")
"""The place of an element among those of its page."""


class Element:
    """One element of a page."""

    __slots__ = (
        "at",
        "attrs",
        "end",
        "key",
        "known_text",
        "node",
        "page",
        "parent",
        "presence",
        "role",
        "tag",
    )

    page: Document
    node: LexborNode
    key: int
    """Where the parser keeps it."""
    tag: str
    attrs: Mapping[str, str | None]
    parent: Element | None
    at: int
    """Its place among the elements of the page; those in it follow, up to `end`."""
    end: int
    presence: Presence
    role: str | None
    """What it is to a screen reader, once `aria.role` has found it out."""
    known_text: str | None

    def get(self, name: str) -> str:
        """Return the value of an attribute; '' where it has none, or is not there."""
        return self.attrs.get(name) or ""

    @property
    def text(self) -> str:
        """The words in it, however deep, as they are written; a long text is read anew and not kept."""
        if self.known_text is not None:
            return self.known_text
        text = self.node.text()
        if len(text) <= _KEPT:
            self.known_text = text
        return text

    @property
    def above(self) -> Iterator[Element]:
        """The elements around it, the nearest first."""
        found = self.parent
        while found is not None:
            yield found
            found = found.parent

    def closest(self, *tags: str) -> Element | None:
        """Return the nearest element around it with one of some tags."""
        above = self.parent
        for _step in range(_NEAR):
            if above is None or above.tag in tags:
                return above
            above = above.parent
        return self._nearest(tags, lambda above: above.tag in tags)

    def nearest(self, is_one: Callable[[Element], bool]) -> Element | None:
        """Return the nearest element around it of which something holds."""
        return self._nearest(is_one, is_one)

    def itself_or_nearest(self, is_one: Callable[[Element], bool]) -> Element | None:
        """Return it, where something holds of it, or the nearest element around it of which it does."""
        return self if is_one(self) else self.nearest(is_one)

    def _nearest(self, asked: Hashable, is_one: Callable[[Element], bool]) -> Element | None:
        """Go up a few steps, and from there no further than somebody went before: some pages are deep."""
        above = self.parent
        for _step in range(_NEAR):
            if above is None or is_one(above):
                return above
            above = above.parent
        known, passed = self.page.nearest[asked], []
        while above is not None and above.at not in known and not is_one(above):
            passed.append(above.at)
            above = above.parent
        if above is not None and above.at in known:
            above = known[above.at]
        known.update(dict.fromkeys(passed, above))
        return above

    @property
    def children(self) -> Sequence[Element]:
        """The elements directly in it."""
        found: list[Element] = []
        elements, at, end = self.page.elements, self.at + 1, self.end
        while at < end:
            child = elements[at]
            found.append(child)
            at = child.end
        return found

    @property
    def below(self) -> Sequence[Element]:
        """The elements in it, however deep, in the order of the page."""
        return self.page.elements[self.at + 1 : self.end]

    @property
    def parts(self) -> Iterator[Element | str]:
        """What stands directly in it: elements, and the words between them."""
        children = iter(self.children)
        for node in self.node.iter(include_text=True):
            if node.is_text_node:
                yield node.text_content or ""
            elif node.is_element_node:
                yield next(children)

    def holds(self, *wanted: str) -> bool:
        """Whether an element with one of some tags or [attributes] is in it, however deep."""
        found = self.page.found
        return any(self.holds_one_of(found[one]) for one in wanted if one in found)

    def holds_one_of(self, elements: Sequence[Element]) -> bool:
        """Whether one of some elements, which stand in the order of the page, is in it."""
        at = bisect_right(elements, self.at, key=PLACE)
        return at < len(elements) and elements[at].at < self.end

    def is_in(self, other: Element) -> bool:
        """Whether it is in another element, however deep."""
        return other.at < self.at < other.end

    @property
    def style(self) -> Style:
        """What the page itself says of its looks."""
        return self.page.styles.get(self.key, _NO_STYLE)

    @property
    def rendered(self) -> bool:
        """Whether it is there at all: neither it nor what stands around it is taken out of the page."""
        return self.presence.rendered

    @property
    def visible(self) -> bool:
        """Whether it can be seen, or would be if one scrolled there."""
        return self.shown_to_all and not self.presence.aside

    @property
    def shown_to_all(self) -> bool:
        """Whether it is rendered and not made invisible, wherever it stands."""
        return self.presence.rendered and self.presence.unveiled

    @property
    def only_read_aloud(self) -> bool:
        """Whether it is hidden from those who see the page, in one of the usual ways."""
        if any(name in HIDDEN_CLASS for name in self.get("class").split()):
            return True
        clipped = "clip" in self.style or "clip-path" in self.style
        return clipped and self.style.get("position", ("",))[0] == "absolute"

    @property
    def unread(self) -> bool:
        """Whether it, or what stands around it, is hidden from those who hear the page."""
        return self.presence.unread

    @property
    def in_tree(self) -> bool:
        """Whether screen readers come across it, its role apart."""
        here = self.presence
        return here.rendered and here.unveiled and not here.unread

    @property
    def focusable(self) -> bool:
        """Whether it can get the focus at all, by a key or by a program."""
        if self.tag not in REACHED and REACHING.isdisjoint(self.attrs):
            return False
        if not self.shown_to_all or self.disabled or self.presence.inert:
            return False
        is_native = (
            self.tag in _FIELDS
            or (self.tag in ("a", "area") and "href" in self.attrs)
            or (self.tag in ("audio", "video") and "controls" in self.attrs)
            or (self.tag == "summary" and self.is_summary)
            or self.tag == "iframe"
        )
        has_index = self.get("tabindex").strip().lstrip("-").isdigit()
        is_edited = "contenteditable" in self.attrs and self.get("contenteditable") != "false"
        return is_native or has_index or is_edited

    @property
    def tabbable(self) -> bool:
        """Whether the tabulator comes to it."""
        return self.focusable and not self.get("tabindex").strip().startswith("-")

    @property
    def disabled(self) -> bool:
        """Whether it is a field that cannot be used."""
        return self.tag in _FIELDS and ("disabled" in self.attrs or self.presence.closed)

    @property
    def is_summary(self) -> bool:
        """Whether it is what opens the details around it: the first summary directly in them."""
        return self.at in self.page.summaries
