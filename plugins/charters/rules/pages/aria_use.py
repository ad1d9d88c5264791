"""Whether roles and ARIA attributes are ones that there are, and stand where they may."""

from __future__ import annotations

from collections.abc import Iterator

from charters.model.refusal import shown
from charters.rules.pages import aria
from charters.rules.pages.aria import native_role, role, written_role
from charters.rules.pages.html_tree import Document, Element
from charters.rules.pages.named_things import Found

_REFERENCES = ("aria-labelledby", "aria-describedby", "aria-activedescendant", "aria-details")
_THROUGH = ("", "generic", "none", "presentation")


def unknown_roles(page: Document) -> Found:
    """Yield roles of which there is none."""
    for element in page.having("role"):
        words = element.get("role").split()
        if words and not written_role(element) and element.in_tree:
            yield (
                element,
                f"there is no role {shown(words[0])}; write one of WAI-ARIA, or take it out",
            )


def _attributes(page: Document) -> list[str]:
    return [name[5:] for name in page.attributes if name.startswith("aria-")]


def unknown_attributes(page: Document) -> Found:
    """Yield ARIA attributes of which there is none."""
    for name in _attributes(page):
        if name not in aria.ATTRIBUTES:
            for element in page.having(f"aria-{name}"):
                yield (
                    element,
                    f"there is no attribute aria-{name}; see WAI-ARIA for how it is spelled",
                )


def wrong_values(page: Document) -> Found:
    """Yield ARIA attributes whose value means nothing."""
    for name in aria.ATTRIBUTES.intersection(_attributes(page)):
        for element in page.having(f"aria-{name}"):
            value = element.get(f"aria-{name}").strip().lower()
            if value and not _may_be(name, value):
                yield element, f"aria-{name} cannot be {shown(value)}; {_form(name)}"


def _may_be(name: str, value: str) -> bool:
    if name in aria.TOKENS:
        return value in aria.TOKENS[name]
    if name in aria.TOKEN_LISTS:
        return aria.TOKEN_LISTS[name].issuperset(value.split())
    kind = aria.VALUES[name]
    if kind in _WORDS:
        return value in _WORDS[kind]
    if kind == "whole":
        return value.removeprefix("-").isdecimal()
    return kind != "number" or _is_number(value)


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


_WORDS = {
    "flag": ("true", "false"),
    "flag_or_undefined": ("true", "false", "undefined"),
    "flag_or_mixed": ("true", "false", "mixed", "undefined"),
}


def _form(name: str) -> str:
    words = (
        aria.TOKENS.get(name) or aria.TOKEN_LISTS.get(name) or _WORDS.get(aria.VALUES.get(name, ""))
    )
    return f"write one of {', '.join(sorted(words))}" if words else "write a number"


def lost_references(page: Document) -> Found:
    """Yield ARIA attributes that name an id which is not on the page."""
    for name in _REFERENCES:
        for element in page.having(name):
            words = element.get(name).split()
            if words and not page.referred(element, name) and element.in_tree:
                yield (
                    element,
                    f"{name} names {shown(words[0])}, an id that is not on this page; write one that is",
                )
    for element in page.having("aria-controls"):
        is_needed = (
            "controls" in aria.REQUIRED.get(role(element), ()) or role(element) == "combobox"
        )
        is_open = role(element) != "combobox" or element.get("aria-expanded") == "true"
        words = element.get("aria-controls").split()
        if words and is_needed and is_open and not page.referred(element, "aria-controls"):
            yield (
                element,
                f"aria-controls names {shown(words[0])}, an id that is not on this page; write one that is",
            )


def misplaced_attributes(page: Document) -> Found:
    """Yield ARIA attributes that say nothing with the role of their element."""
    for name in (aria.ATTRIBUTES - aria.GLOBAL).intersection(_attributes(page)):
        for element in page.having(f"aria-{name}"):
            if not _is_allowed(element, name) and element.in_tree:
                kind = role(element) or "one"
                yield (
                    element,
                    f"aria-{name} says nothing of <{element.tag}>, which is {shown(kind)} to a screen reader; take it out, or write the role that is meant",
                )


def _is_allowed(element: Element, name: str) -> bool:
    kind = role(element)
    return (
        name in aria.SUPPORTS.get(kind, ())
        or (element.tag == "input" and name == "placeholder")
        or name in aria.SUPPORTS.get(native_role(element), ())
    )


def names_not_said(page: Document) -> Found:
    """Yield names given to what is never called by a name."""
    for name in (
        "label",
        "labelledby",
        "roledescription",
        "braillelabel",
        "brailleroledescription",
    ):
        for element in page.having(f"aria-{name}"):
            if (
                role(element) in _NEVER[name]
                and element.in_tree
                and element.get(f"aria-{name}").strip()
            ):
                yield (
                    element,
                    f"aria-{name} is not read out on <{element.tag}>; write the words on the page, or a role that may have a name",
                )


