"""The name of an element, as a screen reader says it (Accessible Name and Description Computation 1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from charters.rules.pages.aria import KINDS, NONE, role, written_role
from charters.rules.pages.elements import Element

_VALUED = {"submit": "Submit", "reset": "Reset", "button": ""}
"""Inputs that are named by their value, and what browsers write where there is none."""
_REFERRED = -1
"""Among the elements that were gone through: the way led through `aria-labelledby`, which is followed once."""
_OWN_LINE = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
"""What stands on a line of its own, so that its words do not run into those beside it."""


def name(element: Element) -> str:
    """Return the name of an element; '' where it has none."""
    return _name(element, frozenset())


def _name(element: Element, seen: frozenset[int]) -> str:
    for said in _sources(element, seen):
        if words := " ".join(said.split()):
            return words
    return ""


def _sources(element: Element, seen: frozenset[int]) -> Iterator[str]:
    """Yield what an element may be named by, the strongest first."""
    if "aria-labelledby" in element.attrs and _REFERRED not in seen:
        yield _referred(element)
    yield element.get("aria-label")
    yield from _native(element, seen)
    if role(element) in KINDS["named_by_content"] or _is_summary(element) or seen:
        yield content(element, seen)
    yield element.get("title")
    yield element.get("placeholder")


def _referred(element: Element) -> str:
    """Return the words of the elements that `aria-labelledby` lists, the hidden ones too."""
    return " ".join(
        _name(other, frozenset((element.at, other.at, _REFERRED)))
        if other.in_tree
        else _hidden(other)
        for other in element.page.referred(element, "aria-labelledby")
    )


def _hidden(element: Element) -> str:
    return element.get("aria-label") or element.get("alt") or element.text


def _is_summary(element: Element) -> bool:
    return element.tag == "summary" and written_role(element) in ("", *NONE)


def _native(element: Element, seen: frozenset[int]) -> Iterator[str]:
    """Yield what HTML itself names an element by."""
    kind = element.get("type").lower()
    if element.tag in ("img", "area") or (element.tag == "input" and kind == "image"):
        yield element.get("alt") if role(element) not in NONE else ""
    elif element.tag == "input" and kind in _VALUED:
        yield element.get("value") if "value" in element.attrs else _VALUED[kind]
    elif element.tag == "svg":
        yield from (child.text for child in element.children if child.tag == "title")
    if element.tag in ("input", "select", "textarea", "button", "meter", "progress", "output"):
        yield from _labels(element, seen)
    titled = {"fieldset": "legend", "table": "caption", "figure": "figcaption"}.get(element.tag)
    if titled:
        yield from (content(child, seen) for child in element.children if child.tag == titled)


def _labels(element: Element, seen: frozenset[int]) -> Iterator[str]:
    key = element.get("id")
    for label in element.page.labels.get(key, ()) if key else ():
        if label.in_tree:
            yield content(label, seen | {element.at})
    above = element.closest("label")
    while above is not None:
        if "for" not in above.attrs or above.get("for") == key:
            yield content(above, seen | {element.at})
        above = above.closest("label")


def content(element: Element, seen: frozenset[int] = frozenset()) -> str:
    """Return the words in an element, as they are read out one after the other."""
    if element.end == element.at + 1 and "aria-owns" not in element.attrs:
        return element.text if element.shown_to_all else " "
    said = [
        _child(part, seen) if isinstance(part, Element) else part if element.shown_to_all else " "
        for part in element.parts
    ]
    for other in element.page.referred(element, "aria-owns"):
        said += [" ", content(other, seen | {element.at})]
    return "".join(said)


def _child(child: Element, seen: frozenset[int]) -> str:
    if child.at in seen or not child.rendered or child.get("aria-hidden") == "true":
        return ""
    words = _name(child, seen | {child.at}) if _says_more(child) else content(child, seen)
    return f" {words} " if child.tag in _OWN_LINE or _says_more(child) else words


def _says_more(child: Element) -> bool:
    """Whether an element within another says something else than the words in it."""
    return child.tag in ("img", "svg", "input", "select", "textarea", "area", "object") or any(
        mark in child.attrs for mark in ("aria-label", "aria-labelledby", "title")
    )


def has_words(element: Element) -> bool:
    """Whether words stand right at the beginning of an element, which then has a name: a quick look."""
    if element.end == element.at + 1:
        return bool(element.text.strip())
    first = element.node.first_child
    return first is not None and first.is_text_node and bool((first.text_content or "").strip())


def seen_words(element: Element) -> str:
    """Return the words of an element that can be seen."""
    said: list[str] = []
    for part in element.parts:
        if isinstance(part, str):
            said.append(part if element.visible else "")
        elif part.rendered and not part.only_read_aloud and part.tag != "svg":
            is_inline = "inline" in part.style.get("display", ("",))
            is_apart = part.tag in _OWN_LINE and not is_inline
            said.append(f" {seen_words(part)} " if is_apart else seen_words(part))
    return "".join(said)
