"""The looks that a page gives itself, in `<style>` and in `style=""`; files of styles are not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

Style: TypeAlias = dict[str, tuple[str, bool]]
"""By property: its value, and whether it is `!important` in the element's own `style`."""

HIDDEN_CLASS = frozenset(
    ("visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "ch-visually-hidden")
)
"""Classes by which pages hide words from those who see."""
_ON_ACTION = (":hover", ":focus", ":active", ":target", "::", ":visited", ":checked")
_MOST_LOOKS = 1_000_000
"""How often a rule of the looks is held against an element of one page, at most."""
_PIXELS = {
    "px": 1.0,
    "em": 16.0,
    "rem": 16.0,
    "pt": 4 / 3,
    "ex": 8.0,
    "ch": 8.0,
    "in": 96.0,
    "cm": 37.8,
}


def styles_of(tree: LexborHTMLParser, elements: int) -> Mapping[int, Style]:
    """Return what a page says of the looks of its elements, by where they are kept.

    Later rules win over earlier ones and an element's own style over both; which selector says more is
    not weighed. What holds only on paper, or only while a pointer is there, is left out.
    """
    found: dict[int, Style] = {}
    for selector, said, media in rules_of(tree, elements):
        if "print" not in media and "orientation" not in media:
            usual = {name: (value, False) for name, (value, _) in said.items()}
            for key in matching(tree, selector):
                found.setdefault(key, {}).update(usual)
    for node in tree.css("[style]"):
        found.setdefault(node.mem_id, {}).update(declared(node.attributes["style"] or ""))
    return found


def matching(tree: LexborHTMLParser, selector: str) -> list[int]:
    """Return where the elements are kept that a selector means; none where it cannot be read."""
    if any(part in selector for part in _ON_ACTION):
        return []
    try:
        return [node.mem_id for node in tree.css(selector)]
    except SelectolaxError:
        return []


def rules_of(tree: LexborHTMLParser, elements: int) -> Iterator[tuple[str, Style, str]]:
    """Yield the rules of a page's `<style>` elements: selector, declarations, and medium.

    Each is held against every element: a page of so many has only so many rules that are followed.
    """
    rules = (rule for node in tree.css("style") for rule in _rules_in(node.text(), ""))
    return islice(rules, _MOST_LOOKS // elements)


def _rules_in(text: str | list[object], media: str) -> Iterator[tuple[str, Style, str]]:
    import tinycss2  # late: few pages style themselves

    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        prelude = tinycss2.serialize(rule.prelude).strip() if rule.type != "error" else ""
        if rule.type == "qualified-rule":
            yield prelude, declared(rule.content), media
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content:
            yield from _rules_in(rule.content, prelude.lower())


def declared(text: str | list[object]) -> Style:
    """Return the declarations of a style, the last and the important ones winning."""
    import tinycss2  # late, as above

    found: Style = {}
    for item in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if item.type != "declaration":
            continue
        before = found.get(item.lower_name)
        if before is None or item.important or not before[1]:
            value = tinycss2.serialize(item.value).strip().lower()
            found[item.lower_name] = value, item.important
    return found


def length(style: Style, name: str, *, whole: float = 0.0) -> float:
    """Return a length in pixels; `whole` is what a percentage is of; 0 for what is none."""
    import tinycss2  # late, as above

    value = style.get(name, ("", False))[0]
    token = tinycss2.parse_one_component_value(value, skip_comments=True)
    if token.type == "dimension":
        return float(token.value) * _PIXELS.get(token.lower_unit, 0.0)
    return float(token.value) * whole / 100 if token.type == "percentage" else 0.0