_NEVER = {
    **dict.fromkeys(("label", "labelledby", "braillelabel"), aria.KINDS["never_named"]),
    **dict.fromkeys(
        ("roledescription", "brailleroledescription"),
        frozenset(("generic", "none", "presentation")),
    ),
}


def missing_states(page: Document) -> Found:
    """Yield roles without the state that tells what is switched, chosen or expanded."""
    for element in page.having("role"):
        kind = written_role(element)
        needed = aria.REQUIRED.get(kind, [])
        if kind == "separator" and element.focusable:
            needed = ["valuenow"]
        if kind == "combobox" and element.get("aria-expanded") == "true":
            needed = [*needed, "controls"]
        missing = [name for name in needed if not element.get(f"aria-{name}").strip()]
        if missing and native_role(element) != kind and element.in_tree and not _is_native(element):
            yield element, f"a {kind} needs aria-{missing[0]}; write it with the state that holds"


def _is_native(element: Element) -> bool:
    """Whether HTML itself tells the state of an element."""
    return element.tag == "input" and element.get("type").lower() in ("checkbox", "radio", "range")


def out_of_context(page: Document) -> Found:
    """Yield items outside what they are items of, and lists whose items are not there."""
    yield from _lost_items(page)
    for element in page.having("role"):
        kind = written_role(element)
        is_judged = kind in aria.CONTEXT and kind != native_role(element) and element.in_tree
        if is_judged and not aria.CONTEXT[kind].intersection(_owners(page, element)):
            wanted = " or ".join(sorted(aria.CONTEXT[kind]))
            yield (
                element,
                f"a {kind} stands in no {wanted}; put it into one, or take out its role",
            )


def _lost_items(page: Document) -> Found:
    """Yield lists and menus that own what is not on the page."""
    for element in page.having("aria-owns"):
        words = element.get("aria-owns").split()
        if words and element.in_tree and not page.referred(element, "aria-owns"):
            yield (
                element,
                f"aria-owns names {shown(words[0])}, an id that is not on this page; write one that is",
            )


def _owners(page: Document, element: Element) -> list[str]:
    """Return the role of what holds an element: by `aria-owns`, or the nearest that has a meaning."""
    key = element.get("id")
    owners = [
        owner for owner in page.having("aria-owns") if key and key in owner.get("aria-owns").split()
    ]
    if owners:
        return [role(owner) for owner in owners]
    for above in element.above:
        kind = role(above)
        if kind not in _THROUGH or _has_global(above):
            return [kind]
    return []


def _has_global(element: Element) -> bool:
    return any(name.startswith("aria-") and name[5:] in aria.GLOBAL for name in element.attrs)


def wrong_items(page: Document) -> Found:
    """Yield lists, menus and tables in which something else than their items stands."""
    for element in [*page.tagged("ul", "ol", "menu"), *page.having("role")]:
        kind = role(element)
        if kind not in aria.OWNS or not element.in_tree or element.get("aria-busy") == "true":
            continue
        if element.tag != "menu" and "role" not in element.attrs and _is_plain(element):
            continue
        if element.tag == "select" and not written_role(element):
            continue
        items = [*_owned(page, element)]
        wrong = next((item for item in items if not _fits(kind, item)), None)
        if wrong is not None or (not items and _has_content(element)):
            stands = f"<{wrong.tag}>" if wrong is not None else "nothing that"
            wanted = " or ".join(sorted(aria.OWNS[kind]))
            yield (
                element,
                f"in a {kind} stands {stands} is no {wanted}; let only such items stand in it",
            )


def _is_plain(element: Element) -> bool:
    """Whether an element is a list of items, as nearly all are: a quick look."""
    items = [*element.node.iter()]
    return bool(items) and all(node.tag == "li" and "role" not in node.attributes for node in items)


def _has_content(element: Element) -> bool:
    return any(True for _ in element.children) or bool(element.node.text(strip=True))


def _owned(page: Document, element: Element) -> Iterator[Element]:
    """Yield what an element holds, without what is of no meaning, which is looked into."""
    for child in [*element.children, *page.referred(element, "aria-owns")]:
        if not child.in_tree or child.tag in ("script", "template"):
            continue
        if role(child) in _THROUGH and not _has_global(child):
            yield from _owned(page, child)
        else:
            yield child


def _fits(kind: str, item: Element) -> bool:
    own = role(item)
    if own not in aria.OWNS[kind]:
        return False
    if own != "group":
        return True
    allowed = aria.OWNS[kind]
    return all(role(inner) in allowed and _fits(kind, inner) for inner in _owned(item.page, item))
