"""Whether items stand in what they are items of, and lists, menus and tables hold nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charters.problems.message import _, either
from charters.rules.pages import aria
from charters.rules.pages.aria import native_role, role, written_role
from charters.rules.pages.aria_use import lost
from charters.rules.pages.checks import Found, of, with_roles
from charters.rules.pages.elements import Element

_THROUGH = ("", "generic", "none", "presentation")


@of(*with_roles(aria.CONTEXT), "[aria-owns]")
def out_of_context(elements: Sequence[Element]) -> Found:
    """Yield items outside what they are items of, and lists whose items are not there."""
    for element in elements:
        owned = element.get("aria-owns").split() if "aria-owns" in element.attrs else ()
        if owned and element.in_tree and not element.page.referred(element, "aria-owns"):
            yield element, lost("owns", owned[0])
        kind = written_role(element)
        if (
            kind in aria.CONTEXT
            and _is_lost(element, kind)
            and kind != native_role(element)
            and element.in_tree
        ):
            wanted = either(sorted(aria.CONTEXT[kind]))
            yield (
                element,
                _(
                    "a {kind} stands in no {wanted}; put it into one, or take out its role",
                    kind=kind,
                    wanted=wanted,
                ),
            )


def _is_lost(element: Element, kind: str) -> bool:
    """Whether an item is in nothing that it can be an item of; nearly all stand right in it."""
    page, around = element.page, element.parent
    if not page.owners and around is not None and role(around) in aria.CONTEXT[kind]:
        return False
    return aria.CONTEXT[kind].isdisjoint(_owners(element))


def _owners(element: Element) -> list[str]:
    """Return the role of what holds an element: by `aria-owns`, or the nearest that has a meaning."""
    owners = element.page.owners.get(element.get("id"), ())
    above = () if owners else filter(None, [element.nearest(_means_something)])
    return [role(owner) for owner in (*owners, *above)]


def _means_something(element: Element) -> bool:
    return role(element) not in _THROUGH or _has_global(element)


def _has_global(element: Element) -> bool:
    return any(name.startswith("aria-") and name[5:] in aria.GLOBAL for name in element.attrs)


@of("ul", "ol", "menu", *with_roles(aria.OWNS))
def wrong_items(elements: Sequence[Element]) -> Found:
    """Yield lists, menus and tables in which something else than their items stands."""
    for element in elements:
        if element.tag != "menu" and "role" not in element.attrs and _is_plain(element):
            continue
        kind = role(element)
        if kind not in aria.OWNS or not element.in_tree or element.get("aria-busy") == "true":
            continue
        if element.tag == "select" and not written_role(element):
            continue
        if _holds_items(element, kind):
            continue
        items = [*_owned(element)]
        wrong = next((item for item in items if not _fits(kind, item)), None)
        if wrong is not None or (not items and _has_content(element)):
            wanted = either(sorted(aria.OWNS[kind]))
            if wrong is None:
                said = _(
                    "nothing stands in a {kind} that is a {wanted}; put such items into it",
                    kind=kind,
                    wanted=wanted,
                )
            else:
                said = _(
                    "in a {kind} stands <{tag}>, which is no {wanted}; let only such items stand in it",
                    kind=kind,
                    tag=wrong.tag,
                    wanted=wanted,
                )
            yield element, said


def _is_plain(element: Element) -> bool:
    """Whether an element is a list of items, as nearly all are: a quick look."""
    for child in element.children:
        if child.tag != "li" or "role" in child.attrs:
            return False
    return element.end > element.at + 1


def _holds_items(element: Element, kind: str) -> bool:
    """Whether items alone stand right in an element, as in most tables: a quick look."""
    for child in element.children:
        if role(child) not in aria.OWNS[kind] or role(child) == "group" or not child.in_tree:
            return False
    return element.end > element.at + 1 and "aria-owns" not in element.attrs


def _has_content(element: Element) -> bool:
    return element.end > element.at + 1 or bool(element.text.strip())


def _owned(element: Element) -> Iterator[Element]:
    """Yield what an element holds, without what is of no meaning, which is looked into."""
    for child in [*element.children, *element.page.referred(element, "aria-owns")]:
        if not child.in_tree or child.tag in ("script", "template"):
            continue
        if _means_something(child):
            yield child
        else:
            yield from _owned(child)


def _fits(kind: str, item: Element) -> bool:
    own = role(item)
    if own not in aria.OWNS[kind]:
        return False
    if own != "group":
        return True
    allowed = aria.OWNS[kind]
    return all(role(inner) in allowed and _fits(kind, inner) for inner in _owned(item))
