"""A page of HTML as its rules ask about it: elements with their parents, and what is hidden from whom."""

from __future__ import annotations

import re
import string
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from html.parser import HTMLParser
from typing import Literal, Protocol

from selectolax.lexbor import LexborHTMLParser, LexborNode

from charters.problems import Place, Problem
from charters.rules.pages.inline_styles import HIDDEN_CLASS, Style, length, styles_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NEVER_SHOWN = frozenset(
    ("head", "title", "script", "style", "template", "meta", "link", "base", "datalist", "noembed")
)
_FIELDS = ("input", "select", "textarea", "button")
_REACHED = (*_FIELDS, "a", "area", "summary", "iframe", "audio", "video")
_NO_STYLE: Style = {}


class Element:
    """One element of a page."""

    __slots__ = ("_parent", "_rendered", "_unread", "attrs", "node", "page", "role", "tag")

    def __init__(self, page: Document, node: LexborNode) -> None:
        self.page, self.node, self.tag = page, node, node.tag or ""
        self.attrs: Mapping[str, str | None] = node.attributes
        self._parent: Element | Literal[False] | None = False
        self._rendered: bool | None = None
        self._unread: bool | None = None
        self.role: str | None = None
        """What it is to a screen reader, once `aria.role` has found it out."""

    def get(self, name: str) -> str:
        """Return the value of an attribute; '' where it has none, or is not there."""
        return self.attrs.get(name) or ""

    @property
    def parent(self) -> Element | None:
        """The element around it."""
        if self._parent is False:
            above = self.node.parent
            is_one = above is not None and above.is_element_node
            self._parent = self.page.element(above) if is_one and above is not None else None
        return self._parent

    @property
    def above(self) -> Iterator[Element]:
        """The elements around it, the nearest first."""
        found = self.parent
        while found is not None:
            yield found
            found = found.parent

    def closest(self, *tags: str) -> Element | None:
        """Return the nearest element around it with one of some tags."""
        found = self.parent
        while found is not None and found.tag not in tags:
            found = found.parent
        return found

    @property
    def children(self) -> Iterator[Element]:
        """The elements directly in it."""
        return (self.page.element(node) for node in self.node.iter())

    @property
    def below(self) -> Iterator[Element]:
        """The elements in it, however deep, in the order of the page."""
        for child in self.children:
            yield child
            yield from child.below

    @property
    def style(self) -> Style:
        """What the page itself says of its looks."""
        return self.page.styles.get(self.node.mem_id, _NO_STYLE)

    @property
    def rendered(self) -> bool:
        """Whether it is there at all: neither it nor what stands around it is taken out of the page."""
        if self._rendered is None:
            above = self.parent
            self._rendered = not self._is_taken_out and (above is None or above.rendered)
        return self._rendered

    @property
    def _is_taken_out(self) -> bool:
        if self.page.styles and (said := self.style.get("display")):
            return said[0] == "none"
        return (
            self.tag in _NEVER_SHOWN
            or "hidden" in self.attrs
            or (self.tag == "dialog" and "open" not in self.attrs)
            or (self.tag == "input" and self.get("type").lower() == "hidden")
        )

    @property
    def inherited(self) -> Iterator[Style]:
        """What the page says of its looks and of those around it, the nearest first."""
        yield self.style
        yield from (above.style for above in self.above)

    @property
    def visible(self) -> bool:
        """Whether it can be seen, or would be if one scrolled there."""
        if not self.rendered or self.aside:
            return False
        for style in self.inherited if self.page.styles else ():
            if said := style.get("visibility"):
                return said[0] == "visible"
        return True

    @property
    def shown_to_all(self) -> bool:
        """Whether it is rendered and not made invisible, wherever it stands."""
        for style in self.inherited if self.page.styles else ():
            if said := style.get("visibility"):
                return said[0] == "visible" and self.rendered
        return self.rendered

    @property
    def aside(self) -> bool:
        """Whether its own style, or one around it, moves it off the page."""
        return bool(self.page.styles) and any(
            style.get("position", ("",))[0] in ("absolute", "fixed")
            and any(length(style, side) <= -999 for side in ("left", "top"))
            for style in self.inherited
        )

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
        if self._unread is None:
            above = self.parent
            is_said = self.get("aria-hidden").lower() == "true"
            self._unread = is_said or (above is not None and above.unread)
        return self._unread

    @property
    def in_tree(self) -> bool:
        """Whether screen readers come across it, its role apart."""
        return self.shown_to_all and not self.unread

    @property
    def focusable(self) -> bool:
        """Whether it can get the focus at all, by a key or by a program."""
        if not self.shown_to_all or self.disabled or self._is_inert:
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
    def _is_inert(self) -> bool:
        if "inert" not in self.page.attributes:
            return False
        return "inert" in self.attrs or any("inert" in above.attrs for above in self.above)

    @property
    def disabled(self) -> bool:
        """Whether it is a field that cannot be used."""
        return self.tag in _FIELDS and (
            "disabled" in self.attrs
            or any(above.tag == "fieldset" and "disabled" in above.attrs for above in self.above)
        )

    @property
    def is_summary(self) -> bool:
        """Whether it is what opens the details around it: the first summary directly in them."""
        above = self.parent
        if above is None or above.tag != "details":
            return False
        first = next((child for child in above.children if child.tag == "summary"), None)
        return first is not None and first.node.mem_id == self.node.mem_id


