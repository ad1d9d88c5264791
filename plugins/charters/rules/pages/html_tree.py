"""A page of HTML as its rules ask about it: gone through once, its elements found by what is written of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Protocol

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from charters.problems import Message, Place, Problem
from charters.rules.pages.elements import PLACE, Element
from charters.rules.pages.inline_styles import Style, styles_of
from charters.rules.pages.walk import gone_through, tell_presence
from charters.rules.pages.words import Words
from charters.rules.pages.written_tags import WrittenTags

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


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
        self.nearest: dict[Hashable, dict[int, Element | None]] = defaultdict(dict)
        """What was found around elements, by what was asked for; see `Element.nearest`."""
        self.elements, everything = gone_through(self)
        """All elements of the page, in its order."""
        self.styles: Mapping[int, Style] = {}
        """What the page itself says of the looks of its elements, by where they are kept."""
        if "style" in everything or "[style]" in everything:
            self.styles = styles_of(self.tree, len(self.elements))
        tell_presence(self, everything)
        is_whole = (one for one in self.elements if part is None or one.key == part.mem_id)
        self.whole = next(is_whole)
        """All that is looked at."""
        self.found: Mapping[str, Sequence[Element]] = (
            everything if part is None else self._within(everything)
        )
        """The elements with each tag, each [attribute] and each [role=...], in the order of the page."""
        self.names = frozenset(self.found)

    def _within(self, found: Mapping[str, Sequence[Element]]) -> Mapping[str, Sequence[Element]]:
        first, end = self.whole.at, self.whole.end
        inside = {name: [e for e in same if first <= e.at < end] for name, same in found.items()}
        return {name: same for name, same in inside.items() if same}

    def forget(self) -> None:
        """Let go of the elements, which hold the page that holds them: memory is free at once."""
        self.__dict__.clear()

    def tagged(self, *tags: str) -> Sequence[Element]:
        """Return the elements with one of some tags, tag by tag."""
        return [*chain.from_iterable(self.found[tag] for tag in tags if tag in self.found)]

    def having(self, *names: str) -> Sequence[Element]:
        """Return the elements with one of some attributes, attribute by attribute."""
        return self.all([f"[{name}]" for name in names])

    def all(self, wanted: Sequence[str]) -> Sequence[Element]:
        """Return the elements with one of some tags or [attributes], one after the other, each once."""
        found = [self.found[one] for one in wanted if one in self.found]
        if len(found) > 1:
            return [*dict.fromkeys(chain.from_iterable(found))]
        return found[0] if found else ()

    def chosen(self, selector: str) -> Element | None:
        """Return the first element that a selector chooses; None where it chooses none, or is none."""
        try:
            node = self.tree.css_first(selector)
        except (SelectolaxError, UnicodeError):
            return None
        return None if node is None else self.by_key[node.mem_id]

    @cached_property
    def by_key(self) -> Mapping[int, Element]:
        """The elements by where the parser keeps them."""
        return {element.key: element for element in self.elements}

    @cached_property
    def headings(self) -> Sequence[Element]:
        """The headings of every level, in the order of the page."""
        return self.in_order(self.tagged(*HEADINGS))

    def in_order(self, elements: Iterable[Element]) -> Sequence[Element]:
        """Return elements in the order of the page."""
        return sorted(elements, key=PLACE)

    def outermost(self, elements: Iterable[Element]) -> Iterator[Element]:
        """Yield those of some elements that stand in none of the others."""
        end = 0
        for element in self.in_order(elements):
            if element.at >= end:
                yield element
                end = element.end

    @cached_property
    def owners(self) -> Mapping[str, Sequence[Element]]:
        """The elements that say to own each id."""
        found: dict[str, list[Element]] = defaultdict(list)
        for owner in self.having("aria-owns"):
            for key in owner.get("aria-owns").split():
                found[key].append(owner)
        return found

    @cached_property
    def summaries(self) -> Collection[int]:
        """The places of the summaries that open details: the first directly in each."""
        first: dict[int, int] = {}
        for one in self.tagged("summary"):
            if one.parent is not None and one.parent.tag == "details":
                first.setdefault(one.parent.at, one.at)
        return frozenset(first.values())

    def first(self, tag: str) -> Element | None:
        """Return the first element with a tag."""
        return self.found[tag][0] if tag in self.found else None

    @cached_property
    def by_id(self) -> Mapping[str, Element]:
        """The first element with each id, on the whole page."""
        with_id = self.elements if self.part is not None else self.having("id")
        return {e.attrs["id"] or "": e for e in reversed(with_id) if "id" in e.attrs}

    @cached_property
    def said(self) -> Words:
        """What the main part of the page says, its code left out."""
        main = self.first("main") or self.first("body") if self.part is None else self.whole
        said = main.text if main else ""
        for code in self.tagged("pre", "code"):
            said = said.replace(code.text, " ", 1)
        return Words(said)

    def with_words(self, words: str) -> Element | None:
        """Return the innermost element whose words some words are among."""
        found, inside = None, iter([self.whole] if words in self.said.text else [])
        while inner := next((one for one in reversed([*inside]) if words in one.node.text()), None):
            found, inside = inner, iter(inner.children)
        return found

    def referred(self, element: Element, name: str) -> list[Element]:
        """Return the elements whose ids an attribute lists."""
        words = element.get(name).split()
        return [self.by_id[key] for key in words if key in self.by_id]

    @cached_property
    def labels(self) -> Mapping[str, Sequence[Element]]:
        """The labels for each id."""
        found: dict[str, list[Element]] = defaultdict(list)
        for label in self.tagged("label"):
            found[label.get("for")].append(label)
        return found

    def place(self, element: Element | None) -> Place:
        """Return where somebody wrote an element, else where it begins in the text of the page."""
        if element is None:
            return Place(self.path)
        source = self.editors.of_element(self.path, element) if self.editors else None
        return source or Place(self.path, *self._written.begin(element))

    @cached_property
    def _written(self) -> WrittenTags:
        return WrittenTags(self.html, self.elements)

    def problem(self, code: str, message: Message, element: Element | None = None) -> Problem:
        """Return a problem where an element begins."""
        return Problem(self.place(element), code, message)
