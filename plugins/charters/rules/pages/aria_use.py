"""Whether roles and ARIA attributes are ones that there are, and stand where they may."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from charters.model.refusal import shown
from charters.problems.message import Message, _
from charters.rules.pages import aria
from charters.rules.pages.aria import native_role, role, written_role
from charters.rules.pages.checks import Found, Written, of, of_aria, with_roles
from charters.rules.pages.elements import Element
from charters.rules.pages.html_tree import Document

_REFERENCES = ("labelledby", "describedby", "activedescendant", "details")


@of("[role]")
def unknown_roles(elements: Sequence[Element]) -> Found:
    """Yield roles of which there is none."""
    for element in elements:
        words = () if written_role(element) else element.get("role").split()
        if words and element.in_tree:
            yield (
                element,
                _(
                    "there is no role {word}; write one of WAI-ARIA, or take it out",
                    word=shown(words[0]),
                ),
            )


def unknown_attributes(page: Document) -> Found:
    """Yield ARIA attributes of which there is none."""
    for found in page.found:
        if found[:6] == "[aria-" and found[6:-1] not in aria.ATTRIBUTES:
            for element in page.found[found]:
                yield (
                    element,
                    _(
                        "there is no attribute {name}; see WAI-ARIA for how it is spelled",
                        name=found[1:-1],
                    ),
                )


@of_aria(name for name in aria.ATTRIBUTES if aria.VALUES.get(name) not in ("words", "ids"))
def wrong_values(written: Iterable[Written]) -> Found:
    """Yield ARIA attributes whose value means nothing."""
    for element, name in written:
        value = element.get(f"aria-{name}").strip().lower()
        if value and not _may_be(name, value):
            wrong, do = shown(value), _form(name)
            yield element, _("aria-{name} cannot be {value}; {do}", name=name, value=wrong, do=do)


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


def _form(name: str) -> Message:
    words = (
        aria.TOKENS.get(name) or aria.TOKEN_LISTS.get(name) or _WORDS.get(aria.VALUES.get(name, ""))
    )
    if not words:
        return _("write a number")
    return _("write one of {words}", words=", ".join(sorted(words)))


@of_aria((*_REFERENCES, "controls"))
def lost_references(written: Iterable[Written]) -> Found:
    """Yield ARIA attributes that name an id which is not on the page."""
    for element, name in written:
        words = element.get(f"aria-{name}").split()
        if not words or not element.page.by_id.keys().isdisjoint(words):
            continue
        if _is_needed(element) if name == "controls" else element.in_tree:
            yield element, lost(name, words[0])


def lost(name: str, key: str) -> Message:
    """Return what is said of an attribute that names an id which is not on the page."""
    return _(
        "aria-{name} names {key}, an id that is not on this page; write one that is",
        name=name,
        key=shown(key),
    )


def _is_needed(element: Element) -> bool:
    """Whether a screen reader has to know what an element controls."""
    if role(element) == "combobox":
        return element.get("aria-expanded") == "true"
    return "controls" in aria.REQUIRED.get(role(element), ())


@of_aria(aria.ATTRIBUTES - aria.GLOBAL)
def misplaced_attributes(written: Iterable[Written]) -> Found:
    """Yield ARIA attributes that say nothing with the role of their element."""
    for element, name in written:
        if not _is_allowed(element, name) and element.in_tree:
            kind = role(element) or "one"
            yield (
                element,
                _(
                    "aria-{name} says nothing of <{tag}>, which is {kind} to a screen reader; take it out, or write the role that is meant",
                    name=name,
                    tag=element.tag,
                    kind=shown(kind),
                ),
            )


def _is_allowed(element: Element, name: str) -> bool:
    kind = role(element)
    return (
        name in aria.SUPPORTS.get(kind, ())
        or (element.tag == "input" and name == "placeholder")
        or name in aria.SUPPORTS.get(native_role(element), ())
    )


_NEVER = {
    **dict.fromkeys(("label", "labelledby", "braillelabel"), aria.KINDS["never_named"]),
    **dict.fromkeys(
        ("roledescription", "brailleroledescription"),
        frozenset(("generic", "none", "presentation")),
    ),
}


@of_aria(_NEVER)
def names_not_said(written: Iterable[Written]) -> Found:
    """Yield names given to what is never called by a name."""
    for element, name in written:
        is_said = element.get(f"aria-{name}").strip() and element.in_tree
        if is_said and role(element) in _NEVER[name]:
            yield (
                element,
                _(
                    "aria-{name} is not read out on <{tag}>; write the words on the page, or a role that may have a name",
                    name=name,
                    tag=element.tag,
                ),
            )


@of(*with_roles((*filter(aria.REQUIRED.get, aria.REQUIRED), "separator", "combobox")))
def missing_states(elements: Sequence[Element]) -> Found:
    """Yield roles without the state that tells what is switched, chosen or expanded."""
    for element in elements:
        kind = written_role(element)
        needed = aria.REQUIRED.get(kind, [])
        if kind == "separator" and element.focusable:
            needed = ["valuenow"]
        if kind == "combobox" and element.get("aria-expanded") == "true":
            needed = [*needed, "controls"]
        missing = [name for name in needed if not element.get(f"aria-{name}").strip()]
        if missing and native_role(element) != kind and element.in_tree and not _is_native(element):
            yield (
                element,
                _(
                    "a {kind} needs aria-{name}; write it with the state that holds",
                    kind=kind,
                    name=missing[0],
                ),
            )


def _is_native(element: Element) -> bool:
    """Whether HTML itself tells the state of an element."""
    return element.tag == "input" and element.get("type").lower() in ("checkbox", "radio", "range")