class Editors(Protocol):
    """The files that people write; see `written_at`."""

    def of_element(self, page: str, element: Element) -> Place | None:
        """Return where somebody wrote an element of a page."""
        ...


class Document:
    """One page of HTML, parsed; with a part, only what stands in it is looked at."""

    def __init__(
        self,
        html: str,
        path: str,
        tree: LexborHTMLParser | None = None,
        part: LexborNode | None = None,
        editors: Editors | None = None,
    ) -> None:
        self.html, self.path, self.part, self.editors = html, path, part, editors
        self.tree = tree or LexborHTMLParser(html)
        self._known: dict[int, Element] = {}
        self._asked: dict[tuple[int, tuple[str, ...]], Sequence[Element]] = {}
        self._begins: dict[str, Mapping[int, int] | None] = {}
        self._tags = defaultdict[str, list[LexborNode]](list)
        self._attributes = defaultdict[str, list[LexborNode]](list)
        tags, attributes = self._tags, self._attributes
        for node in (part or self.tree).css("*"):
            tags[node.tag or ""].append(node)
            for name in node.attributes:
                attributes[name].append(node)

    def element(self, node: LexborNode) -> Element:
        """Return what is known of a node."""
        found = self._known.get(node.mem_id)
        if found is None:
            found = self._known[node.mem_id] = Element(self, node)
        return found

    def forget(self) -> None:
        """Let go of the elements, which hold the page that holds them: memory is free at once."""
        self._known.clear()
        self._asked.clear()
        self.__dict__.pop("by_id", None)
        self.__dict__.pop("reachable", None)

    def tagged(self, *tags: str) -> Sequence[Element]:
        """Return the elements with one of some tags, tag by tag."""
        return self._found(self._tags, tags)

    def having(self, *names: str) -> Sequence[Element]:
        """Return the elements with one of some attributes, attribute by attribute."""
        return self._found(self._attributes, names)

    def _found(
        self, nodes: Mapping[str, list[LexborNode]], names: tuple[str, ...]
    ) -> Sequence[Element]:
        key = id(nodes), names
        if key not in self._asked:
            self._asked[key] = [self.element(n) for name in names for n in nodes.get(name, ())]
        return self._asked[key]

    def chosen(self, selector: str) -> Element | None:
        """Return the first element that a selector chooses; None where it chooses none, or is none."""
        try:
            node = self.tree.css_first(selector)
        except ValueError:
            return None
        return None if node is None else self.element(node)

    @property
    def attributes(self) -> Collection[str]:
        """The names of all attributes on the page."""
        return self._attributes

    @cached_property
    def reachable(self) -> list[Element]:
        """The elements that may get the focus, each once."""
        found = (*self.tagged(*_REACHED), *self.having("tabindex", "contenteditable"))
        return [*{id(element): element for element in found}.values()]

    def first(self, tag: str) -> Element | None:
        """Return the first element with a tag."""
        return next(iter(self.tagged(tag)), None)

    @cached_property
    def by_id(self) -> Mapping[str, LexborNode]:
        """The first element with each id, on the whole page."""
        found: dict[str, LexborNode] = {}
        for node in self.tree.css("[id]"):
            found.setdefault(node.attributes["id"] or "", node)
        return found

    @cached_property
    def words(self) -> str:
        """What the main part of the page says, its code left out."""
        main = self.part or self.tree.css_first("main") or self.tree.body
        said = main.text() if main else ""
        for code in (*self.nodes("pre"), *self.nodes("code")):
            said = said.replace(code.text(), " ", 1)
        return said

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words that the main part of the page has, in small letters."""
        words = set(self.words.casefold().split())
        return frozenset(word.strip(string.punctuation) for word in words)

    def with_words(self, words: str) -> Element | None:
        """Return the innermost element whose words some words are among."""
        found = (node for node in (self.part or self.tree).css("*") if words in node.text())
        return self.element([*found][-1]) if words in self.words else None

    def nodes(self, tag: str) -> Sequence[LexborNode]:
        """Return the elements with a tag as they are in the tree, for a quick look at many."""
        return self._tags.get(tag, ())

    def referred(self, element: Element, name: str) -> list[Element]:
        """Return the elements whose ids an attribute lists."""
        words = element.get(name).split()
        return [self.element(self.by_id[key]) for key in words if key in self.by_id]

    @cached_property
    def styles(self) -> Mapping[int, Style]:
        """What the page itself says of the looks of its elements, by where they are kept."""
        return styles_of(self.tree, self.html)

    def place(self, element: Element | None) -> Place:
        """Return where somebody wrote an element, else where it begins in the text of the page."""
        if element is None:
            return Place(self.path)
        if self.editors and (source := self.editors.of_element(self.path, element)):
            return source
        begun = self._begun(element.tag)
        if begun is None:  # some stand in remarks or programs, or are nobody's
            return Place(self.path, *self._like(element))
        at = begun[element.node.mem_id]
        line = bisect_left(self._line_ends, at)
        return Place(self.path, line, at - self._line_ends[line - 1])

    def _begun(self, tag: str) -> Mapping[int, int] | None:
        """Return where each element with a tag begins, if the tags of the text are those of the tree."""
        if tag not in self._begins:
            same = [node.mem_id for node in self.tree.css(tag)]
            found = re.finditer(rf"(?i)<{re.escape(tag)}(?=[\s/>])", self.html)
            written = [one.start() for one in found]
            told = dict(zip(same, written, strict=False))
            self._begins[tag] = told if len(same) == len(written) else None
        return self._begins[tag]

    @cached_property
    def _line_ends(self) -> Sequence[int]:
        return [-1, *(found.start() for found in re.finditer("\n", self.html))]

    def _like(self, element: Element) -> tuple[int, int]:
        """Return where the first element with the same tag and attributes begins."""
        line, column = self._likes.get(_look_of(element.tag, element.attrs), (1, 0))
        return line, column + 1

    @cached_property
    def _likes(self) -> Mapping[object, tuple[int, int]]:
        reader = _Tags()
        reader.feed(self.html)
        return {_look_of(tag, found): at for at, tag, found in reversed(reader.found)}

    def problem(self, code: str, message: str, element: Element | None = None) -> Problem:
        """Return a problem where an element begins."""
        return Problem(self.place(element), code, message)


def _look_of(tag: str, attributes: Mapping[str, str | None]) -> object:
    return tag, frozenset(attributes.items())


class _Tags(HTMLParser):
    """Collects where tags begin: the tree does not keep it, and only a page with a fault needs it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[tuple[int, int], str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((self.getpos(), tag, dict(attrs)))
